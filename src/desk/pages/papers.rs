//! Papers of a bag, and bags, under the names that people call them by.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::desk::exchange::Manner;
use crate::model::short_date;
use crate::office::{ArchiveLook, BagOf, Office, layout};

#[derive(Clone, Debug, Serialize)]
pub(crate) struct PaperView {
    ten: String,
    loai: &'static str,
    dia_chi: String,
}

/// Papers that belong together.
#[derive(Debug, Serialize)]
pub(crate) struct PaperGroupView {
    /// None of those that a clerk takes first.
    ten: &'static str,
    giay: Vec<PaperView>,
}

/// What a file is, by the ending of its name.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PaperKind {
    /// For a browser.
    pub(crate) mime: &'static str,
    pub(crate) manner: Manner,
    /// For a clerk.
    words: &'static str,
}

const KINDS: [(&str, PaperKind); 5] = [
    ("html", shown("text/html; charset=utf-8", "xem trong trình duyệt")),
    ("pdf", saved("application/pdf", "PDF")),
    (
        "docx",
        saved("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "Word"),
    ),
    ("xlsx", saved("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Excel")),
    ("zip", saved("application/zip", "ZIP")),
];

const fn shown(mime: &'static str, words: &'static str) -> PaperKind {
    PaperKind { mime, manner: Manner::Shown, words }
}

const fn saved(mime: &'static str, words: &'static str) -> PaperKind {
    PaperKind { mime, manner: Manner::Saved, words }
}

/// `None` of what is for programs alone.
pub(crate) fn paper_kind(path: &str) -> Option<PaperKind> {
    let ending = path.rsplit_once('.')?.1;
    KINDS.iter().find(|(own, _)| *own == ending).map(|(_, kind)| *kind)
}

/// Those that a clerk takes first.
const FIRST: [(&str, &str, &str); 12] = [
    (layout::REPORT_HTML, "Báo cáo", "xem trong trình duyệt"),
    (layout::REPORT_PDF, "Báo cáo", "PDF, để in và gửi"),
    (layout::REPORT_DOCX, "Báo cáo", "Word"),
    (layout::ANNEX, "Phụ lục số liệu", "Excel"),
    (layout::COVER_PDF, "Công văn gửi", "PDF"),
    (layout::COVER_DOCX, "Công văn gửi", "Word"),
    (layout::PARCEL, "Gói gửi đi", "ZIP, cho hệ thống văn bản điện tử"),
    (layout::PRINT_ALL, "Tất cả thư xin lỗi", "PDF, để in một lượt"),
    (layout::REGISTER, "Sổ theo dõi thư", "Excel"),
    (layout::LATE_PDF, "Danh sách quá hạn, nội bộ", "PDF"),
    (layout::LATE_XLSX, "Danh sách quá hạn, nội bộ", "Excel"),
    (layout::DOSSIERS_XLSX, "Danh sách hồ sơ, nội bộ", "Excel"),
];

/// Behind them.
const FURTHER: [(&str, &str); 5] = [
    (layout::PORTAL_XLSX, "Đối chiếu với Cổng Dịch vụ công quốc gia, nội bộ"),
    (layout::ACCOUNT_PDF, "Dữ liệu đã đọc, nội bộ"),
    (layout::ACCOUNT_XLSX, "Dữ liệu đã đọc, nội bộ"),
    (layout::OFFICERS_XLSX, "Chấm điểm cán bộ, nội bộ"),
    (layout::EXPLAINED, "Diễn giải số liệu, nội bộ"),
];

/// Of all the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum PaperGroup {
    OfDepartments,
    OfLetters,
    Further,
}

impl PaperGroup {
    fn vietnamese(self) -> &'static str {
        match self {
            Self::OfDepartments => "Báo cáo của từng đơn vị",
            Self::OfLetters => "Từng thư",
            Self::Further => "Giấy tờ khác",
        }
    }
}

fn address(folder: &str, path: &str) -> String {
    format!("/luu-tru/{folder}/{path}")
}

fn first_of(folder: &str, has: impl Fn(&str) -> bool) -> Vec<PaperView> {
    let there = FIRST.iter().filter(|(path, ..)| has(path));
    let view = |(path, ten, loai): &(&str, &str, &'static str)| PaperView {
        ten: (*ten).to_owned(),
        loai,
        dia_chi: address(folder, path),
    };
    there.map(view).collect()
}

pub(crate) fn papers(look: &ArchiveLook, folder: &str) -> Vec<PaperView> {
    first_of(folder, |path| look.holds(folder, path))
}

