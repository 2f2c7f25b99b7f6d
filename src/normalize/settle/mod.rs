//! One code is one dossier over all sheets of a run: duplicates, conflicts, re-appointments.

pub(crate) mod entries;
pub(crate) mod rules;
pub(crate) mod similar;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::BuildHasher as _;
use std::sync::Arc;

use hashbrown::{DefaultHashBuilder, HashMap};
use rayon::prelude::*;

use crate::ledger::{Code, FileAccount, Finding, Ledger, Place, Source};
use crate::model::{Records, Text, code_key, name_key};
use crate::normalize::kinds::letters;
use crate::normalize::settle::rules::{Entry, Outcome, settle_group};
use crate::normalize::settle::similar::{Proposals, similar_departments};
use crate::normalize::{FileReading, Options, Settled};

/// Puts all files of a run beside each other.
pub(crate) fn settle(mut readings: Vec<FileReading>, options: &Options) -> Settled {
    readings.sort_by(|one, other| one.account.path.cmp(&other.account.path));
    let (similar, proposals) = similar_departments(&readings, options);
    let mut stopped = Vec::new();
    let mut files = Vec::new();
    let mut records = Records::default();
    for reading in readings {
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
        records.served.extend(reading.records.served);
        records.totals.extend(reading.records.totals);
        records.letter_entries.extend(reading.records.letter_entries);
        records.matters.extend(reading.records.matters);
        records.letter_numbers.extend(reading.records.letter_numbers);
    }
    if !records.dossiers.is_sorted_by(|one, other| one.place <= other.place) {
        records.dossiers.sort_by(|one, other| one.place.cmp(&other.place));
    }
    records.surveys.sort_by(|one, other| one.place.cmp(&other.place));
    records.complaints.sort_by(|one, other| one.place.cmp(&other.place));
    records.assessments.sort_by(|one, other| one.place.cmp(&other.place));
    records.served.sort_by(|one, other| one.place.cmp(&other.place));
    records.totals.sort_by(|one, other| one.place.cmp(&other.place));
    one_spelling(&mut records);
    let mut books = Books::new(files);
    let unknown = books.unknown_departments();
    records.dossiers = settle_all(records.dossiers, &unknown, &mut books);
    records.complaints = settle_all(records.complaints, &unknown, &mut books);
    let lost = join_surveys(&mut records);
    let letters = letters::join(&mut records);
    for place in &letters.rejected {
        books.reject(place);
    }
    for finding in lost.into_iter().chain(letters.findings).chain(similar) {
        books.find(finding);
    }
    books.propose(&proposals);
    Settled { ledger: Ledger { files: books.finish() }, records, stopped }
}

/// Departments as found are spelt alike over all files: as in the first place.
fn one_spelling(records: &mut Records) {
    let mut spellings: BTreeMap<String, Text> = BTreeMap::new();
    let mut keys: HashMap<Text, Text> = HashMap::new();
    let mut spell = |department: &mut Option<Text>| {
        let Some(name) = department else { return };
        let spelling = if let Some(spelling) = keys.get(name) {
            Text::clone(spelling)
        } else {
            let spelling =
                Text::clone(spellings.entry(name_key(name)).or_insert_with(|| Text::clone(name)));
            keys.insert(Text::clone(name), Text::clone(&spelling));
            spelling
        };
        *name = spelling;
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
            Some(name) => survey.department = Some(Text::clone(name)),
            None => *lost.entry(Arc::clone(&survey.place.source)).or_default() += 1,
        }
    }
    let finding = |(source, count): (Arc<Source>, u64)| {
        Finding::new(Code::MissingDepartment, Place::whole(&source))
            .with_field("department")
            .with_message(format!(
                "{count} phiếu chưa rõ đơn vị: mã hồ sơ trống, hoặc không có trong bảng hồ sơ nào đã đọc"
            ))
            .with_effect("các phiếu này được tính vào “Chưa rõ đơn vị”")
            .with_advice("thêm cột đơn vị, hoặc kiểm tra cột mã hồ sơ")
    };
    lost.into_iter().map(finding).collect()
}

/// The accounts of the files, to which settling adds.
struct Books {
    files: Vec<FileAccount>,
    sheets: BTreeMap<(String, String), (usize, usize)>,
    paths: BTreeMap<String, usize>,
    touched: Vec<bool>,
    /// Row whose blank department another row of its code fills in → that name and place.
    filled: BTreeMap<Place, (Text, Place)>,
}

impl Books {
    fn new(files: Vec<FileAccount>) -> Self {
        let mut sheets = BTreeMap::new();
        let mut paths = BTreeMap::new();
        for (file, account) in files.iter().enumerate() {
            paths.insert(account.path.clone(), file);
            for (sheet, of_sheet) in account.sheets.iter().enumerate() {
                sheets.insert((account.path.clone(), of_sheet.name.clone()), (file, sheet));
            }
        }
        let touched = vec![false; files.len()];
        Self { files, sheets, paths, touched, filled: BTreeMap::new() }
    }

    /// Rows with a department that no setting knows.
    fn unknown_departments(&self) -> BTreeSet<Place> {
        let findings = self.files.iter().flat_map(|file| &file.findings);
        findings
            .filter(|finding| finding.code == Code::UnknownDepartment)
            .map(|finding| row_of(&finding.place))
            .collect()
    }

