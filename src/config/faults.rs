//! What is wrong with the settings, in words: what, where, what to do.

use std::collections::BTreeSet;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::config::change::KeyPlace;
use crate::config::de::{Fault, FaultKind};
use crate::config::duplicates::Twice;
use crate::config::listing::line_of;
use crate::config::words::{CHOICES, suggestion};
use crate::config::{commented, de, syntax};
use crate::error::Error;

/// Name of the settings in the office's folder.
pub(crate) const FILE: &str = "congso.toml";

/// Something that is wrong: by which line it is found, and of which key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SettingFault {
    /// From 1; 0 where it is of no line.
    pub(crate) line: usize,
    /// `None` where it is of no key: a line that is no TOML.
    pub(crate) place: Option<KeyPlace>,
    /// What, where and what to do, in lines.
    pub(crate) message: String,
    at: Option<usize>,
}

impl SettingFault {
    /// What an edit asks for, and cannot be.
    pub(crate) fn of_edit(place: KeyPlace, message: String) -> Self {
        Self { line: 0, place: Some(place), message, at: None }
    }
}

/// In order of the lines, each line once, each with its key.
pub(crate) fn in_order(mut wrong: Vec<SettingFault>, tree: &DeValue<'_>) -> Vec<SettingFault> {
    wrong.sort_by_key(|wrong| wrong.line);
    wrong.dedup_by_key(|wrong| wrong.line);
    for fault in &mut wrong {
        fault.place = fault.at.and_then(|at| place_of(tree, at));
    }
    wrong
}

/// All of it in one text.
pub(crate) fn all(wrong: &[SettingFault]) -> Error {
    // What may be chosen is the same for each line of a part: it is listed once.
    let mut listed: BTreeSet<&str> = BTreeSet::new();
    let mut messages: Vec<String> = Vec::new();
    for fault in wrong {
        let lines = fault.message.lines();
        let lines = lines.filter(|line| !line.starts_with(CHOICES) || listed.insert(line));
        messages.push(lines.collect::<Vec<_>>().join("\n"));
    }
    Error::Settings { message: messages.join("\n\n") }
}

/// The key at a byte of the text; the key is empty where it is the name of a part.
fn place_of(tree: &DeValue<'_>, at: usize) -> Option<KeyPlace> {
    let DeValue::Table(root) = tree else { return None };
    root.iter().find_map(|(part, value)| {
        let named = |entry, key: &str| {
            let (part, key) = (part.get_ref().to_string(), key.to_owned());
            Some(KeyPlace { part, entry, key })
        };
        let key_at = |table: &DeTable<'_>| {
            let is_here = |(key, value): &(&Spanned<_>, &Spanned<_>)| {
                (key.span().start..=value.span().end).contains(&at)
            };
            table.iter().find(is_here).map(|(key, _)| key.get_ref().to_string())
        };
        let is_head = part.span().contains(&at) || value.span().contains(&at);
        match value.get_ref() {
            DeValue::Table(table) => match key_at(table) {
                Some(key) => named(None, &key),
                None => is_head.then(|| named(None, "")).flatten(),
            },
            DeValue::Array(items) => items.iter().enumerate().find_map(|(entry, item)| {
                let DeValue::Table(table) = item.get_ref() else { return None };
                match key_at(table) {
                    Some(key) => named(Some(entry), &key),
                    None if item.span().contains(&at) => named(Some(entry), ""),
                    None => None,
                }
            }),
            _ => is_head.then(|| named(None, "")).flatten(),
        }
    })
}

pub(crate) fn said_slip(text: &str, error: &toml::de::Error) -> SettingFault {
    let slip = syntax::slip(text, error.message(), error.span().as_ref());
    if let Some(commented) = left_commented(text, slip.at, slip.before.is_some()) {
        return commented;
    }
    let advice = format!("\n   = gợi ý: {}", slip.advice);
    let places: Vec<usize> = slip.before.into_iter().chain(slip.at).collect();
    wrong(&slip.what, text, &places, &advice)
}

