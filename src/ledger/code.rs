//! The closed list of what can be wrong with an input: each code with its stable English name and its Vietnamese texts.
//!
//! A new code is an entry of the list.

use std::str::FromStr;

const ROW_OUT: &str = "dòng này không được tính";
const ROW_IN: &str = "dòng này vẫn được tính";
const SHEET_OUT: &str = "trang này không được đọc, chưa lập được báo cáo";
/// Of a file that cannot be read.
const FILE_OUT: &str = "tệp này không được đọc, chưa lập được báo cáo";

/// The list of codes with their texts: what is wrong, what it did to the numbers, what a clerk who knows Excel does
/// next. A finding replaces what it knows better.
macro_rules! codes {
    ($($code:ident: $message:expr, $effect:expr, $advice:expr;)+) => {
        /// What is wrong with a cell, a row, a sheet or a file.
        ///
        /// The names are part of the interface: they stand in `kiem-tra --json`, in the report and in the manual.
        #[expect(clippy::enum_variant_names, reason = "the names are those of the interface")]
        #[derive(
            Clone,
            Copy,
            Debug,
            PartialEq,
            Eq,
            PartialOrd,
            Ord,
            Hash,
            strum::IntoStaticStr,
            strum::EnumString,
        )]
        #[cfg_attr(test, derive(strum::VariantArray))]
        #[strum(serialize_all = "snake_case", const_into_str)]
        pub(crate) enum Code {
            $($code,)+
        }

        impl Code {
            /// What is wrong, in Vietnamese.
            pub(crate) const fn message(self) -> &'static str {
                match self {
                    $(Self::$code => $message,)+
                }
            }

            /// What it did to the numbers.
            pub(crate) const fn effect(self) -> &'static str {
                match self {
                    $(Self::$code => $effect,)+
                }
            }

            /// What a clerk who knows Excel does next.
            pub(crate) const fn advice(self) -> &'static str {
                match self {
                    $(Self::$code => $advice,)+
                }
            }
        }
    };
}

