//! Satisfaction: answers 4 and 5 of valid answers, per question, factor, department and overall.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::ledger::SheetKind;
use crate::measure::{Answers, FactorCounts, ServedCounts, SheetCounts, unserved};
use crate::model::{Question, Ratio, Text, name_key};
use crate::report::lines::Scope;
use crate::report::options::Run;
use crate::report::table::SMALL;
use crate::rules::{sample_size, wilson};

/// Satisfaction of the period.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct SatisfactionFigures {
    /// Whether any sheet of this kind was read.
    #[serde(rename = "co_du_lieu")]
    pub(crate) has_data: bool,
    /// Phiếu phát ra; `null` where no served sheet says so.
    #[serde(rename = "phat_ra")]
    pub(crate) issued: Option<u64>,
    /// Phiếu thu về: all survey rows of the period, accepted or rejected for want of a valid answer.
    #[serde(rename = "thu_ve")]
    pub(crate) returned: u64,
    /// Phiếu hợp lệ: at least one valid answer.
    #[serde(rename = "hop_le")]
    pub(crate) valid: u64,
    /// Thu về / phát ra.
    #[serde(rename = "ty_le_thu_ve")]
    pub(crate) response_rate: Ratio,
    #[serde(rename = "tong")]
    pub(crate) total: SatisfactionLine,
    /// Departments in the order of the settings; one without survey sheets is there with "–".
    #[serde(rename = "theo_don_vi")]
    pub(crate) by_department: Vec<SatisfactionLine>,
    #[serde(rename = "theo_yeu_to")]
    pub(crate) by_factor: Vec<FactorFigures>,
    #[serde(rename = "theo_cau_hoi")]
    pub(crate) by_question: Vec<QuestionFigures>,
    /// Transactions that the sample stands for: the served count where given, else (7).
    #[serde(rename = "tong_the")]
    pub(crate) population: u64,
    /// `luot_phuc_vu` or `da_giai_quyet`: where the population comes from.
    #[serde(rename = "nguon_tong_the")]
    pub(crate) population_source: String,
    /// n = N / (1 + N·e²), e = 5 %, rounded up; `null` where N = 0.
    #[serde(rename = "co_mau_can")]
    pub(crate) sample_needed: Option<u64>,
    /// Sheets that are missing to the sample size; 0 when it is reached.
    #[serde(rename = "co_mau_thieu")]
    pub(crate) sample_missing: u64,
    /// Of a department: keys of questions that its report leaves out because the report of the office does.
    #[serde(skip)]
    pub(crate) hidden: BTreeSet<String>,
}

/// Answers by level, and those that are not valid.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct AnswerCounts {
    /// Levels 1 (rất không hài lòng) to 5 (rất hài lòng).
    #[serde(rename = "muc")]
    pub(crate) levels: [u64; 5],
    /// Blank, "không bị trễ hẹn" and the like.
    #[serde(rename = "khong_tra_loi")]
    pub(crate) none: u64,
    /// Two ticks or unreadable.
    #[serde(rename = "khong_hop_le")]
    pub(crate) invalid: u64,
}

/// A satisfaction rate with its interval; n is a number of sheets.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct SatisfactionLine {
    #[serde(rename = "ten")]
    pub(crate) name: String,
    /// The rows that give no department, field or procedure.
    #[serde(skip)]
    pub(crate) is_unknown: bool,
    /// Sheets with at least one valid answer.
    #[serde(rename = "n")]
    pub(crate) sheets: u64,
    #[serde(rename = "tra_loi")]
    pub(crate) answers: AnswerCounts,
    /// Levels 4 and 5 of all valid answers.
    #[serde(rename = "ty_le")]
    pub(crate) rate: Ratio,
    /// Wilson 95 % interval, tenths of a percent, low and high; `null` where n = 0.
    #[serde(rename = "khoang_tin_cay")]
    pub(crate) interval: Option<[u64; 2]>,
    /// `87,1%–92,4%`, or "–".
    #[serde(rename = "khoang_tin_cay_chu")]
    pub(crate) interval_text: String,
    /// 0 < n < 30: "cỡ mẫu nhỏ, chỉ tham khảo"; not ranked.
    #[serde(rename = "co_mau_nho")]
    pub(crate) small: bool,
}

/// A factor (yếu tố) and its questions.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct FactorFigures {
    #[serde(flatten)]
    pub(crate) line: SatisfactionLine,
    /// Keys of its questions.
    #[serde(rename = "cau_hoi")]
    pub(crate) questions: Vec<String>,
}

