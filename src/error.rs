//! What stops a run, and all its wording.

use std::panic::Location;
use std::path::{Path, PathBuf};

/// Everything that stops a run. Messages are Vietnamese: what, where, what to do.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error("Không đọc được “{path}”: {}\n   = gợi ý: kiểm tra tên tệp, quyền truy cập, và đóng tệp trong Excel nếu đang mở", reason(source), path = shown_path(path))]
    Read { path: PathBuf, source: std::io::Error },
    /// A text of the office that is no UTF-8.
    #[error(
        "Không đọc được chữ trong “{path}”: tệp không ở bảng mã UTF-8\n   = gợi ý: mở bằng Notepad, chọn Tệp › Lưu thành (File › Save as), ở ô Mã hóa (Encoding) chọn UTF-8, rồi lưu đè lên tệp này",
        path = shown_path(path)
    )]
    NotUtf8 { path: PathBuf },
    #[error("Không ghi được “{path}”: {}\n   = gợi ý: đóng các tệp của thư mục này đang mở trong Excel, Word hoặc trình xem PDF, rồi chạy lại", reason(source), path = shown_path(path))]
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

impl Error {
    /// What no file and no setting causes: what a crate says of it means nothing to a clerk, so the line of the code is
    /// named instead, for whoever mends the program.
    #[track_caller]
    pub(crate) fn inner(what: &str) -> Self {
        let message = format!(
            "chương trình gặp lỗi bên trong\n  --> {}\n   = gợi ý: gửi các dòng này cùng các tệp vừa đọc cho người phụ trách phần mềm",
            Location::caller()
        );
        Self::Render { what: what.to_owned(), message }
    }

    /// What the disk refused while a document was written.
    pub(crate) fn unwritten(what: &str, source: &std::io::Error) -> Self {
        Self::Render { what: what.to_owned(), message: reason(source) }
    }
}

pub(crate) type Result<T> = std::result::Result<T, Error>;

/// A path as a person of this system writes it.
pub(crate) fn shown_path(path: &Path) -> String {
    let text = path.display().to_string();
    if cfg!(windows) { text.replace('/', "\\") } else { text }
}

/// The usual reasons in Vietnamese; the system's number for the rest, whose words may be in any language.
pub(crate) fn reason(source: &std::io::Error) -> String {
    use std::io::ErrorKind;
    let of_windows = source.raw_os_error().filter(|_| cfg!(windows)).and_then(windows_reason);
    if let Some(reason) = of_windows {
        return reason.to_owned();
    }
    match source.kind() {
        ErrorKind::NotFound => "không có tệp hoặc thư mục này".to_owned(),
        ErrorKind::PermissionDenied => "không có quyền, hoặc tệp đang được mở".to_owned(),
        ErrorKind::AlreadyExists => "đã có sẵn".to_owned(),
        ErrorKind::StorageFull => "ổ đĩa đã đầy".to_owned(),
        ErrorKind::IsADirectory => "đây là thư mục, không phải tệp".to_owned(),
        ErrorKind::Unsupported => "đây không phải là tệp lưu trên đĩa".to_owned(),
        ErrorKind::NotADirectory => "đây là tệp, không phải thư mục".to_owned(),
        ErrorKind::ReadOnlyFilesystem => "ổ đĩa chỉ cho đọc".to_owned(),
        ErrorKind::QuotaExceeded => "đã hết phần ổ đĩa dành cho người dùng này".to_owned(),
        ErrorKind::FileTooLarge => "tệp quá lớn cho ổ đĩa này".to_owned(),
        ErrorKind::InvalidFilename => "tên tệp quá dài hoặc có ký tự không dùng được".to_owned(),
        ErrorKind::AddrInUse | ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy => {
            "đang được chương trình khác dùng".to_owned()
        }
        ErrorKind::NetworkUnreachable
        | ErrorKind::HostUnreachable
        | ErrorKind::NetworkDown
        | ErrorKind::StaleNetworkFileHandle
        | ErrorKind::TimedOut => "không tới được ổ mạng".to_owned(),
        ErrorKind::BrokenPipe => "chương trình nhận đã đóng".to_owned(),
        ErrorKind::Interrupted => "bị ngắt giữa chừng".to_owned(),
        ErrorKind::OutOfMemory => "máy không còn đủ bộ nhớ".to_owned(),
        ErrorKind::UnexpectedEof => "tệp hết giữa chừng".to_owned(),
        ErrorKind::InvalidData => "nội dung tệp bị hỏng".to_owned(),
        ErrorKind::TooManyLinks => "quá nhiều liên kết tới tệp này".to_owned(),
        ErrorKind::CrossesDevices => "hai thư mục nằm trên hai ổ đĩa khác nhau".to_owned(),
        ErrorKind::DirectoryNotEmpty => "thư mục không trống".to_owned(),
        ErrorKind::WriteZero => "không ghi thêm được".to_owned(),
        _ => match source.raw_os_error() {
            Some(code) => format!("hệ thống báo lỗi số {code}"),
            None => "hệ thống báo lỗi không rõ".to_owned(),
        },
    }
}

/// By the number of the error, for those of Windows that have no kind, or one that says less.
fn windows_reason(code: i32) -> Option<&'static str> {
    Some(match code {
        // ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION, ERROR_USER_MAPPED_FILE.
        32 | 33 | 1224 => "tệp đang được mở trong chương trình khác",
        // ERROR_INVALID_NAME.
        123 => "tên có ký tự mà Windows không cho dùng, như \" * ? < > |",
        // ERROR_FILENAME_EXCED_RANGE, ERROR_BUFFER_OVERFLOW.
        206 | 111 => "đường dẫn quá dài",
        // ERROR_CRC, ERROR_SECTOR_NOT_FOUND, ERROR_IO_DEVICE.
        23 | 27 | 1117 => "ổ đĩa đọc ghi bị lỗi",
        // ERROR_NOT_READY.
        21 => "ổ đĩa chưa sẵn sàng",
        // ERROR_BAD_NETPATH, ERROR_NETNAME_DELETED, ERROR_BAD_NET_NAME, ERROR_UNEXP_NET_ERR.
        53 | 64 | 67 | 59 => "không tới được ổ mạng",
        // ERROR_VIRUS_INFECTED.
        225 => "phần mềm diệt virus chặn tệp này",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every number of Linux, and more than Windows uses for files.
    #[test]
    fn no_words_of_the_system_are_told() {
        for code in 1..2_000 {
            let source = std::io::Error::from_raw_os_error(code);
            let (own, told) = (source.to_string(), reason(&source));
            let words = own.split(" (os error").next().unwrap_or_default();
            assert!(!told.contains(words), "{code}: {told}");
            assert!(!told.is_ascii() && !told.contains(&source.kind().to_string()), "{told}");
        }
    }

    #[test]
    fn a_file_that_is_open_is_told_in_vietnamese() {
        for code in [32, 33, 1224] {
            assert_eq!(windows_reason(code), Some("tệp đang được mở trong chương trình khác"));
        }
        assert_eq!(windows_reason(0), None);
        let broken = std::io::Error::other("unexpected end");
        assert_eq!(reason(&broken), "hệ thống báo lỗi không rõ");
        let denied = std::io::Error::from(std::io::ErrorKind::PermissionDenied);
        assert_eq!(reason(&denied), "không có quyền, hoặc tệp đang được mở");
    }
}
