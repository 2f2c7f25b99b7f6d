//! The workbook in which the office ticks the comments that it publishes: their words, covered as they would be printed.

use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, Format, FormatUnderline, XlsxError,
};

use crate::document::Orientation;
use crate::model::{CommentPiece, Masked, NameDoubt, Period, UNKNOWN_DEPARTMENT, short_date};
use crate::render::xlsx::cell::{OutCell, OutRow};
use crate::render::xlsx::frame::blank;
use crate::render::xlsx::looks::Looks;
use crate::render::xlsx::saved::saved;
use crate::render::xlsx::sheet::{Filter, OutSheet, heads};
use crate::render::xlsx::text::clean;
use crate::render::xlsx::write::add;
use crate::render::xlsx::{About, new_book};

/// What the workbook is made from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Publication<'a> {
    pub(crate) lines: &'a [PublicationLine],
    pub(crate) period: Period,
}

/// A comment.
#[derive(Clone, Debug)]
pub(crate) struct PublicationLine {
    /// `phieu.xlsx › Phiếu › dòng 12`.
    pub(crate) origin: String,
    pub(crate) fingerprint: String,
    /// `None` has no report of its own.
    pub(crate) department: Option<String>,
    pub(crate) source: &'static str,
    pub(crate) topics: Vec<String>,
    /// On one of so few sheets of its department that its rate is not told.
    pub(crate) is_of_few: bool,
    pub(crate) words: Masked,
    /// As it is published already.
    pub(crate) published: Option<String>,
}

const SHEET: &str = "Ý kiến";
/// Columns: what is published, and the tick.
const WORDS: u16 = 5;
const TICK: u16 = 6;
/// Letters of a comment that a cell takes; the rest is left out.
const MOST: usize = 8_000;

pub(super) fn workbook(publication: &Publication<'_>) -> Result<Vec<u8>, XlsxError> {
    let looks = Looks::new();
    let period = publication.period;
    let about = About {
        title: format!("Ý kiến của tổ chức, cá nhân {}", period.name()),
        author: String::new(),
        day: period.span.to,
    };
    let mut book = new_book(&looks.plain, &about)?;
    let sheet = sheet(publication);
    add(&mut book, &looks, &sheet)?;
    let page = book.worksheet_from_index(0)?;
    let first = sheet.first_row();
    for (row, line) in (first..).zip(publication.lines) {
        if line.published.is_none() {
            highlight(page, row, &line.words, &looks)?;
        }
    }
    let last = first + u32::try_from(publication.lines.len()).unwrap_or(1).saturating_sub(1);
    let tick = DataValidation::new()
        .allow_list_strings(&["x"])?
        .set_error_style(DataValidationErrorStyle::Stop)
        .set_error_title("Kiểm tra lại")?
        .set_error_message("Chọn x để đăng, để trống thì không đăng")?;
    page.add_data_validation(first, TICK, last, TICK, &tick)?;
    saved(&mut book)
}

