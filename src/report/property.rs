//! What must hold for any dossiers: the table adds up, periods join, parts merge.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use jiff::ToSpan as _;
use jiff::civil::{Date, date};
use proptest::prelude::*;

use crate::ledger::Ledger;
use crate::measure::{
    MeasureOptions, Measured, ProcedureOption, Withdrawn, measure, sample_options,
};
use crate::model::sample::{place, surveys};
use crate::model::{
    Channel, CutOff, DepartmentFrom, Dossier, Period, Ratio, Records, Standing, Text, Totals,
};
use crate::report::{self, AgencyFigures, Choices, Earlier, Figures, TargetFigures};
use crate::rules::{Calendar, Limit};

static CALENDAR: LazyLock<Calendar> =
    LazyLock::new(|| Calendar::embedded(&[]).expect("no days added"));

fn name(names: &'static [&'static str]) -> impl Strategy<Value = Option<Text>> {
    proptest::option::weighted(0.8, proptest::sample::select(names).prop_map(Text::from))
}

fn standing() -> impl Strategy<Value = Standing> {
    proptest::sample::select(vec![
        Standing::Open,
        Standing::Waiting,
        Standing::Stopped,
        Standing::Withdrawn,
        Standing::Done,
        Standing::NeverCounted,
    ])
}

fn channel() -> impl Strategy<Value = Option<Channel>> {
    proptest::sample::select(vec![
        None,
        Some(Channel::Online),
        Some(Channel::Counter),
        Some(Channel::Post),
    ])
}

prop_compose! {
    /// Received in the first months of 2020 or before the calendar; due and end on or after it.
    fn dossier()(
        received in prop_oneof![9 => 0_i32..120, 1 => -900_i32..-700],
        due in proptest::option::weighted(0.8, 0_i32..40),
        end in proptest::option::weighted(0.7, 0_i32..70),
        reappointed in proptest::option::weighted(0.2, 0_i32..60),
        supplements in proptest::option::of(0_u32..4),
        department in name(&["Phòng A", "PHÒNG A", "Phòng B", "Phòng C"]),
        field in name(&["Việc làm", "Người có công"]),
        procedure in name(&["Cấp giấy phép", "Trợ cấp"]),
        standing in standing(),
        channel in channel(),
        row in 2_usize..9_999,
    ) -> Dossier {
        let day = |offset: i32| -> Date { date(2020, 1, 1) + offset.days() };
        Dossier {
            code: Some(Text::from(format!("H{row}"))),
            procedure,
            procedure_code: None,
            field,
            department,
            department_from: DepartmentFrom::Name,
            officer: None,
            applicant: None,
            address_form: None,
            address: None,
            received: day(received),
            due: due.map(|days| day(received + days)),
            reappointed: reappointed.map(|days| day(received + days)),
            finished: end.map(|days| day(received + days)),
            collected: None,
            standing,
            channel,
            supplements,
            reason: None,
            place: place(row),
        }
    }
}

fn dossiers() -> impl Strategy<Value = Vec<Dossier>> {
    proptest::collection::vec(dossier(), 0..60)
}

fn options(code: &str, withdrawn: Withdrawn) -> MeasureOptions {
    let option = ProcedureOption {
        code: None,
        name: "Cấp giấy phép".to_owned(),
        limit: Limit::WorkingHalfDays(10),
    };
    let period = Period::parse(code, CutOff::Administrative).unwrap();
    MeasureOptions { period, withdrawn, procedures: vec![option], ..sample_options() }
}

fn measured(dossiers: &[Dossier], options: &MeasureOptions) -> Measured {
    let records = Records { dossiers: dossiers.to_vec(), ..Records::default() };
    measure(&records, options, &CALENDAR)
}

