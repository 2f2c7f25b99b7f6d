//! The nine indices of Thông tư 01/2018/TT-VPCP (Điều 13) and how they add up (Điều 15). Points are whole, averages and
//! totals in tenths; each is rounded once.

use serde::Deserialize;

use crate::model::Ratio;

/// As a document cites it first (NĐ 30/2020/NĐ-CP, Phụ lục I): number, day and issuer.
pub(crate) const SCORE_CIRCULAR: &str = "Thông tư số 01/2018/TT-VPCP ngày 23 tháng 11 năm 2018 của Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ";

/// What each index is about, in the order of Điều 13.
pub(crate) const INDICES: [&str; 9] = [
    "Tổng thời gian giải quyết so với thời gian quy định",
    "Thời gian giải quyết của từng cơ quan, đơn vị tham gia",
    "Số lần phải liên hệ với nơi tiếp nhận để hoàn thiện hồ sơ",
    "Số lượng cơ quan, đơn vị, tổ chức phải liên hệ",
    "Tổ chức tiếp nhận, giải quyết, trả kết quả tại Bộ phận Một cửa",
    "Công khai thủ tục hành chính",
    "Thái độ của cán bộ, công chức, viên chức",
    "Tiếp thu, giải trình phản ánh, kiến nghị",
    "Cung cấp dịch vụ công trực tuyến",
];

/// Of the agency; index 5 asks more of lower ones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
pub(crate) enum AgencyLevel {
    #[default]
    #[serde(rename = "tinh")]
    Province,
    #[serde(rename = "huyen")]
    District,
    #[serde(rename = "xa")]
    Commune,
}

impl AgencyLevel {
    /// Percent of the listed procedures that are approved on the spot.
    const fn on_the_spot(self) -> u64 {
        match self {
            Self::Province => 20,
            Self::District => 50,
            Self::Commune => 100,
        }
    }
}

/// Average of points in tenths, half away from zero (the circular names no mode); `None` for no dossier.
pub(crate) fn average_tenths(points: u64, dossiers: u64) -> Option<u64> {
    (dossiers > 0).then(|| (20 * points + dossiers) / (2 * dossiers))
}

/// Index 1, and index 7 without any complaint: earlier 2, on the day 1, later 0.
pub(crate) const fn timing_points(early: u64, on_time: u64) -> u64 {
    2 * early + on_time
}

/// Index 3: not once 2, once 1, more often 0.
pub(crate) const fn supplement_points(never: u64, once: u64) -> u64 {
    2 * never + once
}

/// Index 5: received and returned at the one-stop counter, of those that must be; approved on the spot, of those listed.
pub(crate) fn counter_points(
    level: AgencyLevel,
    received: Ratio,
    on_the_spot: Option<Ratio>,
) -> Option<u64> {
    if !received.reaches(10_000)? {
        return Some(0);
    }
    let reached = on_the_spot?.reaches(level.on_the_spot() * 100)?;
    Some(if reached { 2 } else { 1 })
}

/// What is known of petitions and feedback.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct PetitionCounts {
    /// Handled within the deadline.
    pub(crate) in_time: u64,
    pub(crate) late: u64,
    /// Open and past the deadline.
    pub(crate) dragging: u64,
    /// Handled, and open, and nothing says by when it had to be.
    pub(crate) unknown: u64,
    pub(crate) unknown_open: u64,
}

/// Index 8; `None` where those without a deadline would decide.
pub(crate) fn petition_points(counts: PetitionCounts) -> Option<u64> {
    let PetitionCounts { in_time, late, dragging, unknown, unknown_open } = counts;
    let of = |in_time: u64, late: u64, dragging: u64| {
        let rate = Ratio::new(in_time, in_time + late);
        match (rate.reaches(10_000), rate.reaches(9_000)) {
            _ if dragging > 0 => 0,
            // None had to be handled by now, or all were in time.
            (None | Some(true), _) => 2,
            (_, Some(true)) => 1,
            _ => 0,
        }
    };
    let best = of(in_time + unknown, late, dragging);
    let worst = of(in_time, late + unknown, dragging + unknown_open);
    (best == worst).then_some(best)
}

/// Index 9: procedures at level 3 or 4 of those that may be, dossiers received online, and online dossiers late or
/// overdue. A share of dossiers of 30 % beside fewer than 20 % of the procedures, which the circular leaves open, is
/// worth 1 point. `None` where what is not known would decide.
pub(crate) fn online_points(procedures: Option<Ratio>, share: Ratio, late: u64) -> Option<u64> {
    if late > 0 || share.reaches(1_500) == Some(false) {
        return Some(0);
    }
    let procedures = procedures.filter(|own| own.whole > 0)?;
    if procedures.part == 0 {
        return Some(0);
    }
    let most = share.reaches(3_000)? && procedures.reaches(2_000)?;
    Some(if most { 2 } else { 1 })
}

/// Điều 15: of 18 points.
pub(crate) const fn agency_grade(tenths: u64) -> &'static str {
    match tenths {
        150.. => "Xuất sắc",
        120..150 => "Tốt",
        90..120 => "Khá",
        60..90 => "Trung bình",
        0..60 => "Yếu",
    }
}

