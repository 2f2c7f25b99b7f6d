//! `luu-tru/index.html`: every archived period on one page, what it says and what it holds.

use std::fmt::Write as _;

use crate::document::{Chart, thousands};
use crate::render::html::svg::figure;
use crate::render::html::{HtmlPage, escaped};

/// What the page says, all in the order in which it stands there.
#[derive(Clone, Debug, Default)]
pub(crate) struct ArchivePage<'a> {
    pub(crate) agency: &'a str,
    pub(crate) periods: Vec<PeriodEntry>,
    /// Letters between two reports.
    pub(crate) letters: Vec<LettersEntry>,
    pub(crate) registers: Vec<RegisterEntry>,
    pub(crate) trends: Vec<TrendEntry>,
    /// Bags that are lost for good, and why.
    pub(crate) losses: Vec<String>,
    /// What was held against what when the page was written.
    pub(crate) checked: String,
}

/// Like periods over time.
#[derive(Clone, Debug, Default)]
pub(crate) struct TrendEntry {
    /// `12 kỳ tháng`.
    pub(crate) name: String,
    pub(crate) charts: Vec<Chart>,
    /// What changed on the way, numbered as in the charts.
    pub(crate) marks: Vec<String>,
}

/// The register of a year.
#[derive(Clone, Debug, Default)]
pub(crate) struct RegisterEntry {
    pub(crate) file: String,
    pub(crate) year: String,
    /// Letters of the year that stand.
    pub(crate) letters: usize,
}

/// An archived period.
#[derive(Clone, Debug, Default)]
pub(crate) struct PeriodEntry {
    pub(crate) folder: String,
    pub(crate) name: String,
    /// Another has taken its place.
    pub(crate) is_replaced: bool,
    pub(crate) from: Option<String>,
    pub(crate) to: Option<String>,
    pub(crate) resolved: Option<u64>,
    pub(crate) on_time: Option<String>,
    /// Resolved late, and overdue on the last day.
    pub(crate) late: Option<u64>,
    pub(crate) overdue: Option<u64>,
    pub(crate) satisfied: Option<String>,
    pub(crate) comments: Option<u64>,
    pub(crate) letters: usize,
    /// How the bag was found when the page was written.
    pub(crate) state: String,
    /// By which its papers find it.
    pub(crate) code: Option<String>,
    pub(crate) papers: Vec<PaperEntry>,
    /// Each department with its papers.
    pub(crate) departments: Vec<PaperEntry>,
}

/// A bag of letters between two reports.
#[derive(Clone, Debug, Default)]
pub(crate) struct LettersEntry {
    pub(crate) folder: String,
    pub(crate) name: String,
    pub(crate) letters: usize,
    pub(crate) papers: Vec<PaperEntry>,
}

/// Label of a line, and its files: path in the bag, and what the link says.
#[derive(Clone, Debug, Default)]
pub(crate) struct PaperEntry {
    pub(crate) label: String,
    pub(crate) files: Vec<(String, String)>,
}

/// The page.
pub(crate) fn archive_page(page: &ArchivePage<'_>) -> String {
    let rows: String = page.periods.iter().map(row).collect();
    let cards: String = page.periods.iter().map(card).collect();
    let letters = letters(page);
    let (losses, trends) = (losses(page), trends(page));
    format!(
        "<!DOCTYPE html>\n<html lang=\"vi\">\n<head>\n<meta charset=\"utf-8\">\n{POLICY}\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>Lưu trữ báo cáo – {agency}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n\
         <header>\n<a class=\"skip\" href=\"#cac-ky\">Đến danh sách các kỳ</a>\n\
         <h1>Lưu trữ báo cáo</h1>\n<p>{agency}</p>\n</header>\n\
         <main id=\"cac-ky\" tabindex=\"-1\">\n<h2 id=\"so-lieu\">Số liệu chính</h2>\n\
         <div class=\"table\" role=\"region\" aria-labelledby=\"so-lieu\" tabindex=\"0\">\n<table>\n\
         <thead>\n<tr><th scope=\"col\">Kỳ</th><th scope=\"col\">Hồ sơ đã giải quyết</th>\
         <th scope=\"col\">Đúng hạn, trước hạn</th><th scope=\"col\">Đã giải quyết quá hạn</th>\
         <th scope=\"col\">Đang quá hạn</th><th scope=\"col\">Hài lòng</th>\
         <th scope=\"col\">Ý kiến</th><th scope=\"col\">Thư xin lỗi</th>\
         <th scope=\"col\">Đối chiếu</th></tr>\n</thead>\n<tbody>\n{rows}</tbody>\n</table>\n\
         </div>\n<p>{checked}</p>\n{losses}{trends}<h2>Tài liệu từng kỳ</h2>\n<div class=\"cards\">\n{cards}</div>\n{letters}</main>\n\
         <footer>\n<p>Mỗi kỳ là một gói theo chuẩn BagIt (RFC 8493): tệp manifest-sha256.txt ghi mã \
         kiểm tra của từng tệp. “–” là không có số liệu.</p>\n</footer>\n</body>\n</html>\n",
        agency = escaped(page.agency),
        checked = escaped(&page.checked),
    )
}

