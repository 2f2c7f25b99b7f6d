//! What citizens said, as a table: by topic, in words of the list and never in theirs.

use crate::document::block::{Align, BlockRow, Inline, Table};
use crate::document::marked::{figure, parted, words as plain_words};
use crate::document::tables::{FigureColumns, counts, of_figures};
use crate::document::text::thousands;
use crate::report::{CommentLine, Report, TableLines, Voice, topic_word_id};

use Align::{Left, Right};

/// Nothing where a sentence says as much.
pub(crate) fn by_topic(report: &Report) -> Option<Table> {
    let figures = &report.comments;
    if !figures.tells_by_topic() {
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
    table.rows.extend(figures.by_topic.iter().map(|line| topic(report, line, &columns)));
    table.notes.push(
        "Nội dung, khen hay góp ý nhận ra theo danh mục từ; một ý kiến có thể nói đến nhiều nội dung.".to_owned(),
    );
    Some(table)
}

/// Each of its words leads to its own number.
fn topic(report: &Report, line: &CommentLine, columns: &FigureColumns) -> BlockRow {
    let words = topic_words(report, line);
    let runs = parted(&Inline::plain(words.clone().unwrap_or_default()));
    let mut cells = cells(line);
    let said: String = runs.iter().map(|run| run.text.as_str()).collect();
    let column = cells.len();
    cells.push(if said.is_empty() { "–".to_owned() } else { said });
    let row = columns.line(report, TableLines::Topics, &line.name, cells);
    if words.is_none() { row } else { BlockRow { runs: vec![(column, runs)], ..row } }
}

/// The frequent words of a topic as the table has them; `None` where there is none.
pub(crate) fn plain_topic_words(report: &Report, line: &CommentLine) -> Option<String> {
    topic_words(report, line).map(|text| plain_words(&text))
}

fn topic_words(report: &Report, line: &CommentLine) -> Option<String> {
    let words = Voice::ALL.into_iter().filter_map(|voice| words(report, line, voice));
    let words: Vec<String> = words.collect();
    (!words.is_empty()).then(|| words.join("; "))
}

/// `góp ý: thời gian chờ (5), …`; `None` where no word is frequent in what they say so.
fn words(report: &Report, line: &CommentLine, voice: Voice) -> Option<String> {
    let words = line.named_words(voice).into_iter().map(|(word, comments)| {
        let id = topic_word_id(report, line, word, voice);
        format!("{} ({})", word.word, figure(id.as_deref(), &thousands(comments)))
    });
    let words: Vec<String> = words.collect();
    let before = match voice {
        Voice::Wishes => "góp ý",
        Voice::Praise => "khen",
    };
    (!words.is_empty()).then(|| format!("{before}: {}", words.join(", ")))
}

fn cells(line: &CommentLine) -> Vec<String> {
    // Without the number of the plan's content that it belongs to: that content has another name.
    let mut cells = vec![line.name.clone()];
    cells.extend(counts([line.comments, line.praise, line.wishes, line.unclear]));
    cells
}
