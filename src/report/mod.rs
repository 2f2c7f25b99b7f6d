//! Counts → the figures that are said: the one serialisable model, in Vietnamese without diacritics.
//!
//! It is the context of the templates, `so-lieu.json` and the source of every table and chart. No renderer
//! computes a figure. Nothing here names a citizen; letters, which do, are a model of their own.

mod added_answers;
mod added_dossiers;
mod choices;
mod codes;
mod coding;
mod comments;
mod compare;
mod complaints;
mod consolidated;
mod delays;
mod dossiers;
mod explain;
mod few_answers;
mod few_rates;
mod figures;
mod input;
mod late;
mod letters;
mod lines;
mod marks;
mod officers;
mod options;
mod parts;
mod past;
mod portal;
mod printed;
mod quality;
mod rank;
mod reason_names;
mod satisfaction;
mod score_index;
mod score_table;
mod scorecard;
mod table;
mod trend;
mod units;
mod verdicts;
mod year;

use serde::{Deserialize, Serialize};

pub(crate) use choices::choice_figures;
pub(crate) use codes::FigureCodes;
#[cfg(test)]
pub(crate) use coding::codes_of;
pub(crate) use comments::{CommentFigures, CommentLine, CommentWord, Voice};
#[cfg(test)]
pub(crate) use comments::{CommentText, TextTone};
pub(crate) use compare::{Earlier, EarlierFigures};
pub(crate) use consolidated::{ConsolidatedFigures, consolidated};
#[cfg(test)]
pub(crate) use delays::sample_delays;
pub(crate) use delays::{DaysLine, DelayFigures, ReasonLine};
pub(crate) use dossiers::{DaysUsed, DossierFigures, DossierLine, SupplementFigures};
pub(crate) use explain::{
    Behind, Explained, ExplainedRow, Explaining, Explanation, FigureValue, LeftOut, ListedFigure,
    PrintedFigure, TableLines, days_code, explained_by_units, figure_id, figure_name, gap_ids,
    line_code, own_code, period_line, printed_figures, printed_ids, quality_ids, reason_code,
    topic_word_id, word_number,
};
pub(crate) use few_answers::FEWEST_SHEETS;
pub(crate) use few_rates::{FEWEST_FOR_RATE, are_few};
pub(crate) use figures::{Figures, WHOLE_OFFICE, figures, year_register};
pub(crate) use input::CodeCount;
#[cfg(test)]
pub(crate) use input::{FileFigures, RejectFigures};
pub(crate) use input::{GapFigures, InputFigures, SheetFigures, gap_sentence};
#[cfg(test)]
pub(crate) use late::LateNames;
pub(crate) use late::{LateItem, LateList};
#[cfg(test)]
pub(crate) use letters::LetterState;
#[cfg(test)]
pub(crate) use letters::sample_letters;
pub(crate) use letters::{
    AddressLists, Bag, Held, HeldBack, Letter, LetterFigures, LetterKind, LetterOptions,
    LetterOrders, Letters, LettersAsked, Numbers, NumbersBook, PastLetters, Reconciliation,
    Register, RegisterLine, SecondDelay, Situation, TakenLetters, Void, given_by, is_line_of,
};
pub(crate) use marks::TrendMark;
pub(crate) use officers::{OfficerDossier, OfficerList, OfficerScore, officer_dossier};
pub(crate) use options::{
    Choices, DigitScale, OfficerScoring, QualityScoring, ReportOptions, SupplementMode,
    period_figures,
};
pub(crate) use parts::PartsFigures;
#[cfg(test)]
pub(crate) use parts::sample_parts;
#[cfg(test)]
pub(crate) use past::sample_past;
pub(crate) use past::{PastPeriod, is_like, unit};
pub(crate) use portal::{PortalLine, PortalList};
pub(crate) use printed::PrintedReports;
pub(crate) use quality::{PortalCounts, QualityFigures, QualityLine};
#[cfg(test)]
pub(crate) use quality::{PortalValue, UnknownQuality};
pub(crate) use rank::{
    DepartmentPlace, Rank, extremes, leaves_out_large, rated_dossiers, rated_sheets,
};
#[cfg(test)]
pub(crate) use satisfaction::{AnswerCounts, FactorFigures};
pub(crate) use satisfaction::{QuestionFigures, SatisfactionFigures, SatisfactionLine};
pub(crate) use score_index::IndexFigures;
pub(crate) use score_table::{ScoreTable, UnitScore};
pub(crate) use scorecard::ScorecardFigures;
pub(crate) use table::SMALL;
#[cfg(test)]
pub(crate) use trend::sample_trend;
pub(crate) use trend::{TrendFigures, TrendLine, trends};
pub(crate) use units::{AddedUnit, UnitFigures, UnitState, not_addable, unit_key};
pub(crate) use verdicts::{
    CarryDifference, DossierList, DossierVerdict, MOST_LISTED, carry_difference, dossier_verdict,
    gone,
};

