//! What the columns may be called of what an office saves of the national portal.

use crate::ledger::Field;

/// The names of a field: groups of one rank each, the best first.
pub(crate) type FieldNames = &'static [&'static [&'static str]];

pub(crate) const PORTAL_FIGURES: &[(Field, FieldNames)] = &[
    (
        Field::Index,
        &[
            &["ma chi so", "ma chi tieu"],
            &["chi so", "chi tieu", "chi so thanh phan"],
            &["ten chi so", "ten chi tieu"],
        ],
    ),
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
