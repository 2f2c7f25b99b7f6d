//! A table as HTML: header cells with their scope, a row header in each row, sections as row groups.

use crate::document::{Align, BlockRow, Inline, RowKind, Table};
use crate::render::html::links::FigureLinks;
use crate::render::html::{HtmlPage, escaped};

/// A table of at most this many rows is not cut between pages, so that its caption stays with it.
const UNCUT_ROWS: usize = 12;
/// `000.00.16.H59-200213-0016` has 25 characters.
const LONGEST_CODE: usize = 30;

/// The table with its caption, unit and notes, in a region that scrolls by itself where the screen is narrow;
/// `number` makes its ids.
pub(crate) fn table(table: &Table, number: usize, page: &mut HtmlPage<'_>) {
    let short = if table.rows.len() <= UNCUT_ROWS { " short" } else { "" };
    let label = match (&table.caption, page.section.is_empty()) {
        (Some(_), _) => format!("aria-labelledby=\"bang-{number}\""),
        (None, false) => format!("aria-label=\"Bảng: {}\"", escaped(&page.section)),
        (None, true) => format!("aria-label=\"Bảng số {number}\""),
    };
    page.push(&format!(
        "<div class=\"table{short}\" role=\"region\" {label} tabindex=\"0\">\n<table>\n"
    ));
    caption(table, number, page);
    columns(table, page);
    let heads = Heads::of(table, number);
    header(table, &heads, page);
    let named = table.columns.iter().position(|column| column.align == Align::Left).unwrap_or(0);
    page.push("<tbody>\n");
    for (index, row) in table.rows.iter().enumerate() {
        if row.kind == RowKind::Section && index > 0 {
            page.push("</tbody>\n<tbody>\n");
        }
        body_row(table, row, named, &heads.row(index), page);
    }
    page.push("</tbody>\n</table>\n");
    for note in &table.notes {
        page.push(&format!("<p class=\"note\">{}</p>\n", escaped(note)));
    }
    page.push("</div>\n");
}

/// Cells above each column, from the top: their places in the header, row and cell.
fn above(table: &Table) -> Vec<Vec<(usize, usize)>> {
    let mut above: Vec<Vec<(usize, usize)>> = vec![Vec::new(); table.columns.len()];
    // Rows of the header that a cell above reaches into, by column.
    let mut until = vec![0_usize; table.columns.len()];
    for (row, cells) in table.header.iter().enumerate() {
        let mut cells = cells.iter().enumerate().flat_map(|(place, cell)| {
            let rows = usize::try_from(cell.rows.max(1)).unwrap_or(1);
            (0..cell.columns.max(1)).map(move |_| (place, rows))
        });
        for (column, until) in above.iter_mut().zip(&mut until) {
            if *until > row {
                continue;
            }
            let Some((place, rows)) = cells.next() else { break };
            column.push((row, place));
            *until = row + rows;
        }
    }
    above
}

/// Ids of the header cells. A header of one row needs none: there, scope says all.
struct Heads {
    number: usize,
    /// Those above each column.
    above: Option<Vec<Vec<(usize, usize)>>>,
}

/// The ids of one row.
struct RowHeads<'a> {
    heads: &'a Heads,
    row: usize,
}

impl Heads {
    fn of(table: &Table, number: usize) -> Self {
        Self { number, above: (table.header.len() > 1).then(|| above(table)) }
    }

    /// ` id="…"` of a header cell.
    fn id(&self, row: usize, place: usize) -> String {
        match self.above {
            Some(_) => format!(" id=\"b{}-{row}-{place}\"", self.number),
            None => String::new(),
        }
    }

    fn row(&self, row: usize) -> RowHeads<'_> {
        RowHeads { heads: self, row }
    }
}

impl RowHeads<'_> {
    /// ` id="…"` of the cell that names the row.
    fn id(&self) -> String {
        match self.heads.above {
            Some(_) => format!(" id=\"b{}r{}\"", self.heads.number, self.row),
            None => String::new(),
        }
    }

    /// ` headers="…"` of a cell in this column: those above it, and the name of the row.
    fn headers(&self, column: usize) -> String {
        let number = self.heads.number;
        let Some(above) = self.heads.above.as_ref().and_then(|above| above.get(column)) else {
            return String::new();
        };
        let ids: Vec<String> =
            above.iter().map(|(row, place)| format!("b{number}-{row}-{place}")).collect();
        format!(" headers=\"{} b{number}r{}\"", ids.join(" "), self.row)
    }
}

