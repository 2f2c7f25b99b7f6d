//! Figures of a superior office: what each unit adds to them, where that is explained further, and which units add
//! nothing.

use crate::model::{name_key, parse_day};
use crate::report::Report;
use crate::report::explain::listed::{ListedFigure, of_report};
use crate::report::explain::outside::LeftOut;
use crate::report::explain::rows::ExplainedRow;
use crate::report::explain::{
    Behind, Explained, Explanation, choices, found, grounds, parts, told_rows, unit_scores,
};
use crate::report::units::{AddedUnit, UnitFigures};

/// A unit with its own figures.
struct UnitListed<'a> {
    unit: &'a AddedUnit,
    /// As the sum says of it.
    said: Option<&'a UnitFigures>,
    /// `DV-SA`: its line in the sum.
    line: Option<String>,
    figures: Vec<ListedFigure>,
}

/// All figures of a sum over units with their ids, and these of them explained, as they are typed.
pub(crate) fn explained_by_units(
    report: &Report,
    added: &[AddedUnit],
    asked: &[String],
) -> Explained {
    let listed = of_report(report);
    let (found, unknown) = found(&listed, asked);
    let all = report.consolidated.as_ref().map_or(&[] as &[_], |figures| &figures.units);
    let codes = &report.codes.departments;
    let units: Vec<UnitListed<'_>> = added
        .iter()
        .map(|unit| UnitListed {
            unit,
            said: all.iter().find(|said| said.is_added() && said.name == unit.name),
            line: codes.code(&unit.name).map(|code| format!("DV-{code}")),
            figures: of_report(&unit.report),
        })
        .collect();
    let left_out: Vec<LeftOut> = all.iter().filter(|unit| !unit.is_added()).map(left_out).collect();
    let explanation = |figure: &&ListedFigure| {
        let rows: Vec<ExplainedRow> = told_rows::listed_lines(figure, report)
            .unwrap_or_else(|| units.iter().filter_map(|unit| unit.adds(figure, report)).collect());
        let sum = rows.iter().fold(figure.value.nothing(), |sum, row| sum.plus(&row.adds));
        let day = parse_day(&report.period.to);
        Explanation {
            behind: Behind::Units,
            parts: parts(figure, &listed),
            grounds: day.map_or_else(Vec::new, |day| grounds(figure, day)),
            choices: choices(figure, report),
            figure: (*figure).clone(),
            rows,
            sum,
            left_out: left_out.clone(),
        }
    };
    let explanations: Vec<Explanation> = found.iter().map(explanation).collect();
    Explained { explanations, unknown, period: report.period.clone(), listed }
}

impl UnitListed<'_> {
    /// What it adds to a figure; `None` where it has no such line.
    fn adds(&self, figure: &ListedFigure, report: &Report) -> Option<ExplainedRow> {
        if let Some(own) = unit_scores::own_figure(figure.words.id) {
            return self.scored(figure, own, report);
        }
        // What no unit adds to, a change or a target, is made of other figures.
        if figure.value.parts().is_empty() {
            return None;
        }
        let whose = name_key(self.whose(figure)?);
        let of_itself = |one: &&ListedFigure| {
            one.words.id == figure.words.id
                && !one.suffix.starts_with("DV-")
                && name_key(&one.whose) == whose
        };
        let own = self.figures.iter().find(of_itself)?;
        Some(self.row(own, report))
    }

    /// Its own points behind those that stand in the table of units.
    fn scored(
        &self,
        figure: &ListedFigure,
        (number, suffix): (&str, String),
        report: &Report,
    ) -> Option<ExplainedRow> {
        let is_own = figure.suffix.is_empty() || self.line.as_ref() == Some(&figure.suffix);
        let own = self.figures.iter().filter(|_| is_own);
        let mut own = own.filter(|one| one.words.id == number && one.suffix == suffix);
        own.next().filter(|one| *one.value.printed() != *"–").map(|one| self.row(one, report))
    }

    fn row(&self, own: &ListedFigure, report: &Report) -> ExplainedRow {
        ExplainedRow {
            place: format!("nguon/{} › {}", self.unit.path, own.path),
            code: String::new(),
            department: self.unit.name.clone(),
            why: self.why(own, report),
            adds: own.value.clone(),
        }
    }

    /// Whose figure it is among those of the unit; `None` of a line of another unit.
    fn whose<'f>(&self, figure: &'f ListedFigure) -> Option<&'f str> {
        if figure.words.id == "DL-07" {
            return figure.whose.strip_prefix(&format!("ở {}, ", self.unit.name));
        }
        if !figure.suffix.starts_with("DV-") {
            return Some(&figure.whose);
        }
        let below = figure.suffix.strip_prefix(self.line.as_deref()?)?;
        if below.is_empty() {
            return Some("toàn cơ quan");
        }
        below.strip_prefix('-')?;
        figure.whose.strip_prefix(self.unit.name.as_str())?.strip_prefix(", ")
    }

    /// How far it can be believed, and where to ask further.
    fn why(&self, own: &ListedFigure, report: &Report) -> String {
        let state = self.said.map(|said| said.state.vietnamese().to_lowercase());
        let code = self.said.and_then(|said| said.code.as_ref());
        let said = [
            state,
            code.map(|code| format!("mã kiểm tra {code}")),
            Some(format!("SHA-256 của so-lieu.json: {}", self.unit.digest)),
            Some(format!(
                "hỏi tiếp ở đơn vị này: diễn giải số liệu {} của kỳ {}",
                own.id, report.period.code
            )),
        ];
        said.into_iter().flatten().collect::<Vec<_>>().join("; ")
    }
}

fn left_out(unit: &UnitFigures) -> LeftOut {
    LeftOut {
        code: None,
        why: unit.state.vietnamese().to_owned(),
        count: 1,
        rows: vec![(unit.name.clone(), unit.words.clone())],
    }
}
