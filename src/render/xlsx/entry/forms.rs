//! The data-entry workbooks in words: columns, lists, instructions.

use crate::render::xlsx::entry::column::{
    Dating, Entry, EntryColumn, EntryForm, List, NOT_COUNTED, Need,
};
use crate::render::xlsx::entry::score_forms::{OFFICER_SCORES, SCORES};

pub(super) const CHANNELS: &[&str] = &["Trực tiếp", "Trực tuyến", "Bưu chính công ích"];

pub(super) const STATUSES: &[&str] = &[
    "Được tiếp nhận",
    "Đang xử lý",
    "Yêu cầu bổ sung giấy tờ",
    "Yêu cầu thực hiện nghĩa vụ tài chính",
    "Đã xử lý xong",
    "Chờ trả kết quả",
    "Đã trả kết quả",
    "Công dân yêu cầu rút hồ sơ",
    "Trả lại",
    "Dừng xử lý",
    "Không được tiếp nhận",
];

/// 5 to 1.
pub(super) const LEVELS: &[&str] =
    &["Rất hài lòng", "Hài lòng", "Bình thường", "Không hài lòng", "Rất không hài lòng"];

pub(super) const COMPLAINT_KINDS: &[&str] = &["Khiếu nại", "Tố cáo", "Kiến nghị", "Phản ánh"];

pub(super) const CONTENTS: &[&str] = &["1.1", "1.2", "1.3", "1.4", "1.5"];

/// Where the settings have no questionnaire.
pub(super) const QUESTIONS: &[&str] = &["Câu 1", "Câu 2", "Câu 3", "Câu 4", "Câu 5"];

pub(super) const FORMS: &[EntryForm] = &[
    EntryForm {
        file: "ho-so.xlsx",
        sheet: "Hồ sơ",
        title: "Sổ theo dõi giải quyết hồ sơ thủ tục hành chính",
        one: "hồ sơ",
        period: Dating::Line,
        columns: DOSSIERS,
        rules: &[
            "Ghi cả hồ sơ kỳ trước chưa giải quyết xong: số chuyển kỳ được tính theo ngày, không \
             chép từ báo cáo trước",
            "Một mã hồ sơ chỉ ghi một dòng; khi hồ sơ giải quyết xong thì ghi thêm ngày vào chính \
             dòng đó",
        ],
    },
    EntryForm {
        file: "phieu-khao-sat.xlsx",
        sheet: "Phiếu",
        title: "Nhập phiếu lấy ý kiến tổ chức, cá nhân",
        one: "phiếu",
        period: Dating::Line,
        columns: SURVEYS,
        rules: &[
            "Phiếu không trả lời câu nào cũng ghi một dòng để đủ số phiếu thu về",
            "Không ghi họ tên, số điện thoại của người trả lời",
        ],
    },
    EntryForm {
        file: "don-thu.xlsx",
        sheet: "Sổ đơn",
        title: "Sổ theo dõi đơn thư, phản ánh, kiến nghị",
        one: "đơn",
        period: Dating::Line,
        columns: COMPLAINTS,
        rules: &["Ghi cả đơn kỳ trước chưa giải quyết xong"],
    },
    EntryForm {
        file: "tu-danh-gia.xlsx",
        sheet: "Bảng tự chấm",
        title: "Bảng kết quả thực hiện các nội dung của kế hoạch",
        one: "nội dung",
        period: Dating::Title,
        columns: ASSESSMENTS,
        rules: &["Mỗi nội dung ghi một dòng, theo thứ tự của kế hoạch"],
    },
    EntryForm {
        file: "tu-cham-diem.xlsx",
        sheet: "Tự chấm điểm",
        title: "Bảng tự chấm điểm việc giải quyết thủ tục hành chính",
        one: "chỉ số",
        period: Dating::Title,
        columns: SCORES,
        rules: &[
            "Dùng cho báo cáo quý, năm theo Thông tư 01/2018/TT-VPCP; kỳ ghi ở dòng trên bảng phải đúng là \
             quý hoặc năm đó",
            "Chỉ số nào tính được từ hồ sơ, đơn thư thì chương trình tự tính; chỉ ghi những chỉ số còn lại \
             và các dòng 5a, 5b, 7a, 7b, 9a",
        ],
    },
    EntryForm {
        file: "tu-cham-diem-can-bo.xlsx",
        sheet: "Tự chấm điểm cán bộ",
        title: "Bảng tự chấm điểm cán bộ giải quyết thủ tục hành chính",
        one: "chỉ số của một cán bộ",
        period: Dating::Title,
        columns: OFFICER_SCORES,
        rules: &[
            "Chỉ dùng khi đặt can_bo = true ở phần [danh_gia] của congso.toml; kỳ ghi ở dòng trên bảng phải \
             đúng là quý hoặc năm đó",
            "Mỗi cán bộ ghi hai dòng, chỉ số 2 và chỉ số 4; thêm dòng 7a, 7b khi trong kỳ có đơn thư; chỉ số \
             1, 3, 7 tính từ hồ sơ",
            "Điểm của cán bộ chỉ nằm trong thư mục noi-bo, không vào báo cáo gửi đi",
        ],
    },
    EntryForm {
        file: "luot-phuc-vu.xlsx",
        sheet: "Lượt phục vụ",
        title: "Bảng lượt tổ chức, cá nhân đã phục vụ và phiếu đã phát",
        one: "phòng ban",
        period: Dating::Title,
        columns: SERVED,
        rules: &[
            "Dùng để tính tỷ lệ thu về và cỡ mẫu; không có bảng này thì cỡ mẫu tính theo số hồ sơ \
             đã giải quyết",
        ],
    },
];

