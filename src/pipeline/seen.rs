//! What files say that the settings might know: names of departments, headers, fields, procedures, digits.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::error::Result;
use crate::ledger::{Code, Finding, SheetAccount};
use crate::measure::FileTally;
use crate::model::{is_personal, name_key};
use crate::normalize::{self, DepartmentNames, NormalizeOptions};
use crate::pipeline::cells::each_whole_row;
use crate::pipeline::intake::{Intake, take_in_tallied};
use crate::pipeline::near::{NearlyDue, nearly_due};
use crate::pipeline::{CheckPlan, Checked, Edges, Input, calendar, checked};
use crate::rules::{Calendar, Limit, deadline};

/// All of it.
#[derive(Clone, Debug, Default)]
pub(crate) struct SeenData {
    /// Names that the settings do not know, by rows.
    pub(crate) departments: Vec<SeenDepartment>,
    /// Headers that were read as nothing.
    pub(crate) columns: Vec<UnreadColumn>,
    pub(crate) procedures: Vec<SeenProcedure>,
    /// Answers in digits of which nobody has said what they mean.
    pub(crate) asks_digits: bool,
    /// Dossiers and sheets that were read.
    pub(crate) rows: u64,
    /// Why a file or a sheet was not read.
    pub(crate) stopped: Vec<Finding>,
}

/// Names that may well be one department.
#[derive(Clone, Debug)]
pub(crate) struct SeenDepartment {
    /// As most rows have it.
    pub(crate) name: String,
    pub(crate) others: Vec<String>,
    pub(crate) rows: u64,
    /// Departments of the settings that it may be, the likeliest first.
    pub(crate) near: Vec<String>,
    /// Fields (lĩnh vực) that no other department has.
    pub(crate) fields: Vec<String>,
    /// Several rows have it, and it does not look like a person's name or a number.
    pub(crate) is_sure: bool,
}

#[derive(Clone, Debug)]
pub(crate) struct UnreadColumn {
    pub(crate) file: String,
    pub(crate) sheet: String,
    /// `C7`.
    pub(crate) cell: String,
    pub(crate) header: String,
    /// What stands in it, each once.
    pub(crate) examples: Vec<String>,
}

#[derive(Clone, Debug)]
pub(crate) struct SeenProcedure {
    pub(crate) code: Option<String>,
    pub(crate) name: String,
    pub(crate) rows: u64,
    /// `15 ngày làm việc`, where every due date of its rows is that, and nothing else would be.
    pub(crate) limit: Option<String>,
}

/// Fewer rows than this may be a slip.
const SURE: u64 = 3;
const EXAMPLES: usize = 3;
/// Rows in which examples are looked for.
const LOOKED_AT: u32 = 200;

pub(crate) fn seen(
    inputs: &[Input],
    options: &NormalizeOptions,
    as_of: Date,
    edges: Edges<'_>,
) -> SeenData {
    let (intake, tallies) = take_in_tallied(inputs, options, as_of, edges);
    seen_in(inputs, options, (&intake, &tallies), edges)
}

/// A check, what of its files the settings do not know, and what is soon due.
pub(crate) fn check_and_see(
    inputs: &[Input],
    plan: &CheckPlan,
    edges: Edges<'_>,
) -> Result<(Checked, SeenData, Vec<NearlyDue>)> {
    let taken = take_in_tallied(inputs, &plan.normalize, plan.as_of, edges);
    let seen = seen_in(inputs, &plan.normalize, (&taken.0, &taken.1), edges);
    let near = nearly_due(&taken.0.records, plan)?;
    Ok((checked(taken, plan)?, seen, near))
}

fn seen_in(
    inputs: &[Input],
    options: &NormalizeOptions,
    (intake, tallies): (&Intake, &[FileTally]),
    edges: Edges<'_>,
) -> SeenData {
    let (unknown, rows) = names(tallies, options);
    let mut seen = SeenData { rows, ..SeenData::default() };
    let directory = DepartmentNames::new(options);
    let fields = fields_by_department(intake);
    for group in normalize::grouped(unknown) {
        let mut names = group.iter().map(|(name, _)| name.clone());
        let Some(name) = names.next() else { continue };
        let rows = group.iter().map(|(_, rows)| rows).sum();
        let own = group.iter().filter_map(|(name, _)| fields.get(&name_key(name))).flatten();
        let own: BTreeSet<String> = own.cloned().collect();
        seen.departments.push(SeenDepartment {
            near: directory.near(&name),
            fields: own.into_iter().collect(),
            is_sure: rows >= SURE && !is_personal(&name),
            others: names.collect(),
            rows,
            name,
        });
    }
    seen.departments.sort_by_key(|one| std::cmp::Reverse(one.rows));
    seen.procedures = procedures(intake);
    seen.stopped.clone_from(&intake.stopped);
    seen.asks_digits = intake.ledger.findings().any(|found| found.code == Code::ScaleAssumed);
    for account in &intake.ledger.files {
        let Some(input) = inputs.iter().find(|input| input.path == account.path) else { continue };
        for sheet in &account.sheets {
            columns(input, sheet, edges, &mut seen.columns);
        }
    }
    seen
}

