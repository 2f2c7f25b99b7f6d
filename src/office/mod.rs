//! What an office can be asked for: a check, a report, letters, forms. Takes a request, opens files, knows the archive,
//! and tells what happened by values; it never speaks.

mod bagging;
mod book;
mod check;
mod folder;
mod form;
mod init;
mod letters;
mod mending;
mod printing;
mod refusal;
mod report;
mod reprint;
mod skip;

pub(crate) use crate::config::{FILE, SetChoice, set_choice};
pub(crate) use crate::pipeline::{Checked, Edges, Missing, OpenDays, Progress, Step, check_json};
pub(crate) use check::{CheckDone, CheckRequest, WholeCheck, check};
pub(crate) use folder::{ARCHIVE, CORRECTED, INPUTS, Office, PROSE, meant, require_folder};
pub(crate) use form::{FormDone, FormRequest};
pub(crate) use init::{InitRequest, OwnTemplates, init};
pub(crate) use letters::{FilledIn, LettersDone, LettersRequest, NewLetters, VoidRequest};
pub(crate) use mending::{Corrected, MendedCopy, MendingNotice};
pub(crate) use refusal::{Differs, Failure, Notice, Refusal, Told};
pub(crate) use report::{Archive, Replacing, ReportDone, ReportRequest, WrittenReport};
