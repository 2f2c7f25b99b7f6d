//! A copy of a file in which what is wrong is marked and explained, to mend in Excel and drop in again.
//!
//! Everything stands where it stood, so that a place named on the screen is the same place here. What could not
//! be read stays unreadable (an error cell): a copy never says something that its original did not.

mod cells;
mod changes;
mod content;
mod list;
mod looks;
mod marks;
mod original;
mod page;
mod rows;

use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::error::Result;
use crate::ledger::{Code, FileAccount, Finding, MEND_SHEET, MendMark, MendScope};
use crate::read::{self};
use crate::render::xlsx::mend::content::ContentDigest;
use crate::render::xlsx::mend::looks::Paint;
use crate::render::xlsx::mend::marks::Marks;
use crate::render::xlsx::saved::saved;
use crate::render::xlsx::{About, failed, new_book};

pub(crate) use changes::Changes;
pub(crate) use content::own_copy;
pub(crate) use original::Original;

/// Cells of the largest file that is copied whole. Above it, Excel and this program take long for a copy of
/// which a few rows matter.
const MOST_CELLS: u64 = 600_000;

/// A workbook of `can-sua`.
#[derive(Clone, Debug)]
pub(crate) struct MendCopy {
    pub(crate) bytes: Vec<u8>,
    pub(crate) scope: MendScope,
}

/// The copy of a file; `None` where it holds nothing that can be mended in it, or where a part of it cannot be
/// read: a copy without that part must not take the place of the original.
pub(crate) fn mend_copy(original: &Original<'_>) -> Result<Option<MendCopy>> {
    if !original.account.error.iter().chain(&original.account.findings).any(is_mended_here) {
        return Ok(None);
    }
    let made = if cells_of(original.account) > MOST_CELLS {
        rows::workbook(original).map(Some)
    } else {
        match whole(original, &mut Changes::default()) {
            Ok(Whole::Made(copy, _)) => Ok(Some(copy)),
            Ok(Whole::Unreadable) => Ok(None),
            Ok(Whole::TooLarge) => rows::workbook(original).map(Some),
            Err(error) => Err(error),
        }
    };
    made.map_err(|error| failed(original.path, &error))
}

/// A copy in which cells are changed, and the digest of all its cells; `None` where it cannot be whole, or where one of
/// the cells is in no row of it.
pub(crate) fn mended_copy(
    original: &Original<'_>,
    mut changes: Changes,
) -> Result<Option<(Vec<u8>, String)>> {
    if cells_of(original.account) > MOST_CELLS {
        return Ok(None);
    }
    match whole(original, &mut changes).map_err(|error| failed(original.path, &error))? {
        Whole::Made(copy, written) if changes.is_done() => Ok(Some((copy.bytes, written))),
        Whole::Made(..) | Whole::Unreadable | Whole::TooLarge => Ok(None),
    }
}

/// Whether a finding can be mended in the cells of its sheet.
fn is_mended_here(finding: &Finding) -> bool {
    if !finding.is_matter() {
        return false;
    }
    !matches!(
        finding.code,
        Code::QuestionNotRead
            | Code::ScaleAssumed
            | Code::ScaleConverted
            | Code::SheetUnreadable
            | Code::CopyUnsettled
            | Code::CorruptFile
            | Code::EmptyFile
            | Code::Encrypted
            | Code::HtmlDisguised
            | Code::LockFile
            | Code::MalformedCsv
            | Code::NoData
            | Code::NotASpreadsheet
            | Code::TooLarge
            | Code::UnsupportedFormat
    )
}

/// Cells of the tables, roughly.
fn cells_of(account: &FileAccount) -> u64 {
    let sheets = account.sheets.iter();
    sheets
        .map(|sheet| {
            let columns = u64::try_from(sheet.columns.len()).unwrap_or(u64::MAX);
            sheet.rows.seen().saturating_mul(columns)
        })
        .fold(0, u64::saturating_add)
}

enum Whole {
    /// And the digest of its cells.
    Made(MendCopy, String),
    Unreadable,
    TooLarge,
}

