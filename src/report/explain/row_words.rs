//! What is told of a row behind a figure: where it stands, whose it is, and what decided how it counts.

use jiff::civil::Date;

use crate::measure::{Comment, LateDossier, Measures, RecordApart, Verdict};
use crate::model::{DepartmentFrom, Faces, Survey, Text, is_code, short_date};
use crate::report::dossier_verdict;
use crate::report::letters::LateLetter;
use crate::report::options::Run;

/// What is told of a row, before it is known what it adds.
#[derive(Clone, Debug, Default)]
pub(super) struct RowWords {
    pub(super) place: String,
    pub(super) code: String,
    pub(super) department: String,
    pub(super) why: String,
}

/// A code as it may be said: what looks like none may be a name that slid.
pub(super) fn said_code(code: Option<&str>, faces: Faces) -> String {
    code.filter(|code| is_code(code))
        .map_or_else(String::new, |code| faces.printed(code.to_owned()))
}

/// `one` is what the record alone comes to: its department is the one that it is counted under.
pub(super) fn record_words(
    record: RecordApart<'_>,
    one: &Measures,
    run: &Run<'_>,
    letter: Option<&LateLetter<'_>>,
) -> RowWords {
    let faces = run.options.faces;
    let department = run.lines.name(counted_under(one).as_ref());
    match record {
        RecordApart::Dossier(verdict) => dossier_words(verdict, department, letter, run),
        RecordApart::Totals(line) => RowWords {
            place: faces.printed(line.place.to_string()),
            department,
            why: "dòng của bảng tổng hợp".to_owned(),
            ..RowWords::default()
        },
        RecordApart::Survey(survey) => RowWords {
            why: with_department(
                said_day(survey),
                survey.department.as_ref(),
                survey.department_from,
            ),
            place: faces.printed(survey.place.to_string()),
            code: said_code(survey.number.as_deref(), faces),
            department,
        },
        RecordApart::Comment(Comment { source, place, .. }) => RowWords {
            place: faces.printed(place.to_string()),
            department,
            why: source.vietnamese().to_owned(),
            ..RowWords::default()
        },
        RecordApart::Complaint(one) => {
            let day = |what: &str, day: Option<Date>| {
                day.map(|day| format!("{what} {}", short_date(day)))
            };
            let days = [
                day("nhận", Some(one.received)),
                day("hạn", one.due),
                day("giải quyết", one.resolved),
            ];
            RowWords {
                place: faces.printed(one.place.to_string()),
                code: said_code(one.code.as_deref(), faces),
                department,
                why: with_department(
                    format!(
                        "{}; {}",
                        one.kind.vietnamese(),
                        days.into_iter().flatten().collect::<Vec<_>>().join(", ")
                    ),
                    one.department.as_ref(),
                    one.department_from,
                ),
            }
        }
        RecordApart::Served(line) => RowWords {
            place: faces.printed(line.place.to_string()),
            department,
            why: format!("số liệu của {}–{}", short_date(line.span.from), short_date(line.span.to)),
            ..RowWords::default()
        },
    }
}

fn said_day(survey: &Survey) -> String {
    survey.date.map_or_else(
        || "phiếu không ghi ngày, thuộc kỳ của trang".to_owned(),
        |day| format!("phiếu ngày {}", short_date(day)),
    )
}

/// What gave a row its department, where it does not name it itself.
fn department_words(department: Option<&Text>, from: DepartmentFrom) -> Option<&'static str> {
    department?;
    match from {
        DepartmentFrom::Name => None,
        DepartmentFrom::Field => Some("đơn vị lấy theo lĩnh vực, thủ tục trong cài đặt"),
        DepartmentFrom::Dossier => Some("đơn vị lấy theo hồ sơ cùng mã"),
    }
}

fn with_department(why: String, department: Option<&Text>, from: DepartmentFrom) -> String {
    match department_words(department, from) {
        Some(words) => format!("{why}; {words}"),
        None => why,
    }
}

fn counted_under(one: &Measures) -> Option<Text> {
    let dossiers = one.dossiers.keys().map(|key| &key.department);
    let comments = one.comments.keys().map(|(department, _)| department);
    let complaints = one.complaints.keys().map(|(department, _)| department);
    let mut keys = dossiers.chain(one.surveys.sheets.keys()).chain(comments).chain(complaints);
    keys.next().or(one.served.keys().next()).cloned().flatten()
}

fn dossier_words(
    verdict: &Verdict<'_>,
    department: String,
    letter: Option<&LateLetter<'_>>,
    run: &Run<'_>,
) -> RowWords {
    let faces = run.options.faces;
    let dossier = &verdict.dossier;
    let mut why = Vec::new();
    if let Some(line) = dossier_verdict(verdict, faces) {
        why.push(line.verdict.to_owned());
        why.extend(line.days.map(overdue_words));
        why.push(format!("nhận {}", short_date(line.received)));
        why.extend(line.due.map(|day| format!("hẹn {}", short_date(day))));
        let put_off = dossier.reappointed.filter(|new| line.due.is_some_and(|due| *new > due));
        why.extend(put_off.map(|day| format!("hẹn lại {}", short_date(day))));
        why.extend(line.end.map(|day| format!("xong {}", short_date(day))));
        why.extend((!line.note.is_empty()).then_some(line.note));
    }
    why.extend(letter.map(|one| format!("thư xin lỗi: {}", one.state.vietnamese())));
    why.extend(
        department_words(dossier.department.as_ref(), dossier.department_from).map(str::to_owned),
    );
    RowWords {
        place: faces.printed(dossier.place.to_string()),
        code: said_code(dossier.code.as_deref(), faces),
        department,
        why: why.join("; "),
    }
}

fn overdue_words(days: u32) -> String {
    match days {
        0 => "quá hạn chưa đến 1 ngày làm việc".to_owned(),
        days => format!("quá hạn {days} ngày làm việc"),
    }
}

pub(super) fn late_words(
    late: &LateDossier,
    letter: Option<&LateLetter<'_>>,
    run: &Run<'_>,
) -> RowWords {
    let faces = run.options.faces;
    let mut why = vec![format!("hẹn {}", short_date(late.due))];
    why.extend(late.reappointed().map(|day| format!("hẹn lại {}", short_date(day))));
    why.extend(late.end.map(|day| format!("xong {}", short_date(day))));
    why.extend(late.days.map(overdue_words));
    why.extend(letter.map(|one| format!("thư xin lỗi: {}", one.state.vietnamese())));
    RowWords {
        place: faces.printed(late.dossier.place.to_string()),
        code: said_code(late.dossier.code.as_deref(), faces),
        department: run.lines.name(late.line.department.as_ref()),
        why: why.join("; "),
    }
}
