//! Reports built by hand for the tests of all rooms: a usual month, the same with every part filled in, an empty one,
//! and one where everything is too long.

mod full;
mod letters;
mod opinions;
mod scores;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, date};

use crate::document::{
    Contact, CoverOptions, DepartmentForm, DocumentOptions, LetterWording, Paper, Sheets,
};
use crate::model::{Ratio, Totals};
use crate::report::{
    AgencyFigures, AssessmentFigures, ChoiceFigures, CodeCount, CommentFigures, Comparison,
    ComplaintFigures, ComplaintLine, DaysUsed, DossierFigures, DossierLine, FigureCodes,
    FileFigures, InputFigures, LateItem, LateList, LateNames, LetterFigures, LetterState,
    OfficeFigures, PeriodFigures, QuestionFigures, RejectFigures, Report, SatisfactionFigures,
    SatisfactionLine, SheetFigures, SupplementFigures, TargetFigures, TrendFigures, TrendLine,
    sample_delays, sample_trend,
};
use opinions::{complaints, own_complaints, satisfaction};

pub(crate) use full::{document_of, explained, full, full_document, letters, says};
pub(crate) use letters::{apology, appointment, comment_figures, letter_figures};
pub(crate) use opinions::answers;
pub(crate) use scores::{consolidated, quality, scorecard};

/// The wording of Mẫu số 04 since 15/9/2025.
pub(crate) fn letter_form_of_2025() -> LetterWording {
    LetterWording {
        wording: "2025".to_owned(),
        title: "Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết".to_owned(),
    }
}

pub(crate) fn options() -> DocumentOptions {
    DocumentOptions {
        agency_lines: vec!["SỞ LAO ĐỘNG - THƯƠNG BINH".to_owned(), "VÀ XÃ HỘI".to_owned()],
        superior_lines: vec!["UBND TỈNH TRÀ VINH".to_owned()],
        agency: "Sở Lao động - Thương binh và Xã hội".to_owned(),
        place: "Trà Vinh".to_owned(),
        symbol: "SLĐTBXH".to_owned(),
        contact: Contact::default(),
        drafter: "VP".to_owned(),
        authority: vec!["KT. GIÁM ĐỐC".to_owned(), "PHÓ GIÁM ĐỐC".to_owned()],
        signer: Some("Trần Thị Thử".to_owned()),
        addressees: Vec::new(),
        recipients: vec![
            "Sở Nội vụ".to_owned(),
            "BGĐ Sở".to_owned(),
            "Các phòng chuyên môn, đơn vị trực thuộc".to_owned(),
            "Lưu: VT, VP".to_owned(),
        ],
        cover: CoverOptions {
            addressees: vec!["Sở Nội vụ".to_owned()],
            recipients: vec!["BGĐ Sở".to_owned()],
            subject: None,
            opening: None,
            number: None,
        },
        letter_recipients: vec!["Như trên".to_owned(), "Bộ phận Một cửa".to_owned()],
        legal_basis: vec![
            "Căn cứ Kế hoạch ngày 12 tháng 3 năm 2020 của Sở Lao động - Thương binh và Xã hội về thực hiện mô hình “Chính quyền, công sở thân thiện, trách nhiệm”".to_owned(),
        ],
        subject: None,
        number: None,
        date: None,
        letter_paper: Paper::A5,
        letter_sheets: Sheets::Duplex,
        letter_form: LetterWording {
            wording: "2018".to_owned(),
            title: "Phiếu xin lỗi và hẹn lại ngày trả kết quả".to_owned(),
        },
        department_form: DepartmentForm::Notice,
        department_heads: BTreeMap::new(),
        apology_motto: true,
        form_lines: Vec::new(),
        prose: BTreeMap::new(),
        code: None,
    }
}

