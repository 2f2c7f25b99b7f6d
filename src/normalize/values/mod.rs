//! What one cell says: a date, a number, a status, an answer, a period.

pub(crate) mod american;
mod channel_words;
pub(crate) mod clock;
pub(crate) mod codes;
pub(crate) mod date_columns;
pub(crate) mod date_habits;
pub(crate) mod date_refusals;
pub(crate) mod date_text;
pub(crate) mod dates;
pub(crate) mod exchange;
pub(crate) mod instants;
pub(crate) mod labels;
pub(crate) mod legend;
pub(crate) mod level_words;
pub(crate) mod not_yet;
pub(crate) mod numbers;
pub(crate) mod periods;
pub(crate) mod portal_words;
pub(crate) mod reply;
pub(crate) mod scale;
pub(crate) mod status;
mod status_hints;
pub(crate) mod tally;
pub(crate) mod text_date;
pub(crate) mod year_first;
