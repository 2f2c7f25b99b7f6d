//! Which column is read as what, and what stops a sheet because nobody can tell.

use std::collections::{BTreeMap, BTreeSet};

use crate::ledger::{Code, ColumnRead, Field, Finding, Place, SheetKind, Source, column_letters};
use crate::model::{capitalized, word_key};
use crate::normalize::header::asking::{Asking, asking};
use crate::normalize::header::cell::DayParts;
use crate::normalize::header::cell::FoundCell;
use crate::normalize::header::dictionary::Dictionary;
use crate::normalize::header::end_columns::is_handed_over;
use crate::normalize::header::exports;
use crate::normalize::header::find::FoundHeader;
use crate::normalize::header::grid::Tick;
use crate::normalize::header::held_against::{Claims, notes_of, other_names, unread_ends};
use crate::normalize::header::portal_alias::are_whole_dossiers;
use crate::normalize::header::recognise::matched;
use crate::normalize::header::total_columns;
use crate::normalize::values::status;

use std::sync::Arc;

/// One column that is kept while a table is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SheetColumn {
    pub(crate) field: Field,
    pub(crate) role: ColumnRole,
    /// Row of the header, from 1.
    pub(crate) row: u32,
    /// From 0.
    pub(crate) at: u32,
    pub(crate) header: String,
    pub(crate) leaf: String,
    pub(crate) keys: Vec<String>,
    /// It stands for three columns that hold the parts of one day.
    pub(crate) parts: Option<DayParts>,
}

/// Why a column is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ColumnRole {
    Read,
    /// Has the same header as another column: must agree with it in every row.
    Twin,
    /// Of dossiers: may be the same day as another column, whose name says so better, and is held against that one; or
    /// the day of the result, where only that of collection is read; or notes, where no column is the status. Of
    /// complaints: may be the day of the answer.
    Beaten,
    /// The header of a column to the left is merged over it: a spacer, unless that one is empty.
    Span,
    /// May be a question, by its answers.
    Candidate(Asking),
    /// One level of a question, marked where it is the answer.
    Tick(Tick),
}

/// What was decided for a header.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Choice {
    pub(crate) columns: Vec<SheetColumn>,
    /// "Đọc là", in order of columns.
    pub(crate) reads: Vec<ColumnRead>,
    /// Why the sheet cannot be read.
    pub(crate) problems: Vec<Finding>,
}

/// Rank of a day on which the result went to the desk, below all names of the list.
const HANDED_OVER: usize = 90;

