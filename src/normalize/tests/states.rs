//! States of rows that a heading, the name of the sheet or a title says; examples and drafts.

use std::collections::BTreeMap;

use super::{Sheet, codes, counts, has, read};
use crate::ledger::Code;
use crate::model::Standing;
use crate::normalize::{FileReading, NormalizeOptions, StatusWords};

const HEADER: &str = "Mã hồ sơ | Tên thủ tục | Phòng ban | Ngày tiếp nhận | Ngày hẹn trả | Ngày trả kết quả | Hình thức nộp";

fn row(code: &str, end: &str) -> String {
    format!("{code} | K | Phòng Y tế | 02/03/2026 | 09/03/2026 | {end} | Trực tiếp\n")
}

fn standings(reading: &FileReading) -> Vec<Standing> {
    reading.records.dossiers.iter().map(|dossier| dossier.standing).collect()
}

#[test]
fn a_heading_gives_its_state_to_the_rows_below() {
    let reading = read(&format!(
        "{HEADER}\nI. HỒ SƠ ĐÃ GIẢI QUYẾT\n{}II. HỒ SƠ ĐANG GIẢI QUYẾT\n{}III. HỒ SƠ CHỜ CÔNG DÂN BỔ SUNG\n{}\
         IV. HỒ SƠ RÚT, TRẢ LẠI\n{}{}V. HỒ SƠ TỪ CHỐI TIẾP NHẬN\n{}VI. HỒ SƠ QUÁ HẠN\n{}",
        row("H1", "05/03/2026"),
        row("H2", ""),
        row("H3", ""),
        row("H4", "06/03/2026"),
        row("H5", ""),
        row("H6", ""),
        row("H7", ""),
    ));
    assert_eq!(
        standings(&reading),
        [
            Standing::Open,
            Standing::Open,
            Standing::Waiting,
            Standing::Withdrawn,
            Standing::NeverCounted,
            Standing::Open,
        ]
    );
    assert_eq!(
        codes(&reading.account.findings),
        ["status_differs 7", "status_differs 9", "closed_without_end F10", "status_differs 12"]
    );
}

#[test]
fn a_state_ends_with_its_level() {
    let text = |rows: &[&str]| {
        let rows = rows
            .iter()
            .map(|line| if line.len() == 2 { row(line, "") } else { format!("{line}\n") });
        let header = HEADER.replace(" | Phòng ban", "");
        let rows = rows.collect::<String>().replace(" | Phòng Y tế", "");
        read(&format!("{header}\n{rows}"))
    };
    // Over departments, and inside one.
    let over = text(&[
        "A. Hồ sơ chờ bổ sung",
        "1. Phòng Y tế",
        "H1",
        "2. Phòng Tư pháp",
        "H2",
        "B. Hồ sơ đang giải quyết",
        "1. Phòng Y tế",
        "H3",
    ]);
    assert_eq!(standings(&over), [Standing::Waiting, Standing::Waiting, Standing::Open]);
    let inside = text(&["I. Phòng Y tế", "1. Chờ bổ sung", "H1", "II. Phòng Tư pháp", "H2"]);
    assert_eq!(standings(&inside), [Standing::Waiting, Standing::Open]);
    let named: Vec<_> = inside.records.dossiers.iter().map(|it| it.department.as_deref()).collect();
    assert_eq!(named, [Some("Phòng Y tế"), Some("Phòng Tư pháp")]);
    // Headings of a page say nothing of it.
    let paged = text(&["I. Phòng Y tế", "Hồ sơ chờ bổ sung", "H1", "Trang 2", "H2"]);
    assert_eq!(standings(&paged), [Standing::Waiting, Standing::Waiting]);
    // Numbered like the departments, it is none of theirs.
    let beside =
        text(&["I. Phòng Y tế", "H1", "II. Phòng Tư pháp", "H2", "III. Hồ sơ liên thông", "H3"]);
    let named: Vec<_> = beside.records.dossiers.iter().map(|it| it.department.as_deref()).collect();
    assert_eq!(named, [Some("Phòng Y tế"), Some("Phòng Tư pháp"), None]);
    let nested = text(&["I. Phòng Y tế", "I. Hồ sơ kỳ trước", "H1", "II. Hồ sơ trong kỳ", "H2"]);
    assert!(nested.records.dossiers.iter().all(|it| it.department.is_some()));
}

