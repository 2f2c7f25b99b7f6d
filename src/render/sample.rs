//! A small report with every part filled in, for the tests of the writers.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::document::{self, Document, Templates, sample};
use crate::ledger::{Place, Source};
use crate::model::Ratio;
use crate::report::{
    AgencyFigures, AnswerCounts, AssessmentFigures, ChoiceFigures, CodeCount, Comparison,
    ComplaintFigures, ComplaintLine, DaysUsed, DepartmentPlace, DossierFigures, DossierLine,
    FactorFigures, FigureCodes, FileFigures, GapFigures, Held, HeldBack, InputFigures, LateItem,
    LateList, LateNames, Letter, LetterFigures, LetterKind, LetterState, Letters, OfficeFigures,
    PeriodFigures, QuestionFigures, Rank, Reconciliation, RejectFigures, Report,
    SatisfactionFigures, SatisfactionLine, SheetFigures, Situation, SupplementFigures,
    TargetFigures, Void,
};

/// March 2020 of an invented office: two departments, two fields, two questions.
pub(crate) fn report() -> Report {
    Report {
        codes: FigureCodes::sample(),
        version: 1,
        agency: AgencyFigures {
            name: "Sở Lao động - Thương binh và Xã hội".to_owned(),
            superior: "Ủy ban nhân dân tỉnh Trà Vinh".to_owned(),
            departments: vec!["Phòng Người có công".to_owned()],
        },
        period: period(),
        department: None,
        dossiers: dossiers(),
        satisfaction: satisfaction(),
        comments: sample::comment_figures(),
        complaints: complaints(),
        assessments: vec![AssessmentFigures {
            content: "1.1".to_owned(),
            verdict: "Thực hiện tốt".to_owned(),
            note: Some("Còn 02 hồ sơ phải bổ sung nhiều lần".to_owned()),
        }],
        scorecard: Some(sample::scorecard()),
        letters: LetterFigures {
            appointments: 1,
            apologies: 1,
            held_back: 1,
            already: 0,
            owed: 3,
            refused: 0,
            ahead: 1,
            near: 1,
            matters: 1,
            written_issued: 0,
            later: 0,
            prepared_appointments: 1,
            prepared_apologies: 0,
            reconciliation: reconciliation("Tổng cộng"),
            by_department: vec![reconciliation("Phòng Người có công")],
        },
        input: input(),
        choices: vec![ChoiceFigures {
            value: Some("dung_han".to_owned()),
            key: "rut_tra_lai".to_owned(),
            sentence: "Hồ sơ rút, trả lại được tính vào cột đúng hạn".to_owned(),
        }],
        targets: TargetFigures { on_time: Some(9500), satisfaction: Some(9000) },
        previous: Some(comparison("2020-02", "tháng 2 năm 2020")),
        year_ago: Some(comparison("2019-03", "tháng 3 năm 2019")),
        trend: Some(crate::report::sample_trend()),
        year: Some(crate::report::sample_year()),
        parts: Some(crate::report::sample_parts()),
        place: Some(DepartmentPlace {
            on_time: Some(Rank { place: 1, among: 2, shared: false }),
            satisfaction: Some(Rank { place: 2, among: 2, shared: false }),
        }),
        consolidated: Some(sample::consolidated()),
        office: Some(OfficeFigures {
            dossiers: DossierLine::default(),
            satisfaction: SatisfactionLine::default(),
        }),
    }
}

/// The report of these figures.
pub(crate) fn document() -> Document {
    document_of(&report())
}

/// The report of any figures, in the default wording.
pub(crate) fn document_of(figures: &Report) -> Document {
    let templates = Templates::new(&BTreeMap::new()).expect("templates");
    document::report(figures, document::DocumentCopy::ToSign, &sample::options(), &templates)
        .expect("a document")
}

fn period() -> PeriodFigures {
    PeriodFigures { estimated_days: vec!["2020-03-02".to_owned()], ..sample::period() }
}

fn dossiers() -> DossierFigures {
    let first = dossier_line("Phòng Người có công", [40, 18, 1, 1]);
    let second = dossier_line("Phòng Lao động - Việc làm", [8, 3, 0, 1]);
    let none = dossier_line("Thanh tra Sở", [0, 0, 0, 0]);
    let fields =
        vec![dossier_line("Người có công", [40, 18, 1, 1]), dossier_line("Việc làm", [8, 3, 0, 1])];
    let procedures = vec![
        dossier_line("=HYPERLINK(\"http://x.vn\";\"Trợ cấp thờ cúng liệt sĩ\")", [40, 18, 1, 1]),
        dossier_line("Cấp giấy phép lao động cho người lao động nước ngoài", [8, 3, 0, 1]),
    ];
    DossierFigures {
        has_data: true,
        total: dossier_line("Tổng", [48, 21, 1, 2]),
        by_department: vec![first, second, none],
        by_field: fields,
        by_procedure: procedures,
        delays: crate::report::sample_delays(),
        carry_over_difference: 0,
        broken_identities: Vec::new(),
    }
}

