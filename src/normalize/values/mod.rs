//! What one cell says: a date, a number, a status, an answer, a period.

pub(crate) mod date_columns;
pub(crate) mod dates;
pub(crate) mod likert;
pub(crate) mod numbers;
pub(crate) mod periods;
pub(crate) mod status;
