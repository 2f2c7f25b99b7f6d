//! What stands in the parts of the workbooks: formulas, cached results, panes, print set-up, and no surprises.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use crate::document::sample;
use crate::document::{
    Block, Document, Inline, ListItem, RowKind, Shape, running_count, thousands,
};
use crate::model::one_decimal;
use crate::render::xlsx::cell::{Figure, OutCell};
use crate::render::xlsx::{DataEntry, annex, data_entry, late_workbook};
use crate::report::{
    CommentFigures, ComplaintLine, DossierFigures, Reconciliation, Report, SatisfactionLine,
};

/// Text of a part of a workbook.
#[track_caller]
fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("a zip");
    let mut text = String::new();
    archive.by_name(name).expect("the part").read_to_string(&mut text).expect("text");
    text
}

/// All sheets of a workbook, one after another.
fn sheets(bytes: &[u8]) -> Vec<String> {
    let archive = ZipArchive::new(Cursor::new(bytes)).expect("a zip");
    let count = archive
        .file_names()
        .filter(|name| name.as_ref().is_ok_and(|name| name.starts_with("xl/worksheets/sheet")))
        .count();
    (1..=count).map(|number| part(bytes, &format!("xl/worksheets/sheet{number}.xml"))).collect()
}

/// What stands between `<c r="…"` and `</c>`.
#[track_caller]
fn cell<'a>(sheet: &'a str, address: &str) -> &'a str {
    let start = sheet.find(&format!("<c r=\"{address}\"")).expect("the cell");
    let rest = &sheet[start..];
    &rest[..rest.find("</c>").expect("its end")]
}

fn sample_annex() -> Vec<u8> {
    annex(&sample::full(), &sample::full_document()).expect("a workbook")
}