pub(crate) fn choose(
    header: &FoundHeader,
    dictionary: &Dictionary,
    source: &Arc<Source>,
) -> Choice {
    let mut choice = Choice::default();
    let mut taken: BTreeMap<u32, (Field, ColumnRole)> = BTreeMap::new();
    let (claims, unclaimed) = claims_of(header, dictionary, &mut taken);
    choice.problems.extend(doubtful(header.kind, &unclaimed, &claims, dictionary, source));
    choice.problems.extend(whose_dossiers(header, &claims, dictionary, source));
    for (field, claims) in &claims {
        settle_field(*field, claims, &mut taken, &mut choice.problems, source);
    }
    if header.kind == SheetKind::Dossiers {
        hold(other_names(&claims), &mut taken);
    }
    if header.kind == SheetKind::PortalFigures && !claims.contains_key(&Field::IndexName) {
        // `Mã chỉ số` beside `Chỉ số`: the number in one, the name in the other.
        let index = claims.get(&Field::Index).into_iter().flatten();
        let other = index.map(|(_, _, cell)| *cell).find(|cell| !taken.contains_key(&cell.column));
        if let Some(cell) = other {
            taken.insert(cell.column, (Field::IndexName, ColumnRole::Read));
        }
    }
    let mut claimed: BTreeSet<Field> = claims.keys().copied().collect();
    if header.kind == SheetKind::Surveys && !claimed.contains(&Field::Department) {
        let mut asking = unclaimed.iter().filter(|cell| asks_department(&cell.leaf));
        if let (Some(cell), None) = (asking.next(), asking.next()) {
            taken.insert(cell.column, (Field::Department, ColumnRole::Read));
            claimed.insert(Field::Department);
        }
    }
    settle_near(
        header.kind,
        &unclaimed,
        &claimed,
        dictionary,
        &mut taken,
        &mut choice.problems,
        source,
    );
    let read = taken.values().filter(|(_, role)| *role == ColumnRole::Read);
    let read: BTreeSet<Field> = read.map(|(field, _)| *field).collect();
    hold(unread_ends(header.kind, &unclaimed, &claims, &read), &mut taken);
    if header.kind == SheetKind::Dossiers {
        hold(notes_of(&unclaimed, &read), &mut taken);
    }
    if header.kind == SheetKind::Surveys {
        // A name of lower rank that another column has better may ask: `Thời gian` beside `Ngày khảo sát`.
        // The other times that a tool writes down hold times.
        let beaten = claims.get(&Field::Date).into_iter().flatten();
        let beaten = beaten.filter(|(_, key, _)| *key == "thoigian").map(|(_, _, cell)| *cell);
        for cell in unclaimed.into_iter().chain(beaten) {
            let known = cell.keys.iter().any(|key| dictionary.question(key).is_some());
            let is_unread = cell.keys.iter().any(|key| {
                // Levels stand below "Mức độ" where somebody counted them.
                key != "mucdo" && (Dictionary::is_unread(key) || exports::is_meta(key))
            });
            if taken.contains_key(&cell.column)
                || !known && (is_unread || exports::is_choice(&cell.text, &header.cells))
            {
                continue;
            }
            let asking = if known { Asking::Declared } else { asking(&cell.leaf) };
            let role = if cell.spanned { ColumnRole::Span } else { ColumnRole::Candidate(asking) };
            taken.insert(cell.column, (Field::Question, role));
        }
    }
    for cell in &header.cells {
        let role = taken.get(&cell.column);
        choice.reads.push(ColumnRead {
            cell: format!("{}{}", column_letters(cell.column), cell.row),
            header: cell.text.clone(),
            field: role.filter(|(_, role)| *role == ColumnRole::Read).map(|(field, _)| *field),
            question: None,
        });
        if let Some((field, role)) = role {
            choice.columns.push(SheetColumn {
                field: *field,
                role: *role,
                row: cell.row,
                at: cell.column,
                header: cell.text.clone(),
                leaf: cell.leaf.clone(),
                keys: cell.keys.clone(),
                parts: cell.parts,
            });
        }
    }
    choice
}

/// Which columns are claimed by the names of fields, and which are not; what is ticked is taken at once.
fn claims_of<'a>(
    header: &'a FoundHeader,
    dictionary: &Dictionary,
    taken: &mut BTreeMap<u32, (Field, ColumnRole)>,
) -> (Claims<'a>, Vec<&'a FoundCell>) {
    let mut claims: Claims<'_> = BTreeMap::new();
    let mut unclaimed = Vec::new();
    if header.kind == SheetKind::Totals {
        for (cell, field) in total_columns::columns(&header.cells) {
            claims.entry(field).or_default().push((0, cell.text.as_str(), cell));
        }
    }
    for cell in header.cells.iter().filter(|_| header.kind != SheetKind::Totals) {
        if let Some(tick) = cell.tick.filter(|_| header.kind == SheetKind::Surveys) {
            taken.insert(cell.column, (Field::Question, ColumnRole::Tick(tick)));
            continue;
        }
        let exact = cell.keys.iter().find_map(|key| {
            dictionary.exact(header.kind, key).map(|(field, rank)| (field, rank, key.as_str()))
        });
        match exact {
            Some((field, rank, key)) => claims.entry(field).or_default().push((rank, key, cell)),
            None if header.kind == SheetKind::Dossiers && is_handed_over(&cell.text) => {
                claims.entry(Field::Finished).or_default().push((HANDED_OVER, &cell.text, cell));
            }
            None => unclaimed.push(cell),
        }
    }
    (claims, unclaimed)
}

/// Columns that are held against the one that is read, where nothing else took them.
fn hold(
    columns: impl IntoIterator<Item = (u32, Field)>,
    taken: &mut BTreeMap<u32, (Field, ColumnRole)>,
) {
    for (column, field) in columns {
        taken.entry(column).or_insert((field, ColumnRole::Beaten));
    }
}

/// `Ông/bà đã đến giao dịch tại phòng ban nào?`: forms ask for the department in a whole sentence.
fn asks_department(header: &str) -> bool {
    let key = word_key(header);
    let words: Vec<&str> =
        key.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let which = words
        .windows(2)
        .any(|pair| matches!(pair, ["phong" | "ban" | "vi" | "quan" | "mon" | "phan", "nao"]));
    let names = ["phong", "don vi", "co quan", "bo phan"].iter().any(|name| key.contains(name));
    which && names
}

