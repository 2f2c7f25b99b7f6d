//! What a header adds to the name of a column, and how that decides which day a column of dates holds.
//!
//! `Ngày trả kết quả (dự kiến)` is no day on which anything was given back. Whatever stands in parentheses, after a
//! slash, in translation or between the words of a name is looked up in the table of `phrases`; a word beside the name
//! of a day that the table does not know makes the column doubtful, never the plain one.
//!
//! A key of a header is its folded name, with what was added in front: `du kien:ngaytraketqua`.

use crate::normalize::header::added::{Added, Day, Turn};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use crate::ledger::Field;
use crate::normalize::header::added::Sense::Planned;
use crate::normalize::header::alias::KINDS;
use crate::normalize::header::alias::{fields, header_key, without_ordinal};
use crate::normalize::header::phrases::Reach::{Above, Aside, Everywhere, Known};
use crate::normalize::header::phrases::{tiled, tiled_with, words};

/// The parts of a key: what was added, and the name.
pub(crate) fn parts(key: &str) -> (Added, &str) {
    let Some((mark, name)) = key.split_once(':') else { return (Added::default(), key) };
    let (day, turn) = mark.split_once('+').unwrap_or((mark, ""));
    let day = match day {
        "du kien" => Day::Planned,
        "thuc te" => Day::Actual,
        "do dai" => Day::Length,
        "chua ro" => Day::Unknown,
        _ => Day::Plain,
    };
    let turn = match turn {
        "lan dau" => Turn::First,
        "hen lai" => Turn::Again,
        _ => Turn::Any,
    };
    (Added { day, turn }, name)
}

fn key(added: Added, name: &str) -> Option<String> {
    let name = header_key(name);
    if name.is_empty() {
        return None;
    }
    Some(if added.is_plain() { name } else { format!("{}{name}", added.mark()) })
}

/// The keys of one text of a header, the most exact first; `above` stands over it and is no part of it.
pub(crate) fn keys(text: &str, above: &str) -> Vec<String> {
    let sides = QualifierSides::of(text);
    let upper = from_above(above, &sides.name);
    let mut keys = Vec::with_capacity(4);
    keys.extend(key(upper, text));
    let both = sides.asides.and(sides.others);
    let names = [(Some(&sides.name), sides.asides, false), (sides.first.as_ref(), both, true)];
    for (name, added, is_first) in names {
        let Some(name) = name else { continue };
        let added = added.and(upper);
        let is_pair = is_first && sides.others.day == Day::Unknown && !sides.is_translated;
        if is_pair && !fields_of(name).iter().any(|field| field.is_date()) {
            // "Đơn vị/Địa chỉ" is no name of a department.
            continue;
        }
        // "Ngày hẹn trả" is a name, though "hẹn" is a word of the table.
        keys.extend(key(added, name));
        for (inner, rest) in without_phrases(name) {
            keys.extend(key(added.and(inner), &rest));
        }
    }
    keys
}

/// The same for a text that bears its number: `3. Ngày trả (dự kiến)`.
pub(crate) fn numbered_keys(text: &str, above: &str) -> Vec<String> {
    without_ordinal(text).map(|plain| keys(plain, above)).unwrap_or_default()
}

/// A header taken apart.
struct QualifierSides {
    /// What stands outside of all parentheses.
    name: String,
    /// What the parentheses add.
    asides: Added,
    /// What stands before the first slash.
    first: Option<String>,
    /// What stands behind it.
    others: Added,
    is_translated: bool,
}

impl QualifierSides {
    fn of(text: &str) -> Self {
        let (name, asides) = without_parentheses(text);
        let split = ["/", "|", ";", " - ", " – ", " — "]
            .iter()
            .filter_map(|mark| name.split_once(mark))
            .min_by_key(|(before, _)| before.len())
            .filter(|_| !is_form_of_a_day(&name));
        let first = split.map(|(before, _)| before.trim());
        let first = first.filter(|before| before.chars().any(char::is_alphabetic));
        let others = match (first, split) {
            (Some(first), Some((_, after))) => beside(after, first),
            _ => Added::default(),
        };
        let core = first.unwrap_or(&name);
        let asides =
            asides.iter().fold(Added::default(), |added, aside| added.and(beside(aside, core)));
        let is_translated = split.is_some_and(|(before, after)| is_translated(before, after));
        Self { asides, first: first.map(str::to_owned), others, is_translated, name }
    }
}

/// `Ngày/tháng/năm`: how days are written, as instructions say it; no day with two words beside it.
fn is_form_of_a_day(name: &str) -> bool {
    words(name) == ["ngay", "thang", "nam"]
}