fn whole(original: &Original<'_>, changes: &mut Changes) -> std::result::Result<Whole, XlsxError> {
    let bytes = read::prepared(original.bytes);
    let Ok(mut opened) = read::open(original.path, &bytes, original.apart) else {
        return Ok(Whole::Unreadable);
    };
    let mut names = SheetNames::default();
    let paint = Paint::new();
    let mut content = ContentDigest::new();
    let mut pages = Vec::new();
    let mut targets = Vec::new();
    let mut room = page::PageRoom { cells: MOST_CELLS, notes: page::MOST_NOTES };
    let old_mark = original.account.mends.is_some();
    for (index, meta) in opened.sheets().into_iter().enumerate() {
        // The list of the copy before this one is written anew.
        if !meta.is_worksheet || old_mark && meta.name == MEND_SHEET {
            continue;
        }
        let name = names.free(&meta.name);
        let marks = Marks::of(original, &meta.name);
        let mut tools =
            page::Tools { paint: &paint, content: &mut content, room: &mut room, changes };
        let copied = page::copy(&mut opened, (index, &meta), &name, &marks, &mut tools)?;
        match copied {
            page::Copied::Page(page) => pages.push(*page),
            // Nobody counted on it.
            page::Copied::Unreadable if !meta.visible => continue,
            page::Copied::Unreadable => return Ok(Whole::Unreadable),
            page::Copied::TooLarge => return Ok(Whole::TooLarge),
        }
        targets.push((meta.name, name));
    }
    let written = content.digest();
    let mark = MendMark {
        original: original.root.to_owned(),
        ancestors: original.ancestors.clone(),
        written: written.clone(),
        scope: MendScope::Whole,
    };
    let lines = list::lines(original, &|finding| {
        let sheet = finding.place.source.sheet.as_deref().unwrap_or_default();
        let (_, name) = targets.iter().find(|(of, _)| of == sheet)?;
        let place = marks::place_in(original.account, finding)?;
        Some(list::ListTarget { sheet: name.clone(), cell: place.a1().unwrap_or_default() })
    });
    let list = list::sheet(original, &mark, &paint, &lines)?;
    let bytes = bind(original, &paint, list, pages)?;
    Ok(Whole::Made(MendCopy { bytes, scope: MendScope::Whole }, written))
}

/// The list first, then the pages.
fn bind(
    original: &Original<'_>,
    paint: &Paint,
    list: Worksheet,
    pages: Vec<Worksheet>,
) -> std::result::Result<Vec<u8>, XlsxError> {
    let about = About {
        title: format!("{MEND_SHEET}: {}", original.path),
        author: "congso".to_owned(),
        day: original.day,
    };
    let mut book = new_book(&paint.plain, &about)?;
    book.push_worksheet(list);
    for page in pages {
        book.push_worksheet(page);
    }
    saved(&mut book)
}

/// Names of sheets that Excel takes, each once.
#[derive(Debug, Default)]
struct SheetNames(Vec<String>);

impl SheetNames {
    fn free(&mut self, wanted: &str) -> String {
        let plain: String = wanted
            .chars()
            .map(|c| if matches!(c, '*' | '?' | ':' | '[' | ']' | '\\' | '/') { '-' } else { c })
            .filter(|c| !c.is_control())
            .collect();
        let plain = plain.trim_matches(['\'', ' ']);
        // Delimited text has one sheet, without a name.
        let plain = if plain.is_empty() { "Dữ liệu" } else { plain };
        let taken = |name: &str| {
            let lower = name.to_lowercase();
            lower == MEND_SHEET.to_lowercase() || self.0.contains(&lower)
        };
        let mut name = cut(plain, 31);
        let mut number = 2_u32;
        while taken(&name) {
            name = format!("{} ({number})", cut(plain, 24));
            number = number.saturating_add(1);
        }
        self.0.push(name.to_lowercase());
        name
    }
}

/// So many UTF-16 units at most.
fn cut(text: &str, units: usize) -> String {
    let mut used = 0;
    let kept = text.chars().take_while(|c| {
        used += c.len_utf16();
        used <= units
    });
    kept.collect::<String>().trim_end_matches('\'').to_owned()
}

#[cfg(test)]
mod tests;
