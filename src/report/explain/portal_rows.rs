//! Rows of the portal's list of dossiers beside those of the office, one by one.

use crate::ledger::Place;
use crate::measure::PortalRows;
use crate::report::explain::quality;
use crate::report::explain::row_words::{RowWords, said_code};
use crate::report::explain::rows::Gathering;
use crate::report::lines::Scope;
use crate::report::portal::line;
use crate::report::quality::counts;

/// Those of one kind, and how one of them alone is counted.
type PlacesOf<'p> = (&'p [Place], fn(Place) -> PortalRows, &'static str);

impl Gathering<'_> {
    /// Rows that are listed or cannot be read, dossiers that agree, that differ or have no code.
    pub(super) fn portal(&mut self) {
        let run = self.run;
        let Some(rows) = &run.measures.portal else { return };
        let faces = run.options.faces;
        let all: [PlacesOf<'_>; 4] = [
            (
                &rows.listed,
                |place| PortalRows { listed: vec![place], ..PortalRows::default() },
                "dòng trong danh sách của Cổng",
            ),
            (
                &rows.unread,
                |place| PortalRows { unread: vec![place], ..PortalRows::default() },
                "dòng của Cổng thiếu mã hồ sơ hoặc ghi đánh giá bằng lời không biết",
            ),
            (
                &rows.agreeing,
                |place| PortalRows { agreeing: vec![place], ..PortalRows::default() },
                "cơ quan và Cổng cùng một đánh giá",
            ),
            (
                &rows.without_code,
                |place| PortalRows { without_code: vec![place], ..PortalRows::default() },
                "hồ sơ của cơ quan không ghi mã",
            ),
        ];
        for (places, alone, why) in all {
            for place in places {
                let words = || RowWords {
                    place: faces.printed(place.to_string()),
                    why: why.to_owned(),
                    ..RowWords::default()
                };
                self.portal_row(&alone(place.clone()), &words);
            }
        }
        for one in &rows.differences {
            let words = || {
                let said = line(one, run);
                let why = [
                    format!("theo cơ quan: {}", said.own),
                    format!("theo Cổng: {}", said.portal),
                    said.why.to_owned(),
                ];
                RowWords {
                    place: said.place,
                    code: said_code(Some(&one.code), faces),
                    department: said.department,
                    why: why
                        .into_iter()
                        .filter(|part| !part.is_empty())
                        .collect::<Vec<_>>()
                        .join("; "),
                }
            };
            let alone = PortalRows { differences: vec![one.clone()], ..PortalRows::default() };
            self.portal_row(&alone, &words);
        }
    }

    fn portal_row(&mut self, alone: &PortalRows, words: &dyn Fn() -> RowWords) {
        let made = counts(alone);
        self.record(words, |of| of.id.starts_with("PV"), &|scope, walk| {
            if matches!(scope, Scope::Office) {
                quality::beside_portal(&made, walk);
            }
        });
    }
}
