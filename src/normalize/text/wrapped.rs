//! What programs put around a text so that Excel leaves it alone: an apostrophe, `="…"`, entities of web pages.

use std::borrow::Cow;

use crate::model::tidy;

/// What a wrapped text begins with.
pub(crate) const WRAPPERS: [char; 5] = ['\'', '’', '‘', '`', '='];

/// A text as the clerk would have typed it, tidied.
pub(crate) fn shown(text: &str) -> String {
    tidy(unwrapped(&without_entities(text)))
}

/// `'0123`, `'Phòng Tư pháp'`, `="0123"`; an apostrophe with others behind it is part of the text.
fn unwrapped(text: &str) -> &str {
    let text = text.trim();
    if let Some(inner) = text.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"')) {
        return inner;
    }
    let Some(inner) = text.strip_prefix(['\'', '’', '‘', '`']) else { return text };
    let is_mark = |c: char| matches!(c, '\'' | '’' | '‘' | '`');
    match inner.matches(is_mark).count() {
        0 => inner,
        1 => inner.strip_suffix(is_mark).unwrap_or(text),
        _ => text,
    }
}

fn without_entities(text: &str) -> Cow<'_, str> {
    if !text.contains('&') || !text.contains(';') {
        return Cow::Borrowed(text);
    }
    let mut plain = text.to_owned();
    for (entity, letter) in [
        ("&nbsp;", " "),
        ("&#160;", " "),
        ("&#xA0;", " "),
        ("&shy;", ""),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&#039;", "'"),
        ("&apos;", "'"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&amp;", "&"),
    ] {
        if plain.contains(entity) {
            plain = plain.replace(entity, letter);
        }
    }
    Cow::Owned(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_what_the_clerk_would_have_typed() {
        let case = |text: &str, want: &str| assert_eq!(shown(text), want, "{text}");
        case("'Phòng Tư pháp", "Phòng Tư pháp");
        case("'0123", "0123");
        case("'Phòng Tư pháp'", "Phòng Tư pháp");
        case("'Tốt' và 'nhanh'", "'Tốt' và 'nhanh'");
        case("'n tốt' lắm", "'n tốt' lắm");
        case("=\"HS-01\"", "HS-01");
        case("=\"\"", "");
        case("Phòng&nbsp;Tư&nbsp;pháp", "Phòng Tư pháp");
        case("A &amp; B", "A & B");
        case("A & B; C", "A & B; C");
        case("O'Hara", "O'Hara");
    }
}
