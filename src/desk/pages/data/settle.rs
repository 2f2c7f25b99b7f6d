//! Departments, columns, words and digits that the settings do not know yet, settled by choosing.

use std::path::Path;
use std::sync::Arc;

use serde::Serialize;

use crate::desk::exchange::{DeskAnswer, Visit};
use crate::desk::pages::choices::{
    ColumnView, DepartmentView, FieldView, columns, departments, fields, read_columns,
    read_departments,
};
use crate::desk::pages::{progress, words};
use crate::desk::shop::Shop;
use crate::office::{
    self, LookedOver, Office, OfficeAnswer, SeenData, SettingKind, SettingsChange, SettingsChoice,
    SettingsRequest, UnknownWord,
};
use crate::telling::{refusals, settings};

#[derive(Debug, Serialize)]
pub(crate) struct SettleView {
    phong: Vec<DepartmentView>,
    phong_con: usize,
    /// Departments that the settings declare.
    da_khai: Vec<String>,
    tu: Vec<WordView>,
    cot: Vec<ColumnView>,
    truong: Vec<FieldView>,
    cot_con: usize,
    hoi_chu_so: bool,
}

/// A word of the office's own, and what it may mean.
#[derive(Debug, Serialize)]
struct WordView {
    loai: &'static str,
    tu: String,
    so: u64,
    phan: &'static str,
    nghia: Vec<(String, String)>,
}

/// Words of a form; the others come up once these are settled.
const MOST: usize = 40;

/// Nothing where nothing is to be settled.
pub(super) fn view(folder: &Path, looked: &LookedOver) -> Option<SettleView> {
    let LookedOver { seen, words, .. } = looked;
    if seen.departments.is_empty()
        && seen.columns.is_empty()
        && words.is_empty()
        && !seen.asks_digits
    {
        return None;
    }
    let known = Office::open(folder).map(|office| office.department_names()).unwrap_or_default();
    let (phong, phong_con) = departments(seen);
    let (cot, cot_con) = columns(seen);
    let tu = if words.is_empty() { Vec::new() } else { word_views(folder, words) };
    let (truong, hoi_chu_so) = (fields(), seen.asks_digits);
    Some(SettleView { phong, phong_con, da_khai: known, tu, cot, truong, cot_con, hoi_chu_so })
}

fn word_views(folder: &Path, words: &[UnknownWord]) -> Vec<WordView> {
    let Ok(shown) = office::settings(folder) else { return Vec::new() };
    let view = |word: &UnknownWord| {
        let part = shown.parts.iter().find(|part| part.name == word.part)?;
        let Some(SettingKind::Choice(meanings)) = &part.own else { return None };
        Some(WordView {
            loai: kind(word.part),
            tu: word.word.clone(),
            so: word.rows,
            phan: word.part,
            nghia: meanings.clone(),
        })
    };
    words.iter().take(MOST).filter_map(view).collect()
}

fn kind(part: &str) -> &'static str {
    match part {
        "trang_thai" => "Trạng thái",
        "hinh_thuc" => "Hình thức nộp",
        _ => "Loại đơn",
    }
}

/// What was chosen goes into the settings, and all is read again.
pub(crate) fn settle(shop: &Arc<Shop>, visit: &Visit) -> DeskAnswer {
    let known = shop.known();
    let looked = known.as_deref().and_then(|known| known.answer.as_ref().ok());
    let none = SeenData::default();
    let seen = looked.map_or(&none, |looked| &looked.seen);
    let mut choices = read_departments(visit, seen);
    choices.extend(read_columns(visit));
    choices.extend(looked.into_iter().flat_map(|looked| read_words(visit, &looked.words)));
    choices.extend(visit.field("chu_so").map(|best| SettingsChoice::Digits(best.to_owned())));
    if choices.is_empty() {
        let nothing = "Chưa chọn gì\n   = gợi ý: chọn ở từng dòng rồi bấm Ghi vào cài đặt";
        return words(shop, 400, nothing);
    }
    let folder = &shop.folder();
    let change = || -> OfficeAnswer<SettingsChange> {
        let edits = Office::open(folder)?.settling(&choices)?;
        office::change_settings(folder, &SettingsRequest { mark: None, edits })
    };
    match change().map(settings::changed) {
        Ok(Ok(_)) => {
            shop.say("Đã ghi vào cài đặt và đọc lại dữ liệu".to_owned());
            shop.check("/du-lieu");
            progress::begun(shop)
        }
        Ok(Err(error)) => words(shop, 409, &error.to_string()),
        Err(failure) => words(shop, 409, &refusals::on_page(failure)),
    }
}

/// What was chosen of each word.
fn read_words(visit: &Visit, known: &[UnknownWord]) -> Vec<SettingsChoice> {
    let rows = visit.all("phan_tu").zip(visit.all("tu")).zip(visit.all("nghia"));
    let chosen = rows.filter(|(_, meaning)| !meaning.is_empty());
    chosen
        .filter_map(|((part, word), meaning)| {
            let one = known.iter().find(|one| one.part == part && one.word.trim() == word)?;
            let (word, meaning) = (one.word.clone(), meaning.to_owned());
            Some(SettingsChoice::Word { part: one.part, word, meaning })
        })
        .collect()
}
