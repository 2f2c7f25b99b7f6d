//! What the columns of the annex mean: words only, in the order in which the columns stand.

use crate::render::xlsx::meaning::{Meaning, SHEETS, meaning};
use crate::render::xlsx::{charts, delays, dossiers, letters, others, satisfaction};

/// What a sheet is about, and its columns without STT.
pub(super) fn of(sheet: &str) -> (&'static str, Vec<&'static Meaning>) {
    let (about, first, others): (_, &[Meaning], _) = match sheet {
        dossiers::BY_DEPARTMENT => ("bảng 13 cột, mỗi đơn vị một dòng", &[DEPARTMENT], THIRTEEN),
        dossiers::OWN => ("bảng 13 cột của đơn vị, đặt cạnh toàn cơ quan", &[SCOPE], THIRTEEN),
        dossiers::BY_FIELD => ("bảng 13 cột, mỗi lĩnh vực một dòng", &[FIELD], THIRTEEN),
        dossiers::BY_PROCEDURE => ("bảng 13 cột, mỗi thủ tục một dòng", &[PROCEDURE], THIRTEEN),
        dossiers::BEHIND => ("những số liệu không có chỗ trong bảng 13 cột", &[DEPARTMENT], BEHIND),
        dossiers::SUPPLEMENTS => {
            ("số lần yêu cầu tổ chức, cá nhân bổ sung hồ sơ", &[DEPARTMENT], SUPPLEMENTS)
        }
        satisfaction::BY_DEPARTMENT => {
            ("câu trả lời của phiếu khảo sát theo đơn vị", &[DEPARTMENT], ANSWERS)
        }
        satisfaction::OWN => ("câu trả lời của phiếu khảo sát về đơn vị", &[SCOPE], ANSWERS),
        satisfaction::BY_FACTOR => {
            ("câu trả lời của phiếu khảo sát theo yếu tố", &[FACTOR], ANSWERS)
        }
        satisfaction::BY_QUESTION => {
            ("câu trả lời của phiếu khảo sát theo câu hỏi", &[QUESTION], ANSWERS)
        }
        satisfaction::ACROSS => {
            ("tỷ lệ hài lòng của từng câu hỏi ở từng đơn vị", &[QUESTION], ACROSS)
        }
        charts::ON_TIME => ("số liệu của biểu đồ tỷ lệ đúng hạn", &[NAMED], ON_TIME),
        charts::HANDLING => ("số liệu của biểu đồ thời gian giải quyết", &[NAMED], HANDLING),
        charts::SATISFACTION => ("số liệu của biểu đồ tỷ lệ hài lòng", &[NAMED], RATES),
        charts::ANSWERS => ("số liệu của biểu đồ trả lời theo câu hỏi", &[NAMED], DRAWN),
        delays::BY_DAYS => ("hồ sơ quá hạn theo số ngày", &[], DELAYS),
        delays::BY_REASON => ("hồ sơ quá hạn theo lý do", &[], DELAYS),
        letters::LETTERS => ("hồ sơ quá hạn và thư xin lỗi", &[DEPARTMENT], letters::MEANINGS),
        others::COMPLAINTS => ("khiếu nại, tố cáo, kiến nghị, phản ánh", &[], COMPLAINTS),
        others::ASSESSMENT => ("tự đánh giá các nội dung của kế hoạch", &[], ASSESSMENT),
        others::COMPARISON => ("số liệu của kỳ đã lưu trữ đặt cạnh kỳ này", &[], COMPARISON),
        _ => ("", &[], &[]),
    };
    (about, first.iter().chain(others).collect())
}