const NO_DEPARTMENT: &str = "Tính vào dòng “Chưa rõ đơn vị”";

const DEPARTMENT: EntryColumn = EntryColumn {
    header: "Phòng ban",
    need: Need::Always,
    entry: Entry::Only(List::Departments),
    width: 30,
    how: "Ghi đúng tên như trong congso.toml",
    example: "Phòng Người có công",
    wrong: NO_DEPARTMENT,
};

const RECEIVED: EntryColumn = EntryColumn {
    header: "Ngày tiếp nhận",
    need: Need::Always,
    entry: Entry::Date,
    width: 13,
    how: "Ngày/tháng/năm",
    example: "12/03/2020",
    wrong: NOT_COUNTED,
};

const DOSSIERS: &[EntryColumn] = &[
    EntryColumn {
        header: "Mã hồ sơ",
        need: Need::Always,
        entry: Entry::Text,
        width: 27,
        how: "Như trên giấy tiếp nhận, giữ số 0 ở đầu",
        example: "000.00.16.H59-200312-0001",
        wrong: "Không nhận ra hồ sơ ghi hai lần; không lập được thư xin lỗi",
    },
    EntryColumn {
        header: "Tên thủ tục hành chính",
        need: Need::Never,
        entry: Entry::Mostly(List::Procedures),
        width: 40,
        how: "Chọn trong danh sách hoặc ghi đủ tên",
        example: "Trợ cấp thờ cúng liệt sĩ",
        wrong: "Hồ sơ vẫn được tính, không có trong bảng theo thủ tục",
    },
    EntryColumn {
        header: "Mã TTHC",
        need: Need::Never,
        entry: Entry::Text,
        width: 12,
        how: "Mã quốc gia của thủ tục",
        example: "1.010803",
        wrong: "Thủ tục được tìm theo tên",
    },
    EntryColumn {
        header: "Lĩnh vực",
        need: Need::Never,
        entry: Entry::Mostly(List::Fields),
        width: 20,
        how: "Chọn trong danh sách hoặc ghi tên lĩnh vực",
        example: "Người có công",
        wrong: "Tính vào dòng “Chưa rõ lĩnh vực”",
    },
    DEPARTMENT,
    EntryColumn {
        header: "Chủ hồ sơ",
        need: Need::When("khi phải xin lỗi"),
        entry: Entry::Text,
        width: 24,
        how: "Họ tên hoặc tên tổ chức; chỉ dùng trong thư, không vào báo cáo",
        example: "Nguyễn Văn Thí Dụ",
        wrong: "Không lập được thư xin lỗi",
    },
    EntryColumn {
        header: "Địa chỉ",
        need: Need::Never,
        entry: Entry::Text,
        width: 28,
        how: "Chỉ dùng trong thư, không vào báo cáo",
        example: "Phường 2, thành phố Trà Vinh",
        wrong: "Thư không ghi địa chỉ",
    },
    EntryColumn {
        header: "Hình thức nộp",
        need: Need::Always,
        entry: Entry::Only(List::Channels),
        width: 16,
        how: "Chọn trong danh sách",
        example: "Trực tuyến",
        wrong: "Tính vào cột trực tiếp, dịch vụ bưu chính",
    },
    RECEIVED,
    EntryColumn {
        header: "Ngày hẹn trả",
        need: Need::Always,
        entry: Entry::Date,
        width: 13,
        how: "Ngày hẹn lần đầu, không sửa khi hẹn lại; thủ tục trả ngay thì để trống",
        example: "24/03/2020",
        wrong: "Ghi sai: dòng này không được tính; để trống: tính là đúng hạn, trong hạn",
    },
    EntryColumn {
        header: "Ngày hẹn lại",
        need: Need::When("khi đã xin lỗi và hẹn lại"),
        entry: Entry::Date,
        width: 13,
        how: "Ngày trên phiếu xin lỗi và hẹn lại ngày trả kết quả",
        example: "31/03/2020",
        wrong: "Tính là chưa có thư xin lỗi",
    },
    EntryColumn {
        header: "Ngày kết thúc xử lý",
        need: Need::When("khi đã giải quyết xong"),
        entry: Entry::Date,
        width: 13,
        how: "Ngày cơ quan làm xong, kể cả khi người dân chưa đến nhận",
        example: "20/03/2020",
        wrong: "Để trống: tính là đang giải quyết; ghi sai: dòng này không được tính",
    },
    EntryColumn {
        header: "Ngày trả kết quả",
        need: Need::Never,
        entry: Entry::Date,
        width: 13,
        how: "Ngày người dân đến nhận",
        example: "25/03/2020",
        wrong: "Ghi sai: dòng này không được tính",
    },
    EntryColumn {
        header: "Trạng thái",
        need: Need::Never,
        entry: Entry::Only(List::Statuses),
        width: 24,
        how: "Chọn trong danh sách; đã xong, đã rút hay trả lại thì phải có ngày kết thúc xử lý",
        example: "Đã trả kết quả",
        wrong: "Đã đóng mà không có ngày: dòng này không được tính",
    },
    EntryColumn {
        header: "Cán bộ xử lý",
        need: Need::When("khi chấm điểm từng cán bộ"),
        entry: Entry::Text,
        width: 24,
        how: "Họ tên người giải quyết; chỉ dùng trong bảng điểm nội bộ, không vào báo cáo",
        example: "Trần Thị Thí Dụ",
        wrong: "Hồ sơ không tính điểm cho ai",
    },
    EntryColumn {
        header: "Lý do trễ hạn",
        need: Need::When("khi trễ hạn"),
        entry: Entry::Text,
        width: 30,
        how: "Câu ngắn, sẽ in nguyên văn trong thư xin lỗi",
        example: "chờ cơ quan phối hợp xác minh",
        wrong: "Không lập được thư xin lỗi",
    },
    EntryColumn {
        header: "Số lần bổ sung",
        need: Need::Never,
        entry: Entry::Count,
        width: 11,
        how: "Đã yêu cầu bổ sung mấy lần; không lần nào thì ghi 0",
        example: "1",
        wrong: "Không vào bảng bổ sung hồ sơ",
    },
    EntryColumn {
        header: "Ngày yêu cầu bổ sung",
        need: Need::Never,
        entry: Entry::Date,
        width: 13,
        how: "Ngày yêu cầu lần gần nhất",
        example: "16/03/2020",
        wrong: "Không ảnh hưởng số liệu",
    },
];

