//! What a title or a header says of the digits below it: `1 = Rất hài lòng, …, 5 = Rất không hài lòng`.

use crate::model::word_key;
use crate::normalize::values::level_words::{LevelWord, Rating, level_word};
use crate::normalize::values::reply::{Reply, reply};

/// The labelled levels that a text lists; one alone is no legend, unless it says which is the best.
pub(crate) fn legend(text: &str) -> Vec<(u8, Reply)> {
    let text = text.replace("...", "…");
    let parts = text.split([',', ';', '(', ')', '\n', '|', '…', '→', '–']);
    let labels: Vec<(u8, Reply)> = parts.flat_map(labels).collect();
    if labels.len() >= 2 { labels } else { told(&text) }
}

/// What several texts say together: each of them a legend, or each of them one level of it.
pub(crate) fn legend_of<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<(u8, Reply)> {
    let (mut labels, mut single) = (Vec::new(), Vec::new());
    for text in texts {
        let found = legend(text);
        if found.is_empty() {
            single.extend(label(text));
        } else {
            labels.extend(found);
        }
    }
    if labels.is_empty() && single.len() >= 2 { single } else { labels }
}

/// Whether a legend has the lowest digits for what is best.
pub(crate) fn is_downward(labels: &[(u8, Reply)]) -> bool {
    let level = |reply: Reply| match reply {
        Reply::Word { word, .. } => Some(word.level),
        _ => None,
    };
    let best = labels.iter().max_by_key(|(_, reply)| level(*reply));
    let worst = labels.iter().min_by_key(|(_, reply)| level(*reply));
    best.zip(worst).is_some_and(|((one, high), (other, low))| match one.cmp(other) {
        std::cmp::Ordering::Less => true,
        std::cmp::Ordering::Equal => level(*high)
            .max(level(*low))
            .is_some_and(|level| level == 5 && *one == 1 || level == 1 && *one == 5),
        std::cmp::Ordering::Greater => false,
    })
}

/// The digits and words of a header that lists choices, none of which is a level: `(1: cá nhân; 2: tổ chức)`.
pub(crate) fn choices(text: &str) -> Vec<String> {
    let inner = text.split_once(['(', '[', ':', '\n', '?']).map_or("", |(_, inner)| inner);
    let parts = inner.split([',', ';', '(', ')', '[', ']', '\n', '|', '…', '–', '/']);
    let parts: Vec<&str> = parts.flat_map(parted).map(str::trim).collect();
    let is_choice = |part: &&str| {
        let rest = part.strip_prefix(|c: char| c.is_ascii_digit()).unwrap_or_default();
        let word = rest.trim_start_matches([' ', '-', '.', ':', '=', ')']);
        rest.len() > word.len() && word.chars().filter(|c| c.is_alphabetic()).count() >= 2
    };
    let listed: Vec<&str> = parts.iter().copied().filter(is_choice).collect();
    let rated = listed
        .iter()
        .any(|part| matches!(reply(part), Reply::Word { .. }) || !told(part).is_empty());
    let first = listed.first().and_then(|part| part.chars().next());
    if listed.len() < 2 || rated || !matches!(first, Some('0' | '1')) || !told(text).is_empty() {
        return Vec::new();
    }
    listed.into_iter().map(str::to_owned).collect()
}

/// The levels of one part, which may hold two of them: `Mức 1: Rất hài lòng - Mức 5: Rất không hài lòng`.
fn labels(part: &str) -> Vec<(u8, Reply)> {
    let number = part.find(|c: char| c.is_ascii_digit()).and_then(|at| part.get(at..));
    let named = part.split_once(':').map(|(_, after)| after);
    let whole = label(part).or_else(|| label(number?)).or_else(|| label(named?));
    if let Some(label) = whole {
        return vec![label];
    }
    let parts = parted(part);
    if parts.len() < 2 { Vec::new() } else { parts.into_iter().flat_map(labels).collect() }
}

