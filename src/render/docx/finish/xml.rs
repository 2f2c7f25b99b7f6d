//! A part of the package as a small tree, which the finishing pass reorders and completes.
//!
//! What is not changed is lent by the part that was read: of a letter, nearly all of it.

use std::borrow::Cow;

use quick_xml::XmlVersion;
use quick_xml::escape::{escape, resolve_predefined_entity};
use quick_xml::events::Event;
use quick_xml::events::attributes::Attributes;
use quick_xml::reader::Reader;

use crate::error::Result;
use crate::render::docx::units::{broken, failed};

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct XmlElement<'a> {
    pub(crate) name: Cow<'a, str>,
    pub(crate) attributes: Vec<(Cow<'a, str>, Cow<'a, str>)>,
    pub(crate) children: Vec<XmlNode<'a>>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum XmlNode<'a> {
    Element(XmlElement<'a>),
    Text(Cow<'a, str>),
}

impl<'a> XmlElement<'a> {
    pub(crate) fn new(name: impl Into<Cow<'a, str>>) -> Self {
        Self { name: name.into(), ..Self::default() }
    }

    pub(crate) fn with(
        mut self,
        name: impl Into<Cow<'a, str>>,
        value: impl Into<Cow<'a, str>>,
    ) -> Self {
        self.set(name, value);
        self
    }

    pub(crate) fn child(mut self, child: Self) -> Self {
        self.children.push(XmlNode::Element(child));
        self
    }

    pub(crate) fn text(mut self, text: impl Into<Cow<'a, str>>) -> Self {
        self.children.push(XmlNode::Text(text.into()));
        self
    }

    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| &**value)
    }

    pub(crate) fn set(&mut self, name: impl Into<Cow<'a, str>>, value: impl Into<Cow<'a, str>>) {
        let name = name.into();
        match self.attributes.iter_mut().find(|(known, _)| *known == name) {
            Some((_, old)) => *old = value.into(),
            None => self.attributes.push((name, value.into())),
        }
    }

    pub(crate) fn elements(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|node| match node {
            XmlNode::Element(element) => Some(element),
            XmlNode::Text(_) => None,
        })
    }

    pub(crate) fn elements_mut(&mut self) -> impl Iterator<Item = &mut Self> {
        self.children.iter_mut().filter_map(|node| match node {
            XmlNode::Element(element) => Some(element),
            XmlNode::Text(_) => None,
        })
    }

    pub(crate) fn find(&self, name: &str) -> Option<&Self> {
        self.elements().find(|child| child.name == name)
    }

    /// The child of that name, made first if there is none.
    pub(crate) fn entry(&mut self, name: &'static str) -> &mut Self {
        let at = self
            .children
            .iter()
            .position(|node| matches!(node, XmlNode::Element(element) if element.name == name));
        let at = at.unwrap_or_else(|| {
            self.children.insert(0, XmlNode::Element(Self::new(name)));
            0
        });
        match self.children.get_mut(at) {
            Some(XmlNode::Element(element)) => element,
            _ => unreachable!("the child was just found or made"),
        }
    }

    /// Keeps the child elements for which this holds, and all text.
    pub(crate) fn retain(&mut self, mut keep: impl FnMut(&Self) -> bool) {
        self.children.retain(|node| match node {
            XmlNode::Element(element) => keep(element),
            XmlNode::Text(_) => true,
        });
    }

    /// Visits the element and all below it, each before what it holds.
    pub(crate) fn visit(&mut self, visit: &mut impl FnMut(&mut Self)) {
        visit(self);
        self.elements_mut().for_each(|child| child.visit(visit));
    }

    /// The part as bytes.
    pub(crate) fn part(&self) -> Vec<u8> {
        let mut out =
            String::from("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n");
        self.write(&mut out);
        out.into_bytes()
    }

    fn write(&self, out: &mut String) {
        out.push('<');
        out.push_str(&self.name);
        for (name, value) in &self.attributes {
            out.push(' ');
            out.push_str(name);
            out.push_str("=\"");
            out.push_str(&escape(allowed(value)));
            out.push('"');
        }
        if self.children.is_empty() {
            out.push_str("/>");
            return;
        }
        out.push('>');
        for child in &self.children {
            child.write(out);
        }
        out.push_str("</");
        out.push_str(&self.name);
        out.push('>');
    }
}

/// Elements and text, one after the other.
pub(crate) fn text(nodes: &[XmlNode<'_>]) -> String {
    let mut out = String::new();
    for node in nodes {
        node.write(&mut out);
    }
    out
}

impl XmlNode<'_> {
    fn write(&self, out: &mut String) {
        match self {
            Self::Element(element) => element.write(out),
            Self::Text(text) => out.push_str(&escape(allowed(text))),
        }
    }
}

