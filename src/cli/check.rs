//! `kiem-tra`: says what was read as what.

use std::path::Path;

use jiff::civil::Date;

use crate::cli::running::{Running, told};
use crate::cli::{CheckArgs, Outcome, unprintable};
use crate::console;
use crate::error::Result;
use crate::office::{self, CheckDone, CheckRequest, Corrected, WholeCheck};
use crate::office::{Checked, check_json};
use crate::telling::closing::{Commands, closing};
use crate::telling::findings::findings;
use crate::telling::{refusals, text};

/// With files: those, with the settings of the folder if it is an office's. Without: all of `du-lieu`.
pub(crate) fn run(folder: &Path, args: &CheckArgs, today: Date) -> Result<Outcome> {
    let as_of = args.as_of.day.unwrap_or(today);
    let request = CheckRequest { files: args.files.clone(), as_of, today };
    let running = Running::new();
    let done = told(running.with(|edges| office::check(folder, &request, edges)))?;
    let CheckDone { checked, whole } = done;
    if args.json {
        for notice in whole.iter().flat_map(|whole| &whole.corrected.notices) {
            console::say(&refusals::mending_notice(notice));
        }
        console::data_by(|out| check_json(&checked, out)).map_err(unprintable)??;
    } else {
        let commands = whole.as_ref().map(|whole| commands(folder, whole));
        say(&checked, whole.as_ref(), commands.as_ref());
    }
    Ok(outcome(&checked))
}

fn say(checked: &Checked, whole: Option<&WholeCheck>, commands: Option<&Commands>) {
    let none = Corrected::default();
    let corrected = whole.map_or(&none, |whole| &whole.corrected);
    let comments = whole.and_then(|whole| whole.comments.as_ref());
    let Checked { ledger, stopped, .. } = checked;
    let mut text = text::account(ledger, stopped);
    text.push_str(&findings(checked.findings(), stopped, &corrected.copies));
    text.push_str(&closing(checked, corrected, comments, commands));
    console::say(&text);
}

/// What is typed next, in this folder.
fn commands(folder: &Path, whole: &WholeCheck) -> Commands {
    let folder = refusals::option(folder);
    let report = |code: String| format!("congso bao-cao{folder} --ky {code}");
    Commands {
        check: format!("congso kiem-tra{folder}"),
        report: whole.period.map(|period| report(period.code())),
    }
}

fn outcome(checked: &Checked) -> Outcome {
    if checked.ledger.rows().rejected > 0 || !checked.stopped.is_empty() {
        Outcome::LeftOut
    } else {
        Outcome::Done
    }
}
