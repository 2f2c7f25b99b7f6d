//! What each column may be called, by kind of sheet, best name first.

use crate::ledger::{Field, SheetKind};
use crate::model::word_key;
use crate::normalize::header::complaint_alias::COMPLAINTS;
use crate::normalize::header::portal_alias::{PORTAL_DOSSIERS, PORTAL_FIGURES};
use crate::normalize::header::shared_alias::{ADDRESS_FORM, AREA, DEPARTMENT, FieldNames, OFFICER};

/// Kinds that are known by the names of their columns.
pub(crate) const KINDS: [SheetKind; 12] = [
    SheetKind::PortalDossiers,
    SheetKind::Publications,
    SheetKind::LetterRegister,
    SheetKind::LetterEntries,
    SheetKind::Matters,
    SheetKind::Scores,
    SheetKind::PortalFigures,
    SheetKind::SelfAssessment,
    SheetKind::Complaints,
    SheetKind::Served,
    SheetKind::Surveys,
    SheetKind::Dossiers,
];

/// Which fields a kind has.
pub(crate) const fn fields(kind: SheetKind) -> &'static [(Field, FieldNames)] {
    match kind {
        SheetKind::Dossiers => DOSSIERS,
        SheetKind::Surveys => SURVEYS,
        SheetKind::Complaints => COMPLAINTS,
        SheetKind::SelfAssessment => SELF_ASSESSMENT,
        SheetKind::Scores => SCORES,
        SheetKind::Served => SERVED,
        // Known by the place of a column as well as by its words: `total_columns`.
        SheetKind::Totals => &[],
        SheetKind::LetterEntries => LETTER_ENTRIES,
        SheetKind::Matters => MATTERS,
        SheetKind::LetterRegister => LETTER_REGISTER,
        SheetKind::Publications => PUBLICATIONS,
        SheetKind::PortalFigures => PORTAL_FIGURES,
        SheetKind::PortalDossiers => PORTAL_DOSSIERS,
    }
}

