//! Words of the levels of a scale: of satisfaction, of quality and of agreement, in Vietnamese and English.

/// What a word rates. Words of one kind make a scale; those of the middle fit into each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Rating {
    /// Hài lòng.
    #[default]
    Satisfaction,
    /// Tốt: also said of health, households and pupils.
    Quality,
    /// Đồng ý.
    Agreement,
    /// Bình thường.
    Middle,
}

/// A level of five in words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct LevelWord {
    pub(crate) rating: Rating,
    /// 1 to 5.
    pub(crate) level: u8,
    pub(crate) is_english: bool,
    /// `RHL`, `Ko hài lòng`.
    pub(crate) is_short: bool,
}

/// The words of each level.
type LevelWords = &'static [(u8, &'static [&'static str])];

const SATISFACTION: LevelWords = &[
    (5, &["rat hai long", "hoan toan hai long", "rhl"]),
    (4, &["hai long", "hl"]),
    (2, &["khong hai long", "chua hai long", "ko hai long", "k hai long", "khl"]),
    (
        1,
        &[
            "rat khong hai long",
            "hoan toan khong hai long",
            "rat ko hai long",
            "rat k hai long",
            "rkhl",
        ],
    ),
];

const QUALITY: LevelWords = &[
    (5, &["rat tot"]),
    (4, &["tot"]),
    (3, &["trung binh"]),
    (2, &["khong tot", "chua tot", "kem"]),
    (1, &["rat khong tot", "rat kem"]),
];

const AGREEMENT: LevelWords = &[
    (5, &["rat dong y", "hoan toan dong y"]),
    (4, &["dong y"]),
    (2, &["khong dong y", "chua dong y"]),
    (1, &["rat khong dong y", "hoan toan khong dong y"]),
];

const MIDDLE: LevelWords = &[(3, &["binh thuong", "phan van", "trung lap", "tam duoc", "bt"])];

const ENGLISH_SATISFACTION: LevelWords = &[
    (5, &["very satisfied", "completely satisfied", "extremely satisfied"]),
    (4, &["satisfied"]),
    (2, &["dissatisfied", "unsatisfied", "not satisfied"]),
    (
        1,
        &[
            "very dissatisfied",
            "very unsatisfied",
            "completely dissatisfied",
            "extremely dissatisfied",
        ],
    ),
];

const ENGLISH_QUALITY: LevelWords =
    &[(5, &["very good"]), (4, &["good"]), (2, &["poor", "bad"]), (1, &["very poor", "very bad"])];

const ENGLISH_AGREEMENT: LevelWords = &[
    (5, &["strongly agree", "totally agree", "completely agree"]),
    (4, &["agree"]),
    (2, &["disagree"]),
    (1, &["strongly disagree", "totally disagree", "completely disagree"]),
];

const ENGLISH_MIDDLE: LevelWords = &[(
    3,
    &[
        "neutral",
        "average",
        "normal",
        "neither satisfied nor dissatisfied",
        "neither agree nor disagree",
        "undecided",
    ],
)];

/// A folded text that is a level, whole words only: "khong hai long" contains "hai long".
pub(crate) fn level_word(key: &str) -> Option<LevelWord> {
    let vietnamese = [
        (Rating::Satisfaction, SATISFACTION),
        (Rating::Quality, QUALITY),
        (Rating::Agreement, AGREEMENT),
        (Rating::Middle, MIDDLE),
    ];
    let english = [
        (Rating::Satisfaction, ENGLISH_SATISFACTION),
        (Rating::Quality, ENGLISH_QUALITY),
        (Rating::Agreement, ENGLISH_AGREEMENT),
        (Rating::Middle, ENGLISH_MIDDLE),
    ];
    // No word is longer: most texts are none, and need not be compared.
    if key.len() > 40 {
        return None;
    }
    let find = |words: &[(Rating, LevelWords)], is_english: bool| {
        words.iter().find_map(|(rating, levels)| {
            let level = levels.iter().find(|(_, words)| words.contains(&key))?.0;
            let is_short = !is_english && (SHORT.contains(&key) || has_short_not(key));
            Some(LevelWord { rating: *rating, level, is_english, is_short })
        })
    };
    find(&vietnamese, false).or_else(|| find(&english, true))
}

const SHORT: [&str; 5] = ["rhl", "hl", "bt", "khl", "rkhl"];

/// `Ko hài lòng`, `Rất k hài lòng`.
fn has_short_not(key: &str) -> bool {
    key.split(' ').any(|word| matches!(word, "ko" | "k"))
}

/// Levels of scales that no rule turns into the five: never taken for a slip of the keyboard.
pub(crate) fn is_other_level(key: &str) -> bool {
    let exact = [
        "kha",
        "kha tot",
        "yeu",
        "gioi",
        "xuat sac",
        "tuyet voi",
        "rat tuyet",
        "te",
        "rat te",
        "on",
        "rat on",
        "kha on",
        "tam on",
        "tam",
        "duoc",
        "chap nhan duoc",
        "chap nhan",
        "chan",
        "dat",
        "khong dat",
        "chua dat",
        "excellent",
        "fair",
        "ok",
        "acceptable",
        "terrible",
        "great",
        "outstanding",
        "satisfactory",
        "unsatisfactory",
        "rat yeu",
        "rat kha",
        "trung binh kha",
    ];
    let parts = ["hai long", "dong y", "satisf", "agree"];
    exact.contains(&key)
        || key.split_whitespace().count() <= 5 && parts.iter().any(|part| key.contains(part))
}

/// The one face of each level that forms offer; any other face says how somebody feels, and not which level.
pub(crate) fn face(letter: char) -> Option<u8> {
    Some(match letter {
        '😍' | '🤩' | '😄' => 5,
        '🙂' | '😊' => 4,
        '😐' | '😑' => 3,
        '🙁' | '☹' | '😟' => 2,
        '😡' | '😠' => 1,
        _ => return None,
    })
}

/// Whether a letter is a picture: a face, a star, a heart, a thumb.
pub(crate) fn is_picture(letter: char) -> bool {
    matches!(letter, '\u{2600}'..='\u{27bf}' | '\u{2b50}'..='\u{2b55}' | '\u{1f300}'..='\u{1faff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(key: &str, expected: Option<(Rating, u8)>) {
        assert_eq!(level_word(key).map(|word| (word.rating, word.level)), expected, "{key}");
    }

    #[test]
    fn words_are_matched_whole() {
        case("rat hai long", Some((Rating::Satisfaction, 5)));
        case("chua hai long", Some((Rating::Satisfaction, 2)));
        case("rat khong hai long", Some((Rating::Satisfaction, 1)));
        case("tot", Some((Rating::Quality, 4)));
        case("kem", Some((Rating::Quality, 2)));
        case("hoan toan dong y", Some((Rating::Agreement, 5)));
        case("khong dong y", Some((Rating::Agreement, 2)));
        case("trung lap", Some((Rating::Middle, 3)));
        case("very satisfied", Some((Rating::Satisfaction, 5)));
        case("dissatisfied", Some((Rating::Satisfaction, 2)));
        case("strongly disagree", Some((Rating::Agreement, 1)));
        case("hai long lam", None);
        case("kha", None);
        case("yeu", None);
        case("tot nghiep", None);
    }

    #[test]
    fn levels_of_other_scales_are_known_as_such() {
        for key in ["kha", "yeu", "tam hai long", "hai long mot phan", "dong y mot phan", "fair"] {
            assert!(is_other_level(key), "{key}");
        }
        for key in ["yeu cau", "y te", "tot nghiep", "khong", "nam"] {
            assert!(!is_other_level(key), "{key}");
        }
    }
}