/// A usual month of a provincial department.
pub(crate) fn report() -> Report {
    let departments = [
        // name, taken online/counter/carried, early/on time/late, overdue; the rest is open in time
        ("Văn phòng Sở", [10, 14, 2], [18, 6, 0], 0),
        ("Phòng Người có công", [120, 410, 60], [402, 98, 22], 7),
        ("Phòng Lao động - Việc làm", [210, 64, 31], [188, 70, 9], 3),
        ("Phòng Giáo dục nghề nghiệp", [12, 9, 1], [15, 4, 0], 0),
        ("Phòng Bảo trợ xã hội", [31, 120, 18], [96, 41, 5], 2),
        ("Phòng Bảo vệ, chăm sóc trẻ em và Bình đẳng giới", [4, 60, 3], [50, 14, 0], 0),
        ("Trung tâm Dịch vụ việc làm", [80, 22, 6], [70, 18, 4], 1),
        ("Chi cục Phòng, chống tệ nạn xã hội", [0, 0, 0], [0, 0, 0], 0),
    ];
    let by_department: Vec<DossierLine> = departments
        .iter()
        .map(|(name, taken, done, overdue)| line(name, *taken, *done, *overdue))
        .collect();
    let mut total = sum("Tổng cộng", &by_department);
    total.withdrawn = 6;
    total.resolved_without_due = 3;
    total.open_without_due = 1;
    total.computed_due = 12;
    total.waiting = 4;
    total.late_with_letter = 49;
    total.late_only_reappointed = 1;
    total.late_without_letter = 3;
    let by_field = vec![
        line("Bảo trợ xã hội", [31, 120, 18], [96, 41, 5], 2),
        line("Người có công", [120, 410, 60], [402, 98, 22], 7),
        line("Việc làm", [290, 86, 37], [258, 88, 13], 4),
        line("Chưa rõ lĩnh vực", [26, 83, 6], [83, 24, 0], 0),
    ];
    Report {
        codes: FigureCodes::sample(),
        version: 1,
        agency: AgencyFigures {
            name: "Sở Lao động - Thương binh và Xã hội".to_owned(),
            superior: "Ủy ban nhân dân tỉnh Trà Vinh".to_owned(),
            departments: Vec::new(),
        },
        period: period(),
        department: None,
        dossiers: DossierFigures {
            has_data: true,
            total,
            by_department,
            by_field,
            by_procedure: vec![line("Trợ cấp thờ cúng liệt sĩ", [40, 100, 12], [90, 30, 4], 2)],
            delays: sample_delays(),
            carry_over_difference: 0,
            broken_identities: Vec::new(),
        },
        satisfaction: satisfaction(),
        comments: comment_figures(),
        complaints: complaints(),
        assessments: assessments(),
        scorecard: None,
        quality: None,
        letters: letter_figures(),
        input: input(),
        choices: vec![
            ChoiceFigures {
                value: None,
                key: "rut_tra_lai".to_owned(),
                sentence: "Hồ sơ rút, trả lại được tính vào cột đúng hạn".to_owned(),
            },
            ChoiceFigures {
                value: None,
                key: "moc".to_owned(),
                sentence:
                    "Hạn để xét là ngày hẹn trả lần đầu; hẹn lại không làm hồ sơ thành đúng hạn."
                        .to_owned(),
            },
        ],
        targets: TargetFigures { on_time: Some(9500), satisfaction: Some(9000) },
        previous: Some(Comparison {
            code: "2020-02".to_owned(),
            name: "tháng 2 năm 2020".to_owned(),
            on_time_rate: Ratio::new(950, 990),
            on_time_change: Some("+0,50 điểm %".to_owned()),
            on_time_words: Some("tăng 0,50 điểm phần trăm".to_owned()),
            satisfaction_rate: Ratio::default(),
            satisfaction_change: None,
            satisfaction_words: None,
            on_time_note: None,
            satisfaction_note: None,
            are_few_sheets: false,
        }),
        year_ago: None,
        trend: Some(sample_trend()),
        year: Some(crate::report::sample_year()),
        parts: None,
        place: None,
        office: None,
        consolidated: None,
    }
}

fn assessments() -> Vec<AssessmentFigures> {
    vec![
        AssessmentFigures {
            content:
                "1.1. Lắng nghe, xin lỗi, cảm ơn; không để tổ chức, cá nhân bổ sung hồ sơ nhiều lần"
                    .to_owned(),
            verdict: "Thực hiện tốt".to_owned(),
            note: None,
        },
        AssessmentFigures {
            content: "1.2. Trả kết quả đúng hẹn, trước hẹn".to_owned(),
            verdict: "Thực hiện khá; còn hồ sơ quá hạn".to_owned(),
            note: Some("Xem số liệu".to_owned()),
        },
    ]
}

