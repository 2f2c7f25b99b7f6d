//! The command line: exit codes, settings, what stops a run and what goes on.

use crate::case::{Case, SETTINGS};

const ROW: &str = "
    Mã hồ sơ | Phòng ban | Ngày tiếp nhận | Ngày hẹn trả | Ngày kết thúc xử lý | Hình thức nộp
    A-1 | Phòng A | 20/02/2020 | 02/03/2020 | 28/02/2020 | Trực tiếp
";

fn good() -> Case {
    Case::new().sheet("ho-so.xlsx", "Hồ sơ", ROW)
}

#[test]
fn a_clean_month_ends_with_zero_and_prints_nothing_to_stdout() {
    let outcome = good().march();
    assert_eq!(outcome.code(0).stdout, "");
}

#[test]
fn a_rejected_row_ends_with_three_and_the_report_is_written() {
    let outcome = Case::new()
        .sheet(
            "ho-so.xlsx",
            "Hồ sơ",
            &format!("{ROW}\nA-2 | Phòng A | | 02/03/2020 | 28/02/2020 | Trực tiếp"),
        )
        .march();
    outcome.code(3).says("ho-so.xlsx");
    assert_eq!(outcome.columns()[0], 1);
    assert_eq!(outcome.figures()["du_lieu"]["dong_khong_tinh"], 1);
}

/// What is archived is archived, whoever listens, and what was left out is left out the second time, too.
#[cfg(unix)]
#[test]
fn exit_codes_say_what_became_of_the_archive() {
    let bad = format!("{ROW}\nA-2 | Phòng A | | 02/03/2020 | 28/02/2020 | Trực tiếp");
    let case = Case::new().sheet("ho-so.xlsx", "Hồ sơ", &bad);
    let deaf = |case: &Case| {
        let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
        let mut run = std::process::Command::new(crate::case::CONGSO);
        run.args(["bao-cao", "--ky", "2020-03", "--json", "-C"]).arg(case.root());
        run.stdout(full).stderr(std::process::Stdio::null()).status().unwrap().code()
    };
    assert_eq!(deaf(&case), Some(3));
    assert!(case.root().join("luu-tru/2020-03/data/so-lieu.json").exists());
    assert_eq!(deaf(&case), Some(3));
    std::fs::remove_dir_all(case.root().join("can-sua")).unwrap();
    case.march().code(3).says("không có gì thay đổi");
    assert!(!case.files("can-sua").is_empty());
    let good = good();
    assert_eq!(deaf(&good), Some(0));
}

#[test]
fn a_bad_file_stops_the_report_but_not_the_reading_of_the_others() {
    let case = good().file("du-lieu/hong.xlsx", b"no workbook");
    case.march().code(1).says("hong.xlsx");
    assert!(case.files("luu-tru").is_empty());
    let check = case.check();
    let outcomes: Vec<(&str, &str)> = check["files"]
        .as_array()
        .unwrap()
        .iter()
        .map(|file| (file["path"].as_str().unwrap(), file["outcome"].as_str().unwrap()))
        .collect();
    assert_eq!(outcomes, [("ho-so.xlsx", "ok"), ("hong.xlsx", "error")]);
}

#[test]
fn a_bad_file_can_be_left_out_by_name_and_the_report_says_so() {
    let case = good().file("du-lieu/hong.xlsx", b"no workbook");
    let outcome = case.run(&["bao-cao", "--ky", "2020-03", "--bo-qua", "hong.xlsx"]);
    outcome.code(3);
    assert_eq!(outcome.figures()["du_lieu"]["tep_bo_qua"], serde_json::json!(["hong.xlsx"]));
    // What goes out says that it is not whole; which file that is, is the office's own business.
    let said = crate::documents::html_text(&outcome.archived("bao-cao.html"));
    assert!(said.contains("chưa gồm số liệu của 01 tệp dữ liệu không đọc được"), "{said}");
    assert!(!said.contains("hong.xlsx"), "{said}");
    let account = outcome.archived("noi-bo/du-lieu-da-doc.pdf");
    assert!(crate::documents::pdf_text(&account).contains("hong.xlsx"));
}

