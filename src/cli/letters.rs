//! `thu-xin-loi`: letters between two reports, into a bag of their own; the workbook to fill in; voids; prints again.

use std::collections::BTreeMap;
use std::path::PathBuf;

use jiff::civil::Date;

use crate::archive::{self, Info};
use crate::cli::bagging::Bagging;
use crate::cli::book::{book, known};
use crate::cli::check::{advance, no_inputs};
use crate::cli::letter_words;
use crate::cli::office::{ARCHIVE, Office};
use crate::cli::{LettersArgs, Outcome, child, findings, reprint};
use crate::config::{DocumentExtras, FILE};
use crate::console::{self, Bar};
use crate::document::Templates;
use crate::error::{Error, Result};
use crate::files;
use crate::model::{Period, Span, Unit, short_date};
use crate::pipeline::{self, Input, Keep, Lettered, LettersMade, Making, OpenDays, Plan};
use crate::report::{Asking, Book, Earlier, HeldBack, Situation, Void};
use crate::{render, rules};

pub(crate) fn run(office: &Office, args: &LettersArgs, today: Date) -> Result<Outcome> {
    let day = args.as_of.day.unwrap_or(today);
    office.settings.require_agency()?;
    let book = book(&office.archive()?)?;
    if let Some(orders) = &args.only {
        return reprint::run(office, &book, orders, day.year());
    }
    let voids = match &args.void {
        Some(asked) => vec![void(&book, asked, args.why.as_deref(), day)?],
        None => Vec::new(),
    };
    let inputs = office.inputs(office.input_paths()?)?;
    if inputs.is_empty() {
        return Err(no_inputs(office));
    }
    let folder = free_folder(office, day);
    let bag = Bagging::new(office.path(ARCHIVE));
    let making = if args.fill_in { Making::Look } else { Making::Make(&bag) };
    let plan = plan(office, &inputs, book, &folder, day, voids)?;
    let bar = Bar::new();
    let progress = |step| advance(&bar, step);
    let edges = child::edges(&progress);
    let taken = pipeline::take_in(&inputs, &office.settings.normalize(None), edges);
    let lettered = pipeline::letters(taken, &plan, making, edges);
    bar.finish();
    let done = match lettered? {
        Lettered::Stopped(stopped) => {
            console::say(&findings::findings(stopped.iter(), &stopped, &BTreeMap::new()));
            console::say("Chưa lập thư, chưa ghi gì: còn tệp hoặc trang không đọc được");
            return Ok(Outcome::Stopped);
        }
        Lettered::Done(done) => *done,
    };
    if args.fill_in {
        return fill_in(office, &plan, &done, day);
    }
    write(office, &inputs, &plan, bag, day, done)
}

/// Everything from the year's first day on, or the period before this one's: what was held back is not forgotten.
fn plan(
    office: &Office,
    inputs: &[Input],
    book: Book,
    folder: &str,
    day: Date,
    voids: Vec<Void>,
) -> Result<Plan> {
    let settings = &office.settings;
    let cut = settings.cut_off();
    let last = settings.period(None, day)?;
    let year = Period::of(Unit::Year { year: day.year() }, cut);
    let before = rules::previous(last, cut).unwrap_or(last).span.from;
    let from = year.map_or(before, |year| year.span.from.min(before));
    let period = Period { unit: Unit::Days, span: Span { from, to: day } };
    let asking = Asking { folder, span: Span { from: day, to: day } };
    let digests = inputs.iter().map(|input| (input.path.clone(), archive::digest(&input.bytes)));
    let mut report = settings.report(period, digests.collect(), Vec::new());
    folder.clone_into(&mut report.letters.folder);
    report.letters.voids = voids;
    Ok(Plan {
        measure: settings.measure(period, known(&book, asking)),
        report,
        earlier: Earlier { letters: book, ..Earlier::default() },
        document: settings.document(period, DocumentExtras::default()),
        templates: Templates::new(&office.templates()?)?,
        calendar: pipeline::calendar(&settings.extra_days())?,
        open_days: OpenDays::Say,
    })
}

/// `thu-2020-03-16`, `thu-2020-03-16-2`: a bag is never written again.
fn free_folder(office: &Office, day: Date) -> String {
    let base = format!("thu-{day}");
    let numbered = (2_u32..).map(|number| format!("{base}-{number}"));
    std::iter::once(base.clone())
        .chain(numbered)
        .find(|name| !files::exists(&office.path(ARCHIVE).join(name)))
        .expect("numbers do not run out")
}

