//! The scorecard of Thông tư 01/2018/TT-VPCP: what the data decide, and for the rest what the office scored itself.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::ledger::SheetKind;
use crate::measure::{ComplaintCounts, ScoreCounts};
use crate::model::{ComplaintKind, MOST_TENTHS, Ratio, ScoreItem, SelfScore, one_decimal};
use crate::report::DossierFigures;
use crate::report::options::Run;
use crate::rules::{
    AgencyLevel, INDICES, PetitionCounts, SCORE_CIRCULAR, agency_grade, average_tenths,
    counter_points, online_points, petition_points, supplement_points, timing_points,
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

/// One index. Points are tenths.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct IndexFigures {
    #[serde(rename = "so")]
    pub(crate) number: u8,
    #[serde(rename = "ten")]
    pub(crate) name: String,
    #[serde(rename = "toi_da_phan_muoi")]
    pub(crate) most: u64,
    /// What counts; `null` for not known.
    #[serde(rename = "diem_phan_muoi")]
    pub(crate) points: Option<u64>,
    #[serde(rename = "diem_chu")]
    pub(crate) points_text: String,
    /// As the data decide it.
    #[serde(rename = "tinh_tu_du_lieu")]
    pub(crate) computed: Option<u64>,
    /// As the office scored it.
    #[serde(rename = "tu_cham")]
    pub(crate) self_scored: Option<u64>,
    /// Sum of the points of the dossiers, and their number, of which it is the average; `null` for the others.
    #[serde(rename = "tong_diem")]
    pub(crate) sum: Option<u64>,
    #[serde(rename = "so_ho_so")]
    pub(crate) dossiers: Option<u64>,
    /// What it follows from, or what is missing for it.
    #[serde(rename = "can_cu")]
    pub(crate) grounds: String,
}

/// How what the circular leaves open is decided.
const DECISIONS: [&str; 4] = [
    "Điểm trung bình được làm tròn một lần đến một chữ số thập phân, nửa đơn vị làm tròn lên; thông tư không nêu cách làm tròn",
    "Chỉ số 1, 3 và 7 chỉ xét hồ sơ cơ quan đã giải quyết trong kỳ; không xét hồ sơ đang giải quyết, hồ sơ rút, trả lại và số liệu của bảng tổng hợp",
    "Chỉ số 3: hồ sơ phải bổ sung hơn một lần được tính 0 điểm, vì dữ liệu không ghi lỗi của người nộp; chỉ số 7: hồ sơ quá hạn mà không có phản ánh, kiến nghị được tính 0 điểm",
    "Chỉ số 9: tỷ lệ hồ sơ trực tuyến từ 30% trở lên nhưng dưới 20% số thủ tục ở mức độ 3, 4 được tính 1 điểm",
];

/// What the data say of one index.
#[derive(Default)]
struct Decided {
    tenths: Option<u64>,
    average: Option<(u64, u64)>,
    grounds: String,
}

impl Decided {
    fn unknown(grounds: &str) -> Self {
        Self { grounds: grounds.to_owned(), ..Self::default() }
    }

    /// An average over dossiers.
    fn average(points: u64, dossiers: u64, grounds: String) -> Self {
        let tenths = average_tenths(points, dossiers);
        Self { tenths, average: tenths.map(|_| (points, dossiers)), grounds }
    }

    /// Points of the agency.
    fn points(points: Option<u64>, grounds: String) -> Self {
        Self { tenths: points.map(|points| points * 10), average: None, grounds }
    }
}

pub(crate) fn scorecard(
    run: &Run<'_>,
    dossiers: &DossierFigures,
    level: AgencyLevel,
) -> ScorecardFigures {
    let mut counts = ScoreCounts::default();
    for own in run.measures.scores.values() {
        counts += *own;
    }
    let sheet = SelfSheet(
        run.measures.self_scores.iter().map(|line| (line.item, line)).collect::<BTreeMap<_, _>>(),
    );
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
        decisions: DECISIONS.map(str::to_owned).into(),
    }
}

/// The self-scoring sheet of the period.
struct SelfSheet<'a>(BTreeMap<ScoreItem, &'a SelfScore>);

impl SelfSheet<'_> {
    fn ratio(&self, item: ScoreItem) -> Option<Ratio> {
        let line = self.0.get(&item)?;
        Some(Ratio::new(line.reached?, line.of?))
    }

    fn reached(&self, item: ScoreItem) -> Option<u64> {
        self.0.get(&item)?.reached
    }
}

