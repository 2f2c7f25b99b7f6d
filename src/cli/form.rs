//! `phieu`: the printed questionnaire and the workbook that its answers are typed into.

use std::path::Path;

use jiff::civil::Date;

use crate::cli::office::{INPUTS, Office, quoted};
use crate::cli::{FormArgs, Outcome};
use crate::config::FILE;
use crate::console;
use crate::document::{self, FormOptions, FormPart, Templates};
use crate::error::{Error, Result};
use crate::files;
use crate::render::{self, SurveyEntry};

/// Folder of the office that they are written to.
const FOLDER: &str = "phieu";
const SHEETS: u32 = 100;
/// One run prints no more: a file that a printer takes.
const MOST: u32 = 2_000;

pub(crate) fn run(office: &Office, args: &FormArgs, today: Date) -> Result<Outcome> {
    office.settings.require_agency()?;
    let codes = codes(args)?;
    let options = office.settings.form(args.set, args.date.unwrap_or(today));
    if options.questions.is_empty() {
        return Err(no_questions());
    }
    let templates = Templates::new(&office.templates()?)?;
    let folder = args.target.clone().unwrap_or_else(|| office.path(FOLDER));
    let made = made(office, &options, codes, &templates)?;
    let taken = differing(&folder, &made)?;
    if let Some(name) = taken.first() {
        return Err(Error::Input {
            message: format!(
                "Ở đây đã có {name} với nội dung khác, không ghi đè\n  --> {}\n   = chưa ghi gì\n   = gợi ý: phiếu in thêm thì đánh số tiếp bằng --tu; phiếu in lại thì ghi vào thư mục khác bằng --ra",
                folder.display()
            ),
        });
    }
    for (name, bytes) in &made {
        files::write(&folder.join(name), bytes)?;
    }
    say(office, args, &options, &folder.display().to_string(), &made);
    Ok(Outcome::Done)
}

/// Numbers of the sheets, alike in length: an even one, which a bar code needs.
fn codes(args: &FormArgs) -> Result<Vec<String>> {
    let (first, count) = (args.from.unwrap_or(1), args.sheets.unwrap_or(SHEETS));
    let last = first.checked_add(count.saturating_sub(1)).filter(|last| *last <= 999_999);
    let Some(last) = last.filter(|_| first > 0 && (1..=MOST).contains(&count)) else {
        return Err(Error::Usage {
            message: format!(
                "Không đánh số được {count} phiếu từ số {first}\n   = gợi ý: mỗi lần in từ 1 đến {MOST} phiếu, số phiếu từ 1 đến 999999; in nhiều hơn thì chạy nhiều lần với --tu"
            ),
        });
    };
    let width = if last > 9_999 { 6 } else { 4 };
    Ok((first..=last).map(|number| format!("{number:0width$}")).collect())
}

fn no_questions() -> Error {
    Error::Settings {
        message: format!(
            "Chưa có câu hỏi nào để in\n  --> {FILE}\n   = gợi ý: khai các đoạn [[cau_hoi]], hoặc chọn bộ có sẵn: bo_cau_hoi = \"sipas_22\" trong phần [phieu], hoặc thêm --bo sipas_22 vào lệnh này"
        ),
    }
}

/// Names and bytes; named after the numbers, so that another series is another file.
fn made(
    office: &Office,
    options: &FormOptions,
    codes: Vec<String>,
    templates: &Templates,
) -> Result<Vec<(String, Vec<u8>)>> {
    let series = match (codes.first(), codes.last()) {
        (Some(first), Some(last)) if first != last => format!("{first}-{last}"),
        (first, _) => first.cloned().unwrap_or_default(),
    };
    let form = document::form(options, codes, templates)?;
    let entry = office.settings.normalize(None);
    let departments: Vec<String> =
        entry.departments.into_iter().map(|department| department.name).collect();
    let questions = headers(&form.parts);
    let data = SurveyEntry {
        departments: &departments,
        questions: &questions,
        levels: options.scale.words(),
        facts: &options.facts,
        codes: &form.codes,
    };
    Ok(vec![
        (format!("phieu-{series}.pdf"), render::form_pdf(&form)?),
        (format!("phieu-{series}.docx"), render::form_docx(&form)?),
        (format!("nhap-phieu-{series}.xlsx"), render::survey_entry(&data)?),
    ])
}

/// Headers of the workbook, in the order of the paper: `Câu 1. …`.
fn headers(parts: &[FormPart]) -> Vec<(Option<String>, String)> {
    let sections = parts.iter().filter_map(|part| match part {
        FormPart::Questions { sections, .. } => Some(sections),
        FormPart::Text(_) | FormPart::Facts(_) | FormPart::Comments(_) => None,
    });
    sections
        .flatten()
        .flat_map(|section| {
            section.questions.iter().map(|(number, text)| {
                let factor = section.factor.clone();
                (factor, format!("Câu {number}. {}", text.replace('\u{a0}', " ")))
            })
        })
        .collect()
}

/// Files that are there already and hold something else.
fn differing(folder: &Path, made: &[(String, Vec<u8>)]) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for (name, bytes) in made {
        let there = files::read_optional(&folder.join(name))?;
        if there.is_some_and(|there| there != *bytes) {
            names.push(name.clone());
        }
    }
    Ok(names)
}

fn say(
    office: &Office,
    args: &FormArgs,
    options: &FormOptions,
    folder: &str,
    made: &[(String, Vec<u8>)],
) {
    if let Some(note) = office.settings.set_note(args.set) {
        let memory: Vec<String> = note.from_memory.iter().map(ToString::to_string).collect();
        console::say(&format!(
            "Bộ câu hỏi {}: {}\n   = nguồn: {}",
            note.name, note.description, note.source
        ));
        if !memory.is_empty() {
            console::say(&format!(
                "   = lưu ý: câu {} viết theo trí nhớ, đối chiếu với văn bản gốc trước khi in",
                memory.join(", ")
            ));
        }
    }
    if office.settings.is_another_set(args.set) {
        console::say(&format!(
            "Lưu ý: bộ câu hỏi này khác bo_cau_hoi trong {FILE}; báo cáo sẽ lấy câu hỏi như trong bảng tính, không chia theo yếu tố"
        ));
    }
    let names: Vec<&str> = made.iter().map(|(name, _)| name.as_str()).collect();
    console::say(&format!(
        "Đã tạo phiếu lấy ý kiến, {} câu hỏi\n  --> {folder}\n   = {}\n   = in: khổ A4 nằm ngang, hai mặt, lật theo cạnh ngắn (phiếu một trang thì in một mặt); cắt theo đường ở giữa\n   = nhập: mỗi phiếu một dòng, đúng số phiếu; xong thì chép tệp nhap-phieu vào {} rồi gõ congso kiem-tra{}",
        options.questions.len(),
        names.join(", "),
        INPUTS,
        option(&office.folder),
    ));
}

/// ` -C co-quan`, or nothing for the folder one is in.
fn option(folder: &Path) -> String {
    if folder == Path::new(".") { String::new() } else { format!(" -C {}", quoted(folder)) }
}
