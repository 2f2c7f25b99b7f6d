//! `mo`: opens the desk of a folder in the browser, or the one that is open already.

use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::cli::{OpenArgs, Outcome, browser, child, today};
use crate::console;
use crate::desk::{DeskOptions, DeskServer, running};
use crate::error::Result;

/// After so long without a page the desk closes by itself. A page is heard of every minute; browsers slow down what
/// nobody looks at, and machines sleep.
const PATIENCE: Duration = Duration::from_secs(15 * 60);

pub(crate) fn run(folder: &Path, args: &OpenArgs) -> Result<Outcome> {
    let folder: PathBuf = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    if let Some(address) = running(&folder) {
        console::say("Bàn làm việc của thư mục này đang mở sẵn");
        tell(&address, args)?;
        return Ok(Outcome::Done);
    }
    let desk = DeskServer::open(DeskOptions {
        folder,
        port: args.port.unwrap_or(0),
        patience: args.patience.map_or(PATIENCE, Duration::from_secs),
        today,
        edges: child::edges,
    })?;
    tell(&desk.address(), args)?;
    console::say(
        "Bàn làm việc đang mở trong trình duyệt của máy này; để cửa sổ này mở khi đang làm, bấm “Đóng bàn làm việc” khi xong",
    );
    desk.serve()?;
    Ok(Outcome::Done)
}

fn tell(address: &str, args: &OpenArgs) -> Result<()> {
    console::data(format!("{address}\n").as_bytes()).map_err(crate::cli::unprintable)?;
    if !args.quiet && !browser::open(address) {
        console::say("Không mở được trình duyệt: chép địa chỉ trên vào trình duyệt của máy này");
    }
    Ok(())
}
