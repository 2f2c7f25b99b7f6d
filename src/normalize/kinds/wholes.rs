//! Lines that add up all others without a word like “Tổng cộng”: `Toàn Sở`, `Cấp tỉnh`, the name of the office.

use crate::ledger::{Code, Finding, Place};
use crate::model::{Text, word_key};
use crate::normalize::kinds::departments::{Directory, Match};
use crate::normalize::rows::{labels, sums};

/// A line as it is compared with the others.
#[derive(Clone, Debug)]
pub(crate) struct NamedLine {
    pub(crate) name: String,
    /// What every line has, in one order.
    pub(crate) counts: Vec<u64>,
    pub(crate) place: Place,
}

/// A line that is no part of what the others add up to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum WholeLine {
    /// Its name says so.
    Named,
    /// Its name may be that of a department, which another line is of.
    Again,
    /// It is called after something that stands over departments, and adds them up.
    Added,
    /// It adds them up, and may be a line all the same.
    Perhaps,
}

/// Which lines are no lines of their own, with what is said of them.
pub(crate) fn whole_lines(
    lines: &[NamedLine],
    directory: &Directory,
) -> (Vec<usize>, Vec<Finding>) {
    let mut out: Vec<usize> = Vec::new();
    let mut findings = Vec::new();
    let all = (0..).zip(lines);
    let named: Vec<(usize, WholeLine)> = all
        .filter_map(|(at, line)| {
            let is_all = says_all(&line.name, directory);
            let kind = if is_all { WholeLine::Named } else { WholeLine::Again };
            (is_all || is_again(at, lines, directory)).then_some((at, kind))
        })
        .collect();
    if named.len() < lines.len() {
        out.extend(named.iter().map(|(at, _)| *at));
    }
    let rest: Vec<usize> = (0..lines.len()).filter(|at| !out.contains(at)).collect();
    for (at, kind) in named.iter().filter(|(at, _)| out.contains(at)) {
        let Some(line) = lines.get(*at) else { continue };
        findings.extend(told(line, &sum(lines, &rest, None), *kind));
    }
    // A total stands below its lines, or above them.
    if out.is_empty() {
        for at in [rest.last(), rest.first()].into_iter().flatten() {
            let Some(line) = lines.get(*at) else { continue };
            let sum = sum(lines, &rest, Some(*at));
            let parts =
                rest.iter().filter(|other| *other != at).filter_map(|other| lines.get(*other));
            let filled = parts.filter(|part| part.counts.iter().any(|count| *count > 0)).count();
            let Some(kind) = adds_up(line, directory).filter(|_| filled >= 2 && sum == line.counts)
            else {
                continue;
            };
            // Few counts add up by chance.
            let is_chance = line.counts.len() < 3 || line.counts.iter().max() < Some(&5);
            // A department of the settings whose name says a sum is one where few counts say otherwise.
            let kind = match kind {
                WholeLine::Added if is_chance && is_known(&line.name, directory) => {
                    WholeLine::Perhaps
                }
                WholeLine::Perhaps if is_chance => continue,
                kind => kind,
            };
            if kind != WholeLine::Perhaps {
                out.push(*at);
            }
            findings.extend(told(line, &sum, kind));
            break;
        }
    }
    (out, findings)
}

fn sum(lines: &[NamedLine], of: &[usize], but: Option<usize>) -> Vec<u64> {
    let mut sums: Vec<u64> = Vec::new();
    for at in of.iter().filter(|at| but != Some(**at)) {
        let Some(line) = lines.get(*at) else { continue };
        sums.resize(line.counts.len().max(sums.len()), 0);
        for (sum, count) in sums.iter_mut().zip(&line.counts) {
            *sum += count;
        }
    }
    sums
}

fn told(line: &NamedLine, sum: &[u64], kind: WholeLine) -> Option<Finding> {
    let name = &line.name;
    let differs = sum != line.counts;
    Some(match kind {
        WholeLine::Named | WholeLine::Again if !differs => return None,
        WholeLine::Again => Finding::new(Code::BrokenIdentity, line.place.clone())
            .with_found(name.clone())
            .with_message(format!(
                "Đơn vị “{name}” đã có dòng riêng, nên dòng này được đọc là dòng tổng, nhưng không bằng tổng các dòng kia"
            ))
            .with_effect("báo cáo cộng từ các dòng, không dùng dòng này")
            .with_advice("nếu là dòng tổng thì ghi “Tổng cộng”; nếu cả hai dòng là của đơn vị này thì gộp thành một dòng"),
        WholeLine::Named => Finding::new(Code::BrokenIdentity, line.place.clone())
            .with_found(name.clone())
            .with_message(format!("Dòng “{name}” không bằng tổng các dòng kia"))
            .with_effect("báo cáo cộng từ các dòng, không dùng dòng này"),
        WholeLine::Added => Finding::new(Code::TotalsNotUsed, line.place.clone())
            .with_found(name.clone())
            .with_message(format!("Dòng “{name}” bằng tổng mọi dòng kia ở tất cả các cột, được đọc là dòng tổng"))
            .with_advice("đúng thì không cần làm gì; nếu là một đơn vị riêng thì ghi tên đầy đủ, và khai đơn vị đó trong congso.toml"),
        WholeLine::Perhaps => Finding::new(Code::BrokenIdentity, line.place.clone())
            .with_found(name.clone())
            .with_message(format!("Dòng “{name}” bằng đúng tổng mọi dòng kia, có thể là dòng tổng"))
            .with_effect("dòng này vẫn được cộng; nếu là dòng tổng thì số liệu bị cộng hai lần")
            .with_advice("nếu là dòng tổng thì ghi “Tổng cộng”; nếu là một đơn vị thì không cần làm gì"),
    })
}

