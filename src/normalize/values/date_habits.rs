//! What the cells of its date columns say together: the order of day and month, days moved by a zone, days exchanged.

use std::collections::BTreeMap;

use crate::ledger::{Code, Field, Finding, Place};
use crate::model::{CutOff, short_date};
use crate::normalize::header::columns::{ColumnRole, SheetColumn};
use crate::normalize::kinds::remarks::code_date;
use crate::normalize::text::intern::{Interner, Slot};
use crate::normalize::values::american::Stamps;
use crate::normalize::values::clock::{self, Five, Holds, Time, Times};
use crate::normalize::values::date_columns::{self, FiveOClock, Habit, Habits, RealDays};
use crate::normalize::values::date_refusals;
use crate::normalize::values::dates::{self, Decision, Evidence};
use crate::normalize::values::exchange::{self, Doubt, Months, Reading, Witness};
use crate::normalize::values::instants::{InstantUnit, Instants};
use crate::normalize::values::not_yet::NotYetMarks;
use crate::normalize::values::periods;
use crate::normalize::values::text_date::Order;
use crate::normalize::values::text_date::{TextDate, Written};
use crate::normalize::values::year_first::{self, YearFirst};
use crate::normalize::waiting::Waiting;

/// A date column and what its cells say.
pub(super) struct SeenColumn<'a> {
    pub(super) at: usize,
    pub(super) column: &'a SheetColumn,
    /// Of its texts.
    pub(super) evidence: Evidence,
    times: Times,
    months: Months,
    /// Of its texts that put the year first.
    year_months: Months,
    years: YearFirst,
    stamps: Stamps,
    instants: Instants,
}

impl SeenColumn<'_> {
    /// Whether its texts put the year first, and each of them could have its day second.
    pub(super) fn may_be_day_second(&self) -> bool {
        self.year_months.doubt() == Doubt::Real
    }
}

/// The habit of each date column with what is said of it, or why the sheet cannot be read.
pub(crate) fn habits(
    waiting: &Waiting,
    texts: &Interner,
    cut: CutOff,
) -> Result<(Habits, Vec<Finding>), Finding> {
    let table = &waiting.table;
    let columns = table.columns().iter().enumerate();
    let seen: Vec<SeenColumn<'_>> = columns
        .filter(|(_, column)| column.role == ColumnRole::Read && column.field.is_date())
        .map(|(at, column)| look(waiting, texts, at, column))
        .collect();
    let mut total = Evidence::default();
    let mut years = YearFirst::default();
    let mut instants = Instants::default();
    for column in &seen {
        total.join(column.evidence);
        years.join(column.years);
        instants.join(column.instants);
    }
    if let Some(column) = seen.iter().find(|column| column.years.is_refused(years)) {
        return Err(date_refusals::year_first(waiting, texts, column));
    }
    let marks = if table.has(Field::Status) { NotYetMarks::Nothing } else { NotYetMarks::Unclear };
    let mut habits = Habits::new();
    for column in &seen {
        match dates::decide(column.evidence, total) {
            Decision::Read(order) => {
                let field = column.column.field;
                let marks = if holds(field) == Holds::Ends { marks } else { NotYetMarks::Unclear };
                let unit = column.instants.unit(instants);
                habits.insert(field, Habit { order, unit, marks, ..Habit::default() });
            }
            Decision::Refused => return Err(date_refusals::mixed(waiting, column)),
        }
    }
    let mut findings = Vec::new();
    move_midnights(waiting, texts, &seen, &mut habits, &mut findings);
    let exchanged = exchange_days(waiting, texts, &seen, total, &mut habits, cut)?;
    findings.extend(exchanged);
    let needed = |field: Field| matches!(field, Field::Received | Field::Due);
    for column in seen.iter().filter(|column| needed(column.column.field)) {
        if let Some(refusal) = date_refusals::unread(waiting, texts, column, &habits) {
            return Err(refusal);
        }
    }
    findings.extend(month_first(waiting, texts, &seen, &habits));
    findings.extend(seen.iter().filter_map(|column| counted(waiting, texts, column, &habits)));
    Ok((habits, findings))
}

