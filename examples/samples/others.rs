//! The small sheets: complaints, self-assessment, how many were served.

use jiff::civil::{Date, date};

use crate::office::DEPARTMENTS;
use crate::sheet::{Sheet, Value, texts};

const MARCH: &str = "Tháng 3 năm 2020 (từ ngày 15/02/2020 đến ngày 14/3/2020)";

type Letter = (&'static str, usize, Date, Date, Option<Date>, &'static str);

const fn day(month: i8, day: i8) -> Date {
    date(2020, month, day)
}

/// Loại đơn, department, received, deadline, resolved, content.
const LETTERS: [Letter; 14] = [
    (
        "Kiến nghị",
        0,
        day(1, 6),
        day(2, 5),
        Some(day(2, 3)),
        "Kiến nghị về thời điểm chi trả trợ cấp",
    ),
    (
        "Khiếu nại",
        0,
        day(1, 15),
        day(2, 28),
        Some(day(2, 26)),
        "Khiếu nại quyết định về mức trợ cấp",
    ),
    (
        "Tố cáo",
        4,
        day(1, 20),
        day(3, 10),
        Some(day(3, 12)),
        "Tố cáo việc lập danh sách hưởng trợ giúp",
    ),
    ("Phản ánh", 7, day(2, 3), day(2, 14), Some(day(2, 13)), "Phản ánh thời gian chờ tại quầy"),
    (
        "Kiến nghị",
        4,
        day(2, 10),
        day(3, 3),
        Some(day(3, 2)),
        "Kiến nghị bổ sung đối tượng trợ giúp",
    ),
    (
        "Phản ánh",
        2,
        day(2, 17),
        day(2, 28),
        Some(day(2, 21)),
        "Phản ánh trang thông tin chậm cập nhật",
    ),
    (
        "Phản ánh",
        7,
        day(2, 18),
        day(3, 2),
        Some(day(3, 6)),
        "Phản ánh số điện thoại không có người nghe",
    ),
    (
        "Kiến nghị",
        1,
        day(2, 20),
        day(3, 12),
        Some(day(3, 9)),
        "Kiến nghị hướng dẫn nội quy lao động",
    ),
    ("Khiếu nại", 0, day(2, 24), day(4, 8), None, "Khiếu nại việc không công nhận hồ sơ"),
    (
        "Phản ánh",
        0,
        day(2, 27),
        day(3, 10),
        Some(day(3, 10)),
        "Phản ánh việc nộp lại giấy tờ đã có",
    ),
    ("Kiến nghị", 3, day(3, 2), day(3, 23), None, "Kiến nghị mở thêm lớp nghề"),
    ("Phản ánh", 4, day(3, 3), day(3, 13), None, "Phản ánh chậm thông báo kết quả"),
    (
        "Phản ánh",
        5,
        day(3, 9),
        day(3, 20),
        Some(day(3, 11)),
        "Phản ánh về điểm vui chơi của trẻ em",
    ),
    ("Kiến nghị", 0, day(3, 16), day(4, 7), None, "Kiến nghị tu bổ nghĩa trang liệt sĩ"),
];

pub(crate) fn complaints() -> Sheet {
    let mut rows = vec![
        texts(&["SỔ THEO DÕI ĐƠN THƯ, PHẢN ÁNH, KIẾN NGHỊ (số liệu minh họa)"]),
        Vec::new(),
        texts(&[
            "Số đơn",
            "Loại đơn",
            "Đơn vị",
            "Ngày tiếp nhận",
            "Hạn giải quyết",
            "Ngày giải quyết",
            "Nội dung",
        ]),
    ];
    for (number, (kind, department, received, due, resolved, content)) in (1..).zip(LETTERS) {
        let department = DEPARTMENTS.get(department).expect("an index of the list");
        rows.push(vec![
            Value::text(format!("ĐT-{number:03}")),
            Value::text(kind),
            Value::text(department.name),
            Value::Date(received),
            Value::Date(due),
            Value::date(resolved),
            Value::text(content),
        ]);
    }
    let widths = vec![10, 14, 36, 14, 14, 14, 46];
    Sheet { name: "Đơn thư", rows, heading: 3, merges: Vec::new(), widths }
}

pub(crate) fn assessment() -> Sheet {
    let rows = vec![
        texts(&["TỰ ĐÁNH GIÁ THỰC HIỆN MÔ HÌNH"]),
        texts(&[MARCH]),
        Vec::new(),
        texts(&["Nội dung", "Tự đánh giá", "Ghi chú"]),
        texts(&["1.1", "Tốt", "Còn một số hồ sơ phải bổ sung quá một lần"]),
        texts(&["1.2", "Khá", "Lĩnh vực Bảo trợ xã hội còn hồ sơ quá hạn"]),
        texts(&["1.3", "Tốt", "Hộp thư góp ý mở hằng tuần"]),
        texts(&["1.4", "Khá", ""]),
        texts(&["1.5", "Tốt", "Mỗi hồ sơ quá hạn được lập thư xin lỗi"]),
    ];
    Sheet {
        name: "Tự đánh giá", rows, heading: 4, merges: Vec::new(), widths: vec![14, 20, 60]
    }
}

/// Visitors served and survey sheets handed out, by department.
pub(crate) fn served(issued: u32) -> Sheet {
    let mut rows = vec![
        texts(&["LƯỢT PHỤC VỤ VÀ SỐ PHIẾU PHÁT RA"]),
        texts(&[MARCH]),
        Vec::new(),
        texts(&["Đơn vị", "Số lượt", "Số phiếu phát ra"]),
    ];
    for department in &DEPARTMENTS {
        let share = issued * department.surveyed / 100;
        rows.push(vec![
            Value::text(department.name),
            Value::Number(share * 3 + department.late / 10),
            Value::Number(share),
        ]);
    }
    Sheet {
        name: "Lượt phục vụ", rows, heading: 4, merges: Vec::new(), widths: vec![48, 12, 18]
    }
}