const DOSSIERS: &[(Field, FieldNames)] = &[
    (
        Field::Code,
        &[
            &["ma ho so"],
            &["so ho so"],
            &["ma so ho so"],
            &["ma hs", "so hs", "ma so hs"],
            &["so bien nhan", "ma bien nhan", "ma bien nhan ho so"],
            &["so tiep nhan", "so giay tiep nhan", "so giay hen", "so phieu hen", "ma tra cuu"],
            &["dossier code", "dossier id", "dossier number", "dossier no"],
            &["application code", "application id", "application number", "application no"],
            &["record code", "record id", "file code", "file number", "case code", "case number"],
            &["code"],
        ],
    ),
    (
        Field::Procedure,
        &[
            &["ten thu tuc hanh chinh"],
            &["ten thu tuc"],
            &["ten tthc"],
            &["thu tuc hanh chinh", "thu tuc", "tthc"],
            &["ten noi dung", "noi dung yeu cau giai quyet"],
            &["ten ho so"],
            &["procedure", "procedure name", "service", "service name"],
        ],
    ),
    (
        Field::ProcedureCode,
        &[&["ma tthc"], &["ma thu tuc"], &["ma thu tuc hanh chinh"], &["procedure code"]],
    ),
    (Field::Area, AREA),
    (Field::Department, DEPARTMENT),
    (
        Field::Applicant,
        &[
            &["chu ho so"],
            &["ten to chuc, ca nhan"],
            &["nguoi nop ho so"],
            &["nguoi nop"],
            &["ho ten/to chuc", "ho ten, ten to chuc", "to chuc/ca nhan", "ca nhan/to chuc"],
            &["to chuc/ca nhan nop ho so", "ca nhan/to chuc nop ho so", "ten ca nhan/to chuc"],
            &["cong dan/to chuc", "cong dan/doanh nghiep", "ten cong dan", "ten nguoi nop ho so"],
            &["nguoi yeu cau", "nguoi de nghi"],
            &["ten nguoi nop", "ho ten nguoi nop", "ten chu ho so", "ho ten chu ho so"],
            &["ho ten", "ho va ten"],
            &["applicant", "applicant name", "full name"],
        ],
    ),
    (Field::AddressForm, ADDRESS_FORM),
    (
        Field::IdNumber,
        &[&["so dinh danh"], &["cccd", "so cccd"], &["cmnd", "so cmnd"], &["so giay to"]],
    ),
    (
        Field::Address,
        &[
            &["dia chi"],
            &["dia chi/sdt"],
            &["dia chi lien he", "dia chi thuong tru", "dia chi cu tru"],
            &["noi o", "noi cu tru", "noi thuong tru"],
            &["address"],
        ],
    ),
    (Field::Phone, &[&["so dien thoai"], &["dien thoai"], &["sdt"], &["phone", "phone number"]]),
    (
        Field::Received,
        &[
            &["ngay tiep nhan"],
            &["ngay tiep nhan ho so"],
            &["thoi gian tiep nhan"],
            &["ngay nhan"],
            &["ngay nhan ho so"],
            &["nhan ho so"],
            &["thoi gian nhan ho so"],
            // The limit begins with a complete dossier.
            &["ngay nhan du ho so", "ngay tiep nhan du ho so", "ngay nhan ho so hop le"],
            &["ngay nop"],
            &["ngay nop ho so"],
            &["ngay thang nam tiep nhan", "thoi diem tiep nhan"],
            &["received date", "date received", "date of receipt", "receipt date"],
            &["received", "received on", "received at"],
            &["submission date", "submitted date", "date submitted", "date of submission"],
        ],
    ),
    (
        Field::Due,
        &[
            &["ngay hen tra"],
            &["ngay hen tra ket qua"],
            &["hen tra ket qua"],
            &["ngay hen tra kq"],
            &["thoi gian hen tra"],
            &["hen tra"],
            &["ngay hen"],
            &["han tra"],
            &["thoi han tra"],
            &["han tra ket qua", "thoi han tra ket qua", "han tra kq"],
            &["ngay thang nam hen tra", "thoi diem hen tra", "ngay hen tra ho so"],
            &["ngay tra theo quy dinh", "ngay phai tra", "ngay phai tra ket qua"],
            // May be those of one step within the office.
            &["han giai quyet"],
            &["han xu ly"],
            &["ngay den han", "ngay den han tra"],
            &["due date", "date due", "due"],
            &["appointment date", "deadline"],
        ],
    ),
    (
        Field::Reappointed,
        &[
            &["ngay hen lai"],
            &["ngay hen tra lai"],
            &["hen lai"],
            &["ngay hen tra moi"],
            &["gia han den ngay"],
            &[
                "gia han den",
                "hen lai ngay",
                "hen lai lan 1",
                "han moi",
                "han tra moi",
                "ngay hen moi",
            ],
        ],
    ),
    (
        Field::Finished,
        &[
            &["ngay ket thuc xu ly"],
            &["ngay ket thuc"],
            &["ngay hoan thanh"],
            &["ngay xu ly xong"],
            &["ngay giai quyet xong"],
            &["ngay co ket qua", "ngay co kq", "ngay ra ket qua", "ngay ra kq"],
            &["ngay ket thuc xu ly ho so", "ngay hoan thanh xu ly", "ngay hoan tat"],
            // To the one-stop desk, which hands it out.
            &[
                "ngay tra ket qua ve trung tam",
                "ngay tra ve trung tam",
                "ngay tra ket qua ve bo phan mot cua",
                "ngay chuyen tra ket qua",
                "ngay phong chuyen mon tra",
                "ngay nhan ket qua tu co quan giai quyet",
                "nhan ket qua tu co quan giai quyet",
            ],
            &["ngay giai quyet"],
            &[
                "ngay xong",
                "ngay lam xong",
                "ngay thuc hien xong",
                "ngay dong ho so",
                "thoi diem ket thuc",
            ],
            &["completion date", "completed date", "date completed", "date of completion"],
            &["finished date", "finish date", "date finished", "end date"],
            &["closed date", "date closed", "resolved date"],
        ],
    ),
    (
        Field::Collected,
        &[
            &["ngay tra ket qua"],
            &["ngay tra kq"],
            &["tra ket qua"],
            &["ngay tra"],
            &["ngay tra ho so"],
            &["ngay tra ket qua cho cong dan", "ngay tra ket qua cho nguoi dan"],
            &["ngay tra dan", "ngay tra kq cho cong dan", "ngay tra kq cho nguoi dan"],
            &["thuc tra"],
            &["ngay nhan ket qua", "ngay cong dan nhan ket qua"],
            &["thoi gian tra ket qua", "thoi diem tra ket qua", "thoi gian tra"],
            &["return date", "returned date", "date returned", "date of return"],
            &["result return date", "result delivery date", "delivery date", "returned"],
            &["collected date", "collection date", "date collected"],
        ],
    ),
    (
        Field::Status,
        &[
            &["trang thai"],
            &["trang thai ho so"],
            &["tinh trang"],
            &["tinh trang ho so"],
            &["tinh trang xu ly", "trang thai xu ly"],
            &["tinh trang giai quyet", "trang thai giai quyet"],
            &["ket qua giai quyet ho so"],
            &["status", "dossier status"],
        ],
    ),
    (
        Field::Channel,
        &[
            &["hinh thuc nop"],
            &["hinh thuc nop ho so"],
            &["kenh", "kenh nop"],
            &["hinh thuc tiep nhan"],
            &["phuong thuc", "phuong thuc nop"],
            &["kenh tiep nhan", "kenh nop ho so"],
            &["cach thuc nop", "cach thuc nop ho so", "phuong thuc tiep nhan"],
            &["channel", "submission channel", "submission method"],
        ],
    ),
    (Field::Officer, OFFICER),
    (
        Field::Reason,
        &[
            &["ly do tre han"],
            &["ly do tre hen"],
            &["ly do tre"],
            &["nguyen nhan qua han"],
            &["ly do qua han"],
            &["nguyen nhan tre han", "nguyen nhan tre hen", "nguyen nhan tre"],
            &["nguyen nhan cham", "ly do cham", "nguyen nhan cham tre", "ly do cham tre"],
            &["ly do"],
            &["reason", "reason for delay"],
        ],
    ),
    (
        Field::Supplements,
        &[
            &["so lan bo sung"],
            &["so lan yeu cau bo sung"],
            &["so lan bo sung ho so"],
            &["so lan yc bo sung", "so lan bs", "lan bo sung", "bo sung (lan)"],
            &["so lan tra bo sung", "so lan tra ho so bo sung", "so lan yeu cau bo sung ho so"],
            &["so phieu bo sung", "so phieu yeu cau bo sung"],
        ],
    ),
    (Field::SupplementAsked, &[&["ngay yeu cau bo sung"], &["ngay bo sung"]]),
    (Field::Limit, &[&["thoi han giai quyet"], &["thoi han"], &["thoi gian giai quyet"]]),
];

