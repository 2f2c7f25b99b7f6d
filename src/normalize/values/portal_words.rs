//! The words of the national portal: what it says of a dossier, and which index a line of its export is about.

use crate::model::{PortalVerdict, QualityIndex, word_key};

/// What stands before the verdict and does not change it.
const STEPS: &[&str] = &[
    "ho so",
    "da xu ly",
    "dang xu ly",
    "xu ly",
    "da giai quyet",
    "dang giai quyet",
    "giai quyet",
    "da tra ket qua",
    "da tra",
    "tra ket qua",
    "hoan thanh",
    "da hoan thanh",
];

const LATE: &[&str] = &[
    "qua han",
    "tre han",
    "tre hen",
    "tre",
    "cham han",
    "cham",
    "xu ly cham",
    "bi qua han",
    "bi tre han",
    "da qua han",
    "khong dung han",
    "khong dung hen",
];

const IN_TIME: &[&str] = &[
    "dung han",
    "dung hen",
    "truoc han",
    "truoc hen",
    "trong han",
    "con han",
    "con trong han",
    "som",
    "som han",
    "som hen",
    "chua qua han",
    "chua tre han",
    "chua den han",
    "khong qua han",
    "khong bi qua han",
    "khong tre han",
    "khong bi tre han",
    "khong tre hen",
    "sap qua han",
    "sap tre han",
    "sap den han",
    "gan den han",
];

/// `Đúng hạn`, `Quá hạn 3 ngày`, `Đã xử lý - Trễ hạn`; `None` for other words, and for two that contradict each other.
pub(crate) fn verdict(said: &str) -> Option<PortalVerdict> {
    let key = with_points(&word_key(said));
    let mut found = None;
    for part in key.split([',', ';', ':', '-', '(', ')', '/']) {
        let part = without_length(part.trim());
        if part.is_empty() || STEPS.contains(&part) {
            continue;
        }
        let verdict = whole(part)?;
        if found.is_some_and(|before| before != verdict) {
            return None;
        }
        found = Some(verdict);
    }
    found
}

fn whole(words: &str) -> Option<PortalVerdict> {
    if LATE.contains(&words) {
        return Some(PortalVerdict::Late);
    }
    if IN_TIME.contains(&words) {
        return Some(PortalVerdict::InTime);
    }
    let rest = |step: &&str| words.strip_prefix(*step)?.strip_prefix(' ');
    STEPS.iter().filter_map(rest).find_map(whole)
}

/// `1.5` of `1,5`: a comma parts words, but not a number.
fn with_points(key: &str) -> String {
    let letters: Vec<char> = key.chars().collect();
    let is_digit =
        |at: Option<usize>| at.and_then(|at| letters.get(at)).is_some_and(char::is_ascii_digit);
    let point = |(at, letter): (usize, &char)| {
        let is_within = is_digit(at.checked_sub(1)) && is_digit(at.checked_add(1));
        if *letter == ',' && is_within { '.' } else { *letter }
    };
    letters.iter().enumerate().map(point).collect()
}

/// Without `3 ngay`, `2 ngay lam viec`, `1 ngay 4 gio` behind the words. No days at all leave open what is meant.
fn without_length(words: &str) -> &str {
    let mut rest = words;
    loop {
        let shorter = ["ngay lam viec", "ngay", "gio", "phut"].iter().find_map(|unit| {
            let number = rest.strip_suffix(unit)?.trim_end();
            let start =
                number.rfind(|c: char| !c.is_ascii_digit() && c != '.').map_or(0, |at| at + 1);
            let digits = number.get(start..).unwrap_or_default();
            let is_some = digits.bytes().any(|digit| (b'1'..=b'9').contains(&digit));
            is_some.then(|| number.get(..start).unwrap_or_default().trim_end())
        });
        match shorter {
            Some(shorter) => rest = shorter,
            None => return rest,
        }
    }
}

/// What a line of an export is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum IndexLine {
    One(QualityIndex),
    /// An index that the office's data do not decide.
    Other,
    /// Its number and its name are of two indices.
    Apart,
}

/// By number and name; either may stand in the column of the other, as `2.1. Tỷ lệ hồ sơ xử lý đúng hạn`.
pub(crate) fn index_line(index: &str, name: &str) -> IndexLine {
    let parts = [index, name].map(number_and_name);
    let number = parts.iter().find_map(|(number, _)| number.clone());
    let names: Vec<&str> =
        parts.iter().map(|(_, name)| name.as_str()).filter(|name| !name.is_empty()).collect();
    let by_number = QualityIndex::ALL
        .into_iter()
        .find(|own| own.number().is_some() && own.number() == number.as_deref());
    let mut of_names = names.iter().map(|name| by_name(name));
    let Some(first) = of_names.next() else {
        return by_number.map_or(IndexLine::Other, IndexLine::One);
    };
    if of_names.any(|other| other != first) {
        return IndexLine::Apart;
    }
    match (first, by_number, &number) {
        (Some(named), Some(numbered), _) if named == numbered => IndexLine::One(named),
        (Some(named), None, None) => IndexLine::One(named),
        // Any number but that of another of these.
        (Some(named), None, Some(_)) if named.number().is_none() => IndexLine::One(named),
        (None, None, _) => IndexLine::Other,
        _ => IndexLine::Apart,
    }
}

