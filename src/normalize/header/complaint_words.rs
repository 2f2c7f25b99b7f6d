//! Registers of complaints, petitions and feedback that have no column for their kind: the words of their headers and
//! titles say it for all rows.

use std::collections::BTreeSet;

use crate::model::{ComplaintKind, tidy, word_key};
use crate::normalize::header::cell::FoundCell;
use crate::normalize::header::trouble::has_words;

/// How a kind is named; `PAKN` is feedback or a petition, as the national portal counts them together.
const NAMES: [(&[&str], ComplaintKind); 6] = [
    (&["khiếu", "nại"], ComplaintKind::Complaint),
    (&["tố", "cáo"], ComplaintKind::Denunciation),
    (&["kiến", "nghị"], ComplaintKind::Petition),
    (&["phản", "ánh"], ComplaintKind::Feedback),
    (&["pakn"], ComplaintKind::Feedback),
    (&["knpa"], ComplaintKind::Feedback),
];

/// Without marks this is a family and a given name as well: it counts beside one of these words.
const A_NAME_TOO: &str = "phan anh";
const BEFORE_IT: [&str; 6] = ["dung", "don", "doi", "ly", "sach", "so"];

/// Words of dossiers: a title above a header that has one of them is not listened to.
const OF_DOSSIERS: [&str; 4] = ["ho so", "thu tuc", "tthc", "bien nhan"];

/// What a title says before it names its subject: `Sổ theo dõi tiếp nhận, xử lý phản ánh`. Behind any other word, as in
/// `Ghi chú: không có phản ánh`, a kind is no subject.
const OPENING: [&str; 45] = [
    "bang", "bao", "bieu", "cac", "cao", "chi", "cong", "danh", "doi", "don", "dung", "ghi",
    "giai", "hinh", "hop", "ke", "ket", "kien", "ky", "loi", "ly", "mau", "nam", "nhan", "nhat",
    "noi", "phieu", "qua", "quy", "quyet", "sach", "so", "tac", "thang", "theo", "thong", "thu",
    "tiep", "tiet", "tinh", "tong", "tra", "va", "xu", "y",
];

/// A kind that a text names, and at which of its words.
struct NamedKind {
    kind: ComplaintKind,
    at: usize,
}

fn words(text: &str) -> Vec<String> {
    let lower = tidy(text).to_lowercase();
    lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|it| !it.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Word by word; a text that has marks anywhere has those of its names: “Phan Anh” is somebody, “phản ánh” is feedback.
fn named(words: &[String]) -> Vec<NamedKind> {
    let is_marked = words.iter().any(|word| !word.is_ascii());
    let is = |word: &String, want: &str| *word == want || !is_marked && *word == word_key(want);
    let mut found = Vec::new();
    for (name, kind) in NAMES {
        for (at, own) in words.windows(name.len()).enumerate() {
            let all = own.iter().zip(name).all(|(word, want)| is(word, want));
            let before = at.checked_sub(1).and_then(|before| words.get(before));
            let is_somebody = own.join(" ") == A_NAME_TOO
                && before.is_none_or(|word| !BEFORE_IT.contains(&word.as_str()))
                && words.get(at + 2).is_none_or(|word| word != "kien");
            if all && !is_somebody {
                found.push(NamedKind { kind, at });
            }
        }
    }
    found
}

/// `Không có phản ánh`: of what is not there.
fn is_denied(words: &[String]) -> bool {
    words.iter().any(|word| ["không", "khong", "chưa", "chua"].contains(&word.as_str()))
}

/// Kinds that a header names; `Kiến nghị` alone is what somebody proposes, in any table.
fn kinds_of_header(text: &str) -> BTreeSet<ComplaintKind> {
    let words = words(text);
    if is_denied(&words) {
        return BTreeSet::new();
    }
    let named = named(&words);
    let is_bare = named.iter().all(|one| one.kind == ComplaintKind::Petition && one.at == 0);
    if is_bare { BTreeSet::new() } else { named.into_iter().map(|one| one.kind).collect() }
}

/// Kinds that are the subject of a title or of the tab of a sheet.
fn kinds_of_title(text: &str) -> BTreeSet<ComplaintKind> {
    let words = words(text);
    let named = named(&words);
    let opens = |word: &String| {
        let key = word_key(word);
        OPENING.contains(&key.as_str()) || key.chars().any(|c| c.is_ascii_digit())
    };
    let first = named.iter().map(|one| one.at).min().unwrap_or_default();
    if is_denied(&words) || !words.iter().take(first).all(opens) {
        return BTreeSet::new();
    }
    named.into_iter().map(|one| one.kind).collect()
}

/// Whether a cell below `Loại đơn` says that its row is a complaint, a petition or feedback.
pub(crate) fn is_kind(text: &str) -> bool {
    !named(&words(text)).is_empty()
}

/// Whether the headers, or else what stands above them, say that the rows are complaints, petitions or feedback. A
/// header that names dossiers or procedures says that they are not.
pub(crate) fn names_complaints<'a>(
    cells: &[FoundCell],
    mut titles: impl Iterator<Item = &'a str>,
) -> bool {
    let is_named = |cell: &FoundCell| !kinds_of_header(&cell.text).is_empty();
    if cells.iter().any(is_named) {
        return true;
    }
    let of_dossiers = cells.iter().any(|cell| {
        let key = word_key(&cell.text);
        OF_DOSSIERS.iter().any(|word| has_words(&key, word))
    });
    !of_dossiers && titles.any(|title| !kinds_of_title(title).is_empty())
}

