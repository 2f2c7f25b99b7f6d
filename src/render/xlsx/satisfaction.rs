//! Satisfaction in the annex: by department, factor and question, and questions across departments.

use crate::document::{Orientation, running_count, thousands};
use crate::render::xlsx::cell::LineKind;
use crate::render::xlsx::cell::{Figure, OutCell, OutRow, RowFigures};
use crate::render::xlsx::column::{
    self, AnnexColumn, ColumnNumbers, LineName, NumberedLine, column, with_columns,
};
use crate::render::xlsx::frame::frame;
use crate::render::xlsx::interval::{FROM, TO, bounds};
use crate::render::xlsx::lines::{beside, scope};
use crate::render::xlsx::meaning::{Meaning, SURVEYS, meaning};
use crate::render::xlsx::numbers;
use crate::render::xlsx::sheet::{Filter, OutSheet, head, span};
use crate::report::{FEWEST_FOR_RATE, FEWEST_SHEETS, Report, SatisfactionLine, TableLines};

pub(super) const BY_DEPARTMENT: &str = "Hài lòng theo đơn vị";
/// Of a department, beside the whole office.
pub(super) const OWN: &str = "Hài lòng của đơn vị";
pub(super) const BY_FACTOR: &str = "Hài lòng theo yếu tố";
pub(super) const BY_QUESTION: &str = "Hài lòng theo câu hỏi";
pub(super) const ACROSS: &str = "Câu hỏi × đơn vị";

const UNIT: &str = "Đơn vị tính: Câu trả lời; cột n: Số phiếu";
const SMALL: &str = "cỡ mẫu nhỏ, chỉ tham khảo";

/// A sheet of answers.
struct AnswerSheet {
    name: &'static str,
    /// In its title.
    by: &'static str,
    about: &'static str,
    stands_as: &'static [&'static str],
}

const FACTOR: LineName = LineName {
    head: "Yếu tố",
    width: 42,
    meaning: &meaning("Yếu tố", "Nhóm câu hỏi", "", "Bộ câu hỏi trong thiết lập của cơ quan"),
};
const QUESTION: LineName = LineName { head: "Câu hỏi", width: 42, meaning: &ASKED };
const ASKED: Meaning = meaning(
    "Câu hỏi",
    "Theo thứ tự của phiếu",
    "",
    "Bộ câu hỏi trong thiết lập của cơ quan, bảng tính",
);

/// The sheet of the report as a whole.
pub(super) fn main(report: &Report) -> &'static str {
    if report.department.is_some() { OWN } else { BY_DEPARTMENT }
}

