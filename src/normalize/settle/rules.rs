//! What becomes of the rows of one code: the rules, for dossiers and for complaints.

// Circle: the order and the conflicts of a group are judged by what an entry says of itself, and decide what becomes of it.

use std::borrow::Cow;
use std::cmp::Reverse;

use hashbrown::DefaultHashBuilder;
use jiff::civil::Date;

use crate::ledger::{Code, Field, Finding, Place, RowDays};
use crate::model::{Text, has_code_key, name_key, short_date};
use crate::normalize::settle::conflict::conflict;
use crate::normalize::settle::order::{Age, RowRank};

/// A record that has a code.
pub(crate) trait Settling: Clone + PartialEq {
    fn code(&self) -> Option<&str>;
    /// What is alike in all rows of one matter, and different in those of any other; `None` without a code.
    fn key(&self) -> Option<Cow<'_, str>>;
    fn has_key(&self) -> bool {
        self.code().is_some_and(has_code_key)
    }
    fn place(&self) -> &Place;
    /// `self` as if it stood where the other does and had its code, for comparing all else.
    fn like(&self, other: &Self) -> Self;
    /// A number for all that it says but its place.
    fn content(&self, hasher: DefaultHashBuilder) -> u64;
    /// Kinds 1 and 3 of a status: beside a row that counts they say nothing.
    fn is_never_counted(&self) -> bool;
    fn is_waiting(&self) -> bool;
    /// How far its status has come, among open rows and among closed ones.
    fn stage(&self) -> u8;
    fn received(&self) -> Date;
    fn due(&self) -> Option<Date>;
    /// The re-appointment that the row itself gives.
    fn moved(&self) -> Option<Date>;
    /// The last day that was promised.
    fn promised(&self) -> Option<Date>;
    fn end(&self) -> Option<Date>;
    /// Whether it ended with a result, neither withdrawn nor sent back.
    fn is_done(&self) -> bool;
    fn procedure(&self) -> Option<&Text>;
    fn department(&self) -> Option<&Text>;
    /// Whose matter it is.
    fn person(&self) -> Option<&Text>;
    fn recode(&mut self, code: Option<Text>);
    /// The first appointment, and the re-appointment where there is a later one.
    fn appoint(&mut self, first: Option<Date>, later: Option<Date>);
    /// Takes over what is blank here and said there.
    fn complete(&mut self, other: &Self) -> Vec<Field>;
    fn fill_department(&mut self, name: &Text);
    /// What else differs.
    fn differences(&self, other: &Self) -> Vec<Difference>;
}

/// Whether both say something, and not the same; what one leaves out tells nothing.
pub(crate) fn differ(one: Option<&Text>, other: Option<&Text>) -> bool {
    one.zip(other).is_some_and(|(one, other)| name_key(one) != name_key(other))
}

/// Something in which two rows of one code differ: its Vietnamese name, and both values where they may be said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Difference {
    pub(crate) name: &'static str,
    pub(crate) days: Option<(Option<Date>, Option<Date>)>,
}

impl Difference {
    /// `ngày hẹn lại (ở đây 09/3/2020, dòng kia 05/3/2020)`, seen from the other row.
    fn words(&self) -> String {
        match self.days {
            Some((kept, other)) => {
                format!("{} (ở đây {}, dòng kia {})", self.name, said(other), said(kept))
            }
            None => self.name.to_owned(),
        }
    }
}

pub(crate) fn said(day: Option<Date>) -> String {
    day.map_or_else(|| "để trống".to_owned(), short_date)
}

/// What a row says of its department.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NamedRow {
    Blank,
    /// A name that no setting knows: none in the record, but not blank. A number tells two of them apart.
    Unknown(usize),
    Known,
}

/// What the re-appointment is called among the differences.
pub(crate) const MOVED: &str = "ngày hẹn lại";

/// A row of a group.
#[derive(Clone, Debug)]
pub(crate) struct Member<E> {
    pub(crate) index: usize,
    pub(crate) entry: E,
    pub(crate) named: NamedRow,
    /// Of the table that it stands in.
    pub(crate) age: Age,
}

/// A row that does not count beside the one that does, and why not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Gone {
    /// It is at fault: a row too many, or one that contradicts another.
    Rejected(Place),
    /// An earlier state of the same matter, or the same again in another table.
    Updated {
        old: Place,
        new: Place,
        /// What has changed; empty where both say the same.
        changed: Vec<&'static str>,
    },
}

/// What the row that counts has from another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Filled {
    pub(crate) field: Field,
    /// The department; of all else that it is given is enough.
    pub(crate) name: Option<Text>,
    pub(crate) from: Place,
}

/// What became of a group.
#[derive(Debug)]
pub(crate) struct SettleOutcome<E> {
    /// The one that counts, with its place among all records.
    pub(crate) kept: Option<(usize, E)>,
    pub(crate) gone: Vec<Gone>,
    pub(crate) findings: Vec<Finding>,
    pub(crate) filled: Vec<Filled>,
}

