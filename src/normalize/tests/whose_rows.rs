//! Whose the rows of a list are against its sheet, what is no list of dossiers, and marks that stand for other cells.

use super::{Sheet, codes, counts, read};
use crate::model::short_date;
use crate::normalize::{DepartmentOption, FileReading, NormalizeOptions};

fn options() -> NormalizeOptions {
    let department = |name: &str, fields: &[&str]| DepartmentOption {
        name: name.to_owned(),
        fields: fields.iter().map(|field| (*field).to_owned()).collect(),
        ..DepartmentOption::default()
    };
    NormalizeOptions {
        departments: vec![
            department("Văn phòng Sở", &[]),
            department("Phòng Y tế", &["Y tế"]),
            department("Phòng Tư pháp", &["Hộ tịch"]),
        ],
        ..NormalizeOptions::default()
    }
}

fn departments(reading: &FileReading) -> Vec<Option<&str>> {
    reading.records.dossiers.iter().map(|dossier| dossier.department.as_deref()).collect()
}

const HEADER: &str =
    "Mã hồ sơ | Lĩnh vực | Ngày tiếp nhận | Ngày hẹn trả | Ngày trả kết quả | Hình thức nộp";

fn rows(areas: &[&str]) -> String {
    let row = |(number, area): (usize, &&str)| {
        format!("H{number} | {area} | 02/03/2026 | 12/03/2026 | 09/03/2026 | Trực tiếp\n")
    };
    areas.iter().enumerate().map(row).collect()
}

#[test]
fn a_letterhead_gives_way_to_fields_that_name_departments() {
    let of = |name: &str, title: &str, areas: &[&str]| {
        let rows = format!("{title}\n{HEADER}\n{}", rows(areas));
        Sheet { name, rows: &rows, options: options(), ..Sheet::default() }.read()
    };
    let headed = of("Sheet1", "VĂN PHÒNG SỞ", &["Y tế", "Hộ tịch"]);
    assert_eq!(departments(&headed), [Some("Phòng Y tế"), Some("Phòng Tư pháp")]);
    assert_eq!(codes(&headed.account.findings), ["missing_department"]);
    // Nothing speaks against it.
    let unmapped = of("Sheet1", "VĂN PHÒNG SỞ", &["Lưu trữ", "Lưu trữ"]);
    assert_eq!(departments(&unmapped), [Some("Văn phòng Sở"); 2]);
    let same = of("Sheet1", "PHÒNG Y TẾ", &["Y tế", "Lưu trữ"]);
    assert_eq!(departments(&same), [Some("Phòng Y tế"); 2]);
    assert_eq!(codes(&same.account.findings), [""; 0]);
    // The name of a sheet stands, and what speaks against it is said.
    let named = of("Phòng Y tế", "PHÒNG TƯ PHÁP", &["Y tế"]);
    assert_eq!(departments(&named), [Some("Phòng Y tế")]);
    assert_eq!(codes(&named.account.findings), ["missing_department"]);
    let mapped = of("Phòng Y tế", "", &["Hộ tịch"]);
    assert_eq!(codes(&mapped.account.findings), ["missing_department"]);
}

#[test]
fn the_desk_that_takes_dossiers_in_is_not_whose_they_are() {
    let of = |column: &str| {
        let row = |number: usize, area: &str| {
            format!(
                "H{number} | {area} | Văn phòng Sở | 02/03/2026 | 12/03/2026 | 09/03/2026 | Trực tiếp\n"
            )
        };
        let header = HEADER.replace("Lĩnh vực", &format!("Lĩnh vực | {column}"));
        let rows = format!("{header}\n{}{}", row(1, "Y tế"), row(2, "Hộ tịch"));
        Sheet { rows: &rows, options: options(), ..Sheet::default() }.read()
    };
    let taken_in = of("Đơn vị tiếp nhận");
    assert_eq!(departments(&taken_in), [Some("Phòng Y tế"), Some("Phòng Tư pháp")]);
    assert_eq!(codes(&taken_in.account.findings), ["missing_department"]);
    assert_eq!(departments(&of("Phòng ban")), [Some("Văn phòng Sở"); 2]);
}

