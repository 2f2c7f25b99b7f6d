//! Rows of those who sign below a table: place and date, titles, names.

use crate::ledger::{Field, SheetKind};
use crate::model::word_key;
use crate::normalize::header::columns::{ColumnRole, SheetColumn};
use crate::normalize::text::intern::is_blank;
use crate::read::{Cell, Row};

/// Whether a row is one of those who sign; `closing`: a total stands above it, or another such row.
///
/// Most of what stands in it must look so, and nothing in it may be an answer, a department or a number of a sheet:
/// a citizen writes of directors, and dates in words.
pub(crate) fn is_signature(
    kind: SheetKind,
    row: &Row<'_>,
    columns: &[SheetColumn],
    closing: bool,
) -> bool {
    let (mut filled, mut signs) = (0, 0);
    let mut is_record = false;
    for (at, cell) in (0..).zip(&row.cells).filter(|(_, cell)| !is_blank(cell)) {
        filled += 1;
        let column = columns.iter().find(|column| column.at == at);
        let is_written = column.is_some_and(|column| is_written(kind, column));
        if looks_signed(cell, is_written) {
            signs += 1;
        } else {
            is_record |= kind == SheetKind::Surveys && column.is_some_and(is_of_a_sheet);
        }
    }
    signs > 0 && !is_record && (closing || signs * 2 >= filled)
}

/// What only a returned sheet holds.
fn is_of_a_sheet(column: &SheetColumn) -> bool {
    match column.role {
        ColumnRole::Candidate(_) | ColumnRole::Tick(_) => true,
        ColumnRole::Read => matches!(column.field, Field::Number | Field::Department | Field::Code),
        ColumnRole::Twin | ColumnRole::Beaten | ColumnRole::Span => false,
    }
}

/// Columns in which people write sentences.
fn is_written(kind: SheetKind, column: &SheetColumn) -> bool {
    matches!(column.field, Field::Comment | Field::Reason | Field::Note | Field::Content)
        || kind == SheetKind::Surveys && matches!(column.role, ColumnRole::Candidate(_))
}

fn looks_signed(cell: &Cell<'_>, is_written: bool) -> bool {
    let Cell::Text(text) = cell else { return false };
    if text.len() > 160 {
        return false;
    }
    let key = word_key(text);
    if is_place_and_date(&key) {
        return true;
    }
    if is_written && text.split_whitespace().count() > 4 {
        return false;
    }
    let words = [
        "nguoi lap",
        "nguoi ky",
        "lap bieu",
        "thu truong",
        "giam doc",
        "pho giam doc",
        "kt. giam doc",
        "tl. giam doc",
        "tm. ",
        "chanh van phong",
        "truong phong",
        "pho truong phong",
        "ke toan truong",
        "nguoi kiem tra",
        "nguoi tong hop",
        "nguoi bao cao",
        "xac nhan cua",
        "(ky",
        "ky, ghi ro",
        "ky ten",
        "chu tich",
        "noi nhan",
        "nguoi nhap",
        "lanh dao",
    ];
    words.iter().any(|word| key.starts_with(word))
}

/// `Trà Vinh, ngày 31 tháng 10 năm 2026`, `Ngày … tháng … năm …` and no more than that.
fn is_place_and_date(key: &str) -> bool {
    let Some(at) = key.find("ngay ") else { return false };
    let Some((place, date)) = key.split_at_checked(at) else { return false };
    let is_place = place.trim().is_empty()
        || place.trim_end().ends_with(',') && place.split_whitespace().count() <= 6;
    let words: Vec<&str> = date.split_whitespace().collect();
    is_place
        && words.len() <= 7
        && words.contains(&"thang")
        && words.iter().any(|it| it.starts_with("nam"))
}
