//! A fault of the program itself: said in plain words, with what whoever mends it needs.

use std::panic::{UnwindSafe, catch_unwind};
use std::process::ExitCode;
use std::sync::Mutex;

use crate::console::{self, Color};

static LAST: Mutex<Option<String>> = Mutex::new(None);

/// Runs the program so that a panic neither prints by itself nor ends it without a word.
///
/// The reader catches those of the crates that parse spreadsheets: the file is then a finding.
pub(crate) fn guard(color: Color, run: impl FnOnce() -> ExitCode + UnwindSafe) -> ExitCode {
    std::panic::set_hook(Box::new(|info| {
        if let Ok(mut last) = LAST.lock() {
            *last = info.location().map(ToString::to_string);
        }
    }));
    catch_unwind(run).unwrap_or_else(|_| {
        let place = LAST.lock().ok().and_then(|mut last| last.take());
        let place = place.map(|place| format!("\n  --> {place}")).unwrap_or_default();
        let advice = "\n   = không có gì được ghi\n   = gợi ý: gửi dòng trên cùng các tệp vừa đọc cho người phụ trách phần mềm";
        console::complain(&format!("Chương trình gặp lỗi bên trong{place}{advice}"), color);
        ExitCode::from(1)
    })
}