/// One question, over the office and by department.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct QuestionFigures {
    /// `1`, `2`, … in the order of the questionnaire.
    #[serde(rename = "so")]
    pub(crate) number: u32,
    #[serde(rename = "khoa")]
    pub(crate) key: String,
    #[serde(rename = "yeu_to")]
    pub(crate) factor: Option<String>,
    /// Its `ten` is the text of the question.
    #[serde(flatten)]
    pub(crate) line: SatisfactionLine,
    /// In the order of `theo_don_vi`.
    #[serde(rename = "theo_don_vi")]
    pub(crate) by_department: Vec<SatisfactionLine>,
}

impl SatisfactionLine {
    /// Whether its rate was left out: sheets that are counted have a valid answer each.
    pub(crate) const fn is_withheld(&self) -> bool {
        self.sheets > 0 && self.rate.whole == 0
    }

    /// The number of sheets is all that is left.
    pub(crate) fn withhold(&mut self) {
        *self = Self {
            name: std::mem::take(&mut self.name),
            is_unknown: self.is_unknown,
            sheets: self.sheets,
            small: self.small,
            interval_text: "–".to_owned(),
            ..Self::default()
        };
    }
}

/// Satisfaction of the office, or of one department. `resolved` is column (7).
pub(crate) fn satisfaction(run: &Run<'_>, scope: Scope<'_>, resolved: u64) -> SatisfactionFigures {
    beside(run, scope, served(run, scope).as_ref(), resolved)
}

/// The same beside those served; `None` where nothing says how many these were.
pub(crate) fn beside(
    run: &Run<'_>,
    scope: Scope<'_>,
    served: Option<&ServedCounts>,
    resolved: u64,
) -> SatisfactionFigures {
    let measures = &run.measures.surveys;
    let mut sheets = SheetCounts::default();
    for (_, counts) in measures.sheets.iter().filter(|(key, _)| scope.holds(key.as_ref())) {
        sheets += *counts;
    }
    let order = match scope {
        Scope::Office => run.lines.order(measures.sheets.keys()),
        Scope::Department(_) => Vec::new(),
    };
    let counts = |key: &Option<Text>| measures.sheets.get(key).copied().unwrap_or_default();
    let issued = served.and_then(ServedCounts::issued);
    let population = served.map_or(resolved, |served| served.served);
    // The sample stands for the office as a whole.
    let sample_needed = match scope {
        Scope::Office => sample_size(population),
        Scope::Department(_) => None,
    };
    SatisfactionFigures {
        has_data: run.has(SheetKind::Surveys),
        issued,
        returned: sheets.returned,
        valid: sheets.valid,
        response_rate: issued
            .map_or(Ratio::default(), |issued| Ratio::new(sheets.returned, issued)),
        total: sheet_line("Tổng số".to_owned(), sheets),
        by_department: order
            .iter()
            .map(|key| SatisfactionLine {
                is_unknown: key.is_none(),
                ..sheet_line(run.lines.name(key.as_ref()), counts(key))
            })
            .collect(),
        by_factor: by_factor(run, scope),
        by_question: by_question(run, scope, &order),
        population,
        population_source: if served.is_some() { "luot_phuc_vu" } else { "da_giai_quyet" }
            .to_owned(),
        sample_needed,
        sample_missing: sample_needed.unwrap_or(0).saturating_sub(sheets.valid),
        hidden: BTreeSet::new(),
    }
}

/// Those served, where the sheets speak of every day of the period, and for the office of every department: counts
/// of a part say nothing of the whole.
pub(crate) fn served(run: &Run<'_>, scope: Scope<'_>) -> Option<ServedCounts> {
    if matches!(scope, Scope::Office) && !unserved(run.measures).is_empty() {
        return None;
    }
    let mut sum: Option<ServedCounts> = None;
    for (_, counts) in run.measures.served.iter().filter(|(key, _)| scope.holds(key.as_ref())) {
        if !counts.fills(run.options.period.span) {
            return None;
        }
        *sum.get_or_insert_default() += counts.clone();
    }
    sum
}

fn sheet_line(name: String, counts: SheetCounts) -> SatisfactionLine {
    line(name, counts.valid, counts.answers)
}

/// A line with the rate and the interval that follow from its counts.
pub(crate) fn line(name: String, sheets: u64, answers: Answers) -> SatisfactionLine {
    let rate = Ratio::new(answers.satisfied(), answers.valid());
    let interval = wilson(rate, sheets);
    SatisfactionLine {
        name,
        is_unknown: false,
        sheets,
        answers: AnswerCounts {
            levels: answers.levels,
            none: answers.none,
            invalid: answers.invalid,
        },
        rate,
        interval,
        interval_text: interval.map_or_else(
            || "–".to_owned(),
            |[low, high]| format!("{}–{}", tenths(low), tenths(high)),
        ),
        small: 0 < sheets && sheets < SMALL,
    }
}

