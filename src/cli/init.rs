//! `khoi-tao`: says where the new folder is, and what comes next.

use std::path::Path;

use crate::cli::{InitArgs, Outcome};
use crate::console;
use crate::error::{Result, shown_path};
use crate::office::FILE;
use crate::office::{self, INPUTS, InitRequest, OwnTemplates};
use crate::telling::refusals;

pub(crate) fn run(folder: &Path, args: &InitArgs) -> Result<Outcome> {
    let option = refusals::option(folder);
    let request = InitRequest {
        folder: folder.to_owned(),
        templates: if args.templates { OwnTemplates::Written } else { OwnTemplates::Embedded },
        option: option.clone(),
    };
    office::init(&request).map_err(refusals::error)?;
    console::say(&format!(
        "Đã tạo thư mục của cơ quan\n  --> {}\n   = việc tiếp theo: mở {FILE} bằng Notepad, điền tên cơ quan; nhập số liệu vào các bảng trong {INPUTS}; rồi gõ\n       congso kiem-tra{option}\n       congso bao-cao{option}",
        shown_path(folder)
    ));
    Ok(Outcome::Done)
}
