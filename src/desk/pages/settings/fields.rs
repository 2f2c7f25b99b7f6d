//! A key of the settings as a field of a form, and what was typed there as a change.

use serde::Serialize;

use crate::desk::exchange::Visit;
use crate::desk::pages::{SaidView, views};
use crate::office::{
    InForce, KeyPlace, SettingEdit, SettingFault, SettingKey, SettingKind, SettingPart,
    SettingValue,
};

/// One field.
#[derive(Debug, Serialize)]
pub(crate) struct SettingField {
    /// Tells it from the others of the page.
    ma: String,
    khoa: String,
    mo_ta: String,
    dung_o: String,
    kieu: &'static str,
    gia_tri: String,
    /// As it was when the page was made: what is still so was not changed here.
    goc: String,
    mac_dinh: String,
    can: bool,
    /// Whether the default can be had again.
    tro_lai: bool,
    chon: Vec<(String, String)>,
    loi: Vec<SaidView>,
}

/// Where the changes come from: the page, and what the file says now.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FormState<'a> {
    pub(crate) part: &'a SettingPart,
    pub(crate) in_force: &'a [InForce],
    /// What was typed and not written.
    pub(crate) typed: Option<&'a Visit>,
    pub(crate) faults: &'a [SettingFault],
}

/// Stands for the entry in names of fields: of a part that is there once, and of an entry that is to be added.
pub(crate) const ONCE: &str = "-";
pub(crate) const ADDED: &str = "+";

fn id(place: &KeyPlace) -> String {
    let entry = place.entry.map_or_else(|| ONCE.to_owned(), |entry| entry.to_string());
    format!("{entry}.{}", place.key)
}

impl FormState<'_> {
    /// The keys of the part, or of one of its entries; keys of the office's own behind them.
    pub(crate) fn fields(&self, entry: Option<usize>) -> Vec<SettingField> {
        let here = self.in_force.iter();
        let here = here.filter(|one| one.place.part == self.part.name && one.place.entry == entry);
        here.filter_map(|one| self.field(one)).collect()
    }

    fn field(&self, one: &InForce) -> Option<SettingField> {
        let key = self.part.keys.iter().find(|key| key.name == one.place.key);
        let kind = key.map(|key| &key.kind).or(self.part.own.as_ref())?;
        let now = one.value.as_ref().map(as_text).unwrap_or_default();
        let ma = id(&one.place);
        let changed = self.typed.and_then(|typed| changed(typed, &ma));
        let faults = self.faults.iter().filter(|fault| fault.place.as_ref() == Some(&one.place));
        let default = key.and_then(|key| key.default.as_ref());
        Some(SettingField {
            gia_tri: changed.map_or_else(|| now.clone(), str::to_owned),
            goc: now,
            tro_lai: one.line.is_some()
                && default.is_some_and(says_something)
                && one.value.as_ref() != default,
            loi: faults.flat_map(|fault| views(&fault.message)).collect(),
            ..blank(ma, &one.place.key, kind, key)
        })
    }

    /// Of an entry that is to be added.
    pub(crate) fn blank(&self) -> Vec<SettingField> {
        let field = |key: &SettingKey| {
            let ma = format!("{ADDED}.{}", key.name);
            let typed = self.typed.and_then(|typed| typed.field(&format!("v.{ma}")));
            let gia_tri = typed.unwrap_or_default().to_owned();
            SettingField { gia_tri, ..blank(ma, &key.name, &key.kind, Some(key)) }
        };
        self.part.keys.iter().map(field).collect()
    }
}

fn blank(ma: String, name: &str, kind: &SettingKind, key: Option<&SettingKey>) -> SettingField {
    let default = key.and_then(|key| key.default.as_ref());
    let mut choices = choices(kind);
    if default.is_none() && !choices.is_empty() {
        choices.insert(0, (String::new(), "(không khai)".to_owned()));
    }
    let said = |value: &SettingValue| {
        let text = as_text(value);
        let meant = choices.iter().find(|(word, _)| *word == text);
        meant.map_or_else(|| text.replace('\n', "; "), |(_, meaning)| meaning.clone())
    };
    SettingField {
        khoa: name.to_owned(),
        mo_ta: key.map_or_else(|| name.to_owned(), |key| key.description.clone()),
        dung_o: key.map(|key| key.used.clone()).unwrap_or_default(),
        kieu: match kind {
            SettingKind::Text => "chu",
            SettingKind::Words => "dong",
            SettingKind::Count => "so",
            SettingKind::Flag | SettingKind::Choice(_) => "chon",
        },
        gia_tri: String::new(),
        goc: String::new(),
        mac_dinh: default.map(said).unwrap_or_default(),
        can: key.is_some_and(|key| key.is_required),
        tro_lai: false,
        chon: choices,
        loi: Vec::new(),
        ma,
    }
}

