//! The report of the office, the document of one department, and what stays in the office.

mod department;

use crate::document::copy::DocumentCopy;
use serde::Serialize;

use crate::document::block::{
    Annex, Block, Document, Inline, Meta, Orientation, Paper, ParagraphStyle, RowKind, Signature,
    Title,
};
use crate::document::extra::extra;
use crate::document::fill::{Inserts, NoSuchName, body, close, number_captions};
use crate::document::frame::{
    annex_label, annex_reference, as_above, code_line, letterhead, number_line, signature,
    year_after,
};
use crate::document::outline::renumber;
use crate::document::template::Templates;
use crate::document::text::{typeset, without_capital};
use crate::document::{DocumentOptions, charts, tables};
use crate::error::{Error, Result};
use crate::model::{capitalized, parse_day};
use crate::report::{LateList, PeriodFigures, Report};

pub(crate) use department::department;

/// An annex: name in the template's `van_ban.phu_luc`, template, orientation.
type AnnexPlan = (&'static str, &'static str, Orientation);

const DOSSIERS: AnnexPlan = ("ho_so", "phu-luc-ho-so.md", Orientation::Landscape);
const SATISFACTION: AnnexPlan = ("hai_long", "phu-luc-hai-long.md", Orientation::Landscape);

const SCORES: AnnexPlan = ("cham_diem", "phu-luc-cham-diem.md", Orientation::Portrait);

const UNITS: AnnexPlan = ("don_vi", "phu-luc-tong-hop.md", Orientation::Landscape);

/// The report of the whole office.
pub(crate) fn report(
    report: &Report,
    copy: DocumentCopy,
    options: &DocumentOptions,
    templates: &Templates,
) -> Result<Document> {
    let last = last_day(&report.period)?;
    let year = year_after(last);
    let plan = annexes(report);
    let names: Vec<&str> = plan.iter().map(|(name, ..)| *name).collect();
    let extra = extra(report, options, &names, copy);
    let name = "bao-cao.md";
    let inserts = Inserts {
        tables: &|name| tables::of_report(report, name),
        charts: &|name| charts::of_report(report, name),
    };

    let mut text = body(name, &templates.fill(name, report, &extra)?, options, &inserts)?;
    close(&mut text);
    renumber(&mut text);
    let mut annexes = Vec::new();
    for (index, (_, template, orientation)) in plan.iter().enumerate() {
        let mut blocks =
            body(template, &templates.fill(template, report, &extra)?, options, &inserts)?;
        annexes.push(Annex {
            label: annex_label(index, plan.len()),
            title: take_title(template, &mut blocks)?,
            reference: Some(annex_reference("Báo cáo", &suffix(options), &options.agency, year)),
            orientation: *orientation,
            body: blocks,
        });
    }
    number_captions(&mut text, &mut annexes);
    let mut head =
        letterhead(options, Some(number_line(options.number.as_deref(), &suffix(options))), year);
    // On the last page; of a report without annexes, at the foot of the first.
    if let Some(code) = code_line(options) {
        match annexes.last_mut() {
            Some(last) => last.body.push(Block::Paragraph {
                style: ParagraphStyle::Note,
                text: vec![Inline::plain(code)],
            }),
            None => head.contact.push(code),
        }
    }

    let subject = subject(report, options, templates)?;
    let recipients = if options.addressees.is_empty() {
        options.recipients.clone()
    } else {
        as_above(&options.recipients)
    };
    Ok(Document {
        meta: Meta {
            title: format!("Báo cáo {}", without_capital(&subject)),
            author: options.agency.clone(),
            subject: report.period.name.clone(),
            keywords: "thủ tục hành chính; mức độ hài lòng; thư xin lỗi".to_owned(),
            day: last,
        },
        paper: Paper::A4,
        letterhead: head,
        title: Title {
            kind: "BÁO CÁO".to_owned(),
            note: note(report, &subject),
            subject: Some(typeset(&subject)),
        },
        addressees: options.addressees.clone(),
        body: text,
        signature: signature(options, &recipients),
        annexes,
    })
}

pub(crate) fn suffix(options: &DocumentOptions) -> String {
    if options.symbol.is_empty() { "BC".to_owned() } else { format!("BC-{}", options.symbol) }
}

/// The days of the period, unless the trích yếu says them: nowhere else in the text do they stand.
fn note(report: &Report, subject: &str) -> Option<String> {
    let PeriodFigures { name, from_text, to_text, .. } = &report.period;
    let said = report.period.is_free && subject.contains(name.as_str());
    (!said).then(|| typeset(&format!("(Từ ngày {from_text} đến ngày {to_text})")))
}

fn annexes(report: &Report) -> Vec<AnnexPlan> {
    let mut plan = Vec::new();
    if has_lines(report) {
        plan.push(DOSSIERS);
    }
    if matches!(tables::of_report(report, "cau-hoi-don-vi"), Ok(Some(_))) {
        plan.push(SATISFACTION);
    }
    if report.scorecard.is_some() {
        plan.push(SCORES);
    }
    if report.consolidated.is_some() {
        plan.push(UNITS);
    }
    plan
}

/// Whether the table of thirteen columns has more than its sum.
fn has_lines(report: &Report) -> bool {
    let table = tables::of_report(report, "bieu-13").ok().flatten();
    let mut rows = table.iter().flat_map(|table| &table.rows);
    rows.any(|row| row.kind == RowKind::Body)
}

