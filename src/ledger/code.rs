//! The closed list of what can be wrong with an input, each with a stable English name.

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
    ClosedWithoutEnd,
    CodeDateDiffers,
    ConflictingRows,
    DueBeforeReceived,
    DueDiffers,
    DueChanged,
    DuplicateCode,
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
    MonthFirstDates,
    NoPeriod,
    NoRows,
    NoValidAnswer,
    RaggedRow,
    ReturnedBeforeReceived,
    ScaleAssumed,
    SheetUnreadable,
    SimilarDepartments,
    StrayCell,
    UndecodableText,
    UnknownDepartment,
    UnknownStatus,
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
    pub(crate) const fn message(self) -> &'static str {
        ""
    }
    pub(crate) const fn effect(self) -> &'static str {
        ""
    }
    pub(crate) const fn advice(self) -> &'static str {
        ""
    }
}
