//! The way back: a sheet with faults, its copy in `can-sua`, the mended copy dropped in, and what is left.

use std::fs;
use std::path::Path;

use calamine::{Data, Reader as _, Xlsx};
use rust_xlsxwriter::{Format, Workbook};
use serde_json::Value;

use crate::case::{Case, columns, workbook};

const HEADER: &str = "Mã hồ sơ | Phòng ban | Chủ hồ sơ | Ngày tiếp nhận | Ngày hẹn trả | Ngày kết thúc xử lý | Trạng thái | Hình thức nộp";

const BAD: &str = "
    A-1 | Phòng A | Trần Thị Mẫu | 20/02/2020 | 02/03/2020 | 28/02/2020 | Đã trả kết quả | Trực tiếp
    '0002 | Phòng B | Lê Văn Mẫu | 20/02/2020 | 31/02/2020 | 28/02/2020 | Đã trả kết quả | Trực tiếp
    A-3 | Phong B | Lê Văn Mẫu | 20/02/2020 | 02/03/2020 | 04/03/2020 | Đã trả kết quả | Trực tiếp
";

const GOOD: &str = "
    A-1 | Phòng A | Trần Thị Mẫu | 20/02/2020 | 02/03/2020 | 28/02/2020 | Đã trả kết quả | Trực tiếp
    '0002 | Phòng B | Lê Văn Mẫu | 20/02/2020 | 28/02/2020 | 28/02/2020 | Đã trả kết quả | Trực tiếp
    A-3 | Phòng B | Lê Văn Mẫu | 20/02/2020 | 02/03/2020 | 04/03/2020 | Đã trả kết quả | Trực tiếp
";

fn office(rows: &str) -> Case {
    Case::new().sheet("ho-so.xlsx", "Hồ sơ", &format!("{HEADER}\n{rows}"))
}

fn check(case: &Case) -> crate::case::Outcome {
    case.run(&["kiem-tra", "--tinh-den", "2020-03-14"])
}

fn corrected(case: &Case) -> Vec<String> {
    case.files("can-sua").into_iter().map(|(name, _)| name).collect()
}

