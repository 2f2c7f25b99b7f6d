//! What the columns of a table give away as a whole: cells that slid under the wrong header, names that stand
//! only at the head of their group, letters that were lost.

use hashbrown::HashMap;
use rayon::prelude::*;

use crate::ledger::{Code, Field, Finding, Place, SheetKind, column_letters};
use crate::model::Text;
use crate::normalize::header::columns::{ColumnRole, SheetColumn};
use crate::normalize::header::levels;
use crate::normalize::named_rows::first_few;
use crate::normalize::sheet::SheetRead;
use crate::normalize::table::SheetTable;
use crate::normalize::text::intern::{Id, Interner, Slot};
use crate::normalize::values::dates::{self};
use crate::normalize::values::text_date::TextDate;
use crate::normalize::waiting::Waiting;

/// A column of names that holds dates: the cells stand under the wrong headers.
pub(crate) fn shifted(waiting: &Waiting, texts: &Interner) -> Option<Finding> {
    let table = &waiting.table;
    let columns: Vec<(usize, &SheetColumn)> = table.columns().iter().enumerate().collect();
    columns.par_iter().find_map_first(|(index, column)| {
        if column.role != ColumnRole::Read || !names(column.field) {
            return None;
        }
        let example = dated(table, *index, texts)?;
        Some(
            Finding::new(
                Code::AmbiguousColumn,
                Place::cell(&waiting.source, column.row, column.at),
            )
            .with_field(column.field)
            .with_found(column.header.clone())
            .with_message(format!(
                "Cột “{}” ({}{}) chứa ngày, ví dụ “{}”: dữ liệu lệch cột so với tiêu đề",
                column.header,
                column_letters(column.at),
                column.row,
                example.found(texts, waiting.epoch),
            ))
            .with_effect("trang này không được đọc, chưa lập được báo cáo")
            .with_advice(
                "đối chiếu từng cột với tiêu đề, chèn hoặc xóa ô cho thẳng cột, rồi lưu lại",
            ),
        )
    })
}

/// The first day of a column in which four of five cells are days.
fn dated(table: &SheetTable, index: usize, texts: &Interner) -> Option<Slot> {
    let (mut filled, mut dated, mut example) = (0_usize, 0_usize, None);
    let mut asked: HashMap<Id, bool> = HashMap::new();
    for (_, slot) in table.column(index).filter(|(_, slot)| !slot.is_empty()) {
        filled += 1;
        // So many are none that four of five can no longer be one.
        if (filled - dated) * 5 > table.rows.len() + 5 {
            return None;
        }
        let is_date = match slot {
            Slot::Text(id) => {
                *asked.entry(id).or_insert_with(|| dates::parse(texts.text(id)) != TextDate::Bad)
            }
            Slot::Iso(_) | Slot::Serial(_) => true,
            _ => false,
        };
        if is_date {
            dated += 1;
            example.get_or_insert(slot);
        }
    }
    example.filter(|_| dated * 10 >= filled * 8)
}

/// Fields that never hold a date.
const fn names(field: Field) -> bool {
    matches!(
        field,
        Field::Department
            | Field::Procedure
            | Field::Area
            | Field::Applicant
            | Field::Status
            | Field::Channel
            | Field::Kind
    )
}

