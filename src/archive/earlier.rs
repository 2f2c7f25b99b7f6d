//! What the bags of other periods say: their figures, and who already has a letter.

use std::collections::BTreeSet;

use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::error::{Error, Result};

/// One archived period, as far as it is read.
#[derive(Clone, Debug)]
pub(crate) struct Archived {
    /// Folder in the archive, which is the code of the period (or `…-cu-1` for one that was replaced).
    pub(crate) folder: String,
    /// `so-lieu.json`.
    figures: Value,
    /// Kind and code of the dossier of each letter of this period.
    pub(crate) letters: BTreeSet<(String, String)>,
    /// Paths below `data/` of the files in the bag.
    pub(crate) payload: BTreeSet<String>,
}

impl Archived {
    /// Reads `so-lieu.json` and `thu-xin-loi/danh-sach.json` of a bag.
    pub(crate) fn read(folder: &str, figures: &[u8], letters: Option<&[u8]>) -> Result<Self> {
        let figures = parse(folder, "so-lieu.json", figures)?;
        let letters = match letters {
            Some(bytes) => parse(folder, "thu-xin-loi/danh-sach.json", bytes)?,
            None => Value::Null,
        };
        let letters = letters.get("thu").and_then(Value::as_array).into_iter().flatten();
        let letters = letters.filter_map(|letter| {
            let text = |key| Some(letter.get(key)?.as_str()?.to_owned());
            Some((text("loai").unwrap_or_default(), text("ma_ho_so")?))
        });
        Ok(Self {
            folder: folder.to_owned(),
            figures,
            letters: letters.collect(),
            payload: BTreeSet::new(),
        })
    }

    /// With the files that `manifest-sha256.txt` lists.
    pub(crate) fn listing(self, manifest: &[u8]) -> Self {
        let manifest = String::from_utf8_lossy(manifest);
        let paths = manifest.lines().filter_map(|line| Some(line.split_once("  data/")?.1));
        Self { payload: paths.map(str::to_owned).collect(), ..self }
    }

    /// The figures as whoever compares wants them.
    pub(crate) fn figures<T: DeserializeOwned>(&self) -> Result<T> {
        T::deserialize(&self.figures).map_err(|_| damaged(&self.folder, "so-lieu.json"))
    }

    /// Text at a JSON pointer of the figures.
    pub(crate) fn text(&self, pointer: &str) -> Option<&str> {
        self.figures.pointer(pointer)?.as_str()
    }

    /// Names of the lines at a JSON pointer of the figures.
    pub(crate) fn names(&self, pointer: &str) -> impl Iterator<Item = &str> {
        let lines = self.figures.pointer(pointer).and_then(Value::as_array).into_iter().flatten();
        lines.filter_map(|line| line.get("ten")?.as_str())
    }

    /// Number at a JSON pointer of the figures.
    pub(crate) fn number(&self, pointer: &str) -> Option<u64> {
        self.figures.pointer(pointer)?.as_u64()
    }
}

/// Dossiers that have a letter from a period that lies before this one.
///
/// Before: it ends earlier, or ends on the same day and is shorter (the month before its quarter). Thus a
/// letter of the very period, or of a later one, never changes what a period says when it is written again.
pub(crate) fn lettered(archive: &[Archived], from: &str, to: &str) -> BTreeSet<String> {
    archive
        .iter()
        .filter(|period| !is_replaced(&period.folder))
        .filter(|period| {
            let (Some(first), Some(last)) = (period.text("/ky/tu"), period.text("/ky/den")) else {
                return false;
            };
            last < to || (last == to && first > from)
        })
        .flat_map(|period| period.letters.iter().map(|(_, code)| code.clone()))
        .collect()
}

/// Kind, code and name of the period of every letter in the archive but those of one period: also of a later
/// period, or of one that overlaps it. A citizen gets one letter, whichever period is written first.
pub(crate) fn letters_elsewhere<'a>(
    archive: &'a [Archived],
    folder: &str,
) -> impl Iterator<Item = (&'a str, &'a str, &'a str)> {
    let others = archive.iter().filter(move |period| period.folder != folder);
    others.filter(|period| !is_replaced(&period.folder)).flat_map(|period| {
        let name = period.text("/ky/ten").unwrap_or(&period.folder);
        period.letters.iter().map(move |(kind, code)| (kind.as_str(), code.as_str(), name))
    })
}

/// Whether the folder keeps an old bag: `2020-03-cu-1`.
pub(crate) fn is_replaced(folder: &str) -> bool {
    folder.contains("-cu-")
}

fn parse(folder: &str, file: &str, bytes: &[u8]) -> Result<Value> {
    serde_json::from_slice(bytes).map_err(|_| damaged(folder, file))
}

fn damaged(folder: &str, file: &str) -> Error {
    Error::Archive {
        message: format!(
            "Kỳ đã lưu bị hỏng, không đọc được số liệu\n  --> luu-tru/{folder}/data/{file}\n   = gợi ý: khôi phục thư mục này từ bản sao lưu, hoặc chuyển nó ra ngoài luu-tru rồi lập lại kỳ đó"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(folder: &str, from: &str, to: &str, code: &str) -> Archived {
        let figures = format!("{{\"ky\": {{\"tu\": \"{from}\", \"den\": \"{to}\"}}}}");
        let letters = format!("{{\"thu\": [{{\"ma_ho_so\": \"{code}\"}}]}}");
        Archived::read(folder, figures.as_bytes(), Some(letters.as_bytes())).expect("a period")
    }

    #[test]
    fn letters_of_the_period_itself_and_of_later_ones_do_not_count() {
        let archive = [
            period("2020-02", "2020-01-15", "2020-02-14", "H1"),
            period("2020-03", "2020-02-15", "2020-03-14", "H2"),
            period("2020-03-cu-1", "2020-02-15", "2020-03-14", "H3"),
            period("2020-02-cu-1", "2020-01-15", "2020-02-14", "H4"),
            period("2020-04", "2020-03-15", "2020-04-14", "H5"),
        ];
        let codes = |from, to| Vec::from_iter(lettered(&archive, from, to));
        assert_eq!(codes("2020-02-15", "2020-03-14"), ["H1"]);
        assert_eq!(codes("2019-12-15", "2020-03-14"), ["H1", "H2"]);
        assert_eq!(codes("2020-01-15", "2020-02-14"), [""; 0]);
    }

    #[test]
    fn letters_of_every_other_period_that_stands_are_known() {
        let archive = [
            period("2020-02", "2020-01-15", "2020-02-14", "H1"),
            period("2020-03", "2020-02-15", "2020-03-14", "H2"),
            period("2020-03-cu-1", "2020-02-15", "2020-03-14", "H3"),
            period("2020-04", "2020-03-15", "2020-04-14", "H5"),
        ];
        let found: Vec<_> = letters_elsewhere(&archive, "2020-03").collect();
        assert_eq!(found, [("", "H1", "2020-02"), ("", "H5", "2020-04")]);
    }

    #[test]
    fn a_damaged_period_is_named() {
        let error = Archived::read("2020-02", b"{", None).expect_err("damaged");
        assert!(error.to_string().contains("luu-tru/2020-02/data/so-lieu.json"), "{error}");
    }
}
