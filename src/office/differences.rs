//! What differs between two runs: figures, settings, words, inputs and rows.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde_json::Value;

use crate::error::Result;
use crate::office::row_changes::{RowChange, RowFacts, row_changes};
use crate::pipeline;

/// One value, by its place: as it was, and as it is. `None` is that there is none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Changed {
    pub(crate) path: String,
    pub(crate) before: Option<String>,
    pub(crate) after: Option<String>,
}

/// A text of the office that is another: lines that went, lines that came.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct ChangedText {
    pub(crate) path: String,
    pub(crate) went: Vec<String>,
    pub(crate) came: Vec<String>,
}

/// One of the two runs.
#[derive(Debug, Default)]
pub(crate) struct ComparedRun {
    /// Folder in the archive; `None` for what the office's folder would give now.
    pub(crate) folder: Option<String>,
    /// `so-lieu.json`.
    pub(crate) figures: Vec<u8>,
    /// `congso.toml`.
    pub(crate) settings: String,
    /// Templates and prose, by path in the bag.
    pub(crate) words: BTreeMap<String, String>,
    /// Digest of each input.
    pub(crate) inputs: BTreeMap<String, String>,
    /// Rows that count; `None` where the inputs are not there.
    pub(crate) rows: Option<Vec<RowFacts>>,
}

/// All that differs.
#[derive(Debug, Serialize)]
pub(crate) struct Differences {
    pub(crate) before: Option<String>,
    pub(crate) after: Option<String>,
    /// By their places in `so-lieu.json`; what was taken from earlier periods, and what was read, apart.
    pub(crate) figures: Vec<Changed>,
    pub(crate) taken: Vec<Changed>,
    pub(crate) input: Vec<Changed>,
    /// Choices and targets as the report says them, and how the program counts.
    pub(crate) definitions: Vec<Changed>,
    /// Keys of `congso.toml`.
    pub(crate) settings: Vec<Changed>,
    pub(crate) words: Vec<ChangedText>,
    /// Files by their digests.
    pub(crate) files: Vec<Changed>,
    /// `None` where one of the two keeps no inputs.
    pub(crate) rows: Option<Vec<RowChange>>,
}

impl Differences {
    /// Whether both are the same.
    pub(crate) fn is_none(&self) -> bool {
        let values = [&self.figures, &self.taken, &self.input, &self.definitions, &self.settings];
        values.iter().all(|values| values.is_empty())
            && self.words.is_empty()
            && self.files.is_empty()
            && self.rows.as_ref().is_none_or(Vec::is_empty)
    }
}

/// What `so-sanh --json` prints.
pub(crate) fn compare_json(found: &Differences) -> Result<Vec<u8>> {
    pipeline::json_text("kết quả dạng JSON", found)
}

pub(crate) fn differences(before: ComparedRun, after: ComparedRun) -> Differences {
    let (mut figures, mut taken, mut input, mut definitions) = (vec![], vec![], vec![], vec![]);
    for one in figure_changes(&before.figures, &after.figures) {
        // Of what a period lacks, neither what stands in it is there.
        let is_there = |value: &Option<String>| value.as_deref().is_some_and(|it| it != "null");
        if !is_there(&one.before) && !is_there(&one.after) {
            continue;
        }
        let top = one.path.split(['.', '[']).next().unwrap_or_default();
        match top {
            // Both sides are called by their periods.
            "ky" => {}
            // The digests of files are said of the files.
            "du_lieu" if one.path.ends_with(".sha256") => {}
            "du_lieu" => input.push(one),
            "ky_truoc" | "cung_ky" | "xu_huong" | "luy_ke" | "doi_chieu_ky" => taken.push(one),
            "lua_chon" | "muc_tieu" | "phien_ban" | "co_quan" => definitions.push(one),
            _ => figures.push(one),
        }
    }
    let setting = |text: &str| {
        let value = toml::from_str::<Value>(text).unwrap_or_default();
        leaves(&value)
    };
    Differences {
        before: before.folder,
        after: after.folder,
        figures,
        taken,
        input,
        definitions,
        settings: changes(setting(&before.settings), setting(&after.settings)),
        words: words(&before.words, &after.words),
        files: changes(before.inputs, after.inputs),
        rows: before.rows.zip(after.rows).map(|(before, after)| row_changes(before, after)),
    }
}

/// Every figure of two `so-lieu.json` that differs.
pub(crate) fn figure_changes(before: &[u8], after: &[u8]) -> Vec<Changed> {
    let read = |bytes: &[u8]| {
        let value: Value = serde_json::from_slice(bytes).unwrap_or_default();
        leaves(&value)
    };
    changes(read(before), read(after))
}

fn changes(before: BTreeMap<String, String>, mut after: BTreeMap<String, String>) -> Vec<Changed> {
    let mut changes = Vec::new();
    for (path, old) in before {
        let new = after.remove(&path);
        if new.as_ref() != Some(&old) {
            changes.push(Changed { path, before: Some(old), after: new });
        }
    }
    let rest = after.into_iter();
    changes.extend(rest.map(|(path, new)| Changed { path, before: None, after: Some(new) }));
    changes.sort_by(|one, other| one.path.cmp(&other.path));
    changes
}

/// By what a line of a list is known, the best first.
const KEYS: [&str; 5] = ["ten", "ma", "khoa", "so", "loai"];

/// Every value that holds no other, by its place: `ho_so.theo_don_vi[Phòng A].cot.c3` → `17`.
fn leaves(value: &Value) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    flatten("", value, &mut found);
    found
}

