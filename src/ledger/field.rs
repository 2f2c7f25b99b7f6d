//! What a column of a sheet can hold: each field with its English name, its Vietnamese words and what the settings call it.
//!
//! A new field is a variant and its entry of `entry`, both here, and its names in `normalize/header/alias.rs`, by the
//! kinds of sheets that have it.

use strum::IntoEnumIterator;

use crate::ledger::count::Count;

/// What a column holds. `Area` is the lĩnh vực, which other programs read as `field`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, strum::EnumIter)]
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
    /// Ngày tạm đình chỉ.
    Suspended,
    /// Ngày tiếp tục.
    Continued,
    Content,
    Verdict,
    Note,
    /// Chỉ số of a scorecard, or of the national portal.
    Index,
    /// Its name, where the number stands in a column of its own.
    IndexName,
    /// Điểm tự chấm.
    Points,
    /// Số đạt.
    Reached,
    /// Trong số.
    OutOf,
    Served,
    Issued,
    /// What the national portal says of a dossier.
    PortalVerdict,
    /// Tử số, mẫu số, tỷ lệ, điểm of an index on the portal.
    Numerator,
    Denominator,
    Rate,
    Score,
    /// Whether a comment is published.
    Publish,
    /// Where a comment stands.
    Origin,
    /// Whether a comment still has the words that it had.
    Fingerprint,
    /// Place of a letter in the register.
    Order,
    /// What a line of a table of totals is about.
    Line,
    /// Số thứ tự: which lines of a table of totals stand over others.
    Ordinal,
    /// A count of a table of totals.
    #[strum(disabled)]
    Counted(Count),
}

/// What the cells of a field are made of, and so what may be said of them outside the office.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum FieldHolds {
    Day,
    /// Figures that say nothing of a citizen.
    Figures,
    /// Words that say nothing of a citizen.
    PublicWords,
    /// The same, but some of them may be said only by its own rule (`measure/unsure.rs`).
    Area,
    /// Anything else.
    Any,
}

#[derive(Clone, Copy, Debug)]
struct FieldEntry {
    name: &'static str,
    words: &'static str,
    on_screen: &'static str,
    keys: &'static [(&'static str, &'static str)],
    holds: FieldHolds,
}

/// A field that no setting names.
const fn unnamed(name: &'static str, words: &'static str) -> FieldEntry {
    FieldEntry { name, words, on_screen: words, keys: &[], holds: FieldHolds::Any }
}

/// English name, words in messages, and each key of `[cot]` with what a clerk calls it.
const fn field(
    name: &'static str,
    words: &'static str,
    keys: &'static [(&'static str, &'static str)],
) -> FieldEntry {
    FieldEntry { keys, ..unnamed(name, words) }
}

impl FieldEntry {
    const fn holding(self, holds: FieldHolds) -> Self {
        Self { holds, ..self }
    }

    /// After “đọc là”, where a column of another kind of sheet is the same field.
    const fn on_screen(self, on_screen: &'static str) -> Self {
        Self { on_screen, ..self }
    }
}

