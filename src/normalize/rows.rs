//! What a row below a header is: data, or one of the rows that people put between them.

use crate::ledger::SheetKind;
use crate::model::{tidy, word_key};
use crate::normalize::header::columns::{Column, Role};
use crate::normalize::header::field::Field;
use crate::normalize::header::find::is_number_row;
use crate::normalize::text::intern::{Interner, Slot, cell_text, is_blank};
use crate::normalize::values::dates::{self, Epoch, Order};
use crate::read::{Cell, Row};

/// What a row is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum RowClass {
    Data,
    Blank,
    /// Totals and "Trong đó".
    Total,
    /// `(1) (2) (3)`.
    Numbers,
    /// A heading over the rows below it.
    Section(String),
    /// Place and date, titles and names of those who sign.
    Signature,
    /// A lone text below a total: a heading if data follows, else the name of one who signs.
    Closing(String),
}

/// What was seen above the row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Above {
    /// A data row of this table.
    pub(crate) data: bool,
    /// A total or a signature since the last data row.
    pub(crate) closing: bool,
    /// A header, and no data row since.
    pub(crate) header: bool,
}

pub(crate) fn classify(
    kind: SheetKind,
    row: &Row<'_>,
    columns: &[Column],
    slots: &[Slot],
    texts: &Interner,
    above: Above,
) -> RowClass {
    let filled = row.cells.iter().filter(|cell| !is_blank(cell)).count();
    if filled == 0 {
        return RowClass::Blank;
    }
    if filled == 1 && awaits_its_sheet(kind, columns, slots, texts) {
        return RowClass::Blank;
    }
    let anchors = Anchors::of(kind, columns, slots, texts);
    let first = row.cells.iter().find(|cell| !is_blank(cell));
    if !anchors.dated && is_total(first, &row.cells) {
        return RowClass::Total;
    }
    // Answers of a survey may count on by one, too: there only a row that numbers every column is one of numbers.
    let numbers_all = kind != SheetKind::Surveys || filled >= columns.len();
    if !anchors.dated
        && filled >= 3
        && numbers_all
        && !(above.data && anchors.coded && !above.header)
        && is_number_row(row)
    {
        return RowClass::Numbers;
    }
    let is_record = anchors.code_like || anchors.dated && filled >= 2;
    if filled <= 4 && !is_record && row.cells.iter().any(is_signature) {
        return RowClass::Signature;
    }
    let single = if filled <= 2 { single_text(row) } else { None };
    if let Some(text) = &single
        && !(anchors.coded && looks_like_code(text))
    {
        if !above.closing
            && (!has_letters(text)
                || is_answer_only(kind, columns, slots)
                || is_about_one(columns, slots))
        {
            return RowClass::Data;
        }
        return match kind {
            SheetKind::Dossiers
            | SheetKind::Surveys
            | SheetKind::Complaints
            | SheetKind::Totals => {
                let text = text.clone();
                if above.closing { RowClass::Closing(text) } else { RowClass::Section(text) }
            }
            SheetKind::SelfAssessment
            | SheetKind::Served
            | SheetKind::LetterEntries
            | SheetKind::Matters
            | SheetKind::LetterRegister => RowClass::Signature,
        };
    }
    if above.closing && filled <= 3 && !anchors.dated && !(anchors.coded && anchors.code_like) {
        return RowClass::Signature;
    }
    RowClass::Data
}

/// A number that was written down before the questionnaire came back. Where a table has dates, a
/// line without one would count nowhere; where it has none, the number may be all that came back.
/// A name in that column is the heading of a group.
fn awaits_its_sheet(kind: SheetKind, columns: &[Column], slots: &[Slot], texts: &Interner) -> bool {
    let read =
        |field| columns.iter().zip(slots).find(|(c, _)| c.field == field && c.role == Role::Read);
    kind == SheetKind::Surveys
        && read(Field::Date).is_some()
        && read(Field::Number).is_some_and(|(_, slot)| {
            let number = slot.found(texts);
            !slot.is_empty() && (looks_like_code(&number) || !has_letters(&number))
        })
}

/// All that stands in the row is a name, an address, a reason or a comment: no heading of a group.
fn is_about_one(columns: &[Column], slots: &[Slot]) -> bool {
    let mut filled = columns.iter().zip(slots).filter(|(_, slot)| !slot.is_empty()).peekable();
    filled.peek().is_some()
        && filled.all(|(column, _)| {
            matches!(
                column.field,
                Field::Applicant | Field::Address | Field::Reason | Field::Comment | Field::Note
            )
        })
}

