//! The settings as they are written: every table and key of `congso.toml`, nothing else.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Deserialize;

use crate::config::words::{FieldName, Hundredths};
use crate::model::parse_day;
use crate::rules::Limit;

/// All of `congso.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Schema {
    pub(crate) co_quan: Agency,
    pub(crate) nguoi_ky: Signer,
    pub(crate) bao_cao: ReportTable,
    pub(crate) cong_van: CoverTable,
    pub(crate) thu: LetterTable,
    pub(crate) phieu: FormTable,
    pub(crate) ky: PeriodTable,
    pub(crate) lua_chon: Choices,
    pub(crate) muc_tieu: Targets,
    /// The office's own header → field.
    pub(crate) cot: BTreeMap<String, FieldName>,
    /// The office's own statuses, channels, kinds of complaints → what they are.
    pub(crate) trang_thai: BTreeMap<String, StandingChoice>,
    pub(crate) hinh_thuc: BTreeMap<String, ChannelChoice>,
    pub(crate) loai_don: BTreeMap<String, KindChoice>,
    pub(crate) don_vi: Vec<Department>,
    pub(crate) thu_tuc: Vec<Procedure>,
    pub(crate) cau_hoi: Vec<Question>,
    pub(crate) thong_tin: Vec<Fact>,
    pub(crate) ngay_them: Vec<ExtraDay>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Agency {
    pub(crate) ten: String,
    pub(crate) ten_dong: Vec<String>,
    pub(crate) chu_quan: String,
    pub(crate) chu_quan_dong: String,
    pub(crate) dia_danh: String,
    pub(crate) ky_hieu: String,
    pub(crate) don_vi_soan_thao: String,
    pub(crate) dia_chi: String,
    pub(crate) thu_dien_tu: String,
    pub(crate) trang_thong_tin: String,
    pub(crate) dien_thoai: String,
    pub(crate) fax: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Signer {
    pub(crate) quyen_han: Vec<String>,
    pub(crate) ho_ten: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct ReportTable {
    pub(crate) trich_yeu: String,
    pub(crate) kinh_gui: Vec<String>,
    pub(crate) noi_nhan: Vec<String>,
    pub(crate) can_cu: Vec<String>,
}

/// Công văn that goes out with the report.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct CoverTable {
    pub(crate) trich_yeu: String,
    pub(crate) mo_dau: String,
    pub(crate) kinh_gui: Vec<String>,
    pub(crate) noi_nhan: Vec<String>,
}

impl Default for CoverTable {
    fn default() -> Self {
        Self {
            trich_yeu: String::new(),
            mo_dau: String::new(),
            kinh_gui: vec!["Sở Nội vụ".to_owned()],
            noi_nhan: vec!["Như trên".to_owned(), "Ban Giám đốc".to_owned()],
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct LetterTable {
    pub(crate) kho_giay: PaperChoice,
    pub(crate) mau: WordingChoice,
    pub(crate) quoc_hieu_thu_cong: bool,
    pub(crate) noi_nhan: Vec<String>,
    /// Working days before its date from which an open dossier is about to be late.
    pub(crate) bao_truoc: u32,
    pub(crate) danh_so: NumbersChoice,
    pub(crate) tre_lan_hai: SecondDelayChoice,
    /// Beginnings of names that are organisations, or people, whatever they look like.
    pub(crate) to_chuc: Vec<String>,
    pub(crate) ca_nhan: Vec<String>,
    pub(crate) xep_trang: SheetsChoice,
}

impl Default for LetterTable {
    fn default() -> Self {
        Self {
            kho_giay: PaperChoice::default(),
            mau: WordingChoice::default(),
            quoc_hieu_thu_cong: true,
            noi_nhan: ["Như trên", "Bộ phận Một cửa", "Lưu: VT"].map(str::to_owned).into(),
            bao_truoc: 2,
            danh_so: NumbersChoice::default(),
            tre_lan_hai: SecondDelayChoice::default(),
            to_chuc: Vec::new(),
            ca_nhan: Vec::new(),
            xep_trang: SheetsChoice::default(),
        }
    }
}

/// Who numbers letters.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
pub(crate) enum NumbersChoice {
    #[default]
    #[serde(rename = "van_thu")]
    ClerksOffice,
    #[serde(rename = "lien_tuc")]
    Series,
}

/// After a second delay.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
pub(crate) enum SecondDelayChoice {
    #[default]
    #[serde(rename = "khong")]
    Nothing,
    #[serde(rename = "thu_cong")]
    Apology,
}

/// How all letters are put on paper.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
pub(crate) enum SheetsChoice {
    /// Each letter on sheets of its own, printed on both sides.
    #[serde(rename = "hai_mat")]
    Duplex,
    #[serde(rename = "mot_mat")]
    Single,
    /// Two A5 side by side on A4.
    #[default]
    #[serde(rename = "hai_a5_tren_a4")]
    TwoUp,
}

#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
pub(crate) enum PaperChoice {
    #[default]
    A5,
    A4,
}

#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
pub(crate) enum WordingChoice {
    /// By the last day of the period.
    #[default]
    #[serde(rename = "theo_ky")]
    ByPeriod,
    #[serde(rename = "2018")]
    Law2018,
    #[serde(rename = "2025")]
    Law2025,
}

/// The questionnaire.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct FormTable {
    pub(crate) bo_cau_hoi: SetChoice,
    pub(crate) thang_do: ScaleChoice,
}

/// Questions that ship, before the office's own.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
pub(crate) enum SetChoice {
    /// The office's own alone.
    #[default]
    #[serde(rename = "rieng")]
    Own,
    #[serde(rename = "sipas_22")]
    Sipas22,
    #[serde(rename = "sipas_19")]
    Sipas19,
}

#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
pub(crate) enum ScaleChoice {
    #[default]
    #[serde(rename = "5_muc")]
    Five,
    #[serde(rename = "3_muc")]
    Three,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct PeriodTable {
    pub(crate) loai: CutOffChoice,
    pub(crate) don_vi: UnitChoice,
}

#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
pub(crate) enum CutOffChoice {
    #[default]
    #[serde(rename = "hanh_chinh")]
    Administrative,
    #[serde(rename = "duong_lich")]
    Calendar,
}

/// What a run without `--ky` takes.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
pub(crate) enum UnitChoice {
    #[default]
    #[serde(rename = "thang")]
    Month,
    #[serde(rename = "quy")]
    Quarter,
    #[serde(rename = "6_thang")]
    HalfYear,
    #[serde(rename = "9_thang")]
    NineMonths,
    #[serde(rename = "nam")]
    Year,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Choices {
    pub(crate) rut_tra_lai: WithdrawnChoice,
    pub(crate) moc: BaseChoice,
    pub(crate) bo_sung: SupplementChoice,
    pub(crate) chu_so: DigitsChoice,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
pub(crate) enum StandingChoice {
    #[serde(rename = "khong_tinh")]
    NeverCounted,
    #[serde(rename = "dang_xu_ly")]
    Open,
    #[serde(rename = "cho_bo_sung")]
    Waiting,
    #[serde(rename = "rut_tra_lai")]
    Withdrawn,
    #[serde(rename = "dung_xu_ly")]
    Stopped,
    #[serde(rename = "da_xong")]
    Done,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
pub(crate) enum ChannelChoice {
    #[serde(rename = "truc_tiep")]
    Counter,
    #[serde(rename = "truc_tuyen")]
    Online,
    #[serde(rename = "buu_chinh")]
    Post,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
pub(crate) enum KindChoice {
    #[serde(rename = "khieu_nai")]
    Complaint,
    #[serde(rename = "to_cao")]
    Denunciation,
    #[serde(rename = "kien_nghi")]
    Petition,
    #[serde(rename = "phan_anh")]
    Feedback,
}

#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
pub(crate) enum WithdrawnChoice {
    #[default]
    #[serde(rename = "dung_han")]
    OnTime,
    #[serde(rename = "loai_tru")]
    Excluded,
}

#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
pub(crate) enum BaseChoice {
    #[default]
    #[serde(rename = "hen_lan_dau")]
    FirstAppointment,
    #[serde(rename = "hen_lai")]
    ReAppointment,
}

#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
pub(crate) enum SupplementChoice {
    #[default]
    #[serde(rename = "tinh_lai")]
    Restart,
    #[serde(rename = "tru_thoi_gian_cho")]
    Subtract,
}

#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
pub(crate) enum DigitsChoice {
    #[default]
    #[serde(rename = "chua_khai_bao")]
    Undeclared,
    #[serde(rename = "5_tot_nhat")]
    FiveIsBest,
    #[serde(rename = "1_tot_nhat")]
    OneIsBest,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Targets {
    pub(crate) dung_han: Option<Hundredths>,
    pub(crate) hai_long: Option<Hundredths>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Department {
    pub(crate) ten: String,
    #[serde(default)]
    pub(crate) ten_khac: Vec<String>,
    #[serde(default)]
    pub(crate) linh_vuc: Vec<String>,
    #[serde(default)]
    pub(crate) thu_tuc: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Procedure {
    #[serde(default)]
    pub(crate) ma: Option<String>,
    pub(crate) ten: String,
    pub(crate) thoi_han: TimeLimit,
}

/// `12 ngày`, `15 ngày làm việc`, `4 giờ`, `tra_ngay`, `khong_quy_dinh`.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct TimeLimit(pub(crate) Limit);

impl TryFrom<String> for TimeLimit {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Limit::parse(&text).map(Self).ok_or_else(|| {
            format!(
                "Không hiểu thời hạn “{text}”\n   = gợi ý: viết “15 ngày làm việc”, “12 ngày”, “4 giờ”, “tra_ngay” hoặc “khong_quy_dinh”"
            )
        })
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Question {
    #[serde(default)]
    pub(crate) khoa: Option<String>,
    pub(crate) noi_dung: String,
    #[serde(default)]
    pub(crate) yeu_to: Option<String>,
    #[serde(default)]
    pub(crate) ten_khac: Vec<String>,
}

/// What the questionnaire asks about who answers it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Fact {
    pub(crate) ten: String,
    /// What may be ticked; none: a dotted line.
    #[serde(default)]
    pub(crate) lua_chon: Vec<String>,
}

/// A day off or a day worked beside those of the calendar.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ExtraDay {
    pub(crate) ngay: Day,
    pub(crate) loai: DayChoice,
    /// For the office's own memory.
    #[serde(default, rename = "ghi_chu")]
    _note: String,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
pub(crate) enum DayChoice {
    #[serde(rename = "nghi")]
    Off,
    #[serde(rename = "lam")]
    Worked,
}

/// A day, ISO or dd/mm/yyyy.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct Day(pub(crate) Date);

impl TryFrom<String> for Day {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        parse_day(&text).map(Self).ok_or_else(|| {
            format!("Không đọc được ngày “{text}”\n   = gợi ý: viết 2020-03-20 hoặc 20/03/2020")
        })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::Value;
    use toml::Spanned;
    use toml::de::{DeTable, DeValue};

    use super::*;
    use crate::config::de::{FaultKind, Node};
    use crate::config::words::FIELDS;

    const PUBLISHED: &str = include_str!("../../docs/congso.schema.json");

    /// What the settings know where `text` says something unknown.
    fn known(text: &str) -> BTreeSet<String> {
        let table = DeTable::parse(text).expect("TOML");
        let tree = Spanned::new(table.span(), DeValue::Table(table.into_inner()));
        match Schema::deserialize(Node(&tree, &BTreeSet::new()))
            .expect_err("something unknown")
            .kind
        {
            FaultKind::UnknownKey { known, .. } | FaultKind::UnknownChoice { known, .. } => {
                known.iter().map(|word| (*word).to_owned()).collect()
            }
            other => panic!("{text}: {other:?}"),
        }
    }

    fn words(list: &Value) -> BTreeSet<String> {
        let words = list.as_array().expect("a list").iter().filter_map(Value::as_str);
        words.map(str::to_owned).collect()
    }

    fn keys(object: &Value) -> BTreeSet<String> {
        object.as_object().expect("an object").keys().cloned().collect()
    }

    /// Editors complete and check the settings by the published schema.
    #[test]
    fn the_published_schema_knows_the_same_keys_and_choices() {
        let schema: Value = serde_json::from_str(PUBLISHED).expect("JSON");
        let properties = &schema["properties"];
        assert_eq!(known("'?' = 1"), keys(properties));
        for (name, table) in properties.as_object().expect("tables") {
            if matches!(name.as_str(), "cot" | "trang_thai" | "hinh_thuc" | "loai_don") {
                let choices = words(&table["additionalProperties"]["enum"]);
                if name != "cot" {
                    assert_eq!(known(&format!("[{name}]\nx = '?'")), choices, "{name}");
                }
                continue;
            }
            let (head, table) = match table.get("items") {
                Some(items) => (format!("[[{name}]]"), items),
                None => (format!("[{name}]"), table),
            };
            assert_eq!(known(&format!("{head}\n'?' = 1")), keys(&table["properties"]), "{name}");
            for (key, value) in table["properties"].as_object().expect("keys") {
                if let Some(choices) = value.get("enum") {
                    let text = format!("{head}\n{key} = '?'");
                    assert_eq!(known(&text), words(choices), "{name}.{key}");
                }
            }
        }
        let fields: BTreeSet<String> = FIELDS.iter().map(|(name, ..)| (*name).to_owned()).collect();
        assert_eq!(fields, words(&properties["cot"]["additionalProperties"]["enum"]));
    }
}
