//! The indices of Quyết định 766/QĐ-TTg that the office's data decide.

/// An index that the data decide.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum QualityIndex {
    /// 2.1: dossiers handled in time and open in time, of all that were taken in.
    InTime,
    /// Dossiers filed online, of those received.
    Online,
    /// 5.2: petitions and feedback handled in time and open in time.
    Petitions,
}

impl QualityIndex {
    pub(crate) const ALL: [Self; 3] = [Self::InTime, Self::Online, Self::Petitions];

    /// `2.1`; `None` where sources number the groups differently (digitising is group 3 or 4), so that the name alone
    /// says which it is.
    pub(crate) const fn number(self) -> Option<&'static str> {
        match self {
            Self::InTime => Some("2.1"),
            Self::Online => None,
            Self::Petitions => Some("5.2"),
        }
    }

    /// In ids of figures, which have no points: `2-1`.
    pub(crate) const fn id(self) -> &'static str {
        match self {
            Self::InTime => "2-1",
            Self::Online => "TT",
            Self::Petitions => "5-2",
        }
    }

    pub(crate) const fn vietnamese(self) -> &'static str {
        match self {
            Self::InTime => "Hồ sơ xử lý đúng hạn",
            Self::Online => "Hồ sơ nộp trực tuyến",
            Self::Petitions => "Phản ánh, kiến nghị xử lý đúng hạn",
        }
    }
}