/// Early, on time, late, open (one of them overdue).
fn dossier_line(name: &str, [early, on_time, late, open]: [u64; 4]) -> DossierLine {
    let resolved = early + on_time + late;
    let (taken, overdue) = (resolved + open, late.min(open));
    let (online, carried) = (taken / 2, open.min(taken - taken / 2));
    let channels = [online, taken - online - carried, carried];
    DossierLine {
        withdrawn: open,
        computed_due: open,
        late_with_letter: late,
        late_only_reappointed: 0,
        late_without_letter: overdue,
        supplements: SupplementFigures {
            dossiers: resolved,
            requests: open * 3,
            mean: Some("0,09".to_owned()),
            more_than_one: open,
        },
        days_used: DaysUsed {
            dossiers: resolved,
            used: resolved * 7,
            allowed: resolved * 10,
            mean_used: Some("7,00".to_owned()),
            mean_allowed: Some("10,00".to_owned()),
        },
        ..sample::line(name, channels, [early, on_time, late], overdue)
    }
}

fn satisfaction() -> SatisfactionFigures {
    let departments = || {
        vec![
            line("Phòng Người có công", 34, [1, 2, 5, 30, 30]),
            line("Phòng Lao động - Việc làm", 11, [0, 0, 2, 9, 11]),
            line("Thanh tra Sở", 0, [0; 5]),
        ]
    };
    let total = line("Chung", 45, [1, 2, 7, 39, 41]);
    let halves = [(34, [1, 1, 3, 20, 20]), (44, [0, 1, 4, 19, 21])];
    let question = |number: u32, text: &str, (sheets, levels)| QuestionFigures {
        number,
        key: format!("c{number}"),
        factor: Some("Tiếp cận dịch vụ".to_owned()),
        line: line(text, sheets, levels),
        by_department: departments(),
    };
    SatisfactionFigures {
        has_data: true,
        issued: Some(60),
        returned: 46,
        valid: 45,
        response_rate: Ratio::new(46, 60),
        by_department: departments(),
        by_factor: vec![FactorFigures {
            line: SatisfactionLine { name: "Tiếp cận dịch vụ".to_owned(), ..total.clone() },
            questions: vec!["c1".to_owned(), "c2".to_owned()],
        }],
        by_question: vec![
            question(1, "Nơi ngồi chờ có đủ chỗ ngồi", halves[0]),
            question(2, "Công chức có thái độ giao tiếp lịch sự", halves[1]),
        ],
        total,
        population: 70,
        population_source: "da_giai_quyet".to_owned(),
        sample_needed: Some(60),
        sample_missing: 15,
    }
}

fn line(name: &str, sheets: u64, levels: [u64; 5]) -> SatisfactionLine {
    let [.., four, five] = levels;
    SatisfactionLine {
        is_unknown: false,
        name: name.to_owned(),
        sheets,
        answers: AnswerCounts { levels, none: sheets / 10, invalid: 0 },
        rate: Ratio::new(four + five, levels.iter().sum()),
        interval: Some([758, 957]),
        interval_text: if sheets == 0 { "–" } else { "75,8%–95,7%" }.to_owned(),
        small: (1..30).contains(&sheets),
    }
}

fn complaints() -> ComplaintFigures {
    let kinds = ["Khiếu nại", "Tố cáo", "Kiến nghị", "Phản ánh"];
    ComplaintFigures {
        has_data: true,
        by_kind: kinds.map(|kind| complaint(kind, 1)).into(),
        total: complaint("Tổng", 4),
    }
}

fn complaint(kind: &str, times: u64) -> ComplaintLine {
    ComplaintLine {
        kind: kind.to_owned(),
        carried: times,
        received: 4 * times,
        resolved: 4 * times,
        in_time: 2 * times,
        late: times,
        without_due: times,
        open: times,
        open_overdue: 0,
        suspended: 0,
        in_time_rate: Ratio::new(2 * times, 3 * times),
    }
}

fn input() -> InputFigures {
    InputFigures {
        files: vec![FileFigures {
            path: "2020-03/ho-so.xlsx".to_owned(),
            sha256: "0123456789abcdef".repeat(4),
            sheets: vec![SheetFigures {
                name: "Hồ sơ".to_owned(),
                kind: "hồ sơ".to_owned(),
                seen: 75,
                accepted: 72,
                rejected: 1,
                skipped: 1,
                blank: 1,
                questions: vec!["Thái độ phục vụ".to_owned()],
            }],
        }],
        seen: 75,
        accepted: 72,
        rejected: 1,
        skipped: 1,
        blank: 1,
        findings: vec![CodeCount {
            code: "bad_date".to_owned(),
            meaning: "Không đọc được ngày".to_owned(),
            count: 1,
            effect: "dòng này không được tính".to_owned(),
            whole: Vec::new(),
        }],
        rejects: vec![RejectFigures {
            place: "2020-03/ho-so.xlsx › Hồ sơ › H12".to_owned(),
            code: "bad_date".to_owned(),
            message: "Không đọc được ngày hẹn trả “31/02/2020”".to_owned(),
        }],
        skipped_files: vec!["2020-03/cu.xls".to_owned()],
        gaps: vec![GapFigures {
            kind: "dossiers".to_owned(),
            from: "2020-03-09".to_owned(),
            to: "2020-03-14".to_owned(),
            sentence: "từ ngày 09/3/2020 đến ngày 14/3/2020 không có hồ sơ nào".to_owned(),
        }],
    }
}

