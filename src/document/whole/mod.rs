//! The report of the office or of one department, and the internal list of late dossiers.

use serde::Serialize;

use crate::document::block::{
    Annex, Block, Document, Inline, Meta, Orientation, Paper, Signature, Title,
};
use crate::document::extra::{extra, is_free};
use crate::document::fill::{Inserts, NoSuchName, body, close, number_captions};
use crate::document::frame::{
    annex_label, annex_reference, as_above, letterhead, number_line, signature, year_after,
};
use crate::document::template::Templates;
use crate::document::text::typeset;
use crate::document::{Options, charts, tables};
use crate::error::{Error, Result};
use crate::model::parse_day;
use crate::report::{LateList, PeriodFigures, Report};

/// An annex: name in the template's `van_ban.phu_luc`, template, orientation.
type AnnexPlan = (&'static str, &'static str, Orientation);

const DOSSIERS: AnnexPlan = ("ho_so", "phu-luc-ho-so.md", Orientation::Landscape);
const SATISFACTION: AnnexPlan = ("hai_long", "phu-luc-hai-long.md", Orientation::Landscape);
const LATE: AnnexPlan = ("qua_han", "phu-luc-qua-han.md", Orientation::Portrait);
const INPUT: AnnexPlan = ("du_lieu", "phu-luc-du-lieu.md", Orientation::Portrait);

/// The report: the office's, or the department's where `report.department` names one.
pub(crate) fn report(
    report: &Report,
    options: &Options,
    templates: &Templates,
) -> Result<Document> {
    with_late(report, None, options, templates)
}

/// The report of a department with the list of its late dossiers as its last annex; codes, never names.
pub(crate) fn department(
    report: &Report,
    late: &LateList,
    options: &Options,
    templates: &Templates,
) -> Result<Document> {
    let late = Some(late).filter(|late| !late.resolved.is_empty() || !late.open.is_empty());
    with_late(report, late, options, templates)
}

fn with_late(
    report: &Report,
    late: Option<&LateList>,
    options: &Options,
    templates: &Templates,
) -> Result<Document> {
    let last = last_day(&report.period)?;
    let year = year_after(last);
    let mut plan = annexes(report);
    if late.is_some() {
        plan.push(LATE);
    }
    let names: Vec<&str> = plan.iter().map(|(name, ..)| *name).collect();
    let extra = extra(report, options, &names);
    let name = if report.department.is_some() { "bao-cao-don-vi.md" } else { "bao-cao.md" };
    let inserts = Inserts {
        tables: &|name| match (tables::of_report(report, name), late) {
            (Err(NoSuchName), Some(late)) => tables::of_late_list(late, name),
            (found, _) => found,
        },
        charts: &|name| charts::of_report(report, name),
    };

    let mut text = body(name, &templates.fill(name, report, &extra)?, options, &inserts)?;
    close(&mut text);
    let mut annexes = Vec::new();
    for (index, (_, template, orientation)) in plan.iter().enumerate() {
        let filled = match late {
            Some(late) if *template == LATE.1 => templates.fill(template, late, &extra)?,
            _ => templates.fill(template, report, &extra)?,
        };
        let mut blocks = body(template, &filled, options, &inserts)?;
        annexes.push(Annex {
            label: annex_label(index, plan.len()),
            title: take_title(template, &mut blocks)?,
            reference: Some(annex_reference(options, year)),
            orientation: *orientation,
            body: blocks,
        });
    }
    number_captions(&mut text, &mut annexes);

    let subject = subject(report, options, templates)?;
    let number = if report.department.is_none() { options.number.as_deref() } else { None };
    let note = (!is_free(report)).then(|| {
        let period = &report.period;
        typeset(&format!("(Từ ngày {} đến ngày {})", period.from_text, period.to_text))
    });
    Ok(Document {
        meta: Meta {
            title: format!("Báo cáo {subject}"),
            author: options.agency.clone(),
            subject: report.period.name.clone(),
            keywords: "thủ tục hành chính; mức độ hài lòng; thư xin lỗi".to_owned(),
            day: last,
        },
        paper: Paper::A4,
        letterhead: letterhead(options, Some(number_line(number, &suffix(options))), year),
        title: Title { kind: "BÁO CÁO".to_owned(), subject: Some(typeset(&subject)), note },
        addressees: if report.department.is_none() {
            options.addressees.clone()
        } else {
            Vec::new()
        },
        body: text,
        signature: signed(report, options),
        annexes,
    })
}

pub(crate) fn suffix(options: &Options) -> String {
    if options.symbol.is_empty() { "BC".to_owned() } else { format!("BC-{}", options.symbol) }
}

/// Annex III is about the office's input: a department's report does without it.
fn annexes(report: &Report) -> Vec<AnnexPlan> {
    let mut plan = Vec::new();
    if report.dossiers.has_data {
        plan.push(DOSSIERS);
    }
    if !report.satisfaction.by_question.is_empty() && report.satisfaction.valid > 0 {
        plan.push(SATISFACTION);
    }
    if report.department.is_none() {
        plan.push(INPUT);
    }
    plan
}

pub(crate) fn subject(report: &Report, options: &Options, templates: &Templates) -> Result<String> {
    let period = &report.period.name;
    if let Some(department) = &report.department {
        return Ok(format!(
            "Kết quả giải quyết thủ tục hành chính và mức độ hài lòng của {department} {period}"
        ));
    }
    match &options.subject {
        Some(line) => templates.fill_line("trich_yeu", line, report),
        None => Ok(format!(
            "Kết quả giải quyết thủ tục hành chính và mức độ hài lòng của tổ chức, cá nhân {period}"
        )),
    }
}

fn signed(report: &Report, options: &Options) -> Signature {
    match &report.department {
        Some(department) => signature(options, std::slice::from_ref(department)),
        None if options.addressees.is_empty() => signature(options, &options.recipients),
        None => signature(options, &as_above(&options.recipients)),
    }
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

/// The internal list: codes, never names. Unsigned and without number, as it goes nowhere.
pub(crate) fn late_list(
    list: &LateList,
    options: &Options,
    templates: &Templates,
) -> Result<Document> {
    #[derive(Serialize)]
    struct Nothing {}

    let last = last_day(&list.period)?;
    let name = "danh-sach-qua-han.md";
    let inserts =
        Inserts { tables: &|name| tables::of_late_list(list, name), charts: &|_| Err(NoSuchName) };
    let mut text = body(name, &templates.fill(name, list, &Nothing {})?, options, &inserts)?;
    number_captions(&mut text, &mut []);
    let subject = format!("Hồ sơ giải quyết quá hạn {}", list.period.name);
    Ok(Document {
        meta: Meta {
            title: format!("Danh sách {subject}"),
            author: options.agency.clone(),
            subject: list.period.name.clone(),
            keywords: "hồ sơ quá hạn; nội bộ".to_owned(),
            day: last,
        },
        paper: Paper::A4,
        letterhead: letterhead(options, None, year_after(last)),
        title: Title {
            kind: "DANH SÁCH".to_owned(),
            subject: Some(typeset(&subject)),
            note: Some("(Lưu hành nội bộ)".to_owned()),
        },
        addressees: Vec::new(),
        body: text,
        signature: Signature::default(),
        annexes: Vec::new(),
    })
}

#[cfg(test)]
mod tests;
