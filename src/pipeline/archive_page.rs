//! What the page of the archive says of each bag.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::archive::{Archived, Slugs, layout};
use crate::document::{self, thousands};
use crate::error::Result;
use crate::model::{capitalized, short_date};
use crate::render::{
    self, ArchivePage, LettersEntry, PaperEntry, PeriodEntry, RegisterEntry, TrendEntry,
};
use crate::report::{self, PastPeriod, TargetFigures, TrendFigures};

/// Label and files of each line; a file that the bag lacks is not named.
const LINES: [(&str, &[(&str, &str)]); 7] = [
    (
        "Báo cáo",
        &[
            (layout::REPORT_PDF, "PDF"),
            (layout::REPORT_DOCX, "DOCX"),
            (layout::REPORT_HTML, "HTML"),
        ],
    ),
    ("Phụ lục và số liệu", &[(layout::ANNEX, "XLSX"), (layout::FIGURES, "JSON")]),
    (
        "Để gửi",
        &[
            (layout::COVER_PDF, "Công văn PDF"),
            (layout::COVER_DOCX, "Công văn DOCX"),
            (layout::PARCEL, "Gói tài liệu ZIP"),
        ],
    ),
    ("Thư xin lỗi", &[(layout::PRINT_ALL, "In tất cả PDF")]),
    ("Sổ theo dõi thư xin lỗi", &[(layout::REGISTER, "XLSX")]),
    ("Nội bộ: diễn giải số liệu", &[(layout::EXPLAINED, "HTML")]),
    ("Nội bộ: hồ sơ quá hạn", &[(layout::LATE_PDF, "PDF"), (layout::LATE_XLSX, "XLSX")]),
];

/// What the page is made from.
#[derive(Clone, Copy)]
pub(crate) struct ArchiveShown<'a> {
    pub(crate) agency: &'a str,
    pub(crate) archive: &'a [Archived],
    /// Files of the registers of the years, which lie beside the bags.
    pub(crate) registers: &'a [String],
    /// Letters of each year that stand.
    pub(crate) letters: &'a BTreeMap<i16, usize>,
    pub(crate) targets: &'a TargetFigures,
    /// Entries of the chain.
    pub(crate) entries: usize,
    /// By folder.
    pub(crate) states: &'a BTreeMap<String, ShownState>,
}

/// How a run found a bag.
#[derive(Clone, Debug, Default)]
pub(crate) struct ShownState {
    /// By which its papers find it.
    pub(crate) code: Option<String>,
    /// The chain knows that it was damaged when another took its place.
    pub(crate) was_damaged: bool,
}

/// The page. Periods with the latest last day first; then letters between two reports, the latest first, and the
/// registers of the years.
pub(crate) fn archive_page(shown: ArchiveShown<'_>) -> Result<String> {
    let ArchiveShown { agency, archive, registers, letters: written, .. } = shown;
    let (mut periods, mut bags): (Vec<&Archived>, Vec<&Archived>) =
        archive.iter().filter(|bag| bag.loss().is_none()).partition(|bag| bag.has_figures());
    periods.sort_by_key(|period| {
        Reverse((period.text("/ky/den").unwrap_or_default(), !layout::is_replaced(&period.folder)))
    });
    bags.sort_by_key(|bag| Reverse((bag.letter_day().unwrap_or_default(), &bag.folder)));
    let register = |file: &String| {
        let year = layout::year_of_register(file)?;
        let letters = year.parse().ok().and_then(|year: i16| written.get(&year).copied());
        let (file, year) = (file.clone(), year.to_owned());
        Some(RegisterEntry { file, year, letters: letters.unwrap_or(0) })
    };
    let is_own = |bag: &&&Archived| {
        !layout::is_replaced(&bag.folder) && layout::of_consolidated(&bag.folder).is_none()
    };
    let standing = periods.iter().filter(is_own);
    let past = standing.map(|bag| bag.figures()).collect::<Result<Vec<PastPeriod>>>()?;
    Ok(render::archive_page(&ArchivePage {
        agency,
        checked: checked(shown),
        trends: report::trends(&past).iter().map(|trend| entry(trend, shown.targets)).collect(),
        periods: periods.into_iter().map(|bag| period(bag, shown.states)).collect(),
        letters: bags.into_iter().map(letters).collect(),
        losses: archive.iter().filter_map(loss).collect(),
        registers: registers.iter().rev().filter_map(register).collect(),
    }))
}

/// What the run that wrote the page has looked at, and what it has not.
fn checked(shown: ArchiveShown<'_>) -> String {
    format!(
        "Khi trang này được ghi, lần chạy đã đối chiếu sổ cái ({} mục) với mọi gói, các tệp kê của từng gói, và số liệu, \
         danh sách thư của từng gói với mã kiểm tra của chúng; cột Đối chiếu nêu kết quả. Các tệp còn lại và việc tính \
         lại số liệu từ dữ liệu gốc chưa được kiểm tra ở đây, và trang không tự biết những gì đổi sau khi ghi: bấm \
         Xác minh ở trang Lưu trữ của bàn làm việc, hoặc chạy congso xac-minh.",
        thousands(u64::try_from(shown.entries).unwrap_or(u64::MAX))
    )
}