/// The best name takes the field; the same header twice must agree, two names of one rank stop the sheet.
fn settle_field(
    field: Field,
    claims: &[(usize, &str, &FoundCell)],
    taken: &mut BTreeMap<u32, (Field, ColumnRole)>,
    problems: &mut Vec<Finding>,
    source: &Arc<Source>,
) {
    let Some(best) = claims.iter().map(|(rank, _, _)| *rank).min() else { return };
    let mut first: Option<&(usize, &str, &FoundCell)> = None;
    for claim in claims.iter().filter(|(rank, _, _)| *rank == best) {
        let (_, key, cell) = claim;
        match first {
            None => {
                taken.insert(cell.column, (field, ColumnRole::Read));
                first = Some(claim);
            }
            Some((_, before, _)) if before == key => {
                let role = if cell.spanned { ColumnRole::Span } else { ColumnRole::Twin };
                taken.insert(cell.column, (field, role));
            }
            Some((_, _, other)) => problems.push(two_columns(field, other, cell, source)),
        }
    }
}

fn two_columns(
    field: Field,
    first: &FoundCell,
    second: &FoundCell,
    source: &Arc<Source>,
) -> Finding {
    Finding::new(Code::AmbiguousColumn, Place::cell(source, second.row, second.column))
        .with_field(field)
        .with_found(second.text.clone())
        .with_message(format!(
            "Hai cột đều là {}: “{}” ({}{}) và “{}” ({}{})",
            field.vietnamese(),
            first.text,
            column_letters(first.column),
            first.row,
            second.text,
            column_letters(second.column),
            second.row,
        ))
}

/// A list of dossiers from the first day to the last, with what the portal says of each: the office's own, which would
/// count nowhere as the portal's, or the portal's, which would count as the office's. Nobody but the office knows.
fn whose_dossiers(
    header: &FoundHeader,
    claims: &Claims<'_>,
    dictionary: &Dictionary,
    source: &Arc<Source>,
) -> Option<Finding> {
    if header.kind != SheetKind::PortalDossiers
        || !are_whole_dossiers(&matched(&header.cells, SheetKind::Dossiers, dictionary))
    {
        return None;
    }
    let (_, _, cell) = claims.get(&Field::PortalVerdict)?.first()?;
    Some(
        Finding::new(Code::AmbiguousColumn, Place::cell(source, cell.row, cell.column))
            .with_field(Field::PortalVerdict)
            .with_found(cell.text.clone())
            .with_message(format!(
                "Bảng có đủ ngày tiếp nhận, ngày hẹn trả, ngày kết thúc, lại có cột “{}” là đánh giá của Cổng: không rõ là bảng hồ sơ của cơ quan hay danh sách lưu từ Cổng",
                cell.text
            ))
            .with_advice(
                "nếu là bảng hồ sơ của cơ quan thì đổi tên cột này, ví dụ “Ghi chú”, hoặc bỏ dòng khai cột này ở mục [cot]; nếu là danh sách lưu từ Cổng thì chỉ giữ cột Mã hồ sơ và cột này",
            ),
    )
}

/// A column named like a day with words beside it that leave open which day it is, where no other column is that day.
fn doubtful(
    kind: SheetKind,
    unclaimed: &[&FoundCell],
    claims: &Claims<'_>,
    dictionary: &Dictionary,
    source: &Arc<Source>,
) -> Vec<Finding> {
    let mut doubts = Vec::new();
    for cell in unclaimed {
        let field = cell.keys.iter().find_map(|key| dictionary.doubtful(kind, key));
        let Some(field) = field.filter(|field| *field != Field::Date) else { continue };
        if claims.contains_key(&field) {
            continue;
        }
        doubts.push(
            Finding::new(Code::AmbiguousColumn, Place::cell(source, cell.row, cell.column))
                .with_field(field)
                .with_found(cell.text.clone())
                .with_message(format!(
                    "Không rõ cột “{}” có phải là {} hay không",
                    cell.text,
                    field.vietnamese()
                ))
                .with_advice(format!(
                    "nếu không phải thì đổi tên cột này, và đặt tên “{}” cho cột đúng; nếu phải thì {}:\n{}",
                    capitalized(field.vietnamese()),
                    status::below("cot"),
                    status::column_line(&cell.text, field),
                )),
        );
    }
    doubts
}

