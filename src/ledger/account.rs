//! What became of every file, sheet and row: seen = accepted + rejected + skipped + blank.

use crate::ledger::field::Field;
use crate::ledger::finding::Finding;
use crate::ledger::mend::MendMark;

/// Kind of a sheet, recognised by its header.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum SheetKind {
    /// Hồ sơ.
    Dossiers,
    /// Phiếu khảo sát.
    Surveys,
    /// Đơn thư, phản ánh, kiến nghị.
    Complaints,
    /// Tự đánh giá nội dung 1.1–1.5.
    SelfAssessment,
    /// Tự chấm điểm: the indices of the scorecard.
    Scores,
    /// Lượt phục vụ.
    Served,
    /// Bảng tổng hợp: counts of dossiers, where there is no list of them.
    Totals,
    /// Phiếu nhập lý do, ngày hẹn lại cho thư xin lỗi.
    LetterEntries,
    /// Việc chưa giải quyết kịp thời, không có giấy tiếp nhận.
    Matters,
    /// Sổ theo dõi thư xin lỗi, with number and date.
    LetterRegister,
    /// Danh sách ý kiến, with those ticked that are published.
    Publications,
    /// Chỉ số trên Cổng: what the national portal says of the office's indices.
    PortalFigures,
    /// Danh sách hồ sơ trên Cổng, with what the portal says of each.
    PortalDossiers,
}

impl SheetKind {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Dossiers => "dossiers",
            Self::Surveys => "surveys",
            Self::Complaints => "complaints",
            Self::SelfAssessment => "self_assessment",
            Self::Scores => "scores",
            Self::Served => "served",
            Self::Totals => "totals",
            Self::LetterEntries => "letter_entries",
            Self::Matters => "letter_matters",
            Self::LetterRegister => "letter_register",
            Self::Publications => "publications",
            Self::PortalFigures => "portal_figures",
            Self::PortalDossiers => "portal_dossiers",
        }
    }

    /// In Vietnamese, for messages.
    pub(crate) const fn vietnamese(self) -> &'static str {
        match self {
            Self::Dossiers => "hồ sơ",
            Self::Surveys => "phiếu khảo sát",
            Self::Complaints => "đơn thư",
            Self::SelfAssessment => "tự đánh giá",
            Self::Scores => "tự chấm điểm",
            Self::Served => "lượt phục vụ",
            Self::Totals => "bảng tổng hợp",
            Self::LetterEntries => "phiếu nhập thư xin lỗi",
            Self::Matters => "việc không có giấy tiếp nhận",
            Self::LetterRegister => "sổ theo dõi thư xin lỗi",
            Self::Publications => "danh sách ý kiến chọn đăng",
            Self::PortalFigures => "chỉ số trên Cổng",
            Self::PortalDossiers => "danh sách hồ sơ trên Cổng",
        }
    }
}

/// What became of one row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Fate {
    Accepted,
    Rejected,
    Skipped,
    /// Skipped, since its status says that nobody took it in.
    NotTaken,
    Blank,
}

/// Rows of a sheet by fate. Only `count` changes it, so that the sum always holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct RowCounts {
    pub(crate) accepted: u64,
    pub(crate) rejected: u64,
    pub(crate) skipped: u64,
    pub(crate) blank: u64,
    /// Of those that are skipped: rows that another row of their code brings up to date.
    pub(crate) updated: u64,
    /// Of those that are skipped: dossiers that were never taken in, and have no dates.
    pub(crate) not_taken: u64,
}

impl RowCounts {
    pub(crate) fn count(&mut self, fate: Fate) {
        match fate {
            Fate::Accepted => self.accepted += 1,
            Fate::Rejected => self.rejected += 1,
            Fate::Skipped => self.skipped += 1,
            Fate::NotTaken => {
                self.skipped += 1;
                self.not_taken += 1;
            }
            Fate::Blank => self.blank += 1,
        }
    }

    pub(crate) fn add(&mut self, other: Self) {
        let Self { accepted, rejected, skipped, blank, updated, not_taken } = other;
        self.accepted += accepted;
        self.rejected += rejected;
        self.skipped += skipped;
        self.blank += blank;
        self.updated += updated;
        self.not_taken += not_taken;
    }

    /// A row that was accepted by itself turned out, beside others, not to count.
    pub(crate) fn reject_accepted(&mut self) {
        self.accepted -= 1;
        self.rejected += 1;
    }

    /// A row that was accepted by itself is brought up to date by another one.
    pub(crate) fn update_accepted(&mut self) {
        self.accepted -= 1;
        self.skipped += 1;
        self.updated += 1;
    }

    /// A row at fault is right in a later table.
    pub(crate) fn update_rejected(&mut self) {
        self.rejected -= 1;
        self.skipped += 1;
        self.updated += 1;
    }

    pub(crate) const fn seen(&self) -> u64 {
        self.accepted + self.rejected + self.skipped + self.blank
    }
}

/// How one column was read ("đọc là"); `field` is `None` for a column that is not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ColumnRead {
    /// Cell of the header, `C7`.
    pub(crate) cell: String,
    pub(crate) header: String,
    pub(crate) field: Option<Field>,
    /// What it asks, if it is a question; the columns of a grid of ticks ask the same.
    pub(crate) question: Option<String>,
}