/// All sheets about satisfaction; a department's annex has none that would say a figure twice or nothing at all.
pub(super) fn sheets(report: &Report) -> Vec<OutSheet> {
    let figures = &report.satisfaction;
    let is_own = report.department.is_some();
    if !figures.has_data || is_own && figures.total.sheets == 0 {
        return Vec::new();
    }
    let factors: Vec<AnswerLine> = figures
        .by_factor
        .iter()
        .zip(figures.printed_factors())
        .map(|(factor, is_printed)| AnswerLine {
            line: &factor.line,
            order: None,
            of: TableLines::Factors,
            key: &factor.line.name,
            is_printed,
        })
        .collect();
    let questions: Vec<AnswerLine> = figures
        .questions_to_print()
        .map(|(question, is_printed)| AnswerLine {
            line: &question.line,
            order: Some(question.number),
            of: TableLines::Questions,
            key: &question.key,
            is_printed,
        })
        .collect();
    let main = if is_own {
        AnswerSheet {
            name: OWN,
            by: "về đơn vị, so với toàn cơ quan",
            about: "câu trả lời của phiếu khảo sát về đơn vị",
            stands_as: &["vi-tri"],
        }
    } else {
        AnswerSheet {
            name: BY_DEPARTMENT,
            by: "theo đơn vị",
            about: "câu trả lời của phiếu khảo sát theo đơn vị",
            stands_as: &["hai-long-don-vi"],
        }
    };
    let by_factor = AnswerSheet {
        name: BY_FACTOR,
        by: "theo yếu tố",
        about: "câu trả lời của phiếu khảo sát theo yếu tố",
        stands_as: &["yeu-to"],
    };
    let by_question = AnswerSheet {
        name: BY_QUESTION,
        by: "theo câu hỏi",
        about: "câu trả lời của phiếu khảo sát theo câu hỏi",
        stands_as: &["tra-loi"],
    };
    let own = department_rows(report);
    let mut own = answers(report, &main, &scope(report, 42), own);
    let mut lines = std::iter::once(&figures.total).chain(&figures.by_department);
    own.notes.extend(lines.any(SatisfactionLine::is_withheld).then(few_rates));
    let mut sheets = vec![own];
    // Of a department with few sheets the answers could be laid at somebody's door; where its rate is left out, all are.
    let is_few = is_own && (figures.valid < FEWEST_SHEETS || figures.total.is_withheld());
    for (sheet, key, lines) in [(by_factor, FACTOR, &factors), (by_question, QUESTION, &questions)]
    {
        if !is_own || lines.len() > 1 && !is_few {
            let mut made = answers(report, &sheet, &key, rows(report, lines));
            let few = lines.iter().any(|line| !line.is_printed);
            made.notes.extend(few.then(|| FEW_ANSWERS.to_owned()));
            sheets.push(made);
        }
    }
    if !is_own && figures.by_department.iter().filter(|line| line.sheets > 0).count() > 1 {
        sheets.push(across(report));
    }
    sheets
}

/// Below a sheet that leaves rates out.
fn few_rates() -> String {
    format!(
        "Để bảo vệ người trả lời, kết quả ghi “–” ở đơn vị có dưới {} phiếu, và ở đơn vị mà nêu ra thì suy được kết quả \
         đó",
        running_count(FEWEST_FOR_RATE)
    )
}

/// Below a sheet that leaves answers to a question out.
const FEW_ANSWERS: &str = "Để bảo vệ người trả lời, kết quả ghi “–” ở câu hỏi có dưới 10 phiếu trả lời, và ở câu hỏi mà \
                           nêu ra thì suy được kết quả đó";

/// A line and its own number, where it has one.
struct AnswerLine<'a> {
    line: &'a SatisfactionLine,
    order: Option<u32>,
    /// What it is, and by what the report knows it.
    of: TableLines,
    key: &'a str,
    /// Whether its answers are printed; its n always is.
    is_printed: bool,
}

/// All departments and what they come to; in a department's annex its own line beside the whole office.
fn department_rows(report: &Report) -> Vec<OutRow> {
    let figures = &report.satisfaction;
    if report.department.is_none() {
        let lines: Vec<AnswerLine> = figures
            .by_department
            .iter()
            .map(|line| AnswerLine {
                line,
                order: None,
                of: TableLines::Departments,
                key: &line.name,
                is_printed: !line.is_withheld(),
            })
            .collect();
        return rows(report, &lines);
    }
    let office = report.office.as_ref().map(|office| &office.satisfaction);
    let mut rows = beside(&figures.total, office, &columns());
    let lines = std::iter::once(&figures.total).chain(office);
    for (row, _) in rows.iter_mut().zip(lines).filter(|(_, line)| line.is_withheld()) {
        leave_out(row);
    }
    rows
}

fn rows(report: &Report, lines: &[AnswerLine]) -> Vec<OutRow> {
    let numbered = (1..).zip(lines).map(|(place, AnswerLine { line, order, of, key, .. })| {
        let order = order.and_then(|order| usize::try_from(order).ok()).unwrap_or(place);
        let figures = RowFigures::Line(*of, (*key).to_owned());
        NumberedLine { order, name: &line.name, figures, line: *line }
    });
    let total = &report.satisfaction.total;
    let mut rows = column::rows(numbered, Some(("Chung", total)), &columns());
    let printed = lines.iter().map(|line| line.is_printed).chain([!total.is_withheld()]);
    for (row, _) in rows.iter_mut().zip(printed).filter(|(_, is_printed)| !is_printed) {
        leave_out(row);
    }
    rows
}

