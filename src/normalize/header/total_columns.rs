//! The header of a table of totals: which count each column holds, by its own words and those above it.

use crate::ledger::{Count, Field};
use crate::model::word_key;
use crate::normalize::header::cell::FoundCell;

/// Which of the three parts of the table a column belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum TotalsPart {
    Intake,
    Done,
    Open,
}

/// No form of totals has as many columns.
const WIDEST: usize = 80;

/// What each column of a table of totals holds; empty where the header is of no such table.
pub(crate) fn columns(cells: &[FoundCell]) -> Vec<(&FoundCell, Field)> {
    let mut found: Vec<(&FoundCell, Field)> = Vec::new();
    // Every row of a sheet may be asked, and some have sixteen thousand columns.
    if cells.len() > WIDEST {
        return found;
    }
    let mut part = None;
    for cell in cells {
        let (path, leaf) = (word_key(&cell.text), word_key(&cell.leaf));
        let counted = found.iter().any(|(_, field)| matches!(field, Field::Counted(_)));
        let has_line = found.iter().any(|(_, field)| *field == Field::Line);
        if !counted && matches!(leaf.as_str(), "stt" | "tt" | "so tt") {
            found.push((cell, Field::Ordinal));
        } else if !counted && !has_line && names_lines(&path) {
            found.push((cell, Field::Line));
        } else if !leaf.contains('%') && !is_rate(&leaf) {
            part = TotalsPart::of(&path).or(part);
            let Some(count) = count(&leaf, &path, part) else { continue };
            if matches!(count, Count::Early | Count::OnTime | Count::InTime) {
                part = Some(TotalsPart::Done);
            }
            found.push((cell, Field::Counted(count)));
        }
    }
    if is_complete(&found) { found } else { Vec::new() }
}

/// A line key, what was resolved and how, and what came in or is open.
fn is_complete(found: &[(&FoundCell, Field)]) -> bool {
    let has = |field: Field| found.iter().any(|(_, other)| *other == field);
    let counted = |counts: &[Count]| counts.iter().any(|count| has(Field::Counted(*count)));
    let number = found.iter().filter(|(_, field)| matches!(field, Field::Counted(_))).count();
    has(Field::Line)
        && number >= 5
        && counted(&[Count::Late])
        && counted(&[Count::Early, Count::OnTime, Count::InTime])
        && counted(&[Count::Taken, Count::Open, Count::OpenInTime])
}

/// `Tỷ lệ`, `Tỉ lệ`, `TL đúng hạn`, `Phần trăm`.
fn is_rate(leaf: &str) -> bool {
    ["ty le", "ti le", "phan tram", "dat ty le", "dat ti le"]
        .iter()
        .any(|word| leaf.starts_with(word))
        || leaf == "tl"
        || leaf.starts_with("tl ")
}

fn names_lines(path: &str) -> bool {
    ["linh vuc", "don vi", "phong", "co quan", "ten tthc", "bo phan"]
        .iter()
        .any(|word| path.contains(word))
}

impl TotalsPart {
    fn of(path: &str) -> Option<Self> {
        let any = |words: &[&str]| words.iter().any(|word| path.contains(word));
        if any(&[
            "dang giai quyet",
            "chua giai quyet",
            "dang xu ly",
            "chua xu ly",
            "dang gq",
            "chua gq",
        ]) {
            Some(Self::Open)
        } else if any(&["da giai quyet", "da xu ly", "da gq", "giai quyet xong"]) {
            Some(Self::Done)
        } else if any(&["nhan giai quyet", "tiep nhan", "phai giai quyet"]) {
            Some(Self::Intake)
        } else {
            None
        }
    }
}

fn count(leaf: &str, path: &str, part: Option<TotalsPart>) -> Option<Count> {
    let has = |word: &str| leaf.contains(word);
    let is_open = part == Some(TotalsPart::Open);
    Some(if has("dung") && has("truoc") && has("han") {
        Count::InTime
    } else if has("truoc han") || has("som han") {
        Count::Early
    } else if has("dung han") {
        Count::OnTime
    } else if has("qua han") || has("tre han") || has("tre hen") {
        if is_open { Count::OpenOverdue } else { Count::Late }
    } else if has("trong han") {
        if is_open { Count::OpenInTime } else { Count::InTime }
    } else if has("truc tuyen") {
        Count::Online
    } else if has("truc tiep") {
        Count::Counter
    } else if has("buu chinh") || has("bcci") {
        Count::Post
    } else if has("ky truoc") || has("ton dau ky") {
        Count::Carried
    } else if has("tong")
        || TotalsPart::of(leaf).is_some()
        || TotalsPart::of(path).is_some() && leaf == path
    {
        match part {
            Some(TotalsPart::Done) => Count::Resolved,
            Some(TotalsPart::Open) => Count::Open,
            Some(TotalsPart::Intake) | None => Count::Taken,
        }
    } else {
        return None;
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalize::NormalizeOptions;
    use crate::normalize::header::dictionary::Dictionary;
    use crate::normalize::header::find::{self, AboveHeader};
    use crate::normalize::tests::rows;

    #[track_caller]
    fn case(text: &str, expected: &[&str]) {
        let rows = rows(text);
        let rows: Vec<_> = rows.iter().collect();
        let dictionary = Dictionary::new(&NormalizeOptions::default());
        let header = find::find(&rows, &[], &dictionary, AboveHeader::default());
        let header = header.expect("a header");
        let names: Vec<_> = columns(&header.cells).iter().map(|(_, field)| field.name()).collect();
        assert_eq!(names, expected);
    }

    #[test]
    fn the_thirteen_columns_are_known_without_merges() {
        case(
            "STT | Lĩnh vực, công việc giải quyết theo cấp | Số hồ sơ nhận giải quyết | | | | Số hồ sơ đã giải quyết | | | | Số hồ sơ đang giải quyết | |\n\
             | | Tổng số | Trong đó | | Từ kỳ trước | Tổng số | Trước hạn | Đúng hạn | Quá hạn | Tổng số | Trong hạn | Quá hạn\n\
             | | | Trực tuyến | Trực tiếp, dịch vụ bưu chính | | | | | | | |",
            &[
                "ordinal",
                "line",
                "taken",
                "taken_online",
                "taken_counter",
                "carried",
                "resolved_total",
                "resolved_early",
                "resolved_on_time",
                "resolved_late",
                "open_total",
                "open_in_time",
                "open_overdue",
            ],
        );
    }

    #[test]
    fn early_and_on_time_may_share_a_column() {
        case(
            "TT | Đơn vị | Tổng số hồ sơ | Trực tiếp | Trực tuyến | BCCI | Đã giải quyết | Đúng và trước hạn | Quá hạn | Đang giải quyết | Trong hạn | Quá hạn",
            &[
                "ordinal",
                "line",
                "taken",
                "taken_counter",
                "taken_online",
                "taken_post",
                "resolved_total",
                "resolved_in_time",
                "resolved_late",
                "open_total",
                "open_in_time",
                "open_overdue",
            ],
        );
    }

    #[test]
    fn results_may_stand_behind_what_is_open() {
        case(
            "TT | Đơn vị | Tổng | Đã xử lý | Chưa xử lý | Trước hạn | Tỷ lệ % | Đúng hạn | Tỷ lệ % | Trễ hạn | Tỷ lệ %",
            &[
                "ordinal",
                "line",
                "taken",
                "resolved_total",
                "open_total",
                "resolved_early",
                "resolved_on_time",
                "resolved_late",
            ],
        );
    }
}
