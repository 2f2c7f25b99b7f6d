//! Tables of satisfaction: by department, factor and question, each rate with its base and interval.

use crate::document::block::{Align, Table};
use crate::document::tables::{
    counts, department_head, departments, marked, of_figures, row, section, total,
};
use crate::document::text::{count, thousands};
use crate::report::{
    FEWEST_FOR_RATE, FEWEST_SHEETS, Report, SatisfactionLine, TableLines, line_code, own_code,
};

use Align::{Center, Left, Right};

const SMALL: &str = "(*) Dưới 30 phiếu: cỡ mẫu nhỏ, chỉ để tham khảo, không so sánh.";
const BASE: &str = "n là số phiếu có câu trả lời hợp lệ; tỷ lệ hài lòng là số câu trả lời mức 4 và mức 5 \
                    trên số câu trả lời hợp lệ; khoảng tin cậy tính theo phương pháp Wilson.";

/// Satisfaction of each department.
pub(crate) fn by_department(report: &Report) -> Option<Table> {
    let figures = &report.satisfaction;
    if !figures.has_data || figures.by_department.is_empty() {
        return None;
    }
    let caption = format!("Mức độ hài lòng theo {}", departments(report));
    let words = ["hai-long-don-vi", &caption, department_head(report)];
    Some(lines(words, report, TableLines::Departments, &figures.by_department))
}

/// Satisfaction with each factor.
pub(crate) fn factors(report: &Report) -> Option<Table> {
    let figures = &report.satisfaction;
    if figures.by_factor.is_empty() || figures.valid < FEWEST_SHEETS {
        return None;
    }
    let each: Vec<SatisfactionLine> = figures.by_factor.iter().map(|f| f.line.clone()).collect();
    let words = ["yeu-to", "Mức độ hài lòng theo yếu tố", "Yếu tố"];
    let mut table = lines(words, report, TableLines::Factors, &each);
    let printed = figures.printed_factors();
    for (row, is_printed) in table.rows.iter_mut().zip(&printed) {
        if !is_printed {
            row.cells.iter_mut().skip(3).for_each(|cell| "–".clone_into(cell));
            // Nothing explains what is not printed.
            row.figures.clear();
        }
    }
    if printed.contains(&false) {
        table.notes.push(FEW_ANSWERS.to_owned());
    }
    Some(table)
}

/// `of` heads the column of names. Numerator and denominator are explained with their rate.
fn lines(
    [id, caption, of]: [&str; 3],
    report: &Report,
    kind: TableLines,
    each: &[SatisfactionLine],
) -> Table {
    let (mut table, columns) = of_figures(
        id,
        caption,
        &[
            (6, Center, "TT", ""),
            (36, Left, of, ""),
            (11, Right, "Số phiếu (n)", "HL-10"),
            (14, Right, "Câu trả lời hợp lệ", "HL-20"),
            (14, Right, "Mức 4 và mức 5", "HL-20"),
            (14, Right, "Tỷ lệ hài lòng", "HL-20"),
            (20, Center, "Khoảng tin cậy 95%", "HL-21"),
        ],
    );
    for (number, line) in (1_u64..).zip(each) {
        let cells = cells(number.to_string(), &marked(&line.name, line.small), line);
        let code = line_code(report, kind, &line.name).filter(|_| !line.is_withheld());
        table.rows.push(columns.of(code, row(cells)));
    }
    let whole = &report.satisfaction.total;
    let all = cells(String::new(), &marked("Chung", whole.small), whole);
    let code = (!whole.is_withheld()).then(|| own_code(report));
    table.rows.push(columns.of(code, total(all)));
    table.notes.push(BASE.to_owned());
    if kind == TableLines::Departments && each.iter().any(SatisfactionLine::is_withheld) {
        table.notes.push(few_rates());
    }
    let elsewhere =
        each.iter().fold(whole.rate.whole, |left, line| left.saturating_sub(line.rate.whole));
    if kind == TableLines::Factors && elsewhere > 0 {
        table.notes.push(format!(
            "Dòng “Chung” gồm cả {} câu trả lời của các câu hỏi không thuộc yếu tố nào.",
            thousands(elsewhere)
        ));
    }
    if whole.small || each.iter().any(|line| line.small) {
        table.notes.push(SMALL.to_owned());
    }
    table
}