/// Names of the report's tables and charts that show what a sheet shows.
pub(super) fn stands_as(sheet: &str) -> &'static [&'static str] {
    match sheet {
        dossiers::BY_DEPARTMENT => &["bieu-13", "ho-so-don-vi"],
        dossiers::OWN | satisfaction::OWN => &["vi-tri"],
        dossiers::BY_FIELD => &["bieu-13"],
        dossiers::BY_PROCEDURE => &["ho-so-thu-tuc"],
        dossiers::SUPPLEMENTS => &["bo-sung"],
        satisfaction::BY_DEPARTMENT => &["hai-long-don-vi"],
        satisfaction::BY_FACTOR => &["yeu-to"],
        satisfaction::BY_QUESTION => &["tra-loi"],
        satisfaction::ACROSS => &["cau-hoi-don-vi"],
        charts::ON_TIME => &["bieu-do:dung-han"],
        charts::HANDLING => &["bieu-do:thoi-gian"],
        charts::SATISFACTION => &["bieu-do:hai-long"],
        charts::ANSWERS => &["bieu-do:tra-loi"],
        delays::BY_DAYS => &["bieu-do:tre-theo-ngay"],
        delays::BY_REASON => &["bieu-do:tre-theo-ly-do"],
        letters::LETTERS => &["doi-chieu-thu"],
        others::COMPLAINTS => &["don-thu"],
        others::ASSESSMENT => &["tu-danh-gia"],
        _ => &[],
    }
}

const SURVEYS: &str = "Phiếu khảo sát";

/// The columns (3) to (17), after the name of the line.
const THIRTEEN: &[Meaning] = &[
    meaning(
        "(3) Nhận giải quyết – Tổng số",
        "Hồ sơ mới tiếp nhận trong kỳ và hồ sơ kỳ trước chuyển sang",
        "(4) + (5) + (6); cũng bằng (7) + (11)",
        SHEETS,
    ),
    meaning(
        "(4) Trực tuyến",
        "Ngày tiếp nhận trong kỳ, hình thức nộp trực tuyến",
        "Đếm hồ sơ",
        SHEETS,
    ),
    meaning(
        "(5) Trực tiếp, dịch vụ bưu chính",
        "Ngày tiếp nhận trong kỳ, nộp trực tiếp hoặc qua bưu chính; cả hồ sơ không ghi hình \
         thức nộp",
        "Đếm hồ sơ",
        SHEETS,
    ),
    meaning(
        "(6) Từ kỳ trước",
        "Tiếp nhận trước ngày đầu kỳ và khi đó chưa giải quyết xong",
        "Đếm theo ngày, không chép từ báo cáo trước",
        SHEETS,
    ),
    meaning(
        "(7) Đã giải quyết – Tổng số",
        "Ngày kết thúc xử lý nằm trong kỳ; không có thì lấy ngày trả kết quả",
        "(8) + (9) + (10)",
        SHEETS,
    ),
    meaning("(8) Trước hạn", "Kết thúc trước ngày hẹn trả", "Ngày kết thúc < ngày hẹn trả", SHEETS),
    meaning(
        "(9) Đúng hạn",
        "Kết thúc đúng ngày hẹn trả, hoặc hồ sơ không có ngày hẹn trả",
        "Ngày kết thúc = ngày hẹn trả",
        SHEETS,
    ),
    meaning("(10) Quá hạn", "Kết thúc sau ngày hẹn trả", "Ngày kết thúc > ngày hẹn trả", SHEETS),
    meaning(
        "(11) Đang giải quyết – Tổng số",
        "Đã tiếp nhận, đến ngày cuối kỳ chưa giải quyết xong",
        "(12) + (13)",
        SHEETS,
    ),
    meaning(
        "(12) Trong hạn",
        "Ngày hẹn trả chưa qua ngày cuối kỳ, không có ngày hẹn trả, hoặc đang chờ bổ sung",
        "Ngày hẹn trả ≥ ngày cuối kỳ",
        SHEETS,
    ),
    meaning(
        "(13) Quá hạn",
        "Ngày hẹn trả đã qua trước ngày cuối kỳ",
        "Ngày hẹn trả < ngày cuối kỳ",
        SHEETS,
    ),
    meaning(
        "(14) Tỷ lệ đúng hạn – Đúng hạn",
        "Phần hồ sơ đã giải quyết trước hạn và đúng hạn",
        "((8) + (9)) / (7)",
        "Cột (7), (8), (9)",
    ),
    meaning(
        "(15) Tỷ lệ trước hạn – Trước hạn",
        "Phần hồ sơ đã giải quyết trước hạn",
        "(8) / (7)",
        "Cột (7), (8)",
    ),
    meaning(
        "(16) Tỷ lệ quá hạn – Quá hạn",
        "Phần hồ sơ đã giải quyết quá hạn",
        "(10) / (7)",
        "Cột (7), (10)",
    ),
    meaning(
        "(17) Đúng hạn kể cả đang giải quyết",
        "Phần hồ sơ không quá hạn trong mọi hồ sơ nhận giải quyết",
        "((8) + (9) + (12)) / (3)",
        "Cách tính chỉ số 2.1 của Quyết định 766/QĐ-TTg",
    ),
];