const SURVEYS: &[EntryColumn] = &[
    EntryColumn {
        header: "Số phiếu",
        need: Need::Never,
        entry: Entry::Text,
        width: 10,
        how: "Số ghi trên phiếu, giữ số 0 ở đầu",
        example: "001",
        wrong: "Khó tìm lại phiếu giấy",
    },
    EntryColumn { header: "Ngày trả lời", ..RECEIVED },
    DEPARTMENT,
    EntryColumn {
        header: "Câu hỏi",
        need: Need::Never,
        entry: Entry::Questions,
        width: 20,
        how: "Chọn trong danh sách; không trả lời thì để trống; đánh dấu hai mức thì ghi cả hai, cách \
              nhau bằng dấu phẩy",
        example: "Hài lòng",
        wrong: "Câu trả lời không hợp lệ, không vào tỷ lệ",
    },
    EntryColumn {
        header: "Ý kiến khác",
        need: Need::Never,
        entry: Entry::Text,
        width: 40,
        how: "Không ghi tên, số điện thoại của ai",
        example: "Cần thêm ghế ngồi chờ",
        wrong: "Không ảnh hưởng số liệu",
    },
];

const COMPLAINTS: &[EntryColumn] = &[
    EntryColumn {
        header: "Số đơn",
        need: Need::Always,
        entry: Entry::Text,
        width: 12,
        how: "Số vào sổ, giữ số 0 ở đầu",
        example: "05",
        wrong: "Không nhận ra đơn ghi hai lần",
    },
    EntryColumn {
        header: "Loại đơn",
        need: Need::Always,
        entry: Entry::Only(List::ComplaintKinds),
        width: 14,
        how: "Chọn trong danh sách",
        example: "Kiến nghị",
        wrong: NOT_COUNTED,
    },
    EntryColumn { need: Need::Never, ..DEPARTMENT },
    RECEIVED,
    EntryColumn {
        header: "Hạn giải quyết",
        need: Need::Never,
        entry: Entry::Date,
        width: 13,
        how: "Hạn lần đầu, không sửa khi tạm đình chỉ; không có hạn thì để trống",
        example: "11/04/2020",
        wrong: "Để trống: không xét đúng hạn, quá hạn; ghi sai: dòng này không được tính",
    },
    EntryColumn {
        header: "Ngày giải quyết",
        need: Need::When("khi đã giải quyết xong"),
        entry: Entry::Date,
        width: 13,
        how: "Ngày/tháng/năm",
        example: "02/04/2020",
        wrong: "Để trống: tính là đang giải quyết; ghi sai: dòng này không được tính",
    },
    EntryColumn {
        header: "Ngày tạm đình chỉ",
        need: Need::When("khi tạm đình chỉ giải quyết"),
        entry: Entry::Date,
        width: 13,
        how: "Ngày của quyết định tạm đình chỉ (tố cáo; khiếu nại từ 01/7/2026)",
        example: "16/03/2020",
        wrong: "Để trống: thời hạn tính liên tục; ghi sai: dòng này không được tính",
    },
    EntryColumn {
        header: "Ngày tiếp tục",
        need: Need::When("khi giải quyết tiếp"),
        entry: Entry::Date,
        width: 13,
        how: "Ngày của quyết định tiếp tục giải quyết",
        example: "25/03/2020",
        wrong: "Để trống: vẫn đang tạm đình chỉ; ghi sai: dòng này không được tính",
    },
    EntryColumn {
        header: "Nội dung",
        need: Need::Never,
        entry: Entry::Text,
        width: 50,
        how: "Tóm tắt; không vào báo cáo",
        example: "Đề nghị niêm yết thủ tục ở nơi dễ thấy",
        wrong: "Không ảnh hưởng số liệu",
    },
];

