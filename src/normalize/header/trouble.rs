//! Questions worded the wrong way round: who agrees with them is not content.

/// What troubles people. Where “không” is part of it, the word is bad with it only.
const TROUBLE: &[&str] = &[
    "kho khan",
    "kho de",
    "sach nhieu",
    "nhung nhieu",
    "hach sach",
    "phien ha",
    "phien nhieu",
    "cham tre",
    "cham tra",
    "tre hen",
    "cho doi lau",
    "cho lau",
    "cho doi qua lau",
    "cho qua lau",
    "phai cho",
    "phai cho doi",
    "khong duoc huong dan",
    "bi gay kho",
    "gay kho",
    "qua lau",
    "qua cham",
    "qua nhieu giay to",
    "qua nhieu thu tuc",
    "giay to khong can thiet",
    "thai do khong tot",
    "cau gat",
    "thieu lich su",
    "tho o",
    "lanh nhat",
    "co y keo dai",
    "keo dai thoi gian",
    "phai bo sung nhieu",
    "mat thoi gian",
    "mat nhieu thoi gian",
    "nhieu lan",
    "vong vo",
    "ruom ra",
    "rac roi",
    "phuc tap",
    "dun day",
    "cua quyen",
    "quan lieu",
    "hong hach",
    "tieu cuc",
    "tham nhung",
    "hoi lo",
    "lot tay",
    "boi duong them",
    "chi phi khong chinh thuc",
    "ngoai quy dinh",
    "trai quy dinh",
    "sai sot",
    "kho hieu",
    "thieu trach nhiem",
    "thieu nhiet tinh",
    "thieu thong tin",
    "khong nhiet tinh",
    "khong dung hen",
    "khong dung gio",
    "khong ro rang",
    "khong lich su",
    "khong ton trong",
    "khong hop ly",
    "khong cong khai",
    "khong day du",
    "chua nhiet tinh",
    "chua dung hen",
    "chua ro rang",
    "chua hop ly",
    "chua day du",
    "delay",
    "delays",
    "harassment",
    "difficulty",
    "difficulties",
];

/// What takes a trouble away, and how many words before it may stand.
const LIFTED: &[(&str, usize)] = &[
    ("khong", 5),
    ("chua", 5),
    ("tranh", 3),
    ("giam", 3),
    ("giam thieu", 3),
    ("han che", 3),
    ("thao go", 3),
    ("khac phuc", 3),
    ("giup", 3),
    ("ho tro", 3),
    ("no", 2),
    ("without", 2),
];

/// Whether the folded words of a header name a trouble: “gây khó khăn, sách nhiễu”, not “không gây khó khăn”.
pub(crate) fn is_about_trouble(key: &str) -> bool {
    let first =
        TROUBLE.iter().filter(|word| has_words(key, word)).filter_map(|word| key.find(word)).min();
    let Some(at) = first else { return false };
    let before = key.get(..at).unwrap_or_default();
    let clause = before
        .rsplit([',', ';', '.', '?', ':'])
        .next()
        .and_then(|clause| [" va ", " hoac ", " nhung "].iter().fold(Some(clause), last_part));
    let words: Vec<&str> = clause.unwrap_or_default().split_whitespace().collect();
    !LIFTED.iter().any(|(word, reach)| {
        let near = words.get(words.len().saturating_sub(*reach)..).unwrap_or_default().join(" ");
        has_words(&near, word)
    })
}

fn last_part<'a>(clause: Option<&'a str>, between: &&str) -> Option<&'a str> {
    clause.and_then(|clause| clause.rsplit(between).next())
}

/// Whole words: "tuoi" does not stand in "tuoitre".
pub(crate) fn has_words(key: &str, words: &str) -> bool {
    key.match_indices(words).any(|(at, _)| {
        let before = key.get(..at).and_then(|before| before.chars().next_back());
        let after = key.get(at + words.len()..).and_then(|after| after.chars().next());
        [before, after].into_iter().flatten().all(|c| !c.is_alphanumeric())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::word_key;

    #[test]
    fn to_agree_with_a_trouble_is_not_to_be_content() {
        let case = |text: &str, expected| {
            assert_eq!(is_about_trouble(&word_key(text)), expected, "{text}");
        };
        case("Câu 4. Cán bộ có gây khó khăn, sách nhiễu", true);
        case("Câu 4. Cán bộ có gây phiền hà không?", true);
        case("Câu 4. Phải đi lại nhiều lần", true);
        case("Câu 4. Hồ sơ bị chậm trễ", true);
        case("Câu 2. Tôi phải chờ đợi quá lâu", true);
        case("Câu 4. Cán bộ thờ ơ, cáu gắt với dân", true);
        case("Câu 4. Tôi không phải chờ đợi lâu", false);
        case("Câu 4. Cán bộ không nhiệt tình, gây khó khăn", true);
        case("Câu 4. Cán bộ không niềm nở và gây khó khăn", true);
        case("Câu 4. Hướng dẫn chưa rõ ràng", true);
        case("Câu 4. Công chức không gây khó khăn, phiền hà, sách nhiễu", false);
        case("Câu 4. Không có tình trạng nhũng nhiễu", false);
        case("Câu 4. Không phải đi lại nhiều lần", false);
        case("Câu 4. Thủ tục giảm phiền hà", false);
        case("Câu 4. Hỗ trợ tháo gỡ khó khăn", false);
        case("Câu 4. Không gian nơi tiếp nhận rộng rãi", false);
        case("Câu 1. Thái độ phục vụ của công chức", false);
        case("Câu 2. Thời gian giải quyết hồ sơ", false);
        case("Câu 3. Hướng dẫn rõ ràng, dễ hiểu", false);
    }
}
