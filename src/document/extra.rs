//! What a report's template is told beside the figures: which prose there is, annex labels, who compares how.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::document::assessed::assessed;
use crate::document::charts::few_delays;
use crate::document::comment_words::{frequent_words, tones, topics};
use crate::document::copy::DocumentCopy;
use crate::document::frame::annex_label;
use crate::document::markdown::blocks;
use crate::document::period_runs::period_runs;
use crate::document::ranking::{Ranking, on_time_ranking, question_ranking, satisfaction_ranking};
use crate::document::reasons::reasons;
use crate::document::standing_words::standing_words;
use crate::document::target::{Subject, Target, target};
use crate::document::text::count;
use crate::document::trend_words::trend_words;
use crate::document::{DepartmentForm, DocumentOptions};
use crate::model::{capitalized, parse_day, short_date};
use crate::report::{
    DelayFigures, FEWEST_FOR_RATE, FEWEST_SHEETS, LetterFigures, QualityFigures, Report,
    SatisfactionFigures, SatisfactionLine, TableLines, TrendFigures, are_few, figure_id, gap_ids,
    line_code, own_code, quality_ids,
};

const PROPOSAL: &str = "(Đề xuất từ số liệu, chưa phải nội dung của báo cáo; sửa, giữ lại hoặc xóa trước khi trình ký)";