/// Nothing was read.
pub(crate) fn empty() -> Report {
    Report {
        codes: FigureCodes::sample(),
        dossiers: DossierFigures {
            total: line("Tổng cộng", [0; 3], [0; 3], 0),
            ..DossierFigures::default()
        },
        satisfaction: SatisfactionFigures {
            has_data: false,
            issued: None,
            returned: 0,
            valid: 0,
            response_rate: Ratio::default(),
            total: SatisfactionLine {
                interval_text: "–".to_owned(),
                ..SatisfactionLine::default()
            },
            by_department: Vec::new(),
            by_factor: Vec::new(),
            by_question: Vec::new(),
            population: 0,
            population_source: "da_giai_quyet".to_owned(),
            sample_needed: None,
            sample_missing: 0,
            hidden: BTreeSet::new(),
        },
        comments: CommentFigures::default(),
        complaints: ComplaintFigures {
            has_data: false,
            by_kind: Vec::new(),
            total: ComplaintLine::default(),
        },
        assessments: Vec::new(),
        scorecard: None,
        quality: None,
        letters: LetterFigures::default(),
        input: InputFigures::default(),
        choices: Vec::new(),
        targets: TargetFigures::default(),
        previous: None,
        trend: None,
        year: None,
        ..report()
    }
}

/// Many departments with long names, many questions, large and small numbers.
pub(crate) fn extreme() -> Report {
    let mut report = report();
    let long =
        "Phòng Bảo vệ, chăm sóc trẻ em và Bình đẳng giới, phòng, chống bạo lực gia đình khu vực";
    report.dossiers.by_department = (0..40)
        .map(|n| line(&format!("{long} {n}"), [n * 100, 3, 1], [n * 90, n, n * 2], 1))
        .collect();
    report.satisfaction.by_department =
        (0..40).map(|n| answers(&format!("{long} {n}"), [n, 0, n / 3, n * 7, n * 90])).collect();
    let question = report.satisfaction.by_question[0].clone();
    report.satisfaction.by_question = (1..=30)
        .map(|number| QuestionFigures {
            number,
            line: answers(&format!("{long} {long} {number}?"), [u64::from(number), 0, 0, 0, 1]),
            ..question.clone()
        })
        .collect();
    report.input.rejects = vec![
        RejectFigures {
            place: "thang-3/hồ sơ phòng người có công và bảo trợ xã hội.xlsx › Hồ sơ › H12"
                .to_owned(),
            code: "bad_date".to_owned(),
            message: "Không đọc được ngày hẹn trả “31/06/2025”".to_owned(),
        };
        1234
    ];
    report.input.skipped_files = vec!["a_b*.xlsx".to_owned(), "<x>.csv".to_owned()];
    report.period.estimated_days = vec!["2027-02-08".to_owned()];
    report.dossiers.broken_identities = vec!["(3) khác (7) + (11)".to_owned()];
    report
}

/// The report of one department.
pub(crate) fn department() -> Report {
    let office = report();
    let of_office = OfficeFigures {
        dossiers: office.dossiers.total.clone(),
        satisfaction: office.satisfaction.total.clone(),
    };
    let own = office.dossiers.by_department[1].clone();
    Report {
        codes: FigureCodes::sample(),
        department: Some(own.name.clone()),
        comments: letters::published_comments(),
        complaints: own_complaints(),
        dossiers: DossierFigures {
            by_field: vec![DossierLine { name: "Người có công".to_owned(), ..own.clone() }],
            by_department: vec![own.clone()],
            total: own,
            ..office.dossiers.clone()
        },
        office: Some(of_office),
        trend: Some(department_trend()),
        ..office
    }
}

/// The office's, as of a department that was not there in the second month and resolved few in the last.
fn department_trend() -> TrendFigures {
    let mut trend = sample_trend();
    for line in &mut trend.periods {
        line.comments = None;
    }
    if let [_, second, .., last] = trend.periods.as_mut_slice() {
        let TrendLine { code, name, short, .. } = std::mem::take(second);
        *second = TrendLine { code, name, short, ..TrendLine::default() };
        (last.on_time_rate, last.late) = (Ratio::new(27, 28), Some(1));
    }
    trend
}

pub(crate) fn period() -> PeriodFigures {
    PeriodFigures {
        code: "2020-03".to_owned(),
        name: "tháng 3 năm 2020".to_owned(),
        from: "2020-02-15".to_owned(),
        to: "2020-03-14".to_owned(),
        from_text: "15/02/2020".to_owned(),
        to_text: "14/3/2020".to_owned(),
        year: 2020,
        estimated_days: Vec::new(),
        is_free: false,
    }
}

