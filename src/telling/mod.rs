//! What an office answered, in the words of a clerk: the same for the command line and for the desk, which differ only
//! in what is typed or pressed next.

pub(crate) mod advice;
pub(crate) mod changes;
pub(crate) mod closing;
pub(crate) mod compared;
pub(crate) mod coverage;
pub(crate) mod damage;
pub(crate) mod diagnosis;
pub(crate) mod explained;
pub(crate) mod findings;
pub(crate) mod first_questions;
pub(crate) mod form_words;
pub(crate) mod letter_words;
pub(crate) mod made;
pub(crate) mod mended;
pub(crate) mod on_page;
mod place_names;
pub(crate) mod refusals;
pub(crate) mod said;
pub(crate) mod seen;
pub(crate) mod settings;
pub(crate) mod summary;
pub(crate) mod text;
pub(crate) mod verified;
pub(crate) mod wrap;
