//! One count everywhere: what a heading says is what is listed below it, what other programs are told, what the copy
//! to mend lists and marks, and what the report counts.

use std::collections::BTreeMap;
use std::io::Read as _;

use calamine::{Data, Reader as _, Xlsx};
use serde_json::Value;

use crate::case::{Case, Outcome};
use crate::field;
use crate::tidy::root;

const DAY: &str = "2026-11-01";
const TITLES: [(&str, &str, &str); 4] = [
    ("CHƯA LẬP ĐƯỢC BÁO CÁO CHO ĐẾN KHI SỬA", "stops", "Dừng báo cáo"),
    ("KHÔNG ĐƯỢC TÍNH", "not_counted", "Không được tính"),
    ("VẪN ĐƯỢC TÍNH, NÊN XEM LẠI", "look", "Vẫn được tính"),
    ("ĐỂ BIẾT", "told", ""),
];

/// How many places each kind of findings has, by part, from the smallest.
type Sizes = BTreeMap<String, Vec<u64>>;

/// Of the screen; each heading is held against what stands below it.
fn on_screen(said: &str) -> Sizes {
    let mut sizes = Sizes::new();
    let mut heading: Option<(&str, u64)> = None;
    let mut group = 0;
    let lines: Vec<&str> = said.lines().chain([""]).collect();
    let close = |group: &mut u64, heading: Option<(&str, u64)>, sizes: &mut Sizes| {
        if let (true, Some((part, _))) = (*group > 0, heading) {
            sizes.entry(part.to_owned()).or_default().push(*group);
        }
        *group = 0;
    };
    for (at, line) in lines.iter().enumerate() {
        let next = lines.get(at + 1).copied().unwrap_or_default();
        let title =
            next.starts_with("===").then(|| TITLES.iter().find(|it| line.starts_with(it.0)));
        if next.starts_with("===") {
            close(&mut group, heading, &mut sizes);
            heading = title.flatten().map(|(title, part, _)| {
                let count = line.trim_start_matches(title).trim_start_matches(": ");
                (*part, count.trim_end_matches(" chỗ").parse().unwrap())
            });
            if let Some((part, count)) = heading {
                let listed = sizes.entry(part.to_owned()).or_default();
                assert!(listed.is_empty());
                sizes.entry(format!("{part} heading")).or_default().push(count);
            }
        } else if line.starts_with("Đã lập báo cáo") {
            heading = None;
        } else if line.is_empty() {
            close(&mut group, heading, &mut sizes);
        } else if line.starts_with("  --> ") {
            group += 1;
        } else if let Some(more) = line.strip_prefix("   … và ") {
            group += more.split(' ').next().unwrap().parse::<u64>().unwrap();
        }
    }
    for (_, part, _) in TITLES {
        let Some(heading) = sizes.remove(&format!("{part} heading")) else { continue };
        let listed: u64 = sizes[part].iter().sum();
        assert_eq!(heading, [listed], "{part}: the heading and what is listed\n{said}");
    }
    for sizes in sizes.values_mut() {
        sizes.sort_unstable();
    }
    sizes
}

/// Errors and findings of a file, with the part of each.
fn of_file(file: &Value) -> Vec<(String, String, String)> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let error = file.get("error").filter(|error| !error.is_null());
    let error =
        error.map(|error| ("stops".to_owned(), text(&error["code"]), text(&error["message"])));
    let findings = file["findings"].as_array().unwrap().iter();
    let findings = findings
        .map(|finding| (text(&finding["part"]), text(&finding["code"]), text(&finding["message"])));
    error.into_iter().chain(findings).collect()
}

fn in_json(check: &Value) -> Sizes {
    let mut counts: BTreeMap<(String, String), u64> = BTreeMap::new();
    for (part, code, _) in check["files"].as_array().unwrap().iter().flat_map(of_file) {
        *counts.entry((part, code)).or_default() += 1;
    }
    let mut sizes = Sizes::new();
    for ((part, _), count) in counts {
        sizes.entry(part).or_default().push(count);
    }
    for sizes in sizes.values_mut() {
        sizes.sort_unstable();
    }
    sizes
}

/// Without what a workbook cannot hold.
fn plain(text: &str) -> String {
    let kept = text.chars().filter(|c| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}'));
    kept.take(300).collect()
}

/// What the first sheet of a copy lists: part and message of each line; the path of its original.
fn in_copy(bytes: &[u8]) -> (String, Vec<(String, String)>) {
    let mut book: Xlsx<_> = Xlsx::new(std::io::Cursor::new(bytes)).unwrap();
    let range = book.worksheet_range("Cần sửa").unwrap();
    let text = |row: usize, column: usize| match range.get((row, column)) {
        Some(Data::String(text)) => text.clone(),
        _ => String::new(),
    };
    let path = text(0, 0).trim_start_matches("Cần sửa: ").to_owned();
    let top = (0..range.height()).find(|row| text(*row, 0) == "STT").unwrap();
    let lines = (top + 1..range.height()).filter(|row| !text(*row, 1).is_empty());
    let lines = lines.map(|row| {
        let level = text(row, 1);
        let part = TITLES.iter().find(|it| it.2 == level).unwrap_or_else(|| panic!("{level}")).1;
        (part.to_owned(), plain(&text(row, 3)))
    });
    (path, lines.collect())
}

