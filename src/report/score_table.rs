//! The scorecards of several units beside each other, as Bộ phận Một cửa sums them up (Thông tư 01/2018/TT-VPCP Điều 15
//! khoản 4). Points are tenths.

use serde::{Deserialize, Serialize};

use crate::report::ScorecardFigures;

/// Bảng tổng hợp chỉ số thành phần.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ScoreTable {
    #[serde(rename = "don_vi")]
    pub(crate) units: Vec<UnitScore>,
    /// Of each index over the units that know it, rounded once, half away from zero.
    #[serde(rename = "trung_binh")]
    pub(crate) averages: Vec<Option<u64>>,
    #[serde(rename = "trung_binh_tong")]
    pub(crate) average_total: Option<u64>,
}

/// One unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct UnitScore {
    #[serde(rename = "ten")]
    pub(crate) name: String,
    /// Of the nine indices; `null` for not known.
    #[serde(rename = "diem")]
    pub(crate) points: Vec<Option<u64>>,
    #[serde(rename = "tong")]
    pub(crate) total: Option<u64>,
    #[serde(rename = "xep_loai")]
    pub(crate) grade: Option<String>,
    /// By the total, ties share one (1, 2, 2, 4); `null` without a total.
    #[serde(rename = "hang")]
    pub(crate) place: Option<u64>,
}

/// `None` where no unit has a scorecard.
pub(crate) fn score_table<'a>(
    units: impl Iterator<Item = (&'a str, Option<&'a ScorecardFigures>)>,
) -> Option<ScoreTable> {
    let cards: Vec<_> = units.filter_map(|(name, card)| Some((name, card?))).collect();
    let most = cards.iter().map(|(_, card)| card.indices.len()).max()?;
    let better = |total: u64| {
        let others = cards.iter().filter_map(|(_, card)| card.total);
        u64::try_from(others.filter(|other| *other > total).count()).unwrap_or(u64::MAX)
    };
    let units: Vec<UnitScore> = cards
        .iter()
        .map(|(name, card)| UnitScore {
            name: (*name).to_owned(),
            points: card.indices.iter().map(|index| index.points).collect(),
            total: card.total,
            grade: card.grade.clone(),
            place: card.total.map(|total| better(total) + 1),
        })
        .collect();
    let of_index = |at: usize| average(units.iter().filter_map(|unit| *unit.points.get(at)?));
    Some(ScoreTable {
        averages: (0..most).map(of_index).collect(),
        average_total: average(units.iter().filter_map(|unit| unit.total)),
        units,
    })
}

fn average(known: impl Iterator<Item = u64>) -> Option<u64> {
    let (sum, count) = known.fold((0, 0), |(sum, count), points| (sum + points, count + 1));
    (count > 0).then(|| (2 * sum + count) / (2 * count))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::IndexFigures;

    fn card(points: [Option<u64>; 2], total: Option<u64>) -> ScorecardFigures {
        let index = |(number, points): (u8, Option<u64>)| IndexFigures {
            number,
            name: String::new(),
            most: 20,
            points,
            points_text: String::new(),
            computed: None,
            self_scored: None,
            sum: None,
            dossiers: None,
            lost: None,
            grounds: String::new(),
        };
        ScorecardFigures {
            circular: String::new(),
            indices: (1..).zip(points).map(index).collect(),
            total,
            total_text: String::new(),
            grade: None,
            missing: Vec::new(),
            decisions: Vec::new(),
        }
    }

    #[test]
    fn units_are_ranked_by_their_totals_and_averages_leave_out_what_is_not_known() {
        let cards = [
            card([Some(20), Some(15)], Some(35)),
            card([Some(19), None], None),
            card([Some(20), Some(20)], Some(40)),
            card([Some(15), Some(20)], Some(35)),
        ];
        let table = score_table(cards.iter().map(|card| ("A", Some(card)))).unwrap();
        let places: Vec<_> = table.units.iter().map(|unit| unit.place).collect();
        assert_eq!(places, [Some(2), None, Some(1), Some(2)]);
        // 18,5 and 18,33; the total 36,67.
        assert_eq!(table.averages, [Some(19), Some(18)]);
        assert_eq!(table.average_total, Some(37));
        assert_eq!(score_table([("A", None)].into_iter()), None);
    }
}
