//! Command line, environment and clock; every other part gets them as values.
#![expect(clippy::disallowed_methods, reason = "this is the one door to environment and clock")]
#![expect(clippy::doc_markdown, reason = "help is read on a terminal, where backticks are noise")]

mod browser;
mod check;
mod child;
mod compare;
mod consolidate;
mod diagnose;
mod explain;
mod fault;
mod form;
mod init;
mod known_answers;
mod letters;
mod mend;
mod open;
mod recognise;
mod report;
mod running;
mod settings;
mod usage;
mod verify;
mod watch;

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{Args, CommandFactory as _, Parser, Subcommand};
use jiff::civil::Date;
use jiff::tz::{Offset, TimeZone};

use crate::console::{self, Color};
use crate::error::{Error, Result};
use crate::model::parse_day;
use crate::office::{self, Office};
use crate::office::{SetChoice, set_choice};
use crate::telling::refusals;

/// Runs the program.
pub fn main() -> ExitCode {
    let is_set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let is_dumb = std::env::var_os("TERM").is_some_and(|kind| kind == "dumb");
    let color = if is_set("NO_COLOR") || is_dumb { Color::Never } else { Color::Auto };
    fault::guard(color, move || if child::is_one() { child::serve() } else { carry_out(color) })
}

fn carry_out(color: Color) -> ExitCode {
    watch::begin(color);
    let given: Vec<OsString> = std::env::args_os().collect();
    let dropped = dropped(&given);
    let outcome = match Cli::try_parse_from(dropped.as_ref().unwrap_or(&given)) {
        Ok(cli) => run(cli),
        Err(error)
            if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) =>
        {
            console::data(error.render().to_string().as_bytes())
                .map_err(unprintable)
                .map(|()| Outcome::Done)
        }
        Err(error) => Err(Error::Usage { message: usage::explain(&error, &Cli::command()) }),
    };
    let code = match outcome {
        Ok(outcome) => outcome.exit_code(),
        Err(error) => {
            console::complain(&error.to_string(), color);
            match error {
                Error::Usage { .. } | Error::Period { .. } => ExitCode::from(2),
                _ => ExitCode::from(1),
            }
        }
    };
    // Without a command it may be a window of its own, and so it is where something was dropped on the program.
    if dropped.is_some() || given.len() == 1 {
        linger();
    }
    code
}

/// What is meant where nothing but a folder, or files, were dropped on the program: to open the desk of the folder, to
/// look at the files.
fn dropped(given: &[OsString]) -> Option<Vec<OsString>> {
    let (program, rest) = given.split_first()?;
    let is_command = |name: &OsString| {
        name.to_str().is_some_and(|name| Cli::command().find_subcommand(name).is_some())
    };
    let is_path = |name: &OsString| Path::new(name).exists() && !is_command(name);
    if rest.is_empty() || !rest.iter().all(is_path) {
        return None;
    }
    let mut meant = vec![program.clone()];
    match rest {
        // As without a command: the desk is for somebody who sits there.
        [folder] if Path::new(folder).is_dir() => {
            meant.push(if console::is_interactive() { "mo" } else { "-C" }.into());
        }
        _ => meant.push("kiem-tra".into()),
    }
    meant.extend(rest.iter().cloned());
    Some(meant)
}

/// All that can be typed, for completions and manual pages.
pub fn command() -> clap::Command {
    Cli::command()
}

/// How a run that was not stopped ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    Done,
    /// Done, but rows or files were left out.
    LeftOut,
    /// Stopped, with the reason already said.
    Stopped,
    /// Wrong usage, already said.
    Misused,
    /// The archive is not what was written.
    Different,
}

impl Outcome {
    fn exit_code(self) -> ExitCode {
        ExitCode::from(match self {
            Self::Done => 0,
            Self::Stopped => 1,
            Self::Misused => 2,
            Self::LeftOut => 3,
            Self::Different => 4,
        })
    }
}

const HELP: &str = "\
{about}

Cách dùng: {usage}

{all-args}{after-help}
";

#[derive(Debug, Parser)]
#[command(
    name = "congso",
    version,
    about = "Từ bảng tính của cơ quan đến báo cáo, phụ lục và thư xin lỗi của kỳ",
    long_about = None,
    after_help = "\
Chạy không có lệnh (bấm đúp): mở bàn làm việc của thư mục đang đứng trong trình duyệt.