#[test]
fn a_sheet_of_a_known_kind_that_cannot_be_read_stops_the_report() {
    let case = good().sheet(
        "hai-cot.xlsx",
        "Hồ sơ",
        "Mã hồ sơ | Phòng ban | Ngày tiếp nhận | Ngày hẹn trả | Ngày trả kết quả | Ngày trả kết quả
         A-2 | Phòng A | 20/02/2020 | 02/03/2020 | 28/02/2020 | 29/02/2020",
    );
    case.march().code(1).says("hai-cot.xlsx");
    assert!(case.files("luu-tru").is_empty());
}

#[test]
fn an_unknown_key_is_an_error_with_its_line_and_the_nearest_known_one() {
    let line = SETTINGS.lines().position(|line| line.starts_with("dia_danh")).unwrap() + 1;
    let outcome = good().settings(|old| old.replace("dia_danh", "dia_dan")).march();
    outcome
        .code(1)
        .says("dia_dan")
        .says("dia_danh")
        .says(&format!("congso.toml › dòng {line}: dia_dan"));
}

#[test]
fn wrong_usage_ends_with_two() {
    good().run(&["bao-cao", "--khong-co"]).code(2);
    good().run(&["khong-co-lenh"]).code(2);
    good().run(&["bao-cao", "--ky", "2020-13"]).code(2).says("2020-13");
}

#[test]
fn a_folder_without_settings_is_named() {
    let case = good();
    std::fs::remove_file(case.root().join("congso.toml")).unwrap();
    case.march().code(1).says("congso.toml");
}

#[test]
fn commands_and_flags_have_english_aliases() {
    good().run(&["report", "--period", "2020-03"]).code(0);
    good().run(&["check", "--as-of", "2020-03-14"]).code(0);
    let empty = tempfile::TempDir::new().unwrap();
    let status = std::process::Command::new(crate::case::CONGSO)
        .arg("init")
        .arg(empty.path().join("moi"))
        .status()
        .unwrap();
    assert!(status.success());
}

#[test]
fn every_kind_of_period_has_its_folder() {
    for (period, folder) in [
        ("2020-03", "2020-03"),
        ("2020-Q1", "2020-Q1"),
        ("2020-6T", "2020-6T"),
        ("2020-9T", "2020-9T"),
        ("2020", "2020"),
        ("2020-02-01..2020-03-12", "2020-02-01_2020-03-12"),
        ("01/02/2020..12/03/2020", "2020-02-01_2020-03-12"),
    ] {
        let case = good();
        case.run(&["bao-cao", "--ky", period]).code(0);
        assert!(case.root().join("luu-tru").join(folder).join("bagit.txt").exists(), "{period}");
    }
}

#[test]
fn checking_prints_what_other_programs_read() {
    let case = Case::new().sheet(
        "ho-so.xlsx",
        "Hồ sơ",
        "SỔ THEO DÕI
         Mã hồ sơ | Phòng ban | Ngày tiếp nhận | Ngày hẹn trả | Ngày kết thúc xử lý | Hình thức nộp | Ghi chú
         A-1 | Phòng A | 20/02/2020 | 02/03/2020 | 28/02/2020 | Trực tiếp |
         A-2 | Phòng A | 20/02/2020 | '31/02/2020 | 28/02/2020 | Trực tiếp |
         Tổng cộng | | | | | |",
    );
    let outcome = case.run(&["kiem-tra", "--json", "--tinh-den", "2020-03-14"]);
    outcome.code(3);
    let json: serde_json::Value = serde_json::from_str(&outcome.stdout).unwrap();
    assert_eq!(json["as_of"], "2020-03-14");
    let file = &json["files"][0];
    assert_eq!(
        (&file["path"], &file["outcome"]),
        (&"ho-so.xlsx".into(), &"ok_with_warnings".into())
    );
    let sheet = &file["sheets"][0];
    assert_eq!((&sheet["name"], &sheet["kind"]), (&"Hồ sơ".into(), &"dossiers".into()));
    assert_eq!(
        sheet["rows"],
        serde_json::json!({"seen": 3, "accepted": 1, "rejected": 1, "skipped": 1, "blank": 0})
    );
    let columns = sheet["columns"].as_array().unwrap();
    assert!(columns.contains(
        &serde_json::json!({"cell": "C2", "header": "Ngày tiếp nhận", "field": "received"})
    ));
    let finding = &file["findings"][0];
    assert_eq!(
        [
            &finding["code"],
            &finding["sheet"],
            &finding["cell"],
            &finding["field"],
            &finding["found"]
        ],
        ["bad_date", "Hồ sơ", "D4", "due", "31/02/2020"]
    );
    assert_eq!(finding["row"], 4);
    assert_eq!(
        file["dossiers"]["Phòng A"],
        serde_json::json!({"total": 2, "early": 1, "on_time": 0, "late": 0, "open_in_time": 0, "open_overdue": 0, "no_due": 1})
    );
    assert!(case.files("luu-tru").is_empty());
}