/// What makes a row one of data.
#[derive(Clone, Copy, Debug, Default)]
struct Anchors {
    /// A date that can be read.
    dated: bool,
    /// A code, a number of a sheet, or whatever tells one row from another.
    coded: bool,
    code_like: bool,
}

impl Anchors {
    fn of(kind: SheetKind, columns: &[Column], slots: &[Slot], texts: &Interner) -> Self {
        let mut anchors = Self::default();
        for (column, slot) in columns.iter().zip(slots).filter(|(_, slot)| !slot.is_empty()) {
            match column.field {
                Field::Received
                | Field::Due
                | Field::Finished
                | Field::Collected
                | Field::Date
                | Field::Resolved => {
                    anchors.dated |= is_date(*slot, texts);
                }
                Field::Code | Field::Number => {
                    anchors.coded = true;
                    anchors.code_like |= match slot {
                        Slot::Text(id) => looks_like_code(texts.text(*id)),
                        other => looks_like_code(&other.found(texts)),
                    };
                }
                Field::Kind | Field::Content | Field::Served => {
                    anchors.coded |= kind != SheetKind::Dossiers;
                }
                _ => {}
            }
        }
        anchors
    }
}

fn is_date(slot: Slot, texts: &Interner) -> bool {
    let date = match slot {
        Slot::Text(id) | Slot::Iso(id) => dates::parse(texts.text(id)).read(Order::DayFirst),
        Slot::Number(number) | Slot::Serial(number) => dates::from_number(number, Epoch::Y1900),
        _ => None,
    };
    date.is_some_and(dates::is_plausible)
}

fn is_answer_only(kind: SheetKind, columns: &[Column], slots: &[Slot]) -> bool {
    kind == SheetKind::Surveys
        && columns.iter().zip(slots).any(|(column, slot)| {
            !slot.is_empty()
                && (matches!(column.role, Role::Candidate(_) | Role::Tick(_))
                    || column.field == Field::Comment)
        })
}

fn is_total(first: Option<&Cell<'_>>, cells: &[Cell<'_>]) -> bool {
    let is_word = |cell: &Cell<'_>| {
        let Cell::Text(text) = cell else { return false };
        let starts =
            text.trim_start().chars().next().is_some_and(|c| matches!(c, 'T' | 't' | 'C' | 'c'));
        if !starts || text.len() > 200 {
            return false;
        }
        let key = word_key(text);
        // "Cộng Phòng Tư pháp" is a total, "Công ty" and "Tổng công ty" are not.
        let lower = tidy(text).to_lowercase();
        let bodies = ["công ty", "cục", "đài", "kho", "liên đoàn", "lãnh sự"];
        let after = lower.strip_prefix("tổng ");
        if after.is_some_and(|after| bodies.iter().any(|body| after.starts_with(body))) {
            return false;
        }
        let of_part = after.is_some() || lower.starts_with("cộng ");
        of_part
            || matches!(
                key.as_str(),
                "tong" | "tong cong" | "cong" | "tong so" | "trong do" | "cong chung" | "tong hop"
            )
            || ["tong cong", "tong so", "cong:", "tong:", "trong do:"]
                .iter()
                .any(|start| key.starts_with(start))
            || ((key.starts_with("tong ") || key.starts_with("cong "))
                && key.ends_with("ho so")
                && key.len() < 40)
    };
    // "Tổng cộng" stands first, or after the ordinal number.
    first.is_some_and(is_word)
        || cells.iter().filter(|cell| !is_blank(cell)).nth(1).is_some_and(is_word)
}

fn is_signature(cell: &Cell<'_>) -> bool {
    let Cell::Text(text) = cell else { return false };
    if text.len() > 160 {
        return false;
    }
    let key = word_key(text);
    if key.contains("ngay ") && key.contains("thang ") && key.contains("nam") {
        return true;
    }
    let words = [
        "nguoi lap",
        "nguoi ky",
        "lap bieu",
        "thu truong",
        "giam doc",
        "pho giam doc",
        "kt. giam doc",
        "tl. giam doc",
        "tm. ",
        "chanh van phong",
        "truong phong",
        "pho truong phong",
        "ke toan truong",
        "nguoi kiem tra",
        "nguoi tong hop",
        "nguoi bao cao",
        "xac nhan cua",
        "(ky",
        "ky, ghi ro",
        "ky ten",
        "chu tich",
        "noi nhan",
        "nguoi nhap",
        "lanh dao",
    ];
    words.iter().any(|word| key.starts_with(word))
}

