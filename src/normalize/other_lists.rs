//! Lists that have the days of dossiers and are of something else: papers that came in, tasks, what was lent.

use crate::ledger::{Code, Field, Finding, Place, SheetKind};
use crate::model::word_key;
use crate::normalize::drafts;
use crate::normalize::waiting::Waiting;

/// What titles call lists of something else.
const TITLES: [&str; 24] = [
    "van ban den",
    "van ban di",
    "cong van den",
    "cong van di",
    "theo doi van ban",
    "so van ban",
    "quan ly van ban",
    "theo doi nhiem vu",
    "nhiem vu giao",
    "nhiem vu duoc giao",
    "giao nhiem vu",
    "nhiem vu ubnd",
    "danh sach nhiem vu",
    "tien do nhiem vu",
    "theo doi cong viec",
    "muon tra",
    "so muon",
    "muon ho so",
    "cho muon",
    "nghi phep",
    "lich cong tac",
    "cong viec duoc giao",
    "van ban chi dao",
    "giay moi",
];

/// Columns that only such lists have.
const COLUMNS: [&str; 13] = [
    "trich yeu",
    "trich yeu noi dung",
    "trich yeu van ban",
    "so ky hieu",
    "so, ky hieu",
    "so ky hieu van ban",
    "so den",
    "so van ban",
    "co quan ban hanh",
    "nguoi muon",
    "don vi muon",
    "nhiem vu",
    "noi dung nhiem vu",
];

/// A list whose title or whose columns say that it is of something else: it is asked about, and not read.
pub(crate) fn of_something_else(waiting: &Waiting) -> Option<Finding> {
    let table = &waiting.table;
    let is_plainly_own = table.has(Field::Code)
        && (table.has(Field::Procedure)
            || table.has(Field::ProcedureCode)
            || table.has(Field::Area));
    if table.header.kind != SheetKind::Dossiers || is_plainly_own || table.rows.is_empty() {
        return None;
    }
    let of_sheet = waiting.source.sheet.iter().map(|name| &**name);
    let titles = of_sheet.chain(table.titles.iter().map(String::as_str));
    let title = titles.filter(|title| title.len() < 200).find(|title| {
        let key = word_key(title);
        TITLES.iter().any(|word| key.contains(word))
    });
    let columns: Vec<&str> = table
        .header
        .cells
        .iter()
        .filter(|cell| COLUMNS.contains(&word_key(&cell.leaf).as_str()))
        .map(|cell| cell.leaf.as_str())
        .collect();
    let has_whose =
        table.has(Field::Code) || table.has(Field::Procedure) || table.has(Field::ProcedureCode);
    // A title may speak of a task by the way, and a list of dossiers have one such column.
    let is_sure = match title {
        Some(_) => !has_whose || !columns.is_empty() || says_lent(title),
        None => columns.len() >= 2 && !has_whose,
    };
    if !is_sure {
        return None;
    }
    let words = title.map_or_else(|| columns.join(", "), |title| title.trim().to_owned());
    let what = if title.is_some() { "tiêu đề" } else { "cột" };
    Some(
        Finding::new(Code::MissingColumn, Place::whole(&waiting.source))
            .with_found(words.clone())
            .with_message(format!("Trang có {what} “{words}”, không có mã hồ sơ và tên thủ tục: không phải danh sách hồ sơ thủ tục hành chính"))
            .with_effect("trang này không được đọc, chưa lập được báo cáo")
            .with_advice("đưa tệp ra khỏi du-lieu, hoặc xóa trang; nếu đúng là hồ sơ thì sửa tiêu đề và thêm cột “Mã hồ sơ”, “Tên thủ tục”"),
    )
}

fn says_lent(title: Option<&str>) -> bool {
    title.is_some_and(|title| word_key(title).contains("muon"))
}

/// Lists of which nobody can know whether they are data: they count, and are asked about.
pub(crate) fn unsure(waiting: &Waiting) -> impl Iterator<Item = Finding> {
    drafts::asked(waiting).into_iter().chain(bare(waiting))
}

/// A list with days alone: nothing in it says what it is of.
fn bare(waiting: &Waiting) -> Option<Finding> {
    let table = &waiting.table;
    let telling = [
        Field::Code,
        Field::Procedure,
        Field::ProcedureCode,
        Field::Area,
        Field::Applicant,
        Field::Status,
        Field::Channel,
    ];
    let is_bare = table.header.kind == SheetKind::Dossiers
        && !table.rows.is_empty()
        && !telling.iter().any(|field| table.has(*field))
        && table
            .rows
            .iter()
            .all(|row| row.section.area.id().is_none() && row.section.procedure.id().is_none());
    let says_dossiers = table.titles.iter().any(|title| word_key(title).contains("ho so"))
        || table.header.cells.iter().any(|cell| word_key(&cell.leaf).contains("ho so"));
    (is_bare && !says_dossiers).then(|| {
        Finding::new(Code::BadValue, Place::row(&waiting.source, table.header.first_row))
            .with_message("Trang không có mã hồ sơ, thủ tục, lĩnh vực, chủ hồ sơ: không rõ có phải danh sách hồ sơ")
            .with_effect("mỗi dòng vẫn được tính là một hồ sơ")
            .with_advice("đúng thì thêm cột “Mã hồ sơ” hoặc “Tên thủ tục”; không đúng thì đưa trang ra khỏi du-lieu")
    })
}