fn caption(table: &Table, number: usize, page: &mut HtmlPage<'_>) {
    if table.caption.is_none() && table.unit.is_none() {
        return;
    }
    page.push("<caption>");
    if let Some(words) = &table.caption {
        page.push(&format!("<span class=\"words\" id=\"bang-{number}\">{}</span>", escaped(words)));
    }
    if let Some(unit) = &table.unit {
        page.push(&format!("<span class=\"unit\">{}</span>", escaped(unit)));
    }
    page.push("</caption>\n");
}

/// Widths in hundredths of a percent, whole numbers throughout.
fn columns(table: &Table, page: &mut HtmlPage<'_>) {
    let whole: u64 = table.columns.iter().map(|column| u64::from(column.share)).sum();
    page.push("<colgroup>");
    for column in &table.columns {
        let part = u64::from(column.share) * 10_000 / whole.max(1);
        page.push(&format!("<col style=\"width:{}.{:02}%\">", part / 100, part % 100));
    }
    page.push("</colgroup>\n");
}

fn header(table: &Table, heads: &Heads, page: &mut HtmlPage<'_>) {
    page.push("<thead>\n");
    for (place_of_row, row) in table.header.iter().enumerate() {
        page.push("<tr>");
        for (place, cell) in row.iter().enumerate() {
            let id = heads.id(place_of_row, place);
            let scope = if cell.columns > 1 { "colgroup" } else { "col" };
            let columns = span("colspan", cell.columns);
            let rows = span("rowspan", cell.rows);
            let text = escaped(&cell.text);
            page.push(&format!("<th{id} scope=\"{scope}\"{columns}{rows}>{text}</th>"));
        }
        page.push("</tr>\n");
    }
    page.push("</thead>\n");
}

fn span(name: &str, count: u32) -> String {
    if count > 1 { format!(" {name}=\"{count}\"") } else { String::new() }
}

/// What is read letter by letter, as the code of a dossier: kept on one line unless it would take half the width.
fn is_code(cell: &str) -> bool {
    cell.len() <= LONGEST_CODE
        && cell.contains(|c: char| c.is_ascii_digit())
        && !cell.contains(char::is_whitespace)
}

fn body_row(
    table: &Table,
    row: &BlockRow,
    named: usize,
    heads: &RowHeads<'_>,
    page: &mut HtmlPage<'_>,
) {
    let class = match row.kind {
        RowKind::Body => "",
        RowKind::Total => " class=\"total\"",
        RowKind::Section => {
            let text = row.cells.first().map(|cell| escaped(cell)).unwrap_or_default();
            let width = table.columns.len();
            page.push(&format!(
                "<tr class=\"section\"><th scope=\"rowgroup\" colspan=\"{width}\">{text}</th></tr>\n"
            ));
            return;
        }
    };
    page.push(&format!("<tr{class}>"));
    for (index, (cell, column)) in row.cells.iter().zip(&table.columns).enumerate() {
        let align = match column.align {
            Align::Left if is_code(cell) => "left code",
            Align::Left => "left",
            Align::Center => "center",
            Align::Right => "right",
        };
        let text = escaped(cell);
        if index == named {
            let id = heads.id();
            page.push(&format!("<th{id} scope=\"row\" class=\"{align}\">{text}</th>"));
        } else {
            let headers = heads.headers(index);
            let (text, words) = match (&mut page.links, row.figures.get(index)) {
                (Some(links), Some(Some(id))) => (links.linked(id, &text), ""),
                (Some(links), _) => match row.runs_of(index) {
                    Some(runs) => {
                        (runs.iter().map(|run| self::run(run, links)).collect(), " words")
                    }
                    None => (text, ""),
                },
                _ => (text, ""),
            };
            page.push(&format!("<td{headers} class=\"{align}{words}\">{text}</td>"));
        }
    }
    page.push("</tr>\n");
}

/// A run of a cell of several figures.
fn run(run: &Inline, links: &mut FigureLinks<'_>) -> String {
    let text = escaped(&run.text);
    match &run.figure {
        Some(id) => links.linked(id, &text),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_stay_on_one_line_and_words_and_long_codes_may_break() {
        assert!(is_code("000.00.16.H59-200213-0016"));
        assert!(!is_code("Phòng 2"));
        assert!(!is_code("Tốt"));
        assert!(!is_code(&"H59-".repeat(9)));
    }
}
