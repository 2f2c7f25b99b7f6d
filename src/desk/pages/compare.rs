//! So sánh: two reports of the archive beside each other.

use std::cmp::Reverse;
use std::sync::Arc;

use jiff::civil::Date;
use serde::Serialize;

use crate::desk::came::ComparedCame;
use crate::desk::exchange::{DeskAnswer, Visit};
use crate::desk::pages::other::{OtherView, other, told_of};
use crate::desk::pages::papers::bag_name;
use crate::desk::pages::{SaidView, filled, just_said, progress, words};
use crate::desk::shop::Shop;
use crate::office::{BagOf, CompareRequest, InputsFrom, Office, OfficeAnswer, layout};
use crate::telling::refusals;

#[derive(Debug, Serialize)]
struct CompareView {
    trang: &'static str,
    vua_xong: Vec<SaidView>,
    /// Folder and name of each.
    goi: Vec<(String, String)>,
    truoc: String,
    sau: String,
    khac: Option<OtherView>,
}

pub(crate) fn page(shop: &Shop) -> DeskAnswer {
    let bags = || -> OfficeAnswer<Vec<(String, String)>> {
        let office = Office::open(&shop.folder())?;
        let look = office.archive_look()?;
        let mut folders: Vec<&str> =
            look.folders().filter(|folder| look.holds(folder, layout::FIGURES)).collect();
        folders.sort_by_key(|folder| Reverse(age(&office, folder)));
        let named = |folder: &str| (folder.to_owned(), bag_name(&office, folder));
        Ok(folders.into_iter().map(named).collect())
    };
    let bags = match bags() {
        Ok(bags) => bags,
        Err(failure) => return words(shop, 409, &refusals::on_page(failure)),
    };
    let came = shop.compared.get();
    // The two latest, the earlier one first.
    let latest = |at: usize| bags.get(at).map(|(folder, _)| folder.clone()).unwrap_or_default();
    let view = CompareView {
        trang: "luu-tru",
        vua_xong: just_said(shop),
        truoc: came.as_ref().map_or_else(|| latest(1), |came| came.before.clone()),
        sau: came.as_ref().map_or_else(|| latest(0), |came| came.after.clone()),
        khac: came.as_ref().and_then(|came| came.found.as_ref()).map(other),
        goi: bags,
    };
    filled(shop, "so-sanh.html", &view)
}

/// The latest last day is the latest; of one period what stands, then what another took the place of last.
fn age(office: &Office, folder: &str) -> (Option<Date>, u32) {
    let (what, replaced) = office.bag_is(folder);
    let last_day = match what {
        Some(BagOf::Report(period) | BagOf::Units(period)) => Some(period.span.to),
        Some(BagOf::Letters(day, _)) => Some(day),
        None => None,
    };
    (last_day, replaced.unwrap_or(u32::MAX))
}

/// Both are read beside the requests.
pub(crate) fn compare(shop: &Arc<Shop>, visit: &Visit) -> DeskAnswer {
    let (Some(before), Some(after)) = (visit.field("truoc"), visit.field("sau")) else {
        return words(shop, 400, "Chưa chọn hai báo cáo\n   = gợi ý: chọn ở trang So sánh");
    };
    if before == after {
        return words(shop, 400, "Hai bên là một báo cáo\n   = gợi ý: chọn hai báo cáo khác nhau");
    }
    let (before, after) = (before.to_owned(), after.to_owned());
    let request = CompareRequest {
        before: before.clone(),
        after: Some(after.clone()),
        today: shop.today(),
        skip: Vec::new(),
        inputs: InputsFrom::Folder,
    };
    let own = Arc::clone(shop);
    let errand = shop.errand(format!("So sánh {before} và {after}"), "/so-sanh", visit);
    shop.start(errand, move |progress| {
        let edges = (own.options.edges)(progress);
        let (said, found) = match Office::open(&own.folder()) {
            Ok(office) => {
                told_of(office.compare(&request, edges), "Hai báo cáo không khác gì nhau")
            }
            Err(failure) => (vec![refusals::on_page(failure)], None),
        };
        own.say_all(said);
        own.compared.set(ComparedCame { before, after, found });
    });
    progress::begun(shop)
}
