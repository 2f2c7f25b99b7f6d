//! Late and overdue dossiers by length of delay and by reason: counts only.

use serde::Serialize;

use crate::measure::LateDossier;
use crate::report::figures::Run;
use crate::report::late::reason;
use crate::report::lines::Scope;
use crate::rules::{coded, reasons};

/// Quá hạn: the dossiers of (10) and (13), counted twice over: by days and by reason.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct DelayFigures {
    /// (10) + (13).
    #[serde(rename = "so_ho_so")]
    pub(crate) dossiers: u64,
    /// Shortest delay first; all classes, also when zero. The last one is what the calendar cannot count.
    #[serde(rename = "theo_so_ngay")]
    pub(crate) by_days: Vec<DaysLine>,
    /// In the order of the list, then reasons in other words, then none; all lines, also when zero.
    #[serde(rename = "theo_ly_do")]
    pub(crate) by_reason: Vec<ReasonLine>,
}

/// One class of delays.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct DaysLine {
    /// `3–5 ngày làm việc`.
    #[serde(rename = "ten")]
    pub(crate) name: String,
    /// Working days; `null` where the calendar does not reach.
    #[serde(rename = "tu")]
    pub(crate) from: Option<u32>,
    /// The last day of the class; `null` for none.
    #[serde(rename = "den")]
    pub(crate) to: Option<u32>,
    /// Of (10).
    #[serde(rename = "da_giai_quyet")]
    pub(crate) resolved: u64,
    /// Of (13).
    #[serde(rename = "dang_giai_quyet")]
    pub(crate) open: u64,
}

/// One reason.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct ReasonLine {
    /// Letter of the list; `null` for a reason in other words and for none.
    #[serde(rename = "ma")]
    pub(crate) code: Option<String>,
    #[serde(rename = "ten")]
    pub(crate) name: String,
    #[serde(rename = "da_giai_quyet")]
    pub(crate) resolved: u64,
    #[serde(rename = "dang_giai_quyet")]
    pub(crate) open: u64,
}

const NO_DAYS: &str = "Không tính được";
pub(crate) const OWN_WORDS: &str = "Lý do ghi bằng lời khác";
pub(crate) const NO_REASON: &str = "Chưa ghi lý do";

/// Working days from and to, both ends included.
const CLASSES: [(u32, Option<u32>, &str); 6] = [
    (0, Some(0), "Chưa quá 1 ngày làm việc"),
    (1, Some(2), "1–2 ngày làm việc"),
    (3, Some(5), "3–5 ngày làm việc"),
    (6, Some(10), "6–10 ngày làm việc"),
    (11, Some(20), "11–20 ngày làm việc"),
    (21, None, "Trên 20 ngày làm việc"),
];

/// Delays of the office, or of one department.
pub(crate) fn delays(run: &Run<'_>, scope: Scope<'_>) -> DelayFigures {
    let late = run.measures.late.iter().filter(|late| scope.holds(late.line.department.as_ref()));
    let list = reasons(run.options.period.span.to);
    let mut by_days: Vec<DaysLine> = CLASSES
        .into_iter()
        .map(|(from, to, name)| DaysLine {
            name: name.to_owned(),
            from: Some(from),
            to,
            ..DaysLine::default()
        })
        .chain([DaysLine { name: NO_DAYS.to_owned(), ..DaysLine::default() }])
        .collect();
    let coded_lines = list.iter().map(|reason| ReasonLine {
        code: Some(reason.code.clone()),
        name: reason.words.clone(),
        ..ReasonLine::default()
    });
    let other = |name: &str| ReasonLine { name: name.to_owned(), ..ReasonLine::default() };
    let mut by_reason: Vec<ReasonLine> =
        coded_lines.chain([other(OWN_WORDS), other(NO_REASON)]).collect();
    let mut dossiers = 0;
    for late in late {
        dossiers += 1;
        if let Some(line) = by_days.iter_mut().find(|line| line.holds(late.days)) {
            *side(late, &mut line.resolved, &mut line.open) += 1;
        }
        let place = match reason(late) {
            None => list.len() + 1,
            Some(text) => coded(&list, &text).unwrap_or(list.len()),
        };
        if let Some(line) = by_reason.get_mut(place) {
            *side(late, &mut line.resolved, &mut line.open) += 1;
        }
    }
    DelayFigures { dossiers, by_days, by_reason }
}

