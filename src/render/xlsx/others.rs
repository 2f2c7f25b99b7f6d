//! The smaller tables of the annex: complaints, self-assessment and comparison.

use crate::document::Orientation;
use crate::model::{COVERED, Ratio, capitalized, is_covered};
use crate::render::xlsx::cell::{Figure, OutCell, OutRow, RowFigures};
use crate::render::xlsx::column::{
    AnnexColumn, ColumnNumbers, LineName, NumberedLine, column, rows, with_columns,
};
use crate::render::xlsx::frame::frame;
use crate::render::xlsx::meaning::{Meaning, meaning};
use crate::render::xlsx::numbers;
use crate::render::xlsx::sheet::{Filter, OutSheet, heads, span};
use crate::report::{
    AssessmentFigures, Comparison, ComplaintLine, Report, TableLines, figure_id, own_code,
};

pub(super) const COMPLAINTS: &str = "Đơn thư";
pub(super) const ASSESSMENT: &str = "Tự đánh giá";
pub(super) const COMPARISON: &str = "So sánh";

/// Complaints, self-assessment and comparison; a department assesses itself in the office's sheet, and has none that
/// would say nothing.
pub(super) fn sheets(report: &Report) -> Vec<OutSheet> {
    let is_own = report.department.is_some();
    let (complained, total) = (&report.complaints.total, &report.dossiers.total);
    let mut sheets = Vec::new();
    if report.complaints.has_data && (!is_own || complained.carried + complained.received > 0) {
        sheets.push(complaints(report));
    }
    if !is_own && !report.assessments.is_empty() {
        sheets.push(assessment(report));
    }
    let has_rates = total.columns.resolved + report.satisfaction.total.sheets > 0;
    if (report.previous.is_some() || report.year_ago.is_some()) && (!is_own || has_rates) {
        sheets.push(comparison(report));
    }
    sheets
}

fn complaints(report: &Report) -> OutSheet {
    let figures = &report.complaints;
    // Most offices have none that is suspended.
    let is_said = |column: &&AnnexColumn<_>| column.key != SUSPENDED || figures.total.suspended > 0;
    let columns: Vec<_> = COMPLAINT_COLUMNS.iter().filter(is_said).collect();
    let lines = (1..)
        .zip(&figures.by_kind)
        .map(|(order, line)| NumberedLine::named(TableLines::Complaints, order, &line.kind, line));
    let rows = rows(lines, Some(("Tổng cộng", &figures.total)), &columns);
    let notes = vec![
        "Tỷ lệ đúng hạn = đúng hạn / (đúng hạn + quá hạn), chỉ tính đơn đã giải quyết có hạn"
            .to_owned(),
    ];
    let words = if report.department.is_some() { OWN_COMPLAINTS } else { ALL_COMPLAINTS };
    let sheet = OutSheet {
        unit: Some("Đơn vị tính: Đơn".to_owned()),
        about: words.about,
        stands_as: &["don-thu"],
        ids: numbers::COMPLAINTS,
        rows,
        notes,
        fixed: 2,
        filter: Filter::None,
        ..frame(report, COMPLAINTS, words.title, Orientation::Landscape)
    };
    with_columns(sheet, &words.kind, &columns, ColumnNumbers::No)
}

const COMPLAINT_SHEETS: &str = "Bảng tính đơn thư";

/// What the sheet calls the complaints that it counts.
struct ComplaintWords {
    title: &'static str,
    about: &'static str,
    kind: LineName,
}

const ALL_COMPLAINTS: ComplaintWords = ComplaintWords {
    title: "Tiếp nhận, giải quyết đơn thư, phản ánh, kiến nghị",
    about: "khiếu nại, tố cáo, kiến nghị, phản ánh",
    kind: LineName {
        meaning: &meaning(
            "Loại đơn",
            "Khiếu nại, tố cáo, kiến nghị, phản ánh",
            "",
            COMPLAINT_SHEETS,
        ),
        ..COMPLAINT_KIND
    },
};

/// Of a department, which is told of no denunciation.
const OWN_COMPLAINTS: ComplaintWords = ComplaintWords {
    title: "Tiếp nhận, giải quyết khiếu nại, kiến nghị, phản ánh",
    about: "khiếu nại, kiến nghị, phản ánh",
    kind: COMPLAINT_KIND,
};

