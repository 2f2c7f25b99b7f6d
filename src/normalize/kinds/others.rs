//! Rows of the smaller kinds: complaints, self-assessment.

use jiff::civil::Date;

use crate::ledger::{Code, Fate, Field, Finding, Place, RowDays};
use crate::model::{
    Assessment, Complaint, ComplaintKind, DepartmentFrom, Standing, Suspension, Text, short_date,
    word_key,
};
use crate::normalize::cell_faults;
use crate::normalize::file::FileReader;
use crate::normalize::header::complaint_words;
use crate::normalize::kinds::complaint_columns::{other_answer, outside_title, unread_answer};
use crate::normalize::kinds::departments::{self, Match};
use crate::normalize::kinds::rejects::unusable;
use crate::normalize::table::TableRow;
use crate::normalize::text::intern::Slot;
use crate::normalize::values::date_columns::DateCell;
use crate::normalize::values::dates;
use crate::normalize::values::status;
use crate::normalize::waiting::Waiting;

pub(crate) fn complaints(file: &mut FileReader<'_>, waiting: &Waiting) {
    let of_all = kind_of_all(waiting);
    if let Some(kind) = of_all {
        let kind = kind.vietnamese();
        let finding = Finding::new(Code::RegisterByWords, Place::whole(&waiting.source));
        file.findings.push(finding.with_effect(format!(
            "mọi dòng được tính là một đơn loại “{kind}”, không tính là hồ sơ"
        )));
    }
    let answer = other_answer(waiting).or_else(|| unread_answer(waiting, &file.texts));
    file.findings.extend(answer);
    file.findings.extend(outside_title(file, waiting));
    let mut not_taken = None;
    for (row, slots) in waiting.table.rows() {
        let slots = slots.as_slice();
        let before = file.findings.len();
        let faults = cell_faults::of_row(waiting, row, slots, &file.texts);
        file.findings.extend(faults);
        let complaint = complaint(file, waiting, of_all, (row, slots));
        let fate = if is_never_counted(file, waiting, slots) {
            file.findings.truncate(before);
            not_taken = not_taken.or(Some(row));
            Fate::NotTaken
        } else if let Some(complaint) = complaint {
            file.records.complaints.push(complaint);
            Fate::Accepted
        } else {
            debug_assert!(file.findings.len() > before, "a rejected row has a finding");
            let days = complaint_days(file, waiting, slots);
            let found = file.findings.split_off(before).into_iter();
            let found = found.filter_map(Finding::in_row_out);
            file.findings.extend(found.map(|finding| finding.of_days(days)));
            Fate::Rejected
        };
        file.count(waiting.sheet, fate);
    }
    if let Some(row) = not_taken {
        file.findings.push(
            Finding::new(Code::StatusDiffers, waiting.place(row, Field::Status))
                .with_field(Field::Status)
                .with_message("Có dòng ghi trạng thái không tiếp nhận, từ chối tiếp nhận")
                .with_effect("các dòng này không được tính, vì đơn không được tiếp nhận")
                .with_advice(
                    "đúng thì không cần làm gì; nếu đơn đã được tiếp nhận thì sửa trạng thái",
                ),
        );
    }
}

/// Of a row of a table that is of certain days.
pub(super) fn table_days(waiting: &Waiting) -> RowDays {
    waiting.span.map_or_else(RowDays::default, |span| RowDays::new(Some(span.from), Some(span.to)))
}

/// The kind that the words of a register say of all its rows; `None` where a column says it of each.
pub(crate) fn kind_of_all(waiting: &Waiting) -> Option<ComplaintKind> {
    if waiting.table.has(Field::Kind) {
        return None;
    }
    let headers = waiting.table.header.cells.iter().map(|cell| cell.text.as_str());
    let titles = waiting.table.titles.iter().map(String::as_str);
    complaint_words::kind_of_all(headers, titles.chain(waiting.source.sheet.as_deref()))
}

/// From its receipt to its end, as far as they can be believed.
fn complaint_days(file: &FileReader<'_>, waiting: &Waiting, slots: &[Slot]) -> RowDays {
    let [received, resolved] = [Field::Received, Field::Resolved].map(|field| {
        let cell = waiting.date_of(field, slots, &file.texts);
        cell.day().filter(|day| dates::is_plausible(*day))
    });
    RowDays::new(received, resolved)
}

