//! The register of letters (sổ theo dõi): one line a letter over the year, folded from the archive.

use std::borrow::Cow;
use std::cell::LazyCell;
use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::Serialize;

use crate::measure::DelayOutcome;
use crate::model::{LetterNumber, Text, code_key, short_date, word_key};
use crate::report::letters::book::{Bag, LetterId, LettersAsked, NumbersBook};
use crate::report::letters::is_in_time;
use crate::report::letters::{Letter, LetterKind, Letters, Numbers, Void};
use crate::report::options::Run;
use crate::rules::{law, letter_forms};

/// `so-theo-doi.xlsx`. Holds personal data.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct Register {
    pub(crate) agency: String,
    pub(crate) year: i16,
    /// As of which day dossiers are told.
    pub(crate) day: Date,
    /// In the order of the year; none is ever left out or renumbered.
    pub(crate) lines: Vec<RegisterLine>,
}

/// One letter.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct RegisterLine {
    pub(crate) order: u32,
    /// `Phiếu xin lỗi và hẹn lại ngày trả kết quả`, `Thư xin lỗi`.
    pub(crate) kind: String,
    /// Số phiếu; blank until the clerk's office gives it.
    pub(crate) number: String,
    /// Ngày phiếu.
    pub(crate) date: Option<Date>,
    pub(crate) code: String,
    pub(crate) recipient: String,
    pub(crate) procedure: String,
    pub(crate) department: String,
    pub(crate) due: Option<Date>,
    pub(crate) new_date: Option<Date>,
    /// `trước hạn`, `sau hạn`, `chưa ghi ngày`.
    pub(crate) sent: String,
    /// What became of the dossier.
    pub(crate) result: String,
    /// Void, replaced, no longer there.
    pub(crate) note: String,
    /// Neither void nor of a period that was written again.
    pub(crate) stands: bool,
}

impl Register {
    /// Letters that stand and have no date.
    pub(crate) fn undated(&self) -> usize {
        self.lines.iter().filter(|line| line.stands && line.date.is_none()).count()
    }
}

/// All letters of the year from before the run, and its own.
pub(crate) fn register(
    run: &Run<'_>,
    letters: &Letters,
    book: &NumbersBook,
    year: i16,
) -> Register {
    let span = run.options.period.span;
    let folder = run.options.letters.folder.as_str();
    let asking = LettersAsked { folder, span };
    let mut voids: Vec<&Void> = letters.voids.iter().collect();
    voids.extend(book.voids().filter(|(bag, _)| asking.comes_after(bag)).map(|(_, void)| void));
    // Of hundreds of thousands, asked only where there is a letter.
    let late_keys = LazyCell::new(|| late_keys(run));
    let mut lines: Vec<RegisterLine> = Vec::new();
    let mut seen: BTreeSet<LetterId> = BTreeSet::new();
    let earlier = || book.bags.iter().filter(|bag| bag.folder != folder);
    let standing = earlier().filter(|bag| !bag.is_replaced && asking.comes_after(bag));
    let dated = |bag: &'_ Bag| bag.span.to;
    let standing = standing.flat_map(|bag| bag.letters.iter().map(move |one| (dated(bag), one)));
    let standing = standing.chain(letters.written.iter().map(|letter| (span.to, letter)));
    for (day, letter) in standing.filter(|(_, letter)| letter.year == year) {
        if seen.insert(letter.id()) {
            let void = voids.iter().find(|void| (void.year, void.order) == letter.id());
            let line = line(run, letter, void.copied(), &late_keys);
            lines.push(RegisterLine { kind: title(run, letter.kind, day), ..line });
        }
    }
    // Numbers of a period that was written again, and whose letters are gone, stay taken.
    let elsewhere = earlier().filter(|bag| !bag.is_replaced).flat_map(|bag| &bag.letters);
    let elsewhere: BTreeSet<LetterId> = elsewhere.map(Letter::id).collect();
    let replaced = earlier().filter(|bag| bag.is_replaced && bag.span.to <= span.to);
    let replaced = replaced.flat_map(|bag| bag.letters.iter().map(move |one| (dated(bag), one)));
    for (day, letter) in replaced.filter(|(_, letter)| letter.year == year) {
        if !elsewhere.contains(&letter.id()) && seen.insert(letter.id()) {
            let mut line = line(run, letter, None, &late_keys);
            line.kind = title(run, letter.kind, day);
            line.stands = false;
            "không còn dùng: kỳ đã được lập lại".clone_into(&mut line.note);
            lines.push(line);
        }
    }
    lines.sort_by_key(|line| line.order);
    Register { agency: run.options.agency.name.clone(), year, day: span.to, lines }
}

