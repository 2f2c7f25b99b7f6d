//! What was found, each with its row below the headers, and with a field for what should stand there.

use serde::Serialize;

use crate::desk::exchange::{DeskAnswer, Visit, encoded};
use crate::desk::pages::{SaidView, filled, just_said};
use crate::desk::shop::Shop;
use crate::ledger::{Finding, MendScope, Place};
use crate::office::{CellAround, LookedOver, MOST_ROWS, RowAround};
use crate::telling::{findings, on_page};

/// Findings of one kind that stand on the page of all kinds.
const FIRST: usize = 3;
/// On a page of its own.
const ON_A_PAGE: usize = 20;
/// Columns on either side of a bad cell in a row that has many.
const BESIDE: usize = 3;

#[derive(Debug, Serialize)]
pub(crate) struct PartView {
    ten: &'static str,
    so: usize,
    loai: Vec<KindView>,
}

#[derive(Debug, Serialize)]
struct KindView {
    ten: &'static str,
    ma: String,
    so: usize,
    /// Of the page with all of them; empty where all of them stand here.
    dia_chi: String,
    cho: Vec<PlaceView>,
}

#[derive(Debug, Serialize)]
struct PlaceView {
    /// Tells it from others of the page.
    ma: String,
    /// The one behind it, or what stands above it: where to go on once it is mended.
    tiep: String,
    dieu: String,
    noi: String,
    he_qua: String,
    goi_y: String,
    dong: Option<RowView>,
    sua: Option<MendView>,
}

#[derive(Debug, Serialize)]
struct RowView {
    so: u32,
    o: Vec<CellView>,
}

#[derive(Debug, Serialize)]
struct CellView {
    cot: String,
    tieu_de: String,
    chu: String,
    sai: bool,
}

/// The cell that can be mended here.
#[derive(Debug, Serialize)]
struct MendView {
    tep: String,
    trang_tinh: String,
    hang: u32,
    cot: u32,
    o: String,
    gia_tri: String,
}

pub(super) fn parts(looked: &LookedOver) -> Vec<PartView> {
    let checked = &looked.done.checked;
    let mut parts = Vec::new();
    for (part, kinds) in findings::parts(checked.findings(), &checked.stopped) {
        let kind = |found: Vec<&Finding>| {
            let (ten, code) =
                found.first().map_or(("", ""), |one| (one.code.message(), one.code.name()));
            let address = format!("/du-lieu/phat-hien/{}/{code}", part.name());
            let above = format!("loai-{}-{code}", part.name());
            KindView {
                ten,
                ma: above.clone(),
                so: found.len(),
                dia_chi: if found.len() > FIRST { address } else { String::new() },
                cho: places(looked, found.iter().take(FIRST).copied(), &above),
            }
        };
        parts.push(PartView {
            ten: findings::title(part),
            so: kinds.iter().map(Vec::len).sum(),
            loai: kinds.into_iter().map(kind).collect(),
        });
    }
    parts
}

/// Findings of one kind; each leads on to the next.
fn places<'a>(
    looked: &LookedOver,
    found: impl Iterator<Item = &'a Finding>,
    above: &str,
) -> Vec<PlaceView> {
    let mut places: Vec<PlaceView> = found.map(|one| place(looked, one)).collect();
    let mut next = above.to_owned();
    for place in places.iter_mut().rev() {
        place.tiep = std::mem::replace(&mut next, place.ma.clone());
    }
    places
}

fn place(looked: &LookedOver, finding: &Finding) -> PlaceView {
    let row =
        finding.place.row.and_then(|row| looked.rows.get(&Place::row(&finding.place.source, row)));
    let files = &looked.done.checked.ledger.files;
    let account = files.iter().find(|file| file.path == finding.place.source.file);
    let column = account.and_then(|account| account.column_of(finding));
    let is_whole = account.is_some_and(|account| {
        account.mends.as_ref().is_none_or(|mark| mark.scope == MendScope::Whole)
    });
    let field = row.zip(column).filter(|_| is_whole).map(|(row, column)| MendView {
        tep: finding.place.source.file.clone(),
        trang_tinh: finding.place.source.sheet.clone().unwrap_or_default(),
        hang: row.row,
        cot: column,
        o: Place::cell(&finding.place.source, row.row, column).a1().unwrap_or_default(),
        gia_tri: row.text(column).to_owned(),
    });
    PlaceView {
        ma: anchor(finding),
        tiep: String::new(),
        dieu: on_page::message(finding),
        noi: finding.place.to_string(),
        he_qua: finding.effect().to_owned(),
        goi_y: on_page::advice(finding),
        dong: row.map(|row| row_view(row, column)),
        sua: field,
    }
}

