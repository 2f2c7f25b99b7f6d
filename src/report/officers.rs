//! The scorecards of officers (Thông tư 01/2018/TT-VPCP Điều 15): the indices 1, 2, 3, 4 and 7 of those who handled
//! dossiers. Internal: no report and no `so-lieu.json` names an officer.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::measure::{OfficerCounts, ScoreCounts, Verdict};
use crate::model::{Faces, ScoreItem, SelfScore, Text, UNKNOWN_DEPARTMENT, alphabet_key, name_key};
use crate::report::PeriodFigures;
use crate::report::options::{OfficerScoring, Run, period_figures};
use crate::report::score_index::{
    DECISIONS, Decided, IndexFigures, SelfSheet, attitude, index, supplements, timing,
};
use crate::rules::{INDICES, SCORE_CIRCULAR, officer_grade, supplement_points, timing_points};

/// `noi-bo/cham-diem-can-bo.xlsx`.
#[derive(Clone, Debug)]
pub(crate) struct OfficerList {
    pub(crate) agency: String,
    pub(crate) period: PeriodFigures,
    pub(crate) circular: String,
    /// By the alphabet.
    pub(crate) officers: Vec<OfficerScore>,
    /// Dossiers that the office resolved and that name no officer.
    pub(crate) unnamed: u64,
    /// How what the circular leaves open was decided.
    pub(crate) decisions: Vec<String>,
    /// The dossiers that points follow from; filled from the records.
    pub(crate) dossiers: Vec<OfficerDossier>,
    /// Those that are too many to be listed.
    pub(crate) more: u64,
}

/// One officer. Points are tenths.
#[derive(Clone, Debug)]
pub(crate) struct OfficerScore {
    pub(crate) name: String,
    /// Whose dossiers they handled.
    pub(crate) departments: Vec<String>,
    /// Those that an officer is scored by, in order.
    pub(crate) indices: Vec<IndexFigures>,
    /// `None` while an index is not known.
    pub(crate) total: Option<u64>,
    pub(crate) grade: Option<&'static str>,
}

/// A dossier of an officer with its whole points; `None` where it is in no average of the index.
#[derive(Clone, Debug)]
pub(crate) struct OfficerDossier {
    pub(crate) officer: String,
    pub(crate) code: String,
    pub(crate) received: Date,
    pub(crate) due: Option<Date>,
    pub(crate) end: Option<Date>,
    pub(crate) asked: Option<u32>,
    /// Index 1, which is index 7 without a complaint.
    pub(crate) timing: Option<u64>,
    /// Index 3.
    pub(crate) supplements: Option<u64>,
    pub(crate) place: String,
}

const OWN_DECISIONS: [&str; 3] = [
    "Điều 15 Thông tư 01/2018/TT-VPCP: điểm của cán bộ là tổng chỉ số 1, 2, 3, 4 và 7, tối đa 10 điểm; từ 5 điểm là hoàn thành 100% nhiệm vụ, từ 3,5 đến dưới 5 điểm là từ 70% đến dưới 100%, dưới 3,5 điểm là dưới 70%",
    "Hồ sơ tính cho người ghi ở cột cán bộ xử lý của bảng hồ sơ; hồ sơ qua tay nhiều người chỉ tính cho người được ghi",
    "Hai người trùng họ tên được tính chung; muốn tính riêng thì ghi thêm chức danh hoặc đơn vị sau họ tên, ở cả bảng hồ sơ và bảng tự chấm",
];

/// `None` where no scorecard is made, or none of officers.
pub(crate) fn officers(run: &Run<'_>) -> Option<OfficerList> {
    run.options.scorecard?;
    if run.options.officers == OfficerScoring::None {
        return None;
    }
    let measures = run.measures;
    let mut scored: BTreeMap<Text, Vec<&SelfScore>> = BTreeMap::new();
    for line in &measures.self_scores {
        if let Some(name) = &line.officer {
            scored.entry(Text::from(name_key(name))).or_default().push(line);
        }
    }
    let keys: BTreeSet<&Text> = measures.officers.keys().chain(scored.keys()).collect();
    let none = OfficerCounts::default();
    let mut officers: Vec<OfficerScore> = keys
        .into_iter()
        .map(|key| {
            let lines = scored.get(key).map(Vec::as_slice).unwrap_or_default();
            let by_hand = lines.first().and_then(|line| line.officer.clone());
            let name = if measures.officers.contains_key(key) {
                measures.officer_names.printed(key)
            } else {
                by_hand.unwrap_or_else(|| Text::clone(key))
            };
            officer(run, &name, measures.officers.get(key).unwrap_or(&none), lines)
        })
        .collect();
    officers.sort_by_cached_key(|one| alphabet_key(&one.name));
    let all: u64 = measures.scores.values().map(|counts| counts.resolved()).sum();
    let named: u64 = measures.officers.values().map(|own| own.counts.resolved()).sum();
    Some(OfficerList {
        agency: run.options.agency.name.clone(),
        period: period_figures(run.options.period),
        circular: SCORE_CIRCULAR.to_owned(),
        officers,
        unnamed: all.saturating_sub(named),
        decisions: OWN_DECISIONS.iter().chain(&DECISIONS).map(|&one| one.to_owned()).collect(),
        dossiers: Vec::new(),
        more: 0,
    })
}

fn officer(run: &Run<'_>, name: &Text, own: &OfficerCounts, lines: &[&SelfScore]) -> OfficerScore {
    let sheet = SelfSheet::of(lines.iter().copied());
    let names = (1..).zip(INDICES);
    let names = names.filter(|(number, _)| ScoreItem::Index(*number).is_of_officers());
    let indices: Vec<IndexFigures> = names
        .map(|(number, name)| {
            let decided = match number {
                1 => timing(own.counts),
                3 => supplements(own.counts),
                7 => attitude(run, own.counts, &sheet),
                _ => Decided::unknown("Dữ liệu hồ sơ không cho biết"),
            };
            index(run, number, name, decided, &sheet)
        })
        .collect();
    let total = indices.iter().map(|index| index.points).sum::<Option<u64>>();
    let departments = run.lines.order(&own.departments);
    OfficerScore {
        name: run.options.faces.printed(name.to_string()),
        departments: departments
            .into_iter()
            .filter(|key| own.departments.contains(key))
            .map(|key| run.lines.name(key.as_ref()))
            .filter(|name| name != UNKNOWN_DEPARTMENT)
            .collect(),
        indices,
        total,
        grade: total.map(officer_grade),
    }
}

/// The points of one dossier; `None` for one that names no officer or is in no index.
pub(crate) fn officer_dossier(verdict: &Verdict<'_>, faces: Faces) -> Option<OfficerDossier> {
    let Verdict { dossier, due, class, .. } = verdict;
    let officer = dossier.officer.as_ref()?;
    let counts = ScoreCounts::of(dossier, *class, due.base)?;
    if counts.resolved() == 0 {
        return None;
    }
    let timing = (counts.timed() > 0).then(|| timing_points(counts.early, counts.on_time));
    let supplements =
        (counts.asked > 0).then(|| supplement_points(counts.asked_never, counts.asked_once));
    Some(OfficerDossier {
        officer: faces.printed(officer.to_string()),
        code: faces.printed(dossier.code.as_deref().unwrap_or_default().to_owned()),
        received: dossier.received,
        due: due.base,
        end: dossier.end(),
        asked: dossier.supplements,
        timing,
        supplements,
        place: faces.printed(dossier.place.to_string()),
    })
}
