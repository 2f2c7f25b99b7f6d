//! The self-scoring workbooks in words: of the agency and of officers.

use crate::render::xlsx::entry::column::{Entry, EntryColumn, List, NOT_COUNTED, Need};

pub(super) const SCORE_ITEMS: &[&str] = &[
    "1. Tổng thời gian giải quyết so với quy định",
    "2. Thời gian của từng cơ quan, đơn vị tham gia",
    "3. Số lần liên hệ để hoàn thiện hồ sơ",
    "4. Số cơ quan, đơn vị phải liên hệ",
    "5. Giải quyết tại Bộ phận Một cửa",
    "5a. Thủ tục thẩm định, phê duyệt tại chỗ, trong số thủ tục thuộc danh mục",
    "5b. Thủ tục tiếp nhận, trả kết quả tại Bộ phận Một cửa, trong số phải đưa ra",
    "6. Công khai thủ tục hành chính",
    "7. Thái độ của cán bộ, công chức, viên chức",
    "7a. Hồ sơ trả trước hạn có phản ánh, kiến nghị đúng",
    "7b. Hồ sơ trả đúng hạn có phản ánh, kiến nghị đúng",
    "8. Tiếp thu, giải trình phản ánh, kiến nghị",
    "9. Dịch vụ công trực tuyến",
    "9a. Thủ tục mức độ 3, 4, trong số thủ tục đủ điều kiện",
];

pub(super) const OFFICER_ITEMS: &[&str] = &[
    "1. Tổng thời gian giải quyết so với quy định",
    "2. Thời gian của từng cơ quan, đơn vị tham gia",
    "3. Số lần liên hệ để hoàn thiện hồ sơ",
    "4. Số cơ quan, đơn vị phải liên hệ",
    "7. Thái độ của cán bộ, công chức, viên chức",
    "7a. Hồ sơ trả trước hạn có phản ánh, kiến nghị đúng",
    "7b. Hồ sơ trả đúng hạn có phản ánh, kiến nghị đúng",
];

pub(super) const SCORES: &[EntryColumn] = &[
    EntryColumn {
        header: "Chỉ số",
        need: Need::Always,
        entry: Entry::Mostly(List::ScoreItems),
        width: 56,
        how: "Chọn trong danh sách, hoặc ghi số của chỉ số",
        example: "2. Thời gian của từng cơ quan, đơn vị tham gia",
        wrong: NOT_COUNTED,
    },
    EntryColumn {
        header: "Điểm tự chấm",
        need: Need::When("ở các dòng 1 đến 9"),
        entry: Entry::Text,
        width: 12,
        how: "0 đến 2; chỉ số 1, 2, 3, 4, 7 có một chữ số thập phân",
        example: "1,8",
        wrong: NOT_COUNTED,
    },
    EntryColumn {
        header: "Số đạt",
        need: Need::When("ở các dòng 5a, 5b, 7a, 7b, 9a"),
        entry: Entry::Count,
        width: 10,
        how: "Số thủ tục, hoặc số hồ sơ",
        example: "40",
        wrong: NOT_COUNTED,
    },
    EntryColumn {
        header: "Trong số",
        need: Need::When("ở các dòng 5a, 5b, 9a"),
        entry: Entry::Count,
        width: 10,
        how: "Tổng số thủ tục",
        example: "120",
        wrong: NOT_COUNTED,
    },
    EntryColumn {
        header: "Căn cứ",
        need: Need::Never,
        entry: Entry::Text,
        width: 50,
        how: "In nguyên văn trong báo cáo, không ghi tên người dân",
        example: "Theo sổ theo dõi của Bộ phận Một cửa",
        wrong: "Không ảnh hưởng số liệu",
    },
];

pub(super) const OFFICER_SCORES: &[EntryColumn] = &[
    EntryColumn {
        header: "Cán bộ",
        need: Need::Always,
        entry: Entry::Text,
        width: 28,
        how: "Họ tên đúng như ở cột cán bộ xử lý của bảng hồ sơ",
        example: "Trần Thị Thí Dụ",
        wrong: NOT_COUNTED,
    },
    EntryColumn {
        header: "Chỉ số",
        need: Need::Always,
        entry: Entry::Mostly(List::OfficerItems),
        width: 56,
        how: "Chọn trong danh sách, hoặc ghi số của chỉ số",
        example: "2. Thời gian của từng cơ quan, đơn vị tham gia",
        wrong: NOT_COUNTED,
    },
    EntryColumn {
        header: "Điểm tự chấm",
        need: Need::When("ở các dòng 1, 2, 3, 4, 7"),
        entry: Entry::Text,
        width: 12,
        how: "0 đến 2, có một chữ số thập phân",
        example: "1,8",
        wrong: NOT_COUNTED,
    },
    EntryColumn {
        header: "Số đạt",
        need: Need::When("ở các dòng 7a, 7b"),
        entry: Entry::Count,
        width: 10,
        how: "Số hồ sơ",
        example: "1",
        wrong: NOT_COUNTED,
    },
    EntryColumn {
        header: "Căn cứ",
        need: Need::Never,
        entry: Entry::Text,
        width: 50,
        how: "In nguyên văn trong bảng điểm nội bộ, không ghi tên người dân",
        example: "Theo sổ theo dõi của Bộ phận Một cửa",
        wrong: "Không ảnh hưởng số liệu",
    },
];
