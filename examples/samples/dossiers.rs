//! Invented dossiers: received from December 2019 to March 2020, as exported on 20 March 2020.

use jiff::civil::{Date, date};

use crate::calendar::{after, due, is_working, next_day, working_days};
use crate::office::{DEPARTMENTS, PROCEDURES, Procedure};
use crate::random::Random;

/// The day on which the sheets were exported: what ended later is still open in them.
pub(crate) const EXPORTED: Date = date(2020, 3, 20);
const FIRST: Date = date(2019, 12, 2);
/// The period of the sample report.
const FROM: Date = date(2020, 2, 15);
const TO: Date = date(2020, 3, 14);

/// One row.
pub(crate) struct Dossier {
    pub(crate) code: String,
    pub(crate) procedure: &'static Procedure,
    pub(crate) department: String,
    pub(crate) applicant: String,
    pub(crate) address: String,
    pub(crate) received: Date,
    pub(crate) due: Option<Date>,
    pub(crate) finished: Option<Date>,
    pub(crate) collected: Option<Date>,
    pub(crate) status: &'static str,
    pub(crate) channel: &'static str,
    pub(crate) supplements: Option<u32>,
    pub(crate) reason: &'static str,
    pub(crate) reappointed: Option<Date>,
}

/// What becomes of a dossier.
enum Course {
    Waiting,
    Withdrawn,
    NeverCounted,
    Refused,
    Late,
    OnTheDay,
    Early,
}

const REASONS: [&str; 5] = [
    "Phải xác minh hồ sơ gốc tại địa phương",
    "Do phối hợp giữa các cơ quan, đơn vị chậm",
    "Số lượng hồ sơ sau Tết tăng cao",
    "Do hệ thống phần mềm, lỗi kỹ thuật",
    "Do hồ sơ phức tạp, phải xác minh, thẩm tra nhiều lần",
];

/// `count` dossiers in order of receipt; with `letters`, exactly so many of them can have a letter.
pub(crate) fn dossiers(random: &mut Random, count: u32, letters: Option<u32>) -> Vec<Dossier> {
    let mut days = Vec::new();
    let mut day = FIRST;
    while day <= EXPORTED {
        if is_working(day) {
            days.push(day);
        }
        day = next_day(day);
    }
    let mut received: Vec<Date> = (0..count).map(|_| *random.pick(&days)).collect();
    received.sort_unstable();
    let mut list = Vec::new();
    let (mut today, mut number) = (FIRST, 0);
    for (index, day) in received.into_iter().enumerate() {
        number = if day == today { number + 1 } else { 1 };
        today = day;
        let code = format!(
            "000.00.16.H59-{:02}{:02}{:02}-{number:04}",
            day.year() % 100,
            day.month(),
            day.day()
        );
        list.push(dossier(random, index, day, code));
    }
    if let Some(wanted) = letters {
        keep_letters(&mut list, wanted);
    }
    list
}

fn dossier(random: &mut Random, index: usize, received: Date, code: String) -> Dossier {
    let procedure = PROCEDURES
        .get(random.weighted(PROCEDURES.iter().map(|procedure| procedure.weight)))
        .expect("an index of the list");
    let home = DEPARTMENTS.get(procedure.department).expect("an index of the list");
    let promised = due(received, procedure.limit);
    let course = course(random, home.late, promised.is_some(), received);
    let ended = end(random, &course, received, promised);
    let known = ended.filter(|&day| day <= EXPORTED);
    let late = match promised {
        Some(due) if !matches!(course, Course::Waiting | Course::NeverCounted) => {
            known.unwrap_or(EXPORTED) > due
        }
        _ => false,
    };
    let reason = if late && random.chance(800) { *random.pick(&REASONS) } else { "" };
    let reappointed = promised.filter(|_| late && !reason.is_empty() && random.chance(650)).map(
        |due| match known {
            Some(_) => after(due, random.between(8, 15)),
            None => after(EXPORTED, random.between(3, 10)),
        },
    );
    let collected = known
        .map(|day| after(day, random.below(5)))
        .filter(|&day| day <= EXPORTED && !matches!(course, Course::Withdrawn));
    let status = match course {
        Course::Waiting => "Yêu cầu bổ sung giấy tờ",
        Course::NeverCounted => "Không được tiếp nhận",
        Course::Withdrawn if random.chance(500) => "Công dân yêu cầu rút hồ sơ",
        Course::Withdrawn => "Trả lại",
        Course::Refused if known.is_some() => "Từ chối",
        _ if known.is_none() => "Đang xử lý",
        _ if collected.is_none() => "Chờ trả kết quả",
        _ => "Đã trả kết quả",
    };
    let asked = random.below(100);
    let supplements = match (&course, asked) {
        (Course::Waiting, _) | (_, 75..=89) => Some(1),
        (_, 0..=74) => Some(0),
        (_, 90..=94) => Some(random.between(2, 3)),
        _ => None,
    };
    let channel = match random.below(100) {
        0..=26 => "Trực tuyến",
        27..=89 => "Trực tiếp",
        _ => "Bưu chính công ích",
    };
    // The few gaps that every export has; none of them costs a row.
    let department = match index % 151 {
        17 => home.alias.to_owned(),
        40 if home.fields.contains(&procedure.field) => String::new(),
        63 => home.name.replace(" - ", " – ").to_uppercase(),
        _ => home.name.to_owned(),
    };
    Dossier {
        code,
        procedure,
        department,
        applicant: applicant(random, index, procedure),
        address: format!("Ấp Ví Dụ {}, xã Thí Dụ, tỉnh Trà Vinh", random.between(1, 9)),
        received,
        due: promised.filter(|_| index % 167 != 5),
        finished: known.filter(|_| index % 23 != 7 || collected.is_none()),
        collected,
        status,
        channel: if index % 397 == 11 { "" } else { channel },
        supplements,
        reason,
        reappointed,
    }
}

