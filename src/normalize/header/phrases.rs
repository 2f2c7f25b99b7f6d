//! The table of words that stand beside the name of a column, and what each adds to it.

use crate::normalize::header::added::Sense;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::model::word_key;
use crate::normalize::header::added::Added;

/// Where a phrase is believed; each in the places of those after it, too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Reach {
    /// Even on a row above the name.
    Above,
    /// Among any other words.
    Everywhere,
    /// Between the words of a name, or beside words that are all known.
    Known,
    /// Only in parentheses, after a slash or on a row of its own, beside words that are all known.
    Aside,
}

use Reach::{Above, Aside, Everywhere, Known};
use Sense::{Actual, Again, First, Harmless, Length, Planned};

/// The table: folded words, what they add, where they are believed. Longer phrases are tried first.
///
/// Words of an aim (“mục tiêu”, “chỉ tiêu”, “target”) are not among them: what an office aims at is no appointment,
/// and would take the place of its “hạn xử lý”.
const PHRASES: &[(&str, Sense, Reach)] = &[
    ("du kien", Planned, Above),
    ("du tinh", Planned, Everywhere),
    ("du dinh", Planned, Everywhere),
    ("ke hoach", Planned, Above),
    ("theo ke hoach", Planned, Everywhere),
    ("uoc tinh", Planned, Everywhere),
    ("giay hen", Planned, Everywhere),
    ("theo giay hen", Planned, Everywhere),
    ("trong giay hen", Planned, Everywhere),
    ("tren giay hen", Planned, Everywhere),
    ("phieu hen", Planned, Everywhere),
    ("theo phieu hen", Planned, Everywhere),
    ("giay tiep nhan va hen tra", Planned, Everywhere),
    ("lich hen", Planned, Everywhere),
    ("theo lich hen", Planned, Everywhere),
    ("phai tra", Planned, Aside),
    ("phai", Planned, Known),
    ("theo hen", Planned, Known),
    ("hen", Planned, Known),
    ("hen tra", Planned, Aside),
    ("duoc hen", Planned, Known),
    ("da hen", Planned, Known),
    ("cam ket", Planned, Known),
    ("theo cam ket", Planned, Known),
    ("theo quy dinh", Planned, Known),
    ("quy dinh", Planned, Known),
    ("theo thoi han", Planned, Known),
    ("theo han", Planned, Known),
    ("den han", Planned, Known),
    ("het han", Planned, Known),
    ("han", Planned, Aside),
    ("thoi han", Planned, Aside),
    ("expected", Planned, Above),
    ("planned", Planned, Above),
    ("scheduled", Planned, Everywhere),
    ("estimated", Planned, Everywhere),
    ("promised", Planned, Everywhere),
    ("anticipated", Planned, Everywhere),
    ("projected", Planned, Everywhere),
    ("plan", Planned, Known),
    ("due", Planned, Aside),
    ("appointment", Planned, Known),
    ("thuc te", Actual, Above),
    ("theo thuc te", Actual, Everywhere),
    ("thuc", Actual, Known),
    ("thuc tra", Actual, Aside),
    ("da tra", Actual, Aside),
    ("that", Actual, Aside),
    ("chinh thuc", Actual, Known),
    ("actual", Actual, Above),
    ("real", Actual, Aside),
    ("lan dau", First, Known),
    ("lan dau tien", First, Known),
    ("dau tien", First, Known),
    ("ban dau", First, Known),
    ("lan 1", First, Known),
    ("lan i", First, Known),
    ("lan mot", First, Known),
    ("lan thu nhat", First, Known),
    ("original", First, Known),
    ("first", First, Known),
    ("hen lai", Again, Everywhere),
    ("gia han", Again, Everywhere),
    ("sau gia han", Again, Everywhere),
    ("sau khi gia han", Again, Everywhere),
    ("dieu chinh", Again, Known),
    ("sau dieu chinh", Again, Known),
    ("thay doi", Again, Known),
    ("lan 2", Again, Known),
    ("lan ii", Again, Known),
    ("lan hai", Again, Known),
    ("lan thu hai", Again, Known),
    ("lan 3", Again, Known),
    ("lan iii", Again, Known),
    ("lan cuoi", Again, Known),
    ("lan sau", Again, Known),
    ("moi", Again, Known),
    ("moi nhat", Again, Known),
    ("lai", Again, Aside),
    ("sau xin loi", Again, Known),
    ("revised", Again, Known),
    ("rescheduled", Again, Known),
    ("extended", Again, Known),
    ("new", Again, Aside),
    ("again", Again, Aside),
    ("second", Again, Aside),
    ("phut", Length, Aside),
    ("so phut", Length, Aside),
    ("giay", Length, Aside),
    ("so ngay", Length, Aside),
    ("ngay lam viec", Length, Aside),
    ("tinh bang ngay", Length, Aside),
    ("minutes", Length, Aside),
    ("minute", Length, Aside),
    ("min", Length, Aside),
    ("mins", Length, Aside),
    ("hours", Length, Aside),
    ("seconds", Length, Aside),
    ("days", Length, Aside),
    ("sinh", Length, Aside),
    ("cap", Length, Aside),
    ("neu co", Harmless, Aside),
    ("bat buoc", Harmless, Aside),
    ("khong bat buoc", Harmless, Aside),
    ("bat buoc nhap", Harmless, Aside),
    ("ngay", Harmless, Aside),
    ("thang", Harmless, Aside),
    ("nam", Harmless, Aside),
    ("gio", Harmless, Aside),
    ("ngay gio", Harmless, Aside),
    ("thoi gian", Harmless, Aside),
    ("dd", Harmless, Aside),
    ("mm", Harmless, Aside),
    ("yy", Harmless, Aside),
    ("yyyy", Harmless, Aside),
    ("hh", Harmless, Aside),
    ("hh24", Harmless, Aside),
    ("mi", Harmless, Aside),
    ("ss", Harmless, Aside),
    ("ddmmyyyy", Harmless, Aside),
    ("d", Harmless, Aside),
    ("m", Harmless, Aside),
    ("y", Harmless, Aside),
    ("dinh dang", Harmless, Aside),
    ("kieu ngay", Harmless, Aside),
    ("vd", Harmless, Aside),
    ("vi du", Harmless, Aside),
    ("ghi ro", Harmless, Aside),
    ("cot", Harmless, Aside),
    ("ho so", Harmless, Aside),
    ("ket qua", Harmless, Aside),
    ("kq", Harmless, Aside),
    ("tthc", Harmless, Aside),
    ("theo phan mem", Harmless, Aside),
    ("tren phan mem", Harmless, Aside),
    ("tren he thong", Harmless, Aside),
    ("theo he thong", Harmless, Aside),
    ("he thong", Harmless, Aside),
    ("tai bo phan mot cua", Harmless, Known),
    ("tai mot cua", Harmless, Known),
    ("bo phan mot cua", Harmless, Aside),
    ("mot cua", Harmless, Aside),
    ("cho cong dan", Harmless, Known),
    ("cho nguoi dan", Harmless, Known),
    ("cho dan", Harmless, Known),
    ("cho khach hang", Harmless, Known),
    ("cho to chuc ca nhan", Harmless, Known),
    ("cho ca nhan to chuc", Harmless, Known),
    ("cho nguoi nop", Harmless, Known),
    ("date", Harmless, Aside),
    ("time", Harmless, Aside),
    ("date time", Harmless, Aside),
    ("datetime", Harmless, Aside),
    ("optional", Harmless, Aside),
    ("required", Harmless, Aside),
    ("if any", Harmless, Aside),
    ("the", Harmless, Known),
    ("of", Harmless, Aside),
];

