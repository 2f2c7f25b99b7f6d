//! Lưu trữ, looked into: whether each bag is still what was written, and a figure down to its rows.

use std::sync::Arc;

use serde::Serialize;

use crate::desk::came::ExplainedCame;
use crate::desk::exchange::{DeskAnswer, Visit, encoded};
use crate::desk::pages::{filled, progress, words};
use crate::desk::shop::Shop;
use crate::office::{BagExplained, Office, VerifyRequest};
use crate::telling::advice::Reader;
use crate::telling::explained::{self, FigureTold};
use crate::telling::{refusals, verified};

/// Rows of a figure, and of one reason among those left out, that are shown.
const ROWS: usize = 500;
const LEFT_OUT: usize = 20;

/// Every bag, or the one that a printed code is of, beside the requests.
pub(crate) fn verify(shop: &Arc<Shop>, visit: &Visit) -> DeskAnswer {
    let own = Arc::clone(shop);
    let request = match visit.field("ma") {
        Some(code) => VerifyRequest::Code(code.to_owned()),
        None => VerifyRequest::Everything,
    };
    shop.start(shop.errand("Xác minh lưu trữ", "/luu-tru", visit), move |progress| {
        let edges = (own.options.edges)(progress);
        let office = Office::open(&own.folder());
        let found = office.and_then(|office| office.verify(&request, edges));
        match found {
            Ok(found) => {
                own.say(verified::closing(&found));
                for one in verified::parts(&found, Reader::Desk) {
                    own.say(one);
                }
            }
            Err(failure) => own.say(refusals::on_page(failure)),
        }
    });
    progress::begun(shop)
}

#[derive(Debug, Serialize)]
struct ExplainView {
    trang: &'static str,
    goi: String,
    ky: String,
    hoi: String,
    luu_y: Option<String>,
    nhom: Vec<GroupView>,
    so: Option<FigureView>,
}

/// Figures of the office, or of one department.
#[derive(Debug, Serialize)]
struct GroupView {
    ten: String,
    so: Vec<ListedView>,
}

#[derive(Debug, Serialize)]
struct ListedView {
    ma: String,
    chu: String,
}

#[derive(Debug, Serialize)]
struct FigureView {
    ten: String,
    dong: Vec<LineView>,
    tong: String,
    hang: Vec<BehindView>,
    con_lai: usize,
    ngoai: Vec<OutView>,
}

#[derive(Debug, Serialize)]
struct LineView {
    nhan: &'static str,
    chu: String,
}

#[derive(Debug, Serialize)]
struct BehindView {
    noi: String,
    them: String,
    chu: String,
}

#[derive(Debug, Serialize)]
struct OutView {
    ly_do: String,
    hang: Vec<String>,
    con_lai: usize,
}

/// All figures of a bag, or one of them with its rows.
pub(crate) fn explain(shop: &Arc<Shop>, folder: &str, visit: &Visit) -> DeskAnswer {
    let asked = visit.field("so");
    let known = shop.explained.get();
    let known = known.as_deref().filter(|came| came.asked == folder && is_current(shop, came));
    match known.filter(|came| came.figure.as_deref() == asked).map(|came| &came.answer) {
        Some(Ok(done)) => shown(shop, done, asked),
        Some(Err(why)) => {
            // Asked for again, a bag that could not be counted is tried again.
            if known.is_some_and(|came| came.bag.is_none()) {
                shop.explained.forget();
            }
            words(shop, 409, why)
        }
        None => {
            count(shop, folder, visit);
            progress::begun(shop)
        }
    }
}

/// Whether the bag is still the one that was counted.
fn is_current(shop: &Shop, came: &ExplainedCame) -> bool {
    let counted = came.bag.as_ref();
    counted.is_none_or(|bag| Office::open(&shop.folder()).is_ok_and(|own| own.is_counted(bag)))
}

/// Counts the bag again, which may take seconds, and asks it for the figure.
fn count(shop: &Arc<Shop>, folder: &str, visit: &Visit) {
    let figure = visit.field("so").map(str::to_owned);
    let place = format!("/dien-giai/{}", encoded(folder));
    let back = match &figure {
        None => place,
        Some(id) => format!("{place}?so={}", encoded(id)),
    };
    let (own, asked) = (Arc::clone(shop), folder.to_owned());
    let errand = shop.errand(format!("Diễn giải số liệu {folder}"), back, visit);
    shop.start(errand, move |progress| {
        let edges = (own.options.edges)(progress);
        let known = own.explained.get();
        let known = known.filter(|came| came.asked == asked && is_current(&own, came));
        let known = known.and_then(|came| came.bag.clone());
        let counted = match known {
            Some(bag) => Ok(bag),
            None => Office::open(&own.folder())
                .and_then(|office| office.count_bag(&asked, edges))
                .map(Arc::new),
        };
        let bag = counted.as_ref().ok().cloned();
        let answer = counted.and_then(|bag| bag.explained(figure.as_slice()));
        let answer = answer.map_err(refusals::on_page);
        own.explained.set(ExplainedCame { asked, bag, figure, answer });
    });
}

fn shown(shop: &Shop, done: &BagExplained, asked: Option<&str>) -> DeskAnswer {
    let mut groups: Vec<GroupView> = Vec::new();
    for figure in done.explained.listed.iter().filter(|_| asked.is_none()) {
        let one = ListedView { ma: figure.id.clone(), chu: explained::listed(figure) };
        match groups.last_mut() {
            Some(last) if last.ten == figure.whose => last.so.push(one),
            _ => groups.push(GroupView { ten: figure.whose.clone(), so: vec![one] }),
        }
    }
    let ky = done.explained.period.name.clone();
    let first = done.explained.explanations.first();
    let view = ExplainView {
        trang: "luu-tru",
        goi: done.folder.clone(),
        hoi: asked.unwrap_or_default().to_owned(),
        luu_y: explained::otherwise(done, Reader::Desk),
        nhom: groups,
        so: first.map(|one| figure(explained::figure(one, &ky))),
        ky,
    };
    filled(shop, "dien-giai.html", &view)
}

fn figure(told: FigureTold) -> FigureView {
    FigureView {
        ten: told.title,
        dong: told.lines.into_iter().map(|(nhan, chu)| LineView { nhan, chu }).collect(),
        tong: told.sum,
        con_lai: told.rows.len().saturating_sub(ROWS),
        hang: told
            .rows
            .into_iter()
            .take(ROWS)
            .map(|row| BehindView { noi: row.place, them: row.adds, chu: row.said })
            .collect(),
        ngoai: told
            .left_out
            .into_iter()
            .map(|out| OutView {
                ly_do: out.why,
                con_lai: out.rows.len().saturating_sub(LEFT_OUT),
                hang: out.rows.into_iter().take(LEFT_OUT).collect(),
            })
            .collect(),
    }
}
