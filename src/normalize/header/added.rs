//! What words around the name of a column add to it.

use crate::ledger::Field;

/// Which day the words beside a name mean.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Day {
    /// Nothing is added, or nothing that matters: `(dd/mm/yyyy)`.
    #[default]
    Plain,
    /// `(dự kiến)`, `/ Expected …`.
    Planned,
    /// `(thực tế)`.
    Actual,
    /// `(phút)`: a length of time.
    Length,
    /// Words in no table, or words that contradict each other.
    Unknown,
}

/// Which of several appointments.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Turn {
    #[default]
    Any,
    /// `(lần đầu)`.
    First,
    /// `(hẹn lại)`, `lần 2`.
    Again,
}

/// All that a header adds to a name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Added {
    pub(crate) day: Day,
    pub(crate) turn: Turn,
}

impl Added {
    pub(crate) fn is_plain(self) -> bool {
        self == Self::default()
    }

    /// What both add; what contradicts itself says nothing.
    pub(crate) fn and(self, other: Self) -> Self {
        let day = match (self.day, other.day) {
            (Day::Plain, day) | (day, Day::Plain) => day,
            (Day::Unknown, Day::Planned) | (Day::Planned, Day::Unknown) => Day::Planned,
            (one, two) if one == two => one,
            _ => Day::Unknown,
        };
        let turn = match (self.turn, other.turn) {
            // "hẹn lại lần 1".
            (Turn::Again, _) | (_, Turn::Again) => Turn::Again,
            (Turn::First, _) | (_, Turn::First) => Turn::First,
            (Turn::Any, Turn::Any) => Turn::Any,
        };
        Self { day, turn }
    }

    pub(crate) fn of(sense: Sense) -> Self {
        let day = |day| Self { day, turn: Turn::Any };
        let turn = |turn| Self { day: Day::Plain, turn };
        match sense {
            Sense::Planned => day(Day::Planned),
            Sense::Actual => day(Day::Actual),
            Sense::Length => day(Day::Length),
            Sense::First => turn(Turn::First),
            Sense::Again => turn(Turn::Again),
            Sense::Harmless => Self::default(),
        }
    }

    /// What a column is that is named like `field`; `None` where nobody can tell. Others than days stay what they are.
    pub(crate) fn apply(self, field: Field) -> Option<Field> {
        if !field.is_date() {
            return Some(field);
        }
        let of_day = match (self.day, field) {
            (Day::Planned, Field::Due | Field::Collected | Field::Finished | Field::Resolved) => {
                Some(Field::Due)
            }
            (Day::Plain, _)
            | (Day::Planned, Field::Reappointed)
            | (
                Day::Actual,
                Field::Received
                | Field::Collected
                | Field::Finished
                | Field::Resolved
                | Field::Date,
            ) => Some(field),
            (Day::Planned | Day::Actual | Day::Length | Day::Unknown, _) => None,
        }?;
        match (self.turn, of_day) {
            (Turn::Any, _) | (Turn::First, Field::Due | Field::Received | Field::Reappointed) => {
                Some(of_day)
            }
            (Turn::Again, Field::Due | Field::Reappointed) => Some(Field::Reappointed),
            (Turn::First | Turn::Again, _) => None,
        }
    }

    /// How good a name with these words is: `Ngày trả (thực tế)` is better than `Ngày trả kết quả`, and the day on
    /// which something was planned stands behind a name that says of itself that it is the due date.
    pub(crate) fn rank(self, field: Field, name: usize) -> usize {
        let plain = BEST_PLAIN + 3 * name;
        if !field.is_date() {
            return plain;
        }
        match (self.day, self.turn) {
            (Day::Actual, _) | (_, Turn::First) => name,
            (Day::Planned, _) => match field {
                Field::Finished => PLANNED + 1,
                _ => PLANNED,
            },
            (Day::Plain | Day::Length | Day::Unknown, _) => plain,
        }
    }

    pub(crate) fn mark(self) -> String {
        let day = match self.day {
            Day::Plain => "",
            Day::Planned => "du kien",
            Day::Actual => "thuc te",
            Day::Length => "do dai",
            Day::Unknown => "chua ro",
        };
        let turn = match self.turn {
            Turn::Any => "",
            Turn::First => "+lan dau",
            Turn::Again => "+hen lai",
        };
        format!("{day}{turn}:")
    }
}

/// What a phrase of the table adds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sense {
    Planned,
    Actual,
    First,
    Again,
    Length,
    Harmless,
}

/// Above the ranks of names that say more than the plain ones.
pub(crate) const BEST_PLAIN: usize = 100;

/// Behind `hẹn trả` and before `hạn xử lý`, which an office may set for itself.
pub(crate) const PLANNED: usize = BEST_PLAIN + 3 * 7 + 1;