/// How many findings the notes of a copy tell of.
fn noted(bytes: &[u8]) -> usize {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut noted = 0;
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).unwrap();
        if part.name().unwrap().starts_with("xl/comments") {
            let mut text = String::new();
            part.read_to_string(&mut text).unwrap();
            noted += text.matches("Ảnh hưởng: ").count();
        }
    }
    noted
}

/// Holds what the screen, the copies and other programs say of a folder against each other.
fn agree(name: &str, case: &Case) -> Value {
    let check = case.run(&["kiem-tra", "--tinh-den", DAY, "--json"]);
    let check: Value = serde_json::from_str(&check.stdout).unwrap();
    let screen = case.run(&["kiem-tra", "--tinh-den", DAY]);
    assert_eq!(on_screen(&screen.stderr), in_json(&check), "{name}\n{}", screen.stderr);
    let files = check["files"].as_array().unwrap();
    let mut copies = 0;
    for (copy, bytes) in case.files("can-sua") {
        let (path, listed) = in_copy(&bytes);
        let file = files.iter().find(|file| file["path"] == path.as_str());
        let file = file.unwrap_or_else(|| panic!("{name}: {copy} is of {path}"));
        let matters = of_file(file).into_iter().filter(|(part, ..)| part != "told");
        let mut want: Vec<_> = matters.map(|(part, _, text)| (part, plain(&text))).collect();
        let mut got = listed;
        want.sort();
        got.sort();
        assert_eq!(got, want, "{name}: {copy}");
        copies += 1;
        // What stands in a row is marked there, too.
        let is_placed = |finding: &&Value| finding["part"] != "told" && !finding["row"].is_null();
        let placed = file["findings"].as_array().unwrap().iter().filter(is_placed).count();
        let whole = file["error"].is_null();
        assert!(!whole || noted(&bytes) == placed, "{name}: {copy} marks {placed}?");
    }
    assert!(copies > 0, "{name} has no copies");
    check
}

/// What a report counts, by code, is what it says while it is made.
fn report_agrees(name: &str, made: &Outcome, case: &Case) {
    let figures = case
        .files("luu-tru")
        .into_iter()
        .find(|(path, _)| path.ends_with("data/so-lieu.json"))
        .unwrap_or_else(|| panic!("{name}: {}", made.stderr));
    let figures: Value = serde_json::from_slice(&figures.1).unwrap();
    let input = &figures["du_lieu"];
    let counted: u64 = input["phat_hien"]
        .as_array()
        .unwrap()
        .iter()
        .map(|code| code["so_luong"].as_u64().unwrap())
        .sum();
    let screen = on_screen(&made.stderr);
    let updates =
        made.stderr.matches("mỗi hồ sơ chỉ được tính một lần, theo dòng mới nhất").count();
    let said: u64 = screen.values().flatten().sum();
    // Rows that were brought up to date are no finding of a report.
    assert!(said >= counted && (said == counted || updates > 0), "{name}: {said} {counted}");
    let listed = input["khong_tinh"].as_array().unwrap().len();
    assert_eq!(input["dong_khong_tinh"], listed, "{name}");
}

#[test]
fn samples_with_faults_are_counted_alike_everywhere() {
    agree("loi", &Case::of("samples/loi"));
    let office = Case::of("samples/so-ldtbxh-tra-vinh");
    agree("so-ldtbxh-tra-vinh", &office);
    let made = office.run(&["bao-cao", "--ky", "2020-03"]);
    report_agrees("so-ldtbxh-tra-vinh", &made, &office);
}

fn all_of(folder: &str, settings: &str, is_taken: impl Fn(&str) -> bool) -> Case {
    let mut case = Case::new().settings(|_| settings.to_owned());
    for (name, bytes) in crate::case::files_below(&root().join(folder)) {
        if is_taken(&name) {
            case = case.file(&format!("du-lieu/{name}"), bytes);
        }
    }
    case
}

fn is_sheet(name: &str) -> bool {
    !["json", "txt", "md"].iter().any(|ending| name.ends_with(ending))
}

#[test]
fn dirty_files_are_counted_alike_everywhere() {
    agree("torture", &all_of("tests/torture", crate::case::SETTINGS, is_sheet));
}

#[test]
fn sheets_from_the_field_are_counted_alike_everywhere() {
    let settings = field::settings();
    let check = agree("field", &all_of("tests/field", &settings, is_sheet));
    let stops = |file: &Value| of_file(file).iter().any(|(part, ..)| part == "stops");
    let files = check["files"].as_array().unwrap().iter();
    let out: Vec<&str> =
        files.filter(|file| stops(file)).map(|file| file["path"].as_str().unwrap()).collect();
    let rest = all_of("tests/field", &settings, |name| is_sheet(name) && !out.contains(&name));
    agree("field without what stops it", &rest);
    let made = rest.run(&["bao-cao", "--ky", "2026-09-15..2026-10-31", "--du-lieu-thieu"]);
    report_agrees("field", &made, &rest);
}
