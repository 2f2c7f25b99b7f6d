//! `chan-doan`: what to send when asking for help.

use std::path::Path;

use jiff::civil::Date;

use crate::cli::{Outcome, unprintable};
use crate::console;
use crate::error::Result;
use crate::office;
use crate::telling::{diagnosis, refusals};

pub(crate) fn run(folder: &Path, today: Date) -> Result<Outcome> {
    let found = office::diagnose(folder).map_err(refusals::error)?;
    let system = format!("{} {}", std::env::consts::OS, std::env::consts::ARCH);
    let program = format!("congso {}, {system}", env!("CARGO_PKG_VERSION"));
    let text = diagnosis::diagnosis(&found, &program, today);
    console::data(text.as_bytes()).map_err(unprintable)?;
    Ok(Outcome::Done)
}
