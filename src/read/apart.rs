//! The formats that calamine can die of are read in a process of their own: what is asked of it, and how it can end.

use std::sync::Arc;

use crate::ledger::{Code, FileRefusal, Finding, Place, Source};

/// Has one file (its path and its bytes) read apart: what `answer` gave there, or how that process died.
pub(crate) type Apart<'a> = &'a (dyn Fn(&str, &[u8]) -> Result<Vec<u8>, Death> + Sync);

/// How a process that read one file ended without an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Death {
    /// It asked for more than these megabytes.
    Memory(u64),
    /// It was ended after these seconds.
    Time(u64),
    /// It fell, or its answer is not whole.
    Fell,
    /// It never began.
    NotStarted,
}

const SAVE_AS: &str = "mở bằng Excel, lưu lại với kiểu “Excel Workbook (*.xlsx)” rồi xóa tệp này khỏi du-lieu; nếu Excel cũng không mở được, xuất lại từ phần mềm một cửa";

impl Death {
    /// What it means for the file.
    pub(crate) fn refusal(self, source: &Arc<Source>) -> FileRefusal {
        let (code, message) = match self {
            Self::Memory(megabytes) => (
                Code::TooLarge,
                format!(
                    "Đọc tệp cần hơn {megabytes} MB bộ nhớ nên đã dừng: tệp quá lớn, hoặc hỏng"
                ),
            ),
            Self::Time(seconds) => (
                Code::CorruptFile,
                format!(
                    "Đọc tệp quá {seconds} giây không xong nên đã dừng: tệp hỏng, hoặc quá lớn"
                ),
            ),
            Self::Fell => (
                Code::CorruptFile,
                "Tệp bị hỏng đến mức phần đọc tệp của chương trình phải dừng giữa chừng".to_owned(),
            ),
            Self::NotStarted => (
                Code::UnsupportedFormat,
                "Máy không cho chạy phần đọc tệp .xls, .xlsb, .ods của chương trình".to_owned(),
            ),
        };
        Finding::new(code, Place::whole(source)).with_message(message).with_advice(SAVE_AS)
    }
}