fn cells(number: String, name: &str, line: &SatisfactionLine) -> Vec<String> {
    let mut cells = vec![number, name.to_owned(), thousands(line.sheets)];
    if line.is_withheld() {
        cells.extend(std::iter::repeat_n("–".to_owned(), 2));
    } else {
        cells.extend(counts([line.rate.whole, line.rate.part]));
    }
    cells.push(line.rate.to_string());
    cells.push(interval(line));
    cells
}

fn interval(line: &SatisfactionLine) -> String {
    if line.interval_text.is_empty() { "–".to_owned() } else { line.interval_text.clone() }
}

/// Below a table that leaves rates out.
fn few_rates() -> String {
    format!(
        "Để bảo vệ người trả lời, không nêu kết quả của đơn vị có dưới {} phiếu, và của đơn vị mà nêu ra thì suy được \
         kết quả đó.",
        count(FEWEST_FOR_RATE)
    )
}

/// Below a table that leaves answers to a question out.
const FEW_ANSWERS: &str = "Để bảo vệ người trả lời, không nêu kết quả của câu hỏi có dưới 10 phiếu trả lời, và của câu \
                           hỏi mà nêu ra thì suy được kết quả đó.";

/// Answers to each question by level.
pub(crate) fn answers(report: &Report) -> Option<Table> {
    let figures = &report.satisfaction;
    let is_left_out = figures.valid < FEWEST_SHEETS
        || figures.total.is_withheld()
        || !figures.printed_questions().contains(&true);
    if figures.by_question.is_empty() || is_left_out {
        return None;
    }
    let (mut table, columns) = of_figures(
        "tra-loi",
        "Kết quả trả lời theo câu hỏi",
        &[
            (7, Center, "Câu", ""),
            (42, Left, "Nội dung", ""),
            (9, Right, "n", "HL-10"),
            (10, Right, "Rất không hài lòng (1)", "HL-11"),
            (10, Right, "Không hài lòng (2)", "HL-12"),
            (10, Right, "Bình thường (3)", "HL-13"),
            (10, Right, "Hài lòng (4)", "HL-14"),
            (10, Right, "Rất hài lòng (5)", "HL-15"),
            (13, Right, "Tỷ lệ hài lòng", "HL-20"),
        ],
    );
    table.unit = Some("Đơn vị tính: Phiếu".to_owned());
    for (question, is_printed) in figures.questions_to_print() {
        let line = &question.line;
        let name = marked(&line.name, line.small);
        let mut cells = vec![question.number.to_string(), name, thousands(line.sheets)];
        if is_printed {
            cells.extend(counts(line.answers.levels));
            cells.push(line.rate.to_string());
        } else {
            cells.extend(std::iter::repeat_n("–".to_owned(), line.answers.levels.len() + 1));
        }
        let code = line_code(report, TableLines::Questions, &question.key);
        table.rows.push(columns.of(code.filter(|_| is_printed), row(cells)));
    }
    if figures.printed_questions().contains(&false) {
        table.notes.push(FEW_ANSWERS.to_owned());
    }
    if figures.by_question.iter().any(|question| question.line.small) {
        table.notes.push(SMALL.to_owned());
    }
    Some(table)
}

