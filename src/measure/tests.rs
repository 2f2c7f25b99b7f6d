//! Counting, table by table.

use jiff::civil::date;

use super::*;
use crate::ledger::Code;
use crate::model::sample::{complaints, dossiers, place, surveys};
use crate::model::{ComplaintKind, Served, Span, name_key};
use crate::rules::Limit;

fn run(records: &Records, options: &MeasureOptions) -> Measured {
    measure(records, options, &Calendar::embedded(&[]).unwrap())
}

fn key(name: &str) -> Text {
    Text::from(name_key(name))
}

fn of(table: &str) -> Records {
    Records { dossiers: dossiers(table), ..Records::default() }
}

/// Columns (3) to (13) of a table of dossiers, in March 2020 (15/02–14/03).
#[track_caller]
fn columns(options: &MeasureOptions, table: &str) -> ([u64; 11], DossierCounts) {
    let mut sum = DossierCounts::default();
    for counts in run(&of(table), options).measures.dossiers.into_values() {
        sum += counts;
    }
    let intake = [sum.taken, sum.online, sum.counter, sum.carried];
    let resolved = [sum.resolved, sum.early, sum.on_time, sum.late];
    let open = [sum.open, sum.open_in_time, sum.open_overdue];
    let all = [&intake[..], &resolved, &open].concat();
    (all.try_into().unwrap(), sum)
}

#[track_caller]
fn case(table: &str, want: [u64; 11]) {
    assert_eq!(columns(&sample_options(), table).0, want);
}

#[test]
fn each_dossier_stands_in_its_columns() {
    //                                                    3  4  5  6  7  8  9 10 11 12 13
    case("A|||| 15/02/2020 | 28/02/2020 | 27/02/2020 | online", [1, 1, 0, 0, 1, 1, 0, 0, 0, 0, 0]);
    case("A|||| 15/02/2020 | 28/02/2020 | 28/02/2020 | post", [1, 0, 1, 0, 1, 0, 1, 0, 0, 0, 0]);
    case("A|||| 14/02/2020 | 28/02/2020 | 02/03/2020 |", [1, 0, 0, 1, 1, 0, 0, 1, 0, 0, 0]);
    case("A|||| 01/03/2020 || 02/03/2020 | nochannel", [1, 0, 1, 0, 1, 0, 1, 0, 0, 0, 0]);
    case("A|||| 01/03/2020 | 14/03/2020 ||", [1, 0, 1, 0, 0, 0, 0, 0, 1, 1, 0]);
    case("A|||| 01/03/2020 | 13/03/2020 ||", [1, 0, 1, 0, 0, 0, 0, 0, 1, 0, 1]);
    case("A|||| 01/03/2020 | 13/03/2020 || waiting", [1, 0, 1, 0, 0, 0, 0, 0, 1, 1, 0]);
    case("A|||| 01/03/2020 | 13/03/2020 | 16/03/2020 |", [1, 0, 1, 0, 0, 0, 0, 0, 1, 0, 1]);
    case(
        "A|||| 01/03/2020 | 05/03/2020 | 10/03/2020 | withdrawn",
        [1, 0, 1, 0, 1, 0, 1, 0, 0, 0, 0],
    );
    case("A|||| 01/03/2020 | 05/03/2020 | 10/03/2020 | stopped", [1, 0, 1, 0, 1, 0, 1, 0, 0, 0, 0]);
    case("A|||| 01/03/2020 | 05/03/2020 || stopped", [1, 0, 1, 0, 0, 0, 0, 0, 1, 1, 0]);
    case("A|||| 01/01/2020 | 05/02/2020 | 14/02/2020 |", [0; 11]);
    case("A|||| 15/03/2020 | 20/03/2020 ||", [0; 11]);
    case("A|||| 01/03/2020 | 05/03/2020 | 10/03/2020 | never", [0; 11]);
}

#[test]
fn withdrawn_dossiers_are_left_out_where_chosen() {
    let options = MeasureOptions { withdrawn: Withdrawn::Excluded, ..sample_options() };
    let (got, counts) = columns(
        &options,
        "
        A |||| 01/03/2020 | 05/03/2020 | 10/03/2020 | withdrawn
        B |||| 01/02/2020 | 05/03/2020 | 10/03/2020 | withdrawn
        C |||| 01/03/2020 | 12/03/2020 | 20/03/2020 | withdrawn
        D |||| 01/03/2020 | 12/03/2020 | 10/03/2020 |
        ",
    );
    assert_eq!(got, [2, 0, 2, 0, 1, 1, 0, 0, 1, 0, 1]);
    assert_eq!((counts.withdrawn, counts.withdrawn_carried), (2, 1));
}