impl DaysLine {
    fn holds(&self, days: Option<u32>) -> bool {
        match (days, self.from) {
            (Some(days), Some(from)) => days >= from && self.to.is_none_or(|to| days <= to),
            (None, None) => true,
            (Some(_), None) | (None, Some(_)) => false,
        }
    }
}

fn side<'a>(late: &LateDossier, resolved: &'a mut u64, open: &'a mut u64) -> &'a mut u64 {
    if late.end.is_some() { resolved } else { open }
}

/// For tests: 40 late and 13 overdue dossiers.
#[cfg(test)]
pub(crate) fn sample_delays() -> DelayFigures {
    let days = [
        ("Chưa quá 1 ngày làm việc", Some((0, Some(0))), 5, 0),
        ("1–2 ngày làm việc", Some((1, Some(2))), 14, 3),
        ("3–5 ngày làm việc", Some((3, Some(5))), 11, 4),
        ("6–10 ngày làm việc", Some((6, Some(10))), 6, 3),
        ("11–20 ngày làm việc", Some((11, Some(20))), 4, 0),
        ("Trên 20 ngày làm việc", Some((21, None)), 0, 2),
        ("Không tính được", None, 0, 1),
    ];
    let reasons = [
        (Some("a"), "Do quy định hành chính chồng chéo, vướng mắc", 2, 0),
        (Some("b"), "Do phối hợp giữa các cơ quan, đơn vị chậm", 14, 4),
        (Some("c"), "Do cán bộ, công chức, viên chức xử lý chậm", 3, 1),
        (Some("d"), "Do hồ sơ phức tạp, phải xác minh, thẩm tra nhiều lần", 11, 2),
        (Some("đ"), "Do hệ thống phần mềm, lỗi kỹ thuật", 4, 0),
        (Some("e"), "Do tổ chức, cá nhân chậm bổ sung, thực hiện nghĩa vụ tài chính", 0, 0),
        (Some("g"), "Nguyên nhân khác", 1, 0),
        (None, "Lý do ghi bằng lời khác", 2, 1),
        (None, "Chưa ghi lý do", 3, 5),
    ];
    DelayFigures {
        dossiers: 53,
        by_days: days
            .into_iter()
            .map(|(name, span, resolved, open)| DaysLine {
                name: name.to_owned(),
                from: span.map(|(from, _)| from),
                to: span.and_then(|(_, to)| to),
                resolved,
                open,
            })
            .collect(),
        by_reason: reasons
            .into_iter()
            .map(|(code, name, resolved, open)| ReasonLine {
                code: code.map(str::to_owned),
                name: name.to_owned(),
                resolved,
                open,
            })
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_join_without_gap_or_overlap() {
        let mut next = 0;
        for (from, to, name) in CLASSES {
            assert_eq!(from, next, "{name}");
            next = to.map_or(u32::MAX, |to| to + 1);
        }
        assert_eq!(next, u32::MAX);
    }

    #[test]
    fn every_delay_falls_into_one_class() {
        let lines: Vec<DaysLine> = CLASSES
            .into_iter()
            .map(|(from, to, _)| DaysLine { from: Some(from), to, ..DaysLine::default() })
            .chain([DaysLine::default()])
            .collect();
        for days in (0..400).map(Some).chain([None]) {
            assert_eq!(lines.iter().filter(|line| line.holds(days)).count(), 1, "{days:?}");
        }
    }
}
