//! Copies that were mended and dropped in beside their originals: each row counts once.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::archive;
use crate::ledger::{Code, Finding, MendMark, Place, Source};
use crate::model::tidy;
use crate::normalize::FileReading;
use crate::pipeline::Input;

/// Passes over every original whose copy is there. Where nobody can say which of two files counts, neither is guessed.
pub(crate) fn pass_over_originals(inputs: &[Input], readings: &mut [FileReading]) {
    let copies: BTreeMap<usize, MendMark> = readings
        .iter()
        .enumerate()
        .filter_map(|(at, reading)| Some((at, reading.account.mends.clone()?)))
        .collect();
    if copies.is_empty() {
        return;
    }
    let digests: Vec<String> = inputs.iter().map(|input| archive::digest(&input.bytes)).collect();
    let claims = |copy: &MendMark, at: usize| {
        digests.get(at).is_some_and(|digest| copy.ancestors.contains(digest))
    };
    // An original of several copies goes with the one that is itself no original.
    let is_original = |at: usize| copies.values().any(|copy| claims(copy, at));
    let mut last: Vec<(usize, &MendMark)> = Vec::new();
    for (at, copy) in copies.iter().filter(|(at, _)| !is_original(**at)) {
        let path = path_of(inputs, *at);
        let rival = last.iter().find(|(_, other)| shares(copy, other));
        let unsettled = match rival {
            Some((other, _)) => Some(rivals(path, path_of(inputs, *other))),
            None => changed(inputs, path, copy, &digests),
        };
        match unsettled {
            Some(finding) => set(readings, *at, FileReading::refused(path, finding)),
            None => last.push((*at, copy)),
        }
        if let (Some(finding), Some(reading)) =
            (gone(inputs, path, copy, &digests), readings.get_mut(*at))
            && reading.account.error.is_none()
        {
            reading.account.findings.insert(0, finding);
        }
    }
    for at in (0..inputs.len()).filter(|at| is_original(*at)) {
        let copy = last.iter().find(|(_, copy)| claims(copy, at));
        // Its only copies were refused: it is as if they were not there.
        let Some((copy, _)) = copy else { continue };
        let passed = FileReading::mended_by(path_of(inputs, at), path_of(inputs, *copy));
        set(readings, at, passed);
    }
}

fn set(readings: &mut [FileReading], at: usize, reading: FileReading) {
    if let Some(slot) = readings.get_mut(at) {
        *slot = reading;
    }
}

/// Whether a copy stands by itself, not in the place of its original: none of its originals is there.
fn is_alone(path: &str, copy: &MendMark, digests: &[String]) -> bool {
    // Another system may spell the same name with other code points.
    tidy(&copy.original) != tidy(path)
        && !copy.ancestors.iter().any(|ancestor| digests.contains(ancestor))
}

fn has_namesake(inputs: &[Input], copy: &MendMark) -> bool {
    inputs.iter().any(|input| tidy(&input.path) == tidy(&copy.original))
}

/// The original is there no more, and nothing has taken its name.
fn gone(inputs: &[Input], path: &str, copy: &MendMark, digests: &[String]) -> Option<Finding> {
    if !is_alone(path, copy, digests) || has_namesake(inputs, copy) {
        return None;
    }
    let original = &copy.original;
    let message = format!("Tệp gốc “{original}” của bản sửa này không còn trong du-lieu");
    let finding = Finding::new(Code::OriginalGone, whole(path));
    Some(finding.with_found(original.as_str()).with_message(message))
}

/// Something else bears the name of the original: the original as it became, or another month's export.
fn changed(inputs: &[Input], path: &str, copy: &MendMark, digests: &[String]) -> Option<Finding> {
    if !is_alone(path, copy, digests) || !has_namesake(inputs, copy) {
        return None;
    }
    let original = &copy.original;
    Some(
        Finding::new(Code::CopyUnsettled, whole(path))
            .with_found(original.as_str())
            .with_message(format!(
                "Tệp gốc “{original}” đã khác trước khi có bản sửa này; không biết tính theo tệp nào"
            ))
            .with_advice(
                "nếu hai tệp cùng một số liệu thì đưa một tệp ra khỏi du-lieu; nếu là số liệu khác, ví dụ của tháng khác, thì đổi tên tệp gốc",
            ),
    )
}

/// Two copies of one original, neither made from the other.
fn rivals(path: &str, other: &str) -> Finding {
    Finding::new(Code::CopyUnsettled, whole(path)).with_found(other).with_message(format!(
        "Hai bản sửa của cùng một tệp: “{other}” và “{path}”; không biết tính theo bản nào"
    ))
}

fn shares(copy: &MendMark, other: &MendMark) -> bool {
    copy.ancestors.iter().any(|digest| other.ancestors.contains(digest))
}

fn path_of(inputs: &[Input], at: usize) -> &str {
    inputs.get(at).map_or("", |input| input.path.as_str())
}

fn whole(path: &str) -> Place {
    Place::whole(&Arc::new(Source { file: path.to_owned(), sheet: None }))
}
