//! The settings in force, each with where it comes from, and what became of a change.

use std::fmt::Write as _;

use crate::error::Error;
use crate::office::{
    FILE, InForce, SettingFault, SettingKey, SettingKind, SettingPart, SettingValue,
    SettingsChange, SettingsShown,
};
use crate::telling::wrap;

/// Every key with its value and its place, part by part.
pub(crate) fn in_force(shown: &SettingsShown) -> String {
    let mut text = String::new();
    for part in &shown.parts {
        let here = shown.in_force.iter().filter(|one| one.place.part == part.name);
        let mut last = None;
        let head =
            if part.is_list { format!("[[{}]]", part.name) } else { format!("[{}]", part.name) };
        let mut is_there = false;
        for one in here {
            if !is_there || last != one.place.entry {
                let number = one.place.entry.map(|at| format!(" thứ {}", at + 1));
                let number = number.unwrap_or_default();
                let _ = writeln!(text, "\n{head}{number}: {}", part.description);
            }
            (is_there, last) = (true, one.place.entry);
            let _ = writeln!(text, "  {}", line(one));
        }
        if !is_there {
            let _ = writeln!(text, "\n{head}: {}\n  (không khai)", part.description);
        }
    }
    text
}

fn line(one: &InForce) -> String {
    let key = &one.place.key;
    let value = one.value.as_ref().map(value);
    match (value, one.line) {
        (Some(value), Some(line)) => format!("{key} = {value}  ({FILE} › dòng {line})"),
        (Some(value), None) => format!("{key} = {value}  (mặc định)"),
        (None, Some(line)) => format!("{key}: không hiểu  ({FILE} › dòng {line})"),
        (None, None) => format!("{key}: không khai"),
    }
}

fn value(value: &SettingValue) -> String {
    let quoted = |text: &String| format!("“{text}”");
    match value {
        SettingValue::Text(text) if text.is_empty() => "trống".to_owned(),
        SettingValue::Text(text) => quoted(text),
        SettingValue::Words(words) if words.is_empty() => "trống".to_owned(),
        SettingValue::Words(words) => words.iter().map(quoted).collect::<Vec<_>>().join(", "),
        SettingValue::Flag(true) => "có (true)".to_owned(),
        SettingValue::Flag(false) => "không (false)".to_owned(),
        SettingValue::Count(count) => count.to_string(),
    }
}

/// What a part is for, and what its keys may say where the office names them.
pub(crate) fn part(part: &SettingPart) -> String {
    let name = if part.is_list { format!("[[{}]]", part.name) } else { format!("[{}]", part.name) };
    let mut text = String::new();
    let used = format!("{name}: {}; dùng ở: {}", part.description, part.used);
    wrap::push(&mut text, "", "  ", &used);
    if let Some(own) = &part.own {
        wrap::push(&mut text, "  ", "    ", &allowed(own));
    }
    text
}

/// What a key is for, what it may say and what holds without it.
pub(crate) fn key(part: &SettingPart, key: &SettingKey) -> String {
    let mut text = String::new();
    let must = if key.is_required { " (bắt buộc)" } else { "" };
    wrap::push(
        &mut text,
        "",
        "  ",
        &format!("{}.{}{must}: {}", part.name, key.name, key.description),
    );
    let default = key.default.as_ref().map_or_else(|| "không có".to_owned(), value);
    wrap::push(&mut text, "  ", "    ", &allowed(&key.kind));
    wrap::push(&mut text, "  ", "    ", &format!("mặc định: {default}; dùng ở: {}", key.used));
    text
}

fn allowed(kind: &SettingKind) -> String {
    match kind {
        SettingKind::Text => "một dòng chữ".to_owned(),
        SettingKind::Words => "danh sách, mỗi mục trong dấu ngoặc kép".to_owned(),
        SettingKind::Flag => "true hoặc false".to_owned(),
        SettingKind::Count => "một số nguyên".to_owned(),
        SettingKind::Choice(choices) => {
            let all: Vec<String> =
                choices.iter().map(|(word, meaning)| format!("{word} ({meaning})")).collect();
            format!("một trong: {}", all.join(", "))
        }
    }
}

/// What became of a change, or why there is none.
pub(crate) fn changed(change: SettingsChange) -> Result<String, Error> {
    match change {
        SettingsChange::Written => Ok(format!("Đã ghi {FILE}")),
        SettingsChange::Unchanged => Ok(format!("{FILE} đã đúng như vậy, không ghi lại")),
        SettingsChange::Refused(faults) => Err(refused(&faults)),
        SettingsChange::Outdated => Err(Error::Settings {
            message: format!(
                "{FILE} vừa được sửa ở nơi khác; chưa ghi gì\n   = gợi ý: mở lại cài đặt rồi sửa lại"
            ),
        }),
    }
}

fn refused(faults: &[SettingFault]) -> Error {
    let messages: Vec<&str> = faults.iter().map(|fault| fault.message.as_str()).collect();
    Error::Settings {
        message: format!("Chưa ghi gì, vì {FILE} sẽ không dùng được:\n\n{}", messages.join("\n\n")),
    }
}
