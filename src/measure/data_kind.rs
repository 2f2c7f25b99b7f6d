//! Kinds of data by what their dates are of.

/// What dates are of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum DataKind {
    /// Dossiers received or ended, and the days of tables of totals.
    Dossiers,
    /// Ngày tiếp nhận.
    Received,
    /// Ngày kết thúc xử lý, else ngày trả kết quả.
    Finished,
    /// Survey sheets.
    Answered,
    ComplaintsReceived,
    ComplaintsResolved,
}

impl DataKind {
    pub(crate) const ALL: [Self; 6] = [
        Self::Dossiers,
        Self::Received,
        Self::Finished,
        Self::Answered,
        Self::ComplaintsReceived,
        Self::ComplaintsResolved,
    ];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Dossiers => "dossiers",
            Self::Received => "dossiers_received",
            Self::Finished => "dossiers_finished",
            Self::Answered => "surveys",
            Self::ComplaintsReceived => "complaints_received",
            Self::ComplaintsResolved => "complaints_resolved",
        }
    }

    /// In running text, behind "không có".
    pub(crate) const fn vietnamese(self) -> &'static str {
        match self {
            Self::Dossiers => "hồ sơ tiếp nhận hay kết thúc",
            Self::Received => "hồ sơ tiếp nhận",
            Self::Finished => "hồ sơ kết thúc",
            Self::Answered => "phiếu lấy ý kiến",
            Self::ComplaintsReceived => "đơn thư nhận vào",
            Self::ComplaintsResolved => "đơn thư đã giải quyết",
        }
    }

    /// Whether it belongs to dossiers and is said of them already where all of them are silent.
    pub(super) const fn is_part_of_dossiers(self) -> bool {
        match self {
            Self::Received | Self::Finished => true,
            Self::Dossiers
            | Self::Answered
            | Self::ComplaintsReceived
            | Self::ComplaintsResolved => false,
        }
    }

    /// Whether it goes on from day to day. Survey sheets are often handed out in rounds, with months between them.
    pub(super) const fn is_steady(self) -> bool {
        match self {
            Self::Dossiers
            | Self::Received
            | Self::Finished
            | Self::ComplaintsReceived
            | Self::ComplaintsResolved => true,
            Self::Answered => false,
        }
    }
}
