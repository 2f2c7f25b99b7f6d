//! Headers: where they stand, what they are called, what stops a sheet.

use super::{Sheet, codes, counts, has, read};
use crate::ledger::{Code, Field, SheetKind};
use crate::model::Span;
use crate::normalize::NormalizeOptions;
use crate::read::Merge;

const ROW: &str = "H1 | P | 02/03/2020 | 05/03/2020 | 04/03/2020";

/// What each column of a header is read as; `-` for those that are not.
#[track_caller]
fn case(header: &str, expected: &[&str]) {
    let reading = read(&format!("{header}\n"));
    let fields: Vec<_> = reading.account.sheets[0]
        .columns
        .iter()
        .map(|column| column.field.map_or("-", Field::name))
        .collect();
    assert_eq!(fields, expected, "{header}");
}

#[test]
fn headers_are_known_by_many_names() {
    case(
        "STT | Số hồ sơ | Tên thủ tục hành chính | Tên lĩnh vực | Phòng ban | Ngày tiếp nhận | Ngày hẹn trả | Ngày kết thúc xử lý | Cơ quan/đơn vị | Chủ hồ sơ | Số điện thoại | Cán bộ xử lý hiện tại | Trạng thái hồ sơ",
        &[
            "-",
            "code",
            "procedure",
            "field",
            "department",
            "received",
            "due",
            "finished",
            "-",
            "applicant",
            "phone",
            "officer",
            "status",
        ],
    );
    case(
        "MÃ  HỒ SƠ | Tên TTHC | LĨNH VỰC * | Phòng, đơn vị | Ngày\u{a0}tiếp nhận: | NGÀY HẸN TRẢ (dd/mm/yyyy) | ngay_tra_ket_qua | Tình trạng",
        &["code", "procedure", "field", "department", "received", "due", "collected", "status"],
    );
    case(
        "Mã hồ sơ | Đơn vị | Ngày nộp | Ngày tiếp nhận | Hạn xử lý | Ngày hẹn trả | Ngày trả",
        &["code", "department", "-", "received", "-", "due", "collected"],
    );
    case(
        "Mã hồ sơ | Phòng | Ngày tiếp nhậm | Ngày hẹn trã | Ngày trả kết qủa",
        &["code", "department", "received", "due", "collected"],
    );
}

/// The code that stops the only sheet of a file.
#[track_caller]
fn stopped(rows: &str, code: Option<Code>) {
    let reading = read(rows);
    assert_eq!(reading.account.error.as_ref().map(|error| error.code), code, "{rows}");
    assert_eq!(reading.stopped.first().map(|finding| finding.code), code, "{rows}");
    assert_eq!(reading.account.sheets[0].rows.seen(), u64::from(rows.contains("H1")));
}

#[test]
fn what_nobody_can_tell_apart_stops_the_sheet() {
    let ambiguous = Some(Code::AmbiguousColumn);
    stopped(&format!("Mã hồ sơ | Đơn vị | Ngày nhận | Ngày hẹn trả | Ngày trả\n{ROW}"), None);
    stopped(
        &format!(
            "Số biên nhận | Đơn vị | Ngày nhận | Ngày hẹn trả | Ngày trả | Mã biên nhận\n{ROW} | H2"
        ),
        ambiguous,
    );
    stopped(
        &format!("Mã hồ sơ | Đơn vị | Ngày nhận | Ngày hẹn trả | Ngày trả | Mã hồ sơ\n{ROW} | H1"),
        None,
    );
    stopped(
        &format!(
            "Mã hồ sơ | Đơn vị | Ngày nhận | Ngày hẹn trả | Ngày trả | Ngày trả\n{ROW} | 03/03/2020"
        ),
        ambiguous,
    );
    stopped(
        &format!(
            "Mã hồ sơ | Đơn vị | Ngày nhận | Ngày hẹn trả | Ngày trả | Ngày trả\n{ROW} | 04/03/2020"
        ),
        None,
    );
    stopped(
        &format!("Mã hồ sơ | Đơn vị | Ngày nhận | Ngày hn trả kết quả | Ngày kết thúc\n{ROW}"),
        ambiguous,
    );
    stopped(
        &format!("Mã hồ sơ | Đơn vị | Ngày nhận | Ngày hẹn trả\n{ROW}"),
        Some(Code::MissingColumn),
    );
    stopped(
        "Mã hồ sơ | Ngày nhận | Ngày hẹn trả | Ngày trả\nH1 | 02/03/2020 | 05/03/2020 |",
        Some(Code::MissingColumn),
    );
}

