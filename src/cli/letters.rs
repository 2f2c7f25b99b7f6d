//! `thu-xin-loi`: says which letters were written, voided, printed again, and what they lack.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::cli::running::{Running, told};
use crate::cli::{LettersArgs, Outcome};
use crate::console;
use crate::error::{Result, shown_path};
use crate::model::short_date;
use crate::office::{LettersDone, LettersRequest, NewLetters, Office, VoidRequest};
use crate::report::HeldBack;
use crate::telling::advice::Reader;
use crate::telling::{findings, letter_words, refusals};

pub(crate) fn run(office: &Office, args: &LettersArgs, today: Date) -> Result<Outcome> {
    let day = args.as_of.day.unwrap_or(today);
    let request = request(args);
    let running = Running::new();
    let done = running.with(|edges| office.letters(&request, day, edges));
    match told(done)? {
        LettersDone::Stopped(stopped) => {
            console::say(&findings::findings(stopped.iter(), &stopped, &BTreeMap::new()));
            console::say(
                "Chưa lập thư, chưa ghi gì: còn những điều nêu trên\n   = gợi ý: sửa theo các gợi ý trên rồi chạy lại",
            );
            Ok(Outcome::Stopped)
        }
        LettersDone::FilledIn(filled) => {
            console::say(&letter_words::filled(&filled));
            Ok(Outcome::Done)
        }
        LettersDone::Looked(_) => unreachable!("the command does not ask for a look"),
        LettersDone::Printed(printed) => {
            console::say(&format!(
                "Đã ghi {} thư để in lại\n  --> {}",
                printed.letters,
                shown_path(&printed.path)
            ));
            Ok(Outcome::Done)
        }
        LettersDone::Written(new) => Ok(say_written(&new, day)),
    }
}

fn request(args: &LettersArgs) -> LettersRequest {
    match (&args.only, &args.void) {
        (Some(orders), _) => LettersRequest::Print(orders.clone()),
        (None, Some(asked)) => {
            LettersRequest::Void(VoidRequest { asked: asked.clone(), why: args.why.clone() })
        }
        (None, None) if args.fill_in => LettersRequest::FillIn,
        (None, None) => LettersRequest::Write,
    }
}

fn say_written(new: &NewLetters, day: Date) -> Outcome {
    let found = findings::findings(new.ledger.findings(), &[], &BTreeMap::new());
    if !found.is_empty() {
        console::say(found.trim_end_matches('\n'));
        console::say("");
    }
    for error in &new.unwritten {
        console::say(&refusals::unwritten(error));
    }
    console::say(&letter_words::written(
        &new.letters,
        &new.folder,
        &short_date(day),
        Reader::Terminal,
    ));
    let refused = new.letters.held_back.iter().any(HeldBack::is_refused);
    if refused || new.ledger.rows().rejected > 0 { Outcome::LeftOut } else { Outcome::Done }
}
