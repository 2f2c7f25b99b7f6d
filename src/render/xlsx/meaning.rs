//! What one column of the annex means.

/// One column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Meaning {
    pub(super) column: &'static str,
    pub(super) says: &'static str,
    pub(super) formula: &'static str,
    pub(super) source: &'static str,
}

pub(super) const fn meaning(
    column: &'static str,
    says: &'static str,
    formula: &'static str,
    source: &'static str,
) -> Meaning {
    Meaning { column, says, formula, source }
}

pub(super) const SHEETS: &str = "Bảng tính hồ sơ của đơn vị";
pub(super) const SURVEYS: &str = "Phiếu khảo sát";

/// In a department's annex.
pub(super) const SCOPE: Meaning =
    meaning("Phạm vi", "Đơn vị của báo cáo này; toàn cơ quan để so sánh", "", "");
pub(super) const DEPARTMENT: Meaning = meaning(
    "Đơn vị",
    "Theo thứ tự khai báo; đơn vị không có số liệu vẫn có dòng",
    "",
    "Cột phòng ban của bảng tính, tên gọi khác khai báo trong thiết lập của cơ quan",
);
