//! The usual month with every part filled in that a report may have, and its letters: nothing is empty, so that what
//! goes over all parts (keys of JSON, columns, sheets, ids) meets each.

use std::collections::BTreeMap;

use super::{apology, appointment, consolidated, line, options, quality, report, scorecard};
use crate::document::text::thousands;
use crate::document::{self, Document, DocumentCopy, Templates};
use crate::model::Ratio;
use crate::report::{
    ComplaintLine, DepartmentPlace, FigureValue, GapFigures, Letters, OfficeFigures, Rank, Report,
    codes_of, printed_figures, sample_letters, sample_parts,
};

/// March 2020 with every part filled in, and a procedure whose name looks like a formula.
pub(crate) fn full() -> Report {
    let mut full = report();
    let office = OfficeFigures {
        dossiers: full.dossiers.total.clone(),
        satisfaction: full.satisfaction.total.clone(),
    };
    full.agency.departments = vec!["Phòng Người có công".to_owned()];
    full.period.estimated_days = vec!["2020-03-02".to_owned()];
    full.dossiers.by_procedure.push(line(
        "=HYPERLINK(\"http://x.vn\";\"Trợ cấp thờ cúng liệt sĩ\")",
        [60, 200, 30],
        [200, 60, 12],
        3,
    ));
    full.complaints.total = ComplaintLine {
        carried: 1,
        received: 10,
        resolved: 9,
        in_time: 7,
        late: 1,
        without_due: 1,
        open: 2,
        open_overdue: 1,
        suspended: 1,
        in_time_rate: Ratio::new(7, 8),
        ..full.complaints.total
    };
    full.assessments[0].note = Some("Còn 02 hồ sơ phải bổ sung nhiều lần".to_owned());
    full.scorecard = Some(scorecard());
    full.quality = Some(quality());
    full.choices[0].value = Some("dung_han".to_owned());
    if let Some(previous) = &mut full.previous {
        previous.satisfaction_note = Some("Bộ câu hỏi khác kỳ này".to_owned());
        let mut year_ago = previous.clone();
        year_ago.code = "2019-03".to_owned();
        year_ago.name = "tháng 3 năm 2019".to_owned();
        full.year_ago = Some(year_ago);
    }
    for sheet in full.input.files.iter_mut().flat_map(|file| &mut file.sheets) {
        sheet.questions.push("Thái độ phục vụ".to_owned());
    }
    full.input.skipped_files = vec!["thang-3/cu.xls".to_owned()];
    full.input.gaps = vec![GapFigures {
        kind: "dossiers".to_owned(),
        from: "2020-03-09".to_owned(),
        to: "2020-03-14".to_owned(),
        sentence: "từ ngày 09/3/2020 đến ngày 14/3/2020 không có hồ sơ nào".to_owned(),
        overdue_unknown: 2,
    }];
    full.parts = Some(sample_parts());
    full.place = Some(DepartmentPlace {
        on_time: Some(Rank { place: 1, among: 2, shared: false, of_printed: false }),
        satisfaction: Some(Rank { place: 2, among: 2, shared: false, of_printed: false }),
    });
    full.office = Some(office);
    full.consolidated = Some(consolidated());
    full
}

/// The same with the codes of its lines, and the value of each figure that papers print, by its id.
pub(crate) fn explained() -> (Report, BTreeMap<String, FigureValue>) {
    let mut report = full();
    report.codes = codes_of(&[&report]);
    let figures = printed_figures(&report).into_iter();
    let values = figures.map(|one| (one.figure.id, one.figure.value)).collect();
    (report, values)
}

/// Whether these words are the figure: itself, one of the counts of a rate, or the same as a sentence says it.
pub(crate) fn says(value: &FigureValue, said: &str) -> bool {
    let printed = value.printed();
    let is_count = matches!(value, FigureValue::Rate(Ratio { part, whole })
        if [part, whole].map(|count| thousands(*count)).contains(&said.to_owned())
            || said == format!("{}/{}", thousands(*part), thousands(*whole)));
    // A rate of another period is explained with its counts behind it, and each of them leads to it.
    let behind = printed.split_once(" (").and_then(|(_, counts)| counts.strip_suffix(')'));
    let is_of_other = behind.is_some_and(|counts| counts.split('/').any(|count| count == said));
    let is_figure = printed == said || printed.split(" (").next() == Some(said);
    let is_behind = said.contains('/') && printed.ends_with(&format!("% ({said})"));
    let of_change = said.replace("tăng ", "+").replace("giảm ", "−").replace("phần trăm", "%");
    let is_change = printed == of_change || said == "không thay đổi" && printed.starts_with("0,00");
    let of_goal = printed.strip_suffix('%').map(|rate| rate.trim_end_matches('0'));
    let is_goal = of_goal.is_some_and(|rate| said == format!("{}%", rate.trim_end_matches(',')));
    let is_running = said.len() == 2 && said.strip_prefix('0') == Some(printed.as_str());
    is_figure || is_count || is_of_other || is_behind || is_change || is_goal || is_running
}

/// The report of these figures.
pub(crate) fn full_document() -> Document {
    document_of(&full())
}

/// The report of any figures, in the default wording.
pub(crate) fn document_of(figures: &Report) -> Document {
    let templates = Templates::new(&BTreeMap::new()).expect("templates");
    document::report(figures, DocumentCopy::ToSign, &options(), &templates).expect("a document")
}

/// Two letters, one held back, one nearly due, one void.
pub(crate) fn letters() -> Letters {
    sample_letters(vec![apology(), appointment()])
}
