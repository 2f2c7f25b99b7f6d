//! The cells of a table in four bytes each: a million rows of twelve columns have to fit beside their dossiers.

use hashbrown::HashMap;

use crate::normalize::text::intern::{Id, Slot};

/// Above this bit stands the kind of the cell, below it the number of its text or of its figure.
const BITS: u32 = 28;
const MASK: u32 = (1 << BITS) - 1;

/// Cells, row after row. Equal figures (most are days) are kept once.
#[derive(Clone, Debug, Default)]
pub(crate) struct PackedSlots {
    cells: Vec<u32>,
    figures: Vec<f64>,
    /// By their bits; only asked, never walked.
    by_bits: HashMap<u64, u32>,
}

impl PackedSlots {
    pub(crate) fn push(&mut self, slot: Slot) {
        let cell = match slot {
            Slot::Empty => pack(0, 0),
            Slot::Text(id) => pack(1, id),
            Slot::Number(figure) => pack(2, self.figure(figure)),
            Slot::Serial(figure) => pack(3, self.figure(figure)),
            Slot::Iso(id) => pack(4, id),
            Slot::Bool(value) => pack(5, u32::from(value)),
            Slot::Error(id) => pack(6, id),
            Slot::Uncalculated => pack(7, 0),
            Slot::Broken(id) => pack(8, id),
        };
        self.cells.push(cell);
    }

    /// All cells from a place on.
    pub(crate) fn from(&self, at: usize) -> impl Iterator<Item = Slot> + Clone {
        self.cells.get(at..).unwrap_or_default().iter().map(|cell| self.unpack(*cell))
    }

    pub(crate) fn at(&self, at: usize) -> Option<Slot> {
        self.cells.get(at).map(|cell| self.unpack(*cell))
    }

    /// Every `step`th cell from a place on.
    pub(crate) fn every(&self, step: usize, at: usize) -> impl Iterator<Item = Slot> + Clone {
        self.cells.iter().skip(at).step_by(step).map(|cell| self.unpack(*cell))
    }

    /// Puts another text in place of that of every `step`th cell from a place on.
    pub(crate) fn replace_texts(
        &mut self,
        step: usize,
        at: usize,
        mut replace: impl FnMut(Id) -> Id,
    ) {
        for cell in self.cells.iter_mut().skip(at).step_by(step) {
            if *cell >> BITS == 1 {
                *cell = pack(1, replace(*cell & MASK));
            }
        }
    }

    /// Whether any figure is so; each different one is asked once.
    pub(crate) fn has_figure(&self, is_so: impl Fn(f64) -> bool) -> bool {
        self.figures.iter().any(|figure| is_so(*figure))
    }

    fn unpack(&self, cell: u32) -> Slot {
        let (kind, number) = (cell >> BITS, cell & MASK);
        let figure = || {
            let figure = usize::try_from(number).ok().and_then(|at| self.figures.get(at));
            *figure.expect("a packed number comes from these figures")
        };
        match kind {
            1 => Slot::Text(number),
            2 => Slot::Number(figure()),
            3 => Slot::Serial(figure()),
            4 => Slot::Iso(number),
            5 => Slot::Bool(number == 1),
            6 => Slot::Error(number),
            7 => Slot::Uncalculated,
            8 => Slot::Broken(number),
            _ => Slot::Empty,
        }
    }

    fn figure(&mut self, figure: f64) -> u32 {
        let next = u32::try_from(self.figures.len()).unwrap_or(u32::MAX);
        let number = *self.by_bits.entry(figure.to_bits()).or_insert(next);
        if number == next {
            self.figures.push(figure);
        }
        number
    }
}

fn pack(kind: u32, number: u32) -> u32 {
    assert!(number <= MASK, "no file that is read holds 268 million different texts");
    (kind << BITS) | number
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_comes_out_as_it_was() {
        let slots = [
            Slot::Empty,
            Slot::Text(0),
            Slot::Text(MASK),
            Slot::Number(45_000.0),
            Slot::Serial(45_000.0),
            Slot::Number(-0.0),
            Slot::Number(1e300),
            Slot::Serial(45_000.5),
            Slot::Iso(7),
            Slot::Bool(true),
            Slot::Bool(false),
            Slot::Error(9),
            Slot::Uncalculated,
            Slot::Broken(8),
        ];
        let mut packed = PackedSlots::default();
        for slot in slots {
            packed.push(slot);
        }
        assert_eq!(packed.from(0).collect::<Vec<_>>(), slots);
        assert_eq!(packed.every(5, 3).collect::<Vec<_>>(), [slots[3], slots[8], slots[13]]);
        assert_eq!(packed.figures.len(), 4, "{:?}", packed.figures);
        packed.replace_texts(1, 0, |id| id / 2);
        assert_eq!(packed.from(2).next(), Some(Slot::Text(MASK / 2)));
        assert_eq!(packed.from(8).next(), Some(Slot::Iso(7)));
    }
}