/// In a department's annex.
pub(super) const SCOPE: Meaning =
    meaning("Phạm vi", "Đơn vị của báo cáo này; toàn cơ quan để so sánh", "", "");
pub(super) const DEPARTMENT: Meaning = meaning(
    "Đơn vị",
    "Theo thứ tự khai báo; đơn vị không có hồ sơ vẫn có dòng",
    "",
    "Cột phòng ban của bảng tính, tên gọi khác khai báo trong thiết lập của cơ quan",
);

const FIELD: Meaning =
    meaning("Lĩnh vực, công việc giải quyết theo cấp", "Lĩnh vực của thủ tục", "", SHEETS);
const PROCEDURE: Meaning =
    meaning("Thủ tục hành chính", "Tên thủ tục như trong bảng tính", "", SHEETS);

const BEHIND: &[Meaning] = &[
    meaning(
        "Quá hạn – Tổng số",
        "Đã giải quyết quá hạn và đang giải quyết quá hạn",
        "(10) + (13)",
        SHEETS,
    ),
    meaning(
        "Đã có thư xin lỗi",
        "Có thư trong lưu trữ, hoặc bảng tính có ngày hẹn lại; vẫn là quá hạn",
        "Đếm hồ sơ",
        "Lưu trữ các kỳ, bảng tính hồ sơ",
    ),
    meaning("Chưa có thư xin lỗi", "Số còn lại", "Đếm hồ sơ", SHEETS),
    meaning(
        "Rút, trả lại",
        "Tổ chức, cá nhân rút hoặc hồ sơ dừng xử lý, bị trả lại",
        "Đếm hồ sơ; xếp vào đâu: xem các lựa chọn",
        SHEETS,
    ),
    meaning("Không có hạn trả – Đã giải quyết", "Nằm trong cột (9)", "Đếm hồ sơ", SHEETS),
    meaning("Không có hạn trả – Đang giải quyết", "Nằm trong cột (12)", "Đếm hồ sơ", SHEETS),
    meaning(
        "Hạn trả do phần mềm tính",
        "Bảng tính không ghi ngày hẹn trả nhưng thời hạn của thủ tục đã khai báo",
        "Ngày tiếp nhận cộng thời hạn, không tính ngày đầu",
        "Bộ luật Dân sự 2015, Điều 147, 148; lịch làm việc",
    ),
    meaning(
        "Chờ bổ sung, nghĩa vụ tài chính",
        "Đang chờ tổ chức, cá nhân; tính là trong hạn",
        "Đếm hồ sơ",
        SHEETS,
    ),
    meaning(
        "Ngày làm việc – Số hồ sơ",
        "Đã giải quyết, có hạn trả nằm trong lịch làm việc",
        "Đếm hồ sơ",
        SHEETS,
    ),
    meaning(
        "Tổng đã sử dụng",
        "Ngày làm việc từ tiếp nhận đến kết thúc",
        "Cộng số ngày",
        "Lịch làm việc",
    ),
    meaning(
        "Tổng theo thời hạn",
        "Ngày làm việc từ tiếp nhận đến ngày hẹn trả",
        "Cộng số ngày",
        "Lịch làm việc",
    ),
    meaning(
        "Bình quân đã sử dụng",
        "Ngày làm việc một hồ sơ",
        "Tổng đã sử dụng / số hồ sơ",
        "Hai cột bên trái",
    ),
    meaning(
        "Bình quân theo thời hạn",
        "Ngày làm việc một hồ sơ",
        "Tổng theo thời hạn / số hồ sơ",
        "Hai cột bên trái",
    ),
    meaning("Ghi chú", "Đơn vị có ít hồ sơ thì không xếp hạng", "Dưới 30 hồ sơ đã giải quyết", ""),
];

