//! The workbook that goes with a printed questionnaire: a line for each sheet, and totals that live.

use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, Formula, Workbook, Worksheet, XlsxError,
};

use crate::document::Orientation;
use crate::ledger::column_letters;
use crate::model::Ratio;
use crate::render::xlsx::cell::{Figure, OutCell, OutRow};
use crate::render::xlsx::entry::column::{Entry, EntryColumn, EntryForm, List, Need};
use crate::render::xlsx::entry::write::{
    LISTS, MADE, header_row, instructions, validation, write_sheet,
};
use crate::render::xlsx::entry::{Headed, forms};
use crate::render::xlsx::frame::blank;
use crate::render::xlsx::looks::Looks;
use crate::render::xlsx::saved::saved;
use crate::render::xlsx::sheet::{OutSheet, head, heads};
use crate::render::xlsx::text::lines;
use crate::render::xlsx::write::add;
use crate::render::xlsx::{About, new_book};

/// A questionnaire as its workbook needs to know it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SurveyEntry<'a> {
    /// In the order of the settings; empty: any name may be typed.
    pub(crate) departments: &'a [String],
    /// Words of the scale, best first; the first two say that one is satisfied.
    pub(crate) levels: &'a [&'a str],
    /// Factor and header, in the order of the paper; those of one factor stand together.
    pub(crate) questions: &'a [(Option<String>, String)],
    /// What is asked about who answers, and what may be chosen.
    pub(crate) facts: &'a [(String, Vec<String>)],
    /// Numbers of the sheets of paper.
    pub(crate) codes: &'a [String],
}

const TOTALS: &str = "Tổng hợp";
const SATISFIED: usize = 2;
/// Lines below those of the codes, for sheets that were copied.
const SPARE: usize = 500;
/// Longer captions are cut on the sheet of lists.
const FACT: EntryColumn = EntryColumn {
    header: "",
    need: Need::Never,
    entry: Entry::Text,
    width: 16,
    how: "Như người trả lời đánh dấu hoặc ghi trên phiếu; để trống nếu không có",
    example: "Nữ",
    wrong: "Không ảnh hưởng số liệu",
};

/// A column, and the list that it draws on.
struct EntryPlace<'a> {
    headed: Headed<'a>,
    list: Option<usize>,
    kind: EntryKind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum EntryKind {
    Number,
    Date,
    Question,
    Other,
}

/// Caption and items.
type ChoiceLists = (String, Vec<String>);

pub(super) fn workbook(survey: &SurveyEntry) -> Result<Vec<u8>, XlsxError> {
    let form = survey_form();
    let lists = lists(survey);
    let places = places(form, survey, &lists);
    let looks = Looks::new();
    let about = About { title: form.title.to_owned(), author: String::new(), day: MADE };
    let mut book = new_book(&looks.plain, &about)?;
    let columns: Vec<Headed> = places.iter().map(|place| place.headed).collect();
    write_sheet(book.add_worksheet(), &looks, form, &columns)?;
    let page = book.worksheet_from_index(0)?;
    let first = header_row(form) + 1;
    let last = first + index(survey.codes.len() + SPARE) - 1;
    validate(page, &places, &lists, (first, last))?;
    for (row, code) in (first..).zip(survey.codes) {
        page.write_string_with_format(row, 0, code, &looks.plain.clone().set_num_format("@"))?;
    }
    let mut totals = EntryTotals { survey, form, places: &places, from: first + 1, to: last + 1 };
    totals.add(&mut book, &looks)?;
    add(&mut book, &looks, &explained(form, survey))?;
    if !lists.is_empty() {
        add(&mut book, &looks, &list_sheet(&lists))?;
    }
    saved(&mut book)
}

fn survey_form() -> &'static EntryForm {
    let surveys = |form: &&EntryForm| form.columns.iter().any(|c| c.entry == Entry::Questions);
    forms::FORMS.iter().find(surveys).expect("one of the forms asks questions")
}

