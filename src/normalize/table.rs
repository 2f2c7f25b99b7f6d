//! One table of a sheet: its columns, its data rows as small cells, what stood above it.

use std::collections::BTreeSet;
use std::ops::Range;

use rayon::prelude::*;

use crate::ledger::Field;
use crate::normalize::header::columns::{Choice, ColumnRole, SheetColumn};
use crate::normalize::header::find::FoundHeader;
use crate::normalize::rows::marks::RowMarks;
use crate::normalize::text::intern::{Id, Slot};
use crate::normalize::text::packed::PackedSlots;

/// Number of a text, or none, in four bytes: a million rows hold four each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NamedTable(Id);

impl Default for NamedTable {
    fn default() -> Self {
        Self(Id::MAX)
    }
}

impl NamedTable {
    pub(crate) fn of(id: Id) -> Self {
        Self(id)
    }

    pub(crate) fn id(self) -> Option<Id> {
        (self.0 != Id::MAX).then_some(self.0)
    }
}

/// What the section rows above a row said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Section {
    pub(crate) department: NamedTable,
    pub(crate) area: NamedTable,
    pub(crate) procedure: NamedTable,
    /// Words of a state: `Hồ sơ chờ bổ sung`.
    pub(crate) state: NamedTable,
}

/// One data row.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct TableRow {
    /// From 1.
    pub(crate) number: u32,
    pub(crate) section: Section,
}

#[derive(Clone, Debug)]
pub(crate) struct SheetTable {
    pub(crate) header: FoundHeader,
    pub(crate) choice: Choice,
    pub(crate) rows: Vec<TableRow>,
    /// Row after row, one for each of the columns.
    slots: PackedSlots,
    /// For each of the columns, whether a text stands in it: most dates are none, and need no second look.
    texts: Vec<bool>,
    /// The same for numbers and days.
    numbers: Vec<bool>,
    /// Texts of the rows above.
    pub(crate) titles: Vec<String>,
    /// Rows of a survey that something says are no sheets.
    pub(crate) marks: RowMarks,
    /// Texts below the last row: notes, and who signs.
    pub(crate) below: Vec<String>,
    /// Total rows of a table of totals: row, first data row that it covers, cells.
    totals: Vec<(u32, u32, Vec<Slot>)>,
}

/// A row that adds up those above it.
#[derive(Clone, Debug)]
pub(crate) struct TotalRow<'a> {
    pub(crate) row: u32,
    /// Rows that it adds up.
    pub(crate) covers: Range<u32>,
    pub(crate) slots: &'a [Slot],
}

impl SheetTable {
    pub(crate) fn new(header: FoundHeader, choice: Choice, titles: Vec<String>) -> Self {
        let (rows, slots, totals) = (Vec::new(), PackedSlots::default(), Vec::new());
        let texts = vec![false; choice.columns.len()];
        let numbers = texts.clone();
        let (marks, below) = (RowMarks::of(&header, &choice.columns), Vec::new());
        Self { header, choice, rows, slots, texts, numbers, titles, marks, below, totals }
    }

    pub(crate) fn columns(&self) -> &[SheetColumn] {
        &self.choice.columns
    }

    pub(crate) fn push(&mut self, row: TableRow, slots: &[Slot]) {
        debug_assert_eq!(slots.len(), self.choice.columns.len(), "one slot for each column");
        self.rows.push(row);
        let flags = self.texts.iter_mut().zip(&mut self.numbers);
        for (slot, (has_text, has_number)) in slots.iter().zip(flags) {
            *has_text |= matches!(slot, Slot::Text(_));
            *has_number |= matches!(slot, Slot::Number(_) | Slot::Serial(_) | Slot::Iso(_));
            self.slots.push(*slot);
        }
    }

    /// Keeps a total row, which is no data but must agree with the rows since the one before.
    pub(crate) fn push_total(&mut self, row: u32, slots: Vec<Slot>) {
        let first = self.totals.last().map_or(0, |(row, ..)| row + 1);
        self.totals.push((row, first, slots));
    }