fn flatten(path: &str, value: &Value, found: &mut BTreeMap<String, String>) {
    match value {
        Value::Object(fields) => {
            for (key, value) in fields {
                let dot = if path.is_empty() { "" } else { "." };
                flatten(&format!("{path}{dot}{key}"), value, found);
            }
        }
        Value::Array(items) => {
            let names = names(items);
            for (place, value) in items.iter().enumerate() {
                let name = names.as_ref().and_then(|names| names.get(place));
                let name = name.cloned().unwrap_or_else(|| place.to_string());
                flatten(&format!("{path}[{name}]"), value, found);
            }
        }
        leaf => drop(found.insert(path.to_owned(), leaf.to_string())),
    }
}

/// What the lines of a list are called, if each has a name of its own: then a line that comes moves no other.
fn names(items: &[Value]) -> Option<Vec<String>> {
    let named = |key: &str| -> Option<Vec<String>> {
        let name = |item: &Value| match item.get(key)? {
            Value::String(name) => Some(name.clone()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        };
        let names: Vec<String> = items.iter().map(name).collect::<Option<_>>()?;
        let own: BTreeSet<&String> = names.iter().collect();
        (own.len() == names.len()).then_some(names)
    };
    KEYS.into_iter().find_map(named)
}

fn words(before: &BTreeMap<String, String>, after: &BTreeMap<String, String>) -> Vec<ChangedText> {
    let paths: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let text = |texts: &BTreeMap<String, String>, path: &String| {
        let text = texts.get(path).map(String::as_str).unwrap_or_default();
        text.lines().map(str::to_owned).collect::<Vec<_>>()
    };
    let changed = paths.into_iter().filter(|path| before.get(*path) != after.get(*path));
    let changed = changed.map(|path| {
        let (old, new) = (text(before, path), text(after, path));
        ChangedText { path: path.clone(), went: without(&old, &new), came: without(&new, &old) }
    });
    changed.collect()
}

/// Lines that the other text has not, or not as often.
fn without(lines: &[String], other: &[String]) -> Vec<String> {
    let mut there: BTreeMap<&String, usize> = BTreeMap::new();
    for line in other {
        *there.entry(line).or_default() += 1;
    }
    let is_new = |line: &&String| match there.get_mut(*line) {
        Some(count) if *count > 0 => {
            *count -= 1;
            false
        }
        _ => !line.trim().is_empty(),
    };
    lines.iter().filter(is_new).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_that_differ_are_named_by_their_places() {
        let figure = |path: &str, before: Option<&str>, after: Option<&str>| Changed {
            path: path.to_owned(),
            before: before.map(str::to_owned),
            after: after.map(str::to_owned),
        };
        let found = figure_changes(
            br#"{"a": {"b": [1, 2]}, "c": "x", "d": null}"#,
            br#"{"a": {"b": [1, 3, 4]}, "d": null}"#,
        );
        let want = [
            figure("a.b[1]", Some("2"), Some("3")),
            figure("a.b[2]", None, Some("4")),
            figure("c", Some("\"x\""), None),
        ];
        assert_eq!(found, want);
        // A line that comes first is no change of those behind it.
        let found = figure_changes(
            br#"[{"ten": "B", "n": 1}]"#,
            br#"[{"ten": "A", "n": 5}, {"ten": "B", "n": 2}]"#,
        );
        let want = [
            figure("[A].n", None, Some("5")),
            figure("[A].ten", None, Some("\"A\"")),
            figure("[B].n", Some("1"), Some("2")),
        ];
        assert_eq!(found, want);
        // Names that are there twice tell no lines apart.
        let found = figure_changes(br#"[{"ten": "A", "n": 1}, {"ten": "A", "n": 2}]"#, b"[]");
        assert_eq!(found[0], figure("[0].n", Some("1"), None));
    }

    #[test]
    fn of_a_text_the_lines_that_went_and_came_are_told() {
        let texts = |text: &str| BTreeMap::from([("a.md".to_owned(), text.to_owned())]);
        let found = words(&texts("một\nhai\nhai\n\nba"), &texts("một\nhai\nbốn"));
        assert_eq!(found[0].went, ["hai", "ba"]);
        assert_eq!(found[0].came, ["bốn"]);
        assert!(words(&texts("một"), &texts("một")).is_empty());
        assert_eq!(words(&texts("một"), &BTreeMap::new())[0].went, ["một"]);
    }

    #[test]
    fn what_is_the_same_differs_in_nothing() {
        let side = || ComparedRun {
            figures: br#"{"ho_so": {"c3": 1}}"#.to_vec(),
            settings: "[co_quan]\nten = \"A\"".to_owned(),
            rows: Some(Vec::new()),
            ..ComparedRun::default()
        };
        assert!(differences(side(), side()).is_none());
        let april = ComparedRun {
            figures: br#"{"ho_so": {"c3": 1}, "ky": {"nam": 2020}}"#.to_vec(),
            ..side()
        };
        assert!(differences(side(), april).is_none(), "of which period it is");
        let lacking = |figures: &[u8]| ComparedRun { figures: figures.to_vec(), ..side() };
        let (null, none) =
            (br#"{"ho_so": {"c3": 1}, "ky_truoc": null}"#, br#"{"ho_so": {"c3": 1}}"#);
        assert!(differences(lacking(null), lacking(none)).is_none(), "nothing of nothing");
        let other = ComparedRun { settings: "[co_quan]\nten = \"B\"".to_owned(), ..side() };
        let found = differences(side(), other);
        assert_eq!(found.settings[0].path, "co_quan.ten");
        assert!(!found.is_none());
    }
}