fn look<'a>(
    waiting: &Waiting,
    texts: &Interner,
    at: usize,
    column: &'a SheetColumn,
) -> SeenColumn<'a> {
    let table = &waiting.table;
    let mut seen = SeenColumn {
        at,
        column,
        evidence: Evidence::default(),
        times: Times::default(),
        months: Months::default(),
        year_months: Months::default(),
        years: YearFirst::default(),
        stamps: Stamps::default(),
        instants: Instants::default(),
    };
    let has_text = table.has_text(at);
    let has_times = table.has_figure(|figure| Time::of_serial(figure).is_before_midnight());
    for (_, slot) in table.column(at) {
        seen.instants.add(slot, texts);
        match slot {
            Slot::Text(id) | Slot::Iso(id) => {
                let text = texts.text(id);
                let written = dates::written(text);
                seen.years.add(text);
                if written.date == TextDate::Bad {
                    continue;
                }
                seen.times.add(written.time);
                seen.times.moved += u64::from(written.is_moved);
                seen.evidence.add(written.date);
                if let TextDate::Certain(day) = written.date
                    && !seen.year_months.is_settled()
                    && year_first::is_whole(text)
                {
                    seen.year_months.add_real(day);
                }
                if !seen.months.is_settled() {
                    seen.months.add_text(written.date);
                    seen.stamps.add(text);
                }
            }
            Slot::Number(number) | Slot::Serial(number) => {
                if has_times {
                    seen.times.add(Time::of_serial(number));
                }
                let is_asked = has_text && !seen.evidence.has_late_day;
                if (is_asked || !seen.months.is_settled())
                    && let Some(day) = dates::from_number(number, waiting.epoch)
                    && dates::is_plausible(day)
                {
                    seen.evidence.has_late_day |= day.day() > 12;
                    if !seen.months.is_settled() {
                        seen.months.add_real(day);
                    }
                }
                // Nothing further down can matter.
                if !has_text && !has_times && seen.months.is_settled() {
                    break;
                }
            }
            Slot::Empty | Slot::Bool(_) | Slot::Error(_) | Slot::Uncalculated | Slot::Broken(_) => {
            }
        }
    }
    seen
}

