//! The invented office: its departments, fields, procedures and questionnaire.

use crate::calendar::Limit;

/// A department with its habits: how often it is late, how content its visitors are.
pub(crate) struct Department {
    pub(crate) name: &'static str,
    /// How its own staff write it at times.
    pub(crate) alias: &'static str,
    pub(crate) fields: &'static [&'static str],
    /// Late dossiers of a thousand.
    pub(crate) late: u32,
    /// Share of survey sheets.
    pub(crate) surveyed: u32,
    /// Content answers of a thousand.
    pub(crate) content: u32,
}

pub(crate) const DEPARTMENTS: [Department; 8] = [
    Department {
        name: "Phòng Người có công",
        alias: "Phòng NCC",
        fields: &["Người có công"],
        late: 70,
        surveyed: 24,
        content: 905,
    },
    Department {
        name: "Phòng Lao động - Tiền lương - Bảo hiểm xã hội",
        alias: "Phòng LĐ-TL-BHXH",
        fields: &["Lao động - Tiền lương", "An toàn, vệ sinh lao động"],
        late: 60,
        surveyed: 13,
        content: 880,
    },
    Department {
        name: "Phòng Việc làm",
        alias: "P. Việc làm",
        fields: &["Quản lý lao động ngoài nước"],
        late: 40,
        surveyed: 14,
        content: 920,
    },
    Department {
        name: "Phòng Giáo dục nghề nghiệp",
        alias: "Phòng GDNN",
        fields: &["Giáo dục nghề nghiệp"],
        late: 30,
        surveyed: 11,
        content: 930,
    },
    Department {
        name: "Phòng Bảo trợ xã hội",
        alias: "Phòng BTXH",
        fields: &["Bảo trợ xã hội"],
        late: 115,
        surveyed: 13,
        content: 815,
    },
    Department {
        name: "Phòng Bảo vệ, chăm sóc trẻ em và Bình đẳng giới",
        alias: "Phòng Trẻ em - BĐG",
        fields: &["Trẻ em"],
        late: 20,
        surveyed: 2,
        content: 950,
    },
    Department {
        name: "Chi cục Phòng, chống tệ nạn xã hội",
        alias: "Chi cục PCTNXH",
        fields: &["Phòng, chống tệ nạn xã hội"],
        late: 50,
        surveyed: 3,
        content: 900,
    },
    Department {
        name: "Trung tâm Dịch vụ việc làm",
        alias: "TT DVVL",
        fields: &[],
        late: 55,
        surveyed: 20,
        content: 870,
    },
];

/// A procedure, its department by index, and how often it is asked for.
pub(crate) struct Procedure {
    pub(crate) code: &'static str,
    pub(crate) name: &'static str,
    pub(crate) field: &'static str,
    pub(crate) department: usize,
    pub(crate) limit: Limit,
    pub(crate) weight: u32,
}

const fn procedure(
    department: usize,
    field: &'static str,
    limit: Limit,
    weight: u32,
    code: &'static str,
    name: &'static str,
) -> Procedure {
    Procedure { code, name, field, department, limit, weight }
}

use Limit::{AtOnce, Days, None as Unset, Working};

