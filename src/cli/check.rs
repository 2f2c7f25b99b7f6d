//! `kiem-tra`: reads everything, says what was read as what, and writes no report.

use std::path::{Path, PathBuf};

use jiff::civil::Date;

use crate::cli::child;
use crate::cli::closing::{Commands, closing};
use crate::cli::findings::findings;
use crate::cli::mending::{Corrected, Run, rewrite};
use crate::cli::office::{INPUTS, Office, PROSE, quoted, rename};
use crate::cli::report::proposed;
use crate::cli::{CheckArgs, Outcome, text, unprintable};
use crate::config::{LetterBook, Settings};
use crate::console::{self, Bar};
use crate::error::{Error, Result};
use crate::files;
use crate::model::{Period, Span, Unit};
use crate::pipeline::{self, CheckPlan, Checked, Input, Step};

/// With files: those, with the settings of the folder if it is an office's. Without: all of `du-lieu`.
pub(crate) fn run(folder: &Path, args: &CheckArgs, today: Date) -> Result<Outcome> {
    let as_of = args.as_of.day.unwrap_or(today);
    let office = (args.files.is_empty() || Office::is_one(folder))
        .then(|| Office::open(folder))
        .transpose()?;
    let inputs = match &office {
        Some(office) if args.files.is_empty() => {
            say_misnamed(office)?;
            everything(office)?
        }
        _ => given(&args.files)?,
    };
    // Copies are of all that lies in `du-lieu`, or of nothing.
    let whole = office.as_ref().filter(|_| args.files.is_empty());
    let (checked, corrected) = match &office {
        Some(office) => {
            let checked = checked(&inputs, &plan(&office.settings, as_of))?;
            let corrected = whole.map(|office| corrected(office, &inputs, &checked)).transpose()?;
            (checked, corrected)
        }
        None => (checked_files(inputs, as_of)?, None),
    };
    let commands = whole.map(|office| commands(office, &checked, today)).transpose()?;
    if args.json {
        for notice in corrected.iter().flat_map(|corrected| &corrected.notices) {
            console::say(notice);
        }
        console::data(&pipeline::check_json(&checked)?).map_err(unprintable)?;
    } else {
        say(&checked, &corrected.unwrap_or_default(), commands.as_ref());
    }
    Ok(outcome(&checked))
}

/// The check before the question, for a run without a command.
pub(crate) fn all(office: &Office, today: Date) -> Result<Checked> {
    say_misnamed(office)?;
    let inputs = everything(office)?;
    let checked = checked(&inputs, &plan(&office.settings, today))?;
    say(&checked, &corrected(office, &inputs, &checked)?, None);
    Ok(checked)
}

fn say(checked: &Checked, corrected: &Corrected, commands: Option<&Commands>) {
    let Checked { ledger, stopped, .. } = checked;
    let mut text = text::account(ledger, stopped);
    text.push_str(&findings(ledger.findings(), stopped, &corrected.copies));
    text.push_str(&closing(checked, corrected, commands));
    console::say(&text);
}

fn corrected(office: &Office, inputs: &[Input], checked: &Checked) -> Result<Corrected> {
    let Checked { as_of, ledger, stopped, .. } = checked;
    rewrite(office, Run { inputs, skipped: &[], ledger, stopped, day: *as_of })
}

/// What is typed next, in this folder.
fn commands(office: &Office, checked: &Checked, today: Date) -> Result<Commands> {
    let folder = match office.folder.to_str() {
        Some(".") => String::new(),
        _ => format!(" -C {}", quoted(&office.folder)),
    };
    let calendar = pipeline::calendar(&office.settings.extra_days())?;
    let period = proposed(office, &checked.coverage, &calendar, today).ok();
    Ok(Commands {
        check: format!("congso kiem-tra{folder}"),
        report: period.map(|period| format!("congso bao-cao{folder} --ky {}", period.code())),
    })
}

/// An office is held to its own limits, over all days until now.
fn plan(settings: &Settings, as_of: Date) -> CheckPlan {
    let span = Span { from: Date::MIN, to: as_of };
    let all_days = Period { unit: Unit::Days, span };
    CheckPlan {
        normalize: settings.normalize(Some(as_of)),
        as_of,
        limits: Some((settings.measure(all_days, LetterBook::default()), settings.extra_days())),
    }
}

fn checked(inputs: &[Input], plan: &CheckPlan) -> Result<Checked> {
    let bar = Bar::new();
    let checked = pipeline::check(inputs, plan, child::edges(&|step| advance(&bar, step)));
    bar.finish();
    checked
}

/// Files that belong to no office, with the settings of one that has none.
fn checked_files(inputs: Vec<Input>, as_of: Date) -> Result<Checked> {
    let normalize = Settings::default().normalize(Some(as_of));
    let plan = CheckPlan { normalize, as_of, limits: None };
    let bar = Bar::new();
    let checked = pipeline::check_files(inputs, &plan, child::edges(&|step| advance(&bar, step)));
    bar.finish();
    checked
}

/// Moves the bar on.
pub(crate) fn advance(bar: &Bar, step: Step) {
    match step {
        Step::Read(files) => bar.begin("Đọc bảng tính", files),
        Step::Render(documents) => bar.begin("Lập tài liệu", documents),
        Step::OneMore => bar.advance(),
    }
}

fn outcome(checked: &Checked) -> Outcome {
    if checked.ledger.rows().rejected > 0 || !checked.stopped.is_empty() {
        Outcome::LeftOut
    } else {
        Outcome::Done
    }
}

fn everything(office: &Office) -> Result<Vec<Input>> {
    let paths = office.input_paths()?;
    if paths.is_empty() {
        return Err(no_inputs(office));
    }
    office.inputs(paths)
}

/// Prose that would not be read.
pub(crate) fn say_misnamed(office: &Office) -> Result<()> {
    for name in office.misnamed_prose()? {
        console::say(&format!("Lưu ý: {}", rename(PROSE, &name)));
    }
    Ok(())
}

/// Nothing lies in `du-lieu`.
pub(crate) fn no_inputs(office: &Office) -> Error {
    Error::Input {
        message: format!(
            "Chưa có tệp nào để đọc\n  --> {}\n   = gợi ý: chép các bảng tính (.xlsx, .xls, .xlsb, .ods, .csv) vào thư mục này",
            office.path(INPUTS).display()
        ),
    }
}

/// The files given, and those below the folders given, by path.
fn given(paths: &[PathBuf]) -> Result<Vec<Input>> {
    let mut all: Vec<(String, PathBuf)> = Vec::new();
    for path in paths {
        let shown = path.to_string_lossy().replace('\\', "/");
        if files::is_folder(path) {
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
