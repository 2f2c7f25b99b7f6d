//! `khoi-tao`: the office's folder, ready to be filled.

use std::path::Path;

use crate::cli::Outcome;
use crate::cli::office::{ARCHIVE, CORRECTED, INPUTS, PROSE, TEMPLATES, quoted};
use crate::config::{FILE, TEMPLATE};
use crate::console;
use crate::document::Templates;
use crate::error::{Error, Result};
use crate::files;
use crate::render::{self, DataEntry};

const README_NAME: &str = "DOC-TRUOC.txt";
const README: &str = include_str!("../../templates/DOC-TRUOC.txt");

/// Writes the folder; stops before the first file if one of them is already there.
pub(crate) fn run(folder: &Path, with_templates: bool) -> Result<Outcome> {
    let new = contents(folder, with_templates)?;
    let taken: Vec<&str> = new
        .iter()
        .map(|(name, _)| name.as_str())
        .filter(|name| files::exists(&folder.join(name)))
        .collect();
    if !taken.is_empty() {
        return Err(Error::Input {
            message: format!(
                "Ở đây đã có {}, không ghi đè\n  --> {}\n   = gợi ý: chọn một thư mục mới",
                taken.join(", "),
                folder.display()
            ),
        });
    }
    for name in [INPUTS, PROSE, TEMPLATES, CORRECTED, ARCHIVE] {
        files::make_folder(&folder.join(name))?;
    }
    for (name, bytes) in &new {
        files::write(&folder.join(name), bytes)?;
    }
    let option = option(folder);
    console::say(&format!(
        "Đã tạo thư mục của cơ quan\n  --> {}\n   = việc tiếp theo: mở {FILE} bằng Notepad, điền tên cơ quan; nhập số liệu vào các bảng trong {INPUTS}; rồi gõ\n       congso kiem-tra{option}\n       congso bao-cao{option}",
        folder.display()
    ));
    Ok(Outcome::Done)
}

/// ` -C co-quan`, or nothing for the folder one is in.
fn option(folder: &Path) -> String {
    if folder == Path::new(".") { String::new() } else { format!(" -C {}", quoted(folder)) }
}

/// The words for the folder, with the commands as they are typed where it was made.
fn readme(folder: &Path) -> String {
    let place = if folder == Path::new(".") {
        "trong thư mục này"
    } else {
        "ở nơi đã gõ lệnh khoi-tao, tức là thư mục chứa thư mục này"
    };
    README.replace("{-C}", &option(folder)).replace("{nơi}", place)
}

fn contents(folder: &Path, with_templates: bool) -> Result<Vec<(String, Vec<u8>)>> {
    let mut new = vec![
        (FILE.to_owned(), TEMPLATE.as_bytes().to_vec()),
        (README_NAME.to_owned(), readme(folder).into_bytes()),
    ];
    // A new office has neither departments nor a questionnaire yet: the workbooks offer none.
    let nothing_known =
        DataEntry { departments: &[], fields: &[], procedures: &[], questions: &[] };
    for (name, bytes) in render::data_entry(&nothing_known)? {
        new.push((format!("{INPUTS}/{name}"), bytes));
    }
    if with_templates {
        for (name, text) in Templates::embedded() {
            new.push((format!("{TEMPLATES}/{name}"), text.as_bytes().to_vec()));
        }
    }
    Ok(new)
}
