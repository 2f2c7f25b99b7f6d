//! Where a department stands beside the whole office.

use crate::document::block::{Align, Table};
use crate::document::tables::{FigureColumns, known, plain, row};
use crate::document::text::thousands;
use crate::report::{DossierLine, Rank, Report, SMALL, WHOLE_OFFICE, own_code};

use Align::{Left, Right};

/// Nothing in the office's own report, and where the office has no other department.
pub(crate) fn standing(report: &Report) -> Option<Table> {
    let office = report.office.as_ref()?;
    let place = report.place.unwrap_or_default();
    let (own, all) = (&report.dossiers.total, &office.dossiers);
    let columns = [(52, Left, "Chỉ tiêu"), (24, Right, "Đơn vị"), (24, Right, WHOLE_OFFICE)];
    let mut table = plain("vi-tri", "Kết quả của đơn vị so với toàn cơ quan", &columns);
    let mut line = |(name, figure): (&str, &'static str), own: String, all: String| {
        let cells = row(vec![name.to_owned(), own, all]);
        let mut line = FigureColumns(vec!["", figure]).of(Some(own_code(report)), cells);
        line.figures.push(Some(figure.to_owned()));
        table.rows.push(line);
    };
    let mut ranks = Vec::new();
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
        ranks.extend(ranked(
            place.on_time,
            c.resolved,
            ["tỷ lệ giải quyết đúng hạn", "hồ sơ đã giải quyết"],
        ));
    }
    let (own, all) = (&report.satisfaction.total, &office.satisfaction);
    if report.satisfaction.has_data && own.sheets > 0 {
        line(("Số phiếu hợp lệ", "HL-10"), thousands(own.sheets), thousands(all.sheets));
        line(("Mức độ hài lòng chung", "HL-20"), own.rate.to_string(), all.rate.to_string());
        if !own.is_withheld() {
            let words = ["mức độ hài lòng chung", "phiếu"];
            ranks.extend(ranked(place.satisfaction, own.sheets, words));
        }
    }
    if !ranks.is_empty() {
        table.notes.push(format!("Vị trí của đơn vị: {}.", ranks.join("; ")));
    }
    (!table.rows.is_empty()).then_some(table)
}

fn days(line: &DossierLine) -> String {
    line.days_used.mean_used.clone().unwrap_or_else(|| "–".to_owned())
}

/// `tỷ lệ giải quyết đúng hạn đứng thứ 4 trong 5 đơn vị có từ 30 hồ sơ đã giải quyết trở lên`; a small base is not
/// ranked.
fn ranked(rank: Option<Rank>, base: u64, [name, unit]: [&str; 2]) -> Option<String> {
    match rank {
        Some(Rank { place, among, shared, of_printed }) if among > 1 => {
            let alike = if shared { "cùng " } else { "" };
            let place = if place == 1 { "nhất".to_owned() } else { place.to_string() };
            let printed = if of_printed { " và được nêu tỷ lệ" } else { "" };
            let of = format!("{among} đơn vị có từ {SMALL} {unit} trở lên{printed}");
            Some(format!("{name} {alike}đứng thứ {place} trong {of}"))
        }
        Some(_) => None,
        None if base == 0 => None,
        None => Some(format!("{name} không xếp thứ tự vì dưới {SMALL} {unit}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn departments_of_one_rate_share_their_place() {
        let rank = |place, shared| Some(Rank { place, among: 5, shared, of_printed: false });
        let said = |rank| ranked(rank, 40, ["tỷ lệ", "hồ sơ"]).expect("a place");
        assert!(said(rank(3, false)).starts_with("tỷ lệ đứng thứ 3 trong 5 đơn vị"));
        assert!(said(rank(3, true)).starts_with("tỷ lệ cùng đứng thứ 3 trong 5 đơn vị"));
        assert!(said(rank(1, false)).starts_with("tỷ lệ đứng thứ nhất trong 5 đơn vị"));
        let of_printed = rank(1, false).map(|rank| Rank { of_printed: true, ..rank });
        assert!(said(of_printed).ends_with("có từ 30 hồ sơ trở lên và được nêu tỷ lệ"));
    }
}