Mã thoát: 0 xong; 1 dừng, chưa ghi gì; 2 sai cách dùng; 3 xong nhưng có dòng không được tính; 4 lưu trữ không còn đúng như khi ghi",
    help_template = HELP,
    override_usage = "congso [TÙY CHỌN] [LỆNH]",
    subcommand_help_heading = "Lệnh",
    next_help_heading = "Tùy chọn",
    subcommand_value_name = "LỆNH",
    disable_help_flag = true,
    disable_version_flag = true,
    disable_help_subcommand = true,
)]
struct Cli {
    /// Thư mục của cơ quan (mặc định: thư mục đang đứng) [biến CONGSO_THU_MUC]
    #[arg(
        short = 'C',
        long = "thu-muc",
        alias = "dir",
        value_name = "THƯ MỤC",
        global = true,
        env = "CONGSO_THU_MUC",
        hide_env = true
    )]
    folder: Option<PathBuf>,

    /// In trợ giúp này
    #[arg(short = 'h', long = "help", alias = "tro-giup", display_order = 100, action = clap::ArgAction::Help, global = true)]
    help: Option<bool>,

    /// In phiên bản
    #[arg(short = 'V', long = "version", action = clap::ArgAction::Version)]
    version: Option<bool>,

    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Đọc tất cả, chưa lập báo cáo: đọc gì thành gì, dòng nào không tính và vì sao (check)
    #[command(name = "kiem-tra", alias = "check", override_usage = "congso kiem-tra [TÙY CHỌN] [TỆP]...", help_template = HELP)]
    Check(CheckArgs),
    /// Lập mọi tài liệu của kỳ vào lưu trữ (report)
    #[command(name = "bao-cao", alias = "report", override_usage = "congso bao-cao [TÙY CHỌN]", help_template = HELP)]
    Report(ReportArgs),
    /// Lập thư xin lỗi giữa hai kỳ báo cáo; lấy bảng điền lý do, in lại, hủy thư (letters)
    #[command(name = "thu-xin-loi", alias = "letters", override_usage = "congso thu-xin-loi [TÙY CHỌN]", help_template = HELP)]
    Letters(LettersArgs),
    /// Tạo thư mục của cơ quan: cài đặt có chú thích, bảng nhập liệu trống (init)
    #[command(name = "khoi-tao", alias = "init", override_usage = "congso khoi-tao [TÙY CHỌN] [THƯ MỤC MỚI]", help_template = HELP)]
    Init(init::InitArgs),
    /// Xác minh lưu trữ: từng tệp, từng gói có còn đúng như khi ghi, số liệu có ra lại từ dữ liệu gốc (verify)
    #[command(name = "xac-minh", alias = "verify", override_usage = "congso xac-minh [TÙY CHỌN] [GÓI]...", help_template = HELP)]
    Verify(VerifyArgs),
    /// Tổng hợp số liệu đã lưu trữ của các đơn vị cấp dưới thành báo cáo của cơ quan (consolidate)
    #[command(name = "tong-hop", alias = "consolidate", override_usage = "congso tong-hop [TÙY CHỌN] [NƠI CÓ SỐ LIỆU]...", help_template = HELP)]
    Consolidate(ConsolidateArgs),
    /// Diễn giải một số liệu đã lưu: là gì, căn cứ nào, từng dòng phía sau, dòng nào không tính (explain)
    #[command(name = "dien-giai", alias = "explain", override_usage = "congso dien-giai [TÙY CHỌN] <KỲ> [MÃ SỐ]...", help_template = HELP)]
    Explain(ExplainArgs),
    /// So hai lần lập báo cáo đã lưu, hoặc một kỳ đã lưu với bản sẽ có nếu lập lại: số liệu, dòng, cài đặt, lời văn (diff)
    #[command(name = "so-sanh", alias = "diff", override_usage = "congso so-sanh [TÙY CHỌN] GÓI [GÓI]", help_template = HELP)]
    Compare(compare::CompareArgs),
    /// Làm phiếu lấy ý kiến để in và bảng để nhập phiếu (form)
    #[command(name = "phieu", alias = "form", override_usage = "congso phieu [TÙY CHỌN]", help_template = HELP)]
    Form(FormArgs),
    /// Sửa một ô của bảng tính: giá trị mới vào bản sửa cạnh tệp gốc, tính thay tệp gốc (mend)
    #[command(name = "sua", alias = "mend", override_usage = "congso sua [TÙY CHỌN] <TỆP> <Ô> [GIÁ TRỊ]", help_template = HELP)]
    Mend(mend::MendArgs),
    /// Đơn vị, cột trong dữ liệu mà cài đặt chưa biết; khai vào congso.toml (recognise)
    #[command(name = "nhan-dien", alias = "recognise", override_usage = "congso nhan-dien [TÙY CHỌN]", help_template = HELP)]
    Recognise(recognise::RecogniseArgs),
    /// Cài đặt đang dùng và mỗi giá trị lấy ở đâu; đặt từng khóa của congso.toml (settings)
    #[command(name = "cau-hinh", alias = "settings", override_usage = "congso cau-hinh [TÙY CHỌN] [KHÓA]...", help_template = HELP)]
    Settings(settings::SettingsArgs),
    /// Mở bàn làm việc của cơ quan trong trình duyệt; không gì gửi ra ngoài máy này (open)
    #[command(name = "mo", alias = "open", override_usage = "congso mo [TÙY CHỌN] [THƯ MỤC]", help_template = HELP)]
    Open(open::OpenArgs),
    /// Tình trạng của chương trình và thư mục, không có dữ liệu cá nhân, để gửi khi cần trợ giúp (diagnose)
    #[command(name = "chan-doan", alias = "diagnose", override_usage = "congso chan-doan [TÙY CHỌN]", help_template = HELP)]
    Diagnose,
}