/// Beside it stands whoever works on the dossier.
#[test]
fn who_works_on_a_dossier_goes_before_the_desk_that_took_it_in() {
    for name in
        ["Đơn vị thụ lý", "Phòng xử lý", "Bộ phận giải quyết", "Phòng chủ trì", "Cơ quan xử lý"]
    {
        let header = HEADER.replace("Lĩnh vực", &format!("{name} | Đơn vị tiếp nhận"));
        let row =
            "H1 | Phòng Y tế | Văn phòng Sở | 02/03/2026 | 12/03/2026 | 09/03/2026 | Trực tiếp";
        let rows = format!("{header}\n{row}");
        let reading = Sheet { rows: &rows, options: options(), ..Sheet::default() }.read();
        assert_eq!(departments(&reading), [Some("Phòng Y tế")], "{name}");
    }
}

#[test]
fn a_group_behind_a_department_is_asked_about() {
    let header = HEADER.replace("Lĩnh vực | ", "");
    let row = |code: &str| format!("{code} | 02/03/2026 | 12/03/2026 | 09/03/2026 | Trực tiếp\n");
    let of = |lines: &[&str]| {
        let line = |line: &&str| {
            if line.len() == 2 { row(line) } else { format!("{line}\n") }
        };
        let rows = format!("{header}\n{}", lines.iter().map(line).collect::<String>());
        Sheet { rows: &rows, options: options(), ..Sheet::default() }.read()
    };
    let loose = of(&["I. Phòng Y tế", "H1", "II. Phòng Tư pháp", "H2", "Hồ sơ tồn đọng", "H3"]);
    assert_eq!(codes(&loose.account.findings), ["missing_department"]);
    let inside = of(&["I. Phòng Y tế", "Hồ sơ đúng hạn", "H1", "Hồ sơ quá hạn", "H2"]);
    assert_eq!(codes(&inside.account.findings), [""; 0]);
}

#[test]
fn lists_of_something_else_are_asked_about() {
    let of = |text: &str| {
        let reading = read(text);
        (codes(&reading.stopped), reading.records.dossiers.len())
    };
    let day = "Phòng Y tế | 02/03/2026 | 12/03/2026 | 13/03/2026";
    let stopped = (vec!["missing_column".to_owned()], 0);
    assert_eq!(
        of(&format!(
            "SỔ THEO DÕI VĂN BẢN ĐẾN\nSố đến | Số, ký hiệu | Trích yếu | Đơn vị xử lý | Ngày nhận | Hạn xử lý | Ngày hoàn thành\n1 | 1/UB | V/v | {day}"
        )),
        stopped
    );
    assert_eq!(
        of(&format!(
            "THEO DÕI NHIỆM VỤ UBND TỈNH GIAO\nSTT | Nhiệm vụ | Đơn vị xử lý | Ngày tiếp nhận | Ngày đến hạn | Ngày hoàn thành\n1 | x | {day}"
        )),
        stopped
    );
    assert_eq!(
        of(&format!(
            "SỔ MƯỢN TRẢ HỒ SƠ\nSTT | Tên hồ sơ | Người mượn | Phòng | Ngày nhận | Ngày hẹn trả | Ngày trả\n1 | x | A | {day}"
        )),
        stopped
    );
    // A title may speak of a task by the way.
    let own = "H1 | Hộ tịch | 02/03/2026 | 12/03/2026 | 09/03/2026 | Trực tiếp";
    let text = format!("Thực hiện nhiệm vụ UBND tỉnh giao\n{HEADER}\n{own}");
    let reading = Sheet { rows: &text, options: options(), ..Sheet::default() }.read();
    assert_eq!((codes(&reading.stopped), reading.records.dossiers.len()), (vec![], 1));
    let bare = read(&format!(
        "STT | Phòng ban | Ngày tiếp nhận | Ngày hẹn trả | Ngày hoàn thành\n1 | {day}"
    ));
    assert!(codes(&bare.account.findings).contains(&"bad_value 1".to_owned()));
    assert_eq!(counts(&bare), [1, 0, 0, 0]);
}

