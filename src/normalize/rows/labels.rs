//! Words by which the heading of a group says what it is.

use crate::model::word_key;

/// What stands before a colon says what stands behind it.
pub(super) fn label(name: &str) -> Option<Says> {
    let key = word_key(name);
    let is = |words: &[&str]| words.contains(&key.as_str());
    if is(&[
        "don vi",
        "ten don vi",
        "phong",
        "phong ban",
        "phong/ban",
        "phong chuyen mon",
        "phong don vi",
        "phong/don vi",
        "phong, don vi",
        "phong ban/don vi",
        "co quan",
        "co quan/don vi",
        "don vi xu ly",
        "don vi giai quyet",
        "don vi thu ly",
        "don vi tiep nhan",
        "don vi thuc hien",
        "co quan giai quyet",
        "co quan xu ly",
        "co quan thuc hien",
        "bo phan",
        "bo phan xu ly",
        "department",
        "phong xu ly",
        "phong giai quyet",
        "don vi phu trach",
        "ten phong",
        "ten phong ban",
    ]) {
        return Some(Says::Department);
    }
    if is(&["linh vuc", "ten linh vuc", "nhom linh vuc", "linh vuc giai quyet"]) {
        return Some(Says::Area);
    }
    if is(&[
        "thu tuc",
        "ten thu tuc",
        "thu tuc hanh chinh",
        "ten thu tuc hanh chinh",
        "tthc",
        "ten tthc",
        "ten thu tuc (tthc)",
        "procedure",
    ]) {
        return Some(Says::Procedure);
    }
    let stated = is(&[
        "trang thai",
        "tinh trang",
        "trang thai ho so",
        "loai ho so",
        "thang",
        "ky",
        "quy",
        "nam",
        "tuan",
        "ngay",
        "tu ngay",
        "trang",
        "page",
        "can bo",
        "can bo xu ly",
        "can bo thu ly",
        "can bo phu trach",
        "nguoi xu ly",
        "chuyen vien",
        "hinh thuc",
        "hinh thuc nop",
        "kenh",
        "kenh nop",
        "muc do",
        "cap",
        "ngay in",
        "ngay xuat",
        "ngay lap",
        "nguoi in",
        "nguoi xuat",
        "ghi chu",
        "ngay tiep nhan",
        "so ho so",
        "so luong",
        "so luong ho so",
        "xa",
        "phuong",
        "xa, phuong",
        "xa/phuong",
        "dia ban",
        "dia chi",
        "khu vuc",
        "ten tep",
    ]);
    stated.then_some(Says::State)
}

/// `Nhóm: Phòng Tư pháp`: says only that it is a group.
pub(super) fn is_group_word(name: &str) -> bool {
    matches!(word_key(name).as_str(), "nhom" | "group" | "phan" | "muc" | "nhom theo")
}

/// A state, a time, a page or a title: what a heading says that is no name.
pub(super) fn is_state(key: &str) -> bool {
    const STARTS: [&str; 50] = [
        "ho so",
        "cac ho so",
        "trong do",
        "so ho so",
        "ky truoc",
        "ky nay",
        "trong ky",
        "ton ",
        "tu ky truoc",
        "chuyen tu",
        "chuyen sang",
        "tiep nhan",
        "da tiep nhan",
        "moi tiep nhan",
        "da giai quyet",
        "da xu ly",
        "da tra",
        "da hoan thanh",
        "da co ket qua",
        "dang giai quyet",
        "dang xu ly",
        "dang cho",
        "dang thu ly",
        "chua ",
        "qua han",
        "tre han",
        "dung han",
        "truoc han",
        "som han",
        "con han",
        "trong han",
        "den han",
        "tu choi",
        "khong tiep nhan",
        "tra lai",
        "rut ho so",
        "tam dung",
        "cho bo sung",
        "yeu cau bo sung",
        "danh sach",
        "bao cao",
        "bang ",
        "phu luc",
        "bieu ",
        "ket qua ",
        "truc tuyen",
        "truc tiep",
        "nop ",
        "phieu khao sat",
        "phieu danh gia",
    ];
    let is_time =
        ["thang ", "quy ", "nam ", "tuan ", "ngay ", "tu ngay ", "trang ", "page ", "ky "]
            .iter()
            .filter_map(|word| key.strip_prefix(word))
            .any(|rest| {
                rest.trim_start_matches('i')
                    .trim_start_matches('v')
                    .starts_with(|c: char| c.is_ascii_digit() || c.is_whitespace())
                    || matches!(rest, "i" | "ii" | "iii" | "iv")
            });
    is_time
        || STARTS.iter().any(|start| key.starts_with(start))
        || matches!(key, "buu chinh" | "ton" | "con lai" | "ghi chu" | "chua")
}

/// A group of which the sheet itself does not know whose it is.
pub(super) fn is_nobodys(key: &str) -> bool {
    let unknown = [
        "chua ro",
        "khong ro",
        "chua phan",
        "chua xac dinh",
        "khong xac dinh",
        "khong thuoc",
        "chua giao",
    ];
    let whose = ["don vi", "phong", "co quan", "cong", "thuoc"];
    unknown.iter().any(|word| key.contains(word)) && whose.iter().any(|word| key.contains(word))
        || matches!(
            key,
            "khac"
                | "don vi khac"
                | "cac don vi khac"
                | "phong khac"
                | "(trong)"
                | "(blank)"
                | "trong"
                | "blank"
        )
}
/// What a heading says of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Says {
    /// A name without a word of what it is.
    Plain,
    Department,
    Area,
    Procedure,
    /// A state, a month, a page, an officer: nothing that is asked for.
    State,
    /// Its rows belong to nobody that is known: `Hồ sơ chưa rõ đơn vị`.
    Nobody,
}

pub(crate) fn has_letters(text: &str) -> bool {
    text.chars().any(char::is_alphabetic)
}

/// `Phòng Tư pháp`, `Trung tâm Dịch vụ việc làm`; `Trang 1`, `Tháng 3` and `Phòng` alone are none.
pub(crate) fn is_called_after_one(name: &str) -> bool {
    const BODIES: [&str; 20] = [
        "phòng",
        "phong",
        "văn phòng",
        "van phong",
        "trung tâm",
        "trung tam",
        "thanh tra",
        "chi cục",
        "ban",
        "bộ phận",
        "trường",
        "quỹ",
        "cơ sở",
        "công an",
        "trạm",
        "bệnh viện",
        "chi nhánh",
        "tổ",
        "đội",
        "phân viện",
    ];
    let lower = name.to_lowercase();
    BODIES.iter().any(|body| {
        let rest = lower.strip_prefix(body).and_then(|rest| rest.strip_prefix(' '));
        rest.is_some_and(|rest| rest.starts_with(char::is_alphabetic))
    })
}