const SURVEYS: &[(Field, FieldNames)] = &[
    (Field::Number, &[&["so phieu"], &["ma phieu"], &["phieu so"], &["ma so phieu"]]),
    (
        Field::Date,
        &[
            &["ngay tra loi"],
            &["ngay khao sat"],
            &["ngay danh gia"],
            &["ngay lay phieu", "ngay lay y kien"],
            &["dau thoi gian", "timestamp"],
            &["thoi gian gui"],
            &["ngay gui"],
            &["ngay", "ngay thang"],
            &["thoi gian"],
            // Tools write down when a form was begun and when it was sent.
            &["completion time", "thoi gian hoan thanh", "gio hoan thanh"],
            &["submitdate", "submission date", "date submitted"],
            &["end date", "ngay ket thuc"],
            &["end"],
            &["recorded date"],
            &["submission time"],
            &["date"],
            &["start time", "thoi gian bat dau", "gio bat dau"],
            &["start date", "ngay bat dau"],
            &["start"],
            &["today"],
        ],
    ),
    (Field::Department, DEPARTMENT),
    (Field::Area, AREA),
    (Field::Code, &[&["ma ho so"], &["so ho so"]]),
    (
        Field::Comment,
        &[
            &["gop y"],
            &["y kien gop y", "y kien dong gop"],
            &["y kien khac", "gop y khac", "y kien gop y khac"],
            &["gop y khac cua ong/ba", "y kien khac cua ong/ba", "gop y cua ong/ba"],
            &["y kien cua ong/ba", "y kien dong gop cua ong/ba", "y kien gop y cua ong/ba"],
            &["y kien", "kien nghi", "de xuat", "nhan xet", "y kien nhan xet"],
        ],
    ),
    (Field::Note, &[&["ghi chu"]]),
];

const SCORES: &[(Field, FieldNames)] = &[
    (Field::Officer, OFFICER),
    (Field::Index, &[&["chi so"], &["ma chi so"], &["chi so thanh phan"]]),
    (Field::Points, &[&["diem tu cham"], &["diem tu danh gia"], &["diem cham"]]),
    (Field::Reached, &[&["so dat"], &["so luong dat"]]),
    (Field::OutOf, &[&["trong so"], &["trong tong so"]]),
    (Field::Note, &[&["can cu"], &["ghi chu"]]),
];

const SELF_ASSESSMENT: &[(Field, FieldNames)] = &[
    (Field::Content, &[&["noi dung"], &["noi dung danh gia"], &["tieu chi"]]),
    (Field::Verdict, &[&["tu danh gia"], &["ket qua tu danh gia"], &["muc tu danh gia"]]),
    (Field::Note, &[&["ghi chu"], &["giai trinh"]]),
];

const SERVED: &[(Field, FieldNames)] = &[
    (Field::Ordinal, &[&["stt", "tt", "so tt"]]),
    (Field::Department, DEPARTMENT),
    (
        Field::Served,
        &[&["so luot"], &["so luot phuc vu"], &["luot phuc vu"], &["so luot giao dich"]],
    ),
    (Field::Issued, &[&["so phieu phat ra"], &["so phieu phat"], &["phieu phat ra"]]),
    (Field::Note, &[&["ghi chu"]]),
];

/// What `thu-xin-loi --phieu-nhap` makes.
const LETTER_ENTRIES: &[(Field, FieldNames)] = &[
    (Field::Code, &[&["ma ho so"]]),
    (Field::Reason, &[&["ly do xin loi"]]),
    (Field::Reappointed, &[&["ngay hen lai"]]),
    (Field::AddressForm, ADDRESS_FORM),
];

