//! Texts of the settings that documents print as they are written.

use toml::de::{DeTable, DeValue};

/// Which documents print a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Prints {
    /// Every one.
    All,
    /// The report and what goes out with it.
    Report,
    Letters,
    /// The questionnaire.
    Form,
    /// The report names it, with a box where a character cannot be printed.
    Names,
}

/// A text and its line, from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Printed {
    pub(crate) prints: Prints,
    pub(crate) line: u32,
    pub(crate) text: String,
}

/// Part of the settings and key; no key is all of the part.
const PRINTED: [(&str, Option<&str>, Prints); 10] = [
    ("co_quan", None, Prints::All),
    ("nguoi_ky", None, Prints::All),
    ("bao_cao", None, Prints::Report),
    ("cong_van", None, Prints::Report),
    ("thu", Some("noi_nhan"), Prints::Letters),
    ("don_vi", Some("ten"), Prints::Names),
    ("thu_tuc", Some("ten"), Prints::Names),
    ("cau_hoi", Some("noi_dung"), Prints::Form),
    ("cau_hoi", Some("yeu_to"), Prints::Form),
    ("thong_tin", None, Prints::Form),
];

/// All of them, from the top down, as far as the settings can be read.
pub(crate) fn printed(text: &str) -> Vec<Printed> {
    let (root, _) = DeTable::parse_recoverable(text);
    let mut found = Vec::new();
    for (part, value) in root.get_ref() {
        let items = match value.get_ref() {
            DeValue::Table(table) => vec![table],
            DeValue::Array(items) => {
                items.iter().filter_map(|it| it.get_ref().as_table()).collect()
            }
            _ => Vec::new(),
        };
        for (key, value) in items.into_iter().flatten() {
            let prints = PRINTED.iter().find(|(of, own, _)| {
                *of == part.get_ref().as_ref()
                    && own.is_none_or(|own| own == key.get_ref().as_ref())
            });
            let Some((.., prints)) = prints else { continue };
            let texts = match value.get_ref() {
                DeValue::String(_) => vec![value],
                DeValue::Array(items) => items.iter().collect(),
                _ => Vec::new(),
            };
            found.extend(texts.into_iter().filter_map(|item| {
                let DeValue::String(printed) = item.get_ref() else { return None };
                let before = text.get(..item.span().start)?;
                let line = u32::try_from(before.matches('\n').count()).ok()? + 1;
                Some(Printed { prints: *prints, line, text: printed.to_string() })
            }));
        }
    }
    found.sort_by_key(|printed| printed.line);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_that_are_printed_have_their_lines() {
        let text = "# ghi chú ☑\n[co_quan]\nten = \"Sở ☑\"\n[cot]\n\"✔\" = \"ma_ho_so\"\n[bao_cao]\nnoi_nhan = [\n  \"A\",\n  \"B ✔\",\n]\n[[don_vi]]\nten = \"Phòng\"\nten_khac = [\"☑\"]\n";
        let found: Vec<(u32, String)> =
            printed(text).into_iter().map(|printed| (printed.line, printed.text)).collect();
        let want = [(3, "Sở ☑"), (8, "A"), (9, "B ✔"), (12, "Phòng")];
        assert_eq!(found, want.map(|(line, text)| (line, text.to_owned())));
    }
}