#[test]
fn a_re_appointment_is_the_base_only_where_chosen() {
    let table = "A |||| 01/03/2020 | 05/03/2020 | 10/03/2020 | new=10/03/2020";
    assert_eq!(columns(&sample_options(), table).0[7], 1);
    let options = MeasureOptions { base: Base::ReAppointment, ..sample_options() };
    assert_eq!(columns(&options, table).0, [1, 0, 1, 0, 1, 0, 1, 0, 0, 0, 0]);
    // A day before the first appointment is no re-appointment.
    let table = "A |||| 01/03/2020 | 10/03/2020 | 09/03/2020 | new=05/03/2020";
    assert_eq!(columns(&options, table).0, [1, 0, 1, 0, 1, 1, 0, 0, 0, 0, 0]);
}

#[test]
fn what_is_printed_beside_the_columns() {
    let (_, counts) = columns(
        &sample_options(),
        "
        A |||| 02/03/2020 |            | 10/03/2020 | asked=2
        B |||| 02/03/2020 | 10/03/2020 | 09/03/2020 | asked=1
        C |||| 02/03/2020 | 05/03/2020 | 06/03/2020 |
        D |||| 02/03/2020 |            |            | asked=3
        E |||| 02/03/2020 | 05/03/2020 | 06/03/2020 | withdrawn; asked=0
        ",
    );
    assert_eq!((counts.resolved_without_due, counts.open_without_due), (1, 1));
    assert_eq!((counts.asked_dossiers, counts.asked, counts.asked_more_than_once), (3, 3, 1));
    // B used 5 of 6 working days, C 4 of 3; A has no appointment, E was not resolved by the office.
    assert_eq!((counts.timed_dossiers, counts.days_used, counts.days_allowed), (2, 9, 9));
}

#[test]
fn a_due_date_is_computed_from_the_limit_and_used_like_a_given_one() {
    let option = ProcedureOption {
        code: None,
        name: "Cấp giấy phép".to_owned(),
        limit: Limit::WorkingHalfDays(10),
    };
    let options = MeasureOptions { procedures: vec![option], ..sample_options() };
    let table = "A ||| cấp GIẤY phép | 02/03/2020 || 10/03/2020 |";
    let (got, counts) = columns(&options, table);
    assert_eq!((got[7], counts.computed_due), (1, 1)); // due 09/03
    let late = &run(&of(table), &options).measures.late[0];
    assert_eq!((late.due, late.days), (date(2020, 3, 9), Some(1)));
    let key = run(&of(table), &options).measures;
    let key = key.dossiers.keys().next().unwrap().procedure.clone().unwrap();
    assert_eq!(key, self::key("Cấp giấy phép"));
}

#[test]
fn what_threads_count_apart_adds_up_to_what_one_counts() {
    let rows = [
        "A | Phòng Y |  | Cấp giấy phép | 02/03/2020 | 05/03/2020 | 10/03/2020 | online",
        "B | phòng y || Cấp giấy phép | 02/03/2020 | 05/03/2020 ||",
        "C | Phòng Z || cấp giấy phép | 02/03/2020 | 16/03/2020 ||",
        "D | PHÒNG Y ||| 01/02/2020 | 05/03/2020 | 04/03/2020 | asked=2",
        "E | Phòng Z ||| 02/03/2020 | 05/03/2090 | 10/03/2020 |",
        "F | Phòng Z ||| 02/03/2020 | 03/03/2020 | 20/03/2020 |",
        "G | Phòng Y ||| 01/01/2020 | 05/02/2020 | 14/02/2020 |",
        "H | Phòng Y ||| 01/03/2010 | 05/03/2010 ||",
    ];
    let records = of(&rows.join("\n"));
    let calendar = Calendar::embedded(&[]).unwrap();
    let counted = |share| {
        let mut measured = Measured::default();
        let options = sample_options();
        dossiers::count_in_shares(&records, &options, &calendar, share, &mut measured);
        measured
    };
    let whole = counted(50);
    assert!(whole.measures.late.len() > 2 && !whole.measures.near.is_empty());
    assert!(!whole.findings.is_empty());
    for share in 1..rows.len() {
        assert_eq!(counted(share), whole, "{share}");
    }
}

