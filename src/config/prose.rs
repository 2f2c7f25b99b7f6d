//! `noi-dung/<kỳ>.md`: the office's own prose of a period, by section.

use std::collections::BTreeMap;

use crate::config::words::nearest;
use crate::error::{Error, Result};
use crate::model::word_key;

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

/// Sections of the file `name` by their headings (`# Chỉ đạo`).
pub(crate) fn parse_prose(name: &str, text: &str) -> Result<BTreeMap<String, String>> {
    let mut sections: BTreeMap<String, String> = BTreeMap::new();
    let mut current: Option<&str> = None;
    for (number, line) in (1..).zip(text.lines()) {
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
    }

    #[test]
    fn prose_under_no_heading_or_an_unknown_one_is_refused() {
        let message = |text| parse_prose("a.md", text).expect_err("refused").to_string();
        assert!(message("Đã họp.").contains("a.md › dòng 1: Đã họp."));
        assert!(message("\n# Tồn tạii\n").contains("có phải là “ton-tai”?"));
    }
}