/// One sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SheetAccount {
    pub(crate) name: String,
    /// Of its first table.
    pub(crate) kind: Option<SheetKind>,
    /// Other kinds of tables on it: a list of dossiers may stand above one of surveys.
    pub(crate) further: Vec<SheetKind>,
    pub(crate) rows: RowCounts,
    pub(crate) columns: Vec<ColumnRead>,
}

impl SheetAccount {
    /// All kinds of its tables, in their order.
    pub(crate) fn kinds(&self) -> impl Iterator<Item = SheetKind> {
        self.kind.into_iter().chain(self.further.iter().copied())
    }

    /// The kinds in words: `hồ sơ và phiếu khảo sát`.
    pub(crate) fn kinds_in_words(&self) -> String {
        self.kinds().map(SheetKind::vietnamese).collect::<Vec<_>>().join(" và ")
    }
}

/// Why a file could not be read: the finding's code is one of the file codes.
pub(crate) type FileRefusal = Finding;

/// One file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FileAccount {
    /// Path below `du-lieu/`, with `/`.
    pub(crate) path: String,
    pub(crate) error: Option<FileRefusal>,
    pub(crate) sheets: Vec<SheetAccount>,
    /// In order of place, but for those about the whole file, which come first.
    pub(crate) findings: Vec<Finding>,
    /// What it is a copy of, where it is one out of `can-sua`.
    pub(crate) mends: Option<MendMark>,
}

impl FileAccount {
    /// Column of the cell that a finding is about: its own, or that of its field in the table above its row.
    ///
    /// `None` for what is about a row, a sheet or the file as a whole.
    pub(crate) fn column_of(&self, finding: &Finding) -> Option<u32> {
        let place = &finding.place;
        if place.column.is_some() {
            return place.column;
        }
        // A code stands for its row, and questions are many.
        let field =
            finding.field.filter(|field| !matches!(field, Field::Code | Field::Question))?;
        let row = place.row?;
        let name = place.source.sheet.as_deref().unwrap_or_default();
        let sheet = self.sheets.iter().find(|sheet| sheet.name == name)?;
        sheet
            .columns
            .iter()
            .filter(|column| column.field == Some(field))
            .filter_map(ColumnRead::place)
            .rfind(|(header, _)| *header < row)
            .map(|(_, column)| column)
    }
}

impl ColumnRead {
    /// Row (from 1) and column (from 0) of the header.
    pub(crate) fn place(&self) -> Option<(u32, u32)> {
        let (letters, digits) = self.cell.split_at(self.cell.find(|c: char| c.is_ascii_digit())?);
        let mut column: u32 = 0;
        for letter in letters.bytes() {
            let value = u32::from(letter.checked_sub(b'A').filter(|value| *value < 26)?) + 1;
            column = column.checked_mul(26)?.checked_add(value)?;
        }
        Some((digits.parse().ok()?, column.checked_sub(1)?))
    }
}

/// All that was read in one run, files in order of path.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Ledger {
    pub(crate) files: Vec<FileAccount>,
}

impl Ledger {
    /// All findings, errors of files among them.
    pub(crate) fn findings(&self) -> impl Iterator<Item = &Finding> {
        self.files.iter().flat_map(|file| file.error.iter().chain(&file.findings))
    }

    /// Rows over all sheets that were recognised.
    pub(crate) fn rows(&self) -> RowCounts {
        let mut sum = RowCounts::default();
        for sheet in self.files.iter().flat_map(|file| &file.sheets) {
            sum.add(sheet.rows);
        }
        sum
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::ledger::{Code, Place, Source};

    #[test]
    fn a_header_is_placed_by_its_address() {
        let place = |cell: &str| {
            ColumnRead { cell: cell.to_owned(), header: String::new(), field: None, question: None }
                .place()
        };
        assert_eq!(place("A1"), Some((1, 0)));
        assert_eq!(place("AA12"), Some((12, 26)));
        assert_eq!(place("XFD1048576"), Some((1_048_576, 16_383)));
        assert_eq!(place("7"), None);
        assert_eq!(place("C"), None);
    }

    #[test]
    fn a_finding_about_a_field_is_placed_in_the_column_of_the_table_above_it() {
        let due = |cell: &str| ColumnRead {
            cell: cell.to_owned(),
            header: String::new(),
            field: Some(Field::Due),
            question: None,
        };
        let sheet = SheetAccount {
            name: "Hồ sơ".to_owned(),
            kind: None,
            further: Vec::new(),
            rows: RowCounts::default(),
            columns: vec![due("C2"), due("E20")],
        };
        let file = FileAccount {
            path: "a.xlsx".to_owned(),
            error: None,
            sheets: vec![sheet],
            findings: Vec::new(),
            mends: None,
        };
        let source =
            Arc::new(Source { file: "a.xlsx".to_owned(), sheet: Some("Hồ sơ".to_owned()) });
        let at = |row, field| {
            let finding = Finding::new(Code::DueDiffers, Place::row(&source, row));
            file.column_of(&finding.with_field(field))
        };
        assert_eq!(at(9, Field::Due), Some(2));
        assert_eq!(at(30, Field::Due), Some(4));
        assert_eq!(at(9, Field::Status), None);
        assert_eq!(at(9, Field::Code), None);
    }
}
