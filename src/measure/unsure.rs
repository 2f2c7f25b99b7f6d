//! Which names of departments, fields and procedures are not printed: nobody can tell that they are not of a citizen.
//!
//! A cell that slid into the column of fields would else stand as a line in every table that goes out. A name is
//! printed where the settings know it, where it can be nothing else, or where enough rows have it and it does not look
//! like a person's. Letters and internal lists take names from the dossiers and are not asked here.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::ledger::{Code, Field, Finding, Place};
use crate::measure::{LineKey, MeasureOptions, Measures, Names};
use crate::model::{
    Dossier, Records, Text, UNKNOWN_DEPARTMENT, is_personal, is_surely_a_term, name_key,
};

/// Rows of a run from which a name is one, if it does not look like a person's.
const ENOUGH: u64 = 3;

/// Dossiers that one thread looks through at a time.
const PART: usize = 1 << 15;

/// The lines into which they are counted; a department is none, as one that is blank.
pub(crate) const OTHER_FIELD: &str = "Lĩnh vực khác";
pub(crate) const OTHER_PROCEDURE: &str = "Thủ tục khác";

/// Names that the settings give.
#[derive(Clone, Debug, Default)]
pub(crate) struct KnownNames {
    pub(crate) departments: Vec<String>,
    pub(crate) fields: Vec<String>,
    pub(crate) procedures: Vec<String>,
}

/// Names that are not printed, by their keys, and what is said of them to the office.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Unsure {
    departments: BTreeSet<Text>,
    fields: BTreeSet<Text>,
    procedures: BTreeSet<Text>,
    pub(crate) findings: Vec<Finding>,
}

/// The names of a run that are not printed; all records say how often each stands, also those outside the period.
pub(crate) fn unsure(records: &Records, options: &MeasureOptions, measures: &Measures) -> Unsure {
    let seen = SeenNames::of(records);
    let known = &options.known;
    let procedures = options.procedures.iter().map(|procedure| &procedure.name);
    let procedures = known.procedures.iter().chain(procedures);
    let mut unsure = Unsure::default();
    let Unsure { findings, .. } = &mut unsure;
    let departments = NameColumn::Department.unsure(
        seen.departments,
        &known.departments,
        &measures.departments,
        findings,
    );
    let fields = NameColumn::Field.unsure(seen.fields, &known.fields, &measures.fields, findings);
    let procedures =
        NameColumn::Procedure.unsure(seen.procedures, procedures, &measures.procedures, findings);
    Unsure { departments, fields, procedures, ..unsure }
}

impl Unsure {
    /// Counts what has such a name into the line without one.
    pub(crate) fn fold(&self, measures: &mut Measures) {
        if self.departments.is_empty() && self.fields.is_empty() && self.procedures.is_empty() {
            return;
        }
        let department = |key: &mut Option<Text>| {
            if key.as_ref().is_some_and(|key| self.departments.contains(key)) {
                *key = None;
            }
        };
        let other = |key: &mut Option<Text>, unsure: &BTreeSet<Text>, name: &str| {
            if key.as_ref().is_some_and(|key| unsure.contains(key)) {
                *key = Some(Text::from(name_key(name)));
            }
        };
        measures.fields.hide(&self.fields);
        measures.procedures.hide(&self.procedures);
        measures.fields.note(&Text::from(name_key(OTHER_FIELD)), &Text::from(OTHER_FIELD));
        measures
            .procedures
            .note(&Text::from(name_key(OTHER_PROCEDURE)), &Text::from(OTHER_PROCEDURE));
        let line = |key: &mut LineKey| {
            department(&mut key.department);
            other(&mut key.field, &self.fields, OTHER_FIELD);
            other(&mut key.procedure, &self.procedures, OTHER_PROCEDURE);
        };
        rekey(&mut measures.dossiers, line);
        for late in measures.late.iter_mut().chain(&mut measures.near) {
            line(&mut late.line);
        }
        rekey(&mut measures.surveys.sheets, department);
        rekey(&mut measures.surveys.by_question, |(_, key)| department(key));
        rekey(&mut measures.surveys.by_factor, |(_, key)| department(key));
        rekey(&mut measures.comments, |(key, _)| department(key));
        rekey(&mut measures.complaints, |(key, _)| department(key));
        rekey(&mut measures.served, department);
        for officer in measures.officers.values_mut() {
            let departments = std::mem::take(&mut officer.departments).into_iter();
            officer.departments = departments
                .map(|mut key| {
                    department(&mut key);
                    key
                })
                .collect();
        }
        let estimated = std::mem::take(&mut measures.estimated);
        measures.estimated = estimated
            .into_iter()
            .map(|(mut key, day)| {
                department(&mut key);
                (key, day)
            })
            .collect();
    }
}

