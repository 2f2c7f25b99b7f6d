//! The named styles: built-in ones where Word has them, so that headings show in its navigation pane, ours elsewhere.

use docx_rs::{
    AbstractNumbering, AlignmentType, BorderType, IndentLevel, Level, LevelJc, LevelSuffixType,
    LevelText, LineSpacing, LineSpacingType, NumberFormat, Numbering, NumberingId, Numberings,
    ParagraphBorder, ParagraphBorderPosition, ParagraphBorders, RunFonts, SpecialIndentType, Start,
    Style, StyleType, Styles, TableBorder, TableBorderPosition, TableBorders, TableCellMargins,
    TableProperty, WidthType,
};

use crate::render::docx::units::{half_points, twips};
use crate::render::page::{SIDE, Sizes};

pub(crate) const FONT: &str = "Times New Roman";
/// The list of each level: `-`, then `+`.
pub(crate) const MARKS: [(&str, &str); 2] = [("-", "ListBullet"), ("+", "ListBullet2")];
/// Above and below the text of a cell, in millimetres.
const CELL_GAP: f32 = 0.8;

/// How a paragraph style differs from the one it is based on.
#[derive(Clone, Copy, Debug)]
struct Look {
    id: &'static str,
    name: &'static str,
    based: &'static str,
    next: &'static str,
    size: Option<u8>,
    bold: bool,
    italic: bool,
    align: Option<AlignmentType>,
    /// First-line indent, in millimetres.
    first: Option<f32>,
    /// Space above, in millimetres.
    before: f32,
    /// Line spacing in single lines.
    leading: Option<f32>,
    /// Stays with the next paragraph, in one piece.
    keep: bool,
    /// Level in the navigation pane, from 0.
    outline: Option<usize>,
}

const PLAIN: Look = Look {
    id: "",
    name: "",
    based: "Normal",
    next: "",
    size: None,
    bold: false,
    italic: false,
    align: None,
    first: None,
    before: 0.0,
    leading: None,
    keep: false,
    outline: None,
};

/// All styles, with the sizes of the paper.
pub(crate) fn styles(sizes: &Sizes) -> Styles {
    let fonts = RunFonts::new().ascii(FONT).hi_ansi(FONT).cs(FONT).east_asia(FONT);
    let single = LineSpacing::new().line_rule(LineSpacingType::Auto).line(240).before(0).after(0);
    let mut styles = Styles::new()
        .default_fonts(fonts)
        .default_size(half_points(sizes.body))
        .default_line_spacing(single)
        .add_style(
            Style::new("DefaultParagraphFont", StyleType::Character)
                .name("Default Paragraph Font")
                .ui_priority(1)
                .semi_hidden()
                .unhide_when_used()
                .q_format(false),
        )
        .add_style(
            Style::new("NoList", StyleType::Numbering)
                .name("No List")
                .ui_priority(99)
                .semi_hidden()
                .unhide_when_used()
                .q_format(false),
        )
        .add_style(plain_table())
        .add_style(data_table())
        .add_style(rule())
        .add_style(section_break());
    for look in [text_looks(sizes), letterhead_looks(sizes), title_looks(sizes)].concat() {
        styles = styles.add_style(paragraph_style(&look));
    }
    styles
}

fn paragraph_style(look: &Look) -> Style {
    let mut style = Style::new(look.id, StyleType::Paragraph).name(look.name).based_on(look.based);
    if !look.next.is_empty() {
        style = style.next(look.next);
    }
    if let Some(size) = look.size {
        style = style.size(half_points(size));
    }
    if look.bold {
        style = style.bold();
    }
    if look.italic {
        style = style.italic();
    }
    if let Some(align) = look.align {
        style = style.align(align);
    }
    if let Some(first) = look.first {
        let special = SpecialIndentType::FirstLine(twips(first));
        style = style.indent(Some(0), Some(special), None, None);
    }
    let mut spacing = LineSpacing::new();
    if look.before > 0.0 {
        spacing = spacing.before(twips(look.before).unsigned_abs());
    }
    if let Some(leading) = look.leading {
        spacing = spacing.line_rule(LineSpacingType::Auto).line((240.0 * leading).round() as i32);
    }
    if look.before > 0.0 || look.leading.is_some() {
        style = style.line_spacing(spacing);
    }
    if look.keep {
        style.paragraph_property = style.paragraph_property.keep_next(true).keep_lines(true);
    }
    if let Some(level) = look.outline {
        style = style.outline_lvl(level);
    }
    if let Some(level) = MARKS.iter().position(|(_, id)| *id == look.id) {
        let list = NumberingId::new(LIST);
        style.paragraph_property =
            style.paragraph_property.numbering(list, IndentLevel::new(level));
    }
    style
}

