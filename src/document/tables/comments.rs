//! What citizens said, as a table: by topic, in words of the list and never in theirs.

use crate::document::block::{Align, Table};
use crate::document::tables::{counts, of_figures};
use crate::document::text::thousands;
use crate::report::{CommentLine, Report, TableLines};

use Align::{Left, Right};

/// Frequent words that are named of a topic.
const NAMED: usize = 3;

/// Nothing where nobody said anything.
pub(crate) fn by_topic(report: &Report) -> Option<Table> {
    let figures = &report.comments;
    if figures.total.comments == 0 || figures.by_topic.is_empty() {
        return None;
    }
    let (mut table, columns) = of_figures(
        "y-kien",
        "Ý kiến của tổ chức, cá nhân theo nội dung",
        &[
            (44, Left, "Nội dung", ""),
            (11, Right, "Số ý kiến", "YK-01"),
            (11, Right, "Khen", "YK-02"),
            (13, Right, "Góp ý, phàn nàn", "YK-03"),
            (13, Right, "Chưa phân loại", "YK-04"),
            (44, Left, "Từ hay gặp", ""),
        ],
    );
    table.unit = Some("Đơn vị tính: Ý kiến".to_owned());
    table.rows.extend(
        figures
            .by_topic
            .iter()
            .map(|line| columns.line(report, TableLines::Topics, &line.name, cells(line))),
    );
    table.notes.push(
        "Nội dung, khen hay góp ý nhận ra theo danh mục từ; một ý kiến có thể nói đến nhiều nội dung.".to_owned(),
    );
    Some(table)
}

fn cells(line: &CommentLine) -> Vec<String> {
    let words = line.frequent().take(NAMED);
    let words: Vec<String> =
        words.map(|word| format!("{} ({})", word.word, thousands(word.comments))).collect();
    // Without the number of the plan's content that it belongs to: that content has another name.
    let mut cells = vec![line.name.clone()];
    cells.extend(counts([line.comments, line.praise, line.wishes, line.unclear]));
    cells.push(if words.is_empty() { "–".to_owned() } else { words.join(", ") });
    cells
}
