//! Lists of hundreds of thousands of rows: their cells are never all in memory, as a workbook of `rust_xlsxwriter`
//! holds them, a kilobyte a row. It makes the sheet without them, and the rows go into the packed sheet one by one.

use std::fmt::Write as _;
use std::io;

use jiff::civil::Date;
use rayon::prelude::*;
use rust_xlsxwriter::XlsxError;

use crate::ledger::column_letters;
use crate::render::package::{bound, unbound};
use crate::render::packing::{Deflated, Deflating};
use crate::render::xlsx::cell::{Figure, OutCell, OutRow};
use crate::render::xlsx::looks::{LEADING, Looks};
use crate::render::xlsx::saved::saved;
use crate::render::xlsx::sheet::OutSheet;
use crate::render::xlsx::text::{clean, looks_like_formula};
use crate::render::xlsx::write::{self, moment, row_lines};
use crate::render::xlsx::{About, new_book};

/// Rows of the longest list that is written as every other sheet is.
const MOST_AT_ONCE: usize = 20_000;
/// Bytes of a sheet that are packed together.
const PIECE: usize = 1 << 20;

/// A sheet whose rows are made as they are written.
pub(super) struct LongSheet<'a> {
    /// Without any rows.
    sheet: OutSheet,
    count: usize,
    /// Cells of a row, by its place from 0.
    cells: Box<dyn Fn(usize) -> Vec<OutCell> + Sync + 'a>,
}

impl<'a> LongSheet<'a> {
    /// A row for each item; `cells` gets its number, from 1, beside it.
    pub(super) fn new<T: 'a>(
        sheet: OutSheet,
        items: impl AsRef<[T]> + Sync + 'a,
        cells: impl Fn(usize, &T) -> Vec<OutCell> + Sync + 'a,
    ) -> Self {
        let count = items.as_ref().len();
        let cells = move |at: usize| {
            items.as_ref().get(at).map_or_else(Vec::new, |item| cells(at + 1, item))
        };
        Self { sheet, count, cells: Box::new(cells) }
    }

    fn is_long(&self) -> bool {
        self.count > MOST_AT_ONCE
    }

    /// The sheet as it is written at once: all rows, or of a long one a row that shows how cells look.
    pub(super) fn at_once(&self, day: Date) -> OutSheet {
        let sheet = self.sheet.clone();
        if self.is_long() {
            let more = u32::try_from(self.count).unwrap_or(u32::MAX).saturating_sub(1);
            return OutSheet { rows: vec![OutRow::body(LongStyles::shown(day))], more, ..sheet };
        }
        OutSheet {
            rows: (0..self.count).map(|at| OutRow::body((self.cells)(at))).collect(),
            ..sheet
        }
    }

    /// The packed sheet with its rows in place of the one that shows how cells look.
    fn filled(&self, part: &Deflated) -> io::Result<Deflated> {
        let text = String::from_utf8(part.inflate()?).map_err(io::Error::other)?;
        let first = self.sheet.first_row() + 1;
        let shown = || text.split_once(&format!("<row r=\"{first}\""));
        let cut = shown().and_then(|(head, rest)| Some((head, rest.split_once("</row>")?)));
        let Some((head, (shown, tail))) = cut else { return Err(misread()) };
        let styles = LongStyles::of(shown)?;
        let mut packing = Deflating::begin();
        packing.add(head.as_bytes())?;
        let mut piece = String::with_capacity(PIECE + 4096);
        for (row, at) in (first..).zip(0..self.count) {
            self.write(&mut piece, row, &(self.cells)(at), &styles)?;
            if piece.len() >= PIECE {
                packing.add(piece.as_bytes())?;
                piece.clear();
            }
        }
        packing.add(piece.as_bytes())?;
        packing.add(tail.as_bytes())?;
        packing.finish()
    }

    fn write(
        &self,
        out: &mut String,
        row: u32,
        cells: &[OutCell],
        styles: &LongStyles,
    ) -> io::Result<()> {
        let height = row_lines(&self.sheet, cells) * LEADING + 3;
        write!(out, "<row r=\"{row}\" ht=\"{height}\" customHeight=\"1\">")
            .map_err(io::Error::other)?;
        for (column, cell) in (0..).zip(cells) {
            let LongStyles { text, mark, quoted, count, date } = styles;
            let style = match cell {
                OutCell::Text(words) if looks_like_formula(words) => quoted,
                OutCell::Blank | OutCell::Text(_) => text,
                OutCell::Mark(_) | OutCell::Order(_) => mark,
                OutCell::Number(Figure::Count(_)) => count,
                OutCell::Date(_) => date,
                OutCell::Small(_)
                | OutCell::Number(_)
                | OutCell::Live(..)
                | OutCell::LiveText(..)
                | OutCell::Sum(_) => {
                    return Err(io::Error::other("danh sách dài chỉ có chữ, số đếm và ngày"));
                }
            };
            write!(out, "<c r=\"{}{row}\" s=\"{style}\"", column_letters(column))
                .map_err(io::Error::other)?;
            match cell {
                OutCell::Text(words) | OutCell::Mark(words) => inline(out, words),
                OutCell::Order(number) => value(out, number)?,
                OutCell::Number(Figure::Count(number)) => value(out, number)?,
                OutCell::Date(day) => {
                    value(out, moment(*day).map_err(io::Error::other)?.to_excel())?;
                }
                _ => out.push_str("/>"),
            }
        }
        out.push_str("</row>");
        Ok(())
    }
}

fn value(out: &mut String, number: impl std::fmt::Display) -> io::Result<()> {
    write!(out, "><v>{number}</v></c>").map_err(io::Error::other)
}