fn figures(dossiers: &[Dossier], options: &MeasureOptions) -> Figures {
    let report_options = report::ReportOptions {
        agency: AgencyFigures {
            name: "Sở X".to_owned(),
            superior: "UBND tỉnh X".to_owned(),
            departments: Vec::new(),
        },
        period: options.period,
        departments: vec!["Phòng B".to_owned()],
        scorecard: None,
        officers: report::OfficerScoring::None,
        quality: report::QualityScoring::Shown,
        targets: TargetFigures::default(),
        choices: Choices { withdrawn: options.withdrawn, ..Choices::default() },
        digests: BTreeMap::new(),
        contents: BTreeMap::new(),
        skipped_files: Vec::new(),
        gaps: Vec::new(),
        faces: crate::model::Faces::default(),
        letters: report::LetterOptions::default(),
    };
    let measures = measured(dossiers, options).measures;
    report::figures(&measures, &Ledger::default(), &report_options, &Earlier::default())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_table_adds_up(dossiers in dossiers(), excluded: bool) {
        let withdrawn = if excluded { Withdrawn::Excluded } else { Withdrawn::OnTime };
        let figures = figures(&dossiers, &options("2020-03", withdrawn));
        for report in figures.departments.iter().chain([&figures.office]) {
            prop_assert_eq!(&report.dossiers.broken_identities, &Vec::<String>::new());
        }
        let known: u64 = figures.departments.iter().map(|report| report.dossiers.total.columns.taken).sum();
        let unknown = figures.office.dossiers.by_department.iter().find(|line| line.is_unknown);
        let unknown = unknown.map_or(0, |line| line.columns.taken);
        prop_assert_eq!(known + unknown, figures.office.dossiers.total.columns.taken);
        for report in figures.departments.iter().chain([&figures.office]) {
            let delays = &report.dossiers.delays;
            let columns = report.dossiers.total.columns;
            let sum = |counts: Vec<(u64, u64)>| counts.iter().fold((0, 0), |a, b| (a.0 + b.0, a.1 + b.1));
            let days = sum(delays.by_days.iter().map(|line| (line.resolved, line.open)).collect());
            let reasons = sum(delays.by_reason.iter().map(|line| (line.resolved, line.open)).collect());
            prop_assert_eq!((days.0, Some(days.1)), (columns.late, columns.open_overdue));
            prop_assert_eq!(reasons, days);
            prop_assert_eq!(delays.dossiers, days.0 + days.1);
        }
    }

    /// next period's (6) = this period's (11), but for what is left out as withdrawn.
    #[test]
    fn what_is_open_is_carried_over(dossiers in dossiers(), excluded: bool) {
        let withdrawn = if excluded { Withdrawn::Excluded } else { Withdrawn::OnTime };
        let this = figures(&dossiers, &options("2020-02", withdrawn)).office.dossiers;
        let next = figures(&dossiers, &options("2020-03", withdrawn)).office.dossiers;
        let carried = next.total.columns.carried.map(|carried| carried + next.carry_over_difference);
        prop_assert_eq!(carried, Some(this.total.columns.open));
    }

    #[test]
    fn parts_merge(dossiers in dossiers(), at in 0_usize..60) {
        let options = options("2020-03", Withdrawn::OnTime);
        let (a, b) = dossiers.split_at(at.min(dossiers.len()));
        let mut sum = measured(a, &options).measures;
        sum += measured(b, &options).measures;
        prop_assert_eq!(sum, measured(&dossiers, &options).measures);
    }

    #[test]
    fn a_year_of_intake_is_the_sum_of_its_months(dossiers in dossiers()) {
        let columns = |code| figures(&dossiers, &options(code, Withdrawn::OnTime)).office.dossiers.total.columns;
        let quarter = columns("2020-Q1");
        let months = ["2020-01", "2020-02", "2020-03"].map(columns);
        let sum = |of: fn(&Totals) -> u64| months.iter().map(of).sum::<u64>();
        prop_assert_eq!(quarter.resolved, sum(|month| month.resolved));
        prop_assert_eq!(quarter.late, sum(|month| month.late));
        let new = |columns: &Totals| columns.online.zip(columns.counter).map_or(0, |(one, other)| one + other);
        prop_assert_eq!(new(&quarter), months.iter().map(new).sum::<u64>());
        prop_assert_eq!(quarter.carried, months[0].carried);
        prop_assert_eq!(quarter.open_overdue, months[2].open_overdue);
    }

    #[test]
    fn rates_stay_within_their_base(dossiers in dossiers()) {
        let figures = figures(&dossiers, &options("2020-03", Withdrawn::OnTime));
        let lines = figures.office.dossiers.by_department.iter().chain([&figures.office.dossiers.total]);
        for line in lines {
            prop_assert_eq!(line.on_time_rate.part + line.late_rate.part, line.on_time_rate.whole);
            for rate in [line.on_time_rate, line.early_rate, line.late_rate, line.joint_rate] {
                prop_assert!(rate.part <= rate.whole);
                prop_assert_eq!(rate.hundredths().is_none(), rate.whole == 0);
                prop_assert!(rate.hundredths().unwrap_or(0) <= 10_000);
            }
            prop_assert_eq!(line.late_with_letter + line.late_only_reappointed + line.late_without_letter,
                line.columns.late + line.columns.open_overdue.unwrap_or(0));
            let columns = line.columns;
            prop_assert_eq!(columns.early.zip(columns.on_time).map(|(one, other)| one + other), Some(columns.in_time));
        }
        let late = figures.late.resolved.len() + figures.late.open.len();
        prop_assert_eq!(u64::try_from(late).unwrap(), figures.office.letters.owed);
        let letters = &figures.office.letters;
        prop_assert_eq!(letters.appointments + letters.apologies + letters.held_back + letters.already + letters.later, letters.owed);
    }

    #[test]
    fn the_order_of_records_changes_no_figure(dossiers in dossiers()) {
        let options = options("2020-03", Withdrawn::OnTime);
        let mut dossiers = dossiers;
        dossiers.sort_by(|a, b| a.place.cmp(&b.place));
        dossiers.dedup_by(|a, b| a.place == b.place);
        let json = |dossiers: &[Dossier]| serde_json::to_string(&figures(dossiers, &options).office).unwrap();
        let forward = json(&dossiers);
        dossiers.reverse();
        prop_assert_eq!(forward, json(&dossiers));
    }

    #[test]
    fn intervals_hold_their_rate(sheets in 1_u64..2_000, per_sheet in 1_u64..23, share in 0_u64..=1_000) {
        let whole = sheets * per_sheet;
        let rate = Ratio::new(whole * share / 1_000, whole);
        let [low, high] = crate::rules::wilson(rate, sheets).unwrap();
        let tenths = rate.hundredths().unwrap() / 10;
        prop_assert!(low <= tenths + 1 && tenths <= high && high <= 1_000, "{low} {tenths} {high}");
    }

    #[test]
    fn survey_sheets_merge(levels in proptest::collection::vec((1_u8..=5, 1_u8..=5, 0_u8..3), 0..40), at in 0_usize..40) {
        let rows: Vec<_> = levels
            .iter()
            .map(|(a, b, department)| format!("Phòng {department} | 20/02/2020 | {a} {b} - x"))
            .collect();
        let measures = |rows: &[String]| {
            let records = Records { surveys: surveys(&rows.join("\n")), ..Records::default() };
            measure(&records, &sample_options(), &CALENDAR).measures
        };
        let (a, b) = rows.split_at(at.min(rows.len()));
        let mut sum = measures(a);
        sum += measures(b);
        prop_assert_eq!(sum, measures(&rows));
    }
}