/// Lines of another period, by how their names begin.
const OTHER_PERIOD: [&str; 14] = [
    "cung ky",
    "ky truoc",
    "thang truoc",
    "quy truoc",
    "nam truoc",
    "tuan truoc",
    "so sanh",
    "so voi",
    "tang giam",
    "chenh lech",
    "luy ke",
    "binh quan",
    "uoc thuc hien",
    "ty le tang",
];

/// What is planned, and rates: no counts of what was done.
const NO_COUNTS: [&str; 10] = [
    "chi tieu",
    "chi tieu giao",
    "ke hoach",
    "ke hoach giao",
    "ke hoach nam",
    "muc tieu",
    "ty le",
    "ti le",
    "trung binh",
    "tang",
];

/// A line of another period, or of a part of the line above it, which is not added; says so.
pub(crate) fn aside(name: &str, place: &Place, directory: &Directory) -> Option<Finding> {
    if is_known(name, directory) {
        return None;
    }
    let key = word_key(name);
    let key = key.replace(['-', '+', '/', ',', '(', ')', '%', '*', ':', '.'], " ");
    let words: Vec<&str> = key.split_whitespace().collect();
    let plain = words.join(" ");
    let begins = |start: &&str| {
        plain.strip_prefix(*start).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    };
    let is_number = |word: &str| word.parse::<u16>().is_ok();
    let is_dated = match words.as_slice() {
        ["thang" | "quy", number] => {
            is_number(number) || matches!(*number, "i" | "ii" | "iii" | "iv")
        }
        ["nam", year] => year.len() == 4 && is_number(year),
        ["thang" | "quy", _, "nam", year] | ["thang" | "quy", _, year] => is_number(year),
        _ => false,
    };
    let message =
        if is_dated || OTHER_PERIOD.iter().any(begins) || NO_COUNTS.contains(&plain.as_str()) {
            format!("Dòng “{name}” không phải là số của một đơn vị hay lĩnh vực trong kỳ")
        } else if ["trong do", "rieng", "bao gom"].iter().any(begins) {
            format!("Dòng “{name}” là một phần của dòng khác")
        } else {
            return None;
        };
    Some(
        Finding::new(Code::TotalsNotUsed, place.clone())
            .with_found(name)
            .with_message(message)
            .with_advice(
                "đúng thì không cần làm gì; nếu là một đơn vị thì khai đơn vị đó trong congso.toml",
            ),
    )
}

fn is_known(name: &str, directory: &Directory) -> bool {
    matches!(directory.find(name), Match::Known(_))
        || directory.shortened(name).is_some()
        || directory.is_area(name)
}

/// The department of the settings that a line is of.
fn department(name: &str, directory: &Directory) -> Option<Text> {
    match directory.find(name) {
        Match::Known(name) => Some(name),
        Match::Unknown | Match::AsFound => directory.shortened(name),
    }
}

/// `Tổng hợp` below the line of a department that is called so: one of the two adds up the others. The one that does, or
/// else the one that is called so in the shorter way, or stands last.
fn is_again(at: usize, lines: &[NamedLine], directory: &Directory) -> bool {
    let Some(line) = lines.get(at).filter(|line| sums::may_be_name(&line.name)) else {
        return false;
    };
    let Some(own) = department(&line.name, directory) else { return false };
    let same: Vec<(usize, &NamedLine)> = (0..)
        .zip(lines)
        .filter(|(_, other)| department(&other.name, directory).as_ref() == Some(&own))
        .collect();
    let candidates = same.iter().filter(|(_, other)| sums::may_be_name(&other.name));
    let adds_up = |at: usize| {
        let others: Vec<usize> = (0..lines.len()).filter(|other| *other != at).collect();
        lines.get(at).is_some_and(|line| sum(lines, &others, None) == line.counts)
    };
    let chosen = candidates
        .clone()
        .map(|(at, _)| *at)
        .find(|at| adds_up(*at))
        .or_else(|| candidates.map(|(at, _)| *at).next_back());
    same.len() > 1 && chosen == Some(at)
}

