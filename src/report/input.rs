//! What was read and what did not count: the report's account of its own input.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::ledger::{Code, Finding, Ledger, SheetAccount, Weight};
use crate::measure::{Gap, LateDossier};
use crate::model::{Faces, Span, short_date};
use crate::report::options::Run;

/// Over all files of the run. Places and codes only.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct InputFigures {
    #[serde(rename = "tep")]
    pub(crate) files: Vec<FileFigures>,
    /// Rows seen = accepted + rejected + skipped + blank.
    #[serde(rename = "dong_da_doc")]
    pub(crate) seen: u64,
    #[serde(rename = "dong_duoc_tinh")]
    pub(crate) accepted: u64,
    #[serde(rename = "dong_khong_tinh")]
    pub(crate) rejected: u64,
    /// Of the rejected: those that may belong to the period, by the days that could be read of them. Survey sheets without
    /// any answer are none of them, as they count among those returned. Not known in archives of before it was kept.
    #[serde(rename = "dong_khong_tinh_cua_ky", default)]
    pub(crate) rejected_of_period: Option<u64>,
    /// Of those: rows of which no day could be read.
    #[serde(rename = "dong_khong_tinh_khong_ro_ky", default)]
    pub(crate) rejected_of_no_day: u64,
    #[serde(rename = "dong_bo_qua")]
    pub(crate) skipped: u64,
    #[serde(rename = "dong_trong")]
    pub(crate) blank: u64,
    /// Findings by code, most frequent first.
    #[serde(rename = "phat_hien")]
    pub(crate) findings: Vec<CodeCount>,
    /// Every row that does not count: place, code and message. No applicant, no address.
    #[serde(rename = "khong_tinh")]
    pub(crate) rejects: Vec<RejectFigures>,
    /// Files that were left out with `--bo-qua`.
    #[serde(rename = "tep_bo_qua")]
    pub(crate) skipped_files: Vec<String>,
    /// Days of the period of which the data say nothing and should, where the report was made all the same
    /// (`--du-lieu-thieu`).
    #[serde(rename = "thieu")]
    pub(crate) gaps: Vec<GapFigures>,
}

/// Days of the period without data of one kind.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct GapFigures {
    /// `dossiers`, `dossiers_received`, …
    #[serde(rename = "loai")]
    pub(crate) kind: String,
    /// ISO.
    #[serde(rename = "tu")]
    pub(crate) from: String,
    #[serde(rename = "den")]
    pub(crate) to: String,
    /// `từ ngày 15/10/2026 đến ngày 14/11/2026 không có hồ sơ tiếp nhận nào (có đến ngày 14/10/2026)`.
    #[serde(rename = "cau")]
    pub(crate) sentence: String,
    /// Open dossiers of the office that are overdue for no other reason than that nothing is known of these days.
    #[serde(rename = "qua_han_chua_chac", default)]
    pub(crate) overdue_unknown: u64,
}

/// One file that was read.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct FileFigures {
    #[serde(rename = "ten")]
    pub(crate) path: String,
    /// SHA-256 of the file as it was dropped in, hexadecimal.
    #[serde(rename = "sha256")]
    pub(crate) sha256: String,
    #[serde(rename = "trang")]
    pub(crate) sheets: Vec<SheetFigures>,
}

/// One sheet of a known kind.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct SheetFigures {
    #[serde(rename = "ten")]
    pub(crate) name: String,
    /// `hồ sơ`, `phiếu khảo sát`, …
    #[serde(rename = "loai")]
    pub(crate) kind: String,
    #[serde(rename = "dong_da_doc")]
    pub(crate) seen: u64,
    #[serde(rename = "dong_duoc_tinh")]
    pub(crate) accepted: u64,
    #[serde(rename = "dong_khong_tinh")]
    pub(crate) rejected: u64,
    #[serde(rename = "dong_bo_qua")]
    pub(crate) skipped: u64,
    #[serde(rename = "dong_trong")]
    pub(crate) blank: u64,
    /// The questions that were taken from a sheet of surveys, in order of its columns.
    #[serde(rename = "cau_hoi")]
    pub(crate) questions: Vec<String>,
}

/// How often a code was found.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct CodeCount {
    #[serde(rename = "ma")]
    pub(crate) code: String,
    /// What the code means, in Vietnamese.
    #[serde(rename = "nghia")]
    pub(crate) meaning: String,
    #[serde(rename = "so_luong")]
    pub(crate) count: u64,
    /// What it did to the numbers.
    #[serde(rename = "anh_huong")]
    pub(crate) effect: String,
    /// Of `count`, those that are about a whole sheet or file: place and message, and effect. For the office alone.
    #[serde(skip)]
    pub(crate) whole: Vec<[String; 2]>,
}

/// Beyond this many of a code, findings about whole sheets are only counted.
const MOST_WHOLE: usize = 30;

impl CodeCount {
    /// Beside the counts: the report counts those of its period alone.
    pub(crate) const EVERY_ROW: &str =
        "Số lượng đếm trên mọi dòng đã đọc, kể cả dòng có ngày ngoài kỳ báo cáo";

