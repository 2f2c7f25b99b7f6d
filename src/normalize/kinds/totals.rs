//! Tables of totals → lines of counts: which rows are lines, whose they are, and whether they add up.

use crate::ledger::{Code, Count, Fate, Field, Finding, Place};
use crate::model::{Text, Totals, TotalsLine, word_key};
use crate::normalize::file::FileReader;
use crate::normalize::kinds::called_sums::{self, NamedTotal};
use crate::normalize::kinds::departments::{self, Match};
use crate::normalize::kinds::line_counts;
use crate::normalize::kinds::others::{no_count, table_days};
use crate::normalize::kinds::part_columns::{self, PartsRead};
use crate::normalize::kinds::total_levels::{LineMark, MarkedLine, TotalLevels, levels};
use crate::normalize::kinds::wholes::{self, NamedLine};
use crate::normalize::kinds::whose;
use crate::normalize::rows::{labels, sums};
use crate::normalize::table::{TableRow, TotalRow};
use crate::normalize::text::intern::Slot;
use crate::normalize::waiting::Waiting;

/// One row that could be read.
struct CountedLine {
    row: TableRow,
    mark: LineMark,
    name: Option<Text>,
    counts: Totals,
    read: PartsRead,
}

pub(crate) fn read(file: &mut FileReader<'_>, waiting: &Waiting) {
    let mut lines: Vec<CountedLine> = Vec::new();
    for (row, slots) in waiting.table.rows() {
        let before = file.findings.len();
        if let Some(line) = line(file, waiting, row, &slots) {
            lines.push(line);
        } else {
            let found = file.findings.split_off(before).into_iter();
            file.findings.extend(found.map(|finding| finding.of_days(table_days(waiting))));
            file.count(waiting.sheet, Fate::Rejected);
        }
    }
    let called = take_called_sums(file, waiting, &mut lines);
    let lines = without_asides(file, waiting, lines);
    let Some(lines) = upper_lines(file, waiting, lines) else { return };
    let reads: Vec<_> = lines.iter().map(|line| (line.row, line.read)).collect();
    file.findings.extend(part_columns::told(waiting, &reads));
    let lines = without_wholes(file, waiting, lines);
    file.findings.extend(unnumbered(file, waiting, &lines));
    let mut first = 0;
    for total in waiting.table.totals().filter(|total| !called.contains(&total.row)) {
        let covers = total.covers.start.min(first)..total.row;
        first = total.row + 1;
        check_total(file, waiting, &lines, &TotalRow { covers, ..total });
    }
    let by_sheet = whose::of_sheet(&file.directory, waiting);
    for line in &lines {
        for (identity, left, right) in line.counts.broken() {
            let name = line.name.as_deref().unwrap_or_default();
            file.findings.push(
                Finding::new(Code::BrokenIdentity, Place::row(&waiting.source, line.row.number))
                    .with_field(Field::Line)
                    .with_found(name)
                    .with_message(format!(
                        "Dòng “{name}”: {identity} không đúng, {left} ≠ {right}"
                    )),
            );
        }
        let (department, field) = whose_line(file, waiting, line, by_sheet.as_ref());
        let Some(span) = waiting.span else { continue };
        file.records.totals.push(TotalsLine {
            department,
            field,
            counts: line.counts,
            span,
            place: Place::row(&waiting.source, line.row.number),
        });
        file.count(waiting.sheet, Fate::Accepted);
    }
}

/// Puts lines that are called like a sum where they stand among the others; gives back their rows.
fn take_called_sums(
    file: &mut FileReader<'_>,
    waiting: &Waiting,
    lines: &mut Vec<CountedLine>,
) -> Vec<u32> {
    let named = waiting.table.totals().filter_map(|total| {
        let (counts, bad, _) = line_counts::of_row(file, waiting, total.slots);
        let name = called(file, waiting, total.slots)?;
        bad.is_empty().then_some(NamedTotal { row: total.row, name, counts })
    });
    let named: Vec<NamedTotal> = named.collect();
    let counts: Vec<_> = lines.iter().map(|line| (line.row.number, line.counts)).collect();
    let rows = called_sums::rows(&named, &counts);
    for total in waiting.table.totals().filter(|total| rows.contains(&total.row)) {
        let above = lines.iter().rev().find(|line| line.row.number < total.row);
        let section = above.map(|line| line.row.section).unwrap_or_default();
        file.unskip(waiting.sheet);
        match line(file, waiting, TableRow { number: total.row, section }, total.slots) {
            Some(line) => lines.push(line),
            None => file.count(waiting.sheet, Fate::Rejected),
        }
    }
    lines.sort_by_key(|line| line.row.number);
    rows
}

