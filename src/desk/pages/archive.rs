//! Lưu trữ: the bags with their papers, each as it was written.

use serde::Serialize;

use crate::desk::exchange::{AnswerFile, DeskAnswer, Manner};
use crate::desk::pages::{SaidView, filled, views, words};
use crate::desk::shop::Shop;
use crate::office::{ListedBag, Office, layout};
use crate::telling::refusals;

#[derive(Debug, Serialize)]
struct ArchiveView {
    trang: &'static str,
    vua_xong: Vec<SaidView>,
    goi: Vec<BagView>,
}

#[derive(Debug, Serialize)]
struct BagView {
    ten: String,
    /// Papers for people; what only programs and whoever verifies read is counted.
    giay: Vec<PaperView>,
    khac: usize,
    /// Whether it holds figures to explain.
    so_lieu: bool,
}

#[derive(Debug, Serialize)]
struct PaperView {
    ten: String,
    dia_chi: String,
}

pub(crate) fn page(shop: &Shop) -> DeskAnswer {
    let bags = Office::open(&shop.folder()).and_then(|office| office.listed_bags());
    let bags = match bags {
        Ok(bags) => bags,
        Err(failure) => return words(shop, 409, &refusals::on_page(failure)),
    };
    let view = |bag: ListedBag| {
        let all = bag.files.len();
        let papers: Vec<PaperView> = bag
            .files
            .into_iter()
            .filter(|path| is_paper(path))
            .map(|path| PaperView { dia_chi: address(&bag.folder, &path), ten: path })
            .collect();
        let so_lieu = papers.iter().any(|paper| paper.ten == layout::REPORT_HTML);
        BagView { so_lieu, ten: bag.folder, khac: all - papers.len(), giay: papers }
    };
    let bags = bags.into_iter().map(view).collect();
    let said = shop.take_said().iter().flat_map(|one| views(one)).collect();
    filled(shop, "luu-tru.html", &ArchiveView { trang: "luu-tru", vua_xong: said, goi: bags })
}

fn is_paper(path: &str) -> bool {
    kind(path).is_some() && !layout::is_source(path) && !layout::is_earlier(path)
}

/// Names of the archive are letters, digits and `-`, but for those of inputs, which are no papers.
fn address(folder: &str, path: &str) -> String {
    format!("/luu-tru/{folder}/{path}")
}

/// What a browser is told that a file is, and whether it shows it.
fn kind(path: &str) -> Option<(&'static str, Manner)> {
    let ending = path.rsplit_once('.')?.1;
    Some(match ending {
        "html" => ("text/html; charset=utf-8", Manner::Shown),
        "pdf" => ("application/pdf", Manner::Saved),
        "docx" => (
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Manner::Saved,
        ),
        "xlsx" => {
            ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Manner::Saved)
        }
        "zip" => ("application/zip", Manner::Saved),
        _ => return None,
    })
}

pub(crate) fn file(shop: &Shop, folder: &str, path: &str) -> DeskAnswer {
    let missing = || words(shop, 404, "Không có tệp này trong lưu trữ");
    let Some((kind, manner)) = kind(path).filter(|_| is_paper(path)) else { return missing() };
    let found = Office::open(&shop.folder()).and_then(|office| office.shown_file(folder, path));
    match found {
        Ok(Some(bytes)) => {
            let name = path.rsplit('/').next().unwrap_or_default();
            let name = format!("{folder}-{name}");
            DeskAnswer::File(AnswerFile { name, kind, manner, bytes })
        }
        Ok(None) => missing(),
        Err(failure) => words(shop, 409, &refusals::on_page(failure)),
    }
}
