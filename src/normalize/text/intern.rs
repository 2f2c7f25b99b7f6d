//! One copy of each text of a file, and cells as small numbers.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::hash::BuildHasher as _;
use std::marker::PhantomData;

use hashbrown::{DefaultHashBuilder, HashMap, HashTable};
use rayon::prelude::*;
use unicode_normalization::{IsNormalized, is_nfc_quick};

use crate::ledger::Code;
use crate::model::{KEPT, Text, tidy};
use crate::normalize::text::legacy::{has_foreign, has_lost_letter};
use crate::normalize::text::wrapped::{WRAPPERS, shown};
use crate::read::Cell;

/// Number of a text in an `Interner`.
pub(crate) type Id = u32;

/// Tidied texts by number. Its tables of numbers are only asked, never walked.
#[derive(Debug, Default)]
pub(crate) struct Interner {
    texts: Vec<Text>,
    /// Numbers by the hash of their text: a million names need no second copy of each. The hash stands beside the number,
    /// so that a table that grows looks at no text again.
    ids: HashTable<(u32, Id)>,
    hasher: DefaultHashBuilder,
    /// Texts that are not tidy, as they stand → number of what they become.
    untidy: HashMap<Box<str>, Id>,
    /// Those in which a letter was lost before they came here (U+FFFD, or a question mark inside a word).
    undecodable: BTreeSet<Id>,
    /// Some text has a letter that Vietnamese in Unicode never has; texts before this one have been looked at.
    foreign: bool,
    /// Those with a character that documents hardly ever print.
    rare: BTreeSet<Id>,
}

impl Interner {
    /// Number of a text as it stands in a cell; equal tidied texts have one number.
    pub(crate) fn intern(&mut self, raw: &str) -> Id {
        let hash = self.hash(raw);
        if let Some(id) = self.find(hash, raw) {
            return id;
        }
        if is_tidy(raw) {
            return self.add(hash, raw);
        }
        if let Some(id) = self.untidy.get(raw) {
            return *id;
        }
        let tidied = shown(raw);
        if tidied == raw {
            return self.add(hash, raw);
        }
        let hash = self.hash(&tidied);
        let id = self.find(hash, &tidied).unwrap_or_else(|| self.add(hash, &tidied));
        self.untidy.insert(raw.into(), id);
        id
    }

    /// Number of a text that stands nowhere else, most likely: looking for each of a million codes in vain takes
    /// longer than all else that is done with them. The same text gets another number each time.
    pub(crate) fn keep(&mut self, raw: &str) -> Id {
        if is_tidy(raw) { self.push(raw) } else { self.intern(raw) }
    }

    fn hash(&self, text: &str) -> u32 {
        let hash = self.hasher.hash_one(text);
        u32::try_from(hash >> 32).expect("half of it fits")
    }

    fn find(&self, hash: u32, text: &str) -> Option<Id> {
        let is_it = |(own, id): &(u32, Id)| *own == hash && &**self.text(*id) == text;
        self.ids.find(spread(hash), is_it).map(|(_, id)| *id)
    }

    fn add(&mut self, hash: u32, text: &str) -> Id {
        let id = self.push(text);
        self.ids.insert_unique(spread(hash), (hash, id), |(hash, _)| spread(*hash));
        id
    }

    fn push(&mut self, text: &str) -> Id {
        let id = Id::try_from(self.texts.len()).expect("a file holds fewer than 4 billion texts");
        if text.contains(char::REPLACEMENT_CHARACTER) || has_lost_letter(text) {
            self.undecodable.insert(id);
        }
        self.foreign = self.foreign || has_foreign(text);
        if !text.is_ascii() && text.chars().any(is_rare) {
            self.rare.insert(id);
        }
        self.texts.push(Text::from(text));
        id
    }

    /// Whether any text is such a one.
    pub(crate) fn any(&self, is_such: impl Fn(&str) -> bool + Sync) -> bool {
        self.texts.par_iter().with_min_len(4096).any(|text| is_such(text))
    }

    /// Whether any text has a letter that Vietnamese in Unicode never has, as those in old encodings do.
    pub(crate) fn has_foreign(&self) -> bool {
        self.foreign
    }

    /// Whether any text has a character that may not be printable.
    pub(crate) fn has_rare(&self) -> bool {
        !self.rare.is_empty()
    }

    pub(crate) fn is_rare(&self, id: Id) -> bool {
        !self.rare.is_empty() && self.rare.contains(&id)
    }

    pub(crate) fn has_undecodable(&self) -> bool {
        !self.undecodable.is_empty()
    }