const SUPPLEMENTS: &[Meaning] = &[
    meaning("Hồ sơ đã giải quyết", "Cột (7) của bảng 13 cột", "", SHEETS),
    meaning("Hồ sơ có ghi số lần bổ sung", "Trong số đã giải quyết", "Đếm hồ sơ", SHEETS),
    meaning("Số lần yêu cầu bổ sung", "Của các hồ sơ đó", "Cộng số lần", SHEETS),
    meaning("Bình quân số lần một hồ sơ", "", "Số lần / hồ sơ có ghi số lần", "Hai cột bên trái"),
    meaning("Hồ sơ bổ sung trên một lần", "Bị yêu cầu bổ sung từ hai lần", "Đếm hồ sơ", SHEETS),
    meaning(
        "Tỷ lệ bổ sung trên một lần",
        "",
        "Trên một lần / hồ sơ có ghi số lần",
        "Các cột bên trái",
    ),
];

/// The columns of answers, after the name of the line.
const ANSWERS: &[Meaning] = &[
    meaning("Mức 1", "Rất không hài lòng", "Đếm câu trả lời", SURVEYS),
    meaning("Mức 2", "Không hài lòng; mức thấp nhất của thang 3 mức", "Đếm câu trả lời", SURVEYS),
    meaning("Mức 3", "Bình thường", "Đếm câu trả lời", SURVEYS),
    meaning("Mức 4", "Hài lòng", "Đếm câu trả lời", SURVEYS),
    meaning("Mức 5", "Rất hài lòng", "Đếm câu trả lời", SURVEYS),
    meaning(
        "Không trả lời",
        "Để trống, không áp dụng, không ý kiến",
        "Đếm, không vào tỷ lệ",
        SURVEYS,
    ),
    meaning("Không hợp lệ", "Chọn hai mức, không đọc được", "Đếm, không vào tỷ lệ", SURVEYS),
    meaning(
        "n (số phiếu)",
        "Số phiếu có ít nhất một câu trả lời hợp lệ",
        "Đếm phiếu, không đếm câu",
        SURVEYS,
    ),
    meaning(
        "Tỷ lệ hài lòng",
        "Phần câu trả lời mức 4 và mức 5",
        "(mức 4 + mức 5) / (mức 1 + … + mức 5)",
        "Cách tính chỉ số hài lòng SIPAS, không có trọng số",
    ),
    FROM,
    TO,
    meaning("Ghi chú", "Cỡ mẫu nhỏ thì không xếp hạng", "n dưới 30", ""),
];

const FROM: Meaning = meaning(
    "Khoảng tin cậy 95% – Từ",
    "Tỷ lệ thật có thể nằm trong khoảng từ … đến …; một chữ số thập phân",
    "(p + z²/2n − z√(p(1 − p)/n + z²/4n²)) / (1 + z²/n), z = 1,96",
    "Công thức Wilson; p là tỷ lệ hài lòng, n là số phiếu",
);
const TO: Meaning = meaning(
    "Khoảng tin cậy 95% – Đến",
    "Như trên",
    "(p + z²/2n + z√(p(1 − p)/n + z²/4n²)) / (1 + z²/n)",
    "Công thức Wilson",
);

/// Names in a chart.
const NAMED: Meaning = meaning(
    "Đơn vị, lĩnh vực, yếu tố hoặc câu hỏi: Đơn vị; Lĩnh vực; Yếu tố; Câu hỏi",
    "Tên trên biểu đồ; cơ sở nhỏ ghi kèm",
    "Xếp theo giá trị, cơ sở nhỏ đứng sau; câu hỏi theo thứ tự của phiếu",
    "Các trang bảng số liệu",
);
const TARGET: Meaning = meaning("Mục tiêu", "Mức cơ quan đặt ra", "", "Thiết lập của cơ quan");

const ON_TIME: &[Meaning] = &[
    meaning("Trước hạn và đúng hạn", "", "(8) + (9) của bảng 13 cột", SHEETS),
    meaning("Đã giải quyết", "", "(7) của bảng 13 cột", SHEETS),
    meaning("Tỷ lệ đúng hạn", "", "((8) + (9)) / (7)", "Hai cột bên trái"),
    TARGET,
];

