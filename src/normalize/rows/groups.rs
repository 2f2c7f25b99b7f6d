//! Rows over a group of others: the department, field or procedure that they give to the rows below.
//!
//! A heading is a department if the settings know it, if it says so (`Đơn vị: …`), or if it is called like one.
//! What a group has in common otherwise (a state, a month, a page, an officer) says nothing of its department.

use crate::model::word_key;
use crate::normalize::kinds::departments::{Directory, Match};
use crate::normalize::rows::counts::{is_count, without_count};
use crate::normalize::rows::labels::is_called_after_one;
use crate::normalize::rows::labels::{Says, has_letters};
use crate::normalize::rows::labels::{is_group_word, is_nobodys, is_state, label};
use crate::normalize::text::intern::{cell_text, is_blank};
use crate::read::Row;

/// How a heading is numbered: headings of one level are numbered alike.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Numbered {
    #[default]
    Not,
    Roman,
    Letter,
    Digit,
}

/// A heading over a group of rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Heading {
    pub(crate) says: Says,
    pub(crate) numbered: Numbered,
    /// It is the first of its level: `I`, `1`, `A`.
    pub(crate) is_first: bool,
    /// Without its number, its label, and how many stand below.
    pub(crate) name: String,
}

/// Whose the rows below a heading are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gives {
    Department,
    Area,
    Procedure,
    /// A name that nobody knows: it may be that of a department, or of a group inside one.
    Unknown,
    /// No department, whatever stood above.
    Nobody,
    Nothing,
}

impl Heading {
    /// `I. Phòng Tư pháp`, `- Phòng Y tế (12 hồ sơ)`, `Đơn vị: …`, `Lĩnh vực: …`.
    pub(crate) fn of(text: &str) -> Self {
        let mut rest = text.trim().trim_start_matches(is_bullet);
        let (mut numbered, mut first) = (Numbered::Not, false);
        if let Some((number, after)) = rest.split_once(['.', ')', '/'])
            && let Some(ordinal) = ordinal(number)
            && has_letters(after)
        {
            (rest, numbered, first) = (after.trim(), ordinal, is_first(number));
        }
        let (says, name) = said(rest);
        Self { says, numbered, is_first: first, name: name.to_owned() }
    }

    pub(crate) fn gives(&self, directory: &Directory) -> Gives {
        match self.says {
            Says::Department => Gives::Department,
            Says::Area => Gives::Area,
            Says::Procedure => Gives::Procedure,
            Says::Nobody => Gives::Nobody,
            Says::State | Says::Plain => match directory.find(&self.name) {
                Match::Known(_) => Gives::Department,
                _ if directory.is_area(&self.name) => Gives::Area,
                _ if directory.is_procedure(&self.name) => Gives::Procedure,
                _ if self.says == Says::State => Gives::Nothing,
                _ if is_called_after_one(&self.name)
                    || directory.is_near(&self.name)
                    || directory.shortened(&self.name).is_some() =>
                {
                    Gives::Department
                }
                Match::Unknown | Match::AsFound => Gives::Unknown,
            },
        }
    }
}

/// The heading that a row is for sure, whatever stands above it: it says what it is, or the settings know it; what
/// else stands in the row are its number and how many rows follow.
pub(crate) fn sure(row: &Row<'_>, directory: &Directory) -> Option<Heading> {
    let mut cells = row.cells.iter().filter(|cell| !is_blank(cell)).map(cell_text);
    let mut first = cells.next()?;
    let mut numbered = None;
    if let Some(number) = ordinal(&first) {
        numbered = Some((number, is_first(&first)));
        first = cells.next()?;
    }
    if !has_letters(&first) || first.len() > 300 {
        return None;
    }
    let mut counts = 0;
    for cell in cells {
        if counts == 0 && label(first.trim_end_matches(':')).is_some() && !is_count(&cell) {
            first = format!("{}: {cell}", first.trim_end_matches([':', ' ']));
        } else if is_count(&cell) || ordinal(&cell) == Some(Numbered::Digit) {
            counts += 1;
        } else {
            return None;
        }
    }
    let heading = Heading::of(&first);
    let is_sure = match heading.says {
        Says::Department | Says::Area | Says::Procedure | Says::State | Says::Nobody => true,
        Says::Plain => match directory.find(&heading.name) {
            Match::Known(_) => true,
            Match::Unknown | Match::AsFound => counts > 0 && is_called_after_one(&heading.name),
        },
    };
    let (numbered, is_first) = numbered.unwrap_or((heading.numbered, heading.is_first));
    is_sure.then_some(Heading { numbered, is_first, ..heading })
}

