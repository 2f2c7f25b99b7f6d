//! Bytes → bag (BagIt 1.0, RFC 8493); bag → verdict; what earlier bags say.

mod bag;
mod earlier;
mod index;
mod parcel;
mod slug;
mod verdict;

pub(crate) use bag::{Info, Issued, Payload, Seal, Sealing, Seals, digest, in_bag, seals, tags};
pub(crate) use earlier::{Archived, is_replaced};
pub(crate) use index::index;
pub(crate) use parcel::parcel;
pub(crate) use slug::Slugs;
pub(crate) use verdict::{Existing, Verdict, verdict};
