//! Registers of complaints, petitions and feedback that have no column for their kind: the words of their headers and
//! titles say it for all rows.

use std::collections::BTreeSet;

use crate::model::{ComplaintKind, word_key};
use crate::normalize::header::cell::FoundCell;
use crate::normalize::header::trouble::has_words;

/// How a kind is named; `PAKN` is feedback or a petition, as the national portal counts them together.
const NAMES: [(&str, ComplaintKind); 6] = [
    ("khieu nai", ComplaintKind::Complaint),
    ("to cao", ComplaintKind::Denunciation),
    ("kien nghi", ComplaintKind::Petition),
    ("phan anh", ComplaintKind::Feedback),
    ("pakn", ComplaintKind::Feedback),
    ("knpa", ComplaintKind::Feedback),
];

/// Words of dossiers: what names them is no register of complaints.
const OF_DOSSIERS: [&str; 4] = ["ho so", "thu tuc", "tthc", "bien nhan"];

fn kinds_in(text: &str) -> BTreeSet<ComplaintKind> {
    let key = word_key(text);
    NAMES.iter().filter(|(name, _)| has_words(&key, name)).map(|(_, kind)| *kind).collect()
}

/// Kinds that a header names; `Kiến nghị` alone is what somebody proposes, in any table.
fn kinds_of_header(text: &str) -> BTreeSet<ComplaintKind> {
    let kinds = kinds_in(text);
    let is_bare = kinds.iter().all(|kind| *kind == ComplaintKind::Petition);
    if is_bare && word_key(text).starts_with("kien nghi") { BTreeSet::new() } else { kinds }
}

/// Kinds that a title or the tab of a sheet names, where it does not speak of dossiers as well.
fn kinds_of_title(text: &str) -> BTreeSet<ComplaintKind> {
    let key = word_key(text);
    if OF_DOSSIERS.iter().any(|word| has_words(&key, word)) {
        return BTreeSet::new();
    }
    kinds_in(text)
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
    }
}
