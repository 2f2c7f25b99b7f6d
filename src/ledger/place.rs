//! Where something stands: file › sheet › cell.

use std::cmp::Ordering;
use std::fmt;
use std::sync::Arc;

/// A sheet of a file; `sheet` is `None` for the file as a whole.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Source {
    /// Path below `du-lieu/`, with `/`.
    pub(crate) file: String,
    /// Name of the sheet as the workbook gives it.
    pub(crate) sheet: Option<String>,
}

/// A place in an input. Orders by file, sheet, row, column: "the first by place" is the smallest.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Place {
    pub(crate) source: Arc<Source>,
    /// Row of the sheet, from 1.
    pub(crate) row: Option<u32>,
    /// Column of the sheet, from 0.
    pub(crate) column: Option<u32>,
}

impl Ord for Place {
    fn cmp(&self, other: &Self) -> Ordering {
        // Rows of one sheet share its name, which need not be read.
        let source = if Arc::ptr_eq(&self.source, &other.source) {
            Ordering::Equal
        } else {
            self.source.cmp(&other.source)
        };
        source.then_with(|| (self.row, self.column).cmp(&(other.row, other.column)))
    }
}

impl PartialOrd for Place {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Place {
    /// The sheet (or file) as a whole.
    pub(crate) fn whole(source: &Arc<Source>) -> Self {
        Self { source: Arc::clone(source), row: None, column: None }
    }

    /// A row, from 1.
    pub(crate) fn row(source: &Arc<Source>, row: u32) -> Self {
        Self { source: Arc::clone(source), row: Some(row), column: None }
    }

    /// A cell: row from 1, column from 0.
    pub(crate) fn cell(source: &Arc<Source>, row: u32, column: u32) -> Self {
        Self { source: Arc::clone(source), row: Some(row), column: Some(column) }
    }

    /// `C12`, where both row and column are known.
    pub(crate) fn a1(&self) -> Option<String> {
        Some(format!("{}{}", column_letters(self.column?), self.row?))
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.source.file)?;
        // Delimited text has one sheet, without a name.
        if let Some(sheet) = self.source.sheet.as_ref().filter(|sheet| !sheet.is_empty()) {
            write!(f, " › {sheet}")?;
        }
        match (self.a1(), self.row) {
            (Some(cell), _) => write!(f, " › {cell}"),
            (None, Some(row)) => write!(f, " › dòng {row}"),
            (None, None) => Ok(()),
        }
    }
}

/// `A` for 0, `Z` for 25, `AA` for 26.
pub(crate) fn column_letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column;
    loop {
        letters.push(char::from(b'A' + u8::try_from(rest % 26).expect("a remainder of 26 fits")));
        match (rest / 26).checked_sub(1) {
            Some(next) => rest = next,
            None => break,
        }
    }
    letters.into_iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_lettered_as_excel_does() {
        let got: Vec<_> = [0, 25, 26, 701, 702, 16_383].map(column_letters).into();
        assert_eq!(got, ["A", "Z", "AA", "ZZ", "AAA", "XFD"]);
    }
}
