//! Names of periods of which several follow each other, said together.

/// `tháng 1 năm 2025, từ tháng 3 đến tháng 8 năm 2025`: three in a row and more from the first to the last.
pub(crate) fn period_runs(names: &[String]) -> String {
    let parsed: Vec<(&str, Option<NamedPeriod<'_>>)> =
        names.iter().map(|name| (name.as_str(), NamedPeriod::of(name))).collect();
    let runs = parsed.chunk_by(|(_, one), (_, other)| match (one, other) {
        (Some(one), Some(other)) => one.is_before(other),
        _ => false,
    });
    let said: Vec<String> = runs
        .flat_map(|run| match run {
            [(_, Some(first)), .., (last, _)] if run.len() > 2 => {
                vec![format!("từ {} {} đến {last}", first.kind, first.number)]
            }
            _ => run.iter().map(|(name, _)| (*name).to_owned()).collect(),
        })
        .collect();
    said.join(", ")
}

/// `tháng 3 năm 2025`, `quý II năm 2025`.
struct NamedPeriod<'a> {
    kind: &'a str,
    number: &'a str,
    place: u32,
    year: &'a str,
}

impl<'a> NamedPeriod<'a> {
    fn of(name: &'a str) -> Option<Self> {
        let (head, year) = name.split_once(" năm ")?;
        let (kind, number) = head.split_once(' ')?;
        let place = match number {
            "I" => 1,
            "II" => 2,
            "III" => 3,
            "IV" => 4,
            digits => digits.parse().ok()?,
        };
        Some(Self { kind, number, place, year })
    }

    fn is_before(&self, other: &Self) -> bool {
        self.kind == other.kind && self.year == other.year && self.place + 1 == other.place
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_in_a_row_are_said_from_the_first_to_the_last() {
        let case = |names: &[&str], want: &str| {
            let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
            assert_eq!(period_runs(&names), want);
        };
        let year: Vec<String> = (1..=8).map(|month| format!("tháng {month} năm 2025")).collect();
        assert_eq!(period_runs(&year), "từ tháng 1 đến tháng 8 năm 2025");
        case(&["tháng 1 năm 2025", "tháng 3 năm 2025"], "tháng 1 năm 2025, tháng 3 năm 2025");
        case(
            &["tháng 1 năm 2025", "tháng 4 năm 2025", "tháng 5 năm 2025", "tháng 6 năm 2025"],
            "tháng 1 năm 2025, từ tháng 4 đến tháng 6 năm 2025",
        );
        case(
            &["quý I năm 2025", "quý II năm 2025", "quý III năm 2025"],
            "từ quý I đến quý III năm 2025",
        );
        case(&["năm 2024"], "năm 2024");
    }
}
