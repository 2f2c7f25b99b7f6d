//! What the places of `so-lieu.json` are called: figures by their names, what they stand in by the table below.

use crate::ledger::Code;
use crate::measure::DataKind;
use crate::model::uncapitalized;
use crate::report::figure_name;

/// Parts of a place that are no figures: those have names of their own.
const NAMES: [(&str, &str); 130] = [
    ("ho_so", "Hồ sơ"),
    ("hai_long", "Hài lòng"),
    ("y_kien", "Ý kiến"),
    ("don_thu", "Đơn thư"),
    ("thu_xin_loi", "Thư xin lỗi"),
    ("tu_danh_gia", "Tự đánh giá"),
    ("du_lieu", "Dữ liệu"),
    ("lua_chon", "Lựa chọn"),
    ("muc_tieu", "Mục tiêu"),
    ("ky_truoc", "So với kỳ trước"),
    ("cung_ky", "So với cùng kỳ năm trước"),
    ("xu_huong", "Xu hướng"),
    ("luy_ke", "Lũy kế"),
    ("tong", "toàn cơ quan"),
    ("theo_don_vi", "đơn vị"),
    ("theo_linh_vuc", "lĩnh vực"),
    ("theo_thu_tuc", "thủ tục"),
    ("theo_yeu_to", "yếu tố"),
    ("theo_cau_hoi", "câu hỏi"),
    ("theo_loai", "loại"),
    ("theo_noi_dung", "nội dung"),
    ("doi_chieu", "đối chiếu"),
    ("doi_chieu_don_vi", "đối chiếu, đơn vị"),
    ("qua_han", "quá hạn"),
    ("khoang_tin_cay", "khoảng tin cậy, phần nghìn"),
    ("tu", "tử số"),
    ("mau", "mẫu số"),
    ("doi_chieu_ky", "Đối chiếu với các tháng"),
    ("xep_hang", "Xếp hạng"),
    ("cham_diem", "Chấm điểm"),
    ("chi_so_766", "Chỉ số 766"),
    ("chi_so", "chỉ số"),
    ("ty_le", "tỷ lệ"),
    ("toan_co_quan", "Toàn cơ quan"),
    ("theo_so_ngay", "nhóm ngày quá hạn"),
    ("theo_ly_do", "lý do"),
    ("ly_do_khac", "lý do khác"),
    ("tu_hay_gap", "từ hay gặp"),
    ("so_ho_so", "số hồ sơ"),
    ("da_giai_quyet", "đã giải quyết"),
    ("dang_giai_quyet", "đang giải quyết"),
    ("so", "số"),
    ("ky", "kỳ"),
    ("moc", "mốc"),
    ("lech", "chỗ lệch"),
    ("co_mau_nho", "cỡ mẫu nhỏ"),
    ("co_so_nho", "cơ sở nhỏ"),
    ("tep", "tệp"),
    ("trang", "trang"),
    ("co_du_lieu", "có dữ liệu"),
    ("phat_hien", "phát hiện"),
    ("thieu", "kỳ thiếu"),
    ("luu_y", "lưu ý"),
    ("phien_ban", "phiên bản của cách bố trí"),
    ("co_quan", "Cơ quan"),
    ("don_vi", "đơn vị"),
    ("linh_vuc", "lĩnh vực"),
    ("thu_tuc", "thủ tục"),
    ("yeu_to", "yếu tố"),
    ("cau_hoi", "câu hỏi"),
    ("noi_dung", "nội dung"),
    ("ma_so", "Mã dòng"),
    ("tong_hop", "Tổng hợp"),
    ("ten", "tên"),
    ("ten_ngan", "tên ngắn"),
    ("ma", "mã"),
    ("khoa", "khóa"),
    ("loai", "loại"),
    ("loai_ky", "loại kỳ"),
    ("den", "đến"),
    ("chu_quan", "cơ quan chủ quản"),
    ("sai_dang_thuc", "đẳng thức không khớp"),
    ("bo_sung", "bổ sung"),
    ("ngay_su_dung", "ngày sử dụng"),
    ("tra_loi", "trả lời"),
    ("muc", "mức"),
    ("nguon_tong_the", "tổng thể lấy từ"),
    ("thong_tu", "thông tư"),
    ("quyet_dinh", "quyết định"),
    ("tong_phan_muoi", "tổng điểm, phần mười"),
    ("tong_chu", "tổng điểm"),
    ("xep_loai", "xếp loại"),
    ("con_thieu", "còn thiếu"),
    ("cach_tinh", "cách tính"),
    ("toi_da_phan_muoi", "điểm tối đa, phần mười"),
    ("diem_phan_muoi", "điểm, phần mười"),
    ("diem_chu", "điểm"),
    ("diem", "điểm từng chỉ số, phần mười"),
    ("tinh_tu_du_lieu", "điểm tính từ dữ liệu, phần mười"),
    ("tu_cham", "điểm tự chấm, phần mười"),
    ("can_cu", "căn cứ"),
    ("khong_tinh_duoc", "không tính được"),
    ("doi_chieu_ho_so", "đối chiếu hồ sơ với Cổng"),
    ("ty_le_chu", "tỷ lệ như in"),
    ("theo_cong", "theo Cổng"),
    ("chenh", "chênh"),
    ("vi_tri", "vị trí"),
    ("da_cong", "đơn vị được cộng"),
    ("khong_cong", "nơi không cộng"),
    ("chua_co", "đơn vị chưa có số liệu"),
    ("khong_xac_minh_duoc", "đơn vị không xác minh được"),
    ("gui_muon", "gửi muộn"),
    ("trung_binh", "trung bình"),
    ("trung_binh_tong", "tổng điểm trung bình"),
    ("hang", "hạng"),
    ("trong_so", "số đơn vị xếp hạng"),
    ("cung_hang", "cùng hạng"),
    ("noi_lay", "nơi lấy số liệu"),
    ("trang_thai", "trạng thái"),
    ("cau", "câu"),
    ("sha256", "mã SHA-256"),
    ("sha256_ban_ke", "mã SHA-256 của bản kê"),
    ("ma_kiem_tra", "mã kiểm tra"),
    ("ngay_lap", "ngày lập"),
    ("ghi_chu", "ghi chú"),
    ("dang", "lời được đăng"),
    ("co_che", "có chỗ che thông tin cá nhân"),
    ("co_luoc", "có chỗ lược bớt"),
    ("khong_tinh", "dòng không được tính"),
    ("tep_bo_qua", "tệp bỏ qua"),
    ("nghia", "nghĩa"),
    ("so_luong", "số lần gặp"),
    ("anh_huong", "ảnh hưởng"),
    ("gia_tri", "giá trị"),
    ("thay_doi_dung_han_chu", "thay đổi của tỷ lệ đúng hạn, bằng lời"),
    ("thay_doi_hai_long_chu", "thay đổi của mức hài lòng, bằng lời"),
    ("luu_y_dung_han", "lưu ý về tỷ lệ đúng hạn"),
    ("luu_y_hai_long", "lưu ý về mức hài lòng"),
    ("chuyen_ky", "số chuyển kỳ không khớp"),
    ("co_ky_it_phieu", "có kỳ ít phiếu"),
];

