//! The first sheet of a copy: what to do with it, what it is a copy of, and a line for each finding.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Url, Worksheet, XlsxError};

use crate::ledger::{Finding, MEND_SHEET, MendMark, MendScope};
use crate::render::xlsx::looks::LEADING;
use crate::render::xlsx::mend::looks::{Paint, marked};
use crate::render::xlsx::mend::marks::Strength;
use crate::render::xlsx::mend::original::Original;
use crate::render::xlsx::text::{clean, lines as text_lines};

/// Lines of the list; the others are counted below it.
const MOST_LINES: usize = 5_000;

/// Where a line leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ListTarget {
    pub(super) sheet: String,
    pub(super) cell: String,
}

/// One finding.
#[derive(Clone, Debug)]
pub(super) struct MendLine<'a> {
    strength: Strength,
    finding: &'a Finding,
    target: Option<ListTarget>,
}

/// What is listed, and how many more there are.
#[derive(Clone, Debug)]
pub(super) struct MendLines<'a> {
    shown: Vec<MendLine<'a>>,
    rest: usize,
}

/// What stops a report first, then what keeps a row from counting, each by place.
pub(super) fn lines<'a>(
    original: &Original<'a>,
    target: &dyn Fn(&Finding) -> Option<ListTarget>,
) -> MendLines<'a> {
    let account = original.account;
    let all = account.error.iter().chain(&account.findings).filter(|found| found.is_matter());
    let mut all: Vec<(Strength, &Finding)> =
        all.map(|finding| (Strength::of(finding, original.stopped), finding)).collect();
    all.sort_by(|(one, first), (other, second)| {
        other.cmp(one).then_with(|| first.place.cmp(&second.place))
    });
    let rest = all.len().saturating_sub(MOST_LINES);
    let shown = all.into_iter().take(MOST_LINES).map(|(strength, finding)| MendLine {
        strength,
        finding,
        target: target(finding),
    });
    MendLines { shown: shown.collect(), rest }
}

const HEADER: [(&str, u16); 6] = [
    ("STT", 6),
    ("Mức độ", 16),
    ("Ở đâu", 22),
    ("Điều cần sửa", 48),
    ("Ảnh hưởng đến số liệu", 32),
    ("Cách sửa", 48),
];

/// The sheet.
pub(super) fn sheet(
    original: &Original<'_>,
    mark: &MendMark,
    paint: &Paint,
    lines: &MendLines<'_>,
) -> Result<Worksheet, XlsxError> {
    let mut page = paint.page(MEND_SHEET)?;
    page.set_tab_color(Color::RGB(0x00C0_0000));
    for (column, (_, width)) in (0..).zip(HEADER) {
        page.set_column_width(column, width)?;
    }
    let title = paint.plain.clone().set_bold().set_font_size(14);
    page.write_string_with_format(0, 0, clean(&format!("Cần sửa: {}", original.path)), &title)?;
    let mut row = 1;
    for text in how(original, mark.scope) {
        page.write_string_with_format(row, 0, clean(&text), &paint.plain)?;
        row += 1;
    }
    let small = paint.plain.clone().set_font_size(9).set_font_color(Color::RGB(0x0080_8080));
    for (label, value) in mark.lines() {
        page.write_string_with_format(row, 0, label, &small)?;
        page.write_string_with_format(row, 3, clean(&value), &small)?;
        row += 1;
    }
    row += 1;
    table(&mut page, paint, row, lines)?;
    page.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    page.set_repeat_rows(row, row)?;
    Ok(page)
}