/// Lists of the workbook: departments, the scale, then one for each fact that has choices.
fn lists(survey: &SurveyEntry) -> Vec<ChoiceLists> {
    let words = |list: List| list.caption().to_owned();
    let levels = survey.levels.iter().map(|level| (*level).to_owned()).collect();
    let fixed =
        [(words(List::Departments), survey.departments.to_vec()), (words(List::Levels), levels)];
    let facts = survey.facts.iter().map(|(name, choices)| (fact_caption(name), choices.clone()));
    fixed.into_iter().chain(facts).filter(|(_, items)| !items.is_empty()).collect()
}

fn fact_caption(name: &str) -> String {
    format!("Danh sách {}", name.to_lowercase())
}

fn places<'a>(
    form: &'a EntryForm,
    survey: &'a SurveyEntry,
    lists: &[ChoiceLists],
) -> Vec<EntryPlace<'a>> {
    let list = |caption: &str| lists.iter().position(|(name, _)| name == caption);
    let mut places = Vec::new();
    for column in form.columns {
        let plain = |list, kind| EntryPlace {
            headed: Headed { header: column.header, column },
            list,
            kind,
        };
        match column.entry {
            Entry::Questions => {
                places.extend(survey.questions.iter().map(|(_, header)| EntryPlace {
                    headed: Headed { header, column },
                    list: list(List::Levels.caption()),
                    kind: EntryKind::Question,
                }));
            }
            Entry::Date => places.push(plain(None, EntryKind::Date)),
            Entry::Only(wanted) | Entry::Mostly(wanted) => {
                places.push(plain(list(wanted.caption()), EntryKind::Other));
            }
            Entry::Text | Entry::Count => {
                let kind = if places.is_empty() { EntryKind::Number } else { EntryKind::Other };
                places.push(plain(None, kind));
            }
        }
    }
    places.extend(survey.facts.iter().map(|(name, _)| EntryPlace {
        headed: Headed { header: name, column: &FACT },
        list: list(&fact_caption(name)),
        kind: EntryKind::Other,
    }));
    places
}

fn validate(
    page: &mut Worksheet,
    places: &[EntryPlace],
    lists: &[ChoiceLists],
    (first, last): (u32, u32),
) -> Result<(), XlsxError> {
    for (at, place) in (0..).zip(places) {
        let source = place.list.and_then(|list| Some((list, lists.get(list)?)));
        let source = source.map(|(list, (_, items))| source_of(list, items.len()));
        let rule = match (&source, place.headed.column.entry) {
            // A fact has a list of its own.
            (Some(source), Entry::Text) => Some(
                DataValidation::new()
                    .allow_list_formula(Formula::new(source))
                    .set_error_style(DataValidationErrorStyle::Warning)
                    .set_error_title("Kiểm tra lại")?
                    .set_error_message("Không có trong danh sách: kiểm tra lại trên phiếu")?
                    .set_input_message(FACT.how)?,
            ),
            _ => validation(place.headed.column, source.as_deref())?,
        };
        if let Some(rule) = rule {
            page.add_data_validation(first, at, last, at, &rule)?;
        }
    }
    Ok(())
}

/// Where the items of a list stand on the sheet of lists.
fn source_of(list: usize, items: usize) -> String {
    let letters = column_letters(index(list));
    let first = list_sheet(&[]).first_row() + 2;
    format!("'{LISTS}'!${letters}${first}:${letters}${}", first + index(items).saturating_sub(1))
}

fn list_sheet(lists: &[ChoiceLists]) -> OutSheet {
    let rows = lists.iter().map(|(_, items)| items.len()).max().unwrap_or_default();
    let cell = |items: &Vec<String>, row| items.get(row).map_or(OutCell::Blank, OutCell::text);
    OutSheet {
        widths: lists.iter().map(|_| 34).collect(),
        header: if lists.is_empty() {
            Vec::new()
        } else {
            vec![lists.iter().map(|(caption, _)| head(caption)).collect()]
        },
        rows: (0..rows)
            .map(|row| OutRow::body(lists.iter().map(|(_, items)| cell(items, row)).collect()))
            .collect(),
        ..blank(LISTS, "Danh mục để chọn", Vec::new(), Orientation::Landscape)
    }
}