#[cfg(test)]
pub(crate) use year::sample_year;
pub(crate) use year::{YearLine, YearToDate};

use crate::model::Ratio;

/// Everything that one report says. One for the office, one for each department.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Report {
    /// Version of this layout; raised when a field changes its meaning.
    #[serde(rename = "phien_ban")]
    pub(crate) version: u32,
    #[serde(rename = "co_quan")]
    pub(crate) agency: AgencyFigures,
    #[serde(rename = "ky")]
    pub(crate) period: PeriodFigures,
    /// Department that this report is about; `null` for the whole office.
    #[serde(rename = "don_vi")]
    pub(crate) department: Option<String>,
    /// Dossiers: the 13-column table and its rates.
    #[serde(rename = "ho_so")]
    pub(crate) dossiers: DossierFigures,
    #[serde(rename = "hai_long")]
    pub(crate) satisfaction: SatisfactionFigures,
    /// What citizens said, in figures.
    #[serde(rename = "y_kien")]
    pub(crate) comments: CommentFigures,
    #[serde(rename = "don_thu")]
    pub(crate) complaints: ComplaintFigures,
    /// Self-assessment of contents 1.1–1.5, in the order of the contents.
    #[serde(rename = "tu_danh_gia")]
    pub(crate) assessments: Vec<AssessmentFigures>,
    /// The scorecard of the office; `null` where none is asked for, and in the report of a department.
    #[serde(rename = "cham_diem")]
    pub(crate) scorecard: Option<ScorecardFigures>,
    /// The indices of Quyết định 766/QĐ-TTg that the data decide; `null` where they are not asked for, and in the
    /// report of a department.
    #[serde(rename = "chi_so_766", default)]
    pub(crate) quality: Option<QualityFigures>,
    #[serde(rename = "thu_xin_loi")]
    pub(crate) letters: LetterFigures,
    /// What was read and what did not count.
    #[serde(rename = "du_lieu")]
    pub(crate) input: InputFigures,
    /// The choices of the settings that decided these figures, as printed.
    #[serde(rename = "lua_chon")]
    pub(crate) choices: Vec<ChoiceFigures>,
    #[serde(rename = "muc_tieu")]
    pub(crate) targets: TargetFigures,
    /// Where the department stands beside the others; `null` for the whole office.
    #[serde(rename = "xep_hang")]
    pub(crate) place: Option<DepartmentPlace>,
    /// Comparison with an archived earlier period; `null` where there is none.
    #[serde(rename = "ky_truoc")]
    pub(crate) previous: Option<Comparison>,
    /// The same period a year ago; `null` where there is none.
    #[serde(rename = "cung_ky")]
    pub(crate) year_ago: Option<Comparison>,
    /// Periods of this kind over time; `null` for free days, and in a department's report where fewer than three tell
    /// of it.
    #[serde(rename = "xu_huong")]
    pub(crate) trend: Option<TrendFigures>,
    /// The year up to this month or quarter; `null` where nothing is before it in its year, and in a department's report.
    #[serde(rename = "luy_ke")]
    pub(crate) year: Option<YearToDate>,
    /// The months of a longer period as they were reported; `null` for a month, and in a department's report.
    #[serde(rename = "doi_chieu_ky")]
    pub(crate) parts: Option<PartsFigures>,
    /// In a department's report, the office's own lines to stand beside; `null` in the office's report, and where
    /// it has no other department.
    #[serde(rename = "toan_co_quan")]
    pub(crate) office: Option<OfficeFigures>,
    /// In the report of a superior office, the units that it is made of; `null` in all others.
    #[serde(rename = "tong_hop")]
    pub(crate) consolidated: Option<ConsolidatedFigures>,
    /// Short codes of the lines, of which the ids of figures are made.
    #[serde(rename = "ma_so", default)]
    pub(crate) codes: FigureCodes,
}