/// Headings, text, lists, tables.
fn text_looks(sizes: &Sizes) -> Vec<Look> {
    let Sizes { body, caption, note, indent, leading, gap, .. } = *sizes;
    let both = Some(AlignmentType::Both);
    let center = Some(AlignmentType::Center);
    let text =
        Look { align: both, first: Some(indent), before: gap, leading: Some(leading), ..PLAIN };
    let heading = Look {
        next: "BodyText",
        size: Some(body),
        bold: true,
        before: gap * 1.25,
        keep: true,
        ..text
    };
    vec![
        Look { id: "BodyText", name: "Body Text", ..text },
        Look { id: "Heading1", name: "heading 1", outline: Some(0), ..heading },
        Look { id: "Heading2", name: "heading 2", outline: Some(1), ..heading },
        Look { id: "Heading3", name: "heading 3", outline: Some(2), bold: false, ..heading },
        Look { id: "List", name: "List", ..text },
        Look { id: "ListBullet", name: "List Bullet", based: "List", ..PLAIN },
        Look { id: "ListBullet2", name: "List Bullet 2", based: "List", ..PLAIN },
        Look { id: "CanCu", name: "Căn cứ", based: "BodyText", italic: true, ..PLAIN },
        Look { id: "BieuSo", name: "Biểu số", size: Some(note), before: gap / 2.0, ..PLAIN },
        Look {
            id: "GhiChu",
            name: "Ghi chú",
            size: Some(note),
            italic: true,
            align: both,
            before: gap / 2.0,
            ..PLAIN
        },
        Look {
            id: "DonViTinh",
            name: "Đơn vị tính",
            size: Some(caption),
            italic: true,
            align: Some(AlignmentType::Right),
            before: gap,
            keep: true,
            ..PLAIN
        },
        Look {
            id: "Caption",
            name: "caption",
            size: Some(caption),
            bold: true,
            align: center,
            before: gap * 0.8,
            ..PLAIN
        },
        Look { id: "Hinh", name: "Hình", align: center, before: gap * 1.3, keep: true, ..PLAIN },
        Look { id: "OBang", name: "Ô bảng", size: Some(sizes.table), ..PLAIN },
        Look {
            id: "TieuDeBang",
            name: "Tiêu đề bảng",
            based: "OBang",
            bold: true,
            align: center,
            keep: true,
            ..PLAIN
        },
    ]
}

/// Boxes 1 to 4 and 5b of the decree.
fn letterhead_looks(sizes: &Sizes) -> Vec<Look> {
    let boxed = Look { align: Some(AlignmentType::Center), ..PLAIN };
    vec![
        Look {
            id: "QuocHieu",
            name: "Quốc hiệu",
            size: Some(sizes.letterhead),
            bold: true,
            ..boxed
        },
        Look { id: "TieuNgu", name: "Tiêu ngữ", size: Some(sizes.motto), bold: true, ..boxed },
        Look {
            id: "CoQuanChuQuan",
            name: "Cơ quan chủ quản",
            size: Some(sizes.letterhead),
            ..boxed
        },
        Look {
            id: "CoQuanBanHanh",
            name: "Cơ quan ban hành",
            size: Some(sizes.letterhead),
            bold: true,
            ..boxed
        },
        Look { id: "SoKyHieu", name: "Số và ký hiệu", size: Some(sizes.motto), ..boxed },
        Look {
            id: "DiaDanhNgayThang",
            name: "Địa danh và ngày tháng năm",
            size: Some(sizes.motto),
            italic: true,
            ..boxed
        },
        Look {
            id: "TrichYeuCongVan",
            name: "Trích yếu công văn",
            size: Some(sizes.regarding),
            before: 2.12,
            ..boxed
        },
    ]
}

