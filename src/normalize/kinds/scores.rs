//! Rows of a self-scoring sheet: points of an index, or the counts that they follow from.

use crate::ledger::{Code, Fate, Field, Finding, Place};
use crate::model::{MOST_TENTHS, ScoreItem, SelfScore};
use crate::normalize::Officers;
use crate::normalize::file::FileReader;
use crate::normalize::kinds::others::no_count;
use crate::normalize::table::TableRow;
use crate::normalize::text::intern::Slot;
use crate::normalize::values::numbers::{count_of, tenths_of};
use crate::normalize::waiting::Waiting;

pub(crate) fn read(file: &mut FileReader<'_>, waiting: &Waiting) {
    let mut of_officers = Vec::new();
    for (row, slots) in waiting.table.rows() {
        let slots = slots.as_slice();
        if file.options.officers == Officers::Unread && is_of_officer(waiting, slots) {
            of_officers.push(row);
            file.count(waiting.sheet, Fate::Rejected);
            continue;
        }
        let fate = match score(file, waiting, row, slots) {
            Ok(score) => {
                file.records.self_scores.extend(score);
                Fate::Accepted
            }
            Err(finding) => {
                file.findings.push(*finding);
                Fate::Rejected
            }
        };
        file.count(waiting.sheet, fate);
    }
    say_of_officers(file, waiting, &of_officers);
}

/// A line that somebody has scored and that names an officer.
fn is_of_officer(waiting: &Waiting, slots: &[Slot]) -> bool {
    let is_filled = |field: Field| !waiting.slot(field, slots).is_empty();
    is_filled(Field::Officer)
        && [Field::Points, Field::Reached, Field::OutOf].into_iter().any(is_filled)
}

/// Nobody knows whether such lines are an officer's, whom the office does not score, or the agency's, with the name of
/// who filled them in.
fn say_of_officers(file: &mut FileReader<'_>, waiting: &Waiting, rows: &[TableRow]) {
    let Some(first) = rows.first() else { return };
    let place = waiting.place(*first, Field::Officer);
    file.findings.push(
        Finding::new(Code::BadValue, place)
            .rejecting()
            .with_field(Field::Officer)
            .with_message(format!(
                "Bảng tự chấm có {} dòng ghi tên ở cột cán bộ, mà cơ quan chưa đặt chấm điểm từng cán bộ",
                rows.len()
            ))
            .with_effect("các dòng này không được tính")
            .with_advice(
                "nếu là điểm của cơ quan thì để trống hoặc xóa cột cán bộ; nếu là điểm của từng người thì đặt can_bo = true ở phần [danh_gia] của congso.toml",
            ),
    );
}

/// A line; nothing of one that was left as it was printed.
fn score(
    file: &FileReader<'_>,
    waiting: &Waiting,
    row: TableRow,
    slots: &[Slot],
) -> Result<Option<SelfScore>, Box<Finding>> {
    let slot = |field| waiting.slot(field, slots);
    let refused = |field: Field, message: String, advice: &'static str| {
        let found = slot(field).found(&file.texts, waiting.epoch);
        Box::new(
            Finding::new(slot(field).fault().unwrap_or(Code::BadValue), waiting.place(row, field))
                .rejecting()
                .with_field(field)
                .with_message(message)
                .with_found(found)
                .with_effect("dòng này không được tính")
                .with_advice(advice),
        )
    };
    let found = |field: Field| slot(field).found(&file.texts, waiting.epoch);
    let index = slot(Field::Index).text(&file.texts);
    let Some(item) = index.as_deref().and_then(ScoreItem::parse) else {
        let field = Field::Index;
        let message = match slot(field).fault() {
            Some(_) => no_count(slot(field), field.vietnamese(), &found(field)),
            None => format!("Không biết chỉ số “{}”", found(field)),
        };
        return Err(refused(
            field,
            message,
            "ghi 1 đến 9, hoặc 5a, 5b, 7a, 7b, 9a như trong bảng mẫu",
        ));
    };
    let officer = match file.options.officers {
        Officers::Read => slot(Field::Officer).text(&file.texts),
        Officers::Unread => None,
    };
    if officer.is_some() && !item.is_of_officers() {
        let message = format!("Chỉ số “{}” không chấm cho từng cán bộ", found(Field::Index));
        let advice =
            "ghi 1, 2, 3, 4, 7, 7a hoặc 7b; chỉ số của cơ quan ghi ở bảng tự chấm của cơ quan";
        return Err(refused(Field::Index, message, advice));
    }
    let points = slot(Field::Points);
    let tenths = tenths_of(points, &file.texts).filter(|tenths| *tenths <= MOST_TENTHS);
    // Indices of the agency have whole points, those of dossiers an average.
    let is_average = matches!(item, ScoreItem::Index(_)) && item.is_of_officers();
    let is_whole = |tenths: &u64| tenths.is_multiple_of(10);
    let tenths = tenths.filter(|tenths| is_average || is_whole(tenths));
    if !points.is_empty() && tenths.is_none() {
        let message =
            format!("Điểm tự chấm “{}” không phải là điểm của chỉ số này", found(Field::Points));
        let advice = if is_average {
            "ghi một số từ 0 đến 2, nhiều nhất một chữ số thập phân"
        } else {
            "ghi 0, 1 hoặc 2"
        };
        return Err(refused(Field::Points, message, advice));
    }
    for field in [Field::Reached, Field::OutOf] {
        if !slot(field).is_empty() && count_of(slot(field), &file.texts).is_none() {
            let message = no_count(slot(field), field.vietnamese(), &found(field));
            return Err(refused(field, message, "ghi một số nguyên, ví dụ 12"));
        }
    }
    let (reached, of) =
        (count_of(slot(Field::Reached), &file.texts), count_of(slot(Field::OutOf), &file.texts));
    if reached.zip(of).is_some_and(|(reached, of)| reached > of) {
        let message = "Số đạt nhiều hơn số ở cột Trong số".to_owned();
        return Err(refused(Field::Reached, message, "đối chiếu và sửa một trong hai số"));
    }
    if tenths.is_none() && reached.is_none() && of.is_none() {
        return Ok(None);
    }
    let is_of_officers =
        file.options.officers == Officers::Read && waiting.table.has(Field::Officer);
    if officer.is_none() && is_of_officers {
        let message = "Chưa ghi cán bộ của điểm tự chấm này".to_owned();
        let advice = "ghi họ tên cán bộ đúng như ở cột cán bộ xử lý của bảng hồ sơ";
        return Err(refused(Field::Officer, message, advice));
    }
    let Some(span) = waiting.span else { return Ok(None) };
    let note = slot(Field::Note).text(&file.texts);
    let place = Place::row(&waiting.source, row.number);
    Ok(Some(SelfScore { officer, item, tenths, reached, of, note, span, place }))
}
