//! The counts of the 13-column table, as a table of totals gives them.

/// One count of a table of totals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Count {
    /// (3).
    Taken,
    /// (4).
    Online,
    /// (5), or the counter alone where the post has a column of its own.
    Counter,
    Post,
    /// (6).
    Carried,
    /// (7).
    Resolved,
    /// (8).
    Early,
    /// (9).
    OnTime,
    /// (8) and (9) in one column.
    InTime,
    /// (10).
    Late,
    /// (11).
    Open,
    /// (12).
    OpenInTime,
    /// (13).
    OpenOverdue,
}

impl Count {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Taken => "taken",
            Self::Online => "taken_online",
            Self::Counter => "taken_counter",
            Self::Post => "taken_post",
            Self::Carried => "carried",
            Self::Resolved => "resolved_total",
            Self::Early => "resolved_early",
            Self::OnTime => "resolved_on_time",
            Self::InTime => "resolved_in_time",
            Self::Late => "resolved_late",
            Self::Open => "open_total",
            Self::OpenInTime => "open_in_time",
            Self::OpenOverdue => "open_overdue",
        }
    }

    /// In Vietnamese, for messages.
    pub(crate) const fn vietnamese(self) -> &'static str {
        match self {
            Self::Taken => "tổng số nhận giải quyết",
            Self::Online => "nhận trực tuyến",
            Self::Counter => "nhận trực tiếp",
            Self::Post => "nhận qua bưu chính",
            Self::Carried => "từ kỳ trước",
            Self::Resolved => "tổng số đã giải quyết",
            Self::Early => "giải quyết trước hạn",
            Self::OnTime => "giải quyết đúng hạn",
            Self::InTime => "giải quyết trước và đúng hạn",
            Self::Late => "giải quyết quá hạn",
            Self::Open => "tổng số đang giải quyết",
            Self::OpenInTime => "đang giải quyết, trong hạn",
            Self::OpenOverdue => "đang giải quyết, quá hạn",
        }
    }
}
