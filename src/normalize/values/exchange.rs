//! Whether day and month of a column were exchanged before the file was written, where no single cell says so.
//!
//! A list of days as `05/10/2026` that is opened under an American locale becomes real days with day and month
//! exchanged wherever the day is 12 or less, and stays text where it is more; lists of `10/5/2026` do the same under
//! a Vietnamese one. A column of texts all of whose days are 12 or less can be read either way to begin with.
//! A column is read the other way only where the rest of the table speaks for it, which is always said; where nothing
//! speaks, and the two readings differ by months, the sheet is refused: few months against many speak only together
//! with matters that would take months as written and take days exchanged. One real day after the 12th in the column ends
//! the doubt: the table of cases stands below.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::normalize::values::text_date::Order;

use crate::normalize::values::text_date::TextDate;

/// The days of a column read one way and the other, as far as months tell them apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Months {
    as_written: BTreeSet<(i16, i8)>,
    exchanged: BTreeSet<(i16, i8)>,
    /// Days of the month as written.
    days: BTreeSet<i8>,
    /// Real days that differ if exchanged.
    pub(crate) real: u64,
    /// Texts that can be read one way only: after the 12th.
    pub(crate) sure: u64,
    /// Texts that differ with the order.
    pub(crate) either: u64,
    /// What rules out that anything was exchanged: a real day after the 12th.
    is_honest: bool,
}

impl Months {
    /// Whether looking on is of no use.
    pub(crate) fn is_settled(&self) -> bool {
        // A program that makes days of texts makes them of all that it can.
        self.is_honest || self.either > 0 && (self.real > 0 || self.sure > 0)
    }

    pub(crate) fn add_real(&mut self, day: Date) {
        match exchanged(day) {
            None => self.is_honest = true,
            Some(other) => {
                self.real += u64::from(day != other);
                self.add(day, other);
            }
        }
    }

    pub(crate) fn add_text(&mut self, text: TextDate) {
        match (text.read(Order::DayFirst), text.read(Order::MonthFirst)) {
            (Some(day), Some(other)) => {
                self.either += u64::from(day != other);
                self.add(day, other);
            }
            (Some(day), None) | (None, Some(day)) => {
                self.sure += 1;
                self.add(day, day);
            }
            (None, None) => {}
        }
    }

    fn add(&mut self, day: Date, other: Date) {
        self.as_written.insert((day.year(), day.month()));
        self.exchanged.insert((other.year(), other.month()));
        self.days.insert(day.day());
    }

    /// Which cells of the column may be exchanged.
    pub(crate) fn doubt(&self) -> Doubt {
        if self.is_settled() {
            Doubt::None
        } else if self.real > 0 {
            Doubt::Real
        } else if self.either > 0 {
            Doubt::Texts
        } else {
            Doubt::None
        }
    }

    pub(crate) fn join(&mut self, other: &Self) {
        self.as_written.extend(&other.as_written);
        self.exchanged.extend(&other.exchanged);
        self.days.extend(&other.days);
        self.real += other.real;
        self.sure += other.sure;
        self.either += other.either;
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Doubt {
    None,
    /// Its real days.
    Real,
    /// Its texts, which no real day and no text after the 12th stands beside.
    Texts,
}

/// The same day with day and month exchanged; `None` after the 12th.
pub(crate) fn exchanged(day: Date) -> Option<Date> {
    Date::new(day.year(), day.day(), day.month()).ok()
}

/// What the rest of the table says, read as written and exchanged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Witness {
    /// Something that cannot be: due or ended before it was received.
    pub(crate) impossible: [u64; 2],
    /// Days of receipt within the period that the titles or the folder name.
    pub(crate) in_period: [u64; 2],
    /// Days of receipt, where there is such a period.
    pub(crate) of_period: u64,
    /// Days of receipt that the code of the dossier names.
    pub(crate) in_code: [u64; 2],
    /// Days of receipt before that of the row above.
    pub(crate) backwards: [u64; 2],
    /// Days from each day of receipt to the days that follow it, all together.
    pub(crate) lengths: [u64; 2],
    /// The column is one of a tool that puts the month first: its name and the form of its stamps say so.
    pub(crate) is_american: bool,
}

impl Witness {
    /// What the rest of the table speaks for, if it does.
    fn verdict(&self) -> Option<Reading> {
        let [code, other_code] = self.in_code;
        let [period, other_period] = self.in_period;
        let [wrong, other_wrong] = self.impossible;
        let [back, other_back] = self.backwards;
        let most = |part: u64| self.of_period > 0 && part * 10 >= self.of_period * 8;
        if code != other_code {
            return Some(if code > other_code { Reading::AsWritten } else { Reading::Exchanged });
        }
        if most(period) != most(other_period) {
            return Some(if most(period) { Reading::AsWritten } else { Reading::Exchanged });
        }
        match (wrong, other_wrong) {
            (0, 2..) => return Some(Reading::AsWritten),
            (2.., 0) => return Some(Reading::Exchanged),
            // A slip or two is in many lists.
            (wrong, other) if wrong > 4 * other.max(1) => return Some(Reading::Exchanged),
            (wrong, other) if other > 4 * wrong.max(1) => return Some(Reading::AsWritten),
            _ => {}
        }
        match (back, other_back) {
            (0, 3..) => Some(Reading::AsWritten),
            (3.., 0) => Some(Reading::Exchanged),
            _ => self.is_american.then_some(Reading::Exchanged),
        }
    }

