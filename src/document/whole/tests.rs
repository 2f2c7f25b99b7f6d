//! What a report says, in every state of its figures.

use std::collections::BTreeMap;

use super::*;
use crate::document::block::ListItem;
use crate::document::sample;
use crate::model::Ratio;
use crate::report::{ComplaintLine, LetterFigures, TargetFigures};

pub(super) fn templates() -> Templates {
    Templates::new(&BTreeMap::new()).expect("embedded templates")
}

/// All words of a document, a line for each block.
pub(super) fn text(document: &Document) -> String {
    fn items(list: &[ListItem], out: &mut Vec<String>) {
        for item in list {
            out.push(format!("{} {}", item.mark, words(&item.text)));
            items(&item.children, out);
        }
    }
    let mut out = Vec::new();
    for block in document.body.iter().chain(document.annexes.iter().flat_map(|a| &a.body)) {
        match block {
            Block::Heading { text, .. } | Block::Paragraph { text, .. } => {
                out.push(words(text));
            }
            Block::List(list) => items(list, &mut out),
            Block::Table(table) => out.push(table.caption.clone().unwrap_or_default()),
            Block::Chart(chart) => out.push(chart.caption.clone()),
        }
    }
    out.join("\n").replace('\u{a0}', " ")
}

pub(super) fn office(report: &Report) -> Document {
    if report.department.is_some() {
        let late = sample::late_list();
        return department(report, &late, &sample::options(), &templates()).expect("a document");
    }
    super::report(report, DocumentCopy::ToSign, &sample::options(), &templates())
        .expect("a document")
}

/// The copy for Word.
fn draft(report: &Report) -> Document {
    super::report(report, DocumentCopy::ToEdit, &sample::options(), &templates())
        .expect("a document")
}

#[test]
fn the_sample_says_its_figures_with_their_bases() {
    let document = office(&sample::report());
    let text = text(&document);
    for want in [
        "I. KẾT QUẢ THỰC HIỆN",
        "Tỷ lệ giải quyết đúng hạn (gồm trước hạn và đúng hạn) là 96,46% (1.090/1.130 hồ sơ đã giải quyết)",
        "Bảng 1. ",
        "Biểu đồ 1. ",
        "Số liệu theo đơn vị và theo lĩnh vực nêu tại Phụ lục I.",
    ] {
        assert!(text.contains(want), "{want} is not in:\n{text}");
    }
    assert_eq!(document.annexes.len(), 2);
    assert!(text.trim_end().contains("./."));
}

/// Every sentence of a report, in whatever state of its figures it first stands.
#[test]
fn the_report_reads_as_it_should() {
    let mut seen = std::collections::BTreeSet::new();
    let mut said = Vec::new();
    for (number, state) in states().iter().enumerate() {
        said.push(format!("== {number}"));
        let text = text(&office(state));
        let new = text.lines().filter(|line| seen.insert((*line).to_owned()));
        said.extend(new.map(str::to_owned));
    }
    insta::assert_snapshot!("bao-cao", said.join("\n"));
}

#[test]
fn every_annex_is_pointed_to() {
    for report in states() {
        let document = office(&report);
        let body = Document { annexes: Vec::new(), ..document.clone() };
        let text = text(&body);
        for annex in &document.annexes {
            let label = annex.label.replace('\u{a0}', " ");
            // `Phụ lục I` is not pointed to by `Phụ lục II`.
            let mut after = text.split(&label).skip(1);
            assert!(after.any(|rest| !rest.starts_with(['I', 'V'])), "{label}\n{text}");
        }
    }
}

/// By its number, in a sentence: `Bảng 5`, `Biểu đồ 2–4`.
#[test]
fn every_table_and_chart_of_the_text_is_called() {
    for report in states() {
        let document = office(&report);
        let body = Document { annexes: Vec::new(), ..document };
        let text = text(&body);
        let (captions, prose): (Vec<&str>, Vec<&str>) = text.lines().partition(|line| {
            let rest = ["Bảng ", "Biểu đồ "].iter().find_map(|kind| line.strip_prefix(kind));
            rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
        });
        let prose = prose.join("\n");
        for caption in captions {
            let (label, _) = caption.split_once(". ").expect("a number");
            let (kind, number) = label.rsplit_once(' ').expect("a number");
            let number: u32 = number.parse().expect("a number");
            let named = format!("{kind} ");
            let mut calls = prose.split(&named).skip(1).map(|call| {
                let digits = call.split(|c: char| !c.is_ascii_digit() && c != '–').next();
                let digits = digits.unwrap_or_default();
                let (first, last) = digits.split_once('–').unwrap_or((digits, digits));
                (first.parse::<u32>().unwrap_or(0), last.parse::<u32>().unwrap_or(0))
            });
            assert!(
                calls.any(|(first, last)| first <= number && number <= last),
                "{label}:\n{text}"
            );
        }
    }
}