#[test]
fn headers_of_one_name_are_told_apart_by_what_stands_beside_it() {
    case(
        "Mã hồ sơ | Phòng | Ngày tiếp nhận | Hạn xử lý | Ngày trả kết quả (dự kiến) | Ngày trả thực tế",
        &["code", "department", "received", "-", "due", "collected"],
    );
    case(
        "Mã hồ sơ | Phòng | Ngày tiếp nhận | Hạn xử lý | Ngày trả kết quả (mục tiêu) | Ngày trả kết quả",
        &["code", "department", "received", "due", "-", "collected"],
    );
    case(
        "Mã hồ sơ | Phòng | Ngày tiếp nhận | Ngày hẹn trả | Ngày trả kết quả | Ngày trả kết quả (nội bộ)",
        &["code", "department", "received", "due", "collected", "-"],
    );
    case(
        "Mã hồ sơ | Phòng | Ngày tiếp nhận | Ngày hẹn trả (lần đầu) | Ngày hẹn trả (hẹn lại) | Ngày trả kết quả",
        &["code", "department", "received", "due", "reappointed", "collected"],
    );
    case(
        "Code | Department | Received date | Expected return date | Returned date | Status",
        &["code", "department", "received", "due", "collected", "status"],
    );
    let ambiguous = Some(Code::AmbiguousColumn);
    // A planned day beside the due date leaves no day on which anything was given back.
    stopped(
        &format!("Mã hồ sơ | Phòng | Ngày nhận | Ngày hẹn trả | Ngày trả (dự kiến)\n{ROW}"),
        Some(Code::MissingColumn),
    );
    stopped(
        &format!("Mã hồ sơ | Phòng | Ngày nhận | Ngày hẹn trả | Ngày trả (tại thuế)\n{ROW}"),
        ambiguous,
    );
    // What nobody needs stops nothing.
    stopped(
        &format!(
            "Mã hồ sơ | Phòng | Ngày nhận | Ngày hẹn trả | Ngày trả | Ngày trả (thuế)\n{ROW} | x"
        ),
        None,
    );
}

#[test]
fn a_stopped_sheet_does_not_stop_the_others() {
    let options = NormalizeOptions::default();
    let mut file = crate::normalize::file::FileReader::new("a.xlsx", &options);
    for (name, header) in [
        ("Thiếu", "Mã hồ sơ | Đơn vị | Ngày nhận | Ngày hẹn trả | Ghi chú"),
        ("Đủ", "Mã hồ sơ | Đơn vị | Ngày nhận | Ngày hẹn trả | Ngày trả"),
    ] {
        let facts =
            crate::normalize::sheet::SheetKnown { name: name.to_owned(), ..Default::default() };
        let mut sheet = file.begin(facts);
        for row in super::rows(&format!("{header}\n{ROW}")) {
            file.row(&mut sheet, row);
        }
        let sheet = file.finish_sheet(sheet);
        file.end(sheet, None);
    }
    let reading = file.finish();
    assert_eq!(reading.account.error, None);
    assert_eq!(codes(&reading.stopped), ["missing_column 1"]);
    assert_eq!(reading.records.dossiers.len(), 1);
    assert_eq!(reading.account.sheets[0].rows.rejected, 1);
}

#[test]
fn the_office_names_its_own_columns() {
    let mut options = NormalizeOptions::default();
    options.columns.insert("ngay nop ho so giay".to_owned(), Field::Received);
    let rows = format!(
        "Mã hồ sơ | Đơn vị | Ngày nộp hồ sơ giấy | Ngày hẹn trả | Ngày trả | Ngày tiếp nhận\n{ROW} | 09/09/2020"
    );
    let reading = Sheet { rows: &rows, options, ..Sheet::default() }.read();
    assert_eq!(reading.records.dossiers[0].received, jiff::civil::date(2020, 3, 2));
}

#[test]
fn a_header_may_be_two_rows_tall() {
    let rows = "
        STT | Mã hồ sơ | Đơn vị | Nhận và trả kết quả | |
         | | | Nhận hồ sơ | Hẹn trả kết quả | Trả kết quả
        (1) | (2) | (3) | (4) | (5) | (6)
        1 | H1 | P | 02/03/2020 | 05/03/2020 | 04/03/2020
        ";
    let merges = [
        Merge { first_row: 1, last_row: 1, first_column: 3, last_column: 5 },
        Merge { first_row: 1, last_row: 2, first_column: 1, last_column: 1 },
    ];
    for merges in [&merges[..], &[]] {
        let reading = Sheet { rows, merges, ..Sheet::default() }.read();
        assert_eq!(counts(&reading), [1, 0, 1, 0], "{:?}", reading.account);
        assert_eq!(reading.account.sheets[0].columns[3].field, Some(Field::Received));
        assert_eq!(reading.account.sheets[0].columns[3].cell, "D2");
    }
}

