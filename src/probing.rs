//! The pipeline without command line and disk, for benchmarks and fuzzing.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use crate::archive::Payload;
use crate::config::{DocumentExtras, LetterBook, Settings};
use crate::document::Templates;
use crate::error::{Error, Result};
use crate::model::parse_day;
use crate::pipeline::{self, CheckPlan, Edges, Input, Keep, OpenDays, Plan, Reported};
use crate::read;
use crate::report::Earlier;

/// Nobody waits, and every file is read in this process.
const HERE: Edges<'static> =
    Edges { progress: &|_| {}, apart: &|path, bytes| Ok(read::answer(path, bytes)) };

/// `kiem-tra --json` over files in memory; nothing where the day cannot be read.
pub(crate) fn check(files: Vec<(String, Vec<u8>)>, day: &str) -> Vec<u8> {
    let Some(as_of) = parse_day(day) else { return Vec::new() };
    let normalize = Settings::default().normalize(Some(as_of));
    let plan = CheckPlan { normalize, as_of, limits: None };
    let mut text = Vec::new();
    let told = pipeline::check_files(inputs(files), &plan, HERE)
        .and_then(|checked| pipeline::check_json(&checked, &mut text));
    told.map_or_else(|_| Vec::new(), |()| text)
}

/// Whether the look before calamine lets a workbook through.
pub(crate) fn preflight(bytes: &[u8]) -> bool {
    read::is_cleared(bytes)
}

/// `bao-cao` over files in memory: the payload by path, or why there is none.
pub(crate) fn report(
    settings: &str,
    files: Vec<(String, Vec<u8>)>,
    period: &str,
) -> std::result::Result<Vec<(String, Vec<u8>)>, String> {
    payload(settings, &inputs(files), period)
        .map(|payload| payload.into_iter().collect())
        .map_err(|error| error.to_string())
}

fn payload(settings: &str, inputs: &[Input], period: &str) -> Result<Payload> {
    let settings = Settings::parse(settings)?;
    let period = settings.period(Some(period), jiff::civil::Date::MIN)?;
    let taken = pipeline::take_in(inputs, &settings.normalize(None), HERE);
    let plan = Plan {
        measure: settings.measure(period, LetterBook::default()),
        report: settings.report(period, BTreeMap::new(), Vec::new()),
        earlier: Earlier::default(),
        open_before: None,
        document: settings.document(period, DocumentExtras::default()),
        templates: Templates::new(&BTreeMap::new())?,
        calendar: pipeline::calendar(&settings.extra_days())?,
        open_days: OpenDays::Say,
    };
    let kept = Memory::default();
    match pipeline::report(taken, &plan, HERE, &kept)? {
        Reported::Done { mut made, .. } => {
            made.extend(kept.0.into_inner().unwrap_or_else(PoisonError::into_inner));
            Ok(made)
        }
        // Nobody is there to be asked.
        Reported::Open(_) => Ok(Payload::new()),
        Reported::Stopped(findings) => Err(Error::Input {
            message: findings.iter().flat_map(|finding| [finding.message(), "\n"]).collect(),
        }),
    }
}

/// Keeps files nowhere else.
#[derive(Default)]
struct Memory(Mutex<Payload>);

impl Keep for Memory {
    fn keep(&self, path: &str, bytes: &[u8]) -> Result<()> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.insert(path.to_owned(), bytes.to_vec());
        Ok(())
    }

    fn keep_piece(&self, path: &str, bytes: &[u8]) -> Result<()> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.entry(path.to_owned()).or_default().extend(bytes);
        Ok(())
    }
}

fn inputs(files: Vec<(String, Vec<u8>)>) -> Vec<Input> {
    files.into_iter().map(|(path, bytes)| Input { path, bytes }).collect()
}
