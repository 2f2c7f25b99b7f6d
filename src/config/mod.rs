//! Settings → each stage's own options. Strict: what is not known is an error with its line.

mod de;
mod duplicates;
mod period;
mod prose;
mod questionnaire;
mod schema;
mod stages;
mod syntax;
mod words;

use serde::Deserialize as _;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::config::de::{Fault, FaultKind, Node};
use crate::config::duplicates::Twice;
use crate::config::schema::Schema;
use crate::config::words::suggestion;
use crate::error::{Error, Result};

pub(crate) use crate::config::prose::parse_prose;
pub(crate) use crate::config::questionnaire::set_choice;
pub(crate) use crate::config::schema::SetChoice;
pub(crate) use crate::config::stages::{DocumentExtras, LetterBook};

/// Name of the settings in the office's folder.
pub(crate) const FILE: &str = "congso.toml";
/// What `khoi-tao` writes: every key with its meaning.
pub(crate) const TEMPLATE: &str = include_str!("../../templates/congso.toml");

/// Stands in `TEMPLATE` where the office fills in its own words.
const UNFILLED: &str = "……";

/// The settings of an office.
#[derive(Debug, Default)]
pub(crate) struct Settings {
    schema: Schema,
}

impl Settings {
    /// Reads `congso.toml`.
    pub(crate) fn parse(text: &str) -> Result<Self> {
        let table = DeTable::parse(text).map_err(|error| syntax_error(text, &error))?;
        let tree = Spanned::new(table.span(), DeValue::Table(table.into_inner()));
        let schema = Schema::deserialize(Node(&tree)).map_err(|fault| explain(text, &fault))?;
        match duplicates::find(tree.get_ref()) {
            Some(twice) => Err(said_twice(text, &twice)),
            None => Ok(Self { schema }),
        }
    }

    /// What a document cannot do without.
    pub(crate) fn require_agency(&self) -> Result<()> {
        if !self.schema.co_quan.ten.trim().is_empty() {
            return Ok(());
        }
        Err(settings_error(
            "Chưa khai tên cơ quan",
            None,
            &[],
            "\n   = gợi ý: điền dòng ten = \"…\" trong phần [co_quan]",
        ))
    }

    /// Keys of `[co_quan]` left as `khoi-tao` wrote them, which a printed document shows as dots.
    pub(crate) fn gaps(&self) -> Vec<&'static str> {
        let agency = &self.schema.co_quan;
        let open = |value: &str| value.trim().is_empty() || value.contains(UNFILLED);
        [("ten", &agency.ten), ("dia_danh", &agency.dia_danh), ("ky_hieu", &agency.ky_hieu)]
            .into_iter()
            .filter(|(_, value)| open(value))
            .map(|(key, _)| key)
            .collect()
    }
}

fn syntax_error(text: &str, error: &toml::de::Error) -> Error {
    let slip = syntax::slip(text, error.message(), error.span().as_ref());
    let advice = format!("\n   = gợi ý: {}", slip.advice);
    let places: Vec<usize> = slip.before.into_iter().chain(slip.at).collect();
    settings_error(&slip.what, Some(text), &places, &advice)
}

/// One thing said in two places.
fn said_twice(text: &str, twice: &Twice) -> Error {
    let advice = format!("\n   = gợi ý: {}", twice.advice);
    settings_error(&twice.what, Some(text), &[twice.first, twice.second], &advice)
}

fn explain(text: &str, fault: &Fault) -> Error {
    let at: Vec<usize> = fault.at.into_iter().collect();
    let settings_error = |what: &str, advice: &str| settings_error(what, Some(text), &at, advice);
    match &fault.kind {
        FaultKind::UnknownKey { found, known } => {
            settings_error(&format!("Không có khóa “{found}”"), &suggestion(found, known))
        }
        FaultKind::UnknownChoice { found, known } => settings_error(
            &format!("Không có lựa chọn “{found}”"),
            &format!("\n   = gợi ý: chọn một trong: {}", known.join(", ")),
        ),
        FaultKind::WrongType { wanted, found } => {
            settings_error(&format!("Ở đây phải là {wanted}, nhưng lại là {found}"), "")
        }
        FaultKind::MissingKey(key) => settings_error(
            &format!("Thiếu khóa “{key}”"),
            &format!("\n   = gợi ý: thêm dòng {key} = \"…\" vào phần này"),
        ),
        FaultKind::Said(message) => match message.split_once('\n') {
            Some((what, advice)) => settings_error(what, &format!("\n{advice}")),
            None => settings_error(message, ""),
        },
    }
}