/// Names that no setting knows, with their rows, and the rows of all.
fn names(tallies: &[FileTally], options: &NormalizeOptions) -> (Vec<(String, u64)>, u64) {
    let directory = DepartmentNames::new(options);
    let mut names: BTreeMap<&str, u64> = BTreeMap::new();
    for tally in tallies {
        for (name, of) in &tally.dossiers {
            *names.entry(name).or_default() += of.total;
        }
        for (name, of) in &tally.surveys {
            *names.entry(name).or_default() += of.total;
        }
    }
    let rows = names.values().sum();
    let is_unknown = |name: &str| !name.starts_with('(') && !directory.is_known(name);
    let unknown = names.into_iter().filter(|(name, _)| is_unknown(name));
    (unknown.map(|(name, rows)| (name.to_owned(), rows)).collect(), rows)
}

/// Fields that only one department has, by its key.
fn fields_by_department(intake: &Intake) -> BTreeMap<String, Vec<String>> {
    let mut holders: BTreeMap<&str, BTreeMap<String, u64>> = BTreeMap::new();
    for dossier in &intake.records.dossiers {
        let (Some(field), Some(department)) = (&dossier.field, &dossier.department) else {
            continue;
        };
        *holders.entry(field).or_default().entry(name_key(department)).or_default() += 1;
    }
    let mut own: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (field, holders) in holders {
        let mut holders = holders.into_iter();
        if let (Some((department, rows)), None) = (holders.next(), holders.next())
            && rows >= SURE
        {
            own.entry(department).or_default().push(field.to_owned());
        }
    }
    own
}

type ReceivedAndDue = BTreeSet<(Date, Date)>;

fn procedures(intake: &Intake) -> Vec<SeenProcedure> {
    let mut all: BTreeMap<(Option<&str>, &str), (u64, ReceivedAndDue)> = BTreeMap::new();
    for dossier in &intake.records.dossiers {
        if let Some(name) = &dossier.procedure {
            let (rows, days) = all.entry((dossier.procedure_code.as_deref(), name)).or_default();
            *rows += 1;
            days.extend(dossier.due.map(|due| (dossier.received, due)));
        }
    }
    let calendar = calendar(&[]).ok();
    let one = |((code, name), (rows, days)): ((Option<&str>, &str), (u64, ReceivedAndDue))| {
        let limit = calendar.as_ref().and_then(|calendar| limit(&days, calendar));
        SeenProcedure { code: code.map(str::to_owned), name: name.to_owned(), rows, limit }
    };
    let mut all: Vec<SeenProcedure> =
        all.into_iter().map(one).filter(|procedure| procedure.rows >= SURE).collect();
    all.sort_by_key(|procedure| std::cmp::Reverse(procedure.rows));
    all
}

/// Days of receipt that say of which kind a limit is: over a week, so that weekends lie between.
const TELLING: usize = 5;

/// The one limit by which each of these days of receipt has its due date.
fn limit(days: &ReceivedAndDue, calendar: &Calendar) -> Option<String> {
    let received: BTreeSet<Date> = days.iter().map(|(received, _)| *received).collect();
    if received.len() < TELLING {
        return None;
    }
    let fits = |limit: Limit| {
        days.iter().all(|(received, due)| {
            matches!(deadline(*received, limit, calendar), Ok(Some(day)) if day == *due)
        })
    };
    let working =
        days.iter().find_map(|(received, due)| calendar.working_days(*received, *due).ok());
    let working = working.filter(|count| *count > 0 && fits(Limit::WorkingHalfDays(count * 2)));
    // What ends on a day off runs on: the shortest is the limit.
    let shortest = days.iter().filter_map(|(received, due)| due.since(*received).ok());
    let shortest = shortest.map(|span| span.get_days()).min();
    let shortest = shortest.and_then(|days| u32::try_from(days).ok());
    match (working, shortest.filter(|days| *days > 0 && fits(Limit::Days(*days)))) {
        (Some(days), None) => Some(format!("{days} ngày làm việc")),
        (None, Some(days)) => Some(format!("{days} ngày")),
        (Some(_), Some(_)) | (None, None) => None,
    }
}

fn columns(input: &Input, sheet: &SheetAccount, edges: Edges<'_>, all: &mut Vec<UnreadColumn>) {
    // Of a blank form nothing is read yet, so nothing is left unread.
    if sheet.rows.seen() == 0 {
        return;
    }
    let unread: Vec<_> = sheet
        .columns
        .iter()
        .filter(|column| column.field.is_none() && !column.header.trim().is_empty())
        .filter(|column| !normalize::is_passed_over(&column.header))
        .filter_map(|column| Some((column, column.place()?)))
        .collect();
    let Some(last) = unread.iter().map(|(_, (row, _))| row + LOOKED_AT).max() else { return };
    let mut examples: Vec<Vec<String>> = vec![Vec::new(); unread.len()];
    each_whole_row(input, &sheet.name, last, edges.apart, &mut |row, cells| {
        // What stands below a header and is in no column.
        if normalize::is_number_row(row) {
            return;
        }
        for ((_, (header, column)), examples) in unread.iter().zip(&mut examples) {
            let text = usize::try_from(*column).ok().and_then(|at| cells.get(at));
            let Some(text) = text.filter(|text| row.number > *header && !text.trim().is_empty())
            else {
                continue;
            };
            if examples.len() < EXAMPLES && !examples.contains(text) {
                examples.push(text.clone());
            }
        }
    });
    all.extend(unread.into_iter().zip(examples).map(|((column, _), examples)| UnreadColumn {
        file: input.path.clone(),
        sheet: sheet.name.clone(),
        cell: column.cell.clone(),
        header: column.header.clone(),
        examples,
    }));
}
