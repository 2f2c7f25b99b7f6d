//! The one door to calamine: a workbook that the preflight has cleared → its sheets and rows.

use std::borrow::Cow;
use std::io::Cursor;

use calamine::{Data, Ods, Reader, SheetType, SheetVisible, Xls, Xlsb, Xlsx};

use crate::read::abreast::{LargeBook, beside};
use crate::read::cells::{
    Unreadable, from_data, from_ref, guarded, opened_xlsx, unreadable, xlsx_cells,
};
use crate::read::facts::{RowOrder, SheetFacts};
use crate::read::gather::{OddCells, Sink};
use crate::read::preflight::{Cleared, PackageFormat};
use crate::read::unpacked::{LargeSheet, PackageBytes};
use crate::read::{Cell, Merge, Row, SheetMeta};

type Bytes<'a> = Cursor<Cow<'a, [u8]>>;

/// An open workbook.
pub(crate) struct Workbook<'a> {
    book: OpenBook<'a>,
    /// In the order of the tabs, one for each of `sheets`.
    facts: Vec<SheetFacts>,
    sheets: Vec<SheetMeta>,
}

/// A workbook as calamine holds it.
pub(crate) enum OpenBook<'a> {
    Xlsx(Box<Xlsx<PackageBytes<'a>>>),
    /// xlsx with a sheet that two readers may take turns at.
    Large(Box<LargeBook<'a>>),
    Xlsb(Box<Xlsb<Bytes<'a>>>),
    Xls(Box<Xls<Bytes<'a>>>),
    Ods(Box<Ods<Bytes<'a>>>),
}

impl<'a> Workbook<'a> {
    pub(crate) fn open(cleared: Cleared<'a>) -> Result<Self, Unreadable> {
        let Cleared { format, bytes, sheets, epoch1904 } = cleared;
        let book = OpenBook::open(format, bytes);
        Self::of(book, Cleared { format, bytes: Cow::Borrowed(&[]), sheets, epoch1904 })
    }

    /// Of a book that was opened from what has been cleared.
    pub(crate) fn of(
        book: Result<OpenBook<'a>, Unreadable>,
        cleared: Cleared<'a>,
    ) -> Result<Self, Unreadable> {
        let Cleared { sheets: facts, epoch1904, .. } = cleared;
        let book = book?.knowing(&facts)?;
        let epoch1904 = epoch1904 || book.epoch1904();
        let found = book.sheets();
        if found.len() != facts.len() {
            return Err(Unreadable);
        }
        let mut sheets = Vec::new();
        for ((name, visible, typ), facts) in found.into_iter().zip(&facts) {
            let merges = match &book {
                OpenBook::Xls(xls) => guarded(|| Ok(xls_merges(xls, &name)))?,
                OpenBook::Xlsx(_) | OpenBook::Large(_) | OpenBook::Xlsb(_) | OpenBook::Ods(_) => {
                    facts.merges.clone()
                }
            };
            sheets.push(SheetMeta {
                visible: visible == SheetVisible::Visible,
                is_worksheet: typ == SheetType::WorkSheet && facts.is_worksheet,
                epoch1904,
                merges,
                hidden_rows: facts.hidden_rows.clone(),
                faces: facts.faces.clone(),
                name,
            });
        }
        Ok(Self { book, facts, sheets })
    }

    #[cfg(test)]
    pub(crate) fn is_divided(&self) -> bool {
        matches!(self.book, OpenBook::Large(_))
    }

    pub(crate) fn sheets(&self) -> &[SheetMeta] {
        &self.sheets
    }

    pub(crate) fn facts(&self) -> &[SheetFacts] {
        &self.facts
    }

    /// Hands on the rows of a sheet in ascending order.
    pub(crate) fn rows<'s>(
        &'s mut self,
        sheet: usize,
        each: &mut dyn FnMut(Row<'s>),
    ) -> Result<(), Unreadable> {
        let Self { book, facts, sheets } = self;
        let (Some(facts), Some(meta)) = (facts.get(sheet), sheets.get(sheet)) else {
            return Err(Unreadable);
        };
        // calamine finds sheets by name: of two with one name it would read the first twice.
        let twin = sheets.iter().position(|other| other.name == meta.name) != Some(sheet);
        if !meta.is_worksheet {
            return Ok(());
        }
        if facts.fault.is_some() || twin {
            return Err(Unreadable);
        }
        let name = meta.name.as_str();
        let odd_cells = match book {
            OpenBook::Xls(_) => OddCells::WhereNothingStands,
            OpenBook::Xlsx(_) | OpenBook::Large(_) | OpenBook::Xlsb(_) | OpenBook::Ods(_) => {
                OddCells::Overrule
            }
        };
        let mut sink = Sink::new(facts, odd_cells, each);
        guarded(move || {
            match book {
                OpenBook::Xlsx(xlsx) => xlsx_rows(xlsx, name, facts, &mut sink)?,
                OpenBook::Large(book) => {
                    if book.sheet() == sheet {
                        book.rows(name, &mut sink)?.agrees(facts)?;
                    } else {
                        xlsx_rows(book.xlsx_mut(), name, facts, &mut sink)?;
                    }
                }
                OpenBook::Xlsb(xlsb) => xlsb_cells(xlsb, name, &mut sink)?,
                OpenBook::Xls(xls) => {
                    let range = xls.worksheet_range(name).map_err(|_| Unreadable)?;
                    grid(&range, Texts::AsTheyAre, &mut sink);
                }
                OpenBook::Ods(ods) => {
                    let range = ods.worksheet_range(name).map_err(|_| Unreadable)?;
                    grid(&range, Texts::MayBeErrors, &mut sink);
                }
            }
            sink.finish();
            Ok(())
        })
    }
}

impl<'a> OpenBook<'a> {
    /// Reads everything but the sheets; xls and ods have no such line between them.
    pub(crate) fn open(format: PackageFormat, bytes: Cow<'a, [u8]>) -> Result<Self, Unreadable> {
        guarded(|| match format {
            PackageFormat::Xlsx => Ok(Self::Xlsx(opened_xlsx(PackageBytes::new(bytes))?)),
            PackageFormat::Xlsb => {
                Xlsb::new(Cursor::new(bytes)).map(|it| Self::Xlsb(it.into())).map_err(unreadable)
            }
            PackageFormat::Xls => {
                Xls::new(Cursor::new(bytes)).map(|it| Self::Xls(it.into())).map_err(unreadable)
            }
            PackageFormat::Ods => {
                Ods::new(Cursor::new(bytes)).map(|it| Self::Ods(it.into())).map_err(unreadable)
            }
        })
    }

    /// The same for an xlsx that has a large sheet.
    pub(crate) fn open_large(sheet: LargeSheet<'a>) -> Result<Self, Unreadable> {
        guarded(|| Ok(Self::Large(Box::new(LargeBook::open(sheet)?))))
    }

    /// A large sheet that cannot be cut is read as any other.
    fn knowing(self, facts: &[SheetFacts]) -> Result<Self, Unreadable> {
        match self {
            Self::Large(book)
                if facts.get(book.sheet()).map(|facts| facts.order)
                    != Some(RowOrder::Divisible) =>
            {
                Self::open(PackageFormat::Xlsx, Cow::Borrowed(book.bytes()))
            }
            book => Ok(book),
        }
    }

    fn epoch1904(&self) -> bool {
        match self {
            Self::Xlsx(xlsx) => xlsx.has_1904_epoch(),
            Self::Large(book) => book.xlsx().has_1904_epoch(),
            Self::Xlsb(xlsb) => xlsb.has_1904_epoch(),
            Self::Xls(xls) => xls.has_1904_epoch(),
            Self::Ods(_) => false,
        }
    }

    fn sheets(&self) -> Vec<(String, SheetVisible, SheetType)> {
        let sheets = match self {
            Self::Xlsx(xlsx) => xlsx.sheets_metadata(),
            Self::Large(book) => book.xlsx().sheets_metadata(),
            Self::Xlsb(xlsb) => xlsb.sheets_metadata(),
            Self::Xls(xls) => xls.sheets_metadata(),
            Self::Ods(ods) => ods.sheets_metadata(),
        };
        sheets.iter().map(|sheet| (sheet.name.clone(), sheet.visible, sheet.typ)).collect()
    }
}

fn xls_merges(xls: &Xls<Bytes<'_>>, name: &str) -> Vec<Merge> {
    let merges = xls.merge_cells_by_sheet_name(name).unwrap_or_default();
    let merges = merges.iter().map(|merge| Merge {
        first_row: merge.start.0.saturating_add(1),
        last_row: merge.end.0.saturating_add(1),
        first_column: merge.start.1,
        last_column: merge.end.1,
    });
    merges.collect()
}

/// Below this, a thread of its own costs more than it saves.
const MANY_CELLS: u64 = 50_000;

fn xlsx_rows<'s>(
    xlsx: &'s mut Xlsx<PackageBytes<'_>>,
    name: &str,
    facts: &SheetFacts,
    sink: &mut Sink<'_, 's>,
) -> Result<(), Unreadable> {
    let counted = if facts.cells >= MANY_CELLS {
        beside(xlsx, name, sink)?
    } else {
        xlsx_cells(xlsx, name, |row, column, cell| sink.put(row, column, cell))?
    };
    counted.agrees(facts)
}

fn xlsb_cells<'s>(
    xlsb: &'s mut Xlsb<Bytes<'_>>,
    name: &str,
    sink: &mut Sink<'_, 's>,
) -> Result<(), Unreadable> {
    let mut reader = xlsb.worksheet_cells_reader(name).map_err(|_| Unreadable)?;
    loop {
        match reader.next_cell() {
            Ok(Some(cell)) => {
                let (row, column) = cell.get_position();
                sink.put(row, column, from_ref(cell.get_value()));
            }
            Ok(None) => return Ok(()),
            // The record was read to its end; the preflight has the cell.
            Err(calamine::XlsbError::CellError(_)) => (),
            Err(_) => return Err(Unreadable),
        }
    }
}

#[derive(Clone, Copy)]
enum Texts {
    AsTheyAre,
    /// ods writes errors as text.
    MayBeErrors,
}

fn grid(range: &calamine::Range<Data>, texts: Texts, sink: &mut Sink<'_, '_>) {
    let Some((top, left)) = range.start() else { return };
    for (row, cells) in (top..).zip(range.rows()) {
        for (column, value) in (left..).zip(cells) {
            let cell = match (from_data(value), texts) {
                (Cell::Text(text), Texts::MayBeErrors) if is_error(&text) => {
                    Cell::Error(text.into_owned())
                }
                (cell, _) => cell,
            };
            if cell != Cell::Empty {
                sink.put(row, column, cell);
            }
        }
    }
}

/// `#N/A`, `#REF!`, `Err:502`: what `LibreOffice` shows in place of a value.
fn is_error(text: &str) -> bool {
    let numbered = text.strip_prefix("Err:").is_some_and(|number| {
        !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
    });
    numbered
        || matches!(
            text,
            "#N/A" | "#DIV/0!" | "#REF!" | "#VALUE!" | "#NAME?" | "#NUM!" | "#NULL!" | "#SPILL!"
        )
}