const COMPLAINT_KIND: LineName = LineName {
    head: "Loại đơn",
    width: 18,
    meaning: &meaning("Loại đơn", "Khiếu nại, kiến nghị, phản ánh", "", COMPLAINT_SHEETS),
};

const SUSPENDED: &str = "suspended";

/// After the kind.
const COMPLAINT_COLUMNS: &[AnnexColumn<ComplaintLine>] = &[
    column(
        "carried",
        &["Kỳ trước chuyển sang"],
        11,
        |line, kind| kind.count(line.carried),
        meaning(
            "Kỳ trước chuyển sang",
            "Tiếp nhận trước kỳ, đầu kỳ chưa giải quyết",
            "Đếm đơn",
            COMPLAINT_SHEETS,
        ),
    ),
    column(
        "received",
        &["Tiếp nhận trong kỳ"],
        11,
        |line, kind| kind.count(line.received),
        meaning("Tiếp nhận trong kỳ", "Ngày tiếp nhận nằm trong kỳ", "Đếm đơn", COMPLAINT_SHEETS),
    ),
    column(
        "resolved",
        &["Đã giải quyết", "Tổng số"],
        10,
        |line, kind| {
            let sum = line.in_time + line.late + line.without_due;
            kind.adds("[in time]+[late]+[without due]", sum, line.resolved)
        },
        meaning(
            "Đã giải quyết – Tổng số",
            "Ngày giải quyết nằm trong kỳ",
            "Đúng hạn + quá hạn + không có hạn",
            COMPLAINT_SHEETS,
        ),
    ),
    column(
        "in time",
        &["Đã giải quyết", "Đúng hạn"],
        10,
        |line, kind| kind.count(line.in_time),
        meaning("Đúng hạn", "Giải quyết không sau hạn", "Đếm đơn", COMPLAINT_SHEETS),
    ),
    column(
        "late",
        &["Đã giải quyết", "Quá hạn"],
        10,
        |line, kind| kind.count(line.late),
        meaning("Quá hạn", "Giải quyết sau hạn", "Đếm đơn", COMPLAINT_SHEETS),
    ),
    column(
        "without due",
        &["Đã giải quyết", "Không có hạn"],
        11,
        |line, kind| kind.count(line.without_due),
        meaning(
            "Không có hạn",
            "Không ghi hạn giải quyết nên không xét",
            "Đếm đơn",
            COMPLAINT_SHEETS,
        ),
    ),
    column(
        "open",
        &["Đang giải quyết", "Tổng số"],
        10,
        |line, kind| {
            let open = (line.carried + line.received).saturating_sub(line.resolved);
            kind.adds("[carried]+[received]-[resolved]", open, line.open)
        },
        meaning(
            "Đang giải quyết – Tổng số",
            "Chưa giải quyết vào ngày cuối kỳ",
            "Chuyển sang + tiếp nhận − đã giải quyết",
            COMPLAINT_SHEETS,
        ),
    ),
    column(
        "overdue",
        &["Đang giải quyết", "Trong đó quá hạn"],
        12,
        |line, kind| kind.count(line.open_overdue),
        meaning("Trong đó quá hạn", "Hạn đã qua vào ngày cuối kỳ", "Đếm đơn", COMPLAINT_SHEETS),
    ),
    column(
        SUSPENDED,
        &["Đang giải quyết", "Trong đó tạm đình chỉ"],
        12,
        |line, kind| kind.count(line.suspended),
        meaning(
            "Trong đó tạm đình chỉ",
            "Đang tạm đình chỉ vào ngày cuối kỳ; thời gian tạm đình chỉ không tính vào thời hạn",
            "Đếm đơn",
            COMPLAINT_SHEETS,
        ),
    ),
    column(
        "rate",
        &["Tỷ lệ đúng hạn"],
        11,
        |line, _| {
            let counts = (line.in_time, line.in_time + line.late);
            OutCell::rate(("[in time]", "([in time]+[late])"), counts, line.in_time_rate)
        },
        meaning(
            "Tỷ lệ đúng hạn",
            "Của đơn đã giải quyết có hạn",
            "Đúng hạn / (đúng hạn + quá hạn)",
            "Các cột bên trái",
        ),
    ),
];

const CONTENT: LineName = LineName {
    head: "Nội dung",
    width: 38,
    meaning: &meaning("Nội dung", "Số hoặc tên nội dung của kế hoạch", "", "Bảng tính tự đánh giá"),
};

