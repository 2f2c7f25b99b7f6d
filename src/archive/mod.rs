//! Bytes → bag (BagIt 1.0, RFC 8493), what lies where in it; bag → verdict; what earlier bags say.

mod bag;
mod chain;
mod code;
mod earlier;
mod examine;
pub(crate) mod layout;
mod parcel;
mod slug;
mod tags;
mod verdict;

pub(crate) use bag::{
    AGENT, AGENT_LABEL, DATE_LABEL, DAY_LABEL, Deed, Info, Issued, Link, NUMBER_LABEL,
    PERIOD_LABEL, Payload, Replaced, Seal, Sealing, Seals, TAKEN_LABEL, digest, manifest, seals,
    tags,
};
pub(crate) use chain::{BagsThere, Chain, ChainState};
pub(crate) use code::{code, typed};
pub(crate) use earlier::{Archived, LossNote};
pub(crate) use examine::{InBag, examine, is_manifest_of};
pub(crate) use parcel::parcel;
pub(crate) use slug::Slugs;
pub(crate) use tags::{
    BagTags, Damage, Harm, TagFiles, lines as read_digests, said as said_by_tags, tag_damage,
    tags as read_tags,
};
pub(crate) use verdict::{BagVerdict, Existing, verdict};
