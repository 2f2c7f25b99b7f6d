//! `xac-minh`: says of every bag, and of every file that is not as it was written, what became of it.

use std::fmt::Write as _;

use jiff::civil::Date;

use crate::cli::running::Running;
use crate::cli::{Outcome, VerifyArgs, unprintable};
use crate::console;
use crate::error::Result;
use crate::office::{ARCHIVE, Office, VerifyRequest, WriteOffRequest, WrittenOff, verify_json};
use crate::telling::advice::Reader;
use crate::telling::{refusals, verified};

pub(crate) fn run(office: &Office, args: &VerifyArgs, today: Date) -> Result<Outcome> {
    if let Some(lost) = &args.lost {
        return write_off(office, lost, args, today);
    }
    let request = match &args.code {
        Some(code) => VerifyRequest::Code(code.clone()),
        None if args.bags.is_empty() => VerifyRequest::Everything,
        None => VerifyRequest::Bags(args.bags.clone()),
    };
    let running = Running::new();
    let found = running.with(|edges| office.verify(&request, edges));
    let found = found.map_err(refusals::error)?;
    if args.json {
        console::data(&verify_json(&found)?).map_err(unprintable)?;
    } else {
        console::say(&verified::words(&found, Reader::Terminal));
    }
    Ok(if found.is_whole() { Outcome::Done } else { Outcome::Different })
}

/// `--ghi-mat`.
fn write_off(office: &Office, lost: &str, args: &VerifyArgs, today: Date) -> Result<Outcome> {
    // As it is shown, or dragged into the window.
    let name = lost.trim_end_matches(['/', '\\']);
    let folder = name.rsplit(['/', '\\']).next().unwrap_or(name).to_owned();
    let (reason, last_place) = (args.why.clone(), args.last_place);
    let request = WriteOffRequest { folder, reason, last_place, today };
    let written = Running::new().with(|edges| office.write_off(&request, edges));
    let WrittenOff { folder, rest, letters, has_list, is_period } =
        written.map_err(refusals::error)?;
    let mut text =
        format!("Đã ghi mất gói {ARCHIVE}/{folder}; so-cai.json và xac-minh nói rõ từ nay");
    let mut add = |line: &str| write!(text, "\n   = {line}").expect("writing to a string");
    if let Some(rest) = rest {
        add(&format!("phần còn lại giữ ở {ARCHIVE}/{rest}, không dùng cho số liệu nào"));
    }
    match (letters, has_list) {
        (0, _) => add("gói không có thư xin lỗi nào"),
        (count, true) => add(&format!("{count} thư trong gói còn đủ trong sổ theo dõi")),
        (count, false) => add(&format!(
            "{count} thư trong gói: thứ tự trong sổ không cấp lại, hồ sơ không được lập thư lần nữa; tên người nhận không còn"
        )),
    }
    if is_period {
        add(&format!("còn dữ liệu của kỳ thì lập lại: congso bao-cao --ky {folder}"));
    }
    console::say(&text);
    Ok(Outcome::Done)
}
