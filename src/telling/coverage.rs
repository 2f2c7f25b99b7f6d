//! What the data cover, in words: how far each kind reaches, and why a report is not made of data that end too soon.

use std::fmt::Write as _;

use jiff::civil::Date;

use crate::measure::{Coverage, DataKind, Gap};
use crate::model::{Period, Span, short_date};
use crate::office::Missing;
use crate::report::gap_sentence;
use crate::telling::advice::{Advice, Reader};

/// `Số liệu hiện có: hồ sơ tiếp nhận 03/9/2026–20/10/2026; …`; nothing where nothing has a date.
pub(crate) fn reaches(coverage: &Coverage, until: Date) -> Option<String> {
    let reach = |kind: DataKind| {
        let Span { from, to } = coverage.reach(kind, until)?;
        let days = if from == to {
            short_date(from)
        } else {
            format!("{}–{}", short_date(from), short_date(to))
        };
        Some(format!("{} {days}", kind.vietnamese()))
    };
    // Dossiers as a whole only where they are known from tables of totals.
    let is_listed = coverage.reach(DataKind::Received, until).is_some();
    let kinds = DataKind::ALL.iter().filter(|kind| **kind != DataKind::Dossiers || !is_listed);
    let reaches: Vec<String> = kinds.filter_map(|kind| reach(*kind)).collect();
    (!reaches.is_empty()).then(|| format!("Số liệu hiện có: {}", reaches.join("; ")))
}

/// Nothing was made: which days are missing, what that would do, and what to do.
pub(crate) fn refusal(missing: &[Missing], period: Period, reader: Reader) -> String {
    let Span { from, to } = period.span;
    let mut text = format!(
        "Số liệu chưa có đủ các ngày của kỳ {} ({}–{})",
        period.code(),
        short_date(from),
        short_date(to)
    );
    let mut add = |line: &str| write!(text, "\n   = {line}").expect("writing to a string");
    for one in missing {
        add(&gap_sentence(&one.gap));
        add(&effect(one, to));
    }
    add("chưa lập báo cáo, chưa ghi gì");
    if !period.unit.months().is_empty() {
        add(&format!("gợi ý: {}", reader.words(Advice::FromArchive)));
    }
    add(&format!("gợi ý: {}", reader.words(Advice::LateDays)));
    text
}

/// The same where the report was made all the same.
pub(crate) fn told(gaps: &[Gap]) -> Option<String> {
    let all: Vec<String> = gaps.iter().map(gap_sentence).collect();
    (!all.is_empty()).then(|| format!("số liệu thiếu ngày, báo cáo nói rõ: {}", all.join("; ")))
}

fn effect(missing: &Missing, last_day: Date) -> String {
    let Missing { gap, overdue } = missing;
    match gap.kind {
        DataKind::Dossiers | DataKind::Finished if gap.leaves_ends_open(last_day) => {
            match overdue {
                0 => "hồ sơ trả trong những ngày đó sẽ bị tính là chưa trả".to_owned(),
                count => format!(
                    "{count} hồ sơ đang giải quyết có hạn trong những ngày đó sẽ bị tính là quá hạn, dù có thể đã trả"
                ),
            }
        }
        DataKind::Dossiers | DataKind::Finished | DataKind::Received => {
            "hồ sơ của những ngày đó sẽ không có trong số liệu".to_owned()
        }
        DataKind::Answered => "mức độ hài lòng sẽ không có phiếu của những ngày đó".to_owned(),
        DataKind::ComplaintsReceived | DataKind::ComplaintsResolved => {
            "đơn thư của những ngày đó sẽ không có trong số liệu".to_owned()
        }
    }
}
