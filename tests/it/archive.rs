//! The archive of a period: a valid bag, written whole or not at all, the same bytes for the same inputs.

use std::collections::BTreeSet;

use sha2::{Digest, Sha256};

use crate::case::{Case, SETTINGS};

const SAMPLE: &str = "samples/so-ldtbxh-tra-vinh";

fn hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A manifest's lines: digest and path.
fn lines(bytes: &[u8]) -> Vec<(String, String)> {
    let text = std::str::from_utf8(bytes).unwrap();
    text.lines()
        .map(|line| {
            let (digest, path) = line.split_once("  ").unwrap();
            (path.to_owned(), digest.to_owned())
        })
        .collect()
}

/// RFC 8493.
#[test]
fn the_period_is_a_valid_bag() {
    let case = Case::of(SAMPLE);
    case.march().code(0);
    let files = case.files("luu-tru/2020-03");
    let get = |name: &str| &files.iter().find(|(path, _)| path == name).unwrap().1;
    assert_eq!(
        std::str::from_utf8(get("bagit.txt")).unwrap(),
        "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
    );
    let listed = lines(get("manifest-sha256.txt"));
    let payload: BTreeSet<&str> = files
        .iter()
        .map(|(path, _)| path.as_str())
        .filter(|path| path.starts_with("data/"))
        .collect();
    assert_eq!(listed.iter().map(|(path, _)| path.as_str()).collect::<BTreeSet<_>>(), payload);
    let tags = lines(get("tagmanifest-sha256.txt"));
    let names: BTreeSet<&str> = tags.iter().map(|(path, _)| path.as_str()).collect();
    assert_eq!(names, BTreeSet::from(["bag-info.txt", "bagit.txt", "manifest-sha256.txt"]));
    for (path, digest) in listed.iter().chain(&tags) {
        assert_eq!(*digest, hex(get(path)), "{path}");
    }
    let size: usize = payload.iter().map(|path| get(path).len()).sum();
    let oxum = format!("Payload-Oxum: {size}.{}", payload.len());
    assert!(std::str::from_utf8(get("bag-info.txt")).unwrap().contains(&oxum), "{oxum}");
    for name in [
        "data/bao-cao.pdf",
        "data/bao-cao.html",
        "data/phu-luc.xlsx",
        "data/so-lieu.json",
        "data/don-vi/phong-nguoi-co-cong.pdf",
        "data/noi-bo/dang-giai-quyet.txt",
        "data/noi-bo/danh-sach-ho-so.xlsx",
        "data/noi-bo/danh-sach-qua-han.pdf",
        "data/noi-bo/danh-sach-qua-han.xlsx",
        "data/thu-xin-loi/danh-sach.json",
        "data/nguon/2020-03/tu-danh-gia.xlsx",
        "data/cau-hinh/congso.toml",
    ] {
        assert!(payload.contains(name), "no {name} in {payload:?}");
    }
}

#[test]
fn two_runs_give_the_same_bytes_whatever_the_number_of_threads() {
    let first = Case::of(SAMPLE);
    first.march().code(0);
    let second = Case::of(SAMPLE);
    second
        .run_with(
            &["bao-cao", "--ky", "2020-03"],
            &[("RAYON_NUM_THREADS", "1"), ("TZ", "America/New_York"), ("LANG", "C")],
        )
        .code(0);
    let (one, two) = (first.files("luu-tru/2020-03/data"), second.files("luu-tru/2020-03/data"));
    let names = |files: &[(String, Vec<u8>)]| {
        files.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>()
    };
    assert_eq!(names(&one), names(&two));
    for ((name, left), (_, right)) in one.iter().zip(&two) {
        assert!(left == right, "{name} differs");
    }
}

#[test]
fn the_same_inputs_again_change_nothing_and_it_is_said() {
    let case = Case::of(SAMPLE);
    case.march().code(0);
    let before = case.files("luu-tru");
    case.march().code(0).says("không có gì thay đổi");
    assert!(before == case.files("luu-tru"));
}

#[test]
fn other_inputs_do_not_overwrite_a_period() {
    let row = "A | Phòng A | 20/02/2020 | 02/03/2020 | 28/02/2020 | Trực tiếp";
    let header = "Mã hồ sơ | Phòng ban | Ngày tiếp nhận | Ngày hẹn trả | Ngày kết thúc xử lý | Hình thức nộp";
    let case = Case::new().sheet("a.xlsx", "Hồ sơ", &format!("{header}\n{row}"));
    case.march().code(0);
    let before = case.files("luu-tru/2020-03");
    let case = case.sheet("b.xlsx", "Hồ sơ", &format!("{header}\nB{row}"));
    case.march().code(1).says("--thay-the");
    assert!(before == case.files("luu-tru/2020-03"));
    let replaced = case.run(&["bao-cao", "--ky", "2020-03", "--thay-the"]);
    assert_eq!(replaced.code(0).columns()[0], 2);
    // The old one is kept, beside the new one.
    let kept: Vec<String> = case.files("luu-tru").into_iter().map(|(name, _)| name).collect();
    let bags = kept.iter().filter(|name| name.ends_with("/bagit.txt")).count();
    assert_eq!(bags, 2, "{kept:?}");
    let old = case.files("luu-tru").into_iter().any(|(name, bytes)| {
        !name.starts_with("2020-03/")
            && before.iter().any(|(path, same)| {
                path == "data/so-lieu.json" && name.ends_with("data/so-lieu.json") && *same == bytes
            })
    });
    assert!(old, "{kept:?}");
}

#[test]
fn number_and_date_can_be_filled_in_once_they_are_known() {
    let case = Case::of(SAMPLE);
    case.march().code(0);
    let outcome = case.run(&["bao-cao", "--ky", "2020-03", "--so", "31", "--ngay", "20/03/2020"]);
    outcome.code(0);
    let html = crate::documents::html_text(&outcome.archived("bao-cao.html"));
    assert!(html.contains("31/BC-SLĐTBXH"), "{html}");
    assert!(html.contains("ngày 20 tháng 3 năm 2020"), "{html}");
}

#[test]
fn nothing_is_left_behind_when_a_run_stops() {
    let case = Case::new().file("du-lieu/hong.xlsx", b"no workbook");
    case.march().code(1);
    let left: Vec<String> = case.files("").into_iter().map(|(name, _)| name).collect();
    assert_eq!(left, ["congso.toml", "du-lieu/hong.xlsx"]);
    assert_eq!(std::fs::read_to_string(case.root().join("congso.toml")).unwrap(), SETTINGS);
}
