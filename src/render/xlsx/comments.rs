//! What citizens said, by topic: the table of the report as data.

use crate::document::{Orientation, plain_topic_words};
use crate::render::xlsx::cell::{LineKind, OutCell, OutRow, RowFigures};
use crate::render::xlsx::column::{
    AnnexColumn, ColumnNumbers, LineName, NumberedLine, cells, column, rows, with_columns,
};
use crate::render::xlsx::frame::frame;
use crate::render::xlsx::meaning::meaning;
use crate::render::xlsx::numbers;
use crate::render::xlsx::sheet::{Filter, OutSheet};
use crate::report::{CommentLine, Report, TableLines};

pub(super) const COMMENTS: &str = "Ý kiến theo nội dung";

/// `None` where the report has no such table.
pub(super) fn sheet(report: &Report) -> Option<OutSheet> {
    let figures = &report.comments;
    if !figures.tells_by_topic() {
        return None;
    }
    let columns: Vec<_> = COLUMNS.iter().collect();
    let topics: Vec<TopicLine> = figures
        .by_topic
        .iter()
        .map(|line| TopicLine { line: line.clone(), words: plain_topic_words(report, line) })
        .collect();
    let lines = (1..).zip(&topics).map(|(order, topic)| {
        NumberedLine::named(TableLines::Topics, order, &topic.line.name, topic)
    });
    let mut rows = rows(lines, None, &columns);
    // Counted by itself: a comment on two topics stands in two lines.
    let total = TopicLine { line: figures.total.clone(), words: None };
    let total = cells(OutCell::Blank, ALL, &total, LineKind::Office, &columns);
    rows.push(OutRow::total(total).of(RowFigures::Whole));
    let sheet = OutSheet {
        unit: Some("Đơn vị tính: Ý kiến".to_owned()),
        about: "ý kiến của tổ chức, cá nhân ghi trên phiếu và trong sổ kiến nghị, phản ánh",
        stands_as: &["y-kien"],
        ids: numbers::COMMENTS,
        rows,
        notes: vec![
            "Một ý kiến có thể nói đến nhiều nội dung, nên dòng “Toàn bộ ý kiến” không phải là tổng của các dòng trên".to_owned(),
            "Nội dung, khen hay góp ý nhận ra theo danh mục từ".to_owned(),
        ],
        fixed: 2,
        filter: Filter::None,
        ..frame(
            report,
            COMMENTS,
            "Ý kiến của tổ chức, cá nhân theo nội dung",
            Orientation::Landscape,
        )
    };
    Some(with_columns(sheet, &TOPIC, &columns, ColumnNumbers::No))
}

/// A line with its words as the report has them.
struct TopicLine {
    line: CommentLine,
    words: Option<String>,
}

const ALL: &str = "Toàn bộ ý kiến";

/// What the comments are counted from.
pub(super) const SOURCE: &str = "Phiếu khảo sát, bảng tính đơn thư";

const TOPIC: LineName = LineName {
    head: "Nội dung",
    width: 38,
    meaning: &meaning(
        "Nội dung",
        "Việc mà ý kiến nói đến; chỉ nêu nội dung có ý kiến",
        "Ý kiến có từ nào của nội dung ấy; không có từ nào là “Nội dung khác”",
        "Danh mục từ của phần mềm, theo các nội dung của kế hoạch",
    ),
};

/// After the topic.
const COLUMNS: &[AnnexColumn<TopicLine>] = &[
    column(
        "comments",
        &["Số ý kiến"],
        11,
        |TopicLine { line, .. }, kind| {
            let sum = line.praise + line.wishes + line.unclear;
            kind.adds("[praise]+[wishes]+[unclear]", sum, line.comments)
        },
        meaning(
            "Số ý kiến",
            "Ý kiến trên phiếu và nội dung kiến nghị, phản ánh",
            "Khen + góp ý, phàn nàn + chưa phân loại",
            SOURCE,
        ),
    ),
    column(
        "praise",
        &["Trong đó", "Khen"],
        11,
        |topic, kind| kind.count(topic.line.praise),
        meaning("Khen", "Có lời khen, không có lời chê hay đề nghị", "Đếm ý kiến", SOURCE),
    ),
    column(
        "wishes",
        &["Trong đó", "Góp ý, phàn nàn"],
        12,
        |topic, kind| kind.count(topic.line.wishes),
        meaning(
            "Góp ý, phàn nàn",
            "Có lời chê hay đề nghị, dù có lời khen bên cạnh",
            "Đếm ý kiến",
            SOURCE,
        ),
    ),
    column(
        "unclear",
        &["Trong đó", "Chưa phân loại"],
        12,
        |topic, kind| kind.count(topic.line.unclear),
        meaning("Chưa phân loại", "Không có từ nào của danh mục", "Đếm ý kiến", SOURCE),
    ),
    column(
        "words",
        &["Từ hay gặp"],
        44,
        |topic, kind| match (kind, &topic.words) {
            (LineKind::Office, _) => OutCell::Blank,
            (_, Some(words)) => OutCell::text(words),
            (_, None) => OutCell::dash(),
        },
        meaning(
            "Từ hay gặp",
            "Từ của danh mục có trong từ 02 ý kiến trở lên, số trong ngoặc là số ý kiến",
            "Đếm ý kiến; nhiều nhất 03 từ mỗi loại",
            SOURCE,
        ),
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::sample;

    /// The figures of each line as the cells hold them.
    fn held(report: &Report) -> Vec<(String, [u64; 4])> {
        let sheet = sheet(report).expect("the sheet");
        let keys = ["comments", "praise", "wishes", "unclear"];
        let places = keys.map(|key| usize::from(sheet.column(key).expect("a column")));
        sheet
            .rows
            .iter()
            .map(|row| {
                let OutCell::Text(name) = &row.cells[1] else { panic!("{row:?}") };
                (name.clone(), places.map(|place| row.cells[place].held()))
            })
            .collect()
    }

    #[test]
    fn the_sheet_holds_what_so_lieu_json_says() {
        let report = sample::full();
        let json: serde_json::Value = serde_json::to_value(&report.comments).expect("json");
        let counts = |line: &serde_json::Value| {
            ["so", "khen", "gop_y", "chua_ro"].map(|key| line[key].as_u64().expect("a count"))
        };
        let lines = json["theo_noi_dung"].as_array().expect("lines");
        let mut want: Vec<(String, [u64; 4])> = lines
            .iter()
            .map(|line| (line["ten"].as_str().expect("a name").to_owned(), counts(line)))
            .collect();
        assert!(want.len() > 1, "{want:?}");
        want.push((ALL.to_owned(), counts(&json["tong"])));
        assert_eq!(held(&report), want);
    }

    #[test]
    fn what_is_not_told_of_few_has_no_sheet() {
        let mut report = sample::full();
        report.comments.leave_out_tones();
        assert!(sheet(&report).is_none());
        assert!(report.comments.total.comments > 0);
    }
}
