//! A form → a workbook: the sheet to type into, the instructions, the lists.

use jiff::civil::{Date, date};
use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, DataValidationRule, Format, FormatAlign,
    FormatBorder, Formula, Worksheet, XlsxError,
};

use crate::document::Orientation;
use crate::ledger::column_letters;
use crate::render::xlsx::cell::{OutCell, OutRow};
use crate::render::xlsx::entry::column::{Dating, Entry, EntryColumn, EntryForm, List, Need};
use crate::render::xlsx::entry::{DataEntry, Headed, headed};
use crate::render::xlsx::frame::blank;
use crate::render::xlsx::looks::{DATE, LEADING, Looks};
use crate::render::xlsx::saved::saved;
use crate::render::xlsx::sheet::{OutSheet, head, heads};
use crate::render::xlsx::text::{clean, lines};
use crate::render::xlsx::write::{add, moment};
use crate::render::xlsx::{About, new_book};

const INSTRUCTIONS: &str = "Hướng dẫn";
pub(super) const LISTS: &str = "Danh mục";
/// Rows that are checked as they are typed.
const ROWS: u32 = 20_000;
/// The blank workbooks are the same whenever they are made.
pub(super) const MADE: Date = date(2020, 1, 1);
/// What the reader takes for a plausible date.
const EARLIEST: Date = date(1990, 1, 1);
const LATEST: Date = date(2100, 12, 31);

/// Row of the header, from 0. The row above it is empty: what stands right above a header may be part of it.
pub(super) const fn header_row(form: &EntryForm) -> u32 {
    match form.period {
        Dating::Line => 3,
        Dating::Title => 4,
    }
}

pub(super) fn workbook(form: &EntryForm, entry: &DataEntry) -> Result<Vec<u8>, XlsxError> {
    let looks = Looks::new();
    let about = About { title: form.title.to_owned(), author: String::new(), day: MADE };
    let mut book = new_book(&looks.plain, &about)?;
    let columns = headed(form, entry);
    let lists = lists(form, entry);
    write_sheet(book.add_worksheet(), &looks, form, &columns)?;
    let sources = sources(&lists);
    let page = book.worksheet_from_index(0)?;
    let row = header_row(form);
    for (at, headed) in (0..).zip(&columns) {
        let list = list_of(headed.column.entry);
        let source = list.and_then(|list| sources.iter().find(|(name, _)| *name == list));
        let formula = source.map(|(_, formula)| formula.as_str());
        if let Some(rule) = validation(headed.column, formula)? {
            page.add_data_validation(row + 1, at, row + ROWS, at, &rule)?;
        }
    }
    add(&mut book, &looks, &instructions(form))?;
    if !lists.is_empty() {
        add(&mut book, &looks, &list_sheet(&lists))?;
    }
    saved(&mut book)
}

/// The sheet to type into.
pub(super) fn write_sheet(
    page: &mut Worksheet,
    looks: &Looks,
    form: &EntryForm,
    columns: &[Headed],
) -> Result<(), XlsxError> {
    page.set_name(form.sheet)?;
    let last = u16::try_from(columns.len()).unwrap_or(u16::MAX).saturating_sub(1);
    let title = looks.title.clone().set_align(FormatAlign::Left);
    let hint = looks.note.clone().set_text_wrap();
    let text = format!(
        "Mỗi {} một dòng, bắt đầu ngay dưới dòng tiêu đề; cột chữ đậm nền sẫm là bắt buộc; xem \
         trang “{INSTRUCTIONS}”",
        form.one
    );
    let mut above = vec![(form.title.to_uppercase(), &title), (text, &hint)];
    if form.period == Dating::Title {
        above.push(("Từ ngày …/…/…… đến ngày …/…/……".to_owned(), &looks.section));
    }
    // Merged over the columns in view: a title over all of them would scroll away.
    let wide = last.min(4);
    for (row, (text, format)) in (0..).zip(above) {
        if wide == 0 {
            page.write_string_with_format(row, 0, text, format)?;
        } else {
            page.merge_range(row, 0, row, wide, &text, format)?;
        }
    }
    let width: u32 = columns.iter().take(5).map(|headed| u32::from(headed.column.width)).sum();
    page.set_row_height(0, lines(form.title, width * 2 / 3) * 20)?;
    page.set_row_height(1, lines(&"x".repeat(140), width) * LEADING + 3)?;
    let mut height = 1;
    let row = header_row(form);
    for (at, Headed { header, column }) in (0..).zip(columns) {
        page.set_column_width(at, column.width)?;
        page.set_column_format(at, &typed(looks, column.entry))?;
        let header = clean(header);
        height = height.max(lines(&header, u32::from(column.width)));
        page.write_string_with_format(row, at, header, &header_format(looks, column.need))?;
    }
    page.set_row_height(row, height * LEADING + 6)?;
    page.set_freeze_panes(row + 1, 1)?;
    page.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    page.set_repeat_rows(row, row)?.set_print_gridlines(true);
    page.set_footer("&R&\"Times New Roman,Regular\"&10Trang &P/&N");
    Ok(())
}

