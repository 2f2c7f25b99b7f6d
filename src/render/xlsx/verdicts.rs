//! The internal list of all dossiers with their verdicts, and the same as delimited text where they are too many.

use std::borrow::Cow;

use jiff::civil::Date;

use crate::document::Orientation;
use crate::model::short_date;
use crate::render::xlsx::cell::{Figure, OutCell, OutRow};
use crate::render::xlsx::frame::{blank, period_line};
use crate::render::xlsx::sheet::{Filter, OutSheet, heads};
use crate::render::xlsx::text::looks_like_formula;
use crate::report::{CarryDifference, DossierList, DossierVerdict};

const HEADS: [&str; 12] = [
    "STT",
    "Mã hồ sơ",
    "Đơn vị",
    "Lĩnh vực",
    "Ngày tiếp nhận",
    "Ngày hẹn trả",
    "Ngày kết thúc",
    "Kết quả",
    "Số ngày quá hạn",
    "Tính vào cột",
    "Ghi chú",
    "Tệp › trang › dòng",
];

/// All dossiers, then those in which the carry-over differs.
pub(super) fn sheets(list: &DossierList) -> Vec<OutSheet> {
    let carried = list.carried.as_ref().map(|differences| carried(list, differences));
    [dossiers(list)].into_iter().chain(carried).collect()
}

fn carried(list: &DossierList, differences: &[CarryDifference]) -> OutSheet {
    let rows = (1..).zip(differences).map(|(order, one)| {
        OutRow::body(vec![
            OutCell::Order(order),
            OutCell::text(&one.code),
            OutCell::text(&one.department),
            OutCell::text(one.side.vietnamese()),
            OutCell::text(&one.why),
            OutCell::text(&one.place),
        ])
    });
    let note = if differences.is_empty() {
        "Không chênh: hồ sơ chuyển sang đúng là hồ sơ đang giải quyết cuối kỳ trước"
    } else {
        "Chỉ nêu hồ sơ có mã; dữ liệu đã khác so với khi lập báo cáo kỳ trước"
    };
    OutSheet {
        widths: vec![5, 27, 30, 34, 40, 40],
        header: vec![heads(&[
            "STT",
            "Mã hồ sơ",
            "Đơn vị",
            "Chênh ở đâu",
            "Vì sao",
            "Tệp › trang › dòng",
        ])],
        rows: rows.collect(),
        notes: vec![note.to_owned()],
        fixed: 2,
        filter: Filter::Buttons,
        ..blank(
            "Chênh chuyển kỳ",
            "Hồ sơ chênh giữa cuối kỳ trước và số chuyển sang kỳ này",
            vec![period_line(&list.period), "Tài liệu nội bộ".to_owned()],
            Orientation::Landscape,
        )
    }
}

fn dossiers(list: &DossierList) -> OutSheet {
    let rows = (1..).zip(&list.lines).map(|(order, line)| {
        OutRow::body(vec![
            OutCell::Order(order),
            OutCell::text(&line.code),
            OutCell::text(&line.department),
            OutCell::text(&line.field),
            OutCell::Date(line.received),
            OutCell::day(line.due),
            OutCell::day(line.end),
            OutCell::text(line.verdict),
            line.days.map_or(OutCell::Blank, |days| OutCell::Number(Figure::Count(days.into()))),
            OutCell::text(&line.columns),
            OutCell::text(&line.note),
            OutCell::text(&line.place),
        ])
    });
    let mut notes = vec![
        "Tính vào cột: số thứ tự cột của bảng 13 cột; đếm các dòng có (7) thì được cột (7)"
            .to_owned(),
        "Số ngày quá hạn là số ngày làm việc sau ngày hẹn trả; 0 là chưa quá 1 ngày làm việc"
            .to_owned(),
        "Hồ sơ chỉ có trong bảng tổng hợp không có danh sách nên không có ở đây; dòng bị \
         loại vì thiếu hoặc sai thông tin nêu ở du-lieu-da-doc.xlsx"
            .to_owned(),
    ];
    if list.lines.is_empty() {
        notes.insert(0, "Danh sách quá dài cho một bảng tính: xem danh-sach-ho-so.csv".to_owned());
    }
    if list.outside > 0 {
        notes.push(format!(
            "Không nêu {} hồ sơ đã đọc mà không thuộc kỳ: kết thúc trước kỳ hoặc tiếp nhận sau kỳ",
            list.outside
        ));
    }
    OutSheet {
        widths: vec![5, 27, 28, 22, 12, 12, 12, 20, 9, 18, 30, 34],
        header: vec![heads(&HEADS)],
        rows: rows.collect(),
        notes,
        fixed: 2,
        filter: Filter::Buttons,
        ..blank(
            "Hồ sơ",
            "Danh sách hồ sơ của kỳ và kết quả từng hồ sơ",
            vec![period_line(&list.period), "Tài liệu nội bộ".to_owned()],
            Orientation::Landscape,
        )
    }
}

