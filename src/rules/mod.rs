//! What the law says of one case: working calendar, deadlines, classification, periods, sample sizes.

mod calendar;
mod comments;
mod deadline;
mod grounds;
mod law;
mod limit;
mod period;
mod quality;
mod reasons;
mod score;
mod statistics;
mod suspension;
mod verdict;
mod wording;

pub(crate) use calendar::{Calendar, DayKind, ExtraDay, OutsideCalendar};
pub(crate) use comments::{CommentWords, Tone};
pub(crate) use deadline::deadline;
pub(crate) use grounds::Ground;
pub(crate) use law::{
    LetterForm, TableForm, is_scored, law, letter_forms, shows_quality, suspends,
};
pub(crate) use limit::Limit;
pub(crate) use period::{PeriodKind, ended, like_before, previous, year_ago};
pub(crate) use quality::{QUALITY_DECISION, in_time, is_asked_again, other_quality_indices};
pub(crate) use reasons::{Reason, coded, is_status, reasons};
pub(crate) use score::{
    AgencyLevel, INDICES, PetitionCounts, SCORE_CIRCULAR, agency_grade, average_tenths,
    counter_points, officer_grade, online_points, petition_points, supplement_points,
    timing_points,
};
pub(crate) use statistics::{sample_size, wilson};
pub(crate) use suspension::{ComplaintClock, complaint_clock};
pub(crate) use verdict::{Case, Class, Timing, classify};
pub(crate) use wording::{Said, listed, said, tidied};
