//! Letters, and their figures, built by hand for tests.

use crate::model::Ratio;
use crate::report::{
    CommentFigures, CommentLine, CommentText, CommentWord, Letter, LetterFigures, LetterKind,
    Reconciliation, Situation, TextTone,
};

pub(crate) fn appointment() -> Letter {
    Letter {
        kind: LetterKind::Appointment,
        situation: Situation::Overdue,
        year: 2020,
        order: 7,
        number: None,
        replaces: None,
        file: "pxl-h56-01-200212-0007".to_owned(),
        key: "H56.01-200212-0007".to_owned(),
        code: "H56.01-200212-0007".to_owned(),
        recipient: "Nguyễn Văn Mẫu".to_owned(),
        address_form: "Ông/Bà".to_owned(),
        address: Some("ấp Thử Nghiệm, xã Mẫu, huyện Càng Long".to_owned()),
        procedure: "Trợ cấp thờ cúng liệt sĩ".to_owned(),
        department: "Phòng Người có công".to_owned(),
        received: Some("ngày 12 tháng 02 năm 2020".to_owned()),
        due: Some("ngày 04 tháng 3 năm 2020".to_owned()),
        reappointed: Some("ngày 20 tháng 3 năm 2020".to_owned()),
        end: None,
        reason: "hồ sơ phải xác minh tại địa phương".to_owned(),
        due_day: Some(jiff::civil::date(2020, 3, 4)),
        new_day: Some(jiff::civil::date(2020, 3, 20)),
        end_day: None,
        moved_day: None,
        given_number: None,
        given_day: None,
    }
}

pub(crate) fn apology() -> Letter {
    Letter {
        kind: LetterKind::Apology,
        situation: Situation::Late,
        new_day: None,
        end_day: Some(jiff::civil::date(2020, 3, 9)),
        moved_day: None,
        given_number: None,
        given_day: None,
        recipient: "Công ty TNHH Thử *Nghiệm*".to_owned(),
        address_form: "Tổ chức".to_owned(),
        address: None,
        reappointed: None,
        end: Some("ngày 09 tháng 3 năm 2020".to_owned()),
        ..appointment()
    }
}

pub(crate) fn letter_figures() -> LetterFigures {
    let line = |name: &str, late, having: [u64; 4], then_in_time, second_delays| Reconciliation {
        name: name.to_owned(),
        late,
        issued: having[0] + having[1],
        issued_rate: Ratio::new(having[0] + having[1], late),
        issued_in_time: having[0],
        issued_late: having[1],
        prepared: having[2],
        only_reappointed: having[3],
        without: late - having.iter().sum::<u64>(),
        then_in_time,
        second_delays,
        past_promises: having[3].min(1),
        stale: having[2].min(1),
    };
    LetterFigures {
        appointments: 9,
        apologies: 31,
        held_back: 4,
        already: 9,
        later: 0,
        owed: 53,
        refused: 1,
        ahead: 2,
        near: 3,
        matters: 1,
        written_issued: 0,
        prepared_appointments: 9,
        prepared_apologies: 31,
        reconciliation: line("Tổng cộng", 53, [5, 4, 40, 1], 2, 3),
        by_department: vec![
            line("Phòng Người có công", 29, [3, 2, 22, 1], 2, 3),
            line("Phòng Lao động - Việc làm", 24, [2, 2, 18, 0], 0, 0),
        ],
    }
}

pub(crate) fn comment_figures() -> CommentFigures {
    let line =
        |name: &str, content: Option<&str>, [praise, wishes, unclear]: [u64; 3]| CommentLine {
            name: name.to_owned(),
            content: content.map(str::to_owned),
            comments: praise + wishes + unclear,
            praise,
            wishes,
            unclear,
            words: Vec::new(),
        };
    let words =
        vec![CommentWord {
            word: "thời gian chờ".to_owned(), comments: 4, praise: 0, wishes: 4
        }];
    let waiting = line("Thời gian giải quyết, chờ đợi", Some("1.2"), [1, 5, 0]);
    CommentFigures {
        total: CommentLine { words: words.clone(), ..line("Tổng số", None, [3, 6, 1]) },
        on_sheets: 9,
        in_register: 1,
        published: 2,
        texts: Vec::new(),
        covers: false,
        shortens: false,
        by_topic: vec![CommentLine { words, ..waiting }, line("Nội dung khác", None, [2, 1, 1])],
    }
}

/// The same in the report of a department, which prints what was ticked.
pub(crate) fn published_comments() -> CommentFigures {
    let text = |text: &str, in_register, count| CommentText {
        text: text.to_owned(),
        in_register,
        count,
        tone: TextTone::Wish,
    };
    CommentFigures {
        texts: vec![
            text("Gọi vào số [số] không có người nghe", false, 1),
            text("Đề nghị niêm yết mẫu đơn …", true, 1),
        ],
        covers: true,
        shortens: true,
        ..comment_figures()
    }
}
