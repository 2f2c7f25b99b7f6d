//! The kinds beside dossiers: surveys, complaints, self-assessment, served counts.

use super::{Sheet, codes, counts, has, read};
use crate::ledger::{Code, Field};
use crate::model::{Answer, ComplaintKind, Suspension};
use crate::normalize::{DepartmentOption, Digits, NormalizeOptions, QuestionOption};

const HEADER: &str = "Mã phiếu | Ngày | Phòng | Q1 | Q2 | Góp ý";

#[track_caller]
fn case(row: &str, accepted: bool, expected: &[&str]) {
    let reading = read(&format!("{HEADER}\n{row}"));
    assert_eq!(codes(&reading.account.findings), expected, "{row}");
    assert_eq!(counts(&reading), if accepted { [1, 0, 0, 0] } else { [0, 1, 0, 0] }, "{row}");
    // A sheet without a valid answer was returned all the same.
    let returned = accepted || expected.iter().all(|code| code.starts_with("no_valid_answer"));
    assert_eq!(reading.records.surveys.len(), usize::from(returned), "{row}");
    assert_eq!(reading.raw.surveys.len(), 1, "{row}");
}

#[test]
fn survey_rows_count_or_not() {
    case("001 | 02/03/2020 | P | Hài lòng | Rất hài lòng | tốt", true, &[]);
    case("001 | 02/03/2020 | P | Hài lòng | |", true, &[]);
    case("001 | 02/03/2020 | P | Không biết | |", false, &["no_valid_answer 2"]);
    case("001 | 02/03/2020 | P | | |", false, &["no_valid_answer 2"]);
    case("001 | | P | Hài lòng | |", false, &["missing_date B2"]);
    case("001 | x | P | Hài lòng | |", false, &["bad_date B2"]);
    case("001 | 02/03/2020 | | Hài lòng | |", true, &["missing_department C2"]);
    case("001 | 02/03/2020 | P | Hài lòng | 4,5 |", true, &["bad_answer E2"]);
    case("001 | 02/03/2020 | P | 4 | 5 |", true, &["scale_assumed D1"]);
}

#[test]
fn answers_and_numbers_are_kept_as_they_stand() {
    let reading =
        read(&format!("{HEADER}\n001 | 02/03/2020 | P | Hài lòng | Hài lòng; Bình thường |"));
    let survey = &reading.records.surveys[0];
    assert_eq!(survey.number.as_deref(), Some("001"));
    assert_eq!(survey.answers, [Answer::Level(4), Answer::Invalid]);
    assert_eq!(survey.questions.len(), 2);
    assert_eq!(reading.raw.surveys[0].answers, [Answer::Level(4), Answer::Invalid]);
}

#[test]
fn a_declared_direction_is_no_assumption() {
    let rows = format!("{HEADER}\n001 | 02/03/2020 | P | 1 | 2 |");
    let options = NormalizeOptions { digits: Digits::OneIsBest, ..NormalizeOptions::default() };
    let reading = Sheet { rows: &rows, options, ..Sheet::default() }.read();
    assert_eq!(codes(&reading.account.findings), [""; 0]);
    assert_eq!(reading.records.surveys[0].answers, [Answer::Level(5), Answer::Level(4)]);
}

#[test]
fn questions_of_the_settings_are_known_by_text_and_alias() {
    let question = |key: &str, text: &str, alias: &str| QuestionOption {
        key: key.to_owned(),
        text: text.to_owned(),
        factor: Some("Tiếp cận".to_owned()),
        aliases: vec![alias.to_owned()],
    };
    let options = NormalizeOptions {
        questions: vec![question("c1", "Chỗ ngồi", "Câu 1"), question("c2", "Thái độ", "Câu 2")],
        ..NormalizeOptions::default()
    };
    let rows =
        "Số phiếu | Ngày | Phòng | Câu 2 | chỗ ngồi | Q9\n1 | 02/03/2020 | P | Tốt | Tốt | Tốt";
    let reading = Sheet { rows, options, ..Sheet::default() }.read();
    let questions = &reading.records.surveys[0].questions;
    let keys: Vec<_> = questions.iter().map(|question| (&*question.key, question.order)).collect();
    // What the settings do not ask is no question, whatever it looks like, and that is said.
    assert_eq!(keys, [("c2", 1), ("c1", 0)]);
    assert_eq!(codes(&reading.account.findings), ["question_not_read F1"]);
    assert_eq!(&*questions[0].text, "Thái độ");
}