/// Departments that stand only in the first row of their group, as delimited text keeps merged cells: nobody
/// knows how far each reaches, so none is filled in.
pub(crate) fn heads_only(waiting: &Waiting) -> Option<Finding> {
    let table = &waiting.table;
    let index = table.index_of(Field::Department)?;
    let column: &SheetColumn = table.columns().get(index)?;
    let mut names: Vec<Slot> = Vec::new();
    let (mut blank, mut again) = (0_u64, false);
    // A row that says nothing but its number is blank, as the ready-made ones that nobody has filled in.
    let says = |slots: &[Slot]| {
        let cells = table.columns().iter().zip(slots).enumerate();
        cells.into_iter().any(|(at, (column, slot))| {
            at != index
                && column.role == ColumnRole::Read
                && column.field != Field::Order
                && !slot.is_empty()
        })
    };
    for (_, slots) in table.rows() {
        let slots = slots.as_slice();
        let Some(slot) = slots.get(index).copied() else { continue };
        if slot.is_empty() && !says(slots) {
            continue;
        }
        if slot.is_empty() {
            blank += 1;
        } else {
            again |= names.contains(&slot);
            names.push(slot);
            if names.len() > MOST_GROUPS {
                return None;
            }
        }
    }
    let starts = table.column(index).next().is_some_and(|(_, slot)| !slot.is_empty());
    if !starts || again || blank < 2 || names.is_empty() {
        return None;
    }
    Some(
        Finding::new(Code::MissingDepartment, Place::cell(&waiting.source, column.row, column.at))
            .with_field(Field::Department)
            .with_message(format!(
                "Tên đơn vị chỉ đứng ở dòng đầu mỗi nhóm, {blank} dòng dưới để trống: có thể ô gộp đã bị tách khi xuất tệp"
            ))
            .with_effect("các dòng trống được tính vào “Chưa rõ đơn vị”, không tự điền")
            .with_advice("điền tên đơn vị vào mọi dòng, hoặc nộp tệp .xlsx còn giữ ô gộp"),
    )
}

/// A list of departments is short.
const MOST_GROUPS: usize = 100;

/// An example, if in a column of departments or answers one text in five has lost letters: no name in it can be
/// told from another.
pub(crate) fn lost_in_rows(waiting: &Waiting, texts: &Interner) -> Option<String> {
    let table = &waiting.table;
    for (index, column) in table.columns().iter().enumerate() {
        let counts =
            matches!(column.role, ColumnRole::Candidate(_)) || column.field == Field::Department;
        if !counts {
            continue;
        }
        let (mut filled, mut lost, mut example) = (0_u64, 0_u64, None);
        for (_, slot) in table.column(index) {
            let Slot::Text(id) = slot else { continue };
            filled += 1;
            if texts.is_undecodable(id) {
                lost += 1;
                example.get_or_insert_with(|| Text::clone(texts.text(id)));
            }
        }
        if lost >= 2
            && lost * 5 >= filled
            && let Some(example) = example
        {
            return Some(example.to_string());
        }
    }
    None
}

/// Rows of the tables that are hidden: they count.
pub(crate) fn hidden_rows(sheet: &SheetRead) -> Option<Finding> {
    let rows: Vec<u32> =
        sheet.tables.iter().flat_map(|table| table.rows.iter().map(|row| row.number)).collect();
    let hidden = sheet.facts.hidden_rows.iter().copied();
    let hidden: Vec<u32> = hidden.filter(|row| rows.binary_search(row).is_ok()).collect();
    let first = hidden.first()?;
    Some(
        Finding::new(Code::HiddenRows, Place::row(&sheet.source, *first))
            .with_found(hidden.len().to_string())
            .with_message(format!(
                "Trang có {} dòng bị ẩn: dòng {}",
                hidden.len(),
                first_few(hidden.iter(), hidden.len())
            )),
    )
}

/// Tables that have no dates of their own.
pub(crate) fn needs_period(table: &SheetTable) -> bool {
    match table.header.kind {
        SheetKind::Dossiers
        | SheetKind::Complaints
        | SheetKind::LetterEntries
        | SheetKind::Matters
        | SheetKind::LetterRegister
        | SheetKind::Publications => false,
        SheetKind::SelfAssessment
        | SheetKind::Scores
        | SheetKind::Served
        | SheetKind::Totals
        | SheetKind::PortalFigures
        | SheetKind::PortalDossiers => true,
        // Counts by level are not read, and need none.
        SheetKind::Surveys => !table.has(Field::Date) && !levels::is_table(&table.header.cells),
    }
}
