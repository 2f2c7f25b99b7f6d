//! Late and overdue dossiers by length of delay and by reason: counts only.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::measure::LateDossier;
use crate::model::word_key;
use crate::report::late::reason;
use crate::report::lines::Scope;
use crate::report::options::{ReportOptions, Run};
use crate::report::reason_names::may_name;
use crate::rules::{coded, reasons};

/// Quá hạn: the dossiers of (10) and (13), counted twice over: by days and by reason.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
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
    /// What the reasons in other words say, where these are many; the most frequent first.
    #[serde(rename = "ly_do_khac")]
    pub(crate) other_words: Vec<ReasonLine>,
}

/// One class of delays.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
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
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
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
    let mut words = OtherWords::default();
    for late in late {
        dossiers += 1;
        if let Some(line) = by_days.iter_mut().find(|line| line.holds(late.days)) {
            *side(late, &mut line.resolved, &mut line.open) += 1;
        }
        let place = match reason(late) {
            None => list.len() + 1,
            Some(text) => coded(&list, &text).unwrap_or_else(|| {
                words.add(run.options.faces.printed(text), late);
                list.len()
            }),
        };
        if let Some(line) = by_reason.get_mut(place) {
            *side(late, &mut line.resolved, &mut line.open) += 1;
        }
    }
    let in_list = by_reason.iter().take(list.len()).map(|line| line.resolved + line.open);
    let most_in_list = in_list.max().unwrap_or(0);
    let opened = match scope {
        Scope::Office => OpenedReasons::WhereMany,
        Scope::Department(_) => OpenedReasons::Always,
    };
    let other_words = words.lines(opened, dossiers, most_in_list);
    DelayFigures { dossiers, by_days, by_reason, other_words }
}

/// Of reasons in other words: so many are opened, so many of the same are said.
const MANY: u64 = 3;
const SAID: u64 = 3;
/// So few are said each: where they weigh most, they are the reason.
const FEW: u64 = 3;

/// Which reasons in other words are said.
#[derive(Clone, Copy, PartialEq, Eq)]
enum OpenedReasons {
    /// Of the whole office: those that weigh.
    WhereMany,
    /// Of one department, which wrote them itself and is to act on them.
    Always,
}

/// Reasons in other words, by what they say.
#[derive(Default)]
struct OtherWords(BTreeMap<String, ReasonLine>);

impl OtherWords {
    fn add(&mut self, text: String, late: &LateDossier) {
        let line = self
            .0
            .entry(word_key(&text))
            .or_insert_with(|| ReasonLine { name: text, ..ReasonLine::default() });
        *side(late, &mut line.resolved, &mut line.open) += 1;
    }

    /// Of the whole office, nothing where one reason of the list weighs more and they are fewer than three, or than a
    /// fifth of all. A reason goes out of the office where nobody is named in it and three dossiers have it, or no more
    /// than three have any; into the paper of its own department, where nobody is named in it. The others stand in the
    /// last line.
    fn lines(self, opened: OpenedReasons, dossiers: u64, most_in_list: u64) -> Vec<ReasonLine> {
        let total = |line: &ReasonLine| line.resolved + line.open;
        let all: u64 = self.0.values().map(total).sum();
        let all_said = opened == OpenedReasons::Always;
        if !all_said && all <= most_in_list && (all < MANY || all * 5 < dossiers) {
            return Vec::new();
        }
        let few = all <= FEW || all_said;
        let is_said = |line: &ReasonLine| (few || total(line) >= SAID) && !may_name(&line.name);
        let (mut said, mut rest): (Vec<_>, Vec<_>) = self.0.into_values().partition(is_said);
        // A line “Các lý do khác” for one reason would say less and take as much room; what one dossier alone has may
        // be about somebody.
        if let [only] = rest.as_slice()
            && !said.is_empty()
            && total(only) > 1
            && !may_name(&only.name)
        {
            said.append(&mut rest);
        }
        said.sort_by_key(|line| Reverse(total(line)));
        let rest = rest.iter().fold(ReasonLine::default(), |sum, line| ReasonLine {
            resolved: sum.resolved + line.resolved,
            open: sum.open + line.open,
            ..sum
        });
        if said.is_empty() {
            return Vec::new();
        }
        if total(&rest) > 0 {
            said.push(ReasonLine { name: OTHERS.to_owned(), ..rest });
        }
        said
    }
}

const OTHERS: &str = "Các lý do khác";
/// The last of the list.
const VAGUE: &str = "Nguyên nhân khác";

impl DelayFigures {
    /// Dossiers whose reason is of the list and gives none: a letter must.
    pub(crate) fn vague(&self) -> u64 {
        let is_vague = |line: &&ReasonLine| line.code.is_some() && line.name == VAGUE;
        self.by_reason.iter().filter(is_vague).map(|line| line.resolved + line.open).sum()
    }

    /// Of several offices together: what some of them did not open stands in the last line, so that the lines come to
    /// all reasons in other words.
    pub(crate) fn complete_other_words(&mut self) {
        self.other_words.retain(|line| !line.is_the_rest());
        if self.other_words.is_empty() {
            return;
        }
        self.other_words.sort_by_key(|line| Reverse(line.resolved + line.open));
        let mut rest = ReasonLine { name: OTHERS.to_owned(), ..ReasonLine::default() };
        for line in self.by_reason.iter().filter(|line| line.is_own_words()) {
            rest.resolved += line.resolved;
            rest.open += line.open;
        }
        for line in &self.other_words {
            rest.resolved = rest.resolved.saturating_sub(line.resolved);
            rest.open = rest.open.saturating_sub(line.open);
        }
        if rest.resolved + rest.open > 0 {
            self.other_words.push(rest);
        }
    }

