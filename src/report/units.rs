//! Units of a superior office: which of them count, and why the others do not.

use serde::{Deserialize, Serialize};

use crate::model::name_key;
use crate::report::compare::OF_ANSWERS;
use crate::report::figures::VERSION;
use crate::report::{ChoiceFigures, PeriodFigures, Report};

/// What became of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) enum UnitState {
    /// Its bag is what was written, and its figures follow from its rows.
    #[serde(rename = "da_xac_minh")]
    Verified,
    /// It counts, but nothing shows that its figures are what was archived.
    #[serde(rename = "khong_xac_minh_duoc")]
    Unverified,
    #[serde(rename = "khong_cong")]
    LeftOut,
    #[serde(rename = "chua_co")]
    Missing,
}

impl UnitState {
    /// As it is printed.
    pub(crate) const fn vietnamese(self) -> &'static str {
        match self {
            Self::Verified => "Đã xác minh",
            Self::Unverified => "Không xác minh được",
            Self::LeftOut => "Không cộng",
            Self::Missing => "Chưa có số liệu",
        }
    }
}

/// One unit, or one place from which nothing was taken.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct UnitFigures {
    /// Name of its row; of what cannot be read, the place.
    #[serde(rename = "ten")]
    pub(crate) name: String,
    /// Folder or file as it was named, without what lies above it; `null` for one that is missing.
    #[serde(rename = "noi_lay")]
    pub(crate) place: Option<String>,
    #[serde(rename = "trang_thai")]
    pub(crate) state: UnitState,
    /// What is to be known of it, in words.
    #[serde(rename = "cau")]
    pub(crate) words: String,
    /// SHA-256 of its `so-lieu.json`, and of its manifest where it came as a bag.
    #[serde(rename = "sha256")]
    pub(crate) digest: Option<String>,
    #[serde(rename = "sha256_ban_ke")]
    pub(crate) manifest: Option<String>,
    /// As printed on its own report.
    #[serde(rename = "ma_kiem_tra")]
    pub(crate) code: Option<String>,
    /// On which its bag was made, ISO.
    #[serde(rename = "ngay_lap")]
    pub(crate) day: Option<String>,
    /// Made after the day by which it had to be sent.
    #[serde(rename = "gui_muon")]
    pub(crate) is_late: bool,
}

/// A unit whose figures count, under the name of its row.
#[derive(Clone, Debug)]
pub(crate) struct AddedUnit {
    pub(crate) name: String,
    /// Where its `so-lieu.json` lies in the bag, and its digest.
    pub(crate) path: String,
    pub(crate) digest: String,
    pub(crate) report: Report,
}

impl UnitFigures {
    pub(crate) fn is_added(&self) -> bool {
        matches!(self.state, UnitState::Verified | UnitState::Unverified)
    }

    pub(crate) fn is_left_out(&self) -> bool {
        self.state == UnitState::LeftOut
    }

    pub(crate) fn is_missing(&self) -> bool {
        self.state == UnitState::Missing
    }

    pub(crate) fn is_unverified(&self) -> bool {
        self.state == UnitState::Unverified
    }
}

/// Why the figures of a unit are not added to others; `None` where they may be.
pub(crate) fn not_addable(
    unit: &Report,
    period: &PeriodFigures,
    own: &[ChoiceFigures],
) -> Option<String> {
    if unit.version != VERSION {
        return Some("cách tính của chương trình đã lập khác bản này".to_owned());
    }
    if unit.department.is_some() {
        return Some("là số liệu của một phòng, không phải của cả cơ quan".to_owned());
    }
    if unit.consolidated.is_some() {
        return Some(
            "là số liệu đã tổng hợp từ các đơn vị khác; cộng vào sẽ tính trùng".to_owned(),
        );
    }
    if unit.period.code != period.code {
        return Some(format!("là số liệu {}, không phải {}", unit.period.name, period.name));
    }
    if (&unit.period.from, &unit.period.to) != (&period.from, &period.to) {
        return Some(format!(
            "kỳ tính từ ngày {} đến ngày {}, không phải từ ngày {} đến ngày {}",
            unit.period.from_text, unit.period.to_text, period.from_text, period.to_text
        ));
    }
    let decides = |choice: &&ChoiceFigures| {
        !OF_ANSWERS.contains(&choice.key.as_str()) && choice.key != "bang_tong_hop"
    };
    unit.choices.iter().filter(decides).find_map(|choice| {
        let wanted = own.iter().find(|own| own.key == choice.key)?;
        (!wanted.same_as(choice)).then(|| {
            format!(
                "chọn cách tính khác ({} = {}, cơ quan tổng hợp chọn {})",
                choice.key,
                choice.value.as_deref().unwrap_or("không rõ"),
                wanted.value.as_deref().unwrap_or("không rõ")
            )
        })
    })
}

/// Whose figures they are: units of one name below different superiors are two.
pub(crate) fn unit_key(unit: &Report) -> (String, String) {
    (name_key(&unit.agency.name), name_key(&unit.agency.superior))
}
