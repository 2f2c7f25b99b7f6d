//! The indices of Quyết định 766/QĐ-TTg, beside what the national portal says.

use crate::document::block::{Align, BlockRow, Table};
use crate::document::tables::{plain, row};
use crate::report::{Report, quality_ids};

use Align::{Center, Left, Right};

/// Those that the data decide.
pub(crate) fn quality(report: &Report) -> Option<Table> {
    let figures = report.quality.as_ref()?;
    let has_portal = figures.indices.iter().any(|line| line.portal.is_some());
    let mut columns = vec![
        (8, Center, "Chỉ số"),
        (24, Left, "Tên chỉ số"),
        (14, Right, "Theo dữ liệu của cơ quan"),
        (12, Right, "Theo Cổng"),
        (12, Right, "Chênh"),
        (34, Left, "Căn cứ"),
    ];
    if !has_portal {
        columns.drain(3..5);
    }
    let mut table = plain("chi-so-766", "Chỉ số phục vụ người dân, doanh nghiệp", &columns);
    table.rows.extend(figures.indices.iter().map(|line| {
        let portal = line.portal.as_ref().and_then(|portal| portal.rate_text.as_deref());
        let mut cells = vec![
            line.number.clone().unwrap_or_else(|| "–".to_owned()),
            line.name.clone(),
            known(line.rate_text.as_deref()),
            known(portal),
            known(line.difference.as_deref()),
            line.grounds.clone(),
        ];
        let ids = quality_ids(line).into_iter().flatten().map(Some);
        let mut ids: Vec<_> = [None, None].into_iter().chain(ids).collect();
        if !has_portal {
            cells.drain(3..5);
            ids.truncate(3);
        }
        BlockRow { figures: ids, ..row(cells) }
    }));
    table.notes.extend(figures.asked_again_words().map(|words| format!("{words}.")));
    Some(table)
}

fn known(text: Option<&str>) -> String {
    text.unwrap_or("–").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Block, sample};

    #[test]
    fn what_no_portal_was_read_for_has_no_column() {
        let mut report = sample::full();
        assert_eq!(quality(&report).expect("a table").columns.len(), 6);
        for line in &mut report.quality.as_mut().expect("indices").indices {
            line.portal = None;
        }
        let table = quality(&report).expect("a table");
        assert_eq!(table.columns.len(), 4);
        assert!(table.rows.iter().all(|row| row.cells.len() == 4 && row.figures.len() <= 3));
    }

    #[test]
    fn dossiers_of_which_the_portal_says_otherwise_are_counted_by_what_it_says() {
        let document = sample::full_document();
        let texts = document.body.iter().filter_map(|block| match block {
            Block::Paragraph { text, .. } => {
                Some(text.iter().map(|run| run.text.replace('\u{a0}', " ")).collect::<String>())
            }
            _ => None,
        });
        let said = "03 dòng; đối chiếu từng hồ sơ: 02 hồ sơ hai bên đánh giá như nhau và 01 hồ sơ Cổng ghi quá hạn mà cơ quan ghi đúng hạn.";
        assert!(texts.clone().any(|text| text.contains(said)), "{:?}", texts.collect::<Vec<_>>());
    }
}
