//! The figures as data: `so-lieu.json` and the register of letters.

use std::io::Write;

use serde::Serialize;

use crate::error::{Error, Result};
use crate::report::{Letters, PastPeriod, Report, TakenLetters};

/// `so-lieu.json`: two spaces, a newline at the end. Documented field by field in `docs/so-lieu.md`.
pub(crate) fn json(report: &Report) -> Result<Vec<u8>> {
    json_text("so-lieu.json", report)
}

/// Any value as JSON: two spaces, a newline at the end. `what` names it where it fails.
pub(crate) fn json_text(what: &str, value: &impl Serialize) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    json_into(what, value, &mut bytes)?;
    Ok(bytes)
}

/// `ky-truoc/thu.json`: a line for all, since people do not read it.
pub(crate) fn taken_json(taken: &TakenLetters) -> Result<Vec<u8>> {
    compact("ky-truoc/thu.json", taken)
}

/// `ky-truoc/cac-ky.json`, likewise.
pub(crate) fn past_json(past: &[PastPeriod]) -> Result<Vec<u8>> {
    compact("ky-truoc/cac-ky.json", past)
}

fn compact<T: Serialize + ?Sized>(what: &str, value: &T) -> Result<Vec<u8>> {
    serde_json::to_vec(value).map_err(|_| Error::inner(what))
}

/// `thu-xin-loi/danh-sach.json`: the register of letters. Holds personal data. Goes out as it is made, since it may
/// list hundreds of thousands of dossiers.
pub(crate) fn letters_json(letters: &Letters, out: impl Write) -> Result<()> {
    json_into("danh-sach.json", letters, out)
}

/// The same as it is made.
pub(crate) fn json_into(what: &str, value: &impl Serialize, mut out: impl Write) -> Result<()> {
    let failed = |error: serde_json::Error| {
        if error.is_io() { Error::unwritten(what, &error.into()) } else { Error::inner(what) }
    };
    serde_json::to_writer_pretty(&mut out, value).map_err(failed)?;
    out.write_all(b"\n").map_err(|source| Error::unwritten(what, &source))
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use serde_json::Value;

    use super::*;
    use crate::document::sample;

    const MANUAL: &str = include_str!("../../docs/so-lieu.md");

    /// Keys of a value, `ho_so.theo_don_vi[].cot.c3`.
    fn keys(prefix: &str, value: &Value, found: &mut BTreeSet<String>) {
        match value {
            Value::Object(fields) => {
                for (key, value) in fields {
                    let path = format!("{prefix}{key}");
                    keys(&format!("{path}."), value, found);
                    found.insert(path);
                }
            }
            Value::Array(items) => {
                let prefix = format!("{}[].", prefix.trim_end_matches('.'));
                for item in items {
                    keys(&prefix, item, found);
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }

    /// A section of the manual: its keys with the cell of their type, and sections that it takes in.
    #[derive(Default)]
    struct Section {
        rows: Vec<(&'static str, &'static str)>,
        includes: Vec<&'static str>,
    }

    fn sections() -> BTreeMap<&'static str, Section> {
        let mut sections: BTreeMap<_, Section> = BTreeMap::new();
        let mut name = "";
        for line in MANUAL.lines() {
            if let Some(heading) = line.strip_prefix("## ") {
                name = heading;
            } else if let Some(row) = line.strip_prefix("| `") {
                let (key, rest) = row.split_once('`').expect("a closed key");
                let kind = rest.split('|').nth(1).expect("a type").trim();
                assert_eq!(rest.matches('|').count(), 4, "four cells: {line}");
                sections.entry(name).or_default().rows.push((key, kind));
            } else if let Some(rest) = line.strip_prefix("Mọi mục của [") {
                let (other, _) = rest.split_once(']').expect("a link");
                sections.entry(name).or_default().includes.push(other);
            }
        }
        sections
    }

    fn documented(
        sections: &BTreeMap<&str, Section>,
        (prefix, name): (&str, &str),
        found: &mut BTreeSet<String>,
    ) {
        let section = sections.get(name).unwrap_or_else(|| panic!("no section “{name}”"));
        for other in &section.includes {
            documented(sections, (prefix, other), found);
        }
        for (key, kind) in &section.rows {
            let path = format!("{prefix}{key}");
            assert!(found.insert(path.clone()), "{path} stands twice");
            if let Some((other, _)) =
                kind.split_once('[').and_then(|(_, link)| link.split_once(']'))
            {
                let dots = if kind.starts_with("danh sách") { "[]." } else { "." };
                documented(sections, (&format!("{path}{dots}"), other), found);
            }
        }
    }

    #[track_caller]
    fn case(bytes: &[u8], root: &str) {
        let value: Value = serde_json::from_slice(bytes).expect("JSON");
        let (mut have, mut told) = (BTreeSet::new(), BTreeSet::new());
        keys("", &value, &mut have);
        documented(&sections(), ("", root), &mut told);
        let untold: Vec<_> = have.difference(&told).collect();
        let gone: Vec<_> = told.difference(&have).collect();
        assert!(untold.is_empty(), "not in docs/so-lieu.md: {untold:#?}");
        assert!(gone.is_empty(), "only in docs/so-lieu.md: {gone:#?}");
    }

    #[test]
    fn every_key_is_documented_and_every_documented_key_is_there() {
        case(&json(&sample::full()).expect("JSON"), "Báo cáo");
        let mut letters = Vec::new();
        letters_json(&sample::letters(), &mut letters).expect("JSON");
        case(&letters, "Danh sách thư");
    }

    #[test]
    fn json_is_indented_by_two_and_ends_with_a_newline() {
        let bytes = json(&sample::full()).expect("JSON");
        let text = String::from_utf8(bytes).expect("UTF-8");
        assert!(text.starts_with("{\n  \"phien_ban\": 1,\n  \"co_quan\": {\n    \"ten\": \"Sở"));
        assert!(text.ends_with("}\n") && !text.ends_with("\n\n"));
        assert!(text.contains("\"phan_tram\": \"96,46%\""));
    }

    #[test]
    fn a_rate_of_nothing_is_null() {
        let text = String::from_utf8(json(&sample::full()).expect("JSON")).expect("UTF-8");
        let value: Value = serde_json::from_str(&text).expect("JSON");
        let rate = &value["ho_so"]["theo_don_vi"][7]["ty_le_dung_han"];
        assert_eq!(rate, &serde_json::json!({"tu": 0, "mau": 0, "phan_tram": null}));
    }
}
