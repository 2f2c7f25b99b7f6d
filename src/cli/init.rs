//! `khoi-tao`: asks what an office has to say of itself, takes departments from an export, says what comes next.

use std::path::{Path, PathBuf};

use clap::Args;
use jiff::civil::Date;

use crate::cli::running::Running;
use crate::cli::{Outcome, recognise};
use crate::console;
use crate::error::{Result, shown_path};
use crate::office::{
    self, ExportFile, FILE, INPUTS, InitRequest, OwnTemplates, SeenData, SettingEdit,
    SettingsChoice,
};
use crate::telling::first_questions::{FirstQuestion, QUESTIONS, answered};
use crate::telling::{refusals, seen};

#[derive(Debug, Args)]
#[command(next_help_heading = "Tùy chọn")]
pub(crate) struct InitArgs {
    /// Thư mục sẽ tạo (mặc định: thư mục đang đứng)
    #[arg(value_name = "THƯ MỤC MỚI", help_heading = "Tham số")]
    pub(crate) target: Option<PathBuf>,
    /// Ghi thêm các mẫu lời văn vào mau/ để sửa (templates)
    #[arg(long = "mau", alias = "templates")]
    templates: bool,
    /// Lấy các phòng, lĩnh vực từ tệp xuất của tháng trước; ghi được nhiều lần (propose-from)
    #[arg(long = "tu", alias = "propose-from", value_name = "TỆP")]
    exports: Vec<PathBuf>,
    /// Đọc một cột của tệp thành một trường: "Ngày nộp=ngay_tiep_nhan"; ghi được nhiều lần (column)
    #[arg(long = "cot", alias = "column", value_name = "CỘT=TRƯỜNG")]
    columns: Vec<String>,
    /// Tên cơ quan (agency)
    #[arg(long = "ten", alias = "agency", value_name = "TÊN")]
    name: Option<String>,
    /// Cơ quan chủ quản (superior)
    #[arg(long = "chu-quan", alias = "superior", value_name = "TÊN")]
    superior: Option<String>,
    /// Địa danh trước ngày tháng (place)
    #[arg(long = "dia-danh", alias = "place", value_name = "ĐỊA DANH")]
    place: Option<String>,
    /// Chữ viết tắt tên cơ quan trong số, ký hiệu (symbol)
    #[arg(long = "ky-hieu", alias = "symbol", value_name = "KÝ HIỆU")]
    symbol: Option<String>,
    /// Chức vụ người ký (title)
    #[arg(long = "chuc-vu", alias = "title", value_name = "CHỨC VỤ")]
    title: Option<String>,
    /// Họ và tên người ký (signer)
    #[arg(long = "ho-ten", alias = "signer", value_name = "HỌ TÊN")]
    signer: Option<String>,
    /// Không hỏi gì, chỉ dùng các tùy chọn (no-questions)
    #[arg(long = "khong-hoi", alias = "no-questions")]
    quiet: bool,
}

pub(crate) fn run(folder: &Path, args: &InitArgs, today: Date) -> Result<Outcome> {
    let is_asked = !args.quiet && console::is_interactive();
    let option = refusals::option(folder);
    let mut request = InitRequest {
        folder: folder.to_owned(),
        templates: if args.templates { OwnTemplates::Written } else { OwnTemplates::Embedded },
        option: option.clone(),
        edits: Vec::new(),
    };
    // Nobody answers questions for nothing.
    office::require_new(&request).map_err(refusals::error)?;
    let mut columns = Vec::new();
    for text in &args.columns {
        let (header, field) = recognise::both(text)?;
        columns.push(SettingsChoice::Column { header, field });
    }
    let proposed = if args.exports.is_empty() {
        None
    } else {
        let files = args.exports.iter().cloned().map(ExportFile::At).collect();
        let proposed = Running::new().with(|edges| office::propose(files, &columns, today, edges));
        Some(proposed.map_err(refusals::error)?)
    };
    request.edits = agency(args, is_asked);
    request.edits.extend(office::settling_new(&columns).map_err(refusals::error)?);
    if let Some(proposed) = &proposed {
        let chosen = if is_asked { chosen(proposed) } else { office::sure(proposed) };
        request.edits.extend(office::settling_new(&chosen).map_err(refusals::error)?);
    }
    office::init(&request).map_err(refusals::error)?;
    let fill_in = if request.edits.is_empty() {
        format!("mở {FILE} bằng Notepad, điền tên cơ quan")
    } else {
        format!("mở {FILE} bằng Notepad, xem lại những gì đã khai")
    };
    console::say(&format!(
        "Đã tạo thư mục của cơ quan\n  --> {}\n   = việc tiếp theo: {fill_in}; nhập số liệu vào các bảng trong {INPUTS}; rồi gõ\n       congso kiem-tra{option}\n       congso bao-cao{option}",
        shown_path(folder)
    ));
    if let Some(proposed) = proposed {
        console::say(&seen::proposed(&proposed));
    }
    Ok(Outcome::Done)
}

/// What the office says of itself, by options, and asked where somebody can answer.
fn agency(args: &InitArgs, is_asked: bool) -> Vec<SettingEdit> {
    let given = [&args.name, &args.superior, &args.place, &args.symbol, &args.title, &args.signer];
    if is_asked && given.iter().any(|given| given.is_none()) {
        console::say(
            "Trả lời vài câu; chưa biết thì bấm Enter, điền sau trong congso.toml cũng được.",
        );
    }
    let mut edits = Vec::new();
    for (given, question) in given.into_iter().zip(QUESTIONS) {
        let answer = match given {
            Some(given) => Some(given.clone()),
            None if is_asked => console::ask(&asked(&question)),
            None => None,
        };
        edits.extend(answer.and_then(|answer| answered(&question, &answer)));
    }
    edits
}

/// `Tên cơ quan, ví dụ Sở Nội vụ tỉnh Trà Vinh:`.
fn asked(question: &FirstQuestion) -> String {
    match question.example {
        "" => format!("{}:", question.words),
        example => format!("{}, ví dụ {example}:", question.words),
    }
}

/// Each proposed department taken, renamed, added to another or left out.
fn chosen(proposed: &SeenData) -> Vec<SettingsChoice> {
    if proposed.departments.is_empty() {
        return Vec::new();
    }
    console::say(
        "\nCác phòng, đơn vị thấy trong tệp. Với mỗi tên: Enter để nhận; gõ tên khác để đổi tên in ra; gõ số của phòng đã nhận để gộp vào; gõ - để bỏ.",
    );
    let mut taken: Vec<(String, Vec<String>, Vec<String>)> = Vec::new();
    for one in &proposed.departments {
        let number = taken.len() + 1;
        console::say(&format!("{number}. {}", seen::department(one)));
        let Some(answer) = console::ask(if one.is_sure { "   [nhận]" } else { "   [bỏ]" })
        else {
            break;
        };
        let answer = match answer.trim() {
            "" if one.is_sure => one.name.clone(),
            "" | "-" => continue,
            other => other.to_owned(),
        };
        let mut names = one.others.clone();
        let into = answer.parse::<usize>().ok().and_then(|at| taken.get_mut(at.checked_sub(1)?));
        if let Some((_, others, fields)) = into {
            others.push(one.name.clone());
            others.append(&mut names);
            fields.extend(one.fields.iter().cloned());
            continue;
        }
        if answer != one.name {
            names.insert(0, one.name.clone());
        }
        taken.push((answer, names, one.fields.clone()));
    }
    let department = |(name, others, fields)| SettingsChoice::Department { name, others, fields };
    taken.into_iter().map(department).collect()
}
