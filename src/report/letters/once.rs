//! An appointment is moved once: what a second new date meets.

use jiff::civil::Date;

use crate::ledger::Place;
use crate::measure::{LateDossier, NewDate};
use crate::model::{SecondDate, short_date};
use crate::report::letters::book::Bag;
use crate::report::letters::{Held, Letter, LetterKind};

/// What is told of a second date beside the one of a letter: NĐ 61/2018/NĐ-CP Điều 19 khoản 9, "không quá một lần".
pub(super) fn refused_words(bag: &Bag, letter: &Letter, second: Date) -> String {
    let new = letter.new_day.map(short_date).unwrap_or_default();
    format!(
        "không được hẹn lại lần hai (đến {}): đã có phiếu xin lỗi thứ tự {} {}, hẹn lại {new}; chỉ được hẹn lại một lần",
        short_date(second),
        letter.order,
        bag.name,
    )
}

/// Why a Phiếu is not written of a dossier that the data have moved once.
pub(super) struct MovedOnce {
    pub(super) why: Held,
    pub(super) words: String,
    /// Cell that asks for another day.
    pub(super) asked_at: Option<Place>,
}

/// Another day is asked for, or the day has passed. Nothing that is filled in helps; once there is a result, a thư is
/// written.
pub(super) fn put_off_once(late: &LateDossier, kind: LetterKind) -> Option<MovedOnce> {
    if kind != LetterKind::Appointment {
        return None;
    }
    if let Some(SecondDate { moved, asked }) = late.second_date() {
        return Some(MovedOnce {
            why: Held::SecondAsked,
            words: format!(
                "không được hẹn lại lần hai (đến {}): bảng hồ sơ đã hẹn lại một lần, đến {}",
                short_date(asked),
                short_date(moved)
            ),
            asked_at: late.entry.as_ref().map(|entry| entry.asked_at.clone()),
        });
    }
    let moved = late.reappointed().filter(|_| late.new_date == NewDate::Past)?;
    Some(MovedOnce {
        why: Held::PastPromise,
        words: format!(
            "đã hẹn lại một lần, đến {}, nay đã qua: không được hẹn lại lần hai, giải quyết xong thì gửi thư xin lỗi",
            short_date(moved)
        ),
        asked_at: None,
    })
}

/// The new date that is asked for after the one that a letter promised, in whichever sheet: the workbook that the
/// letter came from may still lie in the data.
pub(super) fn asked_again(late: &LateDossier, first: &Letter) -> Option<Date> {
    let promised = first.new_day?;
    let entered = late.entry.as_ref().and_then(|entry| entry.new_date);
    let asked = entered.max(late.dossier.reappointed);
    asked.filter(|day| *day > promised && late.end.is_none())
}
