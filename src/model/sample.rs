//! Records for tests, written as rows of text.

use std::sync::Arc;

use jiff::civil::Date;

use crate::ledger::{Place, Source};
use crate::model::{
    Answer, Channel, Complaint, ComplaintKind, DepartmentFrom, Dossier, Question, Standing, Survey,
    Suspension, Text, parse_day,
};

fn rows(table: &str) -> impl Iterator<Item = Vec<&str>> {
    let lines = table.lines().filter(|line| !line.trim().is_empty());
    lines.map(|line| line.split('|').map(str::trim).collect())
}

fn text(cell: &str) -> Option<Text> {
    (!cell.is_empty()).then(|| Text::from(cell))
}

fn day(cell: &str) -> Option<Date> {
    (!cell.is_empty()).then(|| parse_day(cell).unwrap_or_else(|| panic!("no date: {cell}")))
}

pub(crate) fn place(row: usize) -> Place {
    let source = Source { file: "a.xlsx".to_owned(), sheet: Some("Hồ sơ".to_owned()) };
    Place::row(&Arc::new(source), u32::try_from(row).unwrap())
}

/// `code | department | field | procedure | received | due | end | flags`; flags are separated by `;`:
/// `online`, `post`, `counter`, `waiting`, `stopped`, `withdrawn`, `never`, `new=20/03/2020`, `asked=2`,
/// `why=…`, `who=…`, `officer=…`.
pub(crate) fn dossiers(table: &str) -> Vec<Dossier> {
    rows(table).enumerate().map(|(index, cells)| dossier(index + 2, &cells)).collect()
}

fn dossier(row: usize, cells: &[&str]) -> Dossier {
    let mut dossier = Dossier {
        code: text(cells[0]),
        procedure: text(cells[3]),
        procedure_code: None,
        field: text(cells[2]),
        department: text(cells[1]),
        department_from: DepartmentFrom::Name,
        officer: None,
        applicant: Some(Text::from("Nguyễn Văn Mẫu")),
        address_form: None,
        address: None,
        received: day(cells[4]).expect("a day of receipt"),
        due: day(cells[5]),
        reappointed: None,
        finished: day(cells[6]),
        collected: None,
        standing: if cells[6].is_empty() { Standing::Open } else { Standing::Done },
        channel: Some(Channel::Counter),
        supplements: None,
        reason: None,
        place: place(row),
    };
    let flags = cells.get(7).map_or("", |cell| *cell);
    for flag in flags.split(';').map(str::trim).filter(|flag| !flag.is_empty()) {
        match flag.split_once('=').unwrap_or((flag, "")) {
            ("online", _) => dossier.channel = Some(Channel::Online),
            ("post", _) => dossier.channel = Some(Channel::Post),
            ("nochannel", _) => dossier.channel = None,
            ("waiting", _) => dossier.standing = Standing::Waiting,
            ("stopped", _) => dossier.standing = Standing::Stopped,
            ("withdrawn", _) => dossier.standing = Standing::Withdrawn,
            ("never", _) => dossier.standing = Standing::NeverCounted,
            ("new", value) => dossier.reappointed = day(value),
            ("asked", value) => dossier.supplements = value.parse().ok(),
            ("why", value) => dossier.reason = text(value),
            ("who", value) => dossier.applicant = text(value),
            ("officer", value) => dossier.officer = text(value),
            ("form", value) => dossier.address_form = text(value),
            ("ma", value) => dossier.procedure_code = text(value),
            other => panic!("no flag: {other:?}"),
        }
    }
    dossier
}

/// `department | day | answers`, answers as `5 4 - x`: `-` is none, `x` invalid. Questions are c1, c2, …,
/// the first two of factor “Tiếp cận”.
pub(crate) fn surveys(table: &str) -> Vec<Survey> {
    rows(table).enumerate().map(|(index, cells)| survey(index + 2, &cells)).collect()
}

fn survey(row: usize, cells: &[&str]) -> Survey {
    let answers: Vec<_> = cells[2]
        .split_whitespace()
        .map(|word| match word {
            "-" => Answer::None,
            "x" => Answer::Invalid,
            level => Answer::Level(level.parse().unwrap()),
        })
        .collect();
    let questions = (1..=answers.len()).map(|number| Question {
        order: u32::try_from(number).unwrap(),
        key: Text::from(format!("c{number}")),
        text: Text::from(format!("Câu {number}")),
        factor: (number <= 2).then(|| Text::from("Tiếp cận")),
    });
    Survey {
        number: None,
        stamp: None,
        department: text(cells[0]),
        department_from: DepartmentFrom::Name,
        code: None,
        date: day(cells[1]),
        span: None,
        questions: questions.collect(),
        answers,
        comment: cells.get(3).and_then(|cell| text(cell)),
        place: place(row),
    }
}

/// `kind | department | received | due | resolved | content | suspended | continued`, the kind as `KN`, `TC`, `KNG`,
/// `PA`.
pub(crate) fn complaints(table: &str) -> Vec<Complaint> {
    let kind = |cell| match cell {
        "KN" => ComplaintKind::Complaint,
        "TC" => ComplaintKind::Denunciation,
        "KNG" => ComplaintKind::Petition,
        _ => ComplaintKind::Feedback,
    };
    rows(table)
        .enumerate()
        .map(|(index, cells)| Complaint {
            code: None,
            kind: kind(cells[0]),
            department: text(cells[1]),
            department_from: DepartmentFrom::Name,
            received: day(cells[2]).expect("a day of receipt"),
            due: day(cells[3]),
            resolved: day(cells[4]),
            content: cells.get(5).and_then(|cell| text(cell)),
            suspension: cells
                .get(6)
                .and_then(|cell| day(cell))
                .map(|from| Suspension { from, until: cells.get(7).and_then(|cell| day(cell)) }),
            place: place(index + 2),
        })
        .collect()
}