/// Its n is all that is left.
fn leave_out(row: &mut OutRow) {
    let answers = row.cells.iter_mut().skip(2).zip(COLUMNS);
    answers.filter(|(_, column)| column.key != "n").for_each(|(cell, _)| *cell = OutCell::dash());
}

fn answers(report: &Report, sheet: &AnswerSheet, key: &LineName, rows: Vec<OutRow>) -> OutSheet {
    let AnswerSheet { name, by, about, stands_as } = *sheet;
    let sheet = OutSheet {
        unit: Some(UNIT.to_owned()),
        about,
        stands_as,
        ids: numbers::ANSWERS,
        rows,
        notes: notes(report),
        fixed: 2,
        filter: Filter::Buttons,
        ..frame(
            report,
            name,
            &format!("Mức độ hài lòng của tổ chức, cá nhân {by}"),
            Orientation::Landscape,
        )
    };
    with_columns(sheet, key, &columns(), ColumnNumbers::No)
}

/// Answers and what they come to.
const COLUMNS: &[AnnexColumn<SatisfactionLine>] = &[
    column(
        "1",
        &["Số câu trả lời theo mức", "1"],
        9,
        |line, kind| level(line, kind, 0),
        meaning("Mức 1", "Rất không hài lòng", "Đếm câu trả lời", SURVEYS),
    ),
    column(
        "2",
        &["Số câu trả lời theo mức", "2"],
        9,
        |line, kind| level(line, kind, 1),
        meaning(
            "Mức 2",
            "Không hài lòng; mức thấp nhất của thang 3 mức",
            "Đếm câu trả lời",
            SURVEYS,
        ),
    ),
    column(
        "3",
        &["Số câu trả lời theo mức", "3"],
        9,
        |line, kind| level(line, kind, 2),
        meaning("Mức 3", "Bình thường", "Đếm câu trả lời", SURVEYS),
    ),
    column(
        "4",
        &["Số câu trả lời theo mức", "4"],
        9,
        |line, kind| level(line, kind, 3),
        meaning("Mức 4", "Hài lòng", "Đếm câu trả lời", SURVEYS),
    ),
    column(
        "5",
        &["Số câu trả lời theo mức", "5"],
        9,
        |line, kind| level(line, kind, 4),
        meaning("Mức 5", "Rất hài lòng", "Đếm câu trả lời", SURVEYS),
    ),
    column(
        "none",
        &["Không trả lời"],
        10,
        |line, kind| kind.count(line.answers.none),
        meaning(
            "Không trả lời",
            "Để trống, không áp dụng, không ý kiến",
            "Đếm, không vào tỷ lệ",
            SURVEYS,
        ),
    ),
    column(
        "invalid",
        &["Không hợp lệ"],
        10,
        |line, kind| kind.count(line.answers.invalid),
        meaning("Không hợp lệ", "Chọn hai mức, không đọc được", "Đếm, không vào tỷ lệ", SURVEYS),
    ),
    column(
        "n",
        &["n (số phiếu)"],
        9,
        |line, kind| kind.count(line.sheets),
        meaning(
            "n (số phiếu)",
            "Số phiếu có ít nhất một câu trả lời hợp lệ thuộc dòng đó",
            "Đếm phiếu, không đếm câu",
            SURVEYS,
        ),
    ),
    column(
        "rate",
        &["Tỷ lệ hài lòng"],
        11,
        |line, _| {
            let [one, two, three, four, five] = line.answers.levels;
            let counts = (four + five, one + two + three + four + five);
            OutCell::rate(("[4]+[5]", "SUM([1]:[5])"), counts, line.rate)
        },
        meaning(
            "Tỷ lệ hài lòng",
            "Phần câu trả lời mức 4 và mức 5",
            "(mức 4 + mức 5) / (mức 1 + … + mức 5)",
            "Cách tính chỉ số hài lòng SIPAS, không có trọng số",
        ),
    ),
    column("low", &["Khoảng tin cậy 95%", "Từ"], 9, |line, _| bound(line, 0), FROM),
    column("high", &["Khoảng tin cậy 95%", "Đến"], 9, |line, _| bound(line, 1), TO),
    column(
        "note",
        &["Ghi chú"],
        18,
        |line, _| OutCell::text(if line.small { SMALL } else { "" }),
        meaning("Ghi chú", "Cỡ mẫu nhỏ thì không xếp hạng", "n dưới 30", ""),
    ),
];

