//! Characters that no face of the documents has: said of each column at once, before anything is printed.
//!
//! They never stop a report: it prints a box in their place, and a letter to such a name waits.

use crate::ledger::{Code, Field, Finding, Place, SheetKind};
use crate::model::{Faces, named};
use crate::normalize::header::columns::{ColumnRole, SheetColumn};
use crate::normalize::text::intern::{Interner, Slot};
use crate::normalize::waiting::Waiting;

/// Cells that are named one by one.
const SHOWN: usize = 5;

/// Where a text of a column is printed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum PrintedColumns {
    Nowhere,
    InLetters,
    InReports,
    InBoth,
}

/// A finding for each column of a table in which such characters stand, header or cells.
pub(crate) fn unprintable(waiting: &Waiting, texts: &Interner, faces: Faces) -> Vec<Finding> {
    let columns = waiting.table.columns().iter().enumerate();
    let headers = columns.clone().filter_map(|(_, column)| {
        let missing = faces.missing(&column.header).next()?;
        let asks =
            column.field == Field::Question || matches!(column.role, ColumnRole::Candidate(_));
        asks.then(|| {
            let place = Place::cell(&waiting.source, column.row, column.at);
            said(place, &column.header, &format!("Tiêu đề “{}”", column.header), missing)
                .with_effect(effect(PrintedColumns::InReports))
        })
    });
    let headers: Vec<Finding> = headers.collect();
    if !texts.has_rare() {
        return headers;
    }
    let cells =
        columns.filter_map(|(index, column)| of_column(waiting, index, column, texts, faces));
    headers.into_iter().chain(cells).collect()
}

/// What is said of the name of a file or a sheet, which reports print.
pub(crate) fn unprintable_name(
    what: &str,
    name: &str,
    place: Place,
    faces: Faces,
) -> Option<Finding> {
    let missing = faces.missing(name).next()?;
    let finding = said(place, name, &format!("Tên {what} “{name}”"), missing);
    Some(
        finding
            .with_effect(effect(PrintedColumns::InReports))
            .with_advice(format!("đổi tên {what}")),
    )
}

fn of_column(
    waiting: &Waiting,
    index: usize,
    column: &SheetColumn,
    texts: &Interner,
    faces: Faces,
) -> Option<Finding> {
    let printed = printed(waiting.table.header.kind, column);
    if printed == PrintedColumns::Nowhere || !waiting.table.has_text(index) {
        return None;
    }
    let cells = waiting.table.column(index).filter_map(|(row, slot)| match slot {
        Slot::Text(id) if texts.is_rare(id) => {
            let text = texts.text(id);
            let missing = faces.missing(text).next()?;
            Some((Place::cell(&waiting.source, row.number, column.at), text, missing))
        }
        Slot::Text(_)
        | Slot::Empty
        | Slot::Number(_)
        | Slot::Serial(_)
        | Slot::Iso(_)
        | Slot::Bool(_)
        | Slot::Error(_)
        | Slot::Uncalculated
        | Slot::Broken(_) => None,
    });
    let mut first = None;
    let mut shown = Vec::new();
    let mut count = 0_usize;
    for (place, text, missing) in cells {
        count += 1;
        if shown.len() < SHOWN {
            let cell = place.a1().unwrap_or_default();
            shown.push(format!("{cell} có {}", named(missing)));
        }
        first.get_or_insert((place, text));
    }
    let (place, text) = first?;
    let rest = count - shown.len();
    let more = if rest > 0 { format!(" và {rest} ô nữa") } else { String::new() };
    let message =
        format!("Cột “{}” có ký tự không in được: {}{more}", column.header, shown.join(", "));
    Some(
        Finding::new(Code::UnprintableText, place)
            .with_field(column.field)
            .with_found(text.to_string())
            .with_message(message)
            .with_effect(effect(printed)),
    )
}

fn said(place: Place, found: &str, what: &str, missing: char) -> Finding {
    Finding::new(Code::UnprintableText, place)
        .with_found(found)
        .with_message(format!("{what} có ký tự không in được {}", named(missing)))
}

const fn effect(printed: PrintedColumns) -> &'static str {
    match printed {
        PrintedColumns::Nowhere | PrintedColumns::InReports => {
            "số liệu không đổi; chỗ nào văn bản in tên này thì ký tự đó in là “□”"
        }
        PrintedColumns::InLetters => {
            "số liệu không đổi; thư xin lỗi của các dòng này, nếu phải lập, được giữ lại"
        }
        PrintedColumns::InBoth => {
            "số liệu không đổi; chỗ nào văn bản in chữ này thì ký tự đó in là “□”; thư xin lỗi của các dòng này, nếu phải lập, được giữ lại"
        }
    }
}

fn printed(kind: SheetKind, column: &SheetColumn) -> PrintedColumns {
    match column.role {
        ColumnRole::Read => {}
        ColumnRole::Twin
        | ColumnRole::Beaten
        | ColumnRole::Span
        | ColumnRole::Candidate(_)
        | ColumnRole::Tick(_) => {
            return PrintedColumns::Nowhere;
        }
    }
    let field = column.field;
    let reports: &[Field] = match kind {
        SheetKind::Dossiers => {
            &[Field::Code, Field::Procedure, Field::ProcedureCode, Field::Department, Field::Area]
        }
        SheetKind::Surveys | SheetKind::Complaints | SheetKind::Served => &[Field::Department],
        SheetKind::SelfAssessment => &[Field::Content, Field::Verdict, Field::Note],
        SheetKind::Scores => &[Field::Officer, Field::Note],
        SheetKind::Totals => &[Field::Line, Field::Department, Field::Area],
        SheetKind::Publications => &[Field::Content],
        SheetKind::LetterEntries
        | SheetKind::Matters
        | SheetKind::LetterRegister
        | SheetKind::PortalFigures
        | SheetKind::PortalDossiers => &[],
    };
    let letters: &[Field] = match kind {
        SheetKind::Dossiers => &[
            Field::Code,
            Field::Procedure,
            Field::ProcedureCode,
            Field::Applicant,
            Field::AddressForm,
            Field::Address,
            Field::Reason,
        ],
        SheetKind::LetterEntries => &[Field::Reason, Field::AddressForm],
        SheetKind::Matters => &[
            Field::Applicant,
            Field::AddressForm,
            Field::Address,
            Field::Content,
            Field::Reason,
            Field::Department,
        ],
        SheetKind::Surveys
        | SheetKind::Complaints
        | SheetKind::Served
        | SheetKind::SelfAssessment
        | SheetKind::Scores
        | SheetKind::Totals
        | SheetKind::LetterRegister
        | SheetKind::Publications
        | SheetKind::PortalFigures
        | SheetKind::PortalDossiers => &[],
    };
    match (reports.contains(&field), letters.contains(&field)) {
        (true, true) => PrintedColumns::InBoth,
        (true, false) => PrintedColumns::InReports,
        (false, true) => PrintedColumns::InLetters,
        (false, false) => PrintedColumns::Nowhere,
    }
}
