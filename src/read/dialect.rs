//! How delimited text is written: what quotes hold, and whole lines that were quoted as one value.

use std::borrow::Cow;

use memchr::memmem;

/// How a quote stands inside a quoted value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Quotes {
    /// `""`, as Excel writes it.
    Doubled,
    /// `\"`, as databases write it.
    Escaped,
}

impl Quotes {
    /// A backslash and a quote in front of a letter can only be an escape: a closing quote ends its value.
    pub(crate) fn of(text: &str) -> Self {
        let is_escape = |at: usize| {
            let after = text.get(at + 2..).and_then(|rest| rest.chars().next());
            after.is_some_and(char::is_alphanumeric)
        };
        if memmem::find_iter(text.as_bytes(), b"\\\"").any(is_escape) {
            Self::Escaped
        } else {
            Self::Doubled
        }
    }
}

/// The lines themselves, where each was quoted as if it were one value: a file of commas that was opened and saved
/// under another separator.
pub(crate) fn unquoted_lines(text: &str) -> Option<String> {
    let lines = || text.lines().map(str::trim_end).filter(|line| !line.is_empty());
    let inner = |line: &str| -> Option<String> {
        let inner = line.strip_prefix('"')?.strip_suffix('"')?.replace("\"\"", "\0");
        (!inner.contains('"')).then(|| inner.replace('\0', "\""))
    };
    // Lines of one table have the same number of values.
    let width = |line: &str| {
        let cuts = [',', ';', '\t', '|'].map(|separator| {
            // What stands between quotes is one value.
            let plain = line.split('"').step_by(2);
            plain.map(|part| part.matches(separator).count()).sum::<usize>()
        });
        cuts.into_iter().max().filter(|cuts| *cuts >= 2)
    };
    let mut widths: Vec<usize> =
        lines().filter_map(inner).filter_map(|inner| width(&inner)).collect();
    widths.sort_unstable();
    let usual = *widths.get(widths.len() / 2)?;
    let whole = widths.iter().filter(|width| **width == usual).count();
    let others = lines().filter(|line| inner(line).is_none());
    let alike = others.filter(|line| width(line) == Some(usual)).count();
    if whole < 2 || (whole + alike) * 10 < lines().count() * 8 {
        return None;
    }
    let mut plain = String::with_capacity(text.len());
    for line in text.lines() {
        match inner(line.trim_end()) {
            Some(inner) => plain.push_str(&inner),
            None => plain.push_str(line),
        }
        plain.push('\n');
    }
    Some(plain)
}

/// Letters that were written as numbers (`&#7891;`), before their semicolons cut anything.
pub(crate) fn with_letters(text: &str) -> Option<String> {
    if !text.contains("&#") {
        return None;
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("&#") {
        plain.push_str(before);
        let letter = after.split_once(';').and_then(|(code, behind)| {
            let number = match code.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok(),
                None => code.parse().ok(),
            };
            let letter = char::from_u32(number?).filter(|it| it.is_alphabetic() || *it == '\u{a0}');
            Some((letter?, behind))
        });
        if let Some((letter, behind)) = letter {
            plain.push(letter);
            rest = behind;
        } else {
            plain.push_str("&#");
            rest = after;
        }
    }
    plain.push_str(rest);
    Some(plain)
}

/// The end of a quote and what stands between: the value, and the text behind the closing quote.
pub(crate) fn quoted(text: &str, quotes: Quotes) -> Option<(String, &str)> {
    let mut rest = text;
    let mut value = String::new();
    loop {
        let at = rest.find(['"', '\\'])?;
        let (part, after) = rest.split_at_checked(at)?;
        value.push_str(part);
        if let Some(next) = after.strip_prefix('\\') {
            let escaped = next.chars().next().filter(|_| quotes == Quotes::Escaped);
            if let Some(letter) = escaped {
                value.push(letter);
                rest = next.get(letter.len_utf8()..)?;
            } else {
                value.push('\\');
                rest = next;
            }
        } else if let Some(next) = after.strip_prefix("\"\"") {
            value.push('"');
            rest = next;
        } else {
            return Some((value, after.strip_prefix('"')?));
        }
    }
}