pub(crate) fn subject(
    report: &Report,
    options: &DocumentOptions,
    templates: &Templates,
) -> Result<String> {
    let period = &report.period.name;
    match &options.subject {
        Some(line) => templates.fill_line("trich_yeu", line, report),
        None if report.consolidated.is_some() => {
            Ok(format!("Tổng hợp {} {period}", without_capital(&told(report, None))))
        }
        None => Ok(format!("{} {period}", told(report, None))),
    }
}

/// What a report tells of, behind the name of the department where it is of one: a title promises nothing that there
/// is none of.
fn told(report: &Report, department: Option<&str>) -> String {
    let (dossiers, complained) = (&report.dossiers, &report.complaints.total);
    let whose = department.map(|name| format!(" của {name}")).unwrap_or_default();
    let satisfaction = " và mức độ hài lòng của tổ chức, cá nhân";
    let has_dossiers = dossiers.total.columns.taken + dossiers.total.withdrawn > 0;
    let has_complaints = complained.carried + complained.received > 0;
    let main = match (has_dossiers, has_complaints, report.satisfaction.valid > 0) {
        (false, false, true) => {
            let about = department.map(|name| format!(" đối với {name}")).unwrap_or_default();
            return format!("Kết quả lấy ý kiến về mức độ hài lòng của tổ chức, cá nhân{about}");
        }
        (false, true, _) if department.is_some() => "khiếu nại, kiến nghị, phản ánh",
        (false, true, _) => "đơn thư, phản ánh, kiến nghị",
        _ => "thủ tục hành chính",
    };
    let satisfaction = if report.satisfaction.valid > 0 { satisfaction } else { "" };
    format!("Kết quả giải quyết {main}{whose}{satisfaction}")
}

/// The first heading of an annex's template is its title.
fn take_title(template: &str, blocks: &mut Vec<Block>) -> Result<String> {
    let at = blocks.iter().position(|block| matches!(block, Block::Heading { level: 1, .. }));
    if let Some(Block::Heading { text, .. }) = at.map(|at| blocks.remove(at)) {
        return Ok(words(&text));
    }
    let message = "thiếu dòng tên phụ lục bắt đầu bằng “# ”".to_owned();
    Err(Error::Template { name: template.to_owned(), message })
}

fn words(text: &[Inline]) -> String {
    text.iter().map(|run| run.text.as_str()).collect()
}

pub(crate) fn last_day(period: &PeriodFigures) -> Result<jiff::civil::Date> {
    parse_day(&period.to).ok_or_else(|| Error::Period {
        text: period.to.clone(),
        advice: "ngày cuối kỳ phải là một ngày có thật".to_owned(),
    })
}

/// What was read for a report, and which rows do not count: the office's own business, unsigned and without number.
pub(crate) fn account(
    report: &Report,
    options: &DocumentOptions,
    templates: &Templates,
) -> Result<Document> {
    let name = "du-lieu-da-doc.md";
    let inserts =
        Inserts { tables: &|name| tables::of_report(report, name), charts: &|_| Err(NoSuchName) };
    let filled = templates.fill(name, report, &Nothing {})?;
    let subject = format!("Dữ liệu của báo cáo {}", report.period.name);
    internal("BẢN KÊ", &subject, body(name, &filled, options, &inserts)?, &report.period, options)
}

/// `van_ban` of a text that needs nothing beside its figures.
#[derive(Serialize)]
struct Nothing {}

/// The internal list: codes, never names. Unsigned and without number, as it goes nowhere.
pub(crate) fn late_list(
    list: &LateList,
    options: &DocumentOptions,
    templates: &Templates,
) -> Result<Document> {
    let name = "danh-sach-qua-han.md";
    let inserts =
        Inserts { tables: &|name| tables::of_late_list(list, name), charts: &|_| Err(NoSuchName) };
    let text = body(name, &templates.fill(name, list, &Nothing {})?, options, &inserts)?;
    let subject = format!("Hồ sơ giải quyết quá hạn {}", list.period.name);
    internal("DANH SÁCH", &subject, text, &list.period, options)
}

/// A document that stays in the office.
fn internal(
    kind: &str,
    subject: &str,
    mut text: Vec<Block>,
    period: &PeriodFigures,
    options: &DocumentOptions,
) -> Result<Document> {
    let last = last_day(period)?;
    number_captions(&mut text, &mut []);
    let title = format!("{} {subject}", capitalized(&kind.to_lowercase()));
    Ok(Document {
        meta: Meta {
            title,
            author: options.agency.clone(),
            subject: period.name.clone(),
            keywords: "nội bộ".to_owned(),
            day: last,
        },
        paper: Paper::A4,
        letterhead: letterhead(options, None, year_after(last)),
        title: Title {
            kind: kind.to_owned(),
            subject: Some(typeset(subject)),
            note: Some("(Lưu hành nội bộ)".to_owned()),
        },
        addressees: Vec::new(),
        body: text,
        signature: Signature::default(),
        annexes: Vec::new(),
    })
}

#[cfg(test)]
mod complaint_situations;
#[cfg(test)]
mod department_tests;
#[cfg(test)]
mod few_situations;
#[cfg(test)]
mod figures;
#[cfg(test)]
mod situations;
#[cfg(test)]
mod tests;
