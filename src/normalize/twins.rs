//! Two columns under one header: they must agree, or one of them must be empty below a header merged over both.

use std::sync::Arc;

use crate::ledger::{Code, Field, Finding, Place, Source};
use crate::normalize::header::columns::{ColumnRole, SheetColumn};
use crate::normalize::table::SheetTable;

/// Two columns with one header that differ in a row: nobody can tell which is right.
pub(crate) fn differing(table: &SheetTable, source: &Arc<Source>) -> Option<Finding> {
    for (twin, column) in table.columns().iter().enumerate() {
        if column.role != ColumnRole::Twin {
            continue;
        }
        let first = table.index_of(column.field)?;
        let pairs = table.column(first).zip(table.column(twin));
        if let Some(((row, _), _)) = pairs.clone().find(|((_, one), (_, other))| one != other) {
            return Some(refusal(
                source,
                column,
                format!(
                    "Hai cột cùng tên “{}” có giá trị khác nhau, ví dụ ở dòng {}",
                    column.header, row.number
                ),
            ));
        }
    }
    None
}

/// Settles columns over which the header of another is merged: reports are laid out with spacers beside each
/// value. Of two such columns one is empty, and the other is read.
pub(crate) fn settle_spans(table: &mut SheetTable, source: &Arc<Source>) -> Option<Finding> {
    for index in 0..table.columns().len() {
        let Some(column) = table.columns().get(index).filter(|it| it.role == ColumnRole::Span)
        else {
            continue;
        };
        if table.is_blank(index) {
            continue;
        }
        let owner = (0..index).rev().find(|before| {
            table.columns().get(*before).is_some_and(|it| {
                it.role != ColumnRole::Span && it.field == column.field && it.leaf == column.leaf
            })
        });
        match owner {
            Some(owner) if table.is_blank(owner) => table.swap_roles(owner, index),
            _ => {
                return Some(refusal(
                    source,
                    column,
                    format!("Tiêu đề “{}” trùm lên nhiều cột có dữ liệu", column.header),
                ));
            }
        }
    }
    None
}

fn refusal(source: &Arc<Source>, column: &SheetColumn, message: String) -> Finding {
    let finding = Finding::new(Code::AmbiguousColumn, Place::cell(source, column.row, column.at))
        .with_found(column.header.clone())
        .with_message(message);
    // Questions are no field of their own.
    if column.field == Field::Question { finding } else { finding.with_field(column.field) }
}