const MATTERS: &[(Field, FieldNames)] = &[
    (Field::Applicant, &[&["kinh gui"]]),
    (Field::AddressForm, ADDRESS_FORM),
    (Field::Address, &[&["dia chi"]]),
    (Field::Content, &[&["viec chua giai quyet kip thoi"]]),
    (Field::Received, &[&["ngay de nghi"]]),
    (Field::Reason, &[&["ly do xin loi"], &["ly do"]]),
    (Field::Due, &[&["ngay hen tra loi"]]),
    (Field::Department, DEPARTMENT),
];

/// What `kiem-tra` makes of the comments of a period.
const PUBLICATIONS: &[(Field, FieldNames)] = &[
    (Field::Origin, &[&["vi tri"]]),
    (Field::Fingerprint, &[&["ma y kien"]]),
    (Field::Content, &[&["noi dung dang"]]),
    (Field::Publish, &[&["dang"]]),
];

/// What the clerk's office fills in.
const LETTER_REGISTER: &[(Field, FieldNames)] = &[
    (Field::Code, &[&["ma ho so"]]),
    (Field::Order, &[&["thu tu"]]),
    (Field::Kind, &[&["loai van ban"]]),
    (Field::Number, &[&["so phieu"]]),
    (Field::Date, &[&["ngay phieu"]]),
];

/// Columns that are known and not read: they help to recognise a header, and are no near miss of anything.
pub(crate) const UNREAD: &[&str] = &[
    "stt",
    "tt",
    "so tt",
    "so thu tu",
    "no",
    "ghi chu",
    "gioi tinh",
    "do tuoi",
    "tuoi",
    "trinh do",
    "trinh do hoc van",
    "nghe nghiep",
    "dan toc",
    "khu vuc",
    "fileurl",
    "email",
    "dia chi email",
    "ngay nhap",
    "ngay sinh",
    "ngay cap",
    "nam sinh",
    "ngay nhap lieu",
    "ky nhan",
    "phuong thuc nhan ket qua",
    "ngay hoan tra",
    "ngay chuyen",
    "nguoi nhap",
    "nguoi nhan",
    "nguoi ky",
    "quy trinh",
    "phi le phi",
    "le phi",
    "muc do",
];

/// Every name of every kind, folded.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    KINDS
        .into_iter()
        .flat_map(fields)
        .flat_map(|(_, names)| names.iter().copied().flatten().copied())
}

/// Key of a header: letters and digits only, so that `MaPhieu`, `ma_phieu` and `Mã phiếu:` agree.
pub(crate) fn header_key(text: &str) -> String {
    let mut key = word_key(text);
    key.retain(char::is_alphanumeric);
    key
}

/// The text behind its number: `1. Mã hồ sơ`, `II) Phòng`, `(3) Ngày trả`.
pub(crate) fn without_ordinal(text: &str) -> Option<&str> {
    let open = text.trim().trim_start_matches('(');
    let (number, rest) = open.split_once(['.', ')', '/', ' '])?;
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let romans = |text: &str| text.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
    let is_ordinal =
        (1..=4).contains(&number.len()) && (digits(number) && number.len() < 3 || romans(number));
    let rest = rest.trim_start_matches(['.', ')', '-', ' ']);
    (is_ordinal && rest.starts_with(char::is_alphabetic)).then_some(rest)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_name_belongs_to_two_fields_of_a_kind() {
        for kind in KINDS {
            let mut seen = BTreeSet::new();
            for (field, names) in fields(kind) {
                for name in names.iter().copied().flatten() {
                    assert_eq!(word_key(name), *name, "{field:?} is not folded");
                    assert!(seen.insert(header_key(name)), "{name} of {kind:?} stands twice");
                }
            }
        }
    }

    #[test]
    fn a_header_may_bear_its_number() {
        assert_eq!(without_ordinal("1. Mã hồ sơ"), Some("Mã hồ sơ"));
        assert_eq!(without_ordinal("(12) Ngày trả"), Some("Ngày trả"));
        assert_eq!(without_ordinal("IV. Phòng"), Some("Phòng"));
        assert_eq!(without_ordinal("1.014199"), None);
        assert_eq!(without_ordinal("Mã hồ sơ"), None);
        assert_eq!(without_ordinal("2020 có"), None);
    }

    #[test]
    fn header_keys_hold_letters_and_digits_only() {
        for text in ["MaPhieu", "ma_phieu", "Mã phiếu:", " MÃ  PHIẾU (*)"] {
            assert_eq!(header_key(text), "maphieu", "{text}");
        }
        assert_eq!(header_key("Cơ quan/đơn vị"), header_key("co quan / don vi"));
    }
}
