//! Lines over others in a table of counts, as their numbers (`I` over `1`, `1` over `1.1`, `1` over `-`) and their sums
//! say it.

use std::ops::Range;

/// How a line is numbered, and so on which level it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LineMark {
    /// `I`, `A`.
    Upper,
    /// `1`.
    Number,
    /// `1.1`.
    Dotted,
    /// `a`.
    Letter,
    /// `-`, `+`, `*`, before the name as well.
    Dash,
    Blank,
}

impl LineMark {
    pub(crate) fn of(ordinal: &str, name: &str) -> Self {
        let plain = ordinal.trim_matches(['.', ')', '(', ' ']);
        let is_dash = |text: &str| text.trim_start().starts_with(['-', '+', '*', '•', '–']);
        if plain.is_empty() {
            return if is_dash(name) { Self::Dash } else { Self::Blank };
        }
        let is_upper = plain.chars().all(|c| matches!(c, 'I' | 'V' | 'X'))
            || plain.len() == 1 && plain.starts_with(|c: char| c.is_ascii_uppercase());
        let mut parts = plain.split('.');
        let are_numbers =
            parts.all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()));
        if is_upper {
            Self::Upper
        } else if are_numbers && plain.contains('.') {
            Self::Dotted
        } else if plain.chars().count() == 1 && plain.chars().all(char::is_lowercase) {
            Self::Letter
        } else if is_dash(plain) {
            Self::Dash
        } else {
            Self::Number
        }
    }
}

/// A line as its level is found.
#[derive(Clone, Debug)]
pub(crate) struct MarkedLine {
    pub(crate) mark: LineMark,
    /// What every line has, in one order.
    pub(crate) counts: Vec<u64>,
}

/// What the lines of a table are to each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum TotalLevels {
    Flat,
    /// Each line over others, with those below it, which it adds up.
    Groups(Vec<(usize, Range<usize>)>),
    /// A line over others that is not their sum.
    Broken(usize),
}

/// Which lines stand over which.
pub(crate) fn levels(lines: &[MarkedLine]) -> TotalLevels {
    let Some(first) = lines.first() else { return TotalLevels::Flat };
    let is_plain = lines.iter().all(|line| line.mark == first.mark);
    if is_plain {
        let blank = matches!(first.mark, LineMark::Blank | LineMark::Dash);
        return if blank { by_sums(lines) } else { TotalLevels::Flat };
    }
    let has_upper = lines.iter().any(|line| line.mark == LineMark::Upper);
    let top = if has_upper { LineMark::Upper } else { first.mark };
    if first.mark != top {
        return TotalLevels::Broken(0);
    }
    let groups = groups(lines, |line| line.mark == top);
    let wrong = groups.iter().find(|(at, parts)| !parts.is_empty() && !adds_up(lines, *at, parts));
    // A dash, or nothing, may be one department more that nobody numbered.
    let is_numbered = |line: &MarkedLine| matches!(line.mark, LineMark::Dotted | LineMark::Letter);
    match wrong {
        Some((at, _)) if has_upper || lines.iter().any(is_numbered) => TotalLevels::Broken(*at),
        None if has_upper || is_no_chance(lines, &groups) => TotalLevels::Groups(groups),
        Some(_) | None => TotalLevels::Flat,
    }
}

/// Each line that is a top with the lines up to the next.
fn groups(
    lines: &[MarkedLine],
    is_top: impl Fn(&MarkedLine) -> bool,
) -> Vec<(usize, Range<usize>)> {
    let tops: Vec<usize> =
        lines.iter().enumerate().filter(|(_, line)| is_top(line)).map(|(at, _)| at).collect();
    let ends = tops.iter().skip(1).copied().chain([lines.len()]);
    tops.iter().copied().zip(ends).map(|(at, end)| (at, at + 1..end)).collect()
}

