//! The indices of Quyết định 766/QĐ-TTg, beside what the national portal says.

use crate::document::block::{Align, BlockRow, Table};
use crate::document::tables::{plain, row};
use crate::report::{Report, quality_ids};

use Align::{Center, Left, Right};

/// Those that the data decide.
pub(crate) fn quality(report: &Report) -> Option<Table> {
    let figures = report.quality.as_ref()?;
    let mut table = plain(
        "chi-so-766",
        "Chỉ số phục vụ người dân, doanh nghiệp",
        &[
            (8, Center, "Chỉ số"),
            (24, Left, "Tên chỉ số"),
            (14, Right, "Theo dữ liệu của cơ quan"),
            (12, Right, "Theo Cổng"),
            (12, Right, "Chênh"),
            (34, Left, "Căn cứ"),
        ],
    );
    table.rows.extend(figures.indices.iter().map(|line| {
        let portal = line.portal.as_ref().and_then(|portal| portal.rate_text.as_deref());
        let cells = vec![
            line.number.clone().unwrap_or_else(|| "–".to_owned()),
            line.name.clone(),
            known(line.rate_text.as_deref()),
            known(portal),
            known(line.difference.as_deref()),
            line.grounds.clone(),
        ];
        let ids = quality_ids(line).into_iter().flatten().map(Some);
        BlockRow { figures: [None, None].into_iter().chain(ids).collect(), ..row(cells) }
    }));
    Some(table)
}

fn known(text: Option<&str>) -> String {
    text.unwrap_or("–").to_owned()
}
