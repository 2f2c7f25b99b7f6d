//! The accounts of the files, to which settling adds: rows that do not count after all, and what is said of them.

use std::collections::BTreeMap;
use std::sync::Arc;

use hashbrown::HashMap;

use crate::ledger::{Code, Field, FileAccount, Finding, Place, RowCounts, Source, Weight};
use crate::model::{Text, name_key};
use crate::normalize::named_rows::first_few;
use crate::normalize::settle::rules::{Filled, Gone, NamedRow};
use crate::normalize::settle::similar::Proposals;

/// The accounts while rows are settled.
pub(crate) struct Books {
    files: Vec<FileAccount>,
    sheets: BTreeMap<(String, String), (usize, usize)>,
    paths: BTreeMap<String, usize>,
    /// What settling says itself.
    added: Vec<Finding>,
    /// Rows that do not count after all.
    out: HashMap<Place, RowOut>,
    /// Row and field that are blank, and what another row of the code gives.
    filled: BTreeMap<(Place, Field), Filled>,
    /// Tables whose rows others bring up to date.
    updates: BTreeMap<(Arc<Source>, Arc<Source>), Update>,
    /// Rows with a department that no setting knows, each name by a number.
    unknown: HashMap<Place, usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum RowOut {
    Rejected,
    Updated,
}

/// Rows of one table that have a later state in another.
#[derive(Debug, Default)]
struct Update {
    rows: Vec<u32>,
    same: usize,
    changed: BTreeMap<&'static str, usize>,
}

impl Books {
    pub(crate) fn new(files: Vec<FileAccount>) -> Self {
        let mut sheets = BTreeMap::new();
        let mut paths = BTreeMap::new();
        for (file, account) in files.iter().enumerate() {
            paths.insert(account.path.clone(), file);
            for (sheet, of_sheet) in account.sheets.iter().enumerate() {
                sheets.insert((account.path.clone(), of_sheet.name.clone()), (file, sheet));
            }
        }
        let mut names: BTreeMap<String, usize> = BTreeMap::new();
        let unknown = files
            .iter()
            .flat_map(|file| &file.findings)
            .filter(|finding| finding.code == Code::UnknownDepartment)
            .map(|finding| {
                let next = names.len();
                let name = name_key(finding.found.as_deref().unwrap_or_default());
                (row_of(&finding.place), *names.entry(name).or_insert(next))
            })
            .collect();
        Self {
            files,
            sheets,
            paths,
            added: Vec::new(),
            out: HashMap::new(),
            filled: BTreeMap::new(),
            updates: BTreeMap::new(),
            unknown,
        }
    }

    /// What a row says of its department.
    pub(crate) fn named(&self, department: Option<&Text>, place: &Place) -> NamedRow {
        match department {
            Some(_) => NamedRow::Known,
            None => match self.unknown.get(&row_of(place)) {
                Some(name) => NamedRow::Unknown(*name),
                None => NamedRow::Blank,
            },
        }
    }

    pub(crate) fn find(&mut self, finding: Finding) {
        self.added.push(finding);
    }

    pub(crate) fn find_all(&mut self, findings: Vec<Finding>) {
        self.added.extend(findings);
    }

    pub(crate) fn fill(&mut self, row: &Place, filled: Vec<Filled>) {
        for one in filled {
            self.filled.entry((row_of(row), one.field)).or_insert(one);
        }
    }

    /// A row that was accepted by itself does not count.
    pub(crate) fn go(&mut self, gone: Gone) {
        match gone {
            Gone::Rejected(place) => self.reject(&place),
            Gone::Updated { old, new, changed } => {
                if let Some(rows) = self.rows(&old) {
                    rows.update_accepted();
                }
                self.update(&old, &new, &changed);
            }
        }
    }

    /// A row at fault is right in a later table.
    pub(crate) fn mended(&mut self, old: &Place, new: &Place) {
        if let Some(rows) = self.rows(old) {
            rows.update_rejected();
        }
        self.update(old, new, &["chỗ ghi sai"]);
    }

