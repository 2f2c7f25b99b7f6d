//! What the settings say twice, so that nobody can tell which of the two is meant.

use std::collections::BTreeMap;

use toml::de::{DeTable, DeValue};

use crate::model::name_key;

/// One thing said in two places of the text.
#[derive(Debug)]
pub(crate) struct Twice {
    pub(crate) what: String,
    /// Bytes of the text.
    pub(crate) first: usize,
    pub(crate) second: usize,
    pub(crate) advice: String,
}

/// What is said twice: of departments, of procedures and of questions the uppermost.
pub(crate) fn find(root: &DeValue<'_>) -> Vec<Twice> {
    let departments = tables(root, "don_vi");
    let found = names(&departments)
        .into_iter()
        .chain(procedures(&tables(root, "thu_tuc")))
        .chain(questions(&tables(root, "cau_hoi")));
    found.collect()
}

/// A word of the settings, and which `[[…]]` it stands in.
#[derive(Clone, Copy)]
struct SettingWord<'a> {
    text: &'a str,
    at: usize,
    owner: usize,
    key: &'static str,
}

/// Names and other names of departments.
fn names(departments: &[&DeTable<'_>]) -> Option<Twice> {
    let words = words(departments, "ten").into_iter().chain(words(departments, "ten_khac"));
    let (first, second) = clash(words.collect())?;
    let text = second.text;
    let (what, advice) = if first.key == "ten" && second.key == "ten" {
        (format!("Tên phòng “{text}” khai hai lần"), "xóa một đoạn [[don_vi]]".to_owned())
    } else {
        (
            format!("Tên “{text}” khai ở hai phòng"),
            "mỗi tên và mỗi tên khác (ten_khac) chỉ thuộc một phòng; xóa ở phòng kia".to_owned(),
        )
    };
    Some(Twice { what, first: first.at, second: second.at, advice })
}

fn procedures(procedures: &[&DeTable<'_>]) -> Option<Twice> {
    let (first, second) = clash(words(procedures, "ma"))?;
    Some(Twice {
        what: format!("Mã thủ tục “{}” khai hai lần", second.text),
        first: first.at,
        second: second.at,
        advice: "sửa mã, hoặc xóa một đoạn [[thu_tuc]]".to_owned(),
    })
}

/// Keys of questions; one without a key is `c1`, `c2`, … by its place.
fn questions(questions: &[&DeTable<'_>]) -> Option<Twice> {
    let given = words(questions, "khoa");
    let by_place: Vec<String> = (1..=questions.len()).map(|number| format!("c{number}")).collect();
    let mut all = given.clone();
    for word in words(questions, "noi_dung") {
        if given.iter().all(|given| given.owner != word.owner)
            && let Some(key) = by_place.get(word.owner)
        {
            all.push(SettingWord { text: key, ..word });
        }
    }
    let (first, second) = clash(all)?;
    Some(Twice {
        what: format!("Khóa câu hỏi “{}” khai hai lần", second.text),
        first: first.at,
        second: second.at,
        advice: "đặt khoa khác, hoặc xóa một đoạn [[cau_hoi]]".to_owned(),
    })
}

/// The uppermost word that a `[[…]]` shares with one above it.
fn clash(mut words: Vec<SettingWord<'_>>) -> Option<(SettingWord<'_>, SettingWord<'_>)> {
    words.sort_by_key(|word| word.at);
    let mut seen: BTreeMap<String, SettingWord<'_>> = BTreeMap::new();
    for word in words {
        let key = name_key(word.text);
        if key.is_empty() {
            continue;
        }
        match seen.get(&key) {
            Some(first) if first.owner != word.owner => return Some((*first, word)),
            Some(_) => {}
            None => {
                seen.insert(key, word);
            }
        }
    }
    None
}

fn tables<'a>(root: &'a DeValue<'a>, name: &str) -> Vec<&'a DeTable<'a>> {
    let DeValue::Table(root) = root else { return Vec::new() };
    let Some(DeValue::Array(items)) = root.get(name).map(toml::Spanned::get_ref) else {
        return Vec::new();
    };
    let as_table = |value: &'a DeValue<'a>| match value {
        DeValue::Table(table) => Some(table),
        _ => None,
    };
    items.iter().filter_map(|item| as_table(item.get_ref())).collect()
}

/// What stands under a key of each: one text, or a list of them.
fn words<'a>(tables: &[&'a DeTable<'a>], key: &'static str) -> Vec<SettingWord<'a>> {
    let mut words = Vec::new();
    for (owner, table) in tables.iter().enumerate() {
        let Some(value) = table.get(key) else { continue };
        match value.get_ref() {
            DeValue::String(text) => {
                words.push(SettingWord { text, at: value.span().start, owner, key });
            }
            DeValue::Array(items) => {
                for item in items {
                    if let DeValue::String(text) = item.get_ref() {
                        words.push(SettingWord { text, at: item.span().start, owner, key });
                    }
                }
            }
            _ => {}
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use crate::config::Settings;

    #[track_caller]
    fn refused(text: &str, want: &str) {
        let error = Settings::parse(text).expect_err("something said twice");
        assert_eq!(error.to_string(), want);
    }

    #[test]
    fn a_department_is_declared_once() {
        refused(
            "[[don_vi]]\nten = \"Phòng A\"\n\n[[don_vi]]\nten = \"PHÒNG  a\"\n",
            "Tên phòng “PHÒNG  a” khai hai lần\n  --> congso.toml › dòng 2 và dòng 5\n   = gợi ý: xóa một đoạn [[don_vi]]",
        );
    }

    #[test]
    fn another_name_belongs_to_one_department() {
        let advice = "mỗi tên và mỗi tên khác (ten_khac) chỉ thuộc một phòng; xóa ở phòng kia";
        refused(
            "[[don_vi]]\nten = \"Phòng A\"\nten_khac = [\"VP\"]\n[[don_vi]]\nten = \"Phòng B\"\nten_khac = [\n  \"B\",\n  \"vp\",\n]\n",
            &format!(
                "Tên “vp” khai ở hai phòng\n  --> congso.toml › dòng 3 và dòng 8\n   = gợi ý: {advice}"
            ),
        );
        refused(
            "[[don_vi]]\nten = \"Phòng A\"\nten_khac = [\"Phòng B\"]\n[[don_vi]]\nten = \"Phòng B\"\n",
            &format!(
                "Tên “Phòng B” khai ở hai phòng\n  --> congso.toml › dòng 3 và dòng 5\n   = gợi ý: {advice}"
            ),
        );
    }

    #[test]
    fn two_departments_may_share_a_field_or_a_procedure() {
        for key in ["linh_vuc", "thu_tuc"] {
            let text = format!(
                "[[don_vi]]\nten = \"A\"\n{key} = [\"Đất đai\"]\n[[don_vi]]\nten = \"B\"\n{key} = [\"đất đai\"]\n"
            );
            assert!(Settings::parse(&text).is_ok(), "{key}");
        }
    }

    #[test]
    fn a_procedure_has_a_code_of_its_own() {
        refused(
            "[[thu_tuc]]\nma = \"1.01\"\nten = \"A\"\nthoi_han = \"5 ngày\"\n[[thu_tuc]]\nma = \"1.01\"\nten = \"B\"\nthoi_han = \"6 ngày\"\n",
            "Mã thủ tục “1.01” khai hai lần\n  --> congso.toml › dòng 2 và dòng 6\n   = gợi ý: sửa mã, hoặc xóa một đoạn [[thu_tuc]]",
        );
    }

    #[test]
    fn a_question_has_a_key_of_its_own_also_where_its_place_gives_it() {
        let advice = "đặt khoa khác, hoặc xóa một đoạn [[cau_hoi]]";
        refused(
            "[[cau_hoi]]\nkhoa = \"c1\"\nnoi_dung = \"A\"\n[[cau_hoi]]\nkhoa = \"C1\"\nnoi_dung = \"B\"\n",
            &format!(
                "Khóa câu hỏi “C1” khai hai lần\n  --> congso.toml › dòng 2 và dòng 5\n   = gợi ý: {advice}"
            ),
        );
        refused(
            "[[cau_hoi]]\nkhoa = \"c2\"\nnoi_dung = \"A\"\n[[cau_hoi]]\nnoi_dung = \"B\"\n",
            &format!(
                "Khóa câu hỏi “c2” khai hai lần\n  --> congso.toml › dòng 2 và dòng 5\n   = gợi ý: {advice}"
            ),
        );
    }

    #[test]
    fn a_name_repeated_within_its_department_is_harmless() {
        let text = "[[don_vi]]\nten = \"Phòng A\"\nten_khac = [\"phòng a\", \"PA\", \"PA\"]\nlinh_vuc = [\"X\", \"X\"]\n[[don_vi]]\nten = \"Phòng B\"\n";
        assert!(Settings::parse(text).is_ok());
    }
}
