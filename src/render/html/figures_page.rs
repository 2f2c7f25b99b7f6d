//! `noi-bo/dien-giai.html`: every figure of the report with an anchor, what it comes to, what it is made of, and what
//! it is by which rule.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::model::capitalized;
use crate::render::html::archive::{POLICY, STYLE};
use crate::render::html::escaped;
use crate::report::{FigureValue, PrintedFigure, Report, printed_figures};

const OWN_STYLE: &str = "td { text-align: left; white-space: normal; min-width: 9rem; }
td.so { text-align: right; white-space: nowrap; min-width: 0; }
tbody th { font-weight: normal; font-size: .9em; min-width: 6rem; }
td.dong { font-size: .9em; min-width: 14rem; }
td a, li a { display: inline-block; padding: .2rem 0; }
:target, :target th { background: #fff3c4; }
tr { scroll-margin-top: 1rem; }
@media print { body { font-size: 10pt; max-width: none; padding: 0; } a { color: inherit; text-decoration: none; } }
";

/// The page; `report_file` is the report from where it lies.
pub(crate) fn figures_page(report: &Report, report_file: &str) -> Vec<u8> {
    let printed = printed_figures(report);
    let mut lines: Vec<(&str, Vec<&PrintedFigure>)> = Vec::new();
    let mut kinds: BTreeMap<&str, &PrintedFigure> = BTreeMap::new();
    for one in &printed {
        kinds.entry(one.figure.words.id).or_insert(one);
        match lines.iter_mut().find(|(whose, _)| *whose == one.figure.whose) {
            Some((_, own)) => own.push(one),
            None => lines.push((&one.figure.whose, vec![one])),
        }
    }
    let (mut contents, mut tables) = (String::new(), String::new());
    for (at, (whose, own)) in (1..).zip(&lines) {
        let name = escaped(&capitalized(whose));
        writeln!(contents, "<li><a href=\"#cua-{at}\">{name}</a></li>")
            .expect("writing to a string");
        tables.push_str(&table(at, &name, own));
    }
    let meanings: String = kinds.values().map(|one| meaning(one)).collect();
    let name = escaped(&report.period.name);
    let rows = rows_sentence(report);
    format!(
        "<!DOCTYPE html>\n<html lang=\"vi\">\n<head>\n<meta charset=\"utf-8\">\n{POLICY}\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>Diễn giải số liệu {name}</title>\n<style>\n{STYLE}{OWN_STYLE}</style>\n</head>\n<body>\n\
         <header>\n<a class=\"skip\" href=\"#so-lieu\">Đến các số liệu</a>\n\
         <h1>Diễn giải số liệu</h1>\n<p>{agency}, báo cáo {name} (từ ngày {from} đến ngày {to}). Tài liệu nội bộ.</p>\n\
         <p><a href=\"{report_file}\">Về báo cáo</a> · <a href=\"#la-gi\">Từng loại số liệu là gì, căn cứ nào</a></p>\n\
         <p>{rows}</p>\n\
         <details>\n<summary>Số liệu của ai</summary>\n<ul>\n{contents}</ul>\n</details>\n</header>\n\
         <main id=\"so-lieu\" tabindex=\"-1\">\n{tables}\
         <h2 id=\"la-gi\">Từng loại số liệu là gì, căn cứ nào</h2>\n\
         <div class=\"table\" role=\"region\" aria-labelledby=\"la-gi\" tabindex=\"0\">\n<table>\n<thead>\n\
         <tr><th scope=\"col\">Số</th><th scope=\"col\">Số liệu</th><th scope=\"col\">Là gì</th>\
         <th scope=\"col\">Cách tính</th><th scope=\"col\">Căn cứ</th></tr>\n</thead>\n<tbody>\n{meanings}\
         </tbody>\n</table>\n</div>\n</main>\n<footer>\n<p>“–” là không có gì để tính, không phải 0.</p>\n\
         </footer>\n</body>\n</html>\n",
        agency = escaped(&report.agency.name),
        from = escaped(&report.period.from_text),
        to = escaped(&report.period.to_text),
    )
    .into_bytes()
}

/// Where the rows of a figure are found.
fn rows_sentence(report: &Report) -> String {
    if report.consolidated.is_some() {
        return "Mỗi số đếm là tổng số đếm của các đơn vị; từng dòng hồ sơ, phiếu xem ở đơn vị lập.".to_owned();
    }
    format!(
        "Từng dòng hồ sơ, phiếu, đơn phía sau một số liệu, và dòng nào không tính vì sao: trang Lưu trữ \
         của bàn làm việc, Diễn giải số liệu; hoặc lệnh <code>congso dien-giai {} MÃ-SỐ</code>.",
        escaped(&report.period.code)
    )
}

fn table(at: usize, whose: &str, figures: &[&PrintedFigure]) -> String {
    let rows: String = figures.iter().map(|one| figure(one)).collect();
    format!(
        "<h2 id=\"cua-{at}\">{whose}</h2>\n\
         <div class=\"table\" role=\"region\" aria-labelledby=\"cua-{at}\" tabindex=\"0\">\n<table>\n<thead>\n\
         <tr><th scope=\"col\">Mã số</th><th scope=\"col\">Số liệu</th><th scope=\"col\">Giá trị</th>\
         <th scope=\"col\">Là gì, từ đâu</th></tr>\n</thead>\n<tbody>\n{rows}</tbody>\n</table>\n</div>\n"
    )
}

fn figure(one: &PrintedFigure) -> String {
    let figure = &one.figure;
    format!(
        "<tr id=\"{id}\"><th scope=\"row\">{id}</th><td><a href=\"#la-{of}\">{}</a></td>\
         <td class=\"so\">{}</td><td class=\"dong\">{}</td></tr>\n",
        escaped(figure.words.name),
        escaped(&figure.value.printed()),
        from(one),
        id = escaped(&figure.id),
        of = figure.words.id,
    )
}

/// The formula, numerator and denominator, and the figures that it is made of; what counts, where it is counted.
fn from(one: &PrintedFigure) -> String {
    let PrintedFigure { figure, parts, .. } = one;
    if figure.words.formula.is_empty() {
        return escaped(&figure.meaning());
    }
    let mut text = escaped(figure.words.formula);
    let counts = match &figure.value {
        FigureValue::Rate(ratio) | FigureValue::Mean(ratio) if ratio.whole > 0 => {
            format!("{} / {}", ratio.part, ratio.whole)
        }
        _ => String::new(),
    };
    if !counts.is_empty() {
        write!(text, " = {counts}").expect("writing to a string");
    }
    let parts: Vec<String> = parts
        .iter()
        .map(|part| {
            let id = escaped(&part.id);
            format!("<a href=\"#{id}\">{id}</a> = {}", escaped(&part.value.printed()))
        })
        .collect();
    if !parts.is_empty() {
        write!(text, "; {}", parts.join(", ")).expect("writing to a string");
    }
    text
}

fn meaning(one: &PrintedFigure) -> String {
    let words = one.figure.words;
    format!(
        "<tr id=\"la-{id}\"><th scope=\"row\">{id}</th><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>\n",
        escaped(words.name),
        escaped(&words.meaning_of("")),
        escaped(words.formula),
        escaped(&one.grounds.join("; ")),
        id = words.id,
    )
}