/// What a row of a total is called, in the column of names or in that of numbers.
fn called(file: &FileReader<'_>, waiting: &Waiting, slots: &[Slot]) -> Option<String> {
    [Field::Line, Field::Ordinal]
        .into_iter()
        .find_map(|field| waiting.slot(field, slots).text(&file.texts))
        .map(|name| name.to_string())
}

/// A table of which only the total was filled in: the line of the department that the sheet is of, or refused.
pub(crate) fn read_total_only(file: &mut FileReader<'_>, waiting: &Waiting) {
    let mut totals_of_table = waiting.table.totals();
    let (Some(total), None) = (totals_of_table.next(), totals_of_table.next()) else {
        file.stop(only_totals(waiting));
        return;
    };
    let Some(department) = whose::of_sheet(&file.directory, waiting) else {
        file.stop(only_totals(waiting));
        return;
    };
    let (counts, bad, _) = line_counts::of_row(file, waiting, total.slots);
    if !bad.is_empty() {
        file.stop(only_totals(waiting));
        return;
    }
    let row = TableRow { number: total.row, ..TableRow::default() };
    let place = waiting.place(row, Field::Line);
    for (identity, left, right) in counts.broken() {
        file.findings.push(
            Finding::new(Code::BrokenIdentity, place.clone())
                .with_field(Field::Line)
                .with_message(format!("Dòng tổng: {identity} không đúng, {left} ≠ {right}")),
        );
    }
    let Some(span) = waiting.span else { return };
    let department = named(file, &department, &place);
    file.records.totals.push(TotalsLine {
        department,
        field: None,
        counts,
        span,
        place: Place::row(&waiting.source, total.row),
    });
    file.unskip(waiting.sheet);
    file.count(waiting.sheet, Fate::Accepted);
}

fn only_totals(waiting: &Waiting) -> Finding {
    let row = waiting.table.totals().next().map_or(waiting.table.header.first_row, |it| it.row);
    Finding::new(Code::NoRows, Place::row(&waiting.source, row))
        .with_message("Bảng tổng hợp chỉ có dòng tổng, không biết là số của đơn vị nào")
        .with_effect("trang này không được đọc, chưa lập được báo cáo")
        .with_advice(
            "ghi một dòng cho mỗi đơn vị hoặc lĩnh vực; nếu cả bảng là của một đơn vị thì đặt tên trang theo tên đơn vị đó",
        )
}

