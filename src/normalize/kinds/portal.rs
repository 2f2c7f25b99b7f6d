//! Rows of what an office saves of the national portal: figures of its indices, and its list of dossiers with what it
//! says of each.

use crate::ledger::{Fate, Field};
use crate::model::{PortalDossier, PortalFigure, Ratio, word_key};
use crate::normalize::file::FileReader;
use crate::normalize::kinds::letters::{OneRow, RefusedEntry, each};
use crate::normalize::text::intern::{Interner, Slot};
use crate::normalize::values::numbers::{
    count_of, decimal_of, decimal_text, hundredths_of, is_nothing,
};
use crate::normalize::values::portal_words::{IndexLine, index_line, verdict};
use crate::normalize::waiting::Waiting;

/// What rates in a column of numbers are parts of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum RateScale {
    /// Of 100: one of them is more than 1.
    Percent,
    /// Of 1: cells that Excel shows in percent.
    One,
    /// The header says percent, and no number is more than 1.
    Unclear,
}

/// A rate as it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct WrittenRate {
    /// Of a percent, at most 100 %.
    hundredths: u64,
    /// Decimals of the percent that were written.
    places: usize,
}

impl WrittenRate {
    /// Whether it is this ratio, rounded or cut off where it ends.
    fn is_of(self, ratio: Ratio) -> bool {
        let unit = match self.places {
            0 => 100,
            1 => 10,
            _ => 2,
        };
        ratio.hundredths().is_none_or(|exact| exact.abs_diff(self.hundredths) < unit)
    }
}

/// A line without any figure is blank, one about another index is passed over.
pub(crate) fn figures(file: &mut FileReader<'_>, waiting: &Waiting) {
    let scale = scale(file, waiting);
    each(file, waiting, |row| {
        const FIGURES: [Field; 4] =
            [Field::Numerator, Field::Denominator, Field::Rate, Field::Score];
        if FIGURES.iter().all(|field| is_nothing(row.slot(*field), row.texts())) {
            return Ok(Fate::Blank);
        }
        let (index, name) = (row.text(Field::Index), row.text(Field::IndexName));
        if index.is_none() && name.is_none() {
            row.needed(None, Field::Index, "ghi số hoặc tên chỉ số, ví dụ 2.1")?;
        }
        let [index, name] = [index, name].map(Option::unwrap_or_default);
        let index = match index_line(&index, &name) {
            IndexLine::One(index) => index,
            IndexLine::Other => return Ok(Fate::Skipped),
            IndexLine::Apart => {
                let said = format!("{index} {name}");
                return Err(row.refuse_as(
                    Field::Index,
                    format!("Số và tên “{}” không phải là của một chỉ số", said.trim()),
                    "ghi số và tên như trên Cổng, ví dụ 2.1, Tỷ lệ hồ sơ xử lý đúng hạn",
                ));
            }
        };
        let part = read(row, Field::Numerator, WHOLE, count_of)?;
        let whole = read(row, Field::Denominator, WHOLE, count_of)?;
        let unclear = unclear(row.slot(Field::Rate), scale, row.texts());
        let rate = match unclear {
            // Both counts beside it say which it is.
            Some(_) if part.zip(whole).is_some() => None,
            Some(text) => {
                return Err(row.refuse_as(
                    Field::Rate,
                    format!("Không rõ “{text}” là {text}% hay {}%", hundredfold(&text)),
                    "ghi cả dấu phần trăm, ví dụ 97,5%",
                ));
            }
            None => read(
                row,
                Field::Rate,
                "ghi tỷ lệ phần trăm, ví dụ 97,5%",
                |slot, texts| rate(slot, scale, texts),
            )?,
        };
        let score = read(row, Field::Score, "ghi số điểm, ví dụ 19,5", |slot, texts| {
            decimal_of(slot, texts, 2)
        })?;
        fit(row, (part, whole), rate)?;
        let Some(span) = row.span() else { return Ok(Fate::Blank) };
        let place = row.place();
        let rate = rate.map(|rate| rate.hundredths);
        let figure = PortalFigure { index, part, whole, rate, score, span, place };
        row.file.records.portal_figures.push(figure);
        Ok(Fate::Accepted)
    });
}

const WHOLE: &str = "ghi một số nguyên, ví dụ 120";

/// `None` where nothing stands there.
fn read<T>(
    row: &mut OneRow<'_, '_>,
    field: Field,
    advice: &'static str,
    read: impl Fn(Slot, &Interner) -> Option<T>,
) -> Result<Option<T>, RefusedEntry> {
    let slot = row.slot(field);
    if is_nothing(slot, row.texts()) {
        return Ok(None);
    }
    match read(slot, row.texts()) {
        Some(value) => Ok(Some(value)),
        None => Err(row.refuse(field, advice)),
    }
}

