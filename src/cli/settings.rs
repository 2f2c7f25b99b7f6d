//! `cau-hinh`: what is in force and where it comes from; sets single keys.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use clap::Args;

use crate::cli::{Outcome, unprintable};
use crate::console;
use crate::error::{Error, Result, shown_path};
use crate::office::{
    self, FILE, KeyPlace, SettingEdit, SettingKind, SettingPart, SettingValue, SettingsRequest,
};
use crate::telling::{refusals, settings};

#[derive(Debug, Args)]
#[command(next_help_heading = "Tùy chọn")]
pub(crate) struct SettingsArgs {
    /// Khóa cần giải thích: thu.bao_truoc; hoặc cả phần: thu (không ghi: mọi giá trị đang dùng)
    #[arg(value_name = "KHÓA", help_heading = "Tham số")]
    keys: Vec<String>,
    /// Đặt một khóa: co_quan.dia_danh="Trà Vinh", don_vi.2.ten_khac="A; B"; ghi được nhiều lần (set)
    #[arg(long = "dat", alias = "set", value_name = "KHÓA=GIÁ TRỊ")]
    set: Vec<String>,
    /// Thêm vào danh sách: don_vi.2.ten_khac="Phòng NCC"; hoặc thêm một phòng: don_vi.ten="Phòng A" (include)
    #[arg(long = "them", alias = "include", value_name = "KHÓA=GIÁ TRỊ")]
    include: Vec<String>,
    /// Bỏ một khóa để dùng lại mặc định: thu.bao_truoc; hoặc bỏ một đoạn: don_vi.2 (unset)
    #[arg(long = "bo", alias = "unset", value_name = "KHÓA")]
    unset: Vec<String>,
}

/// Variables of the environment that stand for options.
const VARIABLES: [&str; 5] =
    ["CONGSO_KY", "CONGSO_TINH_DEN", "CONGSO_SO", "CONGSO_SO_CONG_VAN", "CONGSO_NGAY"];

/// How the folder was named.
pub(crate) fn folder_from(folder: Option<&PathBuf>) -> &'static str {
    match folder {
        None => "thư mục đang đứng",
        Some(folder) if std::env::var_os("CONGSO_THU_MUC").is_some_and(|own| own == *folder) => {
            "biến CONGSO_THU_MUC"
        }
        Some(_) => "tùy chọn -C",
    }
}

pub(crate) fn run(folder: &Path, from: &str, args: &SettingsArgs) -> Result<Outcome> {
    let shown = office::settings(folder).map_err(refusals::error)?;
    let edits = edits(args, &shown.parts)?;
    if !edits.is_empty() {
        let request = SettingsRequest { mark: Some(shown.mark), edits };
        let change = office::change_settings(folder, &request).map_err(refusals::error)?;
        console::say(&settings::changed(change)?);
        return Ok(Outcome::Done);
    }
    let mut text = String::new();
    for key in &args.keys {
        text.push_str(&explained(key, &shown.parts)?);
    }
    if args.keys.is_empty() {
        let _ = writeln!(text, "Thư mục của cơ quan: {} ({from})", shown_path(folder));
        for name in VARIABLES {
            if let Some(value) = std::env::var(name).ok().filter(|value| !value.is_empty()) {
                let _ = writeln!(text, "Biến {name} = “{value}”, thay cho tùy chọn của lệnh");
            }
        }
        text.push_str(&settings::in_force(&shown));
    }
    console::data(text.as_bytes()).map_err(unprintable)?;
    if shown.faults.is_empty() {
        return Ok(Outcome::Done);
    }
    let faults: Vec<&str> = shown.faults.iter().map(|fault| fault.message.as_str()).collect();
    console::say(&format!("\n{FILE} còn lỗi, chưa lập báo cáo được:\n{}", faults.join("\n")));
    Ok(Outcome::Stopped)
}

/// What a key, or each of a part, is for.
fn explained(text: &str, parts: &[SettingPart]) -> Result<String> {
    if let Some(part) = parts.iter().find(|part| part.name == text) {
        let keys: String = part.keys.iter().map(|key| settings::key(part, key)).collect();
        return Ok(format!("{}{keys}", settings::part(part)));
    }
    let (place, _) = place(text, parts)?;
    let part = parts.iter().find(|part| part.name == place.part);
    let key = part.and_then(|part| part.keys.iter().find(|key| key.name == place.key));
    Ok(part.map_or_else(String::new, |part| match key {
        Some(key) => settings::key(part, key),
        None => settings::part(part),
    }))
}

