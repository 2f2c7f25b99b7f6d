//! The indices of Quyết định 766/QĐ-TTg as a sheet of the annex, and the internal workbook that sets them, and the
//! portal's list of dossiers, beside those of the office.

use crate::document::{HeaderCell, Orientation};
use crate::model::uncapitalized;
use crate::render::xlsx::cell::{OutCell, OutRow, RowFigures};
use crate::render::xlsx::frame::{blank, frame, period_line};
use crate::render::xlsx::long::LongSheet;
use crate::render::xlsx::meaning::{Meaning, meaning};
use crate::render::xlsx::numbers;
use crate::render::xlsx::sheet::{Filter, OutSheet, heads};
use crate::report::{
    PortalLine, PortalList, QualityFigures, QualityLine, Report, TableLines, quality_ids,
};

const MEANINGS: [Meaning; 11] = [
    meaning("Chỉ số", "Số của chỉ số; “–” là chỉ số mà các tài liệu đánh số khác nhau", "", ""),
    meaning("Tên chỉ số", "Quyết định 766/QĐ-TTg ngày 23/6/2022", "", ""),
    meaning("Tử số", "Số hồ sơ, phản ánh đạt", "", "Bảng tính hồ sơ, sổ đơn thư"),
    meaning("Mẫu số", "Tất cả hồ sơ, phản ánh được xét", "", "Bảng tính hồ sơ, sổ đơn thư"),
    meaning("Theo dữ liệu của cơ quan", "Tử số / mẫu số", "Tử số / Mẫu số", ""),
    meaning("Tử số của Cổng", "Như tệp lưu từ Cổng", "", "Tệp lưu từ Cổng"),
    meaning("Mẫu số của Cổng", "Như tệp lưu từ Cổng", "", "Tệp lưu từ Cổng"),
    meaning("Theo Cổng", "Tỷ lệ Cổng công bố cho đúng kỳ", "", "Tệp lưu từ Cổng"),
    meaning("Điểm của Cổng", "Điểm Cổng chấm", "", "Tệp lưu từ Cổng"),
    meaning("Chênh", "Tỷ lệ của cơ quan trừ tỷ lệ của Cổng, đã làm tròn", "", ""),
    meaning("Căn cứ", "Tính từ đâu, hoặc còn thiếu gì", "", ""),
];

const WIDTHS: [u16; 11] = [8, 36, 10, 10, 12, 10, 10, 10, 10, 16, 46];

/// The header is what its columns are called where they are explained.
fn header() -> Vec<HeaderCell> {
    heads(&MEANINGS.map(|meaning| meaning.column))
}

/// A department has none.
pub(super) fn sheet(report: &Report) -> Option<OutSheet> {
    let figures = report.quality.as_ref().filter(|_| report.department.is_none())?;
    Some(OutSheet {
        about: "các chỉ số của Quyết định 766/QĐ-TTg tính được từ dữ liệu, đặt cạnh số của Cổng",
        stands_as: &["chi-so-766"],
        widths: WIDTHS.to_vec(),
        header: vec![header()],
        keys: vec!["", "", "", "", "", "", "", "portal", "", "difference", ""],
        ids: numbers::QUALITY,
        meanings: MEANINGS.iter().collect(),
        rows: rows(figures),
        notes: notes(figures).into_iter().chain(ids_of_rates(figures)).collect(),
        ..frame(
            report,
            "Chỉ số 766",
            "Chỉ số phục vụ người dân, doanh nghiệp",
            Orientation::Landscape,
        )
    })
}

/// `Mã số của cột “Theo dữ liệu của cơ quan”: PV-01 là chỉ số 2.1, …`
fn ids_of_rates(figures: &QualityFigures) -> Option<String> {
    let said = figures.indices.iter().filter_map(|line| {
        let [rate, ..] = quality_ids(line)?;
        let name = line.number.as_ref().map(|number| format!("chỉ số {number}"));
        Some(format!("{rate} là {}", name.unwrap_or_else(|| uncapitalized(&line.name))))
    });
    let said: Vec<String> = said.collect();
    (!said.is_empty())
        .then(|| format!("Mã số của cột “Theo dữ liệu của cơ quan”: {}", said.join(", ")))
}

/// What the data decide, then what they do not.
fn rows(figures: &QualityFigures) -> Vec<OutRow> {
    let mut rows: Vec<OutRow> = figures.indices.iter().map(row).collect();
    rows.extend(figures.unknown.iter().map(|index| {
        let mut cells = vec![number(index.number.as_deref()), OutCell::text(&index.name)];
        cells.extend((2..10).map(|_| OutCell::dash()));
        cells.push(OutCell::text(format!("Dữ liệu của cơ quan không có: {}", index.needs)));
        OutRow::body(cells)
    }));
    rows
}

fn number(number: Option<&str>) -> OutCell {
    number.map_or_else(OutCell::dash, |number| OutCell::Mark(number.to_owned()))
}

fn row(line: &QualityLine) -> OutRow {
    let words = |text: Option<&str>| text.map_or_else(OutCell::dash, OutCell::text);
    let portal = line.portal.as_ref();
    let rate = line.rate.unwrap_or_default();
    OutRow::body(vec![
        number(line.number.as_deref()),
        OutCell::text(&line.name),
        OutCell::known(line.rate.map(|rate| rate.part)),
        OutCell::known(line.rate.map(|rate| rate.whole)),
        match line.rate {
            Some(_) => OutCell::rate(("C#", "D#"), (rate.part, rate.whole), rate),
            None => OutCell::dash(),
        },
        OutCell::known(portal.and_then(|portal| portal.part)),
        OutCell::known(portal.and_then(|portal| portal.whole)),
        words(portal.and_then(|portal| portal.rate_text.as_deref())),
        words(portal.and_then(|portal| portal.score_text.as_deref())),
        words(line.difference.as_deref()),
        OutCell::text(&line.grounds),
    ])
    .of(line.index().map_or(RowFigures::None, |index| {
        RowFigures::Line(TableLines::Indices, index.id().to_owned())
    }))
}

