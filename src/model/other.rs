//! The smaller records: complaints, self-assessment, served counts.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Deserialize;

use crate::ledger::Place;
use crate::model::comment::CommentMark;
use crate::model::dossier::{DepartmentFrom, Text};
use crate::model::period::Span;

/// Loại đơn, in the order in which they are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
pub(crate) enum ComplaintKind {
    /// Khiếu nại.
    #[serde(rename = "khieu_nai")]
    Complaint,
    /// Tố cáo.
    #[serde(rename = "to_cao")]
    Denunciation,
    /// Kiến nghị.
    #[serde(rename = "kien_nghi")]
    Petition,
    /// Phản ánh.
    #[serde(rename = "phan_anh")]
    Feedback,
}

impl ComplaintKind {
    pub(crate) const ALL: [Self; 4] =
        [Self::Complaint, Self::Denunciation, Self::Petition, Self::Feedback];

    /// Whoever is denounced may be in the department: no paper of it counts a denunciation, not even as one of a sum
    /// (Luật Tố cáo 25/2018/QH14 Điều 8 khoản 1).
    pub(crate) const TOLD_TO_DEPARTMENTS: [Self; 3] =
        [Self::Complaint, Self::Petition, Self::Feedback];

    pub(crate) const fn vietnamese(self) -> &'static str {
        match self {
            Self::Complaint => "Khiếu nại",
            Self::Denunciation => "Tố cáo",
            Self::Petition => "Kiến nghị",
            Self::Feedback => "Phản ánh",
        }
    }
}

/// A complaint (đơn thư).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Complaint {
    pub(crate) code: Option<Text>,
    pub(crate) kind: ComplaintKind,
    pub(crate) department: Option<Text>,
    pub(crate) department_from: DepartmentFrom,
    pub(crate) received: Date,
    /// Hạn giải quyết; without it there is no verdict.
    pub(crate) due: Option<Date>,
    /// Ngày giải quyết.
    pub(crate) resolved: Option<Date>,
    pub(crate) suspension: Option<Suspension>,
    /// Nội dung đơn. May hold personal data: it is counted, and only what the office ticks goes out, masked.
    pub(crate) content: Option<Text>,
    pub(crate) place: Place,
}

/// Handling that stands still by decision (tạm đình chỉ).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Suspension {
    /// Ngày tạm đình chỉ.
    pub(crate) from: Date,
    /// Ngày tiếp tục, by the decision to go on.
    pub(crate) until: Option<Date>,
}

impl Suspension {
    /// Whether the handling stands still on this day.
    pub(crate) fn holds(self, day: Date) -> bool {
        self.from <= day && self.until.is_none_or(|until| day < until)
    }
}

impl Complaint {
    /// What a petition or feedback says: a comment like those on survey sheets.
    pub(crate) fn comment(&self) -> Option<&Text> {
        let is_comment = matches!(self.kind, ComplaintKind::Petition | ComplaintKind::Feedback);
        self.content.as_ref().filter(|_| is_comment)
    }
}

/// One line of the self-assessment (tự đánh giá) of contents 1.1–1.5.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Assessment {
    /// `1.1` … `1.5`, or as found.
    pub(crate) content: Text,
    /// Tự đánh giá, in the office's words.
    pub(crate) verdict: Text,
    /// Ghi chú.
    pub(crate) note: Option<Text>,
    pub(crate) span: Span,
    pub(crate) place: Place,
}

/// An index of the scorecard has 2 points at most.
pub(crate) const MOST_TENTHS: u64 = 20;

/// One line of a self-scoring sheet (bảng tự chấm điểm).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SelfScore {
    /// Cán bộ whom the line is about; `None` for the agency.
    pub(crate) officer: Option<Text>,
    pub(crate) item: ScoreItem,
    /// Điểm tự chấm, in tenths.
    pub(crate) tenths: Option<u64>,
    /// Số đạt, of Trong số.
    pub(crate) reached: Option<u64>,
    pub(crate) of: Option<u64>,
    /// Căn cứ.
    pub(crate) note: Option<Text>,
    pub(crate) span: Span,
    pub(crate) place: Place,
}

/// What a line of it is about: `3`, `5a`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum ScoreItem {
    /// An index as a whole, 1 to 9.
    Index(u8),
    /// 5a: procedures approved on the spot, of those listed.
    OnTheSpot,
    /// 5b: procedures received and returned at the one-stop counter, of those that must be.
    AtTheCounter,
    /// 7a, 7b: dossiers resolved early, and on the day, with a complaint that was found true.
    ComplainedEarly,
    ComplainedOnTime,
    /// 9a: procedures at level 3 or 4, of those that may be.
    OnlineProcedures,
}