/// Whether a line is the sum of those on the level right below it.
fn adds_up(lines: &[MarkedLine], at: usize, parts: &Range<usize>) -> bool {
    let Some((line, parts)) = lines.get(at).zip(lines.get(parts.clone())) else { return false };
    let below = parts.first().map(|part| part.mark);
    let parts: Vec<&MarkedLine> = parts.iter().filter(|part| Some(part.mark) == below).collect();
    line.counts.iter().enumerate().all(|(column, count)| {
        parts.iter().filter_map(|part| part.counts.get(column)).sum::<u64>() == *count
    })
}

/// Few counts add up by chance, and one line may be like the next.
fn is_no_chance(lines: &[MarkedLine], groups: &[(usize, Range<usize>)]) -> bool {
    let counts = |at: &usize| lines.get(*at).map(|line| line.counts.as_slice()).unwrap_or_default();
    let many = |at: &usize| counts(at).iter().max() >= Some(&5);
    groups.iter().any(|(at, parts)| {
        let are_several = parts.len() >= 2 || parts.len() == 1 && groups.len() >= 2;
        counts(at).len() >= 3 && many(at) && are_several
    })
}

/// Without numbers the sums alone say it: every line is the sum of those that follow up to the next such line.
fn by_sums(lines: &[MarkedLine]) -> TotalLevels {
    let mut groups: Vec<(usize, Range<usize>)> = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let fits = |end: &usize| adds_up(lines, at, &(at + 1..*end));
        let ends: Vec<usize> = (at + 2..=lines.len()).filter(fits).collect();
        // Lines without any count may stand behind the last part.
        let Some(end) = ends.last() else { return TotalLevels::Flat };
        groups.push((at, at + 1..*end));
        at = *end;
    }
    let is_parted = groups.iter().any(|(_, parts)| parts.len() >= 2);
    if groups.len() >= 2 && is_parted && is_no_chance(lines, &groups) {
        TotalLevels::Groups(groups)
    } else {
        TotalLevels::Flat
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(lines: &[(&str, &str, u64)], expected: &TotalLevels) {
        let lines: Vec<MarkedLine> = lines
            .iter()
            .map(|(ordinal, name, count)| MarkedLine {
                mark: LineMark::of(ordinal, name),
                counts: vec![*count, count / 2, count - count / 2],
            })
            .collect();
        assert_eq!(levels(&lines), *expected, "{lines:?}");
    }

    #[test]
    fn numbers_and_sums_say_which_lines_stand_over_others() {
        let two = TotalLevels::Groups(vec![(0, 1..3), (3, 4..5)]);
        let of = |marks: [&'static str; 5]| {
            [
                (marks[0], "A", 12),
                (marks[1], "B", 8),
                (marks[2], "C", 4),
                (marks[3], "D", 6),
                (marks[4], "E", 6),
            ]
        };
        for marks in [
            ["I", "1", "2", "II", "1"],
            ["A", "1", "2", "B", "1"],
            ["1", "1.1", "1.2", "2", "2.1"],
            ["1", "a", "b", "2", "a"],
            ["1", "-", "-", "2", "-"],
            ["1", "", "", "2", ""],
            ["*", "1", "2", "*", "3"],
            ["", "1", "2", "", "3"],
            ["", "", "", "", ""],
        ] {
            case(&of(marks), &two);
        }
        case(&of(["1", "2", "3", "4", "5"]), &TotalLevels::Flat);
        let wrong = |marks: [&'static str; 3]| {
            [(marks[0], "A", 12), (marks[1], "B", 8), (marks[2], "C", 6)]
        };
        for marks in [["I", "1", "2"], ["1", "1.1", "1.2"], ["1", "a", "b"]] {
            case(&wrong(marks), &TotalLevels::Broken(0));
        }
        // One department more that nobody numbered.
        for marks in [["1", "2", ""], ["1", "-", "2"], ["", "", ""], ["1", "", ""]] {
            case(&wrong(marks), &TotalLevels::Flat);
        }
        case(&[("1", "A", 1), ("", "B", 1)], &TotalLevels::Flat);
        case(&[("1", "A", 2), ("2", "B", 2), ("3", "C", 4)], &TotalLevels::Flat);
    }
}
