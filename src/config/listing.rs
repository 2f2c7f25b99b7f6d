//! Every key of the settings with its meaning, as a form or a person asks for it, and what holds now. The published
//! schema is the one list; a test holds it against what the reader accepts.

use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;
use serde::de::{MapAccess, Visitor};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::config::change::{KeyPlace, SettingValue};
use crate::ledger::Field;

const SCHEMA: &str = include_str!("../../docs/congso.schema.json");

/// `[co_quan]`, `[cot]`, `[[don_vi]]`.
#[derive(Clone, Debug)]
pub(crate) struct SettingPart {
    pub(crate) name: String,
    pub(crate) description: String,
    /// Whether there may be several, each with the keys.
    pub(crate) is_list: bool,
    /// In the order in which they are explained; none where the office names them itself.
    pub(crate) keys: Vec<SettingKey>,
    /// What such a key of the office's own may say.
    pub(crate) own: Option<SettingKind>,
    /// Where it shows.
    pub(crate) used: String,
}

#[derive(Clone, Debug)]
pub(crate) struct SettingKey {
    pub(crate) name: String,
    pub(crate) description: String,
    pub(crate) kind: SettingKind,
    /// What holds where the key is not set; `None` where nothing does.
    pub(crate) default: Option<SettingValue>,
    /// Whether each `[[part]]` must have it.
    pub(crate) is_required: bool,
    pub(crate) used: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum SettingKind {
    Text,
    Words,
    Flag,
    Count,
    /// One of these: the word of the settings, and what it means.
    Choice(Vec<(String, String)>),
}

/// A key as it holds now.
#[derive(Clone, Debug)]
pub(crate) struct InForce {
    pub(crate) place: KeyPlace,
    pub(crate) value: Option<SettingValue>,
    /// Line of `congso.toml` that says so, from 1; `None` where it is the program's own.
    pub(crate) line: Option<usize>,
}

/// What the schema says of a value.
#[derive(Deserialize)]
struct SchemaNode {
    #[serde(default)]
    description: String,
    #[serde(rename = "type")]
    kind: Option<String>,
    #[serde(default)]
    properties: InOrder,
    items: Option<Box<SchemaNode>>,
    #[serde(rename = "additionalProperties")]
    others: Option<Others>,
    #[serde(default)]
    required: Vec<String>,
    #[serde(rename = "enum")]
    choices: Option<Vec<String>>,
    default: Option<serde_json::Value>,
    pattern: Option<String>,
    #[serde(rename = "x-dung-o")]
    used: Option<String>,
    #[serde(rename = "x-nghia", default)]
    meanings: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Others {
    None(#[expect(dead_code, reason = "always false")] bool),
    Of(Box<SchemaNode>),
}

/// The entries of an object as they are written, which maps of JSON forget.
#[derive(Default)]
struct InOrder(Vec<(String, SchemaNode)>);

impl<'de> Deserialize<'de> for InOrder {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Entries;
        impl<'de> Visitor<'de> for Entries {
            type Value = InOrder;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<InOrder, A::Error> {
                let mut all = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    all.push(entry);
                }
                Ok(InOrder(all))
            }
        }
        from.deserialize_map(Entries)
    }
}

/// Every part of the settings, in the order of the schema.
pub(crate) fn listing() -> Vec<SettingPart> {
    // It is part of the program, and a test reads it.
    let schema: SchemaNode =
        serde_json::from_str(SCHEMA).unwrap_or_else(|error| unreachable!("{error}"));
    schema.properties.0.into_iter().map(|(name, node)| part(name, node)).collect()
}

fn part(name: String, node: SchemaNode) -> SettingPart {
    let used = node.used.unwrap_or_default();
    let own = match node.others {
        Some(Others::Of(own)) => Some(kind(&name, &own)),
        _ => None,
    };
    let is_list = node.items.is_some();
    let (properties, required) = match node.items {
        Some(items) => (items.properties, items.required),
        None => (node.properties, node.required),
    };
    let key = |(name, node): (String, SchemaNode)| SettingKey {
        is_required: required.contains(&name),
        description: node.description.clone(),
        kind: kind(&name, &node),
        default: default(&node),
        used: node.used.clone().unwrap_or_else(|| used.clone()),
        name,
    };
    let keys = properties.0.into_iter().map(key).collect();
    SettingPart { name, description: node.description, is_list, keys, own, used }
}

fn kind(name: &str, node: &SchemaNode) -> SettingKind {
    if let Some(choices) = &node.choices {
        let field = |word: &str| {
            let mut all = Field::settings().filter(|_| name == "cot");
            all.find(|(key, ..)| *key == word).map(|(_, words, _)| words.to_owned())
        };
        let meaning = |word: &String| {
            node.meanings.get(word).cloned().or_else(|| field(word)).unwrap_or_default()
        };
        return SettingKind::Choice(
            choices.iter().map(|word| (word.clone(), meaning(word))).collect(),
        );
    }
    match node.kind.as_deref() {
        Some("array") => SettingKind::Words,
        Some("boolean") => SettingKind::Flag,
        Some("integer") => SettingKind::Count,
        _ => SettingKind::Text,
    }
}

/// Of a text and a list the empty one, unless it has to mean something.
fn default(node: &SchemaNode) -> Option<SettingValue> {
    use serde_json::Value;
    match (&node.default, node.kind.as_deref()) {
        (Some(Value::String(text)), _) => Some(SettingValue::Text(text.clone())),
        (Some(Value::Bool(flag)), _) => Some(SettingValue::Flag(*flag)),
        (Some(Value::Number(number)), _) => {
            Some(SettingValue::Count(u32::try_from(number.as_u64()?).ok()?))
        }
        (Some(Value::Array(words)), _) => {
            let words = words.iter().filter_map(Value::as_str).map(str::to_owned);
            Some(SettingValue::Words(words.collect()))
        }
        (None, Some("string")) if node.pattern.is_none() && node.choices.is_none() => {
            Some(SettingValue::Text(String::new()))
        }
        (None, Some("array")) => Some(SettingValue::Words(Vec::new())),
        _ => None,
    }
}

/// What holds of each key, in the order of the listing; of `text` that is TOML, whether or not the reader takes it.
pub(crate) fn in_force(text: &str) -> Vec<InForce> {
    let (table, _) = DeTable::parse_recoverable(text);
    let root = table.get_ref();
    let mut all = Vec::new();
    for part in listing() {
        let said = root.get(part.name.as_str()).map(Spanned::get_ref);
        let mut tell = |entry: Option<usize>, table: Option<&DeTable<'_>>| {
            let place =
                |key: &str| KeyPlace { part: part.name.clone(), entry, key: key.to_owned() };
            for key in &part.keys {
                let said = table.and_then(|table| table.get_key_value(key.name.as_str()));
                all.push(match said {
                    Some((name, value)) => InForce {
                        place: place(&key.name),
                        value: value_of(value.get_ref()),
                        line: Some(line_of(text, name.span().start)),
                    },
                    None => {
                        InForce { place: place(&key.name), value: key.default.clone(), line: None }
                    }
                });
            }
            let mut own: Vec<_> =
                table.into_iter().filter(|_| part.own.is_some()).flatten().collect();
            own.sort_by_key(|(name, _)| name.span().start);
            all.extend(own.into_iter().map(|(name, value)| InForce {
                place: place(name.get_ref()),
                value: value_of(value.get_ref()),
                line: Some(line_of(text, name.span().start)),
            }));
        };
        match said {
            Some(DeValue::Array(items)) if part.is_list => {
                for (entry, item) in items.iter().enumerate() {
                    if let DeValue::Table(table) = item.get_ref() {
                        tell(Some(entry), Some(table));
                    }
                }
            }
            Some(DeValue::Table(table)) if !part.is_list => tell(None, Some(table)),
            _ if !part.is_list => tell(None, None),
            _ => {}
        }
    }
    all
}