/// The text without what stands in parentheses, and that.
fn without_parentheses(text: &str) -> (String, Vec<String>) {
    let mut name = String::with_capacity(text.len());
    let mut asides = Vec::new();
    let mut inner = String::new();
    let mut depth = 0_u32;
    for c in text.chars() {
        match c {
            '(' | '[' | '{' | '（' => depth += 1,
            ')' | ']' | '}' | '）' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    asides.push(std::mem::take(&mut inner));
                    name.push(' ');
                }
            }
            _ if depth > 0 => inner.push(c),
            _ => name.push(c),
        }
    }
    if !inner.is_empty() {
        asides.push(inner);
    }
    (name.trim().to_owned(), asides)
}

/// What a text beside the name of a column adds to it.
fn beside(text: &str, name: &str) -> Added {
    let words = words(text);
    let (strong, _) = tiled(&words, Everywhere);
    if !strong.is_plain() {
        return strong;
    }
    let (added, rest) = tiled(&words, Aside);
    if rest.iter().all(|word| is_ordinal(word)) {
        return added;
    }
    let (own, other) = (fields_of(name), fields_of(text));
    if !own.is_empty() && other.contains(&Field::Due) && !own.contains(&Field::Due) {
        return Added::of(Planned);
    }
    // Whatever else it says in English, it is the translation of a name that says enough.
    let is_sure = own.contains(&Field::Received) || own.contains(&Field::Due);
    if is_sure && is_translated(name, text) {
        return Added::default();
    }
    let ends = [Field::Finished, Field::Collected, Field::Resolved];
    let is_end = |fields: &BTreeSet<Field>| ends.iter().any(|end| fields.contains(end));
    if own.intersection(&other).next().is_some() || is_end(&own) && is_end(&other) {
        return Added::default();
    }
    Added { day: Day::Unknown, turn: Turn::Any }
}

/// What stands above a name, where nobody can mistake it: `Kế hoạch` over `Ngày trả kết quả`.
fn from_above(above: &str, name: &str) -> Added {
    if above.is_empty() || fields_of(name).contains(&Field::Received) {
        return Added::default();
    }
    let words = words(above);
    let (strong, _) = tiled(&words, Above);
    // "Kế hoạch và thực tế" stands over both.
    if strong.day == Day::Unknown { Added::default() } else { strong }
}

/// The name without the phrases of the table that stand among its words: first without those that name a turn
/// or are harmless, then without all.
fn without_phrases(name: &str) -> impl Iterator<Item = (Added, String)> {
    let words = words(name);
    let few = tiled_with(&words, |sense, reach| sense != Planned && reach <= Known);
    let all = tiled(&words, Known);
    let is_same = few.1.len() == all.1.len();
    [Some(few).filter(|_| !is_same), Some(all)]
        .into_iter()
        .flatten()
        .filter(|(_, rest)| rest.len() < words.len() && !rest.is_empty())
        .map(|(added, rest)| (added, rest.join(" ")))
        .collect::<Vec<_>>()
        .into_iter()
}

/// `Phòng / Department`.
fn is_translated(before: &str, after: &str) -> bool {
    !before.is_ascii() && after.is_ascii() && after.trim().len() > 2
}

/// `(1)`, `(a)`, `(IV)`.
fn is_ordinal(word: &str) -> bool {
    word.chars().count() == 1
        || word.bytes().all(|byte| byte.is_ascii_digit())
        || word.bytes().all(|byte| matches!(byte, b'i' | b'v' | b'x'))
}

