//! Columns that are not read for a figure, but held against one that is.

use std::collections::{BTreeMap, BTreeSet};

use crate::ledger::{Field, SheetKind};
use crate::normalize::header::cell::FoundCell;
use crate::normalize::header::end_columns::may_end;

/// Names of one field: the column and the rank and key of its name.
pub(crate) type Claims<'a> = BTreeMap<Field, Vec<(usize, &'a str, &'a FoundCell)>>;

/// Columns of notes, in which books without a status say it.
const NOTES: [&str; 6] =
    ["ghichu", "ketqua", "ketquagiaiquyet", "ketquaxuly", "noidunggiaiquyet", "lydo"];

/// Columns that may hold the status in words of their own.
const MAY_BE_NOTES: [&str; 17] = [
    "tinhhinh",
    "tinhhinhgiaiquyet",
    "tinhhinhxuly",
    "tiendo",
    "tiendogiaiquyet",
    "tiendoxuly",
    "hientrang",
    "dienbien",
    "ketquathuchien",
    "noidungxuly",
    "ykien",
    "ykienxuly",
    "nhanxet",
    "theodoi",
    "luuy",
    "chuthich",
    "tinhtrangthuchien",
];

/// Of dossiers: other names of the due date and the end.
pub(crate) fn other_names(claims: &Claims<'_>) -> Vec<(u32, Field)> {
    let of = |field: Field| {
        let claims = claims.get(&field).into_iter().flatten();
        claims.map(move |(_, _, cell)| (cell.column, field))
    };
    of(Field::Due).chain(of(Field::Finished)).collect()
}

/// Columns that may hold the day of the result: of dossiers, where only that of collection is read; of complaints,
/// always. `read`: fields that a column is read for.
pub(crate) fn unread_ends(
    kind: SheetKind,
    unclaimed: &[&FoundCell],
    claims: &Claims<'_>,
    read: &BTreeSet<Field>,
) -> Vec<(u32, Field)> {
    let field = match kind {
        SheetKind::Dossiers
            if claims.contains_key(&Field::Collected) && !read.contains(&Field::Finished) =>
        {
            Field::Finished
        }
        SheetKind::Complaints => Field::Resolved,
        _ => return Vec::new(),
    };
    let claimed = claims.get(&field).into_iter().flatten().map(|(_, _, cell)| *cell);
    let unread = unclaimed.iter().copied().filter(|cell| may_end(&cell.text));
    unread.chain(claimed).map(|cell| (cell.column, field)).collect()
}

/// Notes of dossiers; where no column is the status, other columns that may say it as well.
pub(crate) fn notes_of(unclaimed: &[&FoundCell], read: &BTreeSet<Field>) -> Vec<(u32, Field)> {
    let is_one_of = |cell: &FoundCell, names: &[&str]| {
        cell.keys.iter().any(|key| names.contains(&key.as_str()))
    };
    let has_status = read.contains(&Field::Status);
    let notes = unclaimed
        .iter()
        .filter(|cell| is_one_of(cell, &NOTES) || !has_status && is_one_of(cell, &MAY_BE_NOTES));
    notes.map(|cell| (cell.column, Field::Status)).collect()
}