fn comparison(code: &str, name: &str) -> Comparison {
    Comparison {
        code: code.to_owned(),
        name: name.to_owned(),
        on_time_rate: Ratio::new(57, 58),
        on_time_change: Some("+0,29 điểm %".to_owned()),
        on_time_words: Some("tăng 0,29 điểm phần trăm".to_owned()),
        satisfaction_rate: Ratio::new(0, 0),
        satisfaction_change: None,
        satisfaction_words: None,
        on_time_note: None,
        satisfaction_note: Some("Bộ câu hỏi khác kỳ này".to_owned()),
    }
}

/// One resolved late, one open.
pub(crate) fn late_list() -> LateList {
    let item = LateItem {
        code: "000.00.16.H59-200218-0003".into(),
        department: "Phòng Người có công".into(),
        field: "Người có công".into(),
        procedure: "Trợ cấp thờ cúng liệt sĩ".into(),
        received: jiff::civil::date(2020, 2, 18),
        due: jiff::civil::date(2020, 3, 2),
        end: Some(jiff::civil::date(2020, 3, 9)),
        reappointed: None,
        days: Some(5),
        has_reason: true,
        listed_reason: None,
        letter: LetterState::Nothing,
        outside: LateNames::default(),
    };
    let open = LateItem {
        end: None,
        reappointed: Some(jiff::civil::date(2020, 3, 20)),
        days: None,
        ..item.clone()
    };
    LateList {
        period: period(),
        resolved: vec![item],
        open: vec![open],
        resolved_count: 1,
        open_count: 1,
    }
}

fn reconciliation(name: &str) -> Reconciliation {
    Reconciliation {
        name: name.to_owned(),
        late: 3,
        issued: 1,
        issued_rate: Ratio::new(1, 3),
        issued_in_time: 0,
        issued_late: 1,
        prepared: 1,
        only_reappointed: 0,
        without: 1,
        then_in_time: 1,
        second_delays: 1,
    }
}

/// One letter, one held back, one nearly due, one void.
pub(crate) fn letters() -> Letters {
    let source =
        Arc::new(Source { file: "ho-so.xlsx".to_owned(), sheet: Some("Hồ sơ".to_owned()) });
    let held = HeldBack {
        situation: Situation::Overdue,
        code: "000.00.16.H59-200219-0007".into(),
        recipient: "Nguyễn Văn Mẫu".into(),
        procedure: "Trợ cấp thờ cúng liệt sĩ".into(),
        department: "Phòng Người có công".into(),
        due_day: Some(jiff::civil::date(2020, 3, 4)),
        days: Some(8),
        missing: vec!["chưa có lý do".into()],
        why: Held::Wanting,
        place: Place::row(&source, 9),
    };
    Letters {
        day: jiff::civil::date(2020, 3, 14),
        written: vec![Letter {
            kind: LetterKind::Apology,
            situation: Situation::Late,
            year: 2020,
            order: 1,
            number: None,
            replaces: None,
            file: "txl-000-00-16-h59-200218-0003".to_owned(),
            key: "000.00.16.H59-200218-0003".to_owned(),
            code: "000.00.16.H59-200218-0003".to_owned(),
            recipient: "Nguyễn Văn Thí Dụ".to_owned(),
            address_form: "Ông/Bà".to_owned(),
            address: None,
            procedure: "Trợ cấp thờ cúng liệt sĩ".to_owned(),
            department: "Phòng Người có công".to_owned(),
            received: Some("ngày 18 tháng 02 năm 2020".to_owned()),
            due: Some("ngày 02 tháng 3 năm 2020".to_owned()),
            reappointed: None,
            end: Some("ngày 09 tháng 3 năm 2020".to_owned()),
            reason: "chờ xác minh".to_owned(),
            due_day: Some(jiff::civil::date(2020, 3, 2)),
            new_day: None,
            end_day: Some(jiff::civil::date(2020, 3, 9)),
            moved_day: None,
            given_number: None,
            given_day: None,
        }],
        near: vec![HeldBack { situation: Situation::Near, ..held.clone() }],
        held_back: vec![held],
        voids: vec![Void {
            year: 2020,
            order: 2,
            code: "000.00.16.H59-200218-0004".to_owned(),
            reason: "ghi sai tên".to_owned(),
            day: jiff::civil::date(2020, 3, 10),
        }],
        already: Vec::new(),
    }
}
