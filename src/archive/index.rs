//! `luu-tru/index.html`: every archived period on one page, what it says and what it holds.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::archive::earlier::{Archived, is_replaced};
use crate::archive::slug::Slugs;

/// The page. Periods with the latest last day first; then letters between two reports, and the registers of the
/// years, which lie beside the bags.
pub(crate) fn index(agency: &str, archive: &[Archived], registers: &[String]) -> String {
    let mut periods: Vec<&Archived> = archive.iter().filter(|bag| bag.is_period()).collect();
    periods.sort_by_key(|period| {
        Reverse((period.text("/ky/den").unwrap_or_default(), !is_replaced(&period.folder)))
    });
    let rows: String = periods.iter().map(|period| row(period)).collect();
    let cards: String = periods.iter().map(|period| card(period)).collect();
    let letters = letters(archive, registers);
    format!(
        "<!DOCTYPE html>\n<html lang=\"vi\">\n<head>\n<meta charset=\"utf-8\">\n{POLICY}\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>Lưu trữ báo cáo – {agency}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n\
         <header>\n<a class=\"skip\" href=\"#cac-ky\">Đến danh sách các kỳ</a>\n\
         <h1>Lưu trữ báo cáo</h1>\n<p>{agency}</p>\n</header>\n\
         <main id=\"cac-ky\" tabindex=\"-1\">\n<h2 id=\"so-lieu\">Số liệu chính</h2>\n\
         <div class=\"table\" role=\"region\" aria-labelledby=\"so-lieu\" tabindex=\"0\">\n<table>\n\
         <thead>\n<tr><th scope=\"col\">Kỳ</th><th scope=\"col\">Hồ sơ đã giải quyết</th>\
         <th scope=\"col\">Đúng hạn, trước hạn</th><th scope=\"col\">Hài lòng</th>\
         <th scope=\"col\">Thư xin lỗi</th></tr>\n</thead>\n<tbody>\n{rows}</tbody>\n</table>\n\
         </div>\n<h2>Tài liệu từng kỳ</h2>\n<div class=\"cards\">\n{cards}</div>\n{letters}</main>\n\
         <footer>\n<p>Mỗi kỳ là một gói theo chuẩn BagIt (RFC 8493): tệp manifest-sha256.txt ghi mã \
         kiểm tra của từng tệp. “–” là không có số liệu.</p>\n</footer>\n</body>\n</html>\n",
        agency = escaped(agency),
    )
}

/// Nothing runs and nothing is asked of any machine. White paper in any theme.
const POLICY: &str = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n\
<meta name=\"color-scheme\" content=\"only light\">\n";

const STYLE: &str = ":root { color-scheme: only light; }
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
tbody th { min-width: 8rem; }
.cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 20rem), 1fr)); gap: 1rem; }
article { border: 1px solid #767676; padding: .75rem 1rem; }
.cu { color: #595959; }
ul { margin: 0; padding: 0; list-style: none; }
li { padding: .2rem 0; }
li a { display: inline-block; padding: .15rem .3rem .15rem 0; }
summary { cursor: pointer; padding: .2rem 0; }
details ul { padding-left: 1rem; }
footer { margin-top: 1.5rem; font-size: 1rem; }
@media (max-width: 30rem) { th, td { padding: .3rem; } tbody th { min-width: 5.5rem; } }
@media print { .skip { display: none; } article, tr { break-inside: avoid; } thead { display: table-header-group; } }
";

/// Name of the period, with a word where another has taken its place.
fn name(period: &Archived) -> String {
    let name = escaped(period.text("/ky/ten").unwrap_or(&period.folder));
    let mut letters = name.chars();
    let name = letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect());
    if is_replaced(&period.folder) { format!("{name} (bản cũ, đã thay)") } else { name }
}

fn class(period: &Archived) -> &'static str {
    if is_replaced(&period.folder) { " class=\"cu\"" } else { "" }
}

