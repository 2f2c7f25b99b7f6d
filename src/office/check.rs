//! Reads everything, finds what was read as what, and writes no report.

use std::path::{Path, PathBuf};

use jiff::civil::Date;

use crate::config::{LetterBook, Settings};
use crate::error::Result;
use crate::files;
use crate::model::{Period, Span, Unit};
use crate::office::folder::Office;
use crate::office::mending::{Corrected, MendingRun, rewrite};
use crate::office::publication::CommentBook;
use crate::office::refusal::{OfficeAnswer, Told};
use crate::pipeline::{self, CheckPlan, Checked, Edges, Input};

/// What is to be looked at, and on which day.
#[derive(Clone, Debug)]
pub(crate) struct CheckRequest {
    /// Files and folders; none is all of `du-lieu`.
    pub(crate) files: Vec<PathBuf>,
    /// The day on which open dossiers are judged.
    pub(crate) as_of: Date,
    pub(crate) today: Date,
}

/// What was found.
#[derive(Debug)]
pub(crate) struct CheckDone {
    pub(crate) checked: Checked,
    /// `None` where files were given, of which no copies are made.
    pub(crate) whole: Option<WholeCheck>,
}

/// What comes of looking at all of `du-lieu` beside the check itself.
#[derive(Debug)]
pub(crate) struct WholeCheck {
    pub(crate) corrected: Corrected,
    /// The period to report on next.
    pub(crate) period: Option<Period>,
    /// Its comments, to be ticked.
    pub(crate) comments: Option<CommentBook>,
}

/// With files: those, with the settings of the folder if it is an office's. Without: all of `du-lieu`.
pub(crate) fn check(folder: &Path, request: &CheckRequest, edges: Edges<'_>) -> Told<CheckDone> {
    let CheckRequest { files, as_of, today } = request;
    if files.is_empty() {
        return match Office::open(folder) {
            Ok(office) => office.check(*as_of, *today, edges),
            Err(failure) => Told { notices: Vec::new(), answer: Err(failure) },
        };
    }
    Told::by(|_| {
        let office = Office::is_one(folder).then(|| Office::open(folder)).transpose()?;
        let inputs = given(files)?;
        let checked = match office {
            Some(office) => pipeline::check(&inputs, &plan(&office.settings, *as_of), edges)?,
            None => pipeline::check_files(inputs, &plan_without_office(*as_of), edges)?,
        };
        Ok(CheckDone { checked, whole: None })
    })
}

impl Office {
    /// All of `du-lieu`.
    pub(crate) fn check(&self, as_of: Date, today: Date, edges: Edges<'_>) -> Told<CheckDone> {
        Told::by(|notices| {
            self.note_misnamed(notices)?;
            self.checked(as_of, today, edges)
        })
    }

    fn checked(&self, as_of: Date, today: Date, edges: Edges<'_>) -> OfficeAnswer<CheckDone> {
        let inputs = self.everything()?;
        let checked = pipeline::check(&inputs, &plan(&self.settings, as_of), edges)?;
        self.concluded(&inputs, checked, today, edges)
    }

    /// What all of `du-lieu` says beside the check itself.
    pub(crate) fn concluded(
        &self,
        inputs: &[Input],
        mut checked: Checked,
        today: Date,
        edges: Edges<'_>,
    ) -> OfficeAnswer<CheckDone> {
        let (stops, others) = self.all_unprintable()?;
        checked.stopped.extend(stops.iter().cloned());
        checked.own = stops.into_iter().chain(others).collect();
        let Checked { ledger, stopped, coverage, .. } = &checked;
        let (day, apart) = (checked.as_of, edges.apart);
        let run = MendingRun { inputs, skipped: &[], ledger, stopped, day, apart };
        // What is written beside the data is one run's alone, like the archive. A folder in which no lock can be
        // made holds nothing that this run could write.
        let _hold = self.hold(edges).ok();
        let corrected = rewrite(self, run)?;
        let calendar = pipeline::calendar(&self.settings.extra_days())?;
        let period = self.proposed(coverage, &calendar, today).ok();
        let comments = match period {
            Some(period) => self.comment_book(&checked.said, period, apart)?,
            None => None,
        };
        Ok(CheckDone { checked, whole: Some(WholeCheck { corrected, period, comments }) })
    }
}

/// An office is held to its own limits, over all days until now.
pub(crate) fn plan(settings: &Settings, as_of: Date) -> CheckPlan {
    let span = Span { from: Date::MIN, to: as_of };
    let all_days = Period { unit: Unit::Days, span };
    CheckPlan {
        normalize: settings.normalize(Some(as_of)),
        as_of,
        limits: Some((settings.measure(all_days, LetterBook::default()), settings.extra_days())),
    }
}

/// Files that belong to no office, with the settings of one that has none.
fn plan_without_office(as_of: Date) -> CheckPlan {
    CheckPlan { normalize: Settings::default().normalize(Some(as_of)), as_of, limits: None }
}

/// The files given, and those below the folders given, by path.
fn given(paths: &[PathBuf]) -> Result<Vec<Input>> {
    let mut all: Vec<(String, PathBuf)> = Vec::new();
    for path in paths {
        let shown = path.to_string_lossy().replace('\\', "/");
        if let Some(matching) = files::matching(path)? {
            all.extend(
                matching.into_iter().map(|path| (path.to_string_lossy().replace('\\', "/"), path)),
            );
        } else if files::is_folder(path) {
            for below in files::list(path)? {
                all.push((format!("{}/{below}", shown.trim_end_matches('/')), path.join(&below)));
            }
        } else {
            all.push((shown, path.clone()));
        }
    }
    all.sort();
    all.dedup();
    all.into_iter()
        .map(|(shown, path)| Ok(Input { bytes: files::read(&path)?, path: shown }))
        .collect()
}
