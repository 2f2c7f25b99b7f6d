//! The indices of Quyết định 766/QĐ-TTg that follow from the rows, beside what the national portal says of them.

use serde::{Deserialize, Serialize};

use crate::ledger::Place;
use crate::ledger::SheetKind;
use crate::measure::{ComplaintCounts, PortalRows, PortalSays, QualityCounts};
use crate::model::{ComplaintKind, PortalFigure, PortalVerdict, QualityIndex, Ratio};
use crate::report::compare::{change, running};
use crate::report::options::Run;
use crate::rules::{QUALITY_DECISION, other_quality_indices};

/// Chỉ số phục vụ người dân, doanh nghiệp.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct QualityFigures {
    #[serde(rename = "quyet_dinh")]
    pub(crate) decision: String,
    /// Those that the data decide, in the order of their numbers.
    #[serde(rename = "chi_so")]
    pub(crate) indices: Vec<QualityLine>,
    /// The others, with what they would take.
    #[serde(rename = "khong_tinh_duoc")]
    pub(crate) unknown: Vec<UnknownQuality>,
    /// Open dossiers within their due date that index 2.1 counts as late, since supplements were asked more than once;
    /// `null` in figures that were archived before this was kept.
    #[serde(rename = "bo_sung_nhieu_lan", default)]
    pub(crate) asked_again: Option<u64>,
    #[serde(rename = "cach_tinh")]
    pub(crate) decisions: Vec<String>,
    /// The portal's list of dossiers beside those of the office; `null` where none was read.
    #[serde(rename = "doi_chieu_ho_so")]
    pub(crate) rows: Option<PortalCounts>,
}

/// One index.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct QualityLine {
    /// `2.1`; `null` where sources number its group differently.
    #[serde(rename = "ma")]
    pub(crate) number: Option<String>,
    #[serde(rename = "ten")]
    pub(crate) name: String,
    /// By the office's rows; `null` where they do not tell.
    #[serde(rename = "ty_le")]
    pub(crate) rate: Option<Ratio>,
    /// `98,28%`; `null` where there is none, of nothing too.
    #[serde(rename = "ty_le_chu")]
    pub(crate) rate_text: Option<String>,
    /// As the saved export of the portal has it; `null` where none of just this period was read.
    #[serde(rename = "theo_cong")]
    pub(crate) portal: Option<PortalValue>,
    /// The office's rate less the portal's, both as printed: `+1,25 điểm %`.
    #[serde(rename = "chenh")]
    pub(crate) difference: Option<String>,
    /// What it follows from, or what is missing for it.
    #[serde(rename = "can_cu")]
    pub(crate) grounds: String,
}

impl QualityFigures {
    /// Whether anything is known of any index, by the rows or by the portal.
    pub(crate) fn are_known(&self) -> bool {
        self.indices.iter().any(|line| line.rate_text.is_some() || line.portal.is_some())
    }

    /// Why fewer are in time by index 2.1 than by the due dates; `None` where they are as many. Without a final period.
    pub(crate) fn asked_again_words(&self) -> Option<String> {
        let asked = self.asked_again.filter(|asked| *asked > 0)?;
        Some(format!(
            "Ở chỉ số 2.1, {} hồ sơ đang giải quyết còn trong hạn được tính là quá hạn, vì đã yêu cầu bổ sung hơn một lần",
            running(asked)
        ))
    }
}

impl QualityLine {
    /// Which one it is: each has a name of its own.
    pub(crate) fn index(&self) -> Option<QualityIndex> {
        QualityIndex::ALL.into_iter().find(|index| index.vietnamese() == self.name)
    }
}

/// What the portal says of an index.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct PortalValue {
    #[serde(rename = "tu")]
    pub(crate) part: Option<u64>,
    #[serde(rename = "mau")]
    pub(crate) whole: Option<u64>,
    /// `97,50%`; `null` where it says none.
    #[serde(rename = "ty_le_chu")]
    pub(crate) rate_text: Option<String>,
    /// Points, `19,50`.
    #[serde(rename = "diem_chu")]
    pub(crate) score_text: Option<String>,
    /// File, sheet and row of the export.
    #[serde(rename = "vi_tri")]
    pub(crate) place: String,
}

/// An index that the data do not decide.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct UnknownQuality {
    #[serde(rename = "ma")]
    pub(crate) number: Option<String>,
    #[serde(rename = "ten")]
    pub(crate) name: String,
    #[serde(rename = "con_thieu")]
    pub(crate) needs: String,
}