/// The one kind of all rows: of what the headers name, else of what the titles do. Complaints beside denunciations are
/// told apart by a column alone; feedback beside petitions is one kind, as where a cell says both.
pub(crate) fn kind_of_all<'a>(
    headers: impl Iterator<Item = &'a str>,
    titles: impl Iterator<Item = &'a str>,
) -> Option<ComplaintKind> {
    let of_headers: BTreeSet<ComplaintKind> = headers.flat_map(kinds_of_header).collect();
    let named =
        if of_headers.is_empty() { titles.flat_map(kinds_of_title).collect() } else { of_headers };
    let has = |kind| named.contains(&kind);
    match (has(ComplaintKind::Complaint), has(ComplaintKind::Denunciation), named.len()) {
        (false, false, _) if has(ComplaintKind::Feedback) => Some(ComplaintKind::Feedback),
        (_, _, 1) => named.first().copied(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_above_a_register_say_of_which_kind_it_is() {
        let case = |headers: &[&str], titles: &[&str], expected: Option<ComplaintKind>| {
            let got = kind_of_all(headers.iter().copied(), titles.iter().copied());
            assert_eq!(got, expected, "{headers:?} {titles:?}");
        };
        let feedback = Some(ComplaintKind::Feedback);
        case(&["STT", "Nội dung phản ánh, kiến nghị"], &[], feedback);
        case(&["Nội dung"], &["SỔ THEO DÕI PHẢN ÁNH, KIẾN NGHỊ"], feedback);
        case(&["Mã PAKN"], &[], feedback);
        case(&["Nội dung kiến nghị"], &[], Some(ComplaintKind::Petition));
        case(&["Nội dung đơn"], &["SỔ THEO DÕI ĐƠN KHIẾU NẠI"], Some(ComplaintKind::Complaint));
        case(&["Người bị tố cáo"], &[], Some(ComplaintKind::Denunciation));
        // What the headers say is nearer than the title.
        case(&["Nội dung phản ánh"], &["Khiếu nại, tố cáo, phản ánh"], feedback);
        case(&["Nội dung"], &["SỔ THEO DÕI KHIẾU NẠI, TỐ CÁO"], None);
        case(&["Nội dung"], &["Khiếu nại, kiến nghị, phản ánh"], None);
        case(&["Nội dung"], &["Sổ theo dõi đơn thư"], None);
        case(&["Kiến nghị"], &[], None);
        case(&["Kiến nghị"], &["Danh sách hồ sơ bị phản ánh"], None);
        case(&[], &["SỔ THEO DÕI PHẢN ÁNH, KIẾN NGHỊ VỀ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH"], feedback);
        case(&[], &["T10 PAKN"], feedback);
        case(&[], &["SO THEO DOI PHAN ANH, KIEN NGHI"], feedback);
        // Somebody, and what is not there.
        for title in [
            "Người theo dõi: Phan Anh Tuấn",
            "Cán bộ: Phan Ánh",
            "Phan Anh",
            "Nguoi lap: Phan Anh",
            "Ghi chú: trong kỳ không có phản ánh, kiến nghị",
            "Danh sách công dân có phản ánh",
        ] {
            case(&[title], &[title], if title.ends_with("có phản ánh") { feedback } else { None });
            case(&[], &[title], None);
        }
    }
}
