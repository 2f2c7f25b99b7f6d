//! A table as HTML: header cells with their scope, a row header in each row, sections as row groups.

use crate::document::{Align, Row, RowKind, Table};
use crate::render::html::{Page, escaped};

/// A table of at most this many rows is not cut between pages, so that its caption stays with it.
const UNCUT_ROWS: usize = 12;

/// The table with its caption, unit and notes.
pub(crate) fn table(table: &Table, page: &mut Page) {
    let short = if table.rows.len() <= UNCUT_ROWS { " short" } else { "" };
    page.push(&format!("<div class=\"table{short}\">\n<table>\n"));
    caption(table, page);
    columns(table, page);
    header(table, page);
    let named = table.columns.iter().position(|column| column.align == Align::Left).unwrap_or(0);
    page.push("<tbody>\n");
    for (index, row) in table.rows.iter().enumerate() {
        if row.kind == RowKind::Section && index > 0 {
            page.push("</tbody>\n<tbody>\n");
        }
        body_row(table, row, named, page);
    }
    page.push("</tbody>\n</table>\n");
    for note in &table.notes {
        page.push(&format!("<p class=\"note\">{}</p>\n", escaped(note)));
    }
    page.push("</div>\n");
}

fn caption(table: &Table, page: &mut Page) {
    if table.caption.is_none() && table.unit.is_none() {
        return;
    }
    page.push("<caption>");
    if let Some(words) = &table.caption {
        page.push(&format!("<span class=\"words\">{}</span>", escaped(words)));
    }
    if let Some(unit) = &table.unit {
        page.push(&format!("<span class=\"unit\">{}</span>", escaped(unit)));
    }
    page.push("</caption>\n");
}

/// Widths in hundredths of a percent, whole numbers throughout.
fn columns(table: &Table, page: &mut Page) {
    let whole: u64 = table.columns.iter().map(|column| u64::from(column.share)).sum();
    page.push("<colgroup>");
    for column in &table.columns {
        let part = u64::from(column.share) * 10_000 / whole.max(1);
        page.push(&format!("<col style=\"width:{}.{:02}%\">", part / 100, part % 100));
    }
    page.push("</colgroup>\n");
}

fn header(table: &Table, page: &mut Page) {
    page.push("<thead>\n");
    for row in &table.header {
        page.push("<tr>");
        for cell in row {
            let scope = if cell.columns > 1 { "colgroup" } else { "col" };
            let columns = span("colspan", cell.columns);
            let rows = span("rowspan", cell.rows);
            let text = escaped(&cell.text);
            page.push(&format!("<th scope=\"{scope}\"{columns}{rows}>{text}</th>"));
        }
        page.push("</tr>\n");
    }
    page.push("</thead>\n");
}

fn span(name: &str, count: u32) -> String {
    if count > 1 { format!(" {name}=\"{count}\"") } else { String::new() }
}

fn body_row(table: &Table, row: &Row, named: usize, page: &mut Page) {
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
            Align::Left => "left",
            Align::Center => "center",
            Align::Right => "right",
        };
        let text = escaped(cell);
        if index == named {
            page.push(&format!("<th scope=\"row\" class=\"{align}\">{text}</th>"));
        } else {
            page.push(&format!("<td class=\"{align}\">{text}</td>"));
        }
    }
    page.push("</tr>\n");
}
