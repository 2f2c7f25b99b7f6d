//! One dossier under two codes: as another system writes its code, or with a word behind it.
//!
//! A code of the national form ends in the day and the number of the dossier (Thông tư 01/2018/TT-VPCP Điều 19); what
//! stands before them is the office, which systems write each in its own way.

use std::hash::BuildHasher as _;
use std::sync::Arc;

use hashbrown::DefaultHashBuilder;
use rayon::prelude::*;

use crate::ledger::{Code, Field, Finding};
use crate::model::{Text, word_key};
use crate::normalize::named_rows::first_few;
use crate::normalize::settle::books::Books;
use crate::normalize::settle::rules::Settling;

/// Letters and figures at the end of a code that tell the day and the number.
const TAIL: usize = 10;
/// What stands between a code and what was put behind it.
const BETWEEN: [char; 6] = [' ', '-', '/', '.', '_', '('];
/// More rows of one ending are no slips.
const MOST: usize = 40;

/// How one code may be another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum OtherForm {
    /// The same end, behind another name of the office.
    Tail,
    /// `HS-0010 (bổ sung)`.
    Supplement,
    /// `HS-0010/1`: a part of it, or the same.
    Part,
}

/// Gives rows that agree in all else the code of the first; what may be a part is said.
pub(crate) fn join<E: Settling + Sync>(entries: &mut [E], books: &mut Books) {
    let hasher = DefaultHashBuilder::default();
    // Nearly every ending stands once: whose the rows are is asked of the others alone.
    let of_ending = |index: usize| {
        let code = entries.get(index)?.code()?;
        Some((hasher.hash_one(ending(code)), index))
    };
    let whose = |index: &usize| {
        let entry = entries.get(*index)?;
        Some((hasher.hash_one(entry.person().zip(entry.procedure())?), *index))
    };
    let mut endings: Vec<(u64, usize)> =
        (0..entries.len()).into_par_iter().filter_map(of_ending).collect();
    let mut shared: Vec<Vec<usize>> = alike(&mut endings)
        .flat_map(|rows| {
            let mut whose: Vec<(u64, usize)> = rows.iter().filter_map(whose).collect();
            alike(&mut whose).collect::<Vec<_>>()
        })
        .filter(|rows| rows.len() <= MOST)
        .collect();
    shared.sort_unstable();
    let mut told: Vec<(CodePair, usize, usize)> = Vec::new();
    for rows in shared {
        for (at, index) in rows.iter().enumerate() {
            let Some(entry) = entries.get(*index) else { continue };
            let before = rows.get(..at).unwrap_or_default();
            let found = before.iter().find_map(|first| {
                let other = entries.get(*first)?;
                let form = other_form(other.code()?, entry.code()?)?;
                let is_same = entry.like(other) == *other;
                let found = match form {
                    OtherForm::Tail | OtherForm::Supplement if is_same => CodePair::One,
                    OtherForm::Part if is_same => CodePair::PerhapsOne,
                    OtherForm::Tail | OtherForm::Supplement | OtherForm::Part => {
                        CodePair::OtherDays
                    }
                };
                (entry.key() != other.key()).then_some((found, *first))
            });
            told.extend(found.map(|(found, first)| (found, *index, first)));
        }
    }
    say(entries, &told, books);
    for (_, index, first) in told.iter().filter(|(found, ..)| *found == CodePair::One) {
        let code = entries.get(*first).and_then(|first| first.code().map(Text::from));
        if let Some(entry) = entries.get_mut(*index) {
            entry.recode(code);
        }
    }
}

/// What two rows with such codes are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum CodePair {
    /// They agree in all else.
    One,
    /// The same, but what stands behind the code may be the number of a part.
    PerhapsOne,
    /// Of one applicant and procedure alone.
    OtherDays,
}

/// One finding for each sheet and what was found.
fn say<E: Settling>(entries: &[E], told: &[(CodePair, usize, usize)], books: &mut Books) {
    let mut rest: Vec<(CodePair, &E, &E)> = told
        .iter()
        .filter_map(|(found, index, first)| {
            Some((*found, entries.get(*index)?, entries.get(*first)?))
        })
        .collect();
    while let Some((found, entry, first)) = rest.first().copied() {
        let source = Arc::clone(&entry.place().source);
        let (own, others): (Vec<_>, Vec<_>) = rest
            .into_iter()
            .partition(|(other, entry, _)| *other == found && entry.place().source == source);
        rest = others;
        let (code, other) = (entry.code().unwrap_or_default(), first.code().unwrap_or_default());
        let pairs = own.iter().filter_map(|(_, entry, first)| {
            Some(format!("dòng {} và {}", entry.place().row?, first.place()))
        });
        let alike = match found {
            CodePair::One | CodePair::PerhapsOne => "các cột khác giống hệt nhau",
            CodePair::OtherDays => "cùng chủ hồ sơ, thủ tục",
        };
        let finding = Finding::new(Code::SimilarCodes, entry.place().clone())
            .with_field(Field::Code)
            .with_found(code)
            .with_message(format!(
                "Mã như “{code}” và “{other}” có thể là một mã ghi hai cách, {alike}, ở {} dòng: {}",
                own.len(),
                first_few(pairs, own.len())
            ));
        books.find(match found {
            CodePair::One => finding
                .with_effect("hồ sơ chỉ được tính một lần")
                .with_advice("ghi mã như nhau; nếu là hai hồ sơ khác nhau thì ghi thêm điều phân biệt, ví dụ chủ hồ sơ"),
            CodePair::PerhapsOne | CodePair::OtherDays => finding
                .with_effect("mỗi dòng vẫn được tính là một hồ sơ")
                .with_advice("nếu là một hồ sơ thì ghi mã như nhau, hoặc xóa dòng ghi thừa; nếu là nhiều hồ sơ thì không cần làm gì"),
        });
    }
}

