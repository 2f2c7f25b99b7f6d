//! Survey sheets: which columns ask, on which scale, and what only looks like a sheet of them.

use super::{Sheet, codes, has, read};
use crate::ledger::Code;
use crate::model::Answer;
use crate::normalize::NormalizeOptions;
use crate::normalize::file::FileReader;
use crate::normalize::sheet::SheetKnown;

/// Codes of the findings and the texts of the questions of one sheet.
#[track_caller]
fn asked(rows: &str, questions: &[&str], expected: &[&str]) {
    let reading = read(rows);
    let found: Vec<_> = reading.account.findings.iter().chain(&reading.account.error).collect();
    assert_eq!(codes(found), expected, "{rows}");
    let sheet = &reading.account.sheets[0];
    let mut got: Vec<&str> =
        sheet.columns.iter().filter_map(|column| column.question.as_deref()).collect();
    got.dedup();
    assert_eq!(got, questions, "{rows}");
}

#[test]
fn a_row_of_answers_is_no_header_and_short_names_above_answers_are_one() {
    let titles = "TỔNG HỢP Ý KIẾN\nTháng 10 năm 2026\n";
    let answers = "1 | Phòng Tư pháp | Rất hài lòng | Hài lòng | Bình thường\n\
                   2 | Phòng Y tế | Hài lòng | Không hài lòng | Hài lòng";
    asked(
        &format!("{titles}STT | Phòng ban | Thái độ | Thủ tục | Kết quả\n{answers}"),
        &["Thái độ", "Thủ tục", "Kết quả"],
        &[],
    );
    asked(
        &format!("{titles}No | Dept | Attitude | Time | Place\n{answers}"),
        &["Attitude", "Time", "Place"],
        &[],
    );
    for rows in [
        format!("{titles}{answers}"),
        answers.replace("Rất hài lòng", "5").replace("Hài lòng", "4"),
        "P001 | 05/10/2026 | Phòng Y tế | 5 | 4 | 3\nP002 | 05/10/2026 | Phòng Y tế | 5 | 4 | 3"
            .to_owned(),
    ] {
        assert!(has(&read(&rows), Code::NoData), "{rows}");
    }
}

const HEAD: &str = "Số phiếu | Ngày | Phòng | Câu 1. Thái độ | Câu 2. Thủ tục";

/// A sheet of two questions and one more column.
#[track_caller]
fn beside(header: &str, values: [&str; 3], expected: &[&str]) {
    let rows: Vec<String> =
        ["Rất hài lòng | Hài lòng", "Hài lòng | Bình thường", "Bình thường | Hài lòng"]
            .iter()
            .zip(values)
            .zip(1..)
            .map(|((answers, value), number)| {
                format!("\n{number} | 05/10/2026 | P | {answers} | {value}")
            })
            .collect();
    let rows = rows.concat();
    asked(&format!("{HEAD} | {header}{rows}"), &["Câu 1. Thái độ", "Câu 2. Thủ tục"], expected);
}

#[test]
fn columns_that_are_no_question_of_satisfaction_are_not_read() {
    beside("Sức khỏe", ["Tốt", "Trung bình", "Tốt"], &[]);
    beside("Xếp loại nhà", ["Tốt", "Trung bình", "Tốt"], &[]);
    beside("Câu 3. Trình độ của Ông/Bà", ["1", "2", "1"], &["question_not_read F1"]);
    beside("Câu 3. Đi lại bao nhiêu lần?", ["1", "2", "1"], &["question_not_read F1"]);
    beside("Câu 3. Tư cách (1: cá nhân; 2: tổ chức)", ["1", "2", "1"], &["question_not_read F1"]);
    beside(
        "Câu 3. Có phải trả thêm tiền không?",
        ["Có", "Không", "Không"],
        &["question_not_read F1"],
    );
    beside("Câu 3. Loại thủ tục đã làm", ["5", "2", "1"], &["question_not_read F1"]);
    beside(
        "Câu 3. Cán bộ có gây khó khăn",
        ["Đồng ý", "Không đồng ý", ""],
        &["question_not_read F1"],
    );
    beside("Điểm - Câu 1. Thái độ", ["5", "4", "3"], &[]);
    beside("Tổng điểm", ["4 / 5", "4 / 5", "4 / 5"], &[]);
    // The words of question 2 again, as digits.
    beside("Điểm quy đổi", ["4", "3", "4"], &[]);
    beside("Câu 2. Thủ tục", ["4", "3", "4"], &[]);
}

