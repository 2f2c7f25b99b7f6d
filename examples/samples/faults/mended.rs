//! Copies out of `can-sua` that were dropped in: beside their originals, without them, and beside what they became.

use std::fmt::Write as _;

use rust_xlsxwriter::XlsxError;
use sha2::{Digest as _, Sha256};

use crate::sheet::{Sheet, texts};
use crate::workbook::xlsx;

const HEADER: [&str; 6] = [
    "Mã hồ sơ",
    "Phòng ban",
    "Ngày tiếp nhận",
    "Ngày hẹn trả",
    "Ngày kết thúc xử lý",
    "Hình thức nộp",
];

/// Name and bytes of each.
pub(crate) fn files() -> Result<Vec<(&'static str, Vec<u8>)>, XlsxError> {
    let original = xlsx(&[dossiers("A-200311-0101", "31/02/2020")])?;
    let mended = copy("42-goc.xlsx", &digest(&original), "A-200311-0101")?;
    let lost = copy("da-xoa.xlsx", &digest(b"da xoa"), "A-200311-0102")?;
    let changed = xlsx(&[dossiers("A-200311-0103", "18/03/2020")])?;
    let late = copy("45-goc-da-doi.xlsx", &digest(b"truoc khi doi"), "A-200311-0103")?;
    Ok(vec![
        ("42-goc.xlsx", original),
        ("43-ban-sua-cua-42.xlsx", mended),
        ("44-ban-sua-mat-goc.xlsx", lost),
        ("45-goc-da-doi.xlsx", changed),
        ("46-ban-sua-cua-45-cu.xlsx", late),
    ])
}

fn dossiers(code: &str, due: &str) -> Sheet {
    let row = [code, "Phòng Việc làm", "11/03/2020", due, "12/03/2020", "Trực tiếp"];
    Sheet {
        name: "Hồ sơ",
        rows: vec![texts(&HEADER), texts(&row)],
        heading: 1,
        merges: Vec::new(),
        widths: vec![18, 20, 14, 14, 18, 14],
    }
}

/// A mended copy as the program recognises it.
fn copy(original: &str, ancestor: &str, code: &str) -> Result<Vec<u8>, XlsxError> {
    let list = Sheet {
        name: "Cần sửa",
        rows: vec![
            texts(&["Loại", "bản sao đủ mọi dòng"]),
            texts(&["Tệp gốc trong du-lieu", original]),
            texts(&["Mã SHA-256 của tệp gốc", ancestor]),
            texts(&["Mã nội dung khi lập", &digest(code.as_bytes())]),
        ],
        heading: 0,
        merges: Vec::new(),
        widths: vec![28, 70],
    };
    xlsx(&[list, dossiers(code, "18/03/2020")])
}

fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut text, byte| {
        write!(text, "{byte:02x}").expect("writing to a string");
        text
    })
}