fn course(random: &mut Random, late: u32, limited: bool, received: Date) -> Course {
    let recent = received >= date(2020, 2, 3);
    match random.below(1000) {
        0..=44 if recent => Course::Waiting,
        45..=64 => Course::Withdrawn,
        65..=69 => Course::NeverCounted,
        70..=82 => Course::Refused,
        _ if !limited => Course::OnTheDay,
        _ if random.chance(late) => Course::Late,
        _ if random.chance(300) => Course::OnTheDay,
        _ => Course::Early,
    }
}

/// Day on which the office is done; none for what is never counted or waits.
fn end(random: &mut Random, course: &Course, received: Date, due: Option<Date>) -> Option<Date> {
    let Some(due) = due else {
        return match course {
            Course::Waiting | Course::NeverCounted => None,
            _ => Some(after(received, random.below(2))),
        };
    };
    let allowed = working_days(received, due);
    Some(match course {
        Course::Waiting | Course::NeverCounted => return None,
        Course::Withdrawn => after(received, random.between(1, allowed.div_ceil(2).max(1))),
        Course::Late if random.chance(300) => after(due, random.between(12, 30)),
        Course::Late => after(due, random.between(1, 9)),
        Course::OnTheDay => due,
        Course::Refused | Course::Early => {
            after(received, random.between(1.max(allowed / 3), allowed.max(2) - 1))
        }
    })
}

fn applicant(random: &mut Random, index: usize, procedure: &Procedure) -> String {
    let company = matches!(procedure.department, 1 | 3)
        || (procedure.department == 2 && !procedure.field.contains("ngoài nước"));
    let number = index % 1000;
    if company {
        let kind = *random.pick(&["Công ty TNHH", "Công ty Cổ phần", "Trường Trung cấp", "HTX"]);
        format!("{kind} Ví Dụ {number:03}")
    } else {
        let family = *random.pick(&["Nguyễn", "Trần", "Lê", "Thạch", "Kim", "Sơn", "Phạm"]);
        let middle = *random.pick(&["Văn", "Thị"]);
        format!("{family} {middle} Ví Dụ {number:03}")
    }
}

/// Takes the reason from all but the first `wanted` dossiers that could have a letter in the period.
fn keep_letters(list: &mut [Dossier], wanted: u32) {
    let mut kept = 0;
    for dossier in list {
        let limit = dossier.procedure.limit;
        let Some(due) = dossier.due.or_else(|| due(dossier.received, limit)) else { continue };
        let end = dossier.finished.or(dossier.collected);
        let resolved_late = end.is_some_and(|end| FROM <= end && end <= TO && end > due);
        let overdue = end.is_none_or(|end| end > TO) && dossier.received <= TO && due < TO;
        let complete = !dossier.reason.is_empty()
            && (resolved_late || overdue && dossier.reappointed.is_some_and(|day| day > TO));
        if complete && kept < wanted {
            kept += 1;
        } else if resolved_late || overdue {
            dossier.reason = "";
            dossier.reappointed = None;
        }
    }
    assert_eq!(kept, wanted, "too few late dossiers for so many letters");
}
