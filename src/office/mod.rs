//! What an office can be asked for: a check, a report, letters, forms. Takes a request, opens files, knows the archive,
//! and tells what happened by values; it never speaks.

mod bagging;
mod book;
mod check;
mod compare;
mod consolidate;
mod derived;
mod desk_note;
mod diagnosis;
mod differences;
mod dropping;
mod explain;
mod explain_json;
mod folder;
mod form;
mod init;
mod inputs;
mod kept_reports;
mod last_office;
mod letter_numbers;
mod letters;
mod look_over;
mod mend_cells;
mod mending;
mod months;
mod overview;
mod placing;
mod printing;
mod prose;
mod publication;
mod recognise;
mod recount;
mod refusal;
mod report;
mod reprint;
mod row_changes;
mod sent;
mod settings;
mod shelf;
mod shown_file;
mod skip;
mod taken;
mod verify;
mod verify_json;
mod write_off;

pub(crate) use crate::archive::{ChainState, Damage, Harm, layout};
pub(crate) use crate::config::{
    FILE, InForce, KeyPlace, SetChoice, SettingEdit, SettingFault, SettingKey, SettingKind,
    SettingPart, SettingValue, nearest_field as field_near, set_choice,
};
pub(crate) use crate::document::Filling;
pub(crate) use crate::pipeline::LetterAnswer;
pub(crate) use crate::pipeline::{
    CellAround, CellPlace, ChangedCells, Checked, Edges, Missing, MonthDifference, NearlyDue,
    OpenDays, Progress, RowAround, SeenData, SeenDepartment, SeenProcedure, Step, UnreadColumn,
    check_json,
};
pub(crate) use crate::report::{Explanation, ListedFigure};
pub(crate) use check::{CheckDone, CheckRequest, WholeCheck, check};
pub(crate) use compare::{CompareDone, CompareRequest};
pub(crate) use consolidate::{ConsolidateDone, ConsolidateRequest, ConsolidatedReport};
pub(crate) use desk_note::{desk_note, leave_desk_note};
pub(crate) use diagnosis::{
    ArchiveState, Diagnosis, FilesThere, FolderPlace, SettingsState, diagnose,
};
#[cfg(test)]
pub(crate) use differences::figure_changes;
pub(crate) use differences::{Changed, ChangedText, Differences, compare_json};
pub(crate) use dropping::{Dropped, NameTaken};
pub(crate) use explain::{BagExplained, CountedBag, ExplainRequest};
pub(crate) use explain_json::explain_json;
pub(crate) use folder::{
    ARCHIVE, CORRECTED, INPUTS, Office, PROSE, TEMPLATES, is_unclaimed, meant, require_folder,
};
pub(crate) use form::{FormDone, FormRequest};
pub(crate) use init::{InitRequest, OwnTemplates, init, require_new, suggested};
pub(crate) use inputs::{InputsState, inputs_state};
pub(crate) use kept_reports::KeptReports;
pub(crate) use last_office::{last_office, note_office};
pub(crate) use letter_numbers::{GivenNumber, NumbersWritten, StandingLetter};
pub(crate) use letters::{
    AnswersDone, AnswersWritten, FilledIn, LettersDone, LettersLook, LettersRequest, NewLetters,
    VoidRequest,
};
pub(crate) use look_over::{LookedOver, MOST_ROWS};
pub(crate) use mend_cells::{MendDone, MendReach, MendRequest, NewValue};
pub(crate) use mending::{Corrected, MendedCopy, MendingNotice};
pub(crate) use months::InputsFrom;
pub(crate) use overview::{ArchivedPeriod, Overview, PeriodData, PeriodState};
pub(crate) use placing::Replacing;
pub(crate) use prose::{ProseChange, ProseRequest, ProseSection};
pub(crate) use publication::{CommentBook, CommentBookState};
pub(crate) use recognise::{ExportFile, SettingsChoice, UnknownWord, propose, settling_new, sure};
pub(crate) use recount::Recounted;
pub(crate) use refusal::{Differs, Failure, Notice, OfficeAnswer, Refusal, Told};
pub(crate) use report::{PreviewedReport, ReportDone, ReportRequest, WrittenReport};
pub(crate) use row_changes::{ComparedKind, RowChange};
pub(crate) use sent::SentState;
pub(crate) use settings::{
    SettingsChange, SettingsRequest, SettingsShown, change_settings, setting_choices, settings,
};
pub(crate) use shelf::ArchiveLook;
pub(crate) use shown_file::{BagOf, ListedBag};
pub(crate) use verify::{Verified, VerifiedBag, VerifyRequest};
pub(crate) use verify_json::verify_json;
pub(crate) use write_off::{WriteOffRequest, WrittenOff};
