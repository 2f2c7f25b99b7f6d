//! Dữ liệu: files dropped in, what each was read as, and what was found in them.

use std::sync::Arc;

use serde::Serialize;

use crate::desk::exchange::{DeskAnswer, Visit};
use crate::desk::pages::{SaidView, filled, views, words};
use crate::desk::shop::{Known, Shop};
use crate::ledger::Finding;
use crate::office::{CheckDone, Dropped, INPUTS, NameTaken, Office};
use crate::telling::text::SheetWords;
use crate::telling::{findings, refusals, text};

/// Findings of one kind that are shown; the others are counted, and marked in the copies to mend.
const SHOWN: usize = 20;

#[derive(Debug, Serialize)]
struct DataView {
    trang: &'static str,
    cu: bool,
    dang_chay: bool,
    luu_y: Vec<SaidView>,
    tep: Vec<FileView>,
    phan: Vec<PartView>,
}

#[derive(Debug, Serialize)]
struct FileView {
    ten: String,
    ghi_chu: Vec<String>,
    trang_tinh: Vec<SheetView>,
    ban_sua: Option<String>,
}

#[derive(Debug, Serialize)]
struct SheetView {
    dau: String,
    cot: Vec<String>,
}

#[derive(Debug, Serialize)]
struct PartView {
    ten: &'static str,
    so: usize,
    loai: Vec<KindView>,
}

#[derive(Debug, Serialize)]
struct KindView {
    cho: Vec<PlaceView>,
    con_lai: usize,
}

#[derive(Debug, Serialize)]
struct PlaceView {
    dieu: String,
    noi: String,
    he_qua: String,
    goi_y: String,
}

pub(crate) fn page(shop: &Shop) -> DeskAnswer {
    let known = shop.known();
    let mut view = DataView {
        trang: "du-lieu",
        cu: known.as_deref().is_some_and(|known| shop.is_stale(known)),
        dang_chay: shop.work.is_running(),
        luu_y: Vec::new(),
        tep: Vec::new(),
        phan: Vec::new(),
    };
    if let Some(known) = known.as_deref() {
        read(&mut view, known);
    }
    filled(shop, "du-lieu.html", &view)
}

fn read(view: &mut DataView, known: &Known) {
    view.luu_y.extend(known.answer.as_ref().err().iter().flat_map(|why| views(why)));
    let Ok(CheckDone { checked, whole }) = &known.answer else { return };
    let copies = whole.as_ref().map(|whole| &whole.corrected.copies);
    let of_sheet = |SheetWords { head, columns }| SheetView { dau: head, cot: columns };
    for file in &checked.ledger.files {
        let said = text::file_words(file, &checked.stopped);
        view.tep.push(FileView {
            ten: file.path.clone(),
            ghi_chu: said.notes,
            trang_tinh: said.sheets.into_iter().map(of_sheet).collect(),
            ban_sua: copies.and_then(|copies| Some(copies.get(&file.path)?.shown.clone())),
        });
    }
    for notice in whole.iter().flat_map(|whole| &whole.corrected.notices) {
        view.luu_y.extend(views(&refusals::mending_notice(notice)));
    }
    for (part, kinds) in findings::parts(checked.findings(), &checked.stopped) {
        view.phan.push(PartView {
            ten: findings::title(part),
            so: kinds.iter().map(Vec::len).sum(),
            loai: kinds.iter().map(|kind| kind_view(kind)).collect(),
        });
    }
}

fn kind_view(kind: &[&Finding]) -> KindView {
    let one = |finding: &&Finding| PlaceView {
        dieu: finding.message().to_owned(),
        noi: finding.place.to_string(),
        he_qua: finding.effect().to_owned(),
        goi_y: finding.advice().to_owned(),
    };
    KindView {
        cho: kind.iter().take(SHOWN).map(one).collect(),
        con_lai: kind.len().saturating_sub(SHOWN),
    }
}

/// Copies what was dropped in, says what became of each, and reads all again.
pub(crate) fn drop_in(shop: &Arc<Shop>, visit: &Visit) -> DeskAnswer {
    let office = match Office::open(&shop.options.folder) {
        Ok(office) => office,
        Err(failure) => return words(shop, 409, &refusals::error(failure).to_string()),
    };
    let taken = match visit.field("trung_ten") {
        Some("thay") => NameTaken::Replace,
        _ => NameTaken::Ask,
    };
    let mut said = Vec::new();
    let mut is_any_refused = false;
    for file in visit.files.iter().filter(|file| !file.name.is_empty()) {
        // Some browsers send the path as well.
        let name = file.name.rsplit(['/', '\\']).next().unwrap_or_default();
        let became = match office.drop_in(name, &file.bytes, taken) {
            Ok(became) => became,
            Err(error) => return words(shop, 409, &error.to_string()),
        };
        is_any_refused |= matches!(became, Dropped::Taken | Dropped::NoSheet);
        said.push(match became {
            Dropped::Copied => format!("Đã chép {name} vào {INPUTS}"),
            Dropped::Replaced => format!("Đã thay {name} trong {INPUTS} bằng tệp mới"),
            Dropped::Same => format!("{INPUTS} đã có {name}, giống hệt; không chép"),
            Dropped::Taken => format!(
                "{INPUTS} đã có {name} với nội dung khác nên chưa chép\n   = gợi ý: tệp mới thay cho tệp cũ thì chọn lại tệp và chọn “Thay tệp cũ”; là tệp khác thì đổi tên rồi chép"
            ),
            Dropped::NoSheet => format!(
                "Không chép “{name}”: không phải bảng tính\n   = gợi ý: chọn tệp .xlsx, .xls, .xlsb, .ods hoặc .csv"
            ),
        });
    }
    if said.is_empty() {
        return words(
            shop,
            400,
            "Chưa chọn tệp nào\n   = gợi ý: bấm vào ô chọn tệp, hoặc thả tệp vào đó",
        );
    }
    shop.check();
    if is_any_refused {
        return words(shop, 409, &said.join("\n\n"));
    }
    DeskAnswer::See("/dang-lam".to_owned())
}