/// Settles the rows of one code. What comes out depends on what they say, not on their order; only of two values
/// that nothing tells apart is the first by place taken.
pub(crate) fn settle_group<E: Settling>(mut living: Vec<Member<E>>) -> SettleOutcome<E> {
    let mut outcome =
        SettleOutcome { kept: None, gone: Vec::new(), findings: Vec::new(), filled: Vec::new() };
    living.sort_by(|one, other| one.entry.place().cmp(other.entry.place()));
    let is_counted = living.iter().any(|member| !member.entry.is_never_counted());
    if is_counted {
        never_counted(&mut living, &mut outcome);
        pasted_again(&mut living, &mut outcome);
        if let Some(findings) = conflict(&living) {
            let places = living.iter().map(|member| member.entry.place().clone());
            outcome.gone.extend(places.map(Gone::Rejected));
            outcome.findings.extend(findings);
            return outcome;
        }
    }
    living
        .sort_by_cached_key(|member| (Reverse(RowRank::of(member)), member.entry.place().clone()));
    // Every row has its say, also one that then gives way.
    let dues = if is_counted { Dues::of(&living) } else { Dues::default() };
    let mut rest = living.into_iter();
    let Some(mut kept) = rest.next() else { return outcome };
    let others: Vec<Member<E>> = rest.collect();
    for other in &others {
        let gone = beside(&kept, other, &dues, &mut outcome);
        outcome.gone.push(gone);
    }
    for other in &others {
        let taken = kept.entry.complete(&other.entry);
        outcome.note_taken(other.entry.place(), &taken);
        outcome.filled.extend(taken.into_iter().map(|field| Filled {
            field,
            name: None,
            from: other.entry.place().clone(),
        }));
    }
    if let Some(finding) = dues.moved_again(&kept.entry) {
        outcome.findings.push(finding);
    }
    let named = others.iter().find_map(|other| Some((other.entry.department()?, other)));
    if let Some((name, other)) = named
        && kept.named == NamedRow::Blank
    {
        kept.entry.fill_department(name);
        let (name, from) = (Some(Text::clone(name)), other.entry.place().clone());
        outcome.filled.push(Filled { field: Field::Department, name, from });
    }
    if let (None, Some((_, from))) = (kept.entry.due(), &dues.first) {
        outcome.filled.push(Filled { field: Field::Due, name: None, from: from.clone() });
    }
    if is_counted {
        kept.entry.appoint(dues.first.as_ref().map(|(due, _)| *due), dues.later());
    }
    outcome.kept = Some((kept.index, kept.entry));
    outcome
}

/// What was never taken in gives way to what was.
fn never_counted<E: Settling>(living: &mut Vec<Member<E>>, outcome: &mut SettleOutcome<E>) {
    let counts = living.iter().find(|member| !member.entry.is_never_counted());
    let Some(new) = counts.map(|member| member.entry.place().clone()) else { return };
    living.retain(|member| {
        let gone = member.entry.is_never_counted();
        if gone {
            let old = member.entry.place().clone();
            outcome
                .gone
                .push(Gone::Updated { old, new: new.clone(), changed: vec!["trạng thái"] });
        }
        !gone
    });
}

/// Of equal rows of one table the first counts: the others were pasted once too often.
fn pasted_again<E: Settling>(living: &mut Vec<Member<E>>, outcome: &mut SettleOutcome<E>) {
    let mut kept: Vec<Member<E>> = Vec::new();
    for member in std::mem::take(living) {
        let first = kept.iter().find(|first| {
            first.named == member.named
                && first.entry.place().source == member.entry.place().source
                && member.entry.like(&first.entry) == first.entry
        });
        match first {
            Some(first) => {
                let message = format!("Dòng này giống hệt {}", first.entry.place());
                let gone = outcome.duplicate(&member.entry, message);
                outcome.gone.push(gone);
            }
            None => kept.push(member),
        }
    }
    *living = kept;
}

/// What becomes of a row beside the one that counts.
fn beside<E: Settling>(
    kept: &Member<E>,
    other: &Member<E>,
    dues: &Dues,
    outcome: &mut SettleOutcome<E>,
) -> Gone {
    let (new, old) = (kept.entry.place().clone(), other.entry.place().clone());
    let differences = kept.entry.differences(&other.entry);
    // Of a second re-appointment more is said than that a later row has it.
    let said_apart = |name: &str| name == MOVED && dues.is_moved_again();
    let changed = differences.iter().map(|difference| difference.name);
    let changed: Vec<&'static str> = changed.filter(|name| !said_apart(name)).collect();
    if let Some(finding) = dues.changed(&kept.entry, &other.entry) {
        outcome.findings.push(finding);
        return Gone::Updated { old, new, changed };
    }
    let is_older = RowRank::of(other).is_before(&RowRank::of(kept));
    let is_same = changed.is_empty() && old.source != new.source;
    if is_older || is_same || kept.entry.is_never_counted() {
        return Gone::Updated { old, new, changed };
    }
    let what = if other.entry.is_waiting() && !kept.entry.is_waiting() {
        ", dòng kia không còn chờ bổ sung, dòng này còn chờ".to_owned()
    } else if differences.is_empty() {
        String::new()
    } else {
        let names: Vec<String> = differences.iter().map(Difference::words).collect();
        format!(", khác nhau ở {}", names.join(", "))
    };
    outcome.duplicate(&other.entry, format!("Mã trùng với {new}{what}"))
}

