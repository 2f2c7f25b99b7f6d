//! The edges that a clerk meets: folders, names, days and numbers that are not what was meant.

use std::process::Command;

use crate::case::{CONGSO, Case};

const ROW: &str = "
    Mã hồ sơ | Phòng ban | Ngày tiếp nhận | Ngày hẹn trả | Ngày kết thúc xử lý | Hình thức nộp
    A-1 | Phòng A | 20/02/2020 | 02/03/2020 | 28/02/2020 | Trực tiếp
";

fn good() -> Case {
    Case::new().sheet("ho-so.xlsx", "Hồ sơ", ROW)
}

/// Exit code and what was said, run in a folder.
#[track_caller]
fn congso(folder: &std::path::Path, arguments: &[&str]) -> (i32, String) {
    let run = Command::new(CONGSO).args(arguments).current_dir(folder).output().unwrap();
    (run.status.code().unwrap(), String::from_utf8(run.stderr).unwrap())
}

#[test]
fn a_department_declared_twice_is_refused_with_both_lines() {
    let outcome = good().settings(|old| format!("{old}[[don_vi]]\nten = \"phòng A\"\n")).march();
    outcome
        .code(1)
        .says("Tên phòng “phòng A” khai hai lần\n  --> congso.toml › dòng 13 và dòng 23")
        .says("xóa một đoạn [[don_vi]]");
}

#[test]
fn a_period_that_has_not_ended_is_refused() {
    let case = good();
    let at = |day: &str| case.run(&["bao-cao", "--ky", "2020-03", "--tinh-den", day]);
    at("13/03/2020").code(2).says("Kỳ 2020-03 đến 14/3/2020 mới hết; chưa lập được báo cáo");
    assert!(case.files("luu-tru").is_empty());
    let variable = [("CONGSO_TINH_DEN", "2020-03-13")];
    case.run_with(&["bao-cao", "--ky", "2020-03"], &variable).code(2);
    at("14/03/2020").code(0).says("hôm nay mới là ngày cuối");
}

#[test]
fn without_a_period_the_day_given_decides_which_has_ended() {
    let case = good();
    case.run(&["bao-cao", "--tinh-den", "2020-03-20"]).code(0);
    assert!(case.root().join("luu-tru/2020-03/bagit.txt").exists());
}

#[test]
fn a_report_is_not_dated_before_its_period_ends() {
    let case = good();
    let dated = |day: &str| case.run(&["bao-cao", "--ky", "2020-03", "--ngay", day]);
    dated("13/03/2020").code(2).says("Ngày văn bản 13/3/2020 ở trước ngày cuối kỳ 14/3/2020");
    dated("14/03/2020").code(0);
}

#[test]
fn a_number_is_digits() {
    let case = good();
    for wrong in ["31/BC", "31a", "-3", "0", "00"] {
        let number = format!("--so={wrong}");
        case.run(&["bao-cao", "--ky", "2020-03", &number]).code(2).says("ví dụ --so 31");
    }
    case.run(&["bao-cao", "--ky", "2020-03", "--so", "31"]).code(0);
}

#[test]
fn a_period_lies_in_years_that_sheets_may_name() {
    let case = good();
    for far in ["1899-01", "1990-01", "2101-03", "0001-01-01..0001-01-31"] {
        let refused = case.run(&["bao-cao", "--ky", far]);
        refused.code(2).says("kỳ báo cáo từ năm 1990 đến năm 2100");
    }
}

#[cfg(unix)]
#[test]
fn what_has_no_end_is_not_read() {
    let case = good();
    case.run(&["kiem-tra", "/dev/zero"]).says("đây không phải là tệp lưu trên đĩa");
}

#[test]
fn prose_may_be_as_deep_as_it_likes() {
    let deep = format!("# Ưu điểm\n\n{}đã làm\n", "- ".repeat(400));
    let case = good().file("noi-dung/2020-03.md", &deep);
    case.run(&["bao-cao", "--ky", "2020-03"]).code(0);
}

#[test]
fn what_a_new_folder_says_to_type_works_as_typed() {
    let folder = tempfile::TempDir::new().unwrap();
    for name in ["co-quan", "cơ quan"] {
        let (code, said) = congso(folder.path(), &["khoi-tao", name]);
        assert_eq!(code, 0, "{said}");
        let readme =
            std::fs::read_to_string(folder.path().join(name).join("DOC-TRUOC.txt")).unwrap();
        let readme = readme.replace("\r\n", "\n");
        let quoted = if name.contains(' ') { format!("\"{name}\"") } else { name.to_owned() };
        for command in ["kiem-tra", "bao-cao"] {
            let typed = format!("congso {command} -C {quoted}\n");
            assert!(said.contains(&typed), "{said}");
            assert!(readme.contains(&typed), "{readme}");
        }
        assert!(!readme.contains('{'), "{readme}");
        let (code, said) = congso(folder.path(), &["kiem-tra", "-C", name]);
        assert!(matches!(code, 0 | 3), "{said}");
    }
    let (_, said) = congso(folder.path(), &["khoi-tao"]);
    assert!(said.contains("congso kiem-tra\n"), "{said}");
}

