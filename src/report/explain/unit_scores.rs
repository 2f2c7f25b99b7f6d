//! Scorecards of units beside each other, in the report over them: what each has, and the averages.

use crate::model::one_decimal;
use crate::report::explain::beside::figure;
use crate::report::explain::dossiers::words;
use crate::report::explain::value::FigureValue::{self, Words};
use crate::report::explain::walk::{FigureWalk, FigureWords, LinePart, LineTable};
use crate::report::{Report, ScoreTable, UnitScore};

const INDICES: [&str; 9] =
    ["CD-11", "CD-12", "CD-13", "CD-14", "CD-15", "CD-16", "CD-17", "CD-18", "CD-19"];
const TOTAL: &str = "CD-20";

const fn of_units(id: &'static str, name: &'static str) -> FigureWords {
    figure(
        id,
        "",
        name,
        "Điểm mà đơn vị đã báo cáo; không nêu đơn vị thì là trung bình của các đơn vị có điểm, làm tròn một lần",
        ("", &[]),
    )
}

const SCORES: LineTable<UnitScore> = &[
    (of_units("CD-11", "Chỉ số 1 của các đơn vị"), |unit| of_index(unit, 0)),
    (of_units("CD-12", "Chỉ số 2 của các đơn vị"), |unit| of_index(unit, 1)),
    (of_units("CD-13", "Chỉ số 3 của các đơn vị"), |unit| of_index(unit, 2)),
    (of_units("CD-14", "Chỉ số 4 của các đơn vị"), |unit| of_index(unit, 3)),
    (of_units("CD-15", "Chỉ số 5 của các đơn vị"), |unit| of_index(unit, 4)),
    (of_units("CD-16", "Chỉ số 6 của các đơn vị"), |unit| of_index(unit, 5)),
    (of_units("CD-17", "Chỉ số 7 của các đơn vị"), |unit| of_index(unit, 6)),
    (of_units("CD-18", "Chỉ số 8 của các đơn vị"), |unit| of_index(unit, 7)),
    (of_units("CD-19", "Chỉ số 9 của các đơn vị"), |unit| of_index(unit, 8)),
    (of_units(TOTAL, "Tổng điểm của các đơn vị"), |unit| tenths(unit.total)),
];

const PLACE: LineTable<UnitScore> = &[(
    figure(
        "CD-21",
        "",
        "Xếp hạng của đơn vị",
        "Số đơn vị có tổng điểm cao hơn, cộng 1; chỉ xếp đơn vị biết đủ chín chỉ số",
        ("xếp theo tổng điểm của các đơn vị", &[TOTAL]),
    ),
    |unit| Words(unit.place.map(|place| place.to_string())),
)];

fn of_index(unit: &UnitScore, at: usize) -> FigureValue {
    tenths(unit.points.get(at).copied().flatten())
}

fn tenths(points: Option<u64>) -> FigureValue {
    Words(points.map(one_decimal))
}

pub(super) fn tables() -> impl Iterator<Item = &'static FigureWords> {
    words(SCORES).chain(words(PLACE))
}

pub(super) fn walk(report: &Report, walk: &mut FigureWalk<'_>) {
    let Some(scores) = report.consolidated.as_ref().and_then(|all| all.scores.as_ref()) else {
        return;
    };
    if walk.department.is_some() {
        return;
    }
    let codes = walk.codes;
    walk.line(SCORES, &[], "tong_hop.cham_diem", &averages(scores));
    for (at, unit) in scores.units.iter().enumerate() {
        let part = LinePart::department(codes, &unit.name);
        let path = format!("tong_hop.cham_diem.don_vi[{at}]");
        walk.line(SCORES, &[part], &path, unit);
        walk.line(PLACE, &[part], &path, unit);
    }
}

fn averages(scores: &ScoreTable) -> UnitScore {
    UnitScore {
        name: String::new(),
        points: scores.averages.clone(),
        total: scores.average_total,
        grade: None,
        place: None,
    }
}

/// The figure of a unit's own report that such a one is, or is made of: its number and what follows that.
pub(super) fn own_figure(id: &str) -> Option<(&'static str, String)> {
    if id == TOTAL {
        return Some(("CD-02", String::new()));
    }
    let at = (1..).zip(INDICES).find(|(_, index)| *index == id);
    at.map(|(number, _): (u32, _)| ("CD-01", format!("CS-{number}")))
}