/// Cells at 17:00 that are midnights of the day after, and instants of another zone.
fn move_midnights(
    waiting: &Waiting,
    texts: &Interner,
    seen: &[SeenColumn<'_>],
    habits: &mut Habits,
    findings: &mut Vec<Finding>,
) {
    let of = |field: Field| seen.iter().find(|seen| seen.column.field == field);
    let received = of(Field::Received).or_else(|| of(Field::Date)).map(|seen| seen.times);
    for column in seen {
        let field = column.column.field;
        let Some(habit) = habits.get_mut(&field) else { continue };
        let five = clock::five(column.times, holds(field), received);
        if five == Five::Moved {
            habit.five = FiveOClock::NextDay;
        }
        let says = |written: Written| match five {
            Five::Kept => written.is_moved,
            Five::KeptAndSaid | Five::Moved => {
                written.is_moved || written.time.is_before_midnight()
            }
        };
        let count =
            column.times.moved + if five == Five::Kept { 0 } else { column.times.to_move() };
        if count == 0 {
            continue;
        }
        let example = waiting.table.column(column.at).find_map(|(_, slot)| match slot {
            Slot::Text(id) | Slot::Iso(id) => {
                let text = texts.text(id);
                says(dates::written(text)).then(|| (text.to_string(), slot))
            }
            Slot::Number(number) | Slot::Serial(number) => {
                let time = Time::of_serial(number);
                let is_five = five != Five::Kept && time.is_before_midnight();
                let clock = if time == Time::Five { "17:00" } else { "23:59" };
                let day = dates::from_number(number, waiting.epoch)?;
                is_five.then(|| (format!("{} {clock}", short_date(day)), slot))
            }
            Slot::Empty | Slot::Bool(_) | Slot::Error(_) | Slot::Uncalculated | Slot::Broken(_) => {
                None
            }
        });
        let Some((found, slot)) = example else { continue };
        let Some(day) = date_columns::read(slot, *habit, waiting.epoch, texts).day() else {
            continue;
        };
        let finding = find(waiting, column, Code::TimeZoneDates).with_found(found.clone());
        findings.push(if five == Five::KeptAndSaid {
            finding
                .with_message(format!(
                    "Cột “{}” có {count} ô ghi đúng 17:00, ví dụ “{found}”: có thể là 0 giờ ngày hôm sau theo giờ quốc tế",
                    column.column.header
                ))
                .with_effect(format!("các ô này được đọc đúng như ghi, ví dụ ngày {}", short_date(day)))
        } else {
            finding.with_message(format!(
                "Cột “{}” có {count} ô lệch múi giờ: “{found}” là ngày {} theo giờ Việt Nam",
                column.column.header,
                short_date(day)
            ))
        });
    }
}

const fn holds(field: Field) -> Holds {
    match field {
        Field::Received | Field::Date => Holds::Receipts,
        Field::Due | Field::Reappointed => Holds::Deadlines,
        _ => Holds::Ends,
    }
}

/// Columns whose days were exchanged with their months, by what the table says as a whole.
fn exchange_days(
    waiting: &Waiting,
    texts: &Interner,
    seen: &[SeenColumn<'_>],
    total: Evidence,
    habits: &mut Habits,
    cut: CutOff,
) -> Result<Vec<Finding>, Finding> {
    let mut findings = Vec::new();
    if let Some(column) = day_second(waiting, texts, seen, habits, cut) {
        return Err(date_refusals::year_first(waiting, texts, column));
    }
    for doubt in [Doubt::Real, Doubt::Texts] {
        // One text after the 12th says how the texts beside it are written.
        if doubt == Doubt::Texts && (total.day_first > 0 || total.month_first > 0) {
            continue;
        }
        let columns: Vec<&SeenColumn<'_>> =
            seen.iter().filter(|seen| seen.months.doubt() == doubt).collect();
        let Some(first) = columns.first() else { continue };
        let mut months = Months::default();
        for column in &columns {
            months.join(&column.months);
        }
        let mut other = habits.clone();
        for column in &columns {
            let Some(habit) = other.get_mut(&column.column.field) else { continue };
            match doubt {
                Doubt::Real => habit.real = RealDays::Exchanged,
                Doubt::Texts => habit.order = Order::MonthFirst,
                Doubt::None => {}
            }
        }
        if !exchange::differ(&months) {
            continue;
        }
        let mut witness = witness(waiting, texts, [habits, &other], cut);
        witness.is_american =
            columns.iter().all(|seen| seen.stamps.are_american(&seen.column.leaf));
        match exchange::decide(&months, witness) {
            Reading::AsWritten => {}
            Reading::Refused => return Err(date_refusals::either(waiting, texts, first)),
            Reading::Exchanged => {
                *habits = other;
                if doubt == Doubt::Real {
                    findings.extend(
                        columns
                            .iter()
                            .filter_map(|column| exchanged(waiting, texts, column, habits)),
                    );
                }
            }
        }
    }
    Ok(findings)
}

/// A column of `2026-05-10` in which the rest of the table says that 5 is the day.
fn day_second<'a>(
    waiting: &Waiting,
    texts: &Interner,
    seen: &'a [SeenColumn<'a>],
    habits: &Habits,
    cut: CutOff,
) -> Option<&'a SeenColumn<'a>> {
    let columns = || seen.iter().filter(|seen| seen.may_be_day_second());
    let first = columns().next()?;
    // One day after the 12th says how all columns put it.
    if seen.iter().any(|seen| seen.year_months.is_settled()) {
        return None;
    }
    let mut months = Months::default();
    let mut other = habits.clone();
    for column in columns() {
        months.join(&column.year_months);
        if let Some(habit) = other.get_mut(&column.column.field) {
            habit.year_first = RealDays::Exchanged;
        }
    }
    let witness = witness(waiting, texts, [habits, &other], cut);
    (exchange::decide(&months, witness) == Reading::Exchanged).then_some(first)
}

/// What the rows say of the days in doubt, read as written and exchanged.
fn witness(waiting: &Waiting, texts: &Interner, readings: [&Habits; 2], cut: CutOff) -> Witness {
    let mut witness = Witness::default();
    let table = &waiting.table;
    let period = periods::of_titles(table.titles.iter().map(String::as_str), cut)
        .or_else(|| periods::of_folder(&waiting.source.file, cut));
    let mut before = [None; 2];
    table.each(0..table.rows.len(), |_, slots| {
        let slot = |field| waiting.slot(field, slots);
        let code = match slot(Field::Code) {
            Slot::Text(id) => code_date(texts.text(id)),
            _ => None,
        };
        for (which, habits) in readings.into_iter().enumerate() {
            let day = |field: Field| {
                let habit = habits.get(&field).copied()?;
                date_columns::read(slot(field), habit, waiting.epoch, texts).day()
            };
            let Some(received) = day(Field::Received).or_else(|| day(Field::Date)) else {
                continue;
            };
            let later = [Field::Due, Field::Finished, Field::Collected, Field::Resolved];
            let later: [Option<jiff::civil::Date>; 4] = later.map(day);
            let is_impossible = later.into_iter().flatten().any(|later| later < received);
            let lengths = later.into_iter().flatten().map(|later| days_between(received, later));
            if let Some(sum) = witness.lengths.get_mut(which) {
                *sum += lengths.sum::<u64>();
            }
            let add = |counts: &mut [u64; 2], is_so| {
                if let Some(count) = counts.get_mut(which) {
                    *count += u64::from(is_so);
                }
            };
            add(&mut witness.impossible, is_impossible);
            add(&mut witness.in_code, code == Some(received));
            if let Some(period) = period {
                add(&mut witness.in_period, period.from <= received && received <= period.to);
                witness.of_period += u64::from(which == 0);
            }
            if let Some(before) = before.get_mut(which) {
                add(&mut witness.backwards, before.is_some_and(|before| received < before));
                *before = Some(received);
            }
        }
    });
    witness
}