const HANDLING: &[Meaning] = &[
    meaning("Số hồ sơ", "Đã giải quyết, có hạn trả nằm trong lịch làm việc", "Đếm hồ sơ", SHEETS),
    meaning("Tổng đã sử dụng", "Ngày làm việc từ tiếp nhận đến kết thúc", "Cộng số ngày", SHEETS),
    meaning("Tổng theo thời hạn", "Ngày làm việc từ tiếp nhận đến hạn", "Cộng số ngày", SHEETS),
    meaning("Bình quân đã sử dụng", "", "Tổng đã sử dụng / số hồ sơ", "Các cột bên trái"),
    meaning("Bình quân theo thời hạn", "", "Tổng theo thời hạn / số hồ sơ", "Các cột bên trái"),
];

const DELAYS: &[Meaning] = &[
    meaning(
        "Số ngày quá hạn; Lý do",
        "Ngày làm việc sau ngày hẹn trả; lý do như bảng tính ghi, xếp theo danh mục",
        "Lý do: nhiều hồ sơ đứng trước, chưa ghi lý do đứng sau cùng",
        "Lịch làm việc; cột lý do của bảng tính",
    ),
    meaning("Đã giải quyết", "Trong cột (10)", "Đếm hồ sơ", SHEETS),
    meaning("Đang giải quyết", "Trong cột (13)", "Đếm hồ sơ", SHEETS),
    meaning("Tổng số", "", "Hai cột bên trái", "Hai cột bên trái"),
];

const RATES: &[Meaning] = &[
    meaning("Mức 4 và 5", "Câu trả lời hài lòng và rất hài lòng", "Đếm câu trả lời", SURVEYS),
    meaning("Câu trả lời hợp lệ", "Mức 1 đến mức 5", "Đếm câu trả lời", SURVEYS),
    meaning("n (số phiếu)", "Phiếu có câu trả lời hợp lệ", "Đếm phiếu", SURVEYS),
    meaning("Tỷ lệ hài lòng", "", "Mức 4 và 5 / câu trả lời hợp lệ", "Các cột bên trái"),
    FROM,
    TO,
    meaning("Xuống", "Chiều dài vạch về bên trái", "Tỷ lệ − từ", "Để vẽ"),
    meaning("Lên", "Chiều dài vạch về bên phải", "Đến − tỷ lệ", "Để vẽ"),
    TARGET,
];

const DRAWN: &[Meaning] = &[
    meaning("1: mức 1", "Rất không hài lòng", "Đếm câu trả lời", SURVEYS),
    meaning("2: mức 2", "Không hài lòng", "Đếm câu trả lời", SURVEYS),
    meaning("3: mức 3", "Bình thường", "Đếm câu trả lời", SURVEYS),
    meaning("4: mức 4", "Hài lòng", "Đếm câu trả lời", SURVEYS),
    meaning("5: mức 5", "Rất hài lòng", "Đếm câu trả lời", SURVEYS),
    meaning("Bên trái – Nửa mức 3", "Phần vẽ bên trái trục", "Mức 3 / tổng / 2", "Để vẽ"),
    meaning("Bên trái – Mức 2", "Phần vẽ bên trái trục", "Mức 2 / tổng", "Để vẽ"),
    meaning("Bên trái – Mức 1", "Phần vẽ bên trái trục", "Mức 1 / tổng", "Để vẽ"),
    meaning("Bên phải – Nửa mức 3", "Phần vẽ bên phải trục", "Mức 3 / tổng / 2", "Để vẽ"),
    meaning("Bên phải – Mức 4", "Phần vẽ bên phải trục", "Mức 4 / tổng", "Để vẽ"),
    meaning("Bên phải – Mức 5", "Phần vẽ bên phải trục", "Mức 5 / tổng", "Để vẽ"),
];

const FACTOR: Meaning =
    meaning("Yếu tố", "Nhóm câu hỏi", "", "Bộ câu hỏi trong thiết lập của cơ quan");
const QUESTION: Meaning = meaning(
    "Câu hỏi",
    "Theo thứ tự của phiếu",
    "",
    "Bộ câu hỏi trong thiết lập của cơ quan, bảng tính",
);