/// The main figures, beside those of the other periods.
fn row(period: &Archived) -> String {
    let text = |pointer| escaped(period.text(pointer).unwrap_or("–"));
    format!(
        "<tr{}><th scope=\"row\"><a href=\"#ky-{}\">{}</a></th><td>{}</td><td>{}</td><td>{}</td>\
         <td>{}</td></tr>\n",
        class(period),
        escaped(&period.folder),
        name(period),
        period.number("/ho_so/tong/cot/c7").map_or_else(|| "–".to_owned(), grouped),
        text("/ho_so/tong/ty_le_dung_han/phan_tram"),
        text("/hai_long/tong/ty_le/phan_tram"),
        grouped(u64::try_from(period.letter_count()).unwrap_or(u64::MAX)),
    )
}

/// Label and files of one line of a card; a file that the period lacks is not named.
type Line = (&'static str, &'static [(&'static str, &'static str)]);

const LINES: [Line; 6] = [
    ("Báo cáo", &[("bao-cao.pdf", "PDF"), ("bao-cao.docx", "DOCX"), ("bao-cao.html", "HTML")]),
    ("Phụ lục và số liệu", &[("phu-luc.xlsx", "XLSX"), ("so-lieu.json", "JSON")]),
    (
        "Để gửi",
        &[
            ("gui/cong-van.pdf", "Công văn PDF"),
            ("gui/cong-van.docx", "Công văn DOCX"),
            ("gui/tai-lieu-gui.zip", "Gói tài liệu ZIP"),
        ],
    ),
    ("Thư xin lỗi", &[("thu-xin-loi/in-tat-ca.pdf", "In tất cả PDF")]),
    ("Sổ theo dõi thư xin lỗi", &[("thu-xin-loi/so-theo-doi.xlsx", "XLSX")]),
    (
        "Nội bộ: hồ sơ quá hạn",
        &[("noi-bo/danh-sach-qua-han.pdf", "PDF"), ("noi-bo/danh-sach-qua-han.xlsx", "XLSX")],
    ),
];

/// What a period holds.
fn card(period: &Archived) -> String {
    let folder = escaped(&period.folder);
    let text = |pointer| escaped(period.text(pointer).unwrap_or("–"));
    let mut card = format!(
        "<article{} id=\"ky-{folder}\" aria-labelledby=\"ten-{folder}\">\n\
         <h3 id=\"ten-{folder}\">{}</h3>\n<p>Từ ngày {} đến ngày {}</p>\n<ul>\n",
        class(period),
        name(period),
        text("/ky/tu_ngay"),
        text("/ky/den_ngay"),
    );
    for (label, files) in LINES {
        let links: Vec<String> = files
            .iter()
            .filter(|(file, _)| period.payload.contains(*file))
            .map(|(file, kind)| link(&folder, file, kind, &format!("{label}, {}", name(period))))
            .collect();
        if !links.is_empty() {
            let links = links.join(" ");
            writeln!(card, "<li>{label}: {links}</li>").expect("writing to a string");
        }
    }
    let departments = departments(period, &folder);
    if departments.is_empty() {
        card.push_str("</ul>\n");
    } else {
        writeln!(
            card,
            "</ul>\n<details>\n<summary>Báo cáo của {} đơn vị</summary>\n<ul>\n{}</ul>\n</details>",
            departments.len(),
            departments.concat()
        )
        .expect("writing to a string");
    }
    card.push_str("</article>\n");
    card
}