/// After the content.
const ASSESSMENT_COLUMNS: &[AnnexColumn<AssessmentFigures>] = &[
    column(
        "verdict",
        &["Tự đánh giá"],
        26,
        |line, _| OutCell::text(&line.verdict),
        meaning(
            "Tự đánh giá",
            "Như đơn vị ghi, che thông tin cá nhân",
            "",
            "Bảng tính tự đánh giá",
        ),
    ),
    column(
        "note",
        &["Ghi chú"],
        32,
        |line, _| OutCell::text(line.note.as_deref().unwrap_or_default()),
        meaning("Ghi chú", "Như đơn vị ghi, che thông tin cá nhân", "", "Bảng tính tự đánh giá"),
    ),
];

fn assessment(report: &Report) -> OutSheet {
    let columns: Vec<_> = ASSESSMENT_COLUMNS.iter().collect();
    let lines = (1..).zip(&report.assessments);
    let said = report.assessments.iter().flat_map(|line| {
        [Some(&line.content), Some(&line.verdict), line.note.as_ref()].into_iter().flatten()
    });
    let covers = said.into_iter().any(|text| is_covered(text));
    let lines = lines.map(|(order, line)| NumberedLine::plain(order, &line.content, line));
    let sheet = OutSheet {
        about: "tự đánh giá các nội dung của kế hoạch",
        stands_as: &["tu-danh-gia"],
        rows: rows(lines, None, &columns),
        notes: covers.then(|| capitalized(COVERED)).into_iter().collect(),
        ..frame(
            report,
            ASSESSMENT,
            "Tự đánh giá kết quả thực hiện các nội dung",
            Orientation::Portrait,
        )
    };
    with_columns(sheet, &CONTENT, &columns, ColumnNumbers::No)
}

const ARCHIVE: &str = "Số liệu đã báo cáo của kỳ đó";

const COMPARISON_MEANINGS: &[Meaning] = &[
    meaning("So với", "Kỳ liền trước, cùng kỳ năm trước", "", ""),
    meaning("Kỳ", "Tên kỳ", "", ""),
    meaning(
        "Giải quyết đúng hạn – Tỷ lệ",
        "Tỷ lệ đúng hạn của hồ sơ đã giải quyết",
        "((8) + (9)) / (7)",
        ARCHIVE,
    ),
    meaning(
        "Giải quyết đúng hạn – Kỳ này thay đổi (điểm %)",
        "Tăng (+) hoặc giảm (−), điểm %",
        "Tỷ lệ kỳ này − tỷ lệ kỳ đó",
        ARCHIVE,
    ),
    meaning("Hài lòng – Tỷ lệ", "Tỷ lệ hài lòng chung", "Mức 4 và 5 / câu trả lời hợp lệ", ARCHIVE),
    meaning(
        "Hài lòng – Kỳ này thay đổi (điểm %)",
        "Tăng (+) hoặc giảm (−), điểm %",
        "Tỷ lệ kỳ này − tỷ lệ kỳ đó",
        ARCHIVE,
    ),
    meaning("Lưu ý", "Điều khiến hai kỳ không so sánh được hoàn toàn", "", ""),
];

