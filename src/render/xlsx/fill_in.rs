//! The workbook to fill in for letters: one line for each letter to be written, and matters without a receipt.

use jiff::civil::Date;
use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, Formula, XlsxError,
};

use crate::document::Orientation;
use crate::model::short_date;
use crate::render::xlsx::cell::{OutCell, OutRow};
use crate::render::xlsx::frame::blank;
use crate::render::xlsx::looks::Looks;
use crate::render::xlsx::saved::saved;
use crate::render::xlsx::sheet::{Filter, OutSheet, head, heads};
use crate::render::xlsx::write::{add, moment};
use crate::render::xlsx::{About, new_book};
use crate::report::{HeldBack, Situation};

/// What the workbook is made from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FillIn<'a> {
    /// Dossiers whose letter lacks something, late ones first.
    pub(crate) dossiers: &'a [&'a HeldBack],
    /// What is filled in already, for each of them; none for a workbook that is handed out blank.
    pub(crate) answers: &'a [LetterAnswer],
    /// Lines of the drop-down list: `LD01 – …`.
    pub(crate) reasons: &'a [String],
    /// Dossiers that are left out: put off once, to a day that has passed.
    pub(crate) past_promises: usize,
    /// The day on which the dossiers were judged.
    pub(crate) day: Date,
}

/// What a clerk fills in for one dossier.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct LetterAnswer {
    pub(crate) reason: String,
    pub(crate) new_day: Option<Date>,
    pub(crate) address_form: String,
}

impl LetterAnswer {
    pub(crate) fn is_blank(&self) -> bool {
        *self == Self::default()
    }
}

const LISTS: &str = "Danh mục";
const DOSSIERS: &str = "Phiếu nhập";
const MATTERS: &str = "Việc không có giấy tiếp nhận";
const FORMS: [&str; 4] = ["Ông/Bà", "Ông", "Bà", "Tổ chức"];
/// Blank lines for matters.
const MATTER_ROWS: u32 = 200;

pub(super) fn workbook(fill_in: &FillIn<'_>) -> Result<Vec<u8>, XlsxError> {
    let looks = Looks::new();
    let about = About {
        title: "Phiếu nhập thư xin lỗi".to_owned(),
        author: String::new(),
        day: fill_in.day,
    };
    let mut book = new_book(&looks.plain, &about)?;
    let dossiers = dossier_sheet(fill_in);
    let matters = matter_sheet();
    let lists = list_sheet(fill_in);
    let list = |column: char, count: usize| {
        let first = lists.first_row() + 1;
        let last = first + u32::try_from(count).unwrap_or(u32::MAX).saturating_sub(1);
        format!("'{LISTS}'!${column}${first}:${column}${last}")
    };
    let (reasons, forms) = (list('A', fill_in.reasons.len()), list('B', FORMS.len()));
    add(&mut book, &looks, &dossiers)?;
    add(&mut book, &looks, &matters)?;
    add(&mut book, &looks, &lists)?;
    let tomorrow = fill_in.day.tomorrow().unwrap_or(fill_in.day);
    let (first, rows) = (dossiers.first_row(), u32::try_from(dossiers.rows.len()).unwrap_or(0));
    if rows > 0 {
        let page = book.worksheet_from_index(0)?;
        let last = first + rows - 1;
        page.add_data_validation(first, 7, last, 7, &reason(&reasons)?)?;
        page.add_data_validation(first, 8, last, 8, &new_date(first + 1, fill_in.day)?)?;
        page.add_data_validation(first, 9, last, 9, &form(&forms)?)?;
    }
    let page = book.worksheet_from_index(1)?;
    let first = matters.first_row();
    let last = first + MATTER_ROWS - 1;
    page.add_data_validation(first, 2, last, 2, &form(&forms)?)?;
    page.add_data_validation(first, 5, last, 5, &any_date()?)?;
    page.add_data_validation(first, 6, last, 6, &reason(&reasons)?)?;
    page.add_data_validation(first, 7, last, 7, &day_from(tomorrow)?)?;
    saved(&mut book)
}