/// As an address may hold it: a place and a kind have one finding.
fn anchor(finding: &Finding) -> String {
    let plain = |c: char| if c.is_alphanumeric() { c } else { '-' };
    let text = format!("{}-{}", finding.code.name(), finding.place);
    text.chars().map(plain).collect()
}

/// Of a row with many columns: the first, which mostly says whose it is, and those beside the bad cell.
fn row_view(row: &RowAround, bad: Option<u32>) -> RowView {
    let at = row.cells.iter().position(|cell| Some(cell.column) == bad).unwrap_or_default();
    let is_near = |index: usize| index == 0 || index.abs_diff(at) <= BESIDE;
    let near = row.cells.iter().enumerate().filter(|(index, _)| is_near(*index));
    let cell = |(_, cell): (usize, &CellAround)| CellView {
        cot: cell.letters.clone(),
        tieu_de: cell.header.clone(),
        chu: cell.text.clone(),
        sai: Some(cell.column) == bad,
    };
    RowView { so: row.row, o: near.map(cell).collect() }
}

#[derive(Debug, Serialize)]
struct KindPageView {
    trang: &'static str,
    vua_xong: Vec<SaidView>,
    phan: &'static str,
    ten: &'static str,
    so: usize,
    tu: usize,
    den: usize,
    /// Rows of the others are not kept: they come up once these are mended.
    con_lai: usize,
    dia_chi: String,
    so_trang: usize,
    truoc: Option<usize>,
    sau: Option<usize>,
    cu: bool,
    cho: Vec<PlaceView>,
}

/// All findings of one kind, some on each page.
pub(crate) fn kind_page(shop: &Shop, visit: &Visit, part: &str, code: &str) -> DeskAnswer {
    let known = shop.known();
    let looked = known.as_deref().and_then(|known| known.answer.as_ref().ok());
    let found = looked.and_then(|looked| {
        let checked = &looked.done.checked;
        let mut parts = findings::parts(checked.findings(), &checked.stopped).into_iter();
        let (part, kinds) = parts.find(|(own, _)| own.name() == part)?;
        let is_it = |kind: &Vec<&Finding>| kind.first().is_some_and(|one| one.code.name() == code);
        Some((looked, findings::title(part), kinds.into_iter().find(is_it)?))
    });
    let Some((looked, title, all)) = found else {
        // Mended meanwhile.
        return DeskAnswer::See("/du-lieu".to_owned());
    };
    let shown = all.len().min(MOST_ROWS);
    let pages = shown.div_ceil(ON_A_PAGE).max(1);
    let asked = visit.field("trang").and_then(|number| number.parse().ok()).unwrap_or(1);
    let number: usize = usize::clamp(asked, 1, pages);
    let from = (number - 1) * ON_A_PAGE;
    let here: Vec<&&Finding> = all.iter().take(shown).skip(from).take(ON_A_PAGE).collect();
    let view = KindPageView {
        trang: "du-lieu",
        vua_xong: just_said(shop),
        phan: title,
        ten: all.first().map_or("", |one| one.code.message()),
        so: all.len(),
        tu: from + 1,
        den: from + here.len(),
        con_lai: all.len() - shown,
        dia_chi: format!("/du-lieu/phat-hien/{part}/{code}"),
        so_trang: number,
        truoc: (number > 1).then(|| number - 1),
        sau: (number < pages).then(|| number + 1),
        cu: known.as_deref().is_some_and(|known| shop.is_stale(known)),
        cho: places(looked, here.into_iter().copied(), "noi-dung"),
    };
    filled(shop, "phat-hien.html", &view)
}

/// The page from which a form was sent, where it is one of these, and the place on it.
pub(super) fn back(visit: &Visit) -> String {
    let is_kind = |place: &str| {
        place.strip_prefix("/du-lieu/phat-hien/").is_some_and(|rest| {
            rest.bytes().all(|byte| byte.is_ascii_lowercase() || matches!(byte, b'_' | b'/'))
        })
    };
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_ours = |place: &&str| match place.split_once("?trang=") {
        Some((place, number)) => is_kind(place) && is_number(number),
        None => is_kind(place),
    };
    let page = visit.field("ve").filter(is_ours).unwrap_or("/du-lieu");
    let place = visit.field("tiep").map(|next| format!("#{}", encoded(next)));
    format!("{page}{}", place.unwrap_or_default())
}