/// Cut before each further number: `1: cá nhân - 2: tổ chức`, `1 là rất tốt đến 5 là rất kém`.
fn parted(part: &str) -> Vec<&str> {
    let lower = part.to_lowercase();
    if lower.len() != part.len() {
        return vec![part];
    }
    let mut parts = Vec::new();
    let mut from = 0;
    for between in [" - ", " đến ", " tới ", " và ", "->", " . ", ". "] {
        for (at, _) in lower.match_indices(between) {
            let behind = lower.get(at + between.len()..).unwrap_or_default();
            let behind = behind.trim_start_matches(' ');
            let behind =
                ["mức ", "điểm "].iter().find_map(|it| behind.strip_prefix(it)).unwrap_or(behind);
            if behind.starts_with(|c: char| c.is_ascii_digit()) && at > 0 {
                parts.push((at, at + between.len()));
            }
        }
    }
    parts.sort_unstable();
    let mut cut = Vec::new();
    for (at, behind) in parts {
        if at >= from {
            cut.extend(part.get(from..at));
            from = behind;
        }
    }
    cut.extend(part.get(from..));
    cut
}

fn label(part: &str) -> Option<(u8, Reply)> {
    match reply(part) {
        label @ Reply::Word { digit: Some(digit), .. } => Some((digit, label)),
        _ => None,
    }
}

/// What stands between a digit and its word.
const FILLERS: [&str; 9] = ["la", "muc", "diem", "tuc", "nghia", "ung", "voi", "tuong", "duong"];

/// What stands behind the word, before the next digit.
const TAILS: [&str; 9] = ["den", "toi", "va", "muc", "diem", "tu", "con", "thi", "so"];

/// Levels told in a sentence: `Thang điểm từ 1 (tốt nhất) đến 5 (kém nhất)`, `1 là rất hài lòng`.
fn told(text: &str) -> Vec<(u8, Reply)> {
    let key = word_key(text);
    let tokens: Vec<&str> =
        key.split(|c: char| !c.is_alphanumeric()).filter(|token| !token.is_empty()).collect();
    let digit = |token: &str| match token.as_bytes() {
        [digit @ b'1'..=b'5'] => Some(digit - b'0'),
        _ => None,
    };
    let highest = tokens.iter().filter_map(|token| digit(token)).max().unwrap_or_default();
    let (mut found, mut is_plain) = (Vec::new(), false);
    for (at, token) in tokens.iter().enumerate() {
        let Some(digit) = digit(token) else { continue };
        let behind = tokens.get(at + 1..).unwrap_or_default();
        let end = behind.iter().position(|token| token.starts_with(|c: char| c.is_ascii_digit()));
        let mut words = behind.get(..end.unwrap_or(behind.len())).unwrap_or_default();
        let says = words.first() == Some(&"la");
        while let [first, rest @ ..] = words
            && FILLERS.contains(first)
        {
            words = rest;
        }
        while let [rest @ .., last] = words
            && TAILS.contains(last)
        {
            words = rest;
        }
        let words = words.join(" ");
        let level = match extreme(&words) {
            Some(true) => Some(5),
            Some(false) if highest == 3 => Some(2),
            Some(false) => Some(1),
            None => level_word(&words).map(|word| word.level),
        };
        let Some(level) = level else { continue };
        is_plain |= says && extreme(&words).is_some() && matches!(digit, 1 | 5);
        let word = LevelWord { rating: Rating::Quality, level, ..LevelWord::default() };
        found.push((digit, Reply::Word { word, digit: Some(digit) }));
    }
    if found.len() >= 2 || is_plain { found } else { Vec::new() }
}

