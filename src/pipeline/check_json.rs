//! What `kiem-tra --json` prints, for other programs: English names, every key always there.

use std::collections::BTreeMap;
use std::io;

use serde::{Serialize, Serializer};

use crate::error::Result;
use crate::ledger::{
    ColumnRead, Field, FileAccount, Finding, FindingsPart, SheetAccount, SheetKind, Weight,
};
use crate::measure::{DataKind, DossierTally, FileTally, SurveyTally};
use crate::model::Span;
use crate::pipeline::Checked;
use crate::render;

/// The JSON text, with a final newline, as it is made: a million rows may have a finding each.
pub(crate) fn check_json(checked: &Checked, out: impl io::Write) -> Result<()> {
    let files = checked.ledger.files.iter().zip(&checked.tallies);
    let stopped = &checked.stopped;
    let told = CheckOut {
        as_of: checked.as_of.to_string(),
        coverage: DataKind::ALL.iter().map(|kind| (kind.name(), reach(checked, *kind))).collect(),
        own: checked.own.iter().map(|finding| OwnOut::new(finding, stopped)).collect(),
        files: files.map(|(file, tally)| FileOut::new(file, tally, stopped)).collect(),
    };
    render::json_into("kết quả dạng JSON", &told, out)
}

#[derive(Serialize)]
struct CheckOut<'a> {
    as_of: String,
    /// From which to which day the data reach, by kind; those after `as_of` left out.
    coverage: BTreeMap<&'static str, Option<ReachOut>>,
    /// What is found in settings, templates and prose.
    own: Vec<OwnOut<'a>>,
    files: Vec<FileOut<'a>>,
}

#[derive(Serialize)]
struct OwnOut<'a> {
    path: &'a str,
    #[serde(flatten)]
    finding: FindingOut<'a>,
}

impl<'a> OwnOut<'a> {
    fn new(finding: &'a Finding, stopped: &[Finding]) -> Self {
        Self { path: &finding.place.source.file, finding: FindingOut::new(finding, stopped) }
    }
}

#[derive(Serialize)]
struct ReachOut {
    from: String,
    to: String,
}

fn reach(checked: &Checked, kind: DataKind) -> Option<ReachOut> {
    let Span { from, to } = checked.coverage.reach(kind, checked.as_of)?;
    Some(ReachOut { from: from.to_string(), to: to.to_string() })
}

#[derive(Serialize)]
struct FileOut<'a> {
    path: &'a str,
    outcome: &'static str,
    error: Option<ErrorOut<'a>>,
    sheets: Vec<SheetOut<'a>>,
    findings: FindingsOut<'a>,
    dossiers: BTreeMap<&'a str, &'a DossierTally>,
    surveys: BTreeMap<&'a str, &'a SurveyTally>,
}

#[derive(Serialize)]
struct ErrorOut<'a> {
    code: &'static str,
    message: &'a str,
}

#[derive(Serialize)]
struct SheetOut<'a> {
    name: &'a str,
    kind: Option<&'static str>,
    rows: RowsOut,
    columns: Vec<ColumnOut<'a>>,
}

#[derive(Serialize)]
struct RowsOut {
    seen: u64,
    accepted: u64,
    rejected: u64,
    skipped: u64,
    blank: u64,
}

#[derive(Serialize)]
struct ColumnOut<'a> {
    cell: &'a str,
    header: &'a str,
    field: Option<&'static str>,
}

#[derive(Serialize)]
struct FindingOut<'a> {
    code: &'static str,
    /// `stops`, `not_counted`, `look` or `told`: what it did, as the screen has it.
    part: &'static str,
    sheet: Option<&'a str>,
    cell: Option<String>,
    row: Option<u32>,
    field: Option<&'static str>,
    found: Option<&'a str>,
    effect: &'a str,
    message: &'a str,
}

impl<'a> FileOut<'a> {
    fn new(file: &'a FileAccount, tally: &'a FileTally, stopped: &'a [Finding]) -> Self {
        let outcome = match (&file.error, own_findings(file).next().is_none()) {
            (Some(_), _) => "error",
            (None, false) => "ok_with_warnings",
            (None, true) => "ok",
        };
        Self {
            path: &file.path,
            outcome,
            error: file
                .error
                .as_ref()
                .map(|error| ErrorOut { code: error.code.name(), message: error.message() }),
            sheets: file.sheets.iter().map(SheetOut::new).collect(),
            findings: FindingsOut { file, stopped },
            dossiers: tally.dossiers.iter().map(|(name, tally)| (name.as_ref(), tally)).collect(),
            surveys: tally.surveys.iter().map(|(name, tally)| (name.as_ref(), tally)).collect(),
        }
    }
}

/// What another finding says is none of its own.
fn own_findings(file: &FileAccount) -> impl Iterator<Item = &Finding> {
    file.findings.iter().filter(|finding| finding.weight != Weight::SaidElsewhere)
}

/// The findings of a file, each made as it is written.
struct FindingsOut<'a> {
    file: &'a FileAccount,
    stopped: &'a [Finding],
}

impl Serialize for FindingsOut<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        let all = own_findings(self.file).map(|finding| FindingOut::new(finding, self.stopped));
        serializer.collect_seq(all)
    }
}

impl<'a> SheetOut<'a> {
    fn new(sheet: &'a SheetAccount) -> Self {
        let rows = sheet.rows;
        Self {
            name: &sheet.name,
            kind: sheet.kind.map(SheetKind::name),
            rows: RowsOut {
                seen: rows.seen(),
                accepted: rows.accepted,
                rejected: rows.rejected,
                skipped: rows.skipped,
                blank: rows.blank,
            },
            columns: sheet.columns.iter().map(ColumnOut::new).collect(),
        }
    }
}

impl<'a> ColumnOut<'a> {
    fn new(column: &'a ColumnRead) -> Self {
        Self { cell: &column.cell, header: &column.header, field: column.field.map(Field::name) }
    }
}

impl<'a> FindingOut<'a> {
    fn new(finding: &'a Finding, stopped: &[Finding]) -> Self {
        Self {
            code: finding.code.name(),
            part: FindingsPart::of(finding, stopped).name(),
            sheet: finding.place.source.sheet.as_deref(),
            cell: finding.place.a1(),
            row: finding.place.row,
            field: finding.field.map(Field::name),
            found: finding.found.as_deref(),
            effect: finding.effect(),
            message: finding.message(),
        }
    }
}
