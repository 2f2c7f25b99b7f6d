//! Sheets → .ods, written as XML parts in a zip container.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::sheet::{Merge, Sheet, Value};

const NAMESPACES: &str = concat!(
    r#" xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0""#,
    r#" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0""#,
    r#" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0""#,
    r#" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0""#,
    r#" xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0""#,
    r#" office:version="1.2""#,
);
const TYPE: &str = "application/vnd.oasis.opendocument.spreadsheet";
const DATE_STYLE: &str = concat!(
    r#"<office:automatic-styles><number:date-style style:name="N1"><number:day number:style="long"/>"#,
    r#"<number:text>/</number:text><number:month number:style="long"/><number:text>/</number:text>"#,
    r#"<number:year number:style="long"/></number:date-style>"#,
    r#"<style:style style:name="d" style:family="table-cell" style:data-style-name="N1"/>"#,
    r"</office:automatic-styles>",
);

/// A spreadsheet document whose bytes depend on nothing but its sheets.
pub(crate) fn ods(sheets: &[Sheet]) -> Vec<u8> {
    let body: String = sheets.iter().map(table).collect();
    let content = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content{NAMESPACES}>{DATE_STYLE}\
         <office:body><office:spreadsheet>{body}</office:spreadsheet></office:body></office:document-content>"
    );
    package(&content, "")
}

/// The parts around `content`; `encryption` goes into the manifest's entry for it.
pub(crate) fn package(content: &str, encryption: &str) -> Vec<u8> {
    let manifest = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\
         <manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\" \
         manifest:version=\"1.2\"><manifest:file-entry manifest:full-path=\"/\" manifest:media-type=\"{TYPE}\"/>\
         <manifest:file-entry manifest:full-path=\"content.xml\" manifest:media-type=\"text/xml\">{encryption}\
         </manifest:file-entry></manifest:manifest>"
    );
    zipped(&[
        ("mimetype", TYPE.as_bytes(), CompressionMethod::Stored),
        ("content.xml", content.as_bytes(), CompressionMethod::Deflated),
        ("META-INF/manifest.xml", manifest.as_bytes(), CompressionMethod::Deflated),
    ])
}

/// A zip container without times.
pub(crate) fn zipped(parts: &[(&str, &[u8], CompressionMethod)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes, method) in parts {
        let options = SimpleFileOptions::default()
            .compression_method(*method)
            .last_modified_time(DateTime::default());
        zip.start_file(*name, options).expect("a new part");
        zip.write_all(bytes).expect("memory");
    }
    zip.finish().expect("memory").into_inner()
}

fn table(sheet: &Sheet) -> String {
    let mut out = format!("<table:table table:name=\"{}\">", escape(sheet.name));
    for (number, row) in (0u32..).zip(&sheet.rows) {
        out.push_str("<table:table-row>");
        if row.is_empty() {
            out.push_str("<table:table-cell/>");
        }
        for (column, value) in (0u16..).zip(row) {
            out.push_str(&cell(value, number, column, &sheet.merges));
        }
        out.push_str("</table:table-row>");
    }
    out.push_str("</table:table>");
    out
}

fn cell(value: &Value, row: u32, column: u16, merges: &[Merge]) -> String {
    let inside =
        merges.iter().find(|m| (m.0..=m.2).contains(&row) && (m.1..=m.3).contains(&column));
    let span = match inside {
        Some(merge) if (merge.0, merge.1) == (row, column) => format!(
            " table:number-rows-spanned=\"{}\" table:number-columns-spanned=\"{}\"",
            merge.2 - merge.0 + 1,
            merge.3 - merge.1 + 1
        ),
        Some(_) => return "<table:covered-table-cell/>".to_owned(),
        None => String::new(),
    };
    match value {
        Value::Blank => format!("<table:table-cell{span}/>"),
        Value::Text(text) => format!(
            "<table:table-cell{span} office:value-type=\"string\"><text:p>{}</text:p></table:table-cell>",
            escape(text)
        ),
        Value::Date(date) => format!(
            "<table:table-cell{span} table:style-name=\"d\" office:value-type=\"date\" \
             office:date-value=\"{date}\"><text:p>{}</text:p></table:table-cell>",
            value.plain()
        ),
        Value::Number(number) => format!(
            "<table:table-cell{span} office:value-type=\"float\" office:value=\"{number}\">\
             <text:p>{number}</text:p></table:table-cell>"
        ),
    }
}

pub(crate) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
