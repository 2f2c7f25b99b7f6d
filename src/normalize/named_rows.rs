//! The first few of many rows, as a message names them.

/// Rows that are named in a message.
pub(crate) const NAMED: usize = 5;

/// `3, 4, 7, 8, 12, …`: the first of so many.
pub(crate) fn first_few(rows: impl Iterator<Item = impl ToString>, all: usize) -> String {
    let shown: Vec<String> = rows.take(NAMED).map(|row| row.to_string()).collect();
    let more = if all > NAMED { ", …" } else { "" };
    format!("{}{more}", shown.join(", "))
}