    pub(crate) fn is_undecodable(&self, id: Id) -> bool {
        !self.undecodable.is_empty() && self.undecodable.contains(&id)
    }

    pub(crate) fn text(&self, id: Id) -> &Text {
        known(&self.texts, id)
    }
}

/// The table takes its place from the lower bits, and tells entries apart by the upper ones.
fn spread(hash: u32) -> u64 {
    u64::from(hash) << 32 | u64::from(hash)
}

fn known(texts: &[Text], id: Id) -> &Text {
    texts.get(usize::try_from(id).expect("a number fits")).expect("an id comes from this interner")
}

/// Whether `tidy` would surely change nothing; most texts are new, and none of them needs it.
fn is_tidy(text: &str) -> bool {
    let mut before = ' ';
    let mut is_plain = true;
    for c in text.chars() {
        let is_odd = c.is_control()
            || c == '&'
            || KEPT.contains(&c)
            || matches!(c, '\u{80}'..='\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{206f}' | '\u{3000}' | '\u{feff}' | '\u{ff01}'..='\u{ff5e}');
        if is_odd || (c == ' ' && before == ' ') {
            return false;
        }
        is_plain &= is_composed(c);
        before = c;
    }
    before != ' '
        && !text.starts_with(WRAPPERS)
        && (is_plain || is_nfc_quick(text.chars()) == IsNormalized::Yes)
}

/// All but Latin letters and the marks of Vietnamese texts.
fn is_rare(c: char) -> bool {
    !matches!(c, '\0'..='\u{17f}' | 'Ơ' | 'ơ' | 'Ư' | 'ư' | '\u{1e00}'..='\u{1eff}' | '\u{2010}'..='\u{2026}')
}

/// Letters that NFC never changes, whatever stands beside them: all of Vietnamese is among them.
fn is_composed(c: char) -> bool {
    matches!(c, '\0'..'\u{300}' | '\u{1e00}'..='\u{1eff}')
}

/// What came of the texts of a workbook that were met last, by where the workbook keeps them: most cells
/// repeat one of a few.
#[derive(Debug, Default)]
pub(crate) struct SeenTexts<'a> {
    places: Vec<SeenText>,
    /// How many have been put there since there is room for so many.
    put: usize,
    /// What is kept at an address stays there.
    workbook: PhantomData<&'a str>,
}

/// Nothing, in the beginning: no text is kept at 0.
#[derive(Clone, Copy, Debug, Default)]
struct SeenText {
    address: usize,
    length: usize,
    id: Id,
}

impl<'a> SeenTexts<'a> {
    /// Texts that are remembered, of a small sheet and at most: the figures fit into the cache of a processor.
    const LEAST: usize = 1 << 9;
    const MOST: usize = 1 << 18;

    pub(crate) fn slot(&mut self, cell: &Cell<'a>, texts: &mut Interner) -> Slot {
        let Cell::Text(Cow::Borrowed(text)) = cell else { return Slot::of(cell, texts) };
        if self.put >= self.places.len() && self.places.len() < Self::MOST {
            let room = (self.places.len() * 8).clamp(Self::LEAST, Self::MOST);
            (self.places, self.put) = (vec![SeenText::default(); room], 0);
        }
        let (address, length) = (text.as_ptr().addr(), text.len());
        let room = self.places.len();
        let place = self.places.get_mut(((address ^ (address >> 15)) / 16) & (room - 1));
        if let Some(seen) = &place
            && (seen.address, seen.length) == (address, length)
        {
            return Slot::Text(seen.id);
        }
        let slot = Slot::of(cell, texts);
        if let (Slot::Text(id), Some(place)) = (slot, place) {
            *place = SeenText { address, length, id };
            self.put += 1;
        }
        slot
    }
}

/// A cell of a column that is read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Slot {
    Empty,
    Text(Id),
    Number(f64),
    Serial(f64),
    Iso(Id),
    Bool(bool),
    Error(Id),
    Uncalculated,
    Broken(Id),
}

impl Slot {
    /// What is wrong with the cell itself, whatever its column holds.
    pub(crate) fn fault(&self) -> Option<Code> {
        match self {
            Self::Error(_) => Some(Code::ErrorCell),
            Self::Uncalculated => Some(Code::FormulaWithoutValue),
            Self::Broken(_) => Some(Code::BadCell),
            Self::Empty
            | Self::Text(_)
            | Self::Number(_)
            | Self::Serial(_)
            | Self::Iso(_)
            | Self::Bool(_) => None,
        }
    }

