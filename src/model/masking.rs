//! What a comment of a citizen shows of it once it is published: telephones, numbers of papers, mail, names and
//! addresses are covered; what may be one of them is pointed out to whoever decides.

use sha2::{Digest as _, Sha256};

use crate::model::fold::{tidy, word_key};
use crate::model::personal::{
    ADDRESSES, MIDDLES, NEVER_NAMES, PERHAPS, PLACES, SURNAMES, UNITS, WORDS_OF_SURNAMES,
    is_capitalized,
};

/// A comment, piece by piece.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Masked {
    pub(crate) pieces: Vec<CommentPiece>,
}

/// Words of a comment that are shown or covered together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum CommentPiece {
    Shown(String),
    /// Words that may say who somebody is.
    Doubtful(String, NameDoubt),
    /// What stood there, and the punctuation behind it.
    Covered(CoverReason, String),
}

/// What stood where a word is covered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum CoverReason {
    /// A number behind words that say that one calls it.
    Telephone,
    Number,
    Mail,
    Name,
    Address,
}

/// Why a word is pointed out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum NameDoubt {
    /// It stands behind Ông, Bà, anh, chị, and begins with a small letter.
    AfterAddress,
    /// It is written as names are.
    AsNames,
    /// Figures that are no date and no sum of money.
    Figures,
}

impl CoverReason {
    /// What is printed in its place.
    const fn mark(self) -> &'static str {
        match self {
            Self::Telephone => "[số điện thoại]",
            Self::Number => "[số]",
            Self::Mail => "[thư điện tử]",
            Self::Name => "[tên]",
            Self::Address => "[địa chỉ]",
        }
    }
}

impl Masked {
    /// As it would be published.
    pub(crate) fn text(&self) -> String {
        self.pieces.iter().map(CommentPiece::text).collect::<Vec<_>>().join(" ")
    }
}

impl CommentPiece {
    pub(crate) fn text(&self) -> String {
        match self {
            Self::Shown(words) | Self::Doubtful(words, _) => words.clone(),
            Self::Covered(covered, tail) => format!("{}{tail}", covered.mark()),
        }
    }
}

/// Whether something stands in a text in place of what says who somebody is.
pub(crate) fn is_covered(text: &str) -> bool {
    use CoverReason::{Address, Mail, Name, Number, Telephone};
    [Telephone, Number, Mail, Name, Address].iter().any(|covered| text.contains(covered.mark()))
}

/// What is said of such a text.
pub(crate) const COVERED: &str = "chữ trong ngoặc vuông thay cho thông tin cá nhân";

/// Covers what says who somebody is. What is covered already stays as it is.
pub(crate) fn mask(text: &str) -> Masked {
    let text = tidy(text);
    let words: Vec<&str> = text.split(' ').filter(|word| !word.is_empty()).collect();
    let shouts = !text.contains(char::is_lowercase);
    let mut marks = vec![WordFate::Shown; words.len()];
    for at in 0..words.len() {
        let reader = WordReader { words: &words, at, shouts };
        for (from, length, mark) in reader.found() {
            for place in marks.iter_mut().skip(from).take(length) {
                *place = place.or(mark);
            }
        }
    }
    follow_addresses(&words, &mut marks);
    Masked { pieces: pieces(&words, &marks) }
}

/// Whether a text is a masked comment some words of which have been taken out, `…` or `...` in their place.
pub(crate) fn is_cut_from(text: &str, masked: &str) -> bool {
    let text = tidy(text);
    let is_gap = |word: &&str| {
        (word.contains('…') || word.contains("..."))
            && word.chars().all(|c| matches!(c, '…' | '.' | ',' | ';' | '[' | ']'))
    };
    let whole: Vec<&str> = masked.split(' ').collect();
    let words: Vec<&str> = text.split(' ').collect();
    let parts: Vec<&[&str]> = words.split(is_gap).collect();
    let (Some((first, rest)), true) = (parts.split_first(), words.iter().any(|word| !is_gap(word)))
    else {
        return false;
    };
    let Some(mut left) = whole.strip_prefix(*first) else { return false };
    let Some((last, middle)) = rest.split_last() else { return left.is_empty() };
    for part in middle.iter().filter(|part| !part.is_empty()) {
        let Some(at) = left.windows(part.len()).position(|window| window == *part) else {
            return false;
        };
        left = left.get(at + part.len()..).unwrap_or_default();
    }
    left.ends_with(last)
}