fn edits(args: &SettingsArgs, parts: &[SettingPart]) -> Result<Vec<SettingEdit>> {
    let mut edits = Vec::new();
    for text in &args.set {
        let (place, kind, value) = assigned(text, parts)?;
        edits.push(SettingEdit::Set(place, read(text, &kind, value)?));
    }
    for text in &args.include {
        let (place, kind, value) = assigned(text, parts)?;
        let is_list = parts.iter().any(|part| part.name == place.part && part.is_list);
        edits.push(match (&kind, place.entry) {
            (_, None) if is_list => {
                let value = read(text, &kind, value)?;
                SettingEdit::Add { part: place.part, keys: vec![(place.key, value)] }
            }
            (SettingKind::Words, _) => SettingEdit::Include(place, value.to_owned()),
            _ => return Err(misread(text, "khóa này không phải là danh sách; dùng --dat")),
        });
    }
    for text in &args.unset {
        edits.push(match place(text, parts)? {
            (KeyPlace { part, entry: Some(entry), key }, None) if key.is_empty() => {
                SettingEdit::Drop { part, entry }
            }
            (place, Some(_)) => SettingEdit::Remove(place),
            _ => return Err(misread(text, "ghi đủ phần và khóa, ví dụ thu.bao_truoc")),
        });
    }
    Ok(edits)
}

fn misread(text: &str, advice: &str) -> Error {
    Error::Usage { message: format!("Không hiểu “{text}”\n   = gợi ý: {advice}") }
}

/// `phần.khóa=giá trị`.
fn assigned<'a>(text: &'a str, parts: &[SettingPart]) -> Result<(KeyPlace, SettingKind, &'a str)> {
    let example = "viết phần.khóa=giá trị, ví dụ co_quan.dia_danh=\"Trà Vinh\"";
    let (key, value) = text.split_once('=').ok_or_else(|| misread(text, example))?;
    match place(key.trim(), parts)? {
        (place, Some(kind)) => Ok((place, kind, value.trim())),
        (_, None) => Err(misread(text, example)),
    }
}

/// `thu.bao_truoc`, `cot.Ngày nộp`, `don_vi.2.ten`, `don_vi.2`: the place, and what may stand there.
fn place(text: &str, parts: &[SettingPart]) -> Result<(KeyPlace, Option<SettingKind>)> {
    let (name, rest) = text.split_once('.').unwrap_or((text, ""));
    let part = parts.iter().find(|part| part.name == name).ok_or_else(|| {
        let names: Vec<&str> = parts.iter().map(|part| part.name.as_str()).collect();
        misread(text, &format!("các phần của {FILE}: {}", names.join(", ")))
    })?;
    let (number, key) = match rest.split_once('.') {
        Some((number, key)) if part.is_list => (number, key),
        None if part.is_list && rest.parse::<usize>().is_ok() => (rest, ""),
        _ => ("", rest),
    };
    let entry = number.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
    let known = part.keys.iter().find(|known| known.name == key).map(|known| known.kind.clone());
    let kind = known.or_else(|| part.own.clone().filter(|_| !key.is_empty()));
    if kind.is_none() && !(key.is_empty() && entry.is_some()) {
        let names: Vec<&str> = part.keys.iter().map(|key| key.name.as_str()).collect();
        return Err(misread(text, &format!("các khóa của phần {name}: {}", names.join(", "))));
    }
    Ok((KeyPlace { part: part.name.clone(), entry, key: key.to_owned() }, kind))
}

fn read(text: &str, kind: &SettingKind, value: &str) -> Result<SettingValue> {
    let words = || value.split(';').map(|word| word.trim().to_owned());
    Ok(match kind {
        SettingKind::Text | SettingKind::Choice(_) => SettingValue::Text(value.to_owned()),
        SettingKind::Words => {
            SettingValue::Words(words().filter(|word| !word.is_empty()).collect())
        }
        SettingKind::Flag => match value {
            "true" | "co" | "có" => SettingValue::Flag(true),
            "false" | "khong" | "không" => SettingValue::Flag(false),
            _ => return Err(misread(text, "ở đây là true hoặc false")),
        },
        SettingKind::Count => {
            let count = value.parse().map_err(|_| misread(text, "ở đây là một số nguyên"))?;
            SettingValue::Count(count)
        }
    })
}
