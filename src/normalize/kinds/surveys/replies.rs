//! What the cells of a table answer, each distinct value read once.

use std::collections::HashMap;

use crate::normalize::text::intern::{Id, Interner, Slot};
use crate::normalize::values::dates::DateEpoch;
use crate::normalize::values::numbers::count_of;
use crate::normalize::values::reply::{self, Reply};
use crate::normalize::values::tally::{Seen, Tally};
use crate::normalize::waiting::Waiting;

/// Replies by text: a scale has few words, and millions of cells. Only asked, never walked.
#[derive(Debug, Default)]
pub(crate) struct Replies(HashMap<Id, Reply>);

impl Replies {
    pub(crate) fn of(&mut self, slot: Slot, texts: &Interner) -> Reply {
        match slot {
            Slot::Empty => Reply::None,
            Slot::Text(id) | Slot::Iso(id) => {
                *self.0.entry(id).or_insert_with(|| reply::reply(texts.text(id)))
            }
            Slot::Number(_) | Slot::Serial(_) => match count_of(slot, texts).map(u8::try_from) {
                Some(Ok(digit)) => Reply::Digit(digit),
                Some(Err(_)) => Reply::Number,
                None => fraction(&slot.plain(texts)),
            },
            Slot::Bool(_) => Reply::YesNo,
            Slot::Error(_) | Slot::Uncalculated | Slot::Broken(_) => Reply::Fault,
        }
    }

    /// What stands in one column, and how often.
    pub(crate) fn tally(&mut self, waiting: &Waiting, index: usize, texts: &Interner) -> Tally {
        let mut tally = Tally::default();
        for (_, slot) in waiting.table.column(index).filter(|(_, slot)| !slot.is_empty()) {
            tally.add(seen(slot), self.of(slot, texts), 1);
        }
        tally
    }
}

/// A share that a workbook shows as 80%, two ticks that it took for a number (`4,5`), or neither.
fn fraction(text: &str) -> Reply {
    if let Reply::Percent(share) = reply::reply(text) {
        return Reply::Percent(share);
    }
    match text.as_bytes() {
        [b'1'..=b'5', b'.', b'1'..=b'5'] => Reply::Several,
        _ => Reply::Number,
    }
}

/// A cell as one value of many.
pub(crate) fn seen(slot: Slot) -> Seen {
    match slot {
        Slot::Text(id) | Slot::Iso(id) => Seen::Text(id),
        Slot::Number(number) => Seen::Number(number.to_bits()),
        Slot::Serial(number) => Seen::Moment(number.to_bits()),
        Slot::Bool(flag) => Seen::Flag(flag),
        Slot::Empty | Slot::Error(_) | Slot::Uncalculated | Slot::Broken(_) => Seen::Fault,
    }
}

/// A value as its cell shows it.
pub(crate) fn shown(seen: Seen, texts: &Interner, epoch: DateEpoch) -> String {
    match seen {
        Seen::Text(id) => texts.text(id).to_string(),
        Seen::Number(bits) => Slot::Number(f64::from_bits(bits)).found(texts, epoch),
        Seen::Moment(bits) => Slot::Serial(f64::from_bits(bits)).found(texts, epoch),
        Seen::Flag(flag) => Slot::Bool(flag).found(texts, epoch),
        Seen::Tick(number) => format!("ô thứ {number}"),
        Seen::Label(digit) => digit.to_string(),
        Seen::Fault => "ô lỗi".to_owned(),
    }
}

/// A value of a column that is answered in percent: a workbook keeps 80% as 0.8.
pub(crate) fn shown_in_percent(seen: Seen, texts: &Interner, epoch: DateEpoch) -> String {
    match seen {
        Seen::Number(bits) => match fraction(&Slot::Number(f64::from_bits(bits)).plain(texts)) {
            Reply::Percent(share) => format!("{share}%"),
            _ => shown(seen, texts, epoch),
        },
        _ => shown(seen, texts, epoch),
    }
}
