//! What `xac-minh --json` prints, for other programs: English names, every key always there.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::archive::{ChainState, Damage};
use crate::error::Result;
use crate::office::differences::Changed;
use crate::office::recount::Recounted;
use crate::office::verify::{Verified, VerifiedBag};
use crate::pipeline;

/// The JSON text, with a final newline.
pub(crate) fn verify_json(verified: &Verified) -> Result<Vec<u8>> {
    let out = VerifyOut {
        whole: verified.is_whole(),
        chain: match verified.chain {
            ChainState::Whole => "whole",
            ChainState::TakenIn(_) => "taken_in",
            ChainState::Short(_) => "short",
            ChainState::Gone => "gone",
            ChainState::Altered => "altered",
        },
        bags: verified.bags.iter().map(BagOut::new).collect(),
    };
    pipeline::json_text("kết quả dạng JSON", &out)
}

#[derive(Serialize)]
struct VerifyOut<'a> {
    whole: bool,
    chain: &'static str,
    bags: Vec<BagOut<'a>>,
}

#[derive(Serialize)]
struct BagOut<'a> {
    folder: &'a str,
    whole: bool,
    /// As it is printed.
    code: Option<&'a str>,
    software: &'a str,
    before_chain: bool,
    /// It was damaged before another took its place, or is what is left of a bag that was written off.
    was_damaged: bool,
    /// Why, and since when, it stands in the place of a lost bag.
    lost: Option<LossOut<'a>>,
    /// Of the bag as such: where it lies, whose it is.
    bag: Vec<VerdictOut<'a>>,
    /// Path in the bag → verdict; `ok` for what is as it was written.
    files: BTreeMap<&'a str, VerdictOut<'a>>,
    figures: Option<FiguresOut<'a>>,
}

#[derive(Serialize)]
struct LossOut<'a> {
    day: &'a str,
    reason: &'a str,
}

#[derive(Serialize)]
struct VerdictOut<'a> {
    verdict: &'static str,
    /// The bag that is meant, or what the system said.
    detail: Option<&'a str>,
}

#[derive(Serialize)]
struct FiguresOut<'a> {
    /// `same`, `differ`, `differ_other_version`, `impossible`.
    recount: &'static str,
    why: Option<&'a str>,
    differing: Vec<FigureOut<'a>>,
}

#[derive(Serialize)]
struct FigureOut<'a> {
    path: &'a str,
    archived: Option<&'a str>,
    now: Option<&'a str>,
}

impl<'a> BagOut<'a> {
    fn new(bag: &'a VerifiedBag) -> Self {
        let ok = || VerdictOut { verdict: "ok", detail: None };
        let mut files: BTreeMap<&str, VerdictOut<'_>> =
            bag.files.iter().map(|path| (path.as_str(), ok())).collect();
        let (of_bag, of_files): (Vec<&Damage>, Vec<&Damage>) =
            bag.damage.iter().partition(|one| one.path.is_empty());
        files.extend(of_files.into_iter().map(|one| (one.path.as_str(), VerdictOut::new(one))));
        Self {
            folder: &bag.folder,
            whole: bag.is_whole(),
            code: bag.code.as_deref(),
            software: &bag.agent,
            before_chain: bag.is_from_before,
            was_damaged: bag.was_damaged,
            lost: bag.loss.as_ref().map(|note| LossOut { day: &note.day, reason: &note.reason }),
            bag: of_bag.into_iter().map(VerdictOut::new).collect(),
            files,
            figures: bag.figures.as_ref().map(FiguresOut::new),
        }
    }
}

impl<'a> VerdictOut<'a> {
    fn new(damage: &'a Damage) -> Self {
        let (verdict, detail) = damage.harm.name();
        Self { verdict, detail }
    }
}

impl<'a> FiguresOut<'a> {
    fn new(recounted: &'a Recounted) -> Self {
        let (recount, why, figures): (_, _, &[Changed]) = match recounted {
            Recounted::Same => ("same", None, &[]),
            Recounted::Differs { figures, .. } => ("differ", None, figures),
            Recounted::Otherwise { figures, .. } => ("differ_other_version", None, figures),
            Recounted::Impossible(why) => ("impossible", Some(why.as_str()), &[]),
        };
        let figure = |one: &'a Changed| FigureOut {
            path: &one.path,
            archived: one.before.as_deref(),
            now: one.after.as_deref(),
        };
        Self { recount, why, differing: figures.iter().map(figure).collect() }
    }
}
