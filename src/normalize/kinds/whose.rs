//! Whose a table is where no column says so: the name of its sheet, or a title above it.

use crate::ledger::{Code, Field, Finding, Place};
use crate::model::{Text, tidy, word_key};
use crate::normalize::kinds::departments::{Directory, Match};
use crate::normalize::rows::groups::Heading;
use crate::normalize::rows::labels::Says;
use crate::normalize::rows::labels::is_called_after_one;
use crate::normalize::text::intern::{Id, Interner};
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
    titled(directory, waiting)
}

/// The one department that the titles name.
fn titled(directory: &Directory, waiting: &Waiting) -> Option<Text> {
    let known = |text: &str| matches!(directory.find(text), Match::Known(_));
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

/// What else says whose the rows of a list of dossiers are, against its sheet.
#[derive(Debug, Default)]
pub(crate) struct MapAgainst {
    /// A field or a procedure decides where it can; a letterhead and the desk that took a dossier in do not.
    pub(crate) by_map: bool,
    pub(crate) finding: Option<Finding>,
}

/// Holds the name of a sheet, its title and a column of those who took dossiers in against the fields and procedures
/// that the settings give to departments.
pub(crate) fn against_map(
    directory: &Directory,
    waiting: &Waiting,
    texts: &Interner,
) -> MapAgainst {
    let table = &waiting.table;
    if !directory.is_declared() {
        return MapAgainst::default();
    }
    let find = |text: &str| match directory.find(text) {
        Match::Known(name) => Some(name),
        Match::Unknown | Match::AsFound => directory.shortened(text),
    };
    let said = |message: String, effect: &str| {
        let finding = Finding::new(Code::MissingDepartment, Place::whole(&waiting.source))
            .with_field(Field::Department)
            .with_message(message)
            .with_effect(effect.to_owned())
            .with_advice("thêm cột “Phòng ban”, hoặc sửa tên trang, tiêu đề, lĩnh vực trong congso.toml cho khớp nhau");
        Some(finding)
    };
    if let Some(index) = table.index_of(Field::Department) {
        let takes_in = table.columns().get(index).is_some_and(|column| {
            let key = word_key(&column.header);
            key.contains("tiep nhan")
                && !["xu ly", "giai quyet", "thu ly"].iter().any(|word| key.contains(word))
        });
        let mut names = table.column(index).map(|(_, slot)| slot);
        let Some(first) = names.next().filter(|first| takes_in && names.all(|slot| slot == *first))
        else {
            return MapAgainst::default();
        };
        let Some(named) = first.text(texts) else { return MapAgainst::default() };
        let MappedRows { other, unmapped, .. } =
            mapped_rows(directory, waiting, texts, find(&named).as_ref());
        if other == 0 || unmapped > 0 {
            return MapAgainst::default();
        }
        let message = format!(
            "Cột đơn vị tiếp nhận ghi “{named}” ở mọi dòng, nhưng lĩnh vực, thủ tục của {other} dòng thuộc đơn vị khác"
        );
        let finding = said(message, "các dòng được tính cho đơn vị theo lĩnh vực, thủ tục");
        return MapAgainst { by_map: true, finding };
    }
    let tab = tidy(waiting.source.sheet.as_deref().unwrap_or_default());
    let (tabbed, titled) = (find(&tab), titled(directory, waiting));
    if let Some(of_tab) = tabbed {
        if let Some(title) = titled.filter(|title| find(title).as_ref() != Some(&of_tab)) {
            let message = format!("Tên trang là “{tab}”, nhưng tiêu đề ghi “{title}”");
            let finding = said(message, "các dòng được tính cho đơn vị ở tên trang");
            return MapAgainst { by_map: false, finding };
        }
        let MappedRows { other, .. } = mapped_rows(directory, waiting, texts, Some(&of_tab));
        let message = format!(
            "Tên trang là “{tab}”, nhưng lĩnh vực, thủ tục của {other} dòng thuộc đơn vị khác"
        );
        let finding =
            said(message, "các dòng được tính cho đơn vị ở tên trang").filter(|_| other > 0);
        return MapAgainst { by_map: false, finding };
    }
    let Some(title) = titled else { return MapAgainst::default() };
    let MappedRows { other, .. } = mapped_rows(directory, waiting, texts, find(&title).as_ref());
    if other == 0 {
        return MapAgainst::default();
    }
    let message = format!(
        "Tiêu đề ghi “{title}”, nhưng lĩnh vực, thủ tục của {other} dòng thuộc đơn vị khác"
    );
    let effect = "các dòng được tính cho đơn vị theo lĩnh vực, thủ tục; dòng không rõ thì vào “Chưa rõ đơn vị”";
    MapAgainst { by_map: true, finding: said(message, effect) }
}

/// How many rows the settings give to another department than this one, and to none.
#[derive(Debug, Default)]
struct MappedRows {
    other: usize,
    unmapped: usize,
}

fn mapped_rows(
    directory: &Directory,
    waiting: &Waiting,
    texts: &Interner,
    own: Option<&Text>,
) -> MappedRows {
    let mut rows = MappedRows::default();
    if !directory.has_map() {
        return rows;
    }
    let table = &waiting.table;
    let indices =
        [Field::ProcedureCode, Field::Procedure, Field::Area].map(|field| table.index_of(field));
    table.each(0..table.rows.len(), |row, slots| {
        let [code, procedure, area] = indices.map(|index| slots.get(index?)?.text(texts));
        let of_section = |id: Option<Id>| id.map(|id| Text::clone(texts.text(id)));
        let procedure = procedure.or_else(|| of_section(row.section.procedure.id()));
        let area = area.or_else(|| of_section(row.section.area.id()));
        // A heading that names the department stands over both.
        if row.section.department.id().is_some() {
            return;
        }
        match directory.of(code.as_deref(), procedure.as_deref(), area.as_deref()).one() {
            Some(name) => rows.other += usize::from(own != Some(&name)),
            None => rows.unmapped += 1,
        }
    });
    rows
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