/// Whether the figures of a line are those of one ratio.
fn fit(
    row: &mut OneRow<'_, '_>,
    counts: (Option<u64>, Option<u64>),
    rate: Option<WrittenRate>,
) -> Result<(), RefusedEntry> {
    match counts {
        (Some(part), Some(whole)) if part > whole => Err(row.refuse_as(
            Field::Numerator,
            format!("Tử số {part} nhiều hơn mẫu số {whole}"),
            "đối chiếu với Cổng, sửa một trong hai số",
        )),
        (Some(part), Some(whole)) => {
            let ratio = Ratio::new(part, whole);
            match rate {
                Some(rate) if !rate.is_of(ratio) => Err(row.refuse_as(
                    Field::Rate,
                    format!("Tỷ lệ của dòng khác tử số {part} trên mẫu số {whole}, là {ratio}"),
                    "đối chiếu với Cổng, sửa số sai",
                )),
                _ => Ok(()),
            }
        }
        (Some(_), None) if rate.is_none() => Err(row.refuse_as(
            Field::Denominator,
            "Dòng có tử số mà không có mẫu số".to_owned(),
            WHOLE,
        )),
        (None, Some(_)) if rate.is_none() => Err(row.refuse_as(
            Field::Numerator,
            "Dòng có mẫu số mà không có tử số".to_owned(),
            WHOLE,
        )),
        _ => Ok(()),
    }
}

/// A row that cannot be read is kept for what it leaves open: which dossiers the list is about.
pub(crate) fn dossiers(file: &mut FileReader<'_>, waiting: &Waiting) {
    const ADVICE: &str = "ghi Đúng hạn hoặc Quá hạn";
    each(file, waiting, |row| {
        let (code, said) = (row.text(Field::Code), row.text(Field::PortalVerdict));
        if code.is_none() && said.is_none() {
            return Ok(Fate::Blank);
        }
        let Some(span) = row.span() else { return Ok(Fate::Blank) };
        let verdict = said.as_deref().and_then(verdict);
        let place = row.place();
        let dossier = PortalDossier { code: code.clone(), verdict, span, place };
        row.file.records.portal_dossiers.push(dossier);
        row.needed(code, Field::Code, "ghi mã hồ sơ như trên Cổng")?;
        row.needed(said, Field::PortalVerdict, ADVICE)?;
        if verdict.is_none() {
            return Err(row.refuse(Field::PortalVerdict, ADVICE));
        }
        Ok(Fate::Accepted)
    });
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
    if numbers.any(|number: f64| number > 1.0) {
        return RateScale::Percent;
    }
    let column = waiting.table.columns().iter().find(|column| column.field == Field::Rate);
    let says_percent =
        |header: &str| header.contains('%') || word_key(header).contains("phan tram");
    if column.is_some_and(|column| says_percent(&column.header)) {
        RateScale::Unclear
    } else {
        RateScale::One
    }
}

/// `0,9` without its sign, as it is quoted, where it may be 0,9 % or 90 %: under a header that says percent, or beside
/// numbers above 1, which may be days of an index of time. Nothing is nothing on any scale.
fn unclear(slot: Slot, scale: RateScale, texts: &Interner) -> Option<String> {
    let text = decimal_text(slot, texts)?.trim().replace('.', ",");
    let may_be_either = (1..=10_000).contains(&hundredths_of(&text, 4)?);
    (may_be_either && scale != RateScale::One).then_some(text)
}

/// `90` of `0,9`.
fn hundredfold(text: &str) -> String {
    let hundredths = hundredths_of(text, 4).unwrap_or_default();
    let words = format!("{},{:02}", hundredths / 100, hundredths % 100);
    words.trim_end_matches('0').trim_end_matches(',').to_owned()
}

fn rate(slot: Slot, scale: RateScale, texts: &Interner) -> Option<WrittenRate> {
    let text = decimal_text(slot, texts)?;
    let (text, scale) = match text.trim().strip_suffix('%') {
        Some(rest) => (rest.trim(), RateScale::Percent),
        None => (text.trim(), scale),
    };
    let written = text.split_once(['.', ',']).map_or(0, |(_, decimals)| decimals.len());
    let (moved, places) = match scale {
        RateScale::Percent => (2, written),
        RateScale::One | RateScale::Unclear => (4, written.saturating_sub(2)),
    };
    let hundredths = hundredths_of(text, moved).filter(|rate| *rate <= 10_000)?;
    Some(WrittenRate { hundredths, places })
}
