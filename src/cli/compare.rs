//! `so-sanh`: says what differs between two runs, figure by figure and row by row.

use clap::Args;
use jiff::civil::Date;

use crate::cli::running::{Running, told};
use crate::cli::{AsOf, Outcome, report, unprintable};
use crate::console;
use crate::error::Result;
use crate::office::{CompareDone, CompareRequest, InputsFrom, Office, compare_json};
use crate::telling::compared;

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
        console::say(compared::words(&found).trim_end_matches('\n'));
    }
    Ok(Outcome::Done)
}
