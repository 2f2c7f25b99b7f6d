//! Old and fragile formats, read by a process of their own: what kills it costs one file.
#![cfg(debug_assertions)]

use std::io::{Cursor, Write as _};
use std::time::{Duration, Instant};

use serde_json::Value;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::case::Case;
use crate::tidy::root;

const CONTENT: &str = "<office:document-content><office:body><office:spreadsheet>\
    <table:table table:name=\"A\"><table:table-row><table:table-cell><text:p>x</text:p>\
    </table:table-cell></table:table-row>";

/// An ods that ends before `</table:table>`: calamine 0.38 waits for it for ever.
fn cut_ods() -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", "<manifest:manifest/>"),
        ("content.xml", CONTENT),
    ] {
        writer.start_file(name, SimpleFileOptions::DEFAULT).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn torture(name: &str) -> Vec<u8> {
    std::fs::read(root().join("tests/torture").join(name)).unwrap()
}

/// An xls whose record of its size says 4 billion rows: calamine 0.38 reserves them.
fn giant_xls() -> Vec<u8> {
    let mut bytes = torture("94_sheetjs_biff8.xls");
    let head = [0x00, 0x02, 14, 0];
    let at = bytes.windows(4).position(|window| window == head).expect("a Dimensions record");
    bytes[at + 4..at + 12].copy_from_slice(&[0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF]);
    bytes[at + 14..at + 16].copy_from_slice(&[0xFF, 0xFF]);
    bytes
}

/// The preflight would refuse these files; without it, calamine really dies of them.
#[test]
fn a_file_that_kills_its_reader_is_a_finding_and_the_others_are_read() {
    let case = Case::new()
        .file("du-lieu/treo.ods", cut_ods())
        .file("du-lieu/vong.xls", torture("155_cfb_cyclic_chain.xls"))
        .file("du-lieu/khong-lo.xls", giant_xls())
        .sheet(
            "ho-so.xlsx",
            "Hồ sơ",
            "Mã hồ sơ | Phòng ban | Ngày tiếp nhận | Ngày hẹn trả | Ngày kết thúc xử lý
             A | Phòng A | 20/02/2020 | 02/03/2020 | 28/02/2020",
        );
    let start = Instant::now();
    let outcome = case.run_with(
        &["kiem-tra", "--json", "--tinh-den", "2020-03-14"],
        &[("CONGSO_KHONG_XEM_TRUOC", "1")],
    );
    assert!(start.elapsed() < Duration::from_secs(40), "{:?}", start.elapsed());
    let found: Value = serde_json::from_str(&outcome.code(3).stdout).unwrap();
    let said: Vec<_> = found["files"]
        .as_array()
        .unwrap()
        .iter()
        .map(|file| {
            let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
            (text(&file["path"]), text(&file["error"]["code"]), text(&file["error"]["message"]))
        })
        .collect();
    let memory = "Đọc tệp cần hơn 1024 MB bộ nhớ nên đã dừng: tệp quá lớn, hoặc hỏng";
    let time = "Đọc tệp quá 8 giây không xong nên đã dừng: tệp hỏng, hoặc quá lớn";
    let want = [
        ("ho-so.xlsx", "", ""),
        ("khong-lo.xls", "too_large", memory),
        ("treo.ods", "corrupt_file", time),
        ("vong.xls", "too_large", memory),
    ];
    assert_eq!(said, want.map(|(path, code, what)| (path.into(), code.into(), what.into())));
    assert_eq!(found["files"][0]["sheets"][0]["rows"]["accepted"], 1);
}

#[test]
fn the_child_is_in_no_help_and_answers_nobody_else() {
    let case = Case::new();
    for arguments in [&["--help"][..], &["kiem-tra", "--help"]] {
        let outcome = case.run(arguments);
        assert!(!outcome.stdout.contains("doc-tep-con"), "{}", outcome.stdout);
    }
    // Nothing on stdin is no task.
    assert!(!case.run(&["doc-tep-con"]).code(1).stdout.contains("xong"));
}