#[test]
fn a_sheet_may_hold_several_tables() {
    let reading = read(
        "
        Mã hồ sơ | Đơn vị | Ngày nhận | Ngày hẹn trả | Ngày trả
        H1 | P | 02/03/2020 | 05/03/2020 | 04/03/2020
        Bảng 2
        Đơn vị | Mã hồ sơ | Ngày nhận | Ngày trả | Ngày hẹn trả
        P | H2 | 02/03/2020 | 04/03/2020 | 05/03/2020
        ",
    );
    assert_eq!(counts(&reading), [2, 0, 1, 0]);
    assert_eq!(reading.records.dossiers[1].due, Some(jiff::civil::date(2020, 3, 5)));
}

#[test]
fn a_header_is_looked_for_in_the_first_two_hundred_rows_and_a_plain_one_below_forty() {
    let table = format!("Mã hồ sơ | Đơn vị | Ngày nhận | Ngày hẹn trả | Ngày trả\n{ROW}");
    assert_eq!(read(&format!("{}{table}", "tiêu đề\n".repeat(39))).records.dossiers.len(), 1);
    assert_eq!(read(&format!("{}{table}", "tiêu đề\n".repeat(190))).records.dossiers.len(), 1);
    let short = "Ngày nhận | Ngày hẹn trả | Ngày trả\n02/03/2020 | 05/03/2020 | 04/03/2020";
    for (rows, table) in [(201, table.as_str()), (41, short)] {
        let reading = read(&format!("{}{table}", "tiêu đề\n".repeat(rows)));
        assert_eq!(reading.account.error.map(|error| error.code), Some(Code::NoData));
    }
}

#[test]
fn a_table_without_rows_and_a_file_without_text_are_said() {
    let reading = read("Mã hồ sơ | Đơn vị | Ngày nhận | Ngày hẹn trả | Ngày trả");
    assert_eq!(codes(&reading.account.findings), ["no_rows 1"]);
    assert_eq!(reading.account.error, None);
    assert!(has(&read(""), Code::NoData));
    assert!(has(&read("một | hai"), Code::NoData));
}

#[test]
fn a_month_first_column_is_read_so_and_said() {
    let reading = read(
        "Mã hồ sơ | Đơn vị | Ngày nhận | Ngày hẹn trả | Ngày trả | Hình thức nộp\n\
         H1 | P | 02/09/2026 | 02/15/2026 | 02/24/2026 | 1\n\
         H2 | P | 03/04/2026 | 03/14/2026 | |1",
    );
    let first = &reading.records.dossiers[0];
    assert_eq!(first.received, jiff::civil::date(2026, 2, 9));
    assert_eq!(
        codes(&reading.account.findings),
        ["month_first_dates C1", "month_first_dates D1", "month_first_dates E1"]
    );
}

#[test]
fn a_column_that_is_both_is_refused() {
    let reading = read(
        "Mã hồ sơ | Đơn vị | Ngày nhận | Ngày hẹn trả | Ngày trả | Hình thức nộp\n\
         H1 | P | 02/09/2026 | 02/15/2026 | 15/02/2026 | 1\n\
         H2 | P | 03/04/2026 | 14/03/2026 | |1",
    );
    assert_eq!(codes(&reading.stopped), ["month_first_dates C1"]);
    assert_eq!(reading.raw.dossiers.len(), 2);
    assert_eq!(reading.records.dossiers.len(), 0);
}

