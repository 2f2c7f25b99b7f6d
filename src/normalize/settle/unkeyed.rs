//! Dossiers without a code that stand in several tables: books that are kept by hand carry what is still open over to
//! the next month. Who asked, for what, on which day and until when tells them, where each table has it once.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use hashbrown::HashMap;
use jiff::civil::Date;

use crate::ledger::{Code, Finding, Place, Source};
use crate::model::{Dossier, Span, Standing, name_key};
use crate::normalize::named_rows::first_few;
use crate::normalize::settle::books::Books;
use crate::normalize::settle::order::Ages;
use crate::normalize::settle::rules::{Gone, Member, SettleOutcome, Settling as _, settle_group};

/// Who asked, for what, received on which day, and due.
type MatterKey = (String, String, Date, Option<Date>);

/// Of rows that are one dossier the latest counts; said once for each sheet that gives way.
pub(crate) fn settle(
    dossiers: Vec<Dossier>,
    spans: &[(Arc<Source>, Span)],
    books: &mut Books,
) -> Vec<Dossier> {
    let groups = groups(&dossiers);
    if groups.is_empty() {
        return dossiers;
    }
    let ages = Ages::of(spans, &dossiers);
    let mut dossiers: Vec<Option<Dossier>> = dossiers.into_iter().map(Some).collect();
    let mut given_way: BTreeMap<Arc<Source>, Vec<(Place, Place)>> = BTreeMap::new();
    for group in groups {
        let members = group.iter().filter_map(|index| {
            let entry = dossiers.get(*index).cloned().flatten()?;
            let named = books.named(entry.department.as_ref(), &entry.place);
            let age = ages.age(&entry.place.source);
            Some(Member { index: *index, entry, named, age })
        });
        let SettleOutcome { kept: Some((index, kept)), gone, findings: _, filled } =
            settle_group(members.collect())
        else {
            continue;
        };
        // What one row says against another is no later state of it.
        if gone.iter().any(|gone| matches!(gone, Gone::Rejected(_))) {
            continue;
        }
        for gone in gone {
            if let Gone::Updated { old, new, .. } = &gone {
                let of_sheet = given_way.entry(Arc::clone(&old.source)).or_default();
                of_sheet.push((old.clone(), new.clone()));
            }
            books.go(gone);
        }
        books.fill(&kept.place, filled);
        for other in group {
            if let Some(slot) = dossiers.get_mut(other) {
                *slot = (other == index).then(|| kept.clone());
            }
        }
    }
    given_way.values().filter_map(|rows| said(rows)).for_each(|finding| books.find(finding));
    dossiers.into_iter().flatten().collect()
}

/// Rows of one matter in tables of their own, of which one at least has no code.
fn groups(dossiers: &[Dossier]) -> Vec<Vec<usize>> {
    let is_lone = |dossier: &Dossier| dossier.key().is_none();
    if !dossiers.iter().any(|dossier| is_lone(dossier) && dossier.applicant.is_some()) {
        return Vec::new();
    }
    let mut matters: HashMap<MatterKey, Vec<usize>> = HashMap::new();
    for (index, dossier) in dossiers.iter().enumerate() {
        if let Some(matter) = matter(dossier) {
            matters.entry(matter).or_default().push(index);
        }
    }
    let mut groups: Vec<Vec<usize>> =
        matters.into_values().filter(|group| are_one(dossiers, group)).collect();
    groups.sort_unstable();
    groups
}

fn matter(dossier: &Dossier) -> Option<MatterKey> {
    let who = name_key(dossier.applicant.as_deref()?);
    let what = dossier.procedure.as_deref().or(dossier.procedure_code.as_deref());
    let what = name_key(what.or(dossier.field.as_deref())?);
    (!who.is_empty() && !what.is_empty()).then_some((who, what, dossier.received, dossier.due))
}

fn are_one(dossiers: &[Dossier], group: &[usize]) -> bool {
    let rows: Vec<&Dossier> = group.iter().filter_map(|index| dossiers.get(*index)).collect();
    let Some((first, others)) = rows.split_first() else { return false };
    let tables: BTreeSet<&Arc<Source>> = rows.iter().map(|row| &row.place.source).collect();
    let codes: BTreeSet<_> = rows.iter().filter_map(|row| row.key()).collect();
    let ends: BTreeSet<Date> = rows.iter().filter_map(|row| row.end()).collect();
    let departments: BTreeSet<_> = rows.iter().filter_map(|row| row.department.as_ref()).collect();
    rows.len() > 1
        && tables.len() == rows.len()
        && rows.iter().any(|row| row.key().is_none())
        && codes.len() <= 1
        && ends.len() <= 1
        && departments.len() <= 1
        && others.iter().all(|other| lasting(other, first) == lasting(first, first))
}

/// What does not change from one table to the next, as if it stood where the first row does.
fn lasting(row: &Dossier, first: &Dossier) -> Dossier {
    Dossier {
        reappointed: None,
        finished: None,
        collected: None,
        standing: Standing::Open,
        supplements: None,
        reason: None,
        // Who has it and whose it is are held against each other by themselves.
        officer: None,
        department: None,
        department_from: first.department_from,
        ..row.like(first)
    }
}

fn said(rows: &[(Place, Place)]) -> Option<Finding> {
    let (first, _) = rows.first()?;
    let pair = |(old, new): &(Place, Place)| Some(format!("dòng {} là {new}", old.row?));
    Some(
        Finding::new(Code::RepeatedRows, Place { column: None, ..first.clone() })
            .with_found(rows.len().to_string())
            .with_message(format!(
                "{} dòng không đủ mã hồ sơ để phân biệt có lại ở trang khác, cùng chủ hồ sơ, thủ tục, ngày tiếp nhận, ngày hẹn trả: {}",
                rows.len(),
                first_few(rows.iter().filter_map(pair), rows.len())
            ))
            .with_effect("được coi là cùng một hồ sơ: chỉ tính một lần, theo dòng mới nhất")
            .with_advice("đúng thì không cần làm gì; nếu là các hồ sơ khác nhau thì ghi mã hồ sơ cho từng dòng"),
    )
}
