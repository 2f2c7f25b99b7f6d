//! One code is one dossier over all sheets of a run: duplicates, conflicts, re-appointments.

mod books;
mod carried;
mod comments;
mod conflict;
mod entries;
mod excerpts;
mod order;
mod other_codes;
mod rules;
mod short_codes;
mod similar;
mod surveys;
mod twins;
mod unkeyed;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use hashbrown::HashMap;

use crate::ledger::{Code, Field, Finding, Ledger, Place, Source};
use crate::model::{DepartmentFrom, Records, Span, Text, code_key, name_key};
use crate::normalize::kinds::letters;
use crate::normalize::settle::books::Books;
use crate::normalize::settle::order::Ages;
use crate::normalize::settle::rules::{Member, SettleOutcome, Settling, settle_group};
use crate::normalize::settle::similar::similar_departments;
use crate::normalize::settle::twins::{Repeated, families, join_alike, repeated};
use crate::normalize::{FileReading, NormalizeOptions, Settled};

/// Puts all files of a run beside each other.
pub(crate) fn settle(mut readings: Vec<FileReading>, options: &NormalizeOptions) -> Settled {
    readings.sort_by(|one, other| one.account.path.cmp(&other.account.path));
    let (similar, proposals) = similar_departments(&readings, options);
    let mut stopped = Vec::new();
    let mut files = Vec::new();
    let mut records = Records::default();
    let mut spans = Vec::new();
    for reading in readings {
        spans.extend(reading.spans);
        stopped.extend(reading.stopped);
        files.push(reading.account);
        if records.dossiers.is_empty() {
            // The bulk of a run with one large file: not copied.
            records.dossiers = reading.records.dossiers;
        } else {
            records.dossiers.extend(reading.records.dossiers);
        }
        records.surveys.extend(reading.records.surveys);
        records.complaints.extend(reading.records.complaints);
        records.assessments.extend(reading.records.assessments);
        records.self_scores.extend(reading.records.self_scores);
        records.served.extend(reading.records.served);
        records.totals.extend(reading.records.totals);
        records.letter_entries.extend(reading.records.letter_entries);
        records.matters.extend(reading.records.matters);
        records.letter_numbers.extend(reading.records.letter_numbers);
        records.portal_figures.extend(reading.records.portal_figures);
        records.portal_dossiers.extend(reading.records.portal_dossiers);
        records.comment_marks.extend(reading.records.comment_marks);
        records.unreadable.extend(reading.records.unreadable);
    }
    if !records.dossiers.is_sorted_by(|one, other| one.place <= other.place) {
        records.dossiers.sort_by(|one, other| one.place.cmp(&other.place));
    }
    records.surveys.sort_by(|one, other| one.place.cmp(&other.place));
    records.complaints.sort_by(|one, other| one.place.cmp(&other.place));
    records.assessments.sort_by(|one, other| one.place.cmp(&other.place));
    records.self_scores.sort_by(|one, other| one.place.cmp(&other.place));
    records.served.sort_by(|one, other| one.place.cmp(&other.place));
    records.totals.sort_by(|one, other| one.place.cmp(&other.place));
    records.portal_figures.sort_by(|one, other| one.place.cmp(&other.place));
    records.portal_dossiers.sort_by(|one, other| one.place.cmp(&other.place));
    one_spelling(&mut records);
    let mut books = Books::new(files);
    records.dossiers = settle_all(records.dossiers, &spans, &mut books);
    records.dossiers = unkeyed::settle(records.dossiers, &spans, &mut books);
    books.find_all(excerpts::of_dossiers(&records.dossiers));
    records.complaints = settle_all(records.complaints, &spans, &mut books);
    books.find_all(excerpts::of_complaints(&records.complaints));
    carried::say(&records.complaints, &mut books);
    mended_later(&mut records, &spans, &mut books);
    stopped.extend(say_repeated(&records.dossiers, &mut books));
    stopped.extend(say_repeated(&records.complaints, &mut books));
    stopped.extend(surveys::once(&mut records.surveys, &mut books));
    let lost = join_surveys(&mut records);
    let letters = letters::join(&mut records);
    let comments = comments::publish(&mut records);
    for place in letters.rejected.iter().chain(&comments.rejected) {
        books.reject(place);
    }
    for finding in lost.into_iter().chain(letters.findings).chain(comments.findings).chain(similar)
    {
        books.find(finding);
    }
    Settled { ledger: Ledger { files: books.finish(&proposals) }, records, stopped }
}

/// Departments as found are spelt alike over all files: as in the first place.
fn one_spelling(records: &mut Records) {
    let mut spellings: BTreeMap<String, Text> = BTreeMap::new();
    // By where it is kept, which most rows of a department share.
    let mut seen: HashMap<usize, (Text, Text)> = HashMap::new();
    let mut spell = |department: &mut Option<Text>| {
        let Some(name) = department else { return };
        let (_, spelling) = seen.entry(name.as_ptr().addr()).or_insert_with(|| {
            let spelling = spellings.entry(name_key(name)).or_insert_with(|| Text::clone(name));
            (Text::clone(name), Text::clone(spelling))
        });
        *name = Text::clone(spelling);
    };
    records.dossiers.iter_mut().for_each(|dossier| spell(&mut dossier.department));
    records.surveys.iter_mut().for_each(|survey| spell(&mut survey.department));
    records.complaints.iter_mut().for_each(|complaint| spell(&mut complaint.department));
    records.served.iter_mut().for_each(|served| spell(&mut served.department));
    records.totals.iter_mut().for_each(|line| spell(&mut line.department));
    records.matters.iter_mut().for_each(|matter| spell(&mut matter.department));
}