pub(crate) fn line(name: &str, taken: [u64; 3], done: [u64; 3], overdue: u64) -> DossierLine {
    let [online, counter, carried] = taken;
    let [early, on_time, late] = done;
    let resolved = early + on_time + late;
    let taken = (online + counter + carried).max(resolved + overdue);
    let open = taken - resolved;
    let columns = Totals {
        taken,
        online: Some(online),
        counter: Some(taken - online - carried),
        carried: Some(carried),
        resolved,
        early: Some(early),
        on_time: Some(on_time),
        in_time: early + on_time,
        late,
        open,
        open_in_time: Some(open - overdue),
        open_overdue: Some(overdue),
    };
    DossierLine {
        name: name.to_owned(),
        columns,
        on_time_rate: Ratio::new(early + on_time, resolved),
        early_rate: Ratio::new(early, resolved),
        late_rate: Ratio::new(late, resolved),
        joint_rate: Ratio::new(early + on_time + open - overdue, taken),
        supplements: SupplementFigures {
            dossiers: resolved,
            requests: resolved / 5,
            mean: Ratio::new(resolved / 5, resolved).mean(),
            more_than_one: resolved / 40,
        },
        days_used: DaysUsed {
            dossiers: resolved,
            used: resolved * 6,
            allowed: resolved * 9,
            mean_used: (resolved > 0).then(|| "6,00".to_owned()),
            mean_allowed: (resolved > 0).then(|| "9,00".to_owned()),
        },
        small: resolved < 30,
        ..DossierLine::default()
    }
}

fn sum(name: &str, lines: &[DossierLine]) -> DossierLine {
    let of =
        |get: fn(&Totals) -> Option<u64>| lines.iter().filter_map(|line| get(&line.columns)).sum();
    line(
        name,
        [of(|c| c.online), of(|c| c.counter), of(|c| c.carried)],
        [of(|c| c.early), of(|c| c.on_time), of(|c| Some(c.late))],
        of(|c| c.open_overdue),
    )
}

fn input() -> InputFigures {
    InputFigures {
        files: vec![FileFigures {
            path: "thang-3/ho-so.xlsx".to_owned(),
            sha256: "0".repeat(64),
            sheets: vec![SheetFigures {
                name: "Hồ sơ".to_owned(),
                kind: "hồ sơ".to_owned(),
                seen: 1720,
                accepted: 1710,
                rejected: 2,
                skipped: 5,
                blank: 3,
                questions: Vec::new(),
            }],
        }],
        seen: 1720,
        accepted: 1710,
        rejected: 2,
        rejected_of_period: Some(2),
        rejected_of_no_day: 1,
        skipped: 5,
        blank: 3,
        findings: vec![CodeCount {
            code: "bad_date".to_owned(),
            meaning: "Không đọc được ngày".to_owned(),
            count: 2,
            effect: "Dòng không được tính".to_owned(),
            whole: Vec::new(),
        }],
        rejects: vec![RejectFigures {
            place: "thang-3/ho-so.xlsx › Hồ sơ › H12".to_owned(),
            code: "bad_date".to_owned(),
            message: "Không đọc được ngày hẹn trả “31/02/2020”".to_owned(),
        }],
        skipped_files: Vec::new(),
        gaps: Vec::new(),
    }
}

pub(crate) fn late_list() -> LateList {
    let item = |code: &str, end: Option<Date>| LateItem {
        code: code.into(),
        department: "Phòng Người có công".into(),
        field: "Người có công".into(),
        procedure: "Trợ cấp thờ cúng liệt sĩ".into(),
        received: date(2020, 2, 12),
        due: date(2020, 3, 4),
        end,
        reappointed: None,
        days: Some(3),
        has_reason: end.is_some(),
        listed_reason: None,
        own_reason: None,
        letter: LetterState::Nothing,
        is_past_promise: false,
        is_stale: false,
        outside: LateNames::default(),
    };
    LateList {
        period: period(),
        resolved: vec![item("H56.01-200212-0008", Some(date(2020, 3, 9)))],
        open: vec![item("H56.01-200212-0007", None)],
        resolved_count: 1,
        open_count: 1,
        past_promise_count: 0,
        stale_count: 0,
    }
}