/// The counts of a row, or none with the finding that says why.
fn line(
    file: &mut FileReader<'_>,
    waiting: &Waiting,
    row: TableRow,
    slots: &[Slot],
) -> Option<CountedLine> {
    let name = waiting.slot(Field::Line, slots).text(&file.texts);
    let (counts, bad, read) = line_counts::of_row(file, waiting, slots);
    if bad.is_empty()
        && let Some(name) = &name
        && let Some((what, part)) = part_columns::impossible(&counts)
    {
        let resolved = counts.resolved;
        file.findings.push(
            Finding::new(Code::BrokenIdentity, Place::row(&waiting.source, row.number))
                .rejecting()
                .with_field(Field::Line)
                .with_found(name.to_string())
                .with_message(format!(
                    "Dòng “{name}”: {what} ghi {part}, lớn hơn số đã giải quyết {resolved}"
                ))
                .with_effect("dòng này không được tính, vì tỷ lệ sẽ vượt 100%")
                .with_advice("đối chiếu với đơn vị lập bảng, sửa số sai"),
        );
        return None;
    }
    if bad.is_empty() && name.is_some() {
        let ordinal = waiting.slot(Field::Ordinal, slots).plain(&file.texts);
        let mark = LineMark::of(&ordinal, name.as_deref().unwrap_or_default());
        return Some(CountedLine { row, mark, name, counts, read });
    }
    for count in &bad {
        let field = Field::Counted(*count);
        let slot = waiting.slot(field, slots);
        let found = slot.found(&file.texts, waiting.epoch);
        let name = format!("số ở cột {}", count.vietnamese());
        file.findings.push(
            Finding::new(slot.fault().unwrap_or(Code::BadValue), waiting.place(row, field))
                .rejecting()
                .with_field(field)
                .with_message(no_count(slot, &name, &found))
                .with_found(found)
                .with_effect("dòng này không được tính")
                .with_advice("ghi một số nguyên, ô không có hồ sơ thì ghi 0"),
        );
    }
    if name.is_none() {
        file.findings.push(
            Finding::new(Code::BadValue, waiting.place(row, Field::Line))
                .rejecting()
                .with_field(Field::Line)
                .with_message("Dòng số liệu không ghi tên đơn vị hoặc lĩnh vực")
                .with_effect("dòng này không được tính")
                .with_advice("ghi tên đơn vị hoặc lĩnh vực, hoặc xóa dòng"),
        );
    }
    None
}

/// Where some rows stand over others, those alone are lines, and the others must add up to them; else nobody
/// knows which of them count.
fn upper_lines(
    file: &mut FileReader<'_>,
    waiting: &Waiting,
    lines: Vec<CountedLine>,
) -> Option<Vec<CountedLine>> {
    let marked: Vec<MarkedLine> = lines
        .iter()
        .map(|line| MarkedLine { mark: line.mark, counts: columns(&line.counts) })
        .collect();
    let groups = match levels(&marked) {
        TotalLevels::Flat => return Some(lines),
        TotalLevels::Broken(at) => {
            let row = lines.get(at).map_or(0, |line| line.row.number);
            file.reject(waiting.sheet, lines.len());
            file.stop(
                Finding::new(Code::BrokenIdentity, Place::row(&waiting.source, row))
                    .with_message("Dòng nhóm (I, II, A, B; hoặc 1 trên 1.1, a, b) không bằng tổng các dòng dưới nó, không biết dòng nào được tính")
                    .with_effect("trang này không được đọc, chưa lập được báo cáo")
                    .with_advice("sửa cho dòng nhóm bằng tổng các dòng của nhóm, hoặc chỉ giữ lại một cấp"),
            );
            return None;
        }
        TotalLevels::Groups(groups) => groups,
    };
    let mut lines = lines.into_iter();
    let groups: Vec<(CountedLine, Vec<CountedLine>)> = groups
        .into_iter()
        .filter_map(|(_, parts)| Some((lines.next()?, lines.by_ref().take(parts.len()).collect())))
        .collect();
    let mut kept = Vec::new();
    for (line, parts) in groups {
        // “I. TTHC cấp tỉnh” over the departments: they are whose the counts are.
        let is_lower = !parts.is_empty()
            && !is_whose(file, &line)
            && parts.iter().all(|part| is_whose(file, part));
        let (lines, passed) = if is_lower { (parts, 1) } else { (vec![line], parts.len()) };
        for _ in 0..passed {
            file.count(waiting.sheet, Fate::Skipped);
        }
        kept.extend(lines);
    }
    Some(kept)
}

fn columns(counts: &Totals) -> Vec<u64> {
    Count::COLUMNS.iter().filter_map(|count| counts.get(*count)).collect()
}

