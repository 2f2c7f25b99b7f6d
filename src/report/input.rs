//! What was read and what did not count: the report's account of its own input.

use serde::Serialize;

/// Over all files of the run. Places and codes only.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct InputFigures {
    #[serde(rename = "tep")]
    pub(crate) files: Vec<FileFigures>,
    /// Rows seen = accepted + rejected + skipped + blank.
    #[serde(rename = "dong_da_doc")]
    pub(crate) seen: u64,
    #[serde(rename = "dong_duoc_tinh")]
    pub(crate) accepted: u64,
    #[serde(rename = "dong_khong_tinh")]
    pub(crate) rejected: u64,
    #[serde(rename = "dong_bo_qua")]
    pub(crate) skipped: u64,
    #[serde(rename = "dong_trong")]
    pub(crate) blank: u64,
    /// Findings by code, most frequent first.
    #[serde(rename = "phat_hien")]
    pub(crate) findings: Vec<CodeCount>,
    /// Every row that does not count: place, code and message. No applicant, no address.
    #[serde(rename = "khong_tinh")]
    pub(crate) rejects: Vec<RejectFigures>,
    /// Files that were left out with `--bo-qua`.
    #[serde(rename = "tep_bo_qua")]
    pub(crate) skipped_files: Vec<String>,
}

/// One file that was read.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct FileFigures {
    #[serde(rename = "ten")]
    pub(crate) path: String,
    /// SHA-256 of the file as it was dropped in, hexadecimal.
    #[serde(rename = "sha256")]
    pub(crate) sha256: String,
    #[serde(rename = "trang")]
    pub(crate) sheets: Vec<SheetFigures>,
}

/// One sheet of a known kind.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct SheetFigures {
    #[serde(rename = "ten")]
    pub(crate) name: String,
    /// `hồ sơ`, `phiếu khảo sát`, …
    #[serde(rename = "loai")]
    pub(crate) kind: String,
    #[serde(rename = "dong_da_doc")]
    pub(crate) seen: u64,
    #[serde(rename = "dong_duoc_tinh")]
    pub(crate) accepted: u64,
    #[serde(rename = "dong_khong_tinh")]
    pub(crate) rejected: u64,
    #[serde(rename = "dong_bo_qua")]
    pub(crate) skipped: u64,
    #[serde(rename = "dong_trong")]
    pub(crate) blank: u64,
}

/// How often a code was found.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct CodeCount {
    #[serde(rename = "ma")]
    pub(crate) code: String,
    /// What the code means, in Vietnamese.
    #[serde(rename = "nghia")]
    pub(crate) meaning: String,
    #[serde(rename = "so_luong")]
    pub(crate) count: u64,
    /// What it did to the numbers.
    #[serde(rename = "anh_huong")]
    pub(crate) effect: String,
}

/// One row that does not count.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct RejectFigures {
    /// `ho-so.xlsx › Hồ sơ › H12`.
    #[serde(rename = "vi_tri")]
    pub(crate) place: String,
    #[serde(rename = "ma")]
    pub(crate) code: String,
    #[serde(rename = "noi_dung")]
    pub(crate) message: String,
}