/// A slip of the keyboard is taken where it can be one field only, and nothing else is that field.
fn settle_near(
    kind: SheetKind,
    unclaimed: &[&FoundCell],
    claimed: &BTreeSet<Field>,
    dictionary: &Dictionary,
    taken: &mut BTreeMap<u32, (Field, ColumnRole)>,
    problems: &mut Vec<Finding>,
    source: &Arc<Source>,
) {
    let mut near: BTreeMap<Field, &FoundCell> = BTreeMap::new();
    for cell in unclaimed {
        let Some(key) = cell.keys.last() else { continue };
        if taken.contains_key(&cell.column)
            || cell.keys.iter().any(|key| dictionary.question(key).is_some())
        {
            continue;
        }
        let fits = dictionary.near(kind, key);
        let mut free = fits.iter().filter(|field| !claimed.contains(field));
        let Some(field) = free.next() else { continue };
        if fits.len() > 1 {
            let names: Vec<_> =
                fits.iter().map(|field| format!("“{}”", field.vietnamese())).collect();
            problems.push(
                Finding::new(Code::AmbiguousColumn, Place::cell(source, cell.row, cell.column))
                    .with_found(cell.text.clone())
                    .with_message(format!("Cột “{}” có thể là {}", cell.text, names.join(" hoặc ")))
                    .with_advice(format!(
                        "sửa lại tiêu đề cho đúng; hoặc {}, giữ một trong các dòng:\n{}",
                        status::below("cot"),
                        lines_of(&cell.text, &fits)
                    )),
            );
        } else if let Some(other) = near.get(field) {
            problems.push(two_columns(*field, other, cell, source));
        } else {
            near.insert(*field, cell);
            taken.insert(cell.column, (*field, ColumnRole::Read));
        }
    }
}

/// A line of `[cot]` for each field that the header may be.
fn lines_of(header: &str, fields: &BTreeSet<Field>) -> String {
    let named = fields.iter().filter(|field| !field.setting().is_empty());
    named.map(|field| status::column_line(header, *field)).collect::<Vec<_>>().join("\n")
}

/// Required columns that are not there: the Vietnamese name of each, and its field.
pub(crate) fn missing(kind: SheetKind, columns: &[SheetColumn]) -> Vec<(&'static str, Field)> {
    let has = |field: Field| {
        columns.iter().any(|column| column.field == field && column.role == ColumnRole::Read)
    };
    let mut missing = Vec::new();
    let mut need = |there: bool, name: &'static str, field: Field| {
        if !there {
            missing.push((name, field));
        }
    };
    match kind {
        SheetKind::Dossiers => {
            need(has(Field::Received), "ngày tiếp nhận", Field::Received);
            need(has(Field::Due), "ngày hẹn trả", Field::Due);
            need(
                has(Field::Finished) || has(Field::Collected),
                "ngày kết thúc xử lý hoặc ngày trả kết quả",
                Field::Finished,
            );
        }
        SheetKind::Complaints => {
            need(has(Field::Kind), "loại đơn", Field::Kind);
            need(has(Field::Received), "ngày tiếp nhận", Field::Received);
        }
        SheetKind::SelfAssessment => {
            need(has(Field::Content), "nội dung", Field::Content);
            need(has(Field::Verdict), "tự đánh giá", Field::Verdict);
        }
        SheetKind::Scores => {
            need(has(Field::Index), "chỉ số", Field::Index);
            need(has(Field::Points), "điểm tự chấm", Field::Points);
        }
        SheetKind::Served => {
            need(has(Field::Department), "đơn vị", Field::Department);
            need(has(Field::Served), "số lượt", Field::Served);
        }
        SheetKind::Matters => {
            need(has(Field::Applicant), "kính gửi", Field::Applicant);
            need(has(Field::Reason), "lý do xin lỗi", Field::Reason);
        }
        SheetKind::Publications => {
            need(has(Field::Origin), "vị trí", Field::Origin);
            need(has(Field::Content), "nội dung đăng", Field::Content);
        }
        // Known by what they need.
        // A header of totals without them is of no such table.
        SheetKind::Surveys
        | SheetKind::LetterEntries
        | SheetKind::LetterRegister
        | SheetKind::PortalFigures
        | SheetKind::PortalDossiers
        | SheetKind::Totals => {}
    }
    missing
}
