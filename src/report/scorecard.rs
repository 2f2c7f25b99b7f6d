//! The scorecard of Thông tư 01/2018/TT-VPCP: what the data decide, and for the rest what the office scored itself.

use serde::{Deserialize, Serialize};

use crate::ledger::SheetKind;
use crate::measure::{ComplaintCounts, ScoreCounts};
use crate::model::{ComplaintKind, Ratio, ScoreItem, capitalized, in_thousands, one_decimal};
use crate::report::DossierFigures;
use crate::report::options::Run;
use crate::report::score_index::{
    DECISIONS, Decided, IndexFigures, SelfSheet, attitude, index, parts, supplements, timing,
};
use crate::rules::{
    AgencyLevel, INDICES, PetitionCounts, SCORE_CIRCULAR, agency_grade, counter_points,
    online_points, petition_points,
};

/// Bảng chấm điểm.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct ScorecardFigures {
    #[serde(rename = "thong_tu")]
    pub(crate) circular: String,
    /// All nine, in order.
    #[serde(rename = "chi_so")]
    pub(crate) indices: Vec<IndexFigures>,
    /// In tenths; `null` while an index is not known.
    #[serde(rename = "tong_phan_muoi")]
    pub(crate) total: Option<u64>,
    /// `14,9`, or "–".
    #[serde(rename = "tong_chu")]
    pub(crate) total_text: String,
    #[serde(rename = "xep_loai")]
    pub(crate) grade: Option<String>,
    /// Numbers of the indices that are not known.
    #[serde(rename = "con_thieu")]
    pub(crate) missing: Vec<u8>,
    /// How what the circular leaves open was decided.
    #[serde(rename = "cach_tinh")]
    pub(crate) decisions: Vec<String>,
}

/// How what the circular leaves open is decided.
const ONLINE_DECISION: &str = "Chỉ số 9: tỷ lệ hồ sơ trực tuyến từ 30% trở lên nhưng dưới 20% số thủ tục ở mức độ 3, 4 được tính 1 điểm";

pub(crate) fn scorecard(
    run: &Run<'_>,
    dossiers: &DossierFigures,
    level: AgencyLevel,
) -> ScorecardFigures {
    let mut counts = ScoreCounts::default();
    for own in run.measures.scores.values() {
        counts += *own;
    }
    let sheet = SelfSheet::of_agency(&run.measures.self_scores);
    let indices: Vec<IndexFigures> = (1..)
        .zip(INDICES)
        .map(|(number, name)| {
            let decided = match number {
                1 => timing(counts),
                3 => supplements(counts),
                5 => counter(&sheet, level),
                7 => attitude(run, counts, &sheet),
                8 => petitions(run),
                9 => online(dossiers, counts, &sheet),
                _ => Decided::unknown("Dữ liệu hồ sơ không cho biết"),
            };
            index(run, number, name, decided, &sheet)
        })
        .collect();
    let total = indices.iter().map(|index| index.points).sum::<Option<u64>>();
    ScorecardFigures {
        circular: SCORE_CIRCULAR.to_owned(),
        total,
        total_text: total.map_or_else(|| "–".to_owned(), one_decimal),
        grade: total.map(|total| agency_grade(total).to_owned()),
        missing: indices.iter().filter(|one| one.points.is_none()).map(|one| one.number).collect(),
        indices,
        decisions: DECISIONS.iter().chain([&ONLINE_DECISION]).map(|&one| one.to_owned()).collect(),
    }
}

fn counter(sheet: &SelfSheet<'_>, level: AgencyLevel) -> Decided {
    let (received, spot) =
        (sheet.ratio(ScoreItem::AtTheCounter), sheet.ratio(ScoreItem::OnTheSpot));
    let Some(received) = received else {
        let lacks = sheet.lacks("số thủ tục thực hiện tại Bộ phận Một cửa", "dòng 5a, 5b");
        return Decided::unknown(&capitalized(&lacks));
    };
    let of = |ratio: Ratio| format!("{}/{} thủ tục ({ratio})", ratio.part, ratio.whole);
    let words = parts(
        [format!("Tiếp nhận, trả kết quả tại Bộ phận Một cửa {}", of(received))],
        spot.map(|spot| format!("thẩm định, phê duyệt tại chỗ {}", of(spot))),
    );
    Decided::points(counter_points(level, received, spot), words)
}

fn petitions(run: &Run<'_>) -> Decided {
    if !run.has(SheetKind::Complaints) {
        return Decided::unknown("Không có sổ đơn thư, phản ánh, kiến nghị");
    }
    let mut sum = ComplaintCounts::default();
    for ((_, kind), counts) in &run.measures.complaints {
        if matches!(kind, ComplaintKind::Petition | ComplaintKind::Feedback) {
            sum += *counts;
        }
    }
    let counts = PetitionCounts {
        in_time: sum.in_time,
        late: sum.late,
        dragging: sum.open_overdue,
        unknown: sum.without_due,
        unknown_open: sum.open_without_due,
    };
    if sum.carried + sum.received == 0 {
        return Decided::points(petition_points(counts), "Không có phản ánh, kiến nghị".to_owned());
    }
    let handled = format!(
        "Đã xử lý đúng hạn {}, quá hạn {}; đang kéo dài quá hạn {}",
        sum.in_time, sum.late, sum.open_overdue
    );
    let unknown = sum.without_due + sum.open_without_due;
    let words = parts(
        [handled],
        (unknown > 0).then(|| format!("{unknown} phản ánh, kiến nghị không ghi hạn")),
    );
    Decided::points(petition_points(counts), words)
}

fn online(dossiers: &DossierFigures, counts: ScoreCounts, sheet: &SelfSheet<'_>) -> Decided {
    let columns = dossiers.total.columns;
    let share = match columns.online.zip(columns.counter) {
        Some((online, counter)) => Ratio::new(online, online + counter),
        None => Ratio::default(),
    };
    let procedures = sheet.ratio(ScoreItem::OnlineProcedures);
    let filed = format!(
        "Hồ sơ nộp trực tuyến {}/{} ({share}), {} hồ sơ trực tuyến quá hạn",
        in_thousands(share.part),
        in_thousands(share.whole),
        in_thousands(counts.online_late)
    );
    let of_procedures = match procedures {
        Some(own) => format!("thủ tục mức độ 3, 4: {}/{} ({own})", own.part, own.whole),
        None => sheet.lacks("số thủ tục mức độ 3, 4", "dòng 9a"),
    };
    let words = parts([filed, of_procedures], None);
    let points = online_points(procedures, share, counts.online_late);
    // Of dossiers in tables of totals nobody knows which were late.
    let is_sure = dossiers.total.from_totals == 0 || points == Some(0);
    Decided::points(points.filter(|_| is_sure), words)
}
