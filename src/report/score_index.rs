//! One index of the scorecard: what the data decide of it, beside what was scored by hand.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::ledger::SheetKind;
use crate::measure::ScoreCounts;
use crate::model::{
    MOST_TENTHS, Ratio, ScoreItem, SelfScore, capitalized, in_thousands, one_decimal,
};
use crate::report::options::Run;
use crate::rules::{average_tenths, supplement_points, timing_points};

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
    /// Points that dossiers lost, for complaints that were found true, before they were added up; `null` where no
    /// average is taken.
    #[serde(rename = "tru_diem", default)]
    pub(crate) lost: Option<u64>,
    /// What it follows from, or what is missing for it.
    #[serde(rename = "can_cu")]
    pub(crate) grounds: String,
}

/// Points of dossiers before they are an average.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct IndexPoints {
    /// Of each dossier by itself.
    pub(crate) given: u64,
    /// Taken off for complaints that were found true.
    pub(crate) lost: u64,
    pub(crate) dossiers: u64,
}

impl IndexFigures {
    /// `None` for an index that is no average.
    pub(crate) fn averaged(&self) -> Option<IndexPoints> {
        let (sum, dossiers, lost) = (self.sum?, self.dossiers?, self.lost.unwrap_or(0));
        Some(IndexPoints { given: sum + lost, lost, dossiers })
    }
}

/// What one dossier adds to an index; `None` for an index that does not follow from dossiers.
pub(super) fn of_dossier(number: u8, counts: ScoreCounts) -> Option<IndexPoints> {
    let decided = match number {
        1 | 7 => timing(counts),
        3 => supplements(counts),
        _ => return None,
    };
    decided.average
}

/// How what the circular leaves open is decided, of the indices that follow from dossiers.
pub(super) const DECISIONS: [&str; 3] = [
    "Điểm trung bình được làm tròn một lần đến một chữ số thập phân, nửa đơn vị làm tròn lên; thông tư không nêu cách làm tròn",
    "Chỉ số 1, 3 và 7 chỉ xét hồ sơ cơ quan đã giải quyết trong kỳ; không xét hồ sơ đang giải quyết, hồ sơ rút, trả lại và số liệu của bảng tổng hợp",
    "Chỉ số 3: hồ sơ phải bổ sung hơn một lần được tính 0 điểm, vì dữ liệu không ghi lỗi của người nộp; chỉ số 7: hồ sơ quá hạn mà không có phản ánh, kiến nghị được tính 0 điểm",
];

/// What the data say of one index.
#[derive(Default)]
pub(super) struct Decided {
    pub(super) tenths: Option<u64>,
    average: Option<IndexPoints>,
    grounds: String,
}

impl Decided {
    pub(super) fn unknown(grounds: &str) -> Self {
        Self { grounds: grounds.to_owned(), ..Self::default() }
    }

    /// An average over dossiers, of points from which some are taken off.
    fn average(points: u64, lost: u64, dossiers: u64, grounds: String) -> Self {
        let tenths = average_tenths(points - lost, dossiers);
        let average = IndexPoints { given: points, lost, dossiers };
        Self { tenths, average: tenths.map(|_| average), grounds }
    }

    /// Points of the agency.
    pub(super) fn points(points: Option<u64>, grounds: String) -> Self {
        Self { tenths: points.map(|points| points * 10), average: None, grounds }
    }
}

/// The self-scoring sheet of the period.
pub(super) struct SelfSheet<'a>(BTreeMap<ScoreItem, SheetLine<'a>>);

/// What a sheet says of one item.
enum SheetLine<'a> {
    One(&'a SelfScore),
    /// Two lines that say different things: none counts.
    Apart,
}

impl<'a> SelfSheet<'a> {
    /// That an item is not known, and in which rows of the sheet it is looked for, where there is a sheet.
    pub(super) fn lacks(&self, item: &str, rows: &str) -> String {
        if self.0.is_empty() {
            format!("dữ liệu không cho biết {item}")
        } else {
            format!("bảng tự chấm không ghi {item} ({rows})")
        }
    }

    /// The lines of the agency.
    pub(super) fn of_agency(lines: &'a [SelfScore]) -> Self {
        Self::of(lines.iter().filter(|line| line.officer.is_none()))
    }

    /// The lines of one whom they score.
    pub(super) fn of(lines: impl IntoIterator<Item = &'a SelfScore>) -> Self {
        let mut sheet = BTreeMap::new();
        for line in lines {
            let says = |line: &SelfScore| (line.tenths, line.reached, line.of);
            sheet
                .entry(line.item)
                .and_modify(|known| {
                    if !matches!(known, SheetLine::One(one) if says(one) == says(line)) {
                        *known = SheetLine::Apart;
                    }
                })
                .or_insert(SheetLine::One(line));
        }
        Self(sheet)
    }