/// `2020-03: gói đã mất, ghi nhận ngày 20/04/2020: hỏng ổ đĩa`.
fn loss(bag: &Archived) -> Option<String> {
    let note = bag.loss()?;
    let day = note.day.parse::<Date>().map_or_else(|_| note.day.clone(), short_date);
    let mut said = format!("{}: gói đã mất, ghi nhận ngày {day}: {}", bag.folder, note.reason);
    if let Some(rest) = &note.rest {
        said.push_str("; phần còn lại ở ");
        said.push_str(rest);
    }
    Some(said)
}

fn entry(trend: &TrendFigures, targets: &TargetFigures) -> TrendEntry {
    let marks = trend.marks.iter().map(|mark| format!("({}) {}", mark.number, mark.sentence));
    TrendEntry {
        name: format!("Theo {} ({} kỳ)", trend.kind, trend.count),
        charts: document::of_trend(trend, targets),
        marks: marks.collect(),
    }
}

fn period(bag: &Archived, states: &BTreeMap<String, ShownState>) -> PeriodEntry {
    let state = states.get(&bag.folder).cloned().unwrap_or_default();
    let text = |pointer| bag.text(pointer).map(str::to_owned);
    let is_replaced = layout::is_replaced(&bag.folder);
    let is_few = bag.number("/hai_long/tong/n").is_some_and(report::are_few);
    let name = bag.text("/ky/ten").unwrap_or(&bag.folder);
    let name = match layout::of_consolidated(&bag.folder) {
        Some(_) => format!("Tổng hợp {name}"),
        None => capitalized(name),
    };
    PeriodEntry {
        folder: bag.folder.clone(),
        name: if is_replaced { format!("{name} (bản cũ, đã thay)") } else { name },
        is_replaced,
        from: text("/ky/tu_ngay"),
        to: text("/ky/den_ngay"),
        resolved: bag.number("/ho_so/tong/cot/c7"),
        on_time: text("/ho_so/tong/ty_le_dung_han/phan_tram"),
        late: bag.number("/ho_so/tong/cot/c10"),
        overdue: bag.number("/ho_so/tong/cot/c13"),
        satisfied: text("/hai_long/tong/ty_le/phan_tram").filter(|_| !is_few),
        comments: bag.number("/y_kien/tong/so"),
        state: if state.was_damaged {
            "đã hỏng trước khi được thay"
        } else if is_replaced {
            "bản cũ: chỉ đối chiếu danh sách thư"
        } else {
            "đúng như khi ghi"
        }
        .to_owned(),
        code: state.code,
        letters: bag.letter_count(),
        papers: papers(bag),
        departments: departments(bag),
    }
}

/// `thu-2020-03-16-2`: by its day, with a number from the second of that day on.
fn letters(bag: &Archived) -> LettersEntry {
    let day = bag.letter_day().unwrap_or_default();
    let shown: Vec<&str> = day.rsplit('-').collect();
    let again = layout::again_of_letters(&bag.folder);
    let again = again.map_or_else(String::new, |again| format!(", lần {again}"));
    LettersEntry {
        folder: bag.folder.clone(),
        name: format!("Thư ngày {}{again}", shown.join("/")),
        letters: bag.letter_count(),
        papers: papers(bag),
    }
}

fn papers(bag: &Archived) -> Vec<PaperEntry> {
    let papers = LINES.iter().map(|(label, files)| PaperEntry {
        label: (*label).to_owned(),
        files: files
            .iter()
            .filter(|(file, _)| bag.payload.contains(*file))
            .map(|(file, kind)| (layout::in_bag(file), (*kind).to_owned()))
            .collect(),
    });
    papers.filter(|paper| !paper.files.is_empty()).collect()
}

/// One line for each department whose report lies in the bag.
fn departments(bag: &Archived) -> Vec<PaperEntry> {
    let names = names(bag);
    let mut files: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (slug, kind) in bag.payload.iter().filter_map(|path| layout::of_department(path)) {
        files.entry(slug).or_default().push(kind);
    }
    let lines = files.into_iter().map(|(slug, mut kinds)| {
        kinds.sort_by_key(|kind| ["pdf", "docx", "html", "xlsx"].iter().position(|k| k == kind));
        let file =
            |kind: &str| (layout::in_bag(&layout::department(slug, kind)), kind.to_uppercase());
        PaperEntry {
            label: names.get(slug).map_or(slug, String::as_str).to_owned(),
            files: kinds.into_iter().map(file).collect(),
        }
    });
    lines.collect()
}

/// Names of the departments of the figures, by the name of their files.
fn names(bag: &Archived) -> BTreeMap<String, String> {
    let lines = ["/ho_so/theo_don_vi", "/hai_long/theo_don_vi"];
    by_file(lines.into_iter().flat_map(|lines| bag.names(lines)))
}

