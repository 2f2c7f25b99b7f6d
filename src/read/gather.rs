//! Cells one by one → rows, with what the preflight knows better put in and its strays left out.

use std::collections::BTreeMap;
use std::mem;

use crate::read::facts::{RowOrder, SheetFacts};
use crate::read::{Cell, Row};

/// What an odd cell of the preflight does to a cell that calamine read at the same place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OddCells {
    Overrule,
    /// The preflight had only a count of the workbook to go by.
    WhereNothingStands,
}

/// Rows of one sheet, as its cells come in.
pub(crate) struct Sink<'a, 's> {
    facts: &'a SheetFacts,
    odd_cells: OddCells,
    each: &'a mut dyn FnMut(Row<'s>),
    /// How many odd cells have been put in.
    odd: usize,
    row: Option<(u32, Vec<Cell<'s>>)>,
    /// Cells of the row before: what the next one is likely to hold.
    width: usize,
    /// Rows of a sheet whose rows do not ascend.
    unordered: BTreeMap<u32, Vec<Cell<'s>>>,
}

impl<'a, 's> Sink<'a, 's> {
    pub(crate) fn new(
        facts: &'a SheetFacts,
        odd_cells: OddCells,
        each: &'a mut dyn FnMut(Row<'s>),
    ) -> Self {
        Self { facts, odd_cells, each, odd: 0, row: None, width: 0, unordered: BTreeMap::new() }
    }

    /// A cell, row and column from 0.
    pub(crate) fn put(&mut self, row: u32, column: u32, cell: Cell<'s>) {
        if is_blank(&cell) || self.facts.strays.binary_search(&(row, column)).is_ok() {
            return;
        }
        if self.facts.order == RowOrder::Unordered {
            place(self.unordered.entry(row).or_default(), column, cell);
            return;
        }
        match &mut self.row {
            Some((open, cells)) if *open == row => place(cells, column, cell),
            _ => {
                self.close_row();
                self.odd_rows_before(row);
                let mut cells = Vec::with_capacity(self.width);
                place(&mut cells, column, cell);
                self.row = Some((row, cells));
            }
        }
    }

    pub(crate) fn finish(mut self) {
        self.close_row();
        for (row, cells) in mem::take(&mut self.unordered) {
            self.odd_rows_before(row);
            self.row = Some((row, cells));
            self.close_row();
        }
        self.odd_rows_before(u32::MAX);
    }

    fn close_row(&mut self) {
        let Some((row, mut cells)) = self.row.take() else { return };
        self.width = cells.len();
        self.put_odd(row, &mut cells);
        self.hand_on(row, cells);
    }

    /// Rows in which no cell is whole.
    fn odd_rows_before(&mut self, row: u32) {
        let facts = self.facts;
        while let Some((odd, ..)) = facts.odd.get(self.odd).filter(|(odd, ..)| *odd < row) {
            let mut cells = Vec::new();
            self.put_odd(*odd, &mut cells);
            self.hand_on(*odd, cells);
        }
    }

    fn put_odd(&mut self, row: u32, cells: &mut Vec<Cell<'s>>) {
        let facts = self.facts;
        while let Some((_, column, cell)) = facts.odd.get(self.odd).filter(|odd| odd.0 == row) {
            let whole = self.odd_cells == OddCells::WhereNothingStands
                && usize::try_from(*column)
                    .ok()
                    .and_then(|column| cells.get(column))
                    .is_some_and(|cell| *cell != Cell::Empty);
            if !whole && facts.strays.binary_search(&(row, *column)).is_err() {
                place(cells, *column, cell.clone());
            }
            self.odd += 1;
        }
    }

    fn hand_on(&mut self, row: u32, cells: Vec<Cell<'s>>) {
        if !cells.is_empty() {
            (self.each)(Row { number: row + 1, cells });
        }
    }
}

/// Nothing, or spaces alone: asked here, since the thread that reads the workbook has no time to look at texts.
fn is_blank(cell: &Cell<'_>) -> bool {
    match cell {
        Cell::Empty => true,
        Cell::Text(text) => {
            let starts_plainly = text.bytes().next().is_some_and(|byte| byte.is_ascii_graphic());
            !starts_plainly && text.trim().is_empty()
        }
        _ => false,
    }
}

fn place<'s>(cells: &mut Vec<Cell<'s>>, column: u32, cell: Cell<'s>) {
    let Ok(column) = usize::try_from(column) else { return };
    if column == cells.len() {
        cells.push(cell);
        return;
    }
    if column > cells.len() {
        cells.resize(column + 1, Cell::Empty);
    }
    if let Some(slot) = cells.get_mut(column) {
        *slot = cell;
    }
}