/// The line, from 1, on which a byte of a text stands.
pub(crate) fn line_of(text: &str, at: usize) -> usize {
    text.get(..at).unwrap_or(text).matches('\n').count() + 1
}

fn value_of(value: &DeValue<'_>) -> Option<SettingValue> {
    Some(match value {
        DeValue::String(text) => SettingValue::Text(text.to_string()),
        DeValue::Datetime(day) => SettingValue::Text(day.to_string()),
        DeValue::Boolean(flag) => SettingValue::Flag(*flag),
        DeValue::Integer(number) => {
            SettingValue::Count(u32::from_str_radix(number.as_str(), number.radix()).ok()?)
        }
        DeValue::Array(items) => {
            let text = |item: &Spanned<DeValue<'_>>| match item.get_ref() {
                DeValue::String(text) => Some(text.to_string()),
                _ => None,
            };
            SettingValue::Words(items.iter().filter_map(text).collect())
        }
        DeValue::Float(_) | DeValue::Table(_) => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::change::SettingEdit;
    use crate::config::edit::edited;
    use crate::config::{Settings, TEMPLATE};

    #[test]
    fn every_key_and_every_choice_is_explained() {
        for part in listing() {
            assert!(!part.description.is_empty() && !part.used.is_empty(), "{}", part.name);
            assert_eq!(part.keys.is_empty(), part.own.is_some(), "{}", part.name);
            let kinds = part.keys.iter().map(|key| &key.kind).chain(&part.own);
            for kind in kinds {
                if let SettingKind::Choice(choices) = kind {
                    assert!(choices.len() > 1, "{}", part.name);
                    for (word, meaning) in choices {
                        assert!(!meaning.is_empty(), "{} {word}", part.name);
                    }
                }
            }
            for key in &part.keys {
                assert!(!key.description.is_empty(), "{} {}", part.name, key.name);
                assert!(!key.used.is_empty(), "{} {}", part.name, key.name);
            }
        }
    }

    /// Every value of a key, as an edit sets it.
    fn values(kind: &SettingKind) -> Vec<SettingValue> {
        match kind {
            SettingKind::Text => vec![],
            SettingKind::Words => vec![SettingValue::Words(vec!["A".into(), "B".into()])],
            SettingKind::Flag => vec![SettingValue::Flag(true), SettingValue::Flag(false)],
            SettingKind::Count => vec![SettingValue::Count(0), SettingValue::Count(7)],
            SettingKind::Choice(choices) => {
                choices.iter().map(|(word, _)| SettingValue::Text(word.clone())).collect()
            }
        }
    }

    fn read(text: &str) -> String {
        format!("{:?}", Settings::read(text).expect("valid settings"))
    }

    /// The default is the reader's own; each other value that is allowed changes what is read.
    #[test]
    fn the_reader_takes_what_is_listed_and_holds_to_the_defaults() {
        for part in listing().iter().filter(|part| !part.is_list) {
            for key in &part.keys {
                let place =
                    KeyPlace { part: part.name.clone(), entry: None, key: key.name.clone() };
                let set = |value: SettingValue| {
                    let edit = SettingEdit::Set(place.clone(), value);
                    read(&edited("", &[edit]).expect("a value that is allowed"))
                };
                if let Some(default) = &key.default {
                    assert_eq!(set(default.clone()), read(""), "{place:?}");
                }
                for value in values(&key.kind) {
                    let is_default = key.default.as_ref() == Some(&value);
                    assert_eq!(set(value.clone()) == read(""), is_default, "{place:?} {value:?}");
                }
            }
        }
    }

    #[test]
    fn what_holds_is_told_with_its_line() {
        let all = in_force(TEMPLATE);
        let of = |part: &str, key: &str| {
            let found = all.iter().find(|one| one.place.part == part && one.place.key == key);
            found.map(|one| (one.value.clone(), one.line))
        };
        let line = TEMPLATE.lines().position(|line| line == "bao_truoc = 2").expect("the key") + 1;
        assert_eq!(of("thu", "bao_truoc"), Some((Some(SettingValue::Count(2)), Some(line))));
        assert_eq!(of("tong_hop", "han_gui"), Some((None, None)));
        assert!(of("noi_dung", "1.1").is_some_and(|(_, line)| line.is_some()));
        let parts = listing();
        let keys = parts.iter().filter(|part| !part.is_list).map(|part| part.keys.len());
        let own = all.iter().filter(|one| one.place.part == "noi_dung").count();
        assert_eq!(all.len(), keys.sum::<usize>() + own);
        let departments = in_force("[[don_vi]]\nten = \"A\"\n[[don_vi]]\nten = \"B\"\n");
        let second = departments.iter().find(|one| one.place.entry == Some(1)).expect("B");
        assert_eq!(
            (second.value.clone(), second.line),
            (Some(SettingValue::Text("B".into())), Some(4))
        );
    }
}
