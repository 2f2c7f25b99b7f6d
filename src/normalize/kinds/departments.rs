//! Names of departments: matched by key and alias, or filled in from a field or procedure; never guessed.

use std::collections::BTreeMap;

use crate::ledger::{Code, Field, Finding, Place};
use crate::model::{Text, name_key, word_key};
use crate::normalize::NormalizeOptions;
use crate::normalize::values::status;

/// The departments of the settings, ready to be asked.
#[derive(Debug, Default)]
pub(crate) struct Directory {
    /// In the order of the settings.
    names: Vec<Text>,
    /// Key of a name or alias → place.
    keys: BTreeMap<String, usize>,
    /// Key of a field → departments to which it belongs.
    areas: BTreeMap<String, Vec<usize>>,
    /// Key or code of a procedure → departments.
    procedures: BTreeMap<String, Vec<usize>>,
}

/// What a name may begin with that a column called “Phòng” leaves out.
const BODIES: [&str; 8] = [
    "Phòng",
    "Phòng chuyên môn",
    "Ban",
    "Bộ phận",
    "Chi cục",
    "Trung tâm",
    "Văn phòng",
    "Thanh tra",
];

/// What a name stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Match {
    /// One of the settings.
    Known(Text),
    /// The settings list departments, and not this one.
    Unknown,
    /// The settings list none: as found.
    AsFound,
}

/// The department to which a field or procedure belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Mapped {
    None,
    One(Text),
    /// The procedure belongs to the first, the field to the second: neither is surely right.
    Apart(Text, Text),
}

impl Mapped {
    pub(crate) fn one(&self) -> Option<Text> {
        match self {
            Self::One(name) => Some(Text::clone(name)),
            Self::None | Self::Apart(..) => None,
        }
    }
}

impl Directory {
    pub(crate) fn new(options: &NormalizeOptions) -> Self {
        let mut directory = Self::default();
        for (place, department) in options.departments.iter().enumerate() {
            directory.names.push(Text::from(department.name.as_str()));
            for name in [&department.name].into_iter().chain(&department.aliases) {
                directory.keys.entry(name_key(name)).or_insert(place);
            }
            for field in &department.fields {
                directory.areas.entry(name_key(field)).or_default().push(place);
            }
            for procedure in &department.procedures {
                directory.procedures.entry(name_key(procedure)).or_default().push(place);
            }
        }
        directory
    }

    /// Whether the settings list departments.
    pub(crate) fn is_declared(&self) -> bool {
        !self.names.is_empty()
    }

    /// Whether a field or procedure can name a department.
    pub(crate) fn has_map(&self) -> bool {
        !self.areas.is_empty() || !self.procedures.is_empty()
    }

    pub(crate) fn find(&self, name: &str) -> Match {
        if !self.is_declared() {
            return Match::AsFound;
        }
        match self.keys.get(&name_key(name)).and_then(|place| self.names.get(*place)) {
            Some(name) => Match::Known(Text::clone(name)),
            None => Match::Unknown,
        }
    }

    /// The one department that a column of departments shortens by its first word: `Tư pháp` and `P. Tư pháp` are
    /// “Phòng Tư pháp”.
    pub(crate) fn shortened(&self, name: &str) -> Option<Text> {
        let name = without_initial(name);
        let mut places: Vec<usize> = BODIES
            .iter()
            .filter_map(|body| self.keys.get(&name_key(&format!("{body} {name}"))).copied())
            .collect();
        places.dedup();
        match places.as_slice() {
            [one] => self.names.get(*one).cloned(),
            _ => None,
        }
    }

    /// The one department to which a procedure (by code, then by name) and a field belong.
    pub(crate) fn of(
        &self,
        code: Option<&str>,
        procedure: Option<&str>,
        area: Option<&str>,
    ) -> Mapped {
        if !self.has_map() {
            return Mapped::None;
        }
        let by = |map: &BTreeMap<String, Vec<usize>>, text: Option<&str>| {
            let mut places = map.get(&name_key(text?))?.clone();
            places.dedup();
            match places.as_slice() {
                [one] => self.names.get(*one).cloned(),
                _ => None,
            }
        };
        let by_procedure = by(&self.procedures, code).or_else(|| by(&self.procedures, procedure));
        match (by_procedure, by(&self.areas, area)) {
            (Some(one), Some(other)) if one != other => Mapped::Apart(one, other),
            (Some(one), _) | (None, Some(one)) => Mapped::One(one),
            (None, None) => Mapped::None,
        }
    }

    pub(crate) fn is_procedure(&self, name: &str) -> bool {
        self.procedures.contains_key(&name_key(name))
    }

    /// Whether a name is that of a department but for accents, a slip or an abbreviation.
    pub(crate) fn is_near(&self, name: &str) -> bool {
        self.names.iter().any(|known| is_similar(known, name))
    }

    pub(crate) fn is_area(&self, name: &str) -> bool {
        self.areas.contains_key(&name_key(name))
    }
}

/// `P. Tư pháp`, `P.Tư pháp`: how clerks write “Phòng”.
fn without_initial(name: &str) -> &str {
    name.trim().strip_prefix(['P', 'p']).and_then(|rest| rest.strip_prefix('.')).unwrap_or(name)
}

