//! What stops a run, and all its wording.

use std::path::PathBuf;

/// Everything that stops a run. Messages are Vietnamese: what, where, what to do.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error("Không đọc được “{path}”: {}\n   = gợi ý: kiểm tra tên tệp, quyền truy cập, và đóng tệp trong Excel nếu đang mở", reason(source), path = path.display())]
    Read { path: PathBuf, source: std::io::Error },
    /// A text of the office that is no UTF-8.
    #[error(
        "Không đọc được chữ trong “{path}”: tệp không ở bảng mã UTF-8\n   = gợi ý: mở bằng Notepad, chọn Tệp › Lưu thành (File › Save as), ở ô Mã hóa (Encoding) chọn UTF-8, rồi lưu đè lên tệp này",
        path = path.display()
    )]
    NotUtf8 { path: PathBuf },
    #[error("Không ghi được “{path}”: {}\n   = gợi ý: đóng các tệp của thư mục này đang mở trong Excel, Word hoặc trình xem PDF, rồi chạy lại", reason(source), path = path.display())]
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
    /// The command line asks for something that does not exist: exit code 2.
    #[error("{message}")]
    Usage { message: String },
}

pub(crate) type Result<T> = std::result::Result<T, Error>;

/// The usual reasons in Vietnamese; the system's own words for the rest.
fn reason(source: &std::io::Error) -> String {
    use std::io::ErrorKind;
    match source.kind() {
        ErrorKind::NotFound => "không có tệp hoặc thư mục này".to_owned(),
        ErrorKind::PermissionDenied => "không có quyền, hoặc tệp đang được mở".to_owned(),
        ErrorKind::AlreadyExists => "đã có sẵn".to_owned(),
        ErrorKind::StorageFull => "ổ đĩa đã đầy".to_owned(),
        ErrorKind::IsADirectory => "đây là thư mục, không phải tệp".to_owned(),
        ErrorKind::Unsupported => "đây không phải là tệp lưu trên đĩa".to_owned(),
        ErrorKind::NotADirectory => "đây là tệp, không phải thư mục".to_owned(),
        ErrorKind::ReadOnlyFilesystem => "ổ đĩa chỉ cho đọc".to_owned(),
        _ => format!("hệ thống báo lỗi “{source}”"),
    }
}
