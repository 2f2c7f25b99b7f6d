//! Where a department stands among the others, in a sentence.

use crate::document::marked::figure;
use crate::document::text::count;
use crate::model::capitalized;
use crate::report::{Rank, Report, SMALL, figure_id, own_code};

/// Without a final period: its ranks, or, where it has none, what the table beside the sentence holds.
pub(crate) fn standing_words(report: &Report) -> String {
    let place = report.place.unwrap_or_default();
    let mut ranks = Vec::new();
    let (dossiers, sheets) = (&report.dossiers.total, &report.satisfaction.total);
    let own = own_code(report);
    if report.dossiers.has_data {
        let words = ["tỷ lệ giải quyết đúng hạn", "hồ sơ đã giải quyết"];
        let id = figure_id("XH-01", &own);
        ranks.extend(ranked(place.on_time, dossiers.columns.resolved, words, &id));
    }
    if report.satisfaction.has_data && !sheets.is_withheld() {
        let words = ["mức độ hài lòng chung", "phiếu"];
        ranks.extend(ranked(place.satisfaction, sheets.sheets, words, &figure_id("XH-02", &own)));
    }
    if ranks.is_empty() {
        return "Kết quả của đơn vị đặt cạnh kết quả chung của cơ quan".to_owned();
    }
    capitalized(&ranks.join("; "))
}

/// `tỷ lệ giải quyết đúng hạn đứng thứ 4 trong 05 đơn vị có từ 30 hồ sơ đã giải quyết trở lên`; a small base is not
/// ranked.
fn ranked(rank: Option<Rank>, base: u64, [name, unit]: [&str; 2], id: &str) -> Option<String> {
    match rank {
        Some(Rank { place, among, shared, of_printed }) if among > 1 => {
            let alike = if shared { "cùng " } else { "" };
            let place = match place {
                1 => "nhất".to_owned(),
                _ => figure(Some(id), &place.to_string()),
            };
            let printed = if of_printed { " và được nêu tỷ lệ" } else { "" };
            let among = count(among);
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
    use crate::document::marked::words;

    #[test]
    fn departments_of_one_rate_share_their_place() {
        let rank = |place, shared| Some(Rank { place, among: 5, shared, of_printed: false });
        let said = |rank| words(&ranked(rank, 40, ["tỷ lệ", "hồ sơ"], "XH-01").expect("a place"));
        assert!(said(rank(3, false)).starts_with("tỷ lệ đứng thứ 3 trong 05 đơn vị"));
        assert!(said(rank(3, true)).starts_with("tỷ lệ cùng đứng thứ 3 trong 05 đơn vị"));
        assert!(said(rank(1, false)).starts_with("tỷ lệ đứng thứ nhất trong 05 đơn vị"));
        let of_printed = rank(1, false).map(|rank| Rank { of_printed: true, ..rank });
        assert!(said(of_printed).ends_with("có từ 30 hồ sơ trở lên và được nêu tỷ lệ"));
    }
}
