//! What of a finding may leave the office: never a value that can be somebody's name, number or address.
//!
//! A finding quotes what stands in a cell, and a cell that slid stands in a column that is not its own. On the screen,
//! in `can-sua` and in `noi-bo` the clerk needs to see it; every document that goes out asks here instead.

use std::borrow::Cow;

use crate::ledger::field::Field;
use crate::ledger::finding::Finding;

/// A finding as documents that go out may say it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Outside<'a> {
    pub(crate) message: Cow<'a, str>,
    pub(crate) effect: Cow<'a, str>,
}

/// What messages quote that stands in no cell.
const OWN: [&str; 7] = [
    "Chưa rõ đơn vị",
    "Chưa rõ lĩnh vực",
    "Chưa rõ thủ tục",
    "Lĩnh vực khác",
    "Thủ tục khác",
    "–",
    "□",
];

impl Finding {
    pub(crate) fn outside(&self) -> Outside<'_> {
        let effect = if self.quotes_nothing_else(self.effect()) {
            Cow::Borrowed(self.effect())
        } else {
            Cow::Borrowed(self.code.effect())
        };
        Outside { message: self.message_outside(), effect }
    }

    fn message_outside(&self) -> Cow<'_, str> {
        let plain = self.code.message();
        let is_date = self.field.is_some_and(Field::is_figures);
        let is_word = self.field.is_some_and(Field::is_words);
        if !is_date && !is_word {
            return Cow::Borrowed(plain);
        }
        let can_say = self.found.as_deref().is_none_or(|found| self.is_public(found));
        if can_say && self.quotes_nothing_else(self.message()) {
            return Cow::Borrowed(self.message());
        }
        if is_date {
            return Cow::Owned(format!("{plain} (một giá trị không đọc được)"));
        }
        Cow::Borrowed(plain)
    }

    /// Whether all that stands in quotes may be said. Quotes that do not pair were brought along by a cell.
    fn quotes_nothing_else(&self, text: &str) -> bool {
        let mut rest = text;
        while let Some((before, from)) = rest.split_once('“') {
            let Some((quoted, after)) = from.split_once('”') else { return false };
            if before.contains('”') || !self.is_public(quoted) {
                return false;
            }
            rest = after;
        }
        !rest.contains('”')
    }

    /// Whether a value is of the alphabet of its column.
    fn is_public(&self, value: &str) -> bool {
        OWN.contains(&value)
            || self.word() == Some(value)
            || is_error(value)
            || (self.field.is_some_and(Field::is_figures) && is_like_a_date(value))
    }
}

/// Figures and the marks of dates, no more of them than a day and a time have. A telephone has nine or more.
fn is_like_a_date(text: &str) -> bool {
    let digits = |part: &str| part.chars().filter(char::is_ascii_digit).count();
    let is_part = |part: &str| {
        part.chars().all(|c| c.is_ascii_digit() || matches!(c, '/' | '-' | '.' | ':' | 'Z' | '+'))
    };
    let (times, days): (Vec<&str>, Vec<&str>) =
        text.split([' ', 'T']).partition(|part| part.contains(':'));
    text.len() <= 40
        && days.iter().chain(&times).all(|part| is_part(part))
        && days.iter().map(|part| digits(part)).sum::<usize>() <= 8
        && times.iter().map(|part| digits(part)).sum::<usize>() <= 16
        && times.len() <= 1
}

/// `#N/A`, `#DIV/0!`.
fn is_error(text: &str) -> bool {
    const ERRORS: [&str; 9] = [
        "#N/A",
        "#DIV/0!",
        "#REF!",
        "#VALUE!",
        "#NAME?",
        "#NUM!",
        "#NULL!",
        "#SPILL!",
        "#GETTING_DATA",
    ];
    ERRORS.contains(&text)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::ledger::{Code, Place, Source};

    fn finding(field: Field, found: &str) -> Finding {
        let source = Arc::new(Source { file: "a.xlsx".to_owned(), sheet: Some("HS".to_owned()) });
        Finding::new(Code::BadDate, Place::cell(&source, 2, 2))
            .with_field(field)
            .with_found(found)
            .with_message(format!("Không đọc được ngày hẹn trả “{found}”"))
    }

    #[track_caller]
    fn said(field: Field, found: &str) {
        let finding = finding(field, found);
        assert_eq!(finding.outside().message, finding.message());
    }

    #[track_caller]
    fn kept(field: Field, found: &str) {
        let finding = finding(field, found);
        let outside = finding.outside();
        assert!(outside.message.starts_with(Code::BadDate.message()), "{outside:?}");
        assert!(!outside.message.contains(found), "{outside:?}");
    }

    #[test]
    fn only_what_is_of_the_alphabet_of_its_column_is_said() {
        said(Field::Due, "31/06/2025");
        said(Field::Due, "2025-06-31 10:00:00");
        said(Field::Due, "2025-06-31T10:00:00.000+07:00");
        said(Field::Due, "99");
        said(Field::Due, "#N/A");
        kept(Field::Due, "Nguyễn Văn An");
        kept(Field::Due, "0912345678");
        kept(Field::Due, "0912.345.678");
        kept(Field::Due, "0912 345 678");
        kept(Field::Due, "084190001234");
        kept(Field::Due, "331234567");
        kept(Field::Due, "12/5 Lê Lợi");
        kept(Field::Due, "mai@vidu.vn");
        kept(Field::Due, "31” Nguyễn Văn An “06");
        kept(Field::Applicant, "31/06/2025");
        kept(Field::Status, "Nguyễn Văn An");
    }

    #[test]
    fn a_word_that_its_column_knows_is_said() {
        let known = finding(Field::Status, "Đã trả").with_word("Đã trả");
        assert_eq!(known.outside().message, known.message());
    }

    #[test]
    fn an_effect_names_no_name_either() {
        let named =
            finding(Field::Department, "").with_effect("hồ sơ này được tính cho “Lê Thị B”");
        assert_eq!(named.outside().effect, Code::BadDate.effect());
        let own = finding(Field::Department, "").with_effect("được tính vào “Chưa rõ đơn vị”");
        assert_eq!(own.outside().effect, own.effect());
    }
}