/// What, where (with the line itself, if it is one), what to do.
fn settings_error(what: &str, text: Option<&str>, at: &[usize], advice: &str) -> Error {
    let text = text.unwrap_or_default();
    let number = |at: usize| text.get(..at).unwrap_or(text).matches('\n').count() + 1;
    let place = match at {
        [] => FILE.to_owned(),
        [at] => {
            let line = text.lines().nth(number(*at) - 1).unwrap_or_default().trim();
            format!("{FILE} › dòng {}: {line}", number(*at))
        }
        several => {
            let lines: Vec<String> =
                several.iter().map(|at| format!("dòng {}", number(*at))).collect();
            format!("{FILE} › {}", lines.join(" và "))
        }
    };
    Error::Settings { message: format!("{what}\n  --> {place}{advice}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn refused(text: &str, want: &str) {
        let error = Settings::parse(text).expect_err("settings that are refused");
        assert_eq!(error.to_string(), want);
    }

    #[test]
    fn an_unknown_key_is_refused_with_its_line_and_the_nearest_one() {
        refused(
            "[co_quan]\nten = \"Sở Nội vụ\"\ndia_dnah = \"Trà Vinh\"\n",
            "Không có khóa “dia_dnah”\n  --> congso.toml › dòng 3: dia_dnah = \"Trà Vinh\"\n   = gợi ý: có phải là “dia_danh”?",
        );
        refused(
            "\n[coquan]\n",
            "Không có khóa “coquan”\n  --> congso.toml › dòng 2: [coquan]\n   = gợi ý: có phải là “co_quan”?",
        );
    }

    #[test]
    fn an_unknown_choice_names_all_there_are() {
        refused(
            "[lua_chon]\nmoc = \"hen_cuoi\"",
            "Không có lựa chọn “hen_cuoi”\n  --> congso.toml › dòng 2: moc = \"hen_cuoi\"\n   = gợi ý: chọn một trong: hen_lan_dau, hen_lai",
        );
    }

    #[test]
    fn a_wrong_type_says_what_was_wanted() {
        refused(
            "[thu]\nbao_truoc = -1",
            "Ở đây phải là một số nguyên không âm, không có dấu ngoặc, nhưng lại là một con số\n  --> congso.toml › dòng 2: bao_truoc = -1",
        );
        refused(
            "[bao_cao]\nnoi_nhan = \"Sở Nội vụ\"",
            "Ở đây phải là một danh sách trong [ ], nhưng lại là một đoạn chữ\n  --> congso.toml › dòng 2: noi_nhan = \"Sở Nội vụ\"",
        );
        refused(
            "[thu]\nquoc_hieu_thu_cong = \"true\"",
            "Ở đây phải là true hoặc false, không có dấu ngoặc, nhưng lại là một đoạn chữ\n  --> congso.toml › dòng 2: quoc_hieu_thu_cong = \"true\"",
        );
    }

    #[test]
    fn a_value_that_means_nothing_says_how_to_write_it() {
        refused(
            "[muc_tieu]\n\ndung_han = \"chín mươi\"",
            "Không hiểu tỷ lệ “chín mươi”\n  --> congso.toml › dòng 3: dung_han = \"chín mươi\"\n   = gợi ý: viết “95%” hoặc “98,25%”, từ 0% đến 100%",
        );
        refused(
            "[[ngay_them]]\nngay = \"31/02/2020\"\nloai = \"nghi\"",
            "Không đọc được ngày “31/02/2020”\n  --> congso.toml › dòng 2: ngay = \"31/02/2020\"\n   = gợi ý: viết 2020-03-20 hoặc 20/03/2020",
        );
        refused(
            "[cot]\n\"ngày nộp\" = \"ngay_tiepnhan\"",
            "Không có trường “ngay_tiepnhan” để đọc cột vào\n  --> congso.toml › dòng 2: \"ngày nộp\" = \"ngay_tiepnhan\"\n   = gợi ý: có phải là “ngay_tiep_nhan”?",
        );
    }

    #[test]
    fn a_department_needs_a_name() {
        refused(
            "[co_quan]\n[[don_vi]]\nten_khac = [\"NCC\"]",
            "Thiếu khóa “ten”\n  --> congso.toml › dòng 2: [[don_vi]]\n   = gợi ý: thêm dòng ten = \"…\" vào phần này",
        );
    }

    #[test]
    fn what_is_no_toml_is_refused_with_its_line() {
        let error = Settings::parse("[co_quan]\nten = Sở\n").expect_err("a syntax error");
        assert!(error.to_string().contains("congso.toml › dòng 2: ten = Sở"), "{error}");
    }

    #[test]
    fn the_template_of_the_settings_is_valid_and_says_what_to_fill_in() {
        let settings = Settings::parse(TEMPLATE).expect("valid settings");
        assert!(settings.require_agency().is_ok());
        assert_eq!(settings.gaps(), ["ten", "dia_danh", "ky_hieu"]);
    }

    #[test]
    fn an_agency_needs_a_name() {
        let settings = Settings::parse("[co_quan]\nten = \" \"").expect("valid settings");
        let error = settings.require_agency().expect_err("a name that is missing");
        assert!(error.to_string().contains("Chưa khai tên cơ quan"), "{error}");
    }

    #[test]
    fn dates_may_be_written_with_or_without_quotes() {
        let text = "[[ngay_them]]\nngay = 2020-03-20\nloai = \"lam\"";
        assert!(Settings::parse(text).is_ok());
    }
}
