//! `xac-minh`: says of every bag, and of every file that is not as it was written, what became of it.

use std::fmt::Write as _;

use jiff::civil::Date;

use crate::cli::running::Running;
use crate::cli::{Outcome, VerifyArgs, unprintable};
use crate::console;
use crate::error::Result;
use crate::model::short_date;
use crate::office::{
    ARCHIVE, ChainState, Changed, Office, Recounted, Verified, VerifiedBag, VerifyRequest,
    WriteOffRequest, WrittenOff, verify_json,
};
use crate::telling::{damage, refusals};

const LIST: &str = "data/thu-xin-loi/danh-sach.json";

/// Figures that are told one by one.
const SHOWN: usize = 12;

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
    let verified = running.with(|edges| office.verify(&request, edges));
    let verified = verified.map_err(refusals::error)?;
    if args.json {
        console::data(&verify_json(&verified)?).map_err(unprintable)?;
    } else {
        console::say(words(&verified).trim_end());
    }
    Ok(if verified.is_whole() { Outcome::Done } else { Outcome::Different })
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

fn words(verified: &Verified) -> String {
    let mut text = String::new();
    if let Some(code) = &verified.code {
        text.push_str(&of_code(code, verified));
    }
    for bag in &verified.bags {
        text.push_str(&of_bag(bag));
    }
    if let Some(chain) = damage::chain(verified.chain) {
        writeln!(text, "{chain}").expect("writing to a string");
        match verified.chain {
            ChainState::Altered => text.push_str(
                "   = gợi ý: chép lại so-cai.json từ bản sao lưu; không có thì xóa nó đi, lần chạy sau lập lại từ các gói\n",
            ),
            ChainState::Short(_) | ChainState::Gone | ChainState::TakenIn(_) => text.push_str(
                "   = gợi ý: lần chạy congso bao-cao hoặc congso thu-xin-loi sau ghi lại sổ này\n",
            ),
            ChainState::Whole => {}
        }
    }
    text.push_str(&closing(verified));
    text
}

fn of_code(code: &str, verified: &Verified) -> String {
    match verified.bags.first() {
        Some(bag) => format!("Mã {code} là của {ARCHIVE}/{}\n", bag.folder),
        None => format!(
            "Mã {code} không có trong lưu trữ này\n   = gợi ý: so lại từng ký tự trên giấy; giấy lập trước khi kỳ được lập lại, hoặc của cơ quan khác, thì mã không có ở đây\n"
        ),
    }
}

fn of_bag(bag: &VerifiedBag) -> String {
    let VerifiedBag { folder, files, damage, .. } = bag;
    let mut text = String::new();
    if let Some(loss) = &bag.loss {
        let day = loss.day.parse().map_or_else(|_| loss.day.clone(), short_date);
        write!(text, "{ARCHIVE}/{folder}: gói đã mất, ghi nhận ngày {day}: {}", loss.reason)
            .expect("writing to a string");
    } else if bag.is_rest {
        write!(text, "{ARCHIVE}/{folder}: phần còn lại của gói đã ghi mất, không dùng")
            .expect("writing to a string");
    } else if bag.damage.is_empty() {
        write!(text, "{ARCHIVE}/{folder}: {} tệp, đúng như khi ghi", files.len())
            .expect("writing to a string");
    } else if bag.was_damaged {
        write!(
            text,
            "{ARCHIVE}/{folder}: bản cũ, đã hỏng từ trước khi được thay: {} chỗ",
            damage.len()
        )
        .expect("writing to a string");
    } else {
        write!(text, "{ARCHIVE}/{folder}: KHÔNG còn đúng như khi ghi")
            .expect("writing to a string");
    }
    if bag.is_from_before {
        text.push_str("; gói từ trước khi có sổ cái");
    }
    text.push('\n');
    for one in damage.iter().filter(|_| !bag.is_rest) {
        let line = damage::words(folder, one);
        writeln!(text, "  --> {line}").expect("writing to a string");
    }
    if !bag.was_damaged {
        let mut told: Vec<String> = Vec::new();
        for one in damage {
            let advice = damage::advice(folder, one);
            if !told.contains(&advice) {
                writeln!(text, "   = gợi ý: {advice}").expect("writing to a string");
                told.push(advice);
            }
        }
    }
    if let Some(figures) = &bag.figures {
        text.push_str(&of_figures(bag, figures));
    }
    text
}

fn of_figures(bag: &VerifiedBag, figures: &Recounted) -> String {
    let has = |path: &str| bag.files.iter().any(|file| file == path);
    let both = [("data/so-lieu.json", "so-lieu.json"), (LIST, "danh-sach.json")];
    let both: Vec<&str> =
        both.iter().filter(|(path, _)| has(path)).map(|(_, name)| *name).collect();
    let recounted = both.join(", ");
    match figures {
        Recounted::Same => {
            format!("   = tính lại từ nguon: {recounted} như cũ, từng byte\n")
        }
        Recounted::Impossible(why) => format!("   = không tính lại được số liệu: {why}\n"),
        Recounted::Differs { file, figures } => format!(
            "  --> {file} KHÔNG ra từ nguon: {} số liệu khác\n{}",
            figures.len(),
            few(figures)
        ),
        Recounted::Otherwise { file, figures } => format!(
            "   = gói do {} lập; tính lại {file} bằng bản này thì {} số liệu khác:\n{}",
            bag.agent,
            figures.len(),
            few(figures)
        ),
    }
}

fn few(figures: &[Changed]) -> String {
    let value = |value: &Option<String>| value.clone().unwrap_or_else(|| "không có".to_owned());
    let lines = figures.iter().take(SHOWN).map(|one| {
        format!(
            "        {}: trong gói {}, tính lại {}\n",
            one.path,
            value(&one.before),
            value(&one.after)
        )
    });
    let mut text: String = lines.collect();
    if figures.len() > SHOWN {
        writeln!(text, "        và {} số liệu nữa", figures.len() - SHOWN)
            .expect("writing to a string");
    }
    text
}

fn closing(verified: &Verified) -> String {
    let bad = verified.bags.iter().filter(|bag| !bag.is_whole()).count();
    if verified.code.is_some() && verified.bags.is_empty() {
        // That there is none is said already.
        String::new()
    } else if verified.is_whole() && verified.bags.is_empty() {
        "Lưu trữ chưa có gói nào".to_owned()
    } else if verified.is_whole() {
        format!("Đã xác minh {} gói: tất cả đúng như khi ghi", verified.bags.len())
    } else if bad == 0 {
        "Lưu trữ có điều cần xem ở trên".to_owned()
    } else {
        format!("{bad} trong {} gói không còn đúng như khi ghi", verified.bags.len())
    }
}
