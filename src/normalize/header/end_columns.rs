//! Columns of dossiers that hold the day of the result, or may hold it, under names that no list can hold.

use crate::model::word_key;
use crate::normalize::header::trouble::has_words;

/// Who hands the result out, as sheets write it.
const DESK: [&str; 16] = [
    "bo phan mot cua",
    "bp mot cua",
    "bpmc",
    "mot cua",
    "bo phan tn&tkq",
    "bo phan tn va tkq",
    "bo phan tn tkq",
    "bp tn&tkq",
    "bo phan tiep nhan va tra ket qua",
    "trung tam",
    "trung tam phuc vu hanh chinh cong",
    "trung tam hanh chinh cong",
    "trung tam pvhcc",
    "tt pvhcc",
    "ttpvhcc",
    "tthcc",
];

/// Who decides, and gives the result to the desk.
const OFFICES: [&str; 6] = ["phong", "phong chuyen mon", "chuyen mon", "co quan", "don vi", "so"];

/// What is planned or promised is no day on which anything was done.
const PROMISED: [&str; 6] = ["hen", "han", "thoi han", "du kien", "ke hoach", "phai"];

/// `Ngày trả KQ cho Bộ phận Một cửa`, `Ngày nhận kết quả từ phòng`, `Ngày phòng chuyển kết quả`: the office is done with
/// it. What the desk gives back (`tại Bộ phận Một cửa`) or the citizen fetches from it is another day.
pub(crate) fn is_handed_over(header: &str) -> bool {
    let key = folded(header);
    let has = |words: &[&str]| words.iter().any(|word| has_words(&key, word));
    let rest = key.strip_prefix("ngay ").or_else(|| key.strip_prefix("thoi diem "));
    let Some(rest) = rest.filter(|_| !has(&PROMISED)) else { return false };
    let result = ["ket qua", "kq", "tkq"].iter().any(|word| has_words(rest, word));
    let to_desk = DESK.iter().any(|desk| {
        let Some(before) = rest.strip_suffix(desk).map(str::trim_end) else { return false };
        let is_given = |verb: &&str| has_words(before, verb);
        let ends = |word: &&str| before.split_whitespace().next_back() == Some(*word);
        ["cho", "ve", "den", "sang", "toi"].iter().any(ends)
            && result
            && ["tra", "giao", "chuyen", "gui"].iter().any(is_given)
            || matches!(
                before,
                "tra" | "chuyen tra" | "tra ve" | "chuyen tra ve" | "chuyen tra cho"
            )
    });
    let from_office = result
        && has_words(rest, "nhan")
        && OFFICES.iter().any(|office| {
            rest.split_once(" tu ").is_some_and(|(_, from)| {
                from == *office || from.strip_prefix(office).is_some_and(|it| it.starts_with(' '))
            })
        });
    let by_office = result
        && OFFICES.iter().any(|office| {
            let after = rest.strip_prefix(office).and_then(|rest| rest.strip_prefix(' '));
            after.is_some_and(|after| {
                ["tra ", "chuyen ", "giao ", "ban giao "].iter().any(|verb| after.starts_with(verb))
                    && !after.contains(" dan")
            })
        });
    to_desk || from_office || by_office
}

/// `Ngày phê duyệt`, `Ngày ký`, `Kết thúc`: may be the day of the result. What begins the work, or asks for something,
/// is not.
pub(crate) fn may_end(header: &str) -> bool {
    let key = folded(header);
    let has = |words: &[&str]| words.iter().any(|word| has_words(&key, word));
    let result = has(&["ket qua", "kq", "tkq"]);
    let is_day = has(&["ngay", "thoi diem", "ket thuc", "hoan thanh", "luc"]);
    let begins = [
        "nop",
        "tiep nhan",
        "thu ly",
        "phan cong",
        "tao",
        "dang ky",
        "yeu cau",
        "bo sung",
        "sinh",
        "nhap",
        "cap nhat",
        "thanh toan",
        "nop phi",
        "thu phi",
        "bat dau",
        "so ngay",
        "con lai",
        "cham",
        "tre",
        "qua han",
        "nghi",
        "lam viec",
        "hieu luc",
        "het",
        "xin loi",
        "gia han",
        "dang ky",
        "sua",
        "xuat",
    ];
    let moves = ["nhan", "chuyen", "giao", "gui", "in"];
    is_day && !has(&PROMISED) && !has(&begins) && (result || !has(&moves))
}

/// With what stands above it, as one text.
fn folded(header: &str) -> String {
    let key = word_key(header);
    let words = key.replace(['>', '(', ')', '/', '-'], " ");
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_office_gives_to_the_desk_is_its_end() {
        let case =
            |header: &str, expected| assert_eq!(is_handed_over(header), expected, "{header}");
        for header in [
            "Ngày trả KQ cho Bộ phận Một cửa",
            "Ngày giao kết quả cho TTPVHCC",
            "Ngày chuyển trả bộ phận một cửa",
            "Ngày chuyển kết quả về Trung tâm PVHCC",
            "Ngày trả kết quả > Cho Bộ phận Một cửa",
            "Ngày trả kết quả > Về TTPVHCC",
            "Ngày nhận KQ từ phòng",
            "Ngày nhận kết quả từ phòng chuyên môn",
            "Ngày phòng chuyển kết quả",
            "Ngày phòng chuyên môn trả kết quả",
        ] {
            case(header, true);
        }
        for header in [
            "Ngày trả kết quả tại Bộ phận Một cửa",
            "Ngày nhận kết quả từ Bộ phận Một cửa",
            "Ngày Bộ phận Một cửa trả kết quả",
            "Ngày hẹn trả kết quả cho Bộ phận Một cửa",
            "Ngày chuyển hồ sơ cho Bộ phận Một cửa",
            "Ngày trả kết quả > Cho công dân",
            "Ngày trả kết quả > Một cửa",
            "Ngày phòng trả kết quả cho dân",
            "Ngày trả hồ sơ về Trung tâm",
            "Ngày trả kết quả",
        ] {
            case(header, false);
        }
    }

    #[test]
    fn a_column_that_begins_the_work_is_no_end() {
        let case = |header: &str, expected| assert_eq!(may_end(header), expected, "{header}");
        for header in [
            "Ngày phê duyệt",
            "Ngày ký",
            "Ngày QĐ",
            "Kết thúc",
            "Ngày chuyển KQ",
            "Ngày UBND tỉnh trả",
            "Ngày cấp",
        ] {
            case(header, true);
        }
        for header in [
            "Ngày chuyển phòng chuyên môn",
            "Ngày phân công",
            "Ngày sinh",
            "Ngày nhận hồ sơ",
            "Ngày nộp phí",
            "Số ngày còn lại",
            "Ngày hẹn công dân",
            "Ghi chú",
        ] {
            case(header, false);
        }
    }
}