/// What a clerk does with the workbook.
fn how(original: &Original<'_>, scope: MendScope) -> Vec<String> {
    let folder = match original.path.rsplit_once('/') {
        Some((folder, _)) => format!("du-lieu\\{}", folder.replace('/', "\\")),
        None => "du-lieu".to_owned(),
    };
    let texts: &[&str] = match scope {
        MendScope::Whole => &[
            "1. Bấm vào cột “Ở đâu” để tới ô cần sửa. Ô đỏ viền đậm: dòng không được tính. Ô vàng viền đứt: vẫn được tính, nên xem lại. Đưa chuột vào ô để đọc ghi chú.",
            "2. Sửa ngay trong tệp này rồi lưu (Ctrl+S) và đóng Excel. Tệp gốc không bị đổi.",
            "3. Chép tệp này vào thư mục {}, để cạnh tệp gốc hay chép đè lên tệp gốc đều được: mỗi dòng chỉ được tính một lần.",
            "4. Chạy lại congso kiem-tra. Điều nào có cách sửa nói đến congso.toml thì sửa trong congso.toml.",
            "Giữ nguyên trang “Cần sửa” này: nhờ nó chương trình biết bản sao thay cho tệp nào.",
        ],
        MendScope::Rows => &[
            "1. Tệp gốc lớn nên không chép hết: đây chỉ là danh sách các dòng cần sửa. Cột đầu của các trang sau là số dòng trong tệp gốc.",
            "2. Mở tệp gốc trong {}, bấm F5 (Go To), gõ địa chỉ ô ở cột “Ở đâu”, sửa rồi lưu.",
            "3. Chạy lại congso kiem-tra. Đừng chép tệp này vào du-lieu.",
        ],
    };
    texts.iter().map(|text| text.replace("{}", &folder)).collect()
}

fn table(
    page: &mut Worksheet,
    paint: &Paint,
    top: u32,
    lines: &MendLines<'_>,
) -> Result<(), XlsxError> {
    let cell = paint
        .plain
        .clone()
        .set_border(FormatBorder::Thin)
        .set_align(FormatAlign::Top)
        .set_align(FormatAlign::Left)
        .set_indent(1)
        .set_text_wrap();
    let header = cell.clone().set_bold().set_background_color(Color::RGB(0x00E7_ECF4));
    let link = cell
        .clone()
        .set_font_color(Color::RGB(0x0005_63C1))
        .set_underline(rust_xlsxwriter::FormatUnderline::Single);
    for (column, (caption, _)) in (0..).zip(HEADER) {
        page.write_string_with_format(top, column, caption, &header)?;
    }
    let mut row = top;
    for (number, line) in (1_u32..).zip(&lines.shown) {
        row += 1;
        let strength = marked(cell.clone(), line.strength);
        page.write_number_with_format(row, 0, number, &cell)?;
        page.write_string_with_format(row, 1, line.strength.vietnamese(), &strength)?;
        let place = shown(line.finding);
        match &line.target {
            Some(target) => {
                let url =
                    format!("internal:'{}'!{}", target.sheet.replace('\'', "''"), target.cell);
                let url = Url::new(url).set_text(clean(&place));
                page.write_url_with_format(row, 2, url, &link)?;
            }
            None => {
                page.write_string_with_format(row, 2, clean(&place), &cell)?;
            }
        }
        let finding = line.finding;
        let mut tallest = text_lines(&place, width_of(2));
        for (column, text) in (3..).zip(finding.texts()) {
            write(page, (row, column), text, &cell)?;
            tallest = tallest.max(text_lines(text, width_of(usize::from(column))));
        }
        page.set_row_height(row, tallest.min(27) * LEADING + 3)?;
    }
    if row > top {
        page.autofilter(top, 0, row, 5)?;
    }
    page.set_freeze_panes(top + 1, 0)?;
    if lines.rest > 0 {
        let text = format!(
            "Còn {} điều nữa, không ghi hết ở đây: sửa các điều trên rồi chạy lại",
            lines.rest
        );
        page.write_string_with_format(row + 1, 0, text, &paint.plain)?;
    }
    Ok(())
}

/// `Hồ sơ › C12`, without the file, which is this one.
fn shown(finding: &Finding) -> String {
    let place = &finding.place;
    let sheet = place.source.sheet.as_deref().filter(|sheet| !sheet.is_empty());
    let at = place.a1().or_else(|| Some(format!("dòng {}", place.row?)));
    match (sheet, at) {
        (Some(sheet), Some(at)) => format!("{sheet} › {at}"),
        (Some(sheet), None) => format!("cả trang {sheet}"),
        (None, Some(at)) => at,
        (None, None) => "cả tệp".to_owned(),
    }
}

fn write(
    page: &mut Worksheet,
    (row, column): (u32, u16),
    text: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    page.write_string_with_format(row, column, clean(text), format)?;
    Ok(())
}

fn width_of(column: usize) -> u32 {
    HEADER.get(column).map_or(10, |(_, width)| u32::from(*width))
}
