//! Survey tables with one line an answer: a column names the question, another holds what was answered.

use crate::normalize::header::cell::FoundCell;

const QUESTION: &[&str] = &[
    "cauhoi",
    "noidungcauhoi",
    "tencauhoi",
    "macauhoi",
    "tieuchi",
    "tentieuchi",
    "tieuchidanhgia",
    "noidungdanhgia",
    "noidungkhaosat",
    "question",
    "questiontext",
    "questionname",
    "criteria",
];

const ANSWER: &[&str] = &[
    "traloi",
    "cautraloi",
    "noidungtraloi",
    "phuongan",
    "dapan",
    "mucdohailong",
    "muchailong",
    "mucdo",
    "mucdanhgia",
    "danhgia",
    "ketqua",
    "ketquadanhgia",
    "ykien",
    "diem",
    "answer",
    "response",
    "score",
    "rating",
    "value",
];

/// Whether a header is of such a table.
pub(crate) fn is_header(cells: &[FoundCell]) -> bool {
    let has = |names: &[&str]| {
        cells.iter().any(|cell| cell.keys.iter().any(|key| names.contains(&key.as_str())))
    };
    has(QUESTION) && has(ANSWER)
}

/// Whether a column names the questions.
pub(crate) fn names_questions(keys: &[String]) -> bool {
    keys.iter().any(|key| QUESTION.contains(&key.as_str()))
}
