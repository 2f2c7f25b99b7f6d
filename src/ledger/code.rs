//! The closed list of what can be wrong with an input: each code with its stable English name.
//!
//! A new code is a line of the list and an entry of `words`.

use std::str::FromStr;

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
    AmbiguousColumn,
    BadAnswer,
    BadCell,
    BadDate,
    BadValue,
    BrokenIdentity,
    ClosedWithoutEnd,
    CodeDateDiffers,
    CollectedBeforeFinished,
    ConflictingRows,
    CoveredCell,
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
    QuestionNotRead,
    RaggedRow,
    RepeatedRows,
    ReturnedBeforeReceived,
    ScaleAssumed,
    ScaleConverted,
    SheetUnreadable,
    SimilarCodes,
    SimilarDepartments,
    StatusDiffers,
    StrayCell,
    TimeZoneDates,
    TotalsNotUsed,
    UndecodableText,
    UnknownComplaintKind,
    UnknownDepartment,
    UnknownStatus,
    UnprintableText,
    UnsureName,
    UpdatedRow,
    // From here on: a file that cannot be read.
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
    UnknownScale,
    UnsupportedFormat,
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