#[test]
fn a_question_whose_answers_fit_no_scale_stops_the_sheet() {
    let case = |header: &str, answers: [&str; 4], expected: &[&str]| {
        let rows: Vec<String> = answers
            .iter()
            .zip(1..)
            .map(|(answer, number)| format!("\n{number} | 05/10/2026 | P | {answer}"))
            .collect();
        let reading = read(&format!("Số phiếu | Ngày | Phòng | {header}{}", rows.concat()));
        assert_eq!(codes(&reading.account.findings), expected, "{header}: {answers:?}");
        assert_eq!(reading.records.surveys.is_empty(), !reading.stopped.is_empty(), "{header}");
    };
    case("Q1", ["10", "8", "4", "6"], &["unknown_scale D1"]);
    case("Q1", ["4", "3", "2", "1"], &["unknown_scale D1"]);
    case("Q1", ["1", "1", "1", "1"], &["unknown_scale D1"]);
    case("Q1 (thang điểm 4)", ["4", "3", "2", "1"], &["unknown_scale D1"]);
    case("Q1 (từ 1 đến 5)", ["4", "3", "2", "1"], &["scale_assumed D1"]);
    case("Q1 (1: Rất hài lòng, 5: Rất không hài lòng)", ["4", "3", "2", "1"], &[]);
    case("Q1", ["Bình thường", "Vui", "Vui", "Bình thường"], &["unknown_scale D1"]);
    case("Q1", ["★★★★★", "★★★★☆", "★☆☆☆☆", "★★☆☆☆"], &["scale_converted D1"]);
    case("Q1", ["Đồng ý", "Bình thường", "Rất đồng ý", "Đồng ý"], &["scale_converted D1"]);
    case("Q1", ["Satisfied", "Neutral", "Very satisfied", "Satisfied"], &["scale_converted D1"]);
    case("Q1", ["1", "0.8", "0.2", "1"], &["scale_converted D1"]);
    case("Q1", ["100%", "80%", "60%", "40%"], &["unknown_scale D1"]);
}

#[test]
fn tables_of_counts_and_of_single_answers_are_no_sheets() {
    let title = "Tháng 10 năm 2026\n";
    let counts = format!(
        "{title}STT | Phòng ban | Số phiếu | Rất hài lòng | Hài lòng | Bình thường\n1 | P | 13 | 5 | 4 | 4\n2 | Q | 9 | 3 | 2 | 4"
    );
    let lines = "Số phiếu | Ngày | Phòng | Câu hỏi | Mức độ hài lòng\n1 | 05/10/2026 | P | Thái độ | Hài lòng\n1 | 05/10/2026 | P | Thủ tục | Hài lòng";
    let down = format!(
        "{title}Mức độ | Câu 1. Thái độ | Câu 2. Thủ tục\nRất hài lòng | 5 | 2\nHài lòng | 2 | 5\nBình thường | 1 | 1"
    );
    let head = "Ngày | Phòng ban | Câu 1. Thái độ | Câu 2. Thủ tục";
    let days = "05/10/2026 | P | 5 | 2\n06/10/2026 | P | 2 | 5\n07/10/2026 | P | 1 | 1";
    let by_day = format!("SỐ PHIẾU HÀI LÒNG THEO NGÀY\n{head}\n{days}");
    let by_dept = format!("TỔNG HỢP KẾT QUẢ THEO PHÒNG\n{head}\n{days}");
    let issued = format!("{title}Số phiếu phát ra | {head}\n8 | {}", days.replace('\n', "\n8 | "));
    for rows in [counts.as_str(), lines, &down, &by_day, &by_dept, &issued] {
        let reading = read(rows);
        assert!(has(&reading, Code::MissingColumn), "{rows}");
        assert!(reading.records.surveys.is_empty(), "{rows}");
    }
    // Sheets in digits below a title of the same words.
    for rows in [
        format!("TỔNG HỢP PHIẾU KHẢO SÁT\nSố phiếu phát ra: 3\n{head}\n{days}"),
        format!("TỔNG HỢP KẾT QUẢ THEO PHÒNG\n{head}\n{days}\n07/10/2026 | P | 4 | 4"),
    ] {
        assert!(!read(&rows).records.surveys.is_empty(), "{rows}");
    }
}

