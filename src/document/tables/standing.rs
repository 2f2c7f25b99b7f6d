//! Where a department stands beside the whole office.

use crate::document::block::{Align, Table};
use crate::document::tables::{FigureColumns, known, plain, row};
use crate::document::text::thousands;
use crate::report::{DossierLine, Report, WHOLE_OFFICE, own_code};

use Align::{Left, Right};

/// Nothing in the office's own report, and where the office has no other department.
pub(crate) fn standing(report: &Report) -> Option<Table> {
    let office = report.office.as_ref()?;
    let (own, all) = (&report.dossiers.total, &office.dossiers);
    let columns = [(52, Left, "Chỉ tiêu"), (24, Right, "Đơn vị"), (24, Right, WHOLE_OFFICE)];
    let mut table = plain("vi-tri", "Kết quả của đơn vị so với toàn cơ quan", &columns);
    let mut line = |(name, figure): (&str, &'static str), own: String, all: String| {
        let cells = row(vec![name.to_owned(), own, all]);
        let mut line = FigureColumns(vec!["", figure]).of(Some(own_code(report)), cells);
        line.figures.push(Some(figure.to_owned()));
        table.rows.push(line);
    };
    // A department without dossiers or sheets is not compared by what it does not have.
    let (c, of) = (&own.columns, &all.columns);
    if report.dossiers.has_data && c.taken + own.withdrawn > 0 {
        line(("Hồ sơ đã giải quyết", "HS-07"), thousands(c.resolved), thousands(of.resolved));
        let [first, second] = [own, all].map(|line| line.on_time_rate.to_string());
        line(("Tỷ lệ giải quyết đúng hạn", "TL-01"), first, second);
        line(("Hồ sơ giải quyết quá hạn", "HS-10"), thousands(c.late), thousands(of.late));
        line(
            ("Hồ sơ đang quá hạn cuối kỳ", "HS-13"),
            known(c.open_overdue),
            known(of.open_overdue),
        );
        line(("Số ngày làm việc bình quân một hồ sơ", "HS-30"), days(own), days(all));
    }
    let (own, all) = (&report.satisfaction.total, &office.satisfaction);
    if report.satisfaction.has_data && own.sheets > 0 {
        line(("Số phiếu hợp lệ", "HL-10"), thousands(own.sheets), thousands(all.sheets));
        line(("Mức độ hài lòng chung", "HL-20"), own.rate.to_string(), all.rate.to_string());
    }
    (!table.rows.is_empty()).then_some(table)
}

fn days(line: &DossierLine) -> String {
    line.days_used.mean_used.clone().unwrap_or_else(|| "–".to_owned())
}