impl<E: Settling> SettleOutcome<E> {
    /// Says what a row that does not count gave to the one that does.
    fn note_taken(&mut self, place: &Place, taken: &[Field]) {
        let own = self.findings.iter_mut().find(|finding| finding.place == *place);
        if let Some(finding) = own.filter(|_| !taken.is_empty()) {
            let names: Vec<&str> = taken.iter().map(|field| field.vietnamese()).collect();
            finding.add_to_message(&format!("; lấy thêm từ dòng này: {}", names.join(", ")));
        }
    }

    fn duplicate(&mut self, entry: &E, message: String) -> Gone {
        self.findings.push(
            Finding::new(Code::DuplicateCode, entry.place().clone())
                .rejecting()
                .of_days(RowDays::new(Some(entry.received()), entry.end()))
                .with_field(Field::Code)
                .with_found(entry.code().unwrap_or_default())
                .with_message(message),
        );
        Gone::Rejected(entry.place().clone())
    }
}

/// The earliest and the last due date of a code, each with its place.
/// Empty, it has nothing to say: rows that were never counted give no appointment.
#[derive(Debug, Default)]
struct Dues {
    first: Option<(Date, Place)>,
    /// Days after the first to which the rows move it, each once, in order.
    later: Vec<(Date, Place)>,
}

impl Dues {
    fn of<E: Settling>(living: &[Member<E>]) -> Self {
        let mut dues: Vec<(Date, Place)> = living
            .iter()
            .filter_map(|Member { entry, .. }| entry.due().map(|due| (due, entry.place().clone())))
            .collect();
        dues.sort();
        let first = dues.first().cloned();
        let mut later: Vec<(Date, Place)> = living
            .iter()
            .flat_map(|Member { entry, .. }| {
                let days = [entry.due(), entry.moved()].into_iter().flatten();
                days.map(|day| (day, entry.place().clone()))
            })
            .filter(|(day, _)| first.as_ref().is_none_or(|(first, _)| day > first))
            .collect();
        later.sort();
        later.dedup_by_key(|(day, _)| *day);
        Self { first, later }
    }

    /// The re-appointment. Only one is allowed (NĐ 61/2018/NĐ-CP Điều 19 khoản 9), so that the first of them stays
    /// the day that was promised, whatever is written later.
    fn later(&self) -> Option<Date> {
        self.later.first().map(|(day, _)| *day)
    }

    fn is_moved_again(&self) -> bool {
        self.later.len() > 1
    }

    /// Says that the rows move the appointment more than once.
    fn moved_again<E: Settling>(&self, kept: &E) -> Option<Finding> {
        let [(moved, from), (second, place), ..] = self.later.as_slice() else { return None };
        let whose =
            kept.code().map_or("Một hồ sơ".to_owned(), |code| format!("Hồ sơ “{code}”"));
        Some(
            Finding::new(Code::DueChanged, place.clone())
                .with_field(Field::Reappointed)
                .with_found(short_date(*second))
                .with_message(format!(
                    "{whose} được hẹn lại lần hai, đến {}: đã hẹn lại đến {} ({from}); chỉ được hẹn lại một lần",
                    short_date(*second),
                    short_date(*moved),
                ))
                .with_effect("hồ sơ chỉ được tính một lần; ngày hẹn lại là ngày hẹn lại đầu tiên")
                .with_advice("nếu một ngày là gõ nhầm thì sửa cho các bảng giống nhau; nếu đúng là hẹn lại lần hai thì báo lãnh đạo"),
        )
    }

    /// Says that a row which does not count gave another due date than the one that does.
    fn changed<E: Settling>(&self, kept: &E, other: &E) -> Option<Finding> {
        let (one, two) = (kept.due()?, other.due()?);
        if one == two || self.first.is_none() {
            return None;
        }
        let ((first, first_place), (later, later_place)) = if one < two {
            ((one, kept.place()), (two, other.place()))
        } else {
            ((two, other.place()), (one, kept.place()))
        };
        Some(
            Finding::new(Code::DueChanged, other.place().clone())
                .with_field(Field::Due)
                .with_found(short_date(two))
                .with_message(format!(
                    "Một hồ sơ có hai ngày hẹn trả: {} ({first_place}), sau đó là {} ({later_place})",
                    short_date(first),
                    short_date(later)
                )),
        )
    }
}
