//! A new office's folder, ready to be filled.

use std::path::{Path, PathBuf};

use crate::config::{FILE, SettingEdit, TEMPLATE, edited, settings_error};
use crate::document::Templates;
use crate::error::Result;
use crate::files;
use crate::office::folder::{ARCHIVE, CORRECTED, INPUTS, PROSE, TEMPLATES};
use crate::office::refusal::{OfficeAnswer, Refusal};
use crate::pipeline;

const README_NAME: &str = "DOC-TRUOC.txt";
const README: &str = include_str!("../../templates/DOC-TRUOC.txt");

/// What is asked for.
#[derive(Clone, Debug)]
pub(crate) struct InitRequest {
    pub(crate) folder: PathBuf,
    pub(crate) templates: OwnTemplates,
    /// How the folder is named behind a command, as its first words say it: ` -C co-quan`, or nothing.
    pub(crate) option: String,
    /// What the settings say beside what stands in their template.
    pub(crate) edits: Vec<SettingEdit>,
}

/// Whether the templates are written out, to be changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OwnTemplates {
    Embedded,
    Written,
}

/// Writes the folder; stops before the first file if one of them is already there.
pub(crate) fn init(request: &InitRequest) -> OfficeAnswer<()> {
    require_new(request)?;
    let folder = request.folder.as_path();
    let new = contents(request)?;
    for name in [INPUTS, PROSE, TEMPLATES, CORRECTED, ARCHIVE] {
        files::make_folder(&folder.join(name))?;
    }
    for (name, bytes) in &new {
        files::write(&folder.join(name), bytes)?;
    }
    Ok(())
}

/// Where an office is best made that is asked for in a folder: there, or in one of its own where something else lies.
pub(crate) fn suggested(folder: &Path) -> PathBuf {
    let is_empty = |found: Result<Vec<String>>| found.is_ok_and(|found| found.is_empty());
    let is_free = is_empty(files::names(folder)) && is_empty(files::folders(folder));
    if is_free || !files::exists(folder) { folder.to_owned() } else { folder.join("co-quan") }
}

/// Refuses a folder that holds what would be written.
pub(crate) fn require_new(request: &InitRequest) -> OfficeAnswer<()> {
    let folder = request.folder.as_path();
    let blank = InitRequest { edits: Vec::new(), ..request.clone() };
    let new = contents(&blank)?;
    let names: Vec<String> = new
        .iter()
        .filter(|(name, _)| files::exists(&folder.join(name)))
        .map(|(name, _)| name.clone())
        .collect();
    if names.is_empty() {
        return Ok(());
    }
    Err(Refusal::OfficeThere { names, folder: folder.to_owned() }.into())
}

/// The words for the folder, with the commands as they are typed where it was made.
fn readme(request: &InitRequest) -> String {
    let place = if request.folder == Path::new(".") {
        "trong thư mục này"
    } else {
        "ở nơi đã gõ lệnh khoi-tao, tức là thư mục chứa thư mục này"
    };
    README.replace("{-C}", &request.option).replace("{nơi}", place)
}

/// The ends of lines that every Notepad knows; the same on every system.
fn for_notepad(text: &str) -> Vec<u8> {
    text.replace('\n', "\r\n").into_bytes()
}

fn contents(request: &InitRequest) -> Result<Vec<(String, Vec<u8>)>> {
    let settings = edited(TEMPLATE, &request.edits).map_err(|faults| settings_error(&faults))?;
    let mut new = vec![
        (FILE.to_owned(), for_notepad(&settings)),
        (README_NAME.to_owned(), for_notepad(&readme(request))),
    ];
    for (name, bytes) in pipeline::blank_workbooks()? {
        new.push((format!("{INPUTS}/{name}"), bytes));
    }
    if request.templates == OwnTemplates::Written {
        for (name, text) in Templates::embedded() {
            new.push((format!("{TEMPLATES}/{name}"), for_notepad(text)));
        }
    }
    Ok(new)
}