/// The usual instructions, and what is particular to numbered sheets.
fn explained(form: &EntryForm, survey: &SurveyEntry) -> OutSheet {
    let mut sheet = instructions(form);
    if !survey.facts.is_empty() {
        let names: Vec<&str> = survey.facts.iter().map(|(name, _)| name.as_str()).collect();
        sheet.rows.push(OutRow::body(vec![
            OutCell::text(format!("Các cột: {}", names.join("; "))),
            OutCell::text(FACT.need.text()),
            OutCell::text(FACT.how),
            OutCell::text(format!("“{}”", FACT.example)),
            OutCell::text(FACT.wrong),
        ]));
    }
    sheet.lines = vec!["Nhập phiếu đã in theo số phiếu".to_owned()];
    let own = [
        "Số phiếu đã ghi sẵn theo phiếu in; nhập mỗi phiếu vào đúng dòng có số của phiếu đó",
        "Dòng mới chỉ có số phiếu, chưa nhập gì khác, là phiếu chưa thu về: không được tính, cũng không \
         bị coi là sai",
        "Phiếu sao chụp thêm thì ghi tiếp ở dưới, đặt số mới",
        "Thứ tự câu hỏi như trên phiếu; trang “Tổng hợp” tự tính khi nhập, để đối chiếu với báo cáo",
    ];
    sheet.notes.splice(0..0, own.map(str::to_owned));
    sheet
}

/// The sheet of totals.
struct EntryTotals<'a> {
    survey: &'a SurveyEntry<'a>,
    form: &'a EntryForm,
    places: &'a [EntryPlace<'a>],
    /// Rows of the entry sheet, from 1.
    from: u32,
    to: u32,
}