/// Nothing runs and nothing is asked of any machine. White paper in any theme.
pub(super) const POLICY: &str = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n\
<meta name=\"color-scheme\" content=\"only light\">\n";

pub(super) const STYLE: &str = ":root { color-scheme: only light; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 72rem; padding: 1rem; color: #111; background: #fff;
  font: 1.125rem/1.4 \"Times New Roman\", Tinos, \"Liberation Serif\", serif; overflow-wrap: break-word; }
a { color: #123f7a; }
.skip { position: absolute; left: -999px; }
.skip:focus { left: .5rem; top: .5rem; padding: .5rem .75rem; background: #fff; }
:focus-visible { outline: 3px solid #123f7a; outline-offset: 2px; }
main:focus { outline: none; }
h1 { font-size: 1.6rem; margin: .5rem 0 0; }
h2 { font-size: 1.25rem; margin: 1.5rem 0 .5rem; }
h3 { font-size: 1.1rem; margin: 0; }
p { margin: 0 0 .5rem; }
.table { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { border: 1px solid #767676; padding: .35rem .6rem; text-align: left; vertical-align: top; }
thead th { background: #e7ecf4; }
td { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
tbody th { min-width: 12.5rem; }
.cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 20rem), 1fr)); gap: 1rem; }
article { border: 1px solid #767676; padding: .75rem 1rem; }
.cu { color: #595959; }
ul { margin: 0; padding: 0; list-style: none; }
li { padding: .2rem 0; }
li a { display: inline-block; padding: .15rem .3rem .15rem 0; }
summary { cursor: pointer; padding: .2rem 0; }
details ul { padding-left: 1rem; }
td.word { text-align: left; white-space: normal; min-width: 9rem; }
figure { margin: .5rem 0 2rem; max-width: 165mm; break-inside: avoid; }
figure svg { display: block; width: 100%; height: auto; overflow: visible; }
figure svg.narrow { display: none; }
figcaption { margin-top: .25rem; text-align: center; font-weight: bold; font-size: 1rem; }
@media screen and (max-width: 40rem) { figure svg.wide { display: none; } figure svg.narrow { display: block; } }
footer { margin-top: 1.5rem; font-size: 1rem; }
@media (max-width: 30rem) { th, td { padding: .3rem; } tbody th { min-width: 5.5rem; } }
@media print { .skip { display: none; } article, tr { break-inside: avoid; } thead { display: table-header-group; } }
";

fn class(period: &PeriodEntry) -> &'static str {
    if period.is_replaced { " class=\"cu\"" } else { "" }
}

fn known(text: Option<&String>) -> String {
    text.map_or_else(|| "–".to_owned(), |text| escaped(text))
}

fn counted(count: usize) -> String {
    thousands(u64::try_from(count).unwrap_or(u64::MAX))
}

/// The main figures, beside those of the other periods.
fn row(period: &PeriodEntry) -> String {
    format!(
        "<tr{}><th scope=\"row\"><a href=\"#ky-{}\">{}</a></th><td>{}</td><td>{}</td><td>{}</td>\
         <td>{}</td><td>{}</td><td>{}</td><td>{}</td><td class=\"word\">{}</td></tr>\n",
        class(period),
        escaped(&period.folder),
        escaped(&period.name),
        number(period.resolved),
        known(period.on_time.as_ref()),
        number(period.late),
        number(period.overdue),
        known(period.satisfied.as_ref()),
        number(period.comments),
        counted(period.letters),
        escaped(&period.state),
    )
}

fn number(count: Option<u64>) -> String {
    count.map_or_else(|| "–".to_owned(), thousands)
}

fn losses(page: &ArchivePage<'_>) -> String {
    if page.losses.is_empty() {
        return String::new();
    }
    let lines = page.losses.iter().map(|loss| format!("<li>{}</li>\n", escaped(loss)));
    format!("<h2>Gói đã mất</h2>\n<ul>\n{}</ul>\n", lines.collect::<String>())
}

/// Charts of like periods; nothing where there are too few of any kind.
fn trends(page: &ArchivePage<'_>) -> String {
    let mut out = HtmlPage::default();
    if !page.trends.is_empty() {
        out.push("<h2>Xu hướng</h2>\n");
    }
    for TrendEntry { name, charts, marks } in &page.trends {
        out.push(&format!("<h3>{}</h3>\n", escaped(name)));
        for chart in charts {
            out.charts += 1;
            let number = out.charts;
            figure(chart, number, &mut out);
        }
        if !marks.is_empty() {
            let mut lines = String::new();
            for mark in marks {
                writeln!(lines, "<li>{}</li>", escaped(mark)).expect("writing to a string");
            }
            out.push(&format!(
                "<p>Không nối và không so sánh số liệu hai bên một mốc:</p>\n<ul>\n{lines}</ul>\n"
            ));
        }
    }
    out.out
}

/// What a period holds.
fn card(period: &PeriodEntry) -> String {
    let folder = escaped(&period.folder);
    let name = escaped(&period.name);
    let mut card = format!(
        "<article{} id=\"ky-{folder}\" aria-labelledby=\"ten-{folder}\">\n\
         <h3 id=\"ten-{folder}\">{name}</h3>\n<p>Từ ngày {} đến ngày {}</p>\n{}<ul>\n",
        class(period),
        known(period.from.as_ref()),
        known(period.to.as_ref()),
        period
            .code
            .as_ref()
            .map_or_else(String::new, |code| format!("<p>Mã kiểm tra: {}</p>\n", escaped(code))),
    );
    for paper in &period.papers {
        let of = format!("{}, {name}", escaped(&paper.label));
        card.push_str(&line(&folder, paper, &of));
    }
    if period.departments.is_empty() {
        card.push_str("</ul>\n");
    } else {
        let lines = period.departments.iter();
        let lines = lines.map(|paper| line(&folder, paper, &escaped(&paper.label)));
        writeln!(
            card,
            "</ul>\n<details>\n<summary>Báo cáo của {} đơn vị</summary>\n<ul>\n{}</ul>\n</details>",
            period.departments.len(),
            lines.collect::<String>()
        )
        .expect("writing to a string");
    }
    card.push_str("</article>\n");
    card
}

/// Registers, and a card for each bag of letters; nothing where there are none.
fn letters(page: &ArchivePage<'_>) -> String {
    if page.letters.is_empty() && page.registers.is_empty() {
        return String::new();
    }
    let links: Vec<String> = page
        .registers
        .iter()
        .map(|RegisterEntry { file, year, letters }| {
            let (file, year) = (escaped(file), escaped(year));
            format!(
                "<a href=\"{file}\" aria-label=\"Sổ theo dõi năm {year}: XLSX\">{year}</a> ({} thư)",
                counted(*letters)
            )
        })
        .collect();
    let registers = if links.is_empty() {
        String::new()
    } else {
        format!("<p>Sổ theo dõi các năm: {}</p>\n", links.join("; "))
    };
    let cards: String = page.letters.iter().map(letter_card).collect();
    let between = if cards.is_empty() {
        String::new()
    } else {
        format!("<h3>Lập giữa hai kỳ báo cáo</h3>\n<div class=\"cards\">\n{cards}</div>\n")
    };
    format!("<h2>Thư xin lỗi</h2>\n{registers}{between}")
}

fn letter_card(bag: &LettersEntry) -> String {
    let (folder, name) = (escaped(&bag.folder), escaped(&bag.name));
    let lines = bag.papers.iter();
    let lines =
        lines.map(|paper| line(&folder, paper, &format!("{}, {name}", escaped(&paper.label))));
    format!(
        "<article id=\"ky-{folder}\" aria-labelledby=\"ten-{folder}\">\n\
         <h3 id=\"ten-{folder}\">{name}</h3>\n<p>{} thư</p>\n<ul>\n{}</ul>\n</article>\n",
        counted(bag.letters),
        lines.collect::<String>(),
    )
}

/// Links that say by themselves what they lead to.
fn line(folder: &str, paper: &PaperEntry, of: &str) -> String {
    let links = paper.files.iter().map(|(path, kind)| {
        let (path, kind) = (escaped(path), escaped(kind));
        format!("<a href=\"{folder}/{path}\" aria-label=\"{of}: {kind}\">{kind}</a>")
    });
    format!("<li>{}: {}</li>\n", escaped(&paper.label), links.collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_known_is_a_dash_and_names_are_escaped() {
        let period = PeriodEntry {
            folder: "2020-03".to_owned(),
            name: "<2020-03>".to_owned(),
            resolved: Some(1_234_567),
            ..PeriodEntry::default()
        };
        let page =
            ArchivePage { agency: "Sở A & B", periods: vec![period], ..ArchivePage::default() };
        let page = archive_page(&page);
        assert!(page.contains("&lt;2020-03&gt;") && page.contains("Sở A &amp; B"));
        assert!(page.contains("<td>1.234.567</td><td>–</td>"));
        assert!(!page.contains("giữa hai kỳ") && !page.contains("Xu hướng"));
    }
}
