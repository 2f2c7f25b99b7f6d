//! A document as headings, paragraphs, tables and charts: what every writer renders, and all that it renders.

use jiff::civil::Date;

use crate::document::chart::Chart;

/// A whole document in the frame of NĐ 30/2020/NĐ-CP.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Document {
    pub(crate) meta: Meta,
    pub(crate) paper: Paper,
    pub(crate) letterhead: Letterhead,
    pub(crate) title: Title,
    /// Kính gửi; none for most reports.
    pub(crate) addressees: Vec<String>,
    /// The form number, period and units of a statutory form stand in the annex; here is only the text.
    pub(crate) body: Vec<Block>,
    pub(crate) signature: Signature,
    pub(crate) annexes: Vec<Annex>,
}

/// Metadata; the same in every format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Meta {
    pub(crate) title: String,
    pub(crate) author: String,
    pub(crate) subject: String,
    pub(crate) keywords: String,
    /// The day judged: the only date in any file, 00:00 +07:00.
    pub(crate) day: Date,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
pub(crate) enum Paper {
    A4,
    /// Forms 01–05 of TT 01/2018/TT-VPCP Điều 9.
    A5,
}

/// Boxes 1 to 4, and what else the first page says of the agency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Letterhead {
    /// Box 2, `UBND TỈNH TRÀ VINH`, line by line; none for a body without a superior.
    pub(crate) superior: Vec<String>,
    /// Box 2, one item for each line that the office wants broken by hand.
    pub(crate) agency: Vec<String>,
    /// Box 3, `Số:      /BC-SLĐTBXH`; none for a thư công without number.
    pub(crate) number: Option<String>,
    /// Box 4, `Trà Vinh, ngày     tháng 3 năm 2020`.
    pub(crate) place_date: String,
    /// Quốc hiệu and Tiêu ngữ, which a thư công may leave out.
    pub(crate) motto: bool,
    /// Box 5b, `V/v …`, for a công văn.
    pub(crate) regarding: Option<String>,
    /// Box 13, at the foot of the first page: where the agency is found, one item a line. For a công văn,
    /// which has no annexes.
    pub(crate) contact: Vec<String>,
}

/// Box 5a.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Title {
    /// `BÁO CÁO`; empty for a công văn.
    pub(crate) kind: String,
    /// Trích yếu; a rule is drawn below it.
    pub(crate) subject: Option<String>,
    /// A line in brackets below, `(Từ ngày … đến ngày …)`.
    pub(crate) note: Option<String>,
}

/// Boxes 7 and 9b.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Signature {
    /// `KT. GIÁM ĐỐC`, `PHÓ GIÁM ĐỐC`: one item a line; empty for an unsigned internal list.
    pub(crate) authority: Vec<String>,
    pub(crate) name: Option<String>,
    /// Nơi nhận, each without `- ` and final mark.
    pub(crate) recipients: Vec<String>,
}

/// A numbered annex on pages of its own.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Annex {
    /// `Phụ lục I`, or `Phụ lục` when there is only one.
    pub(crate) label: String,
    /// Title, in capitals when printed.
    pub(crate) title: String,
    /// `(Kèm theo Báo cáo số …)`.
    pub(crate) reference: Option<String>,
    pub(crate) orientation: Orientation,
    pub(crate) body: Vec<Block>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Orientation {
    Portrait,
    Landscape,
}

/// One block of the body.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Block {
    /// Level 1: `I. …` (mục), 2: `1. …` (khoản), 3: `a) …` (điểm); the number is part of the text.
    Heading {
        level: u8,
        text: Vec<Inline>,
    },
    Paragraph {
        style: ParagraphStyle,
        text: Vec<Inline>,
    },
    /// Items begin with their mark (`- `, `+ `, `a) `) in print.
    List(Vec<ListItem>),
    Table(Table),
    Chart(Chart),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ParagraphStyle {
    /// Justified, first line indented.
    Body,
    /// Căn cứ: italic.
    LegalBasis,
    /// Smaller, below a table or chart.
    Note,
    /// Upright and small, at the left: number and source of a form.
    FormNumber,
    /// Flush right, italic: `Đơn vị tính: Số hồ sơ TTHC`.
    Unit,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ListItem {
    /// `-`, `+`, `a)`.
    pub(crate) mark: String,
    pub(crate) text: Vec<Inline>,
    pub(crate) children: Vec<ListItem>,
}

/// A run of text in one style.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Inline {
    pub(crate) text: String,
    pub(crate) bold: bool,
    pub(crate) italic: bool,
    /// Id of the figure that the run is, `HS-07`.
    pub(crate) figure: Option<String>,
}

impl Inline {
    pub(crate) fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), bold: false, italic: false, figure: None }
    }

    /// Whether both are set in one style, and so as one run.
    pub(crate) fn is_set_like(&self, other: &Self) -> bool {
        (self.bold, self.italic) == (other.bold, other.italic)
    }

    /// Runs as they are set where nothing leads from a figure: it is one with the words around it.
    pub(crate) fn merged(text: &[Self]) -> Vec<Self> {
        let is_parted = |one: &Self, other: &Self| one.figure.is_some() || other.figure.is_some();
        let alike = text.chunk_by(|one, other| one.is_set_like(other) && is_parted(one, other));
        let joined = alike.filter_map(|runs| {
            let words = runs.iter().map(|run| run.text.as_str()).collect();
            Some(Self { text: words, figure: None, ..runs.first()?.clone() })
        });
        joined.collect()
    }
}

/// A table. Every row covers all columns once spans are counted.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Table {
    /// Name in the template and of the sheet in the annex workbook.
    pub(crate) id: String,
    /// `Bảng 1. …`, numbered.
    pub(crate) caption: Option<String>,
    /// `Đơn vị tính: …`, above the table at the right, italic.
    pub(crate) unit: Option<String>,
    pub(crate) columns: Vec<Column>,
    /// Header rows, repeated on every page.
    pub(crate) header: Vec<Vec<HeaderCell>>,
    pub(crate) rows: Vec<BlockRow>,
    /// Below the table.
    pub(crate) notes: Vec<String>,
    /// Whether the text calls it by its number.
    pub(crate) is_called: bool,
}

/// Width as a share of the table's, and how cells are set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Column {
    pub(crate) share: u32,
    pub(crate) align: Align,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Align {
    Left,
    Center,
    Right,
}

/// A header cell; cells covered by a span from above or from the left are not listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct HeaderCell {
    pub(crate) text: String,
    pub(crate) columns: u32,
    pub(crate) rows: u32,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct BlockRow {
    pub(crate) kind: RowKind,
    /// One for each column.
    pub(crate) cells: Vec<String>,
    /// Ids of the figures in the cells, by column; shorter where no further cell is a figure.
    pub(crate) figures: Vec<Option<String>>,
    /// Cells of several figures, by column, as the runs that they are made of.
    pub(crate) runs: Vec<(usize, Vec<Inline>)>,
}

impl BlockRow {
    /// Of cells that hold one figure each, or none; which are told beside.
    pub(crate) fn new(kind: RowKind, cells: Vec<String>) -> Self {
        Self { kind, cells, figures: Vec::new(), runs: Vec::new() }
    }

    /// The runs of a cell that has several figures.
    pub(crate) fn runs_of(&self, column: usize) -> Option<&[Inline]> {
        let (_, runs) = self.runs.iter().find(|(of, _)| *of == column)?;
        Some(runs)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RowKind {
    Body,
    /// Bold: a total.
    Total,
    /// Bold, over all columns: a section inside the table. Only the first cell has text.
    Section,
}
