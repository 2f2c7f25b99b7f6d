//! What the columns of a register of complaints, petitions and feedback may be called, best name first.

use crate::ledger::Field;
use crate::normalize::header::shared_alias::{DEPARTMENT, FieldNames};

pub(super) const COMPLAINTS: &[(Field, FieldNames)] = &[
    (
        Field::Code,
        &[
            &["ma don"],
            &["so don"],
            &["ma don thu", "so don thu"],
            &["ma pakn", "so pakn", "ma phan anh", "so phan anh", "ma phan anh, kien nghi"],
        ],
    ),
    (Field::Kind, &[&["loai don"], &["loai don thu"], &["phan loai don", "phan loai"]]),
    (Field::Department, DEPARTMENT),
    (
        Field::Received,
        &[
            &["ngay tiep nhan"],
            &["ngay nhan"],
            &["ngay nhan don"],
            &["ngay thu ly"],
            &["thoi gian tiep nhan", "ngay thang tiep nhan", "ngay thang nam tiep nhan"],
            &["ngay phan anh", "ngay gui phan anh", "ngay gui pakn", "ngay nhan pakn"],
            &["ngay gui", "ngay den"],
        ],
    ),
    (
        Field::Due,
        &[
            &["han giai quyet"],
            &["thoi han giai quyet"],
            &["han xu ly", "thoi han xu ly"],
            &["han tra loi", "thoi han tra loi", "thoi han phai tra loi"],
        ],
    ),
    (
        Field::Resolved,
        &[
            &["ngay giai quyet"],
            &["ngay giai quyet xong"],
            &["ngay tra loi"],
            &[
                "ngay tra loi cong dan",
                "ngay tra loi nguoi dan",
                "ngay tra loi don",
                "ngay tra loi ket qua",
                "ngay tra loi bang van ban",
                "ngay van ban tra loi",
                "ngay co van ban tra loi",
                "ngay ban hanh van ban tra loi",
                "ngay ra van ban tra loi",
            ],
            &["ngay ket luan", "ngay ra ket luan", "ngay ban hanh ket luan", "ngay co ket luan"],
            &[
                "ngay quyet dinh giai quyet",
                "ngay ra quyet dinh giai quyet",
                "ngay ban hanh quyet dinh giai quyet",
                "ngay thong bao ket qua",
                "ngay thong bao ket qua giai quyet",
                "ngay co ket qua",
                "ngay co ket qua giai quyet",
            ],
            &["ngay ket thuc"],
            &[
                "ngay xu ly",
                "ngay phan hoi",
                "ngay xu ly xong",
                "ngay hoan thanh",
                "ngay ket thuc xu ly",
            ],
        ],
    ),
    (
        Field::Status,
        &[
            &["trang thai", "trang thai xu ly", "tinh trang", "tinh trang xu ly"],
            &["ket qua xu ly", "ket qua giai quyet"],
        ],
    ),
    (
        Field::Suspended,
        &[
            &["ngay tam dinh chi"],
            &[
                "ngay tam dinh chi giai quyet",
                "tam dinh chi tu ngay",
                "ngay quyet dinh tam dinh chi",
            ],
        ],
    ),
    (Field::Continued, &[&["ngay tiep tuc"], &["ngay tiep tuc giai quyet", "tiep tuc tu ngay"]]),
    (
        Field::Content,
        &[
            &["noi dung"],
            &["noi dung don"],
            &["trich yeu"],
            &["noi dung phan anh", "noi dung kien nghi", "noi dung pakn"],
            &["noi dung phan anh, kien nghi", "noi dung kien nghi, phan anh"],
            &["noi dung khieu nai", "noi dung to cao", "tom tat noi dung", "tom tat noi dung don"],
        ],
    ),
    (Field::Note, &[&["ghi chu"]]),
];