#[test]
fn exports_of_survey_tools_are_read() {
    asked(
        "start | end | phong_ban | g/q1_thai_do | g/q2_thu_tuc | kenh | kenh/bao | _id\n\
         2026-10-01 | 2026-10-01 | P | rat_hai_long | hai_long | bao | 1 | 9001\n\
         2026-10-02 | 2026-10-02 | P | hai_long | binh_thuong | mang | 0 | 9002",
        &["g/q1_thai_do", "g/q2_thu_tuc"],
        &[],
    );
    asked(
        "id. ID | submitdate. Ngày gửi | P1. Phòng ban | Q01[SQ001]. Đánh giá [Thái độ]\n\
         1 | 2026-10-01 | P | Hài lòng\n2 | 2026-10-02 | P | Rất hài lòng",
        &["Q01[SQ001]. Đánh giá [Thái độ]"],
        &[],
    );
    asked(
        "Respondent ID | Collector ID | End Date | Phòng ban | Ông/Bà đánh giá thế nào? |\n\
         | | | Response | Thái độ | Thủ tục\n\
         1 | 9 | 05/10/2026 | P | Hài lòng | Rất hài lòng",
        &["Ông/Bà đánh giá thế nào? [Thái độ]", "Ông/Bà đánh giá thế nào? [Thủ tục]"],
        &[],
    );
}

/// What the digits of a file mean: levels 1 to 5 of the first question, or why the sheet stops.
#[track_caller]
fn digits(sheets: &[&str], expected: Result<&[&[u8]], Code>) {
    let options = NormalizeOptions::default();
    let mut file = FileReader::new("a.xlsx", &options);
    for (number, text) in (1..).zip(sheets) {
        let name = format!("Trang {number}");
        let mut sheet = file.begin(SheetKnown { name, ..SheetKnown::default() });
        for row in super::rows(text) {
            file.row(&mut sheet, row);
        }
        let sheet = file.finish_sheet(sheet);
        file.end(sheet, None);
    }
    let reading = file.finish();
    let stopped = reading.stopped.first().map(|finding| finding.code);
    let mut got: Vec<Vec<u8>> = Vec::new();
    let mut last = None;
    for survey in &reading.records.surveys {
        if last != Some(&survey.place.source) {
            got.push(Vec::new());
            last = Some(&survey.place.source);
        }
        if let (Some(levels), Some(Answer::Level(level))) = (got.last_mut(), survey.answers.first())
        {
            levels.push(*level);
        }
    }
    match expected {
        Ok(levels) => assert_eq!(got, levels, "{sheets:?} {:?}", reading.account.findings),
        Err(code) => assert_eq!(stopped, Some(code), "{sheets:?}"),
    }
}

#[test]
fn a_legend_holds_where_it_stands() {
    let table =
        "Số phiếu | Ngày | Phòng | Câu 1. Thái độ\n1 | 05/10/2026 | P | 1\n2 | 05/10/2026 | P | 5";
    let other = table.replace("Câu 1. Thái độ", "Câu 1. Thời gian");
    let down = "Ghi chú: 1 = Rất hài lòng; 2 = Hài lòng; 5 = Rất không hài lòng";
    let turned: &[&[u8]] = &[&[5, 1]];
    for legend in [
        down,
        "(Mức 1: Rất hài lòng - Mức 5: Rất không hài lòng)",
        "Thang điểm từ 1 (tốt nhất) đến 5 (kém nhất)",
        "1 - Rất hài lòng | 2 - Hài lòng | 3 - Bình thường",
    ] {
        digits(&[&format!("{legend}\n{table}")], Ok(turned));
        if !legend.contains('|') {
            digits(&[&format!("{table}\n\n{legend}")], Ok(turned));
            digits(&[&format!("HƯỚNG DẪN NHẬP\n{legend}"), table], Ok(turned));
        }
    }
    digits(&["Danh mục\nPhòng A", table], Ok(&[&[1, 5]]));
    // What the one sheet says is not said of the other.
    digits(&[&format!("{down}\n{table}"), table], Err(Code::UnknownScale));
    digits(&[&format!("{down}\n{table}"), &other], Err(Code::UnknownScale));
    let up = "Ghi chú: 5 = Rất hài lòng; 1 = Rất không hài lòng";
    digits(&[&format!("{up}\n{table}"), table], Ok(&[&[1, 5], &[1, 5]]));
    digits(&[&format!("{down}\n{table}"), &format!("{up}\n{table}")], Ok(&[&[5, 1], &[1, 5]]));
}

