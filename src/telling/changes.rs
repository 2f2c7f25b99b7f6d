//! Values that differ, in words: where they stand in `so-lieu.json`, and what they were and are.

use std::fmt::Write as _;

use crate::model::uncapitalized;
use crate::office::Changed;
use crate::report::figure_name;
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

/// `Hồ sơ › toàn cơ quan › (7) Đã giải quyết, tổng số: 247 → 248`.
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

/// What the parts of a place in `so-lieu.json` are called that are no figures: those have names of their own.
const NAMES: [(&str, &str); 53] = [
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
];
/// Parts that need not be said.
const SILENT: [&str; 2] = ["cot", "phan_tram"];

/// `Hồ sơ › đơn vị Phòng A › (7) Đã giải quyết, tổng số`.
fn label(path: &str) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut rest = path;
    let mut section = "";
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
        if SILENT.contains(&key) {
            continue;
        }
        let said = said(key);
        parts.push(match name {
            Some(name) => format!("{said} {name}"),
            None => said.to_owned(),
        });
    }
    parts.join(" › ")
}

fn said(key: &str) -> &str {
    NAMES.iter().find(|(own, _)| *own == key).map_or(key, |(_, words)| words)
}

/// `Lũy kế: tiếp nhận` stands below `Lũy kế`.
fn without_section<'n>(name: &'n str, section: &str) -> &'n str {
    name.strip_prefix(said(section)).and_then(|rest| rest.strip_prefix(": ")).unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

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
            "Lũy kế › đang giải quyết cuối kỳ này: 20 → không có",
        ];
        assert_eq!(lines(&[other, one]), told);
    }
}