/// `van_ban` in a report's template.
#[derive(Debug, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is what a template asks by itself")]
pub(crate) struct Extra {
    /// Sections of the office's prose that are not blank.
    #[serde(rename = "co_noi_dung")]
    prose: BTreeMap<String, bool>,
    #[serde(rename = "ma_so")]
    ids: LineIds,
    #[serde(rename = "phu_luc")]
    annexes: BTreeMap<String, Option<String>>,
    #[serde(rename = "so_sanh")]
    comparisons: Comparisons,
    #[serde(rename = "ten_phieu")]
    form_title: String,
    #[serde(rename = "muc_tieu")]
    targets: Targets,
    /// `Tốt 03 nội dung (1.1, 1.3 và 1.5), …`.
    #[serde(rename = "tu_danh_gia")]
    assessed: Option<String>,
    /// Whether this is the copy to work on, in which proposals and lines for the hand stand.
    #[serde(rename = "ban_thao")]
    is_draft: bool,
    /// Whether a department is told, rather than tells.
    #[serde(rename = "thong_bao")]
    is_notice: bool,
    /// Late dossiers without a reason.
    #[serde(rename = "chua_ghi_ly_do")]
    without_reason: u64,
    /// Late dossiers whose reason says nothing: “Nguyên nhân khác”.
    #[serde(rename = "ly_do_chua_ro")]
    vague_reason: u64,
    /// Whether two periods at least tell anything of a department.
    #[serde(rename = "co_xu_huong")]
    has_trend: bool,
    /// Late dossiers that were put off once and whose new day is past: no second day may be promised. Of a department
    /// only.
    #[serde(rename = "da_qua_ngay_hen_lai")]
    pub(crate) past_promises: usize,
    /// Letters that are prepared and no longer true; of a department only.
    #[serde(rename = "phieu_khong_con_dung")]
    pub(crate) stale_letters: usize,
    /// What stands above proposals.
    #[serde(rename = "de_xuat")]
    proposal: &'static str,
    /// Why the rate of the sheets is not printed, `có dưới 05 phiếu hợp lệ`; `null` where it is, and without any sheet.
    #[serde(rename = "khong_neu_hai_long")]
    withheld: Option<String>,
    /// Why no answers to questions are printed, where the rate is; `null` where they are.
    #[serde(rename = "khong_neu_cau_hoi")]
    no_questions: Option<&'static str>,
    /// What became of the letter that the only late dossier is owed, as a clause.
    #[serde(rename = "thu_duy_nhat")]
    only_letter: String,
    /// Where a department stands among the others.
    #[serde(rename = "vi_tri")]
    standing: String,
    /// Where rates and overdue dossiers go over the periods; `null` where nothing is told over periods.
    #[serde(rename = "loi_xu_huong")]
    trend: Option<String>,
    /// Whether some cell is “–”; of a department only.
    #[serde(rename = "co_gach")]
    pub(crate) has_dash: bool,
    /// Whether anything is known of an index of Quyết định 766/QĐ-TTg.
    #[serde(rename = "co_chi_so_766")]
    are_indices_known: bool,
    /// Whether the on-time rate rose against the period before; `null` where it is as it was, or not compared.
    #[serde(rename = "dung_han_tang")]
    rose: Option<bool>,
    /// Comments by their tone, with ids; those that could not be told only where there are some.
    #[serde(rename = "loi_y_kien")]
    tones: Vec<(u64, &'static str, String)>,
    /// Why some table has “–” in place of what few answered; `null` where none has.
    #[serde(rename = "bo_trong_de")]
    leaves_out: Option<&'static str>,
    /// Reasons of late dossiers by number; `null` where none gives one.
    #[serde(rename = "ly_do")]
    reasons: Option<String>,
    /// `góp ý, phàn nàn nhiều nhất về “thời gian chờ” (05 ý kiến), …; khen nhiều nhất về …`: `null` where no word is
    /// frequent.
    #[serde(rename = "tu_hay_gap")]
    frequent_words: Option<String>,
    /// `thời gian giải quyết, chờ đợi (02 ý kiến); …`: where a table would say no more; `null` elsewhere.
    #[serde(rename = "noi_dung_y_kien")]
    topics: Option<String>,
    /// Late dossiers by days and by reason, where they are too few for a chart.
    #[serde(rename = "qua_han_it")]
    few_delays: Option<String>,
    /// `từ tháng 1 đến tháng 8 năm 2025`: months that the archive lacks, to be held against this period.
    #[serde(rename = "ky_thieu")]
    missing_parts: String,
    /// The same of the year up to this period.
    #[serde(rename = "ky_thieu_luy_ke")]
    missing_of_year: String,
    /// `01/01/2027`.
    #[serde(rename = "ngay_tam_tinh")]
    estimated_days: Vec<String>,
}

/// Ids of figures of the lines that a template goes through, in the order of these; empty where there is none.
#[derive(Debug, Serialize)]
struct LineIds {
    /// Behind the number of a figure of all that the report is about, `-DV-PTP`; nothing for the office.
    #[serde(rename = "rieng")]
    own: String,
    /// By department.
    #[serde(rename = "tu_bang_tong_hop")]
    from_totals: Vec<String>,
    /// By reason in other words.
    #[serde(rename = "ly_do_khac")]
    other_reasons: Vec<String>,
    /// By the days that the data leave open: of what is overdue only since nothing is known of them.
    #[serde(rename = "thieu")]
    gaps: Vec<String>,
    /// By index: of its rate, of the portal's, and of their difference.
    #[serde(rename = "chi_so_766")]
    quality: Vec<[String; 3]>,
}

#[derive(Debug, Serialize)]
struct Targets {
    #[serde(rename = "dung_han")]
    on_time: Option<Target>,
    #[serde(rename = "hai_long")]
    satisfaction: Option<Target>,
}

#[derive(Debug, Serialize)]
struct Comparisons {
    #[serde(rename = "dung_han")]
    on_time: Ranking,
    #[serde(rename = "hai_long")]
    satisfaction: Ranking,
    #[serde(rename = "cau_hoi")]
    questions: Ranking,
}

/// Sections of the office's prose.
const PROSE: [&str; 6] = ["chi-dao", "uu-diem", "ton-tai", "nguyen-nhan", "nhiem-vu", "kien-nghi"];

/// `annexes` are the names of those that the document will have, in order.
pub(crate) fn extra(
    report: &Report,
    options: &DocumentOptions,
    annexes: &[&str],
    copy: DocumentCopy,
) -> Extra {
    Extra {
        prose: PROSE
            .iter()
            .map(|name| (name.replace('-', "_"), has_prose(options, name)))
            .collect(),
        ids: line_ids(report),
        annexes: ["ho_so", "hai_long", "qua_han", "cham_diem", "don_vi"]
            .iter()
            .map(|name| {
                let at = annexes.iter().position(|annex| annex == name);
                ((*name).to_owned(), at.map(|at| annex_label(at, annexes.len())))
            })
            .collect(),
        comparisons: Comparisons {
            on_time: on_time_ranking(report),
            satisfaction: satisfaction_ranking(report),
            questions: question_ranking(report),
        },
        form_title: options.letter_form.title.clone(),
        targets: targets(report),
        assessed: assessed(&report.assessments),
        is_draft: copy == DocumentCopy::ToEdit,
        is_notice: options.department_form == DepartmentForm::Notice,
        without_reason: without_reason(&report.dossiers.delays),
        vague_reason: report.dossiers.delays.vague(),
        has_trend: report.trend.as_ref().is_some_and(TrendFigures::tells),
        past_promises: 0,
        stale_letters: 0,
        proposal: PROPOSAL,
        withheld: withheld(report),
        no_questions: no_questions(&report.satisfaction),
        only_letter: only_letter(&report.letters, &options.letter_form.title),
        standing: standing_words(report),
        trend: trend_words(report).map(|words| capitalized(&words)),
        has_dash: true,
        are_indices_known: report.quality.as_ref().is_some_and(QualityFigures::are_known),
        rose: report
            .previous
            .as_ref()
            .and_then(|previous| previous.on_time_rose(report.dossiers.total.on_time_rate)),
        tones: tones(report),
        leaves_out: leaves_out(report).then_some("để bảo vệ người trả lời"),
        reasons: reasons(report),
        frequent_words: frequent_words(report),
        topics: topics(report),
        few_delays: few_delays(report),
        missing_parts: report
            .parts
            .as_ref()
            .map(|all| period_runs(&all.missing))
            .unwrap_or_default(),
        missing_of_year: report
            .year
            .as_ref()
            .map(|all| period_runs(&all.missing))
            .unwrap_or_default(),
        estimated_days: report
            .period
            .estimated_days
            .iter()
            .map(|day| parse_day(day).map_or_else(|| day.clone(), short_date))
            .collect(),
    }
}

fn has_prose(options: &DocumentOptions, name: &str) -> bool {
    options.prose.get(name).is_some_and(|text| !blocks(text, 0).is_empty())
}

fn line_ids(report: &Report) -> LineIds {
    let departments = report.dossiers.by_department.iter();
    let from_totals = departments.map(|line| {
        let code = line_code(report, TableLines::Departments, &line.name);
        code.map_or_else(String::new, |code| figure_id("HS-28", &code))
    });
    let indices = report.quality.iter().flat_map(|quality| &quality.indices);
    let others = report.dossiers.delays.other_words.iter().map(|line| {
        let code = line_code(report, TableLines::OtherReasons, &line.name);
        code.map_or_else(String::new, |code| figure_id("QH-07", &code))
    });
    let own = own_code(report);
    LineIds {
        own: if own.is_empty() { own } else { format!("-{own}") },
        from_totals: from_totals.collect(),
        other_reasons: others.collect(),
        gaps: gap_ids(&report.input.gaps),
        quality: indices.map(|line| quality_ids(line).unwrap_or_default()).collect(),
    }
}

fn targets(report: &Report) -> Targets {
    let own = own_code(report);
    let [on_time_id, satisfaction_id] = ["TL-01", "HL-20"].map(|number| figure_id(number, &own));
    let on_time = Subject {
        name: "tỷ lệ giải quyết hồ sơ đúng hạn",
        unit: "hồ sơ",
        base: "hồ sơ đã giải quyết",
        figures: [&on_time_id, "MT-01"],
    };
    let satisfaction = Subject {
        name: "mức độ hài lòng chung",
        unit: "câu trả lời",
        base: "phiếu hợp lệ",
        figures: [&satisfaction_id, "MT-02"],
    };
    let (dossiers, answers) = (&report.dossiers.total, &report.satisfaction.total);
    let resolved = dossiers.columns.resolved;
    let (first, second) = (report.targets.on_time, report.targets.satisfaction);
    Targets {
        on_time: target(on_time, resolved, dossiers.on_time_rate, first),
        satisfaction: target(satisfaction, answers.sheets, answers.rate, second),
    }
}

fn leaves_out(report: &Report) -> bool {
    let figures = &report.satisfaction;
    let mut lines = figures.by_department.iter().chain([&figures.total]);
    lines.any(SatisfactionLine::is_withheld)
        || figures.valid >= FEWEST_SHEETS && figures.printed_questions().contains(&false)
}

/// To follow `vì`.
pub(crate) fn withheld(report: &Report) -> Option<String> {
    let total = &report.satisfaction.total;
    let fewest = count(FEWEST_FOR_RATE);
    total.is_withheld().then(|| {
        if are_few(total.sheets) {
            format!("có dưới {fewest} phiếu hợp lệ")
        } else {
            format!("nêu ra thì suy được kết quả của đơn vị khác có dưới {fewest} phiếu")
        }
    })
}

fn no_questions(figures: &SatisfactionFigures) -> Option<&'static str> {
    let printed = figures.printed_questions();
    if figures.valid < FEWEST_SHEETS {
        Some("có dưới 10 phiếu hợp lệ")
    } else if printed.is_empty() || printed.contains(&true) {
        None
    } else {
        Some(
            "câu hỏi nào cũng có dưới 10 phiếu trả lời, hoặc nêu ra thì suy được kết quả của câu hỏi, đơn vị có ít phiếu như vậy",
        )
    }
}