/// How many sheets of an undated table count, and what is said of the others.
#[track_caller]
fn sheets(rows: &str, counted: usize, expected: &[&str]) {
    let reading = read(&format!("KẾT QUẢ KHẢO SÁT THÁNG 10 NĂM 2026\n{rows}"));
    assert_eq!(reading.records.surveys.len(), counted, "{rows} {:?}", reading.account.findings);
    let said =
        reading.account.findings.iter().filter(|finding| {
            !matches!(finding.code, Code::ScaleAssumed | Code::MissingDepartment)
        });
    assert_eq!(codes(said), expected, "{rows}");
}

#[test]
fn rows_that_sum_up_a_survey_are_no_sheets() {
    let table = "STT | Câu 1. Thái độ | Câu 2. Thủ tục\n1 | 5 | 4\n2 | 4 | 5\n3 | 3 | 4\n4 | 5 | 5";
    for row in [
        "Cao nhất | 5 | 5",
        "Thấp nhất | 3 | 4",
        "Điểm trung bình | 4.25 | 5",
        "Trung bình | 4 | 5",
        "Số phiếu hài lòng | 3 | 4",
        "Số phiếu mức 5 | 2 | 12",
        "Tỷ lệ hài lòng (%) | 75 | 100",
    ] {
        sheets(&format!("{table}\n{row}"), 4, &[]);
    }
    sheets(&format!("{table}\nĐộ hài lòng | 4 | 5"), 4, &["bad_value A7"]);
    sheets(&table.replace("1 | 5", "Ví dụ | 5"), 3, &["bad_value A3"]);
    // Where words tell all sheets apart, they are no sums.
    sheets("STT | Câu 1. Thái độ | Câu 2. Thủ tục\na | 5 | 4\nb | 4 | 5\nc | 3 | 4", 3, &[]);
}

#[test]
fn a_row_that_answers_is_neither_a_total_nor_a_row_of_numbers() {
    let header = "STT | Phường | Câu 1. Thái độ | Câu 2. Thủ tục | Câu 3. Nơi chờ";
    for name in ["Cộng Hòa", "Cộng Lạc", "Tổng hợp", "Cộng Phong"] {
        let words = format!("{header}\n1 | {name} | Hài lòng | Rất hài lòng | Hài lòng");
        sheets(&format!("{words}\n2 | Sao Đỏ | Hài lòng | Hài lòng | Hài lòng"), 2, &[]);
        let digits = format!("{header}\n1 | {name} | 5 | 4 | 5\n2 | Sao Đỏ | 4 | 4 | 4");
        sheets(&digits, 2, &[]);
    }
    let counted = "STT | Phường | Câu 1. Thái độ | Câu 2. Thủ tục | Câu 3. Nơi chờ\n\
                   1 | Sao Đỏ | 5 | 4 | 5\n2 | Sao Đỏ | 4 | 4 | 4";
    sheets(&format!("{counted}\n | Cộng | 9 | 8 | 9"), 2, &[]);
    sheets(&format!("{counted}\n3 | Tổng cộng | 4 | 4 | 4"), 2, &[]);
    let header = "STT | Câu 1. Thái độ | Câu 2. Thủ tục | Câu 3. Nơi chờ";
    sheets(&format!("{header}\n1 | 5 | 4 | 5\n2 | 3 | 4 | 5\n3 | 5 | 5 | 5"), 3, &[]);
    sheets(&format!("{header}\n1 | 2 | 3 | 4\n2 | 5 | 4 | 5"), 2, &[]);
    sheets(&format!("{header}\n1 | 2 | 3 | 4\n1 | 5 | 4 | 5\n2 | 5 | 5 | 5"), 2, &[]);
    sheets(&format!("{header}\n(1) | (2) | (3) | (4)\n1 | 5 | 4 | 5\n2 | 5 | 5 | 5"), 2, &[]);
}