fn tenths(value: u64) -> String {
    format!("{},{}%", value / 10, value % 10)
}

/// Questions that a report knows, in the order of the questionnaire.
fn questions<'a>(run: &Run<'a>, scope: Scope<'_>) -> Vec<&'a Question> {
    let surveys = &run.measures.surveys;
    let asked = surveys.by_question.keys().filter(|(_, key)| scope.holds(key.as_ref()));
    let asked: BTreeSet<_> = asked.map(|(key, _)| key).collect();
    let mut questions: Vec<_> =
        surveys.questions.values().filter(|question| asked.contains(&question.key)).collect();
    questions.sort();
    questions
}

/// Factors in the order of their first question.
fn by_factor(run: &Run<'_>, scope: Scope<'_>) -> Vec<FactorFigures> {
    let mut factors: Vec<(Text, String, Vec<String>)> = Vec::new();
    for question in questions(run, scope) {
        let Some(factor) = &question.factor else { continue };
        let key = Text::from(name_key(factor));
        match factors.iter_mut().find(|(known, ..)| *known == key) {
            Some((_, _, questions)) => questions.push(question.key.to_string()),
            None => factors.push((
                key,
                run.options.faces.printed(factor.to_string()),
                vec![question.key.to_string()],
            )),
        }
    }
    let mut sums: BTreeMap<&Text, FactorCounts> = BTreeMap::new();
    for ((factor, department), counts) in &run.measures.surveys.by_factor {
        if scope.holds(department.as_ref()) {
            *sums.entry(factor).or_default() += *counts;
        }
    }
    factors
        .into_iter()
        .map(|(key, name, questions)| {
            let FactorCounts { sheets, answers } = sums.get(&key).copied().unwrap_or_default();
            FactorFigures { line: line(name, sheets, answers), questions }
        })
        .collect()
}

/// `Công chức có thái độ lịch sự` of `6. Công chức …`, `Câu 6: …`: the number of the report stands before it.
fn without_number(text: &str) -> &str {
    let text = text.trim();
    let after = text.strip_prefix("Câu ").or(text.strip_prefix("câu ")).unwrap_or(text);
    let digits = after.chars().take_while(char::is_ascii_digit).count();
    let rest = after.get(digits..).unwrap_or_default();
    let own = rest.strip_prefix(['.', ')', ':']).map(str::trim_start).unwrap_or_default();
    if (1..=2).contains(&digits) && own.starts_with(char::is_alphabetic) { own } else { text }
}

fn by_question(
    run: &Run<'_>,
    scope: Scope<'_>,
    departments: &[Option<Text>],
) -> Vec<QuestionFigures> {
    let counts = &run.measures.surveys.by_question;
    let printed = |text: &str| run.options.faces.printed(text.to_owned());
    let one = |name: String, answers: Answers| line(name, answers.valid(), answers);
    let figures = (1..).zip(questions(run, scope)).map(|(number, question)| {
        let mut sum = Answers::default();
        let own = counts.iter().filter(|((key, department), _)| {
            *key == question.key && scope.holds(department.as_ref())
        });
        for (_, answers) in own {
            sum += *answers;
        }
        let of = |department: &Option<Text>| {
            counts.get(&(Text::clone(&question.key), department.clone())).copied()
        };
        QuestionFigures {
            number,
            key: question.key.to_string(),
            factor: question.factor.as_deref().map(printed),
            line: one(printed(without_number(&question.text)), sum),
            by_department: departments
                .iter()
                .map(|key| one(run.lines.name(key.as_ref()), of(key).unwrap_or_default()))
                .collect(),
        }
    });
    figures.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_is_numbered_once() {
        for (text, want) in [
            ("6. Công chức lịch sự", "Công chức lịch sự"),
            ("Câu 6: Công chức lịch sự", "Công chức lịch sự"),
            ("6) Công chức lịch sự", "Công chức lịch sự"),
            ("1.1. Nơi ngồi chờ", "1.1. Nơi ngồi chờ"),
            ("15 ngày có đủ không", "15 ngày có đủ không"),
            ("Câu hỏi khác", "Câu hỏi khác"),
            ("6.", "6."),
        ] {
            assert_eq!(without_number(text), want);
        }
    }
}
