//! Of a file that is too large to be copied: the rows to mend, each with its number in the original.

use std::collections::{BTreeMap, BTreeSet};

use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::ledger::{MendMark, MendScope};
use crate::read::{self, CellFaces, Row};
use crate::render::xlsx::mend::cells::{self, CellRole, ColumnLetters, Epoch, Spot};
use crate::render::xlsx::mend::content::ContentDigest;
use crate::render::xlsx::mend::list::{self, ListTarget};
use crate::render::xlsx::mend::looks::{FormatKind, Paint};
use crate::render::xlsx::mend::marks::{Marks, place_in, placed};
use crate::render::xlsx::mend::original::Original;
use crate::render::xlsx::mend::{MendCopy, SheetNames, bind};

/// Rows of one sheet; the list says how many there are in all.
const MOST_ROWS: usize = 5_000;

pub(super) fn workbook(original: &Original<'_>) -> Result<MendCopy, XlsxError> {
    let paint = Paint::new();
    let mut names = SheetNames::default();
    let mut content = ContentDigest::new();
    let mut pages = Vec::new();
    // Sheet and row of the original → where the row stands here.
    let mut places: BTreeMap<(String, u32), (String, u32)> = BTreeMap::new();
    let bytes = read::prepared(original.bytes);
    if let Ok(mut opened) = read::open_again(original.path, &bytes, original.apart) {
        for (index, meta) in opened.sheets().into_iter().enumerate() {
            let marks = Marks::until(original, &meta.name, last_wanted(original, &meta.name));
            if !meta.is_worksheet
                || !meta.visible
                || marks.cells.is_empty() && marks.rows.is_empty()
            {
                continue;
            }
            let wanted = wanted(&marks);
            let mut found: Vec<Row<'_>> = Vec::new();
            let last = wanted.last().copied().unwrap_or_default();
            let read = opened.rows_until(index, last, &mut |row| {
                if wanted.contains(&row.number) {
                    found.push(row);
                }
            });
            if read.is_err() {
                continue;
            }
            let name = names.free(&meta.name);
            let epoch = if meta.epoch1904 { Epoch::Y1904 } else { Epoch::Y1900 };
            content.sheet(&name);
            let page = page((&name, &found), &marks, (epoch, &meta.faces), &paint, &mut content)?;
            for (at, row) in (2..).zip(&found) {
                places.insert((meta.name.clone(), row.number), (name.clone(), at));
            }
            pages.push(page);
        }
    }
    let mark = MendMark {
        original: original.root.to_owned(),
        ancestors: original.ancestors.clone(),
        written: content.digest(),
        scope: MendScope::Rows,
    };
    let lines = list::lines(original, &|finding| {
        let place = place_in(original.account, finding)?;
        let sheet = place.source.sheet.clone().unwrap_or_default();
        let (name, row) = places.get(&(sheet, place.row?))?;
        Some(ListTarget { sheet: name.clone(), cell: format!("A{row}") })
    });
    let bytes = bind(original, &paint, list::sheet(original, &mark, &paint, &lines)?, pages)?;
    Ok(MendCopy { bytes, scope: MendScope::Rows })
}

/// The last of the rows of a sheet that are shown for what is marked in them.
fn last_wanted(original: &Original<'_>, sheet: &str) -> u32 {
    let mut rows: Vec<u32> = placed(original, sheet).map(|(row, _)| row).collect();
    rows.sort_unstable();
    rows.dedup();
    rows.truncate(MOST_ROWS);
    rows.last().copied().unwrap_or_default()
}

/// Numbers of the header rows and of the rows with marks.
fn wanted(marks: &Marks<'_>) -> BTreeSet<u32> {
    let marked = marks.cells.keys().map(|(row, _)| *row).chain(marks.rows.keys().copied());
    marked.chain(marks.headers.iter().map(|(row, _)| *row)).collect()
}

/// One column to the right of where they stood; the first names the row.
fn page(
    (name, rows): (&str, &[Row<'_>]),
    marks: &Marks<'_>,
    (epoch, faces): (Epoch, &CellFaces),
    paint: &Paint,
    content: &mut ContentDigest,
) -> Result<Worksheet, XlsxError> {
    let mut page = paint.page(name)?;
    let header = paint.or_plain(paint.of(FormatKind::Header, None));
    page.write_string_with_format(0, 0, "Dòng trong tệp gốc", &header)?;
    content.cell(1, 0, &crate::render::xlsx::mend::content::Value::Text("Dòng trong tệp gốc"));
    page.set_column_range_width(0, 40, 16)?;
    for (at, row) in (2..).zip(rows) {
        let number = read::Cell::Number(f64::from(row.number));
        let letters = ColumnLetters::default();
        let first =
            Spot { row: at, column: 0, strength: None, role: CellRole::Other, epoch, letters };
        cells::write(&mut page, paint, first, &number, content)?;
        for (column, cell) in (0_u32..).zip(&row.cells) {
            let role = if marks.headers.contains(&(row.number, column)) {
                CellRole::Header
            } else if marks.dates.contains(&column) {
                CellRole::Date
            } else {
                CellRole::Other
            };
            let strength = marks.strength(row.number, column);
            let letters = ColumnLetters::at(faces, row.number, column);
            let spot = Spot { row: at, column: column + 1, strength, role, epoch, letters };
            cells::write(&mut page, paint, spot, cell, content)?;
        }
    }
    page.set_freeze_panes(1, 1)?;
    Ok(page)
}
