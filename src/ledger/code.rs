//! The closed list of what can be wrong with an input, each with a stable English name.

use crate::ledger::words;

/// What is wrong with a cell, a row, a sheet or a file.
///
/// The names are part of the interface: they stand in `kiem-tra --json`, in the report and in the manual.
#[expect(clippy::enum_variant_names, reason = "the names are those of the interface")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Code {
    AmbiguousColumn,
    BadAnswer,
    BadCell,
    BadDate,
    BrokenIdentity,
    ClosedWithoutEnd,
    CodeDateDiffers,
    ConflictingRows,
    DueBeforeReceived,
    DueDiffers,
    DueChanged,
    DuplicateCode,
    DuplicateFile,
    ErrorCell,
    ExtensionMismatch,
    FormulaWithoutValue,
    FutureDate,
    HiddenRows,
    HiddenSheetSkipped,
    ImplausibleDate,
    LegacyEncodingConverted,
    MissingChannel,
    MissingDate,
    MissingDeadline,
    MissingDepartment,
    MissingDue,
    MissingReceived,
    MixedEncoding,
    MonthFirstDates,
    NoPeriod,
    NoRows,
    NoValidAnswer,
    OriginalGone,
    OriginalMended,
    OutsideCalendar,
    PartialPeriod,
    RaggedRow,
    ReturnedBeforeReceived,
    ScaleAssumed,
    SheetUnreadable,
    SimilarDepartments,
    StrayCell,
    TotalsNotUsed,
    UndecodableText,
    UnknownDepartment,
    UnknownStatus,
    CopyUnsettled,
    CorruptFile,
    EmptyFile,
    Encrypted,
    HtmlDisguised,
    LockFile,
    MalformedCsv,
    MissingColumn,
    NoData,
    NotASpreadsheet,
    TooLarge,
    UnsupportedFormat,
}

impl Code {
    /// Every code: those of cells, rows and sheets first, then those of files that cannot be read.
    pub(crate) const ALL: [Self; 58] = [
        Self::AmbiguousColumn,
        Self::BadAnswer,
        Self::BadCell,
        Self::BadDate,
        Self::BrokenIdentity,
        Self::ClosedWithoutEnd,
        Self::CodeDateDiffers,
        Self::ConflictingRows,
        Self::DueBeforeReceived,
        Self::DueDiffers,
        Self::DueChanged,
        Self::DuplicateCode,
        Self::DuplicateFile,
        Self::ErrorCell,
        Self::ExtensionMismatch,
        Self::FormulaWithoutValue,
        Self::FutureDate,
        Self::HiddenRows,
        Self::HiddenSheetSkipped,
        Self::ImplausibleDate,
        Self::LegacyEncodingConverted,
        Self::MissingChannel,
        Self::MissingDate,
        Self::MissingDeadline,
        Self::MissingDepartment,
        Self::MissingDue,
        Self::MissingReceived,
        Self::MixedEncoding,
        Self::MonthFirstDates,
        Self::NoPeriod,
        Self::NoRows,
        Self::NoValidAnswer,
        Self::OriginalGone,
        Self::OriginalMended,
        Self::OutsideCalendar,
        Self::PartialPeriod,
        Self::RaggedRow,
        Self::ReturnedBeforeReceived,
        Self::ScaleAssumed,
        Self::SheetUnreadable,
        Self::SimilarDepartments,
        Self::StrayCell,
        Self::TotalsNotUsed,
        Self::UndecodableText,
        Self::UnknownDepartment,
        Self::UnknownStatus,
        Self::CopyUnsettled,
        Self::CorruptFile,
        Self::EmptyFile,
        Self::Encrypted,
        Self::HtmlDisguised,
        Self::LockFile,
        Self::MalformedCsv,
        Self::MissingColumn,
        Self::NoData,
        Self::NotASpreadsheet,
        Self::TooLarge,
        Self::UnsupportedFormat,
    ];

