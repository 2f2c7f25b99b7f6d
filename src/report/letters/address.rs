//! How a letter addresses its receiver: Ông, Bà, Ông/Bà, Ông, Bà (several) or Tổ chức, by the name unless the sheet
//! says it.

use crate::model::{name_key, word_key};

/// First words of the names of organisations. A few family names look alike without accents (Trương, Hồ).
const ORGANISATIONS: [&str; 54] = [
    "Công ty",
    "Tổng công ty",
    "Tập đoàn",
    "Doanh nghiệp",
    "DNTN",
    "Cty",
    "HTX",
    "Hợp tác xã",
    "Liên hiệp",
    "Hộ kinh doanh",
    "Cơ sở",
    "Xí nghiệp",
    "Nhà máy",
    "Chi nhánh",
    "Văn phòng",
    "Trường",
    "Trung tâm",
    "Viện",
    "Bệnh viện",
    "Trạm y tế",
    "Ngân hàng",
    "Quỹ",
    "Hội",
    "Hiệp hội",
    "Liên đoàn",
    "Công đoàn",
    "Đoàn Thanh niên",
    "Mặt trận",
    "Ủy ban",
    "UBND",
    "HĐND",
    "Sở",
    "Ban",
    "Phòng",
    "Chi cục",
    "Cục",
    "Báo",
    "Đài",
    "Công an",
    "Tổ chức",
    "Tòa án",
    "Bảo hiểm xã hội",
    "Chùa",
    "Đình",
    "Đền",
    "Miếu",
    "Tịnh xá",
    "Tịnh thất",
    "Thiền viện",
    "Tu viện",
    "Nhà thờ",
    "Giáo xứ",
    "Giáo hội",
    "Thánh thất",
];

/// What the settings add to the list above, or take from it: beginnings of names.
#[derive(Clone, Debug, Default)]
pub(crate) struct AddressLists {
    pub(crate) organisations: Vec<String>,
    pub(crate) persons: Vec<String>,
}

/// The lists as they are compared: keys of beginnings, made once for all letters.
#[derive(Debug)]
pub(crate) struct AddressKeys {
    organisations: Vec<String>,
    persons: Vec<String>,
}

impl AddressKeys {
    pub(crate) fn of(lists: &AddressLists) -> Self {
        let own = lists.organisations.iter().map(String::as_str);
        Self {
            organisations: own.chain(ORGANISATIONS).map(name_key).collect(),
            persons: lists.persons.iter().map(|first| name_key(first)).collect(),
        }
    }
}

/// How someone is addressed, and the name without the form of address that the sheet put before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Addressed {
    pub(crate) form: &'static str,
    pub(crate) name: String,
}

pub(crate) const ORGANISATION: &str = "Tổ chức";
const PERSON: &str = "Ông/Bà";
/// More than one, each with a form of address of their own, which their names keep.
pub(crate) const SEVERAL: &str = "Ông, Bà";

/// The form that the sheet asks for, else the one that the name begins with, else by the name.
/// `None` where the sheet asks for a form that there is not.
pub(crate) fn addressed(name: &str, asked: Option<&str>, keys: &AddressKeys) -> Option<Addressed> {
    let asked = asked.map(str::trim).filter(|asked| !asked.is_empty());
    let asked = match asked {
        Some(asked) => Some(form_of(asked)?),
        None => None,
    };
    if asked == Some(ORGANISATION) {
        return Some(Addressed { form: ORGANISATION, name: name.to_owned() });
    }
    if asked.is_none_or(|asked| asked == PERSON) && are_several(name) {
        return Some(Addressed { form: SEVERAL, name: name.trim().to_owned() });
    }
    let (titled, rest) = titled(name);
    let form = asked.or(titled).unwrap_or_else(|| by_name(name, keys));
    let name = if form == ORGANISATION { name } else { rest };
    Some(Addressed { form, name: name.to_owned() })
}

fn form_of(asked: &str) -> Option<&'static str> {
    match word_key(asked).replace(' ', "").as_str() {
        "ong" => Some("Ông"),
        "ba" => Some("Bà"),
        "ong/ba" | "ongba" | "ong(ba)" | "canhan" => Some(PERSON),
        "tochuc" => Some(ORGANISATION),
        _ => None,
    }
}

