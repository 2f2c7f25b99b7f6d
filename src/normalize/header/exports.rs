//! Exports of survey tools: columns that they add to the answers, and headers of two or three rows.
//!
//! | tool | what its header has |
//! |---|---|
//! | Google Forms | `Dấu thời gian`, `Câu hỏi [Thái độ]`, `Tổng điểm` |
//! | Microsoft Forms | `ID`, `Start time`, `Completion time`, `Points - …`, `Feedback - …` |
//! | KoBoToolbox | `start`, `end`, `_id`, `nhóm/tên`, and `tên/lựa chọn` for each choice of many |
//! | LimeSurvey | `id`, `submitdate`, `lastpage`, `code. text` |
//! | SurveyMonkey | a row of questions, a row of `Response` or their parts |
//! | Qualtrics | a row of names, a row of questions, a row of `{"ImportId": …}` |

use crate::normalize::header::alias::header_key;
use crate::normalize::header::cell::FoundCell;
use crate::normalize::text::intern::{cell_text, is_blank};
use crate::read::Row;

/// Columns that tools add; compared without blanks and marks.
const META: &[&str] = &[
    // Microsoft Forms and Google Forms.
    "id",
    "name",
    "ten",
    "lastmodifiedtime",
    "thoigiansuadoilancuoi",
    "language",
    "ngonngu",
    "totalpoints",
    "tongsodiem",
    "tongdiem",
    "quizfeedback",
    "phanhoivebaikiemtra",
    "gradepostedtime",
    "thoigiandangdiem",
    "emailaddress",
    "username",
    "tennguoidung",
    "score",
    "diemso",
    "mail",
    "hoten",
    "hovaten",
    // KoBoToolbox.
    "uuid",
    "validationstatus",
    "notes",
    "status",
    "submittedby",
    "version",
    "tags",
    "index",
    "deviceid",
    "subscriberid",
    "simserial",
    "phonenumber",
    "audit",
    "metainstanceid",
    "formhubuuid",
    "instanceid",
    "rootuuid",
    "xformidstring",
    "attachments",
    "geolocation",
    "bamboodatasetid",
    // LimeSurvey.
    "lastpage",
    "startlanguage",
    "seed",
    "token",
    "datestamp",
    "ipaddr",
    "refurl",
    "interviewtime",
    // SurveyMonkey.
    "respondentid",
    "collectorid",
    "ipaddress",
    "firstname",
    "lastname",
    "customdata1",
    // Qualtrics.
    "progress",
    "durationinseconds",
    "duration",
    "finished",
    "responseid",
    "recipientlastname",
    "recipientfirstname",
    "recipientemail",
    "externalreference",
    "locationlatitude",
    "locationlongitude",
    "distributionchannel",
    "userlanguage",
];

/// No form asks as much; every row of a sheet may be looked at, and some have sixteen thousand columns.
pub(crate) const WIDEST: usize = 500;

/// Whether a column is one that a tool adds, by the key of its header.
pub(crate) fn is_meta(key: &str) -> bool {
    META.contains(&key)
}

/// `kenh_biet/bao` beside `kenh_biet`: one choice of a question with many, marked 0 or 1.
pub(crate) fn is_choice(text: &str, headers: &[FoundCell]) -> bool {
    text.contains('/')
        && headers.len() <= WIDEST
        && headers.iter().any(|other| {
            text.strip_prefix(other.text.as_str())
                .is_some_and(|rest| rest.len() > 1 && rest.starts_with('/'))
        })
}

/// The text behind its code: `P1. Phòng ban`, `Q01[SQ001]. Đánh giá [Thái độ]`.
pub(crate) fn without_code(text: &str) -> Option<(&str, &str)> {
    let (code, rest) = text.trim().split_once(". ")?;
    let is_code = code.starts_with(|c: char| c.is_ascii_alphabetic())
        && code.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '[' | ']'));
    (is_code && !rest.trim().is_empty()).then_some((code, rest))
}