    /// Stable name, as in `kiem-tra --json`.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::AmbiguousColumn => "ambiguous_column",
            Self::BadAnswer => "bad_answer",
            Self::BadCell => "bad_cell",
            Self::BadDate => "bad_date",
            Self::BrokenIdentity => "broken_identity",
            Self::ClosedWithoutEnd => "closed_without_end",
            Self::CodeDateDiffers => "code_date_differs",
            Self::ConflictingRows => "conflicting_rows",
            Self::DueBeforeReceived => "due_before_received",
            Self::DueDiffers => "due_differs",
            Self::DueChanged => "due_changed",
            Self::DuplicateCode => "duplicate_code",
            Self::DuplicateFile => "duplicate_file",
            Self::ErrorCell => "error_cell",
            Self::ExtensionMismatch => "extension_mismatch",
            Self::FormulaWithoutValue => "formula_without_value",
            Self::FutureDate => "future_date",
            Self::HiddenRows => "hidden_rows",
            Self::HiddenSheetSkipped => "hidden_sheet_skipped",
            Self::ImplausibleDate => "implausible_date",
            Self::LegacyEncodingConverted => "legacy_encoding_converted",
            Self::MissingChannel => "missing_channel",
            Self::MissingDate => "missing_date",
            Self::MissingDeadline => "missing_deadline",
            Self::MissingDepartment => "missing_department",
            Self::MissingDue => "missing_due",
            Self::MissingReceived => "missing_received",
            Self::MixedEncoding => "mixed_encoding",
            Self::MonthFirstDates => "month_first_dates",
            Self::NoPeriod => "no_period",
            Self::NoRows => "no_rows",
            Self::NoValidAnswer => "no_valid_answer",
            Self::OriginalGone => "original_gone",
            Self::OriginalMended => "original_mended",
            Self::OutsideCalendar => "outside_calendar",
            Self::PartialPeriod => "partial_period",
            Self::RaggedRow => "ragged_row",
            Self::ReturnedBeforeReceived => "returned_before_received",
            Self::ScaleAssumed => "scale_assumed",
            Self::SheetUnreadable => "sheet_unreadable",
            Self::SimilarDepartments => "similar_departments",
            Self::StrayCell => "stray_cell",
            Self::TotalsNotUsed => "totals_not_used",
            Self::UndecodableText => "undecodable_text",
            Self::UnknownDepartment => "unknown_department",
            Self::UnknownStatus => "unknown_status",
            Self::CopyUnsettled => "copy_unsettled",
            Self::CorruptFile => "corrupt_file",
            Self::EmptyFile => "empty_file",
            Self::Encrypted => "encrypted",
            Self::HtmlDisguised => "html_disguised",
            Self::LockFile => "lock_file",
            Self::MalformedCsv => "malformed_csv",
            Self::MissingColumn => "missing_column",
            Self::NoData => "no_data",
            Self::NotASpreadsheet => "not_a_spreadsheet",
            Self::TooLarge => "too_large",
            Self::UnsupportedFormat => "unsupported_format",
        }
    }

    /// The code of a name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|code| code.name() == name)
    }

    /// Whether it stands for a file that cannot be read.
    pub(crate) const fn is_file_error(self) -> bool {
        matches!(
            self,
            Self::CopyUnsettled
                | Self::CorruptFile
                | Self::EmptyFile
                | Self::Encrypted
                | Self::HtmlDisguised
                | Self::LockFile
                | Self::MalformedCsv
                | Self::MissingColumn
                | Self::NoData
                | Self::NotASpreadsheet
                | Self::TooLarge
                | Self::UnsupportedFormat
        )
    }

    /// What is wrong, in Vietnamese.
    pub(crate) const fn message(self) -> &'static str {
        words::of(self).message
    }

    /// What it did to the numbers.
    pub(crate) const fn effect(self) -> &'static str {
        words::of(self).effect
    }

    /// What a clerk who knows Excel does next.
    pub(crate) const fn advice(self) -> &'static str {
        words::of(self).advice
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use unicode_normalization::is_nfc;

    use super::*;

    #[test]
    fn every_code_has_a_name_of_its_own() {
        let names: BTreeSet<_> = Code::ALL.iter().map(|code| code.name()).collect();
        assert_eq!(names.len(), Code::ALL.len());
        for name in names {
            assert!(name.chars().all(|c| c.is_ascii_lowercase() || c == '_'), "{name}");
        }
    }

    #[test]
    fn the_list_holds_every_code_in_its_order() {
        assert!(Code::ALL.windows(2).all(|pair| pair[0] < pair[1]));
        assert_eq!(Code::ALL.len(), Code::UnsupportedFormat as usize + 1);
    }

    #[test]
    fn the_codes_of_files_are_the_last_ones() {
        assert_eq!(Code::ALL.iter().filter(|code| code.is_file_error()).count(), 12);
        assert!(Code::ALL.iter().skip(46).all(|code| code.is_file_error()));
    }

    #[test]
    fn every_text_is_there_in_sentence_case_without_a_final_period() {
        for code in Code::ALL {
            for text in [code.message(), code.effect(), code.advice()] {
                assert!(!text.is_empty(), "{}", code.name());
                assert!(is_nfc(text), "{}: {text}", code.name());
                assert!(!text.ends_with('.'), "{}: {text}", code.name());
                assert_eq!(text.trim(), text, "{}", code.name());
            }
            assert!(code.message().starts_with(char::is_uppercase), "{}", code.message());
        }
    }
}
