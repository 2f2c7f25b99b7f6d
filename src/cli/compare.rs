//! `so-sanh`: says what differs between two runs, figure by figure and row by row.

use std::fmt::Write as _;

use clap::Args;
use jiff::civil::Date;

use crate::cli::running::{Running, told};
use crate::cli::{AsOf, Outcome, report, unprintable};
use crate::console;
use crate::error::Result;
use crate::office::{
    ARCHIVE, Changed, ChangedText, CompareDone, CompareRequest, ComparedKind, Differences,
    InputsFrom, Office, RowChange, compare_json,
};
use crate::telling::changes::{known, more, values};

/// Of each kind, so many are told one by one.
const SHOWN: usize = 20;

#[derive(Debug, Args)]
#[command(next_help_heading = "Tùy chọn")]
pub(crate) struct CompareArgs {
    /// Gói thứ nhất, theo tên thư mục trong luu-tru: 2020-03, 2020-03-cu-1
    #[arg(value_name = "GÓI", help_heading = "Tham số")]
    before: String,
    /// Gói thứ hai (không ghi: bản sẽ có nếu lập lại kỳ đó từ du-lieu với --thay-the)
    #[arg(value_name = "GÓI THỨ HAI", help_heading = "Tham số")]
    after: Option<String>,
    #[command(flatten)]
    as_of: AsOf,
    /// Bỏ qua một tệp không đọc được; ghi được nhiều lần (skip)
    #[arg(long = "bo-qua", alias = "skip", value_name = "TỆP", conflicts_with = "after")]
    skip: Vec<String>,
    /// Lấy dữ liệu của bản sẽ có từ các tháng đã lưu, như của bao-cao (from-archive)
    #[arg(long = "tu-luu-tru", alias = "from-archive", conflicts_with = "after")]
    from_archive: bool,
    /// In kết quả dạng JSON ra stdout, cho chương trình khác
    #[arg(long = "json")]
    json: bool,
}

pub(crate) fn run(office: &Office, args: &CompareArgs, today: Date) -> Result<Outcome> {
    let request = CompareRequest {
        before: args.before.clone(),
        after: args.after.clone(),
        today: args.as_of.day.unwrap_or(today),
        skip: args.skip.clone(),
        inputs: if args.from_archive { InputsFrom::Archive } else { InputsFrom::Folder },
    };
    let running = Running::new();
    let found = match told(running.with(|edges| office.compare(&request, edges)))? {
        CompareDone::Stopped(stopped) => return Ok(report::say_stopped(&stopped)),
        CompareDone::Compared(found) => found,
    };
    if args.json {
        console::data(&compare_json(&found)?).map_err(unprintable)?;
    } else {
        console::say(words(&found).trim_end_matches('\n'));
    }
    Ok(Outcome::Done)
}

fn words(found: &Differences) -> String {
    let side = |folder: &Option<String>| match folder {
        Some(folder) => format!("{ARCHIVE}/{folder}"),
        None => "bản sẽ có nếu lập lại từ du-lieu".to_owned(),
    };
    let names = format!("{} → {}", side(&found.before), side(&found.after));
    if found.is_none() {
        return format!("{names}: không khác gì");
    }
    let mut text = format!("{names}\n");
    section(&mut text, "Số liệu", &known(&found.figures));
    section(&mut text, "Số liệu lấy từ kỳ khác", &known(&found.taken));
    section(&mut text, "Cách tính, mục tiêu, cơ quan", &known(&found.definitions));
    section(&mut text, "Dữ liệu đã đọc", &known(&found.input));
    section(&mut text, "Cài đặt (congso.toml)", &found.settings);
    texts(&mut text, &found.words);
    files(&mut text, &found.files);
    match &found.rows {
        Some(rows) => self::rows(&mut text, rows),
        None => text.push_str("Dòng dữ liệu: không so được, có gói không giữ dữ liệu gốc\n"),
    }
    text
}

fn section(text: &mut String, name: &str, changed: &[Changed]) {
    if !changed.is_empty() {
        writeln!(text, "{name}: {} chỗ khác", changed.len()).expect("writing to a string");
        text.push_str(&values(changed, SHOWN));
    }
}

fn texts(text: &mut String, changed: &[ChangedText]) {
    if changed.is_empty() {
        return;
    }
    writeln!(text, "Lời văn: {} tệp khác", changed.len()).expect("writing to a string");
    for ChangedText { path, went, came } in changed {
        writeln!(text, "  --> {path}").expect("writing to a string");
        let lines = went.iter().map(|line| ('-', line)).chain(came.iter().map(|line| ('+', line)));
        for (mark, line) in lines.clone().take(SHOWN) {
            writeln!(text, "     {mark} {line}").expect("writing to a string");
        }
        more(text, lines.count(), SHOWN);
    }
}

fn files(text: &mut String, changed: &[Changed]) {
    if changed.is_empty() {
        return;
    }
    writeln!(text, "Tệp dữ liệu: {} tệp khác", changed.len()).expect("writing to a string");
    for one in changed.iter().take(SHOWN) {
        let what = match (&one.before, &one.after) {
            (None, _) => "thêm",
            (_, None) => "bớt",
            (Some(_), Some(_)) => "nội dung khác",
        };
        writeln!(text, "     {}: {what}", one.path).expect("writing to a string");
    }
    more(text, changed.len(), SHOWN);
}

fn rows(text: &mut String, changes: &[RowChange]) {
    for (kind, name) in [
        (ComparedKind::Dossier, "Hồ sơ"),
        (ComparedKind::Survey, "Phiếu"),
        (ComparedKind::Complaint, "Đơn thư"),
    ] {
        let own: Vec<&RowChange> = changes.iter().filter(|one| one.kind == kind).collect();
        if own.is_empty() {
            continue;
        }
        let count = |is: fn(&RowChange) -> bool| own.iter().filter(|one| is(one)).count();
        writeln!(
            text,
            "{name}: thêm {}, bớt {}, đổi {}",
            count(|one| one.before.is_none()),
            count(|one| one.after.is_none()),
            count(|one| one.before.is_some() && one.after.is_some())
        )
        .expect("writing to a string");
        for one in own.iter().take(SHOWN) {
            writeln!(text, "     {}", row(one)).expect("writing to a string");
        }
        more(text, own.len(), SHOWN);
    }
}

/// `H03 (ho-so.xlsx › Hồ sơ › dòng 5): ngày kết thúc xử lý 2020-03-02 → 2020-03-05`.
fn row(change: &RowChange) -> String {
    let code = change.code.as_deref().unwrap_or("không có mã");
    let place = change.after.as_ref().or(change.before.as_ref()).cloned().unwrap_or_default();
    let what = match (&change.before, &change.after) {
        (None, _) => "thêm".to_owned(),
        (_, None) => "bớt".to_owned(),
        (Some(_), Some(_)) => {
            let value =
                |value: &Option<String>| value.clone().unwrap_or_else(|| "trống".to_owned());
            let facts = change.facts.iter().map(|fact| {
                if fact.is_untold {
                    format!("{} khác", fact.name)
                } else {
                    format!("{} {} → {}", fact.name, value(&fact.before), value(&fact.after))
                }
            });
            facts.collect::<Vec<_>>().join("; ")
        }
    };
    format!("{code} ({place}): {what}")
}
