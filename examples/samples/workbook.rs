//! Sheets → .xlsx, with `rust_xlsxwriter`.

use jiff::civil::Date;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use crate::dossiers::EXPORTED;
use crate::sheet::{Sheet, Value};

/// A workbook whose bytes depend on nothing but its sheets.
pub(crate) fn xlsx(sheets: &[Sheet]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = empty()?;
    for sheet in sheets {
        let worksheet = workbook.add_worksheet();
        fill(worksheet, sheet)?;
    }
    workbook.save_to_buffer()
}

/// Without the time of writing.
pub(crate) fn empty() -> Result<Workbook, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&serial(EXPORTED)?));
    Ok(workbook)
}

pub(crate) fn fill(worksheet: &mut Worksheet, sheet: &Sheet) -> Result<(), XlsxError> {
    worksheet.set_name(sheet.name)?;
    let head = Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter);
    let boxed = head.clone().set_border(FormatBorder::Thin);
    let day = Format::new().set_num_format("dd/mm/yyyy");
    for (column, width) in (0u16..).zip(&sheet.widths) {
        worksheet.set_column_width(column, *width)?;
    }
    for &(row, column, last_row, last_column) in &sheet.merges {
        worksheet.merge_range(row, column, last_row, last_column, "", &boxed)?;
    }
    for (row, cells) in (0u32..).zip(&sheet.rows) {
        for (column, cell) in (0u16..).zip(cells) {
            match cell {
                Value::Blank => {}
                Value::Text(text) if row < sheet.heading => {
                    worksheet.write_string_with_format(row, column, text, &head)?;
                }
                Value::Text(text) => {
                    worksheet.write_string(row, column, text)?;
                }
                Value::Date(date) => {
                    worksheet.write_datetime_with_format(row, column, serial(*date)?, &day)?;
                }
                Value::Number(number) => {
                    worksheet.write_number(row, column, f64::from(*number))?;
                }
            }
        }
    }
    Ok(())
}

pub(crate) fn serial(date: Date) -> Result<ExcelDateTime, XlsxError> {
    ExcelDateTime::from_ymd(
        date.year().unsigned_abs(),
        date.month().unsigned_abs(),
        date.day().unsigned_abs(),
    )
}