fn days_between(one: jiff::civil::Date, other: jiff::civil::Date) -> u64 {
    (other - one).get_days().unsigned_abs().into()
}

pub(super) fn find(waiting: &Waiting, seen: &SeenColumn<'_>, code: Code) -> Finding {
    Finding::new(code, Place::cell(&waiting.source, seen.column.row, seen.column.at))
        .with_field(seen.column.field)
}

/// Of a column whose real days are exchanged.
fn exchanged(
    waiting: &Waiting,
    texts: &Interner,
    seen: &SeenColumn<'_>,
    habits: &BTreeMap<Field, Habit>,
) -> Option<Finding> {
    let habit = habits.get(&seen.column.field).copied()?;
    let plain = Habit { real: RealDays::AsTheyStand, ..habit };
    let (shown, day) = waiting.table.column(seen.at).find_map(|(_, slot)| {
        let read = |habit| date_columns::read(slot, habit, waiting.epoch, texts).day();
        let (shown, day) = (read(plain)?, read(habit)?);
        (shown != day).then_some((shown, day))
    })?;
    Some(
        find(waiting, seen, Code::MonthFirstDates)
            .with_found(short_date(shown))
            .with_message(format!(
                "Cột “{}” bị đổi chỗ ngày và tháng: ô “{}” được đọc là ngày {}",
                seen.column.header,
                short_date(shown),
                short_date(day)
            ))
            .with_effect("các ô kiểu ngày của cột được đọc đổi chỗ ngày và tháng, các ô chữ đọc như ghi")
            .with_advice(
                "xem lại vài dòng; tốt nhất là xuất lại từ phần mềm dạng .xlsx, không mở tệp .csv bằng Excel rồi lưu",
            ),
    )
}

/// Of a column whose figures are instants.
fn counted(
    waiting: &Waiting,
    texts: &Interner,
    seen: &SeenColumn<'_>,
    habits: &Habits,
) -> Option<Finding> {
    let habit = habits.get(&seen.column.field).copied()?;
    let unit = match habit.unit {
        InstantUnit::Days => return None,
        InstantUnit::Seconds => "giây",
        InstantUnit::Thousandths => "phần nghìn giây",
    };
    let mut cells = waiting.table.column(seen.at).map(|(_, slot)| slot);
    let (slot, day) = cells.find_map(|slot| {
        Some((slot, date_columns::read(slot, habit, waiting.epoch, texts).day()?))
    })?;
    let found = slot.found(texts, waiting.epoch);
    let message = format!(
        "Cột “{}” ghi số {unit} kể từ đầu năm 1970: “{found}” là ngày {} theo giờ Việt Nam",
        seen.column.header,
        short_date(day)
    );
    Some(find(waiting, seen, Code::TimeZoneDates).with_found(found).with_message(message))
}

/// Of each column whose texts are read month first.
fn month_first(
    waiting: &Waiting,
    texts: &Interner,
    seen: &[SeenColumn<'_>],
    habits: &Habits,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    for column in seen {
        let habit = habits.get(&column.column.field);
        if habit.is_none_or(|habit| habit.order != Order::MonthFirst) {
            continue;
        }
        let Some((text, day)) = example(waiting, texts, column) else { continue };
        findings.push(
            find(waiting, column, Code::MonthFirstDates).with_found(text.clone()).with_message(
                format!(
                    "Cột “{}” ghi tháng trước ngày sau: “{text}” được đọc là ngày {}",
                    column.column.header,
                    short_date(day)
                ),
            ),
        );
    }
    findings
}

/// A text that reads otherwise month first, and what it is then.
fn example(
    waiting: &Waiting,
    texts: &Interner,
    seen: &SeenColumn<'_>,
) -> Option<(String, jiff::civil::Date)> {
    waiting.table.column(seen.at).find_map(|(_, slot)| match slot {
        Slot::Text(id) => {
            let text = texts.text(id);
            let date = dates::parse(text);
            let differs =
                matches!(date, TextDate::Slashed { first, second, .. } if first != second);
            let day = date.read(Order::MonthFirst).filter(|_| differs)?;
            Some((text.to_string(), day))
        }
        _ => None,
    })
}
