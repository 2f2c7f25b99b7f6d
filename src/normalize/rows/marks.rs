//! What stands beside the answers of a survey and says that a row is no sheet that counts: a label where the others
//! have their number, a remark that the sheet is not valid.

use crate::ledger::{Field, SheetKind};
use crate::model::word_key;
use crate::normalize::header::columns::{ColumnRole, SheetColumn};
use crate::normalize::header::find::FoundHeader;
use crate::normalize::rows::labels::has_letters;
use crate::normalize::text::intern::{Interner, Slot, cell_text, is_blank};
use crate::normalize::values::numbers::count_of;
use crate::normalize::values::reply::{self, Reply};
use crate::read::{Cell, Row};

/// What such a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RowMark {
    /// A word where the other rows have a number.
    Labelled,
    /// `Ví dụ`, `Mẫu`: shows how to fill in the table.
    Example,
    /// The office writes that it is not valid.
    Void,
}

/// The marked rows of a table of surveys.
#[derive(Clone, Debug, Default)]
pub(crate) struct RowMarks {
    /// Column of the numbers of rows, from 0.
    ordinal: Option<u32>,
    /// Columns in which the office writes of a sheet whether it is valid.
    remarks: Vec<(u32, Remarked)>,
    numbered: usize,
    /// Row, column, what it is.
    marked: Vec<(u32, u32, RowMark)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Remarked {
    /// Notes of any kind.
    Notes,
    /// `Tình trạng phiếu`.
    State,
    /// `Hợp lệ`: yes or no.
    Valid,
    /// `Không hợp lệ`: anything.
    Invalid,
}

impl RowMarks {
    pub(crate) fn of(header: &FoundHeader, columns: &[SheetColumn]) -> Self {
        if header.kind != SheetKind::Surveys {
            return Self::default();
        }
        let number = columns
            .iter()
            .find(|column| column.field == Field::Number && column.role == ColumnRole::Read);
        let mut counted = header.cells.iter().filter(|cell| {
            matches!(word_key(&cell.leaf).as_str(), "stt" | "tt" | "so tt" | "so thu tu" | "no")
        });
        let ordinal =
            number.map(|column| column.at).or_else(|| counted.next().map(|cell| cell.column));
        let remarks = header
            .cells
            .iter()
            .filter_map(|cell| Some((cell.column, remarked(&word_key(&cell.leaf))?)))
            .collect();
        Self { ordinal, remarks, ..Self::default() }
    }

    pub(crate) fn look(&mut self, row: &Row<'_>) {
        if let Some((column, cell)) = self.ordinal.and_then(|at| Some((at, cell_at(row, at)?))) {
            let text = cell_text(cell);
            let key = word_key(&text);
            if !is_blank(cell) {
                if is_example(&key) {
                    self.marked.push((row.number, column, RowMark::Example));
                } else if has_letters(&text) && !text.contains(|c: char| c.is_ascii_digit()) {
                    self.marked.push((row.number, column, RowMark::Labelled));
                } else {
                    self.numbered += 1;
                }
            }
        }
        for (column, remarked) in &self.remarks {
            let Some(Cell::Text(text)) = cell_at(row, *column) else { continue };
            if is_void(&word_key(text), *remarked) {
                self.marked.push((row.number, *column, RowMark::Void));
                break;
            }
        }
    }

    /// Rows that are no sheets. Without a day, a row with a word for its number adds up the others more often than not;
    /// where most have words, these are how the office tells its sheets apart.
    pub(crate) fn no_sheets(&self, has_days: bool) -> Vec<(u32, u32, RowMark)> {
        let labelled = self.marked.iter().filter(|(_, _, mark)| *mark == RowMark::Labelled).count();
        let is_word_odd = !has_days && labelled * 2 < self.numbered;
        let is_none = |mark: RowMark| match mark {
            RowMark::Labelled => is_word_odd,
            RowMark::Example => self.numbered > 0,
            RowMark::Void => false,
        };
        self.marked.iter().copied().filter(|(_, _, mark)| is_none(*mark)).collect()
    }