impl Field {
    #[expect(clippy::too_many_lines, reason = "one entry for each field")]
    const fn entry(self) -> FieldEntry {
        use FieldHolds::{Day, Figures, PublicWords};
        match self {
            Self::Code => field(
                "code",
                "mã hồ sơ",
                &[("ma_ho_so", "mã hồ sơ"), ("ma_don", "mã đơn"), ("so_don", "số đơn")],
            )
            .on_screen("mã"),
            Self::Procedure => {
                field("procedure", "tên thủ tục", &[("ten_tthc", "tên thủ tục hành chính")])
            }
            Self::ProcedureCode => {
                field("procedure_code", "mã thủ tục", &[("ma_tthc", "mã thủ tục hành chính")])
            }
            Self::Area => {
                field("field", "lĩnh vực", &[("linh_vuc", "lĩnh vực")]).holding(FieldHolds::Area)
            }
            Self::Department => field("department", "đơn vị", &[("don_vi", "phòng, đơn vị")])
                .on_screen("phòng, đơn vị")
                .holding(PublicWords),
            Self::Applicant => field("applicant", "chủ hồ sơ", &[("chu_ho_so", "chủ hồ sơ")]),
            Self::AddressForm => field("address_form", "xưng hô", &[("xung_ho", "xưng hô")]),
            Self::IdNumber => {
                field("id_number", "số định danh", &[("so_dinh_danh", "số định danh, căn cước")])
            }
            Self::Address => field("address", "địa chỉ", &[("dia_chi", "địa chỉ")]),
            Self::Phone => field("phone", "số điện thoại", &[("sdt", "số điện thoại")]),
            Self::Received => {
                field("received", "ngày tiếp nhận", &[("ngay_tiep_nhan", "ngày tiếp nhận")])
                    .holding(Day)
            }
            Self::Due => field(
                "due",
                "ngày hẹn trả",
                &[("ngay_hen_tra", "ngày hẹn trả"), ("han_giai_quyet", "hạn giải quyết đơn")],
            )
            .on_screen("ngày hẹn trả, hạn giải quyết")
            .holding(Day),
            Self::Reappointed => {
                field("reappointed", "ngày hẹn lại", &[("ngay_hen_lai", "ngày hẹn lại")])
                    .holding(Day)
            }
            Self::Finished => field(
                "finished",
                "ngày kết thúc xử lý",
                &[("ngay_ket_thuc", "ngày kết thúc xử lý")],
            )
            .holding(Day),
            Self::Collected => {
                field("collected", "ngày trả kết quả", &[("ngay_tra", "ngày trả kết quả")])
                    .holding(Day)
            }
            Self::Status => {
                field("status", "trạng thái", &[("trang_thai", "trạng thái")]).holding(PublicWords)
            }
            Self::Channel => field("channel", "hình thức nộp", &[("kenh", "hình thức nộp")]),
            Self::Officer => field("officer", "cán bộ xử lý", &[("can_bo", "cán bộ")]),
            Self::Reason => field("reason", "lý do trễ hạn", &[("ly_do_tre", "lý do trễ hạn")]),
            Self::Supplements => {
                field("supplements", "số lần bổ sung", &[("so_lan_bo_sung", "số lần bổ sung")])
            }
            Self::SupplementAsked => field(
                "supplement_asked",
                "ngày yêu cầu bổ sung",
                &[("ngay_yeu_cau_bo_sung", "ngày yêu cầu bổ sung")],
            )
            .holding(Day),
            Self::Limit => {
                field("limit", "thời hạn giải quyết", &[("thoi_han", "thời hạn giải quyết")])
            }
            Self::Number => field("number", "số phiếu", &[("so_phieu", "số phiếu")]),
            Self::Date => field("date", "ngày trả lời", &[("ngay_tra_loi", "ngày trả lời phiếu")])
                .holding(Day)
                .on_screen("ngày"),
            Self::Question => field("question", "câu hỏi", &[("cau_hoi", "câu hỏi của phiếu")])
                .holding(PublicWords),
            Self::Comment => {
                field("comment", "góp ý", &[("y_kien", "ý kiến góp ý")]).on_screen("ý kiến")
            }
            Self::Kind => field("kind", "loại đơn", &[("loai_don", "loại đơn")]).on_screen("loại"),
            Self::Resolved => {
                field("resolved", "ngày giải quyết", &[("ngay_giai_quyet", "ngày giải quyết đơn")])
                    .holding(Day)
            }
            Self::Suspended => field(
                "suspended",
                "ngày tạm đình chỉ",
                &[("ngay_tam_dinh_chi", "ngày tạm đình chỉ giải quyết đơn")],
            )
            .holding(Day),
            Self::Continued => field(
                "continued",
                "ngày tiếp tục",
                &[("ngay_tiep_tuc", "ngày tiếp tục giải quyết đơn")],
            )
            .holding(Day),
            Self::Content => field("content", "nội dung", &[("noi_dung", "nội dung")]),
            Self::Verdict => field("verdict", "tự đánh giá", &[("tu_danh_gia", "tự đánh giá")]),
            Self::Note => field("note", "ghi chú", &[("ghi_chu", "ghi chú")]),
            Self::Index => field("index", "chỉ số", &[("chi_so", "chỉ số chấm điểm")]),
            Self::IndexName => unnamed("index_name", "tên chỉ số"),
            Self::Points => field("points", "điểm tự chấm", &[("diem_tu_cham", "điểm tự chấm")])
                .holding(Figures),
            Self::Reached => field("reached", "số đạt", &[("so_dat", "số đạt")]).holding(Figures),
            Self::OutOf => {
                field("out_of", "trong số", &[("trong_so", "trong số")]).holding(Figures)
            }
            Self::Served => field("served", "số lượt", &[("so_luot", "số lượt phục vụ")])
                .on_screen("số lượt phục vụ"),
            Self::Issued => {
                field("issued", "số phiếu phát ra", &[("so_phieu_phat_ra", "số phiếu phát ra")])
                    .holding(Figures)
            }
            Self::PortalVerdict => field(
                "portal_verdict",
                "đánh giá của Cổng",
                &[("danh_gia_cong", "đánh giá của Cổng Dịch vụ công quốc gia về hồ sơ")],
            )
            .holding(PublicWords),
            Self::Numerator => {
                field("numerator", "tử số", &[("tu_so", "tử số của chỉ số trên Cổng")])
                    .holding(Figures)
            }
            Self::Denominator => {
                field("denominator", "mẫu số", &[("mau_so", "mẫu số của chỉ số trên Cổng")])
                    .holding(Figures)
            }
            Self::Rate => {
                field("rate", "tỷ lệ", &[("ty_le", "tỷ lệ của chỉ số trên Cổng")]).holding(Figures)
            }
            Self::Score => {
                field("score", "điểm", &[("diem", "điểm của chỉ số trên Cổng")]).holding(Figures)
            }
            Self::Publish => unnamed("publish", "dấu đăng").on_screen("đăng hay không"),
            Self::Origin => unnamed("origin", "vị trí của ý kiến"),
            Self::Fingerprint => unnamed("comment_code", "mã ý kiến"),
            Self::Order => unnamed("order", "thứ tự").on_screen("thứ tự trong sổ"),
            Self::Line => {
                unnamed("line", "đơn vị, lĩnh vực").on_screen("đơn vị, lĩnh vực của bảng tổng hợp")
            }
            Self::Ordinal => unnamed("ordinal", "số thứ tự"),
            Self::Counted(count) => unnamed(count.name(), count.vietnamese()),
        }
    }