#[track_caller]
fn read(case: &Case, path: &str) -> Vec<u8> {
    fs::read(case.root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn put(case: &Case, path: &str, bytes: &[u8]) {
    let path = case.root().join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

/// A workbook with some cells typed over, as Excel would save it: all sheets, in their order.
fn typed_over(bytes: &[u8], changes: &[(&str, (u32, u16), &str)]) -> Vec<u8> {
    let mut book: Xlsx<_> = Xlsx::new(std::io::Cursor::new(bytes)).unwrap();
    let day = Format::new().set_num_format("dd/mm/yyyy");
    let mut new = Workbook::new();
    for name in book.sheet_names() {
        let range = book.worksheet_range(&name).unwrap();
        let page = new.add_worksheet().set_name(name.as_str()).unwrap();
        let (top, left) = range.start().unwrap_or((0, 0));
        for (row, column, value) in range.used_cells() {
            let (row, column) = (
                top + u32::try_from(row).unwrap(),
                u16::try_from(left).unwrap() + u16::try_from(column).unwrap(),
            );
            match value {
                Data::Float(number) => page.write_number(row, column, *number).unwrap(),
                Data::DateTime(moment) => {
                    page.write_number_with_format(row, column, moment.as_f64(), &day).unwrap()
                }
                Data::String(text) => page.write_string(row, column, text).unwrap(),
                other => panic!("{name} {row} {column}: {other:?}"),
            };
        }
        for (_, (row, column), text) in changes.iter().filter(|(sheet, ..)| *sheet == name) {
            page.write_string(*row, *column, *text).unwrap();
        }
    }
    new.save_to_buffer().unwrap()
}

const DUE: (&str, (u32, u16), &str) = ("Hồ sơ", (2, 4), "28/02/2020");
const DEPARTMENT: (&str, (u32, u16), &str) = ("Hồ sơ", (3, 1), "Phòng B");

fn found(json: &Value) -> Vec<(String, String)> {
    let files = json["files"].as_array().unwrap();
    let of = |file: &Value| -> Vec<(String, String)> {
        let path = file["path"].as_str().unwrap().to_owned();
        let findings = file["findings"].as_array().unwrap();
        let error = file["error"]["code"].as_str().map(str::to_owned);
        let codes = findings.iter().map(|finding| finding["code"].as_str().unwrap().to_owned());
        error.into_iter().chain(codes).map(|code| (path.clone(), code)).collect()
    };
    files.iter().flat_map(of).collect()
}

fn pairs(list: &[(&str, &str)]) -> Vec<(String, String)> {
    list.iter().map(|(path, code)| ((*path).to_owned(), (*code).to_owned())).collect()
}

#[test]
fn a_mended_copy_beside_its_original_gives_the_figures_of_a_clean_sheet() {
    let clean = office(GOOD);
    clean.march().code(0);
    let want = clean.march().figures();

    let case = office(BAD);
    check(&case).code(3).says("can-sua/ho-so.xlsx").says("1 chỗ làm dòng không được tính");
    assert_eq!(corrected(&case), ["ho-so.xlsx"]);
    let copy = read(&case, "can-sua/ho-so.xlsx");

    // Half of it is mended: the same command says what is left.
    put(&case, "du-lieu/ho-so-sua.xlsx", &typed_over(&copy, &[DUE]));
    let outcome = check(&case);
    outcome.code(0).says("Tệp gốc đã có bản sửa “ho-so-sua.xlsx”").says("Phong B");
    assert_eq!(
        found(&case.check()),
        pairs(&[("ho-so-sua.xlsx", "unknown_department"), ("ho-so.xlsx", "original_mended"),])
    );
    // Its copy is one of the mended file now; that of the original no longer applies.
    assert_eq!(corrected(&case), ["ho-so-sua.xlsx"]);

    // The rest, in the copy of the copy, written over the first one.
    let copy = read(&case, "can-sua/ho-so-sua.xlsx");
    put(&case, "du-lieu/ho-so-sua.xlsx", &typed_over(&copy, &[DEPARTMENT]));
    check(&case).code(0).says("Không còn gì phải sửa").says("congso bao-cao");
    assert_eq!(found(&case.check()), pairs(&[("ho-so.xlsx", "original_mended")]));
    assert!(corrected(&case).is_empty());

    let got = case.march().figures();
    for part in ["ho_so", "hai_long", "don_thu"] {
        assert_eq!(got[part], want[part], "{part}");
    }
    assert_eq!(columns(&got["ho_so"]["tong"])[0], 3);
}

#[test]
fn a_copy_keeps_zeros_dates_and_places_and_marks_the_cells() {
    let case = office(BAD);
    check(&case);
    let bytes = read(&case, "can-sua/ho-so.xlsx");
    let mut book: Xlsx<_> = Xlsx::new(std::io::Cursor::new(&bytes)).unwrap();
    assert_eq!(book.sheet_names(), ["Cần sửa", "Hồ sơ"]);
    let range = book.worksheet_range("Hồ sơ").unwrap();
    assert_eq!(range.get_value((2, 0)), Some(&Data::String("0002".to_owned())));
    assert!(matches!(range.get_value((1, 3)), Some(Data::DateTime(day)) if day.is_datetime()));
    assert_eq!(range.get_value((2, 4)), Some(&Data::String("31/02/2020".to_owned())));
    let part = |name: &str| {
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&bytes)).unwrap();
        let mut text = String::new();
        std::io::Read::read_to_string(&mut archive.by_name(name).unwrap(), &mut text).unwrap();
        text
    };
    let notes = part("xl/comments1.xml");
    assert!(notes.contains("ref=\"E3\"") && notes.contains("dòng này không được tính"), "{notes}");
    assert!(part("xl/worksheets/sheet1.xml").contains("location=\"'Hồ sơ'!E3\""));
    // Red for what does not count, yellow for what does.
    let styles = part("xl/styles.xml");
    assert!(styles.contains("FFFFC7CE") && styles.contains("FFFFEB9C"));
}

#[test]
fn a_copy_written_over_its_original_needs_no_word() {
    let case = office(BAD);
    check(&case);
    let copy = read(&case, "can-sua/ho-so.xlsx");
    put(&case, "du-lieu/ho-so.xlsx", &typed_over(&copy, &[DUE, DEPARTMENT]));
    check(&case).code(0).says("Không còn gì phải sửa");
    assert_eq!(found(&case.check()), []);
    assert_eq!(case.march().columns()[0], 3);
}

/// Surveys have no code by which a second row would be known.
#[test]
fn mending_never_doubles_rows_that_have_no_code() {
    let table = "Ngày trả lời | Đơn vị | Thái độ phục vụ
        02/03/2020 | Phòng A | Hài lòng
        03/03/2020 | Phòng A | Hài lòng; Bình thường";
    let case = Case::new().sheet("phieu.xlsx", "Phiếu", table);
    check(&case);
    let copy = read(&case, "can-sua/phieu.xlsx");
    put(&case, "du-lieu/phieu-sua.xlsx", &typed_over(&copy, &[("Phiếu", (2, 2), "Bình thường")]));
    let figures = case.march().figures();
    assert_eq!(figures["hai_long"]["thu_ve"], 2);
    assert_eq!(figures["hai_long"]["hop_le"], 2);
}

#[test]
fn a_copy_without_its_original_stands_alone_and_says_so() {
    let case = office(BAD);
    check(&case);
    let copy = read(&case, "can-sua/ho-so.xlsx");
    put(&case, "du-lieu/ban-sua.xlsx", &typed_over(&copy, &[DUE, DEPARTMENT]));
    fs::remove_file(case.root().join("du-lieu/ho-so.xlsx")).unwrap();
    check(&case).code(0).says("Tệp gốc “ho-so.xlsx” của bản sửa này không còn trong du-lieu");
    assert_eq!(found(&case.check()), pairs(&[("ban-sua.xlsx", "original_gone")]));
    assert_eq!(case.march().columns()[0], 3);
}

#[test]
fn a_copy_beside_what_its_original_became_stops_the_report() {
    let case = office(BAD);
    check(&case);
    let copy = read(&case, "can-sua/ho-so.xlsx");
    put(&case, "du-lieu/ban-sua.xlsx", &typed_over(&copy, &[DUE, DEPARTMENT]));
    put(&case, "du-lieu/ho-so.xlsx", &workbook(&[("Hồ sơ", &format!("{HEADER}\n{GOOD}"))]));
    check(&case).code(3).says("Tệp gốc “ho-so.xlsx” đã khác trước khi có bản sửa này");
    assert_eq!(found(&case.check()), pairs(&[("ban-sua.xlsx", "copy_unsettled")]));
    case.march().code(1);
    // Told which counts, it goes on.
    let skipped = case.run(&["bao-cao", "--ky", "2020-03", "--bo-qua", "ban-sua.xlsx"]);
    assert_eq!(skipped.code(3).columns()[0], 3);
}

#[test]
fn two_copies_of_one_original_stop_the_report() {
    let case = office(BAD);
    check(&case);
    let copy = read(&case, "can-sua/ho-so.xlsx");
    put(&case, "du-lieu/a.xlsx", &typed_over(&copy, &[DUE]));
    put(&case, "du-lieu/b.xlsx", &typed_over(&copy, &[DUE, DEPARTMENT]));
    case.march().code(1).says("Hai bản sửa của cùng một tệp: “a.xlsx” và “b.xlsx”");
    fs::remove_file(case.root().join("du-lieu/a.xlsx")).unwrap();
    assert_eq!(case.march().code(0).columns()[0], 3);
}

#[test]
fn what_a_clerk_put_or_changed_in_can_sua_stays() {
    let case = office(BAD).file("can-sua/ghi-chu.txt", "nhớ hỏi").file("can-sua/rieng.xlsx", "x");
    check(&case);
    let copy = read(&case, "can-sua/ho-so.xlsx");
    let edited = typed_over(&copy, &[DUE]);
    put(&case, "can-sua/ho-so.xlsx", &edited);
    check(&case).says("can-sua/ho-so.xlsx đã được sửa nên được giữ nguyên");
    assert_eq!(corrected(&case), ["ghi-chu.txt", "ho-so-2.xlsx", "ho-so.xlsx", "rieng.xlsx"]);
    assert_eq!(read(&case, "can-sua/ho-so.xlsx"), edited);
    // Dropped in, it is safe in du-lieu: the copy may go.
    put(&case, "du-lieu/ho-so-sua.xlsx", &edited);
    let outcome = check(&case);
    assert!(!outcome.stderr.contains("giữ nguyên"), "{}", outcome.stderr);
    assert_eq!(corrected(&case), ["ghi-chu.txt", "ho-so-sua.xlsx", "rieng.xlsx"]);
}

/// Saved again by Excel without a change, it is no work of the clerk's.
#[test]
fn a_copy_that_was_only_opened_is_written_anew() {
    let case = office(BAD);
    check(&case);
    let copy = read(&case, "can-sua/ho-so.xlsx");
    put(&case, "can-sua/ho-so.xlsx", &typed_over(&copy, &[]));
    let outcome = check(&case);
    assert!(!outcome.stderr.contains("giữ nguyên"), "{}", outcome.stderr);
    assert_eq!(read(&case, "can-sua/ho-so.xlsx"), copy);
}

#[test]
fn a_folder_without_faults_gets_no_copies_and_loses_the_old_ones() {
    let case = office(BAD);
    check(&case);
    assert_eq!(corrected(&case), ["ho-so.xlsx"]);
    let case = case.sheet("ho-so.xlsx", "Hồ sơ", &format!("{HEADER}\n{GOOD}"));
    check(&case).code(0).says("Không còn gì phải sửa");
    assert!(corrected(&case).is_empty());
}

#[test]
fn a_report_that_leaves_rows_out_writes_copies_and_one_that_does_not_leaves_them_alone() {
    let case = office(BAD);
    case.march().code(3);
    assert_eq!(corrected(&case), ["ho-so.xlsx"]);
    let case = office(GOOD).file("can-sua/rieng.xlsx", "x");
    case.march().code(0);
    assert_eq!(corrected(&case), ["rieng.xlsx"]);
}

/// Thousands of files are thousands of copies, of which the screen names a few.
#[test]
fn many_copies_are_counted_and_not_all_named() {
    let rows = |number: usize| {
        BAD.replace("A-", &format!("A{number}-")).replace("0002", &format!("{number:04}"))
    };
    let sheet = |case: Case, number| {
        case.sheet(&format!("h{number:02}.xlsx"), "Hồ sơ", &format!("{HEADER}\n{}", rows(number)))
    };
    let case = (1..=23).fold(Case::new(), sheet);
    let run = check(&case);
    run.code(3).says("can-sua/h20.xlsx: ").says("và 3 tệp nữa trong can-sua");
    assert!(!run.stderr.contains("can-sua/h21.xlsx: "), "{}", run.stderr);
    assert_eq!(corrected(&case).len(), 23);
}

/// A report that leaves nothing out takes away what an earlier run left to mend.
#[test]
fn copies_that_no_longer_apply_do_not_outlive_a_report() {
    let case = office(BAD);
    check(&case);
    let case = case.sheet("ho-so.xlsx", "Hồ sơ", &format!("{HEADER}\n{GOOD}"));
    case.march().code(0);
    assert!(corrected(&case).is_empty());
}

/// Two checks at once would leave copies of the one beside those of the other.
#[test]
fn copies_are_written_by_one_run_at_a_time() {
    use std::io::BufRead as _;
    let case = office(BAD);
    let archive = case.root().join("luu-tru");
    fs::create_dir_all(&archive).unwrap();
    let lock = fs::File::create(archive.join("khoa")).unwrap();
    lock.lock().unwrap();
    let mut run = std::process::Command::new(crate::case::CONGSO);
    run.args(["kiem-tra", "--tinh-den", "2020-03-14", "-C"]).arg(case.root());
    let mut run = run.stderr(std::process::Stdio::piped()).spawn().unwrap();
    let said = std::io::BufReader::new(run.stderr.take().unwrap());
    let mut said = said.lines().map(Result::unwrap);
    assert!(said.any(|line| line.starts_with("Một lần chạy khác đang làm việc")));
    assert!(corrected(&case).is_empty());
    drop(lock);
    assert!(said.any(|line| line.contains("can-sua/ho-so.xlsx")));
    assert_eq!(run.wait().unwrap().code(), Some(3));
    assert_eq!(corrected(&case), ["ho-so.xlsx"]);
}

#[test]
fn files_given_by_name_get_no_copies() {
    let case = office(BAD);
    let path = case.root().join("du-lieu/ho-so.xlsx");
    case.run(&["kiem-tra", path.to_str().unwrap(), "--tinh-den", "2020-03-14"]).code(3);
    assert!(corrected(&case).is_empty());
}

/// Every format gives an .xlsx that reads the same, place by place.
#[test]
fn a_copy_of_any_format_is_read_as_its_original() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/torture");
    let mut seen = Vec::new();
    for name in [
        "01_title_rows.xlsx",
        "18_error_cells.xlsx",
        "20_merged_department.xlsx",
        "22_merged_department.ods",
        "24_hidden_rows_cols.xlsx",
        "30_duplicate_header.xlsx",
        "47_illogical_dates.xlsx",
        "48b_negative_huge_serial.xlsx",
        "50_tcvn3.xlsx",
        "51_vni_font.xlsx",
        "78_survey_merged_dept.xls",
        "163_lo_1904.xls",
        "169_lo_errors.ods",
        "170_lo_us_dates.csv",
    ] {
        let Ok(bytes) = fs::read(folder.join(name)) else { continue };
        // The office knows none of their departments: each of them has something to mend.
        let case = Case::new().file(format!("du-lieu/{name}").as_str(), &bytes);
        let original = case.check();
        let copies = case.files("can-sua");
        let [(_, copy)] = copies.as_slice() else { panic!("{name}: {} copies", copies.len()) };
        let other = Case::new().file("du-lieu/ban-sao.xlsx", copy);
        let copied = other.check();
        let file = |json: &Value| json["files"][0].clone();
        for part in ["dossiers", "surveys"] {
            assert_eq!(file(&copied)[part], file(&original)[part], "{name}");
        }
        let rows = |json: &Value| -> Vec<Value> {
            file(json)["sheets"]
                .as_array()
                .unwrap()
                .iter()
                .map(|sheet| sheet["rows"].clone())
                .collect()
        };
        assert_eq!(rows(&copied), rows(&original), "{name}");
        let places = |json: &Value| -> Vec<(Value, Value)> {
            let findings = file(json)["findings"].as_array().unwrap().clone();
            let about_files = ["extension_mismatch", "original_gone"];
            findings
                .into_iter()
                .filter(|finding| !about_files.contains(&finding["code"].as_str().unwrap()))
                .map(|finding| (finding["code"].clone(), finding["cell"].clone()))
                .collect()
        };
        assert_eq!(places(&copied), places(&original), "{name}");
        seen.push(name);
    }
    assert!(seen.len() >= 12, "only {seen:?}");
}