    /// Where the office writes of a sheet that it is not valid.
    pub(crate) fn void(&self, row: u32) -> Option<u32> {
        let mut void = self.marked.iter().filter(|(_, _, mark)| *mark == RowMark::Void);
        void.find(|(number, _, _)| *number == row).map(|(_, column, _)| *column)
    }
}

/// Whether a question is answered in a column.
fn asks(columns: &[SheetColumn], at: u32) -> bool {
    columns.iter().any(|column| {
        column.at == at && matches!(column.role, ColumnRole::Candidate(_) | ColumnRole::Tick(_))
    })
}

fn cell_at<'r, 'a>(row: &'r Row<'a>, column: u32) -> Option<&'r Cell<'a>> {
    row.cells.get(usize::try_from(column).ok()?)
}

fn remarked(header: &str) -> Option<Remarked> {
    let is = |words: &[&str]| words.contains(&header);
    if header.starts_with("ghi chu") || is(&["luu y", "nhan xet cua nguoi nhap"]) {
        Some(Remarked::Notes)
    } else if is(&["hop le", "phieu hop le", "tinh hop le", "hop le?"]) {
        Some(Remarked::Valid)
    } else if is(&["khong hop le", "phieu khong hop le", "phieu hong", "phieu loi", "phieu huy"]) {
        Some(Remarked::Invalid)
    } else if is(&[
        "tinh trang phieu",
        "tinh trang",
        "trang thai phieu",
        "trang thai",
        "chat luong phieu",
        "kiem tra phieu",
        "kiem phieu",
        "ket qua kiem tra",
    ]) {
        Some(Remarked::State)
    } else {
        None
    }
}

fn is_void(key: &str, remarked: Remarked) -> bool {
    let key = key.trim_matches(|c: char| !c.is_alphanumeric());
    let is = |words: &[&str]| words.contains(&key);
    let starts = |words: &[&str]| words.iter().any(|word| key.starts_with(word));
    let said = key.starts_with("khong hop le")
        || starts(&["phieu khong hop le", "phieu hong", "phieu huy", "phieu bi huy", "phieu loi"])
        || starts(&[
            "huy phieu",
            "phieu bi loai",
            "khong tinh phieu",
            "phieu khong tinh",
            "invalid",
        ])
        || is(&["hong", "huy", "bi huy", "da huy", "loai", "bi loai", "khong tinh", "void"]);
    match remarked {
        Remarked::Notes => said,
        Remarked::State => said || is(&["loi", "sai", "khong dat", "bo", "khong su dung"]),
        Remarked::Valid => said || is(&["khong", "ko", "k", "no", "sai", "false", "n"]),
        Remarked::Invalid => !key.is_empty() && !is(&["khong", "ko", "no", "0", "false", "n"]),
    }
}

fn is_example(key: &str) -> bool {
    let key = key.trim_matches(|c: char| !c.is_alphanumeric());
    matches!(
        key,
        "vi du" | "vd" | "mau" | "dong mau" | "nhap mau" | "vi du mau" | "example" | "test" | "thu"
    ) || key.starts_with("vi du ")
        || key.starts_with("vi du:")
}

/// A row of a survey that says of the others how many or how good: `Điểm trung bình`, `Cao nhất`, `Số phiếu hài lòng`.
pub(super) fn is_summary(row: &Row<'_>, columns: &[SheetColumn]) -> bool {
    let cells = (0_u32..).zip(&row.cells).filter(|(_, cell)| !is_blank(cell));
    cells.take(2).filter(|(at, _)| !asks(columns, *at)).any(|(_, cell)| match cell {
        Cell::Text(text) => text.len() <= 120 && sums_up(&word_key(text)),
        _ => false,
    })
}

fn sums_up(key: &str) -> bool {
    const WHOLE: [&str; 14] = [
        "cao nhat",
        "thap nhat",
        "lon nhat",
        "nho nhat",
        "max",
        "min",
        "tb",
        "average",
        "avg",
        "mean",
        "median",
        "trung vi",
        "ty le",
        "ti le",
    ];
    const STARTS: [&str; 30] = [
        "trung binh",
        "diem trung binh",
        "diem tb",
        "tb ",
        "binh quan",
        "diem binh quan",
        "diem cao nhat",
        "diem thap nhat",
        "muc cao nhat",
        "muc thap nhat",
        "gia tri ",
        "do lech chuan",
        "phuong sai",
        "ty le ",
        "ti le ",
        "ty trong",
        "phan tram",
        "% ",
        "so phieu ",
        "so luong phieu",
        "so y kien",
        "so luot ",
        "so nguoi ",
        "so tra loi",
        "ty le%",
        "ti le%",
        "average ",
        "muc trung binh",
        "gia tri trung binh",
        "muc hai long trung binh",
    ];
    let key = key.trim_start_matches(['-', '+', '*', ' ']).trim_end_matches([':', '.', ' ']);
    WHOLE.contains(&key)
        || STARTS.iter().any(|start| {
            // `Số phiếu 12` numbers a sheet.
            key.strip_prefix(start).is_some_and(|rest| {
                *start != "so phieu "
                    || rest.trim_start().starts_with(char::is_alphabetic)
                        && !rest.starts_with("so ")
            })
        })
}

/// Whether a row answers in words, or has a number and a mark of one to five wherever it answers.
pub(super) fn holds_answers(
    row: &Row<'_>,
    columns: &[SheetColumn],
    slots: &[Slot],
    texts: &Interner,
) -> bool {
    let is_number = |cell: &Cell<'_>| {
        matches!(cell, Cell::Number(_)) || cell_text(cell).bytes().all(|byte| byte.is_ascii_digit())
    };
    let is_numbered = row.cells.iter().find(|cell| !is_blank(cell)).is_some_and(is_number);
    let answers = columns.iter().zip(slots).filter(|(column, slot)| {
        matches!(column.role, ColumnRole::Candidate(_)) && !slot.is_empty()
    });
    let (mut words, mut digits, mut others) = (0, 0, 0);
    for (_, slot) in answers {
        let reply = match slot {
            Slot::Text(id) => reply::reply(texts.text(*id)),
            _ if count_of(*slot, texts).is_some_and(|count| (1..=5).contains(&count)) => {
                Reply::Digit(1)
            }
            _ => Reply::Number,
        };
        match reply {
            Reply::Word { .. } => words += 1,
            Reply::Digit(1..=5) => digits += 1,
            Reply::Number | Reply::Digit(_) | Reply::Percent(_) => others += 1,
            _ => {}
        }
    }
    words > 0 || is_numbered && digits > 0 && others == 0
}

