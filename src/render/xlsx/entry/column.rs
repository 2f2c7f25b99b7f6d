//! Columns of a blank workbook and what may be typed into them.

/// A workbook and what its columns are called.
#[derive(Clone, Copy, Debug)]
pub(crate) struct EntryForm {
    /// `ho-so.xlsx`.
    pub(super) file: &'static str,
    pub(super) sheet: &'static str,
    pub(super) title: &'static str,
    /// What one line stands for: `hồ sơ`.
    pub(super) one: &'static str,
    /// Whether the sheet needs its period in the title rows, having no date column.
    pub(super) period: Dating,
    pub(super) columns: &'static [EntryColumn],
    /// Rules for the whole sheet, on the sheet of instructions.
    pub(super) rules: &'static [&'static str],
}

/// Where the period of a line comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dating {
    /// From a date in the line.
    Line,
    /// From the second row of the sheet.
    Title,
}

/// A column and its instructions.
#[derive(Clone, Copy, Debug)]
pub(crate) struct EntryColumn {
    /// One of the headers that the reader knows.
    pub(super) header: &'static str,
    pub(super) need: Need,
    pub(super) entry: Entry,
    pub(super) width: u16,
    pub(super) how: &'static str,
    pub(super) example: &'static str,
    pub(super) wrong: &'static str,
}

/// What becomes of a line with a wrong cell.
pub(super) const NOT_COUNTED: &str = "Dòng này không được tính";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Need {
    Always,
    /// When the words come true: `khi đã giải quyết xong`.
    When(&'static str),
    Never,
}

impl Need {
    pub(super) fn text(self) -> String {
        match self {
            Self::Always => "Bắt buộc".to_owned(),
            Self::When(when) => format!("Bắt buộc {when}"),
            Self::Never => "Không bắt buộc".to_owned(),
        }
    }
}

/// What may be typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Entry {
    /// Letters and digits as typed: leading zeros stay.
    Text,
    Date,
    Count,
    /// Nothing but what is in the list.
    Only(List),
    /// What is in the list, or anything else.
    Mostly(List),
    /// One column for each question.
    Questions,
}

/// A drop-down list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum List {
    Departments,
    Fields,
    Procedures,
    Channels,
    Statuses,
    Levels,
    ComplaintKinds,
    Contents,
    ScoreItems,
    OfficerItems,
}

impl List {
    /// Caption on the sheet of lists; never a header that the reader knows.
    pub(super) const fn caption(self) -> &'static str {
        match self {
            Self::Departments => "Danh sách phòng ban",
            Self::Fields => "Danh sách lĩnh vực",
            Self::Procedures => "Danh sách thủ tục",
            Self::Channels => "Danh sách hình thức nộp",
            Self::Statuses => "Danh sách trạng thái",
            Self::Levels => "Danh sách mức độ",
            Self::ComplaintKinds => "Danh sách loại đơn",
            Self::Contents => "Danh sách nội dung",
            Self::ScoreItems => "Danh sách chỉ số",
            Self::OfficerItems => "Danh sách chỉ số của cán bộ",
        }
    }
}
