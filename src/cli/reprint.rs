//! `thu-xin-loi --chi`: letters again by their places in the register, with what they were written with.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::cli::Outcome;
use crate::cli::letters::kept_settings;
use crate::cli::office::Office;
use crate::config::{DocumentExtras, Settings};
use crate::console;
use crate::document::Templates;
use crate::error::{Error, Result};
use crate::files;
use crate::model::{Period, Unit};
use crate::pipeline::{self, Reprint};
use crate::report::{Bag, Book, LetterOrders};

const FILE: &str = "thu-in-lai.pdf";

pub(crate) fn run(
    office: &Office,
    book: &Book,
    orders: &LetterOrders,
    year: i16,
) -> Result<Outcome> {
    let wanted = orders.all();
    let mut chosen = Vec::new();
    let mut kept: BTreeMap<&str, Reprint> = BTreeMap::new();
    for (bag, letter) in book.standing("") {
        if letter.year != year || !wanted.contains(&letter.order) {
            continue;
        }
        if !kept.contains_key(bag.folder.as_str()) {
            kept.insert(&bag.folder, written_with(office, bag)?);
        }
        if let Some(reprint) = kept.get(bag.folder.as_str()) {
            chosen.push((letter.clone(), reprint.clone()));
        }
    }
    chosen.sort_by_key(|(letter, _)| letter.order);
    let missing = wanted.iter().filter(|order| !chosen.iter().any(|(one, _)| one.order == **order));
    let missing: Vec<String> = missing.map(u32::to_string).collect();
    if !missing.is_empty() {
        return Err(Error::Usage {
            message: format!(
                "Sổ theo dõi năm {year} không có thư còn hiệu lực ở thứ tự {}\n   = gợi ý: xem cột Thứ tự của so-theo-doi-{year}.xlsx trong luu-tru",
                missing.join(", ")
            ),
        });
    }
    let bytes = pipeline::reprint(&chosen)?;
    let path = office.path(FILE);
    files::write(&path, &bytes)?;
    console::say(&format!("Đã ghi {} thư để in lại\n  --> {}", chosen.len(), path.display()));
    Ok(Outcome::Done)
}

/// Settings and templates as the bag keeps them; its letters come out as they were.
fn written_with(office: &Office, bag: &Bag) -> Result<Reprint> {
    let (settings, templates) = kept_settings(office, &bag.folder)?;
    let own = settings.as_deref().map(Settings::parse).transpose()?;
    let settings = own.as_ref().unwrap_or(&office.settings);
    let period = Period { unit: Unit::Days, span: bag.span };
    Ok(Reprint {
        options: Arc::new(settings.document(period, DocumentExtras::default())),
        templates: Arc::new(Templates::new(&templates)?),
        day: bag.span.to,
    })
}
