//! Names of departments that are probably one: proposed with the line of the settings that makes them one, never merged.

use std::collections::BTreeMap;

use crate::ledger::{Code, Field, Finding, Place};
use crate::model::{Text, name_key};
use crate::normalize::kinds::departments::is_similar;
use crate::normalize::values::status::quoted;
use crate::normalize::{DepartmentOption, FileReading, NormalizeOptions};

/// Hundreds of names are no list of departments; comparing each with each would take long.
const MOST: usize = 400;

/// A name that is nearly that of a department in the settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Proposal {
    /// `“Phòng Người có công”`, or several of them.
    pub(crate) near: String,
    pub(crate) advice: String,
}

/// Key of a name as found → what it may stand for.
pub(crate) type Proposals = BTreeMap<String, Proposal>;

/// Each name that is nearly another, said once, and what the settings make of it.
pub(crate) fn similar_departments(
    readings: &[FileReading],
    options: &NormalizeOptions,
) -> (Vec<Finding>, Proposals) {
    let mut found: BTreeMap<String, (Text, Place)> = BTreeMap::new();
    for (name, place) in readings.iter().flat_map(|reading| &reading.departments) {
        let entry =
            found.entry(name_key(name)).or_insert_with(|| (Text::clone(name), place.clone()));
        if *place < entry.1 {
            *entry = (Text::clone(name), place.clone());
        }
    }
    let mut names: Vec<(Text, Place)> = found.into_values().take(MOST).collect();
    names.sort_by(|(_, one), (_, other)| one.cmp(other));
    if options.departments.is_empty() {
        return (of_each_other(&names), Proposals::new());
    }
    let fits: Vec<Vec<&DepartmentOption>> =
        names.iter().map(|(name, _)| fitting(name, &options.departments)).collect();
    let mut findings = Vec::new();
    let mut proposals = Proposals::new();
    for ((name, place), departments) in names.iter().zip(&fits) {
        let advice = match departments.as_slice() {
            [] => continue,
            // What was lost on the way is mended where it stands.
            [_] if name.contains(char::REPLACEMENT_CHARACTER) => {
                "ghi lại đúng tên đơn vị trong bảng tính".to_owned()
            }
            [one] => {
                let same = names.iter().zip(&fits).filter(|((name, _), fit)| {
                    matches!(fit.as_slice(), [other] if other.name == one.name)
                        && !name.contains(char::REPLACEMENT_CHARACTER)
                });
                to_paste(one, same.map(|((name, _), _)| &**name))
            }
            _ => "ghi đúng tên của một trong các đơn vị này".to_owned(),
        };
        let near: Vec<String> = departments.iter().map(|one| format!("“{}”", one.name)).collect();
        let near = near.join(", ");
        findings.push(said(name, place, &near).with_advice(advice.clone()));
        proposals.insert(name_key(name), Proposal { near, advice });
    }
    (findings, proposals)
}

/// Departments of the settings of which the name may be a slip or an abbreviation.
fn fitting<'o>(name: &str, departments: &'o [DepartmentOption]) -> Vec<&'o DepartmentOption> {
    departments
        .iter()
        .filter(|department| {
            let mut known = std::iter::once(&department.name).chain(&department.aliases);
            known.any(|known| is_similar(name, known))
        })
        .collect()
}

/// The line of the settings under which all these names are one department.
fn to_paste<'a>(department: &'a DepartmentOption, names: impl Iterator<Item = &'a str>) -> String {
    let known = department.aliases.iter().map(String::as_str);
    let names: Vec<String> = known.chain(names).map(quoted).collect();
    format!(
        "nếu là một đơn vị: mở congso.toml bằng Notepad, tìm dòng ten = {}, ghi dòng sau ngay dưới dòng đó (đoạn đó đã có ten_khac thì thay bằng dòng này); nếu không phải thì ghi đúng tên trong bảng tính\nten_khac = [{}]",
        quoted(&department.name),
        names.join(", ")
    )
}

/// Without departments in the settings, names are held against each other.
fn of_each_other(names: &[(Text, Place)]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (at, (name, place)) in names.iter().enumerate() {
        for (other, other_place) in
            names.iter().skip(at + 1).filter(|(other, _)| is_similar(name, other))
        {
            findings.push(said(other, other_place, &format!("“{name}” ({place})")));
        }
    }
    findings
}

fn said(name: &str, place: &Place, near: &str) -> Finding {
    Finding::new(Code::SimilarDepartments, place.clone())
        .with_field(Field::Department)
        .with_found(name)
        .with_message(format!("Tên đơn vị “{name}” gần giống {near}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn department(name: &str, aliases: &[&str]) -> DepartmentOption {
        DepartmentOption {
            name: name.to_owned(),
            aliases: aliases.iter().map(|alias| (*alias).to_owned()).collect(),
            ..DepartmentOption::default()
        }
    }

    #[test]
    fn the_line_to_paste_keeps_the_names_that_are_known() {
        let line = |aliases: &[&str]| {
            let text = to_paste(&department("Phòng Người có công", aliases), ["NCC"].into_iter());
            text.lines().last().map(str::to_owned)
        };
        assert_eq!(line(&[]).as_deref(), Some("ten_khac = [\"NCC\"]"));
        assert_eq!(
            line(&["P. \"NCC\""]).as_deref(),
            Some("ten_khac = [\"P. \\\"NCC\\\"\", \"NCC\"]")
        );
    }

    #[test]
    fn a_name_that_fits_two_departments_is_no_alias_of_either() {
        let names = ["Phòng Văn thư", "Phòng Văn thể", "Phòng Y tế"];
        let all = names.map(|name| department(name, &[]));
        let fits = |name: &str| fitting(name, &all).len();
        assert_eq!([fits("P. VT"), fits("Phong Van thu"), fits("Phong Y te")], [2, 2, 1]);
    }
}
