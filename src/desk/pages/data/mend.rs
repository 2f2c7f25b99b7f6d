//! A cell mended where it stands, and taken back; what was changed so far.

use std::sync::Arc;

use serde::Serialize;

use crate::desk::exchange::{DeskAnswer, Visit};
use crate::desk::pages::data::findings::back;
use crate::desk::pages::{progress, words};
use crate::desk::shop::Shop;
use crate::ledger::column_letters;
use crate::office::{
    CellPlace, ChangedCells, LookedOver, MendReach, MendRequest, NewValue, Office, OfficeAnswer,
};
use crate::telling::{mended, refusals};

/// Cells that are named.
const NAMED: usize = 8;

/// Cells of a copy that were changed alike.
#[derive(Debug, Serialize)]
pub(crate) struct ChangedView {
    tep: String,
    trang_tinh: String,
    o: String,
    truoc: String,
    nay: String,
    hang: u32,
    cot: u32,
    cach: &'static str,
}

pub(super) fn changed(looked: &LookedOver) -> Vec<ChangedView> {
    let of_file = |(file, all): &(String, Vec<ChangedCells>)| {
        let view = |cells: &ChangedCells| {
            let first = cells.first()?;
            Some(ChangedView {
                tep: file.clone(),
                trang_tinh: cells.sheet.clone(),
                o: named(cells),
                truoc: quoted(&cells.before),
                nay: quoted(std::slice::from_ref(&cells.now)),
                hang: first.row,
                cot: first.column,
                cach: if cells.rows.len() > 1 { "tra_giong" } else { "tra" },
            })
        };
        all.iter().filter_map(view).collect::<Vec<_>>()
    };
    looked.changed.iter().flat_map(of_file).collect()
}

/// `E3, E7 và 5 ô khác`.
fn named(cells: &ChangedCells) -> String {
    let column = column_letters(cells.column);
    let names: Vec<String> =
        cells.rows.iter().take(NAMED).map(|row| format!("{column}{row}")).collect();
    match cells.rows.len().saturating_sub(NAMED) {
        0 => names.join(", "),
        more => format!("{} và {more} ô khác", names.join(", ")),
    }
}

fn quoted(texts: &[String]) -> String {
    let one = |text: &String| {
        if text.is_empty() { "(trống)".to_owned() } else { format!("“{text}”") }
    };
    let shown: Vec<String> = texts.iter().take(NAMED).map(one).collect();
    let more = if texts.len() > NAMED { ", …" } else { "" };
    format!("{}{more}", shown.join(", "))
}

/// Writes the value beside the requests, and reads all again.
pub(crate) fn mend(shop: &Arc<Shop>, visit: &Visit) -> DeskAnswer {
    let number = |name| visit.field(name).and_then(|text| text.parse::<u32>().ok());
    let (value, reach) = match visit.field("cach") {
        Some("mot") => (Some(typed(visit)), MendReach::One),
        Some("giong") => (Some(typed(visit)), MendReach::Alike),
        Some("tra") => (Some(NewValue::AsBefore), MendReach::One),
        Some("tra_giong") => (Some(NewValue::AsBefore), MendReach::Alike),
        _ => (None, MendReach::One),
    };
    let (Some(value), Some(file), Some(row), Some(column)) =
        (value, visit.field("tep"), number("hang"), number("cot"))
    else {
        return words(shop, 400, "Chưa rõ ô cần sửa\n   = gợi ý: mở lại trang Dữ liệu rồi sửa lại");
    };
    // A sheet may be called by blanks alone.
    let sheet = visit.fields.iter().find(|(name, _)| name == "trang_tinh");
    let sheet = sheet.map_or_else(String::new, |(_, sheet)| sheet.clone());
    let place = CellPlace { sheet, row, column };
    let request = MendRequest { file: file.to_owned(), place, value, reach, today: shop.today() };
    let own = Arc::clone(shop);
    shop.start(shop.errand("Sửa ô", back(visit), visit), move |progress| {
        let edges = (own.options.edges)(progress);
        let done: OfficeAnswer<_> =
            Office::open(&own.folder()).and_then(|office| office.mend(&request, edges));
        match done {
            Ok(done) => own.say(mended::on_page(&done)),
            Err(failure) => own.say(refusals::on_page(failure)),
        }
        own.look_over(progress);
    });
    progress::begun(shop)
}

fn typed(visit: &Visit) -> NewValue {
    NewValue::Typed(visit.field("gia_tri").unwrap_or_default().to_owned())
}
