//! Records in, figures out: order, names, letters, comparison.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::date;

use super::*;
use crate::ledger::{
    Code, Field, FileAccount, Finding, Ledger, Place, RowCounts, SheetAccount, SheetKind, Source,
};
use crate::measure::{
    Measured, PortalDifference, PortalRows, PortalSays, Withdrawn, measure, sample_options,
};
use crate::model::sample::{complaints, dossiers, place, surveys};
use crate::model::{Records, Served, Totals};
use crate::rules::Calendar;

fn ledger(findings: Vec<Finding>) -> Ledger {
    let sheet = |name: &str, kind| SheetAccount {
        name: name.to_owned(),
        kind: Some(kind),
        further: Vec::new(),
        rows: RowCounts {
            accepted: 5,
            rejected: 2,
            skipped: 1,
            blank: 1,
            updated: 0,
            not_taken: 0,
        },
        columns: Vec::new(),
    };
    let sheets = vec![sheet("Hồ sơ", SheetKind::Dossiers), sheet("Phiếu", SheetKind::Surveys)];
    Ledger {
        files: vec![FileAccount {
            path: "a.xlsx".to_owned(),
            error: None,
            sheets,
            findings,
            mends: None,
        }],
    }
}

fn options() -> ReportOptions {
    ReportOptions {
        agency: AgencyFigures {
            name: "Sở Lao động - Thương binh và Xã hội".to_owned(),
            superior: "Ủy ban nhân dân tỉnh Trà Vinh".to_owned(),
            departments: Vec::new(),
        },
        period: sample_options().period,
        departments: ["Phòng Người có công", "Phòng Việc làm"].map(str::to_owned).into(),
        scorecard: None,
        officers: OfficerScoring::None,
        quality: QualityScoring::Shown,
        targets: TargetFigures::default(),
        choices: Choices::default(),
        digests: BTreeMap::from([("a.xlsx".to_owned(), "ab12".to_owned())]),
        contents: BTreeMap::new(),
        skipped_files: Vec::new(),
        gaps: Vec::new(),
        faces: crate::model::Faces::default(),
        letters: LetterOptions { folder: "2020-03".to_owned(), ..LetterOptions::default() },
    }
}

fn count(records: &Records, options: &crate::measure::MeasureOptions) -> Measured {
    measure(records, options, &Calendar::embedded(&[]).unwrap())
}

fn run(records: &Records) -> Figures {
    let measures = count(records, &sample_options()).measures;
    figures(&measures, &ledger(Vec::new()), &options(), &Earlier::default())
}

fn of(table: &str) -> Figures {
    run(&Records { dossiers: dossiers(table), ..Records::default() })
}

fn names<'a>(lines: impl IntoIterator<Item = &'a DossierLine>) -> Vec<&'a str> {
    lines.into_iter().map(|line| line.name.as_str()).collect()
}

const FOUR: &str = "
    A | phòng việc LÀM | Việc làm | Cấp phép  | 02/03/2020 | 10/03/2020 | 09/03/2020 | online
    B | Đội Xe         | An toàn  | Thẩm định | 02/03/2020 | 10/03/2020 | 10/03/2020 |
    C | Ban Y tế       | Y tế     | Cấp phép  | 02/03/2020 | 10/03/2020 | 11/03/2020 |
    D |                |          |           | 02/03/2020 |            |            |
    ";

#[test]
fn departments_stand_in_the_order_of_the_settings_and_the_unknown_one_last() {
    let figures = of(FOUR);
    let office = &figures.office.dossiers;
    assert_eq!(
        names(&office.by_department),
        ["Phòng Người có công", "Phòng Việc làm", "Ban Y tế", "Đội Xe", "Chưa rõ đơn vị"]
    );
    assert_eq!(names(&office.by_field), ["An toàn", "Việc làm", "Y tế", "Chưa rõ lĩnh vực"]);
    assert_eq!(names(&office.by_procedure), ["Cấp phép", "Thẩm định", "Chưa rõ thủ tục"]);
    let reports: Vec<_> =
        figures.departments.iter().filter_map(|report| report.department.as_deref()).collect();
    assert_eq!(reports, ["Phòng Người có công", "Phòng Việc làm", "Ban Y tế", "Đội Xe"]);
}

