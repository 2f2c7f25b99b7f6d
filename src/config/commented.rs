//! A part of the settings whose keys were freed of their `#` while its name was not.

/// The name of a part that is still a comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Commented<'t> {
    /// Byte of its line.
    pub(crate) at: usize,
    /// `[[don_vi]]`.
    pub(crate) part: &'t str,
}

/// The nearest `# [[…]]` above a byte, unless a part that is in force stands between.
pub(crate) fn above(text: &str, at: usize) -> Option<Commented<'_>> {
    let before = text.get(..at)?;
    let start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let mut end = start;
    for line in before.get(..start)?.split_inclusive('\n').rev() {
        let first = end - line.len();
        end = first;
        let plain = line.trim();
        if plain.starts_with('[') {
            return None;
        }
        let part = plain.strip_prefix('#').map(str::trim_start);
        if let Some(part) = part.and_then(part_name) {
            return Some(Commented { at: first, part });
        }
    }
    None
}

/// `[[don_vi]]` and nothing behind it but a comment.
pub(crate) fn part_name(text: &str) -> Option<&str> {
    let close = text.rfind(']')?;
    let (part, rest) = text.split_at_checked(close + 1)?;
    let name = part.trim_matches(['[', ']', ' ']);
    let is_name = part.starts_with('[')
        && !name.is_empty()
        && name.chars().all(|c| c.is_ascii_lowercase() || c == '_');
    (is_name && (rest.trim().is_empty() || rest.trim_start().starts_with('#'))).then_some(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(text: &str, want: Option<&str>) {
        let at = text.find("here").expect("a place");
        assert_eq!(above(text, at).map(|found| found.part), want, "{text}");
    }

    #[test]
    fn the_name_of_a_part_that_is_still_a_comment_is_found() {
        case("[cot]\n# [[don_vi]]\nhere = 1\n", Some("[[don_vi]]"));
        case("[cot]\n#[[don_vi]] # mỗi phòng\n# ten_khac = []\n\nhere = 1\n", Some("[[don_vi]]"));
        case("# [co_quan]\nhere = 1\n", Some("[co_quan]"));
        case("# [[don_vi]]\n[cot]\nhere = 1\n", None);
        case("# danh sách [1] và [2]\nhere = 1\n", None);
        case("# noi_nhan = [\"A\"]\nhere = 1\n", None);
        case("here = 1\n# [[don_vi]]\n", None);
    }
}
