//! What becomes of the rows of one code: the rules, for dossiers and for complaints.

use jiff::civil::Date;

use crate::ledger::{Code, Finding, Place};
use crate::model::{Text, short_date};

/// A record that has a code.
pub(crate) trait Entry: Clone + PartialEq {
    fn code(&self) -> Option<&str>;
    fn place(&self) -> &Place;
    /// `self` as if it stood at `place`, for comparing all else.
    fn at(&self, place: &Place) -> Self;
    /// Kinds 1 and 3 of a status: beside a row that counts they say nothing.
    fn is_never_counted(&self) -> bool;
    fn is_waiting(&self) -> bool;
    fn received(&self) -> Date;
    fn due(&self) -> Option<Date>;
    fn end(&self) -> Option<Date>;
    fn department(&self) -> Option<&Text>;
    /// The first appointment, and the re-appointment where there is a later one.
    fn appoint(&mut self, first: Option<Date>, later: Option<Date>);
    /// Takes over what is blank here and said there, and the later re-appointment; Vietnamese names of it.
    fn complete(&mut self, other: &Self) -> Vec<&'static str>;
    fn fill_department(&mut self, name: &Text);
    /// What else differs.
    fn differences(&self, other: &Self) -> Vec<Difference>;
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

fn said(day: Option<Date>) -> String {
    day.map_or_else(|| "để trống".to_owned(), short_date)
}

/// What became of a group.
#[derive(Debug)]
pub(crate) struct Outcome<E> {
    /// The one that counts, with its place among the members.
    pub(crate) kept: Option<(usize, E)>,
    /// Places of the rows that do not count.
    pub(crate) rejected: Vec<Place>,
    pub(crate) findings: Vec<Finding>,
    /// The row that counts has no department; the name that another row gives, and its place.
    pub(crate) filled: Option<(Text, Place)>,
}

/// Settles the rows of one code, which come in order of place. `is_unknown` tells a department that no setting
/// knows from a blank one: both are none in a record, but only a blank one can be filled in.
pub(crate) fn settle_group<E: Entry>(
    members: Vec<E>,
    is_unknown: impl Fn(&Place) -> bool,
) -> Outcome<E> {
    let mut outcome =
        Outcome { kept: None, rejected: Vec::new(), findings: Vec::new(), filled: None };
    let mut living: Vec<(usize, E)> = members.into_iter().enumerate().collect();
    let is_counted = living.iter().any(|(_, entry)| !entry.is_never_counted());
    if is_counted {
        let first = place_of(&living, |entry| !entry.is_never_counted());
        let none = Dues::default();
        give_way(
            &mut living,
            &mut outcome,
            &none,
            first.as_ref(),
            E::is_never_counted,
            "dòng kia đã được tiếp nhận, dòng này chưa được tiếp nhận",
        );
    }
    equal_rows(&mut living, &mut outcome);
    let is_blank = |entry: &E| entry.department().is_none() && !is_unknown(entry.place());
    if is_counted && living.len() > 1 && conflict(&living, is_blank, &mut outcome) {
        return outcome;
    }
    // Every row has its say, also one that then gives way.
    let family: Vec<E> = living.iter().map(|(_, entry)| entry.clone()).collect();
    let dues = Dues::of(&living);
    if living.iter().any(|(_, entry)| entry.end().is_some()) {
        let first = place_of(&living, |entry| entry.end().is_some());
        let open = |entry: &E| entry.end().is_none();
        give_way(
            &mut living,
            &mut outcome,
            &dues,
            first.as_ref(),
            open,
            "dòng kia đã có ngày kết thúc, dòng này chưa có",
        );
    } else {
        let first = place_of(&living, |entry| !entry.is_waiting());
        give_way(
            &mut living,
            &mut outcome,
            &dues,
            first.as_ref(),
            E::is_waiting,
            "dòng kia không còn chờ bổ sung, dòng này còn chờ",
        );
    }
    let mut rest = living.into_iter();
    let Some((index, mut kept)) = rest.next() else { return outcome };
    for (_, other) in rest {
        let names: Vec<String> = kept.differences(&other).iter().map(Difference::words).collect();
        let what = if names.is_empty() {
            String::new()
        } else {
            format!(", khác nhau ở {}", names.join(", "))
        };
        if !dues.changed(&kept, &other, &mut outcome) {
            outcome.duplicate(
                other.place(),
                &format!("Mã trùng với {}{what}", kept.place()),
                &code_of(&kept),
            );
        }
    }
    // Beside itself a row has nothing to add.
    for other in &family {
        let taken = kept.complete(other);
        outcome.note_taken(other.place(), &taken);
    }
    let named = family.iter().find_map(|other| Some((other.department()?, other.place())));
    if let Some((name, place)) = named
        && is_blank(&kept)
    {
        kept.fill_department(name);
        outcome.filled = Some((Text::clone(name), place.clone()));
    }
    kept.appoint(dues.first.as_ref().map(|(due, _)| *due), dues.later());
    outcome.kept = Some((index, kept));
    outcome
}

impl<E> Outcome<E> {
    /// Says what a row that does not count gave to the one that does.
    fn note_taken(&mut self, place: &Place, taken: &[&str]) {
        let own = self.findings.iter_mut().find(|finding| finding.place == *place);
        if let Some(finding) = own.filter(|_| !taken.is_empty()) {
            finding.message.push_str("; lấy thêm từ dòng này: ");
            finding.message.push_str(&taken.join(", "));
        }
    }