/// Most words of a phrase.
const LONGEST: usize = 6;

pub(crate) fn words(text: &str) -> Vec<String> {
    word_key(text)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// What the phrases that are believed at such a place add, and the other words.
pub(crate) fn tiled(words: &[String], reach: Reach) -> (Added, Vec<&str>) {
    tiled_with(words, |_, of| of <= reach)
}

/// The same for the phrases that are asked for.
pub(crate) fn tiled_with(
    words: &[String],
    is_asked: impl Fn(Sense, Reach) -> bool,
) -> (Added, Vec<&str>) {
    static TABLE: LazyLock<BTreeMap<&str, (Sense, Reach)>> = LazyLock::new(|| {
        PHRASES.iter().map(|(text, sense, reach)| (*text, (*sense, *reach))).collect()
    });
    let mut added = Added::default();
    let mut rest = Vec::new();
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let phrase = (1..=LONGEST).rev().find_map(|length| {
            let text = words.get(at..at + length)?.join(" ");
            let (sense, of) = TABLE.get(text.as_str())?;
            is_asked(*sense, *of).then_some((length, *sense))
        });
        if let Some((length, sense)) = phrase {
            added = added.and(Added::of(sense));
            at += length;
        } else {
            rest.push(word.as_str());
            at += 1;
        }
    }
    (added, rest)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_phrase_is_folded_and_stands_once() {
        let mut seen = BTreeSet::new();
        for (text, _, _) in PHRASES {
            assert_eq!(words(text).join(" "), *text);
            assert!(seen.insert(text), "{text} stands twice");
            assert!(text.split(' ').count() <= LONGEST, "{text}");
        }
    }
}