    /// A cell of a column that tells each row from all others.
    pub(crate) fn of_code(cell: &Cell<'_>, texts: &mut Interner) -> Self {
        Self::with(cell, texts, Interner::keep)
    }

    pub(crate) fn of(cell: &Cell<'_>, texts: &mut Interner) -> Self {
        Self::with(cell, texts, Interner::intern)
    }

    fn with(cell: &Cell<'_>, texts: &mut Interner, number: fn(&mut Interner, &str) -> Id) -> Self {
        let some = |id: Id, texts: &Interner, slot: fn(Id) -> Self| {
            if texts.text(id).is_empty() { Self::Empty } else { slot(id) }
        };
        match cell {
            Cell::Empty => Self::Empty,
            Cell::Text(text) if text.is_empty() => Self::Empty,
            Cell::Text(text) => {
                let id = number(texts, text);
                let may_be_error = text.trim_start().starts_with(['#', 'E', 'L']);
                let is_error = may_be_error && is_error_text(text.trim());
                some(id, texts, if is_error { Self::Error } else { Self::Text })
            }
            Cell::Number(number) => Self::Number(*number),
            Cell::Serial(number) => Self::Serial(*number),
            Cell::IsoDate(text) => {
                let id = texts.intern(text);
                some(id, texts, Self::Iso)
            }
            Cell::Bool(value) => Self::Bool(*value),
            Cell::Error(text) => Self::Error(texts.intern(text)),
            Cell::Uncalculated => Self::Uncalculated,
            Cell::Broken(text) => Self::Broken(texts.intern(text)),
        }
    }

    pub(crate) fn is_empty(self) -> bool {
        self == Self::Empty
    }

    /// As text, for names, codes and findings; `None` for what cannot be read.
    pub(crate) fn text(self, texts: &Interner) -> Option<Text> {
        Some(match self {
            Self::Text(id) | Self::Iso(id) => Text::clone(texts.text(id)),
            Self::Number(number) | Self::Serial(number) => Text::from(number_text(number)),
            Self::Bool(value) => Text::from(if value { "TRUE" } else { "FALSE" }),
            Self::Empty | Self::Error(_) | Self::Uncalculated | Self::Broken(_) => return None,
        })
    }

    /// What stands there as the file keeps it, to be read; `found` is for the user.
    pub(crate) fn plain(self, texts: &Interner) -> String {
        match self {
            Self::Empty | Self::Uncalculated => String::new(),
            Self::Text(id) | Self::Iso(id) | Self::Error(id) | Self::Broken(id) => {
                texts.text(id).to_string()
            }
            Self::Number(number) | Self::Serial(number) => number_text(number),
            Self::Bool(value) => (if value { "TRUE" } else { "FALSE" }).to_owned(),
        }
    }
}