/// A title promises no satisfaction where none is told.
#[test]
fn a_title_names_what_the_report_tells() {
    let title =
        |report: &Report| office(report).title.subject.expect("a subject").replace('\u{a0}', " ");
    let (mut office, mut own) = (sample::report(), sample::department());
    assert!(title(&office).ends_with("và mức độ hài lòng của tổ chức, cá nhân tháng 3 năm 2020"));
    assert!(title(&own).contains("Phòng Người có công và mức độ hài lòng"));
    (office.satisfaction.valid, own.satisfaction.valid) = (0, 0);
    assert_eq!(title(&office), "Kết quả giải quyết thủ tục hành chính tháng 3 năm 2020");
    assert_eq!(
        title(&own),
        "Kết quả giải quyết thủ tục hành chính của Phòng Người có công tháng 3 năm 2020"
    );
    // Without dossiers.
    let none = sample::empty().dossiers;
    (office.dossiers, own.dossiers) = (none.clone(), none);
    assert_eq!(title(&office), "Kết quả giải quyết đơn thư, phản ánh, kiến nghị tháng 3 năm 2020");
    assert_eq!(
        title(&own),
        "Kết quả giải quyết khiếu nại, kiến nghị, phản ánh của Phòng Người có công tháng 3 năm 2020"
    );
    own.complaints = sample::empty().complaints;
    own.satisfaction.valid = 30;
    assert_eq!(
        title(&own),
        "Kết quả lấy ý kiến về mức độ hài lòng của tổ chức, cá nhân đối với Phòng Người có công \
         tháng 3 năm 2020"
    );
}

#[test]
fn nothing_read_says_nothing_but_that() {
    let text = text(&office(&sample::empty()));
    assert!(text.contains("không có dữ liệu hồ sơ"), "{text}");
    assert!(!text.contains('%') || !text.contains("0,00%"), "{text}");
    assert!(!text.contains("100,00%"), "{text}");
}

#[test]
fn prose_of_the_office_takes_its_place() {
    let mut options = sample::options();
    options
        .prose
        .insert("nhiem-vu".to_owned(), "## Việc\n\n- một **việc**\n\n[[bang:tep]]".to_owned());
    let document = report(&sample::report(), DocumentCopy::ToSign, &options, &templates())
        .expect("a document");
    let text = text(&document);
    assert!(text.contains("III. PHƯƠNG HƯỚNG, NHIỆM VỤ\nViệc\n- một việc"), "{text}");
    assert!(text.contains("[[bang:tep]]"), "an insert in prose is words:\n{text}");
    assert_eq!(text.matches(DOTS).count(), 0, "{text}");
}

/// The annex names sections by number, and either copy may be the one that is signed.
#[test]
fn sections_bear_one_number_in_word_and_in_the_copy_to_sign() {
    let numbered = |document: &Document| -> Vec<String> {
        let headings = document.body.iter().filter_map(|block| match block {
            Block::Heading { text, .. } => Some(text.iter().map(|run| &*run.text).collect()),
            _ => None,
        });
        headings.filter(|text: &String| text.contains(". ")).collect()
    };
    let written = ["chi-dao", "uu-diem", "ton-tai", "nguyen-nhan", "nhiem-vu", "kien-nghi"];
    let mut counts = Vec::new();
    for of in 0..1_u32 << written.len() {
        let mut options = sample::options();
        for (at, name) in written.iter().enumerate().filter(|(at, _)| of >> at & 1 == 1) {
            options.prose.insert((*name).to_owned(), format!("Lời {at}."));
        }
        let copy = |copy| report(&sample::report(), copy, &options, &templates());
        let signed = numbered(&copy(DocumentCopy::ToSign).expect("a document"));
        assert_eq!(numbered(&copy(DocumentCopy::ToEdit).expect("a document")), signed);
        counts.push(signed.len());
    }
    // Without prose, and with all of it.
    assert_eq!(counts.last().zip(counts.first()).map(|(all, none)| all - none), Some(6));
}

/// A line for the hand, whole.
const DOTS: &str = "………………………………………………………………";

#[test]
fn what_the_office_did_not_write_is_left_for_the_hand_in_word_alone() {
    let signed = text(&office(&sample::empty()));
    assert!(!signed.contains('…') && !signed.contains("ĐÁNH GIÁ CHUNG"), "{signed}");
    let text = text(&draft(&sample::empty()));
    assert!(text.contains(&format!("\nCÔNG TÁC CHỈ ĐẠO, TRIỂN KHAI\n{DOTS}")), "{text}");
    for heading in ["Ưu điểm", "Tồn tại, hạn chế", "Nguyên nhân", "NHIỆM VỤ", "ĐỀ XUẤT"]
    {
        assert!(text.contains(&format!("{heading}\n{DOTS}")), "{heading}:\n{text}");
    }
    for claim in ["Không có kiến nghị", "không nêu nhiệm", "không phân tích", "tại mục II"]
    {
        assert!(!text.contains(claim), "{claim}");
    }
}

