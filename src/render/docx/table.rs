//! Tables of Word: headers with spans that repeat, rows that stay whole, columns as wide as on the printed page.

use docx_rs::{
    AlignmentType, Paragraph, Run, RunProperty, Table as Grid, TableCell, TableLayoutType,
    TableRow, VAlignType, VMergeType, WidthType,
};

use crate::document::{Align, BlockRow, HeaderCell, RowKind, Table, whole_words};
use crate::render::docx::body::DocxComposer;
use crate::render::docx::finish::TableFacts;
use crate::render::docx::paragraph::line;
use crate::render::docx::paragraph::run;
use crate::render::docx::units::{half_points, twips};
use crate::render::page::{Face, SIDE, header_cells, line_height, measured};

/// Share of a page below which a table is never parted. The PDF keeps tables of up to half a page whole as long as no
/// more than a seventh stays blank for it, and fills that with what follows; Word cannot do either, so that a table of
/// half a page would leave half a page blank before it.
const SMALL_TABLE: f32 = 1.0 / 3.0;

/// How the cells of one table are set.
struct TableSetting {
    size: u8,
    /// Millimetres.
    widths: Vec<f32>,
    /// The size is not the one of the style.
    own_size: bool,
}

impl DocxComposer<'_> {
    pub(crate) fn table(&mut self, table: &Table) {
        if table.columns.is_empty() {
            return;
        }
        let gap = self.sizes.gap;
        self.gap(gap * 1.3);
        if let Some(caption) = &table.caption {
            self.add(
                line("Caption", &whole_words(caption)).keep_next(true).keep_lines(true),
                gap * 0.8,
            );
            self.gap(gap * 0.6);
        }
        if let Some(unit) = &table.unit {
            let run = run(unit).size(half_points(self.sizes.recipients));
            self.gap = 0.0;
            let spacing = docx_rs::LineSpacing::new().before(twips(gap * 0.3).unsigned_abs());
            self.add(Paragraph::new().style("DonViTinh").add_run(run).line_spacing(spacing), gap);
            self.gap(gap * 0.3);
        }
        let (size, widths) = measured(table, self.sheet.text_width(), self.sizes.table);
        let setting = TableSetting { size, widths, own_size: size != self.sizes.table };
        let mut rows = header(&table.header, &setting);
        rows.extend(self.rows(table, &setting));
        let grid: Vec<usize> = setting.widths.iter().map(|width| columns(*width)).collect();
        let grid = Grid::without_borders(rows)
            .style("BangSoLieu")
            .width(grid.iter().sum(), WidthType::Dxa)
            .set_grid(grid)
            .indent(0)
            .layout(TableLayoutType::Fixed);
        let facts = TableFacts { header_rows: table.header.len(), caption: table.caption.clone() };
        self.add_table(grid, facts);
        self.gap(gap * 0.6);
        self.notes(&table.notes);
        self.gap(gap * 1.6);
    }

    /// Rows, of which the first two, the last two, totals and what follows a section title stay with what is above;
    /// in a small table all.
    fn rows(&self, table: &Table, setting: &TableSetting) -> Vec<TableRow> {
        let room = self.sheet.text_height();
        let heights: Vec<f32> = table.rows.iter().map(|row| height(row, setting)).collect();
        let small = heights.iter().sum::<f32>() < room * SMALL_TABLE;
        let last = table.rows.len().saturating_sub(1);
        let bound = |index: usize| {
            let before = index.checked_sub(1).and_then(|before| table.rows.get(before));
            small
                || index <= 1
                || index == last
                || table.rows.get(index).is_some_and(|row| row.kind == RowKind::Total)
                || before.is_some_and(|row| row.kind == RowKind::Section)
        };
        table
            .rows
            .iter()
            .zip(&heights)
            .enumerate()
            .map(|(index, (row, height))| {
                let keep = index < last && bound(index + 1);
                let row = body_row(row, table, setting, keep);
                // A row that no page can hold is cut where it must be.
                if *height < room * 0.8 { row.cant_split() } else { row }
            })
            .collect()
    }
}