/// Registers, and a card for each bag of letters, the latest first; nothing where there are none.
fn letters(archive: &[Archived], registers: &[String]) -> String {
    let mut bags: Vec<&Archived> = archive.iter().filter(|bag| !bag.is_period()).collect();
    bags.sort_by_key(|bag| Reverse((bag.letter_day().unwrap_or_default(), &bag.folder)));
    if bags.is_empty() && registers.is_empty() {
        return String::new();
    }
    let links: Vec<String> = registers
        .iter()
        .rev()
        .map(|file| {
            let year = file.trim_end_matches(".xlsx").rsplit('-').next().unwrap_or(file);
            let (file, year) = (escaped(file), escaped(year));
            format!("<a href=\"{file}\" aria-label=\"Sổ theo dõi năm {year}: XLSX\">{year}</a>")
        })
        .collect();
    let registers = if links.is_empty() {
        String::new()
    } else {
        format!("<p>Sổ theo dõi các năm: {}</p>\n", links.join(" "))
    };
    let cards: String = bags.into_iter().map(letter_card).collect();
    format!(
        "<h2>Thư xin lỗi giữa hai kỳ báo cáo</h2>\n{registers}<div class=\"cards\">\n{cards}</div>\n"
    )
}

/// `thu-2020-03-16-2`: its day, and the how manieth of the day it is.
fn letter_card(bag: &Archived) -> String {
    let folder = escaped(&bag.folder);
    let day = bag.letter_day().unwrap_or_default();
    let shown: Vec<&str> = day.rsplit('-').collect();
    let again = bag.folder.strip_prefix(&format!("thu-{day}-"));
    let again = again.map_or_else(String::new, |again| format!(", lần {}", escaped(again)));
    let name = format!("Thư ngày {}{again}", escaped(&shown.join("/")));
    let mut card = format!(
        "<article id=\"ky-{folder}\" aria-labelledby=\"ten-{folder}\">\n\
         <h3 id=\"ten-{folder}\">{name}</h3>\n<p>{} thư</p>\n<ul>\n",
        grouped(u64::try_from(bag.letter_count()).unwrap_or(u64::MAX)),
    );
    for (label, files) in LINES {
        for (file, kind) in files.iter().filter(|(file, _)| bag.payload.contains(*file)) {
            let link = link(&folder, file, kind, &format!("{label}, {name}"));
            writeln!(card, "<li>{label}: {link}</li>").expect("writing to a string");
        }
    }
    card.push_str("</ul>\n</article>\n");
    card
}

/// A link that says by itself what it leads to.
fn link(folder: &str, file: &str, kind: &str, of: &str) -> String {
    format!("<a href=\"{folder}/data/{}\" aria-label=\"{of}: {kind}\">{kind}</a>", escaped(file))
}

/// One line for each department whose report lies in the bag.
fn departments(period: &Archived, folder: &str) -> Vec<String> {
    let names = names(period);
    let mut files: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for path in &period.payload {
        let file = path.strip_prefix("don-vi/").and_then(|file| file.rsplit_once('.'));
        if let Some((slug, kind)) = file {
            files.entry(slug).or_default().push(kind);
        }
    }
    files
        .into_iter()
        .map(|(slug, mut kinds)| {
            kinds
                .sort_by_key(|kind| ["pdf", "docx", "html", "xlsx"].iter().position(|k| k == kind));
            let name = escaped(names.get(slug).map_or(slug, String::as_str));
            let links: Vec<String> = kinds
                .into_iter()
                .map(|kind| {
                    let file = format!("don-vi/{slug}.{kind}");
                    link(folder, &file, &kind.to_uppercase(), &name)
                })
                .collect();
            format!("<li>{name}: {}</li>\n", links.join(" "))
        })
        .collect()
}

/// Names of the departments of the figures, by the name of their files.
fn names(period: &Archived) -> BTreeMap<String, String> {
    let mut names = BTreeMap::new();
    for lines in ["/ho_so/theo_don_vi", "/hai_long/theo_don_vi"] {
        for name in period.names(lines) {
            // The second of two names with one slug has a number, which only the run that wrote it knows.
            names.entry(Slugs::default().take(name)).or_insert_with(|| name.to_owned());
        }
    }
    names
}