/// Adds up what has one key once its keys are others.
fn rekey<K: Ord, V: std::ops::AddAssign + Default>(
    counts: &mut BTreeMap<K, V>,
    change: impl Fn(&mut K),
) {
    for (mut key, value) in std::mem::take(counts) {
        change(&mut key);
        *counts.entry(key).or_default() += value;
    }
}

/// How often a name stands, and where first.
#[derive(Clone, Copy)]
struct NameStanding<'a> {
    rows: u64,
    first: &'a Place,
}

/// The names of one column as they stand.
type Spellings<'a> = BTreeMap<&'a Text, NameStanding<'a>>;

#[derive(Default)]
struct SeenNames<'a> {
    departments: Spellings<'a>,
    fields: Spellings<'a>,
    procedures: Spellings<'a>,
}

impl<'a> SeenNames<'a> {
    fn of(records: &'a Records) -> Self {
        let parts: Vec<Self> = records.dossiers.par_chunks(PART).map(Self::of_dossiers).collect();
        let mut seen = Self::default();
        for part in parts {
            let Self { departments, fields, procedures } = part;
            add(&mut seen.departments, departments);
            add(&mut seen.fields, fields);
            add(&mut seen.procedures, procedures);
        }
        let own = &mut seen.departments;
        for one in &records.surveys {
            note(own, one.department.as_ref(), &one.place, 1);
        }
        for one in &records.complaints {
            note(own, one.department.as_ref(), &one.place, 1);
        }
        // Whoever adds up a table writes each name once.
        for one in &records.served {
            note(own, one.department.as_ref(), &one.place, ENOUGH);
        }
        for one in &records.totals {
            note(&mut seen.departments, one.department.as_ref(), &one.place, ENOUGH);
            note(&mut seen.fields, one.field.as_ref(), &one.place, ENOUGH);
        }
        seen
    }

    fn of_dossiers(dossiers: &'a [Dossier]) -> Self {
        let mut seen = Self::default();
        for one in dossiers {
            let procedure = one.procedure.as_ref().or(one.procedure_code.as_ref());
            note(&mut seen.departments, one.department.as_ref(), &one.place, 1);
            note(&mut seen.fields, one.field.as_ref(), &one.place, 1);
            note(&mut seen.procedures, procedure, &one.place, 1);
        }
        seen
    }
}

fn note<'a>(spellings: &mut Spellings<'a>, name: Option<&'a Text>, first: &'a Place, rows: u64) {
    if let Some(name) = name {
        spellings.entry(name).or_insert(NameStanding { rows: 0, first }).rows += rows;
    }
}

/// Records come in order of place: what is there already stands before.
fn add<'a>(spellings: &mut Spellings<'a>, others: Spellings<'a>) {
    for (name, other) in others {
        spellings.entry(name).or_insert(NameStanding { rows: 0, ..other }).rows += other.rows;
    }
}

#[derive(Clone, Copy)]
enum NameColumn {
    Department,
    Field,
    Procedure,
}

