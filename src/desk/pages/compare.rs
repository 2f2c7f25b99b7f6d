//! So sánh: two reports of the archive beside each other.

use std::sync::Arc;

use serde::Serialize;

use crate::desk::came::ComparedCame;
use crate::desk::exchange::{DeskAnswer, Visit};
use crate::desk::pages::papers::bag_name;
use crate::desk::pages::report::{OtherView, other};
use crate::desk::pages::{SaidView, filled, progress, views, words};
use crate::desk::shop::Shop;
use crate::desk::work::Errand;
use crate::office::{CompareDone, CompareRequest, InputsFrom, Office, OfficeAnswer, Told, layout};
use crate::telling::advice::Reader;
use crate::telling::compared::{names, sections};
use crate::telling::{findings, refusals};

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
        let bags = office.archive_look()?.bags();
        let with_figures =
            bags.into_iter().filter(|bag| bag.files.iter().any(|file| file == layout::FIGURES));
        Ok(with_figures.map(|bag| (bag.folder.clone(), bag_name(&office, &bag.folder))).collect())
    };
    let bags = match bags() {
        Ok(bags) => bags,
        Err(failure) => return words(shop, 409, &refusals::on_page(failure)),
    };
    let came = shop.compared.get();
    let mut said: Vec<SaidView> = shop.take_said().iter().flat_map(|one| views(one)).collect();
    said.extend(came.iter().flat_map(|came| &came.said).flat_map(|one| views(one)));
    // The two latest, the earlier one first.
    let latest = |at: usize| bags.get(at).map(|(folder, _)| folder.clone()).unwrap_or_default();
    let view = CompareView {
        trang: "luu-tru",
        vua_xong: said,
        truoc: came.as_ref().map_or_else(|| latest(1), |came| came.before.clone()),
        sau: came.as_ref().map_or_else(|| latest(0), |came| came.after.clone()),
        khac: came.as_ref().and_then(|came| came.found.as_ref()).map(other),
        goi: bags,
    };
    filled(shop, "so-sanh.html", &view)
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
    let errand = Errand::of_form(format!("So sánh {before} và {after}"), "/so-sanh", visit);
    shop.start(errand, move |progress| {
        let edges = (own.options.edges)(progress);
        let mut came = ComparedCame { before, after, said: Vec::new(), found: None };
        match Office::open(&own.folder()).map(|office| office.compare(&request, edges)) {
            Ok(told) => take(&mut came, told),
            Err(failure) => came.said.push(refusals::on_page(failure)),
        }
        own.compared.set(came);
    });
    progress::begun(shop)
}

fn take(came: &mut ComparedCame, told: Told<CompareDone>) {
    match told.answer {
        Err(failure) => came.said.push(refusals::on_page(failure)),
        Ok(CompareDone::Stopped(stopped)) => came.said.extend(findings::stopped(&stopped)),
        Ok(CompareDone::Compared(found)) if found.is_none() => {
            came.said.push("Hai báo cáo không khác gì nhau".to_owned());
        }
        Ok(CompareDone::Compared(found)) => came.found = Some((names(&found), sections(&found))),
    }
    came.said.extend(told.notices.iter().map(|one| refusals::notice(one, Reader::Desk)));
}