fn dossier_sheet(fill_in: &FillIn<'_>) -> OutSheet {
    let blank_answer = LetterAnswer::default();
    let answers = fill_in.answers.iter().chain(std::iter::repeat(&blank_answer));
    let text = |text: &str| if text.is_empty() { OutCell::Blank } else { OutCell::text(text) };
    let rows = (1..).zip(fill_in.dossiers.iter().zip(answers)).map(|(order, (one, answer))| {
        let days = match (one.situation, one.days) {
            (_, None) => "–".to_owned(),
            (Situation::Near, Some(0)) => "đến hạn hôm nay".to_owned(),
            (Situation::Near, Some(days)) => format!("còn {days} ngày"),
            (_, Some(0)) => "chưa quá 1 ngày".to_owned(),
            (_, Some(days)) => format!("trễ {days} ngày"),
        };
        OutRow::body(vec![
            OutCell::Order(order),
            OutCell::text(one.code.as_str()),
            OutCell::text(one.recipient.as_str()),
            OutCell::text(one.procedure.as_str()),
            OutCell::text(one.department.as_str()),
            OutCell::day(one.due_day),
            OutCell::Mark(days),
            text(&answer.reason),
            OutCell::day(answer.new_day),
            text(&answer.address_form),
            OutCell::text(one.missing.join("; ")),
        ])
    });
    let mut notes = vec![
        "Cột “Lý do xin lỗi”: chọn trong danh sách hoặc ghi lời của cơ quan; để trống thì chưa lập thư. \
         Cột “Ngày hẹn lại”: sau hạn trả, sau hôm nay, là ngày làm việc; hồ sơ đã giải quyết xong thì để trống"
            .to_owned(),
        "Cột “Xưng hô”: chỉ ghi khi cần khác cách chương trình tự chọn theo tên".to_owned(),
        "Điền xong thì chép tệp này vào du-lieu rồi chạy lại congso thu-xin-loi".to_owned(),
    ];
    if fill_in.past_promises > 0 {
        notes.push(format!(
            "Không có ở đây: {} hồ sơ chưa giải quyết đã hẹn lại một lần và ngày hẹn lại đã qua; không được hẹn lại lần hai, \
             giải quyết xong thì gửi thư xin lỗi",
            fill_in.past_promises
        ));
    }
    if fill_in.dossiers.is_empty() {
        notes.insert(0, "Không có hồ sơ nào còn thiếu".to_owned());
    }
    OutSheet {
        widths: vec![5, 27, 26, 34, 24, 12, 14, 40, 13, 11, 38],
        header: vec![heads(&[
            "STT",
            "Mã hồ sơ",
            "Chủ hồ sơ",
            "Thủ tục",
            "Đơn vị",
            "Hạn trả",
            "Số ngày làm việc",
            "Lý do xin lỗi",
            "Ngày hẹn lại",
            "Xưng hô",
            "Còn thiếu",
        ])],
        rows: rows.collect(),
        notes,
        fixed: 2,
        filter: Filter::Buttons,
        ..blank(
            DOSSIERS,
            "Phiếu nhập lý do và ngày hẹn lại của thư xin lỗi",
            vec![format!("Tính đến ngày {}", short_date(fill_in.day))],
            Orientation::Landscape,
        )
    }
}

fn matter_sheet() -> OutSheet {
    let row = |order| {
        let mut cells = vec![OutCell::Blank; 9];
        if let Some(first) = cells.first_mut() {
            *first = OutCell::Order(order);
        }
        OutRow::body(cells)
    };
    OutSheet {
        widths: vec![5, 30, 11, 30, 44, 13, 42, 14, 26],
        header: vec![heads(&[
            "STT",
            "Kính gửi",
            "Xưng hô",
            "Địa chỉ",
            "Việc chưa giải quyết kịp thời",
            "Ngày đề nghị",
            "Lý do xin lỗi",
            "Ngày hẹn trả lời",
            "Đơn vị",
        ])],
        rows: (1..=10).map(row).collect(),
        notes: vec![
            "Mỗi việc một dòng; Kính gửi, Việc chưa giải quyết kịp thời và Lý do xin lỗi là bắt buộc".to_owned(),
        ],
        fixed: 2,
        filter: Filter::None,
        ..blank(
            MATTERS,
            "Việc chưa giải quyết kịp thời, không có giấy tiếp nhận",
            Vec::new(),
            Orientation::Landscape,
        )
    }
}

fn list_sheet(fill_in: &FillIn<'_>) -> OutSheet {
    let rows = (0..fill_in.reasons.len().max(FORMS.len())).map(|at| {
        let form = FORMS.get(at).map_or(OutCell::Blank, |form| OutCell::text(*form));
        OutRow::body(vec![fill_in.reasons.get(at).map_or(OutCell::Blank, OutCell::text), form])
    });
    OutSheet {
        widths: vec![60, 16],
        header: vec![vec![head("Danh sách lý do"), head("Danh sách xưng hô")]],
        rows: rows.collect(),
        ..blank(LISTS, "Danh mục để chọn", Vec::new(), Orientation::Landscape)
    }
}

fn rule(
    rule: DataValidation,
    style: DataValidationErrorStyle,
    message: &str,
) -> Result<DataValidation, XlsxError> {
    rule.set_error_style(style).set_error_title("Kiểm tra lại")?.set_error_message(message)
}

fn reason(list: &str) -> Result<DataValidation, XlsxError> {
    rule(
        DataValidation::new().allow_list_formula(Formula::new(list)),
        DataValidationErrorStyle::Information,
        "Không có trong danh sách: thư sẽ in đúng lời vừa ghi",
    )
}

fn form(list: &str) -> Result<DataValidation, XlsxError> {
    rule(
        DataValidation::new().allow_list_formula(Formula::new(list)),
        DataValidationErrorStyle::Stop,
        "Chọn một mục trong danh sách",
    )
}

/// After the day judged and after the appointment in column F; from Monday to Friday, unless one insists: a
/// Saturday may be worked by decree.
fn new_date(row: u32, day: Date) -> Result<DataValidation, XlsxError> {
    let [year, month, date] = [i32::from(day.year()), i32::from(day.month()), i32::from(day.day())];
    let formula =
        format!("=AND(I{row}>DATE({year},{month},{date}),I{row}>F{row},WEEKDAY(I{row},2)<6)");
    rule(
        DataValidation::new().allow_custom(Formula::new(formula)),
        DataValidationErrorStyle::Warning,
        "Ngày hẹn lại phải sau hạn trả, sau ngày tính của phiếu nhập và là ngày làm việc",
    )
}

fn any_date() -> Result<DataValidation, XlsxError> {
    day_from(jiff::civil::date(1990, 1, 1))
}

fn day_from(first: Date) -> Result<DataValidation, XlsxError> {
    let last = moment(jiff::civil::date(2100, 12, 31))?;
    rule(
        DataValidation::new().allow_date(DataValidationRule::Between(moment(first)?, last)),
        DataValidationErrorStyle::Stop,
        "Ghi ngày/tháng/năm, ví dụ 20/03/2020",
    )
}
