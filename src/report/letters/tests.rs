//! Dossiers beside the letters that the archive already has.

use jiff::civil::{Date, date};

use super::*;
use crate::ledger::Ledger;
use crate::measure::{Measured, measure, sample_options};
use crate::model::sample::{dossiers, place};
use crate::model::{LetterNumber, Records, Span};
use crate::report::{AgencyFigures, Choices, Earlier, ReportOptions, TargetFigures, figures};
use crate::rules::Calendar;

fn options() -> ReportOptions {
    ReportOptions {
        agency: AgencyFigures {
            name: "Sở X".to_owned(),
            superior: String::new(),
            departments: Vec::new(),
        },
        period: sample_options().period,
        departments: Vec::new(),
        scorecard: None,
        officers: crate::report::OfficerScoring::None,
        quality: crate::report::QualityScoring::None,
        targets: TargetFigures::default(),
        choices: Choices::default(),
        digests: std::collections::BTreeMap::new(),
        contents: std::collections::BTreeMap::new(),
        skipped_files: Vec::new(),
        gaps: Vec::new(),
        faces: crate::model::Faces::default(),
        letters: LetterOptions { folder: "2020-03".to_owned(), ..LetterOptions::default() },
    }
}

fn count(records: &Records, options: &crate::measure::MeasureOptions) -> Measured {
    measure(records, options, &Calendar::embedded(&[]).unwrap())
}

/// A Phiếu of another bag.
fn past() -> Letter {
    Letter {
        kind: LetterKind::Appointment,
        situation: Situation::Overdue,
        year: 2020,
        order: 1,
        number: None,
        replaces: None,
        file: "pxl-a".to_owned(),
        key: "A".to_owned(),
        code: "A".to_owned(),
        recipient: "Nguyễn Văn Mẫu".to_owned(),
        address_form: "Ông/Bà".to_owned(),
        address: None,
        procedure: "Cấp phép".to_owned(),
        department: "Phòng A".to_owned(),
        received: None,
        due: None,
        reappointed: None,
        end: None,
        reason: "x".to_owned(),
        due_day: None,
        new_day: None,
        end_day: None,
        moved_day: None,
        given_number: None,
        given_day: None,
    }
}

/// The letters of another bag, each a Phiếu with its new date.
fn bag(folder: &str, days: (Date, Date), letters: &[(&str, Date)]) -> Bag {
    let letter = |(order, (key, new)): (u32, &(&str, Date))| Letter {
        order,
        key: (*key).to_owned(),
        due_day: Some(date(2020, 2, 5)),
        new_day: Some(*new),
        ..past()
    };
    Bag {
        folder: folder.to_owned(),
        name: format!("ở kỳ {folder}"),
        is_replaced: false,
        span: Span { from: days.0, to: days.1 },
        letters: (1..).zip(letters).map(letter).collect(),
        voids: Vec::new(),
    }
}

/// A letter in a later period holds this one back; it does not change the other figures.
#[test]
fn a_letter_of_another_period_is_not_written_again() {
    let table = "
        h–1 | Phòng A || Cấp phép | 02/02/2020 | 05/03/2020 |            | why=x; new=16/03/2020
        H2  | Phòng A || Cấp phép | 02/02/2020 | 05/03/2020 | 06/03/2020 | why=x
        ";
    let records = Records { dossiers: dossiers(table), ..Records::default() };
    let measures = count(&records, &sample_options()).measures;
    let april = (date(2020, 3, 15), date(2020, 4, 14));
    let letters = [("H-1", date(2020, 3, 16)), ("H2", date(2020, 3, 16))];
    let book = NumbersBook::new(vec![bag("tháng 4", april, &letters)]);
    let earlier = Earlier { letters: book, ..Earlier::default() };
    let figures = figures(&measures, &Ledger::default(), &options(), &earlier);
    let held: Vec<_> = figures.letters.held_back.iter().map(|held| held.missing.clone()).collect();
    assert_eq!(held, [["đã có thư ở kỳ tháng 4"], ["đã có thư ở kỳ tháng 4"]]);
    let LetterFigures { appointments, apologies, held_back, already, later, owed, .. } =
        figures.office.letters;
    assert_eq!([appointments, apologies, held_back, already, later, owed], [0, 0, 0, 0, 2, 2]);
    assert_eq!(figures.office.dossiers.total.late_with_letter, 2);
    let states = figures.late.resolved.iter().chain(&figures.late.open).map(|item| item.letter);
    assert_eq!(states.collect::<Vec<_>>(), [LetterState::Prepared; 2]);
}

