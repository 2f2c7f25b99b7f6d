//! What a report says, in every state of its figures.

use std::collections::BTreeMap;

use super::*;
use crate::document::block::ListItem;
use crate::document::sample;
use crate::document::{DepartmentForm, DepartmentHead};
use crate::model::{Ratio, Totals};
use crate::report::{CommentFigures, ComplaintLine, LetterFigures, TargetFigures};

fn templates() -> Templates {
    Templates::new(&BTreeMap::new()).expect("embedded templates")
}

/// All words of a document, a line for each block.
fn text(document: &Document) -> String {
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

fn office(report: &Report) -> Document {
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
fn states() -> Vec<Report> {
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

/// What says nothing of a small department is left out.
#[test]
fn a_small_department_is_neither_compared_nor_told_twice_of_nothing() {
    let mut report = sample::department();
    (report.dossiers.total.columns, report.satisfaction.valid) = (Totals::default(), 9);
    (report.dossiers.delays, report.letters) = Default::default();
    let text = text(&office(&report));
    assert!(text.contains("I. GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH\nTrong kỳ đơn vị không"), "{text}");
    assert!(text.contains("II. Ý KIẾN CỦA TỔ CHỨC, CÁ NHÂN"), "{text}");
    assert!(text.contains("dưới 10 phiếu hợp lệ, để bảo vệ người trả lời."), "{text}");
    for gone in ["VỊ TRÍ CỦA ĐƠN VỊ", "VÀ THƯ XIN LỖI", "Kết quả trả lời theo câu hỏi"]
    {
        assert!(!text.contains(gone), "{gone}:\n{text}");
    }
}

#[test]
fn a_long_list_of_late_dossiers_is_an_annex() {
    let mut late = sample::late_list();
    late.open = vec![late.open[0].clone(); 20];
    let document = department(&sample::department(), &late, &sample::options(), &templates());
    let document = document.expect("a document");
    assert_eq!(document.annexes.len(), 1);
    let reference = document.annexes[0].reference.clone().expect("a reference");
    assert!(reference.starts_with("(Kèm theo Thông báo số"), "{reference}");
    let body = Document { annexes: Vec::new(), ..document };
    let text = text(&body);
    assert!(text.contains("danh sách nêu tại Phụ lục (Bảng"), "{text}");
    assert!(!text.contains("Hồ sơ đã giải quyết quá hạn"), "{text}");
}

#[test]
fn a_department_may_report_to_its_office() {
    let mut options = sample::options();
    options.department_form = DepartmentForm::Report;
    let written = |options: &DocumentOptions| {
        department(&sample::department(), &sample::late_list(), options, &templates()).expect("one")
    };
    let document = written(&options);
    assert_eq!(document.title.kind, "BÁO CÁO");
    assert_eq!(document.addressees, ["Sở Lao động - Thương binh và Xã hội"]);
    assert_eq!(document.letterhead.agency, ["PHÒNG NGƯỜI CÓ CÔNG"]);
    assert_eq!(document.letterhead.superior, ["SỞ LAO ĐỘNG - THƯƠNG BINH", "VÀ XÃ HỘI"]);
    assert_eq!(document.signature.authority, ["THỦ TRƯỞNG ĐƠN VỊ"]);
    assert_eq!(document.signature.name, None);
    assert_eq!(document.signature.recipients, ["Như trên", "Lưu: VT"]);
    let text = text(&document);
    assert!(text.starts_with("Phòng Người có công báo cáo kết quả như sau:"), "{text}");
    let head = DepartmentHead {
        authority: vec!["TRƯỞNG PHÒNG".to_owned()],
        signer: Some("Lê Văn Thử".to_owned()),
        symbol: Some("NCC".to_owned()),
    };
    options.department_heads.insert("Phòng Người có công".to_owned(), head);
    let document = written(&options);
    assert!(document.letterhead.number.expect("a number").ends_with("/BC-NCC"));
    assert_eq!(document.signature.name.as_deref(), Some("Lê Văn Thử"));
}

/// A second new day is not allowed.
#[test]
fn no_information_is_asked_of_a_dossier_whose_new_day_has_passed() {
    let mut report = sample::department();
    report.letters.owed = 3;
    report.letters.reconciliation.without = 1;
    report.letters.reconciliation.only_reappointed = 2;
    let list = |is_past_promise: bool| {
        let mut late = sample::late_list();
        late.open[0].is_past_promise = is_past_promise;
        late.of("Phòng Người có công")
    };
    let said = |is_past_promise: bool| {
        let made = department(&report, &list(is_past_promise), &sample::options(), &templates());
        text(&made.expect("a document"))
    };
    let passed = said(true);
    assert!(passed.contains("để lập văn bản xin lỗi cho 02 hồ sơ, kể cả 01 hồ sơ"), "{passed}");
    assert!(passed.contains("gửi thư xin lỗi cho 01 hồ sơ đã hẹn lại một lần"), "{passed}");
    let ahead = said(false);
    assert!(ahead.contains("để lập văn bản xin lỗi cho 03 hồ sơ, kể cả 02 hồ sơ"), "{ahead}");
    assert!(!ahead.contains("đã hẹn lại một lần"), "{ahead}");
}

/// Its Phiếu says that the result is still to come.
#[test]
fn nobody_is_told_to_sign_a_letter_that_is_no_longer_true() {
    let mut report = sample::department();
    report.letters.owed = 3;
    report.letters.reconciliation.prepared = 3;
    let said = |is_stale: bool| {
        let mut late = sample::late_list();
        late.open[0].is_stale = is_stale;
        let own = late.of("Phòng Người có công");
        let made = department(&report, &own, &sample::options(), &templates());
        text(&made.expect("a document"))
    };
    let held = said(false);
    assert!(held.contains("Trình ký, phát hành văn bản xin lỗi đã lập của 03 hồ sơ."), "{held}");
    assert!(!held.contains("Không phát hành"), "{held}");
    let passed = said(true);
    assert!(passed.contains("đã lập của 02 hồ sơ."), "{passed}");
    assert!(passed.contains("Không phát hành 01 Phiếu xin lỗi"), "{passed}");
}

/// Half a page: no section, no table.
#[test]
fn a_department_without_anything_is_told_so_in_a_sentence() {
    let mut report = sample::department();
    report.dossiers.total = sample::line("", [0; 3], [0; 3], 0);
    report.dossiers.delays.dossiers = 0;
    report.satisfaction.returned = 0;
    report.letters = LetterFigures::default();
    report.comments = CommentFigures::default();
    let late = LateList { resolved: Vec::new(), open: Vec::new(), ..sample::late_list() };
    let document = department(&report, &late, &sample::options(), &templates()).expect("one");
    let text = text(&document);
    assert!(text.contains("không có hồ sơ phải gửi văn bản xin lỗi; không có phiếu"), "{text}");
    assert!(text.lines().count() <= 4 && !text.contains("Bảng"), "{text}");
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
