//! Days of a step on the way to the result: a signature, a print, a submission.
//!
//! The time for a dossier runs until its result is there to be given back, so none of them ends it; nor is its name a
//! slip for that of another day.

/// What is done to a result before it is there.
const OF_A_RESULT: &[&str] = &[
    "in",
    "ky",
    "kyduyet",
    "kyso",
    "kyban",
    "kybanhanh",
    "duyet",
    "pheduyet",
    "banhanh",
    "phathanh",
    "dongdau",
    "vaoso",
];

/// What is done to a dossier.
const OF_A_DOSSIER: &[&str] = &[
    "trinh",
    "trinhky",
    "trinhduyet",
    "nhap",
    "nhaplieu",
    "lap",
    "soan",
    "soanthao",
    "thamdinh",
    "thamtra",
    "xacminh",
    "phancong",
    "luanchuyen",
    "gui",
    "scan",
    "quet",
    "sohoa",
    "thu",
];

/// What it is done to.
const OBJECTS: &[&str] = &[
    "",
    "kq",
    "ketqua",
    "ketquagiaiquyet",
    "ketquatthc",
    "hoso",
    "vanban",
    "quyetdinh",
    "giayphep",
    "giaychungnhan",
    "dulieu",
    "phanmem",
];

/// Whether a column, by the key of its header, holds the day of a step: `Ngày ký kết quả`, `Ngày nhập hồ sơ`.
pub(crate) fn is_step(key: &str) -> bool {
    is_of(key, OF_A_RESULT) || is_of(key, OF_A_DOSSIER)
}

fn is_of(key: &str, verbs: &[&str]) -> bool {
    let day = ["ngaythangnam", "ngaygio", "ngay", "thoigian", "thoidiem"];
    let Some(done) = day.iter().find_map(|day| key.strip_prefix(day)) else { return false };
    verbs.iter().filter_map(|verb| done.strip_prefix(verb)).any(|object| OBJECTS.contains(&object))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalize::header::alias::{header_key, names};

    #[test]
    fn a_step_is_known_by_what_is_done() {
        let case = |header: &str, expected| {
            assert_eq!(is_step(&header_key(header)), expected, "{header}");
        };
        case("Ngày in kết quả", true);
        case("Ngày ký kết quả", true);
        case("Ngày ký duyệt", true);
        case("Thời gian phê duyệt hồ sơ", true);
        case("Ngày nhập hồ sơ", true);
        case("Ngày trình ký", true);
        case("Ngày có kết quả", false);
        case("Ngày tiếp nhận", false);
        case("Ký kết quả", false);
        case("Ngày kỷ niệm", false);
    }

    #[test]
    fn no_day_that_is_read_is_one_of_a_result() {
        for name in names() {
            assert!(!is_of(&header_key(name), OF_A_RESULT), "{name}");
        }
    }
}