/// `Toàn Sở`, `Tất cả các phòng`.
fn says_all(name: &str, directory: &Directory) -> bool {
    if is_known(name, directory) {
        return false;
    }
    let key = word_key(name);
    let key = key.trim_start_matches(['-', '+', ' ']);
    let of = |rest: &str| {
        [
            "so",
            "tinh",
            "huyen",
            "thanh pho",
            "co quan",
            "don vi",
            "nganh",
            "xa",
            "phuong",
            "thi xa",
            "quan",
            "cuc",
            "chi cuc",
            "trung tam",
            "bo",
            "he thong",
            "bo cac",
        ]
        .iter()
        .any(|whole| {
            rest == *whole || rest.strip_prefix(whole).is_some_and(|after| after.starts_with(' '))
        })
    };
    key.strip_prefix("toan ").is_some_and(of)
        || ["tat ca", "toan bo"].iter().any(|word| key.starts_with(word))
        || matches!(
            key,
            "ca so" | "ca co quan" | "chung toan so" | "chung ca so" | "so chung" | "all"
        )
}

/// What stands over departments.
const OVER: [&str; 16] = [
    "cap ",
    "tthc ",
    "so ",
    "ubnd",
    "uy ban",
    "chung",
    "co quan",
    "tinh ",
    "huyen ",
    "thanh pho ",
    "quan ",
    "xa ",
    "phuong ",
    "thi xa ",
    "cuc ",
    "bo ",
];

/// What a line that adds up all others is by its name.
fn adds_up(line: &NamedLine, directory: &Directory) -> Option<WholeLine> {
    if is_known(&line.name, directory) {
        // “Tổng hợp” with exactly what all others have together.
        return sums::may_be_name(&line.name).then_some(WholeLine::Added);
    }
    let key = word_key(&line.name);
    let is_over = key.is_empty() || OVER.iter().any(|word| key.starts_with(word));
    let is_one = labels::is_called_after_one(&line.name);
    Some(if is_over && !is_one { WholeLine::Added } else { WholeLine::Perhaps })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::ledger::Source;

    #[track_caller]
    fn case(lines: &[(&str, &[u64])], out: &[usize], said: &[&str]) {
        let source = Arc::new(Source { file: "a.xlsx".to_owned(), sheet: None });
        let lines: Vec<_> = (1..)
            .zip(lines)
            .map(|(row, (name, counts))| NamedLine {
                name: (*name).to_owned(),
                counts: counts.to_vec(),
                place: Place::row(&source, row),
            })
            .collect();
        let (whole, findings) = whole_lines(&lines, &Directory::default());
        assert_eq!(whole, out, "{lines:?}");
        let codes: Vec<_> = findings.iter().map(|finding| finding.code.name()).collect();
        assert_eq!(codes, said, "{lines:?}");
    }

    #[test]
    fn a_line_of_another_period_or_of_a_part_is_no_line() {
        let source = Arc::new(Source { file: "a.xlsx".to_owned(), sheet: None });
        let place = Place::row(&source, 1);
        let is_aside = |name: &str| aside(name, &place, &Directory::default()).is_some();
        for name in [
            "Cùng kỳ năm trước",
            "Tháng trước",
            "So sánh",
            "Tăng/giảm",
            "Lũy kế năm",
            "Tháng 9",
            "Tháng 9/2026",
            "Năm 2025",
            "Tỷ lệ (%)",
            "Chỉ tiêu giao",
            "Kế hoạch",
            "Trong đó trực tuyến",
            "Riêng lĩnh vực NCC",
        ] {
            assert!(is_aside(name), "{name}");
        }
        for name in [
            "Phòng Kế hoạch - Tài chính",
            "Kế hoạch - Tài chính",
            "Năm Căn",
            "Quỹ Bảo trợ trẻ em",
            "Xã Tân Kỳ",
            "Tháng Tám",
            "Quy hoạch",
        ] {
            assert!(!is_aside(name), "{name}");
        }
    }

    #[test]
    fn a_line_that_adds_up_all_others_is_a_total() {
        let (one, two, all): (&[u64], &[u64], &[u64]) = (&[20, 15, 5], &[10, 8, 2], &[30, 23, 7]);
        for name in ["Toàn Sở", "Tất cả các phòng", "Toàn tỉnh"] {
            case(&[("Phòng A", one), ("Phòng B", two), (name, all)], &[2], &[]);
            case(&[(name, all), ("Phòng A", one), ("Phòng B", two)], &[0], &[]);
            case(&[("Phòng A", one), ("Phòng B", two), (name, one)], &[2], &["broken_identity"]);
        }
        for name in ["Sở Nội vụ", "Cấp tỉnh", "UBND tỉnh"] {
            case(&[("Phòng A", one), ("Phòng B", two), (name, all)], &[2], &["totals_not_used"]);
            case(&[("Phòng A", one), ("Phòng B", two), (name, one)], &[], &[]);
        }
        // A department may have as many as all others.
        case(&[("Phòng A", one), ("Phòng B", two), ("Phòng C", all)], &[], &["broken_identity"]);
        case(&[("Quầy 1", &[1]), ("Quầy 2", &[2]), ("Quầy 3", &[3])], &[], &[]);
        case(&[("Phòng A", one), ("Toàn Sở", one)], &[1], &[]);
        case(&[("Toàn Sở", all)], &[], &[]);
        case(&[("Phòng A", one), ("Phòng B", &[0, 0, 0]), ("Sở Y", one)], &[], &[]);
    }
}