/// All papers of a bag, those that a clerk takes first without a title.
pub(crate) fn grouped(
    folder: &str,
    paths: &[String],
    departments: &BTreeMap<String, String>,
) -> Vec<PaperGroupView> {
    let first = first_of(folder, |path| paths.iter().any(|own| own == path));
    let mut others: BTreeMap<PaperGroup, Vec<PaperView>> = BTreeMap::new();
    for path in paths.iter().filter(|path| FIRST.iter().all(|(own, ..)| own != path)) {
        let (group, ten) = called(path, departments);
        let loai = paper_kind(path).map_or("", |kind| kind.words);
        let paper = PaperView { ten, loai, dia_chi: address(folder, path) };
        others.entry(group).or_default().push(paper);
    }
    let others = others.into_iter().map(|(group, papers)| (group.vietnamese(), papers));
    let groups = std::iter::once(("", first)).chain(others);
    let groups = groups.filter(|(_, papers)| !papers.is_empty());
    groups.map(|(ten, giay)| PaperGroupView { ten, giay }).collect()
}

fn called(path: &str, departments: &BTreeMap<String, String>) -> (PaperGroup, String) {
    if let Some((slug, _)) = layout::of_department(path) {
        let name = departments.get(slug).map_or(slug, String::as_str);
        return (PaperGroup::OfDepartments, name.to_owned());
    }
    let letter = path.strip_prefix(layout::LETTERS).and_then(|rest| rest.strip_prefix('/'));
    if let Some(file) = letter {
        let name = file.rsplit_once('.').map_or(file, |(name, _)| name);
        let called = match name.split_once('-') {
            Some(("pxl", rest)) => format!("Phiếu xin lỗi và hẹn lại {rest}"),
            Some(("txl", rest)) => format!("Thư xin lỗi {rest}"),
            _ => name.to_owned(),
        };
        return (PaperGroup::OfLetters, called);
    }
    let known = FURTHER.iter().find(|(own, _)| *own == path);
    (PaperGroup::Further, known.map_or(path, |(_, name)| name).to_owned())
}

/// `Báo cáo tháng 3 năm 2020, bản cũ 1`, `Thư xin lỗi ngày 16/3/2020, lần 2`; the folder where its name says nothing.
pub(crate) fn bag_name(office: &Office, folder: &str) -> String {
    let (what, replaced) = office.bag_is(folder);
    let name = match what {
        Some(BagOf::Report(period)) => format!("Báo cáo {}", period.name()),
        Some(BagOf::Units(period)) => format!("Báo cáo tổng hợp {}", period.name()),
        Some(BagOf::Letters(day, None)) => format!("Thư xin lỗi ngày {}", short_date(day)),
        Some(BagOf::Letters(day, Some(again))) => {
            format!("Thư xin lỗi ngày {}, lần {again}", short_date(day))
        }
        None => return folder.to_owned(),
    };
    replaced.map_or_else(|| name.clone(), |number| format!("{name}, bản cũ {number}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every path of a bag that is named where paths are, and is for people.
    #[test]
    fn no_paper_of_a_bag_is_called_by_its_path() {
        let named = include_str!("../../archive/layout.rs").lines().filter_map(|line| {
            let (_, value) = line.strip_prefix("pub(crate) const ")?.split_once(" = \"")?;
            value.strip_suffix("\";")
        });
        let of_bags = |path: &&str| {
            paper_kind(path).is_some() && *path != layout::PAGE && !path.starts_with("..")
        };
        let papers: Vec<&str> = named.filter(of_bags).collect();
        assert!(papers.len() > 14, "{papers:?}");
        let is_named = |path: &&str| {
            FIRST.iter().any(|(own, ..)| own == path) || FURTHER.iter().any(|(own, _)| own == path)
        };
        let unnamed: Vec<&&str> = papers.iter().filter(|path| !is_named(path)).collect();
        assert!(unnamed.is_empty(), "{unnamed:?}");
    }

    #[test]
    fn papers_stand_in_their_groups_in_order() {
        let paths = [
            "bao-cao.pdf",
            "don-vi/phong-a.pdf",
            "noi-bo/doi-chieu-cong.xlsx",
            "thu-xin-loi/pxl-H01.pdf",
        ];
        let departments = BTreeMap::from([("phong-a".to_owned(), "Phòng A".to_owned())]);
        let groups = grouped("2020-03", &paths.map(str::to_owned), &departments);
        let lines: Vec<String> = groups
            .iter()
            .flat_map(|group| group.giay.iter().map(|one| (group.ten, one)))
            .map(|(group, one)| format!("{group}: {} ({})", one.ten, one.loai))
            .collect();
        let want = [
            ": Báo cáo (PDF, để in và gửi)",
            "Báo cáo của từng đơn vị: Phòng A (PDF)",
            "Từng thư: Phiếu xin lỗi và hẹn lại H01 (PDF)",
            "Giấy tờ khác: Đối chiếu với Cổng Dịch vụ công quốc gia, nội bộ (Excel)",
        ];
        assert_eq!(lines, want);
    }
}