/// The whole office, beside which a department's figures stand.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct OfficeFigures {
    #[serde(rename = "ho_so")]
    pub(crate) dossiers: DossierLine,
    #[serde(rename = "hai_long")]
    pub(crate) satisfaction: SatisfactionLine,
}

/// The agency that reports.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct AgencyFigures {
    /// Name in running text: `Sở Lao động - Thương binh và Xã hội`.
    #[serde(rename = "ten")]
    pub(crate) name: String,
    /// Superior in running text: `Ủy ban nhân dân tỉnh Trà Vinh`.
    #[serde(rename = "chu_quan")]
    pub(crate) superior: String,
    /// Departments of the settings, in their order.
    #[serde(rename = "don_vi")]
    pub(crate) departments: Vec<String>,
}

/// The period, by days and in words.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct PeriodFigures {
    /// Folder in the archive: `2020-03`, `2020-Q1`, `2020-6T`, `2020-9T`, `2020`, `2020-01-01_2020-03-12`.
    #[serde(rename = "ma")]
    pub(crate) code: String,
    /// `tháng 3 năm 2020`, `quý I năm 2020`, `6 tháng đầu năm 2020`, `năm 2020`, or the days.
    #[serde(rename = "ten")]
    pub(crate) name: String,
    /// First day, ISO.
    #[serde(rename = "tu")]
    pub(crate) from: String,
    /// Last day, ISO; open dossiers are judged on it.
    #[serde(rename = "den")]
    pub(crate) to: String,
    /// `15/02/2020`.
    #[serde(rename = "tu_ngay")]
    pub(crate) from_text: String,
    /// `14/3/2020`.
    #[serde(rename = "den_ngay")]
    pub(crate) to_text: String,
    /// Year of the last day.
    #[serde(rename = "nam")]
    pub(crate) year: i16,
    /// Days that a due date or a delay was counted over and whose calendar is an estimate, ISO; usually none.
    #[serde(rename = "ngay_tam_tinh")]
    pub(crate) estimated_days: Vec<String>,
    /// Named by its days, not as a month or a year.
    #[serde(skip)]
    pub(crate) is_free: bool,
}

/// Complaints received or resolved in the period.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct ComplaintFigures {
    /// Whether any sheet of this kind was read: nothing read is not the same as nothing received.
    #[serde(rename = "co_du_lieu")]
    pub(crate) has_data: bool,
    /// Khiếu nại, tố cáo, kiến nghị, phản ánh, in this order; all four, also when zero.
    #[serde(rename = "theo_loai")]
    pub(crate) by_kind: Vec<ComplaintLine>,
    #[serde(rename = "tong")]
    pub(crate) total: ComplaintLine,
}