/// What stands before a name, the longer first, and how a letter says it. A household is addressed as one.
const TITLES: [(&str, &str); 15] = [
    ("hộ gia đình ông/bà", "Hộ gia đình ông/bà"),
    ("hộ gia đình ông", "Hộ gia đình ông"),
    ("hộ gia đình bà", "Hộ gia đình bà"),
    ("hộ ông/bà", "Hộ ông/bà"),
    ("hộ ông (bà)", "Hộ ông/bà"),
    ("hộ ông bà", "Hộ ông/bà"),
    ("hộ ông", "Hộ ông"),
    ("hộ bà", "Hộ bà"),
    ("ông/bà", PERSON),
    ("ông (bà)", PERSON),
    ("ông bà", PERSON),
    ("ông", "Ông"),
    ("bà", "Bà"),
    ("anh", "Ông"),
    ("chị", "Bà"),
];

/// `Ông Nguyễn Văn A` → `Ông` and `Nguyễn Văn A`. A form of address alone is a name.
///
/// Anh, chị are taken for such only before a whole name: “Anh Thư” is one itself.
fn titled(name: &str) -> (Option<&'static str>, &str) {
    let name = name.trim();
    for (word, form) in TITLES {
        let count = word.chars().count();
        let (first, rest) = match name.char_indices().nth(count) {
            Some((at, _)) => name.split_at(at),
            None => (name, ""),
        };
        let rest_name = rest.trim_start_matches([':', '.', ' ']);
        let parted = rest.starts_with([' ', ':', '.']);
        let is_whole =
            !matches!(word, "anh" | "chị") || rest_name.split_whitespace().nth(1).is_some();
        let fits = parted && is_whole && first.to_lowercase() == word;
        if fits && rest_name.chars().any(char::is_alphabetic) {
            return (Some(form), rest_name);
        }
    }
    (None, name)
}

/// `Ông Phạm Văn A và bà Lê Thị B`: a form of address at the beginning, and one more behind a word or mark that
/// joins two names.
fn are_several(name: &str) -> bool {
    let (Some(_), rest) = titled(name) else { return false };
    let words: Vec<String> = rest.split_whitespace().map(str::to_lowercase).collect();
    words.windows(2).any(|pair| match pair {
        [before, word] => {
            let joins = ["và", "&", "-", "–", "/", "cùng", "với"].contains(&before.as_str())
                || before.ends_with([',', ';']);
            joins && ["ông", "bà", "anh", "chị"].contains(&word.as_str())
        }
        _ => false,
    })
}