fn header_format(looks: &Looks, need: Need) -> Format {
    match need {
        Need::Always => looks.header.clone().set_background_color(Color::RGB(0x00BF_D0EA)),
        Need::When(_) | Need::Never => looks
            .plain
            .clone()
            .set_text_wrap()
            .set_align(FormatAlign::Center)
            .set_border(FormatBorder::Thin)
            .set_background_color(Color::RGB(0x00F3_F3F3)),
    }
}

/// How a column shows what is typed: codes as text, so that leading zeros and `1.1` stay.
fn typed(looks: &Looks, entry: Entry) -> Format {
    let plain = looks.plain.clone();
    match entry {
        Entry::Text | Entry::Only(_) | Entry::Mostly(_) | Entry::Questions => {
            plain.set_num_format("@").set_text_wrap()
        }
        Entry::Date => plain.set_num_format(DATE).set_align(FormatAlign::Center),
        Entry::Count => plain.set_num_format("0").set_align(FormatAlign::Right),
    }
}

/// What Excel says while a cell is filled in; `None` for free text.
pub(super) fn validation(
    column: &EntryColumn,
    list: Option<&str>,
) -> Result<Option<DataValidation>, XlsxError> {
    let rule = DataValidation::new();
    let (rule, style, message) = match (column.entry, list) {
        (Entry::Date, _) => (
            rule.allow_date(DataValidationRule::Between(moment(EARLIEST)?, moment(LATEST)?)),
            DataValidationErrorStyle::Stop,
            "Ghi ngày/tháng/năm, từ năm 1990 đến năm 2100, ví dụ 12/03/2020",
        ),
        (Entry::Count, _) => (
            rule.allow_whole_number(DataValidationRule::Between(0, 10_000_000)),
            DataValidationErrorStyle::Stop,
            "Ghi số nguyên, không âm, không có chữ",
        ),
        (Entry::Only(_), Some(list)) => (
            rule.allow_list_formula(Formula::new(list)),
            DataValidationErrorStyle::Stop,
            "Chọn một mục trong danh sách thả xuống",
        ),
        (Entry::Questions, Some(list)) => (
            // Two ticks on paper are typed as they stand.
            rule.allow_list_formula(Formula::new(list)),
            DataValidationErrorStyle::Warning,
            "Không có trong danh sách: câu trả lời này sẽ không hợp lệ",
        ),
        (Entry::Mostly(_), Some(list)) => (
            rule.allow_list_formula(Formula::new(list)),
            DataValidationErrorStyle::Information,
            "Không có trong danh sách: kiểm tra lại chính tả",
        ),
        (Entry::Text | Entry::Only(_) | Entry::Mostly(_) | Entry::Questions, _) => return Ok(None),
    };
    let rule = rule
        .set_error_style(style)
        .set_error_title("Kiểm tra lại")?
        .set_error_message(message)?
        .set_input_message(column.how)?;
    Ok(Some(rule))
}

