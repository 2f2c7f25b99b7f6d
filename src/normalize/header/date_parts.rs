//! A day in three columns: `Ngày | Tháng | Năm` below `Ngày tiếp nhận`, in any order, read as one column.
//!
//! Where the column of the day holds whole dates, the two beside it only repeat their month and year.

use crate::model::{uncapitalized, word_key};
use crate::normalize::header::cell::{DayParts, FoundCell};
use crate::normalize::header::exports::WIDEST;
use crate::normalize::header::qualifier;
use crate::normalize::text::intern::{Interner, Slot, cell_text, is_blank};
use crate::read::{Cell, Row};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum DayPart {
    Day,
    Month,
    Year,
}

/// Puts three columns beside each other that hold the parts of one day into one.
pub(crate) fn join(cells: Vec<FoundCell>) -> Vec<FoundCell> {
    // Every row of a sheet may be looked at, and some have sixteen thousand columns.
    if cells.len() > WIDEST || !cells.iter().any(|cell| part_of(cell).is_some()) {
        return cells;
    }
    let mut joined: Vec<FoundCell> = Vec::with_capacity(cells.len());
    let mut rest = cells.as_slice();
    while let [first, ..] = rest {
        let whole = rest.first_chunk().and_then(of_three);
        let taken = if whole.is_some() { 3 } else { 1 };
        joined.push(whole.unwrap_or_else(|| first.clone()));
        rest = rest.get(taken..).unwrap_or_default();
    }
    joined
}

fn of_three(three: &[FoundCell; 3]) -> Option<FoundCell> {
    let mut parts = DayParts { day: u32::MAX, month: u32::MAX, year: u32::MAX };
    let mut name = String::new();
    let mut leaf = "";
    for cell in three {
        let (part, of) = part_of(cell)?;
        let column = match part {
            DayPart::Day => &mut parts.day,
            DayPart::Month => &mut parts.month,
            DayPart::Year => &mut parts.year,
        };
        if *column != u32::MAX {
            return None;
        }
        *column = cell.column;
        if part == DayPart::Day {
            leaf = &cell.leaf;
        }
        if !of.is_empty() && !name.is_empty() && word_key(&of) != word_key(&name) {
            return None;
        }
        if name.is_empty() {
            name = of;
        }
    }
    let [first, ..] = three;
    let name = if name.is_empty() {
        "Ngày".to_owned()
    } else {
        format!("Ngày {}", uncapitalized(&name))
    };
    Some(FoundCell {
        row: first.row,
        column: first.column,
        text: format!("{name} (ngày, tháng, năm)"),
        leaf: leaf.to_owned(),
        keys: qualifier::keys(&name, ""),
        tick: None,
        left_over: None,
        spanned: false,
        parts: Some(parts),
    })
}

/// Which part of a day a column holds, and of which day: `Ngày tiếp nhận > Tháng`, `Tháng tiếp nhận`, `Tháng`.
fn part_of(cell: &FoundCell) -> Option<(DayPart, String)> {
    let (above, leaf) = cell.text.rsplit_once(" > ").unwrap_or(("", &cell.text));
    let (word, rest) = leaf.trim().split_once(char::is_whitespace).unwrap_or((leaf.trim(), ""));
    let part = match word_key(word).as_str() {
        "ngay" | "day" => DayPart::Day,
        "thang" | "month" => DayPart::Month,
        "nam" | "year" => DayPart::Year,
        _ => return None,
    };
    let above = above.rsplit(" > ").next().unwrap_or_default().trim();
    let of = if rest.trim().is_empty() { above } else { rest.trim() };
    let without_day =
        of.split_once(char::is_whitespace).filter(|(word, _)| word_key(word) == "ngay");
    Some((part, without_day.map_or(of, |(_, rest)| rest).trim().to_owned()))
}

/// Whether a text names nothing but a part of a day.
pub(crate) fn is_part(text: &str) -> bool {
    matches!(word_key(text).as_str(), "ngay" | "thang" | "nam" | "day" | "month" | "year")
}

