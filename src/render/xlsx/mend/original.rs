//! The workbook that is copied.

use crate::ledger::{FileAccount, Finding};
use crate::read::Apart;
use jiff::civil::Date;

/// A file with findings, as it lies in `du-lieu`.
#[derive(Clone)]
pub(crate) struct Original<'a> {
    pub(crate) path: &'a str,
    /// Path of what the copy takes the place of: the same, unless `bytes` is itself a copy that is written anew.
    pub(crate) root: &'a str,
    pub(crate) bytes: &'a [u8],
    pub(crate) account: &'a FileAccount,
    /// What keeps a report from being written, of this file or of others.
    pub(crate) stopped: &'a [Finding],
    /// SHA-256 of `bytes`, then of what it is itself a copy of.
    pub(crate) ancestors: Vec<String>,
    /// How a fragile file is read.
    pub(crate) apart: Apart<'a>,
    /// The only date in the copy.
    pub(crate) day: Date,
}
