//! What a clerk is told, and what not: forms that are still blank, the office's own words, cells as Excel shows them.

use rust_xlsxwriter::{Format, Workbook};
use serde_json::Value;

use crate::case::{Case, files_below, workbook};

const HEADER: &str = "Mã hồ sơ | Phòng ban | Ngày tiếp nhận | Ngày hẹn trả | Ngày kết thúc xử lý | Hình thức nộp | Trạng thái";
const ROW: &str =
    "A-1 | Phòng A | 20/02/2020 | 02/03/2020 | 28/02/2020 | Trực tiếp | Đã trả kết quả";

fn codes(check: &Value) -> Vec<&str> {
    let files = check["files"].as_array().unwrap().iter();
    let findings = files.flat_map(|file| file["findings"].as_array().unwrap());
    let own = check["own"].as_array().unwrap();
    findings.chain(own).map(|finding| finding["code"].as_str().unwrap()).collect()
}

#[test]
fn the_blank_workbooks_of_a_new_office_are_no_findings() {
    let folder = tempfile::TempDir::new().unwrap();
    let office = folder.path().join("co-quan");
    let run = |arguments: &[&str]| {
        let run = std::process::Command::new(crate::case::CONGSO).args(arguments).output().unwrap();
        (run.status.code(), String::from_utf8(run.stdout).unwrap())
    };
    let office = office.to_str().unwrap();
    assert_eq!(run(&["khoi-tao", office]).0, Some(0));
    let (code, said) = run(&["kiem-tra", "--json", "-C", office]);
    assert_eq!(code, Some(0));
    let check: Value = serde_json::from_str(&said).unwrap();
    assert_eq!(check["files"].as_array().unwrap().len(), 7, "{said}");
    assert!(codes(&check).is_empty(), "{said}");
    assert!(files_below(&std::path::Path::new(office).join("can-sua")).is_empty());
    // A list of the office's own that holds nothing is worth a word.
    let bare = Case::new().sheet("ho-so.xlsx", "Hồ sơ", HEADER).check();
    assert_eq!(codes(&bare), ["no_rows"]);
}

#[test]
fn lines_of_the_workbook_for_letters_that_nobody_has_filled_in_are_no_findings() {
    let sheets = workbook(&[
        (
            "Phiếu nhập",
            "STT | Mã hồ sơ | Chủ hồ sơ | Lý do xin lỗi | Ngày hẹn lại | Xưng hô
             1 | A-1 | Nguyễn Văn Ví Dụ | Chờ ý kiến của Sở | 30/03/2020 |
             2 | A-2 | Trần Thị Ví Dụ | | |
             3 | A-3 | Lê Văn Ví Dụ | Thiếu cán bộ | | Ông",
        ),
        (
            "Việc không có giấy tiếp nhận",
            "STT | Kính gửi | Xưng hô | Địa chỉ | Việc chưa giải quyết kịp thời | Ngày đề nghị | Lý do xin lỗi | Ngày hẹn trả lời | Đơn vị
             1 | Nguyễn Thị Ví Dụ | | | Xin xác nhận | | | |
             2 | | | | | | | |",
        ),
    ]);
    let rows = format!("{HEADER}\n{ROW}\n{}", ROW.replace("A-1", "A-3"));
    let case = Case::new()
        .sheet("ho-so.xlsx", "Hồ sơ", &rows)
        .file("du-lieu/phieu-nhap-thu-2020-03-16.xlsx", sheets);
    let check = case.check();
    assert!(codes(&check).is_empty(), "{check}");
}

#[test]
fn all_that_the_office_wrote_and_cannot_be_printed_is_named_at_once() {
    let change = |old: &str| {
        old.replace("Sở Ví Dụ", "Sở Ví Dụ ☑").replace("Nguyễn Văn", "✔ Nguyễn Văn")
            + "ten_khac = [\"Phòng ☒\"]\n[cot]\n\"Mã ✘\" = \"ma_ho_so\"\n"
    };
    let case = Case::new()
        .settings(change)
        .sheet("ho-so.xlsx", "Hồ sơ", &format!("{HEADER}\n{ROW}"))
        .file("noi-dung/2020-03.md", "# Chỉ đạo\n\nĐã họp 😀 và ☂.\n")
        .file("noi-dung/2020-02.md", "# Chỉ đạo\n\nĐã họp ☎.\n");
    let report = case.march();
    report
        .code(1)
        .says("“Sở Ví Dụ ☑” có ký tự không in được “☑” (U+2611) --> congso.toml › dòng 2")
        .says("“✔ Nguyễn Văn Ví Dụ” có ký tự không in được “✔” (U+2714) --> congso.toml › dòng 10")
        .says(
            "có ký tự không in được “😀” (U+1F600), “☂” (U+2602) --> noi-dung/2020-03.md › dòng 3",
        )
        .says("CHƯA LẬP ĐƯỢC BÁO CÁO CHO ĐẾN KHI SỬA: 3 chỗ");
    assert!(case.files("luu-tru").is_empty());
    let check = case.run(&["kiem-tra", "--tinh-den", "2020-03-14"]);
    check
        .code(3)
        .says("noi-dung/2020-02.md › dòng 3")
        .says("Còn phải xem: 4 điều làm báo cáo dừng lại");
    assert!(!check.stderr.contains("☒") && !check.stderr.contains("✘"), "{}", check.stderr);
    // Letters do not print the prose.
    let letters = case.run(&["thu-xin-loi", "--tinh-den", "2020-03-16"]);
    letters.code(1).says("CHƯA LẬP ĐƯỢC BÁO CÁO CHO ĐẾN KHI SỬA: 2 chỗ");
}

#[test]
fn cells_are_quoted_as_excel_shows_them() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Hồ sơ").unwrap();
    for (column, header) in (0..).zip(HEADER.split('|').map(str::trim)) {
        sheet.write_string(0, column, header).unwrap();
    }
    let format = |code: &str| Format::new().set_num_format(code);
    let odd = [Some(43_892.0), Some(43_892.354_166_666_664), Some(0.6875)];
    for (row, odd) in (1..).zip(odd.into_iter().chain([None; 9])) {
        sheet.write_string(row, 0, format!("A-{row}")).unwrap();
        sheet.write_string(row, 1, "Phòng A").unwrap();
        for (column, serial) in [(2, 43_881.0), (3, 43_892.0), (4, 43_889.0)] {
            sheet.write_number_with_format(row, column, serial, &format("dd/mm/yyyy")).unwrap();
        }
        sheet.write_string(row, 5, "Trực tiếp").unwrap();
        sheet.write_string(row, 6, "Đã trả kết quả").unwrap();
        let Some(odd) = odd else { continue };
        // A time of day stands in the column of days, a day in that of states.
        let (column, code) = if odd < 1.0 { (3, "hh:mm") } else { (6, "dd/mm/yyyy hh:mm") };
        sheet.write_number_with_format(row, column, odd, &format(code)).unwrap();
    }
    sheet.write_boolean(3, 4, true).unwrap();
    let case = Case::new().file("du-lieu/ho-so.xlsx", book.save_to_buffer().unwrap());
    let check = case.run(&["kiem-tra", "--tinh-den", "2020-03-14"]);
    check
        .says("Không biết trạng thái “02/03/2020”")
        .says("Không biết trạng thái “02/03/2020 08:30”")
        .says("Không đọc được ngày hẹn trả “16:30”")
        .says("Không đọc được ngày kết thúc xử lý “TRUE”");
}