/// Dossiers by what both sides say of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct PortalCounts {
    /// Rows of the portal's list of just this period that can be read.
    #[serde(rename = "dong_cua_cong")]
    pub(crate) listed: u64,
    #[serde(rename = "khop")]
    pub(crate) agreeing: u64,
    /// In time by the office's rows, late by the portal.
    #[serde(rename = "cong_ghi_qua_han")]
    pub(crate) late_on_portal: u64,
    /// Late by the office's rows, in time by the portal or not among its late ones.
    #[serde(rename = "co_quan_ghi_qua_han")]
    pub(crate) late_in_rows: u64,
    #[serde(rename = "chi_co_tren_cong")]
    pub(crate) on_portal_alone: u64,
    #[serde(rename = "chi_co_o_co_quan")]
    pub(crate) in_rows_alone: u64,
    /// Two rows of the portal that contradict each other.
    #[serde(rename = "cong_ghi_hai_cach")]
    pub(crate) contradicting: u64,
    /// Dossiers of the office without a code.
    #[serde(rename = "khong_co_ma")]
    pub(crate) without_code: u64,
    /// Rows of the portal that cannot be read.
    #[serde(rename = "dong_khong_doc_duoc", default)]
    pub(crate) unread: u64,
}

/// How what the decision leaves open is decided.
const DECISIONS: [&str; 5] = [
    "Chỉ số 2.1 tính cả hồ sơ rút, trả lại, dừng xử lý theo ngày kết thúc, dù cơ quan chọn cách nào cho bảng 13 cột; hồ sơ chưa xong vào ngày cuối kỳ mà đã yêu cầu bổ sung hơn một lần là quá hạn; hồ sơ đang chờ bổ sung lần đầu là trong hạn; không trừ thời gian chờ bổ sung, vì dữ liệu không ghi số ngày chờ",
    "Hồ sơ nộp trực tuyến: trên số hồ sơ tiếp nhận trong kỳ, kể cả rút, trả lại; hồ sơ không ghi hình thức nộp được tính là không trực tuyến; Cổng còn xét kết quả điện tử và hệ số đồng bộ, là điều dữ liệu của cơ quan không có; không ghi số của chỉ số này, vì các tài liệu đánh số khác nhau",
    "Bảng tổng hợp không cho biết hồ sơ nào rút, trả lại hoặc bổ sung hơn một lần: số của bảng được lấy theo các cột (3), (4), (5), (8), (9) và (12)",
    "Chỉ số 5.2 chỉ xét kiến nghị, phản ánh có ghi hạn giải quyết trong sổ đơn thư của cơ quan",
    "Điểm của từng chỉ số do Cổng Dịch vụ công quốc gia tính; ở đây chỉ nêu tỷ lệ",
];

pub(crate) fn quality(run: &Run<'_>) -> QualityFigures {
    let decided = |index| match index {
        QualityIndex::InTime => in_time(run.measures.quality),
        QualityIndex::Online => online(run.measures.quality),
        QualityIndex::Petitions => petitions(run),
    };
    let indices: Vec<QualityLine> = QualityIndex::ALL
        .into_iter()
        .map(|index| {
            let (rate, grounds) = decided(index);
            line(index, rate, grounds, portal(run, index))
        })
        .collect();
    QualityFigures {
        decision: QUALITY_DECISION.to_owned(),
        unknown: unknown(indices.first().and_then(|line| line.rate)),
        asked_again: Some(run.measures.quality.asked_again),
        indices,
        decisions: DECISIONS.map(str::to_owned).into(),
        rows: run.measures.portal.as_ref().map(counts),
    }
}

pub(super) fn line(
    index: QualityIndex,
    rate: Option<Ratio>,
    grounds: String,
    portal: PortalWord,
) -> QualityLine {
    let (portal, theirs, grounds) = match portal {
        PortalWord::Nothing => (None, None, grounds),
        PortalWord::One(value, rate) => (Some(value), rate, grounds),
        PortalWord::Apart => {
            let said = "tệp lưu từ Cổng ghi các dòng khác nhau, không dùng dòng nào";
            (None, None, format!("{grounds}; {said}"))
        }
    };
    let difference = theirs.zip(rate).and_then(|(theirs, own)| change(theirs, own));
    QualityLine {
        number: index.number().map(str::to_owned),
        name: index.vietnamese().to_owned(),
        rate,
        rate_text: text(rate),
        portal,
        difference: difference.map(|change| change.figure()),
        grounds,
    }
}

/// A rate as it is printed.
fn text(rate: Option<Ratio>) -> Option<String> {
    rate.filter(|rate| rate.whole > 0).map(|rate| rate.to_string())
}

/// Index 2.1.
fn in_time(sum: QualityCounts) -> (Option<Ratio>, String) {
    if sum.untold > 0 {
        let grounds =
            format!("{} dòng của bảng tổng hợp không tách cột (12) và (13)", running(sum.untold));
        return (None, grounds);
    }
    let rate = Ratio::new(sum.in_time, sum.whole);
    let words = of_all(
        rate,
        "hồ sơ xử lý đúng hạn và đang xử lý trong hạn",
        "hồ sơ tiếp nhận, xử lý trong kỳ",
    );
    (Some(rate), words)
}

/// `73 hồ sơ xử lý đúng hạn, trong tổng số 74 hồ sơ tiếp nhận`; of nothing, that there is none.
fn of_all(rate: Ratio, part: &str, whole: &str) -> String {
    if rate.whole == 0 {
        return format!("kỳ này không có {whole}");
    }
    format!("{} {part}, trong tổng số {} {whole}", running(rate.part), running(rate.whole))
}

