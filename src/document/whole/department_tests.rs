//! What one department is told, or tells.

use super::tests::{office, states, templates, text};
use super::*;
use crate::document::sample;
use crate::document::{DepartmentForm, DepartmentHead};
use crate::model::Totals;
use crate::report::{CommentFigures, ComplaintLine, DelayFigures, LetterFigures};

/// What a dash means is said where there is one.
#[test]
fn a_dash_is_explained_where_a_table_has_one() {
    let mut with = 0;
    for report in states().into_iter().filter(|report| report.department.is_some()) {
        let document = office(&report);
        let blocks = document.body.iter().chain(document.annexes.iter().flat_map(|a| &a.body));
        let has = blocks.filter_map(|block| match block {
            Block::Table(table) => Some(table),
            _ => None,
        });
        let has = has.flat_map(|table| &table.rows).flat_map(|row| &row.cells).any(|c| c == "–");
        let text = text(&document);
        let explains = text.contains("dấu “–” là");
        assert!(explains == has || !text.contains("Số liệu tính theo cách"), "{text}");
        with += u32::from(has);
    }
    let mut none = sample::department();
    (none.trend, none.office) = (None, None);
    none.comments = CommentFigures::default();
    none.satisfaction.by_question.clear();
    assert!(with > 0 && !text(&office(&none)).contains("dấu “–”"));
}

/// What was complained of, and what was resolved late, is no result to go on with.
#[test]
fn what_citizens_said_is_among_what_is_left_to_do() {
    let mut report = sample::department();
    report.dossiers.total = sample::line("", [0, 40, 0], [20, 20, 0], 0);
    report.dossiers.delays = DelayFigures::default();
    (report.letters, report.satisfaction.total) =
        (LetterFigures::default(), sample::answers("", [0, 0, 0, 0, 50]));
    report.complaints.total = ComplaintLine::default();
    report.comments.total.wishes = 0;
    let to_do = |report: &Report| {
        let late = LateList { resolved: Vec::new(), open: Vec::new(), ..sample::late_list() };
        let made = department(report, &late, &sample::options(), &templates()).expect("one");
        let text = text(&made);
        text.split_once("VIỆC CẦN LÀM").expect("what is left to do").1.to_owned()
    };
    assert!(to_do(&report).contains("- Tiếp tục duy trì kết quả"), "{}", to_do(&report));
    report.comments.total.wishes = 2;
    let said = to_do(&report);
    assert!(said.contains("- Xem xét, khắc phục nội dung của 02 ý kiến góp ý, phàn nàn"), "{said}");
    assert!(!said.contains("Tiếp tục duy trì"), "{said}");
    report.comments.total.wishes = 0;
    (report.complaints.total.received, report.complaints.total.resolved) = (2, 2);
    report.complaints.total.late = 2;
    let said = to_do(&report);
    assert!(
        said.contains("- Rút kinh nghiệm 02 đơn khiếu nại, kiến nghị, phản ánh giải quyết quá hạn"),
        "{said}"
    );
    assert!(!said.contains("Tiếp tục duy trì"), "{said}");
    // With complaints alone it is asked to act on them as well.
    let none = sample::empty();
    (report.dossiers, report.satisfaction) = (none.dossiers, none.satisfaction);
    let said = to_do(&report);
    assert!(said.contains("biết, thực hiện./."), "{said}");
}

/// The words stand in the list of the department that wrote them.
#[test]
fn a_department_reads_its_reasons_in_its_list() {
    let mut late = sample::late_list();
    late.resolved[0].own_reason = Some("Do mất điện".into());
    let made = department(&sample::department(), &late, &sample::options(), &templates());
    let made = made.expect("a document");
    let mut tables = made.body.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    let table = tables.find(|table| table.id == "qua-han-da-giai-quyet").expect("a list");
    assert!(table.rows[0].cells.iter().any(|cell| cell == "mất điện"), "{:?}", table.rows);
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