fn notes(figures: &QualityFigures) -> Vec<String> {
    let mut notes: Vec<String> = figures.asked_again_words().into_iter().collect();
    notes.extend(figures.decisions.iter().cloned());
    notes.extend(figures.rows.as_ref().map(|rows| {
        let without_code = match rows.without_code {
            0 => String::new(),
            count => format!("; {count} hồ sơ của cơ quan không có mã nên không đối chiếu được"),
        };
        let unread = match rows.unread {
            0 => String::new(),
            count => format!("; {count} dòng của Cổng không đọc được"),
        };
        format!(
            "Danh sách hồ sơ của Cổng có {} dòng. Đối chiếu từng hồ sơ: {} hồ sơ hai bên đánh giá như nhau; {} hồ sơ \
             Cổng ghi quá hạn mà cơ quan ghi đúng hạn; {} hồ sơ cơ quan ghi quá hạn mà Cổng ghi đúng hạn; {} hồ sơ \
             chỉ có trên Cổng; {} hồ sơ chỉ có ở cơ quan; {} hồ sơ Cổng ghi hai cách khác \
             nhau{without_code}{unread}",
            rows.listed,
            rows.agreeing,
            rows.late_on_portal,
            rows.late_in_rows,
            rows.on_portal_alone,
            rows.in_rows_alone,
            rows.contradicting
        )
    }));
    notes
}

/// `doi-chieu-cong.xlsx`.
pub(super) fn list_sheets(list: &PortalList) -> Vec<LongSheet<'_>> {
    let lines =
        || vec![list.agency.clone(), period_line(&list.period), "Tài liệu nội bộ".to_owned()];
    let landscape = Orientation::Landscape;
    let figures = OutSheet {
        widths: WIDTHS.to_vec(),
        header: vec![header()],
        notes: notes(&list.figures),
        ..blank("Chỉ số", "Chỉ số của cơ quan đặt cạnh số của Cổng", lines(), landscape)
    };
    let note = match (&list.figures.rows, list.lines.is_empty()) {
        (None, _) => "Chưa có danh sách hồ sơ của Cổng cho kỳ này",
        (Some(_), true) => "Không có hồ sơ nào chênh",
        (Some(_), false) => {
            "Danh sách của Cổng chỉ có hồ sơ quá hạn thì hồ sơ không có tên trong đó được coi là đúng hạn trên Cổng"
        }
    };
    let mut notes = vec![note.to_owned()];
    if list.more > 0 {
        notes.insert(0, format!("Còn {} hồ sơ không nêu ở đây vì quá dài", list.more));
    }
    let dossiers = OutSheet {
        widths: vec![5, 27, 30, 18, 18, 12, 12, 46, 36],
        header: vec![heads(&[
            "STT",
            "Mã hồ sơ",
            "Đơn vị",
            "Theo cơ quan",
            "Theo Cổng",
            "Ngày hẹn trả",
            "Ngày kết thúc",
            "Xem lại",
            "Tệp › trang › dòng",
        ])],
        notes,
        fixed: 2,
        filter: Filter::Buttons,
        ..blank("Hồ sơ chênh", "Hồ sơ mà cơ quan và Cổng ghi khác nhau", lines(), landscape)
    };
    vec![
        LongSheet::new(figures, rows(&list.figures), |_, row| row.cells.clone()),
        LongSheet::new(dossiers, &list.lines, difference),
    ]
}

fn difference(order: usize, line: &PortalLine) -> Vec<OutCell> {
    vec![
        OutCell::Order(order),
        OutCell::text(&line.code),
        OutCell::text(&line.department),
        OutCell::text(line.own),
        OutCell::text(line.portal),
        OutCell::day(line.due),
        OutCell::day(line.end),
        OutCell::text(line.why),
        OutCell::text(&line.place),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::sample;
    use crate::report::PortalCounts;

    fn list(without_code: u64, more: usize) -> PortalList {
        let mut figures = sample::quality();
        figures.rows =
            Some(PortalCounts { listed: 9, agreeing: 4, without_code, ..PortalCounts::default() });
        let line = PortalLine {
            code: "H1".to_owned(),
            department: "Phòng Người có công".to_owned(),
            own: "Quá hạn",
            portal: "Không có",
            due: None,
            end: None,
            why: "",
            place: "a.xlsx › Hồ sơ › dòng 2".to_owned(),
        };
        let period = sample::report().period;
        PortalList { agency: "Sở".to_owned(), period, figures, lines: vec![line], more }
    }

    #[test]
    fn dossiers_that_cannot_be_held_against_the_portal_are_counted() {
        let said = |without_code| notes(&list(without_code, 0).figures).pop().expect("a note");
        let words = "hai cách khác nhau; 2 hồ sơ của cơ quan không có mã nên không đối chiếu được";
        assert!(said(2).ends_with(words), "{}", said(2));
        assert!(said(0).ends_with("0 hồ sơ Cổng ghi hai cách khác nhau"), "{}", said(0));
    }

    #[test]
    fn dossiers_beyond_those_that_are_listed_are_counted() {
        let of_dossiers = |more| {
            let list = list(0, more);
            list_sheets(&list).pop().expect("two sheets").at_once(jiff::civil::date(2020, 3, 14))
        };
        assert_eq!(of_dossiers(3).notes[0], "Còn 3 hồ sơ không nêu ở đây vì quá dài");
        assert_eq!((of_dossiers(0).notes.len(), of_dossiers(0).rows.len()), (1, 1));
    }
}