#[track_caller]
fn days_late(row: &str, want: Option<u32>, codes: &[Code]) {
    let measured = run(&of(row), &sample_options());
    assert_eq!(measured.measures.late[0].days, want, "{row}");
    assert_eq!(measured.findings.iter().map(|found| found.code).collect::<Vec<_>>(), codes);
}

#[test]
fn days_late_are_working_days_after_the_appointment() {
    days_late("A|||| 01/02/2020 | 28/02/2020 | 02/03/2020 |", Some(1), &[]);
    days_late("A|||| 01/02/2020 | 28/02/2020 | 29/02/2020 |", Some(0), &[]); // due Friday, done Saturday
    days_late("A|||| 01/02/2020 | 28/02/2020 ||", Some(10), &[]);
    days_late("A|||| 01/02/2020 | 28/02/2020 | 20/03/2020 |", Some(10), &[]); // open on 14/03
    days_late("A|||| 01/02/2018 | 28/02/2018 | 02/03/2020 |", None, &[Code::OutsideCalendar]);
}

#[test]
fn a_re_appointment_puts_off_what_it_is_later_than() {
    let table = "
        B |||| 01/02/2020 | 28/02/2020 |            | new=20/03/2020
        C |||| 01/02/2020 | 28/02/2020 |            |
        D |||| 01/02/2020 | 28/02/2020 |            | new=28/02/2020
        E |||| 01/02/2020 | 28/02/2020 | 02/03/2020 | new=27/02/2020
        ";
    let late = run(&of(table), &sample_options()).measures.late;
    let put_off: Vec<_> = late.iter().map(|late| late.reappointed().is_some()).collect();
    assert_eq!(put_off, [true, false, false, false]);
    assert_eq!(late[0].new_date, NewDate::Good(date(2020, 3, 20)));
}

#[test]
fn estimated_days_are_named_for_the_department_that_touched_them() {
    let cut = crate::model::CutOff::Administrative;
    let period = Period::parse("2027-01", cut).unwrap();
    let options = MeasureOptions { period, ..sample_options() };
    let table = "
        A | Phòng A ||| 30/12/2026 | 05/01/2027 | 06/01/2027 |
        B | Phòng B ||| 04/01/2027 | 07/01/2027 | 06/01/2027 |
        ";
    let estimated = run(&of(table), &options).measures.estimated;
    assert_eq!(estimated, BTreeSet::from([(Some(key("Phòng A")), date(2027, 1, 1))]));
}

#[test]
fn survey_sheets_count_by_their_day() {
    let table = "
        Phòng A | 15/02/2020 | 5 4 3 -
        Phòng A | 14/03/2020 | - x 2 1
        Phòng A | 14/03/2020 | - - x -
        Phòng A | 14/02/2020 | 5 5 5 5
        Phòng A | 15/03/2020 | 5 5 5 5
        ";
    let records = Records { surveys: surveys(table), ..Records::default() };
    let got = run(&records, &sample_options()).measures.surveys;
    let department = Some(key("Phòng A"));
    let sheets = got.sheets[&department];
    assert_eq!((sheets.returned, sheets.valid), (3, 2));
    assert_eq!((sheets.answers.satisfied(), sheets.answers.valid()), (2, 5));
    // Those of the third sheet, which has no valid one, are not counted.
    assert_eq!((sheets.answers.none, sheets.answers.invalid), (2, 1));
    let factor = got.by_factor[&(key("Tiếp cận"), department.clone())];
    assert_eq!((factor.sheets, factor.answers.satisfied(), factor.answers.valid()), (1, 2, 2));
    assert_eq!(got.by_question[&(Text::from("c3"), department)].levels, [0, 1, 1, 0, 0]);
}