fn sheet(publication: &Publication<'_>) -> OutSheet {
    let rows = (1..).zip(publication.lines).map(|(order, line)| {
        let words = line.published.clone().unwrap_or_else(|| shown(&line.words));
        let tick =
            if line.published.is_some() { OutCell::Mark("x".to_owned()) } else { OutCell::Blank };
        OutRow::body(vec![
            OutCell::Order(order),
            OutCell::text(&line.origin),
            OutCell::text(line.department.as_deref().unwrap_or(UNKNOWN_DEPARTMENT)),
            OutCell::text(line.source),
            OutCell::text(if line.topics.is_empty() {
                "Nội dung khác".to_owned()
            } else {
                line.topics.join("; ")
            }),
            OutCell::text(words),
            tick,
            OutCell::text(notes(line).join("; ")),
            OutCell::text(&line.fingerprint),
        ])
    });
    let span = publication.period.span;
    OutSheet {
        widths: vec![5, 26, 24, 13, 24, 58, 7, 36, 19],
        header: vec![heads(&[
            "STT",
            "Vị trí",
            "Đơn vị",
            "Ghi tại",
            "Nói về",
            "Nội dung đăng",
            "Đăng",
            "Xem lại",
            "Mã ý kiến",
        ])],
        rows: rows.collect(),
        notes: vec![
            "Cột “Đăng”: chọn x thì ý kiến được in trong báo cáo hoặc thông báo kết quả của đơn vị; để trống thì \
             chỉ được đếm, không một chữ nào ra khỏi cơ quan"
                .to_owned(),
            "Cột “Nội dung đăng” là lời sẽ in. Số điện thoại, số giấy tờ, thư điện tử, tên và địa chỉ nhận ra được đã \
             được thay bằng chữ trong ngoặc vuông; chữ gạch chân, màu đỏ là chữ còn ngờ, cột “Xem lại” nói vì sao"
                .to_owned(),
            "Muốn bớt chữ nào (tên người, chuyện riêng) thì thay chữ đó bằng dấu …; không thêm, không đổi chữ khác"
                .to_owned(),
            "Xong thì lưu, đóng Excel, chép tệp này vào du-lieu rồi lập báo cáo; các cột khác giữ nguyên".to_owned(),
        ],
        fixed: 2,
        filter: Filter::Buttons,
        ..blank(
            SHEET,
            "Ý kiến của tổ chức, cá nhân để chọn đăng",
            vec![format!(
                "Kỳ: {} (từ ngày {} đến ngày {})",
                publication.period.name(),
                short_date(span.from),
                short_date(span.to)
            )],
            Orientation::Landscape,
        )
    }
}

/// The words of a comment; what no cell takes is left out, as an office would do it.
fn shown(words: &Masked) -> String {
    let text = words.text();
    if text.chars().count() <= MOST {
        return text;
    }
    let some: String = text.chars().take(MOST).collect();
    let whole = some.rsplit_once(' ').map_or("", |(whole, _)| whole);
    format!("{whole} …")
}

/// Why a line is worth a second look.
fn notes(line: &PublicationLine) -> Vec<String> {
    let mut notes = Vec::new();
    if line.department.is_none() {
        notes.push("chưa rõ đơn vị: không có báo cáo nào để in vào, dù có chọn".to_owned());
    }
    if line.is_of_few && line.department.is_some() {
        notes.push("đơn vị có dưới 05 phiếu: đăng thì dễ đoán ra ai đã viết".to_owned());
    }
    for piece in &line.words.pieces {
        let CommentPiece::Doubtful(words, doubt) = piece else { continue };
        let why = match doubt {
            NameDoubt::AfterAddress => "đứng sau cách xưng hô, có thể là tên người",
            NameDoubt::AsNames => "viết như tên người, tên nơi ở",
            NameDoubt::Figures => "có thể là số điện thoại, số giấy tờ",
        };
        notes.push(format!("“{words}” {why}"));
    }
    notes
}

/// Doubtful words in red and underlined: seen on paper without colours, too.
fn highlight(
    page: &mut rust_xlsxwriter::Worksheet,
    row: u32,
    words: &Masked,
    looks: &Looks,
) -> Result<(), XlsxError> {
    let is_doubtful = |piece: &CommentPiece| matches!(piece, CommentPiece::Doubtful(..));
    let is_whole = words.text().chars().count() <= MOST;
    if !is_whole || words.pieces.len() < 2 || !words.pieces.iter().any(is_doubtful) {
        return Ok(());
    }
    let doubtful = looks
        .plain
        .clone()
        .set_font_color(Color::RGB(0x00C0_0000))
        .set_underline(FormatUnderline::Single);
    let last = words.pieces.len() - 1;
    let parts: Vec<(&Format, String)> = (0..)
        .zip(&words.pieces)
        .map(|(at, piece)| {
            let format = if is_doubtful(piece) { &doubtful } else { &looks.plain };
            let space = if at < last { " " } else { "" };
            (format, clean(&format!("{}{space}", piece.text())).into_owned())
        })
        .collect();
    let parts: Vec<(&Format, &str)> =
        parts.iter().map(|(format, text)| (*format, text.as_str())).collect();
    page.write_rich_string_with_format(row, WORDS, &parts, &looks.body.text)?;
    Ok(())
}