    pub(crate) fn totals(&self) -> impl Iterator<Item = TotalRow<'_>> {
        self.totals.iter().map(|(row, first, slots)| TotalRow {
            row: *row,
            covers: *first..*row,
            slots,
        })
    }

    /// The rows with their cells, in order.
    pub(crate) fn rows(&self) -> impl Iterator<Item = (TableRow, Vec<Slot>)> {
        let width = self.choice.columns.len();
        let mut slots = self.slots.from(0);
        self.rows.iter().map(move |row| (*row, slots.by_ref().take(width).collect()))
    }

    /// Some of the rows with their cells, in order.
    pub(crate) fn each(&self, rows: Range<usize>, mut each: impl FnMut(TableRow, &[Slot])) {
        let width = self.choice.columns.len();
        let mut cells = self.slots.from(rows.start * width);
        let mut slots = Vec::with_capacity(width);
        let last = rows.end.min(self.rows.len());
        for row in self.rows.get(rows.start..last).unwrap_or_default() {
            slots.clear();
            slots.extend(cells.by_ref().take(width));
            each(*row, &slots);
        }
    }

    /// Whether a text stands anywhere in a column.
    pub(crate) fn has_text(&self, index: usize) -> bool {
        self.texts.get(index).copied().unwrap_or_default()
    }

    /// Whether a number or a day stands anywhere in a column.
    pub(crate) fn has_number(&self, index: usize) -> bool {
        self.numbers.get(index).copied().unwrap_or_default()
    }

    /// Leaves out the rows of these numbers.
    pub(crate) fn take_out(&mut self, rows: &BTreeSet<u32>) {
        let kept: Vec<(TableRow, Vec<Slot>)> =
            self.rows().filter(|(row, _)| !rows.contains(&row.number)).collect();
        self.rows.clear();
        self.slots = PackedSlots::default();
        for (row, slots) in kept {
            self.push(row, &slots);
        }
    }

    /// Changes the cells of the rows, in order.
    pub(crate) fn rewrite(&mut self, mut change: impl FnMut(TableRow, &mut [Slot])) {
        let all: Vec<(TableRow, Vec<Slot>)> = self.rows().collect();
        self.rows.clear();
        self.slots = PackedSlots::default();
        for (row, mut slots) in all {
            change(row, &mut slots);
            self.push(row, &slots);
        }
    }

    /// Whether any figure in any column is so.
    pub(crate) fn has_figure(&self, is_so: impl Fn(f64) -> bool) -> bool {
        self.slots.has_figure(is_so)
    }

    /// The cells of one column, in order.
    pub(crate) fn column(&self, index: usize) -> impl Iterator<Item = (TableRow, Slot)> + Clone {
        let width = self.choice.columns.len().max(1);
        self.rows.iter().copied().zip(self.slots.every(width, index))
    }

    /// Places among the rows of those whose cell of one column is such a one, in order.
    pub(crate) fn rows_where(
        &self,
        index: usize,
        is_such: impl Fn(Slot) -> bool + Sync,
    ) -> Vec<usize> {
        let slot = |row: &usize| self.slots.at(row * self.choice.columns.len() + index);
        let rows = (0..self.rows.len()).into_par_iter().with_min_len(8192);
        rows.filter(|row| slot(row).is_some_and(&is_such)).collect()
    }

    /// One of the rows, with its cells.
    pub(crate) fn row(&self, at: usize) -> Option<(TableRow, Vec<Slot>)> {
        let width = self.choice.columns.len();
        Some((*self.rows.get(at)?, self.slots.from(at * width).take(width).collect()))
    }

    /// Place among the columns of the one that is read as a field.
    pub(crate) fn index_of(&self, field: Field) -> Option<usize> {
        self.choice
            .columns
            .iter()
            .position(|column| column.field == field && column.role == ColumnRole::Read)
    }

    /// Columns that another one has the better name for, or notes, with their places.
    pub(crate) fn beaten(&self) -> impl Iterator<Item = (usize, &SheetColumn)> {
        let columns = self.columns().iter().enumerate();
        columns.filter(|(_, column)| column.role == ColumnRole::Beaten)
    }

    pub(crate) fn has(&self, field: Field) -> bool {
        self.index_of(field).is_some()
    }

    /// Whether nothing stands anywhere in a column.
    pub(crate) fn is_blank(&self, index: usize) -> bool {
        self.column(index).all(|(_, slot)| slot.is_empty())
    }

    /// Leaves a column of departments aside in which only headings of groups stand.
    pub(crate) fn head_departments(&mut self) {
        let Some(index) = self.index_of(Field::Department) else { return };
        let is_headed = self.rows.iter().any(|row| row.section.department.id().is_some());
        if is_headed
            && self.is_blank(index)
            && let Some(column) = self.choice.columns.get_mut(index)
        {
            column.role = ColumnRole::Span;
        }
    }

    /// Has one column read in place of another.
    pub(crate) fn swap_roles(&mut self, one: usize, other: usize) {
        let role = |index: usize| self.choice.columns.get(index).map(|column| column.role);
        if let (Some(first), Some(second)) = (role(one), role(other)) {
            for (index, role) in [(one, second), (other, first)] {
                if let Some(column) = self.choice.columns.get_mut(index) {
                    column.role = role;
                }
            }
        }
    }

    /// Puts another text in place of each of a column.
    pub(crate) fn replace_texts(&mut self, index: usize, replace: impl FnMut(Id) -> Id) {
        let width = self.choice.columns.len();
        self.slots.replace_texts(width, index, replace);
    }
}