/// The letter that `--huy` names, by the code of its dossier or by its place in the register.
fn void(book: &Book, asked: &str, why: Option<&str>, day: Date) -> Result<Void> {
    let why = why.map(str::trim).filter(|why| !why.is_empty());
    let Some(why) = why else {
        return Err(Error::Usage {
            message: "Hủy thư phải ghi lý do\n   = gợi ý: thêm --ly-do \"ghi sai tên người nhận\""
                .to_owned(),
        });
    };
    let key = crate::model::code_key(asked);
    let all: Vec<_> = book.standing("").map(|(_, letter)| letter).collect();
    let mut found: Vec<_> = all
        .iter()
        .filter(|letter| letter.key == key || crate::model::code_key(&letter.code) == key)
        .collect();
    if found.is_empty() {
        let order = asked.trim().parse::<u32>().ok();
        found = all
            .iter()
            .filter(|letter| letter.year == day.year() && Some(letter.order) == order)
            .collect();
    }
    match found.as_slice() {
        [one] => Ok(Void {
            year: one.year,
            order: one.order,
            code: one.code.clone(),
            reason: why.trim_end_matches('.').to_owned(),
            day,
        }),
        [] => Err(Error::Usage {
            message: format!(
                "Không có thư nào của “{asked}” để hủy\n   = gợi ý: ghi mã hồ sơ, hoặc thứ tự trong sổ theo dõi năm {}",
                day.year()
            ),
        }),
        several => {
            let orders: Vec<_> = several.iter().map(|letter| letter.order.to_string()).collect();
            Err(Error::Usage {
                message: format!(
                    "Có {} thư của “{asked}”\n   = gợi ý: ghi thứ tự trong sổ: {}",
                    several.len(),
                    orders.join(", ")
                ),
            })
        }
    }
}

/// One line for each letter that lacks something; what is filled in already is never overwritten.
fn fill_in(office: &Office, plan: &Plan, done: &LettersMade, day: Date) -> Result<Outcome> {
    let owed = done.letters.held_back.iter();
    let owed = owed.filter(|held| held.situation != Situation::Matter && held.can_be_filled_in());
    let dossiers: Vec<&HeldBack> = owed.chain(&done.letters.near).collect();
    let reasons = plan.report.letters.reasons.iter().filter(|reason| !reason.vague);
    let reasons: Vec<String> = reasons.map(rules::listed).collect();
    let fill_in = render::FillIn { dossiers: &dossiers, reasons: &reasons, day };
    let bytes = render::fill_in_workbook(&fill_in)?;
    let base = format!("phieu-nhap-thu-{day}");
    let numbered = (2_u32..).map(|number| format!("{base}-{number}.xlsx"));
    let path: PathBuf = std::iter::once(format!("{base}.xlsx"))
        .chain(numbered)
        .map(|name| office.path(&name))
        .find(|path| !files::exists(path))
        .expect("numbers do not run out");
    files::write(&path, &bytes)?;
    console::say(&letter_words::filled(&path, &dossiers, done));
    Ok(Outcome::Done)
}

fn write(
    office: &Office,
    inputs: &[Input],
    plan: &Plan,
    bag: Bagging,
    day: Date,
    done: LettersMade,
) -> Result<Outcome> {
    let folder = plan.report.letters.folder.as_str();
    let LettersMade { made, ledger, letters, register, year } = done;
    let found = findings::findings(ledger.findings(), &[], &BTreeMap::new());
    if !found.is_empty() {
        console::say(found.trim_end_matches('\n'));
        console::say("");
    }
    let archive = office.path(ARCHIVE);
    let is_new = !letters.written.is_empty() || !letters.voids.is_empty();
    if is_new {
        for input in inputs {
            bag.keep(&format!("nguon/{}", input.path), &input.bytes)?;
        }
        bag.keep(&format!("cau-hinh/{FILE}"), office.settings_text.as_bytes())?;
        for (name, text) in &office.templates()? {
            bag.keep(&format!("cau-hinh/mau/{name}"), text.as_bytes())?;
        }
        bag.keep_all(&made)?;
        let info = Info {
            organization: plan.document.agency.clone(),
            period: folder.to_owned(),
            bagging_date: Some(day.to_string()),
            ..Info::default()
        };
        bag.place(folder, None, &info)?;
    }
    let asking = Asking { folder, span: Span { from: day, to: day } };
    if plan.earlier.letters.is_latest(asking) && (is_new || !plan.earlier.letters.bags.is_empty()) {
        write_register(office, year, register.as_deref());
    }
    if is_new {
        office.write_index(&plan.document.agency)?;
    }
    console::say(&letter_words::written(&letters, &archive.join(folder), &short_date(day)));
    let refused = letters.held_back.iter().any(|held| held.is_error);
    Ok(if refused || ledger.rows().rejected > 0 { Outcome::LeftOut } else { Outcome::Done })
}

/// `luu-tru/so-theo-doi-2020.xlsx`: the register as of the latest bag, to be filled in by the clerk's office.
pub(crate) fn write_register(office: &Office, year: i16, register: Option<&[u8]>) {
    let Some(register) = register else { return };
    let path = office.path(ARCHIVE).join(format!("so-theo-doi-{year}.xlsx"));
    // The letters are archived, whatever becomes of this copy.
    if let Err(error) = files::write(&path, register) {
        console::say(&format!("Lưu ý: {error}"));
    }
}

/// Settings and templates of a bag, which its letters were written with.
pub(crate) fn kept_settings(
    office: &Office,
    folder: &str,
) -> Result<(Option<String>, BTreeMap<String, String>)> {
    let kept = office.path(ARCHIVE).join(folder).join("data").join("cau-hinh");
    let settings = files::read_text(&kept.join(FILE))?;
    let mut templates = BTreeMap::new();
    for name in files::list(&kept.join("mau"))? {
        if let Some(text) = files::read_text(&kept.join("mau").join(&name))? {
            templates.insert(name, text);
        }
    }
    Ok((settings, templates))
}