    fn update(&mut self, old: &Place, new: &Place, changed: &[&'static str]) {
        self.out.insert(row_of(old), RowOut::Updated);
        let tables = (Arc::clone(&old.source), Arc::clone(&new.source));
        let update = self.updates.entry(tables).or_default();
        update.rows.extend(old.row);
        update.same += usize::from(changed.is_empty());
        for what in changed {
            *update.changed.entry(what).or_default() += 1;
        }
    }

    pub(crate) fn reject(&mut self, place: &Place) {
        self.out.insert(row_of(place), RowOut::Rejected);
        if let Some(rows) = self.rows(place) {
            rows.reject_accepted();
        }
    }

    fn rows(&mut self, place: &Place) -> Option<&mut RowCounts> {
        let sheet = place.source.sheet.clone().unwrap_or_default();
        let (file, sheet) = *self.sheets.get(&(place.source.file.clone(), sheet))?;
        let account = self.files.get_mut(file)?.sheets.get_mut(sheet)?;
        Some(&mut account.rows)
    }

    /// Says of each unknown department which known one it may be; nobody else has to say it then.
    pub(crate) fn propose(&mut self, proposals: &Proposals) {
        if proposals.is_empty() {
            return;
        }
        let mut said = Vec::new();
        for finding in self.files.iter_mut().flat_map(|file| &mut file.findings) {
            let name = finding.found.as_ref().filter(|_| finding.code == Code::UnknownDepartment);
            let Some(key) = name.map(|name| name_key(name)) else { continue };
            if let Some(proposal) = proposals.get(&key) {
                finding.add_to_message(&format!(", gần giống {}", proposal.near));
                *finding = finding.clone().with_advice(proposal.advice.clone());
                said.push(key);
            }
        }
        said.sort();
        said.dedup();
        let similar =
            self.added.iter_mut().filter(|finding| finding.code == Code::SimilarDepartments);
        for finding in similar {
            let key = finding.found.as_deref().map(name_key).unwrap_or_default();
            if said.binary_search(&key).is_ok() {
                finding.weight = Weight::SaidElsewhere;
            }
        }
    }

    /// The accounts, with all that was settled.
    pub(crate) fn finish(mut self, proposals: &Proposals) -> Vec<FileAccount> {
        self.clean();
        self.propose(proposals);
        self.tell_filled();
        self.tell_updates();
        let mut touched = vec![false; self.files.len()];
        for finding in self.added {
            let Some(file) = self.paths.get(&finding.place.source.file).copied() else { continue };
            if let (Some(account), Some(touched)) =
                (self.files.get_mut(file), touched.get_mut(file))
            {
                account.findings.push(finding);
                *touched = true;
            }
        }
        for (file, _) in self.files.iter_mut().zip(touched).filter(|(_, touched)| *touched) {
            file.findings.sort_by(|one, other| one.place.cmp(&other.place));
        }
        self.files
    }

    /// What was said of a row that does not count is no longer true.
    fn clean(&mut self) {
        if self.out.is_empty() {
            return;
        }
        for file in &mut self.files {
            let findings = std::mem::take(&mut file.findings);
            let left = findings.into_iter().filter_map(|finding| {
                let out = finding.place.row.and_then(|_| self.out.get(&row_of(&finding.place)));
                match out {
                    None => Some(finding),
                    Some(RowOut::Rejected) => finding.in_row_out(),
                    Some(RowOut::Updated) => None,
                }
            });
            file.findings = left.collect();
        }
    }

    /// What another row of the code gives is not missing; of a department it is said where it comes from.
    fn tell_filled(&mut self) {
        if self.filled.is_empty() {
            return;
        }
        let filled = &mut self.filled;
        let mut is_missing = |finding: &mut Finding| {
            let Some(field) = finding.field else { return true };
            if matches!(
                finding.code,
                Code::MissingChannel | Code::MissingDue | Code::MissingDeadline
            ) {
                return !filled.contains_key(&(row_of(&finding.place), field));
            }
            if field == Field::Department
                && let Some(filled) = filled.remove(&(row_of(&finding.place), field))
            {
                tell(finding, &filled);
            }
            true
        };
        for file in &mut self.files {
            file.findings.retain_mut(&mut is_missing);
        }
        for ((place, _), filled) in std::mem::take(&mut self.filled) {
            if filled.name.is_some() {
                let mut finding =
                    Finding::new(Code::MissingDepartment, place).with_field(Field::Department);
                tell(&mut finding, &filled);
                self.find(finding);
            }
        }
    }

    /// One finding for each table and the one that has its rows later.
    fn tell_updates(&mut self) {
        for ((old, new), update) in std::mem::take(&mut self.updates) {
            let Update { mut rows, same, changed } = update;
            rows.sort_unstable();
            let at = if old == new {
                "ngay trang này".to_owned()
            } else {
                Place::whole(&new).to_string()
            };
            let what: Vec<&str> = changed.keys().copied().collect();
            let how = match (same == rows.len(), what.is_empty()) {
                (true, _) => ", giống hệt".to_owned(),
                (false, true) => String::new(),
                (false, false) => format!(", mới hơn về {}", what.join(", ")),
            };
            let finding = Finding::new(Code::UpdatedRow, Place::whole(&old))
                .with_found(rows.len().to_string())
                .with_message(format!(
                    "{} dòng có lại ở {at}{how} (dòng {})",
                    rows.len(),
                    first_few(rows.iter(), rows.len())
                ));
            self.find(finding);
        }
    }
}

fn tell(finding: &mut Finding, Filled { name, from, .. }: &Filled) {
    let Some(name) = name else { return };
    let told = finding
        .clone()
        .with_word(name.to_string())
        .with_message(format!("Chưa có đơn vị xử lý; dòng cùng mã ở {from} ghi “{name}”"))
        .with_effect(format!("hồ sơ này được tính cho “{name}”"));
    *finding = told;
}

/// The row as a whole.
fn row_of(place: &Place) -> Place {
    Place { column: None, ..place.clone() }
}
