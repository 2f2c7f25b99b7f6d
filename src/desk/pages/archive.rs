//! Lưu trữ: the bags with their papers, each as it was written.

use jiff::civil::Date;
use serde::Serialize;

use crate::desk::exchange::{AnswerFile, DeskAnswer, Visit, encoded};
use crate::desk::pages::papers::{PaperGroupView, bag_name, grouped, paper_kind};
use crate::desk::pages::{SaidView, filled, just_said, words};
use crate::desk::shop::Shop;
use crate::office::{ArchiveLook, BagOf, ListedBag, Office, OfficeAnswer, layout};
use crate::telling::refusals;

/// Bags whose papers are listed; of the others, which are read only then, one at a time.
const LISTED: usize = 12;

#[derive(Debug, Serialize)]
struct ArchiveView {
    trang: &'static str,
    vua_xong: Vec<SaidView>,
    /// Whether there are two to be compared.
    so_sanh: bool,
    goi: Vec<BagView>,
    /// Those that are only named.
    cu: Vec<OlderView>,
    /// Whether one was asked for.
    mot: bool,
}

#[derive(Debug, Serialize)]
struct OlderView {
    ten: String,
    dia_chi: String,
}

#[derive(Debug, Serialize)]
struct BagView {
    goi: String,
    ten: String,
    /// Papers for people; what only programs and whoever verifies read is counted.
    nhom: Vec<PaperGroupView>,
    khac: usize,
    /// Whether it holds figures to explain and to compare.
    so_lieu: bool,
}

/// The latest bags with their papers, or the one that is asked for.
pub(crate) fn page(shop: &Shop, visit: &Visit) -> DeskAnswer {
    let asked = visit.field("goi");
    let view = || -> OfficeAnswer<Option<ArchiveView>> {
        let office = Office::open(&shop.folder())?;
        let look = office.archive_look()?;
        let mut bags = look.bags();
        bags.sort_by_cached_key(|bag| std::cmp::Reverse(last_day(&office, &bag.folder)));
        let holds_figures =
            |bag: &&ListedBag| bag.files.iter().any(|path| path == layout::REPORT_HTML);
        let so_sanh = bags.iter().filter(holds_figures).count() > 1;
        let older = match asked {
            None => bags.split_off(bags.len().min(LISTED)),
            Some(folder) => {
                bags.retain(|bag| bag.folder == folder);
                Vec::new()
            }
        };
        if asked.is_some() && bags.is_empty() {
            return Ok(None);
        }
        let older = older.into_iter().map(|bag| OlderView {
            ten: bag_name(&office, &bag.folder),
            dia_chi: format!("/luu-tru?goi={}", encoded(&bag.folder)),
        });
        let cu = older.collect();
        let goi = bags.into_iter().map(|bag| bag_view(shop, &office, &look, bag));
        let (trang, vua_xong) = ("luu-tru", just_said(shop));
        let goi = goi.collect::<OfficeAnswer<_>>()?;
        Ok(Some(ArchiveView { trang, vua_xong, so_sanh, goi, cu, mot: asked.is_some() }))
    };
    match view() {
        Ok(Some(view)) => filled(shop, "luu-tru.html", &view),
        Ok(None) => words(shop, 404, "Không có gói này trong lưu trữ"),
        Err(failure) => words(shop, 409, &refusals::on_page(failure)),
    }
}

/// The last day that a bag is about; `None` where its name says nothing.
fn last_day(office: &Office, folder: &str) -> Option<Date> {
    Some(match office.bag_is(folder).0? {
        BagOf::Report(period) | BagOf::Units(period) => period.span.to,
        BagOf::Letters(day, _) => day,
    })
}

fn bag_view(
    shop: &Shop,
    office: &Office,
    look: &ArchiveLook,
    bag: ListedBag,
) -> OfficeAnswer<BagView> {
    let all = bag.files.len();
    let papers: Vec<String> = bag.files.into_iter().filter(|path| is_paper(path)).collect();
    let departments = office.departments_in(look, &shop.reports, &bag.folder)?;
    Ok(BagView {
        ten: bag_name(office, &bag.folder),
        so_lieu: papers.iter().any(|path| path == layout::REPORT_HTML),
        khac: all - papers.len(),
        nhom: grouped(&bag.folder, &papers, &departments),
        goi: bag.folder,
    })
}

fn is_paper(path: &str) -> bool {
    paper_kind(path).is_some() && !layout::is_source(path) && !layout::is_earlier(path)
}

pub(crate) fn file(shop: &Shop, folder: &str, path: &str) -> DeskAnswer {
    let missing = || words(shop, 404, "Không có tệp này trong lưu trữ");
    let Some(kind) = paper_kind(path).filter(|_| is_paper(path)) else { return missing() };
    let found = Office::open(&shop.folder()).and_then(|office| office.shown_file(folder, path));
    match found {
        Ok(Some(bytes)) => {
            let name = path.rsplit('/').next().unwrap_or_default();
            let name = format!("{folder}-{name}");
            DeskAnswer::File(AnswerFile { name, kind: kind.mime, manner: kind.manner, bytes })
        }
        Ok(None) => missing(),
        Err(failure) => words(shop, 409, &refusals::on_page(failure)),
    }
}
