//! What stops a run, and all its wording.

use std::path::PathBuf;

/// Everything that stops a run. Messages are Vietnamese: what, where, what to do.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error("Không đọc được “{path}”: {source}", path = path.display())]
    Read { path: PathBuf, source: std::io::Error },
    #[error("Không ghi được “{path}”: {source}", path = path.display())]
    Write { path: PathBuf, source: std::io::Error },
    #[error("{message}")]
    Settings { message: String },
    #[error("Kỳ báo cáo “{text}” không hợp lệ\n   = gợi ý: {advice}")]
    Period { text: String, advice: String },
    #[error("Mẫu “{name}” có lỗi: {message}")]
    Template { name: String, message: String },
    /// A character that no embedded face can draw.
    #[error(
        "Ký tự “{character}” (U+{code:04X}) không in được\n  --> trong “{text}” ({origin})\n   = gợi ý: sửa ký tự này trong bảng tính hoặc trong mẫu rồi chạy lại",
        code = u32::from(*character)
    )]
    Glyph { character: char, text: String, origin: String },
    #[error("Không tạo được {what}: {message}")]
    Render { what: String, message: String },
    #[error("{message}")]
    Archive { message: String },
    #[error("{message}")]
    Input { message: String },
}

pub(crate) type Result<T> = std::result::Result<T, Error>;