    /// Says where the departments that were filled in come from, in place of what was said of the blank.
    fn tell_filled(&mut self) {
        let mut filled = std::mem::take(&mut self.filled);
        if filled.is_empty() {
            return;
        }
        for finding in self.files.iter_mut().flat_map(|file| &mut file.findings) {
            if finding.field == Some("department")
                && let Some((name, from)) = filled.remove(&row_of(&finding.place))
            {
                let told = filled_in(finding.place.clone(), &name, &from);
                finding.message = told.message;
                finding.effect = told.effect;
            }
        }
        for (place, (name, from)) in filled {
            self.find(filled_in(place, &name, &from));
        }
    }

    /// Says of each unknown department which known one it may be.
    fn propose(&mut self, proposals: &Proposals) {
        if proposals.is_empty() {
            return;
        }
        for finding in self.files.iter_mut().flat_map(|file| &mut file.findings) {
            let name = finding.found.as_ref().filter(|_| finding.code == Code::UnknownDepartment);
            if let Some(proposal) = name.and_then(|name| proposals.get(&name_key(name))) {
                finding.message.push_str(", gần giống ");
                finding.message.push_str(&proposal.near);
                finding.advice.clone_from(&proposal.advice);
            }
        }
    }

    fn find(&mut self, finding: Finding) {
        let Some(file) = self.paths.get(&finding.place.source.file) else { return };
        if let Some(touched) = self.touched.get_mut(*file) {
            *touched = true;
        }
        if let Some(account) = self.files.get_mut(*file) {
            account.findings.push(finding);
        }
    }

    /// A row that was accepted by itself does not count.
    fn reject(&mut self, place: &Place) {
        let sheet = place.source.sheet.clone().unwrap_or_default();
        let key = (place.source.file.clone(), sheet);
        let Some((file, sheet)) = self.sheets.get(&key) else { return };
        if let Some(account) =
            self.files.get_mut(*file).and_then(|file| file.sheets.get_mut(*sheet))
        {
            account.rows.reject_accepted();
        }
    }

    fn finish(mut self) -> Vec<FileAccount> {
        self.tell_filled();
        for (file, touched) in self.files.iter_mut().zip(self.touched) {
            if touched {
                file.findings.sort_by(|one, other| one.place.cmp(&other.place));
            }
        }
        self.files
    }
}

/// The row as a whole.
fn row_of(place: &Place) -> Place {
    Place { column: None, ..place.clone() }
}

fn filled_in(place: Place, name: &str, from: &Place) -> Finding {
    Finding::new(Code::MissingDepartment, place)
        .with_field("department")
        .with_message(format!("Chưa có đơn vị xử lý; dòng cùng mã ở {from} ghi “{name}”"))
        .with_effect(format!("hồ sơ này được tính cho “{name}”"))
}

/// Records that share a code with others, in order of their codes.
fn groups<E: Entry + Sync>(entries: &[E]) -> Vec<Vec<usize>> {
    // Most codes stand alone: their hashes tell so faster than an order of a million texts.
    let hasher = DefaultHashBuilder::default();
    let key = |index: usize| entries.get(index).and_then(Entry::code).map(code_key);
    let mut hashes: Vec<(u64, usize)> = (0..entries.len())
        .into_par_iter()
        .filter_map(|index| key(index).map(|key| (hasher.hash_one(&*key), index)))
        .collect();
    hashes.par_sort_unstable();
    let shared = hashes.chunk_by(|(one, _), (other, _)| one == other).filter(|run| run.len() > 1);
    let mut keys: Vec<(Cow<'_, str>, usize)> =
        shared.flatten().filter_map(|(_, index)| Some((key(*index)?, *index))).collect();
    keys.sort_unstable();
    keys.chunk_by(|(one, _), (other, _)| one == other)
        .filter(|group| group.len() > 1)
        .map(|group| group.iter().map(|(_, index)| *index).collect())
        .collect()
}

/// Groups records of one code, in order of place, and keeps what counts.
fn settle_all<E: Entry + Sync>(
    entries: Vec<E>,
    unknown: &BTreeSet<Place>,
    books: &mut Books,
) -> Vec<E> {
    let groups = groups(&entries);
    if groups.is_empty() {
        return entries;
    }
    let mut entries: Vec<Option<E>> = entries.into_iter().map(Some).collect();
    for group in groups {
        let mut members: Vec<(usize, E)> = group
            .into_iter()
            .filter_map(|index| {
                entries.get_mut(index).and_then(Option::take).map(|entry| (index, entry))
            })
            .collect();
        members.sort_by(|(_, one), (_, other)| one.place().cmp(other.place()));
        let (indices, members): (Vec<usize>, Vec<E>) = members.into_iter().unzip();
        let is_unknown = |place: &Place| unknown.contains(&row_of(place));
        let Outcome { kept, rejected, findings, filled } = settle_group(members, is_unknown);
        for place in &rejected {
            books.reject(place);
        }
        for finding in findings {
            books.find(finding);
        }
        if let (Some(filled), Some((_, kept))) = (filled, &kept) {
            books.filled.insert(row_of(kept.place()), filled);
        }
        if let Some((member, kept)) = kept
            && let Some(slot) = indices.get(member).and_then(|index| entries.get_mut(*index))
        {
            *slot = Some(kept);
        }
    }
    entries.into_iter().flatten().collect()
}
