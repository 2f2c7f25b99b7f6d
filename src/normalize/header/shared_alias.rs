//! Names of columns that several kinds of sheets have.

/// The names of a field: groups of one rank each, the best first.
pub(crate) type FieldNames = &'static [&'static [&'static str]];

pub(super) const DEPARTMENT: FieldNames = &[
    &["phong ban"],
    &["phong chuyen mon"],
    &["phong", "phong don vi", "phong ban don vi"],
    &["don vi xu ly"],
    &["don vi/ca nhan giai quyet", "don vi giai quyet"],
    &["co quan chu tri giai quyet"],
    &["co quan/don vi"],
    &["don vi", "ten don vi"],
    &["don vi tiep nhan"],
    &["department", "department name", "division", "unit", "office", "agency", "dept"],
];

pub(super) const ADDRESS_FORM: FieldNames = &[&["xung ho"], &["danh xung"]];

pub(super) const AREA: FieldNames = &[&["linh vuc"], &["ten linh vuc"], &["field", "sector"]];

pub(super) const OFFICER: FieldNames = &[
    &["can bo xu ly hien tai"],
    &["can bo xu ly"],
    &["nguoi xu ly"],
    &["can bo thu ly"],
    &["can bo"],
    &["officer", "handler"],
];