/// One kind of complaint. `carried` + `received` = `resolved` + `open`.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct ComplaintLine {
    #[serde(rename = "loai")]
    pub(crate) kind: String,
    /// Open from the period before.
    #[serde(rename = "ky_truoc_chuyen_sang")]
    pub(crate) carried: u64,
    #[serde(rename = "tiep_nhan")]
    pub(crate) received: u64,
    #[serde(rename = "da_giai_quyet")]
    pub(crate) resolved: u64,
    /// Resolved on or before the deadline.
    #[serde(rename = "dung_han")]
    pub(crate) in_time: u64,
    #[serde(rename = "qua_han")]
    pub(crate) late: u64,
    /// Resolved, but without a deadline: no verdict.
    #[serde(rename = "khong_co_han")]
    pub(crate) without_due: u64,
    #[serde(rename = "dang_giai_quyet")]
    pub(crate) open: u64,
    /// Of the open ones, past their deadline on the last day.
    #[serde(rename = "dang_qua_han")]
    pub(crate) open_overdue: u64,
    /// Of the open ones, those whose handling stands still on the last day (tạm đình chỉ).
    #[serde(rename = "tam_dinh_chi", default)]
    pub(crate) suspended: u64,
    /// In time, of those resolved that had a deadline.
    #[serde(rename = "ty_le_dung_han")]
    pub(crate) in_time_rate: Ratio,
}

/// One line of the self-assessment.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct AssessmentFigures {
    #[serde(rename = "noi_dung")]
    pub(crate) content: String,
    #[serde(rename = "tu_danh_gia")]
    pub(crate) verdict: String,
    #[serde(rename = "ghi_chu")]
    pub(crate) note: Option<String>,
}

/// One choice of the settings, as printed where it applies.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct ChoiceFigures {
    /// Key of the settings.
    #[serde(rename = "khoa")]
    pub(crate) key: String,
    /// Its value in the settings; `null` in archives of before it was kept.
    #[serde(rename = "gia_tri", default)]
    pub(crate) value: Option<String>,
    /// A sentence that says what was chosen.
    #[serde(rename = "cau")]
    pub(crate) sentence: String,
}

/// Targets of the settings, in hundredths of a percent; `null` where none is set.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct TargetFigures {
    #[serde(rename = "dung_han")]
    pub(crate) on_time: Option<u64>,
    #[serde(rename = "hai_long")]
    pub(crate) satisfaction: Option<u64>,
}

/// Headline figures of an archived period beside this one's.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Comparison {
    #[serde(rename = "ma")]
    pub(crate) code: String,
    #[serde(rename = "ten")]
    pub(crate) name: String,
    #[serde(rename = "ty_le_dung_han")]
    pub(crate) on_time_rate: Ratio,
    /// Difference of the two printed rates: `+1,25 điểm %`; `null` where one of them is "–".
    #[serde(rename = "thay_doi_dung_han")]
    pub(crate) on_time_change: Option<String>,
    /// The same in a sentence: `tăng 1,25 điểm phần trăm`, `giảm …`, `không thay đổi`.
    #[serde(rename = "thay_doi_dung_han_chu")]
    pub(crate) on_time_words: Option<String>,
    #[serde(rename = "ty_le_hai_long")]
    pub(crate) satisfaction_rate: Ratio,
    #[serde(rename = "thay_doi_hai_long")]
    pub(crate) satisfaction_change: Option<String>,
    #[serde(rename = "thay_doi_hai_long_chu")]
    pub(crate) satisfaction_words: Option<String>,
    /// What is not comparable in the on-time rate, where a definition changed.
    #[serde(rename = "luu_y_dung_han")]
    pub(crate) on_time_note: Option<String>,
    /// The same of satisfaction.
    #[serde(rename = "luu_y_hai_long")]
    pub(crate) satisfaction_note: Option<String>,
    /// Whether the rate of either period is of so few sheets that papers do not print it.
    #[serde(skip)]
    pub(crate) are_few_sheets: bool,
}

#[cfg(test)]
mod property;
#[cfg(test)]
mod tests;
