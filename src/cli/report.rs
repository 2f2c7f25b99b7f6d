//! `bao-cao`: says what became of a period.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::cli::running::{Running, told};
use crate::cli::{Outcome, ReportArgs, unprintable};
use crate::console;
use crate::error::{Result, shown_path};
use crate::ledger::Finding;
use crate::office::OpenDays;
use crate::office::{InputsFrom, Office, Replacing, ReportDone, ReportRequest, WrittenReport};
use crate::telling::advice::{Advice, Reader};
use crate::telling::{coverage, findings, made, refusals};

pub(crate) fn run(office: &Office, args: &ReportArgs, today: Date) -> Result<Outcome> {
    let request = request(args, today);
    let running = Running::new();
    let done = told(running.with(|edges| office.report(&request, edges)))?;
    match done {
        ReportDone::Stopped(stopped) => Ok(say_stopped(&stopped)),
        ReportDone::Open { missing, period } => {
            console::say(&coverage::refusal(&missing, period, Reader::Terminal));
            Ok(Outcome::Stopped)
        }
        ReportDone::Unchanged(written) => {
            let (code, folder) =
                (written.archive.period.code(), shown_path(&written.archive.folder));
            let unchanged = format!("Kỳ {code}: không có gì thay đổi\n  --> {folder}");
            Ok(say_archived(args, &written, &unchanged))
        }
        ReportDone::Written(written) => Ok(say_archived(args, &written, &made::words(&written))),
        ReportDone::Compared(_) | ReportDone::Previewed(_) => {
            unreachable!("a report is not asked to look")
        }
    }
}

pub(crate) fn request(args: &ReportArgs, today: Date) -> ReportRequest {
    ReportRequest {
        period: args.period.clone(),
        number: args.papers.number.clone(),
        cover_number: args.papers.cover_number.clone(),
        date: args.papers.date,
        today: args.as_of.day.unwrap_or(today),
        replacing: if args.replace { Replacing::Keep } else { Replacing::Refuse },
        skip: args.skip.clone(),
        inputs: if args.data.from_archive { InputsFrom::Archive } else { InputsFrom::Folder },
        open_days: if args.data.incomplete_data { OpenDays::Say } else { OpenDays::Ask },
    }
}

/// The period is archived: nothing that happens from then on makes it undone.
fn say_archived(args: &ReportArgs, written: &WrittenReport, words: &str) -> Outcome {
    for error in &written.unwritten {
        console::say(&refusals::unwritten(error));
    }
    if args.json
        && let Err(source) = console::data(&written.archive.figures)
    {
        console::say(&refusals::unwritten(&unprintable(source)));
    }
    let found = findings::findings(written.ledger.findings(), &[], &written.corrected.copies);
    if !found.is_empty() {
        console::say(found.trim_end_matches('\n'));
        console::say("");
    }
    for notice in &written.corrected.notices {
        console::say(&refusals::mending_notice(notice));
    }
    console::say(words);
    let refused = written.report.letters.refused > 0;
    let rejected = written.ledger.rows().rejected > 0;
    if refused || rejected || !written.skipped.is_empty() {
        Outcome::LeftOut
    } else {
        Outcome::Done
    }
}

/// Nothing was made.
pub(crate) fn say_stopped(stopped: &[Finding]) -> Outcome {
    console::say(&findings::findings(stopped.iter(), stopped, &BTreeMap::new()));
    console::say(&format!(
        "Chưa lập báo cáo, chưa ghi gì: còn những điều nêu trên\n   = gợi ý: {}",
        Reader::Terminal.words(Advice::MendOrSkip)
    ));
    Outcome::Stopped
}