    fn duplicate(&mut self, place: &Place, message: &str, code: &str) {
        self.rejected.push(place.clone());
        self.findings.push(
            Finding::new(Code::DuplicateCode, place.clone())
                .rejecting()
                .with_field("code")
                .with_found(code)
                .with_message(message),
        );
    }
}

fn code_of<E: Entry>(entry: &E) -> String {
    entry.code().unwrap_or_default().to_owned()
}

fn place_of<E: Entry>(living: &[(usize, E)], is_it: impl Fn(&E) -> bool) -> Option<Place> {
    living.iter().find(|(_, entry)| is_it(entry)).map(|(_, entry)| entry.place().clone())
}

/// Drops the rows that give way to the one at `first`.
fn give_way<E: Entry>(
    living: &mut Vec<(usize, E)>,
    outcome: &mut Outcome<E>,
    dues: &Dues,
    first: Option<&Place>,
    gives_way: impl Fn(&E) -> bool,
    why: &str,
) {
    let Some(first) = first else { return };
    let stays = living.iter().map(|(_, entry)| entry).find(|entry| !gives_way(entry)).cloned();
    living.retain(|(_, entry)| {
        let gone = gives_way(entry);
        if gone && !stays.as_ref().is_some_and(|stays| dues.changed(stays, entry, outcome)) {
            outcome.duplicate(
                entry.place(),
                &format!("Mã trùng với {first}, {why}"),
                &code_of(entry),
            );
        }
        !gone
    });
}

/// The earliest and the last due date of a code, each with its place.
/// Empty, it has nothing to say: rows that were never counted give no appointment.
#[derive(Debug, Default)]
struct Dues {
    first: Option<(Date, Place)>,
    last: Option<(Date, Place)>,
}

impl Dues {
    fn of<E: Entry>(living: &[(usize, E)]) -> Self {
        let mut dues: Vec<(Date, Place)> = living
            .iter()
            .filter_map(|(_, entry)| entry.due().map(|due| (due, entry.place().clone())))
            .collect();
        dues.sort_by_key(|(due, _)| *due);
        Self { first: dues.first().cloned(), last: dues.last().cloned() }
    }

    fn later(&self) -> Option<Date> {
        match (&self.first, &self.last) {
            (Some((first, _)), Some((last, _))) if last > first => Some(*last),
            _ => None,
        }
    }

