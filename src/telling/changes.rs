//! Values that differ, in words: where they stand in `so-lieu.json`, and what they were and are.

use std::fmt::Write as _;

use crate::office::Changed;
use crate::telling::advice::{Advice, Reader};

/// Of a refusal, fewer.
const FEW: usize = 8;

/// What a changed run would change, below why it is refused.
pub(crate) fn would_change(code: &str, figures: &[Changed], reader: Reader) -> String {
    let figures = figures.iter().filter(|one| rank(&one.path) < OTHERS).cloned();
    let figures: Vec<Changed> = figures.collect();
    if figures.is_empty() {
        return "   = số liệu không đổi; tài liệu khác\n".to_owned();
    }
    let mut text = String::from("   = thay thì số liệu đổi (cũ → mới):\n");
    let all = lines(&known(&figures));
    for line in all.iter().take(FEW) {
        writeln!(text, "     {line}").expect("writing to a string");
    }
    if all.len() > FEW {
        writeln!(text, "     và {} chỗ nữa", all.len() - FEW).expect("writing to a string");
    }
    writeln!(text, "   = đầy đủ: {}", reader.words(Advice::WholeComparison(code)))
        .expect("writing to a string");
    text
}

/// A rate is told once, by its percentage; by its parts where that stays the same. So is its interval, by its words.
pub(crate) fn known(changed: &[Changed]) -> Vec<Changed> {
    let is_told = |one: &&Changed| {
        let rate = one.path.strip_suffix(".tu").or_else(|| one.path.strip_suffix(".mau"));
        let percent = rate.map(|rate| format!("{rate}.phan_tram"));
        let interval = one.path.rsplit_once("khoang_tin_cay[");
        let words = interval.map(|(line, _)| format!("{line}khoang_tin_cay_chu"));
        // `tăng 5,10 điểm phần trăm` beside `+5,10 điểm %`.
        let change = one.path.strip_suffix("_chu").map(str::to_owned);
        let instead = percent.or(words).or(change);
        instead.is_none_or(|instead| !changed.iter().any(|other| other.path == instead))
    };
    changed.iter().filter(is_told).cloned().collect()
}

/// `Hồ sơ › toàn cơ quan › (7) đã giải quyết: 247 → 248`.
pub(crate) fn lines(changed: &[Changed]) -> Vec<String> {
    let value = |value: &Option<String>| match value {
        None => "không có".to_owned(),
        Some(value) => match value.as_str() {
            "null" => "không có".to_owned(),
            "true" => "có".to_owned(),
            "false" => "không".to_owned(),
            said => said.trim_matches('"').to_owned(),
        },
    };
    let mut sorted: Vec<&Changed> = changed.iter().collect();
    sorted.sort_by_key(|one| rank(&one.path));
    let line = |one: &Changed| {
        format!("{}: {} → {}", label(&one.path), value(&one.before), value(&one.after))
    };
    sorted.into_iter().map(line).collect()
}

/// What is neither a figure of the period nor taken from others.
const OTHERS: u8 = 3;

/// The office as a whole first; what was read, or taken from other periods, last.
fn rank(path: &str) -> u8 {
    let top = path.split(['.', '[']).next().unwrap_or_default();
    match top {
        "du_lieu" | "lua_chon" | "muc_tieu" | "co_quan" | "phien_ban" => OTHERS,
        "ky_truoc" | "cung_ky" | "xu_huong" | "luy_ke" | "doi_chieu_ky" => 2,
        _ if path.contains(".tong.") => 0,
        _ => 1,
    }
}