/// The header's rows; cells that a span from above covers are merged with it.
fn header(header: &[Vec<HeaderCell>], setting: &TableSetting) -> Vec<TableRow> {
    let cells = header_cells(header, setting.widths.len());
    (0..header.len())
        .map(|number| {
            let mut here: Vec<_> = cells
                .iter()
                .filter(|cell| cell.row <= number && number < cell.row + cell.rows)
                .collect();
            here.sort_by_key(|cell| cell.column);
            let made = here
                .into_iter()
                .map(|cell| {
                    let text = if cell.row == number { cell.text.as_str() } else { "" };
                    let made = TableCell::new()
                        .add_paragraph(setting.paragraph("TieuDeBang", text, Emphasis::Plain))
                        .width(setting.width(cell.column, cell.columns), WidthType::Dxa)
                        .vertical_align(VAlignType::Center);
                    let made = if cell.columns > 1 { made.grid_span(cell.columns) } else { made };
                    match (cell.rows > 1, cell.row == number) {
                        (false, _) => made,
                        (true, true) => made.vertical_merge(VMergeType::Restart),
                        (true, false) => made.vertical_merge(VMergeType::Continue),
                    }
                })
                .collect();
            TableRow::new(made).cant_split()
        })
        .collect()
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Emphasis {
    Plain,
    Bold,
}

fn body_row(row: &BlockRow, table: &Table, setting: &TableSetting, keep: bool) -> TableRow {
    let emphasis = match row.kind {
        RowKind::Body => Emphasis::Plain,
        RowKind::Total | RowKind::Section => Emphasis::Bold,
    };
    let blank = String::new();
    let mut texts = row.cells.iter().chain(std::iter::repeat(&blank));
    let cell = |text: &str, align: Align, column: usize, span: usize| {
        let paragraph = setting.paragraph("OBang", text, emphasis).align(match align {
            Align::Left => AlignmentType::Left,
            Align::Center => AlignmentType::Center,
            Align::Right => AlignmentType::Right,
        });
        let paragraph = if keep { paragraph.keep_next(true) } else { paragraph };
        let cell = TableCell::new()
            .add_paragraph(paragraph)
            .width(setting.width(column, span), WidthType::Dxa)
            .vertical_align(VAlignType::Center);
        if span > 1 { cell.grid_span(span) } else { cell }
    };
    let count = table.columns.len();
    let cells = match row.kind {
        RowKind::Section => {
            vec![cell(texts.next().unwrap_or(&blank), Align::Left, 0, count)]
        }
        RowKind::Body | RowKind::Total => table
            .columns
            .iter()
            .zip(texts)
            .enumerate()
            .map(|(index, (column, text))| cell(text, column.align, index, 1))
            .collect(),
    };
    TableRow::new(cells)
}

/// About how tall a row is: enough to know what a page can hold.
fn height(row: &BlockRow, setting: &TableSetting) -> f32 {
    let lines = row.cells.iter().enumerate().map(|(index, text)| {
        let width = match row.kind {
            RowKind::Section => setting.widths.iter().sum(),
            RowKind::Body | RowKind::Total => {
                setting.widths.get(index).copied().unwrap_or(f32::INFINITY)
            }
        };
        let room = (width - 2.0 * SIDE).max(1.0);
        let broken = |line: &str| (Face::Bold.width(line, setting.size) / room).ceil().max(1.0);
        text.split('\n').map(broken).sum::<f32>()
    });
    lines.fold(1.0, f32::max) * line_height(setting.size) + 2.0 * SIDE
}

impl TableSetting {
    /// Width of some columns, in twentieths of a point.
    fn width(&self, column: usize, span: usize) -> usize {
        self.widths.iter().skip(column).take(span).map(|width| columns(*width)).sum()
    }

    fn paragraph(&self, style: &str, text: &str, emphasis: Emphasis) -> Paragraph {
        let mut run: Run = run(text);
        let mut mark = RunProperty::new();
        if self.own_size {
            run = run.size(half_points(self.size));
            mark = mark.size(half_points(self.size));
        }
        if emphasis == Emphasis::Bold {
            run = run.bold();
        }
        // The mark of an empty paragraph has a size too, and would make the row taller.
        Paragraph::new().style(style).add_run(run).run_property(mark)
    }
}

fn columns(width: f32) -> usize {
    twips(width).unsigned_abs() as usize
}