    /// Says that a row which does not count gave another due date than the one that does.
    fn changed<E: Entry>(&self, kept: &E, other: &E, outcome: &mut Outcome<E>) -> bool {
        let (Some(one), Some(two)) = (kept.due(), other.due()) else { return false };
        if one == two || self.first.is_none() {
            return false;
        }
        let ((first, first_place), (later, later_place)) = if one < two {
            ((one, kept.place()), (two, other.place()))
        } else {
            ((two, other.place()), (one, kept.place()))
        };
        outcome.rejected.push(other.place().clone());
        outcome.findings.push(
            Finding::new(Code::DueChanged, other.place().clone())
                .rejecting()
                .with_field("due")
                .with_found(short_date(two))
                .with_message(format!(
                    "Một hồ sơ có hai ngày hẹn trả: {} ({first_place}), sau đó là {} ({later_place})",
                    short_date(first),
                    short_date(later)
                )),
        );
        true
    }
}

/// Of equal rows the first counts.
fn equal_rows<E: Entry>(living: &mut Vec<(usize, E)>, outcome: &mut Outcome<E>) {
    let mut kept: Vec<(usize, E)> = Vec::new();
    for (index, entry) in std::mem::take(living) {
        match kept.iter().find(|(_, first)| entry.at(first.place()) == *first) {
            Some((_, first)) => {
                let message = format!("Dòng này giống hệt {}", first.place());
                outcome.duplicate(entry.place(), &message, &code_of(&entry));
            }
            None => kept.push((index, entry)),
        }
    }
    *living = kept;
}

/// `a.xlsx › Hồ sơ › dòng 6 ghi ngày kết thúc 06/3/2020, đơn vị “Phòng A”`: one row, in what the rows differ.
fn row_says<E: Entry>(entry: &E, what: &[&str]) -> String {
    let values: Vec<String> = what
        .iter()
        .map(|what| match *what {
            RECEIVED => format!("{RECEIVED} {}", short_date(entry.received())),
            END => format!("{END} {}", said(entry.end())),
            _ => match entry.department() {
                Some(name) => format!("{DEPARTMENT} “{name}”"),
                None => format!("{DEPARTMENT} để trống hoặc không có trong congso.toml"),
            },
        })
        .collect();
    format!("{} ghi {}", entry.place(), values.join(", "))
}

const RECEIVED: &str = "ngày tiếp nhận";
const END: &str = "ngày kết thúc";
const DEPARTMENT: &str = "đơn vị";

/// Rows that differ in received, end or department: none counts. An open row says nothing of the end.
/// A blank department says nothing of the department.
fn conflict<E: Entry>(
    living: &[(usize, E)],
    is_blank: impl Fn(&E) -> bool,
    outcome: &mut Outcome<E>,
) -> bool {
    let Some((_, first)) = living.first() else { return false };
    let mut what = Vec::new();
    if living.iter().any(|(_, entry)| entry.received() != first.received()) {
        what.push(RECEIVED);
    }
    let mut ends = living.iter().filter_map(|(_, entry)| entry.end());
    let end = ends.next();
    if ends.any(|other| Some(other) != end) {
        what.push(END);
    }
    let mut named = living.iter().map(|(_, entry)| entry).filter(|entry| !is_blank(entry));
    let name = named.next().map(E::department);
    if named.any(|entry| Some(entry.department()) != name) {
        what.push(DEPARTMENT);
    }
    if what.is_empty() {
        return false;
    }
    let rows: Vec<String> = living.iter().map(|(_, entry)| row_says(entry, &what)).collect();
    for (_, entry) in living {
        outcome.rejected.push(entry.place().clone());
        let finding = Finding::new(Code::ConflictingRows, entry.place().clone())
            .rejecting()
            .with_field("code")
            .with_found(code_of(entry))
            .with_message(format!(
                "Mã “{}” có {} dòng khác nhau về {}: {}",
                code_of(entry),
                living.len(),
                what.join(", "),
                rows.join("; ")
            ));
        outcome.findings.push(finding);
    }
    true
}