    /// The line of `other_words` in which a dossier stands, counted alone.
    pub(crate) fn other_line(
        &self,
        late: &LateDossier,
        options: &ReportOptions,
    ) -> Vec<ReasonLine> {
        let list = reasons(options.period.span.to);
        let Some(text) = reason(late).filter(|text| coded(&list, text).is_none()) else {
            return Vec::new();
        };
        let key = word_key(&options.faces.printed(text));
        let own = self.other_words.iter().find(|line| word_key(&line.name) == key);
        let own = own.or_else(|| self.other_words.iter().find(|line| line.name == OTHERS));
        let line = own.map(|line| {
            let mut line = ReasonLine { name: line.name.clone(), ..ReasonLine::default() };
            *side(late, &mut line.resolved, &mut line.open) += 1;
            line
        });
        line.into_iter().collect()
    }
}

impl ReasonLine {
    pub(crate) fn is_own_words(&self) -> bool {
        self.code.is_none() && self.name == OWN_WORDS
    }

    /// Whether it stands for reasons that are not said.
    pub(crate) fn is_the_rest(&self) -> bool {
        self.code.is_none() && self.name == OTHERS
    }

    pub(crate) fn is_none(&self) -> bool {
        self.code.is_none() && self.name == NO_REASON
    }
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
        other_words: vec![ReasonLine {
            code: None,
            name: "Số lượng hồ sơ tăng".to_owned(),
            resolved: 2,
            open: 1,
        }],
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

    /// Beside a reason of the list that weighs more than all of these.
    fn opened(reasons: &[(&str, u64)], dossiers: u64) -> Vec<(String, u64)> {
        beside(reasons, dossiers, u64::MAX)
    }

    fn beside(reasons: &[(&str, u64)], dossiers: u64, in_list: u64) -> Vec<(String, u64)> {
        let mut words = OtherWords::default();
        for (text, many) in reasons {
            let line =
                ReasonLine { name: (*text).to_owned(), open: *many, ..ReasonLine::default() };
            words.0.insert(word_key(text), line);
        }
        words
            .lines(OpenedReasons::WhereMany, dossiers, in_list)
            .into_iter()
            .map(|line| (line.name, line.open))
            .collect()
    }

    #[test]
    fn a_reason_of_the_list_may_say_nothing() {
        let line = |code: Option<&str>, name: &str| ReasonLine {
            code: code.map(str::to_owned),
            name: name.to_owned(),
            resolved: 1,
            open: 1,
        };
        let by_reason = vec![
            line(Some("b"), "Do phối hợp chậm"),
            line(Some("g"), VAGUE),
            line(None, NO_REASON),
        ];
        assert_eq!(DelayFigures { by_reason, ..DelayFigures::default() }.vague(), 2);
        assert!(
            reasons(jiff::civil::date(2026, 1, 1))
                .iter()
                .any(|one| one.vague && one.words == VAGUE)
        );
    }

    #[test]
    fn many_reasons_in_other_words_are_opened() {
        let reasons = [("Số lượng hồ sơ tăng", 3), ("Chờ ý kiến Sở Y tế", 4), ("Mất điện", 1)];
        let want = [("Chờ ý kiến Sở Y tế", 4), ("Số lượng hồ sơ tăng", 3), (OTHERS, 1)];
        assert_eq!(opened(&reasons, 20), want.map(|(name, many)| (name.to_owned(), many)));
        let two = [("Số lượng hồ sơ tăng", 3), ("Mất điện", 2)];
        assert_eq!(opened(&two, 20), two.map(|(name, many)| (name.to_owned(), many)));
        let named = [("Số lượng hồ sơ tăng", 3), ("Chờ bà Lê Thị Ví Dụ", 2)];
        assert_eq!(opened(&named, 20)[1].0, OTHERS);
        // Less than a fifth, fewer than three, or nothing that may be said.
        assert!(opened(&reasons, 41).is_empty());
        assert!(opened(&[("Mất điện", 2)], 4).is_empty());
        assert!(opened(&[("Mất điện", 2), ("Chờ ký", 2)], 4).is_empty());
    }

    /// Its own clerks wrote them, and are to act on them; who is named in one stays out all the same.
    #[test]
    fn a_department_is_told_every_reason_in_other_words() {
        let mut words = OtherWords::default();
        for (text, many) in [("Mất điện", 1), ("Chờ ký", 1), ("Chờ bà Ba ký", 2)] {
            let line = ReasonLine { name: text.to_owned(), open: many, ..ReasonLine::default() };
            words.0.insert(word_key(text), line);
        }
        let said = words.lines(OpenedReasons::Always, 40, 30).into_iter();
        let said: Vec<(String, u64)> = said.map(|line| (line.name, line.open)).collect();
        let want = [("Chờ ký", 1), ("Mất điện", 1), (OTHERS, 2)];
        assert_eq!(said, want.map(|(name, many)| (name.to_owned(), many)));
    }

    #[test]
    fn the_main_reason_is_said_however_few_have_it() {
        let power = [("Mất điện".to_owned(), 1)];
        assert_eq!(beside(&[("Mất điện", 1)], 1, 0), power);
        assert!(beside(&[("Mất điện", 1)], 2, 1).is_empty());
        assert!(beside(&[("Chờ bà Ba ký", 1)], 1, 0).is_empty());
    }
}
