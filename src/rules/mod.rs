//! What the law says of one case: working calendar, deadlines, classification, periods, sample sizes.

/// Time limit of a procedure (thời hạn giải quyết).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Limit {
    /// Working days (ngày làm việc), in half days.
    WorkingHalfDays(u32),
    /// Calendar days (ngày).
    Days(u32),
    /// Hours (giờ) of work.
    Hours(u32),
    /// `tra_ngay`: done while the applicant waits.
    AtOnce,
    /// `khong_quy_dinh`: no limit.
    None,
}