/// What a letter is called: Mẫu số 04 by its title on the last day of the bag that holds it.
fn title(run: &Run<'_>, kind: LetterKind, day: Date) -> String {
    match (kind, &run.options.letters.form_title) {
        (LetterKind::Appointment, Some(title)) => title.clone(),
        (LetterKind::Appointment, None) => law(day).letter_form.title,
        (LetterKind::Apology | LetterKind::Matter, _) => kind.vietnamese().to_owned(),
    }
}

/// Whether a register calls a letter so, by a word or by any of the titles that the law gave it.
fn is_called(kind: LetterKind, words: &str) -> bool {
    let words = word_key(words);
    let titles = letter_forms().into_iter().filter(|_| kind == LetterKind::Appointment);
    words == word_key(kind.vietnamese())
        || titles.map(|form| word_key(&form.title)).any(|title| title == words)
}

/// Keys of the late and nearly due dossiers of the run.
fn late_keys<'a>(run: &Run<'a>) -> BTreeSet<Cow<'a, str>> {
    let dossiers = run.measures.late.iter().chain(&run.measures.near);
    dossiers.filter_map(|late| late.dossier.code.as_deref()).map(code_key).collect()
}

fn line(
    run: &Run<'_>,
    letter: &Letter,
    void: Option<&Void>,
    late_keys: &BTreeSet<Cow<'_, str>>,
) -> RegisterLine {
    let given = given(run, letter);
    let mut notes = Vec::new();
    if let Some(void) = void {
        notes.push(format!("đã hủy ngày {}: {}", short_date(void.day), void.reason));
    }
    if let Some(order) = letter.replaces {
        notes.push(format!("cấp lại, thay thư thứ tự {order}"));
    }
    notes.extend(given.note.map(str::to_owned));
    let printed = letter.number.map(|number| format!("{number:02}"));
    let sent = match (given.date, letter.due_day) {
        (None, _) => "chưa ghi ngày",
        (Some(_), None) => "–",
        (Some(day), Some(due)) if is_in_time(day, due) => "trước hạn",
        (Some(_), Some(_)) => "sau hạn",
    };
    RegisterLine {
        order: letter.order,
        kind: letter.kind.vietnamese().to_owned(),
        number: given.number.map(Text::to_string).or(printed).unwrap_or_default(),
        date: given.date,
        code: letter.code.clone(),
        recipient: letter.recipient.clone(),
        procedure: letter.procedure.clone(),
        department: letter.department.clone(),
        due: letter.due_day,
        new_date: letter.new_day.or(letter.moved_day),
        sent: sent.to_owned(),
        result: result(run, letter, late_keys),
        note: notes.join("; "),
        stands: void.is_none(),
    }
}

/// What the clerk's office filled in for a letter.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct GivenLetters<'a> {
    pub(crate) number: Option<&'a Text>,
    pub(crate) date: Option<Date>,
    pub(crate) note: Option<&'static str>,
}

