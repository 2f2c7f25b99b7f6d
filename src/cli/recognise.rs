//! `nhan-dien`: what the data name and the settings do not know; settles it in the settings.

use clap::Args;
use jiff::civil::Date;

use crate::cli::Outcome;
use crate::cli::running::Running;
use crate::console;
use crate::error::{Error, Result};
use crate::office::{self, Office, SettingsChoice, SettingsRequest};
use crate::telling::{refusals, seen, settings};

#[derive(Debug, Args)]
#[command(next_help_heading = "Tùy chọn")]
pub(crate) struct RecogniseArgs {
    /// Đọc một cột thành một trường: "Ngày nộp=ngay_tiep_nhan"; ghi được nhiều lần (column)
    #[arg(long = "cot", alias = "column", value_name = "CỘT=TRƯỜNG")]
    columns: Vec<String>,
    /// Một tên là tên khác của phòng đã khai: "Phòng NCC=Phòng Người có công" (alias)
    #[arg(long = "ten-khac", alias = "alias", value_name = "TÊN=PHÒNG")]
    aliases: Vec<String>,
    /// Khai một tên thành phòng mới (department)
    #[arg(long = "phong-moi", alias = "department", value_name = "TÊN")]
    departments: Vec<String>,
    /// Khai thời hạn của một thủ tục: "Cấp giấy phép=15 ngày làm việc" (procedure)
    #[arg(long = "thu-tuc", alias = "procedure", value_name = "THỦ TỤC=THỜI HẠN")]
    procedures: Vec<String>,
}

pub(crate) fn run(office: &Office, args: &RecogniseArgs, today: Date) -> Result<Outcome> {
    let choices = choices(args)?;
    if choices.is_empty() {
        let all = Running::new().with(|edges| office.unrecognised(today, edges));
        console::say(&seen::unrecognised(&all.map_err(refusals::error)?));
        return Ok(Outcome::Done);
    }
    let request =
        SettingsRequest { mark: None, edits: office.settling(&choices).map_err(refusals::error)? };
    let change = office::change_settings(&office.folder, &request).map_err(refusals::error)?;
    console::say(&settings::changed(change)?);
    Ok(Outcome::Done)
}

fn choices(args: &RecogniseArgs) -> Result<Vec<SettingsChoice>> {
    let mut all = Vec::new();
    for text in &args.departments {
        let name = text.trim().to_owned();
        all.push(SettingsChoice::Department { name, others: Vec::new(), fields: Vec::new() });
    }
    for text in &args.aliases {
        let (found, department) = both(text)?;
        all.push(SettingsChoice::Alias { found, department });
    }
    for text in &args.columns {
        let (header, field) = both(text)?;
        all.push(SettingsChoice::Column { header, field });
    }
    for text in &args.procedures {
        let (name, limit) = both(text)?;
        all.push(SettingsChoice::Procedure { code: None, name, limit });
    }
    Ok(all)
}

/// What stands before and behind the last `=`.
pub(crate) fn both(text: &str) -> Result<(String, String)> {
    match text.rsplit_once('=').map(|(one, other)| (one.trim(), other.trim())) {
        Some((one, other)) if !one.is_empty() && !other.is_empty() => {
            Ok((one.to_owned(), other.to_owned()))
        }
        _ => Err(Error::Usage {
            message: format!("Không hiểu “{text}”\n   = gợi ý: viết hai vế cách nhau bằng dấu ="),
        }),
    }
}