impl NameColumn {
    /// Keys of the names that are not printed; a finding for each that this run would print.
    fn unsure<'k>(
        self,
        spellings: Spellings<'_>,
        known: impl IntoIterator<Item = &'k String>,
        counted: &Names,
        findings: &mut Vec<Finding>,
    ) -> BTreeSet<Text> {
        let known: BTreeSet<String> = known.into_iter().map(|name| name_key(name)).collect();
        let mut names: BTreeMap<String, (&Text, NameStanding<'_>)> = BTreeMap::new();
        for (name, standing) in spellings {
            let key = name_key(name);
            let own = names.entry(key).or_insert((name, NameStanding { rows: 0, ..standing }));
            own.1.rows += standing.rows;
        }
        let mut unsure = BTreeSet::new();
        for (key, (name, NameStanding { rows, first })) in names {
            let personal = is_personal(name);
            let is_sure =
                known.contains(&key) || is_surely_a_term(name) || (rows >= ENOUGH && !personal);
            let key = Text::from(key);
            if is_sure || !counted.has(&key) {
                continue;
            }
            findings.push(self.said(name, first, if personal { None } else { Some(rows) }));
            unsure.insert(key);
        }
        unsure
    }

    /// `rows` where the name is merely rare.
    fn said(self, name: &str, place: &Place, rows: Option<u64>) -> Finding {
        let (field, what, line, advice) = match self {
            Self::Department => (
                Field::Department,
                "Đơn vị",
                UNKNOWN_DEPARTMENT,
                "thêm đơn vị này vào congso.toml, mục [[don_vi]]",
            ),
            Self::Field => (
                Field::Area,
                "Lĩnh vực",
                OTHER_FIELD,
                "thêm lĩnh vực này vào dòng linh_vuc của một đơn vị trong congso.toml",
            ),
            Self::Procedure => (
                Field::Procedure,
                "Thủ tục",
                OTHER_PROCEDURE,
                "thêm thủ tục này vào dòng thu_tuc của một đơn vị trong congso.toml",
            ),
        };
        let why = match rows {
            None => "giống tên người, số điện thoại hoặc địa chỉ".to_owned(),
            Some(rows) => format!("chỉ có ở {rows} dòng và không có trong congso.toml"),
        };
        Finding::new(Code::UnsureName, place.clone())
            .with_field(field)
            .with_found(name)
            .with_message(format!("{what} “{name}” {why}"))
            .with_effect(format!(
                "vẫn được tính, nhưng vào dòng “{line}”: văn bản gửi đi không in tên này"
            ))
            .with_advice(format!("nếu dòng bị lệch cột thì sửa lại; nếu đúng thì {advice}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::{measure, sample_options};
    use crate::model::sample::dossiers;
    use crate::rules::Calendar;

    /// Names of a field that are not printed, by how often each stands.
    #[track_caller]
    fn case(fields: &[(&str, usize)], known: &[&str], unsure_names: &[&str]) {
        let mut records = Records {
            dossiers: dossiers("A-0 | Phòng A | | | 20/02/2020 | 25/02/2020 | 25/02/2020"),
            ..Records::default()
        };
        let one = records.dossiers.remove(0);
        for (name, times) in fields {
            let field = Some(Text::from(*name));
            records.dossiers.extend(std::iter::repeat_n(Dossier { field, ..one.clone() }, *times));
        }
        let mut options = sample_options();
        options.known.fields = known.iter().map(|name| (*name).to_owned()).collect();
        let calendar = Calendar::embedded(&[]).unwrap();
        let mut measures = measure(&records, &options, &calendar).measures;
        let total: u64 = measures.dossiers.values().map(|counts| counts.taken).sum();
        let unsure = unsure(&records, &options, &measures);
        let found: Vec<_> =
            unsure.findings.iter().filter_map(|finding| finding.found.as_deref()).collect();
        assert_eq!(found, unsure_names);
        unsure.fold(&mut measures);
        assert_eq!(measures.dossiers.values().map(|counts| counts.taken).sum::<u64>(), total);
        for name in unsure_names {
            let key = Some(Text::from(name_key(name)));
            assert!(measures.dossiers.keys().all(|line| line.field != key), "{name}");
        }
    }

    #[test]
    fn a_name_is_printed_where_it_is_surely_one() {
        case(&[("Người có công", 1), ("Lao Động", 3), ("LAO ĐỘNG", 1)], &[], &[]);
        case(&[("Lao Động", 1), ("LAO ĐỘNG", 1)], &[], &["LAO ĐỘNG"]);
        case(&[("Lao Động", 1)], &["lao  động"], &[]);
        case(&[("Nguyễn Văn An", 9)], &[], &["Nguyễn Văn An"]);
        case(&[("Nguyễn Văn An", 1)], &["Nguyễn Văn An"], &[]);
        case(
            &[("0912345678", 4), ("lan@vidu.vn", 4), ("12/5 Lê Lợi", 4)],
            &[],
            &["0912345678", "12/5 Lê Lợi", "lan@vidu.vn"],
        );
    }
}