/// The data go before what the office scored itself; where they differ, both are said.
fn index(
    run: &Run<'_>,
    number: u8,
    name: &str,
    decided: Decided,
    sheet: &SelfSheet<'_>,
) -> IndexFigures {
    let own = sheet.0.get(&ScoreItem::Index(number));
    let self_scored = own.and_then(|line| line.tenths);
    let note = own.and_then(|line| line.note.as_deref()).unwrap_or_default();
    let grounds = match (decided.tenths, self_scored) {
        (Some(computed), Some(own)) if computed != own => {
            format!("{}; bảng tự chấm ghi {}, không dùng", decided.grounds, one_decimal(own))
        }
        (Some(_), _) => decided.grounds,
        (None, Some(_)) if note.is_empty() => "Theo bảng tự chấm".to_owned(),
        (None, Some(_)) => {
            format!("Theo bảng tự chấm: {}", run.options.faces.printed(note.to_owned()))
        }
        (None, None) => format!("{}; chưa có điểm tự chấm của đúng kỳ này", decided.grounds),
    };
    let points = decided.tenths.or(self_scored);
    IndexFigures {
        number,
        name: name.to_owned(),
        most: MOST_TENTHS,
        points,
        points_text: points.map_or_else(|| "–".to_owned(), one_decimal),
        computed: decided.tenths,
        self_scored,
        sum: decided.average.map(|(points, _)| points),
        dossiers: decided.average.map(|(_, dossiers)| dossiers),
        grounds,
    }
}

fn timing(counts: ScoreCounts) -> Decided {
    if counts.timed() == 0 {
        return Decided::unknown("Không có hồ sơ đã giải quyết có ngày hẹn trả");
    }
    let points = timing_points(counts.early, counts.on_time);
    Decided::average(points, counts.timed(), timed(counts))
}

fn timed(counts: ScoreCounts) -> String {
    let own = format!(
        "{} hồ sơ trước hạn, {} đúng hạn, {} quá hạn",
        counts.early, counts.on_time, counts.late
    );
    let none = counts.without_due;
    parts([own], (none > 0).then(|| format!("không xét {none} hồ sơ không có ngày hẹn trả")))
}

fn supplements(counts: ScoreCounts) -> Decided {
    let ScoreCounts { asked, asked_never: never, asked_once: once, .. } = counts;
    if asked == 0 {
        return Decided::unknown("Dữ liệu hồ sơ không ghi số lần bổ sung");
    }
    let more = asked - never - once;
    let words = format!(
        "Trong {asked} hồ sơ có ghi số lần bổ sung: {never} không phải bổ sung, {once} một lần, {more} nhiều hơn"
    );
    Decided::average(supplement_points(never, once), asked, words)
}

fn counter(sheet: &SelfSheet<'_>, level: AgencyLevel) -> Decided {
    let (received, spot) =
        (sheet.ratio(ScoreItem::AtTheCounter), sheet.ratio(ScoreItem::OnTheSpot));
    let Some(received) = received else {
        return Decided::unknown("Bảng tự chấm không ghi số thủ tục (dòng 5a, 5b)");
    };
    let of = |ratio: Ratio| format!("{}/{} thủ tục ({ratio})", ratio.part, ratio.whole);
    let words = parts(
        [format!("Tiếp nhận, trả kết quả tại Bộ phận Một cửa {}", of(received))],
        spot.map(|spot| format!("thẩm định, phê duyệt tại chỗ {}", of(spot))),
    );
    Decided::points(counter_points(level, received, spot), words)
}

/// Without any complaint, or with those counted that the office found true, the dossiers decide.
fn attitude(run: &Run<'_>, counts: ScoreCounts, sheet: &SelfSheet<'_>) -> Decided {
    if counts.timed() == 0 {
        return Decided::unknown("Không có hồ sơ đã giải quyết có ngày hẹn trả");
    }
    let complained = run.measures.complaints.values();
    let complained: u64 = complained.map(|counts| counts.carried + counts.received).sum();
    let early = sheet.reached(ScoreItem::ComplainedEarly);
    let on_time = sheet.reached(ScoreItem::ComplainedOnTime);
    match early.zip(on_time) {
        Some((early, on_time)) if early <= counts.early && on_time <= counts.on_time => {
            let points = timing_points(counts.early - early, counts.on_time - on_time);
            let words = format!(
                "{}; {} hồ sơ trước hạn, {on_time} hồ sơ đúng hạn có phản ánh, kiến nghị",
                timed(counts),
                early
            );
            Decided::average(points, counts.timed(), words)
        }
        Some(_) => Decided::unknown("Số hồ sơ ở dòng 7a, 7b nhiều hơn số hồ sơ đã giải quyết"),
        None if run.has(SheetKind::Complaints) && complained == 0 => Decided::average(
            timing_points(counts.early, counts.on_time),
            counts.timed(),
            format!("{}; kỳ này không có đơn thư, phản ánh, kiến nghị", timed(counts)),
        ),
        None => Decided::unknown(
            "Dữ liệu không cho biết phản ánh, kiến nghị về hồ sơ nào (dòng 7a, 7b)",
        ),
    }
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
        share.part, share.whole, counts.online_late
    );
    let of_procedures = match procedures {
        Some(own) => format!("thủ tục mức độ 3, 4: {}/{} ({own})", own.part, own.whole),
        None => "bảng tự chấm không ghi số thủ tục mức độ 3, 4 (dòng 9a)".to_owned(),
    };
    let words = parts([filed, of_procedures], None);
    let points = online_points(procedures, share, counts.online_late);
    // Of dossiers in tables of totals nobody knows which were late.
    let is_sure = dossiers.total.from_totals == 0 || points == Some(0);
    Decided::points(points.filter(|_| is_sure), words)
}

fn parts<const N: usize>(always: [String; N], more: Option<String>) -> String {
    always.into_iter().chain(more).collect::<Vec<_>>().join("; ")
}
