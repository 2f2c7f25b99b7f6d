//! Dữ liệu: files dropped in, what each was read as, and what was found in them.

mod findings;
mod mend;
mod settle;

use std::sync::Arc;

use serde::Serialize;

use crate::desk::exchange::{DeskAnswer, Visit};
use crate::desk::pages::data::findings::PartView;
use crate::desk::pages::data::mend::ChangedView;
use crate::desk::pages::data::settle::SettleView;
use crate::desk::pages::{SaidView, filled, just_said, progress, views, words};
use crate::desk::shop::{Known, Shop};
use crate::office::{Dropped, INPUTS, NameTaken, Office};
use crate::telling::text::SheetWords;
use crate::telling::{refusals, text};

pub(crate) use findings::kind_page;
pub(crate) use mend::mend;
pub(crate) use settle::settle;

#[derive(Debug, Serialize)]
struct DataView {
    trang: &'static str,
    vua_xong: Vec<SaidView>,
    cu: bool,
    dang_chay: bool,
    luu_y: Vec<SaidView>,
    nhan_dien: Option<SettleView>,
    phan: Vec<PartView>,
    da_sua: Vec<ChangedView>,
    tep: Vec<FileView>,
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

pub(crate) fn page(shop: &Shop) -> DeskAnswer {
    let known = shop.known();
    let mut view = DataView {
        trang: "du-lieu",
        vua_xong: just_said(shop),
        cu: known.as_deref().is_some_and(|known| shop.is_stale(known)),
        dang_chay: shop.work.is_running(),
        luu_y: Vec::new(),
        nhan_dien: None,
        phan: Vec::new(),
        da_sua: Vec::new(),
        tep: Vec::new(),
    };
    if let Some(known) = known.as_deref() {
        read(shop, &mut view, known);
    }
    filled(shop, "du-lieu.html", &view)
}

fn read(shop: &Shop, view: &mut DataView, known: &Known) {
    view.luu_y.extend(known.answer.as_ref().err().iter().flat_map(|why| views(why)));
    let Ok(looked) = &known.answer else { return };
    let (checked, whole) = (&looked.done.checked, looked.done.whole.as_ref());
    let copies = whole.map(|whole| &whole.corrected.copies);
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
    view.nhan_dien = settle::view(&shop.folder(), looked);
    view.phan = findings::parts(looked);
    view.da_sua = mend::changed(looked);
}

/// Copies what was dropped in, says what became of each, and reads all again.
pub(crate) fn drop_in(shop: &Arc<Shop>, visit: &Visit) -> DeskAnswer {
    let office = match Office::open(&shop.folder()) {
        Ok(office) => office,
        Err(failure) => return words(shop, 409, &refusals::on_page(failure)),
    };
    let taken = match visit.field("trung_ten") {
        Some("thay") => NameTaken::Replace,
        Some("ca_hai") => NameTaken::KeepBoth,
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
            Dropped::Beside(other) => format!("Đã chép {name} vào {INPUTS} với tên {other}; tệp cũ giữ nguyên"),
            Dropped::Same => format!("{INPUTS} đã có {name}, giống hệt; không chép"),
            Dropped::Taken => format!(
                "{INPUTS} đã có {name} với nội dung khác nên chưa chép\n   = gợi ý: tệp mới thay cho tệp cũ thì chọn lại tệp và chọn “Thay tệp cũ”; hai tệp khác nhau thì chọn “Giữ cả hai”"
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
    shop.check("/du-lieu");
    if is_any_refused {
        return words(shop, 409, &said.join("\n\n"));
    }
    for one in said {
        shop.say(one);
    }
    progress::begun(shop)
}