#[test]
fn questions_as_found_are_columns_with_answers_of_a_scale() {
    let reading = read(
        "Dấu thời gian | Đơn vị | Nơi ngồi chờ có đủ chỗ ngồi không? | Thái độ | Ý kiến của ông bà về nơi này | Giới tính\n\
         02/03/2020 08:15:00 | P | Hài lòng | Rất hài lòng | Cần thêm ghế | Nam",
    );
    let fields: Vec<_> = reading.account.sheets[0]
        .columns
        .iter()
        .map(|column| column.field.map(Field::name))
        .collect();
    assert_eq!(
        fields,
        [Some("date"), Some("department"), Some("question"), Some("question"), None, None]
    );
    assert_eq!(reading.records.surveys[0].answers, [Answer::Level(4), Answer::Level(5)]);
}

#[test]
fn a_sheet_named_as_a_department_is_its_own() {
    let department =
        DepartmentOption { name: "Phòng Y tế".to_owned(), ..DepartmentOption::default() };
    let options = NormalizeOptions { departments: vec![department], ..NormalizeOptions::default() };
    let rows = "Số phiếu | Ngày | Q1 | Q2\n1 | 02/03/2020 | Tốt | Tốt";
    let reading = Sheet { rows, name: "PHÒNG Y TẾ", options, ..Sheet::default() }.read();
    assert_eq!(reading.records.surveys[0].department.as_deref(), Some("Phòng Y tế"));
    assert!(has(&read(rows), Code::MissingDepartment));
}

#[test]
fn unknown_departments_go_to_a_line_of_their_own() {
    let department = DepartmentOption {
        name: "Phòng Y tế".to_owned(),
        fields: vec!["Dược".to_owned()],
        ..DepartmentOption::default()
    };
    let options = NormalizeOptions { departments: vec![department], ..NormalizeOptions::default() };
    let rows = "Mã hồ sơ | Phòng ban | Lĩnh vực | Ngày nhận | Ngày hẹn trả | Ngày trả | Kênh\n\
                H1 | Phòng Lạ | Dược | 02/03/2020 | 05/03/2020 | | 1\n\
                H2 | | Dược | 02/03/2020 | 05/03/2020 | | 1\n\
                H3 | phòng y tế | Khác | 02/03/2020 | 05/03/2020 | | 1";
    let reading = Sheet { rows, options, ..Sheet::default() }.read();
    assert_eq!(codes(&reading.account.findings), ["unknown_department B2"]);
    let names: Vec<_> =
        reading.records.dossiers.iter().map(|dossier| dossier.department.as_deref()).collect();
    assert_eq!(names, [None, Some("Phòng Y tế"), Some("Phòng Y tế")]);
    let raw: Vec<_> = reading.raw.dossiers.iter().map(|row| row.department.as_deref()).collect();
    assert_eq!(raw, [Some("Phòng Lạ"), None, Some("phòng y tế")]);
}

#[test]
fn complaints_are_read_and_rejected_as_dossiers_are() {
    let header = "Số đơn | Loại đơn | Phòng | Ngày tiếp nhận | Hạn giải quyết | Ngày giải quyết";
    let case = |row: &str, accepted: usize, expected: &[&str]| {
        let reading = read(&format!("{header}\n{row}"));
        assert_eq!(codes(&reading.account.findings), expected, "{row}");
        assert_eq!(reading.records.complaints.len(), accepted, "{row}");
        reading
    };
    let good = case("1 | Tố cáo | P | 02/03/2020 | 05/03/2020 |", 1, &[]);
    assert_eq!(good.records.complaints[0].kind, ComplaintKind::Denunciation);
    case("1 | Tố cáo | P | 02/03/2020 | |", 1, &["missing_deadline E2"]);
    case("1 | Tố cáo | P | | 05/03/2020 |", 0, &["missing_received D2"]);
    case("1 | Tố cáo | P | 02/03/2020 | 01/03/2020 |", 0, &["due_before_received E2"]);
    case(
        "1 | Tố cáo | P | 02/03/2020 | 05/03/2020 | 01/03/2020",
        0,
        &["returned_before_received F2"],
    );
    case("1 | Tố cáo | P | 02/03/2020 | x |", 0, &["bad_date E2"]);
    case("1 | Thư khen | P | 02/03/2020 | 05/03/2020 |", 0, &["unknown_complaint_kind B2"]);
}

