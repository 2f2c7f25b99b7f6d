//! Which of the places that were looked at count, under which names, and what the bag keeps of them.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::archive::{Payload, Slugs, layout};
use crate::config::UnitsAsked;
use crate::error::Result;
use crate::model::{alphabet_key, name_key, short_date};
use crate::office::consolidate::judge::JudgedUnit;
use crate::office::consolidate::kept::KeptUnits;
use crate::pipeline::json_text;
use crate::report::{AddedUnit, Report, UnitFigures, UnitState, not_addable, unit_key};

/// All units in order, and those whose figures count.
pub(super) struct ListedUnits {
    pub(super) units: Vec<UnitFigures>,
    pub(super) added: Vec<(String, JudgedUnit)>,
}

pub(super) fn listed(judged: Vec<JudgedUnit>, asked: &UnitsAsked) -> ListedUnits {
    let mut judged = judged;
    for unit in &mut judged {
        let Some(report) = &unit.report else { continue };
        let why = not_addable(report, &asked.period, &asked.choices);
        if let Some(why) = why.filter(|_| unit.state != UnitState::LeftOut) {
            (unit.state, unit.words) = (UnitState::LeftOut, why);
        }
    }
    once(&mut judged);
    let names = names(&judged);
    let place = |name: &str| asked.names.iter().position(|own| name_key(own) == name_key(name));
    let mut named: Vec<(String, JudgedUnit)> = names.into_iter().zip(judged).collect();
    named.sort_by_cached_key(|(name, unit)| {
        (place(name).unwrap_or(usize::MAX), alphabet_key(name), unit.shown.clone())
    });
    let there: BTreeSet<String> = named
        .iter()
        .filter_map(|(_, unit)| Some(name_key(&unit.report.as_ref()?.agency.name)))
        .collect();
    let mut units: Vec<UnitFigures> =
        named.iter().map(|(name, unit)| figures(name, unit, asked.deadline)).collect();
    let missing = asked.names.iter().filter(|name| !there.contains(&name_key(name)));
    units.extend(missing.map(|name| UnitFigures {
        name: name.clone(),
        place: None,
        state: UnitState::Missing,
        words: "chưa có số liệu của kỳ này".to_owned(),
        digest: None,
        manifest: None,
        code: None,
        day: None,
        is_late: false,
    }));
    let added = named
        .into_iter()
        .filter(|(_, unit)| matches!(unit.state, UnitState::Verified | UnitState::Unverified))
        .collect();
    ListedUnits { units, added }
}

/// A unit counts once: of equal figures the best proven, of different ones none.
fn once(judged: &mut [JudgedUnit]) {
    let mut same: BTreeMap<(String, String), Vec<usize>> = BTreeMap::new();
    for (at, unit) in judged.iter().enumerate() {
        if let Some(report) = unit.report.as_ref().filter(|_| unit.state != UnitState::LeftOut) {
            same.entry(unit_key(report)).or_default().push(at);
        }
    }
    for places in same.into_values().filter(|places| places.len() > 1) {
        let of = |at: &usize| judged.get(*at);
        let digests: BTreeSet<_> =
            places.iter().filter_map(of).map(|unit| unit.digest.clone()).collect();
        let shown: Vec<String> =
            places.iter().filter_map(of).map(|unit| unit.shown.clone()).collect();
        let best = places.iter().copied().min_by_key(|at| of(at).map(|unit| (unit.state, *at)));
        let best = best.filter(|_| digests.len() == 1);
        let kept = best.and_then(|at| of(&at)).map(|unit| unit.shown.clone());
        for at in places.iter().filter(|at| Some(**at) != best) {
            if let Some(unit) = judged.get_mut(*at) {
                unit.state = UnitState::LeftOut;
                unit.words = match &kept {
                    Some(kept) => format!("cùng một số liệu với {kept}, chỉ cộng một lần"),
                    None => format!(
                        "đơn vị này có các bản số liệu khác nhau ({}), không biết bản nào đúng",
                        shown.join(", ")
                    ),
                };
            }
        }
    }
}

/// Units of one name below different superiors are told apart by these.
fn names(judged: &[JudgedUnit]) -> Vec<String> {
    let counted = |unit: &&JudgedUnit| unit.state != UnitState::LeftOut;
    let key = |report: &Report| name_key(&report.agency.name);
    let reports = judged.iter().filter(counted).filter_map(|unit| unit.report.as_ref());
    let mut often: BTreeMap<String, usize> = BTreeMap::new();
    reports.for_each(|report| *often.entry(key(report)).or_default() += 1);
    let name = |unit: &JudgedUnit| match &unit.report {
        None => unit.shown.clone(),
        Some(report) if often.get(&key(report)).is_some_and(|count| *count > 1) => {
            format!("{} ({})", report.agency.name, report.agency.superior)
        }
        Some(report) => report.agency.name.clone(),
    };
    judged.iter().map(name).collect()
}

fn figures(name: &str, unit: &JudgedUnit, deadline: Option<Date>) -> UnitFigures {
    let made = unit.day.as_deref().and_then(|day| day.parse::<Date>().ok());
    let late = made.zip(deadline).filter(|(made, deadline)| made > deadline);
    let mut words: Vec<String> = Vec::new();
    words.extend((!unit.words.is_empty()).then(|| unit.words.clone()));
    words.extend(late.map(|(_, deadline)| format!("lập sau hạn gửi {}", short_date(deadline))));
    UnitFigures {
        name: name.to_owned(),
        place: Some(unit.shown.clone()),
        state: unit.state,
        words: words.join("; "),
        digest: unit.digest.clone(),
        manifest: unit.manifest.clone(),
        code: unit.code.clone(),
        day: unit.day.clone(),
        is_late: late.is_some(),
    }
}

impl ListedUnits {
    /// What the bag keeps, by path in its payload, and the units that count.
    pub(super) fn kept(&self) -> Result<(Payload, Vec<AddedUnit>)> {
        let mut kept = Payload::new();
        let mut slugs = Slugs::default();
        let mut added = Vec::new();
        let mut folders = Vec::new();
        for (name, unit) in &self.added {
            let Some(report) = &unit.report else { continue };
            let slug = slugs.take(name);
            for (file, bytes) in &unit.kept {
                kept.insert(layout::input(&format!("{slug}/{file}")), bytes.clone());
            }
            added.push(AddedUnit {
                name: name.clone(),
                path: format!("{slug}/{}", layout::FIGURES),
                digest: unit.digest.clone().unwrap_or_default(),
                report: report.clone(),
            });
            folders.push((name.clone(), slug));
        }
        let list = KeptUnits { units: self.units.clone(), added: folders };
        kept.insert(layout::UNITS.to_owned(), json_text("danh-sach.json", &list)?);
        Ok((kept, added))
    }
}
