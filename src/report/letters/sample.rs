//! Letters built by hand, for the tests of all rooms.

use std::sync::Arc;

use jiff::civil::date;

use super::{Held, HeldBack, Letter, Letters, Situation, Void};
use crate::ledger::{Place, Source};

/// These letters with one held back, one nearly due, one void.
pub(crate) fn sample_letters(written: Vec<Letter>) -> Letters {
    let source =
        Arc::new(Source { file: "ho-so.xlsx".to_owned(), sheet: Some("Hồ sơ".to_owned()) });
    let held = HeldBack {
        situation: Situation::Overdue,
        code: "H56.01-200212-0009".into(),
        recipient: "Nguyễn Văn Mẫu".into(),
        procedure: "Trợ cấp thờ cúng liệt sĩ".into(),
        department: "Phòng Người có công".into(),
        due_day: Some(date(2020, 3, 4)),
        days: Some(8),
        missing: vec!["chưa có lý do".into()],
        why: Held::Wanting,
        place: Place::row(&source, 9),
    };
    Letters {
        day: date(2020, 3, 14),
        written,
        near: vec![HeldBack { situation: Situation::Near, ..held.clone() }],
        held_back: vec![held],
        voids: vec![Void {
            year: 2020,
            order: 2,
            code: "H56.01-200212-0004".to_owned(),
            reason: "ghi sai tên".to_owned(),
            day: date(2020, 3, 10),
        }],
        already: Vec::new(),
    }
}