#[test]
fn owed_letters_are_said_as_one_partition() {
    let mut report = sample::report();
    let part = |report: &Report| {
        let text = text(&office(report));
        let from = text.find("hồ sơ phải gửi văn bản").expect("the letters");
        let to = text.find("4. Kết quả theo phòng").expect("the next section");
        text[from..to].to_owned()
    };
    let said = part(&report);
    for want in [
        "Đã phát hành văn bản xin lỗi: 09 hồ sơ, gồm 05 hồ sơ có văn bản gửi trước ngày hẹn trả và 04 hồ sơ có văn bản gửi từ ngày hẹn trả trở đi;",
        "chưa ghi ngày phát hành: 40 hồ sơ, gồm 09 Phiếu xin lỗi và hẹn lại ngày trả kết quả và 31 Thư xin lỗi;",
        "Chỉ hẹn lại ngày trả, không có văn bản xin lỗi: 01 hồ sơ;",
        "Chưa có văn bản xin lỗi: 03 hồ sơ, do còn thiếu thông tin để lập.",
        "tính trên văn bản đã phát hành, là 16,98% (9/53 hồ sơ)",
    ] {
        assert!(said.contains(want), "{said}");
    }
    assert!(!said.contains("Tính đến cuối kỳ"), "{said}");
    report.letters = LetterFigures { prepared_apologies: 2, owed: 2, ..LetterFigures::default() };
    report.letters.reconciliation.late = 2;
    report.letters.reconciliation.prepared = 2;
    report.letters.reconciliation.issued_rate = Ratio::new(0, 2);
    let said = part(&report);
    assert!(said.contains("02 hồ sơ, bằng Thư xin lỗi;"), "{said}");
    assert!(said.contains("Đã phát hành văn bản xin lỗi: không có;"), "{said}");
    assert!(said.contains("Chưa có văn bản xin lỗi: không có."), "{said}");
}

#[test]
fn a_small_base_gets_no_verdict() {
    let mut report = sample::report();
    report.dossiers.total = sample::line("", [29, 0, 0], [29, 0, 0], 0);
    report.satisfaction.total = sample::answers("", [0, 0, 0, 5, 24]);
    report.satisfaction.valid = 29;
    report.satisfaction.sample_missing = 0;
    let said = text(&office(&report));
    assert!(!said.contains("đạt mục tiêu") && !said.contains("đã đủ cỡ mẫu"), "{said}");
    assert!(said.contains("số phiếu hợp lệ dưới 30 nên kết quả chỉ để tham khảo"), "{said}");
    report.satisfaction.valid = 50;
    report.satisfaction.population = 40;
    let said = text(&office(&report));
    assert!(said.contains("nhiều hơn tổng thể"), "{said}");
}

#[test]
fn no_request_for_supplements_is_a_sentence_and_no_table() {
    let mut report = sample::report();
    report.dossiers.total.supplements.requests = 0;
    let text = text(&office(&report));
    assert!(text.contains("không có hồ sơ nào phải bổ sung."), "{text}");
    assert!(!text.contains("Yêu cầu bổ sung hồ sơ theo phòng"), "{text}");
}

#[test]
fn a_period_without_anything_of_its_own_says_so() {
    let mut report = sample::empty();
    report.input = sample::report().input;
    report.dossiers.by_department = vec![sample::line("Văn phòng Sở", [0; 3], [0; 3], 0)];
    report.dossiers.has_data = true;
    report.satisfaction.has_data = true;
    let said = text(&office(&report));
    for want in [
        "Các tệp dữ liệu đã đọc không có hồ sơ, phiếu lấy ý kiến hoặc đơn thư hợp lệ nào thuộc kỳ",
        "Trong kỳ không phát sinh hồ sơ tiếp nhận mới",
        "Trong kỳ không có phiếu lấy ý kiến nào được thu về",
    ] {
        assert!(said.contains(want), "{want} is not in:\n{said}");
    }
    assert!(said.contains("Kỳ này không có số liệu theo đơn vị"), "{said}");
    assert!(!text(&office(&sample::report())).contains("Các tệp dữ liệu đã đọc không có"));
}

