//! By which decree and article a figure is counted, on a given day. The data is in `grounds.toml`.

use std::sync::LazyLock;

use jiff::civil::Date;
use serde::Deserialize;

use crate::rules::law::{TableForm, law};

const TABLE: &str = include_str!("grounds.toml");

static GROUNDS: LazyLock<GroundTable> =
    LazyLock::new(|| toml::from_str(TABLE).expect("grounds.toml is well formed"));

/// What figures are counted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ground {
    /// The form of the 13 columns.
    Columns,
    /// The share of dossiers in time.
    Rating,
    /// QĐ 766/QĐ-TTg.
    JointRate,
    /// QĐ 766/QĐ-TTg as a whole.
    Quality,
    WorkingDays,
    /// Procedures whose result is handed over at once.
    AtOnce,
    Supplements,
    Letters,
    Satisfaction,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GroundTable {
    can_cu: Vec<GroundEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GroundEntry {
    khoa: String,
    tu_ngay: Date,
    dieu_khoan: String,
    nguon: String,
}

impl Ground {
    const fn key(self) -> &'static str {
        match self {
            Self::Columns => "cot",
            Self::Rating => "danh_gia",
            Self::JointRate => "chi_so_2_1",
            Self::Quality => "chi_so_766",
            Self::WorkingDays => "ngay_lam_viec",
            Self::AtOnce => "tra_ngay",
            Self::Supplements => "bo_sung",
            Self::Letters => "thu_xin_loi",
            Self::Satisfaction => "hai_long",
        }
    }

    /// The decree and its article; `None` where none held, or none is known.
    pub(crate) fn on(self, day: Date) -> Option<String> {
        if self == Self::Columns {
            let TableForm::Lines(lines) = law(day).form else { return None };
            return (!lines.is_empty()).then(|| lines.join(", "));
        }
        let is_own = |entry: &GroundEntry| {
            entry.khoa == self.key() && entry.tu_ngay <= day && !entry.nguon.is_empty()
        };
        let held = GROUNDS.can_cu.iter().rfind(|entry| is_own(entry))?;
        Some(held.dieu_khoan.clone()).filter(|article| !article.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_ground_is_the_one_of_its_day() {
        let on = |ground: Ground, day| ground.on(day).unwrap_or_default();
        assert!(on(Ground::Letters, date(2020, 3, 14)).contains("61/2018"));
        assert!(on(Ground::Letters, date(2025, 7, 1)).contains("118/2025"));
        assert!(on(Ground::Columns, date(2020, 10, 21)).contains("01/2020/TT-VPCP"));
        // What did not hold yet, or no longer, is not cited.
        assert_eq!(on(Ground::Columns, date(2020, 3, 14)), "");
        assert_eq!(on(Ground::JointRate, date(2020, 3, 14)), "");
        assert_eq!(on(Ground::Satisfaction, date(2022, 3, 14)), "");
    }

    #[test]
    fn entries_stand_in_order_and_name_their_sources() {
        let table: GroundTable = toml::from_str(TABLE).unwrap();
        assert!(table.can_cu.is_sorted_by(|a, b| a.khoa != b.khoa || a.tu_ngay < b.tu_ngay));
        assert!(table.can_cu.iter().all(|entry| !entry.nguon.is_empty()));
    }
}
