//! Invented survey sheets: some in words, some in digits.

use jiff::civil::{Date, date};

use crate::calendar::{is_working, next_day};
use crate::office::{DEPARTMENTS, QUESTIONS};
use crate::random::Random;
use crate::sheet::{Sheet, Value, texts};

const WORDS: [&str; 5] =
    ["Rất không hài lòng", "Không hài lòng", "Bình thường", "Hài lòng", "Rất hài lòng"];
const COMMENTS: [&str; 6] = [
    "Cán bộ hướng dẫn rất nhiệt tình",
    "Nên có thêm ghế ngồi chờ vào buổi sáng",
    "Thời gian chờ còn lâu",
    "Cảm ơn cơ quan đã trả kết quả sớm",
    "Đề nghị niêm yết mẫu đơn rõ hơn",
    "Gọi vào số 0900000000 không có người nghe",
];

/// One sheet as filled in.
pub(crate) struct Filled {
    number: u32,
    day: Date,
    department: &'static str,
    answers: Vec<Answer>,
    comment: &'static str,
}

enum Answer {
    Level(usize),
    Blank,
    /// "Không ý kiến".
    NoOpinion,
    /// Two ticks.
    Two,
}

/// `count` sheets from 20 January to 20 March 2020, most of them in the period.
pub(crate) fn surveys(random: &mut Random, count: u32) -> Vec<Filled> {
    let mut days = Vec::new();
    let mut day = date(2020, 1, 20);
    while day <= date(2020, 3, 20) {
        if is_working(day) {
            let busy = date(2020, 2, 15) <= day && day <= date(2020, 3, 14);
            days.extend(std::iter::repeat_n(day, if busy { 6 } else { 1 }));
        }
        day = next_day(day);
    }
    let mut given: Vec<Date> = (0..count).map(|_| *random.pick(&days)).collect();
    given.sort_unstable();
    (1..).zip(given).map(|(number, day)| filled(random, number, day)).collect()
}

fn filled(random: &mut Random, number: u32, day: Date) -> Filled {
    let index = random.weighted(DEPARTMENTS.iter().map(|department| department.surveyed));
    let department = DEPARTMENTS.get(index).expect("an index of the list");
    let mut answers: Vec<Answer> = (0u32..)
        .take(QUESTIONS.len())
        .map(|question| answer(random, question, department.content))
        .collect();
    // A sheet always holds at least one valid answer: the sample leaves no row out.
    if !answers.iter().any(|answer| matches!(answer, Answer::Level(_))) {
        answers = QUESTIONS.iter().map(|_| Answer::Level(4)).collect();
    }
    let comment = if random.chance(60) { *random.pick(&COMMENTS) } else { "" };
    Filled { number, day, department: department.name, answers, comment }
}

fn answer(random: &mut Random, question: u32, content: u32) -> Answer {
    match random.below(1000) {
        0..=14 => return Answer::Blank,
        // Few people have ever sent in a complaint.
        15..=139 if question >= 8 => return Answer::NoOpinion,
        140..=141 => return Answer::Two,
        _ => {}
    }
    // Seats and waiting times please less than manners.
    let content =
        content - [60, 30, 0, 50, 0, 10, 0, 0, 20, 40].get(question as usize).unwrap_or(&0);
    Answer::Level(if random.chance(content) {
        3 + usize::from(random.chance(420))
    } else {
        match random.below(10) {
            0..=6 => 2,
            7..=8 => 1,
            _ => 0,
        }
    })
}

/// In words, the whole question as header.
pub(crate) fn in_words(sheets: &[Filled]) -> Sheet {
    let mut header = vec!["Số phiếu", "Ngày trả lời", "Đơn vị"];
    header.extend(QUESTIONS.iter().map(|(text, _)| *text));
    header.push("Ý kiến góp ý");
    let mut rows =
        vec![texts(&["TỔNG HỢP PHIẾU LẤY Ý KIẾN (số liệu minh họa)"]), Vec::new(), texts(&header)];
    for sheet in sheets {
        let mut row = vec![
            Value::text(format!("{:04}", sheet.number)),
            Value::Date(sheet.day),
            Value::text(sheet.department),
        ];
        row.extend(sheet.answers.iter().map(|answer| match answer {
            Answer::Level(level) => Value::text(*WORDS.get(*level).unwrap_or(&"")),
            Answer::Blank => Value::Blank,
            Answer::NoOpinion => Value::text("Không ý kiến"),
            Answer::Two => Value::text("Hài lòng, Bình thường"),
        }));
        row.push(Value::text(sheet.comment));
        rows.push(row);
    }
    let widths = [9, 13, 32].into_iter().chain(std::iter::repeat_n(18, 11)).collect();
    Sheet { name: "Phiếu", rows, heading: 3, merges: Vec::new(), widths }
}

/// In digits, as a web form exports them: semicolons, UTF-8 with its mark, 5 is best.
pub(crate) fn in_digits(sheets: &[Filled]) -> Vec<u8> {
    let mut out = "\u{feff}Mã phiếu;Thời gian gửi;Đơn vị".to_owned();
    for question in 1..=QUESTIONS.len() {
        out.push_str(";Câu ");
        out.push_str(&question.to_string());
    }
    out.push_str("\r\n");
    for sheet in sheets {
        let mut row = vec![
            format!("W{:03}", sheet.number),
            format!("{} 09:{:02}", crate::sheet::day_month_year(sheet.day), sheet.number % 60),
            sheet.department.to_owned(),
        ];
        row.extend(sheet.answers.iter().map(|answer| match answer {
            Answer::Level(level) => (level + 1).to_string(),
            Answer::Blank | Answer::NoOpinion => String::new(),
            Answer::Two => "3,4".to_owned(),
        }));
        out.push_str(&row.join(";"));
        out.push_str("\r\n");
    }
    out.into_bytes()
}