const ASSESSMENTS: &[EntryColumn] = &[
    EntryColumn {
        header: "Nội dung",
        need: Need::Always,
        entry: Entry::Mostly(List::Contents),
        width: 30,
        how: "Số của nội dung trong kế hoạch, hoặc tên nội dung",
        example: "1.1",
        wrong: NOT_COUNTED,
    },
    EntryColumn {
        header: "Tự đánh giá",
        need: Need::Always,
        entry: Entry::Text,
        width: 40,
        how: "In nguyên văn trong báo cáo, không ghi tên người dân",
        example: "Thực hiện tốt",
        wrong: NOT_COUNTED,
    },
    EntryColumn {
        header: "Ghi chú",
        need: Need::Never,
        entry: Entry::Text,
        width: 50,
        how: "In nguyên văn trong báo cáo, không ghi tên người dân",
        example: "Đã tổ chức 02 buổi đối thoại",
        wrong: "Không ảnh hưởng số liệu",
    },
];

const SERVED: &[EntryColumn] = &[
    DEPARTMENT,
    EntryColumn {
        header: "Số lượt",
        need: Need::Always,
        entry: Entry::Count,
        width: 14,
        how: "Số lượt tổ chức, cá nhân đã được phục vụ trong kỳ",
        example: "120",
        wrong: NOT_COUNTED,
    },
    EntryColumn {
        header: "Số phiếu phát ra",
        need: Need::Never,
        entry: Entry::Count,
        width: 14,
        how: "Số phiếu lấy ý kiến đã phát trong kỳ",
        example: "60",
        wrong: "Không tính được tỷ lệ thu về",
    },
];
