//! Rows of what an office saves of the national portal: figures of its indices, and its list of dossiers with what it
//! says of each.

use crate::ledger::{Fate, Field};
use crate::model::{PortalDossier, PortalFigure, PortalVerdict, word_key};
use crate::normalize::file::FileReader;
use crate::normalize::kinds::letters::each;
use crate::normalize::text::intern::{Interner, Slot};
use crate::normalize::values::numbers::{count_of, hundredths_of};
use crate::normalize::waiting::Waiting;

/// What rates in a column of numbers are parts of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum RateScale {
    /// Of 100: one of them is more than 1.
    Percent,
    /// Of 1: cells that Excel shows in percent.
    One,
}

/// What was read of a cell, and whether anything stands there.
#[derive(Clone, Copy)]
struct Read {
    value: Option<u64>,
    is_there: bool,
}

/// A dash, or N/A, says that there is no figure.
fn is_said(slot: Slot, texts: &Interner) -> bool {
    const NOTHING: [&str; 5] = ["-", "–", "—", "n/a", "na"];
    let nothing = |text: &str| NOTHING.contains(&text.trim().to_lowercase().as_str());
    !slot.is_empty() && !matches!(slot, Slot::Text(id) if nothing(texts.text(id)))
}

/// A line without any figure is blank.
pub(crate) fn figures(file: &mut FileReader<'_>, waiting: &Waiting) {
    let scale = scale(file, waiting);
    each(file, waiting, |row| {
        let [part, whole] = [Field::Numerator, Field::Denominator].map(|field| {
            let slot = row.slot(field);
            Read { value: count_of(slot, row.texts()), is_there: is_said(slot, row.texts()) }
        });
        let slot = row.slot(Field::Rate);
        let rate =
            Read { value: rate(slot, scale, row.texts()), is_there: is_said(slot, row.texts()) };
        let score = hundredths(row.slot(Field::Score), row.texts());
        for (field, one, advice) in [
            (Field::Numerator, part, "ghi một số nguyên, ví dụ 120"),
            (Field::Denominator, whole, "ghi một số nguyên, ví dụ 120"),
            (Field::Rate, rate, "ghi tỷ lệ phần trăm, ví dụ 97,5%"),
        ] {
            if one.is_there && one.value.is_none() {
                return Err(row.refuse(field, advice));
            }
        }
        let (part, whole, rate) = (part.value, whole.value, rate.value);
        if part.zip(whole).is_some_and(|(part, whole)| part > whole) {
            return Err(row.refuse(Field::Numerator, "tử số không nhiều hơn mẫu số"));
        }
        if whole.is_none() && rate.is_none() && score.is_none() {
            return Ok(Fate::Blank);
        }
        let index = row.text(Field::Index);
        let index = row.needed(index, Field::Index, "ghi số hoặc tên chỉ số, ví dụ 2.1")?;
        let Some(span) = row.span() else { return Ok(Fate::Blank) };
        let place = row.place();
        row.file.records.portal_figures.push(PortalFigure {
            index,
            part,
            whole,
            rate,
            score,
            span,
            place,
        });
        Ok(Fate::Accepted)
    });
}

pub(crate) fn dossiers(file: &mut FileReader<'_>, waiting: &Waiting) {
    each(file, waiting, |row| {
        let (code, said) = (row.text(Field::Code), row.text(Field::PortalVerdict));
        if code.is_none() && said.is_none() {
            return Ok(Fate::Blank);
        }
        let code = row.needed(code, Field::Code, "ghi mã hồ sơ như trên Cổng")?;
        let said = row.needed(said, Field::PortalVerdict, "ghi Đúng hạn hoặc Quá hạn")?;
        let Some(verdict) = verdict(&said) else {
            return Err(row.refuse(Field::PortalVerdict, "ghi Đúng hạn hoặc Quá hạn"));
        };
        let Some(span) = row.span() else { return Ok(Fate::Blank) };
        let place = row.place();
        row.file.records.portal_dossiers.push(PortalDossier { code, verdict, span, place });
        Ok(Fate::Accepted)
    });
}

/// `Đúng hạn`, `Quá hạn 3 ngày`, `Trễ hạn`; `None` for other words.
fn verdict(said: &str) -> Option<PortalVerdict> {
    const LATE: [&str; 6] =
        ["khong dung han", "qua han", "tre han", "tre hen", "cham han", "xu ly cham"];
    const IN_TIME: [&str; 5] = ["dung han", "truoc han", "trong han", "som han", "som hen"];
    let key = word_key(said);
    let says = |words: &[&str]| words.iter().any(|word| key.contains(word));
    if says(&LATE) {
        Some(PortalVerdict::Late)
    } else if says(&IN_TIME) {
        Some(PortalVerdict::InTime)
    } else {
        None
    }
}

fn scale(file: &FileReader<'_>, waiting: &Waiting) -> RateScale {
    let mut numbers = waiting.table.rows().filter_map(|(_, slots)| {
        match waiting.slot(Field::Rate, &slots) {
            Slot::Number(number) => Some(number),
            Slot::Text(id) => {
                let text = file.texts.text(id);
                // `100%` says itself what it is.
                (!text.contains('%')).then(|| text.replace(',', ".").trim().parse().ok())?
            }
            _ => None,
        }
    });
    if numbers.any(|number: f64| number > 1.0) { RateScale::Percent } else { RateScale::One }
}

/// Hundredths of a percent, at most 100 %.
fn rate(slot: Slot, scale: RateScale, texts: &Interner) -> Option<u64> {
    let text = match slot {
        Slot::Text(id) => texts.text(id).to_string(),
        Slot::Number(number) => number.to_string(),
        _ => return None,
    };
    let (text, scale) = match text.trim().strip_suffix('%') {
        Some(rest) => (rest.trim().to_owned(), RateScale::Percent),
        None => (text.trim().to_owned(), scale),
    };
    let places = match scale {
        RateScale::Percent => 2,
        RateScale::One => 4,
    };
    hundredths_of(&text, places).filter(|rate| *rate <= 10_000)
}

fn hundredths(slot: Slot, texts: &Interner) -> Option<u64> {
    match slot {
        Slot::Text(id) => hundredths_of(texts.text(id), 2),
        Slot::Number(number) => hundredths_of(&number.to_string(), 2),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_the_portal_say_in_time_or_late() {
        use PortalVerdict::{InTime, Late};
        for (said, want) in [
            ("Đúng hạn", Some(InTime)),
            ("Trước hạn", Some(InTime)),
            ("Đang xử lý trong hạn", Some(InTime)),
            ("Quá hạn", Some(Late)),
            ("Trễ hạn 3 ngày", Some(Late)),
            ("Không đúng hạn", Some(Late)),
            ("Đã trả kết quả", None),
            ("", None),
        ] {
            assert_eq!(verdict(said), want, "{said}");
        }
    }
}