#[test]
fn checking_a_file_needs_no_office() {
    let folder = tempfile::TempDir::new().unwrap();
    let path = folder.path().join("phieu.xlsx");
    let table = "Số phiếu | Ngày trả lời | Đơn vị | Thái độ phục vụ
        A1 | 20/02/2020 | Phòng A | Hài lòng
        A2 | 20/02/2020 | | Rất hài lòng";
    std::fs::write(&path, crate::case::workbook(&[("Phiếu", table)])).unwrap();
    let output = std::process::Command::new(crate::case::CONGSO)
        .args(["kiem-tra", "--json", "--tinh-den", "2020-03-14"])
        .arg(&path)
        .output()
        .unwrap();
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(
        json["files"][0]["surveys"],
        serde_json::json!({
            "(trống)": {"total": 1, "answers": [[0, 0, 0, 0, 1]], "missing": [0]},
            "Phòng A": {"total": 1, "answers": [[0, 0, 0, 1, 0]], "missing": [0]},
        })
    );
}

/// Made, filled in, reported: the first ten minutes of an office.
#[test]
fn a_new_folder_reports_once_its_workbooks_are_filled() {
    let folder = tempfile::TempDir::new().unwrap();
    let office = folder.path().join("co-quan");
    let run = |arguments: &[&str]| {
        std::process::Command::new(crate::case::CONGSO).args(arguments).output().unwrap()
    };
    let made = run(&["khoi-tao", office.to_str().unwrap()]);
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    assert!(office.join("congso.toml").exists() && office.join("du-lieu").is_dir());
    let blank = crate::case::files_below(&office);
    assert!(blank.iter().filter(|(name, _)| name.ends_with(".xlsx")).count() >= 2);
    let filled = [
        ("ho-so.xlsx", ROW),
        ("tu-danh-gia.xlsx", "Tháng 3 năm 2020\nNội dung | Tự đánh giá\n'1.1 | Tốt"),
        ("luot-phuc-vu.xlsx", "Tháng 3 năm 2020\nPhòng ban | Số lượt\nPhòng A | 12"),
    ];
    for (name, table) in filled {
        let path = office.join("du-lieu").join(name);
        assert!(path.exists(), "{name}");
        std::fs::write(path, crate::case::workbook(&[("Trang", table)])).unwrap();
    }
    let report = run(&["bao-cao", "--ky", "2020-03", "-C", office.to_str().unwrap()]);
    assert!(
        matches!(report.status.code(), Some(0 | 3)),
        "{}",
        String::from_utf8_lossy(&report.stderr)
    );
    assert!(office.join("luu-tru/2020-03/data/bao-cao.pdf").exists());
    // A second time it does not write over what is there.
    let again = run(&["khoi-tao", office.to_str().unwrap()]);
    assert!(!again.status.success());
}

/// Silence but for what matters: the whole of what a run says.
#[test]
fn a_run_says_what_is_wrong_where_and_what_to_do_and_nothing_else() {
    let clean = good().march();
    insta::assert_snapshot!("stderr-clean", clean.stderr);
    let bad = Case::new()
        .sheet(
            "ho-so.xlsx",
            "Hồ sơ",
            &format!("{ROW}\nA-2 | Phòng A | 20/02/2020 | '31/02/2020 | 28/02/2020 | Trực tiếp"),
        )
        .march();
    insta::assert_snapshot!("stderr-bad-date", bad.code(3).stderr);
}