/// Names of departments by the name of their files.
pub(crate) fn by_file<'a>(all: impl Iterator<Item = &'a str>) -> BTreeMap<String, String> {
    let mut names = BTreeMap::new();
    for name in all {
        // The second of two names with one slug has a number, which only the run that wrote it knows.
        names.entry(Slugs::default().take(name)).or_insert_with(|| name.to_owned());
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::BagTags;

    fn tags(files: &[&str]) -> BagTags {
        let listed = files.iter().map(|file| (layout::in_bag(file), "0a".to_owned()));
        BagTags { files: listed.collect(), ..BagTags::default() }
    }

    fn page(archive: &[Archived], registers: &[String]) -> String {
        let (letters, targets) = (BTreeMap::from([(2020, 37)]), TargetFigures::default());
        let states = BTreeMap::new();
        archive_page(ArchiveShown {
            agency: "Sở A & B",
            archive,
            registers,
            letters: &letters,
            targets: &targets,
            entries: 3,
            states: &states,
        })
        .expect("a page")
    }

    fn period(folder: &str, last: &str, files: &[&str]) -> Archived {
        let figures = format!(
            "{{\"phien_ban\": 1, \"ky\": {{\"ma\": \"{folder}\", \"ten\": \"<{folder}>\", \"tu\": \"2020-01-01\",
              \"den\": \"{last}\"}},
              \"ho_so\": {{\"co_du_lieu\": true, \"tong\": {{
                \"cot\": {{\"c3\": 2, \"c7\": 1234567, \"c8_9\": 1, \"c10\": 1, \"c11\": 0}},
                \"ty_le_dung_han\": {{\"tu\": 9, \"mau\": 10, \"phan_tram\": \"90,00%\"}}}},
                          \"theo_don_vi\": [{{\"ten\": \"Phòng Người có công\",
                \"cot\": {{\"c3\": 2, \"c7\": 1, \"c8_9\": 1, \"c10\": 0, \"c11\": 1}},
                \"ty_le_dung_han\": {{\"tu\": 1, \"mau\": 1}}}}]}},
              \"hai_long\": {{\"tong\": {{\"ty_le\": {{\"tu\": 0, \"mau\": 0}}}}}}}}"
        );
        let archived = Archived::read(folder, figures.as_bytes(), None).expect("a period");
        archived.tagged(&tags(files))
    }

    #[test]
    fn the_latest_period_comes_first() {
        let files = ["bao-cao.pdf"];
        let periods =
            [period("2020-02", "2020-02-14", &files), period("2020-03", "2020-03-14", &files)];
        let page = page(&periods, &[]);
        let at = |text: &str| page.find(text).expect("a link");
        assert!(at("2020-03/data/bao-cao.pdf") < at("2020-02/data/bao-cao.pdf"));
        assert!(page.contains("&lt;2020-02&gt;") && page.contains("<td>1.234.567</td>"));
    }

    #[test]
    fn letters_between_two_reports_are_found_from_the_page() {
        let bag = |folder: &str, day: &str, letters: &str| {
            let list = format!("{{\"ngay\": \"{day}\", \"thu\": [{letters}]}}");
            let files = ["thu-xin-loi/in-tat-ca.pdf", "thu-xin-loi/so-theo-doi.xlsx"];
            let bag = Archived::of_letters(folder, list.into_bytes()).expect("a bag");
            bag.tagged(&tags(&files))
        };
        let bags = [
            bag("thu-2020-03-16", "2020-03-16", "{}, {}"),
            bag("thu-2020-03-16-2", "2020-03-16", "{}"),
        ];
        let registers = ["so-theo-doi-2019.xlsx", "so-theo-doi-2020.xlsx"].map(str::to_owned);
        let of_none = page(&[], &[]);
        assert!(!of_none.contains("giữa hai kỳ") && !of_none.contains("<svg"));
        let page = page(&bags, &registers);
        for text in [
            ">2020</a> (37 thư); <a",
            ">2019</a> (0 thư)",
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
    }

    #[test]
    fn a_period_names_the_files_that_it_holds_and_no_others() {
        let files = ["bao-cao.pdf", "don-vi/phong-nguoi-co-cong.xlsx", "don-vi/khac.pdf"];
        let page = page(&[period("2020-03", "2020-03-14", &files)], &[]);
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

    #[test]
    fn three_periods_of_a_kind_are_drawn_and_the_replaced_one_is_none_of_them() {
        let three = [
            period("2020-02", "2020-02-14", &[]),
            period("2020-03", "2020-03-14", &[]),
            period("2020-03-cu-1", "2020-03-14", &[]),
            period("2020-04", "2020-04-14", &[]),
        ];
        let drawn = page(&three, &[]);
        assert!(drawn.contains("Theo tháng (3 kỳ)") && drawn.contains("<svg"), "{drawn}");
        assert!(drawn.contains("bản cũ: chỉ đối chiếu danh sách thư"));
        assert!(!page(&three[..3], &[]).contains("<svg"));
    }
}
