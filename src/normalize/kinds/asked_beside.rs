//! Questions of satisfaction that stand in a list of dossiers: nobody reads their answers there.

use crate::ledger::{Code, Field, Finding, Place, SheetKind};
use crate::model::word_key;
use crate::normalize::header::alias::header_key;
use crate::normalize::header::asking::{Asking, asking, ordinal};
use crate::normalize::header::cell::FoundCell;
use crate::normalize::header::trouble::has_words;
use crate::normalize::waiting::Waiting;

fn asked(waiting: &Waiting) -> Vec<&FoundCell> {
    if waiting.table.header.kind != SheetKind::Dossiers {
        return Vec::new();
    }
    let is_read = |cell: &FoundCell| waiting.table.columns().iter().any(|it| it.at == cell.column);
    let asks = |cell: &FoundCell| {
        let key = word_key(&cell.leaf);
        has_words(&key, "hai long")
            || ordinal(&cell.leaf).is_some()
                && asking(&cell.leaf) >= Asking::Numbered
                && ["cau", "q"].iter().any(|word| header_key(&cell.leaf).starts_with(word))
    };
    waiting.table.header.cells.iter().filter(|cell| !is_read(cell) && asks(cell)).collect()
}

/// Says of each of them that it is not read.
pub(crate) fn unread(waiting: &Waiting) -> Vec<Finding> {
    let said = asked(waiting).into_iter().map(|cell| {
        Finding::new(Code::QuestionNotRead, Place::cell(&waiting.source, cell.row, cell.column))
            .with_field(Field::Question)
            .with_found(cell.text.clone())
            .with_message(format!(
                "Không đọc câu trả lời ở cột “{}”: trang được đọc là danh sách hồ sơ",
                cell.leaf
            ))
            .with_advice(
                "nếu cần tính mức độ hài lòng thì chép cột này sang một trang phiếu khảo sát riêng, có cột ngày trả lời",
            )
    });
    said.collect()
}

/// A sheet that calls itself one of surveys and asks, and has all days of dossiers: nobody knows which it is.
pub(crate) fn doubtful(waiting: &Waiting) -> Option<Finding> {
    let asked = asked(waiting);
    let titles = waiting.table.titles.iter().map(String::as_str);
    let is_survey = |text: &str| {
        let key = word_key(text);
        ["khao sat", "phieu", "hai long", "lay y kien"].iter().any(|word| has_words(&key, word))
    };
    let (Some(first), true) = (asked.first(), asked.len() >= 2) else { return None };
    titles.chain(waiting.source.sheet.as_deref()).any(is_survey).then(|| {
        Finding::new(Code::AmbiguousColumn, Place::cell(&waiting.source, first.row, first.column))
            .with_found(first.text.clone())
            .with_message(format!(
                "Trang ghi là phiếu khảo sát, có {} câu hỏi, lại có các ngày của hồ sơ: không rõ là phiếu khảo sát hay danh sách hồ sơ",
                asked.len()
            ))
            .with_advice(
                "nếu là phiếu khảo sát thì chỉ giữ một cột ngày, đặt tên “Ngày trả lời”; nếu là danh sách hồ sơ thì chép các câu hỏi sang một trang phiếu khảo sát riêng",
            )
    })
}
