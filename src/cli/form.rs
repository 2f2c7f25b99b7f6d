//! `phieu`: says which questionnaires were made, and how they are printed.

use jiff::civil::Date;

use crate::cli::{FormArgs, Outcome};
use crate::console;
use crate::error::{Result, shown_path};
use crate::office::FILE;
use crate::office::{FormDone, FormRequest, INPUTS, Office};
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
    if let Some(note) = &done.note {
        let memory: Vec<String> = note.from_memory.iter().map(ToString::to_string).collect();
        console::say(&format!(
            "Bộ câu hỏi {}: {}\n   = nguồn: {}",
            note.name, note.description, note.source
        ));
        if !memory.is_empty() {
            console::say(&format!(
                "   = lưu ý: câu {} viết theo trí nhớ, đối chiếu với văn bản gốc trước khi in",
                memory.join(", ")
            ));
        }
    }
    if done.is_another_set {
        console::say(&format!(
            "Lưu ý: bộ câu hỏi này khác bo_cau_hoi trong {FILE}; báo cáo sẽ lấy câu hỏi như trong bảng tính, không chia theo yếu tố"
        ));
    }
    console::say(&format!(
        "Đã tạo phiếu lấy ý kiến, {} câu hỏi\n  --> {}\n   = {}\n   = in: khổ A4 nằm ngang, hai mặt, lật theo cạnh ngắn (phiếu một trang thì in một mặt); cắt theo đường ở giữa\n   = nhập: mỗi phiếu một dòng, đúng số phiếu; xong thì chép tệp nhap-phieu vào {INPUTS} rồi gõ congso kiem-tra{}",
        done.questions,
        shown_path(&done.folder),
        done.names.join(", "),
        refusals::option(&office.folder),
    ));
}