codes! {
    AmbiguousColumn:
        "Không biết cột nào là cột cần đọc vì có hai cột như nhau",
        SHEET_OUT,
        "giữ lại một cột, xóa hoặc đổi tên tiêu đề cột kia";
    BadAnswer:
        "Câu trả lời không hợp lệ",
        "câu trả lời này không hợp lệ, được đếm riêng",
        "ghi một mức duy nhất, ví dụ “Hài lòng”, hoặc để trống";
    BadCell:
        "Ô bị hỏng trong tệp",
        "ô này coi như không đọc được",
        "gõ lại giá trị của ô rồi lưu tệp bằng Excel";
    BadDate:
        "Không đọc được ngày",
        ROW_OUT,
        "gõ lại theo kiểu ngày/tháng/năm, ví dụ 05/01/2026";
    BadValue:
        "Ô hoặc dòng ghi thiếu, ghi sai",
        "ô này coi như trống",
        "ghi lại cho đúng, ví dụ một số nguyên ở cột số lượng";
    BrokenIdentity:
        "Số liệu trong bảng tổng hợp không khớp nhau",
        "các số được dùng như bảng ghi; báo cáo nêu chỗ không khớp",
        "đối chiếu với đơn vị lập bảng, sửa số sai";
    ClosedWithoutEnd:
        "Hồ sơ đã kết thúc nhưng không có ngày kết thúc",
        ROW_OUT,
        "ghi ngày kết thúc xử lý, hoặc sửa trạng thái";
    CodeDateDiffers:
        "Ngày trong mã hồ sơ khác ngày tiếp nhận",
        "dòng này được tính theo ngày tiếp nhận",
        "đối chiếu với phần mềm một cửa, sửa mã hoặc ngày tiếp nhận";
    CollectedBeforeFinished:
        "Ngày trả kết quả trước ngày kết thúc xử lý",
        "dòng này được tính theo ngày kết thúc xử lý",
        "đối chiếu với phần mềm một cửa, sửa ngày sai";
    CommentNotFound:
        "Không còn ý kiến được đánh dấu, hoặc ý kiến đã đổi lời",
        "ý kiến này chưa được đăng",
        "kiểm tra lại để có danh sách mới, đánh dấu rồi chép đè vào du-lieu; danh sách của kỳ cũ thì đưa ra khỏi du-lieu";
    ConflictingRows:
        "Các dòng cùng mã hồ sơ mâu thuẫn nhau",
        "hồ sơ này không được tính",
        "chỉ giữ lại dòng đúng, xóa các dòng kia";
    CoveredCell:
        "Ô nằm dưới ô gộp còn chứa chữ khác với chữ nhìn thấy",
        "chỉ giá trị nhìn thấy ở ô gộp được tính",
        "chọn ô gộp, bấm Merge & Center (Trộn và căn giữa) để bỏ gộp, ghi đúng giá trị từng dòng rồi lưu lại";
    DueBeforeReceived:
        "Ngày hẹn trả trước ngày tiếp nhận",
        ROW_OUT,
        "đối chiếu giấy hẹn, sửa ngày hẹn trả hoặc ngày tiếp nhận";
    DueDiffers:
        "Ngày hẹn trả khác ngày tính theo thời hạn của thủ tục",
        "dòng này được tính theo ngày hẹn trả đã ghi",
        "kiểm tra ngày hẹn trả và thời hạn của thủ tục trong congso.toml";
    DueChanged:
        "Cùng một hồ sơ có hai ngày hẹn trả",
        "hồ sơ chỉ được tính một lần: ngày sớm nhất là ngày hẹn lần đầu, ngày sau là ngày hẹn lại",
        "nếu không phải hẹn lại, sửa cho hai dòng giống nhau";
    DuplicateCode:
        "Mã hồ sơ trùng với một dòng khác",
        "hồ sơ chỉ được tính một lần, dòng này không được tính",
        "xóa dòng thừa, hoặc sửa mã nếu đây là hồ sơ khác";
    DuplicateFile:
        "Tệp giống hệt một tệp khác",
        "tệp này không được đọc, mọi dòng được tính ở tệp kia",
        "xóa một trong hai tệp khỏi du-lieu";
    EndByCollection:
        "Ô ngày kết thúc xử lý để trống, ngày trả kết quả lại sau ngày hẹn trả",
        "dòng này được tính là quá hạn, theo ngày trả kết quả",
        "ghi ngày kết thúc xử lý nếu kết quả đã có trước đó; nếu không thì không cần làm gì";
    ErrorCell:
        "Ô có lỗi công thức của Excel",
        "ô này coi như không đọc được",
        "sửa công thức hoặc gõ giá trị vào ô";
    ExtensionMismatch:
        "Đuôi tệp không đúng với nội dung",
        "tệp vẫn được đọc theo nội dung",
        "không cần làm gì; muốn gọn thì mở bằng Excel, lưu lại dạng .xlsx rồi xóa tệp này khỏi du-lieu";
    FormulaWithoutValue:
        "Công thức chưa được tính",
        "ô này coi như không đọc được",
        "mở tệp gốc bằng Excel, bấm Lưu rồi chạy lại; hoặc gõ giá trị vào ô";
    FutureDate:
        "Ngày ở sau ngày kiểm tra",
        ROW_IN,
        "kiểm tra lại ngày, nhất là năm";
    HiddenRows:
        "Trang có dòng bị ẩn",
        "các dòng ẩn vẫn được đọc và được tính",
        "bỏ lọc và hiện hết các dòng để kiểm tra, xóa dòng không cần";
    HiddenSheetSkipped:
        "Trang bị ẩn",
        "trang này không được đọc",
        "bấm chuột phải vào tên trang, chọn Bỏ ẩn (Unhide) nếu cần tính";
    ImplausibleDate:
        "Ngày nằm ngoài khoảng từ năm 1990 đến năm 2100",
        ROW_OUT,
        "sửa lại năm của ngày này";
    LegacyEncodingConverted:
        "Chữ gõ bằng bảng mã cũ",
        "chữ đã được chuyển sang Unicode để đọc, tệp gốc không đổi",
        "ví dụ đúng thì không cần làm gì; nếu sai thì chuyển mã bằng UniKey rồi lưu lại";
    MissingChannel:
        "Chưa có hình thức nộp",
        "hồ sơ được đếm vào cột trực tiếp, bưu chính",
        "thêm cột “Hình thức nộp” nếu chưa có, ghi Trực tiếp, Trực tuyến hoặc Bưu chính";
    MissingDate:
        "Phiếu không có ngày",
        ROW_OUT,
        "ghi ngày trả lời của phiếu";
    MissingDeadline:
        "Đơn thư không có hạn giải quyết",
        "đơn được đếm nhưng không xét đúng hạn hay quá hạn",
        "ghi hạn giải quyết nếu có";
    MissingDepartment:
        "Chưa có đơn vị xử lý",
        "dòng này được tính vào “Chưa rõ đơn vị”",
        "ghi tên đơn vị, hoặc khai báo lĩnh vực của đơn vị trong congso.toml";
    MissingDue:
        "Chưa có ngày hẹn trả",
        "hồ sơ được coi là đúng hạn hoặc trong hạn, nếu thủ tục không có thời hạn đã biết",
        "ghi ngày hẹn trả, trừ thủ tục trả ngay hoặc không quy định thời hạn";
    MissingReceived:
        "Chưa có ngày tiếp nhận",
        ROW_OUT,
        "ghi ngày tiếp nhận";
    MixedEncoding:
        "Chữ trong cột theo hai bảng mã",
        "từng ô được đọc theo bảng mã của ô đó, tệp gốc không đổi",
        "xem lại các ô này; tốt nhất là gõ lại, hoặc chuyển cả cột sang Unicode bằng UniKey rồi lưu lại";
    MonthFirstDates:
        "Cột ngày ghi tháng trước ngày sau",
        "cả cột được đọc theo kiểu tháng/ngày/năm",
        "xem lại vài dòng; tốt nhất là xuất lại với kiểu ngày/tháng/năm rồi thay tệp này";
    NoPeriod:
        "Không biết số liệu của trang này thuộc kỳ nào",
        SHEET_OUT,
        "ghi kỳ ở dòng trên bảng, ví dụ “Tháng 3 năm 2026”, hoặc đặt tệp vào thư mục du-lieu/2026-03";
    NoRows:
        "Bảng chỉ có tiêu đề, không có dòng nào",
        "không có gì để tính ở trang này",
        "nếu quên nhập thì nhập vào rồi chạy lại, nếu không cần thì xóa trang";
    NoValidAnswer:
        "Phiếu không có câu trả lời nào hợp lệ",
        "phiếu này được đếm là phiếu thu về, không được đếm là phiếu hợp lệ",
        "nhập lại phiếu nếu ghi sót; phiếu trắng thì để nguyên";
    OriginalGone:
        "Tệp gốc của bản sửa này không còn trong du-lieu",
        "các dòng được tính theo bản sửa này",
        "không cần làm gì, trừ khi tệp gốc chỉ đổi tên hoặc đã được lưu lại: khi đó bỏ một trong hai tệp ra khỏi du-lieu";
    OriginalMended:
        "Tệp gốc đã có bản sửa",
        "tệp này không được đọc, mọi dòng được tính ở bản sửa",
        "không cần làm gì; muốn dùng lại tệp gốc thì đưa bản sửa ra khỏi du-lieu";
    OtherDayColumn:
        "Hai cột đều có thể là một ngày của hồ sơ, và cho kết quả khác nhau",
        "mọi dòng được tính theo cột có tên rõ hơn",
        "đúng thì không cần làm gì; nếu phải tính theo cột kia thì đổi tên tiêu đề cho rõ";
    OutsideCalendar:
        "Chương trình chưa có lịch nghỉ của năm này",
        "không tính được hạn hoặc số ngày quá hạn, chỗ đó in “–”",
        "sửa ngày nếu gõ sai năm; nếu đúng năm thì không cần làm gì";
    PartialPeriod:
        "Kỳ của trang không khớp với kỳ báo cáo",
        "số liệu của trang không được dùng cho kỳ này",
        "ghi đúng kỳ ở dòng trên bảng, hoặc đặt tệp vào thư mục của kỳ, ví dụ du-lieu/2026-03";
    QuestionNotRead:
        "Câu hỏi không về mức độ hài lòng",
        "câu này không được tính",
        "không cần làm gì";
    RaggedRow:
        "Số ô của dòng không khớp với tiêu đề",
        "dòng được đọc theo thứ tự ô, ô thiếu coi như trống",
        "mở tệp bằng Excel, kiểm tra dòng bị lệch cột";
    RepeatedRows:
        "Có dòng giống hệt nhau mà không có mã hồ sơ để phân biệt",
        "mọi dòng đều được tính; nếu là dòng chép thừa thì số liệu bị cộng hai lần",
        "xóa các dòng chép thừa; nếu là các hồ sơ khác nhau thì không cần làm gì";
    ReturnedBeforeReceived:
        "Ngày kết thúc trước ngày tiếp nhận",
        ROW_OUT,
        "sửa ngày kết thúc hoặc ngày tiếp nhận";
    RegisterByWords:
        "Trang không có cột loại đơn, được đọc là sổ phản ánh, kiến nghị, khiếu nại, tố cáo theo tên trang và tên cột",
        "mọi dòng được tính là một đơn của loại đó, không tính là hồ sơ",
        "đúng thì không cần làm gì; nếu đây là danh sách hồ sơ thì thêm cột “Mã hồ sơ” hoặc “Tên thủ tục”";
    ScaleAssumed:
        "Câu trả lời chỉ có chữ số, chưa khai báo mức nào là tốt nhất",
        "được đọc là 5 = rất hài lòng, 1 = rất không hài lòng",
        "mở congso.toml bằng Notepad, sửa thành chu_so = \"5_tot_nhat\" nếu 5 là rất hài lòng, \"1_tot_nhat\" nếu 1 là rất hài lòng";
    ScaleConverted:
        "Câu trả lời theo thang khác",
        "các câu trả lời được quy về năm mức, báo cáo nói rõ",
        "đúng ý của phiếu thì không cần làm gì; không đúng thì ghi câu trả lời bằng chữ theo năm mức";
    SheetUnreadable:
        "Không đọc được trang",
        SHEET_OUT,
        "mở tệp bằng Excel, chép trang sang tệp mới, lưu dạng .xlsx rồi xóa tệp này khỏi du-lieu";
    SimilarCodes:
        "Hai mã chỉ khác nhau ở chữ dễ lẫn (O và 0, l và 1), số 0 ở đầu hoặc dấu nối",
        "được tính là hai hồ sơ",
        "nếu là một hồ sơ thì ghi hai mã như nhau; nếu là hai hồ sơ thì không cần làm gì";
    SimilarDepartments:
        "Hai tên đơn vị gần giống nhau",
        "vẫn được coi là hai tên khác nhau",
        "nếu là một đơn vị, sửa cho thống nhất hoặc thêm vào ten_khac trong congso.toml";
    StatusDiffers:
        "Trạng thái không khớp với các ngày",
        "dòng này được tính theo các ngày",
        "đối chiếu với phần mềm một cửa, sửa trạng thái hoặc ngày";
    StatusInRemarks:
        "Trang không có cột trạng thái, mà ghi chú nói trạng thái của hồ sơ",
        "ghi chú không được đọc: dòng chưa có ngày kết thúc được tính là đang giải quyết, dòng đã có thì là đã giải quyết",
        "nếu cột đó là trạng thái thì đổi tên cột thành “Trạng thái”";
    StrayCell:
        "Có ô lẻ nằm xa bảng",
        "ô này không được đọc",
        "xóa ô này nếu không cần";
    SuspensionNotCounted:
        "Không tính được thời gian tạm đình chỉ",
        "dòng này được tính theo hạn giải quyết đã ghi, như không tạm đình chỉ",
        "đối chiếu quyết định tạm đình chỉ và quyết định tiếp tục giải quyết, sửa ngày sai";
    TimeZoneDates:
        "Cột ngày ghi theo giờ quốc tế (UTC)",
        "các ô này được đọc theo giờ Việt Nam",
        "xem lại vài dòng; tốt nhất là xuất lại cột này không kèm giờ";
    TotalsNotUsed:
        "Không dùng một dòng của bảng tổng hợp",
        "dòng này không được cộng vào số liệu",
        "bỏ bảng tổng hợp của đơn vị đã có danh sách hồ sơ, hoặc bỏ danh sách nếu bảng tổng hợp mới đúng";
    UndecodableText:
        "Có chữ không đọc được do sai bảng mã",
        "chữ sai được giữ nguyên như trong tệp",
        "xuất lại từ phần mềm với kiểu Excel (.xlsx) hoặc CSV UTF-8, thay cho tệp này; hoặc gõ lại các chữ hỏng";
    UnknownComplaintKind:
        "Không biết loại đơn này",
        ROW_OUT,
        "ghi Khiếu nại, Tố cáo, Kiến nghị hoặc Phản ánh";
    UnknownDepartment:
        "Đơn vị không có trong danh sách đơn vị của cơ quan",
        "dòng này được tính vào “Chưa rõ đơn vị”",
        "ghi đúng tên như trong congso.toml, hoặc thêm tên này vào ten_khac của phòng đó";
    UnknownStatus:
        "Không biết trạng thái này",
        "dòng này được tính theo các ngày",
        "ghi trạng thái như phần mềm một cửa, ví dụ “Đang xử lý”";
    UnlikelyDate:
        "Ngày khác xa các dòng khác",
        "dòng này được tính theo ngày ghi trong ô",
        "xem lại năm và tháng của ngày này; đúng thì không cần làm gì";
    UnprintableText:
        "Có ký tự không in được",
        "số liệu không đổi, ký tự đó in là “□”",
        "gõ lại bằng chữ Latinh như trên giấy tờ, hoặc xóa ký hiệu thừa";
    UnsureName:
        "Tên hiếm gặp hoặc giống tên người, không in trong văn bản gửi đi",
        "vẫn được tính, vào dòng không ghi tên",
        "nếu dòng bị lệch cột thì sửa lại; nếu đúng tên thì khai trong congso.toml";
    UpdatedRow:
        "Dòng đã được cập nhật ở một bảng sau",
        "mỗi hồ sơ chỉ được tính một lần, theo dòng mới nhất",
        "không cần làm gì, cứ để tệp cũ trong du-lieu";
    // From here on: a file that cannot be read.
    CopyUnsettled:
        "Không biết tính theo bản sửa này hay theo tệp kia",
        FILE_OUT,
        "giữ lại tệp đúng, đưa tệp kia ra khỏi du-lieu";
    CorruptFile:
        "Tệp bị hỏng",
        FILE_OUT,
        "mở bằng Excel, chọn sửa chữa rồi lưu lại; không được thì xuất lại từ phần mềm một cửa, thay cho tệp này";
    EmptyFile:
        "Tệp rỗng",
        FILE_OUT,
        "chép lại tệp, hoặc xóa khỏi du-lieu";
    Encrypted:
        "Tệp có mật khẩu",
        FILE_OUT,
        "mở bằng Excel, chọn Tệp › Thông tin › Bảo vệ sổ làm việc › Mã hóa bằng mật khẩu (File › Info › Protect Workbook › Encrypt with Password), xóa mật khẩu rồi lưu lại";
    HtmlDisguised:
        "Tệp là trang web, không phải bảng tính",
        FILE_OUT,
        "mở bằng Excel, lưu lại dạng .xlsx rồi xóa tệp này khỏi du-lieu";
    LockFile:
        "Tệp tạm của Excel: có người đang mở bảng tính này",
        FILE_OUT,
        "đóng bảng tính trong Excel rồi chạy lại; vẫn còn thì xóa tệp bắt đầu bằng ~$ (tệp ẩn, bật Xem › Mục ẩn để thấy)";
    MalformedCsv:
        "Tệp CSV bị hỏng",
        FILE_OUT,
        "xuất lại từ phần mềm với kiểu Excel (.xlsx), thay cho tệp này; hoặc mở bằng Notepad, sửa dòng đã nêu";
    MissingColumn:
        "Thiếu cột bắt buộc",
        FILE_OUT,
        "thêm cột; nếu đã có nhưng mang tên khác thì sửa tên cột, hoặc khai tên đó ở mục [cot] trong congso.toml";
    NoData:
        "Tệp không có dữ liệu",
        FILE_OUT,
        "nhập dữ liệu vào tệp, hoặc xóa khỏi du-lieu";
    NotASpreadsheet:
        "Tệp không phải bảng tính (văn bản Word, PDF hoặc tệp khác)",
        FILE_OUT,
        "chuyển tệp ra khỏi du-lieu; nếu có bảng trong đó thì chép bảng sang Excel và lưu dạng .xlsx";
    TooLarge:
        "Tệp quá lớn",
        FILE_OUT,
        "mở bằng Excel, xóa hẳn các dòng và cột trống ở cuối bảng rồi lưu; vẫn quá lớn thì tách thành nhiều tệp";
    UnknownScale:
        "Không biết thang của câu trả lời",
        SHEET_OUT,
        "ghi câu trả lời bằng chữ theo năm mức, từ Rất hài lòng đến Rất không hài lòng";
    UnsupportedFormat:
        "Không đọc được dạng tệp này",
        FILE_OUT,
        "mở bằng Excel, lưu lại dạng .xlsx rồi xóa tệp này khỏi du-lieu";
}

impl Code {
    /// Stable name, as in `kiem-tra --json`.
    pub(crate) const fn name(self) -> &'static str {
        self.into_str()
    }

    /// The code of a name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::from_str(name).ok()
    }

    /// Whether it stands for a file that cannot be read.
    pub(crate) fn is_file_error(self) -> bool {
        self >= Self::CopyUnsettled
    }

    /// Whether it only tells what was done: nothing is to be mended or looked at.
    pub(crate) fn is_told(self) -> bool {
        matches!(
            self,
            Self::DuplicateFile
                | Self::ExtensionMismatch
                | Self::HiddenSheetSkipped
                | Self::LegacyEncodingConverted
                | Self::OriginalGone
                | Self::OriginalMended
                | Self::QuestionNotRead
                | Self::UpdatedRow
        )
    }
}

#[cfg(test)]
#[path = "code_tests.rs"]
mod tests;
