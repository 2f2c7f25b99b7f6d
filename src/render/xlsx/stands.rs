//! Where the main figures stand in the report: by their ids, else by their words.

use crate::render::xlsx::headline::{HeadlineBook, Main, NUMBERS};
use crate::report::{TrendLine, figure_id, period_line};

/// The same figure of the last period of a trend, or the table of all periods where it has no id there.
const IN_TREND: [(&str, Option<&str>); 6] = [
    ("HS-07", None),
    ("TL-01", Some("XT-02")),
    ("HS-13", Some("XT-04")),
    ("HL-03", Some("XT-05")),
    ("HL-20", Some("XT-06")),
    ("HL-21", None),
];

impl HeadlineBook<'_> {
    /// Where a figure stands: by its ids, and in a document without them, as a department's text is, by its words. What
    /// is made of two figures has no id of its own.
    pub(super) fn stands(&self, figure: &Main, own: &str) -> String {
        let numbers = NUMBERS.iter().find(|(name, _)| *name == figure.name).map(|(_, all)| *all);
        let Some([number]) = numbers else { return figure.place.clone() };
        let mut ids = vec![figure_id(number, own)];
        let mut places = Vec::new();
        let now = self.report.trend.as_ref().and_then(|trend| trend.periods.last());
        let now = now.filter(|now| self.is_as_in_trend(number, now));
        let same = IN_TREND.iter().find(|(main, _)| main == number).map(|(_, same)| *same);
        if let Some((now, same)) = now.zip(same) {
            match same {
                Some(same) => ids.push(figure_id(same, &period_line(own, &now.code))),
                None => places.extend(self.places.holding("xu-huong").map(str::to_owned)),
            }
        }
        let by_id = self.places.of_ids(&ids);
        // No document says these in words, and other rates may be as high.
        let is_unsaid = ["TL-03", "TL-04"].contains(number);
        // Beside the mean of the days used, which has the id of the label.
        let is_beside = *number == "HS-31";
        if !is_unsaid && (by_id.is_empty() || is_beside || self.report.department.is_some()) {
            places.extend(figure.place.split("; ").map(str::to_owned));
        }
        places.extend(by_id);
        self.places.in_order(places)
    }

    /// A place is named only where the figure is found there.
    fn is_as_in_trend(&self, number: &str, now: &TrendLine) -> bool {
        let (dossiers, answers) = (&self.report.dossiers.total, &self.report.satisfaction.total);
        match number {
            "HS-13" => now.open_overdue == dossiers.columns.open_overdue,
            "HL-03" => now.sheets == Some(answers.sheets),
            "HL-20" | "HL-21" => now.satisfaction_rate == answers.rate,
            _ => now.on_time_rate == dossiers.on_time_rate,
        }
    }
}
