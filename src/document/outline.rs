//! Numbers of headings after sections that have nothing to say were left out.

use crate::document::block::{Block, Inline};

/// `I. …` and `1. …` in their order; a heading without a number keeps none.
pub(crate) fn renumber(body: &mut [Block]) {
    let (mut sections, mut parts) = (0_usize, 0_usize);
    for block in body {
        let Block::Heading { level, text } = block else { continue };
        let Some(first) = text.first_mut() else { continue };
        match level {
            1 => {
                parts = 0;
                if let Some(words) = after_number(first, is_roman) {
                    sections += 1;
                    first.text = format!("{}. {words}", roman(sections));
                }
            }
            2 => {
                if let Some(words) = after_number(first, |c| c.is_ascii_digit()) {
                    parts += 1;
                    first.text = format!("{parts}. {words}");
                }
            }
            _ => {}
        }
    }
}

/// What stands behind the number of a heading.
fn after_number(heading: &Inline, is_digit: fn(char) -> bool) -> Option<String> {
    let (number, words) = heading.text.split_once(". ")?;
    (!number.is_empty() && number.chars().all(is_digit)).then(|| words.to_owned())
}

fn is_roman(c: char) -> bool {
    matches!(c, 'I' | 'V' | 'X')
}

fn roman(number: usize) -> String {
    const ONES: [&str; 10] = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
    format!("{}{}", "X".repeat(number / 10), ONES.get(number % 10).unwrap_or(&""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::markdown::blocks;

    fn headings(markdown: &str) -> Vec<String> {
        let mut blocks = blocks(markdown, 0);
        renumber(&mut blocks);
        let text = |block: &Block| match block {
            Block::Heading { text, .. } => text.iter().map(|run| run.text.as_str()).collect(),
            other => panic!("{other:?}"),
        };
        blocks.iter().map(text).collect()
    }

    #[test]
    fn sections_are_counted_as_they_stand() {
        let got = headings("# II. A\n## 2. B\n## 5. C\n# IV. D\n## 7. E\n### 9. F\n# G");
        assert_eq!(got, ["I. A", "1. B", "2. C", "II. D", "1. E", "9. F", "G"]);
        let many: String = (0..14).map(|_| "# I. X\n").collect();
        assert_eq!(headings(&many).last().map(String::as_str), Some("XIV. X"));
    }
}
