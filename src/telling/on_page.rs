//! Findings in the words of a page: what is settled there by choosing needs no settings to be typed.

use crate::ledger::{Code, Finding};
use crate::office::FILE;

/// What was found.
pub(crate) fn message(finding: &Finding) -> String {
    finding.message().replace(&format!("của {FILE}"), "trong Cài đặt").replace(FILE, "Cài đặt")
}

/// What the clerk can do.
pub(crate) fn advice(finding: &Finding) -> String {
    let advice = finding.advice();
    if !advice.contains(FILE) {
        return advice.to_owned();
    }
    match finding.code {
        Code::UnknownDepartment | Code::SimilarDepartments | Code::UnsureName => {
            "chọn ở mục “Cài đặt chưa biết” của trang Dữ liệu: là phòng mới hay là tên khác của phòng đã khai; ghi sai tên thì sửa ngay ở đây"
        }
        Code::UnknownStatus | Code::MissingChannel | Code::UnknownComplaintKind => {
            "chọn nghĩa của từ này ở mục “Cài đặt chưa biết” của trang Dữ liệu; ghi sai thì sửa ngay ở đây"
        }
        Code::ScaleAssumed | Code::UnknownScale => {
            "chọn số nào là hài lòng nhất ở mục “Cài đặt chưa biết” của trang Dữ liệu; không phải thang năm mức thì ghi câu trả lời bằng chữ theo năm mức ngay trong tệp"
        }
        Code::AmbiguousColumn | Code::MissingColumn => {
            "chọn ở mục “Cài đặt chưa biết” của trang Dữ liệu mỗi cột đọc là gì; chưa có cột thì thêm vào tệp"
        }
        Code::MissingDepartment => {
            "ghi tên đơn vị, hoặc khai lĩnh vực của đơn vị ở trang Cài đặt"
        }
        Code::DueDiffers => "kiểm tra ngày hẹn trả, và thời hạn của thủ tục ở trang Cài đặt",
        _ => "khai ở trang Cài đặt, hoặc sửa lại trong tệp cho đúng tên đã khai",
    }
    .to_owned()
}