#[test]
fn a_department_that_is_nearly_known_comes_with_the_line_to_paste() {
    let case = office(BAD)
        .settings(|old| old.replace("ten = \"Phòng B\"", "ten = \"Phòng B\"\nten_khac = [\"PB\"]"));
    let outcome = check(&case);
    outcome.says("gần giống “Phòng B”");
    let line = "     ten_khac = [\"PB\", \"Phong B\"]";
    assert!(outcome.stderr.lines().any(|said| said == line), "{}", outcome.stderr);
    // Pasted, it is one department.
    let case = case.settings(|old| old.replace("ten_khac = [\"PB\"]", line.trim()));
    let outcome = check(&case);
    assert!(!outcome.stderr.contains("Phong B"), "{}", outcome.stderr);
}

#[test]
fn the_screen_names_no_citizen_and_fits_a_terminal() {
    let case = Case::of("samples/loi");
    let outcome = check(&case);
    assert!(outcome.stderr.lines().all(|line| line.chars().count() <= 100), "{}", outcome.stderr);
    let case = office(BAD);
    let outcome = check(&case);
    assert!(!outcome.stderr.contains("Mẫu"), "{}", outcome.stderr);
}

#[test]
fn no_letter_is_written_for_a_dossier_that_the_mended_copy_shows_in_time() {
    const HEADER: &str = "Mã hồ sơ | Tên thủ tục hành chính | Phòng ban | Chủ hồ sơ | Địa chỉ | Ngày tiếp nhận | Ngày hẹn trả | Ngày kết thúc xử lý | Lý do trễ hạn | Hình thức nộp";
    const ROW: &str = "A-1 | Thủ tục X | Phong A | Nguyễn Văn Ví Dụ | Ấp 1 | 20/02/2020 | 02/03/2020 | 05/03/2020 | Chờ xác minh | Trực tiếp";
    let letters = |case: &Case| {
        let outcome = case.run(&["thu-xin-loi", "--tinh-den", "2020-03-14"]);
        outcome.code(0);
        let all = case.files("luu-tru");
        all.iter().filter(|(name, _)| name.contains("/txl-") && name.ends_with(".pdf")).count()
    };
    // As it stands, the dossier is late.
    let late = Case::new().sheet("ho-so.xlsx", "Hồ sơ", &format!("{HEADER}\n{ROW}"));
    assert_eq!(letters(&late), 1);

    // Also where its code is mended, which makes two dossiers of the original and its copy.
    let code = ("Hồ sơ", (1, 0), "A-11");
    let finished = ("Hồ sơ", (1, 7), "28/02/2020");
    for mended in [&[finished][..], &[code, finished]] {
        let case = Case::new().sheet("ho-so.xlsx", "Hồ sơ", &format!("{HEADER}\n{ROW}"));
        check(&case);
        let copy = read(&case, "can-sua/ho-so.xlsx");
        put(&case, "du-lieu/z-da-sua.xlsx", &typed_over(&copy, mended));
        assert_eq!(letters(&case), 0, "{mended:?}");
    }
}
