//! Delimited text → rows: separator found from the text, quoted fields, ragged rows.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::read::dialect::{self, Quotes};
use crate::read::{Cell, Row};

const SEPARATORS: [char; 4] = [';', ',', '\t', '|'];
/// Records looked at to find the separator.
const SAMPLE: usize = 200;

/// Delimited text that holds together, cut into rows as they are asked for.
#[derive(Debug, PartialEq)]
pub(crate) struct Delimited<'a> {
    text: Cow<'a, str>,
    /// Where the first row begins.
    start: usize,
    pub(crate) separator: char,
    quotes: Quotes,
    /// Rows with more or fewer fields than the table has: number, and how many fields it has and should have.
    pub(crate) ragged: Vec<(u32, usize, usize)>,
    /// Rows that hold something beyond the last column of the header, in the same way.
    pub(crate) overfull: Vec<(u32, usize, usize)>,
}

/// Why text is no table: the record in which it goes wrong, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Malformed {
    Nul(u32),
    Unterminated(u32),
}

impl<'a> Delimited<'a> {
    pub(crate) fn new(text: Cow<'a, str>) -> Result<Self, Malformed> {
        let table = Self::known(text);
        let mut widths = Vec::new();
        for (number, record) in (1..).zip(table.records()) {
            let fields = record.map_err(|Unterminated| Malformed::Unterminated(number))?;
            if fields.iter().any(|field| field.contains('\0')) {
                return Err(Malformed::Nul(number));
            }
            let mut used = fields.iter().enumerate().filter(|(_, field)| !field.trim().is_empty());
            let Some((first, _)) = used.next() else { continue };
            let last = used.next_back().map_or(first, |(last, _)| last);
            let filled = fields.iter().filter(|field| !field.trim().is_empty()).count();
            widths.push(Width { number, fields: fields.len(), used: last + 1, filled });
        }
        let (ragged, overfull) = (ragged(&widths), overfull(&widths));
        Ok(Self { ragged, overfull, ..table })
    }

    /// Text that was looked through before: that it holds together is known, and how wide its rows are is not asked.
    pub(crate) fn known(text: Cow<'a, str>) -> Self {
        let text = dialect::with_letters(&text).map_or(text, Cow::Owned);
        let text = dialect::unquoted_lines(&text).map_or(text, Cow::Owned);
        let quotes = Quotes::of(&text);
        let (told, body) = told_separator(&text);
        let separator = told.unwrap_or_else(|| separator(body, quotes));
        let start = text.len() - body.len();
        Self { text, start, separator, quotes, ragged: Vec::new(), overfull: Vec::new() }
    }

    fn records(&self) -> DelimitedRecords<'_> {
        let body = self.text.get(self.start..).unwrap_or_default();
        DelimitedRecords::new(body, self.separator, self.quotes)
    }

    /// Hands on each row up to the last one asked for with something in it; a blank line is a row of the sheet, too,
    /// and counted.
    pub(crate) fn rows<'t>(&'t self, last: u32, each: &mut dyn FnMut(Row<'t>)) {
        for (number, fields) in (1..=last).zip(self.records().map_while(Result::ok)) {
            let mut cells: Vec<_> = fields.into_iter().map(cell).collect();
            while cells.last() == Some(&Cell::Empty) {
                cells.pop();
            }
            if !cells.is_empty() {
                each(Row { number, cells });
            }
        }
    }
}

/// Does the text look like a table at all: two fields or more in most of its lines?
pub(crate) fn is_table(text: &str) -> bool {
    let quotes = Quotes::of(text);
    let (told, text) = told_separator(text);
    let separator = told.unwrap_or_else(|| separator(text, quotes));
    let (width, count) = usual_width(text, separator, quotes);
    width > 1 && count > 1
}