/// What the parts of a place in `so-lieu.json` are called; others stand as they are.
const NAMES: [(&str, &str); 144] = [
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
    ("dang_qua_han", "đang quá hạn"),
    ("c3", "(3) nhận giải quyết"),
    ("c4", "(4) trực tuyến"),
    ("c5", "(5) trực tiếp, bưu chính"),
    ("c6", "(6) từ kỳ trước"),
    ("c7", "(7) đã giải quyết"),
    ("c8", "(8) trước hạn"),
    ("c9", "(9) đúng hạn"),
    ("c8_9", "(8) + (9)"),
    ("c10", "(10) quá hạn"),
    ("c11", "(11) đang giải quyết"),
    ("c12", "(12) trong hạn"),
    ("c13", "(13) quá hạn"),
    ("ty_le_dung_han", "tỷ lệ đúng hạn"),
    ("ty_le_truoc_han", "tỷ lệ trước hạn"),
    ("ty_le_qua_han", "tỷ lệ quá hạn"),
    ("ty_le_dung_han_ke_ca_dang_giai_quyet", "tỷ lệ đúng hạn kể cả đang giải quyết"),
    ("ty_le_hai_long", "tỷ lệ hài lòng"),
    ("ty_le", "tỷ lệ hài lòng"),
    ("khoang_tin_cay_chu", "khoảng tin cậy"),
    ("khoang_tin_cay", "khoảng tin cậy, phần nghìn"),
    ("tra_loi", "trả lời"),
    ("phai_xin_loi", "phải xin lỗi"),
    ("hop_le", "phiếu hợp lệ"),
    ("thu_ve", "phiếu thu về"),
    ("n", "số phiếu"),
    ("tu", "tử số"),
    ("mau", "mẫu số"),
    ("doi_chieu_ky", "Đối chiếu với các tháng"),
    ("xep_hang", "Xếp hạng"),
    ("cham_diem", "Chấm điểm"),
    ("toan_co_quan", "Toàn cơ quan"),
    ("bo_sung", "yêu cầu bổ sung"),
    ("ngay_su_dung", "ngày sử dụng"),
    ("theo_so_ngay", "nhóm ngày quá hạn"),
    ("theo_ly_do", "lý do"),
    ("ly_do_khac", "lý do khác"),
    ("tu_hay_gap", "từ hay gặp"),
    ("muc", "mức"),
    ("so_ho_so", "số hồ sơ"),
    ("so_lan", "số lần"),
    ("tren_mot_lan", "trên một lần"),
    ("trung_binh", "trung bình"),
    ("tong_su_dung", "tổng ngày sử dụng"),
    ("tong_thoi_han", "tổng thời hạn"),
    ("trung_binh_su_dung", "ngày sử dụng trung bình"),
    ("trung_binh_thoi_han", "thời hạn trung bình"),
    ("cho_bo_sung", "đang chờ tổ chức, cá nhân"),
    ("rut_tra_lai", "rút, trả lại, dừng xử lý"),
    ("khong_co_han", "không có hạn"),
    ("khong_co_han_da_giai_quyet", "trong (9): không có hạn trả"),
    ("khong_co_han_dang_giai_quyet", "trong (12): không có hạn trả"),
    ("han_tinh_toan", "hạn trả do chương trình tính"),
    ("qua_han_co_thu", "quá hạn, đã có thư"),
    ("qua_han_chua_co_thu", "quá hạn, chưa có thư"),
    ("qua_han_chi_co_ngay_hen_lai", "quá hạn, chỉ có ngày hẹn lại"),
    ("da_giai_quyet", "đã giải quyết"),
    ("dang_giai_quyet", "đang giải quyết"),
    ("tiep_nhan", "tiếp nhận"),
    ("dung_han", "đúng hạn"),
    ("lech_chuyen_ky", "lệch chuyển kỳ"),
    ("phat_ra", "phiếu phát ra"),
    ("ty_le_thu_ve", "tỷ lệ phiếu thu về"),
    ("tong_the", "tổng thể (N)"),
    ("co_mau_can", "cỡ mẫu cần có"),
    ("co_mau_thieu", "số phiếu còn thiếu"),
    ("khong_tra_loi", "không trả lời"),
    ("khong_hop_le", "không hợp lệ"),
    ("khen", "khen"),
    ("gop_y", "góp ý, phàn nàn"),
    ("chua_ro", "chưa phân loại"),
    ("tren_phieu", "ghi trên phiếu"),
    ("kien_nghi_phan_anh", "kiến nghị, phản ánh"),
    ("so_dang", "được chọn đăng"),
    ("so", "số"),
    ("da_phat_hanh", "đã phát hành"),
    ("da_lap", "đã lập"),
    ("chua_co_thu", "chưa có thư"),
    ("gui_kip", "gửi kịp"),
    ("gui_muon", "gửi muộn"),
    ("chi_co_ngay_hen_lai", "chỉ có ngày hẹn lại"),
    ("sau_do_dung_han", "có thư, sau đó đúng hạn"),
    ("tre_lan_hai", "trễ lần hai"),
    ("phieu_hen_lai", "phiếu xin lỗi và hẹn lại"),
    ("thu_viec", "thư công"),
    ("chua_du_thong_tin", "chưa có thư vì thiếu thông tin"),
    ("da_co_tu_truoc", "đã có thư từ trước"),
    ("da_co_sau_ky", "đã có thư lập sau kỳ"),
    ("da_lap_phieu", "phiếu đã lập"),
    ("da_lap_thu", "thư đã lập"),
    ("sap_den_han", "sắp đến hạn, chưa có thư"),
    ("ty_le_da_phat_hanh", "tỷ lệ đã có văn bản xin lỗi"),
    ("phieu_truoc_han", "phiếu lập trước hạn"),
    ("tu_choi_hen_lan_hai", "đề nghị hẹn lại lần hai, không được lập"),
    ("da_co_thu", "đã có thư"),
    ("ky_truoc_chuyen_sang", "từ kỳ trước chuyển sang"),
    ("tam_dinh_chi", "tạm đình chỉ"),
    ("thay_doi_dung_han", "thay đổi tỷ lệ đúng hạn"),
    ("thay_doi_hai_long", "thay đổi tỷ lệ hài lòng"),
    ("dau_nam_chuyen_sang", "đầu năm chuyển sang"),
    ("so_ky", "số kỳ"),
    ("ky", "kỳ"),
    ("moc", "mốc"),
    ("lech", "chỗ lệch"),
    ("co_mau_nho", "cỡ mẫu nhỏ"),
    ("co_so_nho", "cơ sở nhỏ"),
    ("dong_da_doc", "dòng đã đọc"),
    ("dong_duoc_tinh", "dòng được tính"),
    ("dong_khong_tinh", "dòng không được tính"),
    ("dong_bo_qua", "dòng bỏ qua"),
    ("dong_trong", "dòng trống"),
    ("tep", "tệp"),
    ("trang", "trang"),
    ("co_du_lieu", "có dữ liệu"),
    ("phat_hien", "phát hiện"),
    ("so_luong", "số lần"),
    ("cac_ky", "các tháng cộng lại"),
    ("ky_nay", "kỳ này"),
    ("thieu", "kỳ thiếu"),
    ("luu_y", "lưu ý"),
];
/// Parts that need not be said.
const SILENT: [&str; 2] = ["cot", "phan_tram"];