/// Parts that mean something else than elsewhere below these.
const BELOW: [(&str, &str, &str); 10] = [
    ("moc", "dung_han", "tỷ lệ đúng hạn không so được"),
    ("moc", "hai_long", "mức hài lòng không so được"),
    ("du_lieu", "thieu", "ngày thiếu"),
    ("thieu", "tu", "từ ngày"),
    ("thieu", "den", "đến ngày"),
    ("thieu", "qua_han_chua_chac", "hồ sơ quá hạn vì chưa có số liệu"),
    ("theo_so_ngay", "tu", "từ số ngày làm việc"),
    ("theo_so_ngay", "den", "đến số ngày làm việc"),
    ("tu_hay_gap", "tu", "từ"),
    ("ma_so", "tu", "từ hay gặp"),
];

/// Choices of the settings that decide figures.
const CHOICES: [(&str, &str); 6] = [
    ("rut_tra_lai", "hồ sơ rút, trả lại"),
    ("moc", "xét theo ngày hẹn nào"),
    ("bo_sung", "yêu cầu bổ sung"),
    ("bang_tong_hop", "bảng tổng hợp"),
    ("chu_so", "câu trả lời bằng chữ số"),
    ("thang_do", "thang đo khác"),
];

/// Parts that need not be said.
const SILENT: [&str; 2] = ["cot", "phan_tram"];

/// `Hồ sơ › đơn vị Phòng A › (7) Đã giải quyết, tổng số`.
pub(crate) fn label(path: &str) -> String {
    let mut parts: Vec<String> = Vec::new();
    let (mut rest, mut section, mut above) = (path, "", "");
    while !rest.is_empty() {
        if let Some((name, length)) = figure_name(section, rest) {
            parts.push(uncapitalized(without_section(name, section)));
            rest = rest.get(length..).unwrap_or_default();
            rest = rest.strip_prefix('.').unwrap_or(rest);
            continue;
        }
        let end = rest.find(['.', '[']).unwrap_or(rest.len());
        let (key, after) = rest.split_at(end);
        let (name, after) = match after.strip_prefix('[').and_then(|inner| inner.split_once(']')) {
            Some((name, after)) => (Some(name), after),
            None => (None, after),
        };
        rest = after.strip_prefix('.').unwrap_or(after);
        // The figures of the whole office stand beside those of a department under the same names.
        if section.is_empty() || section == "toan_co_quan" {
            section = key;
        }
        let said = below(above, key).unwrap_or_else(|| said(key));
        above = key;
        if SILENT.contains(&key) {
            continue;
        }
        parts.push(match name {
            Some(name) => format!("{said} {}", entry(key, name)),
            None => said.to_owned(),
        });
    }
    parts.join(" › ")
}