/// Dossiers filed online.
fn online(sum: QualityCounts) -> (Option<Ratio>, String) {
    let QualityCounts { online, received, without_channel, untold_channel, .. } = sum;
    if untold_channel > 0 {
        let grounds =
            format!("{} dòng của bảng tổng hợp không tách cột (4) và (5)", running(untold_channel));
        return (None, grounds);
    }
    let rate = Ratio::new(online, received);
    let mut words = of_all(rate, "hồ sơ nộp trực tuyến", "hồ sơ tiếp nhận trong kỳ");
    if without_channel > 0 {
        words = format!(
            "{words}; {} hồ sơ không ghi hình thức nộp, tính là không trực tuyến",
            running(without_channel)
        );
    }
    (Some(rate), words)
}

/// Index 5.2.
fn petitions(run: &Run<'_>) -> (Option<Ratio>, String) {
    if !run.has(SheetKind::Complaints) {
        return (None, "không có sổ đơn thư, phản ánh, kiến nghị".to_owned());
    }
    let mut sum = ComplaintCounts::default();
    for ((_, kind), counts) in &run.measures.complaints {
        if is_petition(*kind) {
            sum += *counts;
        }
    }
    let rate = petition_rate(sum);
    let without = sum.without_due + sum.open_without_due;
    let mut words = of_all(
        rate,
        "phản ánh, kiến nghị xử lý đúng hạn và đang xử lý trong hạn",
        "phản ánh, kiến nghị có ghi hạn giải quyết",
    );
    if without > 0 {
        words =
            format!("{words}; không xét {} phản ánh, kiến nghị không ghi hạn", running(without));
    }
    (Some(rate), words)
}

pub(super) const fn is_petition(kind: ComplaintKind) -> bool {
    matches!(kind, ComplaintKind::Petition | ComplaintKind::Feedback)
}

/// In time, or open and not overdue, of those with a deadline.
pub(super) fn petition_rate(counts: ComplaintCounts) -> Ratio {
    let ComplaintCounts { in_time, late, open, open_overdue, open_without_due, .. } = counts;
    let open = open - open_without_due;
    Ratio::new(in_time + open - open_overdue, in_time + late + open)
}

/// What the portal's export says of an index.
pub(super) enum PortalWord {
    Nothing,
    /// And the rate.
    One(PortalValue, Option<Ratio>),
    /// Rows that contradict each other.
    Apart,
}

fn portal(run: &Run<'_>, index: QualityIndex) -> PortalWord {
    let mut lines = run.measures.portal_figures.iter().filter(|line| line.index == index);
    let Some(first) = lines.next() else { return PortalWord::Nothing };
    let says = |line: &PortalFigure| (line.part, line.whole, line.rate, line.score);
    if lines.any(|other| says(other) != says(first)) {
        return PortalWord::Apart;
    }
    let rate = match (first.part.zip(first.whole), first.rate) {
        (Some((part, whole)), _) => Some(Ratio::new(part, whole)),
        (None, Some(hundredths)) => Some(Ratio::new(hundredths, 10_000)),
        (None, None) => None,
    };
    let value = PortalValue {
        part: first.part,
        whole: first.whole,
        rate_text: text(rate),
        score_text: first.score.map(|score| format!("{},{:02}", score / 100, score % 100)),
        place: run.options.faces.printed(first.place.to_string()),
    };
    PortalWord::One(value, rate)
}

/// `in_time` is index 2.1: what it leaves bounds index 5.4.
pub(super) fn unknown(in_time: Option<Ratio>) -> Vec<UnknownQuality> {
    let bound = in_time.filter(|rate| rate.whole > 0);
    let lines = other_quality_indices().iter().map(|index| UnknownQuality {
        number: index.number.clone(),
        name: index.name.clone(),
        needs: match bound.filter(|_| index.number.as_deref() == Some("5.4")) {
            Some(rate) => {
                format!("{}; theo số hồ sơ quá hạn thì không quá {rate}", index.needs)
            }
            None => index.needs.clone(),
        },
    });
    lines.collect()
}

pub(super) fn counts(rows: &PortalRows) -> PortalCounts {
    use PortalSays::{Both, Nothing, One};
    use PortalVerdict::{InTime, Late};
    let number = |places: &[Place]| u64::try_from(places.len()).unwrap_or(u64::MAX);
    let mut counts = PortalCounts {
        listed: number(&rows.listed),
        agreeing: number(&rows.agreeing),
        without_code: number(&rows.without_code),
        unread: number(&rows.unread),
        ..PortalCounts::default()
    };
    for one in &rows.differences {
        let count = match (one.own, one.portal) {
            (_, Both) => &mut counts.contradicting,
            (None, _) => &mut counts.on_portal_alone,
            (Some(InTime), One(_)) => &mut counts.late_on_portal,
            (Some(Late), One(_)) => &mut counts.late_in_rows,
            (Some(_), Nothing) => &mut counts.in_rows_alone,
        };
        *count += 1;
    }
    counts
}
