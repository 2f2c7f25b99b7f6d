//! Text in TCVN3 and VNI: whole columns, cells left over, cells whose font says so.

use super::{codes, read};
use crate::ledger::Code;

#[test]
fn a_column_in_two_encodings_is_told_and_read_cell_by_cell() {
    let case = |departments: [&str; 4], want: [&str; 4], found: &[&str], says: &str| {
        let row = |(at, name): (usize, &&str)| {
            format!("\nH{at} | {name} | 02/03/2020 | 09/03/2020 | 06/03/2020")
        };
        let rows: Vec<String> = departments.iter().enumerate().map(row).collect();
        let header = "Mã hồ sơ | Phòng ban | Ngày tiếp nhận | Ngày hẹn trả | Ngày kết thúc xử lý";
        let reading = read(&format!("{header}{}", rows.concat()));
        let got: Vec<_> = reading
            .raw
            .dossiers
            .iter()
            .map(|row| row.department.as_deref().unwrap_or(""))
            .collect();
        assert_eq!(got, want);
        let shown = reading.account.findings.iter().find(|it| it.code == Code::MixedEncoding);
        assert_eq!(shown.map_or("", |it| it.message()), says);
        let codes = codes(&reading.account.findings);
        let codes: Vec<_> = codes.iter().filter(|it| !it.starts_with("missing_channel")).collect();
        assert_eq!(codes, found);
    };
    let (justice, health) = ("Phòng Tư pháp", "Phòng Y tế");
    case(
        [justice, "Phßng Y tÕ", health, "Phoøng Tö phaùp"],
        [justice, health, health, justice],
        &["mixed_encoding B3"],
        "Cột “Phòng ban” theo Unicode nhưng có 2 ô theo bảng mã khác (dòng 3, 5), ví dụ “Phßng Y tÕ” \
         đọc là “Phòng Y tế”",
    );
    case(
        ["Phßng T\u{ad} ph¸p", "Phßng Y tÕ", "Phßng Y tÕ", justice],
        [justice, health, health, justice],
        &["legacy_encoding_converted B1", "mixed_encoding B5"],
        "Cột “Phòng ban” theo TCVN3 (ABC) nhưng có 1 ô theo bảng mã khác (dòng 5), ví dụ “Phòng Tư pháp”",
    );
    // Both in one cell: what may be either is left, not guessed at.
    case(
        [justice, "Phòng Người cã c«ng", health, justice],
        [justice, "Phòng Người cã c«ng", health, justice],
        &["mixed_encoding B3"],
        "Cột “Phòng ban” theo Unicode nhưng có 1 ô theo bảng mã khác (dòng 3), ví dụ “Phòng Người cã c«ng”, \
         không rõ bảng mã nào nên để nguyên",
    );
    case(
        [justice, "Café Müller", health, "São Paulo"],
        [justice, "Café Müller", health, "São Paulo"],
        &[],
        "",
    );
}

#[test]
fn a_header_left_in_an_old_encoding_among_others_is_read_and_told() {
    let case = |left: &str, found: &str| {
        let header =
            format!("Mã hồ sơ | Phòng ban | Ngày tiếp nhận | {left} | Ngày kết thúc xử lý");
        let reading =
            read(&format!("{header}\nH1 | Phòng Y tế | 02/03/2020 | 09/03/2020 | 06/03/2020"));
        let due = jiff::civil::date(2020, 3, 9);
        assert_eq!(reading.records.dossiers[0].due, Some(due), "{left}");
        let told = reading.account.findings.iter().find(|it| it.code == Code::MixedEncoding);
        assert_eq!(told.map_or("", |it| it.message()), found);
    };
    for left in ["Ngµy hÑn tr¶", "Ngaøy heïn traû"] {
        let says = format!(
            "Tiêu đề “{left}” theo bảng mã khác các tiêu đề còn lại, đọc là “Ngày hẹn trả”"
        );
        case(left, &says);
    }
    case("Ngày hẹn trả", "");
}

#[test]
fn legacy_text_is_converted_and_said() {
    let reading = read(
        "Maõ hoà sô | Phoøng | Ngaøy tieáp nhaän | Ngaøy heïn traû | Ngaøy traû keát quaû | Hình thöùc noäp\n\
         H1 | Phoøng Tö phaùp | 02/03/2020 | 05/03/2020 | 04/03/2020 | Tröïc tieáp",
    );
    assert_eq!(codes(&reading.account.findings), ["legacy_encoding_converted A1"]);
    assert_eq!(reading.records.dossiers[0].department.as_deref(), Some("Phòng Tư pháp"));
    assert_eq!(reading.account.sheets[0].columns[0].header, "Mã hồ sơ");
}
