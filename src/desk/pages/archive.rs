//! Lưu trữ: the bags with their papers, each as it was written.

use serde::Serialize;

use crate::desk::exchange::{AnswerFile, DeskAnswer};
use crate::desk::pages::papers::{PaperGroupView, bag_name, grouped, paper_kind};
use crate::desk::pages::{SaidView, filled, just_said, words};
use crate::desk::shop::Shop;
use crate::office::{ArchiveLook, ListedBag, Office, OfficeAnswer, layout};
use crate::telling::refusals;

#[derive(Debug, Serialize)]
struct ArchiveView {
    trang: &'static str,
    vua_xong: Vec<SaidView>,
    /// Whether there are two to be compared.
    so_sanh: bool,
    goi: Vec<BagView>,
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

pub(crate) fn page(shop: &Shop) -> DeskAnswer {
    let view = || -> OfficeAnswer<Vec<BagView>> {
        let office = Office::open(&shop.folder())?;
        let look = office.archive_look()?;
        look.bags().into_iter().map(|bag| bag_view(shop, &office, &look, bag)).collect()
    };
    let bags = match view() {
        Ok(bags) => bags,
        Err(failure) => return words(shop, 409, &refusals::on_page(failure)),
    };
    let of_figures = bags.iter().filter(|bag| bag.so_lieu).count();
    let view = ArchiveView {
        trang: "luu-tru",
        vua_xong: just_said(shop),
        so_sanh: of_figures > 1,
        goi: bags,
    };
    filled(shop, "luu-tru.html", &view)
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
