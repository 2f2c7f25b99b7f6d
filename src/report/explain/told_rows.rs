//! Behind figures that no record is counted for: the row of the portal's file, the periods of a sum over the year, the
//! lines of the report itself.

use crate::report::Report;
use crate::report::explain::counted_lists;
use crate::report::explain::listed::ListedFigure;
use crate::report::explain::over_time::sums_periods;
use crate::report::explain::quality::quality_ids;
use crate::report::explain::rows::ExplainedRow;
use crate::report::explain::value::FigureValue;

/// Of a sum over the year, the figures of its periods.
pub(super) fn periods_of<'l>(
    figure: &ListedFigure,
    listed: &'l [ListedFigure],
) -> impl Iterator<Item = ListedFigure> + use<'l> {
    let is_sum = figure.suffix.is_empty() && sums_periods(figure.words);
    let id = figure.words.id;
    let periods = listed.iter().filter(move |one| is_sum && one.words.id == id);
    periods.filter(|one| !one.suffix.is_empty()).cloned()
}

/// The lines of the report that a figure counts; `None` for one that counts no such lines.
pub(super) fn listed_lines(figure: &ListedFigure, report: &Report) -> Option<Vec<ExplainedRow>> {
    let lines = counted_lists::lines(figure.words.id, report)?.into_iter();
    let rows = lines.map(|(place, line)| ExplainedRow {
        place,
        code: String::new(),
        department: line.name,
        why: line.why,
        adds: FigureValue::Count(Some(1)),
    });
    Some(rows.collect())
}

/// The row of the file that gives the portal's figure of an index.
pub(super) fn portal_row(figure: &ListedFigure, office: &Report) -> Option<ExplainedRow> {
    let lines = office.quality.iter().flat_map(|quality| &quality.indices);
    let mut own = lines.filter(|line| quality_ids(line).is_some_and(|[_, id, _]| id == figure.id));
    let portal = own.next()?.portal.as_ref()?;
    let counts = portal.part.zip(portal.whole);
    Some(ExplainedRow {
        place: portal.place.clone(),
        code: String::new(),
        department: String::new(),
        why: counts.map_or_else(
            || "Cổng ghi tỷ lệ, không ghi tử số và mẫu số".to_owned(),
            |(part, whole)| format!("Cổng ghi {part} trong {whole}"),
        ),
        adds: figure.value.clone(),
    })
}
