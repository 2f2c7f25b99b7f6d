//! What a file is, by its first bytes; its name only says what it claims to be.

/// What the bytes are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FileContent {
    Empty,
    Zip,
    Compound,
    /// Excel before version 5: records without a container.
    OldExcel,
    Html,
    /// XML Spreadsheet 2003, flat ODS, SYLK: spreadsheets, but not read.
    OtherSpreadsheet,
    Text,
    /// Anything else.
    Foreign,
}

/// What the name claims.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Claim {
    Xlsx,
    Xlsb,
    Xls,
    Ods,
    Delimited,
    Other,
}

pub(crate) const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
/// PDF, images, other archives, RTF.
const FOREIGN: [&[u8]; 10] = [
    b"%PDF",
    b"\x89PNG",
    b"\xFF\xD8\xFF",
    b"GIF8",
    b"Rar!",
    b"7z\xBC\xAF",
    b"\x1F\x8B",
    b"{\\rtf",
    b"BM",
    b"II*\0",
];

pub(crate) fn content(bytes: &[u8], claim: Claim) -> FileContent {
    if bytes.is_empty() {
        return FileContent::Empty;
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return FileContent::Zip;
    }
    if bytes.starts_with(COMPOUND) {
        return FileContent::Compound;
    }
    if is_old_excel(bytes) {
        return FileContent::OldExcel;
    }
    let is_text = !is_binary(bytes);
    if FOREIGN.iter().any(|mark| bytes.starts_with(mark) && (mark.len() > 2 || !is_text)) {
        return FileContent::Foreign;
    }
    let head = head(bytes);
    if head.starts_with('<') || head.starts_with("mime-version:") {
        return markup(&head);
    }
    if head.starts_with("id;p") {
        return FileContent::OtherSpreadsheet;
    }
    if is_text || claim == Claim::Delimited { FileContent::Text } else { FileContent::Foreign }
}

pub(crate) fn claim(path: &str) -> Claim {
    let name = file_name(path);
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    match extension.to_ascii_lowercase().as_str() {
        "xlsx" | "xlsm" | "xltx" | "xltm" => Claim::Xlsx,
        "xlsb" => Claim::Xlsb,
        "xls" | "xlt" => Claim::Xls,
        "ods" | "ots" => Claim::Ods,
        "csv" | "txt" | "tsv" | "tab" => Claim::Delimited,
        _ => Claim::Other,
    }
}

/// Office programs leave these beside a file that is open.
pub(crate) fn is_lock_file(path: &str) -> bool {
    let name = file_name(path);
    name.starts_with("~$") || name.starts_with(".~lock")
}

fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

/// BOF of BIFF2, 3, 4, and of BIFF5 and 8 without their container.
fn is_old_excel(bytes: &[u8]) -> bool {
    match bytes.first_chunk() {
        Some([0x09, 0x00 | 0x02 | 0x04, length, 0]) => (4..=8).contains(length),
        Some([0x09, 0x08, length, 0]) => (4..=16).contains(length),
        _ => false,
    }
}

/// Control characters that no text has, in the first bytes; UTF-16 is text.
fn is_binary(bytes: &[u8]) -> bool {
    let head = bytes.get(..8_192).unwrap_or(bytes);
    if head.starts_with(b"\xFF\xFE") || head.starts_with(b"\xFE\xFF") {
        return false;
    }
    let (mut zeros, mut control) = (0, 0);
    for byte in head {
        match byte {
            0 => zeros += 1,
            1..=8 | 11 | 12 | 14..=31 | 127 => control += 1,
            _ => (),
        }
    }
    // UTF-16 without its mark: every other byte of its ASCII letters is zero.
    let utf16 = zeros * 5 > head.len() && control == 0;
    !utf16 && (zeros + control) * 100 > head.len()
}

/// The beginning in lower case, without mark and blanks; UTF-16 with its zero bytes left out.
fn head(bytes: &[u8]) -> String {
    let head = bytes.get(..8_192).unwrap_or(bytes);
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    let head = match head {
        [0xFF, 0xFE, rest @ ..] | [0xFE, 0xFF, rest @ ..] => rest,
        other => other,
    };
    let plain: Vec<u8> = head.iter().copied().filter(|byte| *byte != 0).collect();
    String::from_utf8_lossy(plain.trim_ascii_start()).to_ascii_lowercase()
}

fn markup(head: &str) -> FileContent {
    let html = ["<!doctype html", "<html", "<table", "<head", "<meta", "<body", "<style", "<div"];
    if head.contains("urn:schemas-microsoft-com:office:spreadsheet") && head.starts_with("<?xml")
        || head.contains("<office:document")
    {
        FileContent::OtherSpreadsheet
    } else if html.iter().any(|tag| head.contains(tag)) || head.starts_with("mime-version:") {
        FileContent::Html
    } else {
        FileContent::Foreign
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(bytes: &[u8], want: FileContent) {
        assert_eq!(content(bytes, Claim::Xlsx), want, "{}", String::from_utf8_lossy(bytes));
    }

    #[test]
    fn content_is_told_by_its_first_bytes() {
        case(b"", FileContent::Empty);
        case(b"PK\x03\x04rest", FileContent::Zip);
        case(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1rest", FileContent::Compound);
        case(b"\x09\x00\x04\x00\x02\x00\x10\x00", FileContent::OldExcel);
        case(b"\x09\x02\x06\x00\x00\x00\x10\x00", FileContent::OldExcel);
        case(b"\x09\x08\x10\x00\x00\x06\x05\x00", FileContent::OldExcel);
        case(
            b"\xEF\xBB\xBF  <HTML xmlns:x=\"urn:schemas-microsoft-com:office:excel\">",
            FileContent::Html,
        );
        case(b"<?xml version=\"1.0\"?><html/>", FileContent::Html);
        case(b"MIME-Version: 1.0\n", FileContent::Html);
        case(
            b"<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">",
            FileContent::OtherSpreadsheet,
        );
        case(b"<?xml version=\"1.0\"?><office:document>", FileContent::OtherSpreadsheet);
        case(b"<?xml version=\"1.0\"?><note/>", FileContent::Foreign);
        case(b"ID;PWXL;N;E", FileContent::OtherSpreadsheet);
        case(b"%PDF-1.7", FileContent::Foreign);
        case(b"\x01\x02\x03\x04", FileContent::Foreign);
        case("Đơn vị;Ngày".as_bytes(), FileContent::Text);
        case(b"\xFF\xFEa\0;\0b\0", FileContent::Text);
        case(b"BM;a\n1;2\n", FileContent::Text);
    }

    #[test]
    fn a_name_claims_a_format_by_its_extension() {
        assert_eq!(claim("2020-03/Hồ sơ.XLSX"), Claim::Xlsx);
        assert_eq!(claim("a.b/c"), Claim::Other);
        assert!(is_lock_file("x/~$hồ sơ.xlsx"));
        assert!(is_lock_file(".~lock.a.ods#"));
        assert!(!is_lock_file("a~$.xlsx"));
    }
}
