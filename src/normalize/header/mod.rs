//! What the headers of a sheet say: its kind, and what each column holds.

pub(crate) mod added;
pub(crate) mod alias;
pub(crate) mod asking;
pub(crate) mod cell;
pub(crate) mod columns;
pub(crate) mod complaint_alias;
pub(crate) mod complaint_words;
pub(crate) mod counted;
pub(crate) mod date_parts;
pub(crate) mod dictionary;
pub(crate) mod end_columns;
pub(crate) mod exports;
pub(crate) mod find;
pub(crate) mod grid;
pub(crate) mod held_against;
pub(crate) mod levels;
pub(crate) mod long_form;
pub(crate) mod phrases;
pub(crate) mod portal_alias;
pub(crate) mod qualifier;
pub(crate) mod recognise;
pub(crate) mod shared_alias;
pub(crate) mod steps;
pub(crate) mod total_columns;
pub(crate) mod trouble;
