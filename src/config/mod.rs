//! Settings → each stage's own options. Strict: what is not known is an error with its line.

mod commented;
mod de;
mod duplicates;
mod period;
mod printed;
mod prose;
mod questionnaire;
mod schema;
mod stages;
mod syntax;
mod words;

use std::collections::BTreeSet;

use serde::Deserialize as _;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::config::de::{Fault, FaultKind, TomlNode};
use crate::config::duplicates::Twice;
use crate::config::schema::Schema;
use crate::config::words::{CHOICES, suggestion};
use crate::error::{Error, Result};

pub(crate) use crate::config::printed::{Prints, printed};
pub(crate) use crate::config::prose::parse_prose;
pub(crate) use crate::config::questionnaire::{SetNote, set_choice};
pub(crate) use crate::config::schema::SetChoice;
pub(crate) use crate::config::stages::{DocumentExtras, LetterBook, UnitsAsked};

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
    /// Reads `congso.toml`; says all that is wrong in it.
    pub(crate) fn parse(text: &str) -> Result<Self> {
        let (table, slips) = DeTable::parse_recoverable(text);
        let tree = Spanned::new(table.span(), DeValue::Table(table.into_inner()));
        let mut wrong: Vec<Wrong> = Vec::new();
        // A list that is not closed takes the lines below it for its own, each of them a slip.
        let own =
            |(at, slip): &(usize, &toml::de::Error)| *at == 0 || !slip.message().contains("array");
        wrong.extend(slips.iter().enumerate().filter(own).map(|(_, slip)| said_slip(text, slip)));
        let (schema, faults) = read(text, &tree);
        // What follows a slip may be torn out of its part: only what says itself what is wrong with it is said.
        let faults = faults.iter().filter(|fault| {
            slips.is_empty()
                || !matches!(fault.kind, FaultKind::MissingKey(_) | FaultKind::WrongType { .. })
        });
        wrong.extend(faults.map(|fault| explain(text, fault)));
        wrong.extend(duplicates::find(tree.get_ref()).iter().map(|twice| said_twice(text, twice)));
        match schema.filter(|_| wrong.is_empty()) {
            Some(schema) => Ok(Self { schema }),
            None => Err(all(wrong)),
        }
    }

    /// Whether bags keep what was read; else its digests alone.
    pub(crate) fn keeps_inputs(&self) -> bool {
        self.schema.luu_tru.luu_nguon
    }

    /// What a document cannot do without.
    pub(crate) fn require_agency(&self) -> Result<()> {
        if !self.schema.co_quan.ten.trim().is_empty() {
            return Ok(());
        }
        let advice = "\n   = gợi ý: điền dòng ten = \"…\" trong phần [co_quan]";
        Err(all(vec![wrong("Chưa khai tên cơ quan", "", &[], advice)]))
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

/// Something that is wrong, and the line by which it is found.
struct Wrong {
    line: usize,
    message: String,
}

/// More faults than anybody mends at once.
const MOST: usize = 20;

/// Reads the tree again and again, passing over what was found to be at fault, until nothing more is.
fn read(text: &str, tree: &Spanned<DeValue<'_>>) -> (Option<Schema>, Vec<Fault>) {
    let mut faulty = BTreeSet::new();
    let mut faults: Vec<Fault> = Vec::new();
    loop {
        match Schema::deserialize(TomlNode(tree, &faulty)) {
            Ok(schema) => return (Some(schema), faults),
            Err(fault) => {
                let is_new = fault.at.is_some_and(|at| faulty.insert(at));
                if !follows(text, &fault, &faults) {
                    faults.push(fault);
                }
                if !is_new || faults.len() >= MOST {
                    return (None, faults);
                }
            }
        }
    }
}

/// A key that is only missing since its line is at fault.
fn follows(text: &str, fault: &Fault, earlier: &[Fault]) -> bool {
    let (FaultKind::MissingKey(_), Some(from)) = (&fault.kind, fault.at) else { return false };
    let mut places = earlier.iter().filter_map(|fault| fault.at);
    places.any(|at| text.get(from..at).is_some_and(|between| !between.contains("\n[")))
}

/// All of it in order of the lines, each line once.
fn all(mut wrong: Vec<Wrong>) -> Error {
    wrong.sort_by_key(|wrong| wrong.line);
    wrong.dedup_by_key(|wrong| wrong.line);
    // What may be chosen is the same for each line of a part: it is listed once.
    let mut listed: BTreeSet<String> = BTreeSet::new();
    let mut is_new = |line: &&str| !line.starts_with(CHOICES) || listed.insert((*line).to_owned());
    let messages: Vec<String> = wrong
        .into_iter()
        .map(|wrong| wrong.message.lines().filter(&mut is_new).collect::<Vec<_>>().join("\n"))
        .collect();
    Error::Settings { message: messages.join("\n\n") }
}

fn said_slip(text: &str, error: &toml::de::Error) -> Wrong {
    let slip = syntax::slip(text, error.message(), error.span().as_ref());
    if let Some(commented) = left_commented(text, slip.at, slip.before.is_some()) {
        return commented;
    }
    let advice = format!("\n   = gợi ý: {}", slip.advice);
    let places: Vec<usize> = slip.before.into_iter().chain(slip.at).collect();
    wrong(&slip.what, text, &places, &advice)
}

/// One thing said in two places.
fn said_twice(text: &str, twice: &Twice) -> Wrong {
    let advice = format!("\n   = gợi ý: {}", twice.advice);
    wrong(&twice.what, text, &[twice.first, twice.second], &advice)
}

/// A key that belongs to a part whose name is still a comment, where it does not fit the part that it fell into.
fn left_commented(text: &str, at: Option<usize>, is_misplaced: bool) -> Option<Wrong> {
    let at = at.filter(|_| is_misplaced)?;
    let commented = commented::above(text, at)?;
    Some(wrong(
        &format!("Dòng {} còn dấu # ở đầu nên các dòng dưới nó rơi vào phần khác", commented.part),
        text,
        &[commented.at],
        &format!("\n   = gợi ý: xóa dấu # trước {}", commented.part),
    ))
}

fn explain(text: &str, fault: &Fault) -> Wrong {
    if let Some(commented) =
        left_commented(text, fault.at, !matches!(fault.kind, FaultKind::MissingKey(_)))
    {
        return commented;
    }
    let at: Vec<usize> = fault.at.into_iter().collect();
    let wrong = |what: &str, advice: &str| wrong(what, text, &at, advice);
    match &fault.kind {
        FaultKind::UnknownKey { found, known } => {
            wrong(&format!("Không có khóa “{found}”"), &suggestion(found, known))
        }
        FaultKind::UnknownChoice { found, known } => {
            wrong(&format!("Không có lựa chọn “{found}”"), &suggestion(found, known))
        }
        FaultKind::WrongType { wanted, found } => {
            let what = format!("Ở đây phải là {wanted}, nhưng lại là {found}");
            wrong(&what, &in_quotes(text, fault.at, found))
        }
        FaultKind::MissingKey(key) => wrong(
            &format!("Thiếu khóa “{key}”"),
            &format!("\n   = gợi ý: thêm dòng {key} = \"…\" vào phần này"),
        ),
        FaultKind::Said(message) => match message.split_once('\n') {
            Some((what, advice)) => wrong(what, &format!("\n{advice}")),
            None => wrong(message, ""),
        },
    }
}

/// The line as it is meant, where only its quotes are missing.
fn in_quotes(text: &str, at: Option<usize>, found: &str) -> String {
    let value = at.and_then(|at| text.get(at..)).and_then(|rest| rest.lines().next());
    let value = value.map(|value| value.split('#').next().unwrap_or(value).trim());
    let value = value.filter(|value| value.bytes().all(|c| c.is_ascii_alphanumeric()));
    match value {
        Some(value) if found == de::NUMBER => {
            format!("\n   = gợi ý: để giá trị trong dấu ngoặc thẳng: \"{value}\"")
        }
        _ => String::new(),
    }
}

/// What, where (with the line itself, if it is one), what to do.
fn wrong(what: &str, text: &str, at: &[usize], advice: &str) -> Wrong {
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
    let line = at.last().map_or(0, |at| number(*at));
    Wrong { line, message: format!("{what}\n  --> {place}{advice}") }
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
            "Không có khóa “dia_dnah”\n  --> congso.toml › dòng 3: dia_dnah = \"Trà Vinh\"\n   = gợi ý: có phải là “dia_danh”?\n   = gợi ý: chọn một trong: ten, ten_dong, chu_quan, chu_quan_dong, dia_danh, ky_hieu, don_vi_soan_thao, dia_chi, thu_dien_tu, trang_thong_tin, dien_thoai, fax",
        );
        refused(
            "\n[coquan]\n",
            "Không có khóa “coquan”\n  --> congso.toml › dòng 2: [coquan]\n   = gợi ý: có phải là “co_quan”?\n   = gợi ý: chọn một trong: co_quan, nguoi_ky, bao_cao, cong_van, thu, phieu, ky, lua_chon, muc_tieu, luu_tru, danh_gia, tong_hop, cot, trang_thai, hinh_thuc, loai_don, noi_dung, don_vi, thu_tuc, cau_hoi, thong_tin, ngay_them",
        );
    }

    #[test]
    fn an_unknown_choice_names_all_there_are() {
        refused(
            "[lua_chon]\nmoc = \"hen_cuoi\"",
            "Không có lựa chọn “hen_cuoi”\n  --> congso.toml › dòng 2: moc = \"hen_cuoi\"\n   = gợi ý: có phải là “hen_lai”?\n   = gợi ý: chọn một trong: hen_lan_dau, hen_lai",
        );
    }

    #[test]
    fn a_wording_of_a_letter_is_one_of_the_law() {
        assert!(Settings::parse("[thu]\nmau = \"theo_ky\"").is_ok());
        assert!(Settings::parse("[thu]\nmau = \"2018\"").is_ok());
        let error = Settings::parse("[thu]\nmau = \"2017\"").expect_err("no wording").to_string();
        let want = "Không có lựa chọn “2017”\n  --> congso.toml › dòng 2: mau = \"2017\"\n   = gợi ý: chọn một trong: theo_ky, 2018, ";
        assert!(error.starts_with(want), "{error}");
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
        let error =
            Settings::parse("[cot]\n\"ngày nộp\" = \"ngay_tiepnhan\"").expect_err("no field");
        let error = error.to_string();
        assert!(
            error.starts_with(
                "Không có trường “ngay_tiepnhan” để đọc cột vào\n  --> congso.toml › dòng 2: \"ngày nộp\" = \"ngay_tiepnhan\"\n   = gợi ý: có phải là “ngay_tiep_nhan” (ngày tiếp nhận)?\n   = gợi ý: chọn một trong: ma_ho_so (mã hồ sơ), "
            ),
            "{error}"
        );
    }

    #[test]
    fn all_that_is_wrong_is_said_at_once() {
        let error = Settings::parse(
            "[co_quan]\nten = \"Sở\"\ndia_dnah = \"A\"\n[thu]\nbao_truoc = -1\nkho_giay = \"A6\"\n[[don_vi]]\nten_khac = [\"B\"]\n[[don_vi]]\nten = \"C\"\n[[don_vi]]\nten = \"c\"\n",
        )
        .expect_err("five things")
        .to_string();
        let lines: Vec<&str> = error.lines().filter(|line| line.starts_with("  --> ")).collect();
        assert_eq!(
            lines,
            [
                "  --> congso.toml › dòng 3: dia_dnah = \"A\"",
                "  --> congso.toml › dòng 5: bao_truoc = -1",
                "  --> congso.toml › dòng 6: kho_giay = \"A6\"",
                "  --> congso.toml › dòng 7: [[don_vi]]",
                "  --> congso.toml › dòng 10 và dòng 12",
            ],
            "{error}"
        );
        let error = Settings::parse(
            "[co_quan]\nten = Sở\ndia_danh = \"A\nky_hieu = \"B\"\n[lua_chon]\nmoc = \"x\"\n",
        )
        .expect_err("three things")
        .to_string();
        let lines: Vec<&str> = error.lines().filter(|line| line.starts_with("  --> ")).collect();
        assert_eq!(
            lines,
            [
                "  --> congso.toml › dòng 2: ten = Sở",
                "  --> congso.toml › dòng 3: dia_danh = \"A",
                "  --> congso.toml › dòng 6: moc = \"x\"",
            ],
            "{error}"
        );
    }

    /// What `khoi-tao` writes, with every `#` taken away but the one before the name of the part.
    #[test]
    fn a_name_of_a_part_that_is_still_a_comment_is_named() {
        let text = TEMPLATE.replace("# ten = \"Phòng Người", "ten = \"Phòng Người");
        let text = text.replace("# ten_khac = [\"Phòng NCC\"]", "ten_khac = [\"Phòng NCC\"]");
        let line = text.lines().position(|line| line == "# [[don_vi]]").expect("the part") + 1;
        refused(
            &text,
            &format!(
                "Dòng [[don_vi]] còn dấu # ở đầu nên các dòng dưới nó rơi vào phần khác\n  --> congso.toml › dòng {line}: # [[don_vi]]\n   = gợi ý: xóa dấu # trước [[don_vi]]"
            ),
        );
        let twice = "[[don_vi]]\nten = \"A\"\n# [[don_vi]]\nten = \"B\"\n";
        let error = Settings::parse(twice).expect_err("a name twice").to_string();
        assert!(error.starts_with("Dòng [[don_vi]] còn dấu #"), "{error}");
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