fn columns() -> Vec<&'static AnnexColumn<SatisfactionLine>> {
    COLUMNS.iter().collect()
}

fn level(line: &SatisfactionLine, kind: LineKind, level: usize) -> OutCell {
    kind.count(line.answers.levels.get(level).copied().unwrap_or_default())
}

fn bound(line: &SatisfactionLine, end: usize) -> OutCell {
    let [low, high] = bounds("(([4]+[5])/SUM([1]:[5]))", "[n]", line);
    if end == 0 { low } else { high }
}

const ACROSS_MEANINGS: &[Meaning] = &[
    ASKED,
    meaning("Chung", "Tất cả đơn vị", "Như trang “Hài lòng theo câu hỏi”", SURVEYS),
    meaning(
        "Mỗi đơn vị: Tỷ lệ",
        "Tỷ lệ hài lòng của câu hỏi ở đơn vị đó",
        "Câu trả lời mức 4 và 5 / câu trả lời hợp lệ",
        SURVEYS,
    ),
    meaning("Mỗi đơn vị: n", "Số phiếu có câu trả lời hợp lệ cho câu hỏi đó", "Đếm phiếu", SURVEYS),
];

/// Rate and n of each question in each department.
fn across(report: &Report) -> OutSheet {
    let figures = &report.satisfaction;
    let mut first = vec![span("STT", 2, 1), span("Câu hỏi", 2, 1), span("Chung", 1, 2)];
    first.extend(figures.by_department.iter().map(|line| span(&line.name, 1, 2)));
    let second = (0..=figures.by_department.len()).flat_map(|_| [head("Tỷ lệ"), head("n")]);
    let mut rows: Vec<OutRow> = Vec::new();
    let questions = figures.questions_to_print().zip(figures.printed_answers());
    for (place, ((question, is_printed), printed)) in (1..).zip(questions) {
        let order = usize::try_from(question.number).unwrap_or(place);
        let mut cells = vec![OutCell::Order(order), OutCell::text(&question.line.name)];
        let whole = std::iter::once((&question.line, is_printed));
        let lines = whole.chain(question.by_department.iter().zip(printed));
        cells.extend(lines.flat_map(|(line, is_shown)| {
            let [rate, sheets] = rate_and_sheets(line);
            [if is_shown { rate } else { OutCell::text("–") }, sheets]
        }));
        rows.push(OutRow::body(cells));
    }
    let mut all = vec![OutCell::Blank, OutCell::text("Chung")];
    all.extend(rate_and_sheets(&figures.total));
    all.extend(figures.by_department.iter().flat_map(rate_and_sheets));
    rows.push(OutRow::total(all));
    let mut widths = vec![5, 38];
    widths.extend((0..=figures.by_department.len()).flat_map(|_| [9, 6]));
    let mut notes = notes(report);
    notes.push(
        "Công thức của mỗi tỷ lệ ghi số câu trả lời mức 4 và 5 chia cho số câu trả lời hợp lệ"
            .to_owned(),
    );
    let mut wholes = std::iter::once(&figures.total).chain(&figures.by_department);
    notes.extend(wholes.any(SatisfactionLine::is_withheld).then(few_rates));
    notes.push(format!(
        "Để bảo vệ người trả lời, tỷ lệ ghi “–” ở câu hỏi, đơn vị có dưới {FEWEST_SHEETS} phiếu trả lời, hoặc mà nêu ra \
         thì suy được kết quả đó"
    ));
    OutSheet {
        widths,
        header: vec![first, second.collect()],
        about: "tỷ lệ hài lòng của từng câu hỏi ở từng đơn vị",
        meanings: ACROSS_MEANINGS.iter().collect(),
        stands_as: &["cau-hoi-don-vi"],
        rows,
        notes,
        fixed: 2,
        filter: Filter::None,
        ..frame(report, ACROSS, "Mức độ hài lòng theo câu hỏi và đơn vị", Orientation::Landscape)
    }
}

