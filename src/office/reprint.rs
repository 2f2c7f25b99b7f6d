//! Letters again by their places in the register, with what they were written with.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use crate::archive::layout;
use crate::config::{DocumentExtras, FILE, Settings};
use crate::document::Templates;
use crate::files;
use crate::model::{Period, Unit};
use crate::office::folder::Office;
use crate::office::refusal::{OfficeAnswer, Refusal};
use crate::office::shelf::Shelf;
use crate::pipeline::{self, Reprint};
use crate::report::{Bag, LetterOrders, NumbersBook};

const PRINTED: &str = "thu-in-lai.pdf";

/// The file to print.
#[derive(Debug)]
pub(crate) struct Reprinted {
    pub(crate) letters: usize,
    pub(crate) path: PathBuf,
}

impl Office {
    /// What was printed again last.
    pub(crate) fn reprinted(&self) -> OfficeAnswer<Option<Vec<u8>>> {
        let path = self.path(PRINTED);
        if files::leads_out(&self.folder, &path) {
            return Ok(None);
        }
        Ok(files::read_optional(&path)?)
    }

    pub(crate) fn reprint(
        &self,
        shelf: &Shelf,
        book: &NumbersBook,
        orders: &LetterOrders,
        year: i16,
    ) -> OfficeAnswer<Reprinted> {
        let wanted = orders.all();
        let (mut chosen, mut lost) = (Vec::new(), Vec::new());
        let mut kept: BTreeMap<&str, Reprint> = BTreeMap::new();
        for (bag, letter) in book.standing("") {
            if letter.year != year || !wanted.contains(&letter.order) {
                continue;
            }
            if shelf.bags.iter().any(|one| one.folder == bag.folder && one.loss().is_some()) {
                lost.push(letter.order);
                continue;
            }
            if !kept.contains_key(bag.folder.as_str()) {
                kept.insert(&bag.folder, written_with(self, shelf, bag)?);
            }
            if let Some(reprint) = kept.get(bag.folder.as_str()) {
                chosen.push((letter.clone(), reprint.clone()));
            }
        }
        if !lost.is_empty() {
            return Err(Refusal::LettersLost { orders: lost, year }.into());
        }
        chosen.sort_by_key(|(letter, _)| letter.order);
        let missing =
            wanted.iter().filter(|order| !chosen.iter().any(|(one, _)| one.order == **order));
        let missing: Vec<u32> = missing.copied().collect();
        if !missing.is_empty() {
            return Err(Refusal::NoLettersToPrint { orders: missing, year }.into());
        }
        let path = self.path(PRINTED);
        files::write(&path, &pipeline::reprint(&chosen)?)?;
        Ok(Reprinted { letters: chosen.len(), path })
    }
}

/// Settings and templates as the bag keeps them; its letters come out as they were.
fn written_with(office: &Office, shelf: &Shelf, bag: &Bag) -> OfficeAnswer<Reprint> {
    let text = |path: &str| -> OfficeAnswer<Option<String>> {
        let bytes = shelf.file(office, &bag.folder, path)?;
        Ok(bytes.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()))
    };
    let settings = text(&layout::setting(FILE))?;
    let mut templates = BTreeMap::new();
    let below = layout::template("");
    for path in shelf.below(&bag.folder, &below) {
        let name = path.strip_prefix(&below).unwrap_or(&path).to_owned();
        templates.extend(text(&path)?.map(|text| (name, text)));
    }
    let own = settings.as_deref().map(Settings::parse).transpose()?;
    let settings = own.as_ref().unwrap_or(&office.settings);
    let period = Period { unit: Unit::Days, span: bag.span };
    Ok(Reprint {
        options: Arc::new(settings.document(period, DocumentExtras::default())),
        templates: Arc::new(Templates::new(&templates)?),
        day: bag.span.to,
    })
}