/// What a spreadsheet shows in a cell that failed, as delimited text and pasted values keep it: `#N/A`,
/// `#VALUE!`, `#TÊN?`, `Err:502`.
fn is_error_text(text: &str) -> bool {
    if let Some(rest) = text.strip_prefix('#') {
        let word = rest.trim_end_matches(['!', '?']);
        let is_word = word.chars().all(|c| c.is_alphanumeric() || matches!(c, '/' | '_'));
        let is_named = matches!(rest.to_ascii_uppercase().as_str(), "N/A" | "GETTING_DATA");
        return is_named || (word.len() < rest.len() && word.chars().count() >= 3 && is_word);
    }
    let number = text.strip_prefix("Err:").or_else(|| text.strip_prefix("Lỗi:"));
    number
        .is_some_and(|number| number.len() == 3 && number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// A number as a clerk sees it: codes of 14 digits whole, no `.0`.
pub(crate) fn number_text(number: f64) -> String {
    if number.fract() == 0.0 && number.abs() < 1e15 {
        format!("{number:.0}")
    } else {
        number.to_string()
    }
}

/// Text of a cell before it is interned, for headers and titles.
pub(crate) fn cell_text(cell: &Cell<'_>) -> String {
    match cell {
        Cell::Empty | Cell::Uncalculated => String::new(),
        Cell::Text(text) => shown(text),
        Cell::IsoDate(text) | Cell::Error(text) | Cell::Broken(text) => tidy(text),
        Cell::Number(number) | Cell::Serial(number) => number_text(*number),
        Cell::Bool(value) => (if *value { "TRUE" } else { "FALSE" }).to_owned(),
    }
}

/// Whether a cell holds nothing that can be seen.
pub(crate) fn is_blank(cell: &Cell<'_>) -> bool {
    match cell {
        Cell::Empty => true,
        Cell::Text(text) => text.chars().all(|c| {
            c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
        }),
        Cell::Number(_)
        | Cell::Serial(_)
        | Cell::IsoDate(_)
        | Cell::Bool(_)
        | Cell::Error(_)
        | Cell::Uncalculated
        | Cell::Broken(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_texts_have_one_number() {
        let mut texts = Interner::default();
        let first = texts.intern("Phòng Y tế");
        assert_eq!(texts.intern(" Phòng  Y\u{a0}tế "), first);
        assert_eq!(texts.intern("Pho\u{300}ng Y tế"), first);
        assert_ne!(texts.intern("Phòng Y Tế"), first);
        assert_eq!(&**texts.text(first), "Phòng Y tế");
    }

    #[test]
    fn what_is_called_tidy_is() {
        for text in [
            "",
            " ",
            "a",
            "a b",
            "a  b",
            " a",
            "a ",
            "a\u{a0}b",
            "Phòng Tư pháp",
            "Pho\u{300}ng",
            "a\nb",
            "T\u{ad}",
        ] {
            if is_tidy(text) {
                assert_eq!(tidy(text), text, "{text:?}");
            }
        }
        assert!(is_tidy("Phòng Tư pháp") && is_tidy("H59-200302-0001"));
        assert!(!is_tidy("Pho\u{300}ng"));
    }

    #[test]
    fn composed_letters_are_as_nfc_has_them() {
        let composed: Vec<char> = ('\0'..'\u{2000}').filter(|c| is_composed(*c)).collect();
        for c in &composed {
            // Behind a letter, since what matters is that neither changes the other.
            assert_eq!(is_nfc_quick(['e', *c, 'o'].into_iter()), IsNormalized::Yes, "{c:?}");
        }
        assert!("Đặng Thị Ở ưỡn".chars().all(is_composed));
    }

    #[test]
    fn a_text_that_was_seen_is_known_by_its_place_and_not_by_its_letters() {
        let (mut texts, mut seen) = (Interner::default(), SeenTexts::default());
        let kept = "Phòng A và Phòng B".to_owned();
        let (whole, part) = (kept.as_str(), kept.get(..8).unwrap_or_default());
        let mut slot = |text| seen.slot(&Cell::Text(Cow::Borrowed(text)), &mut texts);
        let first = slot(whole);
        assert_eq!(slot(whole), first);
        assert_ne!(slot(part), first);
        assert_eq!(slot(whole), first);
        assert_eq!(slot("#N/A"), Slot::Error(2));
        assert_eq!(slot("  "), Slot::Empty);
        assert_eq!(&**texts.text(1), "Phòng A");
    }

    #[test]
    fn codes_are_kept_as_they_come() {
        let mut texts = Interner::default();
        let mut code = |text| Slot::of_code(&Cell::Text(Cow::Borrowed(text)), &mut texts);
        assert_eq!([code("A-1"), code("A-1"), code(" A-2 ")], [0, 1, 2].map(Slot::Text));
        assert_eq!([code(" "), code("#N/A")], [Slot::Empty, Slot::Error(4)]);
        assert_eq!(["A-1", "A-1", "A-2"], [0, 1, 2].map(|id| texts.text(id).to_string()));
        // The marks of figures are no part of a text.
        let marked = Slot::of_code(&Cell::Text(Cow::Borrowed("A\u{f8f2}-3")), &mut texts);
        let Slot::Text(id) = marked else { panic!("{marked:?}") };
        assert_eq!(texts.text(id).to_string(), "A-3");
    }

    #[test]
    fn errors_that_became_text_are_errors() {
        for text in
            ["#N/A", "#n/a", "#VALUE!", "#REF!", "#DIV/0!", "#NAME?", "#TÊN?", "#SPILL!", "Err:502"]
        {
            assert!(is_error_text(text), "{text}");
        }
        for text in ["#", "# 1", "#1", "#hài lòng!", "Err: 502", "N/A", "#!", "Lỗi: 12"] {
            assert!(!is_error_text(text), "{text}");
        }
    }

    #[test]
    fn numbers_are_written_as_a_clerk_sees_them() {
        assert_eq!(number_text(20_260_000_000_008.0), "20260000000008");
        assert_eq!(number_text(4.0), "4");
        assert_eq!(number_text(4.5), "4.5");
        assert_eq!(
            number_text(-1e300),
            "-1e300".parse::<f64>().map(|n| n.to_string()).unwrap_or_default()
        );
    }
}