#[test]
fn marks_and_words_are_read_as_what_they_stand_for() {
    let header =
        "Mã hồ sơ | Phòng ban | Ngày tiếp nhận | Ngày hẹn trả | Ngày trả kết quả | Hình thức nộp";
    let reading = read(&format!(
        "{header}\nH1 | Phòng Y tế | 02/03/2026 | 12/03/2026 | 09/03/2026 | 1\nH2 | -nt- | 03/03/2026 | 12/03/2026 | '' | 1\n\
         H3 | nt | 04/03/2026 | 12/03/2026 | // | 1\nH4 | Phòng Y tế | 05/03/2026 | Trả ngay | 05/03/2026 | 1"
    ));
    assert_eq!(departments(&reading), [Some("Phòng Y tế"); 4]);
    let ends: Vec<_> = reading
        .records
        .dossiers
        .iter()
        .map(|dossier| dossier.end().map(short_date).unwrap_or_default())
        .collect();
    assert_eq!(ends, ["09/3/2026", "09/3/2026", "09/3/2026", "05/3/2026"]);
    assert_eq!(reading.records.dossiers[3].due, Some(reading.records.dossiers[3].received));
    assert_eq!(codes(&reading.account.findings), ["bad_value B3", "bad_value E3"]);
    // Beside a status that says that it is open, it is a date that nobody typed in.
    let open = read(&format!(
        "{header} | Trạng thái\nH1 | P | 02/03/2026 | 12/03/2026 | 09/03/2026 | 1 | 9\nH2 | P | 02/03/2026 | 12/03/2026 | // | 1 | 4"
    ));
    assert_eq!(open.records.dossiers[1].end(), None);
}

#[test]
fn a_row_that_may_be_several_dossiers_is_said() {
    let header = "Mã hồ sơ | Số lượng hồ sơ | Phòng ban | Ngày tiếp nhận | Ngày hẹn trả | Ngày trả kết quả | Hình thức nộp";
    let of = |code: &str, number: &str| {
        let reading = read(&format!(
            "{header}\nHS-001 | 1 | P | 02/03/2026 | 12/03/2026 | 09/03/2026 | 1\n{code} | {number} | P | 02/03/2026 | 12/03/2026 | 09/03/2026 | 1"
        ));
        assert_eq!(counts(&reading), [2, 0, 0, 0]);
        codes(&reading.account.findings)
    };
    assert_eq!(of("HS-002", "1"), [""; 0]);
    assert_eq!(of("HS-002", "3"), ["bad_value B3"]);
    assert_eq!(of("HS-002, HS-003", "1"), ["bad_value A3"]);
    assert_eq!(of("HS-002 đến HS-011", "1"), ["bad_value A3"]);
    let header = "Mã hồ sơ | Số HS | Chủ hồ sơ | Phòng ban | Ngày tiếp nhận | Ngày hẹn trả | Ngày trả kết quả | Hình thức nộp";
    let reading = read(&format!(
        "{header}\nHS-001 | 4 | Trần Thị Mẫu và 03 hộ dân | P | 02/03/2026 | 12/03/2026 | 09/03/2026 | 1"
    ));
    assert_eq!(codes(&reading.account.findings), ["bad_value B2", "bad_value C2"]);
    let register =
        "Số đơn | Loại đơn | Số lượng đơn | Ngày tiếp nhận | Hạn giải quyết | Ngày giải quyết";
    let reading =
        read(&format!("{register}\n1 | Phản ánh | 3 | 02/03/2026 | 12/03/2026 | 09/03/2026"));
    assert!(codes(&reading.account.findings).contains(&"bad_value C2".to_owned()));
}
