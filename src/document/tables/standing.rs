//! Where a department stands beside the whole office.

use crate::document::block::{Align, Table};
use crate::document::tables::{known, plain, row};
use crate::document::text::thousands;
use crate::report::{DossierLine, Rank, Report};

use Align::{Center, Left, Right};

/// Nothing in the office's own report.
pub(crate) fn standing(report: &Report) -> Option<Table> {
    let office = report.office.as_ref()?;
    let place = report.place.unwrap_or_default();
    let (own, all) = (&report.dossiers.total, &office.dossiers);
    let mut table = plain(
        "vi-tri",
        "Kết quả của đơn vị so với toàn cơ quan",
        &[
            (44, Left, "Chỉ tiêu"),
            (24, Right, "Đơn vị"),
            (24, Right, "Toàn cơ quan"),
            (28, Center, "Vị trí của đơn vị"),
        ],
    );
    let mut line = |name: &str, own: String, all: String, place: String| {
        table.rows.push(row(vec![name.to_owned(), own, all, place]));
    };
    let none = || "–".to_owned();
    if report.dossiers.has_data {
        let count = |value: u64| thousands(value);
        let (c, of) = (&own.columns, &all.columns);
        line("Hồ sơ đã giải quyết", count(c.resolved), count(of.resolved), none());
        let rank = ranked(place.on_time, own.columns.resolved, "hồ sơ");
        let rates = [own, all].map(|line| line.on_time_rate.to_string());
        let [first, second] = rates;
        line("Tỷ lệ giải quyết đúng hạn", first, second, rank);
        line("Hồ sơ giải quyết quá hạn", count(c.late), count(of.late), none());
        line("Hồ sơ đang quá hạn cuối kỳ", known(c.open_overdue), known(of.open_overdue), none());
        line("Số ngày làm việc bình quân một hồ sơ", days(own), days(all), none());
    }
    if report.satisfaction.has_data {
        let (own, all) = (&report.satisfaction.total, &office.satisfaction);
        line("Số phiếu hợp lệ", thousands(own.sheets), thousands(all.sheets), none());
        let rank = ranked(place.satisfaction, own.sheets, "phiếu");
        line("Mức độ hài lòng chung", own.rate.to_string(), all.rate.to_string(), rank);
    }
    (!table.rows.is_empty()).then_some(table)
}

fn days(line: &DossierLine) -> String {
    line.days_used.mean_used.clone().unwrap_or_else(|| "–".to_owned())
}

/// `thứ 4 trong 5 đơn vị`; a small base is not ranked.
fn ranked(rank: Option<Rank>, base: u64, unit: &str) -> String {
    match rank {
        Some(Rank { place, among, shared }) if among > 1 => {
            let alike = if shared { "cùng " } else { "" };
            format!("{alike}thứ {place} trong {among} đơn vị")
        }
        Some(_) => "–".to_owned(),
        None if base == 0 => "–".to_owned(),
        None => format!("dưới 30 {unit}, không xếp"),
    }
}