/// A name that the settings do not know, with the lines that make it known.
pub(crate) fn unknown(name: &str, place: Place) -> Finding {
    let quoted = status::quoted(name);
    Finding::new(Code::UnknownDepartment, place)
        .with_field(Field::Department)
        .with_found(name)
        .with_message(format!("Đơn vị “{name}” không có trong danh sách của congso.toml"))
        .with_advice(format!(
            "ghi đúng tên như trong congso.toml; nếu là tên khác của một phòng thì thêm tên này vào dòng ten_khac của phòng đó: {quoted}; nếu là phòng chưa khai thì thêm hai dòng sau vào cuối congso.toml:\n[[don_vi]]\nten = {quoted}"
        ))
}

/// Whether two different names are probably one: accents missing, a slip, an abbreviation.
pub(crate) fn is_similar(one: &str, other: &str) -> bool {
    if name_key(one) == name_key(other) {
        return false;
    }
    let (one, other) = (word_key(one), word_key(other));
    if one == other {
        return true;
    }
    // "Phòng 1" and "Phòng 2" differ by what tells them apart.
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    if digits(&one) != digits(&other) {
        return false;
    }
    let length = one.chars().count().min(other.chars().count());
    let slips = if length >= 16 { 2 } else { 1 };
    if length >= 8 && strsim::osa_distance(&one, &other) <= slips {
        return true;
    }
    abbreviates(&one, &other) || abbreviates(&other, &one)
}

/// `p. nguoi co cong`, `phong ncc` and `ncc` are short for `phong nguoi co cong`.
fn abbreviates(short: &str, long: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let (short, long) = (words(short), words(long));
    if short.len() > long.len() || long.len() < 2 {
        return false;
    }
    spells(&short, &long)
        || long.get(1..).is_some_and(|rest| short.len() < rest.len() && spells(&short, rest))
}

/// Each short word is the next long word, or the initials of the next few.
fn spells(short: &[String], long: &[String]) -> bool {
    let Some((first, rest)) = short.split_first() else { return long.is_empty() };
    let Some((word, others)) = long.split_first() else { return false };
    if first == word && spells(rest, others) {
        return true;
    }
    let count = first.chars().count();
    if count > long.len() {
        return false;
    }
    let initials: String = long.iter().take(count).filter_map(|word| word.chars().next()).collect();
    *first == initials && long.get(count..).is_some_and(|left| spells(rest, left))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalize::DepartmentOption;

    fn directory() -> Directory {
        let department = |name: &str, alias: &str, field: &str, procedure: &str| DepartmentOption {
            name: name.to_owned(),
            aliases: vec![alias.to_owned()],
            fields: vec![field.to_owned(), "Chung".to_owned()],
            procedures: vec![procedure.to_owned()],
        };
        Directory::new(&NormalizeOptions {
            departments: vec![
                department("Phòng Người có công", "Phòng NCC", "Người có công", "1.010803"),
                department("Văn phòng Sở", "VP", "Văn thư", "Cấp bản sao"),
            ],
            ..NormalizeOptions::default()
        })
    }

    #[test]
    fn departments_match_by_name_and_alias_only() {
        let directory = directory();
        let known = |name: &str| Match::Known(Text::from(name));
        assert_eq!(directory.find("PHÒNG  người có công"), known("Phòng Người có công"));
        assert_eq!(directory.find("- Phòng NCC"), known("Phòng Người có công"));
        assert_eq!(directory.find("Phong Nguoi co cong"), Match::Unknown);
        assert_eq!(directory.find("P. Người có công"), Match::Unknown);
        assert_eq!(Directory::default().find("Phòng NCC"), Match::AsFound);
    }

    #[test]
    fn a_field_or_procedure_names_a_department_if_it_belongs_to_one_only() {
        let directory = directory();
        let of = |code, procedure, area| {
            directory.of(code, procedure, area).one().map(|name| name.to_string())
        };
        assert_eq!(of(None, None, Some("người có công")).as_deref(), Some("Phòng Người có công"));
        assert_eq!(
            directory.of(Some("1.010803"), None, Some("Văn thư")),
            Mapped::Apart(Text::from("Phòng Người có công"), Text::from("Văn phòng Sở"))
        );
        assert_eq!(
            of(Some("1.010803"), None, Some("Chung")).as_deref(),
            Some("Phòng Người có công")
        );
        assert_eq!(of(None, Some("Cấp bản sao"), None).as_deref(), Some("Văn phòng Sở"));
        assert_eq!(of(None, None, Some("Chung")), None);
        assert_eq!(of(None, None, None), None);
    }

    #[test]
    fn abbreviations_slips_and_missing_accents_are_similar() {
        let case = |one: &str, other: &str, expected: bool| {
            assert_eq!(is_similar(one, other), expected, "{one} / {other}");
            assert_eq!(is_similar(other, one), expected, "{other} / {one}");
        };
        case("Phòng Người có công", "Phòng NCC", true);
        case("Phòng Người có công", "P. Người có công", true);
        case("Phòng Người có công", "NCC", true);
        case("Phòng Người có công", "Phong Nguoi co cong", true);
        case("Phòng Người có công", "Phòng Ngưòi có cong", true);
        case("Phòng Người có công", "Phòng Ngươi có côngg", true);
        case("Phòng Người có công", "phòng người có công", false);
        case("Phòng Tư pháp", "Phòng Y tế", false);
        case("Phòng 1", "Phòng 2", false);
        case("Phòng Nghiệp vụ 1", "Phòng Nghiệp vụ 2", false);
        case("Phòng Bảo trợ xã hội", "Trung tâm Bảo trợ xã hội", false);
    }
}