fn rate_and_sheets(line: &SatisfactionLine) -> [OutCell; 2] {
    let rate = line.rate;
    let cell = if rate.whole == 0 {
        OutCell::Number(Figure::Rate(rate))
    } else {
        OutCell::Live(format!("ROUND({}/{},4)", rate.part, rate.whole), Figure::Rate(rate))
    };
    [cell, OutCell::count(line.sheets)]
}

fn notes(report: &Report) -> Vec<String> {
    let figures = &report.satisfaction;
    let issued = figures.issued.map_or_else(|| "chưa rõ".to_owned(), thousands);
    let source = match figures.population_source.as_str() {
        "luot_phuc_vu" => "lượt phục vụ",
        "da_giai_quyet" => "hồ sơ đã giải quyết trong kỳ",
        other => other,
    };
    let mut notes = vec![
        format!(
            "Phiếu phát ra: {issued}; thu về: {}; hợp lệ: {}; tỷ lệ thu về: {}",
            thousands(figures.returned),
            thousands(figures.valid),
            figures.response_rate
        ),
        "Tỷ lệ hài lòng = (mức 4 + mức 5) / tổng số câu trả lời hợp lệ (mức 1 đến mức 5); n là số \
         phiếu có ít nhất một câu trả lời hợp lệ thuộc dòng đó"
            .to_owned(),
    ];
    // The sample stands for the office as a whole.
    notes.extend(figures.sample_needed.map(|needed| {
        format!(
            "Tổng thể N = {} ({source}); cỡ mẫu cần có: {}; còn thiếu: {}",
            thousands(figures.population),
            thousands(needed),
            thousands(figures.sample_missing)
        )
    }));
    notes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::sample;

    fn is_dash(cell: &OutCell) -> bool {
        matches!(cell, OutCell::Text(text) if text == "–")
    }

    /// Where eight answered the first question, the smallest of the others is left out with it, department by department.
    #[test]
    fn no_department_gives_a_question_away_that_few_answered() {
        let mut report = sample::full();
        for (question, sheets) in report.satisfaction.by_question.iter_mut().zip([8, 39, 50, 50]) {
            question.line.sheets = sheets;
        }
        let dashes: Vec<usize> = across(&report)
            .rows
            .iter()
            .map(|row| row.cells.iter().filter(|cell| is_dash(cell)).count())
            .collect();
        // Six departments and their sum; of the others only the one without any sheet.
        assert_eq!(dashes, [7, 7, 1, 1, 0]);
    }

    #[test]
    fn a_sheet_says_that_answers_are_left_out_only_where_it_leaves_some_out() {
        let mut report = sample::full();
        report.satisfaction.by_question[0].line.sheets = 8;
        for (at, factor) in report.satisfaction.by_factor.iter_mut().enumerate() {
            factor.questions = vec![format!("c{}", if at == 0 { 3 } else { 4 })];
        }
        let says = |name: &str| {
            let all = sheets(&report);
            let sheet = all.iter().find(|sheet| sheet.name == name).expect("the sheet");
            sheet.notes.iter().any(|note| note == FEW_ANSWERS)
        };
        assert_eq!((says(BY_QUESTION), says(BY_FACTOR)), (true, false));
    }
}