/// Điều 15: of the 10 points of an officer, who is scored by the indices 1, 2, 3, 4 and 7.
pub(crate) const fn officer_grade(tenths: u64) -> &'static str {
    match tenths {
        50.. => "Hoàn thành 100% nhiệm vụ",
        35..50 => "Hoàn thành từ 70% đến dưới 100% nhiệm vụ",
        0..35 => "Hoàn thành dưới 70% nhiệm vụ",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_average_is_rounded_once_half_away_from_zero() {
        for (points, dossiers, want) in [
            (195, 100, Some(20)), // 1,95
            (194, 100, Some(19)),
            (1, 20, Some(1)), // 0,05
            (1, 21, Some(0)),
            (2, 1, Some(20)),
            (0, 7, Some(0)),
            (0, 0, None),
        ] {
            assert_eq!(average_tenths(points, dossiers), want, "{points}/{dossiers}");
        }
    }

    /// Điều 15: "từ 15 điểm trở lên", "từ 12 đến dưới 15", and so on.
    #[test]
    fn grades_begin_at_their_bounds() {
        for (tenths, want) in [
            (180, "Xuất sắc"),
            (150, "Xuất sắc"),
            (149, "Tốt"),
            (120, "Tốt"),
            (119, "Khá"),
            (90, "Khá"),
            (89, "Trung bình"),
            (60, "Trung bình"),
            (59, "Yếu"),
            (0, "Yếu"),
        ] {
            assert_eq!(agency_grade(tenths), want, "{tenths}");
        }
    }

    /// Điều 15: "từ 5 điểm trở lên", "từ 3,5 đến dưới 5", "dưới 3,5".
    #[test]
    fn grades_of_officers_begin_at_their_bounds() {
        for (tenths, want) in [
            (100, "Hoàn thành 100% nhiệm vụ"),
            (50, "Hoàn thành 100% nhiệm vụ"),
            (49, "Hoàn thành từ 70% đến dưới 100% nhiệm vụ"),
            (35, "Hoàn thành từ 70% đến dưới 100% nhiệm vụ"),
            (34, "Hoàn thành dưới 70% nhiệm vụ"),
            (0, "Hoàn thành dưới 70% nhiệm vụ"),
        ] {
            assert_eq!(officer_grade(tenths), want, "{tenths}");
        }
    }

    #[test]
    fn the_counter_is_judged_by_the_level_of_the_agency() {
        use AgencyLevel::{Commune, District, Province};
        let points = |level, received: (u64, u64), spot: Option<(u64, u64)>| {
            let ratio = |(part, whole)| Ratio::new(part, whole);
            counter_points(level, ratio(received), spot.map(ratio))
        };
        for (level, spot, want) in [
            (Province, 20, 2),
            (Province, 19, 1),
            (District, 50, 2),
            (District, 49, 1),
            (Commune, 100, 2),
            (Commune, 99, 1),
        ] {
            assert_eq!(
                points(level, (100, 100), Some((spot, 100))),
                Some(want),
                "{level:?} {spot}"
            );
        }
        assert_eq!(points(Province, (99, 100), None), Some(0));
        assert_eq!(points(Province, (100, 100), None), None);
        assert_eq!(points(Province, (0, 0), Some((1, 1))), None);
    }

    #[test]
    fn petitions_count_at_90_and_100_percent_and_never_where_one_drags_on() {
        let points = |in_time, late, dragging, unknown| {
            let unknown_open = 0;
            petition_points(PetitionCounts { in_time, late, dragging, unknown, unknown_open })
        };
        let open = PetitionCounts { in_time: 10, unknown_open: 1, ..PetitionCounts::default() };
        assert_eq!(petition_points(open), None);
        assert_eq!(points(0, 0, 0, 0), Some(2));
        assert_eq!(points(10, 0, 0, 0), Some(2));
        assert_eq!(points(9, 1, 0, 0), Some(1));
        assert_eq!(points(899, 101, 0, 0), Some(0));
        assert_eq!(points(10, 0, 1, 0), Some(0));
        // The one without a deadline would decide, or cannot.
        assert_eq!(points(10, 0, 0, 1), None);
        assert_eq!(points(98, 1, 0, 1), Some(1));
        assert_eq!(points(0, 9, 0, 1), Some(0));
    }

    #[test]
    fn online_service_counts_at_15_20_and_30_percent() {
        let points = |procedures: Option<(u64, u64)>, share: (u64, u64), late| {
            let ratio = |(part, whole)| Ratio::new(part, whole);
            online_points(procedures.map(ratio), ratio(share), late)
        };
        assert_eq!(points(Some((20, 100)), (30, 100), 0), Some(2));
        assert_eq!(points(Some((20, 100)), (299, 1000), 0), Some(1));
        // Left open by the circular.
        assert_eq!(points(Some((19, 100)), (30, 100), 0), Some(1));
        assert_eq!(points(Some((20, 100)), (15, 100), 0), Some(1));
        assert_eq!(points(Some((20, 100)), (149, 1000), 0), Some(0));
        assert_eq!(points(Some((0, 100)), (30, 100), 0), Some(0));
        assert_eq!(points(Some((20, 100)), (30, 100), 1), Some(0));
        // What is not known decides, or does not.
        assert_eq!(points(None, (30, 100), 0), None);
        assert_eq!(points(None, (14, 100), 0), Some(0));
        assert_eq!(points(None, (0, 0), 1), Some(0));
        assert_eq!(points(Some((20, 100)), (0, 0), 0), None);
    }
}
