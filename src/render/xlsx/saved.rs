//! A finished workbook, the same bytes on every system.

use rust_xlsxwriter::{Workbook, XlsxError};

/// Begins the line of a file in the directory of a zip.
const LINE: [u8; 4] = *b"PK\x01\x02";
/// Without the name, the extra field and the comment that follow.
const LINE_LENGTH: usize = 46;
/// Of the end of a zip that bears no comment.
const END_LENGTH: usize = 22;
/// In “version made by”: what else is the machine's system.
const UNIX: u8 = 3;

pub(super) fn saved(book: &mut Workbook) -> Result<Vec<u8>, XlsxError> {
    let mut bytes = book.save_to_buffer()?;
    made_on_unix(&mut bytes);
    Ok(bytes)
}

/// Says of every file that it was made on Unix, wherever it was.
fn made_on_unix(zip: &mut [u8]) {
    let end = zip.len().saturating_sub(END_LENGTH);
    let Some(mut at) = number::<4>(zip, end + 16) else { return };
    while zip.get(at..at + LINE.len()).is_some_and(|line| line == LINE) {
        if let Some(system) = zip.get_mut(at + 5) {
            *system = UNIX;
        }
        let behind = [28, 30, 32].map(|length| number::<2>(zip, at + length).unwrap_or_default());
        at += LINE_LENGTH + behind.iter().sum::<usize>();
    }
}

fn number<const LENGTH: usize>(zip: &[u8], at: usize) -> Option<usize> {
    let bytes = zip.get(at..at + LENGTH)?;
    Some(bytes.iter().rev().fold(0, |number, byte| number << 8 | usize::from(*byte)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the same workbook is on Windows, where the byte is 0 (or 11).
    #[test]
    fn a_workbook_does_not_say_on_which_system_it_was_made() {
        let mut book = Workbook::new();
        book.add_worksheet().write_string(0, 0, "a").unwrap();
        let own = saved(&mut book).unwrap();
        let lines: Vec<usize> = own
            .windows(4)
            .enumerate()
            .filter(|(_, four)| *four == LINE)
            .map(|(at, _)| at)
            .collect();
        assert!(lines.len() > 5, "{lines:?}");
        let mut other = own.clone();
        for at in lines {
            assert_eq!(own[at + 5], UNIX);
            other[at + 5] = 0;
        }
        made_on_unix(&mut other);
        assert!(other == own);
    }
}