/// The day of a row: a text that puts the year first, or what stands there where it is none.
pub(crate) fn slot(row: &Row<'_>, parts: DayParts, texts: &mut Interner) -> Slot {
    let cell = |column: u32| usize::try_from(column).ok().and_then(|at| row.cells.get(at));
    let day = cell(parts.day).unwrap_or(&Cell::Empty);
    let month = cell(parts.month).unwrap_or(&Cell::Empty);
    let year = cell(parts.year).unwrap_or(&Cell::Empty);
    // A year that is filled in for all rows is no day.
    if is_blank(day) && is_blank(month) {
        return Slot::Empty;
    }
    let number = |cell: &Cell<'_>| cell_text(cell).trim_start_matches('\'').parse::<u16>().ok();
    match (number(day), number(month), number(year)) {
        (Some(day @ 1..=31), Some(month @ 1..=12), Some(year @ 1900..=2999)) => {
            Slot::of(&Cell::Text(format!("{year}-{month:02}-{day:02}").into()), texts)
        }
        (None | Some(32..), ..) if !is_blank(day) => Slot::of(day, texts),
        _ => {
            let text = [day, month, year].map(cell_text).join("/");
            Slot::of(&Cell::Text(text.into()), texts)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalize::tests::rows;
    use crate::normalize::values::dates::DateEpoch;

    fn cells(texts: &str) -> Vec<FoundCell> {
        let of = |(column, text): (u32, &str)| FoundCell {
            row: 1,
            column,
            text: text.to_owned(),
            leaf: text.rsplit(" > ").next().unwrap_or_default().to_owned(),
            keys: Vec::new(),
            tick: None,
            left_over: None,
            spanned: false,
            parts: None,
        };
        (0..).zip(texts.split(" | ")).map(of).collect()
    }

    #[track_caller]
    fn case(texts: &str, expected: &[&str]) {
        let got = join(cells(texts));
        let got: Vec<&str> = got.iter().map(|cell| cell.text.as_str()).collect();
        assert_eq!(got, expected, "{texts}");
    }

    #[test]
    fn three_parts_beside_each_other_are_one_day() {
        let whole = "Ngày tiếp nhận (ngày, tháng, năm)";
        case(
            "Ngày tiếp nhận > Ngày | Ngày tiếp nhận > Tháng | Ngày tiếp nhận > Năm | Mã",
            &[whole, "Mã"],
        );
        case("Mã | Tiếp nhận > Năm | Tiếp nhận > Tháng | Tiếp nhận > Ngày", &["Mã", whole]);
        case("Ngày tiếp nhận | Tháng tiếp nhận | Năm tiếp nhận", &[whole]);
        case("Ngày tiếp nhận | Tháng | Năm", &[whole]);
        case("Ngày | Tháng | Năm", &["Ngày (ngày, tháng, năm)"]);
        for apart in [
            "Ngày tiếp nhận | Ngày hẹn trả | Ngày trả",
            "Ngày tiếp nhận | Tháng hẹn trả | Năm hẹn trả",
            "Ngày tiếp nhận | Tháng | Mã",
            "Năm sinh | Ngày tiếp nhận | Ngày hẹn trả",
        ] {
            case(apart, &apart.split(" | ").collect::<Vec<_>>());
        }
    }

    #[test]
    fn the_parts_of_a_row_make_its_day() {
        let case = |line: &str, expected: &str| {
            let mut texts = Interner::default();
            let rows = rows(line);
            let row = rows.first().expect("a row");
            let parts = DayParts { day: 0, month: 1, year: 2 };
            let slot = slot(row, parts, &mut texts);
            assert_eq!(slot.found(&texts, DateEpoch::Y1900), expected, "{line}");
        };
        case("5 | 10 | 2026", "2026-10-05");
        case("05 | 1 | 2026", "2026-01-05");
        case("31 | 2 | 2026", "2026-02-31");
        case(" | | 2026", "");
        case("5 | | 2026", "5//2026");
        case("05/10/2026 | 10 | 2026", "05/10/2026");
        case("46300 | 10 | 2026", "46300");
    }
}
