//! The sheets of dossiers: a two-row header under title rows, and an export with one header row.

use crate::dossiers::Dossier;
use crate::sheet::{Sheet, Value, texts};

/// The register of the one-stop counter: titles, a header over two rows, a row of column numbers, a total.
pub(crate) fn register(dossiers: &[&Dossier]) -> Sheet {
    let first = [
        "STT",
        "Mã hồ sơ",
        "Tên thủ tục hành chính",
        "Lĩnh vực",
        "Phòng ban",
        "Chủ hồ sơ",
        "Địa chỉ",
        "Nhận và trả kết quả",
        "",
        "",
        "",
        "Theo dõi",
        "",
        "",
        "",
        "",
    ];
    let second = [
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "Ngày tiếp nhận",
        "Ngày hẹn trả",
        "Ngày kết thúc xử lý",
        "Ngày trả kết quả",
        "Hình thức nộp",
        "Trạng thái hồ sơ",
        "Số lần bổ sung",
        "Lý do trễ hạn",
        "Ngày hẹn lại",
    ];
    let mut rows = vec![
        texts(&["ỦY BAN NHÂN DÂN TỈNH TRÀ VINH"]),
        texts(&["SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI"]),
        Vec::new(),
        texts(&["SỔ THEO DÕI HỒ SƠ"]),
        texts(&["(Từ ngày 02/12/2019 đến ngày 20/3/2020; số liệu minh họa)"]),
        Vec::new(),
        texts(&first),
        texts(&second),
        (1..=16).map(|number| Value::text(format!("({number})"))).collect(),
    ];
    for (number, dossier) in (1..).zip(dossiers) {
        rows.push(vec![
            Value::Number(number),
            Value::text(&dossier.code),
            Value::text(dossier.procedure.name),
            Value::text(dossier.procedure.field),
            Value::text(&dossier.department),
            Value::text(&dossier.applicant),
            Value::text(&dossier.address),
            Value::Date(dossier.received),
            Value::date(dossier.due),
            Value::date(dossier.finished),
            Value::date(dossier.collected),
            Value::text(dossier.channel),
            Value::text(dossier.status),
            Value::number(dossier.supplements),
            Value::text(dossier.reason),
            Value::date(dossier.reappointed),
        ]);
    }
    rows.push(texts(&["Tổng cộng", &format!("{} hồ sơ", dossiers.len())]));
    let mut merges: Vec<_> = (0..7).map(|column| (6, column, 7, column)).collect();
    merges.extend([(6, 7, 6, 10), (6, 11, 6, 15)]);
    let widths = vec![6, 26, 44, 22, 32, 26, 34, 13, 13, 13, 13, 16, 24, 10, 36, 13];
    Sheet { name: "Hồ sơ", rows, heading: 9, merges, widths }
}

/// An export of the other departments: other words, another order, two title rows, one header row.
pub(crate) fn export(dossiers: &[&Dossier]) -> Sheet {
    let mut rows = vec![
        texts(&["DANH SÁCH HỒ SƠ ĐÃ TIẾP NHẬN"]),
        texts(&["Xuất ngày 20/3/2020 (số liệu minh họa)"]),
        texts(&[
            "Số hồ sơ",
            "Mã TTHC",
            "Tên TTHC",
            "Tên lĩnh vực",
            "Đơn vị",
            "Họ tên",
            "Địa chỉ",
            "Hình thức tiếp nhận",
            "Ngày nhận",
            "Hạn trả",
            "Ngày hoàn thành",
            "Ngày trả",
            "Tình trạng",
            "Số lần bổ sung",
            "Nguyên nhân quá hạn",
            "Gia hạn đến ngày",
        ]),
    ];
    for dossier in dossiers {
        rows.push(vec![
            Value::text(&dossier.code),
            Value::text(dossier.procedure.code),
            Value::text(dossier.procedure.name),
            Value::text(dossier.procedure.field),
            Value::text(&dossier.department),
            Value::text(&dossier.applicant),
            Value::text(&dossier.address),
            Value::text(dossier.channel),
            Value::Date(dossier.received),
            Value::date(dossier.due),
            Value::date(dossier.finished),
            Value::date(dossier.collected),
            Value::text(dossier.status),
            Value::number(dossier.supplements),
            Value::text(dossier.reason),
            Value::date(dossier.reappointed),
        ]);
    }
    Sheet { name: "DanhSach", rows, heading: 3, merges: Vec::new(), widths: Vec::new() }
}