fn comparison(report: &Report) -> OutSheet {
    let change_head = "Kỳ này thay đổi (điểm %)";
    let sheet = OutSheet {
        about: "số liệu đã báo cáo của kỳ trước đặt cạnh kỳ này",
        keys: vec!["", "", "on time", "on time change", "satisfied", "satisfied change", ""],
        ids: numbers::COMPARISON,
        meanings: COMPARISON_MEANINGS.iter().collect(),
        widths: vec![20, 24, 13, 18, 13, 18, 34],
        header: vec![
            vec![
                span("So với", 2, 1),
                span("Kỳ", 2, 1),
                span("Giải quyết đúng hạn", 1, 2),
                span("Hài lòng", 1, 2),
                span("Lưu ý", 2, 1),
            ],
            heads(&["Tỷ lệ", change_head, "Tỷ lệ", change_head]),
        ],
        notes: vec!["Thay đổi là hiệu của hai tỷ lệ đã làm tròn, tính bằng điểm %".to_owned()],
        ..frame(report, COMPARISON, "So sánh với kỳ trước và cùng kỳ", Orientation::Landscape)
    };
    let (on_time, satisfied) = (report.dossiers.total.on_time_rate, report.satisfaction.total.rate);
    let own = own_code(report);
    let ids = ["TL-01", "HL-20"].map(|number| figure_id(number, &own));
    // This period stands in the first row.
    let first = sheet.first_row() + 1;
    let mut rows = vec![
        OutRow::body(vec![
            OutCell::text("Kỳ này"),
            OutCell::text(&report.period.name),
            rate(on_time),
            OutCell::dash(),
            rate(satisfied),
            OutCell::dash(),
            OutCell::text(""),
        ])
        .of(RowFigures::Ids(ids.join(", "))),
    ];
    let others =
        [("Kỳ trước", "KT", &report.previous), ("Cùng kỳ năm trước", "CK", &report.year_ago)];
    for (label, code, other) in others {
        rows.extend(other.as_ref().map(|other| {
            OutRow::body(vec![
                OutCell::text(label),
                OutCell::text(&other.name),
                rate(other.on_time_rate),
                change(
                    &format!("C{first}-C#"),
                    on_time,
                    other.on_time_rate,
                    other.on_time_change.as_deref(),
                ),
                rate(other.satisfaction_rate),
                change(
                    &format!("E{first}-E#"),
                    satisfied,
                    other.satisfaction_rate,
                    other.satisfaction_change.as_deref(),
                ),
                OutCell::text(notes(other, on_time, satisfied)),
            ])
            .of(RowFigures::Line(TableLines::Earlier, code.to_owned()))
        }));
    }
    OutSheet { rows, ..sheet }
}

/// Why two rates that are there are not compared, as the report says it; then both notes, where they differ.
fn notes(other: &Comparison, on_time: Ratio, satisfied: Ratio) -> String {
    let is_silent = |change: &Option<String>, now: Ratio, then: Ratio| {
        change.is_none() && now.whole > 0 && then.whole > 0
    };
    let mut notes: Vec<&str> = Vec::new();
    if is_silent(&other.on_time_change, on_time, other.on_time_rate) {
        notes.push("Không so sánh tỷ lệ đúng hạn: có kỳ dưới 30 hồ sơ đã giải quyết");
    }
    if is_silent(&other.satisfaction_change, satisfied, other.satisfaction_rate) {
        notes.push("Không so sánh mức độ hài lòng: có kỳ dưới 30 phiếu");
    }
    for note in [&other.on_time_note, &other.satisfaction_note].into_iter().flatten() {
        if !notes.contains(&note.as_str()) {
            notes.push(note);
        }
    }
    notes.join("; ")
}

/// The rate of this period less that of another, in percentage points; a dash where it is not said, since few stand
/// behind one of both.
fn change(difference: &str, now: Ratio, then: Ratio, said: Option<&str>) -> OutCell {
    let points = |rate: Ratio| rate.hundredths().and_then(|value| i64::try_from(value).ok());
    match (points(now), points(then)) {
        (Some(now), Some(then)) if said.is_some() => {
            OutCell::Live(format!("ROUND(({difference})*100,2)"), Figure::Points(now - then))
        }
        _ => OutCell::dash(),
    }
}

fn rate(figure: Ratio) -> OutCell {
    if figure.whole == 0 {
        OutCell::Number(Figure::Rate(figure))
    } else {
        OutCell::Live(format!("ROUND({}/{},4)", figure.part, figure.whole), Figure::Rate(figure))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::sample;

    #[test]
    fn rates_that_the_report_does_not_compare_are_not_compared_here() {
        let mut report = sample::full();
        let then = report.satisfaction.total.rate;
        let previous = report.previous.as_mut().expect("a period before");
        (previous.satisfaction_rate, previous.satisfaction_change) =
            (then, Some("0,00".to_owned()));
        let row = |report: &Report| comparison(report).rows[1].cells.clone();
        let is_dash = |cell: &OutCell| matches!(cell, OutCell::Mark(text) if text == "–");
        let cells = row(&report);
        assert!(!is_dash(&cells[3]) && !is_dash(&cells[5]), "{cells:?}");
        let previous = report.previous.as_mut().expect("a period before");
        (previous.on_time_change, previous.satisfaction_change) = (None, None);
        let cells = row(&report);
        assert!(is_dash(&cells[3]) && is_dash(&cells[5]), "{cells:?}");
        let OutCell::Text(note) = &cells[6] else { panic!("{cells:?}") };
        for words in ["dưới 30 hồ sơ đã giải quyết", "dưới 30 phiếu"] {
            assert!(note.contains(words), "{note}");
        }
    }
}
