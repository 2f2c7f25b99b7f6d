//! `mo`: opens the desk of a folder in the browser, or the one that is open already.

use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::Args;

use crate::cli::{AsOf, Outcome, browser, child, today};
use crate::console;
use crate::desk::{DeskOptions, DeskServer, running};
use crate::error::Result;

#[derive(Debug, Default, Args)]
#[command(next_help_heading = "Tùy chọn")]
pub(crate) struct OpenArgs {
    /// Thư mục của cơ quan (mặc định: thư mục đang đứng)
    #[arg(value_name = "THƯ MỤC", help_heading = "Tham số")]
    folder: Option<PathBuf>,
    /// Cổng trên máy này (mặc định: cổng trống bất kỳ) (port)
    #[arg(long = "cong", alias = "port", value_name = "CỔNG", value_parser = read_port)]
    port: Option<u16>,
    /// Không mở trình duyệt, chỉ in địa chỉ ra stdout (no-browser)
    #[arg(long = "khong-trinh-duyet", alias = "no-browser")]
    quiet: bool,
    /// Tự đóng sau chừng này giây không còn trang nào mở (mặc định: 900) (patience)
    #[arg(long = "tu-dong-sau", alias = "patience", value_name = "GIÂY", value_parser = read_seconds)]
    patience: Option<u64>,
    #[command(flatten)]
    as_of: AsOf,
}

/// After so long without a page the desk closes by itself. A page is heard of every minute; browsers slow down what
/// nobody looks at, and machines sleep.
const PATIENCE: Duration = Duration::from_secs(15 * 60);

pub(crate) fn run(folder: &Path, args: &OpenArgs) -> Result<Outcome> {
    let folder = args.folder.as_deref().unwrap_or(folder);
    let folder: PathBuf = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    if let Some(address) = running(&folder) {
        console::say("Bàn làm việc của thư mục này đang mở sẵn");
        tell(&address, args)?;
        return Ok(Outcome::Done);
    }
    let desk = DeskServer::open(DeskOptions {
        folder,
        port: args.port.unwrap_or(0),
        kept: kept(),
        patience: args.patience.map_or(PATIENCE, Duration::from_secs),
        clock: today,
        as_of: args.as_of.day,
        edges: child::edges,
    })?;
    tell(&desk.address(), args)?;
    console::say(
        "Bàn làm việc đang mở trong trình duyệt của máy này; để cửa sổ này mở khi đang làm, bấm “Đóng bàn làm việc” khi xong",
    );
    desk.serve()?;
    Ok(Outcome::Done)
}

/// The program's own folder of this user: `%APPDATA%\congso`; elsewhere by the XDG Base Directory Specification, which
/// has a place for what a program did last.
fn kept() -> Option<PathBuf> {
    let named = |name: &str| {
        let folder = std::env::var_os(name).map(PathBuf::from);
        folder.filter(|folder| folder.is_absolute())
    };
    let all = if cfg!(windows) {
        named("APPDATA")
    } else {
        named("XDG_STATE_HOME").or_else(|| Some(named("HOME")?.join(".local/state")))
    };
    Some(all?.join("congso"))
}

fn read_port(text: &str) -> std::result::Result<u16, String> {
    text.trim().parse().map_err(|_| "chỉ ghi chữ số, từ 0 đến 65535, ví dụ 8000".to_owned())
}

fn read_seconds(text: &str) -> std::result::Result<u64, String> {
    text.trim().parse().map_err(|_| "chỉ ghi chữ số, ví dụ 900".to_owned())
}

fn tell(address: &str, args: &OpenArgs) -> Result<()> {
    console::data(format!("{address}\n").as_bytes()).map_err(crate::cli::unprintable)?;
    if !args.quiet && !browser::open(address) {
        console::say("Không mở được trình duyệt: chép địa chỉ trên vào trình duyệt của máy này");
    }
    Ok(())
}
