//! `tai-lieu-gui.zip`: what goes out, and digests by which the receiver can check it.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use jiff::civil::Date;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

use crate::archive::bag::digest;
use crate::error::{Error, Result};

/// Name of the digests inside the parcel.
const DIGESTS: &str = "sha256sum.txt";

/// What it is called where it cannot be made.
const WHAT: &str = "gói tài liệu gửi";

/// A zip of these files, in this order, each dated on `day`; the same files give the same bytes.
pub(crate) fn parcel(files: &[(&str, &[u8])], day: Date) -> Result<Vec<u8>> {
    let digests = digests(files);
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    let packed = files.iter().copied().chain([(DIGESTS, digests.as_bytes())]);
    let date = date(day);
    for (name, bytes) in packed {
        // PDF and workbooks are packed already.
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Stored)
            .last_modified_time(date)
            // Else it is that of the machine.
            .system(System::Unix)
            .unix_permissions(0o644);
        out.start_file(name, options).map_err(|_| Error::inner(WHAT))?;
        out.write_all(bytes).map_err(|_| Error::inner(WHAT))?;
    }
    Ok(out.finish().map_err(|_| Error::inner(WHAT))?.into_inner())
}

/// What `sha256sum -c` reads; lines that begin with `#` are passed over by it.
fn digests(files: &[(&str, &[u8])]) -> String {
    let mut text = "\
# Mã kiểm tra SHA-256 của các tệp trong gói này.
# Mã tính từ tệp nhận được giống mã ở đây nghĩa là tệp không bị sửa, không bị hỏng trên đường gửi.
# Kiểm tra trên Windows, gõ từng tệp:   certutil -hashfile TÊN-TỆP SHA256
# Kiểm tra trên Linux, macOS, cả gói:   sha256sum -c sha256sum.txt
# Tệp được ký số sau khi lập thì có mã khác; khi đó chữ ký số là cách kiểm tra.
"
    .to_owned();
    for (name, bytes) in files {
        writeln!(text, "{}  {name}", digest(bytes)).expect("writing to a string");
    }
    text
}

/// A zip knows no day before 1980.
fn date(day: Date) -> DateTime {
    let part = |part: i8| u8::try_from(part).unwrap_or(1);
    u16::try_from(day.year())
        .ok()
        .and_then(|year| {
            DateTime::from_date_and_time(year, part(day.month()), part(day.day()), 0, 0, 0).ok()
        })
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_parcel_holds_its_files_and_their_digests() {
        let day = jiff::civil::date(2020, 3, 14);
        let files = [("b.pdf", b"abc".as_slice()), ("a.xlsx", b"".as_slice())];
        let bytes = parcel(&files, day).expect("a parcel");
        assert_eq!(bytes, parcel(&files, day).expect("the same again"));
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip");
        let names: Vec<String> =
            archive.file_names().map(|name| name.expect("a name").into_owned()).collect();
        assert_eq!(names, ["b.pdf", "a.xlsx", DIGESTS]);
        let mut text = String::new();
        let mut file = archive.by_name(DIGESTS).expect("digests");
        let date = file.last_modified().expect("a date");
        assert_eq!((date.year(), date.month(), date.day(), date.hour()), (2020, 3, 14, 0));
        std::io::Read::read_to_string(&mut file, &mut text).expect("text");
        let lines: Vec<_> = text.lines().filter(|line| !line.starts_with('#')).collect();
        assert_eq!(
            lines,
            [
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  b.pdf",
                "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  a.xlsx"
            ]
        );
    }
}