#[test]
fn one_folder_is_made_at_a_time() {
    let folder = tempfile::TempDir::new().unwrap();
    let (code, said) = congso(folder.path(), &["khoi-tao", "co", "quan"]);
    assert_eq!(code, 2);
    assert!(said.starts_with("Thừa “quan”: chỉ ghi một thư mục\n"), "{said}");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn texts_that_notepad_named_are_named() {
    let case = good().file("noi-dung/2020-03.md.txt", "# Chỉ đạo\nĐã họp.\n");
    case.march().code(1).says("noi-dung/2020-03.md.txt").says("đổi tên thành 2020-03.md;");
    // Those of another period are said, and stop nothing.
    let case = good().file("noi-dung/2020-04.txt", "# Chỉ đạo\nĐã họp.\n");
    case.march().code(0).says("noi-dung/2020-04.txt").says("đổi tên thành 2020-04.md;");
    case.run(&["kiem-tra"]).code(0).says("noi-dung/2020-04.txt");

    let case = good();
    std::fs::rename(case.root().join("congso.toml"), case.root().join("congso.toml.txt")).unwrap();
    case.march().code(1).says("congso.toml.txt").says("đổi tên thành congso.toml;");
}

#[test]
fn a_text_in_an_old_encoding_is_saved_again_with_notepad() {
    let case = good().file("noi-dung/2020-03.md", b"# Ch\xec \xf0\xe0o");
    case.march().code(1).says("2020-03.md").says("Notepad").says("UTF-8");
    let case = good().file("congso.toml", b"[co_quan]\nten = \"S\xf4\"\n");
    let outcome = case.march();
    outcome.code(1).says("congso.toml").says("Lưu thành").says("UTF-8");
    assert!(!outcome.stderr.contains("Excel"), "{}", outcome.stderr);
}

#[test]
fn a_period_without_prose_says_where_it_would_stand() {
    good().march().says("noi-dung/2020-03.md").says("# Chỉ đạo");
    let case = good().file("noi-dung/2020-03.md", "# Chỉ đạo\nĐã họp.\n");
    let outcome = case.march();
    assert!(!outcome.code(0).stderr.contains("noi-dung/"), "{}", outcome.stderr);
}

#[test]
fn a_folder_that_is_not_there_or_not_the_office_is_named() {
    let case = good();
    let (code, said) = congso(case.root(), &["bao-cao", "-C", "khong-co"]);
    assert_eq!(code, 2);
    assert!(said.starts_with("Không có thư mục “khong-co”\n"), "{said}");
    let above = case.root().parent().unwrap();
    let name = case.root().file_name().unwrap().to_str().unwrap();
    let (code, said) = congso(above, &["kiem-tra", "-C", &format!("{name}/du-lieu")]);
    assert_eq!(code, 1);
    assert!(said.contains(&format!("bỏ phần du-lieu: -C {name}")), "{said}");
    let (_, said) = congso(&case.root().join("du-lieu"), &["kiem-tra"]);
    assert!(said.contains("bỏ phần du-lieu: -C .."), "{said}");
}

#[test]
fn slips_of_the_command_line_are_answered_with_what_was_meant() {
    let case = good();
    case.run(&["bao-cao", "--ki", "2020-03"]).code(2).says("có phải là “--ky”?");
    // An option of other commands is no slip of itself.
    let refused = case.run(&["kiem-tra", "--ky", "2020-03"]);
    refused.code(2).says("Không có tùy chọn “--ky” ở lệnh này").says("của congso bao-cao");
    assert!(!refused.stderr.contains("có phải là"), "{}", refused.stderr);
    case.run(&["bao-cao", "--ky", "3/2020"]).code(2).says("có phải 2020-03?");
    case.run(&["bao-cao", "--ky", "2020-03-12..2020-03-01"]).code(2).says("ngày đầu sau ngày cuối");
    case.run(&["bao-cao", "--ky", "2020-03", "--bo-qua", "ho-so"])
        .code(2)
        .says("có phải --bo-qua \"ho-so.xlsx\"?");
    case.run(&["bao-cao", "2020-03"]).code(2).says("Thừa “2020-03”");
}

/// Commands of the manual, in its order, as they stand in its boxes.
fn commands_of_the_manual() -> Vec<String> {
    let text = std::fs::read_to_string(crate::tidy::root().join("HUONG-DAN.md")).unwrap();
    let lines = text.lines().filter_map(|line| line.strip_prefix("congso "));
    lines.map(str::to_owned).collect()
}

/// What a shell makes of a line: words, and what stands in quotes as one of them.
fn typed(command: &str) -> Vec<&str> {
    let parts = command.split('"').enumerate();
    parts
        .flat_map(|(at, part)| match at % 2 {
            0 => part.split_whitespace().collect(),
            _ => vec![part],
        })
        .collect()
}

#[test]
fn every_command_of_the_manual_works_as_written() {
    let folder = tempfile::TempDir::new().unwrap();
    let inputs = folder.path().join("co-quan/du-lieu");
    let commands = commands_of_the_manual();
    assert!(commands.len() >= 7, "{commands:?}");
    for command in &commands {
        if let Some((_, rest)) = command.split_once("--bo-qua ") {
            let name = rest.split(' ').next().unwrap();
            std::fs::write(inputs.join(name), b"no workbook").unwrap();
        }
        if command.starts_with("tong-hop") {
            let bag = folder.path().join("co-quan/luu-tru/2020-03");
            for (path, bytes) in crate::case::files_below(&bag) {
                let path = folder.path().join("don-vi-cap-duoi/mot").join(path);
                std::fs::create_dir_all(path.parent().unwrap()).unwrap();
                std::fs::write(path, bytes).unwrap();
            }
        }
        if let Some((_, rest)) = command.split_once("--ghi-mat ") {
            let lost = rest.split(' ').next().unwrap();
            // One that a later period knew the letters of.
            for period in [lost, "2020-05"] {
                let made = format!(
                    "bao-cao -C co-quan --ky {period} --du-lieu-thieu --bo-qua bang-hong.xlsx"
                );
                let (code, said) = congso(folder.path(), &typed(&made));
                assert!(matches!(code, 0 | 3), "{said}");
            }
            std::fs::remove_dir_all(folder.path().join("co-quan/luu-tru").join(lost)).unwrap();
        }
        let arguments = typed(command);
        let (code, said) = congso(folder.path(), &arguments);
        assert!(matches!(code, 0 | 3), "{command}\n{said}");
        if command == "khoi-tao co-quan" {
            for name in ["tu-danh-gia.xlsx", "luot-phuc-vu.xlsx"] {
                std::fs::remove_file(inputs.join(name)).unwrap();
            }
            let filled = crate::case::workbook(&[("Hồ sơ", ROW)]);
            std::fs::write(inputs.join("ho-so.xlsx"), filled).unwrap();
        }
    }
    assert!(folder.path().join("co-quan/luu-tru/2020-03/data/bao-cao.pdf").exists());
    assert!(folder.path().join("mau-goc/mau/bao-cao.md").exists());
}

/// What a new office finds in its folder is what the manual lists.
#[test]
fn the_manual_names_all_that_a_new_folder_holds() {
    let folder = tempfile::TempDir::new().unwrap();
    congso(folder.path(), &["khoi-tao", "co-quan"]);
    let text = std::fs::read_to_string(crate::tidy::root().join("HUONG-DAN.md")).unwrap();
    let office = folder.path().join("co-quan");
    for below in [office.clone(), office.join("du-lieu")] {
        let names = std::fs::read_dir(below).unwrap().map(|entry| entry.unwrap().file_name());
        for name in names {
            let name = name.into_string().unwrap();
            assert!(text.contains(&format!("| `{name}` |")), "{name}");
        }
    }
}

#[test]
fn a_report_says_what_it_came_to() {
    let outcome = good().march();
    outcome
        .code(0)
        .says("Đã lập báo cáo tháng 3 năm 2020 (từ ngày 15/02/2020 đến ngày 14/3/2020)\n")
        .says("hồ sơ: đã giải quyết 1, đúng hạn và trước hạn 100,00%\n")
        .says("luu-tru/2020-03/data\n");
    let late = Case::new().sheet(
        "ho-so.xlsx",
        "Hồ sơ",
        "Mã hồ sơ | Phòng ban | Ngày tiếp nhận | Ngày hẹn trả | Ngày kết thúc xử lý | Hình thức nộp
         A-1 | Phòng A | 20/02/2020 | 02/03/2020 | 06/03/2020 | Trực tiếp",
    );
    late.march().code(0).says("1 chưa lập được, xem trang “Chưa lập được thư”");
    let outcome = good().run(&["bao-cao", "--ky", "2019-03"]);
    outcome.code(0).says("Kỳ này không có hồ sơ, phiếu, đơn nào; xem lại kỳ đã chọn");
}

/// Nothing within stops a template that doubles a text; what watches it does, before the machine's memory ends.
#[test]
fn a_template_that_doubles_a_text_for_ever_is_named_and_writes_nothing() {
    let case = good();
    let doubles = "{% set x = 'Kính gửi' %}{% for i in range(end=100) %}{% set_global x = x ~ x %}{% endfor %}{{ x }}";
    std::fs::create_dir(case.root().join("mau")).unwrap();
    std::fs::write(case.root().join("mau/bao-cao.md"), doubles).unwrap();
    let run = case.run(&["bao-cao", "--ky", "2020-03"]);
    run.code(1).says("Mẫu “bao-cao.md” có lỗi: điền mẫu cần hơn 1024 MB bộ nhớ nên đã dừng");
    assert!(!case.root().join("luu-tru/2020-03").exists());
    std::fs::remove_dir_all(case.root().join("mau")).unwrap();
    case.run(&["bao-cao", "--ky", "2020-03"]).code(0);
    let left = case.files("luu-tru").into_iter().filter(|(name, _)| name.starts_with(".congso"));
    assert_eq!(left.count(), 0, "the next run sweeps what the ended one began");
}
