//! What differs between two reports, as a page shows it.

use serde::Serialize;

use crate::office::{CompareDone, Told};
use crate::telling::advice::Reader;
use crate::telling::compared::{ComparedSection, names, sections};
use crate::telling::{findings, refusals};

/// What both sides are called, and what is other.
pub(crate) type OtherFound = (String, Vec<ComparedSection>);

#[derive(Debug, Serialize)]
pub(crate) struct OtherView {
    ten: String,
    muc: Vec<OtherSectionView>,
}

#[derive(Debug, Serialize)]
struct OtherSectionView {
    ten: String,
    dong: Vec<String>,
    con_lai: usize,
}

pub(crate) fn other((ten, all): &OtherFound) -> OtherView {
    let view = |one: &ComparedSection| OtherSectionView {
        ten: one.title.clone(),
        dong: one.lines.clone(),
        con_lai: one.more,
    };
    OtherView { ten: ten.clone(), muc: all.iter().map(view).collect() }
}

/// What is said of a comparison, `same` where nothing differs; and what differs.
pub(crate) fn told_of(told: Told<CompareDone>, same: &str) -> (Vec<String>, Option<OtherFound>) {
    let (mut said, mut other) = (Vec::new(), None);
    match told.answer {
        Err(failure) => said.push(refusals::on_page(failure)),
        Ok(CompareDone::Stopped(stopped)) => said.extend(findings::stopped(&stopped)),
        Ok(CompareDone::Compared(found)) if found.is_none() => said.push(same.to_owned()),
        Ok(CompareDone::Compared(found)) => other = Some((names(&found), sections(&found))),
    }
    said.extend(told.notices.iter().map(|one| refusals::notice(one, Reader::Desk)));
    (said, other)
}