#[test]
fn kinds_are_known_by_their_header() {
    let kind = |header: &str| read(&format!("{header}\n")).account.sheets[0].kind;
    assert_eq!(
        kind("Mã hồ sơ | Đơn vị | Ngày nhận | Ngày hẹn trả | Ngày trả"),
        Some(SheetKind::Dossiers)
    );
    assert_eq!(kind("Mã phiếu | Ngày | Phòng | Q1 | Q2 | Góp ý"), Some(SheetKind::Surveys));
    assert_eq!(
        kind(
            "Dấu thời gian | Đơn vị | Nơi ngồi chờ có đủ chỗ ngồi không | Thái độ của công chức có lịch sự không"
        ),
        Some(SheetKind::Surveys)
    );
    assert_eq!(
        kind("MaPhieu | ThoiGianGui | LinhVuc | q_1 | q_2 | GioiTinh"),
        Some(SheetKind::Surveys)
    );
    assert_eq!(
        kind("Số đơn | Loại đơn | Ngày tiếp nhận | Hạn giải quyết"),
        Some(SheetKind::Complaints)
    );
    assert_eq!(kind("STT | Nội dung | Tự đánh giá | Ghi chú"), Some(SheetKind::SelfAssessment));
    assert_eq!(kind("Nội dung | Tự đánh giá"), Some(SheetKind::SelfAssessment));
    assert_eq!(kind("Đơn vị | Số lượt | Số phiếu phát ra"), Some(SheetKind::Served));
    assert_eq!(kind("Đơn vị | Số lượt"), Some(SheetKind::Served));
    assert_eq!(
        kind("STT | Mã hồ sơ | Thủ tục | Đơn vị | Ngày hẹn trả | Lý do xin lỗi | Ngày hẹn lại"),
        Some(SheetKind::LetterEntries)
    );
    assert_eq!(
        kind("STT | Kính gửi | Việc chưa giải quyết kịp thời | Lý do xin lỗi"),
        Some(SheetKind::Matters)
    );
    assert_eq!(kind("Mã hồ sơ | Số phiếu | Ngày phiếu"), Some(SheetKind::LetterRegister));
    assert_eq!(kind("Họ tên | Ngày sinh | Lương"), None);
}

#[test]
fn a_sheet_without_dates_needs_a_period() {
    let rows = "Đơn vị | Số lượt\nP | 12";
    assert!(has(&read(rows), Code::NoPeriod));
    let span = |path: &str, rows: &str| -> Option<Span> {
        Sheet { path, rows, ..Sheet::default() }
            .read()
            .records
            .served
            .first()
            .map(|served| served.span)
    };
    let march =
        Some(Span { from: jiff::civil::date(2020, 2, 15), to: jiff::civil::date(2020, 3, 14) });
    assert_eq!(span("2020-03/a.xlsx", rows), march);
    assert_eq!(span("a.xlsx", &format!("Tháng 3 năm 2020\n{rows}")), march);
    assert_eq!(span("2019-03/a.xlsx", &format!("Tháng 3 năm 2020\n{rows}")), march);
}

#[test]
fn a_stopped_sheet_is_tallied_all_the_same() {
    let reading =
        read("Số phiếu | Đơn vị | Thái độ phục vụ\n1 | Phòng A | Hài lòng\n2 | | Rất hài lòng");
    assert_eq!(codes(&reading.account.error), ["no_period"]);
    assert_eq!((reading.raw.surveys.len(), reading.records.surveys.len()), (2, 0));
    assert_eq!(counts(&reading), [0, 2, 0, 0]);
    assert_eq!(codes(&read("Đơn vị | Số lượt\n").account.findings), ["no_rows 1"]);
}

#[test]
fn letters_that_were_lost_are_said() {
    let reading = read(&format!(
        "Mã hồ sơ | Đơn vị | Ngày nhận | Ngày hẹn trả | Ngày trả | Kênh\n{} | 1",
        ROW.replace('P', "Phòng \u{fffd}")
    ));
    assert_eq!(codes(&reading.account.findings), ["undecodable_text B2"]);
}

/// Each text of a title in the first row is merged to the right, as far as nothing else stands there.
fn spread(title: &str, columns: u32) -> Vec<Merge> {
    let filled = (0..).zip(title.split('|')).filter(|(_, text)| !text.trim().is_empty());
    let starts: Vec<u32> = filled.map(|(at, _)| at).collect();
    let ends = starts.iter().skip(1).map(|next| next - 1).chain([u32::MAX]);
    starts
        .iter()
        .zip(ends)
        .map(|(first_column, end)| Merge {
            first_row: 1,
            last_row: 1,
            first_column: *first_column,
            last_column: end.min(first_column + columns),
        })
        .collect()
}