#[test]
fn the_name_or_the_title_of_a_sheet_gives_its_state() {
    let sheet = |name: &str, title: &str, rows: &str| {
        Sheet { name, rows: &format!("{title}\n{HEADER}\n{rows}"), ..Sheet::default() }.read()
    };
    let two = row("H1", "") + &row("H2", "05/03/2026");
    let waiting = sheet("Chờ bổ sung", "DANH SÁCH HỒ SƠ", &two);
    assert_eq!(standings(&waiting), [Standing::Waiting; 2]);
    assert_eq!(codes(&waiting.account.findings), ["status_differs 3"]);
    let refused = sheet("Sheet1", "DANH SÁCH HỒ SƠ TỪ CHỐI TIẾP NHẬN THÁNG 3/2026", &two);
    assert_eq!(standings(&refused), [Standing::NeverCounted; 2]);
    let done = sheet("Đã giải quyết", "", &two);
    assert_eq!(standings(&done), [Standing::Open; 2]);
    assert_eq!(codes(&done.account.findings), ["status_differs 2"]);
    assert_eq!(codes(&sheet("Tháng 7", "", &two).account.findings), [""; 0]);
    assert_eq!(codes(&sheet("7", "", &two).account.findings), [""; 0]);
    let both = sheet("Chờ bổ sung", "DANH SÁCH HỒ SƠ TRẢ LẠI", &two);
    assert_eq!(standings(&both), [Standing::Open; 2]);
    assert!(has(&both, Code::StatusDiffers));
}

/// The settings say what a word means; it means that wherever it stands.
#[test]
fn the_words_of_an_office_are_read_wherever_a_state_is_said() {
    let own = [("Chờ ký nháy", Standing::Waiting), ("Chuyển Bộ", Standing::Withdrawn)];
    let words = own.map(|(word, standing)| (word.to_owned(), standing)).into();
    let none = BTreeMap::new();
    let options = NormalizeOptions {
        words: StatusWords::new(&words, &none, &BTreeMap::new()),
        ..NormalizeOptions::default()
    };
    let of = |name: &str, rows: &str| {
        Sheet { name, rows, options: options.clone(), ..Sheet::default() }.read()
    };
    let headed = of(
        "Sheet1",
        &format!(
            "{HEADER}\nI. HỒ SƠ CHỜ KÝ NHÁY\n{}Chuyển Bộ:\n{}Đang xử lý:\n{}",
            row("H1", ""),
            row("H2", "05/03/2026"),
            row("H3", "")
        ),
    );
    assert_eq!(standings(&headed), [Standing::Waiting, Standing::Withdrawn, Standing::Open]);
    let two = row("H1", "") + &row("H2", "05/03/2026");
    let tab = of("Chờ ký nháy", &format!("{HEADER}\n{two}"));
    assert_eq!(standings(&tab), [Standing::Waiting; 2]);
    let title = of("Sheet1", &format!("DANH SÁCH HỒ SƠ CHUYỂN BỘ THÁNG 3/2026\n{HEADER}\n{two}"));
    assert_eq!(standings(&title), [Standing::Withdrawn]);
    let noted = "Mã hồ sơ | Phòng ban | Ngày tiếp nhận | Ngày hẹn trả | Ngày trả kết quả | Hình thức nộp | Ghi chú";
    let noted = of(
        "Sheet1",
        &format!("{noted}\nH1 | P | 02/03/2026 | 09/03/2026 | | Trực tiếp | Chờ ký nháy"),
    );
    assert!(has(&noted, Code::StatusInRemarks));
    // Nobody else's words.
    let plain = read(&format!("{HEADER}\nI. HỒ SƠ CHỜ KÝ NHÁY\n{}", row("H1", "")));
    assert_eq!(standings(&plain), [Standing::Open]);
}

#[test]
fn a_status_of_the_row_stands_over_that_of_its_heading() {
    let reading = read(&format!(
        "{HEADER} | Trạng thái\nHồ sơ chờ bổ sung\nH1 | K | P | 02/03/2026 | 09/03/2026 | | Trực tiếp | Đang xử lý\n\
         H2 | K | P | 02/03/2026 | 09/03/2026 | | Trực tiếp |"
    ));
    assert_eq!(standings(&reading), [Standing::Open, Standing::Waiting]);
}

#[test]
fn drafts_and_examples_are_no_data() {
    for name in ["Đã xóa", "Nháp", "Ví dụ"] {
        let rows = format!("{HEADER}\n{}", row("H1", ""));
        let reading = Sheet { name, rows: &rows, ..Sheet::default() }.read();
        assert_eq!(codes(&reading.account.findings), ["sheet_unreadable"], "{name}");
        assert_eq!(counts(&reading), [0, 1, 0, 0], "{name}");
        assert_eq!(reading.raw.dossiers.len(), 1, "{name}");
        assert_eq!(reading.stopped, [], "{name}");
    }
    let rows = format!("{HEADER}\n{}", row("H1", ""));
    let form = Sheet { name: "Mẫu", rows: &rows, ..Sheet::default() }.read();
    assert_eq!(codes(&form.account.findings), ["bad_value"]);
    assert_eq!(counts(&form), [1, 0, 0, 0]);
    let example = read(&format!("{HEADER}\n{}{}", row("Ví dụ: H0", ""), row("H1", "")));
    assert_eq!(codes(&example.account.findings), ["bad_value A2"]);
    assert_eq!(counts(&example), [1, 1, 0, 0]);
}
