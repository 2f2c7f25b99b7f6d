//! The portal's list of dossiers beside those of the office, dossier by dossier. Internal.

use jiff::civil::Date;

use crate::measure::{PortalDifference, PortalSays};
use crate::model::PortalVerdict;
use crate::report::PeriodFigures;
use crate::report::QualityFigures;
use crate::report::options::{Run, period_figures};
use crate::report::verdicts::MOST_LISTED;

/// `noi-bo/doi-chieu-cong.xlsx`.
#[derive(Clone, Debug)]
pub(crate) struct PortalList {
    pub(crate) agency: String,
    pub(crate) period: PeriodFigures,
    pub(crate) figures: QualityFigures,
    pub(crate) lines: Vec<PortalLine>,
    /// Dossiers that are too many to be listed.
    pub(crate) more: usize,
}

/// A dossier of which both say something else.
#[derive(Clone, Debug)]
pub(crate) struct PortalLine {
    pub(crate) code: String,
    /// Empty for one that only the portal has.
    pub(crate) department: String,
    pub(crate) own: &'static str,
    pub(crate) portal: &'static str,
    pub(crate) due: Option<Date>,
    pub(crate) end: Option<Date>,
    pub(crate) why: &'static str,
    pub(crate) place: String,
}

/// `None` where nothing of the portal was read.
pub(crate) fn portal_list(run: &Run<'_>, figures: Option<&QualityFigures>) -> Option<PortalList> {
    let figures = figures?;
    let rows = run.measures.portal.as_ref();
    if rows.is_none() && figures.indices.iter().all(|index| index.portal.is_none()) {
        return None;
    }
    let all = rows.map_or(&[] as &[_], |rows| &rows.differences);
    let listed = all.get(..MOST_LISTED).unwrap_or(all);
    Some(PortalList {
        agency: run.options.agency.name.clone(),
        period: period_figures(run.options.period),
        figures: figures.clone(),
        lines: listed.iter().map(|one| line(one, run)).collect(),
        more: all.len() - listed.len(),
    })
}

pub(super) fn line(one: &PortalDifference, run: &Run<'_>) -> PortalLine {
    let faces = run.options.faces;
    PortalLine {
        code: faces.printed(one.code.to_string()),
        department: match one.own {
            None => String::new(),
            Some(_) => run.lines.name(one.department.as_ref()),
        },
        own: said(one.own.map_or(PortalSays::Nothing, PortalSays::One)),
        portal: said(one.portal),
        due: one.due,
        end: one.end,
        why: why(one),
        place: faces.printed(one.place.to_string()),
    }
}

const fn said(says: PortalSays) -> &'static str {
    match says {
        PortalSays::One(PortalVerdict::InTime) => "Đúng hạn, trong hạn",
        PortalSays::One(PortalVerdict::Late) => "Quá hạn",
        PortalSays::Nothing => "Không có",
        PortalSays::Both => "Hai dòng khác nhau",
    }
}

const fn why(one: &PortalDifference) -> &'static str {
    match (one.own, one.portal) {
        (_, PortalSays::Both) => "Tệp của Cổng ghi hồ sơ này hai cách: xem lại tệp",
        (None, _) => {
            "Bảng hồ sơ không có, hoặc hồ sơ không thuộc kỳ: kiểm tra ngày tiếp nhận, ngày kết thúc"
        }
        (_, PortalSays::Nothing) => {
            "Cổng không có: kiểm tra đồng bộ hồ sơ, hoặc tệp của Cổng chỉ có một phần"
        }
        (Some(PortalVerdict::InTime), _) => {
            "Cổng ghi quá hạn: kiểm tra ngày kết thúc, ngày hẹn trả đã đồng bộ lên Cổng"
        }
        (Some(PortalVerdict::Late), _) => {
            "Cổng ghi đúng hạn, hoặc không có trong danh sách quá hạn của Cổng: kiểm tra ngày hẹn trả trên Cổng có phải là ngày hẹn lại không"
        }
    }
}
