//! `sua`: a cell mended where it stands, without Excel.

use clap::Args;
use jiff::civil::Date;

use crate::cli::Outcome;
use crate::cli::running::Running;
use crate::console;
use crate::error::{Error, Result};
use crate::ledger::column_letters;
use crate::office::{CellPlace, INPUTS, MendReach, MendRequest, NewValue, Office};
use crate::telling::{mended, refusals};

#[derive(Debug, Args)]
#[command(next_help_heading = "Tùy chọn")]
pub(crate) struct MendArgs {
    /// Tệp trong du-lieu, như kiem-tra ghi: 2020-03/ho-so.xlsx
    #[arg(value_name = "TỆP", help_heading = "Tham số")]
    file: String,
    /// Ô cần sửa: C12, hoặc "Hồ sơ!C12" khi tệp có nhiều trang
    #[arg(value_name = "Ô", help_heading = "Tham số")]
    cell: String,
    /// Giá trị mới; "" để xóa trắng; không ghi thì chỉ xem dòng của ô
    #[arg(value_name = "GIÁ TRỊ", help_heading = "Tham số", conflicts_with = "undo")]
    value: Option<String>,
    /// Sửa mọi ô giống vậy trong cột của trang (alike)
    #[arg(long = "moi-o-giong", alias = "alike")]
    alike: bool,
    /// Trả ô về như tệp gốc (undo)
    #[arg(long = "hoan-tac", alias = "undo")]
    undo: bool,
}

pub(crate) fn run(office: &Office, args: &MendArgs, today: Date) -> Result<Outcome> {
    let place = place(&args.cell)?;
    let file = args.file.strip_prefix(&format!("{INPUTS}/")).unwrap_or(&args.file).to_owned();
    let value = match (&args.value, args.undo) {
        (_, true) => NewValue::AsBefore,
        (Some(text), false) => NewValue::Typed(text.clone()),
        (None, false) => {
            let around = Running::new().with(|edges| office.around(&file, &place, today, edges));
            console::say(&mended::around(&around.map_err(refusals::error)?));
            return Ok(Outcome::Done);
        }
    };
    let reach = if args.alike { MendReach::Alike } else { MendReach::One };
    let request = MendRequest { file, place, value, reach, today };
    let done = Running::new().with(|edges| office.mend(&request, edges));
    console::say(&mended::done(&done.map_err(refusals::error)?));
    Ok(Outcome::Done)
}

/// `Hồ sơ!C12`.
fn place(text: &str) -> Result<CellPlace> {
    let (sheet, cell) = text.rsplit_once('!').unwrap_or(("", text));
    let digits = cell.find(|c: char| c.is_ascii_digit()).unwrap_or(cell.len());
    let (letters, number) = cell.split_at(digits);
    let letters = letters.trim().to_ascii_uppercase();
    let column = (0..16_384).find(|column| column_letters(*column) == letters);
    let row = number.trim().parse().ok().filter(|row: &u32| *row > 0);
    match (column, row) {
        (Some(column), Some(row)) => Ok(CellPlace { sheet: sheet.to_owned(), row, column }),
        _ => Err(Error::Usage {
            message: format!(
                "Không hiểu ô “{text}”\n   = gợi ý: viết như kiem-tra ghi, ví dụ C12 hoặc \"Hồ sơ!C12\""
            ),
        }),
    }
}
