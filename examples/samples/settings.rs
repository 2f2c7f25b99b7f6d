//! `congso.toml` and the prose of the sample office.

use crate::office::{DEPARTMENTS, PROCEDURES, QUESTIONS};

const HEAD: &str = r#"# Thiết lập của cơ quan mẫu. Tên phòng, đơn vị, người ký, hồ sơ và số liệu đều là minh họa.

[co_quan]
ten = "Sở Lao động - Thương binh và Xã hội"
ten_dong = ["SỞ LAO ĐỘNG - THƯƠNG BINH", "VÀ XÃ HỘI"]
chu_quan = "Ủy ban nhân dân tỉnh Trà Vinh"
chu_quan_dong = "UBND TỈNH TRÀ VINH"
dia_danh = "Trà Vinh"
ky_hieu = "SLĐTBXH"
don_vi_soan_thao = "VP"

[nguoi_ky]
quyen_han = ["GIÁM ĐỐC"]
ho_ten = "Nguyễn Văn Ví Dụ"

[bao_cao]
trich_yeu = "Sơ kết thực hiện mô hình “Chính quyền, công sở thân thiện, trách nhiệm” {{ ky.ten }}"
kinh_gui = []
noi_nhan = ["Sở Nội vụ", "BGĐ Sở", "Các phòng chuyên môn, đơn vị trực thuộc", "Lưu: VT, VP"]
can_cu = [
    "Căn cứ Kế hoạch của Sở Lao động - Thương binh và Xã hội ngày 12 tháng 3 năm 2020 về thực hiện mô hình “Chính quyền, công sở thân thiện, trách nhiệm”",
]

[cong_van]
kinh_gui = ["Sở Nội vụ"]
noi_nhan = ["Như trên", "BGĐ Sở", "Lưu: VT, VP"]

[thu]
kho_giay = "A5"
mau = "theo_ky"
quoc_hieu_thu_cong = true
noi_nhan = ["Như trên", "Bộ phận Một cửa", "Lưu: VT"]

[phieu]
bo_cau_hoi = "rieng"
thang_do = "5_muc"

[[thong_tin]]
ten = "Giới tính"
lua_chon = ["Nam", "Nữ"]

[[thong_tin]]
ten = "Nhóm tuổi"
lua_chon = ["Dưới 25", "25–34", "35–49", "50–60", "Trên 60"]

[ky]
loai = "hanh_chinh"
don_vi = "thang"

[lua_chon]
rut_tra_lai = "dung_han"
moc = "hen_lan_dau"
bo_sung = "tinh_lai"
chu_so = "5_tot_nhat"

[muc_tieu]
dung_han = "95%"
hai_long = "90%"

# Tên cột riêng của phiếu khảo sát điện tử.
[cot]
"mã phiếu" = "so_phieu"
"thời gian gửi" = "ngay_tra_loi"

# Các nội dung của kế hoạch, để bảng tự đánh giá nêu tên.
[noi_dung]
"1.1" = "Lắng nghe, xin lỗi, cảm ơn; không để tổ chức, cá nhân bổ sung hồ sơ nhiều lần"
"1.2" = "Trả kết quả đúng hẹn, trước hẹn; rút ngắn thời gian giải quyết"
"1.3" = "Tiếp nhận góp ý, phản ánh, kiến nghị; đường dây nóng, hộp thư góp ý"
"1.4" = "Giải quyết khiếu nại, tố cáo đúng thời hạn"
"1.5" = "Nụ cười công sở, thư xin lỗi, đối thoại với tổ chức, cá nhân"
"#;

/// The settings of the sample office.
pub(crate) fn settings() -> String {
    let mut out = HEAD.to_owned();
    for (index, department) in DEPARTMENTS.iter().enumerate() {
        let own = PROCEDURES
            .iter()
            .filter(|procedure| procedure.department == index)
            .filter(|procedure| !department.fields.contains(&procedure.field))
            .map(|procedure| procedure.name);
        out.push_str("\n[[don_vi]]\n");
        line(&mut out, "ten", &quoted(department.name));
        line(&mut out, "ten_khac", &list([department.alias].into_iter()));
        line(&mut out, "linh_vuc", &list(department.fields.iter().copied()));
        line(&mut out, "thu_tuc", &list(own));
    }
    for procedure in &PROCEDURES {
        out.push_str("\n[[thu_tuc]]\n");
        if !procedure.code.is_empty() {
            line(&mut out, "ma", &quoted(procedure.code));
        }
        line(&mut out, "ten", &quoted(procedure.name));
        line(&mut out, "thoi_han", &quoted(&procedure.limit.text()));
    }
    for (number, (text, factor)) in (1..).zip(&QUESTIONS) {
        out.push_str("\n[[cau_hoi]]\n");
        line(&mut out, "khoa", &quoted(&format!("c{number}")));
        line(&mut out, "noi_dung", &quoted(text));
        line(&mut out, "yeu_to", &quoted(factor));
        line(&mut out, "ten_khac", &quoted_list(&format!("Câu {number}")));
    }
    out
}

fn line(out: &mut String, key: &str, value: &str) {
    out.push_str(key);
    out.push_str(" = ");
    out.push_str(value);
    out.push('\n');
}

fn quoted(text: &str) -> String {
    format!("\"{text}\"")
}

fn quoted_list(text: &str) -> String {
    list([text].into_iter())
}

fn list<'a>(items: impl Iterator<Item = &'a str>) -> String {
    let items: Vec<String> = items.map(quoted).collect();
    format!("[{}]", items.join(", "))
}

/// What the office says in its own words; the figures come from the program.
pub(crate) const PROSE: &str = "# Chỉ đạo

Lãnh đạo Sở phân công Văn phòng Sở theo dõi, đôn đốc các phòng chuyên môn, đơn vị trực thuộc thực hiện Kế hoạch; nội dung được quán triệt trong cuộc họp giao ban tháng.

# Ưu điểm

- Công chức tại Bộ phận Một cửa mặc trang phục, đeo thẻ đúng quy định, thái độ giao tiếp lịch sự.
- Mẫu đơn, tờ khai được niêm yết và có bản điền mẫu để người dân tham khảo.

# Tồn tại

- Một số hồ sơ thuộc lĩnh vực Bảo trợ xã hội còn trả kết quả chậm sau kỳ nghỉ Tết.
- Ghế ngồi chờ còn thiếu vào các buổi sáng đầu tuần.

# Nguyên nhân

- Một số hồ sơ phải xác minh tại địa phương trước khi giải quyết.

# Nhiệm vụ

- Rà soát hồ sơ sắp đến hạn vào đầu giờ mỗi buổi làm việc.
- Bổ sung ghế ngồi chờ tại Bộ phận Một cửa trước ngày 31 tháng 3 năm 2020.

# Kiến nghị

- Đề nghị Ủy ban nhân dân cấp huyện phối hợp trả lời xác minh đúng thời hạn.
";