/// Sixteen letters that tell whether a text is still the same. Letters only: spreadsheets make numbers of the rest.
pub(crate) fn fingerprint(text: &str) -> String {
    let letter = |nibble: u8| char::from(b'a' + nibble);
    let hash = Sha256::digest(tidy(text).as_bytes());
    hash.iter().take(8).flat_map(|byte| [letter(byte >> 4), letter(byte & 15)]).collect()
}

/// What becomes of one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum WordFate {
    Shown,
    Doubtful(NameDoubt),
    Covered(CoverReason),
}

impl WordFate {
    /// What is covered stays so; what is sure beats a doubt.
    fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Shown, _) | (Self::Doubtful(_), Self::Covered(_)) => other,
            (Self::Covered(_) | Self::Doubtful(_), _) => self,
        }
    }
}

/// A run of words, by its first word and their number, and what it is.
type FateRun = (usize, usize, WordFate);

/// Words that follow Ông, Bà, anh, chị and are no names.
const NO_NAMES: [&str; 33] = [
    "con", "bà", "chị", "em", "ấy", "ta", "và", "là", "thì", "có", "không", "đã", "rất", "được",
    "nào", "này", "kia", "đó", "ở", "của", "làm", "cán", "công", "hướng", "trực", "tiếp", "nhân",
    "phòng", "bộ", "sở", "ủy", "ubnd", "trong",
];

/// Surnames that are seldom words, so that they are seen in small letters, too.
const SELDOM_WORDS: [&str; 18] = [
    "nguyễn", "huỳnh", "trịnh", "nguyen", "trần", "lê", "phạm", "phan", "võ", "vũ", "đặng", "bùi",
    "ngô", "hoàng", "trương", "phùng", "quách", "doãn",
];

/// The words of a comment, looked at from one of them.
#[derive(Clone, Copy)]
struct WordReader<'a> {
    words: &'a [&'a str],
    at: usize,
    /// Capitals say nothing in a text that has nothing else.
    shouts: bool,
}

impl<'a> WordReader<'a> {
    fn found(self) -> Vec<FateRun> {
        let mut found = Vec::new();
        found.extend(self.mail());
        found.extend(self.number());
        found.extend(self.address());
        found.extend(self.addressed());
        found.extend(self.name());
        found
    }

