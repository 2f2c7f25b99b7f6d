//! A native chart of the annex before it is drawn: which columns of its own sheet it shows, and how.

use crate::document::thousands;
use crate::render::xlsx::cell::{Figure, OutCell, OutRow, OutRowKind};

/// Bars lie on their side, so that the long names of departments and questions stay readable; points of a time stand
/// in a row.
#[derive(Clone, Debug)]
pub(super) struct Graph {
    pub(super) title: String,
    pub(super) bars: Bars,
    /// Title of the axis of values.
    pub(super) values: &'static str,
    pub(super) scale: AxisScale,
    pub(super) series: Vec<Series>,
    /// Columns of the targets, drawn as a dashed frame up to them, over time as a dashed line.
    pub(super) targets: Vec<Series>,
    /// Below the names, what those mean that are no names.
    pub(super) names: Option<String>,
    /// Columns of the distances from the rate down and up to the ends of its interval.
    pub(super) interval: Option<[&'static str; 2]>,
    /// Whether each row has a small base: drawn with a pattern.
    pub(super) small: Vec<bool>,
    /// Rows of the table that are drawn; the table may have more.
    pub(super) rows: u32,
}

/// How the bars of one name stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bars {
    Beside,
    Stacked,
    /// No bars: points that are joined, but for a blank cell between them.
    Joined,
}

/// The axis of values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AxisScale {
    /// 0 to 100 %.
    Share,
    /// Shares on both sides of a middle, as far as so many tenths to the left and to the right.
    Around([i8; 2]),
    /// From nothing upwards.
    Count,
}

/// One series of bars.
#[derive(Clone, Copy, Debug)]
pub(super) struct Series {
    pub(super) name: &'static str,
    /// Key of its column.
    pub(super) column: &'static str,
    pub(super) fill: GraphFill,
}

/// Told apart in black and white.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum GraphFill {
    Dark,
    Middle,
    Pale,
    White,
    /// Light, with a coarse hatch.
    Hatched,
    /// Dark brown, with a fine hatch.
    HatchedDark,
}

/// The column of the names in every sheet with a chart.
pub(super) const NAMES: u16 = 1;
/// More bars than this cannot be read on one page.
pub(super) const MOST_ROWS: usize = 24;

impl Graph {
    /// Rows of 20 pixels that the chart takes.
    pub(super) fn height(&self) -> u32 {
        if self.bars == Bars::Joined {
            return 20;
        }
        // Two lines of a name, else LibreOffice names every other row.
        (9 + self.rows * 2).max(14)
    }

    /// What the chart says, for those who cannot see it: as many names as fit; the table below has them all.
    pub(super) fn alternative(
        &self,
        rows: &[OutRow],
        place: impl Fn(&str) -> Option<u16>,
    ) -> String {
        let lines = rows.iter().filter(|row| row.kind == OutRowKind::Body);
        let said: Vec<String> = lines
            .take(usize::try_from(self.rows).unwrap_or(usize::MAX))
            .map(|row| {
                let name = match row.cells.get(usize::from(NAMES)) {
                    Some(OutCell::Text(name)) => name.replace(['\n', '\u{a0}'], " "),
                    _ => String::new(),
                };
                let values: Vec<String> = self
                    .series
                    .iter()
                    .filter_map(|series| {
                        let value = words(row.cells.get(usize::from(place(series.column)?))?)?;
                        Some(format!("{} {value}", series.name.to_lowercase()))
                    })
                    .collect();
                if values.is_empty() { name } else { format!("{name}: {}", values.join(", ")) }
            })
            .collect();
        fitted(&self.title, &said)
    }
}

/// Excel takes 255 characters, counted as UTF-16 does: what lies beyond the basic plane is two.
const LONGEST: usize = 255;
const REST: &str = "; đủ số liệu ở bảng dưới biểu đồ";

fn fitted(title: &str, said: &[String]) -> String {
    let mut text = beginning(title, LONGEST / 2);
    let mut joint = ". ";
    for (place, one) in said.iter().enumerate() {
        let rest = if place + 1 < said.len() { REST } else { "" };
        let parts = [text.as_str(), joint, one, rest, "."];
        if parts.into_iter().map(length).sum::<usize>() > LONGEST {
            text.push_str(REST);
            break;
        }
        text.push_str(joint);
        text.push_str(one);
        joint = "; ";
    }
    text.push('.');
    text
}

fn length(text: &str) -> usize {
    text.encode_utf16().count()
}

/// As many whole words as fit; of a word that is too long itself, its first letters.
fn beginning(title: &str, most: usize) -> String {
    if length(title) <= most {
        return title.to_owned();
    }
    let mut left = most.saturating_sub(1);
    let fits = |letter: &char| {
        let rest = left.checked_sub(letter.len_utf16());
        left = rest.unwrap_or(0);
        rest.is_some()
    };
    let text: String = title.chars().take_while(fits).collect();
    let whole = text.rsplit_once(' ').map_or(text.as_str(), |(whole, _)| whole);
    format!("{}…", whole.trim_end_matches([',', ';', ' ']))
}

fn words(cell: &OutCell) -> Option<String> {
    match cell {
        OutCell::Number(Figure::Count(count)) | OutCell::Live(_, Figure::Count(count)) => {
            Some(thousands(*count))
        }
        OutCell::Number(figure) | OutCell::Live(_, figure) => Some(figure.words()),
        OutCell::Blank
        | OutCell::Text(_)
        | OutCell::Mark(_)
        | OutCell::Small(_)
        | OutCell::Order(_)
        | OutCell::LiveText(..)
        | OutCell::Sum(_)
        | OutCell::Date(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_alternative_names_as_many_as_excel_takes() {
        let said = |count: usize| vec!["Phòng A: tỷ lệ 98,28%".to_owned(); count];
        assert_eq!(fitted("Tỷ lệ", &said(1)), "Tỷ lệ. Phòng A: tỷ lệ 98,28%.");
        for count in 0..40 {
            let text = fitted("Tỷ lệ", &said(count));
            assert!(length(&text) <= LONGEST, "{text}");
            assert_eq!(text.ends_with(&format!("{REST}.")), count > 10, "{text}");
        }
        let wide = vec!["🏢 Phòng A: tỷ lệ 98,28%".to_owned(); 12];
        for title in ["x".repeat(400), "🏢".repeat(400), "🏢 x".repeat(400), String::new()] {
            let text = fitted(&title, &wide);
            assert!(length(&text) <= LONGEST, "{text}");
            assert!(text.ends_with(&format!("{REST}.")), "{text}");
        }
    }

    #[test]
    fn a_title_that_is_too_long_ends_with_a_whole_word() {
        assert_eq!(beginning("Tỷ lệ hài lòng", 14), "Tỷ lệ hài lòng");
        assert_eq!(beginning("Tỷ lệ hài lòng", 13), "Tỷ lệ hài…");
        assert_eq!(beginning("Tỷ, lệ", 5), "Tỷ…");
        assert_eq!(beginning("xxxxxxxx", 5), "xxxx…");
    }
}
