//! Cài đặt: every key of the settings as a field, with what it is for; the same file that Notepad opens.

mod fields;

use std::sync::Arc;

use serde::Serialize;

use crate::desk::exchange::{DeskAnswer, Visit};
use crate::desk::pages::settings::fields::{FormState, SettingField, added, choices, edits, named};
use crate::desk::pages::{SaidView, filled, just_said, views, words};
use crate::desk::shop::Shop;
use crate::office::{
    self, KeyPlace, SettingEdit, SettingFault, SettingPart, SettingsChange, SettingsRequest,
    SettingsShown,
};
use crate::telling::refusals;

#[derive(Debug, Serialize)]
struct SettingsView {
    trang: &'static str,
    loi: Vec<SaidView>,
    phan: Vec<PartLink>,
}

#[derive(Debug, Serialize)]
struct PartLink {
    ten: String,
    mo_ta: String,
    dung_o: String,
    loi: usize,
}

#[derive(Debug, Serialize)]
struct SettingPartView {
    trang: &'static str,
    vua_xong: Vec<SaidView>,
    /// Of no field of this page.
    loi: Vec<SaidView>,
    ten: String,
    mo_ta: String,
    dung_o: String,
    moc: String,
    danh_sach: bool,
    rieng: bool,
    muc: Vec<EntryView>,
    /// Of an entry to be added.
    moi: Vec<SettingField>,
    /// What a key of the office's own may say; none where that is any text.
    nghia: Vec<(String, String)>,
}

#[derive(Debug, Serialize)]
struct EntryView {
    so: usize,
    ten: String,
    o: Vec<SettingField>,
}

fn shown(shop: &Shop) -> Result<SettingsShown, DeskAnswer> {
    office::settings(&shop.folder())
        .map_err(|failure| words(shop, 409, &refusals::on_page(failure)))
}

/// All parts.
pub(crate) fn page(shop: &Shop) -> DeskAnswer {
    let shown = match shown(shop) {
        Ok(shown) => shown,
        Err(answer) => return answer,
    };
    let of = |part: &SettingPart| {
        let here = shown.faults.iter().filter_map(|fault| fault.place.as_ref());
        here.filter(|place| place.part == part.name).count()
    };
    let link = |part: &SettingPart| PartLink {
        ten: part.name.clone(),
        mo_ta: part.description.clone(),
        dung_o: part.used.clone(),
        loi: of(part),
    };
    let view = SettingsView {
        trang: "cai-dat",
        loi: shown.faults.iter().flat_map(|fault| views(&fault.message)).collect(),
        phan: shown.parts.iter().map(link).collect(),
    };
    filled(shop, "cai-dat.html", &view)
}

/// One part.
pub(crate) fn part_page(shop: &Shop, name: &str) -> DeskAnswer {
    let shown = match shown(shop) {
        Ok(shown) => shown,
        Err(answer) => return answer,
    };
    match part_view(&shown, name, (&shown.faults, None)) {
        Some(view) => filled(
            shop,
            "cai-dat-phan.html",
            &SettingPartView { vua_xong: just_said(shop), ..view },
        ),
        None => unknown(shop),
    }
}

fn unknown(shop: &Shop) -> DeskAnswer {
    words(shop, 404, "Không có phần này trong cài đặt\n   = gợi ý: chọn một phần ở trang Cài đặt")
}