/// Text in its cell: a list of what every row has alone would only be in memory twice.
fn inline(out: &mut String, words: &str) {
    out.push_str(" t=\"inlineStr\"><is><t xml:space=\"preserve\">");
    for letter in clean(words).chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            other => out.push(other),
        }
    }
    out.push_str("</t></is></c>");
}

/// Numbers of the looks of cells, as the workbook has them.
struct LongStyles {
    mark: String,
    text: String,
    quoted: String,
    count: String,
    date: String,
}

impl LongStyles {
    /// A cell of each, in the order of the fields.
    fn shown(day: Date) -> Vec<OutCell> {
        let count = OutCell::Number(Figure::Count(1));
        vec![OutCell::Order(1), OutCell::Blank, OutCell::text("="), count, OutCell::Date(day)]
    }

    fn of(row: &str) -> io::Result<Self> {
        let mut numbers = row.split("<c ").skip(1).map(|cell| {
            let number = cell.split_once(" s=\"").and_then(|(_, rest)| rest.split_once('"'));
            number.map(|(number, _)| number.to_owned()).ok_or_else(misread)
        });
        let mut next = || numbers.next().unwrap_or_else(|| Err(misread()));
        Ok(Self { mark: next()?, text: next()?, quoted: next()?, count: next()?, date: next()? })
    }
}

fn misread() -> io::Error {
    io::Error::other("không tìm thấy dòng mẫu của danh sách dài")
}

/// The same sheets give the same bytes.
pub(super) fn workbook(about: &About, sheets: &[LongSheet<'_>]) -> Result<Vec<u8>, XlsxError> {
    let looks = Looks::new();
    let mut book = new_book(&looks.plain, about)?;
    for sheet in sheets {
        write::add(&mut book, &looks, &sheet.at_once(about.day))?;
    }
    let packed = saved(&mut book)?;
    drop(book);
    if !sheets.iter().any(LongSheet::is_long) {
        return Ok(packed);
    }
    let mut parts = unbound(&packed)?;
    parts.par_iter_mut().try_for_each(|(name, part)| {
        let mut numbered = (1..).zip(sheets).filter(|(_, sheet)| sheet.is_long());
        let own = numbered.find(|(number, _)| *name == format!("xl/worksheets/sheet{number}.xml"));
        if let Some((_, sheet)) = own {
            *part = sheet.filled(part)?;
        }
        io::Result::Ok(())
    })?;
    Ok(bound(&parts)?)
}

#[cfg(test)]
mod tests {
    use calamine::{Data, Reader as _, Xlsx};
    use jiff::civil::date;

    use super::*;
    use crate::document::Orientation;
    use crate::render::xlsx::frame::blank;
    use crate::render::xlsx::sheet::{Filter, heads};

    fn list(count: usize) -> Vec<u8> {
        let items: Vec<usize> = (0..count).collect();
        let sheet = OutSheet {
            widths: vec![5, 20, 8, 10, 12],
            header: vec![heads(&["STT", "Mã", "Số", "Ngày", "Dấu"])],
            notes: vec!["Hết".to_owned()],
            filter: Filter::Buttons,
            ..blank("Dài", "Danh sách", vec!["Kỳ".to_owned()], Orientation::Landscape)
        };
        let cells = |order, item: &usize| {
            let day = date(2020, 3, 1);
            let code =
                if item.is_multiple_of(2) { format!("<A&{item}>") } else { format!("=B{item}") };
            let count = OutCell::Number(Figure::Count(7));
            let mark = if item.is_multiple_of(3) {
                OutCell::Blank
            } else {
                OutCell::Mark("–".to_owned())
            };
            vec![OutCell::Order(order), OutCell::text(code), count, OutCell::Date(day), mark]
        };
        let about = About { title: "T".to_owned(), author: String::new(), day: date(2020, 3, 14) };
        workbook(&about, &[LongSheet::new(sheet, items, cells)]).expect("a workbook")
    }

    fn read(bytes: Vec<u8>) -> Vec<Vec<Data>> {
        let mut book = Xlsx::new(io::Cursor::new(bytes)).expect("a workbook");
        let range = book.worksheet_range("Dài").expect("the sheet");
        range.rows().map(<[Data]>::to_vec).collect()
    }

    #[test]
    fn a_long_list_says_what_a_short_one_says() {
        let (short, long) = (read(list(MOST_AT_ONCE)), read(list(MOST_AT_ONCE + 1)));
        assert_eq!(long.len(), short.len() + 1);
        // Title, line, blank, header and all rows; the notes stand a row lower.
        let body = 4 + MOST_AT_ONCE;
        assert!(short[..body] == long[..body]);
        let last = &long[body];
        assert_eq!(last[0], Data::Float(20_001.0));
        assert_eq!(last[1], Data::String("<A&20000>".to_owned()));
        assert!(short[body..] == long[body + 1..]);
    }

    #[test]
    fn cells_of_a_long_list_look_as_those_of_a_short_one() {
        let row = |bytes: Vec<u8>| {
            let parts = unbound(&bytes).expect("parts");
            let name = "xl/worksheets/sheet1.xml";
            let (_, part) = parts.into_iter().find(|(other, _)| other == name).expect("a sheet");
            let text = String::from_utf8(part.inflate().expect("packed")).expect("text");
            let row =
                text.split_once("<row r=\"6\"").and_then(|(_, rest)| rest.split_once("</row>"));
            let (row, _) = row.expect("a row");
            let styles =
                row.split(" s=\"").skip(1).map(|rest| rest.split('"').next().expect("one"));
            let height =
                row.split_once(" ht=\"").map(|(_, rest)| rest.split('"').next().expect("one"));
            (height.map(str::to_owned), styles.map(str::to_owned).collect::<Vec<_>>().len())
        };
        assert_eq!(row(list(MOST_AT_ONCE)), row(list(MOST_AT_ONCE + 1)));
    }
}
