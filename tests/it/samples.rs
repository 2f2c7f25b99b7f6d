//! The sample offices: the README's command, every code, and the sheets as the example writes them.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use crate::case::{Case, columns, files_below};
use crate::tidy::{codes, root};

#[test]
fn the_sample_office_makes_its_month_without_a_row_left_out() {
    let case = Case::of("samples/so-ldtbxh-tra-vinh");
    let outcome = case.march();
    let figures = outcome.code(0).figures();
    // The figures stand in .ci/recount.py again; these few say at once that a rule has moved.
    let total = &figures["ho_so"]["tong"];
    assert_eq!(columns(total), [483, 101, 247, 135, 342, 201, 117, 24, 141, 131, 10]);
    assert_eq!(total["ty_le_dung_han"]["phan_tram"], "92,98%");
    assert_eq!(figures["du_lieu"]["dong_khong_tinh"], 0);
    assert_eq!(figures["ho_so"]["sai_dang_thuc"], serde_json::json!([]));
    assert_eq!(figures["ho_so"]["theo_don_vi"].as_array().unwrap().len(), 8);
    assert_eq!(figures["ho_so"]["theo_linh_vuc"].as_array().unwrap().len(), 9);
    let pages: Vec<String> =
        case.files("luu-tru/2020-03/data/don-vi").into_iter().map(|(name, _)| name).collect();
    assert_eq!(pages.iter().filter(|name| name.ends_with(".pdf")).count(), 8, "{pages:?}");
}

/// Over every period that the sheets cover, the identities hold and open dossiers are carried over.
#[test]
fn the_identities_hold_in_every_month_of_the_sample() {
    let case = Case::of("samples/so-ldtbxh-tra-vinh");
    let mut open = None;
    for period in ["2020-01", "2020-02", "2020-03", "2020-04"] {
        // The sheets end on 20 March, in the middle of the last of these periods.
        case.run(&["bao-cao", "--ky", period, "--du-lieu-thieu"]);
        let (_, bytes) = case
            .files(&format!("luu-tru/{period}/data"))
            .into_iter()
            .find(|(name, _)| name == "so-lieu.json")
            .unwrap_or_else(|| panic!("no {period}"));
        let figures: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
        for list in ["theo_don_vi", "theo_linh_vuc", "theo_thu_tuc"] {
            let mut sum = [0; 11];
            for line in figures["ho_so"][list].as_array().unwrap() {
                let c = columns(line);
                assert_eq!(c[0], c[1] + c[2] + c[3], "{line}");
                assert_eq!(c[4], c[5] + c[6] + c[7], "{line}");
                assert_eq!(c[8], c[9] + c[10], "{line}");
                assert_eq!(c[0], c[4] + c[8], "{line}");
                sum = std::array::from_fn(|index| sum[index] + c[index]);
            }
            assert_eq!(sum, columns(&figures["ho_so"]["tong"]), "{period} {list}");
        }
        let total = columns(&figures["ho_so"]["tong"]);
        if let Some(open) = open {
            assert_eq!(total[3], open, "{period}");
        }
        open = Some(total[8]);
    }
}

#[test]
fn every_code_occurs_in_the_sample_of_faults() {
    let case = Case::of("samples/loi");
    let outcome = case.run(&["kiem-tra", "--json", "--tinh-den", "2020-03-14"]);
    let json: serde_json::Value = serde_json::from_str(&outcome.code(3).stdout).unwrap();
    let mut found = BTreeSet::new();
    let mut report = vec!["bao-cao", "--ky", "2020-03"];
    for file in json["files"].as_array().unwrap() {
        found.extend(file["error"]["code"].as_str().map(str::to_owned));
        let codes: BTreeSet<&str> = file["findings"]
            .as_array()
            .unwrap()
            .iter()
            .map(|finding| finding["code"].as_str().unwrap())
            .collect();
        let stops = ["ambiguous_column", "no_period", "sheet_unreadable", "unknown_scale"];
        if file["outcome"] == "error" || stops.iter().any(|code| codes.contains(code)) {
            report.extend(["--bo-qua", file["path"].as_str().unwrap()]);
        }
        found.extend(codes.into_iter().map(str::to_owned));
    }
    // It stops as it is; without what cannot be read, the rest is a report.
    case.march().code(1);
    found.extend(case.run(&report).code(3).found().into_iter().map(|(code, _)| code));
    let all: BTreeSet<String> = codes().into_iter().collect();
    let missing: Vec<_> = all.difference(&found).collect();
    assert!(missing.is_empty(), "not in samples/loi: {missing:?}");
    let unknown: Vec<_> = found.difference(&all).collect();
    assert!(unknown.is_empty(), "not in the list of codes: {unknown:?}");
}

/// `cargo run --example samples` writes what is committed.
#[test]
fn the_committed_samples_are_those_that_the_example_writes() {
    let example = Path::new(crate::case::CONGSO)
        .with_file_name("examples")
        .join(if cfg!(windows) { "samples.exe" } else { "samples" });
    let folder = tempfile::TempDir::new().unwrap();
    let status = Command::new(&example)
        .args(["--vao".as_ref(), folder.path()])
        .status()
        .unwrap_or_else(|error| panic!("{}: {error}", example.display()));
    assert!(status.success());
    for office in ["so-ldtbxh-tra-vinh", "loi"] {
        let made = files_below(&folder.path().join(office));
        assert!(!made.is_empty());
        for (name, bytes) in made {
            let committed =
                std::fs::read(root().join("samples").join(office).join(&name)).unwrap_or_default();
            assert!(committed == bytes, "samples/{office}/{name} is not what the example writes");
        }
    }
}
