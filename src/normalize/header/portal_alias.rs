//! What the columns may be called of what an office saves of the national portal, and the words that say whose it is.

use std::collections::BTreeSet;

use crate::ledger::Field;
use crate::model::{nfc, word_key};
use crate::normalize::header::shared_alias::FieldNames;

pub(crate) const PORTAL_FIGURES: &[(Field, FieldNames)] = &[
    (Field::Index, &[&["ma chi so", "ma chi tieu"], &["chi so", "chi tieu", "chi so thanh phan"]]),
    (Field::IndexName, &[&["ten chi so", "ten chi tieu"]]),
    (Field::Numerator, &[&["tu so"], &["numerator"]]),
    (Field::Denominator, &[&["mau so"], &["denominator"]]),
    (Field::Rate, &[&["ty le"], &["ty le dat", "ty le phan tram"], &["ratio"]]),
    (Field::Score, &[&["diem"], &["diem dat", "diem dat duoc", "diem so"], &["score"]]),
];

/// Its list has columns of dossiers, and says of each whether it is in time.
pub(crate) const PORTAL_DOSSIERS: &[(Field, FieldNames)] = &[
    (Field::Code, &[&["ma ho so"], &["so ho so"], &["ma so ho so"]]),
    (
        Field::PortalVerdict,
        &[
            &["danh gia cua cong", "danh gia tren cong", "danh gia theo cong"],
            &["ket qua cua cong", "ket qua tren cong", "ket qua theo cong"],
            &["tien do cua cong", "tien do tren cong", "tien do theo cong"],
            &["tinh trang tren cong", "tinh trang theo cong"],
            &[
                "danh gia cua cong dvcqg",
                "danh gia tren cong dvcqg",
                "tien do tren cong dvcqg",
                "danh gia cua cong dich vu cong quoc gia",
                "danh gia tren cong dich vu cong quoc gia",
                "tien do tren cong dich vu cong quoc gia",
            ],
        ],
    ),
];

/// Whether the columns are those of the portal's indices. Any plan has such columns: only words say whose they are.
pub(crate) fn are_indices(fields: &BTreeSet<Field>) -> bool {
    let has = |field: Field| fields.contains(&field);
    (has(Field::Index) || has(Field::IndexName))
        && (has(Field::Numerator) && has(Field::Denominator)
            || has(Field::Rate) && has(Field::Score))
}

/// Whether the columns are those of the office's own dossiers: from the first day to the last.
pub(crate) fn are_whole_dossiers(fields: &BTreeSet<Field>) -> bool {
    let has = |field: Field| fields.contains(&field);
    has(Field::Received) && has(Field::Due) && (has(Field::Finished) || has(Field::Collected))
}

/// Whether a title or header names the portal: `Cổng` with its tone, since `công` is in many words; not `Cổng thông
/// tin điện tử`, which is the office's own site.
pub(crate) fn names_portal(text: &str) -> bool {
    let letters = nfc(text).to_lowercase();
    let words: Vec<&str> =
        letters.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let is_named = (0..words.len())
        .any(|at| words.get(at) == Some(&"cổng") && words.get(at + 1) != Some(&"thông"));
    let key = word_key(text);
    is_named
        || ["cong dich vu cong", "cong dvc", "dichvucong"].iter().any(|name| key.contains(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_portal_is_named_by_its_word_and_not_by_words_that_fold_to_it() {
        for (text, want) in [
            ("Kết quả đánh giá trên Cổng Dịch vụ công quốc gia", true),
            ("CHỈ SỐ THEO CỔNG", true),
            ("Chi so theo Cong DVCQG", true),
            ("Lưu từ dichvucong.gov.vn", true),
            ("Chỉ tiêu công tác năm 2020", false),
            ("Đánh giá Cổng thông tin điện tử", false),
            ("Công chức, công dân", false),
        ] {
            assert_eq!(names_portal(text), want, "{text}");
        }
    }
}
