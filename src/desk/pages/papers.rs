//! Papers of a bag under the names that people call them by.

use serde::Serialize;

use crate::office::{Office, OfficeAnswer, layout};

#[derive(Debug, Serialize)]
pub(crate) struct PaperView {
    ten: &'static str,
    loai: &'static str,
    dia_chi: String,
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