fn part_view(
    shown: &SettingsShown,
    name: &str,
    (faults, typed): (&[SettingFault], Option<&Visit>),
) -> Option<SettingPartView> {
    let part = shown.parts.iter().find(|part| part.name == name)?;
    let in_force = shown.in_force.as_slice();
    let form = FormState { part, in_force, typed, faults };
    let entries = in_force.iter().filter(|one| one.place.part == name);
    let last = entries.filter_map(|one| one.place.entry).max();
    let entries = match last {
        Some(last) => (0..=last).map(Some).collect(),
        None if part.is_list => Vec::new(),
        None => vec![None],
    };
    let title = |entry: Option<usize>| {
        let first =
            in_force.iter().find(|one| one.place.part == name && one.place.entry == entry)?;
        match &first.value {
            Some(office::SettingValue::Text(text)) => Some(text.clone()),
            _ => None,
        }
    };
    let entry = |entry: Option<usize>| EntryView {
        so: entry.map_or(0, |entry| entry + 1),
        ten: entry.and_then(|_| title(entry)).unwrap_or_default(),
        o: form.fields(entry),
    };
    // What no field of the page stands for, or of another part.
    let is_here = |place: &KeyPlace| {
        let of_key = in_force.iter().any(|one| one.place == *place);
        place.part == name && of_key
    };
    let elsewhere = faults.iter().filter(|fault| !fault.place.as_ref().is_some_and(&is_here));
    Some(SettingPartView {
        trang: "cai-dat",
        vua_xong: Vec::new(),
        loi: elsewhere.flat_map(|fault| views(&fault.message)).collect(),
        ten: part.name.clone(),
        mo_ta: part.description.clone(),
        dung_o: part.used.clone(),
        moc: shown.mark.clone(),
        danh_sach: part.is_list,
        rieng: part.own.is_some(),
        muc: entries.into_iter().map(entry).collect(),
        moi: if part.is_list { form.blank() } else { Vec::new() },
        nghia: part.own.as_ref().map(choices).unwrap_or_default(),
    })
}

/// Writes what was changed on the page, and nothing else.
pub(crate) fn change(shop: &Arc<Shop>, visit: &Visit, name: &str) -> DeskAnswer {
    let shown = match shown(shop) {
        Ok(shown) => shown,
        Err(answer) => return answer,
    };
    let Some(part) = shown.parts.iter().find(|part| part.name == name) else {
        return unknown(shop);
    };
    let edits = match asked(part, &shown, visit) {
        Ok(edits) => edits,
        Err(faults) => return again(shop, name, visit, &faults),
    };
    let mark = visit.field("moc").unwrap_or_default().to_owned();
    let request = SettingsRequest { mark: Some(mark), edits };
    match office::change_settings(&shop.folder(), &request) {
        Ok(SettingsChange::Written) => {
            shop.say("Đã ghi cài đặt".to_owned());
            // What was read before was read with other settings.
            shop.check("/du-lieu");
        }
        Ok(SettingsChange::Unchanged) => shop.say("Không có gì thay đổi".to_owned()),
        Ok(SettingsChange::Refused(faults)) => return again(shop, name, visit, &faults),
        Ok(SettingsChange::Outdated) => {
            let place = KeyPlace { part: String::new(), entry: None, key: String::new() };
            let message = "Cài đặt vừa được sửa ở nơi khác, nên chưa ghi gì\n   = gợi ý: xem lại các ô dưới đây, nay theo tệp mới, rồi ghi lần nữa";
            return again(shop, name, visit, &[SettingFault::of_edit(place, message.to_owned())]);
        }
        Err(failure) => return words(shop, 409, &refusals::on_page(failure)),
    }
    DeskAnswer::See(format!("/cai-dat/{name}"))
}

/// By the button that was pressed.
fn asked(
    part: &SettingPart,
    shown: &SettingsShown,
    visit: &Visit,
) -> Result<Vec<SettingEdit>, Vec<SettingFault>> {
    if let Some(dropped) = visit.field("bo") {
        let (entry, key) = dropped.split_once('.').unwrap_or((dropped, ""));
        let (part, entry) = (part.name.clone(), entry.parse().ok());
        return Ok(match (entry, key) {
            (Some(entry), "") => vec![SettingEdit::Drop { part, entry }],
            _ => vec![SettingEdit::Remove(KeyPlace { part, entry, key: key.to_owned() })],
        });
    }
    if visit.field("them").is_some() {
        return Ok(added(part, visit)?.into_iter().chain(named(part, visit)).collect());
    }
    edits(part, &shown.in_force, visit)
}

/// The page with what was typed, and what is wrong with it.
fn again(shop: &Shop, name: &str, visit: &Visit, faults: &[SettingFault]) -> DeskAnswer {
    let shown = match shown(shop) {
        Ok(shown) => shown,
        Err(answer) => return answer,
    };
    let Some(view) = part_view(&shown, name, (faults, Some(visit))) else { return unknown(shop) };
    match filled(shop, "cai-dat-phan.html", &view) {
        DeskAnswer::Page(page) => DeskAnswer::Refused(409, page),
        other => other,
    }
}