    /// The word so many places on; empty beyond the end.
    fn word(self, ahead: usize) -> &'a str {
        self.words.get(self.at + ahead).copied().unwrap_or_default()
    }

    /// How many words from there on fit, up to the end of a part of the sentence.
    fn run(self, ahead: usize, most: usize, fits: impl Fn(&str) -> bool) -> usize {
        let mut length = 0;
        while length < most && fits(bare(self.word(ahead + length))) {
            length += 1;
            if ends_part(self.word(ahead + length - 1)) {
                break;
            }
        }
        length
    }

    fn capitals(self, ahead: usize, most: usize) -> usize {
        self.run(ahead, most, |word| !self.shouts && is_capitalized(word))
    }

    /// What follows a surname and a middle name that are not told by capitals: one given name, or two, unless the second
    /// is a word that nobody is called.
    fn small_letters(self) -> usize {
        let names = self.run(2, 2, |word| !word.is_empty());
        let second = bare(self.word(3)).to_lowercase();
        if names == 2 && NEVER_NAMES.contains(&second.as_str()) { 1 } else { names }
    }

    fn mail(self) -> Option<FateRun> {
        let word = self.word(0);
        if !word.contains('@') {
            return None;
        }
        let before = usize::from(word.starts_with('@')).min(self.at);
        let length = before + 1 + usize::from(word.ends_with('@'));
        Some((self.at - before, length, WordFate::Covered(CoverReason::Mail)))
    }

    /// Telephones, identity cards, codes of dossiers; not dates, and not sums of money.
    fn number(self) -> Option<FateRun> {
        let is_part = |word: &str| {
            word.contains(|c: char| c.is_ascii_digit())
                && word.chars().all(|c| c.is_ascii_digit() || "+.-()".contains(c))
        };
        let before = self.at.checked_sub(1).and_then(|at| self.words.get(at));
        if before.is_some_and(|word| is_part(bare(word)) && !ends_part(word)) {
            return None;
        }
        let first = bare(self.word(0));
        let (length, digits) = if is_part(first) {
            // "(0294) 3855 121" is one number.
            let joined = self.words.get(self.at..).unwrap_or_default().iter();
            let whole = |word: &&&str| is_part(bare(word));
            let goes_on = joined.clone().take_while(|word| !ends_part(word) || word.ends_with(')'));
            let length = joined.take(goes_on.count() + 1).take_while(whole).take(8).count();
            (length, (0..length).map(|ahead| digits(self.word(ahead))).sum())
        } else {
            (1, digits(first))
        };
        let is_money = length == 1
            && (is_grouped(first) && digits <= 8
                || ["đ", "đồng", "vnđ"].iter().any(|unit| {
                    first.to_lowercase().ends_with(unit)
                        || bare(self.word(1)).to_lowercase() == *unit
                }));
        let is_long =
            digits >= 9 || longest(first) >= 6 || first.starts_with(['0', '+', '(']) && digits >= 7;
        let mark = match (is_date(first) || is_money, is_long) {
            (false, true) if digits <= 11 && self.is_called() => {
                WordFate::Covered(CoverReason::Telephone)
            }
            (false, true) => WordFate::Covered(CoverReason::Number),
            (false, false) if digits >= 5 => WordFate::Doubtful(NameDoubt::Figures),
            (true, _) | (false, false) => return None,
        };
        Some((self.at, length, mark))
    }

    /// Whether one of the three words before it and before other numbers speaks of calling.
    fn is_called(self) -> bool {
        const CALLS: [&str; 8] = ["gọi", "đt", "sđt", "điện", "thoại", "zalo", "hotline", "alo"];
        let before = self.words.get(..self.at).unwrap_or_default().iter().rev();
        let words = before.map(|word| bare(word).to_lowercase());
        let mut words = words.skip_while(|word| word.is_empty() || is_numbered(word)).take(3);
        words.any(|word| CALLS.contains(&word.as_str()))
    }

    /// What follows Ông, Bà, anh, chị.
    fn addressed(self) -> Option<FateRun> {
        let address = bare(self.word(0)).to_lowercase();
        // Typed without accents: chi Lan, co Hong.
        let is_plain = self.words.iter().all(|word| word.is_ascii())
            && ADDRESSES.iter().any(|known| word_key(known) == address)
            && self.capitals(1, 1) > 0;
        if !(is_plain || ADDRESSES.contains(&address.as_str())) || ends_part(self.word(0)) {
            return None;
        }
        let next = bare(self.word(1)).to_lowercase();
        if next.is_empty()
            || NO_NAMES.contains(&next.as_str())
            || ADDRESSES.contains(&next.as_str())
            || !next.chars().all(char::is_alphabetic)
        {
            return None;
        }
        match self.capitals(1, 5) {
            0 if matches!(address.as_str(), "em" | "cháu") => None,
            0 => Some((self.at + 1, 1, WordFate::Doubtful(NameDoubt::AfterAddress))),
            length => Some((self.at + 1, length, WordFate::Covered(CoverReason::Name))),
        }
    }

    /// Vi phạm, phạm vi, chủ trương.
    fn is_word_of_two(self) -> bool {
        let before = self.at.checked_sub(1).and_then(|at| self.words.get(at)).copied();
        let pair = |one: &str, other: &str| format!("{} {}", bare(one), bare(other)).to_lowercase();
        [pair(before.unwrap_or_default(), self.word(0)), pair(self.word(0), self.word(1))]
            .iter()
            .any(|pair| WORDS_OF_SURNAMES.contains(&pair.as_str()))
    }

    /// A surname and what follows it, or words that are written as names are.
    fn name(self) -> Option<FateRun> {
        let first = bare(self.word(0));
        let surname = first.to_lowercase();
        let is_in = |list: &[&str]| {
            list.contains(&surname.as_str()) || list.iter().any(|name| word_key(name) == surname)
        };
        let is_address = ADDRESSES.contains(&surname.as_str());
        let known = !is_address && (is_in(&SURNAMES) || is_in(&PERHAPS));
        let covered = |length| Some((self.at, length, WordFate::Covered(CoverReason::Name)));
        if known && !ends_part(self.word(0)) {
            let middle = bare(self.word(1)).to_lowercase();
            // Đang thi hành, cao thi đua.
            let is_plain = matches!(middle.as_str(), "van" | "thi") && surname.is_ascii();
            if MIDDLES.contains(&middle.as_str()) || is_plain && surname != "dang" {
                let rest = match self.capitals(2, 4) {
                    0 => self.small_letters(),
                    length => length,
                };
                return covered(2 + if ends_part(self.word(1)) { 0 } else { rest });
            }
        }
        let run = self.capitals(0, 6);
        if run >= 2 && known {
            return covered(run);
        }
        if SELDOM_WORDS.contains(&surname.as_str()) && !self.is_word_of_two()
            || self.shouts && SURNAMES.contains(&surname.as_str())
        {
            return Some((self.at, 2, WordFate::Doubtful(NameDoubt::AsNames)));
        }
        let before = self.at.checked_sub(1).and_then(|at| self.words.get(at));
        let opens = before.is_none_or(|word| word.ends_with(['.', '!', '?', ':']));
        let inside = before.is_some_and(|word| is_capitalized(bare(word)) && !ends_part(word));
        let abbreviates = |word: &str| word.chars().all(|c| c.is_uppercase() || c.is_numeric());
        let is_office = NO_NAMES.contains(&surname.as_str());
        // The first word of a sentence has its capital for that.
        let (from, length) =
            if opens { (self.at + 1, run.saturating_sub(1)) } else { (self.at, run) };
        (length >= 2 && !inside && !is_office && !abbreviates(first)).then_some((
            from,
            length,
            WordFate::Doubtful(NameDoubt::AsNames),
        ))
    }

    /// A house, a street, a hamlet.
    fn address(self) -> Option<FateRun> {
        let first = bare(self.word(0));
        let head = first.to_lowercase();
        let is_part = |word: &str| is_numbered(word) || !self.shouts && is_capitalized(word);
        let covered = |length| Some((self.at, length, WordFate::Covered(CoverReason::Address)));
        if ends_part(self.word(0)) && !is_numbered(first) {
            return None;
        }
        let next = self.run(1, 5, is_part);
        // What is long enough for a telephone is no house.
        let ahead = Self { at: self.at + 1, ..self }.number();
        let is_called = ahead.is_some_and(|(_, _, fate)| matches!(fate, WordFate::Covered(_)));
        let has_number = is_numbered(bare(self.word(1))) && !is_called;
        match head.as_str() {
            place if PLACES.contains(&place) && next > 0 => covered(1 + next),
            "tổ" | "khu" | "kp" | "lô" if has_number => covered(1 + next),
            "đường" if next > 0 && !has_number => covered(1 + next),
            "số" | "nhà" if has_number => {
                let after = bare(self.word(2)).to_lowercase();
                let goes_on = next > 1 || after == "đường" || UNITS.contains(&after.as_str());
                goes_on.then(|| covered(1 + next)).flatten()
            }
            // "12/5 Lê Lợi", and not "01 Cấp giấy phép" or "05/03/2020".
            _ if is_numbered(first)
                && !self.word(0).ends_with(['.', ')', ':'])
                && !(is_date(first) && first.split(['/', '-', '.']).count() > 2) =>
            {
                let capitals = self.capitals(1, 5);
                (capitals >= 2).then(|| covered(1 + capitals)).flatten()
            }
            _ => None,
        }
    }
}