#[test]
fn a_sheet_without_dates_counts_where_its_own_period_lies() {
    let span = |from, to| Span { from, to };
    let mut records = Records { surveys: surveys("Phòng A || 5 5"), ..Records::default() };
    for (own, want) in [
        (Some(span(date(2020, 2, 15), date(2020, 3, 14))), 1),
        (Some(span(date(2020, 2, 15), date(2020, 3, 15))), 0),
        (None, 0),
    ] {
        records.surveys[0].span = own;
        assert_eq!(run(&records, &sample_options()).measures.surveys.sheets.len(), want);
    }
}

#[test]
fn complaints_are_in_time_or_late_and_without_a_deadline_neither() {
    let table = "
        KN | Phòng A | 01/02/2020 | 20/02/2020 | 20/02/2020
        KN | Phòng A | 16/02/2020 | 20/02/2020 | 21/02/2020
        KN | Phòng A | 16/02/2020 |            | 21/02/2020
        KN | Phòng A | 16/02/2020 | 13/03/2020 |
        KN | Phòng A | 16/02/2020 | 14/03/2020 | 20/03/2020
        KN | Phòng A | 01/01/2020 | 20/02/2020 | 14/02/2020
        KN | Phòng A | 15/03/2020 | 20/03/2020 |
        ";
    let records = Records { complaints: complaints(table), ..Records::default() };
    let got = run(&records, &sample_options()).measures.complaints;
    let want = ComplaintCounts {
        carried: 1,
        received: 4,
        resolved: 3,
        in_time: 1,
        late: 1,
        without_due: 1,
        open: 2,
        open_overdue: 1,
        open_without_due: 0,
        suspended: 0,
    };
    assert_eq!(got.into_values().collect::<Vec<_>>(), [want]);
}

/// Luật 136/2025 and Điều 28b of its decrees: from 01/7/2026, complaints; Luật Tố cáo 2018: denunciations.
#[test]
fn a_suspended_complaint_is_not_late_while_its_clock_stands_still() {
    let cut = crate::model::CutOff::Administrative;
    let period = Period::parse("2026-08", cut).unwrap(); // 15/7 to 14/8
    let options = MeasureOptions { period, ..sample_options() };
    let table = "
        KN | | 01/07/2026 | 31/07/2026 |            | | 20/07/2026 |
        KN | | 01/07/2026 | 31/07/2026 |            | | 20/07/2026 | 22/07/2026
        KN | | 01/07/2026 | 31/07/2026 | 04/08/2026 | | 20/07/2026 | 24/07/2026
        KN | | 01/07/2026 | 31/07/2026 | 05/08/2026 | | 20/07/2026 | 24/07/2026
        KN | | 01/07/2026 | 31/07/2026 | 10/08/2026 | | 20/07/2026 |
        PA | | 01/07/2026 | 31/07/2026 | 10/08/2026 | | 20/07/2026 |
        KN | | 01/06/2026 | 31/07/2026 |            | | 30/06/2026 |
        TC | | 01/06/2026 | 31/07/2026 |            | | 30/06/2026 |
        ";
    let records = Records { complaints: complaints(table), ..Records::default() };
    let measured = run(&records, &options);
    let codes: Vec<_> = measured.findings.iter().map(|found| found.code).collect();
    assert_eq!(codes, [Code::SuspensionNotCounted; 2]);
    let of = |kind| {
        let counts = measured.measures.complaints[&(None, kind)];
        let ComplaintCounts { in_time, late, open, open_overdue, suspended, .. } = counts;
        [in_time, late, open, open_overdue, suspended]
    };
    assert_eq!(of(ComplaintKind::Complaint), [2, 1, 3, 2, 1]);
    assert_eq!(of(ComplaintKind::Feedback), [0, 1, 0, 0, 0]);
    assert_eq!(of(ComplaintKind::Denunciation), [0, 0, 1, 0, 1]);
}

#[test]
fn sheets_handed_out_are_known_only_where_every_line_says_so() {
    let span = sample_options().period.span;
    let line = |issued| Served { department: None, served: 10, issued, span, place: place(2) };
    let mut records = Records { served: vec![line(Some(4)), line(Some(5))], ..Records::default() };
    let served = |records: &Records| run(records, &sample_options()).measures.served[&None].clone();
    assert_eq!((served(&records).served, served(&records).issued()), (20, Some(9)));
    records.served.push(line(None));
    assert_eq!((served(&records).served, served(&records).issued()), (30, None));
}