/// The one text of a row, perhaps after an ordinal (`I`, `1.`, `A`).
fn single_text(row: &Row<'_>) -> Option<String> {
    let mut filled = row.cells.iter().filter(|cell| !is_blank(cell)).map(cell_text);
    let first = filled.next()?;
    match (filled.next(), filled.next()) {
        (None, _) => Some(first),
        (Some(second), None) if is_ordinal(&first) && has_letters(&second) => Some(second),
        (Some(second), None) if second == first => Some(first),
        _ => None,
    }
}

/// `I`, `IV.`, `1.`, `A)`.
fn is_ordinal(text: &str) -> bool {
    let plain = text.trim_matches(['.', ')', '(', ':', ' ']);
    !plain.is_empty()
        && plain.len() <= 4
        && (plain.bytes().all(|byte| byte.is_ascii_digit())
            || plain.chars().all(|c| matches!(c, 'I' | 'V' | 'X'))
            || (plain.len() == 1 && plain.chars().all(|c| matches!(c, 'A'..='H' | 'a'..='h'))))
}

fn has_letters(text: &str) -> bool {
    text.chars().any(char::is_alphabetic)
}

/// A code holds a digit and no spaces.
fn looks_like_code(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_digit()) && !text.contains(' ')
}

/// A heading without its number: `I. Phòng Tư pháp`, `- Phòng Y tế`; `Đơn vị: …` and `Lĩnh vực: …` say what they are.
pub(crate) fn heading(text: &str) -> (Heading, String) {
    let mut rest = text.trim().trim_start_matches(['-', '+', '*', ' ']);
    if let Some((number, after)) = rest.split_once(['.', ')', '/'])
        && is_ordinal(number)
        && has_letters(after)
    {
        rest = after.trim();
    }
    if let Some((name, after)) = rest.split_once(':') {
        let after = after.trim();
        let what = match word_key(name).as_str() {
            "don vi" | "phong" | "phong ban" | "phong chuyen mon" | "co quan" | "don vi xu ly" => {
                Some(Heading::Department)
            }
            "linh vuc" => Some(Heading::Area),
            _ => None,
        };
        if let Some(what) = what.filter(|_| !after.is_empty()) {
            return (what, without_count(after).to_owned());
        }
    }
    let rest = without_count(rest);
    let is_area = word_key(rest).starts_with("linh vuc ");
    if is_area {
        let after = rest.split_whitespace().skip(2).collect::<Vec<_>>().join(" ");
        return (Heading::Area, after);
    }
    (Heading::Plain, rest.trim_end_matches(':').to_owned())
}

/// `Phòng Tư pháp (12 hồ sơ)`: how many stand below is no part of the name.
fn without_count(text: &str) -> &str {
    let Some((name, inside)) = text.strip_suffix(')').and_then(|text| text.rsplit_once('(')) else {
        return text;
    };
    let is_count = inside.trim_start().starts_with(|c: char| c.is_ascii_digit());
    if is_count && has_letters(name) { name.trim_end() } else { text }
}