/// `, xã Tân Hiệp, huyện Trà Cú` behind an address belongs to it.
fn follow_addresses(words: &[&str], marks: &mut [WordFate]) {
    let address = WordFate::Covered(CoverReason::Address);
    for at in 1..words.len() {
        let before = at - 1;
        let follows = marks.get(before) == Some(&address)
            && words.get(before).is_some_and(|word| word.ends_with(','));
        let head = words.get(at).map(|word| bare(word).to_lowercase()).unwrap_or_default();
        if !follows || !(UNITS.contains(&head.as_str()) || PLACES.contains(&head.as_str())) {
            continue;
        }
        let reader = WordReader { words, at, shouts: false };
        // Thị trấn, thành phố.
        let heads = if matches!(head.as_str(), "thị" | "thành") { 2 } else { 1 };
        let named = reader.run(heads, 5, |word| is_numbered(word) || is_capitalized(word));
        if named > 0 {
            marks.iter_mut().skip(at).take(heads + named).for_each(|mark| *mark = address);
        }
    }
}

/// Words of one mark together.
fn pieces(words: &[&str], marks: &[WordFate]) -> Vec<CommentPiece> {
    let mut pieces = Vec::new();
    let marked: Vec<(&str, WordFate)> = words.iter().copied().zip(marks.iter().copied()).collect();
    for group in marked.chunk_by(|(word, one), (_, other)| {
        // Two names are two, but an address goes on behind a comma.
        let ends = match one {
            WordFate::Shown => false,
            WordFate::Covered(CoverReason::Address) => word.ends_with(['.', '!', '?', ';']),
            WordFate::Covered(_) | WordFate::Doubtful(_) => ends_part(word) && !word.ends_with(')'),
        };
        one == other && !ends
    }) {
        let text = group.iter().map(|(word, _)| *word).collect::<Vec<_>>().join(" ");
        pieces.extend(group.first().map(|(_, mark)| match mark {
            WordFate::Shown => CommentPiece::Shown(text),
            WordFate::Doubtful(doubt) => CommentPiece::Doubtful(text, *doubt),
            WordFate::Covered(covered) => {
                let kept = text.trim_end_matches(is_punctuation).len();
                CommentPiece::Covered(*covered, text.get(kept..).unwrap_or_default().to_owned())
            }
        }));
    }
    pieces
}

