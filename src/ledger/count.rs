//! The counts of the 13-column table, as a table of totals gives them.

/// One count of a table of totals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Count {
    Taken,
    Online,
    /// (5), or the counter alone where the post has a column of its own.
    Counter,
    Post,
    Carried,
    Resolved,
    Early,
    OnTime,
    /// (8) and (9) in one column.
    InTime,
    Late,
    Open,
    OpenInTime,
    OpenOverdue,
}

impl Count {
    /// The columns (3) to (13), in their order.
    pub(crate) const COLUMNS: [Self; 11] = [
        Self::Taken,
        Self::Online,
        Self::Counter,
        Self::Carried,
        Self::Resolved,
        Self::Early,
        Self::OnTime,
        Self::Late,
        Self::Open,
        Self::OpenInTime,
        Self::OpenOverdue,
    ];

    /// Its columns in the table; several where it is more than one of them.
    pub(crate) const fn numbers(self) -> &'static [u8] {
        match self {
            Self::Taken => &[3],
            Self::Online => &[4],
            Self::Counter | Self::Post => &[5],
            Self::Carried => &[6],
            Self::Resolved => &[7],
            Self::Early => &[8],
            Self::OnTime => &[9],
            Self::InTime => &[8, 9],
            Self::Late => &[10],
            Self::Open => &[11],
            Self::OpenInTime => &[12],
            Self::OpenOverdue => &[13],
        }
    }

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