fn cell(field: Cow<'_, str>) -> Cell<'_> {
    let field = if field.starts_with(['=', '\\']) { dialect::plain(field) } else { field };
    let is_nothing = |c: char| c.is_whitespace() || c.is_control();
    if field.trim_start_matches(is_nothing).is_empty() { Cell::Empty } else { Cell::Text(field) }
}

/// A first line `sep=;` is Excel's, and no row.
fn told_separator(text: &str) -> (Option<char>, &str) {
    let line = text.lines().next().unwrap_or_default();
    let told = line.get(..4).filter(|start| start.eq_ignore_ascii_case("sep="));
    let rest = told.and_then(|_| line.get(4..)).unwrap_or_default();
    let mut chars = rest.chars();
    match (chars.next(), chars.next()) {
        (Some(separator), None) => {
            let after = text.get(line.len()..).unwrap_or_default();
            let after = after.strip_prefix('\r').unwrap_or(after);
            (Some(separator), after.strip_prefix('\n').unwrap_or(after))
        }
        _ => (None, text),
    }
}

/// The one that cuts most records into the same number of fields.
fn separator(text: &str, quotes: Quotes) -> char {
    let score = |separator: char| {
        let (width, count) = usual_width(text, separator, quotes);
        (width - 1) * count
    };
    let mut best = (';', 0);
    for separator in SEPARATORS {
        let score = score(separator);
        if score > best.1 {
            best = (separator, score);
        }
    }
    best.0
}

/// The commonest number of fields above one, and how many records have it.
fn usual_width(text: &str, separator: char, quotes: Quotes) -> (usize, usize) {
    let records = DelimitedRecords::new(text, separator, quotes).take(SAMPLE).map_while(Result::ok);
    let mut counts = BTreeMap::new();
    for fields in records.filter(|fields| fields.len() > 1) {
        *counts.entry(fields.len()).or_insert(0) += 1;
    }
    counts.into_iter().max_by_key(|(width, count)| (*count, *width)).unwrap_or((1, 0))
}

/// How wide a record is.
#[derive(Clone, Copy, Debug)]
struct Width {
    /// From 1.
    number: u32,
    fields: usize,
    /// Up to the last one that holds something.
    used: usize,
    /// Those that hold something.
    filled: usize,
}

/// The commonest width of the table, and where its first record stands.
fn usual(widths: &[Width]) -> Option<(usize, usize)> {
    let mut counts = BTreeMap::new();
    for width in widths.iter().filter(|width| width.fields > 1) {
        *counts.entry(width.fields).or_insert(0) += 1;
    }
    let (usual, _) = counts.into_iter().max_by_key(|(width, count)| (*count, *width))?;
    Some((usual, widths.iter().position(|width| width.fields == usual)?))
}

/// Titles above the table and signatures below it are as long as they like.
fn ragged(widths: &[Width]) -> Vec<(u32, usize, usize)> {
    let Some((usual, first)) = usual(widths) else { return Vec::new() };
    let last = widths.iter().rposition(|width| width.fields == usual).unwrap_or(first);
    let table = widths.iter().enumerate().skip(first);
    let odd = table.filter(|(index, width)| {
        width.used > usual || (width.fields < usual && (*index < last || width.fields > 1))
    });
    odd.map(|(_, width)| (width.number, width.fields, usual)).collect()
}

/// A separator that stands unquoted in a value makes its row longer than the header, and moves what follows it.
fn overfull(widths: &[Width]) -> Vec<(u32, usize, usize)> {
    let Some((usual, _)) = usual(widths) else { return Vec::new() };
    // The header is the first record that names most of the columns; titles fill a few.
    let many = (usual / 2).max(2);
    let names_columns = |width: &Width| width.filled > many || width.fields == usual;
    let Some(header) = widths.iter().position(names_columns) else { return Vec::new() };
    let columns = widths.get(header).map_or(usual, |width| width.fields);
    let long = widths.iter().skip(header + 1).filter(|width| width.used > columns);
    long.map(|width| (width.number, width.used, columns)).collect()
}

struct Unterminated;

/// Cuts text into records, a line break inside quotes being part of its field.
struct DelimitedRecords<'a> {
    rest: Option<&'a str>,
    separator: char,
    quotes: Quotes,
}

impl<'a> DelimitedRecords<'a> {
    fn new(text: &'a str, separator: char, quotes: Quotes) -> Self {
        Self { rest: Some(text).filter(|text| !text.is_empty()), separator, quotes }
    }
}

impl<'a> Iterator for DelimitedRecords<'a> {
    type Item = Result<Vec<Cow<'a, str>>, Unterminated>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut rest = self.rest.take()?;
        let mut fields = Vec::new();
        loop {
            let Some((field, after)) = field(rest, self.separator, self.quotes) else {
                return Some(Err(Unterminated));
            };
            fields.push(field);
            if let Some(next) = after.strip_prefix(self.separator) {
                rest = next;
                continue;
            }
            let next = after.strip_prefix('\r').unwrap_or(after);
            let next = next.strip_prefix('\n').unwrap_or(next);
            self.rest = Some(next).filter(|next| !next.is_empty());
            return Some(Ok(fields));
        }
    }
}