/// `2.1` of `Chỉ số 2.1. Tỷ lệ …` and of `2,1`, and the folded name behind it. A whole number counts lines.
fn number_and_name(text: &str) -> (Option<String>, String) {
    let key = word_key(text);
    let key = key.strip_prefix("chi so").unwrap_or(&key).trim_start();
    let end = key.find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',').unwrap_or(key.len());
    let (number, name) = key.split_at_checked(end).unwrap_or_default();
    let number = number.replace(',', ".").trim_matches('.').to_owned();
    (number.contains('.').then_some(number), plain(name))
}

/// Only words, without those that names have or leave out.
fn plain(name: &str) -> String {
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let text = format!(" {} ", words.collect::<Vec<_>>().join(" "));
    let without = ["ty le", "thu tuc hanh chinh", "tthc", "duoc", "va", "cac"];
    let shorter = without.iter().fold(text, |text, word| text.replace(&format!(" {word} "), " "));
    shorter.replace(" giai quyet ", " xu ly ").trim().to_owned()
}

fn by_name(plain: &str) -> Option<QualityIndex> {
    match plain {
        "ho so xu ly dung han"
        | "xu ly ho so dung han"
        | "ho so dung han"
        | "tien do xu ly"
        | "tien do xu ly ho so" => Some(QualityIndex::InTime),
        "ho so nop truc tuyen"
        | "ho so truc tuyen"
        | "ho so tiep nhan truc tuyen"
        | "nop ho so truc tuyen"
        | "tiep nhan ho so truc tuyen" => Some(QualityIndex::Online),
        "phan anh kien nghi xu ly dung han"
        | "kien nghi phan anh xu ly dung han"
        | "xu ly phan anh kien nghi dung han"
        | "pakn xu ly dung han"
        | "xu ly pakn dung han"
        | "petitions handled on time"
        | "petitions resolved on time" => Some(QualityIndex::Petitions),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_the_portal_say_in_time_or_late() {
        use PortalVerdict::{InTime, Late};
        for (said, want) in [
            ("Đúng hạn", Some(InTime)),
            ("Trước hạn", Some(InTime)),
            ("Sớm hạn 2 ngày", Some(InTime)),
            ("Đang xử lý trong hạn", Some(InTime)),
            ("Đã trả kết quả - Đúng hạn", Some(InTime)),
            ("Còn hạn 3 ngày", Some(InTime)),
            ("Quá hạn", Some(Late)),
            ("Trễ hạn 3 ngày", Some(Late)),
            ("Quá hạn (2 ngày 4 giờ)", Some(Late)),
            ("Quá hạn 1,5 ngày làm việc", Some(Late)),
            ("Đã xử lý, quá hạn", Some(Late)),
            ("Đang xử lý quá hạn", Some(Late)),
            ("Không đúng hạn", Some(Late)),
            // What denies lateness is no lateness.
            ("Chưa quá hạn", Some(InTime)),
            ("Không quá hạn", Some(InTime)),
            ("Không trễ hạn", Some(InTime)),
            ("Không bị trễ hạn", Some(InTime)),
            ("Sắp quá hạn", Some(InTime)),
            ("Chưa đến hạn", Some(InTime)),
            // Nobody knows.
            ("Quá hạn 0 ngày", None),
            ("Chưa đúng hạn", None),
            ("Không còn trong hạn", None),
            ("Đúng hạn / Quá hạn", None),
            ("Đã trả kết quả", None),
            ("Không rõ có quá hạn không", None),
            ("", None),
        ] {
            assert_eq!(verdict(said), want, "{said}");
        }
    }

    #[test]
    fn a_line_of_an_export_is_known_by_number_and_name() {
        use IndexLine::{Apart, One, Other};
        use QualityIndex::{InTime, Online, Petitions};
        for (index, name, want) in [
            ("2.1", "", One(InTime)),
            ("2,1", "", One(InTime)),
            ("2.1. Tỷ lệ hồ sơ xử lý đúng hạn", "", One(InTime)),
            ("2.1", "Tỷ lệ hồ sơ TTHC được giải quyết đúng hạn", One(InTime)),
            ("5.2.", "", One(Petitions)),
            ("1", "Tỷ lệ hồ sơ xử lý đúng hạn", One(InTime)),
            ("", "Tỷ lệ hồ sơ xử lý đúng hạn", One(InTime)),
            ("Tiến độ giải quyết", "", One(InTime)),
            // Known by its name alone, whatever the number of its group.
            ("3.3", "Tỷ lệ hồ sơ nộp trực tuyến", One(Online)),
            ("4.1", "Tỷ lệ hồ sơ nộp trực tuyến", One(Online)),
            ("Tỷ lệ phản ánh, kiến nghị được xử lý đúng hạn", "", One(Petitions)),
            ("3.3", "", Other),
            ("2.2", "", Other),
            ("2.1.1", "", Other),
            ("1.1 Tỷ lệ TTHC công bố đúng hạn", "", Other),
            ("Tỷ lệ thủ tục công khai đúng hạn", "", Other),
            ("Tỷ lệ hồ sơ không xử lý đúng hạn", "", Other),
            ("Tỷ lệ hồ sơ chưa nộp trực tuyến", "", Other),
            ("Tổng điểm", "", Other),
            ("2.1", "Tỷ lệ hồ sơ nộp trực tuyến", Apart),
            ("2.1", "Tỷ lệ cán bộ được tập huấn", Apart),
            ("1.1", "Tỷ lệ hồ sơ xử lý đúng hạn", Apart),
            ("5.2", "Tỷ lệ hồ sơ xử lý đúng hạn", Apart),
            ("2.1 Hồ sơ nộp trực tuyến", "Hồ sơ xử lý đúng hạn", Apart),
        ] {
            assert_eq!(index_line(index, name), want, "{index} | {name}");
        }
    }
}