#[test]
fn a_sheet_that_the_office_calls_void_has_no_answer() {
    let table = |header: &str, remark: &str| {
        format!("{HEAD} | {header}\n1 | 05/10/2026 | P | Hài lòng | Hài lòng | {remark}")
    };
    for (header, remark) in [
        ("Ghi chú", "Phiếu không hợp lệ"),
        ("Ghi chú", "phiếu hỏng"),
        ("Tình trạng phiếu", "Không hợp lệ"),
        ("Phiếu hợp lệ", "Không"),
    ] {
        let reading = read(&table(header, remark));
        assert_eq!(codes(&reading.account.findings), ["no_valid_answer F2"], "{header}");
        assert!(reading.records.surveys[0].answers.iter().all(|it| *it == Answer::None));
    }
    assert_eq!(codes(&read(&table("Tình trạng phiếu", "Hợp lệ")).account.findings), [""; 0]);
    let example = format!(
        "{HEAD}\nVí dụ | 05/10/2026 | P | Hài lòng | Hài lòng\n1 | 05/10/2026 | P | Hài lòng | Hài lòng"
    );
    assert_eq!(codes(&read(&example).account.findings), ["bad_value A2"]);
}

#[test]
fn what_a_column_names_may_be_no_satisfaction_whatever_is_answered() {
    let likes = ["Rất hài lòng", "Hài lòng", "Hài lòng"];
    for header in [
        "Mức độ quan trọng của thái độ",
        "Câu 3. Mong đợi của Ông/Bà về thời gian",
        "Xếp loại",
        "Kết luận",
        "Nguyễn Văn An",
    ] {
        beside(header, likes, &["question_not_read F1"]);
    }
    let office = |tops: [&str; 2]| {
        let rows = "1 | 05/10/2026 | P | Hài lòng | Không hài lòng\n2 | 05/10/2026 | P | Hài lòng | Hài lòng";
        let [one, other] = tops;
        read(&format!("Số phiếu | Ngày | Phòng | {one} | {other}\n{rows}"))
    };
    assert!(has(
        &office(["Thái độ phục vụ (lần 1)", "Thái độ phục vụ (lần 2)"]),
        Code::MissingColumn
    ));
    assert_eq!(office(["Câu 1. Lần 1", "Câu 2. Lần 2"]).records.surveys.len(), 2);
    assert_eq!(office(["Câu 1. Thái độ", "Câu 2. Thái độ"]).records.surveys.len(), 2);
    let weighed = "STT | Ngày | Phòng | Số lượng phiếu | Câu 1. Thái độ\n1 | 05/10/2026 | P | 10 | Hài lòng\n2 | 05/10/2026 | P | 3 | Hài lòng";
    assert!(has(&read(weighed), Code::MissingColumn));
    assert_eq!(
        read(&weighed.replace("10", "1").replace("| 3 |", "| 1 |")).records.surveys.len(),
        2
    );
}

#[test]
fn averages_by_department_are_no_sheets() {
    let table = "STT | Phòng | Số phiếu | Câu 1. Thái độ | Câu 2. Thủ tục\n1 | A | 30 | 5 | 4\n2 | B | 25 | 4 | 4\n3 | C | 28 | 5 | 5";
    sheets(table, 0, &["missing_column 2"]);
    // Numbers of sheets that begin anew with each department tell no line from another answer.
    let anew = "Số phiếu | Phòng | Câu 1. Thái độ\n1 | A | 5\n1 | B | 4\n2 | A | 4\n2 | B | 5\n3 | A | 4\n3 | B | 4";
    sheets(anew, 6, &[]);
}