/// Where a quoted value begins: behind blanks after a separator, and behind the `=` that keeps Excel from reading a
/// number; what follows is the text behind the opening quote.
pub(crate) fn opening(text: &str, ends: impl Fn(&str) -> bool) -> Option<&str> {
    if let Some(inside) = text.strip_prefix('"') {
        return Some(inside);
    }
    let trimmed = text.trim_start_matches(' ');
    let inside = trimmed.strip_prefix('=').unwrap_or(trimmed).strip_prefix('"')?;
    // Unless it closes in its own line, right before the next value, it is a quote inside a plain value.
    let line = inside.split(['\n', '\r']).next().unwrap_or(inside);
    let (_, after) = quoted(line, Quotes::Doubled)?;
    ends(after.trim_start_matches(' ')).then_some(inside)
}

/// `="0123"`: the value that a formula of one text gives; `\N` is what a database writes for nothing,
/// `\.` where its table ends.
pub(crate) fn plain(field: Cow<'_, str>) -> Cow<'_, str> {
    if field == "\\N" || field == "\\." {
        return Cow::Borrowed("");
    }
    let inner = field.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"'));
    match inner {
        Some(inner) => Cow::Owned(inner.replace("\"\"", "\"")),
        None => field,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quote_behind_a_backslash_is_an_escape_in_front_of_a_letter_only() {
        assert_eq!(Quotes::of("\"a \\\"b\\\" c\";1"), Quotes::Escaped);
        assert_eq!(Quotes::of("\"C:\\\";1"), Quotes::Doubled);
        assert_eq!(Quotes::of("\"a \"\"b\"\"\""), Quotes::Doubled);
        let (value, after) = quoted("a \\\"b\\\" \\\\ c\";1", Quotes::Escaped).unwrap();
        assert_eq!((value.as_str(), after), ("a \"b\" \\ c", ";1"));
        let (value, after) = quoted("C:\\\";1", Quotes::Doubled).unwrap();
        assert_eq!((value.as_str(), after), ("C:\\", ";1"));
    }

    #[test]
    fn lines_that_were_quoted_whole_are_lines_again() {
        let text = "\"Mã,Tên,Ngày\"\n\"1,\"\"a, b\"\",2\"\n\"2,c,3\"\n";
        assert_eq!(unquoted_lines(text).as_deref(), Some("Mã,Tên,Ngày\n1,\"a, b\",2\n2,c,3\n"));
        let half = "Mã,Tên,Ngày\n\"1,a,2\"\n2,c,3\n\"3,c,4\"\n";
        assert_eq!(unquoted_lines(half).as_deref(), Some("Mã,Tên,Ngày\n1,a,2\n2,c,3\n3,c,4\n"));
        for text in ["\"a\",\"b\",\"c\"\n\"1\",\"2\",\"3\"\n", "\"a\"\n\"b\"\n", "a,b,c\n1,2,3\n"] {
            assert_eq!(unquoted_lines(text), None, "{text}");
        }
    }

    #[test]
    fn letters_written_as_numbers_are_letters() {
        let text = "M&#227; h&#x1ED3; s&#417;;a &#59; &#b";
        assert_eq!(with_letters(text).as_deref(), Some("Mã hồ sơ;a &#59; &#b"));
        assert_eq!(with_letters("a;b"), None);
    }

    #[test]
    fn a_value_is_what_excel_shows_of_it() {
        let case = |field: &str, want: &str| assert_eq!(plain(field.into()), want, "{field}");
        case("=\"0123\"", "0123");
        case("=\"\"", "");
        case("=\"a \"\"b\"\"\"", "a \"b\"");
        case("\\N", "");
        case("=A1", "=A1");
    }
}
