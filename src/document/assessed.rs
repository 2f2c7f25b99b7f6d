//! The self-assessment in one sentence.

use crate::document::text::{count, joined};
use crate::report::AssessmentFigures;

/// Words of a verdict that is one of a few, not a sentence of its own.
const MOST_WORDS: usize = 3;

/// `Tốt 03 nội dung (1.1, 1.3 và 1.5), Khá 02 nội dung (1.2 và 1.4)`; `None` where the verdicts are sentences.
pub(crate) fn assessed(lines: &[AssessmentFigures]) -> Option<String> {
    let mut verdicts: Vec<(&str, Vec<String>)> = Vec::new();
    for line in lines {
        let verdict = line.verdict.trim();
        let number = number(&line.content)?;
        if verdict.is_empty() || verdict.split_whitespace().count() > MOST_WORDS {
            return None;
        }
        match verdicts.iter_mut().find(|(known, _)| known.to_lowercase() == verdict.to_lowercase())
        {
            Some((_, numbers)) => numbers.push(number),
            None => verdicts.push((verdict, vec![number])),
        }
    }
    let said = verdicts.iter().map(|(verdict, numbers)| {
        let many = u64::try_from(numbers.len()).unwrap_or(u64::MAX);
        format!("{verdict} {} nội dung ({})", count(many), joined(numbers))
    });
    let said: Vec<String> = said.collect();
    (!said.is_empty()).then(|| said.join(", "))
}

/// `1.1` of `1.1. Lắng nghe, xin lỗi`.
fn number(content: &str) -> Option<String> {
    let number = content.split_whitespace().next()?.trim_end_matches(['.', ':', ')']);
    let is_number = number.starts_with(|c: char| c.is_ascii_digit())
        && number.chars().all(|c| c.is_ascii_digit() || c == '.');
    is_number.then(|| number.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(lines: &[(&str, &str)]) -> Option<String> {
        let line = |(content, verdict): &(&str, &str)| AssessmentFigures {
            content: (*content).to_owned(),
            verdict: (*verdict).to_owned(),
            note: None,
        };
        assessed(&lines.iter().map(line).collect::<Vec<_>>())
    }

    #[test]
    fn short_verdicts_are_counted_and_sentences_are_not() {
        let lines = [("1.1", "Tốt"), ("1.2. Trả đúng hẹn", "Khá"), ("1.3", "tốt")];
        let want = "Tốt 02 nội dung (1.1 và 1.3), Khá 01 nội dung (1.2)";
        assert_eq!(of(&lines).as_deref(), Some(want));
        assert_eq!(of(&[("1.1", "Thực hiện khá; còn hồ sơ quá hạn")]), None);
        assert_eq!(of(&[("Nụ cười công sở", "Tốt")]), None);
        assert_eq!(of(&[("1.1", "")]), None);
        assert_eq!(of(&[]), None);
    }
}
