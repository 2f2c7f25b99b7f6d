//! Papers of a bag under the names that people call them by.

use serde::Serialize;

use crate::office::{Office, OfficeAnswer};

#[derive(Debug, Serialize)]
pub(crate) struct PaperView {
    ten: &'static str,
    loai: &'static str,
    dia_chi: String,
}

/// Those that a clerk takes first.
const FIRST: [(&str, &str, &str); 12] = [
    ("bao-cao.html", "Báo cáo", "xem trong trình duyệt"),
    ("bao-cao.pdf", "Báo cáo", "PDF, để in và gửi"),
    ("bao-cao.docx", "Báo cáo", "Word"),
    ("phu-luc.xlsx", "Phụ lục số liệu", "Excel"),
    ("gui/cong-van.pdf", "Công văn gửi", "PDF"),
    ("gui/cong-van.docx", "Công văn gửi", "Word"),
    ("gui/tai-lieu-gui.zip", "Gói gửi đi", "ZIP, cho hệ thống văn bản điện tử"),
    ("thu-xin-loi/in-tat-ca.pdf", "Tất cả thư xin lỗi", "PDF, để in một lượt"),
    ("thu-xin-loi/so-theo-doi.xlsx", "Sổ theo dõi thư", "Excel"),
    ("noi-bo/danh-sach-qua-han.pdf", "Danh sách quá hạn, nội bộ", "PDF"),
    ("noi-bo/danh-sach-qua-han.xlsx", "Danh sách quá hạn, nội bộ", "Excel"),
    ("noi-bo/danh-sach-ho-so.xlsx", "Danh sách hồ sơ, nội bộ", "Excel"),
];

pub(crate) fn papers(office: &Office, folder: &str) -> OfficeAnswer<Vec<PaperView>> {
    let bags = office.listed_bags()?;
    let Some(bag) = bags.into_iter().find(|bag| bag.folder == folder) else {
        return Ok(Vec::new());
    };
    let has = |path: &str| bag.files.iter().any(|own| own == path);
    let there = FIRST.iter().filter(|(path, ..)| has(path));
    let view = |(path, ten, loai): &(&str, &'static str, &'static str)| PaperView {
        ten,
        loai,
        dia_chi: format!("/luu-tru/{folder}/{path}"),
    };
    Ok(there.map(view).collect())
}
