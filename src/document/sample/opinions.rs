//! Invented answers and complaints.

use std::collections::BTreeSet;

use crate::model::{ComplaintKind, Ratio};
use crate::report::{
    AnswerCounts, ComplaintFigures, ComplaintLine, FactorFigures, QuestionFigures,
    SatisfactionFigures, SatisfactionLine,
};

/// A line of satisfaction with an interval that is made up.
pub(crate) fn answers(name: &str, levels: [u64; 5]) -> SatisfactionLine {
    let whole: u64 = levels.iter().sum();
    let rate = Ratio::new(levels[3] + levels[4], whole);
    let middle = rate.hundredths().map(|hundredths| hundredths / 10);
    let interval = middle.map(|m| [m.saturating_sub(60), (m + 40).min(1000)]);
    let tenths = |value: u64| format!("{},{}%", value / 10, value % 10);
    SatisfactionLine {
        is_unknown: false,
        name: name.to_owned(),
        sheets: whole,
        answers: AnswerCounts { levels, none: 3, invalid: 1 },
        rate,
        interval,
        interval_text: interval.map_or_else(
            || "–".to_owned(),
            |[low, high]| format!("{}–{}", tenths(low), tenths(high)),
        ),
        small: (1..30).contains(&whole),
    }
}

pub(super) fn satisfaction() -> SatisfactionFigures {
    let by_department = vec![
        answers("Văn phòng Sở", [0, 0, 1, 6, 5]),
        answers("Phòng Người có công", [2, 4, 12, 70, 52]),
        answers("Phòng Lao động - Việc làm", [0, 2, 5, 40, 31]),
        answers("Phòng Giáo dục nghề nghiệp", [0, 0, 0, 0, 0]),
        answers("Phòng Bảo trợ xã hội", [1, 1, 6, 22, 18]),
        answers("Phòng Bảo vệ, chăm sóc trẻ em và Bình đẳng giới", [0, 0, 2, 16, 20]),
    ];
    let texts = [
        ("Nơi ngồi chờ có đủ chỗ ngồi", "Tiếp cận dịch vụ", [4, 10, 30, 160, 112]),
        (
            "Thủ tục hành chính được niêm yết công khai đầy đủ",
            "Thủ tục hành chính",
            [0, 4, 20, 170, 122],
        ),
        (
            "Công chức có thái độ giao tiếp lịch sự",
            "Công chức giải quyết công việc",
            [2, 3, 11, 150, 150],
        ),
        (
            "Thời hạn giải quyết (từ ngày hồ sơ được tiếp nhận đến ngày trả kết quả) đúng quy định",
            "Kết quả cung ứng dịch vụ",
            [6, 14, 40, 140, 116],
        ),
    ];
    let by_question = (1..)
        .zip(texts)
        .map(|(number, (text, factor, levels))| QuestionFigures {
            number,
            key: format!("c{number}"),
            factor: Some(factor.to_owned()),
            line: answers(text, levels),
            by_department: by_department.clone(),
        })
        .collect();
    let by_factor = texts
        .iter()
        .map(|(_, factor, levels)| FactorFigures {
            line: answers(factor, *levels),
            questions: vec!["c1".to_owned()],
        })
        .collect();
    let mut total = answers("Chung", [12, 31, 101, 620, 500]);
    total.sheets = 316;
    SatisfactionFigures {
        has_data: true,
        issued: Some(400),
        returned: 320,
        valid: 316,
        response_rate: Ratio::new(320, 400),
        total,
        by_department,
        by_factor,
        by_question,
        population: 1130,
        population_source: "da_giai_quyet".to_owned(),
        sample_needed: Some(296),
        sample_missing: 0,
        hidden: BTreeSet::new(),
    }
}

pub(super) fn complaints() -> ComplaintFigures {
    let one = |kind: &str, received: u64| ComplaintLine {
        kind: kind.to_owned(),
        received,
        resolved: received,
        in_time: received,
        in_time_rate: Ratio::new(received, received),
        ..ComplaintLine::default()
    };
    ComplaintFigures {
        has_data: true,
        by_kind: vec![
            one("Khiếu nại", 1),
            one("Tố cáo", 0),
            one("Kiến nghị", 3),
            one("Phản ánh", 5),
        ],
        total: one("Tổng cộng", 9),
    }
}

/// The same of a department, which is told of no denunciation.
pub(super) fn own_complaints() -> ComplaintFigures {
    let mut own = complaints();
    own.by_kind.retain(|line| line.kind != ComplaintKind::Denunciation.vietnamese());
    own
}
