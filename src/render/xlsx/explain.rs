//! The first sheet of the annex: what each sheet and each column means, how it is calculated, and on what ground.

use crate::document::Orientation;
use crate::render::xlsx::cell::{OutCell, OutRow};
use crate::render::xlsx::frame::frame;
use crate::render::xlsx::meaning::Meaning;
use crate::render::xlsx::places::Places;
use crate::render::xlsx::sheet::{Filter, OutSheet, heads};
use crate::report::Report;

const NAME: &str = "Giải thích";

/// Explains the sheets that are there, and no others.
pub(super) fn sheet(report: &Report, tables: &[OutSheet], places: &Places) -> OutSheet {
    let mut rows = vec![OutRow::section("Kỳ báo cáo và các lựa chọn")];
    rows.extend(choices(report).into_iter().map(|[name, text]| {
        OutRow::body(vec![OutCell::text(name), OutCell::text(text), OutCell::Blank, OutCell::Blank])
    }));
    // Sheets whose columns mean the same are explained together.
    let mut tables = tables.iter().peekable();
    while let Some(table) = tables.next() {
        let mut titles = vec![title("Trang", table, places)];
        while let Some(next) = tables.next_if(|next| same_columns(&table.meanings, &next.meanings))
        {
            titles.push(title("trang", next, places));
        }
        rows.push(OutRow::section(titles.join("; ")));
        rows.extend(table.meanings.iter().map(|meaning| OutRow::body(cells(meaning))));
    }
    OutSheet {
        widths: vec![30, 52, 44, 34],
        header: vec![heads(&["Cột", "Ý nghĩa", "Cách tính", "Căn cứ, nguồn"])],
        rows,
        notes: vec![
            "Ô tỷ lệ, ô cộng và ô đối chiếu là công thức, nơi nhận có thể kiểm tra lại; “–” là \
             không có gì để tính, không phải 0%"
                .to_owned(),
            "Tỷ lệ phần trăm làm tròn một lần đến hai chữ số thập phân, nửa đơn vị làm tròn lên"
                .to_owned(),
        ],
        filter: Filter::None,
        ..frame(report, NAME, "Phụ lục số liệu: giải thích các cột", Orientation::Landscape)
    }
}

fn title(word: &str, table: &OutSheet, places: &Places) -> String {
    let mut found: Vec<&str> = table.stands_as.iter().filter_map(|id| places.holding(id)).collect();
    found.dedup();
    let place = if found.is_empty() {
        String::new()
    } else {
        format!(" (trong báo cáo: {})", found.join(", "))
    };
    format!("{word} “{}”: {}{place}", table.name, table.about)
}

/// Whether all but the first column, the name of the line, are explained by the same words.
fn same_columns(one: &[&'static Meaning], other: &[&'static Meaning]) -> bool {
    match (one.get(1..), other.get(1..)) {
        (Some(one), Some(other)) => {
            one.len() == other.len()
                && one.len() > 2
                && one.iter().zip(other).all(|(a, b)| a.column == b.column && a.says == b.says)
        }
        _ => false,
    }
}

fn cells(meaning: &Meaning) -> Vec<OutCell> {
    [meaning.column, meaning.says, meaning.formula, meaning.source].map(OutCell::text).into()
}

fn choices(report: &Report) -> Vec<[String; 2]> {
    let period = &report.period;
    let mut rows = vec![
        ["Cơ quan báo cáo".to_owned(), report.agency.name.clone()],
        ["Cơ quan chủ quản".to_owned(), report.agency.superior.clone()],
        ["Kỳ báo cáo".to_owned(), format!("{} (mã kỳ {})", period.name, period.code)],
        [
            "Số ngày".to_owned(),
            format!(
                "Từ ngày {} đến ngày {}, tính cả hai ngày; hồ sơ đang giải quyết được xét vào \
                 ngày cuối kỳ",
                period.from_text, period.to_text
            ),
        ],
    ];
    if !period.estimated_days.is_empty() {
        rows.push([
            "Ngày nghỉ tạm tính".to_owned(),
            format!("{} (lịch nghỉ chưa được công bố)", period.estimated_days.join(", ")),
        ]);
    }
    rows.extend(
        report.choices.iter().map(|choice| ["Lựa chọn".to_owned(), choice.sentence.clone()]),
    );
    let targets = [
        ("Mục tiêu giải quyết đúng hạn", report.targets.on_time),
        ("Mục tiêu hài lòng", report.targets.satisfaction),
    ];
    rows.extend(targets.into_iter().filter_map(|(name, target)| {
        let target = target?;
        Some([name.to_owned(), format!("{},{:02}%", target / 100, target % 100)])
    }));
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::sample;
    use crate::render::xlsx::{annex, satisfaction};

    /// Texts of the columns at the bottom of a header, from left to right.
    fn leaves(sheet: &OutSheet) -> Vec<String> {
        let mut taken = vec![0u32; sheet.widths.len()];
        let mut leaves = vec![String::new(); sheet.widths.len()];
        for (row, cells) in (0..).zip(&sheet.header) {
            let mut cells = cells.iter();
            let mut column = 0;
            while column < taken.len() {
                if taken[column] > row {
                    column += 1;
                    continue;
                }
                let Some(cell) = cells.next() else { break };
                for _ in 0..cell.columns {
                    taken[column] = row + cell.rows;
                    if !cell.text.starts_with('(') {
                        leaves[column].clone_from(&cell.text);
                    }
                    column += 1;
                }
            }
        }
        leaves
    }

    #[test]
    fn every_column_of_every_sheet_is_explained_in_its_order() {
        let tables = annex::sheets(&sample::full(), &sample::full_document());
        for table in tables.iter().skip(3) {
            assert!(!table.about.is_empty(), "{}", table.name);
            if table.name == satisfaction::ACROSS {
                continue; // Its columns are the departments.
            }
            let columns: Vec<String> =
                leaves(table).into_iter().filter(|text| text != "STT").collect();
            assert_eq!(columns.len(), table.meanings.len(), "{}: {columns:?}", table.name);
            for (column, meaning) in columns.iter().zip(&table.meanings) {
                assert!(meaning.column.contains(column), "{}: {column}", table.name);
            }
        }
    }
}
