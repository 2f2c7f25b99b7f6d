//! `noi-dung/<kỳ>.md`: the office's own prose of a period, by section.

use std::collections::BTreeMap;

use crate::config::words::nearest;
use crate::error::{Error, Result};
use crate::model::{without_kept, word_key};

/// Heading, folded → name of the section in the templates.
const SECTIONS: [(&str, &str); 12] = [
    ("chi dao", "chi-dao"),
    ("cong tac chi dao", "chi-dao"),
    ("cong tac chi dao, dieu hanh", "chi-dao"),
    ("uu diem", "uu-diem"),
    ("ket qua dat duoc", "uu-diem"),
    ("ton tai", "ton-tai"),
    ("ton tai, han che", "ton-tai"),
    ("han che", "ton-tai"),
    ("nguyen nhan", "nguyen-nhan"),
    ("nhiem vu", "nhiem-vu"),
    ("phuong huong, nhiem vu", "nhiem-vu"),
    ("kien nghi", "kien-nghi"),
];

/// Sections as a form asks for them, and their headings.
pub(crate) const PROSE_SECTIONS: [(&str, &str); 6] = [
    ("chi-dao", "Chỉ đạo"),
    ("uu-diem", "Ưu điểm"),
    ("ton-tai", "Tồn tại"),
    ("nguyen-nhan", "Nguyên nhân"),
    ("nhiem-vu", "Nhiệm vụ"),
    ("kien-nghi", "Kiến nghị"),
];

/// The file once the sections hold these texts: what says the same stays as it was written, headings and all.
pub(crate) fn written_prose(old: &str, wanted: &BTreeMap<String, String>) -> String {
    let mut parts: Vec<(&'static str, &str, String)> = Vec::new();
    for line in old.lines() {
        let heading = line.trim_start().strip_prefix('#');
        let heading = heading.map(|heading| heading.trim_start_matches('#').trim());
        match (heading.and_then(section), parts.last_mut()) {
            (Some(key), _) => parts.push((key, line, String::new())),
            (None, Some((_, _, body))) => {
                body.push_str(line);
                body.push('\n');
            }
            (None, None) => {}
        }
    }
    let mut text = String::new();
    let add = |text: &mut String, heading: &str, body: &str| {
        let gap = if text.is_empty() { "" } else { "\n" };
        for part in [gap, heading, "\n\n", body.trim(), "\n"] {
            text.push_str(part);
        }
    };
    for (key, heading) in PROSE_SECTIONS {
        let own: Vec<_> = parts.iter().filter(|(of, ..)| *of == key).collect();
        let all: String = own.iter().map(|(_, _, body)| body.as_str()).collect();
        let Some(new) = wanted.get(key).filter(|new| !new.is_empty()) else { continue };
        match own.first() {
            Some(_) if all.trim() == new => {
                for (_, heading, body) in own {
                    add(&mut text, heading, body);
                }
            }
            Some((_, heading, _)) => add(&mut text, heading, new),
            None => add(&mut text, &format!("# {heading}"), new),
        }
    }
    text
}

/// Sections of the file `name` by their headings (`# Chỉ đạo`).
pub(crate) fn parse_prose(name: &str, text: &str) -> Result<BTreeMap<String, String>> {
    let mut sections: BTreeMap<String, String> = BTreeMap::new();
    let mut current: Option<&str> = None;
    for (number, line) in (1..).zip(without_kept(text).lines()) {
        if let Some(heading) = line.trim_start().strip_prefix('#') {
            let heading = heading.trim_start_matches('#').trim();
            current = Some(section(heading).ok_or_else(|| unknown(name, number, heading))?);
        } else if let Some(section) = current {
            let body = sections.entry(section.to_owned()).or_default();
            body.push_str(line);
            body.push('\n');
        } else if !line.trim().is_empty() {
            return Err(Error::Input {
                message: format!(
                    "Đoạn này không nằm dưới tiêu đề nào\n  --> {name} › dòng {number}: {line}\n   = gợi ý: đặt một dòng tiêu đề ở trên, ví dụ “# Chỉ đạo”"
                ),
            });
        }
    }
    Ok(sections
        .into_iter()
        .map(|(key, body)| (key, body.trim().to_owned()))
        .filter(|(_, body)| !body.is_empty())
        .collect())
}

fn section(heading: &str) -> Option<&'static str> {
    let key = word_key(heading).replace('-', " ");
    SECTIONS.iter().find(|(name, _)| *name == key).map(|(_, section)| *section)
}

fn unknown(name: &str, number: usize, heading: &str) -> Error {
    let known: Vec<&str> = SECTIONS.iter().map(|(_, section)| *section).collect();
    let advice = match nearest(&heading.replace(' ', "-"), &known) {
        Some(near) => format!("có phải là “{near}”?"),
        None => {
            "các tiêu đề: Chỉ đạo, Ưu điểm, Tồn tại, Nguyên nhân, Nhiệm vụ, Kiến nghị".to_owned()
        }
    };
    Error::Input {
        message: format!(
            "Không có phần “{heading}” trong báo cáo\n  --> {name} › dòng {number}\n   = gợi ý: {advice}"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prose_is_split_by_its_headings() {
        let text = "# Công tác chỉ đạo, điều hành\nĐã họp.\n\n- một\n\n## Tồn tại\n\nCòn chậm.\n";
        let prose = parse_prose("noi-dung/2020-03.md", text).expect("prose");
        assert_eq!(prose.get("chi-dao").map(String::as_str), Some("Đã họp.\n\n- một"));
        assert_eq!(prose.get("ton-tai").map(String::as_str), Some("Còn chậm."));
        assert_eq!(prose.len(), 2);
        let marked = "# Tồn tại\nCòn \u{f8f2}HS-07\u{f8f3}99\u{f8f4} hồ sơ.\n";
        let prose = parse_prose("noi-dung/2020-03.md", marked).expect("prose");
        assert_eq!(prose.get("ton-tai").map(String::as_str), Some("Còn HS-0799 hồ sơ."));
    }

    #[test]
    fn a_changed_section_leaves_the_others_as_they_were_written() {
        let old = "## Công tác chỉ đạo, điều hành\nĐã họp.\n\n# Tồn tại\n\nCòn chậm.\n";
        let mut wanted = parse_prose("a.md", old).expect("prose");
        wanted.insert("ton-tai".to_owned(), "Hết chậm.\n\n- một".to_owned());
        wanted.insert("kien-nghi".to_owned(), "Không có.".to_owned());
        let new = written_prose(old, &wanted);
        assert_eq!(
            new,
            "## Công tác chỉ đạo, điều hành\n\nĐã họp.\n\n# Tồn tại\n\nHết chậm.\n\n- một\n\n# Kiến nghị\n\nKhông có.\n"
        );
        assert_eq!(parse_prose("a.md", &new).expect("prose"), wanted);
        wanted.remove("ton-tai");
        assert!(!written_prose(&new, &wanted).contains("Tồn tại"));
    }

    #[test]
    fn prose_under_no_heading_or_an_unknown_one_is_refused() {
        let message = |text| parse_prose("a.md", text).expect_err("refused").to_string();
        assert!(message("Đã họp.").contains("a.md › dòng 1: Đã họp."));
        assert!(message("\n# Tồn tạii\n").contains("có phải là “ton-tai”?"));
    }
}