/// A survey that names its dossier belongs to the dossier's department. One finding a sheet for the others.
fn join_surveys(records: &mut Records) -> Vec<Finding> {
    if records.surveys.iter().all(|survey| survey.code.is_none()) {
        return Vec::new();
    }
    let dossiers = records.dossiers.iter();
    let departments: BTreeMap<Cow<'_, str>, &Text> = dossiers
        .filter_map(|dossier| {
            Some((code_key(dossier.code.as_ref()?), dossier.department.as_ref()?))
        })
        .collect();
    let mut lost: BTreeMap<Arc<Source>, u64> = BTreeMap::new();
    for survey in &mut records.surveys {
        let Some(code) = &survey.code else { continue };
        match departments.get(&code_key(code)) {
            Some(name) => {
                survey.department = Some(Text::clone(name));
                survey.department_from = DepartmentFrom::Dossier;
            }
            None => *lost.entry(Arc::clone(&survey.place.source)).or_default() += 1,
        }
    }
    let finding = |(source, count): (Arc<Source>, u64)| {
        Finding::new(Code::MissingDepartment, Place::whole(&source))
            .with_field(Field::Department)
            .with_message(format!(
                "{count} phiếu chưa rõ đơn vị: mã hồ sơ trống, hoặc không có trong bảng hồ sơ nào đã đọc"
            ))
            .with_effect("các phiếu này được tính vào “Chưa rõ đơn vị”")
            .with_advice("thêm cột đơn vị, hoặc kiểm tra cột mã hồ sơ")
    };
    lost.into_iter().map(finding).collect()
}

/// Groups records of one code, in order of place, and keeps what counts.
fn settle_all<E: Settling + Sync>(
    mut entries: Vec<E>,
    spans: &[(Arc<Source>, Span)],
    books: &mut Books,
) -> Vec<E> {
    other_codes::join(&mut entries, books);
    let parted = short_codes::part(&mut entries, books);
    let mut settled = settle_families(entries, spans, books);
    parted.take_back(&mut settled);
    settled
}

fn settle_families<E: Settling + Sync>(
    entries: Vec<E>,
    spans: &[(Arc<Source>, Span)],
    books: &mut Books,
) -> Vec<E> {
    let families = families(&entries);
    if families.is_empty() {
        return entries;
    }
    let ages = Ages::of(spans, &entries);
    let mut entries: Vec<Option<E>> = entries.into_iter().map(Some).collect();
    for family in families {
        let (groups, alike) = join_alike(family, |index| entries.get(index).cloned().flatten());
        for finding in alike {
            books.find(finding);
        }
        for group in groups.into_iter().filter(|group| group.len() > 1) {
            let members = group
                .into_iter()
                .filter_map(|index| {
                    let entry = entries.get_mut(index).and_then(Option::take)?;
                    let named = books.named(entry.department(), entry.place());
                    let age = ages.age(&entry.place().source);
                    Some(Member { index, entry, named, age })
                })
                .collect();
            let SettleOutcome { kept, gone, findings, filled } = settle_group(members);
            for gone in gone {
                books.go(gone);
            }
            for finding in findings {
                books.find(finding);
            }
            if let Some((index, kept)) = kept {
                books.fill(kept.place(), filled);
                if let Some(slot) = entries.get_mut(index) {
                    *slot = Some(kept);
                }
            }
        }
    }
    entries.into_iter().flatten().collect()
}

/// A row at fault that a later table has right is out of date: nobody has to mend last month's export.
fn mended_later(records: &mut Records, spans: &[(Arc<Source>, Span)], books: &mut Books) {
    let unreadable = std::mem::take(&mut records.unreadable);
    if unreadable.is_empty() {
        return;
    }
    let wanted: BTreeSet<Cow<'_, str>> =
        unreadable.iter().map(|(code, _)| code_key(code)).collect();
    let ages = Ages::of(spans, &records.dossiers);
    let dossiers = records.dossiers.iter().filter(|dossier| !dossier.is_never_counted());
    let kept: BTreeMap<Cow<'_, str>, &Place> = dossiers
        .filter_map(|dossier| Some((dossier.key()?, &dossier.place)))
        .filter(|(key, _)| wanted.contains(key))
        .collect();
    for (code, old) in &unreadable {
        if let Some(new) = kept.get(&code_key(code))
            && ages.is_before(&old.source, &new.source)
        {
            books.mended(old, new);
        }
    }
}

/// Says which rows without a code stand more than once; gives back what keeps a report from being written.
fn say_repeated<E: Settling>(entries: &[E], books: &mut Books) -> Vec<Finding> {
    let Repeated { scattered, blocks } = repeated(entries);
    for finding in scattered.into_iter().chain(blocks.iter().cloned()) {
        books.find(finding);
    }
    blocks
}
