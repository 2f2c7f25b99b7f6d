//! Workbooks written part by part, for what no writer of workbooks would write.

use zip::CompressionMethod;

use crate::ods::{escape, zipped};

/// Inline text.
pub(crate) fn text(cell: &str, value: &str) -> String {
    format!(r#"<c r="{cell}" t="inlineStr"><is><t>{}</t></is></c>"#, escape(value))
}

/// A row of texts from column A on.
pub(crate) fn row(number: u32, cells: &[&str]) -> String {
    let cells: String = ('A'..='Z')
        .zip(cells)
        .map(|(column, value)| text(&format!("{column}{number}"), value))
        .collect();
    format!(r#"<row r="{number}">{cells}</row>"#)
}

/// A row of texts and then more cells.
pub(crate) fn row_and(number: u32, cells: &[&str], more: &str) -> String {
    row(number, cells).replace("</row>", &format!("{more}</row>"))
}

/// A worksheet part.
pub(crate) fn worksheet(rows: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\
         <worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">\
         <sheetData>{rows}</sheetData></worksheet>"
    )
}

/// A workbook of the given sheets: name and part.
pub(crate) fn workbook(sheets: &[(&str, String)]) -> Vec<u8> {
    let relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006";
    let (mut list, mut targets, mut types) = (Vec::new(), Vec::new(), Vec::new());
    for (number, (name, _)) in (1..).zip(sheets) {
        let name = escape(name);
        list.push(format!(r#"<sheet name="{name}" sheetId="{number}" r:id="rId{number}"/>"#));
        targets.push(format!(
            r#"<Relationship Id="rId{number}" Type="{relationships}/worksheet" Target="worksheets/sheet{number}.xml"/>"#
        ));
        types.push(format!(
            r#"<Override PartName="/xl/worksheets/sheet{number}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>"#
        ));
    }
    let (list, targets, types) = (list.concat(), targets.concat(), types.concat());
    let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
    let content_types = format!(
        r#"{declaration}<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>{types}</Types>"#
    );
    let root = format!(
        r#"{declaration}<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" Type="{relationships}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
    );
    let book = format!(
        r#"{declaration}<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="{relationships}"><sheets>{list}</sheets></workbook>"#
    );
    let links = format!(
        r#"{declaration}<Relationships xmlns="{package}/relationships">{targets}</Relationships>"#
    );
    let mut parts = vec![
        ("[Content_Types].xml".to_owned(), content_types),
        ("_rels/.rels".to_owned(), root),
        ("xl/workbook.xml".to_owned(), book),
        ("xl/_rels/workbook.xml.rels".to_owned(), links),
    ];
    for (number, (_, part)) in (1..).zip(sheets) {
        parts.push((format!("xl/worksheets/sheet{number}.xml"), part.clone()));
    }
    let parts: Vec<(&str, &[u8], CompressionMethod)> = parts
        .iter()
        .map(|(name, part)| (name.as_str(), part.as_bytes(), CompressionMethod::Deflated))
        .collect();
    zipped(&parts)
}
