//! What to send when asking for help: the program, the machine and the folder, in lines.

use std::fmt::Write as _;
use std::io::ErrorKind;

use jiff::civil::Date;

use crate::error::{Result, reason};
use crate::model::{long_date, short_date};
use crate::office::{
    ARCHIVE, ArchiveState, ChainState, Diagnosis, FILE, FilesThere, FolderPlace, INPUTS, PROSE,
    SettingsState, TEMPLATES,
};

/// A longer path is beyond what programs of Windows open without being asked to.
const LONG_PATH: usize = 180;

/// What a month may take: the disk must have more.
const SCARCE: u64 = 500_000_000;

/// `program` names itself, its version and the system.
pub(crate) fn diagnosis(found: &Diagnosis, program: &str, today: Date) -> String {
    let mut text = format!("{program}; {}\n", long_date(today));
    let mut line = |what: &str, says: &str| {
        let _ = writeln!(text, "{what}: {says}");
    };
    line("Thư mục của cơ quan", &place(&found.place));
    line(FILE, &settings(&found.settings));
    for (folder, there) in
        [(INPUTS, &found.inputs), (PROSE, &found.prose), (TEMPLATES, &found.templates)]
    {
        line(folder, &files(there));
    }
    line(
        "Lịch làm việc",
        &match &found.calendar {
            Ok(days) => format!("từ {} đến {}", short_date(days.from), short_date(days.to)),
            Err(_) => "chưa dùng được, xem [[ngay_them]] của congso.toml".to_owned(),
        },
    );
    line(
        "Phông chữ",
        if found.is_printable {
            "đủ"
        } else {
            "HỎNG: tệp chương trình không còn nguyên, cài lại"
        },
    );
    line(
        ARCHIVE,
        &match &found.archive {
            None => "chưa xem, vì chưa đọc được cài đặt".to_owned(),
            Some(state) => archive(state),
        },
    );
    text
}

fn place(place: &FolderPlace) -> String {
    let mut parts = vec![
        if place.is_on_a_share { "ổ mạng" } else { "ổ của máy" }.to_owned(),
        format!(
            "đường dẫn {} ký tự{}",
            place.length,
            if place.length > LONG_PATH { " (dài)" } else { "" }
        ),
    ];
    parts.push(match place.unwritable {
        None => "ghi được".to_owned(),
        Some(kind) => format!("KHÔNG GHI ĐƯỢC: {}", why(kind)),
    });
    if let Some(free) = place.free {
        let scarce = if free < SCARCE { " (ít)" } else { "" };
        parts.push(format!("còn trống {}{scarce}", octets(free)));
    }
    parts.join("; ")
}

fn why(kind: ErrorKind) -> String {
    reason(&kind.into())
}

fn settings(state: &SettingsState) -> String {
    match state {
        SettingsState::Missing => "không có".to_owned(),
        SettingsState::Unreadable => "không đọc được chữ".to_owned(),
        SettingsState::Faulty(lines) => {
            let lines: Vec<String> =
                lines.iter().filter(|line| **line > 0).map(ToString::to_string).collect();
            match lines.as_slice() {
                [] => "còn lỗi".to_owned(),
                _ => format!("còn lỗi ở dòng {}", lines.join(", ")),
            }
        }
        SettingsState::Whole(parts) => {
            let parts: Vec<String> =
                parts.iter().map(|(part, count)| format!("{part} {count}")).collect();
            format!("đọc được; số mục khai ở mỗi phần: {}", parts.join(", "))
        }
    }
}

fn files(there: &FilesThere) -> String {
    if there.kinds.is_empty() && there.locks == 0 {
        return "không có tệp nào".to_owned();
    }
    let kinds: Vec<String> = there
        .kinds
        .iter()
        .map(|(ending, count)| {
            if ending.is_empty() {
                format!("{count} loại khác")
            } else {
                format!("{count} .{ending}")
            }
        })
        .collect();
    let mut text = format!("{} ({})", kinds.join(", "), octets(there.octets));
    if there.locks > 0 {
        let _ = write!(text, "; {} tệp đang mở trong Excel hoặc Word", there.locks);
    }
    text
}

fn archive(state: &Result<ArchiveState>) -> String {
    let Ok(ArchiveState { bags, periods, chain, damaged }) = state else {
        return "KHÔNG ĐỌC ĐƯỢC".to_owned();
    };
    if *bags == 0 {
        return "chưa có gói nào".to_owned();
    }
    let mut text = format!("{bags} gói");
    if let Some((first, last)) = periods {
        let _ = write!(text, ", các kỳ từ {first} đến {last}");
    }
    let chain = match chain {
        ChainState::Whole => "so-cai.json đúng như khi ghi".to_owned(),
        ChainState::TakenIn(count) => format!("{count} gói chưa vào so-cai.json"),
        ChainState::Short(count) => {
            format!("{count} gói chưa vào so-cai.json; lượt chạy tới sẽ ghi tiếp")
        }
        ChainState::Gone => "so-cai.json đã mất; lượt chạy tới sẽ lập lại".to_owned(),
        ChainState::Altered => {
            "so-cai.json KHÔNG còn đúng như khi ghi: chạy congso xac-minh".to_owned()
        }
    };
    let _ = write!(text, "; {chain}");
    if *damaged > 0 {
        let _ = write!(text, "; {damaged} gói KHÔNG còn đúng như khi ghi: chạy congso xac-minh");
    }
    text
}

/// `1,2 GB`.
fn octets(count: u64) -> String {
    let (unit, size) = match count {
        0..1_000_000 => ("kB", 1_000),
        1_000_000..1_000_000_000 => ("MB", 1_000_000),
        _ => ("GB", 1_000_000_000),
    };
    let tenths = count.saturating_mul(10).div_ceil(size);
    format!("{},{} {unit}", tenths / 10, tenths % 10)
}