#[test]
fn a_dossier_gets_one_letter_only() {
    let table = "
        A | Phòng Việc làm || Cấp phép | 02/02/2020 | 05/03/2020 |            | why=x; new=16/03/2020
        B | Phòng Việc làm || Cấp phép | 02/02/2020 | 05/03/2020 | 06/03/2020 | why=x
        C | Phòng A        || Cấp phép | 02/02/2020 | 05/03/2020 | 06/03/2020 |
        ";
    let records = Records { dossiers: dossiers(table), ..Records::default() };
    let measures = count(&records, &sample_options()).measures;
    let february = (date(2020, 1, 15), date(2020, 2, 14));
    let book = NumbersBook::new(vec![bag("2020-02", february, &[("A", date(2020, 3, 16))])]);
    let earlier = Earlier { letters: book, ..Earlier::default() };
    let figures = figures(&measures, &Ledger::default(), &options(), &earlier);
    let LetterFigures { appointments, apologies, held_back, already, owed, .. } =
        figures.office.letters;
    assert_eq!([appointments, apologies, held_back, already, owed], [0, 1, 1, 1, 3]);
    let own = &figures.departments[1].letters;
    assert_eq!([own.apologies, own.held_back, own.already, own.owed], [1, 0, 1, 2]);
}

/// The list tells the day that the applicant was told, not one that was typed in afterwards and never promised.
#[test]
fn the_day_that_a_letter_promised_goes_before_that_of_the_data() {
    let table = "
        A | Phòng A || Cấp phép | 01/02/2020 | 28/02/2020 |            | new=24/04/2020
        B | Phòng A || Cấp phép | 01/02/2020 | 28/02/2020 |            | new=24/04/2020
        C | Phòng A || Cấp phép | 01/02/2020 | 28/02/2020 |            |
        D | Phòng A || Cấp phép | 01/02/2020 | 28/02/2020 |            | new=27/02/2020
        ";
    let records = Records { dossiers: dossiers(table), ..Records::default() };
    let measures = count(&records, &sample_options()).measures;
    let february = (date(2020, 1, 15), date(2020, 2, 14));
    let promised = [("A", date(2020, 3, 20)), ("C", date(2020, 3, 12))];
    let book = NumbersBook::new(vec![bag("2020-02", february, &promised)]);
    let earlier = Earlier { letters: book, ..Earlier::default() };
    let figures = figures(&measures, &Ledger::default(), &options(), &earlier);
    let mut open: Vec<_> = figures.late.open.iter().collect();
    open.sort_by(|one, other| one.code.cmp(&other.code));
    assert_eq!(
        open.iter().map(|item| item.reappointed).collect::<Vec<_>>(),
        [Some(date(2020, 3, 20)), Some(date(2020, 4, 24)), Some(date(2020, 3, 12)), None]
    );
    // C was promised for a day that has passed; nobody may issue its letter any more.
    assert_eq!(figures.late.stale_count, 1);
}