#[test]
fn days_of_a_suspension_that_contradict_each_other_are_told_and_the_row_counts() {
    let header = "Số đơn | Loại đơn | Ngày tiếp nhận | Hạn giải quyết | Ngày giải quyết | \
                  Ngày tạm đình chỉ | Ngày tiếp tục";
    let case = |days: &str, expected: &[&str]| {
        let row = format!("1 | Khiếu nại | 03/08/2026 | 02/09/2026 | | {days}");
        let reading = read(&format!("{header}\n{row}"));
        assert_eq!(codes(&reading.account.findings), expected, "{days}");
        reading.records.complaints.first().and_then(|one| one.suspension)
    };
    let day = |day| jiff::civil::date(2026, 8, day);
    let own = |from, until| Some(Suspension { from, until });
    assert_eq!(case("| ", &[]), None);
    assert_eq!(case("10/08/2026 | ", &[]), own(day(10), None));
    assert_eq!(case("10/08/2026 | 12/08/2026", &[]), own(day(10), Some(day(12))));
    assert_eq!(case("| 12/08/2026", &["suspension_not_counted G2"]), None);
    assert_eq!(case("02/08/2026 | ", &["suspension_not_counted F2"]), None);
    assert_eq!(case("10/08/2026 | 09/08/2026", &["suspension_not_counted G2"]), None);
    assert_eq!(case("x | ", &["bad_date F2"]), None);
}

#[test]
fn self_assessment_and_served_counts_are_read() {
    let reading =
        read("Tháng 3 năm 2020\nNội dung | Tự đánh giá | Ghi chú\n1.1 | Tốt | x\n1.2 | Khá |");
    let lines: Vec<_> = reading
        .records
        .assessments
        .iter()
        .map(|line| (&*line.content, &*line.verdict, line.note.as_deref()))
        .collect();
    assert_eq!(lines, [("1.1", "Tốt", Some("x")), ("1.2", "Khá", None)]);
    let reading = read(
        "Tháng 3 năm 2020\nĐơn vị | Số lượt | Số phiếu phát ra\nP | 1,234 | 50\nQ | x | 5\n\
         R | 0912345678 | 5\nTổng cộng | 1234 | 50",
    );
    assert_eq!(counts(&reading), [1, 2, 1, 0]);
    assert_eq!(reading.records.served[0].served, 1234);
    assert_eq!(reading.records.served[0].issued, Some(50));
    assert_eq!(codes(&reading.account.findings), ["bad_value B4", "bad_value B5"]);
}