/// Levels of a legend, one in each cell: no sheet answers with its number and its day.
pub(super) fn is_legend(row: &Row<'_>, columns: &[SheetColumn]) -> bool {
    let mut filled = (0_u32..).zip(&row.cells).filter(|(_, cell)| !is_blank(cell));
    let Some((first, _)) = filled.clone().next() else { return false };
    let labels = filled.clone().filter(|(_, cell)| is_label(cell)).count();
    !asks(columns, first) && labels >= 2 && filled.all(|(at, cell)| is_label(cell) || at == first)
}

fn is_label(cell: &Cell<'_>) -> bool {
    matches!(cell, Cell::Text(text) if matches!(reply::reply(text), Reply::Word { digit: Some(_), .. }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_that_sum_up_a_survey_are_known_by_their_word() {
        let case = |text: &str, expected| assert_eq!(sums_up(&word_key(text)), expected, "{text}");
        for text in [
            "Cao nhất",
            "Điểm thấp nhất",
            "Trung bình",
            "Điểm trung bình",
            "ĐTB chung:",
            "Tỷ lệ hài lòng (%)",
            "Số phiếu hài lòng",
            "Số phiếu mức 5",
            "Bình quân",
        ] {
            case(text, text != "ĐTB chung:");
        }
        for text in ["12", "P12", "Số phiếu 12", "Số phiếu số 3", "Phòng A", "Nguyễn Thị Ty"]
        {
            case(text, false);
        }
    }

    #[test]
    fn an_office_says_that_a_sheet_is_not_valid() {
        let case = |header: &str, text: &str, expected| {
            let got = remarked(&word_key(header)).is_some_and(|of| is_void(&word_key(text), of));
            assert_eq!(got, expected, "{header}: {text}");
        };
        case("Ghi chú", "Phiếu không hợp lệ", true);
        case("Ghi chú", "phiếu hỏng", true);
        case("Ghi chú", "Không hợp lệ (bỏ trống nhiều câu)", true);
        case("Ghi chú", "Hủy", true);
        case("Ghi chú", "hợp lệ", false);
        case("Ghi chú", "Hồ sơ của ông không hợp lệ", false);
        case("Ghi chú", "Không", false);
        case("Ghi chú", "Không tính phí", false);
        case("Ghi chú", "Loại phiếu: trực tuyến", false);
        case("Tình trạng phiếu", "Không hợp lệ", true);
        case("Tình trạng phiếu", "Lỗi", true);
        case("Tình trạng phiếu", "Hợp lệ", false);
        case("Phiếu hợp lệ", "Không", true);
        case("Phiếu hợp lệ", "Có", false);
        case("Phiếu hỏng", "x", true);
        case("Phiếu hỏng", "Không", false);
        case("Góp ý", "Không hợp lệ", false);
    }
}
