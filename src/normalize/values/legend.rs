//! What a title or a header says of the digits below it: `1 = Rất hài lòng, …, 5 = Rất không hài lòng`.

use crate::normalize::values::reply::{Reply, reply};

/// The labelled levels that a text lists; one alone is no legend.
pub(crate) fn legend(text: &str) -> Vec<(u8, Reply)> {
    let text = text.replace("...", "…");
    let parts = text.split([',', ';', '(', ')', '\n', '|', '…', '→', '–']);
    let labels: Vec<(u8, Reply)> = parts
        .filter_map(|part| {
            let number = part.find(|c: char| c.is_ascii_digit()).and_then(|at| part.get(at..));
            let named = part.split_once(':').map(|(_, after)| after);
            label(part).or_else(|| label(number?)).or_else(|| label(named?))
        })
        .collect();
    if labels.len() >= 2 { labels } else { Vec::new() }
}

fn label(part: &str) -> Option<(u8, Reply)> {
    match reply(part) {
        label @ Reply::Word { digit: Some(digit), .. } => Some((digit, label)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(text: &str, expected: &[(u8, u8)]) {
        let got: Vec<(u8, u8)> = legend(text)
            .into_iter()
            .filter_map(|(digit, reply)| match reply {
                Reply::Word { word, .. } => Some((digit, word.level)),
                _ => None,
            })
            .collect();
        assert_eq!(got, expected, "{text}");
    }

    #[test]
    fn a_legend_lists_at_least_two_levels() {
        case("Quy ước: 1 = Rất hài lòng, 2 = Hài lòng; 3: Bình thường", &[(1, 5), (2, 4), (3, 3)]);
        case("Thái độ (5: Rất hài lòng, 1: Rất không hài lòng)", &[(5, 5), (1, 1)]);
        case("Ghi chú: Rất hài lòng = 5; Hài lòng = 4", &[(5, 5), (4, 4)]);
        case("Thái độ (1 = Rất hài lòng … 5 = Rất không hài lòng)", &[(1, 5), (5, 1)]);
        case("1: Rất hài lòng... 5: Rất không hài lòng", &[(1, 5), (5, 1)]);
        case("1 = Rất hài lòng – 5 = Rất không hài lòng", &[(1, 5), (5, 1)]);
        case("Câu 1. Hài lòng", &[]);
        case("Thái độ phục vụ", &[]);
    }
}
