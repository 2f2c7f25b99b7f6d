//! Columns typed in an old encoding: made Unicode as a whole, and what in them is not like the rest told.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use crate::ledger::{Code, Finding, Place, Source};
use crate::model::Text;
use crate::normalize::header::columns::SheetColumn;
use crate::normalize::named_rows::first_few;
use crate::normalize::table::SheetTable;
use crate::normalize::text::intern::{Id, Interner, Slot};
use crate::normalize::text::legacy::{self, LeftOver, Legacy};

/// Texts by which the encoding of a column is told.
const SAMPLE: usize = 400;

/// What became of the texts of a column.
#[derive(Debug, Default)]
struct Conversion {
    /// Only asked, never walked.
    new: HashMap<Id, Id>,
    /// Those that are not in the encoding of the rest.
    others: BTreeSet<Id>,
    /// Before and after, the first few that changed with the column.
    examples: Vec<(String, String)>,
}

/// Converts the columns that were typed in a legacy font and says so once; and tells each column that is in two encodings.
pub(crate) fn convert(
    table: &mut SheetTable,
    texts: &mut Interner,
    source: &Arc<Source>,
) -> Vec<Finding> {
    let mut findings = left_over_headers(table, source);
    let mut examples: Vec<(String, String)> = Vec::new();
    let mut found: Option<(Legacy, u32, u32)> = None;
    if let Some(legacy) = table.header.legacy {
        found = table.header.cells.first().map(|cell| (legacy, cell.row, cell.column));
    }
    for index in 0..table.columns().len() {
        let legacy = legacy_of(table, index, texts);
        if legacy.is_none() && !texts.has_foreign() {
            continue;
        }
        let conversion = conversion(table, index, legacy, texts);
        let Some(column) = table.columns().get(index) else { break };
        findings.extend(two_encodings(table, index, legacy, &conversion, texts, source));
        if let Some(legacy) = legacy {
            found = found.or(Some((legacy, column.row, column.at)));
            if column.field.is_public() {
                examples.extend(conversion.examples);
            }
        }
        table.replace_texts(index, |id| conversion.new.get(&id).copied().unwrap_or(id));
    }
    let Some((legacy, row, column)) = found else { return findings };
    if table.header.legacy.is_some() {
        for title in &mut table.titles {
            *title = legacy.read(title);
        }
    }
    let shown: Vec<_> =
        examples.iter().take(3).map(|(before, after)| format!("“{before}” → “{after}”")).collect();
    let shown =
        if shown.is_empty() { String::new() } else { format!(", ví dụ {}", shown.join(", ")) };
    findings.push(
        Finding::new(Code::LegacyEncodingConverted, Place::cell(source, row, column))
            .with_found(legacy.name())
            .with_message(format!("Chữ gõ bằng bảng mã cũ {}{shown}", legacy.name())),
    );
    findings
}

/// Tells each column that is read by a header in another encoding than the rest of them.
fn left_over_headers(table: &SheetTable, source: &Arc<Source>) -> Vec<Finding> {
    let cells = table.header.cells.iter().filter_map(|cell| Some((cell, cell.left_over.as_ref()?)));
    cells
        .filter_map(|(cell, before)| {
            let column = table.columns().iter().find(|column| column.at == cell.column)?;
            Some(
                Finding::new(Code::MixedEncoding, Place::cell(source, cell.row, cell.column))
                    .with_field(column.field)
                    .with_message(format!(
                        "Tiêu đề “{before}” theo bảng mã khác các tiêu đề còn lại, đọc là “{}”",
                        cell.leaf
                    ))
                    .with_advice(
                        "gõ lại tiêu đề này bằng Unicode, hoặc chuyển bằng UniKey rồi lưu lại",
                    ),
            )
        })
        .collect()
}