    /// What the office is told: each finding about a whole sheet by itself, the others of the code by their number.
    pub(crate) fn told(&self) -> Vec<(String, u64, String)> {
        let whole = if self.whole.len() > MOST_WHOLE { &[][..] } else { &self.whole };
        let apart = u64::try_from(whole.len()).unwrap_or(u64::MAX);
        let rest = self.count.saturating_sub(apart);
        let rest = (rest > 0).then(|| (self.meaning.clone(), rest, self.effect.clone()));
        let each = whole.iter().map(|[message, effect]| (message.clone(), 1, effect.clone()));
        rest.into_iter().chain(each).collect()
    }
}

/// One row that does not count.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct RejectFigures {
    /// `ho-so.xlsx › Hồ sơ › H12`.
    #[serde(rename = "vi_tri")]
    pub(crate) place: String,
    #[serde(rename = "ma")]
    pub(crate) code: String,
    #[serde(rename = "noi_dung")]
    pub(crate) message: String,
}

impl InputFigures {
    /// Rejected rows that may belong to the period: all of them where that is not known.
    pub(crate) fn lacking(&self) -> u64 {
        self.rejected_of_period.unwrap_or(self.rejected)
    }
}

impl FileFigures {
    /// `tệp › trang`.
    pub(crate) fn sheet_name(&self, sheet: &SheetFigures) -> String {
        if sheet.name.is_empty() {
            self.path.clone()
        } else {
            format!("{} › {}", self.path, sheet.name)
        }
    }
}

/// What was read in the run; the same in the report of every department, as a row names none.
pub(crate) fn input(run: &Run<'_>) -> InputFigures {
    let Run { measures, ledger, options, .. } = *run;
    let rows = ledger.rows();
    let files = ledger.files.iter().map(|file| FileFigures {
        path: options.faces.printed(file.path.clone()),
        sha256: options.digests.get(&file.path).cloned().unwrap_or_default(),
        sheets: file.sheets.iter().filter_map(|one| sheet(one, options.faces)).collect(),
    });
    let rejected = rejected_rows(rejecting(ledger), options.period.span);
    InputFigures {
        files: files.collect(),
        seen: rows.seen(),
        accepted: rows.accepted,
        rejected: rows.rejected,
        rejected_of_period: Some(rejected.of_period),
        rejected_of_no_day: rejected.of_no_day,
        skipped: rows.skipped,
        blank: rows.blank,
        findings: by_code(ledger, options.faces),
        rejects: rejects(ledger, options.faces),
        skipped_files: options
            .skipped_files
            .iter()
            .map(|path| options.faces.printed(path.clone()))
            .collect(),
        gaps: gaps(run, &measures.late),
    }
}

/// Rows that do not count, by whether they may belong to a period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct RejectedRows {
    pub(crate) of_period: u64,
    pub(crate) of_no_day: u64,
}

/// By the first finding that rejects each.
pub(crate) fn rejected_rows<'f>(
    rejecting: impl Iterator<Item = &'f Finding>,
    period: Span,
) -> RejectedRows {
    let mut rows = RejectedRows::default();
    for finding in rejecting.filter(|finding| finding.code != Code::NoValidAnswer) {
        let days = finding.days();
        rows.of_period += u64::from(days.may_touch(period.from, period.to));
        rows.of_no_day += u64::from(days.are_unknown());
    }
    rows
}

/// The days that the data leave open, over these late dossiers.
pub(crate) fn gaps(run: &Run<'_>, late: &[LateDossier]) -> Vec<GapFigures> {
    let last_day = run.options.period.span.to;
    let gaps = run.options.gaps.iter();
    gaps.map(|gap| gap_figures(gap, gap.overdue_unknown(late, last_day))).collect()
}

fn gap_figures(gap: &Gap, overdue_unknown: u64) -> GapFigures {
    GapFigures {
        kind: gap.kind.name().to_owned(),
        from: gap.silent.from.to_string(),
        to: gap.silent.to.to_string(),
        sentence: gap_sentence(gap),
        overdue_unknown,
    }
}

/// What a gap is, without capital and period.
pub(crate) fn gap_sentence(gap: &Gap) -> String {
    let last = gap.last.map(|day| format!(" (có đến ngày {})", short_date(day)));
    format!(
        "từ ngày {} đến ngày {} không có {} nào{}",
        short_date(gap.silent.from),
        short_date(gap.silent.to),
        gap.kind.vietnamese(),
        last.unwrap_or_default()
    )
}

fn sheet(sheet: &SheetAccount, faces: Faces) -> Option<SheetFigures> {
    Some(SheetFigures {
        name: faces.printed(sheet.name.clone()),
        kind: sheet.kind.map(|_| sheet.kinds_in_words())?,
        seen: sheet.rows.seen(),
        accepted: sheet.rows.accepted,
        rejected: sheet.rows.rejected,
        skipped: sheet.rows.skipped,
        blank: sheet.rows.blank,
        questions: questions(sheet, faces),
    })
}

