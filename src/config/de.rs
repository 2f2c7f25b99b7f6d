//! TOML values → serde, strictly: every fault knows its place and speaks Vietnamese.

use std::collections::BTreeSet;
use std::fmt;
use std::ops::Range;

use serde::de::value::StrDeserializer;
use serde::de::{
    DeserializeSeed, Deserializer, Error as _, Expected, IntoDeserializer, MapAccess, SeqAccess,
    Unexpected, Visitor,
};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::model::without_kept;

/// What is wrong with the settings, and where in the text.
#[derive(Debug)]
pub(crate) struct Fault {
    /// Byte of the text.
    pub(crate) at: Option<usize>,
    pub(crate) kind: FaultKind,
}

#[derive(Debug)]
pub(crate) enum FaultKind {
    UnknownKey {
        found: String,
        known: &'static [&'static str],
    },
    UnknownChoice {
        found: String,
        known: &'static [&'static str],
    },
    WrongType {
        wanted: &'static str,
        found: &'static str,
    },
    MissingKey(&'static str),
    /// No value that the key can have, of which the crate says nothing that a clerk could use.
    Unfit,
    /// Said by the type itself.
    Said(String),
}

impl Fault {
    fn at(mut self, span: &Range<usize>) -> Self {
        self.at.get_or_insert(span.start);
        self
    }

    fn wrong_type(wanted: &'static str, value: &DeValue<'_>) -> Self {
        Self { at: None, kind: FaultKind::WrongType { wanted, found: type_name(value) } }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.kind)
    }
}

impl std::error::Error for Fault {}

impl serde::de::Error for Fault {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self { at: None, kind: FaultKind::Said(message.to_string()) }
    }

    fn invalid_type(_: Unexpected<'_>, _: &dyn Expected) -> Self {
        Self { at: None, kind: FaultKind::Unfit }
    }

    fn invalid_value(_: Unexpected<'_>, _: &dyn Expected) -> Self {
        Self { at: None, kind: FaultKind::Unfit }
    }

    fn invalid_length(_: usize, _: &dyn Expected) -> Self {
        Self { at: None, kind: FaultKind::Unfit }
    }

    fn unknown_field(field: &str, expected: &'static [&'static str]) -> Self {
        let kind = FaultKind::UnknownKey { found: field.to_owned(), known: expected };
        Self { at: None, kind }
    }

    fn unknown_variant(variant: &str, expected: &'static [&'static str]) -> Self {
        let kind = FaultKind::UnknownChoice { found: variant.to_owned(), known: expected };
        Self { at: None, kind }
    }

    fn missing_field(field: &'static str) -> Self {
        Self { at: None, kind: FaultKind::MissingKey(field) }
    }
}

/// One value of the settings. What begins at one of the bytes was found to be at fault before: it is passed over,
/// so that what else is wrong is found as well.
#[derive(Clone, Copy)]
pub(crate) struct TomlNode<'a>(pub(crate) &'a Spanned<DeValue<'a>>, pub(crate) &'a BTreeSet<usize>);

impl TomlNode<'_> {
    fn fault(self, wanted: &'static str) -> Fault {
        Fault::wrong_type(wanted, self.0.get_ref()).at(&self.0.span())
    }

    /// Text, or a date as it is written.
    fn text(self) -> Result<String, Fault> {
        match self.0.get_ref() {
            DeValue::String(text) => Ok(without_kept(text).into_owned()),
            DeValue::Datetime(day) => Ok(day.to_string()),
            _ => Err(self.fault("một đoạn chữ trong dấu ngoặc kép")),
        }
    }
}