/// One decision for every place that tells it: the list, the table of letters and the lines of dossiers.
#[test]
fn what_a_dossier_has_is_decided_once() {
    use LetterState::{IssuedInTime, IssuedLate, Nothing, OnlyReappointed, Prepared};

    let table = "
        A | Phòng A | X || 01/02/2020 | 05/02/2020 | 02/03/2020 |
        B | Phòng A | X || 01/02/2020 | 28/02/2020 |            | new=20/03/2020
        C | Phòng A | Y || 01/02/2020 | 28/02/2020 |            |
        D | Phòng B | Y || 01/02/2020 | 05/02/2020 | 02/03/2020 |
        E | Phòng B | Y || 01/02/2020 | 05/02/2020 | 02/03/2020 |
        F | Phòng B | Y | Cấp phép | 01/02/2020 | 28/02/2020 | 02/03/2020 | why=x
        ";
    let day = |code: &str, day| LetterNumber {
        code: code.into(),
        order: None,
        kind: None,
        number: None,
        date: Some(day),
        place: place(1),
    };
    let letter_numbers = vec![day("D", date(2020, 2, 4)), day("e", date(2020, 2, 5))];
    let records = Records { dossiers: dossiers(table), letter_numbers, ..Records::default() };
    let measures = count(&records, &sample_options()).measures;
    let february = (date(2020, 1, 15), date(2020, 2, 14));
    let new = date(2020, 3, 2);
    let book =
        NumbersBook::new(vec![bag("2020-02", february, &[("A", new), ("D", new), ("E", new)])]);
    let earlier = Earlier { letters: book, ..Earlier::default() };
    let figures = figures(&measures, &Ledger::default(), &options(), &earlier);
    let mut states: Vec<_> = figures.late.resolved.iter().chain(&figures.late.open).collect();
    states.sort_by(|one, other| one.code.cmp(&other.code));
    assert_eq!(
        states.iter().map(|item| item.letter).collect::<Vec<_>>(),
        [Prepared, OnlyReappointed, Nothing, IssuedInTime, IssuedLate, Prepared]
    );
    let all = &figures.office.letters.reconciliation;
    assert_eq!(
        [all.issued_in_time, all.issued_late, all.prepared, all.only_reappointed, all.without],
        [1, 1, 2, 1, 1]
    );
    assert_eq!((all.issued, all.issued_rate.to_string().as_str()), (2, "33,33%"));
    let lines = figures.office.dossiers.by_field.iter();
    let lines: Vec<_> = lines
        .map(|line| [line.late_with_letter, line.late_only_reappointed, line.late_without_letter])
        .collect();
    assert_eq!(lines, [[1, 1, 0], [3, 0, 1]]);
    let letters = &figures.office.letters;
    assert_eq!((letters.prepared_appointments, letters.prepared_apologies), (1, 1));
    let own = &figures.departments[1];
    assert_eq!((own.letters.reconciliation.issued, own.dossiers.total.late_with_letter), (2, 3));
}

/// A month is written again after its letters went out.
#[test]
fn a_letter_bears_what_the_register_says_of_it() {
    let table = "
        A | Phòng A || Cấp phép | 01/02/2020 | 28/02/2020 | 02/03/2020 | why=x
        B | Phòng A || Cấp phép | 01/02/2020 | 28/02/2020 | 02/03/2020 | why=x
        ";
    let line = LetterNumber {
        code: "B".into(),
        order: None,
        kind: None,
        number: Some("20".into()),
        date: Some(date(2020, 3, 6)),
        place: place(1),
    };
    let records =
        Records { dossiers: dossiers(table), letter_numbers: vec![line], ..Records::default() };
    let measures = count(&records, &sample_options()).measures;
    let figures = figures(&measures, &Ledger::default(), &options(), &Earlier::default());
    let given = figures.letters.written.iter();
    let given: Vec<_> =
        given.map(|letter| (letter.given_number.as_deref(), letter.given_day)).collect();
    assert_eq!(given, [(None, None), (Some("20"), Some(date(2020, 3, 6)))]);
    assert_eq!(figures.office.letters.written_issued, 1);
}