/// The title rows and the first row of data that a header must leave alone, whatever the words in them.
#[test]
fn a_line_right_above_or_below_a_header_is_no_part_of_it() {
    let dossiers =
        "STT | Mã hồ sơ | Đơn vị | Ngày tiếp nhận | Ngày hẹn trả | Ngày trả kết quả | Trạng thái";
    let dossier = "1 | H1 | P | 02/03/2020 | 05/03/2020 | 04/03/2020 | Đã trả kết quả";
    let surveys = "Mã phiếu | Đơn vị | Thái độ phục vụ | Thời gian giải quyết | Kết quả | Góp ý";
    let survey = "P001 | Phòng Tư pháp | Hài lòng | Rất hài lòng | Hài lòng | Tốt lắm, cảm ơn";
    let bare = "STT | Đơn vị | Cơ sở vật chất | Q1 | Q2";
    let bare_row = "A | Phòng Tư pháp | Hài lòng | Rất hài lòng | Không hài lòng";
    for (header, row) in [(dossiers, dossier), (surveys, survey), (bare, bare_row)] {
        for title in [
            "Tháng 3 năm 2020",
            "Kỳ báo cáo: tháng 3 năm 2020 (từ ngày 15/02/2020 đến ngày 14/03/2020)",
            " | | | | | | | | Đơn vị tính: hồ sơ, tháng 3 năm 2020",
            "DANH SÁCH HỒ SƠ THÁNG 3 NĂM 2020 | | | | | Mẫu số 06",
            "Đơn vị: Sở Nội vụ | | Tháng 3 năm 2020",
            "SỞ NỘI VỤ | | | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM, tháng 3 năm 2020",
        ] {
            for merges in [vec![], spread(title, 3), spread(title, 9)] {
                let rows = format!("{title}\n{header}\n{row}");
                let reading = Sheet { rows: &rows, merges: &merges, ..Sheet::default() }.read();
                let sheet = &reading.account.sheets[0];
                assert!(!sheet.columns.is_empty(), "{rows} {merges:?}");
                for column in &sheet.columns {
                    assert!(column.cell.ends_with('2'), "{column:?}\n{rows} {merges:?}");
                    assert!(!column.header.contains('>'), "{column:?}\n{rows} {merges:?}");
                }
                assert_eq!(
                    counts(&reading),
                    [1, 0, 0, 0],
                    "{rows} {merges:?} {:?}",
                    reading.stopped
                );
            }
        }
    }
}

/// The heading over the questions reads like a question itself; the cells beside it are merged down.
#[test]
fn what_is_merged_down_into_a_row_makes_it_one_of_the_header() {
    let down =
        |column| Merge { first_row: 1, last_row: 2, first_column: column, last_column: column };
    let merges = [
        down(0),
        down(1),
        Merge { first_row: 1, last_row: 1, first_column: 2, last_column: 4 },
        down(5),
    ];
    let rows = "TT | Phòng | Nội dung được đánh giá | | | Ngày\n | | Chỗ ngồi | Niêm yết | Kết quả |\n\
                1 | P | Hài lòng | Hài lòng | Bình thường | 02/03/2020";
    let reading = Sheet { rows, merges: &merges, ..Sheet::default() }.read();
    assert_eq!(counts(&reading), [1, 0, 0, 0]);
    let texts: Vec<_> = reading.raw.questions.iter().map(|question| &*question.text).collect();
    assert_eq!(texts, ["Chỗ ngồi", "Niêm yết", "Kết quả"]);
}

#[test]
fn a_form_may_ask_for_the_department_in_a_sentence() {
    let fields = |header: &str| -> Vec<_> {
        let columns = &read(&format!("{header}\n")).account.sheets[0].columns;
        columns.iter().map(|column| column.field.map_or("-", Field::name)).collect()
    };
    let question = "Thái độ của công chức phòng có lịch sự không?";
    for header in [
        "Ông/bà đã đến giao dịch tại phòng ban nào?",
        "Anh/chị làm thủ tục ở đơn vị nào",
        "Bạn giao dịch với phòng nào ạ?",
    ] {
        let got = fields(&format!("Dấu thời gian | {header} | {question} | Q2"));
        assert_eq!(&got[..3], ["date", "department", "-"], "{header}");
    }
    let named = "Dấu thời gian | Phòng | Theo ông/bà phòng nào phục vụ tốt nhất? | Q1 | Q2";
    assert_eq!(&fields(named)[..3], ["date", "department", "-"]);
}

#[test]
fn a_header_whose_letters_are_lost_stops_the_file() {
    for rows in [
        "M? h? s? | Phòng | Ngày ti?p nh?n | Ngày h?n tr? | Tình tr?ng | Q1 | Q2\nH1 | P | x | y | z | 1 | 2",
        "M_ h_ s_ | Ph_ng | Ng_y ti_p nh_n | Ng_y h_n tr_\nH1 | P | 02/03/2020 | 05/03/2020",
    ] {
        let reading = read(rows);
        assert_eq!(codes(&reading.account.error), ["undecodable_text"], "{rows}");
        assert_eq!(codes(&reading.stopped), ["undecodable_text"], "{rows}");
        assert_eq!(codes(&reading.account.findings), [""; 0], "{rows}");
    }
}
