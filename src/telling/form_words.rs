//! What is to be known of questionnaires that were made, and what is done with them.

use crate::office::{FILE, FormDone, INPUTS};

/// Where the questions come from, which are worded from memory, and whether a report will know them.
pub(crate) fn notes(done: &FormDone) -> Vec<String> {
    let mut notes = Vec::new();
    if let Some(note) = &done.note {
        notes.push(format!(
            "Bộ câu hỏi {}: {}\n   = nguồn: {}",
            note.name, note.description, note.source
        ));
        let memory: Vec<String> = note.from_memory.iter().map(ToString::to_string).collect();
        if !memory.is_empty() {
            notes.push(format!(
                "   = lưu ý: câu {} viết theo trí nhớ, đối chiếu với văn bản gốc trước khi in",
                memory.join(", ")
            ));
        }
    }
    if done.is_another_set {
        notes.push(format!(
            "Lưu ý: bộ câu hỏi này khác bo_cau_hoi trong {FILE}; báo cáo sẽ lấy câu hỏi như trong bảng tính, không chia theo yếu tố"
        ));
    }
    notes
}

/// How they are printed.
pub(crate) const PRINTING: &str = "in: khổ A4 nằm ngang, hai mặt, lật theo cạnh ngắn (phiếu một trang thì in một mặt); cắt theo đường ở giữa";

/// Where they are taken from the page.
pub(crate) fn on_page(done: &FormDone) -> Vec<String> {
    let mut said = vec![format!(
        "Đã làm phiếu lấy ý kiến, {} câu hỏi\n   = {}\n   = {PRINTING}\n   = nhập: mỗi phiếu một dòng, đúng số phiếu; xong thì thả tệp nhap-phieu vào trang Dữ liệu ({INPUTS})",
        done.questions,
        done.names.join(", "),
    )];
    let of_page = |note: String| {
        note.replace(&format!("bo_cau_hoi trong {FILE}"), "bộ đã chọn ở trang Cài đặt")
    };
    said.push(notes(done).into_iter().map(of_page).collect::<Vec<_>>().join("\n"));
    said.retain(|text| !text.is_empty());
    said
}