/// `Tổ chức` where the name starts as those of organisations do, else `Ông/Bà`.
fn by_name(name: &str, keys: &AddressKeys) -> &'static str {
    let name = name_key(name);
    let starts = |first: &String| {
        name.strip_prefix(first.as_str()).is_some_and(|rest| !rest.starts_with(char::is_alphabetic))
    };
    let is_organisation = !keys.persons.iter().any(starts) && keys.organisations.iter().any(starts);
    if is_organisation { ORGANISATION } else { PERSON }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(name: &str, asked: &str, want: (&str, &str)) {
        let lists = AddressLists {
            organisations: vec!["Am".to_owned()],
            persons: vec!["Ban Văn".to_owned()],
        };
        let found = addressed(name, Some(asked), &AddressKeys::of(&lists)).expect("a form");
        assert_eq!((found.form, found.name.as_str()), want, "{name}");
    }

    #[test]
    fn organisations_are_told_from_people_by_the_first_words() {
        for name in
            ["Công ty TNHH Mẫu", "UBND xã Mẫu", "TRƯỜNG Mầm non", "HTX Mẫu", "Hội Cựu chiến binh"]
                .into_iter()
                .chain(["Chùa Mẫu", "ĐÌNH thần Mẫu", "Đền Mẫu", "Tịnh xá Mẫu", "Nhà thờ Mẫu"])
                .chain(["Giáo xứ Mẫu", "Thánh thất Mẫu"])
        {
            assert_eq!(
                by_name(name, &AddressKeys::of(&AddressLists::default())),
                "Tổ chức",
                "{name}"
            );
        }
        for name in [
            "Trương Văn Mẫu",
            "Hồ Thị Mẫu",
            "Sơn Thị Mẫu",
            "Đoàn Văn Mẫu",
            "Đinh Văn Mẫu",
            "Banh",
            "Cao Báo",
        ] {
            assert_eq!(
                by_name(name, &AddressKeys::of(&AddressLists::default())),
                "Ông/Bà",
                "{name}"
            );
        }
    }

    #[test]
    fn a_form_of_address_in_the_name_is_said_once() {
        case("Ông Nguyễn Văn Mẫu", "", ("Ông", "Nguyễn Văn Mẫu"));
        case("BÀ: Trần Thị Mẫu", "", ("Bà", "Trần Thị Mẫu"));
        case("Ông/Bà Mẫu", "", ("Ông/Bà", "Mẫu"));
        case("Bàng Văn Mẫu", "", ("Ông/Bà", "Bàng Văn Mẫu"));
        case("Ông", "", ("Ông/Bà", "Ông"));
        case("Anh Thạch Văn Mẫu", "", ("Ông", "Thạch Văn Mẫu"));
        case("Chị Lê Thị Mẫu", "", ("Bà", "Lê Thị Mẫu"));
        case("Anh Thư", "", ("Ông/Bà", "Anh Thư"));
        case("Hộ ông Lê Văn Mẫu", "", ("Hộ ông", "Lê Văn Mẫu"));
        case("HỘ BÀ LÊ THỊ MẪU", "", ("Hộ bà", "LÊ THỊ MẪU"));
        case("Hộ ông (bà) Lê Văn Mẫu", "", ("Hộ ông/bà", "Lê Văn Mẫu"));
        case("Hộ gia đình ông Lê Văn Mẫu", "", ("Hộ gia đình ông", "Lê Văn Mẫu"));
        case("Hộ kinh doanh Mẫu", "", ("Tổ chức", "Hộ kinh doanh Mẫu"));
        case(
            "Anh Phạm Văn Mẫu và chị Lê Thị Mẫu",
            "",
            ("Ông, Bà", "Anh Phạm Văn Mẫu và chị Lê Thị Mẫu"),
        );
    }

    #[test]
    fn two_persons_keep_their_forms_of_address() {
        let several = |name| case(name, "", ("Ông, Bà", name));
        several("Ông Phạm Văn Mẫu và bà Lê Thị Mẫu");
        several("Bà Lê Thị Mẫu, ông Phạm Văn Mẫu");
        several("ÔNG PHẠM VĂN MẪU - BÀ LÊ THỊ MẪU");
        case("Ông Phạm Văn Mẫu và con", "", ("Ông", "Phạm Văn Mẫu và con"));
        case("Bà Nguyễn Thị Bà", "", ("Bà", "Nguyễn Thị Bà"));
        case("Phạm Văn Mẫu và bà Lê Thị Mẫu", "", ("Ông/Bà", "Phạm Văn Mẫu và bà Lê Thị Mẫu"));
        case("Ông Phạm Văn Mẫu và bà Lê Thị Mẫu", "ông", ("Ông", "Phạm Văn Mẫu và bà Lê Thị Mẫu"));
    }

    #[test]
    fn the_sheet_and_the_settings_overrule_the_name() {
        case("Nguyễn Thị Mẫu", "bà", ("Bà", "Nguyễn Thị Mẫu"));
        case("Mẫu & Con", "Tổ chức", ("Tổ chức", "Mẫu & Con"));
        case("Công Ty Mẫu", "Ông", ("Ông", "Công Ty Mẫu"));
        case("Am Mẫu", "", ("Tổ chức", "Am Mẫu"));
        case("Ban Văn Mẫu", "", ("Ông/Bà", "Ban Văn Mẫu"));
        assert_eq!(addressed("Mẫu", Some("Cô"), &AddressKeys::of(&AddressLists::default())), None);
    }
}
