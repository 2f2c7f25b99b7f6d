//! Names and columns that files bring, as a form offers them, and what was chosen there.

use serde::Serialize;

use crate::desk::exchange::Visit;
use crate::ledger::Field;
use crate::office::{SeenData, SeenDepartment, SettingsChoice, UnreadColumn, field_near};
use crate::telling::seen;

/// Lines of a form; the others come up once these are settled.
const MOST: usize = 40;

#[derive(Debug, Serialize)]
pub(crate) struct DepartmentView {
    ten: String,
    /// How often, as what else, with which fields.
    mo_ta: String,
    /// Departments of the settings that it may be.
    gan: Vec<String>,
    chac: bool,
}

#[derive(Debug, Serialize)]
pub(crate) struct ColumnView {
    ten: String,
    noi: String,
    vi_du: Vec<String>,
    gan: Option<FieldView>,
}

/// A field as `[cot]` of the settings names it, and as a clerk calls it.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct FieldView {
    khoa: &'static str,
    chu: &'static str,
}

/// All that a column may be.
pub(crate) fn fields() -> Vec<FieldView> {
    Field::settings().map(|(khoa, chu, _)| FieldView { khoa, chu }).collect()
}

/// And how many more there are.
pub(crate) fn departments(seen: &SeenData) -> (Vec<DepartmentView>, usize) {
    let view = |one: &SeenDepartment| DepartmentView {
        ten: one.name.clone(),
        mo_ta: seen::about_department(one),
        gan: one.near.clone(),
        chac: one.is_sure,
    };
    let shown = seen.departments.iter().take(MOST).map(view).collect();
    (shown, seen.departments.len().saturating_sub(MOST))
}

/// Each header once, wherever it stands; first those that may well be a field.
pub(crate) fn columns(seen: &SeenData) -> (Vec<ColumnView>, usize) {
    let mut all: Vec<&UnreadColumn> = Vec::new();
    for column in &seen.columns {
        if !all.iter().any(|other| other.header == column.header) {
            all.push(column);
        }
    }
    let view = |one: &UnreadColumn| {
        let sheet =
            if one.sheet.is_empty() { String::new() } else { format!(" › {}", one.sheet) };
        ColumnView {
            ten: one.header.clone(),
            noi: format!("{}{sheet} › {}", one.file, one.cell),
            vi_du: one.examples.clone(),
            gan: field_near(&one.header).map(|(khoa, chu)| FieldView { khoa, chu }),
        }
    };
    let rest = all.len().saturating_sub(MOST);
    let mut shown: Vec<ColumnView> = all.into_iter().take(MOST).map(view).collect();
    shown.sort_by_key(|column| column.gan.is_none());
    (shown, rest)
}

/// A new department.
const NEW: &str = "moi";
/// Stands before the department whose other name it is.
const IS: &str = "la:";

/// What was chosen of each name; names that are to be called the same are one department.
pub(crate) fn read_departments(visit: &Visit, seen: &SeenData) -> Vec<SettingsChoice> {
    let mut choices = Vec::new();
    let mut new: Vec<(String, Vec<String>, Vec<String>)> = Vec::new();
    let rows = visit.all("ten").zip(visit.all("ten_moi")).zip(visit.all("phong"));
    let rows: Vec<((&str, &str), &str)> = rows.collect();
    for &((found, called), choice) in &rows {
        let one = seen.departments.iter().find(|one| one.name == found);
        let others = one.map(|one| one.others.clone()).unwrap_or_default();
        // Another name that was found too: both are called as that one is.
        let twin = choice.strip_prefix(IS);
        let twin = twin.and_then(|twin| rows.iter().find(|((name, _), _)| *name == twin));
        let (called, choice) = twin.map_or((called, choice), |((_, called), _)| (*called, NEW));
        if let Some(department) = choice.strip_prefix(IS) {
            let alias = |found| {
                let department = department.to_owned();
                SettingsChoice::Alias { found, department }
            };
            choices.extend(std::iter::once(found.to_owned()).chain(others).map(alias));
        } else if choice == NEW {
            let name = if called.is_empty() { found } else { called };
            let fields = one.map(|one| one.fields.clone()).unwrap_or_default();
            let at = new.iter().position(|(own, ..)| own == name).unwrap_or(new.len());
            if at == new.len() {
                new.push((name.to_owned(), Vec::new(), Vec::new()));
            }
            let Some((own, names, all_fields)) = new.get_mut(at) else { continue };
            names
                .extend(std::iter::once(found.to_owned()).chain(others).filter(|name| name != own));
            all_fields.extend(fields);
        }
    }
    choices.extend(new.into_iter().map(|(name, others, fields)| SettingsChoice::Department {
        name,
        others,
        fields,
    }));
    choices
}

/// What was chosen of each column.
pub(crate) fn read_columns(visit: &Visit) -> Vec<SettingsChoice> {
    let rows = visit.all("cot").zip(visit.all("truong"));
    let chosen = rows.filter(|(_, field)| !field.is_empty());
    chosen
        .map(|(header, field)| {
            let (header, field) = (header.to_owned(), field.to_owned());
            SettingsChoice::Column { header, field }
        })
        .collect()
}
