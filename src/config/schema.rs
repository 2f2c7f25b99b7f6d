//! The settings as they are written: every table and key of `congso.toml`, nothing else.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Deserialize;

use crate::config::words::{FieldName, Hundredths};
use crate::document::{DepartmentForm, Paper, Sheets};
use crate::measure::{Base, Withdrawn};
use crate::model::{Channel, ComplaintKind, CutOff, Standing, parse_day};
use crate::report::{DigitScale, Numbers, SecondDelay, SupplementMode};
use crate::rules::{AgencyLevel, DayKind, LetterForm, Limit, PeriodKind, letter_forms};

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
    pub(crate) lua_chon: ChoiceTable,
    pub(crate) muc_tieu: TargetsTable,
    pub(crate) luu_tru: ArchiveTable,
    pub(crate) danh_gia: EvaluationTable,
    pub(crate) tong_hop: UnitsTable,
    /// The office's own header → field.
    pub(crate) cot: BTreeMap<String, FieldName>,
    /// The office's own statuses, channels, kinds of complaints → what they are.
    pub(crate) trang_thai: BTreeMap<String, Standing>,
    pub(crate) hinh_thuc: BTreeMap<String, Channel>,
    pub(crate) loai_don: BTreeMap<String, ComplaintKind>,
    /// Number of a content of the plan → its name.
    pub(crate) noi_dung: BTreeMap<String, String>,
    pub(crate) don_vi: Vec<DepartmentEntry>,
    pub(crate) thu_tuc: Vec<Procedure>,
    pub(crate) cau_hoi: Vec<QuestionEntry>,
    pub(crate) thong_tin: Vec<Fact>,
    pub(crate) ngay_them: Vec<DayEntry>,
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
    pub(crate) don_vi: DepartmentForm,
    /// Lines of the form of the 13 columns, where the law layer leaves them to the office.
    pub(crate) bieu_mau: Vec<String>,
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
            kinh_gui: Vec::new(),
            noi_nhan: vec!["Như trên".to_owned(), "Lãnh đạo cơ quan".to_owned()],
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct LetterTable {
    pub(crate) kho_giay: Paper,
    pub(crate) mau: WordingChoice,
    pub(crate) quoc_hieu_thu_cong: bool,
    pub(crate) noi_nhan: Vec<String>,
    /// Working days before its date from which an open dossier is about to be late.
    pub(crate) bao_truoc: u32,
    pub(crate) danh_so: Numbers,
    pub(crate) tre_lan_hai: SecondDelay,
    /// Beginnings of names that are organisations, or people, whatever they look like.
    pub(crate) to_chuc: Vec<String>,
    pub(crate) ca_nhan: Vec<String>,
    pub(crate) xep_trang: Sheets,
}

impl Default for LetterTable {
    fn default() -> Self {
        Self {
            kho_giay: Paper::A5,
            mau: WordingChoice::default(),
            quoc_hieu_thu_cong: true,
            noi_nhan: ["Như trên", "Bộ phận Một cửa", "Lưu: VT"].map(str::to_owned).into(),
            bao_truoc: 2,
            danh_so: Numbers::default(),
            tre_lan_hai: SecondDelay::default(),
            to_chuc: Vec::new(),
            ca_nhan: Vec::new(),
            xep_trang: Sheets::TwoUp,
        }
    }
}

/// `theo_ky`, or a wording of `law.toml`.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(try_from = "String")]
pub(crate) enum WordingChoice {
    /// By the last day of the period.
    #[default]
    ByPeriod,
    Own(LetterForm),
}

const BY_PERIOD: &str = "theo_ky";

impl TryFrom<String> for WordingChoice {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        if text == BY_PERIOD {
            return Ok(Self::ByPeriod);
        }
        let forms = letter_forms();
        let known: Vec<&str> = forms.iter().map(|form| form.wording.as_str()).collect();
        let advice = format!("\n   = gợi ý: chọn một trong: {BY_PERIOD}, {}", known.join(", "));
        let form = forms.iter().find(|form| form.wording == text);
        form.cloned().map(Self::Own).ok_or_else(|| format!("Không có lựa chọn “{text}”{advice}"))
    }
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
    pub(crate) loai: CutOff,
    /// What a run without `--ky` takes.
    pub(crate) don_vi: PeriodKind,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct ChoiceTable {
    pub(crate) rut_tra_lai: Withdrawn,
    pub(crate) moc: Base,
    pub(crate) bo_sung: SupplementMode,
    pub(crate) chu_so: DigitScale,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct TargetsTable {
    pub(crate) dung_han: Option<Hundredths>,
    pub(crate) hai_long: Option<Hundredths>,
}

/// The scorecard of Thông tư 01/2018/TT-VPCP.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct EvaluationTable {
    pub(crate) cham_diem: WhenScored,
    pub(crate) cap: AgencyLevel,
    pub(crate) chi_so_766: WhenScored,
    /// Whether officers are scored one by one.
    pub(crate) can_bo: bool,
}

/// Units of a superior office.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct UnitsTable {
    /// Folders and files, from the office's folder.
    pub(crate) nguon: Vec<String>,
    /// Those that are expected, in the order of the report.
    pub(crate) don_vi: Vec<String>,
    /// Working days after the period within which a unit has to archive it.
    pub(crate) han_gui: Option<u32>,
}

