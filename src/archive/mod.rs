//! Bytes → bag (BagIt 1.0, RFC 8493), what lies where in it; bag → verdict; what earlier bags say.

mod bag;
mod earlier;
pub(crate) mod layout;
mod parcel;
mod slug;
mod verdict;

pub(crate) use bag::{Info, Issued, Payload, Seal, Sealing, Seals, digest, seals, tags};
pub(crate) use earlier::Archived;
pub(crate) use parcel::parcel;
pub(crate) use slug::Slugs;
pub(crate) use verdict::{BagVerdict, Existing, verdict};