fn complaint(
    file: &mut FileReader<'_>,
    waiting: &Waiting,
    of_all: Option<ComplaintKind>,
    (row, slots): (TableRow, &[Slot]),
) -> Option<Complaint> {
    let day = |file: &FileReader<'_>, field: Field| waiting.date_of(field, slots, &file.texts);
    let kind = of_all.or_else(|| kind_of_row(file, waiting, (row, slots)));
    let received = day(file, Field::Received);
    let due = day(file, Field::Due);
    let resolved = day(file, Field::Resolved);
    let suspended = day(file, Field::Suspended);
    let continued = day(file, Field::Continued);
    let mut bad = kind.is_none();
    if resolved == DateCell::Blank
        && let Some(standing) = closed(file, waiting, slots)
    {
        let place = waiting.place(row, Field::Resolved);
        let what = match standing {
            Standing::Done => "Đã giải quyết",
            _ => "Đã rút, trả lại hoặc dừng giải quyết",
        };
        file.findings.push(
            Finding::new(Code::ClosedWithoutEnd, place)
                .rejecting()
                .with_field(Field::Resolved)
                .with_message(format!("{what} nhưng không ghi ngày giải quyết"))
                .with_advice("ghi ngày giải quyết, hoặc sửa trạng thái"),
        );
        bad = true;
    }
    if received == DateCell::Blank {
        let place = waiting.place(row, Field::Received);
        file.findings.push(
            Finding::new(Code::MissingReceived, place).rejecting().with_field(Field::Received),
        );
        bad = true;
    }
    for (field, cell) in [
        (Field::Received, received),
        (Field::Due, due),
        (Field::Resolved, resolved),
        (Field::Suspended, suspended),
        (Field::Continued, continued),
    ] {
        bad |= bad_date(file, waiting, row, slots, field, cell);
    }
    if let Some(start) = received.day() {
        for (code, field, cell) in [
            (Code::DueBeforeReceived, Field::Due, due),
            (Code::ReturnedBeforeReceived, Field::Resolved, resolved),
        ] {
            if let Some(early) = cell.day().filter(|day| *day < start && dates::is_plausible(*day))
            {
                file.findings.push(
                    Finding::new(code, waiting.place(row, field))
                        .rejecting()
                        .with_field(field)
                        .with_found(short_date(early)),
                );
                bad = true;
            }
        }
    }
    let RowDepartment { counted: department, from: department_from, .. } =
        department(file, waiting, row, slots);
    if bad {
        return None;
    }
    if due == DateCell::Blank {
        let place = waiting.place(row, Field::Due);
        file.findings.push(Finding::new(Code::MissingDeadline, place).with_field(Field::Due));
    }
    status_against_days(file, waiting, (row, slots), resolved);
    let stood_still = suspension(received.day()?, suspended.day(), continued.day());
    let suspension = stood_still.unwrap_or_else(|(field, words)| {
        let day = if field == Field::Suspended { suspended } else { continued };
        file.findings.push(
            Finding::new(Code::SuspensionNotCounted, waiting.place(row, field))
                .with_field(field)
                .with_found(day.day().map(short_date).unwrap_or_default())
                .with_message(words),
        );
        None
    });
    let of_past = [(Field::Received, received), (Field::Resolved, resolved)];
    say_future(file, waiting, row, of_past);
    Some(Complaint {
        code: waiting.slot(Field::Code, slots).text(&file.texts),
        kind: kind?,
        department,
        department_from,
        received: received.day()?,
        due: due.day(),
        resolved: resolved.day(),
        suspension,
        content: waiting.slot(Field::Content, slots).text(&file.texts),
        place: Place::row(&waiting.source, row.number),
    })
}

/// What the column of kinds says, or why nobody knows.
fn kind_of_row(
    file: &mut FileReader<'_>,
    waiting: &Waiting,
    (row, slots): (TableRow, &[Slot]),
) -> Option<ComplaintKind> {
    let kind_text = waiting.slot(Field::Kind, slots).text(&file.texts).unwrap_or_default();
    let kind = file.options.words.complaint_kind(&kind_text);
    if kind.is_none() {
        let slot = waiting.slot(Field::Kind, slots);
        let place = waiting.place(row, Field::Kind);
        file.findings.push(match slot.fault() {
            Some(code) => {
                let found = slot.found(&file.texts, waiting.epoch);
                Finding::new(code, place)
                    .rejecting()
                    .with_field(Field::Kind)
                    .with_message(no_count(slot, Field::Kind.vietnamese(), &found))
                    .with_found(found)
                    .with_effect("dòng này không được tính")
            }
            None => unknown_kind(&kind_text, place),
        });
    }
    kind
}

