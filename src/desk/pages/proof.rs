//! Lưu trữ, looked into: whether each bag is still what was written, and a figure down to its rows.

use std::sync::Arc;

use serde::Serialize;

use crate::desk::exchange::{DeskAnswer, Visit};
use crate::desk::pages::{filled, progress, words};
use crate::desk::shop::Shop;
use crate::office::{ExplainRequest, Office, VerifyRequest};
use crate::telling::advice::Reader;
use crate::telling::explained::{self, FigureTold};
use crate::telling::{refusals, verified};

/// Rows of a figure, and of one reason among those left out, that are shown.
const ROWS: usize = 500;
const LEFT_OUT: usize = 20;

/// Every bag, beside the requests.
pub(crate) fn verify(shop: &Arc<Shop>) -> DeskAnswer {
    let own = Arc::clone(shop);
    let begun = shop.start("Xác minh lưu trữ", "/luu-tru", move |progress| {
        let edges = (own.options.edges)(progress);
        let office = Office::open(&own.folder());
        let found = office.and_then(|office| office.verify(&VerifyRequest::Everything, edges));
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
    progress::begun(shop, begun)
}

#[derive(Debug, Serialize)]
struct ExplainView {
    trang: &'static str,
    goi: String,
    ky: String,
    hoi: String,
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
pub(crate) fn explain(shop: &Shop, folder: &str, visit: &Visit) -> DeskAnswer {
    let asked = visit.field("so").map(str::to_owned);
    let request = ExplainRequest {
        period: folder.to_owned(),
        ids: asked.iter().cloned().collect(),
        workbook: None,
    };
    let silent = |_| {};
    let edges = (shop.options.edges)(&silent);
    let done = Office::open(&shop.folder()).and_then(|office| office.explain(&request, edges));
    let done = match done {
        Ok(done) => done,
        Err(failure) => return words(shop, 409, &refusals::on_page(failure)),
    };
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
        hoi: asked.unwrap_or_default(),
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
