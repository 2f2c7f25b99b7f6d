//! What the bags of other periods say: their figures, and who already has a letter.

use std::collections::BTreeSet;

use serde::de::{DeserializeOwned, IgnoredAny};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::archive::layout::{
    EARLIER_LETTERS, FIGURES, LETTER_LIST, LOSS, in_bag, letters_of, of_consolidated, placed_as,
};
use crate::archive::tags::{BagTags, Damage, Harm};
use crate::error::{Error, Result};

/// One archived period, as far as it is read.
#[derive(Clone, Debug)]
pub(crate) struct Archived {
    /// Folder in the archive, which is the code of the period (or `…-cu-1` for one that was replaced).
    pub(crate) folder: String,
    /// Of its tag files.
    pub(crate) mark: String,
    /// `so-lieu.json`.
    figures: Value,
    letters: Option<LetterList>,
    /// Of a note that stands in the place of a lost bag.
    lost: Option<LostLetters>,
    /// Paths below `data/` of the files in the bag.
    pub(crate) payload: BTreeSet<String>,
}

/// `ghi-mat.json`: that a bag is lost.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct LossNote {
    /// On which it was written off, ISO.
    #[serde(rename = "ngay")]
    pub(crate) day: String,
    /// Where the bag lay.
    #[serde(rename = "tui")]
    pub(crate) folder: String,
    /// By which the chain knows it.
    #[serde(rename = "ma")]
    pub(crate) mark: String,
    /// As the office says it.
    #[serde(rename = "ly_do")]
    pub(crate) reason: String,
    /// Where what was left of it is kept.
    #[serde(rename = "phan_con_lai")]
    pub(crate) rest: Option<String>,
}

/// What is known of the letters of a lost bag.
#[derive(Clone, Debug)]
struct LostLetters {
    note: LossNote,
    /// `ky-truoc/thu.json`.
    taken: Vec<u8>,
}

/// `thu-xin-loi/danh-sach.json`, of which there may be thousands of letters: as it is, until somebody asks for them.
#[derive(Clone, Debug)]
struct LetterList {
    bytes: Vec<u8>,
    head: LetterHead,
}

#[derive(Clone, Debug, Deserialize)]
struct LetterHead {
    #[serde(rename = "ngay")]
    day: Option<String>,
    #[serde(rename = "thu", default)]
    letters: Vec<IgnoredAny>,
}

impl LetterList {
    fn read(folder: &str, bytes: Vec<u8>) -> Result<Self> {
        let head = parse(folder, LETTER_LIST, &bytes)?;
        Ok(Self { bytes, head })
    }
}

impl Archived {
    /// Reads `so-lieu.json` and `thu-xin-loi/danh-sach.json` of a bag.
    pub(crate) fn read(folder: &str, figures: &[u8], letters: Option<Vec<u8>>) -> Result<Self> {
        let figures = parse(folder, FIGURES, figures)?;
        let letters = letters.map(|bytes| LetterList::read(folder, bytes)).transpose()?;
        let (mark, payload) = (String::new(), BTreeSet::new());
        Ok(Self { folder: folder.to_owned(), mark, figures, letters, lost: None, payload })
    }

    /// The note on a lost bag: `ghi-mat.json`, `ky-truoc/thu.json`, and the list of letters where it was whole.
    pub(crate) fn lost(
        folder: &str,
        note: &[u8],
        taken: Vec<u8>,
        letters: Option<Vec<u8>>,
    ) -> Result<Self> {
        let note = parse(folder, LOSS, note)?;
        let letters = letters.map(|bytes| LetterList::read(folder, bytes)).transpose()?;
        let (mark, payload, lost) =
            (String::new(), BTreeSet::new(), Some(LostLetters { note, taken }));
        Ok(Self { folder: folder.to_owned(), mark, figures: Value::Null, letters, lost, payload })
    }

    /// With what its tag files say.
    pub(crate) fn tagged(self, tags: &BagTags) -> Self {
        let data = in_bag("");
        let paths = tags.files.keys().filter_map(|path| path.strip_prefix(&data));
        Self { mark: tags.mark.clone(), payload: paths.map(str::to_owned).collect(), ..self }
    }

    /// A bag of letters between two reports: `danh-sach.json` alone.
    pub(crate) fn of_letters(folder: &str, letters: Vec<u8>) -> Result<Self> {
        let letters = Some(LetterList::read(folder, letters)?);
        let (mark, payload) = (String::new(), BTreeSet::new());
        let (figures, lost) = (Value::Null, None);
        Ok(Self { folder: folder.to_owned(), mark, figures, letters, lost, payload })
    }

    /// Where what lies in the folder is about another period or day.
    pub(crate) fn says_another(&self) -> Option<Damage> {
        let own = of_consolidated(&self.folder).unwrap_or(placed_as(&self.folder));
        let other =
            |path: &str, said: &str| Some(Damage::new(in_bag(path), Harm::Says(said.to_owned())));
        match (self.text("/ky/ma"), self.letter_day()) {
            (Some(code), _) if code != own => other(FIGURES, code),
            // The letters of a period lie in its folder.
            (None, Some(day)) if own.starts_with(&letters_of("")) => {
                if own.starts_with(&letters_of(day)) { None } else { other(LETTER_LIST, day) }
            }
            _ => None,
        }
    }

    /// Whether it is the bag of a period: of the office itself, or of its units.
    pub(crate) fn has_figures(&self) -> bool {
        !self.figures.is_null()
    }

    /// Whether, and why, it stands in the place of a lost bag.
    pub(crate) fn loss(&self) -> Option<&LossNote> {
        self.lost.as_ref().map(|lost| &lost.note)
    }

    /// What was known of the letters of the archive when the bag was written off.
    pub(crate) fn taken<T: DeserializeOwned>(&self) -> Result<Option<T>> {
        let lost = self.lost.as_ref();
        lost.map(|lost| parse(&self.folder, EARLIER_LETTERS, &lost.taken)).transpose()
    }

    /// The register of letters as whoever asks wants it; `None` where there is none.
    pub(crate) fn letters<T: DeserializeOwned>(&self) -> Result<Option<T>> {
        let list = self.letters.as_ref();
        list.map(|list| parse(&self.folder, LETTER_LIST, &list.bytes)).transpose()
    }

    pub(crate) fn letter_count(&self) -> usize {
        self.letters.as_ref().map_or(0, |list| list.head.letters.len())
    }

    /// Day of the letters, ISO.
    pub(crate) fn letter_day(&self) -> Option<&str> {
        self.letters.as_ref()?.head.day.as_deref()
    }

    /// The figures as whoever compares wants them.
    pub(crate) fn figures<T: DeserializeOwned>(&self) -> Result<T> {
        T::deserialize(&self.figures).map_err(|_| damaged(&self.folder, FIGURES))
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

fn parse<T: DeserializeOwned>(folder: &str, file: &str, bytes: &[u8]) -> Result<T> {
    serde_json::from_slice(bytes).map_err(|_| damaged(folder, file))
}

fn damaged(folder: &str, file: &str) -> Error {
    Error::Archive {
        message: format!(
            "Kỳ đã lưu bị hỏng, không đọc được số liệu\n  --> luu-tru/{folder}/{}\n   = gợi ý: khôi phục thư mục này từ bản sao lưu, hoặc chuyển nó ra ngoài luu-tru rồi lập lại kỳ đó",
            in_bag(file)
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_damaged_period_is_named() {
        let error = Archived::read("2020-02", b"{", None).expect_err("damaged");
        assert!(error.to_string().contains("luu-tru/2020-02/data/so-lieu.json"), "{error}");
    }
}