/// The status that says that it is done with; what it says of the answer in other words is not read.
fn closed(file: &FileReader<'_>, waiting: &Waiting, slots: &[Slot]) -> Option<Standing> {
    let is_closed = |standing: &Standing| {
        matches!(standing, Standing::Done | Standing::Withdrawn | Standing::Stopped)
    };
    standing(file, waiting, slots).filter(is_closed)
}

/// `Từ chối tiếp nhận`: nobody has to answer it.
fn is_never_counted(file: &FileReader<'_>, waiting: &Waiting, slots: &[Slot]) -> bool {
    standing(file, waiting, slots) == Some(Standing::NeverCounted)
}

fn standing(file: &FileReader<'_>, waiting: &Waiting, slots: &[Slot]) -> Option<Standing> {
    let status = waiting.slot(Field::Status, slots).text(&file.texts)?;
    // “Mới đăng ký”, “Chờ tiếp nhận” have come in, and wait for their answer.
    let is_new = word_key(&status).starts_with("cho ") || word_key(&status).starts_with("moi ");
    file.options.words.standing(&status).filter(|it| *it != Standing::NeverCounted || !is_new)
}

/// A status that says something else than the day of the answer, or nothing that is known; the days decide.
fn status_against_days(
    file: &mut FileReader<'_>,
    waiting: &Waiting,
    (row, slots): (TableRow, &[Slot]),
    resolved: DateCell,
) {
    let Some(status) = waiting.slot(Field::Status, slots).text(&file.texts) else { return };
    let standing = file.options.words.standing(&status);
    let place = || waiting.place(row, Field::Status);
    let finding = match (standing, resolved.day()) {
        (Some(Standing::Open | Standing::Waiting), Some(day)) => {
            let day = short_date(day);
            Finding::new(Code::StatusDiffers, place())
                .with_message(format!(
                    "Trạng thái là “{status}” nhưng đã có ngày giải quyết “{day}”"
                ))
                .with_effect("dòng này được tính là đã giải quyết, theo ngày giải quyết")
        }
        (None, None) => Finding::new(Code::UnknownStatus, place())
            .with_effect("dòng này được tính là đang giải quyết, vì không có ngày giải quyết")
            .with_advice("ghi “Đang giải quyết”, hoặc ghi ngày giải quyết"),
        _ => return,
    };
    file.findings.push(finding.with_field(Field::Status).with_found(status.to_string()));
}

/// Days after the day of the check.
fn say_future(
    file: &mut FileReader<'_>,
    waiting: &Waiting,
    row: TableRow,
    days: [(Field, DateCell); 2],
) {
    let Some(today) = file.options.today else { return };
    for (field, cell) in days {
        if let Some(day) = cell.day().filter(|day| *day > today) {
            file.findings.push(
                Finding::new(Code::FutureDate, waiting.place(row, field))
                    .with_field(field)
                    .with_found(short_date(day)),
            );
        }
    }
}

/// What the days say of a suspension, or where and why they contradict each other.
fn suspension(
    received: Date,
    from: Option<Date>,
    until: Option<Date>,
) -> Result<Option<Suspension>, (Field, &'static str)> {
    match (from, until) {
        (None, None) => Ok(None),
        (None, Some(_)) => {
            Err((Field::Continued, "Có ngày tiếp tục nhưng chưa ghi ngày tạm đình chỉ"))
        }
        (Some(from), _) if from < received => {
            Err((Field::Suspended, "Ngày tạm đình chỉ trước ngày tiếp nhận"))
        }
        (Some(from), Some(until)) if until < from => {
            Err((Field::Continued, "Ngày tiếp tục trước ngày tạm đình chỉ"))
        }
        (Some(from), until) => Ok(Some(Suspension { from, until })),
    }
}

/// A kind of complaint in no list, or none at all.
fn unknown_kind(found: &str, place: Place) -> Finding {
    let finding =
        Finding::new(Code::UnknownComplaintKind, place).rejecting().with_field(Field::Kind);
    if found.is_empty() {
        finding.with_message("Chưa ghi loại đơn")
    } else {
        finding
            .with_message(format!("Không biết loại đơn “{found}”"))
            .with_advice(format!(
                "ghi Khiếu nại, Tố cáo, Kiến nghị hoặc Phản ánh; hoặc {}, chọn một trong khieu_nai, to_cao, kien_nghi, phan_anh:\n{}",
                status::below("loai_don"),
                status::line(found, "phan_anh")
            ))
            .with_found(found)
    }
}