fn said(text: &str) -> (Says, &str) {
    let mut rest = without_count(text);
    if let Some((name, after)) = rest.split_once([':', '=']) {
        let after = after.trim();
        match label(name) {
            Some(says) if !after.is_empty() => return (says, without_count(after)),
            None if is_group_word(name) && !after.is_empty() => rest = without_count(after),
            Some(_) | None => {}
        }
    }
    let rest = rest.trim_end_matches([':', ' ']);
    let after = |words: usize| {
        let mut rest = rest;
        for _ in 0..words {
            rest = rest.split_once(char::is_whitespace).map_or("", |(_, after)| after.trim_start());
        }
        rest
    };
    let key = word_key(rest);
    if key.starts_with("linh vuc ") {
        return (Says::Area, after(2));
    }
    if key.starts_with("thu tuc hanh chinh ") {
        return (Says::Procedure, after(4));
    }
    if is_nobodys(&key) {
        return (Says::Nobody, rest);
    }
    if is_state(&key) {
        return (Says::State, rest);
    }
    (Says::Plain, rest)
}

/// What stands before a heading in lists and in groups that can be folded: `▼ Phòng Tư pháp`.
fn is_bullet(c: char) -> bool {
    matches!(
        c,
        '-' | '–' | '+' | '−' | '*' | ' ' | '•' | '·' | '→' | '⇒' | '➢' | '➤' | '\u{25a0}'
            ..='\u{25ff}' | '⊞' | '⊟'
    )
}

/// `I`, `IV.`, `1.`, `A)`.
pub(crate) fn ordinal(text: &str) -> Option<Numbered> {
    let plain = text.trim_matches(['.', ')', '(', ':', ' ']);
    if plain.is_empty() || plain.len() > 4 {
        None
    } else if plain.bytes().all(|byte| byte.is_ascii_digit()) {
        Some(Numbered::Digit)
    } else if plain.chars().all(|c| matches!(c, 'I' | 'V' | 'X')) {
        Some(Numbered::Roman)
    } else if plain.len() == 1 && plain.chars().all(|c| matches!(c, 'A'..='H' | 'a'..='h')) {
        Some(Numbered::Letter)
    } else {
        None
    }
}

