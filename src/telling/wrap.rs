//! Lines that fit a terminal of 80 to 100 columns.

/// Columns of the text; a terminal of Windows has 80 to 120.
const WIDTH: usize = 92;

/// Adds a text after `lead`, broken between words, its further lines behind `indent`.
///
/// A line break of the text stands: what is to be copied and pasted is a line of its own, however long.
pub(crate) fn push(out: &mut String, lead: &str, indent: &str, text: &str) {
    let mut parts = text.split('\n');
    wrap(out, lead, indent, parts.next().unwrap_or_default());
    for part in parts {
        out.push_str(indent);
        out.push_str(part);
        out.push('\n');
    }
}

fn wrap(out: &mut String, lead: &str, indent: &str, text: &str) {
    out.push_str(lead);
    let mut used = lead.chars().count();
    let mut is_first = true;
    for word in text.split(' ') {
        let long = word.chars().count();
        if !is_first {
            if used + 1 + long > WIDTH {
                out.push('\n');
                out.push_str(indent);
                used = indent.chars().count();
            } else {
                out.push(' ');
                used += 1;
            }
        }
        out.push_str(word);
        used += long;
        is_first = false;
    }
    out.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_broken_between_words_and_indented() {
        let mut out = String::new();
        let long = "chữ ".repeat(40);
        push(&mut out, "   = gợi ý: ", "     ", long.trim());
        let lines: Vec<&str> = out.lines().collect();
        assert!(lines.iter().all(|line| line.chars().count() <= WIDTH), "{out}");
        assert!(lines[0].starts_with("   = gợi ý: chữ"));
        assert!(lines[1].starts_with("     chữ"));
        assert_eq!(out.split_whitespace().filter(|word| *word == "chữ").count(), 40);
    }

    #[test]
    fn a_line_to_be_pasted_stays_whole() {
        let mut out = String::new();
        let line = format!("ten_khac = [\"{}\"]", "x y ".repeat(60));
        push(&mut out, "   = ", "     ", &format!("thêm dòng:\n{line}"));
        assert_eq!(out, format!("   = thêm dòng:\n     {line}\n"));
    }
}