fn names(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

fn sample_entries() -> Vec<(String, Vec<u8>)> {
    let questions = [
        ("c1".to_owned(), "Nơi ngồi chờ có đủ chỗ ngồi".to_owned()),
        ("c2".to_owned(), "Công chức có thái độ giao tiếp lịch sự".to_owned()),
    ];
    data_entry(&DataEntry {
        departments: &names(&["Phòng Người có công", "Phòng Lao động - Việc làm"]),
        fields: &names(&["Người có công", "Việc làm"]),
        procedures: &names(&["Trợ cấp thờ cúng liệt sĩ"]),
        questions: &questions,
    })
    .expect("workbooks")
}

#[test]
fn the_sheets_of_the_annex_stand_in_reading_order() {
    let book = part(&sample_annex(), "xl/workbook.xml");
    let names: Vec<_> =
        book.split("<sheet name=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(
        names,
        [
            "Chỉ tiêu chính",
            "Giải thích",
            "Đối chiếu",
            "Hồ sơ theo đơn vị",
            "Hồ sơ theo lĩnh vực",
            "Theo thủ tục",
            "Chi tiết hồ sơ",
            "Bổ sung hồ sơ",
            "Hài lòng theo đơn vị",
            "Hài lòng theo yếu tố",
            "Hài lòng theo câu hỏi",
            "Câu hỏi × đơn vị",
            "Ý kiến theo nội dung",
            "Đối chiếu thư xin lỗi",
            "Đơn thư",
            "Tự đánh giá",
            "So sánh",
            "Chấm điểm",
            "Chỉ số 766",
            "Đơn vị",
            "Chấm điểm đơn vị",
            "Lũy kế",
            "Xu hướng",
            "Biểu đồ đúng hạn",
            "Biểu đồ thời gian",
            "Biểu đồ hài lòng",
            "Biểu đồ trả lời",
            "Quá hạn theo số ngày",
            "Quá hạn theo lý do",
        ]
    );
}

#[test]
fn rates_and_totals_are_formulas_with_their_results() {
    let sheet = &sheets(&sample_annex())[3];
    // Title, two lines, unit; three header rows and the numbers: the body begins in row 9.
    let rate = cell(sheet, "N10");
    assert!(rate.contains("<f>IF(G10=0,\"–\",ROUND((H10+I10)/G10,4))</f>"), "{rate}");
    assert!(rate.ends_with("<v>0.9579</v>"), "{rate}");
    let sum = cell(sheet, "C17");
    assert!(sum.ends_with("<f>SUM(C9:C16)</f><v>1287</v>"), "{sum}");
    let joint = cell(sheet, "Q17");
    assert!(joint.contains("<f>IF(C17=0,\"–\",ROUND((H17+I17+L17)/C17,4))</f>"), "{joint}");
}

#[test]
fn a_department_with_no_dossier_has_a_dash_for_a_rate() {
    let sheet = &sheets(&sample_annex())[3];
    let rate = cell(sheet, "N16");
    assert!(rate.contains("t=\"str\"") && rate.ends_with("<v>–</v>"), "{rate}");
}

#[test]
fn a_total_that_is_not_the_sum_of_its_rows_is_no_formula() {
    let mut report = sample::full();
    report.dossiers.total.columns.taken += 1;
    let sheet = &sheets(&annex(&report, &sample::full_document()).expect("a workbook"))[3];
    let total = cell(sheet, "C17");
    assert!(total.ends_with("<v>1288</v>") && !total.contains("<f>"), "{total}");
    let joint = cell(sheet, "Q17");
    assert!(!joint.contains("<f>"), "{joint}");
}

#[test]
fn nothing_of_the_data_becomes_a_formula() {
    let bytes = sample_annex();
    for sheet in sheets(&bytes) {
        assert!(!sheet.contains("HYPERLINK") && !sheet.contains("<hyperlink"));
    }
    let strings = part(&bytes, "xl/sharedStrings.xml");
    assert!(strings.contains("<t>=HYPERLINK(\"http://x.vn\""));
    assert!(part(&bytes, "xl/styles.xml").contains("quotePrefix=\"1\""));
}

#[test]
fn characters_that_xml_cannot_hold_are_left_out() {
    let mut report = sample::full();
    report.assessments[0].verdict = "Tốt\u{b}\u{0}\u{fffe} lắm".to_owned();
    let strings = part(
        &annex(&report, &sample::full_document()).expect("a workbook"),
        "xl/sharedStrings.xml",
    );
    assert!(strings.contains("<t>Tốt lắm</t>"));
}

#[test]
fn headers_stay_in_view_and_are_repeated_in_print() {
    let bytes = sample_annex();
    let sheets = sheets(&bytes);
    assert!(sheets[3].contains("<pane xSplit=\"2\" ySplit=\"8\""), "{}", &sheets[3][..600]);
    let book = part(&bytes, "xl/workbook.xml");
    assert!(book.contains("'Hồ sơ theo đơn vị'!$5:$8"), "{book}");
    for sheet in &sheets {
        // A chart that stayed in view would hide its table.
        let frozen = sheet.contains("<pane ") && sheet.contains("state=\"frozen\"");
        assert_ne!(frozen, sheet.contains("<drawing "));
        assert!(sheet.contains("paperSize=\"9\""));
        // Excel minds no break on pages that it fits to a width.
        assert_ne!(sheet.contains("fitToPage=\"1\""), sheet.contains("<rowBreaks "), "{sheet}");
        assert!(sheet.contains("&amp;13&amp;P</oddHeader>"));
        assert!(
            sheet.contains("&amp;10Sở Lao động - Thương binh và Xã hội\nKỳ báo cáo")
                && sheet.contains("&amp;10\n&amp;A</oddFooter>"),
            "{sheet}"
        );
    }
}

#[test]
fn charts_have_titles_of_their_own_words_and_say_their_figures() {
    let bytes = sample_annex();
    let chart = part(&bytes, "xl/charts/chart4.xml");
    for text in [
        "Tỷ lệ hài lòng theo đơn vị, khoảng tin cậy 95%",
        "<c:f>'Biểu đồ hài lòng'!$F$",
        "<c:errBars><c:errBarType val=\"both\"/><c:errValType val=\"cust\"/>",
        "Times New Roman",
    ] {
        assert!(chart.contains(text), "{text}: {chart}");
    }
    let drawing = part(&bytes, "xl/drawings/drawing4.xml");
    assert!(
        drawing.contains(
            "Phòng Bảo vệ, chăm sóc trẻ em và Bình đẳng giới (n = 38): tỷ lệ hài lòng 94,74%"
        ),
        "{drawing}"
    );
}

#[test]
fn a_department_has_an_annex_of_its_own_beside_the_whole_office() {
    let mut report = sample::full();
    report.department = Some("Phòng Người có công".to_owned());
    report.dossiers.by_department.clear();
    report.satisfaction.by_department.clear();
    let bytes = annex(&report, &sample::document_of(&report)).expect("a workbook");
    let strings = part(&bytes, "xl/sharedStrings.xml");
    assert!(strings.contains("<t>Toàn cơ quan</t>"));
    let book = part(&bytes, "xl/workbook.xml");
    // Nor a table by department, which would have one line, nor charts of a few lines.
    for absent in [
        "Câu hỏi × đơn vị",
        "Dữ liệu đã đọc",
        "Tự đánh giá",
        "Hồ sơ theo đơn vị",
        "Hài lòng theo đơn vị",
        "Biểu đồ đúng hạn",
        "Quá hạn theo lý do",
    ] {
        assert!(!book.contains(&format!("name=\"{absent}\"")), "{absent}");
    }
    // Its name stands above each table, and in none of their rows.
    let rows = annex::sheets(&report, &sample::document_of(&report));
    let cells = rows.iter().skip(3).flat_map(|sheet| &sheet.rows).flat_map(|row| &row.cells);
    assert!(cells.clone().count() > 100);
    assert!(cells.into_iter().all(|cell| *cell != OutCell::text("Phòng Người có công")));
    assert!(book.contains("<definedName name=\"Ty_le_dung_han\">'Chỉ tiêu chính'!$C$"), "{book}");
}

#[test]
fn an_annex_of_a_department_with_nothing_is_one_sheet_that_says_so() {
    let mut report = sample::full();
    report.department = Some("Phòng Người có công".to_owned());
    report.dossiers = DossierFigures { has_data: true, ..DossierFigures::default() };
    report.satisfaction.total = SatisfactionLine::default();
    report.complaints.total = ComplaintLine::default();
    report.comments = CommentFigures::default();
    report.letters.reconciliation = Reconciliation::default();
    let sheets = annex::sheets(&report, &sample::document_of(&report));
    assert_eq!(sheets.len(), 1);
    assert!(sheets[0].rows.is_empty() && sheets[0].notes[0].contains("không phát sinh"));
    assert!(annex(&report, &sample::document_of(&report)).is_ok());
}

#[test]
fn the_office_stands_first_in_charts_of_departments() {
    let consolidated = sample::full();
    let office = Report { consolidated: None, ..consolidated.clone() };
    let names = ["Biểu đồ đúng hạn", "Biểu đồ thời gian", "Biểu đồ hài lòng"];
    let of = |report| names.map(|name| (report, name));
    let cases =
        of((&consolidated, "Tất cả đơn vị")).into_iter().chain(of((&office, "Toàn cơ quan")));
    for ((report, whole), name) in cases {
        let sheets = annex::sheets(report, &sample::document_of(report));
        let sheet = sheets.iter().find(|sheet| sheet.name == name).expect(name);
        let Some([OutCell::Blank, OutCell::Text(first), ..]) =
            sheet.rows.first().map(|row| row.cells.as_slice())
        else {
            panic!("{name}: {:?}", sheet.rows.first());
        };
        assert!(first.starts_with(whole), "{name}: {first}");
        let drawn = sheet.graph.as_ref().map(|graph| graph.rows as usize);
        assert_eq!(drawn, Some(sheet.rows.len()), "{name}");
    }
}

#[test]
fn a_chart_of_a_few_late_dossiers_is_not_drawn() {
    let drawn = |most: u64| {
        let mut report = sample::full();
        let delays = &mut report.dossiers.delays;
        delays.dossiers = most;
        for (place, line) in delays.by_days.iter_mut().enumerate() {
            (line.resolved, line.open) = (if place == 1 { most } else { 0 }, 0);
        }
        let sheets = annex::sheets(&report, &sample::full_document());
        let sheet = sheets.iter().find(|sheet| sheet.name == "Quá hạn theo số ngày");
        sheet.expect("the sheet").graph.is_some()
    };
    assert!(!drawn(9) && drawn(10));
}

#[test]
fn filters_leave_the_total_alone() {
    let sheet = &sheets(&sample_annex())[3];
    assert!(sheet.contains("<autoFilter ref=\"A8:R16\"/>"), "{}", sheet.len());
}

#[test]
fn the_same_report_gives_the_same_bytes_and_its_only_date_is_the_day_judged() {
    let bytes = sample_annex();
    assert_eq!(bytes, sample_annex());
    assert_eq!(sample_entries(), sample_entries());
    let core = part(&bytes, "docProps/core.xml");
    assert_eq!(core.matches("2020-03-14T00:00:00Z").count(), 2, "{core}");
    let mut archive = ZipArchive::new(Cursor::new(&bytes)).expect("a zip");
    for at in 0..archive.len() {
        let entry = archive.by_index(at).expect("an entry");
        let year = entry.last_modified().map(|time| time.year());
        assert!(year.is_none_or(|year| year == 1980), "{year:?}");
    }
}

#[test]
fn no_data_is_said_to_be_no_data() {
    let mut report = sample::full();
    report.dossiers = DossierFigures::default();
    report.assessments.clear();
    let sheets = annex::sheets(&report, &sample::document_of(&report));
    assert!(sheets[0].notes[1].contains("không có dữ liệu hồ sơ và tự đánh giá nên"));
    let names: Vec<_> = sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    let of_zeros = ["Hồ sơ theo đơn vị", "Theo thủ tục", "Đối chiếu thư xin lỗi", "Tự đánh giá"];
    assert!(!of_zeros.iter().any(|name| names.contains(name)) && names.contains(&"Đơn thư"));
}

#[test]
fn the_late_list_has_real_dates_and_no_names() {
    let bytes = late_workbook(&sample::late_list(), &sample::letters()).expect("a workbook");
    let resolved = &sheets(&bytes)[0];
    // 12/02/2020.
    assert!(cell(resolved, "F6").ends_with("<v>43873</v>"), "{}", cell(resolved, "F6"));
    assert!(cell(resolved, "J6").ends_with("<v>3</v>"));
}

#[test]
fn the_late_list_says_what_each_missing_letter_wants_and_where() {
    let bytes = late_workbook(&sample::late_list(), &sample::letters()).expect("a workbook");
    assert_eq!(sheets(&bytes).len(), 4);
    let strings = part(&bytes, "xl/sharedStrings.xml");
    for text in ["H56.01-200212-0009", "chưa có lý do", "ho-so.xlsx › Hồ sơ › dòng 9"] {
        assert!(strings.contains(&format!("<t>{text}</t>")), "{text}: {strings}");
    }
    assert!(part(&bytes, "xl/workbook.xml").contains("name=\"Chưa lập được thư\""));
    assert!(!strings.contains("Nguyễn Văn Mẫu"));
}

#[test]
fn blank_workbooks_check_what_is_typed() {
    let entries = sample_entries();
    let files: Vec<_> = entries.iter().map(|(file, _)| file.as_str()).collect();
    let want = [
        "ho-so.xlsx",
        "phieu-khao-sat.xlsx",
        "don-thu.xlsx",
        "tu-danh-gia.xlsx",
        "tu-cham-diem.xlsx",
        "tu-cham-diem-can-bo.xlsx",
        "luot-phuc-vu.xlsx",
    ];
    assert_eq!(files, want);
    let dossiers = &sheets(&entries[0].1)[0];
    assert!(dossiers.contains("type=\"date\""));
    // Between 01/01/1990 and 31/12/2100.
    assert!(dossiers.contains("<formula1>32874</formula1><formula2>73415</formula2>"));
    assert!(dossiers.contains("<formula1>'Danh mục'!$C$4:$C$5</formula1>"), "{dossiers}");
    assert!(dossiers.contains("<pane xSplit=\"1\" ySplit=\"4\""));
    let strings = part(&entries[0].1, "xl/sharedStrings.xml");
    for text in ["Mã hồ sơ", "Ngày hẹn trả", "Phòng Lao động - Việc làm", "Trực tuyến"]
    {
        assert!(strings.contains(&format!("<t>{text}</t>")), "{text}");
    }
    let surveys = part(&entries[1].1, "xl/sharedStrings.xml");
    assert!(surveys.contains("<t>Nơi ngồi chờ có đủ chỗ ngồi</t>"));
}

#[test]
fn without_departments_any_name_may_be_typed() {
    let none = DataEntry { departments: &[], fields: &[], procedures: &[], questions: &[] };
    let entries = data_entry(&none).expect("workbooks");
    // Nothing to choose from: no sheet of lists.
    assert_eq!(sheets(&entries[6].1).len(), 2);
    assert!(!sheets(&entries[6].1)[0].contains("type=\"list\""));
}

/// All words of a document beside the name of the place where they stand, found in another way than `Places` does.
/// Whether it is said of the whole, and not of a part that may have the same figure, stands behind it.
fn standing(document: &Document) -> Vec<(String, String, bool)> {
    fn items(list: &[ListItem], place: &str, out: &mut Vec<(String, String, bool)>) {
        for item in list {
            out.push((place.to_owned(), words(&item.text), true));
            items(&item.children, place, out);
        }
    }
    fn words(text: &[Inline]) -> String {
        text.iter().map(|run| run.text.replace('\u{a0}', " ")).collect()
    }
    let mut out = Vec::new();
    let annexes = document.annexes.iter().map(|annex| (Some(annex.label.as_str()), &annex.body));
    for (annex, blocks) in std::iter::once((None, &document.body)).chain(annexes) {
        let (mut part, mut section) = (String::new(), String::new());
        for block in blocks {
            let number = |text: &[Inline]| words(text).split('.').next().unwrap().to_owned();
            let place = match annex {
                Some(label) => label.replace('\u{a0}', " "),
                None if section.is_empty() => format!("Mục {part}"),
                None => format!("Mục {part}.{section}"),
            };
            let captioned = |caption: &str| {
                let label = caption.split(". ").next().unwrap().replace('\u{a0}', " ");
                format!("{label}, {}", place.replace("Mục", "mục"))
            };
            match block {
                Block::Heading { level: 1, text } => {
                    (part, section) = (number(text), String::new());
                }
                Block::Heading { text, .. } => section = number(text),
                Block::Paragraph { text, .. } => out.push((place, words(text), true)),
                Block::List(list) => items(list, &place, &mut out),
                Block::Table(table) => {
                    let place = table.caption.as_deref().map_or(place.clone(), captioned);
                    for row in &table.rows {
                        let of_whole = row.kind == RowKind::Total && table.id != "cau-hoi-don-vi"
                            || table.id == "vi-tri";
                        let cells = row.cells.iter().map(|cell| cell.replace('\u{a0}', " "));
                        out.extend(cells.map(|cell| (place.clone(), cell, of_whole)));
                    }
                }
                Block::Chart(chart) => {
                    let place = captioned(&chart.caption);
                    out.extend(chart.shapes.iter().filter_map(|shape| match shape {
                        Shape::Label { text, .. } => {
                            Some((place.clone(), text.replace('\u{a0}', " "), false))
                        }
                        Shape::Bar { .. } | Shape::Line { .. } => None,
                    }));
                }
            }
        }
    }
    out
}

/// As reports print it: in running text, and in tables.
fn printed(cell: &OutCell) -> Vec<String> {
    match cell {
        OutCell::Live(_, figure) | OutCell::Number(figure) => match *figure {
            Figure::Count(count) => vec![running_count(count), thousands(count)],
            Figure::Rate(rate) => vec![rate.to_string()],
            Figure::Mean(mean) => mean.mean().into_iter().collect(),
            Figure::Bound(Some(tenths)) => vec![format!("{},{}%", tenths / 10, tenths % 10)],
            Figure::Score(Some(tenths)) => vec![one_decimal(tenths)],
            Figure::Score(None)
            | Figure::Bound(None)
            | Figure::Points(_)
            | Figure::Difference(_)
            | Figure::Drawn(..) => Vec::new(),
        },
        OutCell::Text(text) => vec![text.clone()],
        _ => Vec::new(),
    }
}

#[test]
fn every_main_figure_stands_where_the_annex_says_that_it_does() {
    let mut named = 0;
    for report in [sample::full, sample::report, sample::department, sample::empty] {
        let report = report();
        let document = sample::document_of(&report);
        let stands = standing(&document);
        let is_number = |c: char| c.is_ascii_digit() || matches!(c, ',' | '.' | '%');
        let holds = |text: &str, figure: &str| {
            text.split(|c: char| !is_number(c))
                .any(|word| word.trim_end_matches(['.', ',']) == figure)
        };
        let sheets = annex::sheets(&report, &document);
        for row in sheets[0].rows.iter().filter(|row| row.cells.len() == 9) {
            let (OutCell::Text(name), OutCell::Text(places)) = (&row.cells[1], &row.cells[7])
            else {
                panic!("{:?}", row.cells)
            };
            let figures = printed(&row.cells[2]);
            for place in places.split("; ").filter(|place| *place != "–") {
                let mut there = stands.iter().filter(|(at, ..)| at == place);
                let found =
                    there.any(|(_, text, _)| figures.iter().any(|figure| holds(text, figure)));
                assert!(found, "{name} {figures:?} does not stand in {place}");
                named += 1;
            }
            // Nor does a rate or a mean stand anywhere else, in a sentence, a table or a chart.
            let named: Vec<&str> = places.split("; ").collect();
            // Many things are 100 %.
            for figure in figures.iter().filter(|f| f.contains(',') && *f != "100,00%") {
                let also = stands.iter().filter(|(at, text, of_whole)| {
                    *of_whole && holds(text, figure) && !named.contains(&at.as_str())
                });
                let also: Vec<_> = also.collect();
                assert!(also.is_empty(), "{name} {figure}: {places}, not {also:?}");
            }
        }
    }
    assert!(named > 60, "{named} places");
}