/// `I`, `1.`, `A)`: the first of a level.
pub(crate) fn is_first(number: &str) -> bool {
    let plain = number.trim_matches(['.', ')', '(', ':', ' ']).trim_start_matches('0');
    matches!(plain, "I" | "1" | "A" | "a")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalize::tests::rows;
    use crate::normalize::{DepartmentOption, NormalizeOptions};

    #[track_caller]
    fn case(text: &str, says: Says, name: &str) {
        let heading = Heading::of(text);
        assert_eq!((heading.says, heading.name.as_str()), (says, name), "{text}");
    }

    #[test]
    fn headings_lose_their_numbers_and_counts() {
        case("I. Phòng Tư pháp", Says::Plain, "Phòng Tư pháp");
        case("2) Phòng Y tế:", Says::Plain, "Phòng Y tế");
        case("- Phòng Y tế", Says::Plain, "Phòng Y tế");
        case("P. Người có công", Says::Plain, "P. Người có công");
        case("B. Phòng Y tế", Says::Plain, "Phòng Y tế");
        for text in [
            "Phòng Tư pháp: 4 hồ sơ",
            "1. Phòng Tư pháp (12 hồ sơ)",
            "Phòng Tư pháp - 4 HS",
            "Phòng Tư pháp (Tổng số: 4 hồ sơ)",
            "Phòng Tư pháp: Số lượng hồ sơ: 4",
            "Phòng Tư pháp (04)",
            "Phòng Tư pháp : 4",
            "Nhóm: Phòng Tư pháp (4)",
            "▼ Phòng Tư pháp (4)",
            "► Phòng Tư pháp",
            "⊟ Phòng Tư pháp: 4 hồ sơ",
        ] {
            case(text, Says::Plain, "Phòng Tư pháp");
        }
        case("Phòng Y tế (cơ sở 2)", Says::Plain, "Phòng Y tế (cơ sở 2)");
        case("Phòng 1-2", Says::Plain, "Phòng 1-2");
    }

    #[test]
    fn headings_say_what_they_are() {
        case("Đơn vị: Phòng Y tế", Says::Department, "Phòng Y tế");
        case("Đơn vị: Phòng Y tế (03)", Says::Department, "Phòng Y tế");
        case("Phòng ban : Phòng Y tế: 3 hồ sơ", Says::Department, "Phòng Y tế");
        case("Lĩnh vực: Hộ tịch", Says::Area, "Hộ tịch");
        case("Lĩnh vực Đất đai", Says::Area, "Đất đai");
        case("Thủ tục: Khai sinh (2 hồ sơ)", Says::Procedure, "Khai sinh");
        case("Cán bộ xử lý: Nguyễn Văn A", Says::State, "Nguyễn Văn A");
        case("Phòng ban = Phòng Tư pháp", Says::Department, "Phòng Tư pháp");
        case("Hồ sơ chưa rõ đơn vị (1 hồ sơ)", Says::Nobody, "Hồ sơ chưa rõ đơn vị");
        for text in [
            "A. Hồ sơ kỳ trước chuyển sang",
            "B. Hồ sơ tiếp nhận trong kỳ",
            "Trong đó hồ sơ quá hạn",
            "Đã giải quyết đúng hạn: 3 hồ sơ",
            "Tháng 10/2026",
            "Quý IV",
            "Trang 1/3",
            "Chưa đến hạn",
        ] {
            assert_eq!(Heading::of(text).says, Says::State, "{text}");
        }
    }

    #[test]
    fn a_department_is_known_or_called_like_one() {
        let declared = Directory::new(&NormalizeOptions {
            departments: vec![DepartmentOption {
                name: "Tư pháp".to_owned(),
                ..Default::default()
            }],
            ..NormalizeOptions::default()
        });
        let gives = |text: &str, directory: &Directory| Heading::of(text).gives(directory);
        assert_eq!(gives("I. Tư pháp", &declared), Gives::Department);
        assert_eq!(gives("Tư phap", &declared), Gives::Department);
        assert_eq!(gives("Phòng Lạ", &declared), Gives::Department);
        assert_eq!(gives("Hộ tịch", &declared), Gives::Unknown);
        let none = Directory::default();
        assert_eq!(gives("Tư pháp", &none), Gives::Unknown);
        assert_eq!(gives("PHÒNG TƯ PHÁP", &none), Gives::Department);
        assert_eq!(gives("Hồ sơ quá hạn", &none), Gives::Nothing);
    }

    #[test]
    fn a_heading_may_stand_beside_its_number_its_label_and_its_count() {
        let none = Directory::default();
        let name = |line: &str| {
            rows(line).first().and_then(|row| sure(row, &none)).map(|heading| heading.name)
        };
        assert_eq!(name("Phòng ban: | Phòng Tư pháp").as_deref(), Some("Phòng Tư pháp"));
        assert_eq!(name("Phòng ban | | Phòng Tư pháp | 4").as_deref(), Some("Phòng Tư pháp"));
        assert_eq!(name("I | Phòng Tư pháp | | 4 hồ sơ").as_deref(), Some("Phòng Tư pháp"));
        assert_eq!(
            name("A | Hồ sơ kỳ trước chuyển sang | 3").as_deref(),
            Some("Hồ sơ kỳ trước chuyển sang")
        );
        assert_eq!(name("Phòng Tư pháp | Khai sinh"), None);
        assert_eq!(name("Hộ tịch | 4"), None);
        assert_eq!(name("Nguyễn Văn A"), None);
    }
}