/// The day that stands for today, alike wherever dossiers are judged.
#[derive(Clone, Copy, Debug, Default, Args)]
pub(crate) struct AsOf {
    /// Ngày xét hồ sơ, thay cho hôm nay [as-of; biến CONGSO_TINH_DEN]
    #[arg(
        long = "tinh-den",
        alias = "as-of",
        value_name = "NGÀY",
        env = "CONGSO_TINH_DEN",
        hide_env = true,
        value_parser = read_day
    )]
    day: Option<Date>,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Tùy chọn")]
pub(crate) struct CheckArgs {
    /// Tệp cần kiểm tra (không ghi: mọi tệp trong du-lieu của cơ quan)
    #[arg(value_name = "TỆP", help_heading = "Tham số")]
    files: Vec<PathBuf>,
    #[command(flatten)]
    as_of: AsOf,
    /// In kết quả dạng JSON ra stdout, cho chương trình khác
    #[arg(long = "json")]
    json: bool,
}

/// Numbers and date of a report and of its công văn, once they are known.
#[derive(Debug, Default, Args)]
pub(crate) struct PaperArgs {
    /// Số của báo cáo, khi đã có [number; biến CONGSO_SO]
    #[arg(long = "so", alias = "number", value_name = "SỐ", env = "CONGSO_SO", hide_env = true, value_parser = read_number)]
    number: Option<String>,
    /// Số của công văn gửi báo cáo, khi đã có [cover-number; biến CONGSO_SO_CONG_VAN]
    #[arg(long = "so-cong-van", alias = "cover-number", value_name = "SỐ", env = "CONGSO_SO_CONG_VAN", hide_env = true, value_parser = read_number)]
    cover_number: Option<String>,
    /// Ngày của báo cáo và công văn, khi đã có [date; biến CONGSO_NGAY]
    #[arg(
        long = "ngay",
        alias = "date",
        value_name = "NGÀY",
        env = "CONGSO_NGAY",
        hide_env = true,
        value_parser = read_day
    )]
    date: Option<Date>,
}

/// Where the rows of a report come from, and whether they must be all.
#[derive(Clone, Copy, Debug, Default, Args)]
pub(crate) struct DataArgs {
    /// Quý, 6 tháng, 9 tháng, năm: lấy dữ liệu gốc lưu ở các tháng đã báo cáo, khi du-lieu không còn (from-archive)
    #[arg(long = "tu-luu-tru", alias = "from-archive")]
    from_archive: bool,
    /// Lập báo cáo dù số liệu chưa có đủ các ngày của kỳ; báo cáo nói rõ (incomplete-data)
    #[arg(long = "du-lieu-thieu", alias = "incomplete-data")]
    incomplete_data: bool,
}

