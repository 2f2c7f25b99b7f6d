//! What papers have of a report: all but rates of few sheets, and those from which these would follow.

use crate::report::Report;
use crate::report::few_rates::{are_few, withheld};

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
        own
    }

    /// Leaves out of the report of a department what `office`, as it is printed, does.
    pub(crate) fn withhold_as_in(&mut self, office: &Self) {
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
        for comparison in self.previous.iter_mut().chain(&mut self.year_ago) {
            comparison.are_few_sheets = true;
        }
    }
}
