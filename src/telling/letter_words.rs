//! What `thu-xin-loi` tells.

use std::fmt::Write as _;
use std::path::Path;

use crate::error::shown_path;
use crate::office::FilledIn;
use crate::report::{HeldBack, LetterKind, Letters};
use crate::telling::advice::{Advice, Reader};

/// How many held back are told one by one.
const SHOWN: usize = 5;

/// After letters were written, or not.
pub(crate) fn written(letters: &Letters, folder: &Path, day: &str, reader: Reader) -> String {
    let count = |kind| letters.written.iter().filter(|letter| letter.kind == kind).count();
    let mut text = if let Some(void) = letters.voids.first() {
        format!(
            "Đã hủy thư thứ tự {} của “{}”: {}\n   = số này không dùng lại; {}",
            void.order,
            void.code,
            void.reason,
            reader.words(Advice::LettersInstead)
        )
    } else if letters.written.is_empty() {
        format!("Không có thư mới đến ngày {day}, không ghi gì vào lưu trữ")
    } else {
        format!(
            "Đã lập {} phiếu xin lỗi và hẹn lại, {} thư xin lỗi, {} thư về việc không có giấy tiếp nhận",
            count(LetterKind::Appointment),
            count(LetterKind::Apology),
            count(LetterKind::Matter)
        )
    };
    let mut add = |line: String| write!(text, "\n   = {line}").expect("writing to a string");
    for held in letters.held_back.iter().filter(|held| held.is_refused()) {
        add(format!("LỖI: hồ sơ “{}” {}", held.code, held.missing.join("; ")));
    }
    let held: Vec<&HeldBack> =
        letters.held_back.iter().filter(|held| held.can_be_filled_in()).collect();
    for one in held.iter().take(SHOWN) {
        add(format!("chưa lập: “{}” {}", one.code, one.missing.join("; ")));
    }
    if held.len() > SHOWN {
        add(format!("và {} hồ sơ nữa chưa lập được", held.len() - SHOWN));
    }
    if !letters.near.is_empty() {
        add(format!("{} hồ sơ sắp đến hạn chưa có thư", letters.near.len()));
    }
    if !held.is_empty() || !letters.near.is_empty() {
        add(reader.words(Advice::FillInLetters));
    }
    if !letters.written.is_empty() || !letters.voids.is_empty() {
        write!(text, "\n  --> {}", shown_path(&folder.join("data").join("thu-xin-loi")))
            .expect("writing to a string");
    }
    text
}

/// After the workbook to fill in was written.
pub(crate) fn filled(filled: &FilledIn) -> String {
    format!(
        "Đã ghi phiếu nhập: {} hồ sơ cần lý do hoặc ngày hẹn lại, trong đó {} hồ sơ sắp đến hạn\n  --> {}\n   = gợi ý: điền xong thì chép vào du-lieu rồi lập thư",
        filled.dossiers,
        filled.near,
        shown_path(&filled.path)
    )
}
