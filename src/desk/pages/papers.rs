//! Papers of a bag, and bags, under the names that people call them by.

use std::collections::BTreeMap;

use serde::Serialize;

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
    ten: &'static str,
    giay: Vec<PaperView>,
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
const FURTHER: [(&str, &str); 4] = [
    (layout::ACCOUNT_PDF, "Dữ liệu đã đọc, nội bộ"),
    (layout::ACCOUNT_XLSX, "Dữ liệu đã đọc, nội bộ"),
    (layout::OFFICERS_XLSX, "Chấm điểm cán bộ, nội bộ"),
    (layout::EXPLAINED, "Diễn giải số liệu, nội bộ"),
];

const OF_DEPARTMENTS: &str = "Báo cáo của từng đơn vị";
const OF_LETTERS: &str = "Từng thư";
const OTHERS: &str = "Giấy tờ khác";

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
    let bags = look.bags();
    let bag = bags.iter().find(|bag| bag.folder == folder);
    bag.map(|bag| first_of(folder, |path| bag.files.iter().any(|own| own == path)))
        .unwrap_or_default()
}

/// All papers of a bag, those that a clerk takes first without a title.
pub(crate) fn grouped(
    folder: &str,
    paths: &[String],
    departments: &BTreeMap<String, String>,
) -> Vec<PaperGroupView> {
    let first = first_of(folder, |path| paths.iter().any(|own| own == path));
    let mut groups = vec![PaperGroupView { ten: "", giay: first }];
    groups.extend(
        [OF_DEPARTMENTS, OF_LETTERS, OTHERS].map(|ten| PaperGroupView { ten, giay: vec![] }),
    );
    for path in paths.iter().filter(|path| FIRST.iter().all(|(own, ..)| own != path)) {
        let (group, ten) = called(path, departments);
        let paper = PaperView { ten, loai: kind(path), dia_chi: address(folder, path) };
        groups
            .iter_mut()
            .filter(|one| one.ten == group)
            .for_each(|one| one.giay.push(paper.clone()));
    }
    groups.retain(|group| !group.giay.is_empty());
    groups
}

fn called(path: &str, departments: &BTreeMap<String, String>) -> (&'static str, String) {
    if let Some((slug, _)) = layout::of_department(path) {
        let name = departments.get(slug).map_or(slug, String::as_str);
        return (OF_DEPARTMENTS, name.to_owned());
    }
    let letter = path.strip_prefix(layout::LETTERS).and_then(|rest| rest.strip_prefix('/'));
    if let Some(file) = letter {
        let name = file.rsplit_once('.').map_or(file, |(name, _)| name);
        let called = match name.split_once('-') {
            Some(("pxl", rest)) => format!("Phiếu xin lỗi và hẹn lại {rest}"),
            Some(("txl", rest)) => format!("Thư xin lỗi {rest}"),
            _ => name.to_owned(),
        };
        return (OF_LETTERS, called);
    }
    let known = FURTHER.iter().find(|(own, _)| *own == path);
    (OTHERS, known.map_or(path, |(_, name)| name).to_owned())
}

fn kind(path: &str) -> &'static str {
    match path.rsplit_once('.').map(|(_, ending)| ending) {
        Some("pdf") => "PDF",
        Some("docx") => "Word",
        Some("xlsx") => "Excel",
        Some("html") => "xem trong trình duyệt",
        _ => "ZIP",
    }
}

/// `Báo cáo tháng 3 năm 2020`, `Thư xin lỗi ngày 16/3/2020, bản cũ 1`; the folder where its name says nothing.
pub(crate) fn bag_name(office: &Office, folder: &str) -> String {
    let (what, replaced) = office.bag_is(folder);
    let name = match what {
        Some(BagOf::Report(period)) => format!("Báo cáo {}", period.name()),
        Some(BagOf::Units(period)) => format!("Báo cáo tổng hợp {}", period.name()),
        Some(BagOf::Letters(day)) => format!("Thư xin lỗi ngày {}", short_date(day)),
        None => return folder.to_owned(),
    };
    replaced.map_or_else(|| name.clone(), |number| format!("{name}, bản cũ {number}"))
}