/// Why a cell gives no count.
pub(crate) fn no_count(slot: Slot, name: &str, found: &str) -> String {
    match slot {
        Slot::Empty => format!("Chưa ghi {name}"),
        Slot::Uncalculated => format!("Công thức ở ô {name} chưa được tính"),
        Slot::Error(_) => format!("Ô {name} có lỗi “{found}”"),
        Slot::Broken(_) => format!("Ô {name} bị hỏng trong tệp, không đọc được"),
        Slot::Text(_) | Slot::Number(_) | Slot::Serial(_) | Slot::Iso(_) | Slot::Bool(_) => {
            format!("Không đọc được {name} “{found}”")
        }
    }
}

/// A date that is there but cannot be used; says so.
pub(crate) fn bad_date(
    file: &mut FileReader<'_>,
    waiting: &Waiting,
    row: TableRow,
    slots: &[Slot],
    field: Field,
    cell: DateCell,
) -> bool {
    let (code, found) = match cell {
        DateCell::Blank => return false,
        DateCell::Day(day) if dates::is_plausible(day) => return false,
        DateCell::Day(day) => (Code::ImplausibleDate, short_date(day)),
        DateCell::Unreadable(code) => {
            (code, waiting.slot(field, slots).found(&file.texts, waiting.epoch))
        }
    };
    let finding = Finding::new(code, waiting.place(row, field)).rejecting();
    let finding = finding.with_field(field).with_effect("dòng này không được tính");
    file.findings.push(unusable(finding, field, found));
    true
}

/// Whose a row is.
pub(crate) struct RowDepartment {
    pub(crate) found: Option<Text>,
    pub(crate) counted: Option<Text>,
    pub(crate) from: DepartmentFrom,
}

/// The department of a row of a smaller kind; says what is unknown.
pub(crate) fn department(
    file: &mut FileReader<'_>,
    waiting: &Waiting,
    row: TableRow,
    slots: &[Slot],
) -> RowDepartment {
    let has_column = waiting.table.has(Field::Department);
    let own = waiting.slot(Field::Department, slots).text(&file.texts);
    let name = match own {
        None if !has_column => {
            row.section.department.id().map(|id| Text::clone(file.texts.text(id)))
        }
        own => own,
    };
    if let Some(name) = name {
        let place = waiting.place(row, Field::Department);
        let department = file.department(&name, &place);
        let counted = match department.matched {
            Match::Known(name) => Some(name),
            Match::AsFound => Some(Text::clone(&department.found)),
            Match::Unknown => {
                file.findings.push(departments::unknown(&name, place));
                None
            }
        };
        return RowDepartment { found: Some(name), counted, from: DepartmentFrom::Name };
    }
    let area = match waiting.slot(Field::Area, slots).text(&file.texts) {
        None => row.section.area.id().map(|id| Text::clone(file.texts.text(id))),
        own => own,
    };
    let mapped = file.directory.of(None, None, area.as_deref()).one();
    if mapped.is_none() && has_column {
        let place = waiting.place(row, Field::Department);
        file.findings
            .push(Finding::new(Code::MissingDepartment, place).with_field(Field::Department));
    }
    RowDepartment { found: None, counted: mapped, from: DepartmentFrom::Field }
}

pub(crate) fn assessments(file: &mut FileReader<'_>, waiting: &Waiting) {
    for (row, slots) in waiting.table.rows() {
        let slots = slots.as_slice();
        let content = waiting.slot(Field::Content, slots).text(&file.texts);
        let verdict = waiting.slot(Field::Verdict, slots).text(&file.texts);
        let note = waiting.slot(Field::Note, slots).text(&file.texts);
        let fate =
            if let (Some(content), Some(verdict), Some(span)) = (content, verdict, waiting.span) {
                let place = Place::row(&waiting.source, row.number);
                file.records.assessments.push(Assessment { content, verdict, note, span, place });
                Fate::Accepted
            } else {
                file.findings.push(
                    Finding::new(Code::BadValue, waiting.place(row, Field::Verdict))
                        .rejecting()
                        .with_field(Field::Verdict)
                        .with_message("Dòng thiếu nội dung hoặc phần tự đánh giá")
                        .with_effect("dòng này không được tính")
                        .with_advice("ghi đủ nội dung và tự đánh giá")
                        .of_days(table_days(waiting)),
                );
                Fate::Rejected
            };
        file.count(waiting.sheet, fate);
    }
}
