//! What papers have of a report: all but rates of few sheets, and those from which these would follow.

use crate::report::Report;
use crate::report::few_rates::{are_few, withheld};

/// All reports of a period as papers have them.
#[derive(Clone, Debug)]
pub(crate) struct PrintedReports {
    pub(crate) office: Report,
    pub(crate) departments: Vec<Report>,
}

impl PrintedReports {
    /// `office` is as it is printed; `departments` as they were counted.
    pub(crate) fn new(office: Report, departments: &[Report]) -> Self {
        let mut departments = departments.to_vec();
        for own in &mut departments {
            own.withhold_as_in(&office);
        }
        leave_out_tones(&mut departments);
        Self { office, departments }
    }
}

impl Report {
    /// The report of the office, or over units, as papers have it. `so-lieu.json`, which is not printed, keeps all.
    pub(crate) fn to_print(&self) -> Self {
        let mut own = self.clone();
        let figures = &mut own.satisfaction;
        let sheets: Vec<u64> = figures.by_department.iter().map(|line| line.sheets).collect();
        for (line, is_withheld) in figures.by_department.iter_mut().zip(withheld(&sheets)) {
            if is_withheld {
                line.withhold();
            }
        }
        if are_few(figures.total.sheets) {
            own.withhold();
        }
        for comparison in own.previous.iter_mut().chain(&mut own.year_ago) {
            comparison.leave_out_few();
        }
        if let Some(trend) = &mut own.trend {
            trend.leave_out_few();
        }
        if let Some(year) = &mut own.year {
            year.leave_out_few();
        }
        if let Some(parts) = &mut own.parts {
            parts.leave_out_few();
        }
        own
    }

    /// Leaves out of the report of a department what `office`, as it is printed, does.
    fn withhold_as_in(&mut self, office: &Self) {
        let name = self.department.as_deref();
        let mut lines = office.satisfaction.by_department.iter();
        if lines.any(|line| Some(line.name.as_str()) == name && line.is_withheld()) {
            self.withhold();
        }
        for comparison in self.previous.iter_mut().chain(&mut self.year_ago) {
            comparison.leave_out_few();
        }
    }

    /// Nor is a change said, from which the rate would follow.
    fn withhold(&mut self) {
        self.satisfaction.total.withhold();
        if self.department.is_none() && self.comments.on_sheets > 0 {
            self.comments.leave_out_tones();
        }
        for comparison in self.previous.iter_mut().chain(&mut self.year_ago) {
            comparison.are_few_sheets = true;
        }
    }
}

/// What a sheet praises or complains of says as much as its answers. The office has the sum of all departments, so the
/// tones of those whose rate is left out go together.
fn leave_out_tones(departments: &mut [Report]) {
    let few = || departments.iter().filter(|own| own.satisfaction.total.is_withheld());
    if few().any(|own| own.comments.on_sheets > 0) {
        let few = departments.iter_mut().filter(|own| own.satisfaction.total.is_withheld());
        few.for_each(|own| own.comments.leave_out_tones());
    }
}
