//! Files dropped in: copied into `du-lieu`, never over another file but where that is asked for.

use std::path::Path;

use crate::archive::layout;
use crate::error::{Error, Result};
use crate::files;
use crate::office::folder::{INPUTS, Office};

/// What becomes of a file whose name is taken by one that holds something else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NameTaken {
    Ask,
    Replace,
    /// Both stay: the new one gets the next name that is free.
    KeepBoth,
}

/// What became of a dropped file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Dropped {
    Copied,
    Replaced,
    /// Under this name.
    Beside(String),
    /// A file of this name holds just this.
    Same,
    /// A file of this name holds something else; nothing was written.
    Taken,
    /// No name of a spreadsheet.
    NoSheet,
}

/// What is read.
const ENDINGS: [&str; 7] = ["xlsx", "xlsm", "xls", "xlsb", "ods", "csv", "txt"];
/// What Windows lets no name hold.
const FORBIDDEN: [char; 9] = ['/', '\\', ':', '*', '?', '"', '<', '>', '|'];

impl Office {
    /// Right into `du-lieu`, under its own name.
    pub(crate) fn drop_in(&self, name: &str, bytes: &[u8], taken: NameTaken) -> Result<Dropped> {
        let name = name.trim();
        let ending = Path::new(name).extension().and_then(|ending| ending.to_str());
        let is_sheet =
            ending.is_some_and(|ending| ENDINGS.contains(&ending.to_ascii_lowercase().as_str()));
        let is_plain = !name.starts_with(['.', '~'])
            && name.len() <= 200
            && !name.contains(FORBIDDEN)
            && !name.chars().any(char::is_control);
        if !is_sheet || !is_plain {
            return Ok(Dropped::NoSheet);
        }
        let folder = self.path(INPUTS);
        let mut path = folder.join(name);
        if files::leads_out(&self.folder, &path) {
            return Err(Error::Input {
                message: format!(
                    "“{INPUTS}/{name}” là lối tắt dẫn ra ngoài thư mục của cơ quan nên không ghi\n   = gợi ý: bỏ lối tắt đó đi"
                ),
            });
        }
        let there = files::read_optional(&path)?;
        let done = match there {
            None => Dropped::Copied,
            Some(there) if there == bytes => return Ok(Dropped::Same),
            Some(_) => match taken {
                NameTaken::Ask => return Ok(Dropped::Taken),
                NameTaken::Replace => Dropped::Replaced,
                NameTaken::KeepBoth => {
                    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
                    let is_free = |name: &str| !files::exists(&folder.join(name));
                    let free = layout::first_free(stem, &format!(".{ending}"), is_free);
                    path = folder.join(&free);
                    Dropped::Beside(free)
                }
            },
        };
        files::write(&path, bytes)?;
        Ok(done)
    }
}