    pub(super) fn line(&self, item: ScoreItem) -> Option<&'a SelfScore> {
        match self.0.get(&item)? {
            SheetLine::One(line) => Some(line),
            SheetLine::Apart => None,
        }
    }

    /// The points that dossiers with a complaint lose, by the line that counts them; none where one is missing.
    pub(super) fn lost(&self) -> Vec<(ScoreItem, u64)> {
        let early = self.reached(ScoreItem::ComplainedEarly);
        let on_time = self.reached(ScoreItem::ComplainedOnTime);
        let lines = early.zip(on_time).map(|(early, on_time)| {
            [
                (ScoreItem::ComplainedEarly, timing_points(early, 0)),
                (ScoreItem::ComplainedOnTime, timing_points(0, on_time)),
            ]
        });
        lines.into_iter().flatten().collect()
    }

    /// Whether its lines of an item contradict each other.
    fn is_apart(&self, item: ScoreItem) -> bool {
        matches!(self.0.get(&item), Some(SheetLine::Apart))
    }

    pub(super) fn ratio(&self, item: ScoreItem) -> Option<Ratio> {
        let line = self.line(item)?;
        Some(Ratio::new(line.reached?, line.of?))
    }

    fn reached(&self, item: ScoreItem) -> Option<u64> {
        self.line(item)?.reached
    }
}

/// The data go before what was scored by hand; where they differ, both are said.
pub(super) fn index(
    run: &Run<'_>,
    number: u8,
    name: &str,
    decided: Decided,
    sheet: &SelfSheet<'_>,
) -> IndexFigures {
    let own = sheet.line(ScoreItem::Index(number));
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
        (None, None) if sheet.is_apart(ScoreItem::Index(number)) => {
            format!("{}; bảng tự chấm có các dòng ghi điểm khác nhau", decided.grounds)
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
        sum: decided.average.map(|average| average.given - average.lost),
        dossiers: decided.average.map(|average| average.dossiers),
        lost: decided.average.map(|average| average.lost),
        grounds,
    }
}

/// Index 1.
pub(super) fn timing(counts: ScoreCounts) -> Decided {
    if counts.timed() == 0 {
        return Decided::unknown("Không có hồ sơ đã giải quyết có ngày hẹn trả");
    }
    let points = timing_points(counts.early, counts.on_time);
    Decided::average(points, 0, counts.timed(), timed(counts))
}

fn timed(counts: ScoreCounts) -> String {
    let own = format!(
        "{} hồ sơ trước hạn, {} đúng hạn, {} quá hạn",
        in_thousands(counts.early),
        in_thousands(counts.on_time),
        in_thousands(counts.late)
    );
    let none = counts.without_due;
    parts(
        [own],
        (none > 0).then(|| format!("không xét {} hồ sơ không có ngày hẹn trả", in_thousands(none))),
    )
}

/// Index 3.
pub(super) fn supplements(counts: ScoreCounts) -> Decided {
    let ScoreCounts { asked, asked_never: never, asked_once: once, .. } = counts;
    if asked == 0 {
        return Decided::unknown("Dữ liệu hồ sơ không ghi số lần bổ sung");
    }
    let more = asked - never - once;
    let [of, no, one, many] = [asked, never, once, more].map(in_thousands);
    let words = format!(
        "Trong {of} hồ sơ có ghi số lần bổ sung: {no} không phải bổ sung, {one} một lần, {many} nhiều hơn"
    );
    Decided::average(supplement_points(never, once), 0, asked, words)
}

/// Index 7: without any complaint, or with those counted that the office found true, the dossiers decide.
pub(super) fn attitude(run: &Run<'_>, counts: ScoreCounts, sheet: &SelfSheet<'_>) -> Decided {
    if counts.timed() == 0 {
        return Decided::unknown("Không có hồ sơ đã giải quyết có ngày hẹn trả");
    }
    let complained = run.measures.complaints.values();
    let complained: u64 = complained.map(|counts| counts.carried + counts.received).sum();
    let early = sheet.reached(ScoreItem::ComplainedEarly);
    let on_time = sheet.reached(ScoreItem::ComplainedOnTime);
    let points = timing_points(counts.early, counts.on_time);
    match early.zip(on_time) {
        Some((early, on_time)) if early <= counts.early && on_time <= counts.on_time => {
            let words = format!(
                "{}; {} hồ sơ trước hạn, {} hồ sơ đúng hạn có phản ánh, kiến nghị",
                timed(counts),
                in_thousands(early),
                in_thousands(on_time)
            );
            Decided::average(points, timing_points(early, on_time), counts.timed(), words)
        }
        Some(_) => Decided::unknown("Số hồ sơ ở dòng 7a, 7b nhiều hơn số hồ sơ đã giải quyết"),
        None if run.has(SheetKind::Complaints) && complained == 0 => Decided::average(
            points,
            0,
            counts.timed(),
            format!("{}; kỳ này không có đơn thư, phản ánh, kiến nghị", timed(counts)),
        ),
        None => {
            let lacks = sheet.lacks("hồ sơ nào có phản ánh, kiến nghị", "dòng 7a, 7b");
            Decided::unknown(&capitalized(&lacks))
        }
    }
}

pub(super) fn parts<const N: usize>(always: [String; N], more: Option<String>) -> String {
    always.into_iter().chain(more).collect::<Vec<_>>().join("; ")
}
