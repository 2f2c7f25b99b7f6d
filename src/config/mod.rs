//! Settings → each stage's own options. Strict: what is not known is an error with its line.

mod change;
mod commented;
mod de;
mod duplicates;
mod edit;
mod faults;
mod listing;
mod period;
mod printed;
mod prose;
mod questionnaire;
mod schema;
mod stages;
mod syntax;
mod words;

use std::collections::BTreeSet;

use serde::Deserialize as _;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::config::de::{Fault, FaultKind, TomlNode};
use crate::config::faults::{all, explain, in_order, said_slip, said_twice, wrong};
use crate::config::schema::Schema;
use crate::error::Result;

pub(crate) use crate::config::change::{KeyPlace, SettingEdit, SettingValue};
pub(crate) use crate::config::edit::edited;
pub(crate) use crate::config::faults::{FILE, SettingFault, all as settings_error};
pub(crate) use crate::config::listing::{
    InForce, SettingKey, SettingKind, SettingPart, in_force, line_of, listing,
};
pub(crate) use crate::config::printed::{Prints, printed};
pub(crate) use crate::config::prose::{PROSE_SECTIONS, parse_prose, written_prose};
pub(crate) use crate::config::questionnaire::{SetNote, set_choice};
pub(crate) use crate::config::schema::SetChoice;
pub(crate) use crate::config::stages::{DocumentExtras, LetterBook, UnitsAsked};
pub(crate) use crate::config::words::nearest_field;

/// What `khoi-tao` writes: every key with its meaning.
pub(crate) const TEMPLATE: &str = include_str!("../../templates/congso.toml");

/// Stands in `TEMPLATE` where the office fills in its own words.
const UNFILLED: &str = "……";

/// The settings of an office.
#[derive(Debug, Default)]
pub(crate) struct Settings {
    schema: Schema,
}

impl Settings {
    /// Reads `congso.toml`; says all that is wrong in it.
    pub(crate) fn parse(text: &str) -> Result<Self> {
        Self::read(text).map_err(|faults| all(&faults))
    }

    /// The same, each fault with its line and key.
    pub(crate) fn read(text: &str) -> std::result::Result<Self, Vec<SettingFault>> {
        let (table, slips) = DeTable::parse_recoverable(text);
        let tree = Spanned::new(table.span(), DeValue::Table(table.into_inner()));
        let mut wrong: Vec<SettingFault> = Vec::new();
        // A list that is not closed takes the lines below it for its own, each of them a slip.
        let own =
            |(at, slip): &(usize, &toml::de::Error)| *at == 0 || !slip.message().contains("array");
        wrong.extend(slips.iter().enumerate().filter(own).map(|(_, slip)| said_slip(text, slip)));
        let (schema, faults) = read(text, &tree);
        // What follows a slip may be torn out of its part: only what says itself what is wrong with it is said.
        let faults = faults.iter().filter(|fault| {
            slips.is_empty()
                || !matches!(fault.kind, FaultKind::MissingKey(_) | FaultKind::WrongType { .. })
        });
        wrong.extend(faults.map(|fault| explain(text, fault)));
        wrong.extend(duplicates::find(tree.get_ref()).iter().map(|twice| said_twice(text, twice)));
        match schema.filter(|_| wrong.is_empty()) {
            Some(schema) => Ok(Self { schema }),
            None => Err(in_order(wrong, tree.get_ref())),
        }
    }

    /// Whether bags keep what was read; else its digests alone.
    pub(crate) fn keeps_inputs(&self) -> bool {
        self.schema.luu_tru.luu_nguon
    }

    /// What a document cannot do without.
    pub(crate) fn require_agency(&self) -> Result<()> {
        if !self.schema.co_quan.ten.trim().is_empty() {
            return Ok(());
        }
        let advice = "\n   = gợi ý: điền dòng ten = \"…\" trong phần [co_quan]";
        Err(all(&[wrong("Chưa khai tên cơ quan", "", &[], advice)]))
    }

    /// Keys left as `khoi-tao` wrote them, or emptied, which a printed document shows as dots; each after its part.
    pub(crate) fn gaps(&self) -> Vec<(&'static str, &'static str)> {
        let agency = &self.schema.co_quan;
        let title = self.schema.nguoi_ky.quyen_han.concat();
        let open = |value: &str| value.trim().is_empty() || value.contains(UNFILLED);
        [
            ("co_quan", "ten", &agency.ten),
            ("co_quan", "dia_danh", &agency.dia_danh),
            ("co_quan", "ky_hieu", &agency.ky_hieu),
            ("nguoi_ky", "quyen_han", &title),
        ]
        .into_iter()
        .filter(|(_, _, value)| open(value))
        .map(|(part, key, _)| (part, key))
        .collect()
    }
}

/// More faults than anybody mends at once.
const MOST: usize = 20;

/// Reads the tree again and again, passing over what was found to be at fault, until nothing more is.
fn read(text: &str, tree: &Spanned<DeValue<'_>>) -> (Option<Schema>, Vec<Fault>) {
    let mut faulty = BTreeSet::new();
    let mut faults: Vec<Fault> = Vec::new();
    loop {
        match Schema::deserialize(TomlNode(tree, &faulty)) {
            Ok(schema) => return (Some(schema), faults),
            Err(fault) => {
                let is_new = fault.at.is_some_and(|at| faulty.insert(at));
                if !follows(text, &fault, &faults) {
                    faults.push(fault);
                }
                if !is_new || faults.len() >= MOST {
                    return (None, faults);
                }
            }
        }
    }
}

/// A key that is only missing since its line is at fault.
fn follows(text: &str, fault: &Fault, earlier: &[Fault]) -> bool {
    let (FaultKind::MissingKey(_), Some(from)) = (&fault.kind, fault.at) else { return false };
    let mut places = earlier.iter().filter_map(|fault| fault.at);
    places.any(|at| text.get(from..at).is_some_and(|between| !between.contains("\n[")))
}

#[cfg(test)]
mod tests;