/// Lines of delimited text, the first of the list being `from`; with the header where that is the first of all.
pub(crate) fn verdict_text(lines: &[DossierVerdict], from: usize) -> Vec<u8> {
    let mut text = String::new();
    if from == 1 {
        // Excel reads UTF-8 only behind this mark.
        text.push('\u{feff}');
        push(&mut text, &HEADS);
    }
    for (order, line) in (from..).zip(lines) {
        let day = |day: Option<Date>| day.map_or_else(String::new, short_date);
        let cells: [Cow<'_, str>; 12] = [
            order.to_string().into(),
            line.code.as_str().into(),
            line.department.as_str().into(),
            line.field.as_str().into(),
            short_date(line.received).into(),
            day(line.due).into(),
            day(line.end).into(),
            line.verdict.into(),
            line.days.map_or_else(String::new, |days| days.to_string()).into(),
            line.columns.as_str().into(),
            line.note.as_str().into(),
            line.place.as_str().into(),
        ];
        push(&mut text, &cells);
    }
    text.into_bytes()
}

/// Dossiers that a longer period judges otherwise than its months did, as delimited text.
pub(crate) fn months_text(lines: impl Iterator<Item = [String; 5]>) -> Vec<u8> {
    const HEADS: [&str; 5] =
        ["Tháng", "Mã hồ sơ", "Khi báo cáo tháng", "Tính lại từ các tháng", "Vị trí"];
    let mut text = "\u{feff}".to_owned();
    push(&mut text, &HEADS);
    for line in lines {
        push(&mut text, &line);
    }
    text.into_bytes()
}

fn push(text: &mut String, cells: &[impl AsRef<str>]) {
    for (at, cell) in cells.iter().enumerate() {
        if at > 0 {
            text.push(',');
        }
        let cell = cell.as_ref();
        // Excel calculates what begins like a formula, but for a mark that says that it is none.
        let cell = if looks_like_formula(cell) {
            Cow::Owned(format!("'{cell}"))
        } else {
            Cow::Borrowed(cell)
        };
        if cell.contains([',', '"', '\n', '\r']) {
            text.push('"');
            text.push_str(&cell.replace('"', "\"\""));
            text.push('"');
        } else {
            text.push_str(&cell);
        }
    }
    text.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_long_list_is_delimited_text() {
        let line = DossierVerdict {
            code: "H-1".to_owned(),
            department: "Chi cục Phòng, chống".to_owned(),
            field: String::new(),
            received: date(2020, 2, 20),
            due: None,
            end: Some(date(2020, 3, 2)),
            verdict: "Đúng hạn",
            days: None,
            columns: "(3) (5) (7) (9)".to_owned(),
            place: "a \"b\".xlsx › dòng 2".to_owned(),
            note: String::new(),
        };
        let text = String::from_utf8(verdict_text(std::slice::from_ref(&line), 1)).unwrap();
        let mut lines = text.split("\r\n");
        assert!(lines.next().unwrap().starts_with("\u{feff}STT,Mã hồ sơ,"));
        assert_eq!(
            lines.next(),
            Some(
                "1,H-1,\"Chi cục Phòng, chống\",,20/02/2020,,02/3/2020,Đúng hạn,,(3) (5) (7) (9),,\"a \"\"b\"\".xlsx › dòng 2\""
            )
        );
        let rest = String::from_utf8(verdict_text(std::slice::from_ref(&line), 2)).unwrap();
        assert!(rest.starts_with("2,H-1,"), "{rest}");
        // Excel would calculate it.
        let formula = DossierVerdict { code: "=HYPERLINK(1)".to_owned(), ..line };
        let text = String::from_utf8(verdict_text(&[formula], 2)).unwrap();
        assert!(text.starts_with("2,'=HYPERLINK(1),"), "{text}");
    }
}
