//! Short codes of the lines of tables (mã dòng), which make the ids of figures: `PTP` for Phòng Tư pháp.
//!
//! A code is made of the name alone, so that it stays the same from period to period whatever is added beside it. Only
//! where two names of one list come to the same code do both get figures behind their letters; `so-lieu.json` keeps
//! what each code stands for, so that an old paper still resolves.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::model::word_key;

/// What the codes of one bag stand for.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct FigureCodes {
    #[serde(rename = "don_vi")]
    pub(crate) departments: LineCodes,
    #[serde(rename = "linh_vuc")]
    pub(crate) fields: LineCodes,
    #[serde(rename = "thu_tuc")]
    pub(crate) procedures: LineCodes,
    #[serde(rename = "yeu_to")]
    pub(crate) factors: LineCodes,
    /// By the keys of the questions.
    #[serde(rename = "cau_hoi")]
    pub(crate) questions: LineCodes,
    /// What comments are about.
    #[serde(rename = "noi_dung")]
    pub(crate) topics: LineCodes,
    /// Frequent words of comments.
    #[serde(rename = "tu")]
    pub(crate) words: LineCodes,
    /// Reasons in other words.
    #[serde(rename = "ly_do_khac")]
    pub(crate) reasons: LineCodes,
    /// `tệp › trang`.
    #[serde(rename = "trang")]
    pub(crate) sheets: LineCodes,
}

/// Names of one list with their codes, by name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "Vec<LineCode>", from = "Vec<LineCode>")]
pub(crate) struct LineCodes(BTreeMap<String, String>);

/// One of them, as it is written.
#[derive(Serialize, Deserialize)]
struct LineCode {
    #[serde(rename = "ma")]
    code: String,
    #[serde(rename = "ten")]
    name: String,
}

impl From<LineCodes> for Vec<LineCode> {
    fn from(codes: LineCodes) -> Self {
        codes.0.into_iter().map(|(name, code)| LineCode { code, name }).collect()
    }
}

impl From<Vec<LineCode>> for LineCodes {
    fn from(lines: Vec<LineCode>) -> Self {
        Self(lines.into_iter().map(|LineCode { code, name }| (name, code)).collect())
    }
}

impl LineCodes {
    pub(crate) fn of(names: impl Iterator<Item = String>) -> Self {
        let names: BTreeSet<String> = names.collect();
        let mut codes: BTreeMap<String, String> = BTreeMap::new();
        for digits in DIGITS {
            let open: Vec<&String> =
                names.iter().filter(|name| !codes.contains_key(*name)).collect();
            let mut tried: BTreeMap<String, Vec<&String>> = BTreeMap::new();
            for name in open {
                tried.entry(code(name, digits)).or_default().push(name);
            }
            let given: BTreeSet<String> = codes.values().cloned().collect();
            for (code, names) in tried {
                if let ([name], false) = (names.as_slice(), given.contains(&code)) {
                    codes.insert((*name).clone(), code);
                }
            }
        }
        Self(codes)
    }

    /// The code of a name that has one.
    pub(crate) fn code(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }
}

/// Figures behind the letters, tried one after the other until no two names share a code.
const DIGITS: [usize; 4] = [0, 3, 6, 10];
/// Letters of a code that stands alone, and of one with figures behind it.
const LONGEST: usize = 6;
const LETTERS: usize = 4;

/// `PTP` of Phòng Tư pháp; a long name keeps its first letters and two figures that are made of all of it.
fn code(name: &str, digits: usize) -> String {
    let plain = word_key(name);
    let is_part = |c: char| c.is_ascii_alphanumeric();
    let words: Vec<&str> =
        plain.split(|c: char| !is_part(c)).filter(|word| !word.is_empty()).collect();
    let letters: String = match words.as_slice() {
        [one] if one.len() <= LONGEST => (*one).to_owned(),
        all => all.iter().map(|word| initial(word)).collect(),
    };
    let letters = letters.to_ascii_uppercase();
    match digits {
        0 if !letters.is_empty() && letters.len() <= LONGEST => letters,
        0 => mixed(&letters, name, 2),
        digits => mixed(&letters, name, digits),
    }
}

/// The first letter; of a number, all of it.
fn initial(word: &str) -> &str {
    let is_number = word.chars().all(|c| c.is_ascii_digit());
    if is_number { word } else { word.get(..1).unwrap_or_default() }
}

fn mixed(letters: &str, name: &str, digits: usize) -> String {
    let letters: String = letters.chars().take(LETTERS).collect();
    let figures = format!("{:010}", fnv(&name.to_lowercase()));
    let from = figures.len().saturating_sub(digits);
    format!("{letters}{}", figures.get(from..).unwrap_or_default())
}

/// FNV-1a of 32 bits: short, known to everybody, and the same in every program.
fn fnv(text: &str) -> u32 {
    let step = |hash: u32, byte: u8| (hash ^ u32::from(byte)).wrapping_mul(16_777_619);
    text.bytes().fold(2_166_136_261, step)
}

#[cfg(test)]
impl FigureCodes {
    /// One name in each list.
    pub(crate) fn sample() -> Self {
        let one = |name: &str| LineCodes::of(std::iter::once(name.to_owned()));
        Self {
            departments: one("Phòng Tư pháp"),
            fields: one("Người có công"),
            procedures: one("Thủ tục X"),
            factors: one("Tiếp cận dịch vụ"),
            questions: one("q1"),
            topics: one("Nội dung khác"),
            words: one("thời gian chờ"),
            reasons: one("Số lượng hồ sơ tăng"),
            sheets: one("ho-so.xlsx › Hồ sơ"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(names: &[&str]) -> Vec<String> {
        let made = LineCodes::of(names.iter().map(|name| (*name).to_owned()));
        names.iter().map(|name| made.code(name).unwrap().to_owned()).collect()
    }

    #[test]
    fn a_code_is_made_of_the_name_alone() {
        let names =
            ["Phòng Tư pháp", "Đội 3", "q12", "Cấp giấy phép lao động cho người nước ngoài", "–"];
        let got = codes(&names);
        assert_eq!(got[..3], ["PTP", "D3", "Q12"]);
        assert!(got[3].starts_with("CGPL") && got[3].len() == 6, "{got:?}");
        assert_eq!(got[4].len(), 2);
        // Whatever stands beside it.
        for (name, code) in names.iter().zip(&got) {
            assert_eq!(codes(&[name])[0], *code);
        }
    }

    #[test]
    fn names_that_come_to_one_code_both_get_figures() {
        let got = codes(&["Phòng Tư pháp", "Phòng Tài phú", "Phòng Y tế"]);
        assert_eq!(got[2], "PYT");
        assert!(got[..2].iter().all(|code| code.starts_with("PTP") && code.len() == 6), "{got:?}");
        assert_ne!(got[0], got[1]);
    }

    #[test]
    fn many_long_names_have_codes_of_their_own() {
        let names: Vec<String> =
            (0..3_000).map(|n| format!("Cấp giấy phép lao động loại {n} cho người")).collect();
        let made = LineCodes::of(names.iter().cloned());
        let codes: BTreeSet<&str> = names.iter().filter_map(|name| made.code(name)).collect();
        assert_eq!(codes.len(), names.len());
    }
}
