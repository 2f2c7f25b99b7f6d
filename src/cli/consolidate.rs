//! `tong-hop`: says which units a superior office's report is made of.

use std::fmt::Write as _;

use jiff::civil::Date;

use crate::cli::running::{Running, told};
use crate::cli::{ConsolidateArgs, Outcome, unprintable};
use crate::console;
use crate::error::Result;
use crate::office::{
    ARCHIVE, ConsolidateDone, ConsolidateRequest, ConsolidatedReport, Office, Replacing,
};
use crate::report::{UnitFigures, UnitState};
use crate::telling::{refusals, summary};

/// Units of one state that are named one by one.
const SHOWN: usize = 12;

pub(crate) fn run(office: &Office, args: &ConsolidateArgs, today: Date) -> Result<Outcome> {
    let request = ConsolidateRequest {
        period: args.period.clone(),
        sources: args.sources.clone(),
        number: args.papers.number.clone(),
        cover_number: args.papers.cover_number.clone(),
        date: args.papers.date,
        today: args.as_of.day.unwrap_or(today),
        replacing: if args.replace { Replacing::Keep } else { Replacing::Refuse },
    };
    let running = Running::new();
    let done = told(running.with(|edges| office.consolidate(&request, edges)))?;
    match done {
        ConsolidateDone::Nothing(period, units) => {
            console::say(&format!(
                "Chưa tổng hợp được {}: không có đơn vị nào có số liệu cộng được, chưa ghi gì\n{}",
                period.name(),
                listed(&units).trim_end()
            ));
            Ok(Outcome::Stopped)
        }
        ConsolidateDone::Unchanged(made) => {
            let words = format!(
                "Tổng hợp {}: không có gì thay đổi\n  --> {}",
                made.period.name(),
                made.folder.display()
            );
            Ok(say(args, &made, &words))
        }
        ConsolidateDone::Written(made) => {
            let mut words = format!("Đã tổng hợp {}", summary::summary(&made.report));
            if let Some(old) = &made.kept_as {
                write!(words, "\n   = bản cũ: {ARCHIVE}/{old}").expect("writing to a string");
            }
            write!(words, "\n  --> {}", made.folder.display()).expect("writing to a string");
            Ok(say(args, &made, &words))
        }
    }
}

fn say(args: &ConsolidateArgs, made: &ConsolidatedReport, words: &str) -> Outcome {
    for error in &made.unwritten {
        console::say(&refusals::unwritten(error));
    }
    if args.json
        && let Err(source) = console::data(&made.figures)
    {
        console::say(&refusals::unwritten(&unprintable(source)));
    }
    let units = made.report.consolidated.as_ref().map(|all| all.units.as_slice());
    let units = units.unwrap_or_default();
    console::say(listed(units).trim_end());
    console::say(words);
    let all = units.iter().all(|unit| unit.state == UnitState::Verified);
    if all { Outcome::Done } else { Outcome::LeftOut }
}

/// How many units there are of each state; those that are not as they should be by name.
fn listed(units: &[UnitFigures]) -> String {
    let mut text = String::new();
    for (state, words) in [
        (UnitState::Verified, "đơn vị đã xác minh"),
        (UnitState::Unverified, "đơn vị không xác minh được, vẫn cộng"),
        (UnitState::LeftOut, "nơi không được cộng"),
        (UnitState::Missing, "đơn vị chưa có số liệu"),
    ] {
        let own: Vec<_> = units.iter().filter(|unit| unit.state == state).collect();
        if own.is_empty() {
            continue;
        }
        writeln!(text, "{} {words}", own.len()).expect("writing to a string");
        let is_told = |unit: &&&UnitFigures| state != UnitState::Verified || unit.is_late;
        let told: Vec<_> = own.iter().filter(is_told).collect();
        for unit in told.iter().take(SHOWN) {
            let place = match &unit.place {
                Some(place) if *place != unit.name => format!("{} ({place})", unit.name),
                _ => unit.name.clone(),
            };
            writeln!(text, "   = {place}: {}", unit.words).expect("writing to a string");
        }
        if told.len() > SHOWN {
            writeln!(text, "   = và {} nữa, xem so-lieu.json và phu-luc.xlsx", told.len() - SHOWN)
                .expect("writing to a string");
        }
    }
    text
}
