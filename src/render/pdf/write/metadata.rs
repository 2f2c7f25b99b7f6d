//! Title, author and date, said twice and alike: in the Info dictionary and in XMP.

use jiff::civil::Date;

use crate::document::Meta;
use crate::render::pdf::write::syntax::text;

const PRODUCER: &str = concat!("congso ", env!("CARGO_PKG_VERSION"));

pub(crate) fn info(meta: &Meta) -> String {
    let date = format!("(D:{}000000+07'00')", meta.day.strftime("%Y%m%d"));
    let mut info =
        format!("<</Creator({PRODUCER})/Producer({PRODUCER})/CreationDate{date}/ModDate{date}");
    let words = [
        ("/Title", &meta.title),
        ("/Author", &meta.author),
        ("/Subject", &meta.subject),
        ("/Keywords", &meta.keywords),
    ];
    for (key, words) in words.into_iter().filter(|(_, words)| !words.is_empty()) {
        info.push_str(key);
        info.push_str(&text(words));
    }
    info.push_str(">>");
    info
}

/// With the identification of PDF/A-2a and PDF/UA-1, and the extension schema that the
/// latter needs in the former.
pub(crate) fn xmp(meta: &Meta) -> Vec<u8> {
    let one = r#"<rdf:Alt><rdf:li xml:lang="x-default">"#;
    let title = said("dc:title", one, &meta.title, "</rdf:li></rdf:Alt>");
    let author = said("dc:creator", "<rdf:Seq><rdf:li>", &meta.author, "</rdf:li></rdf:Seq>");
    let subject = said("dc:description", one, &meta.subject, "</rdf:li></rdf:Alt>");
    let keywords = said("pdf:Keywords", "", &meta.keywords, "");
    let day = timestamp(meta.day);
    format!(
        r#"<?xpacket begin="{mark}" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:format>application/pdf</dc:format>
<dc:language><rdf:Bag><rdf:li>vi-VN</rdf:li></rdf:Bag></dc:language>
{title}{author}{subject}
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
{keywords}<pdf:Producer>{PRODUCER}</pdf:Producer>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<xmp:CreatorTool>{PRODUCER}</xmp:CreatorTool><xmp:CreateDate>{day}</xmp:CreateDate><xmp:ModifyDate>{day}</xmp:ModifyDate>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"#,
        mark = '\u{feff}',
    )
    .into_bytes()
}

fn timestamp(day: Date) -> String {
    format!("{}T00:00:00+07:00", day.strftime("%Y-%m-%d"))
}

/// A property of XMP; nothing where there is nothing to say.
fn said(name: &str, before: &str, words: &str, after: &str) -> String {
    if words.is_empty() {
        return String::new();
    }
    format!("<{name}>{before}{}{after}</{name}>", escaped(words))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_two_places_agree() {
        let meta = Meta {
            title: "Báo cáo <tháng 3> & quý I".to_owned(),
            author: "Sở".to_owned(),
            subject: "s".to_owned(),
            keywords: "k".to_owned(),
            day: jiff::civil::date(2020, 3, 31),
        };
        let xmp = String::from_utf8(xmp(&meta)).unwrap();
        assert!(xmp.contains("Báo cáo &lt;tháng 3&gt; &amp; quý I"));
        assert!(xmp.contains("<xmp:CreateDate>2020-03-31T00:00:00+07:00<"));
        assert!(info(&meta).contains("/CreationDate(D:20200331000000+07'00')"));
    }
}