/// A field, and the text from the separator or line end that closes it; `None` if a quote is never closed.
fn field(text: &str, separator: char, quotes: Quotes) -> Option<(Cow<'_, str>, &str)> {
    let is_end = |letter| letter == separator || letter == '\n' || letter == '\r';
    let ends = |rest: &str| rest.chars().next().is_none_or(is_end);
    let Some(inside) = dialect::opening(text, ends) else {
        let end = text.find(is_end).unwrap_or(text.len());
        let (field, rest) = text.split_at_checked(end)?;
        return Some((Cow::Borrowed(field), rest));
    };
    let (mut value, after) = dialect::quoted(inside, quotes)?;
    // What follows a closing quote belongs to the field, as Excel reads it.
    let end = after.find(is_end).unwrap_or(after.len());
    let (tail, rest) = after.split_at_checked(end)?;
    value.push_str(tail);
    Some((Cow::Owned(value), rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(text: &str, want: &[(u32, &[&str])]) {
        let table = Delimited::new(text.into()).unwrap();
        let mut rows = Vec::new();
        table.rows(u32::MAX, &mut |row| rows.push(row));
        let got: Vec<_> = rows
            .iter()
            .map(|row| {
                let cells = row.cells.iter().map(|cell| match cell {
                    Cell::Text(text) => &**text,
                    _ => "",
                });
                (row.number, cells.collect::<Vec<_>>())
            })
            .collect();
        let want: Vec<_> = want.iter().map(|(row, cells)| (*row, cells.to_vec())).collect();
        assert_eq!(got, want);
    }

    #[test]
    fn the_separator_is_found_from_the_text() {
        case("a;b,c\n1;2,3\n", &[(1, &["a", "b,c"]), (2, &["1", "2,3"])]);
        case("a,b\n1,2", &[(1, &["a", "b"]), (2, &["1", "2"])]);
        case("a\tb\n1, x\t2\n", &[(1, &["a", "b"]), (2, &["1, x", "2"])]);
        case("a|b\r\n1|2\r\n", &[(1, &["a", "b"]), (2, &["1", "2"])]);
        case("sep=|\r\na|b;c;d\r\n", &[(1, &["a", "b;c;d"])]);
    }

    #[test]
    fn quotes_hold_separators_line_breaks_and_quotes() {
        case(
            "a;\"b;\nc\";\"d\"\"e\"\nf;g;h\n",
            &[(1, &["a", "b;\nc", "d\"e"]), (2, &["f", "g", "h"])],
        );
        case("a;12\" x\nb;c", &[(1, &["a", "12\" x"]), (2, &["b", "c"])]);
    }

    #[test]
    fn values_of_other_programs_are_read_as_they_are_meant() {
        case("a;b;c\n=\"01\";=\"x;y\";\\N\n", &[(1, &["a", "b", "c"]), (2, &["01", "x;y"])]);
        case("a, b\n1, \"x, y\"\n", &[(1, &["a", " b"]), (2, &["1", "x, y"])]);
        case("a,b\n1, \"x\" y\n", &[(1, &["a", "b"]), (2, &["1", " \"x\" y"])]);
        case("\"a\",\"b\"\n\"x \\\"A, B\\\"\",2\n", &[(1, &["a", "b"]), (2, &["x \"A, B\"", "2"])]);
        case("\"a,b,c\"\n\"1,2,3\"\n", &[(1, &["a", "b", "c"]), (2, &["1", "2", "3"])]);
    }

    #[test]
    fn a_blank_line_is_a_row_of_the_sheet() {
        case("a;b\n\n;;\n1;2\n", &[(1, &["a", "b"]), (4, &["1", "2"])]);
    }

    #[test]
    fn ragged_rows_are_told_but_titles_and_signatures_are_not() {
        let table = Delimited::new(
            "Báo cáo\na;b;c\n1;2;3\n1;2;3;4\n1;2\n1;2;3;\n1;2;3\nNgười lập\n".into(),
        );
        assert_eq!(table.unwrap().ragged, [(4, 4, 3), (5, 2, 3)]);
    }

    #[track_caller]
    fn long(text: &str, want: &[(u32, usize, usize)]) {
        assert_eq!(Delimited::new(text.into()).unwrap().overfull, want, "{text}");
    }

    #[test]
    fn a_row_longer_than_the_header_is_told() {
        long("a;b;c\n1;2;3\n1;2;3;4\n1;2;3\n", &[(3, 4, 3)]);
        long("Báo cáo\n\na;b;c\n1;2;3\n1;2;3;;5\n", &[(5, 5, 3)]);
        // Every address holds a comma.
        long("a,b,c,d\n1,2,x,y,3\n1,2,x,y,3\n", &[(2, 5, 4), (3, 5, 4)]);
        long("a,b,c,d\n1,2,x,y,z,\n1,2,x,y,z,3\n", &[(2, 5, 4), (3, 6, 4)]);
        long("a;b;c\n1;2;3;\n1;2;3; ;\n1;2\n", &[]);
        long("Báo cáo;;;\na;b;c;\n1;2;3;\n1;2;;\nNgười lập;;;\n", &[]);
        long("Báo cáo\nNgày 1; 2; 3\na;b;c;d;e;f\n1;2;3;4;5;6\n", &[]);
    }

    #[test]
    fn an_open_quote_or_a_zero_byte_is_malformed() {
        assert_eq!(Delimited::new("a;b\n1;\"2\n3;4\n".into()), Err(Malformed::Unterminated(2)));
        assert_eq!(Delimited::new("a;b\n1;2\n\0;4\n".into()), Err(Malformed::Nul(3)));
    }

    #[test]
    fn prose_is_no_table() {
        assert!(!is_table("Kính gửi ông\nTôi tên là A\n"));
        assert!(is_table("a;b\n1;2\n"));
    }
}