/// What may be chosen, and what each means.
pub(crate) fn choices(kind: &SettingKind) -> Vec<(String, String)> {
    let pair = |word: &str, meaning: &str| (word.to_owned(), meaning.to_owned());
    match kind {
        SettingKind::Choice(choices) => {
            let meant = |(word, meaning): &(String, String)| {
                pair(word, if meaning.is_empty() { word } else { meaning })
            };
            choices.iter().map(meant).collect()
        }
        SettingKind::Flag => vec![pair("true", "có"), pair("false", "không")],
        SettingKind::Text | SettingKind::Words | SettingKind::Count => Vec::new(),
    }
}

fn says_something(default: &SettingValue) -> bool {
    !as_text(default).is_empty()
}

fn as_text(value: &SettingValue) -> String {
    match value {
        SettingValue::Text(text) => text.clone(),
        SettingValue::Words(words) => words.join("\n"),
        SettingValue::Flag(flag) => flag.to_string(),
        SettingValue::Count(count) => count.to_string(),
    }
}

/// What a field holds, if that is not what it held when the page was made. Browsers end lines as Windows does.
fn changed<'a>(visit: &'a Visit, ma: &str) -> Option<&'a str> {
    let held = |name: String| visit.all(&name).next();
    let (now, was) = (held(format!("v.{ma}"))?, held(format!("c.{ma}"))?);
    let lines = |text: &str| text.lines().map(|line| line.trim().to_owned()).collect::<Vec<_>>();
    (lines(now) != lines(was)).then_some(now)
}

/// The changes of a form, or the fields that hold what cannot be meant.
pub(crate) fn edits(
    part: &SettingPart,
    in_force: &[InForce],
    visit: &Visit,
) -> Result<Vec<SettingEdit>, Vec<SettingFault>> {
    let (mut edits, mut faults) = (Vec::new(), Vec::new());
    for one in in_force.iter().filter(|one| one.place.part == part.name) {
        let Some(text) = changed(visit, &id(&one.place)) else { continue };
        let key = part.keys.iter().find(|key| key.name == one.place.key);
        let Some(kind) = key.map(|key| &key.kind).or(part.own.as_ref()) else { continue };
        let place = one.place.clone();
        match read(kind, text) {
            Ok(Some(value)) => edits.push(SettingEdit::Set(place, value)),
            Ok(None) => edits.push(SettingEdit::Remove(place)),
            Err(message) => faults.push(SettingFault::of_edit(place, message)),
        }
    }
    if faults.is_empty() { Ok(edits) } else { Err(faults) }
}

/// An entry that is to be added, with what is filled in of it.
pub(crate) fn added(
    part: &SettingPart,
    visit: &Visit,
) -> Result<Option<SettingEdit>, Vec<SettingFault>> {
    let mut keys = Vec::new();
    for key in &part.keys {
        let Some(text) = visit.field(&format!("v.{ADDED}.{}", key.name)) else { continue };
        let (name, place) = (part.name.clone(), key.name.clone());
        let place = KeyPlace { part: name, entry: None, key: place };
        match read(&key.kind, text) {
            Ok(Some(value)) => keys.push((key.name.clone(), value)),
            Ok(None) => {}
            Err(message) => return Err(vec![SettingFault::of_edit(place, message)]),
        }
    }
    let part = part.name.clone();
    Ok((!keys.is_empty()).then_some(SettingEdit::Add { part, keys }))
}

/// A key of the office's own.
pub(crate) fn named(part: &SettingPart, visit: &Visit) -> Option<SettingEdit> {
    let (key, value) = (visit.field("moi_khoa")?, visit.field("moi_gia_tri")?);
    let place = KeyPlace { part: part.name.clone(), entry: None, key: key.to_owned() };
    Some(SettingEdit::Set(place, SettingValue::Text(value.to_owned())))
}

/// Nothing for what holds without being set.
fn read(kind: &SettingKind, text: &str) -> Result<Option<SettingValue>, String> {
    Ok(match kind {
        SettingKind::Text => Some(SettingValue::Text(text.to_owned())),
        SettingKind::Words => {
            let words = text.lines().map(str::trim).filter(|line| !line.is_empty());
            Some(SettingValue::Words(words.map(str::to_owned).collect()))
        }
        _ if text.is_empty() => None,
        SettingKind::Choice(_) => Some(SettingValue::Text(text.to_owned())),
        SettingKind::Flag => Some(SettingValue::Flag(text == "true")),
        SettingKind::Count => match text.parse() {
            Ok(count) => Some(SettingValue::Count(count)),
            Err(_) => {
                return Err(format!(
                    "“{text}” không phải là số\n   = gợi ý: ghi một số nguyên, ví dụ 2"
                ));
            }
        },
    })
}