/// Each question once: a grid of ticks has a column for each of its levels.
fn questions(sheet: &SheetAccount, faces: Faces) -> Vec<String> {
    let mut asked: Vec<String> = Vec::new();
    for question in sheet.columns.iter().filter_map(|column| column.question.as_ref()) {
        let question = faces.printed(question.clone());
        if !asked.contains(&question) {
            asked.push(question);
        }
    }
    asked
}

/// Each code once, with the effect that most of its findings had; the first in order of place among equals.
fn by_code(ledger: &Ledger, faces: Faces) -> Vec<CodeCount> {
    let mut whole: BTreeMap<Code, Vec<[String; 2]>> = BTreeMap::new();
    let mut codes: BTreeMap<Code, Vec<(Cow<'_, str>, u64)>> = BTreeMap::new();
    // A row that a later one brings up to date is no shortcoming of the data; nor is anything one twice.
    let is_one = |finding: &&Finding| {
        finding.code != Code::UpdatedRow && finding.weight != Weight::SaidElsewhere
    };
    for finding in ledger.findings().filter(is_one) {
        if finding.place.row.is_none() {
            let message = format!("{}: {}", finding.place, finding.message());
            let said = [message, finding.effect().to_string()].map(|text| faces.printed(text));
            whole.entry(finding.code).or_default().push(said);
        }
        let effects = codes.entry(finding.code).or_default();
        let effect = finding.outside().effect;
        match effects.iter_mut().find(|(other, _)| *other == effect) {
            Some((_, count)) => *count += 1,
            None => effects.push((effect, 1)),
        }
    }
    let figures = codes.into_iter().map(|(code, effects)| {
        let most = effects.iter().rev().max_by_key(|(_, count)| *count);
        CodeCount {
            code: code.name().to_owned(),
            meaning: code.message().to_owned(),
            count: effects.iter().map(|(_, count)| count).sum(),
            effect: most.map_or_else(String::new, |(effect, _)| effect.to_string()),
            whole: whole.remove(&code).unwrap_or_default(),
        }
    });
    let mut figures: Vec<_> = figures.collect();
    figures.sort_by_key(|figure| Reverse(figure.count));
    figures
}

/// The first finding that rejects a row, for each rejected row.
pub(crate) fn rejecting(ledger: &Ledger) -> impl Iterator<Item = &Finding> {
    let mut rows = BTreeSet::new();
    let findings = ledger.findings().filter(|finding| finding.rejects());
    findings.filter(move |finding| rows.insert((&finding.place.source, finding.place.row)))
}

fn rejects(ledger: &Ledger, faces: Faces) -> Vec<RejectFigures> {
    rejecting(ledger)
        .map(|finding| RejectFigures {
            place: faces.printed(finding.place.to_string()),
            code: finding.code.name().to_owned(),
            message: faces.printed(finding.outside().message.into_owned()),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use jiff::civil::date;

    use super::*;
    use crate::ledger::{FileAccount, Place, RowDays, Source};

    #[test]
    fn a_row_of_another_period_lacks_nothing_of_this_one_and_a_blank_sheet_lacks_nothing() {
        let source = Arc::new(Source { file: "a.xlsx".to_owned(), sheet: None });
        let rejected = |code| Finding::new(code, Place::row(&source, 3)).rejecting();
        let of = |code, first, last| rejected(code).of_days(RowDays::new(first, last));
        let day = |month| Some(date(2020, month, 20));
        let found = [
            rejected(Code::NoValidAnswer),
            of(Code::BadDate, None, None),
            of(Code::MissingReceived, None, day(2)),
            of(Code::ConflictingRows, day(2), None),
            of(Code::ConflictingRows, day(1), day(2)),
            of(Code::ConflictingRows, day(4), None),
        ];
        let march = Span { from: date(2020, 3, 1), to: date(2020, 3, 31) };
        let rows = rejected_rows(found.iter(), march);
        assert_eq!(rows, RejectedRows { of_period: 2, of_no_day: 1 });
    }

    #[test]
    fn what_is_about_a_whole_sheet_is_told_by_itself() {
        let source = Arc::new(Source { file: "luot.xlsx".to_owned(), sheet: None });
        let of = |place| Finding::new(Code::PartialPeriod, place);
        let said = "Bảng lượt phục vụ không có dòng của “Thanh tra Sở”";
        let findings = vec![
            of(Place::row(&source, 3)),
            of(Place::row(&source, 4)),
            of(Place::whole(&source)).with_message(said.to_owned()),
        ];
        let path = "luot.xlsx".to_owned();
        let file = FileAccount { path, error: None, sheets: Vec::new(), findings, mends: None };
        let counts = by_code(&Ledger { files: vec![file] }, Faces::new(|_| true));
        assert_eq!((counts.len(), counts[0].count), (1, 3));
        let told: Vec<_> = counts[0].told().into_iter().map(|(text, n, _)| (text, n)).collect();
        let general = Code::PartialPeriod.message().to_owned();
        assert_eq!(told, [(general, 2), (format!("luot.xlsx: {said}"), 1)]);
        // What goes out knows the code alone: a message quotes what stands in the sheet.
        let json = serde_json::to_string(&counts).unwrap();
        assert!(!json.contains("Thanh tra"), "{json}");
    }
}