/// Gives every letter its place in the year and its number, with what the register says of one that went out before
/// its period was written again, and puts them in this order.
pub(crate) fn number(run: &Run<'_>, book: &NumbersBook, letters: &mut [Letter]) {
    let options = &run.options.letters;
    let mut numbering = book.numbering(&options.folder, run.options.period.span.to.year());
    for letter in &mut *letters {
        let is_numbered =
            options.numbers == Numbers::Series && letter.kind == LetterKind::Appointment;
        numbering.number(letter, is_numbered);
        if letter.kind == LetterKind::Matter {
            letter.code = format!("VIEC-{}-{:04}", letter.year, letter.order);
        }
        let known = given(run, letter);
        (letter.given_number, letter.given_day) = (known.number.map(Text::to_string), known.date);
    }
    letters.sort_by_key(Letter::id);
}

/// Number and date of a letter from the registers in the data. Registers that differ say nothing.
pub(crate) fn given<'a>(run: &Run<'a>, letter: &Letter) -> GivenLetters<'a> {
    let of_code = run.measures.letter_numbers.get(&*code_key(registered_code(letter)));
    given_by(letter, of_code.into_iter().flatten().filter(|line| is_line_of(line, letter)))
}

fn registered_code(letter: &Letter) -> &str {
    if letter.kind == LetterKind::Matter { &letter.code } else { &letter.key }
}

/// Whether a line of a register is about a letter.
pub(crate) fn is_line_of(line: &LetterNumber, letter: &Letter) -> bool {
    code_key(&line.code) == code_key(registered_code(letter))
        && line.order.is_none_or(|order| order == letter.order)
        && line.kind.as_deref().is_none_or(|words| is_called(letter.kind, words))
}

/// What the lines about one letter come to. A day that lies before what the letter tells is none.
pub(crate) fn given_by<'a>(
    letter: &Letter,
    lines: impl Iterator<Item = &'a LetterNumber>,
) -> GivenLetters<'a> {
    let mut given = GivenLetters::default();
    for line in lines {
        let number = line.number.as_ref();
        let differs = given.number.zip(number).is_some_and(|(own, other)| own != other)
            || given.date.zip(line.date).is_some_and(|(own, other)| own != other);
        if differs {
            let note = Some("hai nơi ghi số, ngày khác nhau");
            return GivenLetters { note, ..GivenLetters::default() };
        }
        given.number = given.number.or(number);
        if line.precedes(letter.end_day) {
            given.note = Some("Ngày phiếu trước ngày giải quyết xong");
        } else {
            given.date = given.date.or(line.date);
        }
    }
    given
}

/// What became of the dossier, as of the last day.
fn result(run: &Run<'_>, letter: &Letter, late_keys: &BTreeSet<Cow<'_, str>>) -> String {
    let last_day = run.options.period.span.to;
    let outcome = match (letter.kind, letter.end_day) {
        (LetterKind::Matter, _) => return "–".to_owned(),
        // Written in this run, or known since.
        (_, Some(end)) => DelayOutcome::Resolved(end),
        (_, None) => match run.measures.outcomes.get(&letter.key) {
            Some(outcome) => *outcome,
            None if late_keys.contains(letter.key.as_str()) => DelayOutcome::Open,
            None => return "không còn trong dữ liệu".to_owned(),
        },
    };
    match (outcome, letter.due_day, letter.new_day) {
        (DelayOutcome::Withdrawn(end), ..) => format!("rút, trả lại ngày {}", short_date(end)),
        (DelayOutcome::Open, _, Some(new)) if last_day > new => {
            "đang giải quyết, đã quá ngày hẹn lại".to_owned()
        }
        (DelayOutcome::Open, ..) => "đang giải quyết".to_owned(),
        (DelayOutcome::Resolved(end), Some(due), _) if end <= due => {
            format!("đã trả ngày {}, đúng hạn ban đầu", short_date(end))
        }
        (DelayOutcome::Resolved(end), _, Some(new)) if end <= new => {
            format!("đã trả ngày {}, quá hạn ban đầu, đúng ngày hẹn lại", short_date(end))
        }
        (DelayOutcome::Resolved(end), _, Some(_)) => {
            format!("đã trả ngày {}, quá cả ngày hẹn lại", short_date(end))
        }
        (DelayOutcome::Resolved(end), _, None) => {
            format!("đã trả ngày {}, quá hạn", short_date(end))
        }
    }
}