const ACROSS: &[Meaning] = &[
    meaning("Chung", "Tất cả đơn vị", "Như trang “Hài lòng theo câu hỏi”", SURVEYS),
    meaning(
        "Mỗi đơn vị: Tỷ lệ",
        "Tỷ lệ hài lòng của câu hỏi ở đơn vị đó",
        "Câu trả lời mức 4 và 5 / câu trả lời hợp lệ",
        SURVEYS,
    ),
    meaning("Mỗi đơn vị: n", "Số phiếu có câu trả lời hợp lệ cho câu hỏi đó", "Đếm phiếu", SURVEYS),
];

const COMPLAINT_SHEETS: &str = "Bảng tính đơn thư";

const COMPLAINTS: &[Meaning] = &[
    meaning("Loại đơn", "Khiếu nại, tố cáo, kiến nghị, phản ánh", "", COMPLAINT_SHEETS),
    meaning(
        "Kỳ trước chuyển sang",
        "Tiếp nhận trước kỳ, đầu kỳ chưa giải quyết",
        "Đếm đơn",
        COMPLAINT_SHEETS,
    ),
    meaning("Tiếp nhận trong kỳ", "Ngày tiếp nhận nằm trong kỳ", "Đếm đơn", COMPLAINT_SHEETS),
    meaning(
        "Đã giải quyết – Tổng số",
        "Ngày giải quyết nằm trong kỳ",
        "Đúng hạn + quá hạn + không có hạn",
        COMPLAINT_SHEETS,
    ),
    meaning("Đúng hạn", "Giải quyết không sau hạn", "Đếm đơn", COMPLAINT_SHEETS),
    meaning("Quá hạn", "Giải quyết sau hạn", "Đếm đơn", COMPLAINT_SHEETS),
    meaning("Không có hạn", "Không ghi hạn giải quyết nên không xét", "Đếm đơn", COMPLAINT_SHEETS),
    meaning(
        "Đang giải quyết – Tổng số",
        "Chưa giải quyết vào ngày cuối kỳ",
        "Chuyển sang + tiếp nhận − đã giải quyết",
        COMPLAINT_SHEETS,
    ),
    meaning("Trong đó quá hạn", "Hạn đã qua vào ngày cuối kỳ", "Đếm đơn", COMPLAINT_SHEETS),
    meaning(
        "Tỷ lệ đúng hạn",
        "Của đơn đã giải quyết có hạn",
        "Đúng hạn / (đúng hạn + quá hạn)",
        "Các cột bên trái",
    ),
];

const ASSESSMENT: &[Meaning] = &[
    meaning("Nội dung", "Số hoặc tên nội dung của kế hoạch", "", "Bảng tính tự đánh giá"),
    meaning("Tự đánh giá", "Nguyên văn của đơn vị", "", "Bảng tính tự đánh giá"),
    meaning("Ghi chú", "Nguyên văn của đơn vị", "", "Bảng tính tự đánh giá"),
];

const ARCHIVE: &str = "Số liệu đã lưu trữ của kỳ đó";

const COMPARISON: &[Meaning] = &[
    meaning("So với", "Kỳ liền trước, cùng kỳ năm trước", "", ""),
    meaning("Kỳ", "Tên kỳ", "", ""),
    meaning(
        "Giải quyết đúng hạn – Tỷ lệ",
        "Tỷ lệ đúng hạn của hồ sơ đã giải quyết",
        "((8) + (9)) / (7)",
        ARCHIVE,
    ),
    meaning(
        "Giải quyết đúng hạn – Kỳ này thay đổi (điểm %)",
        "Tăng (+) hoặc giảm (−), điểm %",
        "Tỷ lệ kỳ này − tỷ lệ kỳ đó",
        ARCHIVE,
    ),
    meaning("Hài lòng – Tỷ lệ", "Tỷ lệ hài lòng chung", "Mức 4 và 5 / câu trả lời hợp lệ", ARCHIVE),
    meaning(
        "Hài lòng – Kỳ này thay đổi (điểm %)",
        "Tăng (+) hoặc giảm (−), điểm %",
        "Tỷ lệ kỳ này − tỷ lệ kỳ đó",
        ARCHIVE,
    ),
    meaning("Lưu ý", "Điều khiến hai kỳ không so sánh được hoàn toàn", "", ""),
];