impl ScoreItem {
    /// Those of which a sheet gives counts rather than points.
    pub(crate) const COUNTED: [(Self, &'static str); 5] = [
        (Self::OnTheSpot, "5a"),
        (Self::AtTheCounter, "5b"),
        (Self::ComplainedEarly, "7a"),
        (Self::ComplainedOnTime, "7b"),
        (Self::OnlineProcedures, "9a"),
    ];

    /// Whether it is scored for an officer too (Thông tư 01/2018/TT-VPCP Điều 15).
    pub(crate) const fn is_of_officers(self) -> bool {
        matches!(self, Self::Index(1..=4 | 7) | Self::ComplainedEarly | Self::ComplainedOnTime)
    }

    /// Of `5a. Số thủ tục …`, `Chỉ số 3`, `3`.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let text = text.trim().to_lowercase();
        let text = text.strip_prefix("chỉ số").unwrap_or(&text).trim();
        let end = text.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(text.len());
        let (code, rest) = text.split_at_checked(end)?;
        // `5.a`, `5 a`: the letter belongs to the number. `1.1` is no index.
        let mut after = rest.chars().skip(1);
        let (letter, behind) = (after.next(), after.next());
        if letter.is_some_and(|c| c.is_ascii_digit()) && rest.starts_with(['.', ',']) {
            return None;
        }
        let is_alone = !behind.is_some_and(char::is_alphanumeric);
        let code = match letter {
            Some(letter @ 'a'..='b') if is_alone && code.len() == 1 => format!("{code}{letter}"),
            _ => code.to_owned(),
        };
        let counted = Self::COUNTED.iter().find(|(_, own)| *own == code);
        if let Some((item, _)) = counted {
            return Some(*item);
        }
        let number: u8 = code.parse().ok()?;
        (1..=9).contains(&number).then_some(Self::Index(number))
    }
}

/// How many were served and invited (lượt phục vụ).
#[expect(clippy::struct_field_names, reason = "the served and the issued are its two counts")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Served {
    pub(crate) department: Option<Text>,
    /// Số lượt.
    pub(crate) served: u64,
    /// Số phiếu phát ra.
    pub(crate) issued: Option<u64>,
    pub(crate) span: Span,
    pub(crate) place: Place,
}

/// Everything of one run that counts, in order of place, duplicates already settled.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Records {
    pub(crate) dossiers: Vec<crate::model::dossier::Dossier>,
    pub(crate) surveys: Vec<crate::model::survey::Survey>,
    pub(crate) complaints: Vec<Complaint>,
    pub(crate) assessments: Vec<Assessment>,
    pub(crate) self_scores: Vec<SelfScore>,
    pub(crate) served: Vec<Served>,
    pub(crate) totals: Vec<crate::model::totals::TotalsLine>,
    /// One for each code.
    pub(crate) letter_entries: Vec<crate::model::letter::LetterEntry>,
    pub(crate) matters: Vec<crate::model::letter::Matter>,
    pub(crate) letter_numbers: Vec<crate::model::letter::LetterNumber>,
    /// What was saved of the national portal.
    pub(crate) portal_figures: Vec<crate::model::portal::PortalFigure>,
    pub(crate) portal_dossiers: Vec<crate::model::portal::PortalDossier>,
    /// Lines of workbooks of comments.
    pub(crate) comment_marks: Vec<CommentMark>,
    /// Comments that the office has ticked, masked, by the place where they stand.
    pub(crate) published: BTreeMap<Place, Text>,
    /// Codes of dossiers in rows that do not count by themselves: a later table may have them right.
    pub(crate) unreadable: Vec<(Text, Place)>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_the_scorecard_is_known_by_its_number() {
        use ScoreItem::{AtTheCounter, ComplainedEarly, Index, OnTheSpot};
        for (text, want) in [
            ("3", Some(Index(3))),
            ("Chỉ số 3", Some(Index(3))),
            ("1. Tổng thời gian", Some(Index(1))),
            ("5 – Tổ chức tiếp nhận", Some(Index(5))),
            ("5a", Some(OnTheSpot)),
            ("5b. Số thủ tục", Some(AtTheCounter)),
            ("5.a", Some(OnTheSpot)),
            ("5.a) Số thủ tục", Some(OnTheSpot)),
            ("7 a", Some(ComplainedEarly)),
            ("6. áp dụng", Some(Index(6))),
            ("6 bảng niêm yết", Some(Index(6))),
            ("1.1", None),
            ("2,5", None),
            ("3a", None),
            ("3.a", None),
            ("10", None),
            ("Tổng", None),
        ] {
            assert_eq!(ScoreItem::parse(text), want, "{text}");
        }
    }
}
