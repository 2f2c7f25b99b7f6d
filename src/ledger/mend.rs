//! How a copy to mend says what it is a copy of: words on its first sheet, which survive Excel and any new name.

/// Name of the first sheet of a copy.
pub(crate) const MEND_SHEET: &str = "Cần sửa";
/// Rows of that sheet in which its words are looked for.
pub(crate) const MEND_ROWS: u32 = 30;

const ORIGINAL: &str = "Tệp gốc trong du-lieu";
const DIGEST: &str = "Mã SHA-256 của tệp gốc";
const EARLIER: &str = "Mã SHA-256 của tệp trước đó";
const WRITTEN: &str = "Mã nội dung khi lập";
const SCOPE: &str = "Loại";
const WHOLE: &str = "bản sao đủ mọi dòng";
const ROWS: &str = "danh sách các dòng cần sửa";

/// What a workbook of `can-sua` holds of its original.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MendScope {
    /// Every row: it can take the place of the original.
    Whole,
    /// The rows to mend, to find them in a file that is too large to be copied.
    Rows,
}

/// What stands on the first sheet of a copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct MendMark {
    /// Path of the original below `du-lieu`.
    pub(crate) original: String,
    /// SHA-256 of the original, then of what that was itself a copy of, and so on.
    pub(crate) ancestors: Vec<String>,
    /// Digest of the cells as they were written: tells whether somebody has changed them since.
    pub(crate) written: String,
    pub(crate) scope: MendScope,
}

impl MendMark {
    /// Label and value, line by line.
    pub(crate) fn lines(&self) -> Vec<(&'static str, String)> {
        let scope = match self.scope {
            MendScope::Whole => WHOLE,
            MendScope::Rows => ROWS,
        };
        let mut lines = vec![(SCOPE, scope.to_owned()), (ORIGINAL, self.original.clone())];
        let labels = std::iter::once(DIGEST).chain(std::iter::repeat(EARLIER));
        lines.extend(labels.zip(&self.ancestors).map(|(label, digest)| (label, digest.clone())));
        lines.push((WRITTEN, self.written.clone()));
        lines
    }

    /// From labels and values; `None` for a sheet that only has the name.
    pub(crate) fn read<'a>(lines: impl Iterator<Item = (&'a str, &'a str)>) -> Option<Self> {
        let (mut original, mut written, mut scope) = (None, None, None);
        let mut ancestors = Vec::new();
        for (label, value) in lines.map(|(label, value)| (label.trim(), value.trim())) {
            match (label, value) {
                (ORIGINAL, path) => original = Some(path.to_owned()),
                (DIGEST | EARLIER, digest) => ancestors.push(digest.to_ascii_lowercase()),
                (WRITTEN, digest) => written = Some(digest.to_owned()),
                (SCOPE, WHOLE) => scope = Some(MendScope::Whole),
                (SCOPE, ROWS) => scope = Some(MendScope::Rows),
                _ => {}
            }
        }
        ancestors.retain(|digest| is_digest(digest));
        if ancestors.is_empty() {
            return None;
        }
        Some(Self { original: original?, ancestors, written: written?, scope: scope? })
    }
}

fn is_digest(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        for scope in [MendScope::Whole, MendScope::Rows] {
            let mark = MendMark {
                original: "2020-03/hồ sơ.csv".to_owned(),
                ancestors: vec!["a".repeat(64), "0".repeat(64)],
                written: "b".repeat(64),
                scope,
            };
            let lines = mark.lines();
            let read = lines.iter().map(|(label, value)| (*label, value.as_str()));
            assert_eq!(MendMark::read(read), Some(mark));
        }
    }

    #[test]
    fn a_sheet_that_only_has_the_name_is_no_copy() {
        assert_eq!(MendMark::read([("STT", "1"), (ORIGINAL, "a.xlsx")].into_iter()), None);
        assert_eq!(MendMark::read([(DIGEST, "không rõ")].into_iter()), None);
    }
}