/// Limits are those of the steps at the department where a decree names one; the rest is invented.
#[rustfmt::skip]
pub(crate) const PROCEDURES: [Procedure; 25] = [
    procedure(0, "Người có công", Working(15), 10, "", "Giải quyết chế độ trợ cấp thờ cúng liệt sĩ"),
    procedure(0, "Người có công", Working(10), 8, "", "Giải quyết chế độ ưu đãi đối với thân nhân liệt sĩ"),
    procedure(0, "Người có công", Working(10), 2, "", "Giải quyết chế độ đối với Bà mẹ Việt Nam anh hùng"),
    procedure(0, "Người có công", Days(12), 12, "", "Giải quyết trợ cấp mai táng khi người có công từ trần"),
    procedure(0, "Người có công", Working(7), 5, "", "Giải quyết chế độ ưu đãi trong giáo dục đào tạo"),
    procedure(0, "Người có công", Days(12), 6, "", "Sửa đổi thông tin cá nhân trong hồ sơ người có công"),
    procedure(0, "Người có công", AtOnce, 3, "", "Giới thiệu đi thăm viếng mộ liệt sĩ"),
    procedure(1, "Lao động - Tiền lương", Working(7), 8, "2.001955", "Đăng ký nội quy lao động của doanh nghiệp"),
    procedure(1, "Lao động - Tiền lương", Unset, 3, "", "Gửi thỏa ước lao động tập thể cấp doanh nghiệp"),
    procedure(1, "Lao động - Tiền lương", Working(20), 2, "", "Cấp giấy phép hoạt động cho thuê lại lao động"),
    procedure(1, "Lao động - Tiền lương", Working(5), 1, "", "Rút tiền ký quỹ của doanh nghiệp cho thuê lại lao động"),
    procedure(1, "An toàn, vệ sinh lao động", Working(5), 5, "", "Khai báo đưa vào sử dụng máy, thiết bị có yêu cầu nghiêm ngặt về an toàn lao động"),
    procedure(2, "Việc làm", Working(5), 7, "", "Cấp giấy phép lao động cho người lao động nước ngoài"),
    procedure(2, "Việc làm", Working(3), 3, "", "Cấp lại giấy phép lao động cho người lao động nước ngoài"),
    procedure(2, "Việc làm", Working(5), 2, "", "Xác nhận người lao động nước ngoài không thuộc diện cấp giấy phép lao động"),
    procedure(2, "Việc làm", Working(10), 3, "", "Chấp thuận nhu cầu sử dụng người lao động nước ngoài"),
    procedure(2, "Quản lý lao động ngoài nước", Working(5), 4, "", "Đăng ký hợp đồng lao động trực tiếp giao kết"),
    procedure(3, "Giáo dục nghề nghiệp", Working(10), 8, "", "Đăng ký hoạt động giáo dục nghề nghiệp"),
    procedure(3, "Giáo dục nghề nghiệp", Working(15), 2, "", "Công nhận hiệu trưởng trường trung cấp tư thục"),
    procedure(4, "Bảo trợ xã hội", Working(7), 9, "", "Tiếp nhận đối tượng bảo trợ xã hội vào cơ sở trợ giúp xã hội"),
    procedure(4, "Bảo trợ xã hội", Working(15), 2, "", "Cấp giấy phép hoạt động đối với cơ sở trợ giúp xã hội"),
    procedure(5, "Trẻ em", Working(10), 2, "", "Chấp thuận sử dụng người dưới 13 tuổi làm việc"),
    procedure(6, "Phòng, chống tệ nạn xã hội", Working(5), 4, "", "Hỗ trợ nạn nhân bị mua bán hòa nhập cộng đồng"),
    procedure(7, "Việc làm", Working(20), 22, "1.001978", "Giải quyết hưởng trợ cấp thất nghiệp"),
    procedure(7, "Việc làm", Working(3), 6, "", "Chuyển nơi hưởng trợ cấp thất nghiệp"),
];

/// Questions with their factor (tiêu chí của phiếu, yếu tố).
pub(crate) const QUESTIONS: [(&str, &str); 10] = [
    ("Nơi ngồi chờ có đủ chỗ ngồi", "Tiếp cận dịch vụ"),
    ("Trang thiết bị phục vụ đầy đủ", "Tiếp cận dịch vụ"),
    ("Thủ tục hành chính được niêm yết công khai đầy đủ", "Thủ tục hành chính"),
    ("Thời hạn giải quyết đúng quy định", "Thủ tục hành chính"),
    ("Công chức có thái độ giao tiếp lịch sự", "Công chức giải quyết công việc"),
    ("Công chức hướng dẫn kê khai hồ sơ tận tình, chu đáo", "Công chức giải quyết công việc"),
    ("Kết quả đúng quy định", "Kết quả cung ứng dịch vụ"),
    ("Thông tin trên giấy tờ kết quả chính xác", "Kết quả cung ứng dịch vụ"),
    (
        "Cơ quan có bố trí hình thức tiếp nhận góp ý, phản ánh, kiến nghị",
        "Tiếp nhận, giải quyết góp ý, phản ánh, kiến nghị",
    ),
    (
        "Cơ quan thông báo kết quả xử lý góp ý, phản ánh, kiến nghị kịp thời",
        "Tiếp nhận, giải quyết góp ý, phản ánh, kiến nghị",
    ),
];