impl<'de> Deserializer<'de> for TomlNode<'_> {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.0.get_ref() {
            DeValue::String(_) | DeValue::Datetime(_) => self.deserialize_string(visitor),
            DeValue::Boolean(_) => self.deserialize_bool(visitor),
            DeValue::Array(_) => self.deserialize_seq(visitor),
            DeValue::Table(_) => self.deserialize_map(visitor),
            DeValue::Integer(_) | DeValue::Float(_) => Err(self.fault("chữ, không phải số")),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.0.get_ref() {
            DeValue::Boolean(value) => visitor.visit_bool(*value),
            _ => Err(self.fault("true hoặc false, không có dấu ngoặc")),
        }
    }

    /// Counts only: no setting is negative or has a fraction.
    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let count = match self.0.get_ref() {
            DeValue::Integer(number) => u32::from_str_radix(number.as_str(), number.radix()).ok(),
            _ => None,
        };
        match count {
            Some(count) => visitor.visit_u32(count),
            None => Err(self.fault("một số nguyên không âm, không có dấu ngoặc")),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let span = self.0.span();
        visitor.visit_string(self.text()?).map_err(|fault: Fault| fault.at(&span))
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_string(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        let span = self.0.span();
        let text = self.text()?;
        let choice: StrDeserializer<'_, Fault> = text.as_str().into_deserializer();
        visitor.visit_enum(choice).map_err(|fault| fault.at(&span))
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.0.get_ref() {
            DeValue::Array(items) => visitor.visit_seq(Items(items.iter(), self.1)),
            _ => Err(self.fault("một danh sách trong [ ]")),
        }
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.0.get_ref() {
            DeValue::Table(table) => visitor
                .visit_map(Entries::new(table, self.1))
                .map_err(|fault| fault.at(&self.0.span())),
            _ => Err(self.fault("một phần có các khóa riêng")),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.deserialize_map(visitor)
    }

    serde::forward_to_deserialize_any! {
        i8 i16 i32 i64 i128 u8 u16 u64 u128 f32 f64 char bytes byte_buf unit unit_struct tuple
        tuple_struct identifier ignored_any
    }
}

struct Items<'a>(std::slice::Iter<'a, Spanned<DeValue<'a>>>, &'a BTreeSet<usize>);

impl<'de> SeqAccess<'de> for Items<'_> {
    type Error = Fault;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Fault> {
        let faulty = self.1;
        let item = self.0.find(|item| !faulty.contains(&item.span().start));
        let Some(item) = item else { return Ok(None) };
        seed.deserialize(TomlNode(item, faulty)).map(Some).map_err(|fault| fault.at(&item.span()))
    }
}

type TreeEntry<'a> = (&'a Spanned<std::borrow::Cow<'a, str>>, &'a Spanned<DeValue<'a>>);

/// Keys in the order of the text, so that the first fault is the uppermost.
struct Entries<'a> {
    rest: std::vec::IntoIter<TreeEntry<'a>>,
    value: Option<&'a Spanned<DeValue<'a>>>,
    faulty: &'a BTreeSet<usize>,
}

impl<'a> Entries<'a> {
    fn new(table: &'a DeTable<'a>, faulty: &'a BTreeSet<usize>) -> Self {
        let is_good = |(key, value): &TreeEntry<'a>| {
            !faulty.contains(&key.span().start) && !faulty.contains(&value.span().start)
        };
        let mut all: Vec<TreeEntry<'a>> = table.iter().filter(is_good).collect();
        all.sort_by_key(|(key, _)| key.span().start);
        Self { rest: all.into_iter(), value: None, faulty }
    }
}

impl<'de> MapAccess<'de> for Entries<'_> {
    type Error = Fault;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Fault> {
        let Some((key, value)) = self.rest.next() else { return Ok(None) };
        self.value = Some(value);
        let name: StrDeserializer<'_, Fault> = key.get_ref().as_ref().into_deserializer();
        seed.deserialize(name).map(Some).map_err(|fault| fault.at(&key.span()))
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Fault> {
        let value = self.value.take().ok_or_else(|| Fault::custom("khóa không có giá trị"))?;
        seed.deserialize(TomlNode(value, self.faulty)).map_err(|fault| fault.at(&value.span()))
    }
}

/// A number, as a message calls it.
pub(crate) const NUMBER: &str = "một con số";

fn type_name(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "một đoạn chữ",
        DeValue::Integer(_) | DeValue::Float(_) => NUMBER,
        DeValue::Boolean(_) => "true hoặc false",
        DeValue::Datetime(_) => "một ngày",
        DeValue::Array(_) => "một danh sách",
        DeValue::Table(_) => "một phần có các khóa",
    }
}
