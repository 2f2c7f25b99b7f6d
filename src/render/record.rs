//! The data of an outgoing paper → XML, with the names of NĐ 30/2020/NĐ-CP Phụ lục VI.
//!
//! The annex gives names and lengths of fields, and no schema: what is not known is left out, never filled in. The
//! program knows no code of an agency or of a file, no urgency and no number of copies.

use std::fmt::Write as _;

use crate::document::DocumentRecord;
use crate::render::html::escaped;

/// `pages`: sides of the printed paper.
pub(super) fn record_xml(record: &DocumentRecord, pages: usize) -> Vec<u8> {
    let mut xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
        <!-- Nghị định 30/2020/NĐ-CP, Phụ lục VI. Trường chưa biết thì không ghi; văn thư điền vào hệ thống quản lý văn bản. -->\n\
        <Document>\n"
        .to_owned();
    let mut field = |name: &str, value: Option<&str>| {
        if let Some(value) = value {
            writeln!(xml, "  <{name}>{}</{name}>", escaped(value)).expect("writing to a string");
        }
    };
    field("TypeName", Some(record.type_name));
    field("CodeNumber", record.number.as_deref());
    field("CodeNotation", record.notation.as_deref());
    let issued = record.issued.map(|day| day.strftime("%d/%m/%Y").to_string());
    field("IssuedDate", issued.as_deref());
    field("OrganName", Some(&record.agency));
    field("Subject", Some(&record.subject));
    field("Language", Some("Tiếng Việt"));
    field("PageAmount", Some(&pages.to_string()));
    if record.position.is_some() || record.signer.is_some() {
        xml.push_str("  <SignerInfo>\n");
        for (name, value) in [("Position", &record.position), ("FullName", &record.signer)] {
            if let Some(value) = value {
                writeln!(xml, "    <{name}>{}</{name}>", escaped(value))
                    .expect("writing to a string");
            }
        }
        xml.push_str("  </SignerInfo>\n");
    }
    for name in &record.to {
        let name = escaped(name);
        writeln!(xml, "  <To>\n    <OrganName>{name}</OrganName>\n  </To>")
            .expect("writing to a string");
    }
    xml.push_str("</Document>\n");
    xml.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_has_said_is_left_out() {
        let mut record = DocumentRecord {
            type_name: "Báo cáo",
            number: None,
            notation: None,
            issued: None,
            agency: "Sở A & B".to_owned(),
            subject: "Kết quả <tháng 3>".to_owned(),
            position: None,
            signer: None,
            to: Vec::new(),
        };
        let text =
            |record: &DocumentRecord| String::from_utf8(record_xml(record, 7)).expect("UTF-8");
        let bare = text(&record);
        assert!(bare.contains("<OrganName>Sở A &amp; B</OrganName>"), "{bare}");
        assert!(bare.contains("<Subject>Kết quả &lt;tháng 3&gt;</Subject>"), "{bare}");
        assert!(bare.contains("<PageAmount>7</PageAmount>"), "{bare}");
        for name in ["CodeNumber", "CodeNotation", "IssuedDate", "SignerInfo", "<To>", "OrganId"] {
            assert!(!bare.contains(name), "{name}: {bare}");
        }
        record.number = Some("05".to_owned());
        record.issued = Some(jiff::civil::date(2020, 3, 9));
        record.signer = Some("Nguyễn Văn Ví Dụ".to_owned());
        let said = text(&record);
        assert!(said.contains("<CodeNumber>05</CodeNumber>"), "{said}");
        assert!(said.contains("<IssuedDate>09/03/2020</IssuedDate>"), "{said}");
        assert!(said.contains("<FullName>Nguyễn Văn Ví Dụ</FullName>"), "{said}");
        assert!(!said.contains("Position"), "{said}");
    }
}