/// A line without a number among numbered ones, in no column more than those together: one department more, or a part
/// of what they say.
fn unnumbered(file: &FileReader<'_>, waiting: &Waiting, lines: &[CountedLine]) -> Vec<Finding> {
    let numbered: Vec<&CountedLine> =
        lines.iter().filter(|line| line.mark == LineMark::Number).collect();
    if numbered.len() < 2 {
        return Vec::new();
    }
    let sum = |column: usize| -> u64 {
        numbered.iter().filter_map(|line| columns(&line.counts).get(column).copied()).sum()
    };
    let is_part = |line: &&CountedLine| {
        let name = line.name.as_deref().unwrap_or_default();
        let counts = columns(&line.counts);
        matches!(line.mark, LineMark::Blank | LineMark::Dash)
            && !is_department(file, name)
            && counts.iter().enumerate().all(|(column, count)| *count <= sum(column))
            && counts.iter().any(|count| *count > 0)
    };
    let told = |line: &CountedLine| {
        let name = line.name.as_deref().unwrap_or_default();
        Finding::new(Code::BrokenIdentity, Place::row(&waiting.source, line.row.number))
            .with_found(name)
            .with_message(format!(
                "Dòng “{name}” không có số thứ tự như các dòng khác, có thể là một phần của số đã ghi ở các dòng đó"
            ))
            .with_effect("dòng này vẫn được cộng; nếu là một phần thì số liệu bị cộng hai lần")
            .with_advice("nếu là một phần thì xóa dòng; nếu là một dòng riêng thì ghi số thứ tự")
    };
    lines.iter().filter(is_part).map(told).collect()
}

/// Whether a line names the department that its counts are of, or a field of one.
fn is_whose(file: &FileReader<'_>, line: &CountedLine) -> bool {
    let Some(name) = &line.name else { return false };
    let directory = &file.directory;
    is_department(file, name)
        || directory.shortened(name).is_some()
        || directory.of(None, None, Some(name)).one().is_some()
        || !directory.is_declared() && labels::is_called_after_one(name)
}

/// Lines of other periods, and of a part of another line, are none.
fn without_asides(
    file: &mut FileReader<'_>,
    waiting: &Waiting,
    lines: Vec<CountedLine>,
) -> Vec<CountedLine> {
    let (mut kept, mut findings, mut passed) = (Vec::new(), Vec::new(), 0);
    for line in lines {
        let name = line.name.as_deref().unwrap_or_default();
        let place = Place::row(&waiting.source, line.row.number);
        match wholes::aside(name, &place, &file.directory) {
            Some(finding) => {
                findings.push(finding);
                passed += 1;
            }
            None => kept.push(line),
        }
    }
    file.findings.extend(findings);
    for _ in 0..passed {
        file.count(waiting.sheet, Fate::Skipped);
    }
    kept
}

/// Lines that add up all others are none.
fn without_wholes(
    file: &mut FileReader<'_>,
    waiting: &Waiting,
    lines: Vec<CountedLine>,
) -> Vec<CountedLine> {
    let named = lines.iter().map(|line| NamedLine {
        name: line.name.as_deref().unwrap_or_default().to_owned(),
        counts: columns(&line.counts),
        place: Place::row(&waiting.source, line.row.number),
    });
    let (wholes, findings) = wholes::whole_lines(&named.collect::<Vec<_>>(), &file.directory);
    file.findings.extend(findings);
    for _ in &wholes {
        file.count(waiting.sheet, Fate::Skipped);
    }
    (0..).zip(lines).filter(|(at, _)| !wholes.contains(at)).map(|(_, line)| line).collect()
}

/// Each column of a total row is the sum of the lines above it.
fn check_total(
    file: &mut FileReader<'_>,
    waiting: &Waiting,
    lines: &[CountedLine],
    total: &TotalRow<'_>,
) {
    let (said, bad, _) = line_counts::of_row(file, waiting, total.slots);
    if !bad.is_empty() {
        return;
    }
    let above: Vec<&CountedLine> =
        lines.iter().filter(|line| total.covers.contains(&line.row.number)).collect();
    if above.is_empty() {
        return;
    }
    for count in Count::COLUMNS {
        let sum = above.iter().map(|line| line.counts.get(count)).sum::<Option<u64>>();
        let (Some(sum), Some(said)) = (sum, said.get(count)) else { continue };
        if sum == said {
            continue;
        }
        let field = Field::Counted(count);
        let row = TableRow { number: total.row, ..TableRow::default() };
        let finding = Finding::new(Code::BrokenIdentity, waiting.place(row, field))
            .with_field(field)
            .with_found(said.to_string())
            .with_message(format!(
                "Dòng tổng, cột {}: ghi {said}, tổng các dòng là {sum}",
                count.vietnamese()
            ))
            .with_effect("báo cáo cộng từ các dòng, không dùng dòng tổng");
        // What is called so may be a department that nobody knows of.
        let name = called(file, waiting, total.slots).filter(|name| sums::may_be_name(name));
        file.findings.push(match name {
            Some(name) => finding.with_advice(format!(
                "sửa cho khớp; nếu “{name}” là tên một đơn vị thì khai đơn vị đó trong congso.toml"
            )),
            None => finding,
        });
    }
}