/// Which fields a text is a name of, in any kind of sheet; words of the table among its own do not count.
fn fields_of(text: &str) -> BTreeSet<Field> {
    static NAMES: LazyLock<BTreeMap<String, BTreeSet<Field>>> = LazyLock::new(|| {
        let mut names: BTreeMap<String, BTreeSet<Field>> = BTreeMap::new();
        for (field, groups) in KINDS.into_iter().flat_map(fields) {
            for name in groups.iter().copied().flatten() {
                names.entry(header_key(name)).or_default().insert(*field);
            }
        }
        names
    });
    let of = |key: &str| NAMES.get(key).cloned();
    of(&header_key(text))
        .or_else(|| without_phrases(text).find_map(|(_, rest)| of(&header_key(&rest))))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::SheetKind;
    use crate::normalize::NormalizeOptions;
    use crate::normalize::header::dictionary::Dictionary;

    /// What a column of dossiers is read as: a field, `-` for none, `?` for one that nobody can tell.
    #[track_caller]
    fn case(header: &str, expected: &str) {
        let (above, text) = header.split_once(" > ").unwrap_or(("", header));
        let dictionary = Dictionary::new(&NormalizeOptions::default());
        let mut of = keys(&header.replace(" > ", " "), "");
        of.extend(keys(text, above));
        let kind = SheetKind::Dossiers;
        let exact = of.iter().find_map(|key| dictionary.exact(kind, key));
        let doubt = of.iter().find_map(|key| dictionary.doubtful(kind, key));
        let got = exact.map_or(if doubt.is_some() { "?" } else { "-" }, |(field, _)| field.name());
        assert_eq!(got, expected, "{header}: {of:?}");
    }

    #[test]
    fn a_planned_day_is_no_day_on_which_anything_was_given_back() {
        for header in [
            "Ngày trả kết quả (dự kiến)",
            "Ngày trả kết quả dự kiến",
            "Ngày dự kiến trả",
            "Ngày dự kiến trả kết quả",
            "Dự kiến ngày trả",
            "Ngày trả (kế hoạch)",
            "Ngày trả kết quả - dự kiến",
            "Ngày trả kết quả [Dự kiến]",
            "Ngày trả kết quả (theo giấy hẹn)",
            "Ngày trả kết quả theo giấy hẹn",
            "Ngày trả kết quả theo quy định",
            "Ngày trả kết quả (cam kết)",
            "Ngày phải trả kết quả",
            "Ngày trả kết quả (hẹn)",
            "Ngày trả kết quả (ngày hẹn trả)",
            "Ngày trả kết quả (dd/mm/yyyy) (dự kiến)",
            "Ngày trả kết quả (dự kiến của phòng)",
            "Ngày trả kết quả / Expected return date",
            "Ngày trả kết quả/Due date",
            "Expected return date",
            "Planned completion date",
            "Expected return date / Ngày trả kết quả",
            "Ngày kết thúc xử lý (dự kiến)",
            "Ngày trả kết quả > Dự kiến",
            "Dự kiến > Ngày trả kết quả",
            "Ngày hẹn trả (dự kiến)",
            "Ngày hẹn trả kết quả cho công dân",
            "Hạn xử lý (ngày hẹn trả)",
            "Ngày hẹn trả (lần đầu)",
            "Due date",
        ] {
            case(header, "due");
        }
    }

    #[test]
    fn the_actual_day_and_harmless_words_leave_a_name_what_it_is() {
        case("Ngày trả kết quả (thực tế)", "collected");
        case("Ngày trả thực tế", "collected");
        case("Ngày thực trả", "collected");
        case("Thực tế > Ngày trả", "collected");
        case("Ngày trả kết quả > Thực tế", "collected");
        case("Ngày trả kết quả / Actual return date", "collected");
        case("Ngày trả kết quả / Return date", "collected");
        case("Ngày kết thúc (ngày trả kết quả)", "finished");
        case("Ngày trả kết quả (nếu có)", "collected");
        case("Ngày trả kết quả (dd/mm/yyyy)", "collected");
        case("Ngày trả kết quả (*)", "collected");
        case("Ngày trả kết quả (9)", "collected");
        case("Ngày trả kết quả (cho công dân)", "collected");
        case("Ngày tiếp nhận (ngày/tháng/năm)", "received");
        case("Ngày tiếp nhận / Date of acceptance", "received");
        case("Ngày tiếp nhận/Ngày nhận", "received");
        case("Kế hoạch > Ngày tiếp nhận", "received");
        case("Received date", "received");
        case("Returned date", "collected");
        case("Phòng / Department", "department");
        case("Đơn vị/Phòng ban", "department");
        case("Ghi chú (nếu có)", "-");
        case("Mã hồ sơ (bắt buộc, không sửa)", "code");
    }

    #[test]
    fn a_second_appointment_is_none_of_the_first() {
        case("Ngày hẹn trả (hẹn lại)", "reappointed");
        case("Ngày hẹn trả lần 2", "reappointed");
        case("Ngày hẹn trả sau gia hạn", "reappointed");
        case("Ngày trả kết quả dự kiến (lần 2)", "reappointed");
        case("Ngày hẹn lại (lần 1)", "reappointed");
        case("Ngày hẹn lần 2", "reappointed");
        case("Ngày hẹn trả lần 1", "due");
    }

    #[test]
    fn the_form_of_a_day_is_no_name_of_a_column() {
        assert_eq!(keys("Ngày/tháng/năm", "").iter().find(|key| *key == "ngay"), None);
        assert!(keys("Ngày / Date", "").iter().any(|key| key == "ngay"));
    }

    #[test]
    fn what_nobody_can_tell_is_no_name() {
        case("Ngày trả kết quả (tại quầy)", "?");
        case("Ngày trả kết quả (thuế)", "?");
        case("Ngày trả kết quả (mục tiêu)", "?");
        case("Ngày trả kết quả (chỉ tiêu)", "?");
        case("Ngày trả kết quả (theo quy trình)", "?");
        case("Ngày trả kết quả / Target return date", "?");
        case("Ngày trả kết quả mục tiêu", "-");
        case("Ngày trả kết quả (lần 1)", "?");
        case("Ngày trả kết quả / Tax office", "?");
        case("Ngày tiếp nhận (dự kiến)", "?");
        case("Ngày hẹn trả (thực tế)", "?");
        case("Ngày trả kết quả (dự kiến/thực tế)", "?");
        case("Ngày trả kết quả (số ngày)", "-");
        case("Đơn vị/Địa chỉ", "-");
        case("Ngày chuyển (dự kiến)", "-");
    }
}