#[derive(Debug, Default, Args)]
#[command(next_help_heading = "Tùy chọn")]
pub(crate) struct ReportArgs {
    /// Kỳ: 2020-03, 2020-Q1, 2020-6T, 2020-9T, 2020, 2020-01-01..2020-03-12 (mặc định: kỳ vừa hết) [period; biến CONGSO_KY]
    #[arg(long = "ky", alias = "period", value_name = "KỲ", env = "CONGSO_KY", hide_env = true)]
    period: Option<String>,
    #[command(flatten)]
    papers: PaperArgs,
    #[command(flatten)]
    as_of: AsOf,
    /// Thay kỳ đã lưu; bản cũ được giữ lại (replace)
    #[arg(long = "thay-the", alias = "replace")]
    replace: bool,
    /// Bỏ qua một tệp không đọc được; ghi được nhiều lần (skip)
    #[arg(long = "bo-qua", alias = "skip", value_name = "TỆP")]
    skip: Vec<String>,
    #[command(flatten)]
    data: DataArgs,
    /// In số liệu của kỳ dạng JSON ra stdout
    #[arg(long = "json")]
    json: bool,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Tùy chọn")]
pub(crate) struct LettersArgs {
    #[command(flatten)]
    as_of: AsOf,
    /// Ghi bảng để điền lý do, ngày hẹn lại và việc không có giấy tiếp nhận; chưa lập thư (fill-in)
    #[arg(long = "phieu-nhap", alias = "fill-in", conflicts_with_all = ["only", "void"])]
    fill_in: bool,
    /// In lại các thư theo thứ tự trong sổ của năm: 17,23-25 (only)
    #[arg(long = "chi", alias = "only", value_name = "THỨ TỰ", conflicts_with = "void")]
    only: Option<crate::report::LetterOrders>,
    /// Hủy thư của một hồ sơ; số đã cấp không dùng lại (void)
    #[arg(long = "huy", alias = "void", value_name = "MÃ HỒ SƠ")]
    void: Option<String>,
    /// Lý do hủy (why)
    #[arg(long = "ly-do", alias = "why", value_name = "LÝ DO", requires = "void")]
    why: Option<String>,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Tùy chọn")]
pub(crate) struct VerifyArgs {
    /// Gói cần xác minh, theo tên thư mục trong luu-tru: 2020-03 (không ghi: mọi gói)
    #[arg(value_name = "GÓI", help_heading = "Tham số", conflicts_with = "code")]
    bags: Vec<String>,
    /// Tìm gói theo mã 16 ký tự in ở cuối báo cáo và công văn (code)
    #[arg(long = "ma", alias = "code", value_name = "MÃ")]
    code: Option<String>,
    /// Ghi nhận một gói đã mất hoặc hỏng không cứu được, để các kỳ sau lập tiếp (write-off)
    #[arg(long = "ghi-mat", alias = "write-off", value_name = "GÓI", conflicts_with_all = ["bags", "code", "json"])]
    lost: Option<String>,
    /// Lý do ghi mất (why)
    #[arg(long = "ly-do", alias = "why", value_name = "LÝ DO", requires = "lost")]
    why: Option<String>,
    /// Thứ tự thư cuối cùng đã cấp trong gói mất, khi không gói nào khác biết; không có thư thì 0 (last-place)
    #[arg(long = "thu-den", alias = "last-place", value_name = "THỨ TỰ", requires = "lost", value_parser = read_count)]
    last_place: Option<u32>,
    /// In kết quả dạng JSON ra stdout, cho chương trình khác
    #[arg(long = "json")]
    json: bool,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Tùy chọn")]
pub(crate) struct ConsolidateArgs {
    /// Gói, thư mục luu-tru, thư mục chứa nhiều đơn vị, hoặc so-lieu.json (không ghi: nguon ở phần tong_hop của congso.toml)
    #[arg(value_name = "NƠI CÓ SỐ LIỆU", help_heading = "Tham số")]
    sources: Vec<PathBuf>,
    /// Kỳ: 2020-03, 2020-Q1, 2020-6T, 2020-9T, 2020 (mặc định: kỳ vừa hết) [period; biến CONGSO_KY]
    #[arg(long = "ky", alias = "period", value_name = "KỲ", env = "CONGSO_KY", hide_env = true)]
    period: Option<String>,
    #[command(flatten)]
    papers: PaperArgs,
    #[command(flatten)]
    as_of: AsOf,
    /// Thay bản tổng hợp đã lưu; bản cũ được giữ lại (replace)
    #[arg(long = "thay-the", alias = "replace")]
    replace: bool,
    /// In số liệu tổng hợp dạng JSON ra stdout
    #[arg(long = "json")]
    json: bool,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Tùy chọn")]
pub(crate) struct ExplainArgs {
    /// Kỳ đã lưu, như --ky của bao-cao, hoặc tên thư mục trong luu-tru
    #[arg(value_name = "KỲ", help_heading = "Tham số")]
    period: String,
    /// Mã số của số liệu: TL-01, HS-10-DV-PTP (không ghi: liệt kê mọi số liệu)
    #[arg(value_name = "MÃ SỐ", help_heading = "Tham số")]
    ids: Vec<String>,
    /// Ghi các dòng vào một bảng tính; không ghi đè tệp khác
    #[arg(long = "xlsx", value_name = "TỆP", requires = "ids")]
    xlsx: Option<PathBuf>,
    /// In kết quả dạng JSON ra stdout, cho chương trình khác
    #[arg(long = "json")]
    json: bool,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Tùy chọn")]
pub(crate) struct FormArgs {
    /// In bao nhiêu phiếu (mặc định: 100) [tiếng Anh: --sheets]
    #[arg(long = "so-phieu", alias = "sheets", value_name = "SỐ", value_parser = read_count)]
    sheets: Option<u32>,
    /// Số của phiếu đầu tiên (mặc định: 1) [tiếng Anh: --from]
    #[arg(long = "tu", alias = "from", value_name = "SỐ", value_parser = read_count)]
    from: Option<u32>,
    /// Bộ câu hỏi: rieng, sipas_22, sipas_19 (mặc định: bo_cau_hoi của congso.toml) [tiếng Anh: --set]
    #[arg(long = "bo", alias = "set", value_name = "BỘ", value_parser = set_choice)]
    set: Option<SetChoice>,
    /// Thư mục ghi ra (mặc định: phieu trong thư mục của cơ quan) [tiếng Anh: --out]
    #[arg(long = "ra", alias = "out", value_name = "THƯ MỤC")]
    target: Option<PathBuf>,
    /// Ngày phát phiếu, để phiếu dẫn đúng văn bản đang có hiệu lực (mặc định: hôm nay) [tiếng Anh: --date]
    #[arg(long = "ngay", alias = "date", value_name = "NGÀY", value_parser = read_day)]
    date: Option<Date>,
}

fn run(cli: Cli) -> Result<Outcome> {
    let from = settings::folder_from(cli.folder.as_ref());
    let folder = cli.folder.unwrap_or_else(|| PathBuf::from("."));
    match cli.command {
        Some(Command::Init(_)) => {}
        _ => office::require_folder(&folder).map_err(refusals::error)?,
    }
    let open = || Office::open(&folder).map_err(refusals::error);
    match cli.command {
        Some(Command::Check(args)) => check::run(&folder, &args, today()),
        Some(Command::Letters(args)) => letters::run(&open()?, &args, today()),
        Some(Command::Report(args)) => report::run(&open()?, &args, today()),
        Some(Command::Consolidate(args)) => consolidate::run(&open()?, &args, today()),
        Some(Command::Verify(args)) => verify::run(&open()?, &args, today()),
        Some(Command::Explain(args)) => explain::run(&open()?, &args),
        Some(Command::Compare(args)) => compare::run(&open()?, &args, today()),
        Some(Command::Init(args)) => {
            init::run(args.target.as_ref().unwrap_or(&folder), &args, today())
        }
        Some(Command::Mend(args)) => mend::run(&open()?, &args, today()),
        Some(Command::Recognise(args)) => recognise::run(&open()?, &args, today()),
        Some(Command::Settings(args)) => settings::run(&folder, from, &args),
        Some(Command::Form(args)) => form::run(&open()?, &args, today()),
        Some(Command::Open(args)) => open::run(&folder, &args),
        Some(Command::Diagnose) => diagnose::run(&folder, today()),
        None if console::is_interactive() => open::run(&folder, &open::OpenArgs::default()),
        None => {
            console::say(&Cli::command().render_help().to_string());
            Ok(Outcome::Misused)
        }
    }
}

/// A window that Windows opened for a double click closes with the program: the words must be read first.
fn linger() {
    if cfg!(windows) && console::is_interactive() {
        console::ask("Nhấn Enter để đóng");
    }
}

/// Today in Việt Nam, whatever zone the machine is set to.
fn today() -> Date {
    jiff::Timestamp::now().to_zoned(TimeZone::fixed(Offset::constant(7))).date()
}

fn read_day(text: &str) -> std::result::Result<Date, String> {
    parse_day(text).ok_or_else(|| "viết 2020-03-14 hoặc 14/03/2020".to_owned())
}

fn read_count(text: &str) -> std::result::Result<u32, String> {
    text.trim().parse().map_err(|_| "chỉ ghi chữ số, ví dụ 200".to_owned())
}

/// The number alone: the symbol after it comes from the settings.
fn read_number(text: &str) -> std::result::Result<String, String> {
    let number = text.trim();
    if number.chars().any(|c| c != '0') && number.chars().all(|c| c.is_ascii_digit()) {
        Ok(number.to_owned())
    } else {
        Err("chỉ ghi chữ số, ví dụ --so 31; phần ký hiệu sau dấu / lấy từ congso.toml".to_owned())
    }
}

fn unprintable(source: std::io::Error) -> Error {
    Error::Write { path: PathBuf::from("stdout"), source }
}