/// The department and the field of a line.
fn whose_line(
    file: &mut FileReader<'_>,
    waiting: &Waiting,
    line: &CountedLine,
    by_sheet: Option<&Text>,
) -> (Option<Text>, Option<Text>) {
    let place = waiting.place(line.row, Field::Line);
    let section = line.row.section.department.id().map(|id| Text::clone(file.texts.text(id)));
    let is_one_of_two = section.as_deref().is_some_and(says_what_follows);
    let Some(name) = line.name.clone() else { return (None, None) };
    let is_known = matches!(file.directory.find(&name), Match::Known(_));
    if is_known || !is_field(file, waiting, &name, section.as_deref()) {
        return (named(file, &name, &place), None);
    }
    // A section that is called after a department holds the fields of it.
    let of_section = section.filter(|text| {
        !says_what_follows(text) && (labels::is_called_after_one(text) || is_department(file, text))
    });
    let name = without_word(name);
    let department = match of_section.as_ref().or(by_sheet) {
        Some(name) => named(file, name, &place),
        None => file.directory.of(None, Some(&name), Some(&name)).one(),
    };
    let is_headed = of_section.is_some() || by_sheet.is_some() || is_one_of_two;
    if department.is_none() && file.directory.has_map() && !is_headed {
        file.findings.push(
            Finding::new(Code::MissingDepartment, place)
                .with_field(Field::Department)
                .with_found(name.to_string())
                .with_message(format!("Chưa rõ dòng “{name}” là số liệu của đơn vị nào")),
        );
    }
    (department, Some(name))
}

/// `Lĩnh vực Người có công`: the field is called by what follows.
fn without_word(name: Text) -> Text {
    let rest = name.split_whitespace().skip(2).collect::<Vec<_>>().join(" ");
    let has_word = word_key(&name).starts_with("linh vuc ") && !rest.is_empty();
    if has_word { Text::from(rest) } else { name }
}

fn is_department(file: &FileReader<'_>, name: &str) -> bool {
    matches!(file.directory.find(name), Match::Known(_))
}

/// Whether a line is about a field: the settings know it, its section or the header says so.
fn is_field(file: &FileReader<'_>, waiting: &Waiting, name: &str, section: Option<&str>) -> bool {
    if file.directory.is_area(name) || word_key(name).starts_with("linh vuc ") {
        return true;
    }
    let says = |text: &str| {
        let key = word_key(text);
        ["linh vuc", "tthc", "thu tuc"].iter().any(|word| key.contains(word))
    };
    if let Some(section) = section.filter(|text| says_what_follows(text)) {
        return says(section);
    }
    let header = waiting.table.index_of(Field::Line);
    let header = header.and_then(|index| waiting.table.columns().get(index));
    let by_field = header.is_some_and(|column| says(&column.header));
    by_field && (file.directory.is_declared() || !labels::is_called_after_one(name))
}

/// `Theo lĩnh vực`, `Theo phòng, đơn vị`.
fn says_what_follows(section: &str) -> bool {
    word_key(section).starts_with("theo ")
}

fn named(file: &mut FileReader<'_>, name: &Text, place: &Place) -> Option<Text> {
    let department = file.department(name, place);
    if department.matched == Match::Unknown {
        file.findings.push(departments::unknown(name, place.clone()));
    }
    department.counted()
}
