//! `luu-tru/index.html`: every archived period on one page.

use std::fmt::Write as _;

use crate::archive::earlier::{Archived, is_replaced};

/// The page. Periods with the latest last day first.
pub(crate) fn index(agency: &str, archive: &[Archived]) -> String {
    let mut periods: Vec<&Archived> = archive.iter().collect();
    periods.sort_by_key(|period| {
        std::cmp::Reverse((
            period.text("/ky/den").unwrap_or_default(),
            !is_replaced(&period.folder),
        ))
    });
    let rows: String = periods.into_iter().map(row).collect();
    format!(
        "<!doctype html>\n<html lang=\"vi\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>Lưu trữ báo cáo – {agency}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n\
         <h1>Lưu trữ báo cáo</h1>\n<p>{agency}</p>\n<table>\n<thead>\n<tr><th scope=\"col\">Kỳ</th>\
         <th scope=\"col\">Từ ngày</th><th scope=\"col\">Đến ngày</th>\
         <th scope=\"col\">Hồ sơ đã giải quyết</th><th scope=\"col\">Đúng hạn, trước hạn</th>\
         <th scope=\"col\">Hài lòng</th><th scope=\"col\">Thư xin lỗi</th>\
         <th scope=\"col\">Tài liệu</th></tr>\n</thead>\n<tbody>\n{rows}</tbody>\n</table>\n</main>\n\
         </body>\n</html>\n",
        agency = escaped(agency),
    )
}

const STYLE: &str = "body{font-family:\"Times New Roman\",\"Liberation Serif\",serif;margin:2rem auto;\
max-width:70rem;padding:0 1rem;color:#111;background:#fff}table{border-collapse:collapse;width:100%}\
th,td{border:1px solid #767676;padding:.4rem .6rem;text-align:left;vertical-align:top}\
td.so{text-align:right}tr.cu{color:#595959}";

fn row(period: &Archived) -> String {
    let replaced = is_replaced(&period.folder);
    let folder = escaped(&period.folder);
    let name = escaped(period.text("/ky/ten").unwrap_or(&period.folder));
    let note = if replaced { " (bản cũ, đã thay)" } else { "" };
    let text = |pointer| escaped(period.text(pointer).unwrap_or("–"));
    let resolved =
        period.number("/ho_so/tong/cot/c7").map_or_else(|| "–".to_owned(), |n| n.to_string());
    let mut row = format!(
        "<tr{}><th scope=\"row\">{name}{note}</th><td>{}</td><td>{}</td><td class=\"so\">{resolved}</td>\
         <td class=\"so\">{}</td><td class=\"so\">{}</td><td class=\"so\">{}</td><td>",
        if replaced { " class=\"cu\"" } else { "" },
        text("/ky/tu_ngay"),
        text("/ky/den_ngay"),
        text("/ho_so/tong/ty_le_dung_han/phan_tram"),
        text("/hai_long/tong/ty_le/phan_tram"),
        period.letters.len(),
    );
    for (file, label) in [
        ("bao-cao.pdf", "PDF"),
        ("bao-cao.html", "HTML"),
        ("phu-luc.xlsx", "Phụ lục"),
        ("so-lieu.json", "Số liệu"),
    ] {
        write!(row, "<a href=\"{folder}/data/{file}\">{label}</a> ").expect("writing to a string");
    }
    row.push_str("</td></tr>\n");
    row
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_latest_period_comes_first_and_names_are_escaped() {
        let period = |folder: &str, last: &str| {
            let figures = format!("{{\"ky\": {{\"ten\": \"<{folder}>\", \"den\": \"{last}\"}}}}");
            Archived::read(folder, figures.as_bytes(), None).expect("a period")
        };
        let page =
            index("Sở A & B", &[period("2020-02", "2020-02-14"), period("2020-03", "2020-03-14")]);
        let (second, first) = (
            page.find("2020-02/data").expect("a link"),
            page.find("2020-03/data").expect("a link"),
        );
        assert!(first < second);
        assert!(page.contains("&lt;2020-02&gt;") && page.contains("Sở A &amp; B"));
    }
}