/// Without the characters that XML 1.0 does not know.
fn allowed(text: &str) -> Cow<'_, str> {
    let is_allowed = |character: char| match character {
        '\t' | '\n' | '\r' => true,
        other => !other.is_control() && !matches!(other, '\u{fffe}' | '\u{ffff}'),
    };
    if text.chars().all(is_allowed) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.chars().filter(|character| is_allowed(*character)).collect())
    }
}

/// The root element of a part.
pub(crate) fn parse(part: &[u8]) -> Result<XmlElement<'_>> {
    let text = std::str::from_utf8(part).map_err(broken)?;
    let mut reader = Reader::from_str(text);
    let mut open: Vec<XmlElement<'_>> = Vec::new();
    // What stands in a tag of which this much is read, up to its end.
    let inside = |read: u64, tag: &str, end: &str| {
        let read = usize::try_from(read).ok()?;
        let inside = text.get(..read)?.strip_suffix(end)?;
        inside.get(inside.len().checked_sub(tag.len())?..)
    };
    loop {
        match reader.read_event().map_err(broken)? {
            Event::Start(tag) => {
                let source = inside(reader.buffer_position(), &tag, ">");
                open.push(element(source, tag.name().as_ref().len())?);
            }
            Event::Empty(tag) => {
                let source = inside(reader.buffer_position(), &tag, "/>");
                let element = element(source, tag.name().as_ref().len())?;
                if let Some(root) = close(element, &mut open) {
                    return Ok(root);
                }
            }
            Event::End(_) => {
                let element = open.pop().ok_or_else(|| failed("thẻ đóng thừa"))?;
                if let Some(root) = close(element, &mut open) {
                    return Ok(root);
                }
            }
            Event::Text(text) => add_text(text.xml10_content(), &mut open),
            Event::GeneralRef(reference) => {
                let character = reference.resolve_char_ref().map_err(broken)?;
                let text = match character {
                    Some(character) => Cow::Owned(character.to_string()),
                    None => Cow::Borrowed(
                        resolve_predefined_entity(&reference)
                            .ok_or_else(|| failed("thực thể lạ"))?,
                    ),
                };
                add_text(text, &mut open);
            }
            Event::Eof => return Err(failed("thiếu thẻ đóng")),
            Event::CData(_)
            | Event::Comment(_)
            | Event::Decl(_)
            | Event::PI(_)
            | Event::DocType(_) => {}
        }
    }
}

/// Adds a finished element to the one it stands in; gives it back if it is the root.
fn close<'a>(element: XmlElement<'a>, open: &mut [XmlElement<'a>]) -> Option<XmlElement<'a>> {
    match open.last_mut() {
        Some(parent) => {
            parent.children.push(XmlNode::Element(element));
            None
        }
        None => Some(element),
    }
}

fn add_text<'a>(text: Cow<'a, str>, open: &mut [XmlElement<'a>]) {
    let Some(parent) = open.last_mut() else { return };
    match parent.children.last_mut() {
        Some(XmlNode::Text(before)) => before.to_mut().push_str(&text),
        _ => parent.children.push(XmlNode::Text(text)),
    }
}

/// Of what stands between `<` and `>`, which begins with a name of so many bytes.
fn element(source: Option<&str>, name: usize) -> Result<XmlElement<'_>> {
    let (source, start) = source
        .and_then(|source| Some((source, source.get(..name)?)))
        .ok_or_else(|| failed("thẻ không rõ chỗ"))?;
    let mut element = XmlElement::new(start);
    for attribute in Attributes::new(source, name) {
        let attribute = attribute.map_err(broken)?;
        let value = attribute.normalized_value(XmlVersion::Explicit1_0).map_err(broken)?;
        element.attributes.push((Cow::Borrowed(attribute.key.into_inner()), value));
    }
    Ok(element)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_is_written() {
        let text = "<w:p w:a=\"1 &lt; 2 &quot;x&quot;\"><w:t xml:space=\"preserve\"> A &amp; B &lt;script&gt; </w:t><w:br/></w:p>";
        let written = parse(text.as_bytes()).unwrap().part();
        let written = String::from_utf8(written).unwrap();
        assert_eq!(written.split_once('\n').unwrap().1, text);
    }

    #[test]
    fn broken_parts_are_refused() {
        for text in ["", "<a>", "<a></b>", "<a>&lạ;</a>"] {
            assert!(parse(text.as_bytes()).is_err(), "{text}");
        }
    }
}
