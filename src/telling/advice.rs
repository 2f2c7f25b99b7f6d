//! What is done next, as a value: typed at the terminal, pressed at the desk. Each has its own words for it, and no page
//! names a command.

use std::path::Path;

use jiff::civil::Date;

use crate::error::shown_path;
use crate::model::{Period, short_date};
use crate::office::{ARCHIVE, FILE, PROSE};

/// Where it is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reader {
    Terminal,
    Desk,
}

/// What would help.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Advice<'a> {
    /// The folder is no office's.
    MakeOffice,
    /// The office lies above the folder, whose name is `inner`.
    GoUp {
        inner: &'a str,
        office: &'a Path,
    },
    /// A folder that is not there.
    OtherFolder,
    NameUnits,
    /// A document is dated then or later.
    DateOn(Date),
    /// The period has not ended; days of it that have.
    PastDays {
        from: Date,
        until: Date,
    },
    /// Year and month of the period may be a slip.
    LookAtPeriod,
    OtherPeriod,
    /// Of several files of one name, by the path of the first.
    SkipByPath(&'a str),
    /// The name of a file that is to be left out may be a slip.
    SkipNear(Option<&'a str>),
    /// The archived period may give way, and is kept under this name.
    Replace {
        keep_as: &'a str,
    },
    /// The period, from what it is compared with now.
    MakeAgain,
    /// All that differs between what is archived and what would take its place.
    WholeComparison(&'a str),
    MendOrSkip,
    LateDays,
    /// The months of a longer period lie in the archive, with their rows.
    FromArchive,
    ArchiveOfLongPeriod,
    /// A month was archived without its rows.
    FilesOfMonths,
    NameLongPeriod,
    Prose(Period),
    ChainLost,
    /// The chain follows from the bags.
    NextRunWritesChain,
    LookAtArchive,
    ArchiveTouched,
    ReasonOfLoss,
    LastPlace,
    OnePeriod,
    /// An id that no figure has; the nearest.
    OtherFigure {
        folder: &'a str,
        near: Option<&'a str>,
    },
    /// A bag that this program counts otherwise than the bag says.
    VerifyBag(&'a str),
    OtherFile,
    ReasonOfVoid,
    LettersInstead,
    FillInLetters,
    /// A key of the settings that is blank, after its part.
    FillInSetting((&'a str, &'a str)),
    NumbersOfSheets {
        most: u32,
    },
    Questions,
    OtherSheets,
    DeclareDepartment(&'a str),
    FileOfData,
    CellOfData,
    MendOn,
}

impl Reader {
    pub(crate) fn words(self, advice: Advice<'_>) -> String {
        match self {
            Self::Terminal => typed(advice),
            Self::Desk => pressed(advice),
        }
    }
}

fn typed(advice: Advice<'_>) -> String {
    match advice {
        Advice::MakeOffice => {
            "chạy “congso khoi-tao” để tạo thư mục của cơ quan, hoặc chỉ đúng thư mục bằng -C".to_owned()
        }
        Advice::GoUp { inner, office } => format!("bỏ phần {inner}: -C {}", quoted(office)),
        Advice::OtherFolder => {
            "kiểm tra tên sau -C, và cửa sổ lệnh đang đứng ở đâu; tên có dấu cách thì để trong ngoặc kép".to_owned()
        }
        Advice::NameUnits => format!(
            "ghi sau lệnh thư mục chứa gói lưu trữ của các đơn vị, ví dụ congso tong-hop don-vi-cap-duoi, hoặc khai nguon ở phần [tong_hop] của {FILE}"
        ),
        Advice::DateOn(day) => {
            let day = short_date(day);
            format!("ghi ngày ký báo cáo, từ {day} trở đi, ví dụ --ngay {day}")
        }
        Advice::PastDays { from, until } => format!(
            "đợi hết kỳ, hoặc chỉ ghi các ngày đã qua: --ky {from}..{until}; xem trước số liệu thì chạy congso kiem-tra"
        ),
        Advice::LookAtPeriod => "kiểm tra lại năm và tháng của --ky".to_owned(),
        Advice::OtherPeriod => "muốn kỳ khác thì thêm --ky".to_owned(),
        Advice::SkipByPath(path) => format!("ghi cả đường dẫn, ví dụ --bo-qua “{path}”"),
        Advice::SkipNear(Some(near)) => format!("có phải --bo-qua \"{near}\"?"),
        Advice::SkipNear(None) => "ghi tên tệp trong du-lieu, đủ cả đuôi, ví dụ ho-so.xlsx".to_owned(),
        Advice::Replace { keep_as } => {
            format!("thêm --thay-the để thay; bản cũ được giữ thành {ARCHIVE}/{keep_as}")
        }
        Advice::MakeAgain => {
            "muốn lấy số liệu mới thì lập lại kỳ này với --thay-the".to_owned()
        }
        Advice::WholeComparison(code) => format!("congso so-sanh {code}"),
        Advice::MendOrSkip => "sửa theo các gợi ý trên rồi chạy lại (congso kiem-tra ghi vào can-sua các bản sao đã đánh dấu chỗ sửa); tệp chưa sửa được thì bỏ hẳn ra bằng --bo-qua TÊN-TỆP (báo cáo sẽ nói rõ)".to_owned(),
        Advice::LateDays => "chép tệp có các ngày còn thiếu vào du-lieu rồi chạy lại; nếu đúng là những ngày đó không có gì, hoặc cứ lập báo cáo từ số liệu này, thì thêm --du-lieu-thieu (báo cáo sẽ nói rõ)".to_owned(),
        Advice::FromArchive => "các tháng của kỳ đã được lập báo cáo thì thêm --tu-luu-tru, dữ liệu gốc của chúng nằm trong luu-tru".to_owned(),
        Advice::ArchiveOfLongPeriod => "--tu-luu-tru dùng cho quý, 6 tháng, 9 tháng, năm mà các tháng đã được lập báo cáo; kỳ khác thì bỏ --tu-luu-tru".to_owned(),
        Advice::FilesOfMonths => {
            "chép lại các tệp của các tháng vào du-lieu rồi chạy không có --tu-luu-tru".to_owned()
        }
        Advice::NameLongPeriod => "ghi thêm --ky, ví dụ --ky 2020-Q1".to_owned(),
        Advice::Prose(period) => format!(
            "muốn thêm thì viết tệp {PROSE}/{}.md với các tiêu đề # Chỉ đạo, # Ưu điểm, # Tồn tại, # Nguyên nhân, # Nhiệm vụ, # Kiến nghị",
            period.code()
        ),
        Advice::ChainLost => "chép lại tệp này từ bản sao lưu; không có thì chạy congso xac-minh để xem các gói, rồi xóa tệp này: lần chạy sau lập lại từ các gói".to_owned(),
        Advice::NextRunWritesChain => {
            "lần chạy congso bao-cao hoặc congso thu-xin-loi sau ghi lại sổ này".to_owned()
        }
        Advice::LookAtArchive => {
            "xem cả lưu trữ bằng congso xac-minh; gói bị đổi tên thì đổi lại tên".to_owned()
        }
        Advice::ArchiveTouched => "xem cả lưu trữ bằng congso xac-minh; không có bản sao lưu và chỉ hỏng số liệu của một kỳ thì lập lại kỳ đó: congso bao-cao --ky KỲ --thay-the; mất hẳn thì ghi nhận: congso xac-minh --ghi-mat GÓI --ly-do \"…\"".to_owned(),
        Advice::ReasonOfLoss => {
            "thêm --ly-do \"ổ đĩa hỏng ngày 3/4/2020, không có bản sao lưu\"".to_owned()
        }
        Advice::LastPlace => "xem sổ theo dõi đã in hoặc các thư đã gửi, rồi thêm thứ tự cuối cùng đã cấp, ví dụ --thu-den 17; chắc chắn không có thư nào thì --thu-den 0".to_owned(),
        Advice::OnePeriod => "ghi một kỳ báo cáo, ví dụ congso dien-giai 2020-03".to_owned(),
        Advice::OtherFigure { folder, near } => {
            format!("{}congso dien-giai {folder} liệt kê mọi mã", nearest(near))
        }
        Advice::VerifyBag(folder) => format!("xem congso xac-minh {folder}"),
        Advice::OtherFile => "ghi tên khác sau --xlsx, hoặc chuyển tệp kia đi".to_owned(),
        Advice::ReasonOfVoid => "thêm --ly-do \"ghi sai tên người nhận\"".to_owned(),
        Advice::LettersInstead => "chạy lại congso thu-xin-loi để lập thư thay".to_owned(),
        Advice::FillInSetting((part, key)) => {
            format!("điền {key} ở phần [{part}] của {FILE}")
        }
        Advice::FillInLetters => {
            "chạy congso thu-xin-loi --phieu-nhap để lấy bảng điền lý do và ngày hẹn lại".to_owned()
        }
        Advice::NumbersOfSheets { most } => format!(
            "mỗi lần in từ 1 đến {most} phiếu, số phiếu từ 1 đến 999999; in nhiều hơn thì chạy nhiều lần với --tu"
        ),
        Advice::Questions => "khai các đoạn [[cau_hoi]], hoặc chọn bộ có sẵn: bo_cau_hoi = \"sipas_22\" trong phần [phieu], hoặc thêm --bo sipas_22 vào lệnh này".to_owned(),
        Advice::OtherSheets => "phiếu in thêm thì đánh số tiếp bằng --tu; phiếu in lại thì ghi vào thư mục khác bằng --ra".to_owned(),
        Advice::DeclareDepartment(name) => {
            format!("khai phòng trước: congso nhan-dien --phong-moi \"{name}\"")
        }
        Advice::FileOfData => "ghi tên tệp như congso kiem-tra ghi, đủ cả thư mục con và đuôi".to_owned(),
        Advice::CellOfData => {
            "ghi tên trang và ô như congso kiem-tra ghi, ví dụ \"Hồ sơ!C12\"".to_owned()
        }
        Advice::MendOn => {
            "chạy congso kiem-tra để xem lại; muốn trả ô về như cũ thì thêm --hoan-tac".to_owned()
        }
    }
}

fn pressed(advice: Advice<'_>) -> String {
    match advice {
        Advice::MakeOffice | Advice::OtherFolder => {
            "mở lại bàn làm việc ở đúng thư mục của cơ quan".to_owned()
        }
        Advice::GoUp { office, .. } => format!("mở lại bàn làm việc ở thư mục {}", shown_path(office)),
        Advice::NameUnits => format!("khai nơi có số liệu (nguon) ở phần [tong_hop] của {FILE}"),
        Advice::DateOn(day) => format!("ghi ngày ký báo cáo, từ {} trở đi", short_date(day)),
        Advice::PastDays { from, until } => format!(
            "đợi hết kỳ, hoặc chỉ lấy các ngày đã qua: ở ô Kỳ khác của trang Báo cáo ghi {from}..{until}"
        ),
        Advice::LookAtPeriod => "xem lại năm và tháng ở ô Kỳ".to_owned(),
        Advice::OtherPeriod => "muốn kỳ khác thì chọn ở trang Báo cáo".to_owned(),
        Advice::SkipByPath(path) => format!("ghi cả thư mục, ví dụ {path}"),
        Advice::SkipNear(Some(near)) => format!("có phải {near}?"),
        Advice::SkipNear(None) => "chọn lại tệp ở trang Báo cáo".to_owned(),
        Advice::Replace { keep_as } => format!(
            "muốn thay thì đánh dấu ô “Thay bản đã lưu trữ” ở trang Báo cáo rồi lập lại; bản cũ được giữ thành {ARCHIVE}/{keep_as}"
        ),
        Advice::MakeAgain => "muốn lấy số liệu mới thì lập lại kỳ này, đánh dấu “Thay bản đã lưu trữ”".to_owned(),
        Advice::WholeComparison(_) => "bấm So với bản đã lưu trữ ở trang Báo cáo".to_owned(),
        Advice::MendOrSkip => "sửa theo các gợi ý trên ở trang Dữ liệu rồi lập lại; tệp chưa sửa được thì đánh dấu bỏ tệp đó ra ở trang Báo cáo (báo cáo sẽ nói rõ)".to_owned(),
        Advice::LateDays => "thả tệp có các ngày còn thiếu vào trang Dữ liệu rồi lập lại; nếu đúng là những ngày đó không có gì, hoặc cứ lập báo cáo từ số liệu này, thì đánh dấu ô “Lập dù thiếu ngày” ở trang Báo cáo (báo cáo sẽ nói rõ)".to_owned(),
        Advice::FromArchive => "các tháng của kỳ đã được lập báo cáo thì đánh dấu ô “Lấy dữ liệu đã lưu trữ của các tháng” ở trang Báo cáo".to_owned(),
        Advice::ArchiveOfLongPeriod => "dữ liệu đã lưu trữ dùng cho quý, 6 tháng, 9 tháng, năm mà các tháng đã được lập báo cáo; kỳ khác thì bỏ dấu ở ô đó".to_owned(),
        Advice::FilesOfMonths => {
            "chép lại các tệp của các tháng vào trang Dữ liệu rồi lập mà không lấy từ lưu trữ".to_owned()
        }
        Advice::NameLongPeriod => "chọn quý, 6 tháng, 9 tháng hoặc năm ở ô Kỳ".to_owned(),
        Advice::Prose(_) => "muốn thêm thì viết vào các ô Lời văn ở trang Báo cáo".to_owned(),
        Advice::ChainLost => "chép lại tệp này từ bản sao lưu; không có thì bấm Xác minh ở trang Lưu trữ để xem các gói, rồi xóa tệp này: lần lập sau ghi lại từ các gói".to_owned(),
        Advice::NextRunWritesChain => "lần lập báo cáo hoặc thư sau ghi lại sổ này".to_owned(),
        Advice::LookAtArchive => {
            "bấm Xác minh ở trang Lưu trữ để xem cả lưu trữ; gói bị đổi tên thì đổi lại tên".to_owned()
        }
        Advice::ArchiveTouched => "bấm Xác minh ở trang Lưu trữ để xem cả lưu trữ; không có bản sao lưu và chỉ hỏng số liệu của một kỳ thì lập lại kỳ đó ở trang Báo cáo, đánh dấu “Thay bản đã lưu trữ”; mất hẳn một gói thì báo người phụ trách máy để ghi nhận".to_owned(),
        Advice::ReasonOfLoss => "ghi lý do, ví dụ: ổ đĩa hỏng, không có bản sao lưu".to_owned(),
        Advice::LastPlace => {
            "xem sổ theo dõi đã in hoặc các thư đã gửi để biết thứ tự cuối cùng đã cấp".to_owned()
        }
        Advice::OnePeriod => "chọn một kỳ báo cáo ở trang Lưu trữ".to_owned(),
        Advice::OtherFigure { near, .. } => format!("{}chọn trong danh sách mọi số liệu của kỳ", nearest(near)),
        Advice::VerifyBag(_) => "bấm Xác minh ở trang Lưu trữ để xem".to_owned(),
        Advice::OtherFile => "chuyển tệp kia đi rồi làm lại".to_owned(),
        Advice::ReasonOfVoid => "ghi lý do, ví dụ: ghi sai tên người nhận".to_owned(),
        Advice::LettersInstead => "bấm Lập thư ở trang Thư xin lỗi để lập thư thay".to_owned(),
        Advice::FillInSetting((part, _)) => {
            format!("ghi ở phần [{part}] của trang Cài đặt rồi lập lại")
        }
        Advice::FillInLetters => "điền lý do và ngày hẹn lại ở trang Thư xin lỗi".to_owned(),
        Advice::NumbersOfSheets { most } => format!(
            "mỗi lần in từ 1 đến {most} phiếu, số phiếu từ 1 đến 999999; in nhiều hơn thì in nhiều lần, lần sau đánh số tiếp"
        ),
        Advice::Questions => "chọn bộ câu hỏi có sẵn, hoặc khai câu hỏi của cơ quan trong cài đặt".to_owned(),
        Advice::OtherSheets => "phiếu in thêm thì đánh số tiếp; phiếu in lại thì dùng tệp đã có".to_owned(),
        Advice::DeclareDepartment(name) => format!("khai phòng “{name}” ở trang Dữ liệu"),
        Advice::FileOfData => "tệp đã được đổi tên hoặc bỏ đi: bấm Kiểm tra lại ở trang Dữ liệu".to_owned(),
        Advice::CellOfData => "tệp đã đổi: bấm Kiểm tra lại ở trang Dữ liệu".to_owned(),
        Advice::MendOn => "bấm Kiểm tra lại để xem; muốn trả ô về như cũ thì bấm Hoàn tác".to_owned(),
    }
}

fn nearest(near: Option<&str>) -> String {
    near.map_or_else(String::new, |near| format!("gần nhất là {near}; "))
}

/// A folder as it is typed behind `-C`.
pub(crate) fn quoted(folder: &Path) -> String {
    let text = shown_path(folder);
    if text.contains(' ') { format!("\"{text}\"") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether a command or an option of the command line is named.
    fn names_command(text: &str) -> bool {
        let behind = |mark: &str| {
            let parts = text.split(mark).skip(1);
            parts.into_iter().any(|rest| rest.starts_with(|c: char| c.is_ascii_lowercase()))
        };
        behind("congso ") || behind(" --")
    }

    #[test]
    fn no_page_names_a_command() {
        let (office, day) = (Path::new("/co-quan"), Date::constant(2020, 3, 14));
        let from = Date::constant(2020, 2, 15);
        for advice in [
            Advice::MakeOffice,
            Advice::GoUp { inner: "du-lieu", office },
            Advice::OtherFolder,
            Advice::NameUnits,
            Advice::DateOn(day),
            Advice::PastDays { from, until: day },
            Advice::LookAtPeriod,
            Advice::OtherPeriod,
            Advice::SkipByPath("a/b.xlsx"),
            Advice::SkipNear(Some("b.xlsx")),
            Advice::SkipNear(None),
            Advice::Replace { keep_as: "2020-03-cu-1" },
            Advice::MakeAgain,
            Advice::WholeComparison("2020-03"),
            Advice::MendOrSkip,
            Advice::LateDays,
            Advice::FromArchive,
            Advice::ArchiveOfLongPeriod,
            Advice::FilesOfMonths,
            Advice::NameLongPeriod,
            Advice::ChainLost,
            Advice::NextRunWritesChain,
            Advice::LookAtArchive,
            Advice::ArchiveTouched,
            Advice::ReasonOfLoss,
            Advice::LastPlace,
            Advice::OnePeriod,
            Advice::OtherFigure { folder: "2020-03", near: Some("TL-01") },
            Advice::VerifyBag("2020-03"),
            Advice::OtherFile,
            Advice::ReasonOfVoid,
            Advice::LettersInstead,
            Advice::FillInLetters,
            Advice::FillInSetting(("co_quan", "ky_hieu")),
            Advice::NumbersOfSheets { most: 100 },
            Advice::Questions,
            Advice::OtherSheets,
            Advice::DeclareDepartment("Phòng A"),
            Advice::FileOfData,
            Advice::CellOfData,
            Advice::MendOn,
        ] {
            let words = Reader::Desk.words(advice);
            assert!(!names_command(&words) && !words.contains("-C"), "{words}");
        }
        assert!(names_command(&Reader::Terminal.words(Advice::MakeOffice)), "this can be seen");
    }

    /// What both readers are told beside advice.
    #[test]
    fn commands_are_named_in_advice_alone() {
        for text in [
            include_str!("refusals.rs"),
            include_str!("mended.rs"),
            include_str!("coverage.rs"),
            include_str!("letter_words.rs"),
            include_str!("damage.rs"),
            include_str!("summary.rs"),
            include_str!("changes.rs"),
            include_str!("explained.rs"),
            include_str!("verified.rs"),
            include_str!("../config/faults.rs"),
            include_str!("../config/syntax.rs"),
            include_str!("../document/template.rs"),
        ] {
            let lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
            let named: Vec<&str> = lines.filter(|line| names_command(line)).collect();
            assert!(named.is_empty(), "{named:#?}");
        }
    }
}