impl EntryTotals<'_> {
    fn add(&mut self, book: &mut Workbook, looks: &Looks) -> Result<(), XlsxError> {
        let levels = self.survey.levels;
        // Columns are numbered: a header of the words of a scale would be taken for a survey.
        let numbers: Vec<String> = (1..=levels.len()).rev().map(|n| format!("Mức {n}")).collect();
        let best = format!("Số mức {}, {}", levels.len() - 1, levels.len());
        let mut header = vec!["TT", "Tiêu chí"];
        header.extend(numbers.iter().map(String::as_str));
        header.extend(["Ghi khác", "Số hợp lệ", best.as_str(), "Tỷ lệ hài lòng"]);
        let mut widths = vec![6, 52];
        widths.extend(levels.iter().map(|_| 9));
        widths.extend([10, 10, 12, 12]);
        let meanings: Vec<String> =
            numbers.iter().zip(levels).map(|(number, word)| format!("{number}: {word}")).collect();
        let mut sheet = OutSheet {
            widths,
            header: vec![heads(&header)],
            fixed: 2,
            ..blank(
                TOTALS,
                "Tổng hợp phiếu đã nhập",
                vec!["Tự tính từ trang “Phiếu”, không sửa ở đây".to_owned(), meanings.join("; ")],
                Orientation::Landscape,
            )
        };
        // Rows from 1, as formulas count.
        let first = sheet.first_row() + 1;
        sheet.rows = self.rows(first);
        let below = first + index(sheet.rows.len());
        add(book, looks, &sheet)?;
        let page = book.worksheet_from_name(TOTALS)?;
        let (date, _) = self.column(EntryKind::Date).next().map_or((0, ""), |at| at);
        let returned = format!("=COUNTA({})", self.range(date));
        let answered: Vec<String> = self
            .column(EntryKind::Question)
            .map(|(at, _)| format!("ISNUMBER(MATCH({},{},0))", self.range(at), self.level_range()))
            .collect();
        let valid = format!("=SUMPRODUCT(--(({})>0))", answered.join("+"));
        let figures = [
            ("Số phiếu thu về (dòng có ngày trả lời)", returned),
            ("Số phiếu hợp lệ (có ít nhất một câu trả lời hợp lệ)", valid),
        ];
        for (row, (words, formula)) in (below..).zip(figures) {
            page.merge_range(row, 0, row, 1, words, &looks.body.text)?;
            let formula = Formula::new(formula).set_result("0");
            page.write_formula_with_format(row, 2, formula, &looks.body.count)?;
        }
        let notes = [
            "Tỷ lệ hài lòng = số câu trả lời “Rất hài lòng” và “Hài lòng” chia cho số câu trả lời hợp lệ; \
             “–” là chưa có câu trả lời hợp lệ nào",
            "Câu để trống không tính; “Ghi khác” là ô có chữ không thuộc thang đo, ví dụ đánh dấu hai mức",
        ];
        let width: u32 = sheet.widths.iter().map(|width| u32::from(*width)).sum();
        let last = u16::try_from(sheet.widths.len()).unwrap_or(u16::MAX).saturating_sub(1);
        for (row, note) in (below + 3..).zip(notes) {
            page.merge_range(row, 0, row, last, note, &looks.note)?;
            page.set_row_height(row, lines(note, width) * 15 + 3)?;
        }
        Ok(())
    }

    /// A row for each question, one for each factor below its own, one for all.
    fn rows(&self, first: u32) -> Vec<OutRow> {
        let mut rows: Vec<OutRow> = Vec::new();
        let mut of_factor: Vec<u32> = Vec::new();
        let mut all: Vec<u32> = Vec::new();
        let questions = self.survey.questions;
        for (order, ((at, header), (factor, _))) in
            (1..).zip(self.column(EntryKind::Question).zip(questions))
        {
            let row = first + index(rows.len());
            rows.push(OutRow::body(self.question(order, at, header)));
            of_factor.push(row);
            all.push(row);
            let next = questions.get(order).map(|(factor, _)| factor);
            if next != Some(factor) {
                if let Some(name) = factor {
                    rows.push(OutRow::total(self.sum(name, &of_factor)));
                }
                of_factor.clear();
            }
        }
        rows.push(OutRow::total(self.sum("Chung các câu hỏi", &all)));
        rows
    }

    fn question(&self, order: usize, at: u32, header: &str) -> Vec<OutCell> {
        let range = self.range(at);
        let text = header.split_once(". ").map_or(header, |(_, text)| text);
        let mut cells = vec![OutCell::Order(order), OutCell::text(text)];
        cells.extend(
            self.survey.levels.iter().map(|level| live(format!("COUNTIF({range},\"{level}\")"))),
        );
        let (best, worst) = self.ends();
        cells.push(live(format!("COUNTA({range})-SUM({best}#:{worst}#)")));
        cells.push(live(format!("SUM({best}#:{worst}#)")));
        cells.extend(self.shares());
        cells
    }

    fn sum(&self, name: &str, rows: &[u32]) -> Vec<OutCell> {
        let mut cells = vec![OutCell::Blank, OutCell::text(name)];
        // The levels, other answers, and what is valid.
        let columns = 2..index(self.survey.levels.len()) + 4;
        cells.extend(columns.map(|at| {
            let letters = column_letters(at);
            let places: Vec<String> = rows.iter().map(|row| format!("{letters}{row}")).collect();
            live(places.join("+"))
        }));
        cells.extend(self.shares());
        cells
    }

    /// Who is satisfied, and the rate of those.
    fn shares(&self) -> [OutCell; 2] {
        let levels = index(self.survey.levels.len());
        let (best, second) = (column_letters(2), column_letters(1 + index(SATISFIED)));
        let (valid, satisfied) = (column_letters(levels + 3), column_letters(levels + 4));
        [
            live(format!("SUM({best}#:{second}#)")),
            OutCell::Live(
                format!("IF({valid}#=0,\"–\",{satisfied}#/{valid}#)"),
                Figure::Rate(Ratio::new(0, 0)),
            ),
        ]
    }

    fn ends(&self) -> (String, String) {
        (column_letters(2), column_letters(1 + index(self.survey.levels.len())))
    }

    /// Columns of a kind, from 0, and their headers.
    fn column(&self, kind: EntryKind) -> impl Iterator<Item = (u32, &str)> {
        (0..)
            .zip(self.places)
            .filter(move |(_, place)| place.kind == kind)
            .map(|(at, place)| (at, place.headed.header))
    }

    fn range(&self, at: u32) -> String {
        let letters = column_letters(at);
        format!("'{}'!${letters}${}:${letters}${}", self.form.sheet, self.from, self.to)
    }

    /// The scale on the sheet of lists.
    fn level_range(&self) -> String {
        let list = usize::from(!self.survey.departments.is_empty());
        source_of(list, self.survey.levels.len())
    }
}

/// Nothing is typed in yet.
fn live(formula: String) -> OutCell {
    OutCell::Live(formula, Figure::Count(0))
}

fn index(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
