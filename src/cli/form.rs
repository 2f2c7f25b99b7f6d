//! `phieu`: says which questionnaires were made, and how they are printed.

use jiff::civil::Date;

use crate::cli::{FormArgs, Outcome};
use crate::console;
use crate::error::{Result, shown_path};
use crate::office::{FormDone, FormRequest, INPUTS, Office};
use crate::telling::form_words::{self, PRINTING};
use crate::telling::refusals;

pub(crate) fn run(office: &Office, args: &FormArgs, today: Date) -> Result<Outcome> {
    let request = FormRequest {
        sheets: args.sheets,
        from: args.from,
        set: args.set,
        target: args.target.clone(),
        date: args.date.unwrap_or(today),
    };
    let done = office.form(&request).map_err(refusals::error)?;
    say(office, &done);
    Ok(Outcome::Done)
}

fn say(office: &Office, done: &FormDone) {
    for note in form_words::notes(done) {
        console::say(&note);
    }
    console::say(&format!(
        "Đã tạo phiếu lấy ý kiến, {} câu hỏi\n  --> {}\n   = {}\n   = {PRINTING}\n   = nhập: mỗi phiếu một dòng, đúng số phiếu; xong thì chép tệp nhap-phieu vào {INPUTS} rồi gõ congso kiem-tra{}",
        done.questions,
        shown_path(&done.folder),
        done.names.join(", "),
        refusals::option(&office.folder),
    ));
}