/// What becomes of a dossier that February put off to 2 March.
#[track_caller]
fn after_a_letter(end: &str, flags: &str, second: SecondDelay, want: (&[&str], &[&str], u64)) {
    let row = format!("A | Phòng A || Cấp phép | 02/01/2020 | 05/02/2020 | {end} | {flags}");
    let records = Records { dossiers: dossiers(&row), ..Records::default() };
    let february = (date(2020, 1, 15), date(2020, 2, 14));
    let book = NumbersBook::new(vec![bag("2020-02", february, &[("A", date(2020, 3, 2))])]);
    let span = sample_options().period.span;
    let asking = LettersAsked { folder: "2020-03", span };
    let counting = crate::measure::MeasureOptions {
        put_off: book.put_off(asking),
        followed: book.followed(),
        ..sample_options()
    };
    let measures = count(&records, &counting).measures;
    let letters = LetterOptions { second_delay: second, ..options().letters };
    let options = ReportOptions { letters, ..options() };
    let earlier = Earlier { letters: book, ..Earlier::default() };
    let figures = figures(&measures, &Ledger::default(), &options, &earlier);
    let written = figures.letters.written.len();
    let held: Vec<_> = figures.letters.held_back.iter().flat_map(|held| &held.missing).collect();
    let result: Vec<_> = figures.register.lines.iter().map(|line| line.result.as_str()).collect();
    assert_eq!(held, want.0);
    assert_eq!(result, want.1);
    let total = &figures.office.letters.reconciliation;
    assert_eq!(
        (u64::try_from(written).unwrap(), total.second_delays),
        (want.2, u64::from(want.1[0].contains("quá cả") || want.1[0].contains("đã quá")))
    );
}

/// NĐ 61/2018/NĐ-CP Điều 19 khoản 9: one new date. What else an office does is its choice.
#[test]
fn a_dossier_with_a_letter_gets_no_second_new_date() {
    use SecondDelay::{Apology, Nothing};
    let kept = ["đã trả ngày 02/3/2020, quá hạn ban đầu, đúng ngày hẹn lại"];
    let broken = [
        "đã trả ngày 03/3/2020, quá cả ngày hẹn lại",
        "đã trả ngày 03/3/2020, quá cả ngày hẹn lại",
    ];
    let open = ["đang giải quyết, đã quá ngày hẹn lại"];
    after_a_letter("02/03/2020", "why=x", Apology, (&[], &kept, 0));
    after_a_letter("03/03/2020", "why=x", Nothing, (&[], &broken[..1], 0));
    after_a_letter("03/03/2020", "why=x", Apology, (&[], &broken, 1));
    after_a_letter("", "why=x; new=02/03/2020", Nothing, (&[], &open, 0));
    let refused = "không được hẹn lại lần hai (đến 20/3/2020): đã có phiếu xin lỗi thứ tự 1 ở kỳ 2020-02, hẹn lại 02/3/2020; chỉ được hẹn lại một lần";
    after_a_letter("", "why=x; new=20/03/2020", Nothing, (&[refused], &open, 0));
}

/// A quarter tells of the letter that its last month wrote ahead.
#[test]
fn a_letter_ahead_of_its_day_is_told_where_the_dossier_is_open_and_not_yet_due() {
    let table = "A | Phòng A || Cấp phép | 02/03/2020 | 17/03/2020 | |";
    let records = Records { dossiers: dossiers(table), ..Records::default() };
    let measures = count(&records, &sample_options()).measures;
    let days = (date(2020, 3, 1), date(2020, 3, 14));
    let ahead = |due: Date, situation: Situation| {
        let mut month = bag("tháng 3", days, &[("A", date(2020, 3, 24))]);
        for letter in &mut month.letters {
            (letter.due_day, letter.situation) = (Some(due), situation);
        }
        let earlier = Earlier { letters: NumbersBook::new(vec![month]), ..Earlier::default() };
        figures(&measures, &Ledger::default(), &options(), &earlier).office.letters.ahead
    };
    assert_eq!(ahead(date(2020, 3, 17), Situation::Near), 1);
    assert_eq!(ahead(date(2020, 3, 13), Situation::Near), 0);
    assert_eq!(ahead(date(2020, 3, 17), Situation::Overdue), 0);
}