fn is_punctuation(c: char) -> bool {
    matches!(c, ',' | '.' | ';' | ':' | '!' | '?' | ')' | '"' | '”' | '’' | '\'')
}

/// A word without the punctuation around it.
fn bare(word: &str) -> &str {
    word.trim_end_matches(is_punctuation).trim_start_matches(['(', '"', '“', '‘', '\'', '-'])
}

fn ends_part(word: &str) -> bool {
    word.ends_with(is_punctuation)
}

fn is_numbered(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
}

fn digits(text: &str) -> usize {
    text.chars().filter(char::is_ascii_digit).count()
}

fn longest(text: &str) -> usize {
    text.split(|c: char| !c.is_ascii_digit()).map(str::len).max().unwrap_or(0)
}

/// `5/3`, `05/03/2020`, `5-3-2020`.
fn is_date(word: &str) -> bool {
    let parts: Vec<&str> = word.split(['/', '-', '.']).collect();
    let is_part = |part: &&str| (1..=4).contains(&part.len()) && longest(part) == part.len();
    let short = |part: &&str| part.len() <= 2;
    (2..=3).contains(&parts.len())
        && parts.iter().all(is_part)
        && parts.iter().take(2).all(short)
        && !(parts.len() == 2 && word.contains('.'))
}

/// `1.500.000`.
fn is_grouped(word: &str) -> bool {
    let mut parts = word.split(['.', ',']);
    parts.next().is_some_and(|first| (1..=3).contains(&first.len()) && !first.starts_with('0'))
        && parts.clone().next().is_some()
        && parts.all(|part| part.len() == 3 && longest(part) == 3)
}

#[cfg(test)]
#[path = "masking_tests.rs"]
mod tests;