/// Columns of other kinds beside those of dossiers from the first day to the last: no row is lost to another kind.
#[test]
fn a_list_of_dossiers_is_one_whatever_stands_beside_its_days() {
    for (beside, cells) in [
        ("Số phiếu | Ngày phiếu", "12/PXL | 10/03/2020"),
        ("Phân loại | Ghi chú", "Thường |"),
        ("Số lượt | Ghi chú", "1 |"),
        ("Nội dung | Tự đánh giá", "Cấp giấy | Đạt"),
        ("Kính gửi | Việc chưa giải quyết kịp thời", "Ông A | Cấp giấy"),
        ("Chỉ số | Điểm tự chấm", "1 | 2"),
        ("Mã ý kiến | Đăng", "12 | x"),
    ] {
        let reading = read(&format!(
            "Tháng 3 năm 2020\nMã hồ sơ | {beside} | Phòng ban | Ngày tiếp nhận | Ngày hẹn trả | Ngày trả kết quả\n\
             H1 | {cells} | Phòng A | 20/02/2020 | 02/03/2020 | 02/03/2020"
        ));
        assert_eq!(reading.records.dossiers.len(), 1, "{beside}");
    }
    // Its own kind of application: a procedure, or days that no register has, say that it is a list of dossiers.
    for header in [
        "Mã hồ sơ | Tên thủ tục | Loại đơn | Phòng ban | Ngày tiếp nhận | Ngày hẹn trả | Ngày trả kết quả",
        "Số biên nhận | Tên thủ tục | Loại đơn | Phòng ban | Ngày tiếp nhận | Hạn giải quyết | Ngày giải quyết xong",
        "STT | Tên thủ tục | Loại đơn | Phòng ban | Ngày tiếp nhận | Ngày hẹn trả | Ngày trả kết quả",
        "Mã hồ sơ | Lĩnh vực | Loại đơn | Phòng ban | Ngày tiếp nhận | Ngày hẹn trả | Ngày trả kết quả",
    ] {
        let reading = read(&format!(
            "{header}\n1 | Cấp đổi | Đơn đề nghị cấp mới | Phòng A | 20/02/2020 | 02/03/2020 | 02/03/2020"
        ));
        assert_eq!(reading.records.dossiers.len(), 1, "{header}");
    }
    // A register of complaints says that it is one.
    let reading = read(
        "Mã hồ sơ | Loại đơn | Phòng ban | Ngày tiếp nhận | Hạn giải quyết | Ngày giải quyết xong\n\
         1 | Khiếu nại | Phòng A | 20/02/2020 | 02/03/2020 | 02/03/2020",
    );
    assert_eq!((reading.records.dossiers.len(), reading.records.complaints.len()), (0, 1));
}

/// A row that adds up others may stand above more lines: these are no names of those who sign. Below the total of all
/// stands what is compared with it.
#[test]
fn lines_below_a_subtotal_are_read() {
    let served = read(
        "Tháng 3 năm 2020\nĐơn vị | Số lượt | Số phiếu phát ra\nPhòng A | 100 | 20\nCộng khối sở | 100 | 20\n\
         Phòng B | 50 | 10\nPhòng C | 70 |\nTổng cộng | 220 | 30\nCùng kỳ | 200 | 25\nNgười lập biểu | | Trưởng phòng\n\
         Nguyễn Ví Dụ | | Trần Giả Định",
    );
    let counts: Vec<u64> = served.records.served.iter().map(|line| line.served).collect();
    assert_eq!(counts, [100, 50, 70]);
    let portal = read(
        "Số liệu trên Cổng\nTháng 3 năm 2020\nChỉ số | Tỷ lệ | Điểm\nTổng điểm | | 85,5\n\
         Tỷ lệ hồ sơ xử lý đúng hạn | 90 | 18\nTỷ lệ hồ sơ nộp trực tuyến | 50 | 10",
    );
    assert_eq!(portal.records.portal_figures.len(), 2);
    let totals = read(
        "Tháng 3 năm 2020\nSTT | Đơn vị | Tổng số | Đã giải quyết | Đúng hạn | Quá hạn | Đang giải quyết\n\
         1 | Phòng A | 10 | 8 | 7 | 1 | 2\n | Cộng khối 1 | 10 | 8 | 7 | 1 | 2\n | Phòng B | 3 | | | | 3\n\
         | Tổng cộng | 13 | 8 | 7 | 1 | 5\n | Cùng kỳ | 12 | 10 | | |",
    );
    let taken: Vec<u64> = totals.records.totals.iter().map(|line| line.counts.taken).collect();
    assert_eq!(taken, [10, 3]);
    let scores = read(
        "Quý I năm 2020\nChỉ số | Tên chỉ số | Điểm tự chấm\n\
         1 | Tổng thời gian giải quyết so với thời gian quy định | 1\n4 | Số cơ quan phải liên hệ | 2\nTổng | | 3",
    );
    assert_eq!(scores.records.self_scores.len(), 2);
    let surveys = read(
        "Phòng | Câu 1. Thái độ | Câu 2. Thời hạn\nPhòng A | Hài lòng | Hài lòng\nCộng phòng A | 1 | 1\n\
         Phòng B | Hài lòng | Rất hài lòng",
    );
    assert_eq!(surveys.raw.surveys.len(), 2);
}

