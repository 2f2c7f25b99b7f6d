//! Questions worded the wrong way round: who agrees with them is not content.

/// What troubles people. Where “không” is part of it, the word is bad with it only.
const TROUBLE: &[&str] = &[
    "kho khan",
    "kho de",
    "that lac",
    "bi mat ho so",
    "nho nguoi quen",
    "sach nhieu",
    "nhung nhieu",
    "hach sach",
    "hach dich",
    "goi y boi duong",
    "quat nat",
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
    "qua nhieu",
    "ton kem",
    "xuong cap",
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
    "thieu ton trong",
    "thieu chuyen nghiep",
    "thieu minh bach",
    "thieu cong bang",
    "thieu hop tac",
    "thieu than thien",
    "thieu chinh xac",
    "thieu ro rang",
    "khong minh bach",
    "khong thuan tien",
    "khong than thien",
    "khong cong bang",
    "khong chuyen nghiep",
    "khong dung muc",
    "chua thuan tien",
    "chua minh bach",
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
    ("giai dap", 3),
    ("chia se", 3),
    ("vuot qua", 3),
    ("ngan chan", 5),
    ("phong ngua", 5),
    ("phong chong", 3),
    ("chan chinh", 4),
    ("xu ly nghiem", 4),
    ("loai bo", 3),
    ("cat giam", 3),
    ("don gian hoa", 4),
    ("no", 2),
    ("without", 2),
];

/// What people have and an office can take away: `Kịp thời giải quyết khó khăn` is good, `giải quyết chậm trễ` is not.
const BURDENS: &[&str] = &["kho khan", "kho hieu", "phuc tap", "sai sot", "tieu cuc"];

/// What takes such a burden away.
const SOLVED: &[(&str, usize)] = &[
    ("kip thoi giai quyet", 6),
    ("giai quyet", 3),
    ("giai quyet kip thoi", 6),
    ("xu ly kip thoi", 6),
    ("kip thoi xu ly", 6),
    ("giai thich ro", 8),
    ("giai thich cu the", 8),
    ("giai thich day du", 8),
    ("giai thich tan tinh", 8),
    ("giai thich de hieu", 8),
    ("huong dan ro", 8),
    ("huong dan cu the", 8),
    ("huong dan tan tinh", 8),
    ("sua chua", 4),
];

/// Whether the folded words of a header name a trouble: “gây khó khăn, sách nhiễu”, not “không gây khó khăn”.
pub(crate) fn is_about_trouble(key: &str) -> bool {
    let found = TROUBLE
        .iter()
        .filter(|word| has_words(key, word))
        .filter_map(|word| key.find(word).map(|at| (at, *word)))
        // `Thông qua nhiều kênh` is no trouble.
        .filter(|(at, word)| {
            let before = key.get(..*at).unwrap_or_default().trim_end();
            let behind = key.get(at + word.len()..).unwrap_or_default().trim_start();
            *word != "qua nhieu"
                || !["thong", "ket", "hieu"].iter().any(|it| before.ends_with(it))
                    && !["kenh", "hinh thuc", "cach", "nguon"]
                        .iter()
                        .any(|it| behind.starts_with(it))
        });
    let Some((at, trouble)) = found.min() else { return false };
    let before = key.get(..at).unwrap_or_default();
    let clause = before
        .rsplit([',', ';', '.', '?', ':'])
        .next()
        .and_then(|clause| [" va ", " hoac ", " nhung "].iter().fold(Some(clause), last_part));
    let words: Vec<&str> = clause.unwrap_or_default().split_whitespace().collect();
    let solved = if BURDENS.contains(&trouble) { SOLVED } else { &[] };
    !LIFTED.iter().chain(solved).any(|(word, reach)| {
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
        case("Câu 2. Kịp thời giải quyết khó khăn, vướng mắc của công dân", false);
        case("Câu 3. Giải thích rõ các nội dung khó hiểu", false);
        case("Câu 3. Ngăn chặn hành vi nhũng nhiễu", false);
        case("Câu 3. Giải thích khó hiểu", true);
        case("Câu 3. Giải quyết hồ sơ gây khó khăn", true);
        case("Câu 3. Giải quyết chậm trễ", true);
        case("Câu 5. Công chức có thái độ hách dịch", true);
        case("Câu 7. Giấy tờ yêu cầu quá nhiều", true);
        case("Câu 7. Thông tin được cung cấp qua nhiều kênh", false);
        case("Câu 7. Kết quả nhiều năm", false);
        case("Câu 7. Không yêu cầu quá nhiều giấy tờ", false);
        case("Câu 4. Không gian nơi tiếp nhận rộng rãi", false);
        case("Câu 1. Thái độ phục vụ của công chức", false);
        case("Câu 2. Thời gian giải quyết hồ sơ", false);
        case("Câu 3. Hướng dẫn rõ ràng, dễ hiểu", false);
    }
}