fn legacy_of(table: &SheetTable, index: usize, texts: &Interner) -> Option<Legacy> {
    if !table.has_text(index) {
        return None;
    }
    let sample: Vec<Text> = table
        .column(index)
        .filter_map(|(_, slot)| match slot {
            Slot::Text(id) => Some(texts.text(id)),
            _ => None,
        })
        .filter(|text| !text.is_ascii())
        .take(SAMPLE)
        .map(Text::clone)
        .collect();
    let words = || sample.iter().map(|text| &**text);
    legacy::detect(words())
        .or_else(|| table.header.legacy.filter(|legacy| legacy::improves(*legacy, words())))
}

/// What each different text of a column becomes.
fn conversion(
    table: &SheetTable,
    index: usize,
    legacy: Option<Legacy>,
    texts: &mut Interner,
) -> Conversion {
    let mut seen = BTreeSet::new();
    let mut order = Vec::new();
    for (_, slot) in table.column(index) {
        if let Slot::Text(id) = slot
            && seen.insert(id)
            && !texts.text(id).is_ascii()
        {
            order.push(id);
        }
    }
    let is_mixed = order.iter().any(|id| legacy::is_modern(texts.text(*id)));
    let mut made = Conversion::default();
    for id in order {
        let before = Text::clone(texts.text(id));
        let (after, is_other) = match legacy {
            Some(legacy) if !legacy::is_modern(&before) => of_column(legacy, &before, is_mixed),
            Some(_) | None => match legacy::left_over(&before) {
                Some(LeftOver::Read(_, after)) => (Some(after), true),
                Some(LeftOver::Unclear) => (None, true),
                // Unicode: like the rest, or not.
                None => (None, legacy.is_some()),
            },
        };
        if is_other {
            made.others.insert(id);
        }
        if let Some(after) = after.filter(|after| **after != *before) {
            if !is_other && made.examples.len() < 3 {
                made.examples.push((before.to_string(), after.clone()));
            }
            let new = texts.intern(&after);
            made.new.insert(id, new);
        }
    }
    made
}

/// A text without letters that only Unicode has, in a column of an old encoding; and whether it is of another one.
fn of_column(legacy: Legacy, before: &str, is_mixed: bool) -> (Option<String>, bool) {
    let after = legacy.convert(before);
    if legacy::is_vietnamese(&after) || after == before {
        // Vietnamese both ways: where the column is Unicode in part, nobody can tell.
        let is_doubtful = is_mixed && after != before && legacy::is_vietnamese(before);
        return (Some(after), is_doubtful);
    }
    if legacy::is_vietnamese(before) {
        return (None, true);
    }
    match legacy::left_over(before) {
        Some(LeftOver::Read(other, after)) if other != legacy => (Some(after), true),
        Some(_) | None => (Some(after), false),
    }
}

/// Tells a column that is in two encodings: how many cells are not like the rest, an example, and their rows.
fn two_encodings(
    table: &SheetTable,
    index: usize,
    legacy: Option<Legacy>,
    conversion: &Conversion,
    texts: &Interner,
    source: &Arc<Source>,
) -> Option<Finding> {
    let column: &SheetColumn = table.columns().get(index)?;
    let others: Vec<(u32, Id)> = table
        .column(index)
        .filter_map(|(row, slot)| match slot {
            Slot::Text(id) if conversion.others.contains(&id) => Some((row.number, id)),
            _ => None,
        })
        .collect();
    let (first, id) = *others.first()?;
    let rest = legacy.map_or("Unicode", Legacy::name);
    let before = texts.text(id);
    let example = match conversion.new.get(&id) {
        _ if !column.field.is_public() => String::new(),
        Some(after) => format!(", ví dụ “{before}” đọc là “{}”", texts.text(*after)),
        None if legacy::has_foreign(before) => {
            format!(", ví dụ “{before}”, không rõ bảng mã nào nên để nguyên")
        }
        None => format!(", ví dụ “{before}”"),
    };
    Some(
        Finding::new(Code::MixedEncoding, Place::cell(source, first, column.at))
            .with_field(column.field)
            .with_message(format!(
                "Cột “{}” theo {rest} nhưng có {} ô theo bảng mã khác (dòng {}){example}",
                column.header,
                others.len(),
                first_few(others.iter().map(|(row, _)| row), others.len())
            )),
    )
}