#[test]
fn a_department_with_no_dossier_has_no_rate() {
    let office = of(FOUR).office.dossiers;
    let empty = &office.by_department[0];
    let zero = Some(0);
    let zeros = Totals {
        online: zero,
        counter: zero,
        carried: zero,
        early: zero,
        on_time: zero,
        open_in_time: zero,
        open_overdue: zero,
        ..Totals::default()
    };
    assert_eq!(empty.columns, zeros);
    assert_eq!(empty.on_time_rate.to_string(), "–");
    assert_eq!(office.total.on_time_rate.to_string(), "66,67%");
    assert_eq!(office.total.joint_rate.to_string(), "75,00%");
}

#[test]
fn a_department_reports_its_own_lines_only() {
    let report = of(FOUR).departments.swap_remove(1);
    assert_eq!(report.dossiers.total.columns.taken, 1);
    assert!(report.dossiers.by_department.is_empty());
    assert_eq!(names(&report.dossiers.by_procedure), ["Cấp phép"]);
    assert_eq!(report.place.unwrap().on_time, None); // one resolved dossier is not ranked
}

#[test]
fn departments_with_thirty_resolved_dossiers_are_ranked() {
    let rows = |name: &str, late: usize| {
        let row = |index| {
            let end = if index < late { 11 } else { 10 };
            format!("{name}{index} | {name} ||| 02/03/2020 | 10/03/2020 | {end}/03/2020 |\n")
        };
        (0..30).map(row).collect::<String>()
    };
    let figures = of(&[rows("Phòng Việc làm", 3), rows("Phòng Người có công", 2)].concat());
    let ranks: Vec<_> =
        figures.departments.iter().map(|report| report.place.unwrap().on_time).collect();
    assert_eq!(
        ranks,
        [
            Some(Rank { place: 1, among: 2, shared: false, of_printed: false }),
            Some(Rank { place: 2, among: 2, shared: false, of_printed: false })
        ]
    );
    assert!(figures.office.dossiers.by_department.iter().all(|line| !line.small));
}

