//! Time stamps of survey tools under an American locale: `10/1/2026 9:12:33` below `Timestamp` is 1 October.
//!
//! The tool names the column in the language of the account and writes the day in its locale. A Vietnamese one heads
//! it “Dấu thời gian” and pads: `01/10/2026 9:12:33`. What has an English name and no padding anywhere, or AM and PM
//! in every cell, puts the month first; an English name above padded numbers says nothing.

use crate::normalize::header::alias::header_key;

/// How the stamps of one column are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Stamps {
    /// Texts of a day with its time.
    all: u64,
    /// Those with `1` where another tool writes `01`.
    bare: u64,
    padded: u64,
    /// Those with AM or PM.
    halves: u64,
}

impl Stamps {
    pub(crate) fn add(&mut self, text: &str) {
        let Some((day, time)) = text.trim().split_once([' ', ',']) else { return };
        let mut parts = day.trim_end_matches(',').split(['/', '-']);
        let (Some(first), Some(second), Some(_), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return;
        };
        if !time.contains(':') {
            return;
        }
        self.all += 1;
        let has = |is_so: fn(&str) -> bool| u64::from(is_so(first) || is_so(second));
        self.bare += has(|part| part.len() == 1);
        self.padded += has(|part| part.starts_with('0'));
        let half = time.trim_end().to_ascii_uppercase();
        self.halves += u64::from(half.ends_with("AM") || half.ends_with("PM"));
    }

    /// Whether the column below such a header puts the month first.
    pub(crate) fn are_american(self, header: &str) -> bool {
        let Self { all, bare, padded, halves } = self;
        let is_english = NAMES.contains(&header_key(header).as_str());
        is_english && all > 0 && (bare > 0 && padded == 0 || halves == all)
    }
}

/// What tools call the columns of their own times, in English.
const NAMES: &[&str] = &[
    "timestamp",
    "starttime",
    "completiontime",
    "startdate",
    "enddate",
    "datesubmitted",
    "submissiondate",
    "submissiontime",
    "datecompleted",
    "completedat",
    "submittedat",
    "createdat",
    "recordeddate",
    "date",
    "date/time",
    "datetime",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(header: &str, texts: &[&str], expected: bool) {
        let mut stamps = Stamps::default();
        for text in texts {
            stamps.add(text);
        }
        assert_eq!(stamps.are_american(header), expected, "{header}: {texts:?}");
    }

    #[test]
    fn an_english_name_above_unpadded_stamps_puts_the_month_first() {
        case("Timestamp", &["10/1/2026 9:12:33", "10/12/2026 14:05:00"], true);
        case("Start time", &["10/1/2026 9:12 AM"], true);
        case("Start Date", &["10/01/2026 09:12:33 AM", "10/02/2026 03:12:33 PM"], true);
        case("Timestamp", &["01/10/2026 9:12:33", "2/10/2026 9:12:33"], false);
        case("Timestamp", &["10/11/2026 9:12:33"], false);
        case("Dấu thời gian", &["1/10/2026 9:12:33"], false);
        case("Ngày khảo sát", &["10/1/2026 9:12 AM"], false);
        case("Timestamp", &["10/1/2026", "10/2/2026"], false);
        case("Timestamp", &["2026-10-01 09:12:33"], false);
    }
}
