//! Cells → records: kinds by header, columns by alias, values by column. Never computes a figure.

mod cell_faults;
mod covered;
mod drafts;
mod file;
mod filled_down;
mod header;
mod kinds;
mod named_departments;
mod named_period;
mod named_rows;
mod other_lists;
mod reading;
mod refusals;
mod row_looks;
mod rows;
mod settle;
mod shape;
mod sheet;
mod slid;
mod source;
mod stand_ins;
mod table;
mod text;
mod twins;
mod unprintable;
mod unread_cells;
mod unrecognised;
mod values;
mod waiting;

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::ledger::Field;
use crate::model::{CutOff, Faces};

pub(crate) use header::dictionary::{field_called, is_passed_over};
pub(crate) use header::find::is_number_row;
pub(crate) use kinds::department_names::{DepartmentNames, grouped};
pub(crate) use reading::{FileReading, Settled};
pub(crate) use settle::settle;
pub(crate) use source::read_file;
pub(crate) use text::quote::shown;
pub(crate) use values::dates::DateEpoch;
pub(crate) use values::status::StatusWords;

/// What the settings say about reading.
#[derive(Clone, Debug, Default)]
pub(crate) struct NormalizeOptions {
    /// In the order of the settings; empty: departments as found.
    pub(crate) departments: Vec<DepartmentOption>,
    /// The office's own headers (`word_key`) → field.
    pub(crate) columns: BTreeMap<String, Field>,
    /// Questions in order; empty: questions as found.
    pub(crate) questions: Vec<QuestionOption>,
    /// Statuses, channels and kinds of complaints of the office's own.
    pub(crate) words: StatusWords,
    /// What a bare digit means.
    pub(crate) digits: Digits,
    /// Procedures (code or name) whose limit the settings give: no `missing_due` where it is blank.
    pub(crate) known_limits: Vec<String>,
    /// Which appointment a dossier is judged by.
    pub(crate) judged_by: Appointment,
    pub(crate) officers: Officers,
    /// Where a month named in title rows or by a folder is cut.
    pub(crate) cut: CutOff,
    /// The day of `kiem-tra`: dates after it are noted as `future_date`; `None` notes none.
    pub(crate) today: Option<Date>,
    /// What documents can print.
    pub(crate) faces: Faces,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct DepartmentOption {
    pub(crate) name: String,
    pub(crate) aliases: Vec<String>,
    /// Fields (lĩnh vực) that belong to it.
    pub(crate) fields: Vec<String>,
    /// Procedures, by code or name.
    pub(crate) procedures: Vec<String>,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct QuestionOption {
    /// Short code, `q1`.
    pub(crate) key: String,
    pub(crate) text: String,
    pub(crate) factor: Option<String>,
    /// Other headers for it.
    pub(crate) aliases: Vec<String>,
}

/// The appointment that a dossier is judged by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Appointment {
    #[default]
    First,
    /// The re-appointment, where there is one: without a first date it is a date all the same.
    Latest,
}

/// Whether the names of officers are read, which only their scores need.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Officers {
    #[default]
    Unread,
    Read,
}

/// Direction of digits in survey answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Digits {
    /// Not declared: read as 5 = best, with the finding `scale_assumed`.
    #[default]
    Undeclared,
    FiveIsBest,
    OneIsBest,
}

#[cfg(test)]
mod tests;
