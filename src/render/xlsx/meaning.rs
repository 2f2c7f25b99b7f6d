//! What one column of the annex means.

/// One column.
pub(super) struct Meaning {
    pub(super) column: &'static str,
    pub(super) says: &'static str,
    pub(super) formula: &'static str,
    pub(super) source: &'static str,
}

pub(super) const fn meaning(
    column: &'static str,
    says: &'static str,
    formula: &'static str,
    source: &'static str,
) -> Meaning {
    Meaning { column, says, formula, source }
}

pub(super) const SHEETS: &str = "Bảng tính hồ sơ của đơn vị";
