//! What became of the archive, bag by bag: the verdict over each, what is not as it was written, how it is put right.

use std::fmt::Write as _;

use crate::model::short_date;
use crate::office::{ARCHIVE, ChainState, Changed, Recounted, Verified, VerifiedBag, layout};
use crate::telling::advice::{Advice, Reader};
use crate::telling::damage;

/// Figures that are told one by one.
const SHOWN: usize = 12;

/// One after the other, the verdict over all last.
pub(crate) fn words(verified: &Verified, reader: Reader) -> String {
    let mut all = parts(verified, reader);
    all.push(closing(verified));
    all.join("\n").trim_end().to_owned()
}

/// Of the code that was asked for, of each bag, of their chain.
pub(crate) fn parts(verified: &Verified, reader: Reader) -> Vec<String> {
    let code = verified.code.as_ref().map(|code| of_code(code, verified));
    let bags = verified.bags.iter().map(of_bag);
    code.into_iter().chain(bags).chain(of_chain(verified.chain, reader)).collect()
}

fn of_chain(state: ChainState, reader: Reader) -> Option<String> {
    let said = damage::chain(state)?;
    let advice = match state {
        ChainState::Altered => "chép lại so-cai.json từ bản sao lưu; không có thì xóa nó đi, lần chạy sau lập lại từ các gói".to_owned(),
        ChainState::Short(_) | ChainState::Gone | ChainState::TakenIn(_) => {
            reader.words(Advice::NextRunWritesChain)
        }
        ChainState::Whole => return Some(said),
    };
    Some(format!("{said}\n   = gợi ý: {advice}"))
}

fn of_code(code: &str, verified: &Verified) -> String {
    match verified.bags.first() {
        Some(bag) => format!("Mã {code} là của {ARCHIVE}/{}", bag.folder),
        None => format!(
            "Mã {code} không có trong lưu trữ này\n   = gợi ý: so lại từng ký tự trên giấy; giấy lập trước khi kỳ được lập lại, hoặc của cơ quan khác, thì mã không có ở đây"
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
    text.truncate(text.trim_end().len());
    text
}

fn of_figures(bag: &VerifiedBag, figures: &Recounted) -> String {
    let has = |path: &str| bag.files.iter().any(|file| file == path);
    let both = [(layout::FIGURES, "so-lieu.json"), (layout::LETTER_LIST, "danh-sach.json")];
    let both: Vec<&str> =
        both.iter().filter(|(path, _)| has(&layout::in_bag(path))).map(|(_, name)| *name).collect();
    let recounted = both.join(", ");
    match figures {
        Recounted::Same => {
            format!("   = tính lại từ nguon: {recounted} ra đúng như đã ghi\n")
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

/// Over all of it; nothing where that is said already.
pub(crate) fn closing(verified: &Verified) -> String {
    let bad = verified.bags.iter().filter(|bag| !bag.is_whole()).count();
    if verified.code.is_some() && verified.bags.is_empty() {
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