/// Whether words name the best of all levels, or the worst.
fn extreme(words: &str) -> Option<bool> {
    match words {
        "tot nhat" | "cao nhat" | "hai long nhat" | "dong y nhat" | "best" | "highest" => {
            Some(true)
        }
        "kem nhat"
        | "thap nhat"
        | "te nhat"
        | "xau nhat"
        | "khong hai long nhat"
        | "it hai long nhat"
        | "kem hai long nhat"
        | "worst"
        | "lowest" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(text: &str, expected: &[(u8, u8)]) {
        let got: Vec<(u8, u8)> = legend(text)
            .into_iter()
            .filter_map(|(digit, reply)| match reply {
                Reply::Word { word, .. } => Some((digit, word.level)),
                _ => None,
            })
            .collect();
        assert_eq!(got, expected, "{text}");
    }

    #[test]
    fn a_legend_lists_at_least_two_levels() {
        case("Quy ước: 1 = Rất hài lòng, 2 = Hài lòng; 3: Bình thường", &[(1, 5), (2, 4), (3, 3)]);
        case("Thái độ (5: Rất hài lòng, 1: Rất không hài lòng)", &[(5, 5), (1, 1)]);
        case("Ghi chú: Rất hài lòng = 5; Hài lòng = 4", &[(5, 5), (4, 4)]);
        case("Thái độ (1 = Rất hài lòng … 5 = Rất không hài lòng)", &[(1, 5), (5, 1)]);
        case("1: Rất hài lòng... 5: Rất không hài lòng", &[(1, 5), (5, 1)]);
        case("1 = Rất hài lòng – 5 = Rất không hài lòng", &[(1, 5), (5, 1)]);
        case("(Mức 1: Rất hài lòng - Mức 5: Rất không hài lòng)", &[(1, 5), (5, 1)]);
        case("1 - Rất hài lòng - 2 - Hài lòng", &[(1, 5), (2, 4)]);
        case("Thang điểm từ 1 (tốt nhất) đến 5 (kém nhất)", &[(1, 5), (5, 1)]);
        case("Thang điểm từ 1 (thấp nhất) đến 5 (cao nhất)", &[(1, 1), (5, 5)]);
        case("Từ mức 1 (rất hài lòng) đến mức 5 (rất không hài lòng)", &[(1, 5), (5, 1)]);
        case("Điểm 1 là tốt nhất", &[(1, 5)]);
        case("5 là rất hài lòng và 1 là rất không hài lòng", &[(5, 5), (1, 1)]);
        case("Mức 3 là tốt nhất, 1 là kém nhất", &[(3, 5), (1, 2)]);
        case("Câu 1. Hài lòng", &[]);
        case("Tháng 5 tốt nhất", &[]);
        case("Câu 1. Tốt nhất", &[]);
        case("Thái độ phục vụ", &[]);
    }

    #[test]
    fn levels_may_stand_in_a_text_each() {
        let count = |texts: &[&str]| legend_of(texts.iter().copied()).len();
        assert_eq!(count(&["Ghi chú:", "1 - Rất hài lòng", "2: Hài lòng", "3 = Bình thường"]), 3);
        assert_eq!(count(&["Tháng 3", "Câu 1. Hài lòng"]), 0);
    }

    #[test]
    fn a_legend_of_choices_has_no_level() {
        let case = |text: &str, expected| assert_eq!(choices(text).len(), expected, "{text}");
        case("Câu 1. Tư cách (1: cá nhân; 2: tổ chức)", 2);
        case("Câu 1. Tư cách (1 - cá nhân, 2 - tổ chức)", 2);
        case("Câu 1. Tư cách (1. Cá nhân - 2. Tổ chức)", 2);
        case("Câu 3. Kết quả (1: đúng hẹn; 2: sớm hẹn; 3: trễ hẹn)", 3);
        case("Câu 3. Giới tính: 1 = Nam; 2 = Nữ", 2);
        case("Câu 4. Thái độ (1: Rất hài lòng; 2: Hài lòng)", 0);
        case("Câu 4. Thái độ (1 = tốt nhất, 5 = kém nhất)", 0);
        case("Câu 4. Thái độ (1 - 5)", 0);
        case("Câu 4. Thời gian (2 ngày, 3 ngày)", 0);
        case("Câu 4. Thái độ phục vụ", 0);
    }
}
