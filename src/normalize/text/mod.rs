//! Letters and cells of a file: each text kept once, old encodings made Unicode.

pub(crate) mod convert;
pub(crate) mod intern;
pub(crate) mod legacy;
pub(crate) mod lettering;
pub(crate) mod packed;
pub(crate) mod quote;
pub(crate) mod syllable;
pub(crate) mod wrapped;
