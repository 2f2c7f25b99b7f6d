//! Rows that are probably the same matter: codes that look alike, and equal rows without a code.

use std::borrow::Cow;
use std::sync::Arc;

use hashbrown::{DefaultHashBuilder, HashMap};
use rayon::prelude::*;

use crate::ledger::{Code, Field, Finding, Place, Source};
use crate::model::{lookalike_hash, lookalike_key};
use crate::normalize::named_rows::first_few;
use crate::normalize::settle::rules::Settling;

/// Records of one key, by their places among all.
pub(crate) type Group = Vec<usize>;

/// Records that share their code with others, or have one that looks alike: groups of one key each, in order of
/// their codes.
pub(crate) fn families<E: Settling + Sync>(entries: &[E]) -> Vec<Vec<Group>> {
    // Most codes stand alone: their hashes tell so faster than an order of a million texts.
    let key = |index: usize| entries.get(index).and_then(Settling::key);
    let mut hashes: Vec<(u64, usize)> = (0..entries.len())
        .into_par_iter()
        .filter_map(|index| key(index).map(|key| (lookalike_hash(&key), index)))
        .collect();
    hashes.par_sort_unstable();
    let shared = hashes.chunk_by(|(one, _), (other, _)| one == other).filter(|run| run.len() > 1);
    let mut keys: Vec<(String, Cow<'_, str>, usize)> = shared
        .flatten()
        .filter_map(|(_, index)| {
            let key = key(*index)?;
            Some((lookalike_key(&key).into_owned(), key, *index))
        })
        .collect();
    keys.sort_unstable();
    keys.chunk_by(|(one, ..), (other, ..)| one == other)
        .filter(|family| family.len() > 1)
        .map(|family| {
            let groups = family.chunk_by(|(_, one, _), (_, other, _)| one == other);
            groups.map(|group| group.iter().map(|(.., index)| *index).collect()).collect()
        })
        .collect()
}

/// Codes that look alike beside each other: more of them are a pattern of the office, no slips.
const MOST_ALIKE: usize = 40;

/// Puts groups together whose codes look alike and of which two rows agree in all else; says so, and names those
/// that were received on one day and stay apart.
pub(crate) fn join_alike<E: Settling>(
    mut groups: Vec<Group>,
    entry: impl Fn(usize) -> Option<E>,
) -> (Vec<Group>, Vec<Finding>) {
    let mut findings = Vec::new();
    if groups.len() < 2 || groups.len() > MOST_ALIKE {
        return (groups, findings);
    }
    groups.sort_by_key(|group| {
        group.iter().filter_map(|index| Some(entry(*index)?.place().clone())).min()
    });
    let mut joined: Vec<Group> = Vec::new();
    for group in groups {
        let rows =
            |group: &Group| -> Vec<E> { group.iter().filter_map(|index| entry(*index)).collect() };
        let own = rows(&group);
        let pair = |is_it: &dyn Fn(&E, &E) -> bool| {
            joined.iter().enumerate().find_map(|(at, other)| {
                let others = rows(other);
                let found = own
                    .iter()
                    .find_map(|one| Some((one, others.iter().find(|two| is_it(one, two))?)));
                found.map(|(one, two)| (at, one.clone(), two.clone()))
            })
        };
        if let Some((at, one, two)) = pair(&|one, two| one.like(two) == *two) {
            let told = alike(&one, &two)
                .with_effect("các cột khác giống hệt nhau nên hồ sơ chỉ được tính một lần")
                .with_advice("ghi hai mã như nhau; nếu là hai hồ sơ khác nhau thì ghi thêm điều phân biệt, ví dụ chủ hồ sơ");
            findings.push(told);
            if let Some(other) = joined.get_mut(at) {
                other.extend(group);
            }
            continue;
        }
        if let Some((_, one, two)) = pair(&|one, two| one.received() == two.received()) {
            findings.push(alike(&one, &two));
        }
        joined.push(group);
    }
    (joined, findings)
}

fn alike<E: Settling>(one: &E, two: &E) -> Finding {
    let (code, other) = (one.code().unwrap_or_default(), two.code().unwrap_or_default());
    Finding::new(Code::SimilarCodes, one.place().clone())
        .with_field(Field::Code)
        .with_found(code)
        .with_message(format!(
            "Mã “{code}” và mã “{other}” ({}) chỉ khác nhau ở chữ dễ lẫn (O và 0, l và 1), số 0 ở đầu hoặc dấu nối",
            two.place()
        ))
}

/// Equal rows that no code tells apart.
#[derive(Debug, Default)]
pub(crate) struct Repeated {
    /// They may be matters of their own: said, a finding a sheet.
    pub(crate) scattered: Vec<Finding>,
    /// Rows that stand twice in the same order: surely pasted or exported twice, but which are too many?
    pub(crate) blocks: Vec<Finding>,
}

/// Rows of a block, and the days of receipt among them, from which on it is no chance. A list in order of its
/// days never comes back to the same three days in the same order.
const BLOCK_ROWS: usize = 4;
const BLOCK_DAYS: usize = 3;

/// Looks for equal rows among those without a code, which come in order of place.
pub(crate) fn repeated<E: Settling>(entries: &[E]) -> Repeated {
    let rows: Vec<&E> = entries.iter().filter(|entry| !entry.has_key()).collect();
    let hasher = DefaultHashBuilder::default();
    let mut firsts: HashMap<u64, usize> = HashMap::new();
    let mut same: Vec<Option<usize>> = Vec::with_capacity(rows.len());
    for (at, row) in rows.iter().enumerate() {
        let first = *firsts.entry(row.content(hasher)).or_insert(at);
        let is_same = first < at && equal(&rows, first, at);
        same.push(is_same.then_some(first));
    }
    let mut found = Repeated::default();
    let mut scattered: Vec<(&E, &E)> = Vec::new();
    let mut at = 0;
    while at < rows.len() {
        let Some(first) = same.get(at).copied().flatten() else {
            at += 1;
            continue;
        };
        let length = (0..rows.len() - at)
            .take_while(|step| equal(&rows, first + step, at + step))
            .count()
            .max(1);
        let run = rows.get(at..at + length).unwrap_or_default();
        let mut days: Vec<_> = run.iter().map(|row| row.received()).collect();
        days.sort_unstable();
        days.dedup();
        if length >= BLOCK_ROWS && days.len() >= BLOCK_DAYS {
            let earlier = rows.get(first..first + length).unwrap_or_default();
            found.blocks.extend(block(run, earlier));
        } else {
            let pairs = run.iter().zip(rows.get(first..).unwrap_or_default());
            scattered.extend(pairs.map(|(one, two)| (*one, *two)));
        }
        at += length;
    }
    let sheets =
        scattered.chunk_by(|(one, _), (other, _)| one.place().source == other.place().source);
    found.scattered = sheets.filter_map(in_sheet).collect();
    found
}

fn equal<E: Settling>(rows: &[&E], one: usize, two: usize) -> bool {
    match (rows.get(one), rows.get(two)) {
        (Some(one), Some(two)) => two.like(one) == **one,
        _ => false,
    }
}

fn block<E: Settling>(run: &[&E], earlier: &[&E]) -> Option<Finding> {
    let place = run.first()?.place();
    let message = format!(
        "{} dòng liền nhau ({}) không có mã hồ sơ và giống hệt {} đúng theo thứ tự ({})",
        run.len(),
        span(run)?,
        if run.len() == 1 { "một dòng" } else { "các dòng khác" },
        span(earlier)?
    );
    Some(
        Finding::new(Code::RepeatedRows, place.clone())
            .with_message(message)
            .with_effect("không biết tính một lần hay hai lần, chưa lập được báo cáo")
            .with_advice("xóa các dòng chép thừa, hoặc bỏ tệp cũ; nếu là các hồ sơ khác nhau thì thêm cột “Mã hồ sơ” và ghi mã cho từng dòng"),
    )
}

/// `a.xlsx › Hồ sơ › dòng 16 đến dòng 21`.
fn span<E: Settling>(rows: &[&E]) -> Option<String> {
    let (first, last) = (rows.first()?.place(), rows.last()?.place());
    if first.source == last.source {
        Some(format!("{first} đến dòng {}", last.row?))
    } else {
        Some(format!("{first} đến {last}"))
    }
}

fn in_sheet<E: Settling>(pairs: &[(&E, &E)]) -> Option<Finding> {
    let (first, _) = pairs.first()?;
    let source: &Arc<Source> = &first.place().source;
    let shown = pairs.iter().filter_map(|(one, two)| {
        let other = if two.place().source == *source {
            format!("dòng {}", two.place().row?)
        } else {
            two.place().to_string()
        };
        Some(format!("dòng {} như {other}", one.place().row?))
    });
    let place = Place { column: None, ..first.place().clone() };
    Some(
        Finding::new(Code::RepeatedRows, place)
            .with_found(pairs.len().to_string())
            .with_message(format!(
                "{} dòng không có mã hồ sơ và giống hệt một dòng khác: {}",
                pairs.len(),
                first_few(shown, pairs.len())
            ))
            .with_effect(format!(
                "mọi dòng đều được tính; nếu là dòng chép thừa thì số liệu bị cộng thêm {}",
                pairs.len()
            )),
    )
}
