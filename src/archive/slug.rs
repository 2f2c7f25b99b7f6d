//! File names that every system takes: ASCII, short, no two alike.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use crate::archive::layout::first_free;

/// Names given out so far in one folder.
#[derive(Debug, Default)]
pub(crate) struct Slugs {
    taken: BTreeSet<String>,
}

impl Slugs {
    /// `phong-nguoi-co-cong`; `phong-nguoi-co-cong-2` if that is taken.
    pub(crate) fn take(&mut self, name: &str) -> String {
        first_free(&slug(name), "", |name| self.taken.insert(name.to_owned()))
    }
}

/// Windows opens a path of 260 characters at most.
const LONGEST: usize = 60;

fn slug(name: &str) -> String {
    let folded: String = name
        .nfd()
        .filter(|c| !is_combining_mark(*c))
        .map(|c| match c {
            'đ' | 'Đ' => 'd',
            c if c.is_ascii_alphanumeric() => c.to_ascii_lowercase(),
            _ => ' ',
        })
        .collect();
    let joined = folded.split_whitespace().collect::<Vec<_>>().join("-");
    let short: String = joined.chars().take(LONGEST).collect();
    let short = short.trim_end_matches('-');
    match short {
        "" => "khong-ten".to_owned(),
        device if is_device(device) => format!("{device}-ten"),
        _ => short.to_owned(),
    }
}

/// Names that Windows keeps for itself, whatever the extension.
fn is_device(name: &str) -> bool {
    let numbered = name.strip_prefix("com").or_else(|| name.strip_prefix("lpt"));
    ["con", "prn", "aux", "nul"].contains(&name)
        || numbered.is_some_and(|rest| rest.len() == 1 && rest.chars().all(|c| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(name: &str, want: &str) {
        assert_eq!(slug(name), want);
    }

    #[test]
    fn a_name_becomes_ascii() {
        case("Phòng Người có công", "phong-nguoi-co-cong");
        case("Phòng Lao động - Việc làm", "phong-lao-dong-viec-lam");
        case("000.00.16.H59-200312-0001", "000-00-16-h59-200312-0001");
        case("../../etc/passwd", "etc-passwd");
        case("…", "khong-ten");
        case("CON", "con-ten");
        case("com1", "com1-ten");
        case("Phòng Con", "phong-con");
        assert_eq!(slug(&"dài ".repeat(40)).len(), 59);
    }

    #[test]
    fn two_names_never_share_a_file() {
        let mut slugs = Slugs::default();
        let got = ["Phòng Hòa", "Phòng Hoà", "phong hoa 2", "Phòng Hóa"].map(|n| slugs.take(n));
        assert_eq!(got, ["phong-hoa", "phong-hoa-2", "phong-hoa-2-2", "phong-hoa-3"]);
    }
}