#[test]
fn no_sentence_counts_nothing() {
    for report in states() {
        let text = text(&office(&report));
        for odd in
            [" 0 hồ sơ", " 0 đơn", " 00", "gồm ;", "gồm .", "(01/", "/01 ", "n = 0", "congso"]
        {
            assert!(!text.contains(odd), "“{odd}” in:\n{text}");
        }
    }
}

/// Reports in every state that the sentences must be true for.
pub(super) fn states() -> Vec<Report> {
    let full = sample::report();
    let mut out = vec![sample::empty(), sample::extreme(), sample::department(), full.clone()];
    let mut state = |change: fn(&mut Report)| {
        for base in [&full, &sample::empty(), &sample::department()] {
            let mut report = base.clone();
            change(&mut report);
            out.push(report);
        }
    };
    state(|r| r.dossiers.has_data = true);
    state(|r| r.dossiers.total = sample::line("", [5, 0, 0], [0, 0, 0], 0));
    state(|r| r.dossiers.total = sample::line("", [5, 0, 0], [0, 0, 5], 0));
    state(|r| r.dossiers.total = sample::line("", [5, 0, 0], [5, 0, 0], 0));
    state(|r| r.satisfaction.has_data = true);
    state(|r| r.satisfaction.by_question.clear());
    state(|r| r.dossiers.total = sample::line("", [0, 0, 0], [0, 0, 0], 0));
    state(|r| {
        r.satisfaction.has_data = true;
        r.satisfaction.valid = 0;
    });
    state(|r| {
        r.satisfaction.issued = None;
        r.satisfaction.sample_needed = None;
    });
    state(|r| r.satisfaction.total = sample::answers("", [1, 0, 0, 0, 1]));
    state(|r| r.satisfaction.sample_missing = 12);
    state(|r| r.targets = TargetFigures::default());
    state(|r| r.letters = LetterFigures::default());
    state(|r| r.complaints.total = ComplaintLine::default());
    state(|r| {
        r.previous = None;
        r.office = None;
    });
    state(|r| r.dossiers.by_department.truncate(1));
    state(|r| r.dossiers.carry_over_difference = 3);
    state(|r| {
        r.period.name = "từ ngày 01/01/2020 đến ngày 12/3/2020".to_owned();
        r.period.is_free = true;
        // Free days are like no other days, and part of no year.
        (r.trend, r.year) = (None, None);
    });
    out
}

#[test]
fn no_sentence_has_a_hole_whatever_the_figures() {
    for report in states() {
        let text = text(&office(&report));
        for hole in
            ["()", "  ", " ,", " .", " ;", ": .", "none", "null", "true", "false", "{", "..."]
        {
            assert!(!text.contains(hole), "“{hole}” in:\n{text}");
        }
    }
}

#[test]
fn the_text_of_every_report_ends_as_the_decree_wants() {
    for report in states() {
        let body = Document { annexes: Vec::new(), ..office(&report) };
        assert!(text(&body).ends_with("./."));
    }
}

#[test]
fn a_department_is_told_where_it_stands_what_was_late_and_what_to_do() {
    let document = office(&sample::department());
    let text = text(&document);
    for want in [
        "thông báo kết quả của Phòng Người có công như sau:",
        "Bảng 1. Kết quả của đơn vị so với toàn cơ quan",
        "Bảng 2. Hồ sơ đã giải quyết quá hạn",
        "IV. Ý KIẾN CỦA TỔ CHỨC, CÁ NHÂN",
        "- Giải quyết dứt điểm 07 hồ sơ đang quá hạn.",
        "thông báo để Phòng Người có công biết, thực hiện./.",
    ] {
        assert!(text.contains(want), "{want} is not in:\n{text}");
    }
    assert_eq!(document.title.kind, "THÔNG BÁO");
    assert!(document.letterhead.number.expect("a number").contains("\u{a0}/TB-SLĐTBXH"));
    assert!(document.addressees.is_empty());
    assert_eq!(document.signature.recipients, ["Phòng Người có công", "Lưu: VT, VP"]);
    // Nothing that has the one department for its only row.
    for table in document.body.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    }) {
        for row in &table.rows {
            assert!(row.cells.iter().all(|cell| cell != "Phòng Người có công" && cell != "Chung"));
        }
    }
    assert!(document.annexes.is_empty());
}

#[test]
fn names_with_markup_are_printed_as_they_are() {
    let mut report = sample::report();
    report.dossiers.by_department[0].name = "Phòng *A* <b>|_x_".to_owned();
    let text = text(&office(&report));
    assert!(text.contains("Phòng *A* <b>|_x_"), "{text}");
}

#[test]
fn the_late_list_has_no_number_and_no_signature() {
    let document = late_list(&sample::late_list(), &sample::options(), &templates());
    let document = document.expect("a document");
    assert_eq!(document.letterhead.number, None);
    assert_eq!(document.signature, Signature::default());
}