#[test]
fn the_late_list_begins_with_the_longest_delay() {
    let late = of("
        A | Phòng A ||| 02/02/2020 | 28/02/2020 | 29/02/2020 | why=Thiếu người.
        B | Phòng A ||| 02/02/2020 | 28/02/2020 | 04/03/2020 |
          | Phòng A ||| 02/02/2018 | 28/02/2018 | 04/03/2020 |
        C | Phòng A ||| 02/02/2020 | 12/03/2020 |            | new=20/03/2020
        ")
    .late;
    let line = |item: &LateItem| (item.code.to_string(), item.days_text(), item.has_reason);
    assert_eq!(
        late.resolved.iter().map(line).collect::<Vec<_>>(),
        [
            ("B".to_owned(), "3".to_owned(), false),
            ("A".to_owned(), "chưa quá 1 ngày làm việc".to_owned(), true),
            ("a.xlsx › Hồ sơ › dòng 4".to_owned(), "–".to_owned(), false),
        ]
    );
    assert_eq!((late.open[0].days, late.open[0].letter), (Some(1), LetterState::OnlyReappointed));
    assert_eq!((late.open[0].due, late.open[0].end), (date(2020, 3, 12), None));
}

/// A day before the appointment puts nothing off: it can still be mended.
#[test]
fn a_promise_is_past_by_the_day_that_a_letter_would_be_judged_by() {
    let late = of("
        A | Phòng A ||| 02/02/2020 | 09/03/2020 |            | new=20/03/2020
        B | Phòng A ||| 02/02/2020 | 09/03/2020 |            | new=12/03/2020
        C | Phòng A ||| 02/02/2020 | 09/03/2020 |            | new=09/03/2020
        D | Phòng A ||| 02/02/2020 | 09/03/2020 |            |
        ")
    .late;
    let past = |item: &LateItem| (item.code.to_string(), item.is_past_promise);
    let mut all: Vec<_> = late.open.iter().map(past).collect();
    all.sort();
    assert_eq!(
        all,
        [("A", false), ("B", true), ("C", false), ("D", false)]
            .map(|(code, is)| (code.to_owned(), is))
    );
    assert_eq!(late.past_promise_count, 1);
}

/// What is missing for a letter; nothing, and its kind, where it is written.
#[track_caller]
fn letter(flags: &str, end: &str, want: Result<LetterKind, &[&str]>) {
    let letters =
        of(&format!("A | Phòng A | | Cấp phép | 02/02/2020 | 05/03/2020 | {end} | {flags}"))
            .letters;
    let written = letters.written.first().map(|letter| letter.kind);
    let missing = letters.held_back.first().map(|held| held.missing.clone()).unwrap_or_default();
    assert_eq!(
        written.ok_or(missing.iter().map(AsRef::as_ref).collect::<Vec<_>>()),
        want.map_err(<[_]>::to_vec)
    );
}

#[test]
fn a_letter_is_written_only_when_nothing_is_missing() {
    letter("why=Chờ thẩm tra; new=16/03/2020", "", Ok(LetterKind::Appointment));
    letter("why=Chờ thẩm tra", "09/03/2020", Ok(LetterKind::Apology));
    letter("new=16/03/2020", "", Err(&["chưa có lý do"]));
    letter("why=.; new=16/03/2020", "", Err(&["chưa có lý do"]));
    letter("why=Chờ thẩm tra", "", Err(&["chưa có ngày hẹn lại"]));
    letter("why=x; new=05/03/2020", "", Err(&["ngày hẹn lại không sau ngày hẹn trả"]));
    letter(
        "why=x; new=12/03/2020",
        "",
        Err(&[
            "đã hẹn lại một lần, đến 12/3/2020, nay đã qua: không được hẹn lại lần hai, giải quyết xong thì gửi thư xin lỗi",
        ]),
    );
    letter("why=x; new=22/03/2020", "", Err(&["ngày hẹn lại không phải ngày làm việc"]));
    letter("why=x; new=22/03/2032", "", Err(&["ngày hẹn lại nằm ngoài các năm của lịch làm việc"]));
    letter("who=", "", Err(&["chưa có tên chủ hồ sơ", "chưa có lý do", "chưa có ngày hẹn lại"]));
    letter("", "09/03/2020", Err(&["chưa có lý do"]));
}

#[test]
fn a_letter_says_what_the_sheet_says() {
    let table = "A | Phòng A || Cấp phép | 02/02/2020 | 05/03/2020 || why= Chờ thẩm tra. ; new=16/03/2020; who=Công ty Mẫu";
    let written = of(table).letters.written.swap_remove(0);
    assert_eq!(written.recipient, "Công ty Mẫu");
    assert_eq!(written.address_form, "Tổ chức");
    assert_eq!(written.reason, "Chờ thẩm tra");
    assert_eq!(written.received.as_deref(), Some("ngày 02 tháng 02 năm 2020"));
    assert_eq!(written.due.as_deref(), Some("ngày 05 tháng 3 năm 2020"));
    assert_eq!(written.reappointed.as_deref(), Some("ngày 16 tháng 3 năm 2020"));
}

#[test]
fn satisfaction_is_said_with_its_sheets_and_interval() {
    let table = "
        Phòng Việc làm | 20/02/2020 | 5 4 3
        Phòng Việc làm | 20/02/2020 | 4 - -
        Phòng A        | 20/02/2020 | 1 x 5
        ";
    let figures = run(&Records { surveys: surveys(table), ..Records::default() });
    let got = &figures.office.satisfaction;
    assert_eq!((got.returned, got.valid, got.total.sheets), (3, 3, 3));
    assert_eq!((got.total.rate.part, got.total.rate.whole), (4, 6));
    assert_eq!(got.total.interval_text, "20,8%–93,9%");
    let lines: Vec<_> = got
        .by_department
        .iter()
        .map(|line| (line.name.as_str(), line.sheets, line.rate.to_string(), line.small))
        .collect();
    assert_eq!(
        lines,
        [
            ("Phòng Người có công", 0, "–".to_owned(), false),
            ("Phòng Việc làm", 2, "75,00%".to_owned(), true),
            ("Phòng A", 1, "50,00%".to_owned(), true),
        ]
    );
    assert_eq!(got.by_department[0].interval_text, "–");
    let factor = &got.by_factor[0];
    assert_eq!((factor.line.name.as_str(), factor.line.sheets), ("Tiếp cận", 3));
    assert_eq!(factor.questions, ["c1", "c2"]);
    let third = &got.by_question[2];
    assert_eq!(
        (third.number, third.line.sheets, third.line.rate.to_string()),
        (3, 2, "50,00%".to_owned())
    );
    assert_eq!(third.by_department.len(), 3);
    assert_eq!(figures.departments[1].satisfaction.by_question[1].line.sheets, 1);
}

#[test]
fn the_sample_stands_for_those_served_else_for_those_resolved() {
    let span = sample_options().period.span;
    let mut records = Records { dossiers: dossiers(FOUR), ..Records::default() };
    let office = run(&records).office.satisfaction;
    assert_eq!((office.population, office.population_source.as_str()), (3, "da_giai_quyet"));
    assert_eq!((office.sample_needed, office.sample_missing), (Some(3), 3));
    records.served.push(Served {
        department: None,
        served: 1_000,
        issued: Some(300),
        span,
        place: place(2),
    });
    let figures = run(&records);
    let office = &figures.office.satisfaction;
    assert_eq!((office.population, office.population_source.as_str()), (1_000, "luot_phuc_vu"));
    assert_eq!((office.sample_needed, office.issued), (Some(286), Some(300)));
    assert_eq!(office.response_rate.to_string(), "0,00%");
    assert_eq!(figures.departments[0].satisfaction.sample_needed, None);
}

#[test]
fn all_four_kinds_of_complaint_are_there_also_when_zero() {
    let table = "TC | Phòng Việc làm | 01/03/2020 | 05/03/2020 | 06/03/2020";
    let figures = run(&Records { complaints: complaints(table), ..Records::default() });
    let got = &figures.office.complaints;
    let kinds: Vec<_> =
        got.by_kind.iter().map(|line| (line.kind.as_str(), line.resolved)).collect();
    assert_eq!(kinds, [("Khiếu nại", 0), ("Tố cáo", 1), ("Kiến nghị", 0), ("Phản ánh", 0)]);
    assert_eq!(got.total.in_time_rate.to_string(), "0,00%");
    assert_eq!(got.by_kind[0].in_time_rate.to_string(), "–");
    assert!(!got.has_data); // no sheet of this kind in the ledger
}

/// Luật Tố cáo 2018 Điều 8 khoản 1.
#[test]
fn a_department_is_told_of_no_denunciation() {
    let table = "TC | Phòng Việc làm | 01/03/2020 | 05/03/2020 | 06/03/2020
KN | Phòng Việc làm | 01/03/2020 | 05/03/2020 | 06/03/2020
TC | Phòng Chỉ có tố cáo | 01/03/2020 | 05/03/2020 |";
    let figures = run(&Records { complaints: complaints(table), ..Records::default() });
    let office = &figures.office.complaints.total;
    assert_eq!((office.received, office.late, office.open_overdue), (3, 2, 1));
    let own = &figures.departments[1].complaints;
    let kinds: Vec<_> = own.by_kind.iter().map(|line| (line.kind.as_str(), line.late)).collect();
    assert_eq!(kinds, [("Khiếu nại", 1), ("Kiến nghị", 0), ("Phản ánh", 0)]);
    assert_eq!((own.total.received, own.total.late), (1, 1));
    assert_eq!(figures.departments[0].complaints.total.late, 0);
    // A notice of its own would say that there is something to hide.
    let mut names = figures.departments.iter().filter_map(|one| one.department.as_deref());
    assert!(!names.any(|name| name == "Phòng Chỉ có tố cáo"));
}

fn at(row: u32) -> Place {
    let source = Source { file: "a.xlsx".to_owned(), sheet: Some("Hồ sơ".to_owned()) };
    Place::cell(&Arc::new(source), row, 7)
}

#[test]
fn rows_that_do_not_count_are_named_without_naming_people() {
    let findings = vec![
        Finding::new(Code::BadDate, at(3))
            .rejecting()
            .with_field(Field::Due)
            .with_message("Không đọc được “31/02”"),
        Finding::new(Code::MissingReceived, at(3)).rejecting(),
        // The same code and field in a row that counts.
        Finding::new(Code::BadDate, at(4))
            .with_field(Field::Due)
            .with_effect("dòng này vẫn được tính"),
        Finding::new(Code::BadDate, at(7))
            .with_field(Field::Due)
            .with_effect("dòng này vẫn được tính"),
        Finding::new(Code::DuplicateCode, at(5))
            .rejecting()
            .with_field(Field::Applicant)
            .with_message("Nguyễn Văn A"),
        Finding::new(Code::MissingChannel, at(6)),
    ];
    let measures = count(&Records::default(), &sample_options()).measures;
    let input = figures(&measures, &ledger(findings), &options(), &Earlier::default()).office.input;
    let rejects: Vec<_> =
        input.rejects.iter().map(|row| (row.place.as_str(), row.message.as_str())).collect();
    assert_eq!(
        rejects,
        [
            ("a.xlsx › Hồ sơ › H3", "Không đọc được “31/02”"),
            ("a.xlsx › Hồ sơ › H5", Code::DuplicateCode.message()),
        ]
    );
    assert_eq!((input.findings[0].code.as_str(), input.findings[0].count), ("bad_date", 3));
    assert_eq!(input.findings[0].effect, "dòng này vẫn được tính");
    assert_eq!(input.files[0].sha256, "ab12");
    assert_eq!(input.seen, input.accepted + input.rejected + input.skipped + input.blank);
}

#[test]
fn choices_are_said_where_they_apply() {
    let keys = |report: &Report| report.choices.iter().map(|c| c.key.clone()).collect::<Vec<_>>();
    assert_eq!(keys(&of(FOUR).office), ["rut_tra_lai", "moc", "bo_sung"]);
    let measures = count(&Records::default(), &sample_options()).measures;
    let assumed = ledger(vec![Finding::new(Code::ScaleAssumed, at(1))]);
    let report = figures(&measures, &assumed, &options(), &Earlier::default()).office;
    assert_eq!(keys(&report), ["rut_tra_lai", "moc", "bo_sung", "chu_so"]);
}

/// The figures of February, as they come back out of the archive.
fn february(table: &str) -> EarlierFigures {
    let records = Records { dossiers: dossiers(table), ..Records::default() };
    let period =
        crate::model::Period::parse("2020-02", crate::model::CutOff::Administrative).unwrap();
    let counting = crate::measure::MeasureOptions { period, ..sample_options() };
    let options = ReportOptions { period, ..options() };
    let measures = count(&records, &counting).measures;
    let report = figures(&measures, &ledger(Vec::new()), &options, &Earlier::default()).office;
    serde_json::from_str(&serde_json::to_string(&report).unwrap()).unwrap()
}

const TWO_MONTHS: &str = "
    A | Phòng Việc làm ||| 20/01/2020 | 10/02/2020 | 11/02/2020 |
    B | Phòng Việc làm ||| 20/01/2020 | 10/02/2020 | 10/02/2020 |
    C | Phòng Việc làm ||| 20/01/2020 | 10/03/2020 | 10/03/2020 |
    ";

#[test]
fn the_period_before_comes_from_the_archive() {
    let records = Records { dossiers: dossiers(TWO_MONTHS), ..Records::default() };
    let measures = count(&records, &sample_options()).measures;
    let earlier = Earlier { previous: Some(february(TWO_MONTHS)), ..Earlier::default() };
    let figures = figures(&measures, &ledger(Vec::new()), &options(), &earlier);
    let previous = figures.office.previous.unwrap();
    assert_eq!((previous.code.as_str(), previous.name.as_str()), ("2020-02", "tháng 2 năm 2020"));
    assert_eq!(previous.on_time_rate.to_string(), "50,00%");
    // Two dossiers against one say nothing of a change.
    assert_eq!((previous.on_time_change, previous.on_time_words), (None, None));
    assert_eq!((previous.satisfaction_change, previous.on_time_note), (None, None));
    let own = figures.departments[1].previous.as_ref().unwrap();
    assert_eq!(own.on_time_rate.to_string(), "50,00%");
    assert!(figures.office.year_ago.is_none());
}

#[test]
fn what_is_not_comparable_is_noted() {
    let records = Records { dossiers: dossiers(TWO_MONTHS), ..Records::default() };
    let counting =
        crate::measure::MeasureOptions { withdrawn: Withdrawn::Excluded, ..sample_options() };
    let measures = count(&records, &counting).measures;
    let mut options = options();
    options.choices.withdrawn = Withdrawn::Excluded;
    // C was not yet in the sheets of February.
    let before = TWO_MONTHS.lines().take(3).collect::<Vec<_>>().join("\n");
    let earlier = Earlier { previous: Some(february(&before)), ..Earlier::default() };
    let report = figures(&measures, &ledger(Vec::new()), &options, &earlier).office;
    let previous = report.previous.unwrap();
    assert_eq!(previous.satisfaction_note, None);
    let note = previous.on_time_note.unwrap();
    assert_eq!(
        note,
        "Kỳ đó chọn khác: hồ sơ rút, trả lại được tính vào cột đúng hạn; \
         cuối tháng 2 năm 2020 còn 0 hồ sơ đang giải quyết, kỳ này tính được 01 hồ sơ từ kỳ trước chuyển sang, \
         chênh 01 hồ sơ: dữ liệu hồ sơ của kỳ đó đã khác so với khi lập báo cáo"
    );
}

#[test]
fn a_period_is_said_by_days_and_in_words() {
    let period = of(FOUR).office.period;
    assert_eq!((period.from.as_str(), period.to.as_str()), ("2020-02-15", "2020-03-14"));
    assert_eq!((period.from_text.as_str(), period.to_text.as_str()), ("15/02/2020", "14/3/2020"));
    assert_eq!((period.code.as_str(), period.year), ("2020-03", 2020));
    assert!(period.estimated_days.is_empty());
}

#[test]
fn no_figure_names_a_citizen() {
    let table =
        "A | Phòng A || Cấp phép | 02/02/2020 | 05/03/2020 || why=Lỗi của Lê Mẫu; who=Trần Thị Mẫu";
    let figures = of(table);
    let office = serde_json::to_string(&figures.office).unwrap();
    let late = serde_json::to_string(&figures.late).unwrap();
    for text in [office, late] {
        assert!(!text.contains("Mẫu"), "{text}");
    }
}

#[test]
fn a_list_beside_the_portal_is_no_longer_than_a_workbook_and_counts_the_rest() {
    let mut measures = count(&Records::default(), &sample_options()).measures;
    let difference = PortalDifference {
        code: "H1".into(),
        department: None,
        own: None,
        portal: PortalSays::Both,
        due: None,
        end: None,
        place: place(2),
    };
    let differences = vec![difference; 50_003];
    measures.portal = Some(PortalRows { differences, ..PortalRows::default() });
    let made = figures(&measures, &ledger(Vec::new()), &options(), &Earlier::default());
    let list = made.portal.expect("a list");
    assert_eq!((list.lines.len(), list.more), (50_000, 3));
    assert_eq!(list.figures.rows.map(|rows| rows.contradicting), Some(50_003));
}
