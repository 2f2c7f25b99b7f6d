//! Names of columns that several kinds of sheets have.

/// The names of a field: groups of one rank each, the best first.
pub(crate) type FieldNames = &'static [&'static [&'static str]];

pub(super) const DEPARTMENT: FieldNames = &[
    &["phong ban"],
    &["phong chuyen mon"],
    &["phong", "phong don vi", "phong ban don vi"],
    &["don vi xu ly"],
    &["don vi/ca nhan giai quyet", "don vi giai quyet"],
    // Whoever works on it, before the desk that took it in.
    &["phong thu ly", "don vi thu ly", "bo phan thu ly", "co quan thu ly"],
    &["phong xu ly", "bo phan xu ly", "co quan xu ly", "phong/don vi xu ly"],
    &["phong giai quyet", "bo phan giai quyet", "co quan giai quyet"],
    &["phong chu tri", "don vi chu tri", "bo phan chu tri", "co quan chu tri"],
    &["phong phu trach", "don vi phu trach", "bo phan phu trach"],
    &["phong nghiep vu", "don vi chuyen mon", "bo phan chuyen mon", "don vi thuc hien"],
    &["phong tham muu", "don vi tham muu"],
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
