//! What one department is told of its month, or tells: a thông báo from the office down, a report from the
//! department up.

use crate::document::block::{Annex, Block, Document, Meta, Orientation, Paper, Signature, Title};
use crate::document::copy::DocumentCopy;
use crate::document::extra::{Extra, extra};
use crate::document::fill::{Inserts, NoSuchName, body, close, number_captions};
use crate::document::frame::{
    annex_label, annex_reference, as_above, letterhead, number_line, signature, year_after,
};
use crate::document::outline::renumber;
use crate::document::template::Templates;
use crate::document::text::{typeset, without_capital};
use crate::document::whole::{last_day, note, take_title, told};
use crate::document::{DepartmentForm, DocumentOptions, charts, tables};
use crate::error::Result;
use crate::report::{LateList, Report};

const TEMPLATE: &str = "bao-cao-don-vi.md";
const LATE: &str = "phu-luc-qua-han.md";

/// Where a symbol is filled in by hand.
const BLANK: &str = "…………";

/// Late dossiers that are listed within the text; more of them are an annex.
const LISTED: usize = 12;

/// The document of a department with the list of its late dossiers; codes, never names.
pub(crate) fn department(
    report: &Report,
    late: &LateList,
    options: &DocumentOptions,
    templates: &Templates,
) -> Result<Document> {
    let last = last_day(&report.period)?;
    let year = year_after(last);
    let name = report.department.clone().unwrap_or_default();
    let issuer = Issuer::of(&name, options);
    let is_long = late.resolved.len() + late.open.len() > LISTED;
    let annexes: &[&str] = if is_long { &["qua_han"] } else { &[] };
    let mut extra = extra(report, options, annexes, DocumentCopy::ToSign);
    extra.past_promises = late.past_promise_count;
    extra.stale_letters = late.stale_count;
    let inserts = Inserts {
        tables: &|name| match tables::of_report(report, name) {
            Err(NoSuchName) => tables::of_department_list(late, name),
            found => found,
        },
        charts: &|name| charts::of_report(report, name),
    };
    let of_text = |extra: &Extra| {
        body(TEMPLATE, &templates.fill(TEMPLATE, report, extra)?, options, &inserts)
    };
    let mut text = of_text(&extra)?;
    let mut annexes = Vec::new();
    if is_long {
        let mut blocks = body(LATE, &templates.fill(LATE, late, &extra)?, options, &inserts)?;
        annexes.push(Annex {
            label: annex_label(0, 1),
            title: take_title(LATE, &mut blocks)?,
            reference: Some(annex_reference(issuer.kind, &issuer.suffix, &issuer.name, year)),
            orientation: Orientation::Portrait,
            body: blocks,
        });
    }
    if !has_dash(text.iter().chain(annexes.iter().flat_map(|annex: &Annex| &annex.body))) {
        // Nothing is left that a sentence on it would explain.
        extra.has_dash = false;
        text = of_text(&extra)?;
    }
    close(&mut text);
    renumber(&mut text);
    number_captions(&mut text, &mut annexes);
    let subject = format!("{} {}", told(report, Some(&name)), report.period.name);
    Ok(Document {
        meta: Meta {
            title: format!("{} {}", issuer.kind, without_capital(&subject)),
            author: issuer.name.clone(),
            subject: report.period.name.clone(),
            keywords: "thủ tục hành chính; mức độ hài lòng; thư xin lỗi".to_owned(),
            day: last,
        },
        paper: Paper::A4,
        letterhead: letterhead(&issuer.options, Some(number_line(None, &issuer.suffix)), year),
        title: Title {
            kind: issuer.kind.to_uppercase(),
            note: note(report, &subject),
            // Nobody reads a name that two lines share at once.
            subject: Some(typeset(&subject).replace(name.as_str(), &name.replace(' ', "\u{a0}"))),
        },
        addressees: issuer.addressees,
        body: text,
        signature: issuer.signature,
        annexes,
    })
}

fn has_dash<'b>(mut blocks: impl Iterator<Item = &'b Block>) -> bool {
    blocks.any(|block| match block {
        Block::Table(table) => table.rows.iter().flat_map(|row| &row.cells).any(|cell| cell == "–"),
        Block::Heading { .. } | Block::Paragraph { .. } | Block::List(_) | Block::Chart(_) => false,
    })
}

/// Who writes to whom.
struct Issuer {
    /// `Thông báo`, `Báo cáo`.
    kind: &'static str,
    /// In running text.
    name: String,
    /// Of the number: `TB-SLĐTBXH`.
    suffix: String,
    addressees: Vec<String>,
    signature: Signature,
    /// With the letterhead of who issues.
    options: DocumentOptions,
}

impl Issuer {
    fn of(department: &str, options: &DocumentOptions) -> Self {
        match options.department_form {
            DepartmentForm::Notice => Self {
                kind: "Thông báo",
                name: options.agency.clone(),
                suffix: with_symbol("TB", &options.symbol),
                addressees: Vec::new(),
                signature: signature(options, &[department.to_owned()]),
                options: options.clone(),
            },
            DepartmentForm::Report => Self::below(department, options),
        }
    }

    /// The department reports to its office: its own letterhead, and whoever heads it signs.
    fn below(department: &str, options: &DocumentOptions) -> Self {
        let head = options.department_heads.get(department).cloned().unwrap_or_default();
        let own = DocumentOptions {
            agency_lines: vec![department.to_uppercase()],
            superior_lines: options.agency_lines.clone(),
            authority: if head.authority.is_empty() {
                vec!["THỦ TRƯỞNG ĐƠN VỊ".to_owned()]
            } else {
                head.authority
            },
            signer: head.signer,
            drafter: String::new(),
            ..options.clone()
        };
        Self {
            kind: "Báo cáo",
            name: department.to_owned(),
            // Unknown, it is left to be filled in: NĐ 30/2020/NĐ-CP wants the abbreviation of who issues it.
            suffix: with_symbol("BC", &head.symbol.unwrap_or_else(|| BLANK.to_owned())),
            addressees: vec![options.agency.clone()],
            signature: signature(&own, &as_above(&[])),
            options: own,
        }
    }
}

fn with_symbol(kind: &str, symbol: &str) -> String {
    if symbol.is_empty() { kind.to_owned() } else { format!("{kind}-{symbol}") }
}
