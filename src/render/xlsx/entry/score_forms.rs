//! The self-scoring workbooks in words: of the agency and of officers.

use crate::render::xlsx::entry::column::{Entry, EntryColumn, List, NOT_COUNTED, Need};

// Items that are scored of the agency and of each officer.
const TIME: &str = "1. Tổng thời gian giải quyết so với quy định";
const TIME_OF_OTHERS: &str = "2. Thời gian của từng cơ quan, đơn vị tham gia";
const CONTACTS: &str = "3. Số lần liên hệ để hoàn thiện hồ sơ";
const OFFICES: &str = "4. Số cơ quan, đơn vị phải liên hệ";
const ATTITUDE: &str = "7. Thái độ của cán bộ, công chức, viên chức";
const COMPLAINED_EARLY: &str = "7a. Hồ sơ trả trước hạn có phản ánh, kiến nghị đúng";
const COMPLAINED_ON_TIME: &str = "7b. Hồ sơ trả đúng hạn có phản ánh, kiến nghị đúng";

pub(super) const SCORE_ITEMS: &[&str] = &[
    TIME,
    TIME_OF_OTHERS,
    CONTACTS,
    OFFICES,
    "5. Giải quyết tại Bộ phận Một cửa",
    "5a. Thủ tục thẩm định, phê duyệt tại chỗ, trong số thủ tục thuộc danh mục",
    "5b. Thủ tục tiếp nhận, trả kết quả tại Bộ phận Một cửa, trong số phải đưa ra",
    "6. Công khai thủ tục hành chính",
    ATTITUDE,
    COMPLAINED_EARLY,
    COMPLAINED_ON_TIME,
    "8. Tiếp thu, giải trình phản ánh, kiến nghị",
    "9. Dịch vụ công trực tuyến",
    "9a. Thủ tục mức độ 3, 4, trong số thủ tục đủ điều kiện",
];

pub(super) const OFFICER_ITEMS: &[&str] =
    &[TIME, TIME_OF_OTHERS, CONTACTS, OFFICES, ATTITUDE, COMPLAINED_EARLY, COMPLAINED_ON_TIME];

const INDEX: EntryColumn = EntryColumn {
    header: "Chỉ số",
    need: Need::Always,
    entry: Entry::Mostly(List::ScoreItems),
    width: 56,
    how: "Chọn trong danh sách, hoặc ghi số của chỉ số",
    example: TIME_OF_OTHERS,
    wrong: NOT_COUNTED,
};

const POINTS: EntryColumn = EntryColumn {
    header: "Điểm tự chấm",
    need: Need::When("ở các dòng 1 đến 9"),
    entry: Entry::Text,
    width: 12,
    how: "0 đến 2; chỉ số 1, 2, 3, 4, 7 có một chữ số thập phân",
    example: "1,8",
    wrong: NOT_COUNTED,
};

const REACHED: EntryColumn = EntryColumn {
    header: "Số đạt",
    need: Need::When("ở các dòng 5a, 5b, 7a, 7b, 9a"),
    entry: Entry::Count,
    width: 10,
    how: "Số thủ tục, hoặc số hồ sơ",
    example: "40",
    wrong: NOT_COUNTED,
};

const GROUNDS: EntryColumn = EntryColumn {
    header: "Căn cứ",
    need: Need::Never,
    entry: Entry::Text,
    width: 50,
    how: "In nguyên văn trong báo cáo, không ghi tên người dân",
    example: "Theo sổ theo dõi của Bộ phận Một cửa",
    wrong: "Không ảnh hưởng số liệu",
};

pub(super) const SCORES: &[EntryColumn] = &[
    INDEX,
    POINTS,
    REACHED,
    EntryColumn {
        header: "Trong số",
        need: Need::When("ở các dòng 5a, 5b, 9a"),
        entry: Entry::Count,
        width: 10,
        how: "Tổng số thủ tục",
        example: "120",
        wrong: NOT_COUNTED,
    },
    GROUNDS,
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
    EntryColumn { entry: Entry::Mostly(List::OfficerItems), ..INDEX },
    EntryColumn {
        need: Need::When("ở các dòng 1, 2, 3, 4, 7"),
        how: "0 đến 2, có một chữ số thập phân",
        ..POINTS
    },
    EntryColumn {
        need: Need::When("ở các dòng 7a, 7b"), how: "Số hồ sơ", example: "1", ..REACHED
    },
    EntryColumn {
        how: "In nguyên văn trong bảng điểm nội bộ, không ghi tên người dân", ..GROUNDS
    },
];
