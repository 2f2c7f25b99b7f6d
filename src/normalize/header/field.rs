//! What a column can hold, with its English and its Vietnamese name.

use crate::normalize::header::total_columns::Count;

/// What a column holds. Names are English; `field` is the lĩnh vực.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Field {
    Code,
    Procedure,
    ProcedureCode,
    Area,
    Department,
    Applicant,
    AddressForm,
    IdNumber,
    Address,
    Phone,
    Received,
    Due,
    Reappointed,
    Finished,
    Collected,
    Status,
    Channel,
    Officer,
    Reason,
    Supplements,
    SupplementAsked,
    Limit,
    Number,
    Date,
    Question,
    Comment,
    Kind,
    Resolved,
    Content,
    Verdict,
    Note,
    Served,
    Issued,
    Order,
    /// What a line of a table of totals is about.
    Line,
    /// Số thứ tự: which lines of a table of totals stand over others.
    Ordinal,
    /// A count of a table of totals.
    Counted(Count),
}

impl Field {
    /// All that the settings can name.
    pub(crate) const ALL: [Self; 34] = [
        Self::Code,
        Self::Procedure,
        Self::ProcedureCode,
        Self::Area,
        Self::Department,
        Self::Applicant,
        Self::AddressForm,
        Self::IdNumber,
        Self::Address,
        Self::Phone,
        Self::Received,
        Self::Due,
        Self::Reappointed,
        Self::Finished,
        Self::Collected,
        Self::Status,
        Self::Channel,
        Self::Officer,
        Self::Reason,
        Self::Supplements,
        Self::SupplementAsked,
        Self::Limit,
        Self::Number,
        Self::Date,
        Self::Question,
        Self::Comment,
        Self::Kind,
        Self::Resolved,
        Self::Content,
        Self::Verdict,
        Self::Note,
        Self::Served,
        Self::Issued,
        Self::Order,
    ];

    /// Whether findings may quote it: it says nothing of a citizen.
    pub(crate) const fn is_public(self) -> bool {
        matches!(self, Self::Department | Self::Status | Self::Area | Self::Question)
    }

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::Procedure => "procedure",
            Self::ProcedureCode => "procedure_code",
            Self::Area => "field",
            Self::Department => "department",
            Self::Applicant => "applicant",
            Self::AddressForm => "address_form",
            Self::IdNumber => "id_number",
            Self::Address => "address",
            Self::Phone => "phone",
            Self::Received => "received",
            Self::Due => "due",
            Self::Reappointed => "reappointed",
            Self::Finished => "finished",
            Self::Collected => "collected",
            Self::Status => "status",
            Self::Channel => "channel",
            Self::Officer => "officer",
            Self::Reason => "reason",
            Self::Supplements => "supplements",
            Self::SupplementAsked => "supplement_asked",
            Self::Limit => "limit",
            Self::Number => "number",
            Self::Date => "date",
            Self::Question => "question",
            Self::Comment => "comment",
            Self::Kind => "kind",
            Self::Resolved => "resolved",
            Self::Content => "content",
            Self::Verdict => "verdict",
            Self::Note => "note",
            Self::Served => "served",
            Self::Issued => "issued",
            Self::Line => "line",
            Self::Ordinal => "ordinal",
            Self::Counted(count) => count.name(),
            Self::Order => "order",
        }
    }

    /// In Vietnamese, for messages.
    pub(crate) const fn vietnamese(self) -> &'static str {
        match self {
            Self::Code => "mã hồ sơ",
            Self::Procedure => "tên thủ tục",
            Self::ProcedureCode => "mã thủ tục",
            Self::Area => "lĩnh vực",
            Self::Department => "đơn vị",
            Self::Applicant => "chủ hồ sơ",
            Self::AddressForm => "xưng hô",
            Self::IdNumber => "số định danh",
            Self::Address => "địa chỉ",
            Self::Phone => "số điện thoại",
            Self::Received => "ngày tiếp nhận",
            Self::Due => "ngày hẹn trả",
            Self::Reappointed => "ngày hẹn lại",
            Self::Finished => "ngày kết thúc xử lý",
            Self::Collected => "ngày trả kết quả",
            Self::Status => "trạng thái",
            Self::Channel => "hình thức nộp",
            Self::Officer => "cán bộ xử lý",
            Self::Reason => "lý do trễ hạn",
            Self::Supplements => "số lần bổ sung",
            Self::SupplementAsked => "ngày yêu cầu bổ sung",
            Self::Limit => "thời hạn giải quyết",
            Self::Number => "số phiếu",
            Self::Date => "ngày trả lời",
            Self::Question => "câu hỏi",
            Self::Comment => "góp ý",
            Self::Kind => "loại đơn",
            Self::Resolved => "ngày giải quyết",
            Self::Content => "nội dung",
            Self::Verdict => "tự đánh giá",
            Self::Note => "ghi chú",
            Self::Served => "số lượt",
            Self::Issued => "số phiếu phát ra",
            Self::Line => "đơn vị, lĩnh vực",
            Self::Ordinal => "số thứ tự",
            Self::Counted(count) => count.vietnamese(),
            Self::Order => "thứ tự",
        }
    }

    /// As `[cot]` of the settings calls it; empty for what no setting names.
    pub(crate) const fn setting(self) -> &'static str {
        match self {
            Self::Code => "ma_ho_so",
            Self::Procedure => "ten_tthc",
            Self::ProcedureCode => "ma_tthc",
            Self::Area => "linh_vuc",
            Self::Department => "don_vi",
            Self::Applicant => "chu_ho_so",
            Self::AddressForm => "xung_ho",
            Self::IdNumber => "so_dinh_danh",
            Self::Address => "dia_chi",
            Self::Phone => "sdt",
            Self::Received => "ngay_tiep_nhan",
            Self::Due => "ngay_hen_tra",
            Self::Reappointed => "ngay_hen_lai",
            Self::Finished => "ngay_ket_thuc",
            Self::Collected => "ngay_tra",
            Self::Status => "trang_thai",
            Self::Channel => "kenh",
            Self::Officer => "can_bo",
            Self::Reason => "ly_do_tre",
            Self::Supplements => "so_lan_bo_sung",
            Self::SupplementAsked => "ngay_yeu_cau_bo_sung",
            Self::Limit => "thoi_han",
            Self::Number => "so_phieu",
            Self::Date => "ngay_tra_loi",
            Self::Question => "cau_hoi",
            Self::Comment => "y_kien",
            Self::Kind => "loai_don",
            Self::Resolved => "ngay_giai_quyet",
            Self::Content => "noi_dung",
            Self::Verdict => "tu_danh_gia",
            Self::Note => "ghi_chu",
            Self::Served => "so_luot",
            Self::Issued => "so_phieu_phat_ra",
            Self::Order | Self::Line | Self::Ordinal | Self::Counted(_) => "",
        }
    }

    pub(crate) const fn is_date(self) -> bool {
        matches!(
            self,
            Self::Received
                | Self::Due
                | Self::Reappointed
                | Self::Finished
                | Self::Collected
                | Self::SupplementAsked
                | Self::Date
                | Self::Resolved
        )
    }

    /// The field of an English name, for the office's own columns.
    pub(crate) fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.name() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_has_a_name_and_is_found_by_it() {
        for field in Field::ALL {
            assert_eq!(Field::of_name(field.name()), Some(field));
        }
    }
}