fn plain(code: &str) -> String {
    code.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect()
}

/// Rows of one hash, where it has several.
fn alike(hashes: &mut [(u64, usize)]) -> impl Iterator<Item = Vec<usize>> {
    hashes.par_sort_unstable();
    let alike = hashes.chunk_by(|(one, _), (other, _)| one == other).filter(|rows| rows.len() > 1);
    alike.map(|rows| rows.iter().map(|(_, index)| *index).collect())
}

/// What codes of one dossier have alike, from its end.
fn ending(code: &str) -> [char; TAIL] {
    let mut ending = ['\0'; TAIL];
    let plain = stem(code).0.chars().rev().filter(|c| c.is_alphanumeric());
    for (slot, c) in ending.iter_mut().zip(plain) {
        *slot = if c.is_ascii() {
            c.to_ascii_uppercase()
        } else {
            c.to_uppercase().next().unwrap_or(c)
        };
    }
    ending
}

/// A code without what was put behind it, and whether that is a word of a supplement.
fn stem(code: &str) -> (&str, Option<OtherForm>) {
    let code = code.trim().trim_end_matches('*').trim_end();
    // The number of the dossier, in most codes.
    let before = code.trim_end_matches(|c: char| c.is_ascii_digit());
    if code.len() > before.len() + 1 && before.ends_with(BETWEEN) {
        return (code, None);
    }
    let Some(at) = code.rfind(BETWEEN) else { return (code, None) };
    let (before, behind) = code.split_at(at);
    let behind = behind.trim_matches([' ', '-', '/', '.', '_', '(', ')']);
    if behind.len() > 1 && behind.bytes().all(|byte| byte.is_ascii_digit()) {
        return (code, None);
    }
    let key = word_key(behind);
    let named = |text: &str| text.trim_end_matches(BETWEEN).len();
    if matches!(key.as_str(), "bs" | "sung" | "bo sung") {
        let before = word_start(before, &["bổ", "bo", "Bổ", "BỔ"]);
        return (before.get(..named(before)).unwrap_or(before), Some(OtherForm::Supplement));
    }
    if key.len() == 1 && key.bytes().all(|byte| byte.is_ascii_digit()) {
        let before = word_start(before, &["lần", "lan", "Lần"]);
        let before = before.get(..named(before)).unwrap_or(before);
        // `HS-0010 BS lần 1` is a supplement once more.
        return match stem(before) {
            (stem, Some(OtherForm::Supplement)) => (stem, Some(OtherForm::Supplement)),
            _ => (before, Some(OtherForm::Part)),
        };
    }
    (code, None)
}

/// The text without one of the words at its end.
fn word_start<'a>(text: &'a str, words: &[&str]) -> &'a str {
    let text = text.trim_end_matches(BETWEEN);
    words
        .iter()
        .find_map(|word| text.strip_suffix(word))
        .filter(|before| before.ends_with([' ', '-', '(']))
        .unwrap_or(text)
}

fn other_form(one: &str, two: &str) -> Option<OtherForm> {
    let ((stem_one, form_one), (stem_two, form_two)) = (stem(one), stem(two));
    let (plain_one, plain_two) = (plain(stem_one), plain(stem_two));
    if plain_one == plain_two && (form_one.is_some() || form_two.is_some()) {
        return form_one.or(form_two).filter(|_| form_one != form_two);
    }
    // The day and the number: figures alone, behind whatever names the office.
    let (tail_one, tail_two) = (ending(one), ending(two));
    let is_tail = tail_one == tail_two && tail_one.iter().all(char::is_ascii_digit);
    is_tail.then_some(OtherForm::Tail)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_code_may_be_written_in_two_ways() {
        let case = |one: &str, two: &str, expected: Option<OtherForm>| {
            assert_eq!(other_form(one, two), expected, "{one} / {two}");
        };
        case("H61.08-260921-1000", "000.00.08.H61-260921-1000", Some(OtherForm::Tail));
        case("H61.08-260921-1000", "H61082609211000", Some(OtherForm::Tail));
        case("H61.08-260921-1000", "260921-1000", Some(OtherForm::Tail));
        case("H61.08-260921-1000", "H61.08-260921-1001", None);
        case("HS-0010", "HS-0010-BS", Some(OtherForm::Supplement));
        case("HS-0010", "HS-0010 (bổ sung)", Some(OtherForm::Supplement));
        case("HS-0010", "HS-0010 BS lần 1", Some(OtherForm::Supplement));
        case("HS-0010", "HS-0010/1", Some(OtherForm::Part));
        case("HS-0010", "HS-0010 (2)", Some(OtherForm::Part));
        case("HS-0010", "HS-0010 - lần 2", Some(OtherForm::Part));
        case("HS-0010/1", "HS-0010/2", None);
        case("HS-0010", "HS-0011", None);
        case("HS-1", "HS-10", None);
    }
}