#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
pub(crate) enum WhenScored {
    /// Where the law of the period asks for it.
    #[default]
    #[serde(rename = "theo_ky")]
    ByPeriod,
    #[serde(rename = "co")]
    Always,
    #[serde(rename = "khong")]
    Never,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct ArchiveTable {
    /// Whether bags keep what was read, or its digests alone.
    pub(crate) luu_nguon: bool,
}

impl Default for ArchiveTable {
    fn default() -> Self {
        Self { luu_nguon: true }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DepartmentEntry {
    pub(crate) ten: String,
    #[serde(default)]
    pub(crate) ten_khac: Vec<String>,
    #[serde(default)]
    pub(crate) linh_vuc: Vec<String>,
    #[serde(default)]
    pub(crate) thu_tuc: Vec<String>,
    /// Who signs its report, and its symbol.
    #[serde(default)]
    pub(crate) quyen_han: Vec<String>,
    #[serde(default)]
    pub(crate) ho_ten: String,
    #[serde(default)]
    pub(crate) ky_hieu: String,
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
pub(crate) struct QuestionEntry {
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
pub(crate) struct DayEntry {
    pub(crate) ngay: SettingDay,
    pub(crate) loai: DayKind,
    /// For the office's own memory.
    #[serde(default, rename = "ghi_chu")]
    _note: String,
}

/// A day, ISO or dd/mm/yyyy.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct SettingDay(pub(crate) Date);

impl TryFrom<String> for SettingDay {
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
    use crate::config::de::{FaultKind, TomlNode};
    use crate::ledger::Field;

    const PUBLISHED: &str = include_str!("../../docs/congso.schema.json");

    /// What the settings know where `text` says something unknown.
    fn known(text: &str) -> BTreeSet<String> {
        let table = DeTable::parse(text).expect("TOML");
        let tree = Spanned::new(table.span(), DeValue::Table(table.into_inner()));
        match Schema::deserialize(TomlNode(&tree, &BTreeSet::new()))
            .expect_err("something unknown")
            .kind
        {
            FaultKind::UnknownKey { known, .. } | FaultKind::UnknownChoice { known, .. } => {
                known.iter().map(|word| (*word).to_owned()).collect()
            }
            other => panic!("{text}: {other:?}"),
        }
    }

    const FIELDS: &str = "\"cot\": {\n      \"description\": \"Tên cột của riêng cơ quan → trường\",\n      \"x-dung-o\": \"Đọc bảng tính\",\n      \"type\": \"object\",\n      \"additionalProperties\": {\n        \"enum\": [";

    /// The fields as the schema lists them.
    fn fields() -> String {
        let keys = Field::settings().map(|(key, ..)| format!("\n          \"{key}\""));
        format!("{FIELDS}{}\n        ]", keys.collect::<Vec<_>>().join(","))
    }

    const WORDINGS: &str = "\"mau\": {\"description\": \"Lời văn của Mẫu số 04\", \"enum\": [";

    /// The wordings of a letter as the schema lists them, each with its title in law.
    fn wordings() -> String {
        let quoted = |text: &str| Value::from(text).to_string();
        let forms = letter_forms();
        let choices = forms.iter().map(|form| quoted(&form.wording));
        let titles = forms.iter().map(|form| {
            format!("{}: {}", quoted(&form.wording), quoted(&format!("luôn là “{}”", form.title)))
        });
        let listed = |own: String, of_law: Vec<String>| {
            std::iter::once(own).chain(of_law).collect::<Vec<_>>().join(", ")
        };
        format!(
            "{WORDINGS}{}], \"default\": {}, \"x-nghia\": {{{}}}",
            listed(quoted(BY_PERIOD), choices.collect()),
            quoted(BY_PERIOD),
            listed(format!("{}: \"theo ngày cuối kỳ\"", quoted(BY_PERIOD)), titles.collect()),
        )
    }

    /// The published schema with lists that follow the code, in place of what stands from their heads to their ends.
    fn renewed() -> String {
        let lists = [(FIELDS, "]", fields()), (WORDINGS, "}", wordings())];
        lists.into_iter().fold(PUBLISHED.to_owned(), |schema, (head, end, list)| {
            let (before, rest) = schema.split_once(head).expect("the head of the list");
            let (_, after) = rest.split_once(end).expect("its end");
            format!("{before}{list}{after}")
        })
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
    #[expect(clippy::disallowed_methods, reason = "writes the lists where it is asked to")]
    fn the_published_schema_knows_the_same_keys_and_choices() {
        let schema: Value = serde_json::from_str(PUBLISHED).expect("JSON");
        let properties = &schema["properties"];
        assert_eq!(known("'?' = 1"), keys(properties));
        for (name, table) in properties.as_object().expect("tables") {
            if name == "noi_dung" {
                continue;
            }
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
                // The wordings of a letter are those of the law, written below.
                if (name.as_str(), key.as_str()) == ("thu", "mau") {
                    continue;
                }
                if let Some(choices) = value.get("enum") {
                    let text = format!("{head}\n{key} = '?'");
                    assert_eq!(known(&text), words(choices), "{name}.{key}");
                }
            }
        }
        let renewed = renewed();
        if renewed != PUBLISHED && std::env::var("INSTA_UPDATE").is_ok_and(|how| how == "always") {
            let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/congso.schema.json");
            std::fs::write(path, &renewed).expect("the schema");
        }
        assert_eq!(renewed, PUBLISHED, "INSTA_UPDATE=always writes the lists");
    }
}