/// What offices call a register of feedback and petitions seldom has a column for the kind: its words say it. No row of
/// it may count as a dossier.
#[test]
fn a_register_without_a_column_of_kinds_is_known_by_its_words() {
    let case = |sheet: &str, kind: ComplaintKind, days: [Option<i8>; 2]| {
        let reading = read(sheet);
        assert_eq!(reading.records.dossiers.len(), 0, "{sheet}");
        let [one] = reading.records.complaints.as_slice() else {
            panic!("{sheet}: {:?} {:?}", reading.stopped, reading.account.findings)
        };
        let got = [one.due, one.resolved].map(|day| day.map(jiff::civil::Date::day));
        assert_eq!((one.kind, got), (kind, days), "{sheet}");
    };
    let feedback = ComplaintKind::Feedback;
    case(
        "SỔ THEO DÕI TIẾP NHẬN, XỬ LÝ PHẢN ÁNH, KIẾN NGHỊ\n\
         STT | Ngày tiếp nhận | Họ tên | Nội dung phản ánh, kiến nghị | Đơn vị xử lý | Thời hạn xử lý | Ngày trả lời | Kết quả xử lý\n\
         1 | 15/10/2026 | A | Đèn hỏng | Phòng B | 29/10/2026 | 23/10/2026 | Đã trả lời",
        feedback,
        [Some(29), Some(23)],
    );
    case(
        "DANH SÁCH PHẢN ÁNH, KIẾN NGHỊ\nMã số | Ngày tiếp nhận | Lĩnh vực | Phòng | Hạn xử lý | Ngày hoàn thành\n\
         PA1 | 15/10/2026 | Giao thông | Phòng B | 29/10/2026 |",
        feedback,
        [Some(29), None],
    );
    case(
        "DANH SÁCH PHẢN ÁNH KIẾN NGHỊ\n\
         STT | Mã PAKN | Tiêu đề | Nội dung | Người gửi | Ngày gửi | Cơ quan xử lý | Hạn xử lý | Trạng thái | Ngày xử lý\n\
         1 | PAKN.20261015.0001 | Đèn | x | A | 15/10/2026 08:00 | Phòng A | 29/10/2026 | Đã xử lý | 20/10/2026",
        feedback,
        [Some(29), Some(20)],
    );
    case(
        "SỔ THEO DÕI ĐƠN KHIẾU NẠI\nSTT | Ngày nhận đơn | Người nộp đơn | Tóm tắt nội dung | Phòng | Hạn giải quyết | Ngày giải quyết\n\
         1 | 15/10/2026 | A | x | Phòng B | 29/10/2026 |",
        ComplaintKind::Complaint,
        [Some(29), None],
    );
    case(
        "SỔ THEO DÕI PHẢN ÁNH, KIẾN NGHỊ VỀ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH\n\
         STT | Họ tên | Nội dung | Phòng | Ngày tiếp nhận | Hạn xử lý | Ngày hoàn thành\n\
         1 | A | x | Phòng B | 15/10/2026 | 29/10/2026 | 20/10/2026",
        feedback,
        [Some(29), Some(20)],
    );
    // It says of itself what it was taken for, and that somebody else may look.
    let reading = read(
        "SỔ PHẢN ÁNH\nSTT | Họ tên | Phòng | Ngày tiếp nhận | Hạn xử lý | Ngày hoàn thành | Trạng thái\n\
         1 | A | Phòng B | 15/10/2026 | 29/10/2026 | 20/10/2026 | Đang xử lý\n\
         2 | A | Phòng B | 15/10/2026 | 29/10/2026 | | Đã chuyển cơ quan khác",
    );
    assert_eq!(
        codes(&reading.account.findings),
        ["register_by_words", "status_differs G3", "unknown_status G4"]
    );
    // A kind in its column makes a register of any table.
    for sheet in [
        "STT | Loại đơn | Tên thủ tục | Phòng | Ngày tiếp nhận | Hạn giải quyết | Ngày giải quyết xong\n\
         1 | Khiếu nại | x | P | 20/02/2020 | 02/03/2020 | 02/03/2020",
        "Sổ theo dõi khiếu nại tố cáo\nMã hồ sơ | Loại đơn | Phòng | Ngày tiếp nhận | Ngày hẹn trả | Ngày trả kết quả\n\
         1 | Tố cáo | P | 20/02/2020 | 02/03/2020 | 02/03/2020",
    ] {
        let reading = read(sheet);
        assert_eq!((reading.records.dossiers.len(), reading.records.complaints.len()), (0, 1));
    }
    // Of two kinds: the column that tells them apart is missing, and is asked for.
    let reading = read(
        "SỔ THEO DÕI KHIẾU NẠI, TỐ CÁO\nSTT | Ngày nhận đơn | Nội dung | Phòng | Hạn giải quyết | Ngày giải quyết\n\
         1 | 15/10/2026 | x | Phòng B | 29/10/2026 |",
    );
    assert_eq!(reading.stopped.len(), 1);
    assert_eq!(reading.stopped[0].message(), "Thiếu cột bắt buộc: loại đơn");
    // Answered, and nobody knows when: it is not open.
    let reading = read(
        "PHẢN ÁNH, KIẾN NGHỊ\nSTT | Ngày tiếp nhận | Nội dung | Phòng | Hạn xử lý | Ngày trả lời | Trạng thái\n\
         1 | 15/10/2026 | x | Phòng B | 29/10/2026 | | Đã trả lời",
    );
    assert_eq!(codes(&reading.account.findings), ["register_by_words", "closed_without_end F3"]);
    assert_eq!(reading.records.complaints.len(), 0);
    // A list of dossiers stays one, whatever its title or its remarks speak of.
    for sheet in [
        "HỒ SƠ VÀ PHẢN ÁNH, KIẾN NGHỊ\nMã hồ sơ | Phòng | Ngày tiếp nhận | Hạn xử lý | Ngày hoàn thành\nH1 | P | 20/02/2020 | 02/03/2020 | 02/03/2020",
        "PHẢN ÁNH\nTên thủ tục | Phòng | Ngày tiếp nhận | Hạn xử lý | Ngày hoàn thành\nx | P | 20/02/2020 | 02/03/2020 | 02/03/2020",
        "Họ tên | Phòng | Ngày tiếp nhận | Hạn xử lý | Ngày hoàn thành | Kiến nghị\nA | P | 20/02/2020 | 02/03/2020 | 02/03/2020 |",
        "Họ tên | Phòng | Ngày tiếp nhận | Hạn xử lý | Ngày trả kết quả | Phản ánh, kiến nghị\nA | P | 20/02/2020 | 02/03/2020 | 02/03/2020 | Chậm",
        "Người theo dõi: Phan Anh Tuấn\nSTT | Họ tên | Phòng | Ngày tiếp nhận | Hạn xử lý | Ngày hoàn thành\n1 | A | P | 20/02/2020 | 02/03/2020 | 02/03/2020",
        "Ghi chú: trong kỳ không có phản ánh, kiến nghị\nSTT | Họ tên | Phòng | Ngày tiếp nhận | Hạn xử lý | Ngày hoàn thành\n1 | A | P | 20/02/2020 | 02/03/2020 | 02/03/2020",
        "STT | Họ tên | Phòng | Ngày tiếp nhận | Ngày hẹn trả | Ngày hoàn thành | Phản ánh của công dân\n1 | A | P | 20/02/2020 | 02/03/2020 | 02/03/2020 | x",
        "STT | Họ tên | Phòng | Ngày tiếp nhận | Ngày hẹn trả | Ngày trả kết quả | Ngày hoàn thành | Nội dung phản ánh\n1 | A | P | 20/02/2020 | 02/03/2020 | 02/03/2020 | 02/03/2020 | x",
        "TRẢ LỜI PHẢN ÁNH\nChủ hồ sơ | Phòng | Ngày tiếp nhận | Hạn xử lý | Ngày hoàn thành\nA | P | 20/02/2020 | 02/03/2020 | 02/03/2020",
    ] {
        assert_eq!(read(sheet).records.dossiers.len(), 1, "{sheet}");
    }
}

/// Why no header was found is said of the row that is most like one, not of the title above it.
#[test]
fn the_row_that_may_be_a_header_is_named() {
    let reading = read("DANH SÁCH CÔNG VIỆC\nSTT | Tên việc | Ghi chú\n1 | Họp | x\n2 | Họp | y");
    let said = reading.stopped[0].message();
    assert!(said.contains("dòng 2 có 3 ô, chỉ “STT”, “Ghi chú” là tên cột đã biết"), "{said}");
}