/// What a heading says of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Heading {
    Plain,
    Department,
    Area,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row<'a>(texts: &[&'a str]) -> Row<'a> {
        let cell = |text: &&'a str| {
            if text.is_empty() { Cell::Empty } else { Cell::Text((*text).into()) }
        };
        Row { number: 9, cells: texts.iter().map(cell).collect() }
    }

    #[track_caller]
    fn case(texts: &[&str], above: Above, expected: &RowClass) {
        let column = |field, at| Column {
            field,
            role: Role::Read,
            row: 1,
            at,
            header: String::new(),
            leaf: String::new(),
            keys: Vec::new(),
        };
        let columns = [
            column(Field::Code, 0),
            column(Field::Procedure, 1),
            column(Field::Received, 2),
            column(Field::Due, 3),
            column(Field::Collected, 4),
        ];
        let row = row(texts);
        let mut interner = Interner::default();
        let mut slots: Vec<_> =
            row.cells.iter().map(|cell| Slot::of(cell, &mut interner)).collect();
        slots.resize(columns.len(), Slot::Empty);
        let got = classify(SheetKind::Dossiers, &row, &columns, &slots, &interner, above);
        assert_eq!(&got, expected, "{texts:?}");
    }

    const BELOW: Above = Above { data: true, closing: false, header: false };
    const CLOSED: Above = Above { data: true, closing: true, header: false };

    #[test]
    fn rows_between_data_are_known() {
        case(&["H1-1", "Khai sinh", "05/01/2020", "", ""], BELOW, &RowClass::Data);
        case(&["H1-1", "", "", "", ""], BELOW, &RowClass::Data);
        case(&["", "Khai sinh", "", "06/01/2020", ""], BELOW, &RowClass::Data);
        case(&["", " ", "", "", ""], BELOW, &RowClass::Blank);
        case(&["Tổng cộng", "", "12", "", "9"], BELOW, &RowClass::Total);
        case(&["", "Tổng số", "12", "", ""], BELOW, &RowClass::Total);
        case(&["1", "Cộng", "12", "", ""], BELOW, &RowClass::Total);
        case(&["Trong đó:", "", "", "", ""], BELOW, &RowClass::Total);
        case(&["Cộng Phòng Tư pháp", "", "3", "", "2"], BELOW, &RowClass::Total);
        case(&["", "Tổng Phòng Y tế", "3", "", ""], BELOW, &RowClass::Total);
        case(&["", "Tổng công ty Điện lực", "x", "", ""], BELOW, &RowClass::Data);
        case(&["", "Công chứng hợp đồng", "x", "", ""], BELOW, &RowClass::Data);
        case(&["(1)", "(2)", "(3)", "(4)", "(5)"], Above::default(), &RowClass::Numbers);
        case(&["A", "B", "1", "2", "3"], Above::default(), &RowClass::Numbers);
        case(
            &["Phòng Tư pháp", "", "", "", ""],
            Above::default(),
            &RowClass::Section("Phòng Tư pháp".to_owned()),
        );
        case(
            &["I", "Phòng Tư pháp", "", "", ""],
            BELOW,
            &RowClass::Section("Phòng Tư pháp".to_owned()),
        );
        case(&["", "", "", "", "Ngày 31 tháng 10 năm 2026"], CLOSED, &RowClass::Signature);
        case(&["", "Người lập biểu", "", "", "TRƯỞNG PHÒNG"], CLOSED, &RowClass::Signature);
        let lone = RowClass::Closing("Nguyễn Văn A".to_owned());
        case(&["", "Nguyễn Văn A", "", "", ""], CLOSED, &lone);
        let lone = RowClass::Closing("Phòng Y tế".to_owned());
        case(&["II", "Phòng Y tế", "", "", ""], CLOSED, &lone);
        case(&["Nguyễn Văn A", "", "", "", "Trần Thị B"], CLOSED, &RowClass::Signature);
        case(&["H1-2", "", "05/01/2020", "", ""], CLOSED, &RowClass::Data);
    }

    #[test]
    fn headings_lose_their_numbers() {
        let case = |text: &str, what: Heading, name: &str| {
            assert_eq!(heading(text), (what, name.to_owned()), "{text}");
        };
        case("I. Phòng Tư pháp", Heading::Plain, "Phòng Tư pháp");
        case("2) Phòng Y tế:", Heading::Plain, "Phòng Y tế");
        case("- Phòng Y tế", Heading::Plain, "Phòng Y tế");
        case("P. Người có công", Heading::Plain, "P. Người có công");
        case("B. Phòng Y tế", Heading::Plain, "Phòng Y tế");
        case("Đơn vị: Phòng Y tế", Heading::Department, "Phòng Y tế");
        case("Lĩnh vực: Hộ tịch", Heading::Area, "Hộ tịch");
        case("Lĩnh vực Đất đai", Heading::Area, "Đất đai");
        case("1. Phòng Tư pháp (12 hồ sơ)", Heading::Plain, "Phòng Tư pháp");
        case("Đơn vị: Phòng Y tế (03)", Heading::Department, "Phòng Y tế");
        case("Phòng Y tế (cơ sở 2)", Heading::Plain, "Phòng Y tế (cơ sở 2)");
    }
}