#[test]
fn a_day_of_another_year_than_the_title_names_is_said() {
    let table = |year: &str| {
        format!(
            "PHIẾU KHẢO SÁT THÁNG 10 NĂM 2026\n{HEAD}\n1 | 05/10/2026 | P | Hài lòng | Hài lòng\n2 | 06/10/2026 | P | Hài lòng | Hài lòng\n3 | 07/10/{year} | P | Hài lòng | Hài lòng"
        )
    };
    assert_eq!(codes(&read(&table("2026")).account.findings), [""; 0]);
    assert_eq!(codes(&read(&table("2025")).account.findings), ["implausible_date B5"]);
    // An old title above the sheets of another year says nothing.
    let old = table("2026").replace("NĂM 2026", "NĂM 2025");
    assert_eq!(codes(&read(&old).account.findings), [""; 0]);
}

#[test]
fn a_title_that_names_another_period_than_its_tab_or_folder_is_asked_about() {
    let rows = "KẾT QUẢ KHẢO SÁT THÁNG 2 NĂM 2026\nPhòng | Câu 1. Thái độ | Câu 2. Thủ tục\nP | Hài lòng | Hài lòng\nP | Hài lòng | Bình thường";
    let case = |path: &str, name: &str, expected: &[&str]| {
        let reading = Sheet { path, name, rows, ..Sheet::default() }.read();
        assert_eq!(codes(&reading.account.findings), expected, "{path} {name}");
        assert_eq!(reading.records.surveys.len(), 2);
    };
    case("a.xlsx", "Tháng 2 năm 2026", &[]);
    case("a.xlsx", "Trang 1", &[]);
    case("a.xlsx", "Tháng 3 năm 2026", &["no_period"]);
    case("a.xlsx", "Tháng 3", &["no_period"]);
    case("a.xlsx", "T02", &[]);
    case("a.xlsx", "Tháng 2 - Tháng 3", &[]);
    case("2026-03/a.xlsx", "Trang 1", &["no_period"]);
    case("2026-02/a.xlsx", "Trang 1", &[]);
    case("2026/a.xlsx", "Năm 2026", &[]);
}

#[test]
fn questions_in_a_list_of_dossiers_are_said_not_to_be_read() {
    let head =
        "Mã hồ sơ | Phòng ban | Ngày tiếp nhận | Ngày hẹn trả | Ngày trả kết quả | Hình thức nộp";
    let rows = "H1 | P | 02/10/2026 | 09/10/2026 | 08/10/2026 | Trực tiếp | Hài lòng | Hài lòng";
    let one = read(&format!("{head} | Mức độ hài lòng\n{rows}"));
    assert_eq!(codes(&one.account.findings), ["question_not_read G1"]);
    assert_eq!(one.records.dossiers.len(), 1);
    let two = format!("{head} | Câu 1. Thái độ phục vụ | Câu 2. Thời gian\n{rows}");
    assert_eq!(read(&two).records.dossiers.len(), 1);
    let survey = read(&format!("PHIẾU KHẢO SÁT HÀI LÒNG\n{two}"));
    assert!(has(&survey, Code::AmbiguousColumn) && survey.records.dossiers.is_empty());
}

#[test]
fn digits_that_may_be_codes_are_asked_about() {
    let case = |header: &str, expected: &[&str]| {
        let row =
            |at: usize| format!("\n{at} | 05/10/2026 | P | {} | {} | 4", at % 2 + 1, 4 + at % 2);
        let rows: Vec<String> = (1..9).map(row).collect();
        let rows = format!("Số phiếu | Ngày | Phòng | {header} | C2 | C3{}", rows.concat());
        assert_eq!(codes(&read(&rows).account.findings), expected, "{header}");
    };
    case("C1", &["scale_assumed D1", "scale_assumed D1"]);
    case("Câu 1. Loại thủ tục đã giải quyết", &["question_not_read D1", "scale_assumed E1"]);
    case("Câu 1. Tư cách (1: cá nhân; 2: tổ chức)", &["question_not_read D1", "scale_assumed E1"]);
    let weights = "STT | Ngày | Phòng | Số phiếu | Câu 1. Thái độ\n1 | 05/10/2026 | P | 10 | Hài lòng\n2 | 05/10/2026 | P | 3 | Hài lòng";
    assert_eq!(codes(&read(weights).account.findings), ["ambiguous_column D1"]);
    let numbers = weights.replace("| 10 |", "| 2 |");
    assert_eq!(codes(&read(&numbers).account.findings), [""; 0]);
}
