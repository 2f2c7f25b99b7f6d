//! A row around a cell, what became of mending it, and what is not there.

use crate::ledger::column_letters;
use crate::office::{CellPlace, INPUTS, MendDone, Refusal, RowAround};
use crate::telling::advice::{Advice, Reader};
use crate::telling::wrap;

/// The row with its headers, a line a column.
pub(crate) fn around(row: &RowAround) -> String {
    let mut text = format!("Dòng {}\n", row.row);
    for cell in &row.cells {
        let shown = if cell.text.is_empty() { "(trống)" } else { &cell.text };
        let line = match cell.header.as_str() {
            "" => format!("{}: {shown}", cell.letters),
            header => format!("{} {header}: {shown}", cell.letters),
        };
        wrap::push(&mut text, "  ", "    ", &line);
    }
    text.trim_end().to_owned()
}

pub(crate) fn done(done: &MendDone) -> String {
    let said = on_page(done);
    if done.cells == 0 || done.is_undone {
        return said;
    }
    format!("{said}\n   = gợi ý: {}", Reader::Terminal.words(Advice::MendOn))
}

/// Where everything is read again at once, and a button takes it back.
pub(crate) fn on_page(done: &MendDone) -> String {
    let MendDone { file, cells, is_undone } = done;
    if *cells == 0 {
        return "Ô này đã ghi đúng như vậy; không sửa gì".to_owned();
    }
    if *is_undone {
        return format!(
            "Đã trả {cells} ô về như tệp gốc; không còn gì khác nên bỏ bản sửa\n  --> {INPUTS}/{file}: từ nay tính theo tệp này"
        );
    }
    format!(
        "Đã sửa {cells} ô\n  --> {INPUTS}/{file}: từ nay tính theo bản sửa này, tệp gốc giữ nguyên"
    )
}

/// Why a cell was not mended, or a department not found.
pub(crate) fn refused(refusal: &Refusal, reader: Reader) -> String {
    let next = |advice| reader.words(advice);
    match refusal {
        Refusal::NoSuchDepartment { asked, known } if known.is_empty() => format!(
            "congso.toml chưa khai phòng nào, nên “{asked}” chưa có tên khác\n   = gợi ý: {}",
            next(Advice::DeclareDepartment(asked))
        ),
        Refusal::NoSuchDepartment { asked, known } => format!(
            "congso.toml không khai phòng “{asked}”\n   = gợi ý: chọn một trong: {}",
            known.join(", ")
        ),
        Refusal::NoSuchFile(file) => format!(
            "Không có tệp “{file}” trong {INPUTS}\n   = gợi ý: {}",
            next(Advice::FileOfData)
        ),
        Refusal::NoSuchCell(file, CellPlace { sheet, row, column }) => {
            let sheet = if sheet.is_empty() { String::new() } else { format!(" › {sheet}") };
            format!(
                "Không có dữ liệu ở ô {}{row}\n  --> {file}{sheet}\n   = gợi ý: {}",
                column_letters(*column),
                next(Advice::CellOfData)
            )
        }
        Refusal::NotMendable(file) => format!(
            "Không sửa thay được trong “{file}”; chưa ghi gì\n   = gợi ý: tệp quá lớn, có phần không đọc được, hoặc không còn tệp gốc; sửa bằng Excel rồi lưu lại"
        ),
        Refusal::MendedBy { file, copy } => format!(
            "Tệp “{file}” đã có bản sửa, nay tính theo bản đó\n  --> {INPUTS}/{copy}\n   = gợi ý: sửa ở bản này"
        ),
        _ => String::new(),
    }
}
