//! Whose a table is where no column says so: the name of its sheet, or a title above it.

use crate::ledger::Field;
use crate::model::{Text, tidy};
use crate::normalize::kinds::departments::{Directory, Match};
use crate::normalize::rows::groups::Heading;
use crate::normalize::rows::labels::Says;
use crate::normalize::rows::labels::is_called_after_one;
use crate::normalize::waiting::Waiting;

/// The department that the sheet is about, as its name or its titles spell it; only asked without a column.
///
/// With departments in the settings nothing but one of them counts. Without, a sheet called after a department
/// is its own, as a column would be taken as found.
pub(crate) fn of_sheet(directory: &Directory, waiting: &Waiting) -> Option<Text> {
    if waiting.table.has(Field::Department) {
        return None;
    }
    let name = tidy(waiting.source.sheet.as_deref().unwrap_or_default());
    if !directory.is_declared() {
        return is_called_after_one(&name).then(|| Text::from(name));
    }
    let known = |text: &str| matches!(directory.find(text), Match::Known(_));
    if known(&name) {
        return Some(Text::from(name));
    }
    let mut titled: Option<String> = None;
    for title in &waiting.table.titles {
        let heading = Heading::of(title);
        let name = match heading.says {
            Says::Department | Says::Plain if known(&heading.name) => heading.name,
            Says::Department
            | Says::Plain
            | Says::Area
            | Says::Procedure
            | Says::State
            | Says::Nobody => continue,
        };
        if titled.as_ref().is_some_and(|other| directory.find(other) != directory.find(&name)) {
            return None;
        }
        titled = Some(name);
    }
    titled.map(Text::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_may_be_called_after_a_department() {
        for name in ["Phòng Tư pháp", "PHÒNG Y TẾ", "Trung tâm Bảo trợ xã hội", "Ban Quản trang"]
        {
            assert!(is_called_after_one(name), "{name}");
        }
        for name in
            ["Trang 1", "Tháng 3", "Phòng", "Phòng 2", "Bản sao", "Sheet1", "Tổng hợp", "Phongtoa"]
        {
            assert!(!is_called_after_one(name), "{name}");
        }
    }
}