    /// The English name, in JSON.
    pub(crate) const fn name(self) -> &'static str {
        self.entry().name
    }

    /// In Vietnamese, for messages.
    pub(crate) const fn vietnamese(self) -> &'static str {
        self.entry().words
    }

    /// In Vietnamese, for what a column was read as, whatever the kind of its sheet.
    pub(crate) const fn on_screen(self) -> &'static str {
        self.entry().on_screen
    }

    /// As `[cot]` of the settings calls it first; empty for what no setting names.
    pub(crate) const fn setting(self) -> &'static str {
        match self.entry().keys {
            [(key, _), ..] => key,
            [] => "",
        }
    }

    /// All that `[cot]` can name: key, what a clerk calls it, field.
    pub(crate) fn settings() -> impl Iterator<Item = (&'static str, &'static str, Self)> {
        Self::iter().flat_map(|field| {
            field.entry().keys.iter().map(move |(key, words)| (*key, *words, field))
        })
    }

    pub(crate) fn is_date(self) -> bool {
        self.entry().holds == FieldHolds::Day
    }

    /// Whether findings may quote it: it says nothing of a citizen.
    pub(crate) fn is_public(self) -> bool {
        matches!(self.entry().holds, FieldHolds::PublicWords | FieldHolds::Area)
    }

    /// Whether its values may be said outside where they are figures and the marks of dates.
    pub(crate) fn is_figures(self) -> bool {
        matches!(self.entry().holds, FieldHolds::Day | FieldHolds::Figures)
    }

    /// Whether its values may be said outside where its column knows them.
    pub(crate) fn is_words(self) -> bool {
        self.entry().holds == FieldHolds::PublicWords
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_field_is_called_by_words_of_its_own() {
        let mut names = BTreeSet::new();
        let mut words = BTreeSet::new();
        for field in Field::iter() {
            assert!(names.insert(field.name()), "{field:?}");
            assert!(words.insert(field.vietnamese()), "{field:?}");
            assert!(!field.on_screen().is_empty(), "{field:?}");
        }
        assert!(names.len() >= 36);
    }

    #[test]
    fn every_key_of_the_settings_names_one_field() {
        let mut keys = BTreeSet::new();
        for (key, words, field) in Field::settings() {
            assert!(keys.insert(key) && !words.is_empty(), "{key} of {field:?}");
        }
        assert_eq!(Field::Code.setting(), "ma_ho_so");
        assert_eq!(Field::Order.setting(), "");
    }
}