fn below(above: &str, key: &str) -> Option<&'static str> {
    let found = BELOW.iter().find(|(own, of, _)| *own == above && *of == key);
    found.map(|(_, _, words)| *words)
}

fn said(key: &str) -> &str {
    NAMES.iter().find(|(own, _)| *own == key).map_or(key, |(_, words)| words)
}

/// The entry of a list, where it is known by a word of the program's own.
fn entry<'n>(list: &str, name: &'n str) -> &'n str {
    let own = match list {
        "lua_chon" => CHOICES.iter().find(|(own, _)| *own == name).map(|(_, words)| *words),
        "phat_hien" => Code::named(name).map(Code::message),
        "thieu" => {
            let kind = DataKind::ALL.into_iter().find(|kind| kind.name() == name);
            kind.map(DataKind::vietnamese)
        }
        _ => None,
    };
    own.unwrap_or(name)
}

/// `Lũy kế: tiếp nhận` stands below `Lũy kế`.
fn without_section<'n>(name: &'n str, section: &str) -> &'n str {
    name.strip_prefix(said(section)).and_then(|rest| rest.strip_prefix(": ")).unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::sample;
    use crate::office::figure_changes;

    /// A key that nobody named stands here as it stands in the file.
    #[test]
    fn every_place_of_a_whole_report_is_said_in_words() {
        let bytes = serde_json::to_vec(&sample::full()).expect("JSON");
        let mut all = figure_changes(b"{}", &bytes);
        // Both sides are called by their periods; these are not told apart.
        all.retain(|one| !one.path.starts_with("ky."));
        assert!(all.len() > 500, "only {}", all.len());
        let mut unsaid = std::collections::BTreeSet::new();
        for path in all.iter().map(|one| one.path.as_str()) {
            let label = label(path);
            let parts = label.split(" › ").filter(|part| part.contains('_') || part.is_ascii());
            // Names of files and of questions, and codes of lines, are said as they are.
            let parts = parts.filter(|part| !part.contains([' ', '.']));
            unsaid.extend(parts.map(|part| format!("{part} in {path}")));
        }
        assert!(unsaid.is_empty(), "{unsaid:#?}");
    }

    #[test]
    fn what_is_known_by_a_word_of_the_program_is_said_in_words() {
        for (path, want) in [
            ("lua_chon[rut_tra_lai].cau", "Lựa chọn hồ sơ rút, trả lại › câu"),
            ("du_lieu.thieu[surveys].tu", "Dữ liệu › ngày thiếu phiếu lấy ý kiến › từ ngày"),
            (
                "ho_so.qua_han.theo_so_ngay[1–2].tu",
                "Hồ sơ › quá hạn › nhóm ngày quá hạn 1–2 › từ số ngày làm việc",
            ),
            ("cham_diem.chi_so[3].diem_phan_muoi", "Chấm điểm › chỉ số 3 › điểm, phần mười"),
        ] {
            assert_eq!(label(path), want);
        }
        let found = label("du_lieu.phat_hien[bad_date].so_luong");
        assert!(!found.contains("bad_date"), "{found}");
    }

    /// What a figure is called stands with the figure.
    #[test]
    fn no_name_of_a_figure_stands_here_as_well() {
        for path in [
            "ho_so.tong.cot.c10",
            "ho_so.tong.ty_le_dung_han",
            "hai_long.tong.tra_loi.khong_tra_loi",
            "don_thu.tong.dung_han",
        ] {
            let key = path.rsplit('.').next().expect("a key");
            assert!(!NAMES.iter().any(|(own, _)| *own == key), "{key}");
            assert!(!label(path).contains(key), "{}", label(path));
        }
    }

    #[test]
    fn places_are_said_in_words() {
        for (path, want) in [
            ("ho_so.tong.cot.c7", "Hồ sơ › toàn cơ quan › (7) Đã giải quyết, tổng số"),
            (
                "ho_so.theo_don_vi[Phòng A].cot.c3",
                "Hồ sơ › đơn vị Phòng A › (3) Nhận giải quyết, tổng số",
            ),
            ("hai_long.tong.ty_le.phan_tram", "Hài lòng › toàn cơ quan › tỷ lệ hài lòng"),
            ("hai_long.tong.tra_loi.muc[3]", "Hài lòng › toàn cơ quan › mức 4: Hài lòng"),
            ("khong.biet[2]", "khong › biet 2"),
        ] {
            assert_eq!(label(path), want);
        }
    }
}