/// One thing said in two places.
pub(crate) fn said_twice(text: &str, twice: &Twice) -> SettingFault {
    let advice = format!("\n   = gợi ý: {}", twice.advice);
    wrong(&twice.what, text, &[twice.first, twice.second], &advice)
}

/// A key that belongs to a part whose name is still a comment, where it does not fit the part that it fell into.
fn left_commented(text: &str, at: Option<usize>, is_misplaced: bool) -> Option<SettingFault> {
    let at = at.filter(|_| is_misplaced)?;
    let commented = commented::above(text, at)?;
    Some(wrong(
        &format!("Dòng {} còn dấu # ở đầu nên các dòng dưới nó rơi vào phần khác", commented.part),
        text,
        &[commented.at],
        &format!("\n   = gợi ý: xóa dấu # trước {}", commented.part),
    ))
}

pub(crate) fn explain(text: &str, fault: &Fault) -> SettingFault {
    if let Some(commented) =
        left_commented(text, fault.at, !matches!(fault.kind, FaultKind::MissingKey(_)))
    {
        return commented;
    }
    let at: Vec<usize> = fault.at.into_iter().collect();
    let wrong = |what: &str, advice: &str| wrong(what, text, &at, advice);
    match &fault.kind {
        FaultKind::UnknownKey { found, known } => {
            wrong(&format!("Không có khóa “{found}”"), &suggestion(found, known))
        }
        FaultKind::UnknownChoice { found, known } => {
            wrong(&format!("Không có lựa chọn “{found}”"), &suggestion(found, known))
        }
        FaultKind::WrongType { wanted, found } => {
            let what = format!("Ở đây phải là {wanted}, nhưng lại là {found}");
            wrong(&what, &in_quotes(text, fault.at, found))
        }
        FaultKind::MissingKey(key) => wrong(
            &format!("Thiếu khóa “{key}”"),
            &format!("\n   = gợi ý: thêm dòng {key} = \"…\" vào phần này"),
        ),
        FaultKind::Unfit => wrong(
            "Giá trị này không dùng được ở đây",
            "\n   = gợi ý: so lại với congso.toml trong thư mục của một cơ quan mới tạo",
        ),
        FaultKind::Said(message) => match message.split_once('\n') {
            Some((what, advice)) => wrong(what, &format!("\n{advice}")),
            None => wrong(message, ""),
        },
    }
}

/// The line as it is meant, where only its quotes are missing.
fn in_quotes(text: &str, at: Option<usize>, found: &str) -> String {
    let value = at.and_then(|at| text.get(at..)).and_then(|rest| rest.lines().next());
    let value = value.map(|value| value.split('#').next().unwrap_or(value).trim());
    let value = value.filter(|value| value.bytes().all(|c| c.is_ascii_alphanumeric()));
    match value {
        Some(value) if found == de::NUMBER => {
            format!("\n   = gợi ý: để giá trị trong dấu ngoặc thẳng: \"{value}\"")
        }
        _ => String::new(),
    }
}

/// What, where (with the line itself, if it is one), what to do.
pub(crate) fn wrong(what: &str, text: &str, at: &[usize], advice: &str) -> SettingFault {
    let number = |at: usize| line_of(text, at);
    let place = match at {
        [] => FILE.to_owned(),
        [at] => {
            let line = text.lines().nth(number(*at) - 1).unwrap_or_default().trim();
            format!("{FILE} › dòng {}: {line}", number(*at))
        }
        several => {
            let lines: Vec<String> =
                several.iter().map(|at| format!("dòng {}", number(*at))).collect();
            format!("{FILE} › {}", lines.join(" và "))
        }
    };
    let line = at.last().map_or(0, |at| number(*at));
    let message = format!("{what}\n  --> {place}{advice}");
    SettingFault { line, place: None, message, at: at.last().copied() }
}