const fn list_of(entry: Entry) -> Option<List> {
    match entry {
        Entry::Only(list) | Entry::Mostly(list) => Some(list),
        Entry::Questions => Some(List::Levels),
        Entry::Text | Entry::Date | Entry::Count => None,
    }
}

/// The lists that a form draws on and that hold something.
pub(super) fn lists(form: &EntryForm, entry: &DataEntry) -> Vec<(List, Vec<String>)> {
    let mut lists = Vec::new();
    for list in form.columns.iter().filter_map(|column| list_of(column.entry)) {
        let items = list.items(entry);
        if !items.is_empty() && !lists.iter().any(|(other, _)| *other == list) {
            lists.push((list, items));
        }
    }
    lists
}

/// Where each list stands on the sheet of lists.
fn sources(lists: &[(List, Vec<String>)]) -> Vec<(List, String)> {
    let first = list_sheet(lists).first_row() + 1;
    (0..)
        .zip(lists)
        .map(|(column, (list, items))| {
            let letters = column_letters(column);
            let last = first + u32::try_from(items.len()).unwrap_or(u32::MAX).saturating_sub(1);
            (*list, format!("'{LISTS}'!${letters}${first}:${letters}${last}"))
        })
        .collect()
}

pub(super) fn list_sheet(lists: &[(List, Vec<String>)]) -> OutSheet {
    let rows = lists.iter().map(|(_, items)| items.len()).max().unwrap_or_default();
    let cell = |items: &Vec<String>, row| items.get(row).map_or(OutCell::Blank, OutCell::text);
    OutSheet {
        widths: lists.iter().map(|_| 34).collect(),
        header: vec![lists.iter().map(|(list, _)| head(list.caption())).collect()],
        rows: (0..rows)
            .map(|row| OutRow::body(lists.iter().map(|(_, items)| cell(items, row)).collect()))
            .collect(),
        ..blank(LISTS, "Danh mục để chọn", Vec::new(), Orientation::Landscape)
    }
}

/// Column by column, in plain words. No cell is a header by itself, so that the sheet is not taken for data.
pub(super) fn instructions(form: &EntryForm) -> OutSheet {
    let rows = form
        .columns
        .iter()
        .map(|column| {
            OutRow::body(vec![
                OutCell::text(format!("Cột “{}”", column.header)),
                OutCell::text(column.need.text()),
                OutCell::text(column.how),
                OutCell::text(format!("“{}”", column.example)),
                OutCell::text(column.wrong),
            ])
        })
        .collect();
    let mut notes: Vec<String> = form.rules.iter().map(|rule| (*rule).to_owned()).collect();
    if form.period == Dating::Title {
        notes.push(
            "Ghi ngày đầu và ngày cuối kỳ vào dòng 3 của trang nhập, ví dụ “Từ ngày 15/02/2020 đến \
             ngày 14/03/2020”; hoặc để tệp trong thư mục mang mã kỳ, ví dụ du-lieu/2020-03"
                .to_owned(),
        );
    }
    notes.extend(COMMON.iter().map(|rule| (*rule).to_owned()));
    OutSheet {
        widths: vec![24, 22, 44, 30, 44],
        header: vec![heads(&[
            "Tên cột",
            "Có phải ghi",
            "Cách ghi",
            "Ví dụ",
            "Để trống hoặc ghi sai",
        ])],
        rows,
        notes,
        ..blank(
            INSTRUCTIONS,
            &format!("Hướng dẫn: {}", form.title),
            vec![format!("Tệp {}, trang “{}”", form.file, form.sheet)],
            Orientation::Landscape,
        )
    }
}

/// Rules that hold in every workbook.
const COMMON: &[&str] = &[
    "Không đổi tên cột, không chèn dòng cộng, không gộp ô trong bảng; thêm cột của riêng đơn vị thì \
     được, cột đó không được đọc",
    "Ngày ghi theo thứ tự ngày, tháng, năm; dán từ nơi khác thì chọn “Dán giá trị”",
    "Lưu tệp vào thư mục du-lieu rồi chạy “congso kiem-tra” để biết dòng nào không được tính",
];