/// `1.234`.
fn grouped(count: u64) -> String {
    let digits = count.to_string();
    let mut out = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push('.');
        }
        out.push(digit);
    }
    out
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(folder: &str, last: &str, files: &[&str]) -> Archived {
        let figures = format!(
            "{{\"ky\": {{\"ten\": \"<{folder}>\", \"den\": \"{last}\"}},
              \"ho_so\": {{\"tong\": {{\"cot\": {{\"c7\": 1234567}}}},
                          \"theo_don_vi\": [{{\"ten\": \"Phòng Người có công\"}}]}}}}"
        );
        let manifest: Vec<String> = files.iter().map(|file| format!("0a  data/{file}\n")).collect();
        let archived = Archived::read(folder, figures.as_bytes(), None).expect("a period");
        archived.listing(manifest.concat().as_bytes())
    }

    #[test]
    fn the_latest_period_comes_first_and_names_are_escaped() {
        let files = ["bao-cao.pdf"];
        let periods =
            [period("2020-02", "2020-02-14", &files), period("2020-03", "2020-03-14", &files)];
        let page = index("Sở A & B", &periods, &[]);
        let at = |text: &str| page.find(text).expect("a link");
        assert!(at("2020-03/data/bao-cao.pdf") < at("2020-02/data/bao-cao.pdf"));
        assert!(page.contains("&lt;2020-02&gt;") && page.contains("Sở A &amp; B"));
        assert!(page.contains("<td>1.234.567</td>"));
    }

    #[test]
    fn letters_between_two_reports_are_found_from_the_page() {
        let bag = |folder: &str, day: &str, letters: &str| {
            let list = format!("{{\"ngay\": \"{day}\", \"thu\": [{letters}]}}");
            let files = ["thu-xin-loi/in-tat-ca.pdf", "thu-xin-loi/so-theo-doi.xlsx"];
            let manifest: String = files.map(|file| format!("0a  data/{file}\n")).concat();
            let bag = Archived::of_letters(folder, list.into_bytes()).expect("a bag");
            bag.listing(manifest.as_bytes())
        };
        let bags = [
            bag("thu-2020-03-16", "2020-03-16", "{}, {}"),
            bag("thu-2020-03-16-2", "2020-03-16", "{}"),
        ];
        let registers = ["so-theo-doi-2019.xlsx", "so-theo-doi-2020.xlsx"].map(str::to_owned);
        let page = index("Sở A", &bags, &registers);
        for text in [
            ">Thư ngày 16/03/2020</h3>\n<p>2 thư</p>",
            ">Thư ngày 16/03/2020, lần 2</h3>\n<p>1 thư</p>",
            "href=\"thu-2020-03-16/data/thu-xin-loi/in-tat-ca.pdf\"",
            "href=\"thu-2020-03-16-2/data/thu-xin-loi/so-theo-doi.xlsx\"",
            "href=\"so-theo-doi-2020.xlsx\"",
        ] {
            assert_eq!(page.matches(text).count(), 1, "{text} in {page}");
        }
        let at = |text: &str| page.find(text).expect("a link");
        assert!(at(">2020</a>") < at(">2019</a>") && at("lần 2") < at("2 thư"));
        assert!(!index("Sở A", &[], &[]).contains("giữa hai kỳ"));
    }

    #[test]
    fn a_period_names_the_files_that_it_holds_and_no_others() {
        let files = ["bao-cao.pdf", "don-vi/phong-nguoi-co-cong.xlsx", "don-vi/khac.pdf"];
        let page = index("Sở A", &[period("2020-03", "2020-03-14", &files)], &[]);
        for (text, count) in [
            ("href=\"2020-03/data/bao-cao.pdf\"", 1),
            ("bao-cao.docx", 0),
            ("Nội bộ", 0),
            ("<li>Phòng Người có công: <a", 1),
            ("<li>khac: <a href=\"2020-03/data/don-vi/khac.pdf\"", 1),
            ("Báo cáo của 2 đơn vị", 1),
        ] {
            assert_eq!(page.matches(text).count(), count, "{text} in {page}");
        }
    }
}
