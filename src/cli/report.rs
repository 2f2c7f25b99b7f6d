//! `bao-cao`: says what became of a period.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use jiff::civil::Date;

use crate::cli::running::{Running, told};
use crate::cli::{Outcome, ReportArgs, unprintable};
use crate::console;
use crate::error::{Result, shown_path};
use crate::ledger::Finding;
use crate::office::OpenDays;
use crate::office::{
    ARCHIVE, InputsFrom, MonthDifference, Office, Replacing, ReportDone, ReportRequest,
    WrittenReport,
};
use crate::telling::advice::{Advice, Reader};
use crate::telling::{coverage, findings, refusals, summary};

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
        ReportDone::Written(written) => Ok(say_archived(args, &written, &words(&written))),
        ReportDone::Compared(_) => unreachable!("a report is not asked to look"),
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

/// What is told of a period that has just been archived.
fn words(written: &WrittenReport) -> String {
    let mut text = format!("Đã lập báo cáo {}", summary::summary(&written.report));
    let mut add = |line: String| write!(text, "\n   = {line}").expect("writing to a string");
    let rejected = written.ledger.rows().rejected;
    if rejected > 0 {
        add(format!("{rejected} dòng không được tính, báo cáo nói rõ"));
    }
    let copies: Vec<&str> =
        written.corrected.copies.values().map(|copy| copy.shown.as_str()).collect();
    if !copies.is_empty() {
        add(format!("chỗ cần sửa đã được đánh dấu trong {}", copies.join(", ")));
    }
    if !written.skipped.is_empty() {
        add(format!("bỏ qua theo yêu cầu: {}", written.skipped.join(", ")));
    }
    if let Some(told) = coverage::told(&written.gaps) {
        add(told);
    }
    if !written.months.is_empty() {
        add(against_months(&written.months, &written.months_differ));
    }
    if let Some(old) = &written.kept_as {
        add(format!("bản cũ: {ARCHIVE}/{old}"));
    }
    write!(text, "\n  --> {}", shown_path(&written.archive.folder)).expect("writing to a string");
    text.push_str(
        "\n   = bao-cao.pdf để in và gửi, phu-luc.xlsx là số liệu, don-vi là báo cáo từng phòng, gui là công văn và gói gửi đi",
    );
    text
}

/// Dossiers that are told one by one; the list in the bag has all.
const SHOWN: usize = 12;

fn against_months(months: &[String], differ: &[MonthDifference]) -> String {
    let mut text = format!("lập từ dữ liệu gốc lưu ở {}", months.join(", "));
    if differ.is_empty() {
        text.push_str("; hồ sơ nào cũng được xét như khi báo cáo các tháng");
        return text;
    }
    write!(
        text,
        "; {} hồ sơ nay xét khác khi báo cáo tháng (đủ ở noi-bo/doi-chieu-cac-thang.csv):",
        differ.len()
    )
    .expect("writing to a string");
    for one in differ.iter().take(SHOWN) {
        let said = |said: &Option<String>| said.clone().unwrap_or_else(|| "không tính".to_owned());
        let MonthDifference { month, code, then, now, place } = one;
        write!(text, "\n     {month} › {code}: {} → {} ({place})", said(then), said(now))
            .expect("writing to a string");
    }
    text
}