    /// Whether matters take a fraction of the time when their days are exchanged: days that were exchanged lie
    /// months apart where weeks are the truth.
    fn is_shorter_exchanged(&self) -> bool {
        let [written, other] = self.lengths;
        other > 0 && written > 3 * other || other == 0 && written > 0
    }
}

/// Whether the two readings differ at all.
pub(crate) fn differ(months: &Months) -> bool {
    months.real + months.either > 0
}

/// How days in doubt are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reading {
    AsWritten,
    Exchanged,
    /// Nobody can tell, and it matters.
    Refused,
}

/// Decides over all columns in doubt of a table, which were written at once.
pub(crate) fn decide(months: &Months, witness: Witness) -> Reading {
    let (written, other) = (months.as_written.len(), months.exchanged.len());
    if !differ(months) {
        return Reading::AsWritten;
    }
    if let Some(reading) = witness.verdict() {
        return reading;
    }
    if other >= written {
        return Reading::AsWritten;
    }
    // Every first of a month, or the first month of a year.
    if months.days.len() == 1 && months.days.contains(&1) && written >= 3 {
        return Reading::Refused;
    }
    // Real days up to the 12th and texts after it: no clerk types so.
    let is_split = months.real >= 4 && months.sure >= 4;
    // Few months against many are no proof alone: the 10th to the 12th of each month are honest days, too.
    let are_fewer = written >= 5 && other * 2 <= written;
    if is_split || are_fewer && witness.is_shorter_exchanged() {
        return Reading::Exchanged;
    }
    if are_fewer || written >= 3 && other * 3 <= written {
        Reading::Refused
    } else {
        Reading::AsWritten
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalize::values::dates;

    /// Days of a column as Excel shows real ones, texts in quotes.
    fn months(days: &str) -> Months {
        let mut months = Months::default();
        for day in days.split(' ').filter(|day| !day.is_empty()) {
            if let Some(text) = day.strip_prefix('\'') {
                months.add_text(dates::parse(text));
            } else {
                let day = dates::parse(day).read(Order::DayFirst);
                months.add_real(day.expect("a day"));
            }
        }
        months
    }

    #[track_caller]
    fn case(days: &str, witness: Witness, expected: Reading) {
        let months = months(days);
        assert_ne!(months.doubt(), Doubt::None, "{days}");
        assert_eq!(decide(&months, witness), expected, "{days}");
    }

    #[track_caller]
    fn no_doubt(days: &str) {
        assert_eq!(months(days).doubt(), Doubt::None, "{days}");
    }

    const NOTHING: Witness = Witness {
        impossible: [0, 0],
        in_period: [0, 0],
        of_period: 0,
        in_code: [0, 0],
        backwards: [0, 0],
        lengths: [0, 0],
        is_american: false,
    };

    #[test]
    fn real_days_of_one_month_day_by_day_were_exchanged() {
        // 1–9/10/2026 as a file shows them that was opened under an American locale.
        let exchanged = "10/01/2026 10/02/2026 10/03/2026 10/05/2026 10/06/2026 10/07/2026";
        let weeks = Witness { lengths: [900, 60], ..NOTHING };
        case(exchanged, weeks, Reading::Exchanged);
        case(&format!("{exchanged} '21/10/2026 '13/10/2026"), weeks, Reading::Exchanged);
        case(&format!("{exchanged} '21/10/2026 '13/10/2026"), NOTHING, Reading::Refused);
        case(
            "10/04/2026 09/08/2026 10/04/2026 09/08/2026 '21/09/2026 '28/09/2026 '13/10/2026 '25/10/2026",
            NOTHING,
            Reading::Exchanged,
        );
        case(&exchanged.replace("10/0", "'10/"), weeks, Reading::Exchanged);
    }

    #[test]
    fn honest_days_are_read_as_they_stand() {
        no_doubt("05/10/2026 21/10/2026");
        no_doubt("01/10/2026 02/10/2026 03/10/2026 13/10/2026 '21/10/2026");
        no_doubt("10/10/2026 11/11/2026");
        // Typed beside real days.
        no_doubt("05/10/2026 '06/10/2026");
        no_doubt("'05/10/2026 '21/10/2026");
        case("01/10/2026 02/10/2026 05/10/2026 06/10/2026 07/10/2026", NOTHING, Reading::AsWritten);
        case("05/09/2026 06/10/2026 07/11/2026", NOTHING, Reading::AsWritten);
        case("05/10/2026", NOTHING, Reading::AsWritten);
        case("10/09/2026 10/10/2026 11/10/2026", NOTHING, Reading::AsWritten);
        case("05/10/2026 06/10/2026 '21/10/2026", NOTHING, Reading::AsWritten);
        case(
            "'05/01/2026 '07/02/2026 '03/03/2026 '09/04/2026 '11/05/2026",
            NOTHING,
            Reading::AsWritten,
        );
    }

    #[test]
    fn few_months_against_many_are_no_proof_alone() {
        // The 10th, 11th and 12th of ten months as they stand, or days of the last three months exchanged.
        let honest = "10/01/2026 11/02/2026 12/03/2026 10/04/2026 11/05/2026 12/06/2026 10/07/2026";
        case(honest, NOTHING, Reading::Refused);
        let lengths = |written, other| Witness { lengths: [written, other], ..NOTHING };
        case(honest, lengths(14, 420), Reading::Refused);
        case(honest, lengths(40, 40), Reading::Refused);
        case(honest, lengths(420, 14), Reading::Exchanged);
        case(honest, Witness { impossible: [0, 5], ..lengths(14, 420) }, Reading::AsWritten);
    }

    #[test]
    fn what_can_be_both_is_asked() {
        case("'10/1/2026 '10/2/2026 '10/3/2026", NOTHING, Reading::Refused);
        case("01/01/2026 01/02/2026 01/03/2026 01/04/2026 01/05/2026", NOTHING, Reading::Refused);
    }

    #[test]
    fn the_rest_of_the_table_decides_before_the_months_do() {
        let few = "'10/1/2026 '10/2/2026 '10/3/2026";
        let many = "10/01/2026 10/02/2026 10/03/2026 10/05/2026 10/06/2026 10/07/2026";
        let in_code = |one, other| Witness { in_code: [one, other], ..NOTHING };
        case(few, in_code(0, 3), Reading::Exchanged);
        case(many, in_code(6, 0), Reading::AsWritten);
        let period = |one, other| Witness { in_period: [one, other], of_period: 6, ..NOTHING };
        case(few, period(0, 6), Reading::Exchanged);
        case(many, period(6, 1), Reading::AsWritten);
        case(many, Witness { lengths: [900, 60], ..period(6, 6) }, Reading::Exchanged);
        let impossible = |one, other| Witness { impossible: [one, other], ..NOTHING };
        case(few, impossible(3, 0), Reading::Exchanged);
        case(many, impossible(0, 4), Reading::AsWritten);
        // One row that cannot be is a slip of its own.
        case("05/10/2026 06/10/2026", impossible(1, 0), Reading::AsWritten);
        case(few, Witness { backwards: [5, 0], ..NOTHING }, Reading::Exchanged);
        let american = Witness { is_american: true, ..NOTHING };
        case(few, american, Reading::Exchanged);
        case("'10/1/2026 '10/2/2026", american, Reading::Exchanged);
        case(few, Witness { in_code: [3, 0], ..american }, Reading::AsWritten);
    }
}