/// Of one dossier a list of four lines would say three times that there is nothing.
fn only_letter(letters: &LetterFigures, form_title: &str) -> String {
    let beside = &letters.reconciliation;
    if beside.issued_in_time > 0 {
        "văn bản đã phát hành, gửi trước ngày hẹn trả".to_owned()
    } else if beside.issued > 0 {
        "văn bản đã phát hành, gửi từ ngày hẹn trả trở đi".to_owned()
    } else if beside.prepared > 0 {
        let form = if letters.prepared_appointments == 0 { "Thư xin lỗi" } else { form_title };
        format!("đã lập {form}, sổ theo dõi chưa ghi ngày phát hành")
    } else if beside.only_reappointed > 0 {
        "hồ sơ này chỉ hẹn lại ngày trả, không có văn bản xin lỗi".to_owned()
    } else {
        "hồ sơ này chưa có văn bản xin lỗi, do còn thiếu thông tin để lập".to_owned()
    }
}

fn without_reason(delays: &DelayFigures) -> u64 {
    let none = delays.by_reason.iter().filter(|line| line.is_none());
    none.map(|line| line.resolved + line.open).sum()
}

#[cfg(test)]
mod tests {
    use crate::document::sample;
    use crate::model::Ratio;
    use crate::report::Comparison;

    #[test]
    fn a_rate_rises_or_falls_where_its_change_is_said() {
        let previous = sample::report().previous.expect("a period before");
        let before = previous.on_time_rate;
        let rose = |now: Ratio| previous.on_time_rose(now);
        assert_eq!(rose(Ratio::new(before.part + 1, before.whole)), Some(true));
        assert_eq!(rose(Ratio::new(before.part - 1, before.whole)), Some(false));
        assert_eq!(rose(before), None);
        let unsaid = Comparison { on_time_change: None, ..previous.clone() };
        assert_eq!(unsaid.on_time_rose(Ratio::new(1, 1)), None);
    }
}