/// Boxes 5a, 7, 9 and 13, annexes and page numbers.
fn title_looks(sizes: &Sizes) -> Vec<Look> {
    let boxed = Look { align: Some(AlignmentType::Center), ..PLAIN };
    vec![
        Look {
            id: "Title",
            name: "Title",
            next: "Subtitle",
            size: Some(sizes.title),
            bold: true,
            before: sizes.gap * 3.0,
            leading: Some(1.05),
            keep: true,
            ..boxed
        },
        Look {
            id: "Subtitle",
            name: "Subtitle",
            next: "BodyText",
            size: Some(sizes.title),
            bold: true,
            leading: Some(1.05),
            keep: true,
            ..boxed
        },
        Look {
            id: "DuoiTieuDe",
            name: "Dòng dưới tiêu đề",
            size: Some(sizes.caption),
            italic: true,
            keep: true,
            ..boxed
        },
        Look { id: "KinhGui", name: "Kính gửi", align: None, ..boxed },
        Look {
            id: "PhuLuc",
            name: "Phụ lục",
            next: "BodyText",
            size: Some(sizes.title),
            bold: true,
            leading: Some(1.05),
            keep: true,
            outline: Some(0),
            ..boxed
        },
        Look {
            id: "QuyenHan", name: "Quyền hạn và chức vụ", bold: true, keep: true, ..boxed
        },
        Look { id: "NguoiKy", name: "Họ tên người ký", bold: true, ..boxed },
        Look {
            id: "NoiNhan",
            name: "Nơi nhận",
            next: "DanhSachNoiNhan",
            size: Some(sizes.recipients),
            bold: true,
            italic: true,
            keep: true,
            ..PLAIN
        },
        Look {
            id: "DanhSachNoiNhan",
            name: "Danh sách nơi nhận",
            size: Some(sizes.recipient),
            ..PLAIN
        },
        Look { id: "Header", name: "header", size: Some(sizes.page_number), ..boxed },
        Look { id: "Footer", name: "footer", size: Some(sizes.recipient), ..boxed },
    ]
}

/// An empty paragraph with a line above it: the rules below box 1, 2 and 5a, as long as its indents leave.
fn rule() -> Style {
    let line = ParagraphBorder::new(ParagraphBorderPosition::Top)
        .val(BorderType::Single)
        .size(6)
        .space(0)
        .color("000000");
    let mut style = Style::new("DuongKe", StyleType::Paragraph)
        .name("Đường kẻ")
        .based_on("Normal")
        .size(2)
        .line_spacing(LineSpacing::new().before(60).line_rule(LineSpacingType::Exact).line(60));
    style.paragraph_property = style
        .paragraph_property
        .set_borders(ParagraphBorders::with_empty().set(line))
        .keep_next(true);
    style
}

/// As good as invisible: parts tables, ends sections.
fn section_break() -> Style {
    Style::new("NgatPhan", StyleType::Paragraph)
        .name("Ngắt phần")
        .based_on("Normal")
        .size(2)
        .line_spacing(LineSpacing::new().line_rule(LineSpacingType::Exact).line(20))
}

fn plain_table() -> Style {
    Style::new("TableNormal", StyleType::Table)
        .name("Normal Table")
        .ui_priority(99)
        .semi_hidden()
        .unhide_when_used()
        .q_format(false)
        .table_property(without_borders(0, 0))
}

fn data_table() -> Style {
    let borders = [
        TableBorderPosition::Top,
        TableBorderPosition::Left,
        TableBorderPosition::Bottom,
        TableBorderPosition::Right,
        TableBorderPosition::InsideH,
        TableBorderPosition::InsideV,
    ]
    .into_iter()
    .fold(TableBorders::with_empty(), |borders, position| {
        borders.set(TableBorder::new(position).size(4).color("000000"))
    });
    let (side, above) = (twips(SIDE).unsigned_abs(), twips(CELL_GAP).unsigned_abs());
    Style::new("BangSoLieu", StyleType::Table)
        .name("Bảng số liệu")
        .based_on("TableNormal")
        .table_property(without_borders(above as usize, side as usize).set_borders(borders))
}

fn without_borders(above: usize, side: usize) -> TableProperty {
    let margins = TableCellMargins::new()
        .margin_top(above, WidthType::Dxa)
        .margin_left(side, WidthType::Dxa)
        .margin_bottom(above, WidthType::Dxa)
        .margin_right(side, WidthType::Dxa);
    TableProperty::without_borders().set_margins(margins).indent(0)
}

/// The number of the only list, and of its definition; docx-rs keeps 1 for one of its own.
const LIST: usize = 2;

/// Dashes and crosses that Word puts before each item; the text follows after a space, as on paper.
pub(crate) fn numberings(sizes: &Sizes) -> Numberings {
    let first = SpecialIndentType::FirstLine(twips(sizes.indent));
    let mut list = AbstractNumbering::new(LIST);
    for (number, (mark, style)) in MARKS.iter().enumerate() {
        let level = Level::new(
            number,
            Start::new(1),
            NumberFormat::new("bullet"),
            LevelText::new(*mark),
            LevelJc::new("left"),
        )
        .fonts(RunFonts::new().ascii(FONT).hi_ansi(FONT).cs(FONT))
        .suffix(LevelSuffixType::Space)
        .paragraph_style(*style)
        .indent(Some(0), Some(first), None, None);
        list = list.add_level(level);
    }
    Numberings::new().add_abstract_numbering(list).add_numbering(Numbering::new(LIST, LIST))
}
