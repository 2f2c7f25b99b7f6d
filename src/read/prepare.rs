//! What a file is wrapped in: a zip around one workbook, a password that Excel opens without asking, a package laid
//! out in a way that calamine does not know. Off it comes before anything is looked at.

use std::borrow::Cow;

use crate::read::compound::Compound;
use crate::read::container::Container;
use crate::read::sniff::{self, Claim};
use crate::read::{canonical, compound, velvet};

/// Largest workbook that is taken out of a zip.
const ROUNDS: usize = 3;

/// The bytes as given, or those of the workbook inside.
pub(crate) fn prepared(bytes: &[u8]) -> Cow<'_, [u8]> {
    let mut now = Cow::Borrowed(bytes);
    // A zip may hold a workbook that is protected, whose package is odd; never more than that.
    for _ in 0..ROUNDS {
        let inner = if now.starts_with(b"PK") {
            of_zip(&now)
        } else if now.starts_with(sniff::COMPOUND) {
            of_compound(&now)
        } else {
            None
        };
        match inner {
            Some(inner) => now = Cow::Owned(inner),
            None => break,
        }
    }
    now
}

/// How many files a zip holds that is no document itself.
pub(crate) fn archived(bytes: &[u8]) -> Option<usize> {
    let container = Container::open(bytes).ok()?;
    is_archive(&container).then(|| files(&container).count())
}

fn of_zip(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut container = Container::open(bytes).ok()?;
    if !is_archive(&container) {
        return canonical::rebuilt(&mut container).ok().flatten();
    }
    let mut all = files(&container);
    let (name, index) = all.next()?;
    if all.next().is_some() {
        return None;
    }
    let is_read = match sniff::claim(name) {
        Claim::Xlsx | Claim::Xlsb | Claim::Xls | Claim::Ods | Claim::Delimited => true,
        Claim::Other => false,
    };
    drop(all);
    if is_read { container.bytes(index).ok() } else { None }
}

/// Documents of office programs are zips as well, each with a part that says what it is.
fn is_archive(container: &Container<'_>) -> bool {
    ["_rels/.rels", "[content_types].xml", "content.xml", "mimetype"]
        .iter()
        .all(|part| container.find(part).is_none())
}

/// Files that somebody put there: no folders, and not what systems leave beside them.
fn files<'c>(container: &'c Container<'_>) -> impl Iterator<Item = (&'c str, usize)> {
    container.names().filter(|(name, _)| {
        let file = name.rsplit('/').next().unwrap_or(name);
        !file.is_empty()
            && !name.starts_with("__macosx/")
            && !matches!(file, ".ds_store" | "thumbs.db" | "desktop.ini")
    })
}

fn of_compound(bytes: &[u8]) -> Option<Vec<u8>> {
    let file = Compound::open(bytes).ok()?;
    if let Some(info) = file.stream("EncryptionInfo") {
        let package = file.stream("EncryptedPackage")?.ok()?;
        return velvet::opened(&info.ok()?, &package);
    }
    let name = ["Workbook", "Book"].into_iter().find(|name| file.has(name))?;
    let stream = velvet::biff::opened(&file.stream(name)?.ok()?)?;
    compound::holding(name, &stream)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::container::package;

    #[test]
    fn a_zip_around_one_workbook_is_unpacked_and_no_other() {
        let book = package(&[("_rels/.rels", b"<a/>"), ("xl/workbook.xml", b"<b/>")]).unwrap();
        let one = package(&[("Tháng 10/a.xlsx", &book), ("__MACOSX/._a.xlsx", b"x")]).unwrap();
        assert_eq!(prepared(&one), book.as_slice());
        for files in [
            package(&[("a.xlsx", &book), ("b.xlsx", &book)]).unwrap(),
            package(&[("a.docx", &book)]).unwrap(),
            package(&[("a.xlsx", &book), ("b.txt", b"x")]).unwrap(),
        ] {
            assert_eq!(prepared(&files), files.as_slice());
            assert!(archived(&files).is_some());
        }
        assert_eq!(archived(&book), None);
        assert_eq!(prepared(b"a;b"), &b"a;b"[..]);
    }
}