/// Each question, department by department; nothing where that would say no more than the table of questions.
pub(crate) fn question_by_department(report: &Report) -> Option<Table> {
    let figures = &report.satisfaction;
    let answering = figures.by_department.iter().filter(|line| line.sheets > 0);
    if answering.count() < 2 || figures.valid == 0 {
        return None;
    }
    let columns = [
        (44, Left, "Câu hỏi, đơn vị", ""),
        (9, Right, "n", "HL-10"),
        (9, Right, "Mức 1", "HL-11"),
        (9, Right, "Mức 2", "HL-12"),
        (9, Right, "Mức 3", "HL-13"),
        (9, Right, "Mức 4", "HL-14"),
        (9, Right, "Mức 5", "HL-15"),
        (12, Right, "Để trống, không áp dụng", "HL-16"),
        (11, Right, "Không hợp lệ", "HL-17"),
        (12, Right, "Tỷ lệ hài lòng", "HL-20"),
        (17, Center, "Khoảng tin cậy 95%", "HL-21"),
    ];
    let width = columns.len();
    let (mut table, columns) =
        of_figures("cau-hoi-don-vi", "Kết quả từng câu hỏi theo đơn vị", &columns);
    table.unit = Some("Đơn vị tính: Phiếu".to_owned());
    let mut small = false;
    for (question, printed) in figures.by_question.iter().zip(figures.printed_answers()) {
        let lines = question.by_department.iter().zip(printed);
        let mut lines =
            lines.filter_map(|(line, is_printed)| is_printed.then_some(line)).peekable();
        if lines.peek().is_none() {
            continue;
        }
        let title = format!("Câu {}. {}", question.number, question.line.name);
        table.rows.push(section(&title, width));
        for line in lines {
            small |= line.small;
            table.rows.push(row(by_level(&marked(&line.name, line.small), line)));
        }
        small |= question.line.small;
        let name = marked("Chung", question.line.small);
        // Of one department alone an answer is explained nowhere: so few may stand behind it.
        let code = line_code(report, TableLines::Questions, &question.key);
        table.rows.push(columns.of(code, total(by_level(&name, &question.line))));
    }
    table.notes.push(BASE.to_owned());
    if table.rows.is_empty() {
        return None;
    }
    table.notes.push(format!(
        "Để bảo vệ người trả lời, không nêu đơn vị có dưới {FEWEST_SHEETS} phiếu trả lời câu hỏi, hoặc đơn vị mà nêu ra \
         thì suy được kết quả của đơn vị đó; dòng “Chung” gồm mọi đơn vị."
    ));
    if small {
        table.notes.push(SMALL.to_owned());
    }
    Some(table)
}

fn by_level(name: &str, line: &SatisfactionLine) -> Vec<String> {
    let mut cells = vec![name.to_owned(), thousands(line.sheets)];
    cells.extend(counts(line.answers.levels));
    cells.extend(counts([line.answers.none, line.answers.invalid]));
    cells.push(line.rate.to_string());
    cells.push(interval(line));
    cells
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::sample;
    use crate::document::sample::answers;

    /// Three questions of 8, 39 and 50 sheets; the second of two departments with 20 and 19.
    #[test]
    fn no_department_gives_a_question_away_that_few_answered() {
        let mut report = sample::full();
        let figures = &mut report.satisfaction;
        figures.valid = 50;
        figures.by_question.truncate(3);
        let departments = [[4, 4], [20, 19], [30, 20]];
        for (question, sheets) in figures.by_question.iter_mut().zip(departments) {
            question.by_department =
                sheets.iter().map(|n| answers("Phòng", [0, 0, 0, 1, n - 1])).collect();
            question.line = answers("Câu hỏi", [0, 0, 0, 2, sheets.iter().sum::<u64>() - 2]);
        }
        let table = question_by_department(&report).expect("one question");
        let n = table.rows.iter().filter_map(|row| row.cells.get(1)).map(String::as_str);
        let n: Vec<&str> = n.filter(|n| !n.is_empty()).collect();
        // Its departments and its sum: of the others nothing.
        assert_eq!(n, ["30", "20", "50"]);
    }
}