/// `Hồ sơ › đơn vị Phòng A › (7) đã giải quyết`.
fn label(path: &str) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut rest = path;
    while !rest.is_empty() {
        let end = rest.find(['.', '[']).unwrap_or(rest.len());
        let (key, after) = rest.split_at(end);
        let (name, after) = match after.strip_prefix('[').and_then(|inner| inner.split_once(']')) {
            Some((name, after)) => (Some(name), after),
            None => (None, after),
        };
        rest = after.strip_prefix('.').unwrap_or(after);
        if SILENT.contains(&key) {
            continue;
        }
        let said = NAMES.iter().find(|(own, _)| *own == key).map_or(key, |(_, words)| words);
        parts.push(match name {
            // A list of its five levels, the first of which stands at 0.
            Some(name) if key == "muc" => match name.parse::<u8>() {
                Ok(place) => format!("{said} {}", place + 1),
                Err(_) => format!("{said} {name}"),
            },
            Some(name) => format!("{said} {name}"),
            None => said.to_owned(),
        });
    }
    parts.join(" › ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_said_in_words() {
        for (path, want) in [
            ("ho_so.tong.cot.c7", "Hồ sơ › toàn cơ quan › (7) đã giải quyết"),
            ("ho_so.theo_don_vi[Phòng A].cot.c3", "Hồ sơ › đơn vị Phòng A › (3) nhận giải quyết"),
            ("hai_long.tong.ty_le.phan_tram", "Hài lòng › toàn cơ quan › tỷ lệ hài lòng"),
            ("hai_long.tong.tra_loi.muc[3]", "Hài lòng › toàn cơ quan › trả lời › mức 4"),
            ("khong.biet[2]", "khong › biet 2"),
        ] {
            assert_eq!(label(path), want);
        }
    }

    #[test]
    fn a_rate_is_told_once() {
        let one = |path: &str| Changed { path: path.to_owned(), before: None, after: None };
        let told = known(&[one("a.mau"), one("a.phan_tram"), one("a.tu"), one("b.tu")]);
        let paths: Vec<&str> = told.iter().map(|one| one.path.as_str()).collect();
        assert_eq!(paths, ["a.phan_tram", "b.tu"]);
        let told = known(&[
            one("a.khoang_tin_cay[0]"),
            one("a.khoang_tin_cay_chu"),
            one("b.khoang_tin_cay[1]"),
        ]);
        let paths: Vec<&str> = told.iter().map(|one| one.path.as_str()).collect();
        assert_eq!(paths, ["a.khoang_tin_cay_chu", "b.khoang_tin_cay[1]"]);
        let told = known(&[one("a.thay_doi"), one("a.thay_doi_chu")]);
        assert_eq!(told.len(), 1);
    }

    #[test]
    fn what_is_not_there_and_what_is_or_is_not_so_is_said_in_words() {
        let some = |value: &str| Some(value.to_owned());
        let one = Changed {
            path: "hai_long.tong.co_mau_nho".to_owned(),
            before: some("false"),
            after: some("true"),
        };
        let other = Changed {
            path: "luy_ke.dang_giai_quyet".to_owned(),
            before: some("20"),
            after: some("null"),
        };
        let told = [
            "Hài lòng › toàn cơ quan › cỡ mẫu nhỏ: không → có",
            "Lũy kế › đang giải quyết: 20 → không có",
        ];
        assert_eq!(lines(&[other, one]), told);
    }
}
