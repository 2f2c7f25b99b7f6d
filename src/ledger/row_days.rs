//! Days between which a row lies that does not count: what of it could be read.

use jiff::civil::Date;

/// The first and the last day that are known of a row; none of either: it may lie on any day before, or behind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct RowDays {
    first: Option<Date>,
    last: Option<Date>,
}

impl RowDays {
    /// As they stand in the row; where they contradict each other, either may be true.
    pub(crate) fn new(first: Option<Date>, last: Option<Date>) -> Self {
        match (first, last) {
            (Some(from), Some(to)) if to < from => Self { first: Some(to), last: Some(from) },
            _ => Self { first, last },
        }
    }

    /// Of a row of one day.
    pub(crate) fn on(day: Option<Date>) -> Self {
        Self { first: day, last: day }
    }

    /// Whether no day tells to which period the row belongs.
    pub(crate) fn are_unknown(self) -> bool {
        self.first.is_none() && self.last.is_none()
    }

    /// Whether the row may belong to these days, as a matter that is open from its first day to its last.
    pub(crate) fn may_touch(self, from: Date, to: Date) -> bool {
        self.first.is_none_or(|first| first <= to) && self.last.is_none_or(|last| last >= from)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_row_belongs_wherever_nothing_tells_that_it_does_not() {
        let march = (date(2020, 3, 1), date(2020, 3, 31));
        let case = |first: Option<Date>, last: Option<Date>, want: bool| {
            let days = RowDays::new(first, last);
            assert_eq!(days.may_touch(march.0, march.1), want, "{first:?} {last:?}");
        };
        let [february, own, april] = [2, 3, 4].map(|month| Some(date(2020, month, 10)));
        case(None, None, true);
        case(february, None, true);
        case(february, february, false);
        case(None, february, false);
        case(february, own, true);
        case(february, april, true);
        case(april, None, false);
        case(None, april, true);
        // An end before the beginning: one of both is wrong.
        case(april, february, true);
        assert!(RowDays::default().are_unknown() && !RowDays::on(own).are_unknown());
    }
}