/// A header whose rows a tool writes in its own way: how many they are, and the columns.
pub(crate) fn header(rows: &[&Row<'_>]) -> Option<(usize, Vec<FoundCell>)> {
    qualtrics(rows).or_else(|| survey_monkey(rows))
}

fn qualtrics(rows: &[&Row<'_>]) -> Option<(usize, Vec<FoundCell>)> {
    let [names, questions, ids, ..] = rows else { return None };
    let mut imported = ids.cells.iter().filter(|cell| !is_blank(cell)).peekable();
    imported.peek()?;
    if !imported.all(|cell| cell_text(cell).trim_start().starts_with("{\"ImportId\"")) {
        return None;
    }
    let cells = (0_u32..).zip(&names.cells).filter_map(|(column, name)| {
        let name = cell_text(name);
        let asked =
            questions.cells.get(usize::try_from(column).ok()?).map(cell_text).unwrap_or_default();
        let leaf = if asked.is_empty() { name.clone() } else { asked };
        // A question keeps what stands behind its last dash, where its grid is called before it.
        (!leaf.is_empty()).then(|| cell(questions.number, column, &leaf, &name))
    });
    Some((3, cells.collect()))
}

fn survey_monkey(rows: &[&Row<'_>]) -> Option<(usize, Vec<FoundCell>)> {
    let [questions, parts, ..] = rows else { return None };
    let has = |name: &str| questions.cells.iter().any(|cell| header_key(&cell_text(cell)) == name);
    let is_parted = || parts.cells.iter().any(|cell| is_response(&cell_text(cell)));
    if !has("respondentid") || !has("collectorid") && !is_parted() {
        return None;
    }
    let width = questions.cells.len().max(parts.cells.len());
    let mut question = String::new();
    let mut cells = Vec::new();
    for at in 0..width {
        let own = questions.cells.get(at).map(cell_text).unwrap_or_default();
        let part = parts.cells.get(at).map(cell_text).unwrap_or_default();
        if !own.is_empty() {
            question = own;
        }
        let is_whole = part.is_empty() || is_response(&part);
        let leaf = if is_whole { question.clone() } else { format!("{question} [{part}]") };
        let Ok(column) = u32::try_from(at) else { break };
        if !leaf.is_empty() {
            cells.push(cell(questions.number, column, &leaf, &question));
        }
    }
    Some((2, cells))
}

/// What stands below a question that has no parts.
fn is_response(text: &str) -> bool {
    matches!(
        header_key(text).as_str(),
        "response" | "openendedresponse" | "traloi" | "phanhoi" | "cautraloi"
    )
}

fn cell(row: u32, column: u32, leaf: &str, name: &str) -> FoundCell {
    let mut keys = vec![header_key(leaf), header_key(name)];
    keys.retain(|key| !key.is_empty());
    FoundCell {
        row,
        column,
        text: leaf.to_owned(),
        leaf: leaf.to_owned(),
        keys,
        tick: None,
        left_over: None,
        spanned: false,
        parts: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalize::tests::rows;

    #[track_caller]
    fn case(text: &str, expected: Option<(usize, &[&str])>) {
        let rows = rows(text);
        let rows: Vec<_> = rows.iter().collect();
        let got = header(&rows);
        let got = got.as_ref().map(|(height, cells)| {
            (*height, cells.iter().map(|cell| cell.leaf.as_str()).collect::<Vec<_>>())
        });
        assert_eq!(got, expected.map(|(height, leaves)| (height, leaves.to_vec())), "{text}");
    }

    #[test]
    fn headers_of_tools_are_known() {
        case(
            "StartDate | Q0 | Q1_1\nNgày bắt đầu | Phòng ban | Thái độ\n{\"ImportId\":\"startDate\"} | {\"ImportId\":\"QID0\"} | {\"ImportId\":\"QID1\"}",
            Some((3, &["Ngày bắt đầu", "Phòng ban", "Thái độ"])),
        );
        case(
            "Respondent ID | Collector ID | Phòng ban | Đánh giá |\n | | Response | Thái độ | Thời gian\n1 | 2 | P | Hài lòng | Hài lòng",
            Some((
                2,
                &[
                    "Respondent ID",
                    "Collector ID",
                    "Phòng ban",
                    "Đánh giá [Thái độ]",
                    "Đánh giá [Thời gian]",
                ],
            )),
        );
        case("Số phiếu | Phòng | Q1\n1 | P | Hài lòng\n2 | P | Hài lòng", None);
    }

    #[test]
    fn codes_and_choices_are_known() {
        assert_eq!(without_code("P1. Phòng ban"), Some(("P1", "Phòng ban")));
        assert_eq!(without_code("Q01[SQ001]. Đánh giá"), Some(("Q01[SQ001]", "Đánh giá")));
        assert_eq!(without_code("1. Phòng ban"), None);
        assert_eq!(without_code("Phòng ban"), None);
        let headers = [cell(1, 0, "kenh_biet", ""), cell(1, 1, "kenh_biet/bao", "")];
        assert!(is_choice("kenh_biet/bao", &headers));
        assert!(!is_choice("kenh_biet", &headers));
        assert!(!is_choice("danh_gia/q1", &headers));
    }
}
