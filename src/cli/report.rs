//! `bao-cao`: all documents of a period into the archive, whole or not at all.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use jiff::civil::Date;

use crate::archive::{self, Archived, Existing, Info, Issued, Payload, Seal, Seals, Verdict};
use crate::cli::bagging::Bagging;
use crate::cli::book::{book, known};
use crate::cli::check::{advance, no_inputs, say_misnamed};
use crate::cli::child;
use crate::cli::letters::write_register;
use crate::cli::mending::{Corrected, Run, rewrite};
use crate::cli::office::{ARCHIVE, Office, PROSE};
use crate::cli::skip::skipped_path;
use crate::cli::{Outcome, ReportArgs, coverage, findings, summary, unprintable};
use crate::config::{DocumentExtras, FILE, parse_prose};
use crate::console::{self, Bar};
use crate::document::Templates;
use crate::error::{Error, Result};
use crate::files;
use crate::ledger::{Finding, Ledger};
use crate::measure::{Coverage, DataKind, Gap};
use crate::model::{CutOff, Period, short_date};
use crate::pipeline::{self, Input, Intake, OpenDays, Plan, Reported};
use crate::report::{self, Asking, Book, Earlier, EarlierFigures};
use crate::rules::{self, Calendar};

pub(crate) fn run(office: &Office, args: &ReportArgs, today: Date) -> Result<Outcome> {
    let today = args.as_of.day.unwrap_or(today);
    office.settings.require_agency()?;
    let asked = asked_period(office, args, today)?;
    let (inputs, skipped) = inputs(office, &args.skip)?;
    let archived = office.archive()?;
    let own_templates = office.templates()?;
    let templates = Templates::new(&own_templates)?;
    let calendar = pipeline::calendar(&office.settings.extra_days())?;

    let (taken, period) = take_in(office, &inputs, asked, &calendar, today)?;
    require_later(args.date, period)?;
    let existing = office.existing(&period.code())?;
    let kept = kept_inputs(office, &inputs, &own_templates, period)?;
    let issued = numbering(args, existing.as_ref(), &archive::seals(&kept));
    let prose = prose(office, period)?;
    let has_prose = !prose.is_empty();
    let extras = extras(&issued, prose);
    let digests = inputs.iter().map(|input| (input.path.clone(), archive::digest(&input.bytes)));
    let settings = &office.settings;
    let (span, folder) = (period.span, period.code());
    let asking = Asking { folder: &folder, span };
    let book = book(&archived)?;
    let plan = Plan {
        measure: settings.measure(period, known(&book, asking)),
        report: report::Options {
            gaps: taken.coverage.gaps(span, &calendar),
            ..settings.report(period, digests.collect(), skipped.clone())
        },
        earlier: Earlier { letters: book, ..earlier(&archived, period, settings.cut_off())? },
        document: settings.document(period, extras),
        templates,
        calendar,
        open_days: if args.incomplete_data { OpenDays::Say } else { OpenDays::Ask },
    };
    warn(office, period, today, has_prose)?;

    let bar = Bar::new();
    let bag = Bagging::new(office.path(ARCHIVE));
    let progress = |step| advance(&bar, step);
    let reported = pipeline::report(taken, &plan, child::edges(&progress), &bag);
    bar.finish();
    let (made, ledger, office_figures) = match reported? {
        Reported::Stopped(stopped) => return Ok(say_stopped(&stopped)),
        Reported::Open(missing) => {
            console::say(&coverage::refusal(&missing, period));
            return Ok(Outcome::Stopped);
        }
        Reported::Done { made, ledger, office } => (made, ledger, office),
    };
    bag.keep_all(&kept)?;
    bag.keep_all(&made)?;
    // Data goes out once the archive has taken it.
    let figures = args.json.then(|| made.get("so-lieu.json").cloned()).flatten();
    let hand_out =
        || figures.iter().try_for_each(|bytes| console::data(bytes)).map_err(unprintable);

    let keep_as = match place(office, period, existing.as_ref(), &bag.seals(), args, &issued)? {
        Place::Nothing => {
            console::say(&format!(
                "Kỳ {}: không có gì thay đổi\n  --> {}",
                period.code(),
                shown_data(office, period)
            ));
            hand_out()?;
            return Ok(Outcome::Done);
        }
        Place::New => None,
        Place::Instead(old) => Some(old),
    };
    let info = Info {
        organization: plan.document.agency.clone(),
        period: period.code(),
        bagging_date: Some(today.to_string()),
        issued,
    };
    let latest = plan.earlier.letters.is_latest(asking);
    let register = made.get(REGISTER).filter(|_| latest).cloned();
    bag.place(&period.code(), keep_as.as_deref(), &info)?;
    write_register(office, span.to.year(), register.as_deref());
    office.write_index(&info.organization)?;
    hand_out()?;
    let corrected = corrected(office, &inputs, &skipped, &ledger, period)?;
    let found = findings::findings(ledger.findings(), &[], &corrected.copies);
    if !found.is_empty() {
        console::say(found.trim_end_matches('\n'));
        console::say("");
    }
    for notice in &corrected.notices {
        console::say(notice);
    }
    let archived = Written {
        ledger: &ledger,
        skipped: &skipped,
        corrected: &corrected,
        gaps: &plan.report.gaps,
        keep_as: keep_as.as_deref(),
    };
    console::say(&archived.words(office, period, &summary::summary(&office_figures)));
    let refused = office_figures.letters.refused > 0;
    Ok(if refused || ledger.rows().rejected > 0 || !skipped.is_empty() {
        Outcome::LeftOut
    } else {
        Outcome::Done
    })
}

/// What lies in `du-lieu`, and the period that the report is about.
fn take_in(
    office: &Office,
    inputs: &[Input],
    asked: Option<Period>,
    calendar: &Calendar,
    today: Date,
) -> Result<(Intake, Period)> {
    let bar = Bar::new();
    let progress = |step| advance(&bar, step);
    let options = office.settings.normalize(None);
    let taken = pipeline::take_in(inputs, &options, child::edges(&progress));
    bar.finish();
    let period = match asked {
        Some(period) => period,
        None if !taken.stopped.is_empty() => office.settings.period(None, today)?,
        None => {
            let period = proposed(office, &taken.coverage, calendar, today)?;
            say_proposed(office, period, &taken.coverage, today);
            period
        }
    };
    Ok((taken, period))
}

/// Nothing was made.
fn say_stopped(stopped: &[Finding]) -> Outcome {
    console::say(&findings::findings(stopped.iter(), stopped, &BTreeMap::new()));
    console::say(
        "Chưa lập báo cáo, chưa ghi gì: còn tệp hoặc trang không đọc được\n   = gợi ý: sửa theo các gợi ý trên rồi chạy lại (congso kiem-tra ghi vào can-sua các bản sao đã đánh dấu chỗ sửa), hoặc bỏ hẳn tệp ra bằng --bo-qua TÊN-TỆP (báo cáo sẽ nói rõ)",
    );
    Outcome::Stopped
}

/// Copies to mend, where rows were left out.
fn corrected(
    office: &Office,
    inputs: &[Input],
    skipped: &[String],
    ledger: &Ledger,
    period: Period,
) -> Result<Corrected> {
    if ledger.rows().rejected == 0 {
        return Ok(Corrected::default());
    }
    rewrite(office, Run { inputs, skipped, ledger, stopped: &[], day: period.span.to })
}
/// The register of letters in a bag.
const REGISTER: &str = "thu-xin-loi/so-theo-doi.xlsx";

/// The period of `--ky`, once it has ended.
pub(crate) fn asked_period(
    office: &Office,
    args: &ReportArgs,
    today: Date,
) -> Result<Option<Period>> {
    let Some(text) = args.period.as_deref() else { return Ok(None) };
    let period = office.settings.period(Some(text), today)?;
    require_ended(period, today)?;
    require_later(args.date, period)?;
    Ok(Some(period))
}

/// Without `--ky`: the last period that the data fill; where they fill none, the last of the calendar.
pub(crate) fn proposed(
    office: &Office,
    coverage: &Coverage,
    calendar: &Calendar,
    today: Date,
) -> Result<Period> {
    let mut ended = office.settings.ended_periods(today);
    match ended.find(|period| coverage.fills(period.span, calendar)) {
        Some(period) => Ok(period),
        None => office.settings.period(None, today),
    }
}

/// Why it is not the one that has just ended.
fn say_proposed(office: &Office, period: Period, coverage: &Coverage, today: Date) {
    let Ok(last) = office.settings.period(None, today) else { return };
    let reach = coverage.reach(DataKind::Dossiers, today);
    if let Some(reach) = reach.filter(|_| last != period) {
        console::say(&format!(
            "Lưu ý: hồ sơ mới có đến ngày {}, nên báo cáo là của kỳ {}, chưa phải kỳ {} vừa hết; muốn kỳ khác thì thêm --ky",
            short_date(reach.to),
            period.code(),
            last.code()
        ));
    }
}

/// A period is reported once its last day is there.
fn require_ended(period: Period, today: Date) -> Result<()> {
    if period.span.to <= today {
        return Ok(());
    }
    let advice = if period.span.from <= today {
        format!(
            "đợi hết kỳ, hoặc chỉ ghi các ngày đã qua: --ky {}..{today}; xem trước số liệu thì chạy congso kiem-tra",
            period.span.from
        )
    } else {
        "kiểm tra lại năm và tháng của --ky".to_owned()
    };
    Err(Error::Usage {
        message: format!(
            "Kỳ {} đến {} mới hết; chưa lập được báo cáo\n   = gợi ý: {advice}",
            period.code(),
            short_date(period.span.to)
        ),
    })
}

/// A report is dated on the last day of its period or later.
fn require_later(date: Option<Date>, period: Period) -> Result<()> {
    let Some(date) = date.filter(|date| *date < period.span.to) else { return Ok(()) };
    Err(Error::Usage {
        message: format!(
            "Ngày văn bản {} ở trước ngày cuối kỳ {}\n   = gợi ý: ghi ngày ký báo cáo, từ {} trở đi, ví dụ --ngay {}",
            short_date(date),
            short_date(period.span.to),
            short_date(period.span.to),
            short_date(period.span.to)
        ),
    })
}

/// Inputs without those of `--bo-qua`, and which these were.
fn inputs(office: &Office, skip: &[String]) -> Result<(Vec<Input>, Vec<String>)> {
    let all = office.input_paths()?;
    let mut skipped = BTreeSet::new();
    for asked in skip {
        skipped.insert(skipped_path(&all, asked)?);
    }
    let rest: Vec<String> = all.into_iter().filter(|path| !skipped.contains(path)).collect();
    if rest.is_empty() {
        return Err(no_inputs(office));
    }
    Ok((office.inputs(rest)?, skipped.into_iter().collect()))
}

/// What the bag keeps of its inputs: `nguon/…` and `cau-hinh/…`.
fn kept_inputs(
    office: &Office,
    inputs: &[Input],
    templates: &BTreeMap<String, String>,
    period: Period,
) -> Result<Payload> {
    let mut kept = Payload::new();
    for input in inputs {
        kept.insert(format!("nguon/{}", input.path), input.bytes.clone());
    }
    kept.insert(format!("cau-hinh/{FILE}"), office.settings_text.clone().into_bytes());
    for (name, text) in templates {
        kept.insert(format!("cau-hinh/mau/{name}"), text.clone().into_bytes());
    }
    if let Some(prose) = office.prose(&period.code())? {
        kept.insert("cau-hinh/noi-dung.md".to_owned(), prose.into_bytes());
    }
    Ok(kept)
}

fn extras(issued: &Issued, prose: BTreeMap<String, String>) -> DocumentExtras {
    DocumentExtras {
        number: issued.number.clone(),
        cover_number: issued.cover_number.clone(),
        date: issued.date.as_deref().and_then(|day| day.parse().ok()),
        prose,
    }
}

/// Numbers and date of the documents: as given, else as archived from the same inputs.
fn numbering(args: &ReportArgs, existing: Option<&Existing>, inputs: &Seals) -> Issued {
    let same = existing.filter(|existing| existing.has_inputs(inputs));
    let archived = same.map(|bag| bag.issued.clone()).unwrap_or_default();
    Issued {
        number: args.number.clone().or(archived.number),
        cover_number: args.cover_number.clone().or(archived.cover_number),
        date: args.date.map(|day| day.to_string()).or(archived.date),
    }
}

fn prose(office: &Office, period: Period) -> Result<BTreeMap<String, String>> {
    match office.prose(&period.code())? {
        Some(text) => parse_prose(&format!("{PROSE}/{}.md", period.code()), &text),
        None => Ok(BTreeMap::new()),
    }
}

/// Archived figures of the period before and of the same one a year ago.
fn earlier(archived: &[Archived], period: Period, cut: CutOff) -> Result<Earlier> {
    let figures = |other: Option<Period>| -> Result<Option<EarlierFigures>> {
        let code = other.map(Period::code);
        let Some(found) = archived.iter().find(|bag| Some(&bag.folder) == code.as_ref()) else {
            return Ok(None);
        };
        found.figures().map(Some)
    };
    Ok(Earlier {
        letters: Book::default(),
        previous: figures(rules::previous(period, cut))?,
        year_ago: figures(rules::year_ago(period, cut))?,
    })
}

fn warn(office: &Office, period: Period, today: Date, has_prose: bool) -> Result<()> {
    say_misnamed(office)?;
    if !has_prose {
        console::say(&format!(
            "Lưu ý: kỳ này chưa có lời văn riêng; muốn thêm thì viết tệp {PROSE}/{}.md với các tiêu đề # Chỉ đạo, # Ưu điểm, # Tồn tại, # Nguyên nhân, # Nhiệm vụ, # Kiến nghị",
            period.code()
        ));
    }
    for key in office.settings.gaps() {
        console::say(&format!(
            "Lưu ý: {FILE} chưa khai {key} trong [co_quan]; tài liệu in dấu chấm ở chỗ đó"
        ));
    }
    if period.span.to == today {
        console::say(&format!(
            "Lưu ý: hôm nay mới là ngày cuối của kỳ {}; số liệu còn thay đổi",
            period.code()
        ));
    }
    Ok(())
}

/// Where the new bag goes.
enum Place {
    Nothing,
    New,
    /// The old bag moves to this folder of the archive.
    Instead(String),
}

fn place(
    office: &Office,
    period: Period,
    existing: Option<&Existing>,
    payload: &Seals,
    args: &ReportArgs,
    issued: &Issued,
) -> Result<Place> {
    let Some(existing) = existing else { return Ok(Place::New) };
    let code = period.code();
    let why = match archive::verdict(existing, payload, issued) {
        Verdict::Unchanged => match touched(office, &code, payload)?.as_slice() {
            [] => return Ok(Place::Nothing),
            _ if args.replace => String::new(),
            paths => format!(
                "Kỳ {code} trong lưu trữ đã bị sửa hoặc xóa bớt sau khi ghi\n  --> {}",
                few(paths)
            ),
        },
        Verdict::OnlyNumbered => String::new(),
        _ if args.replace => String::new(),
        Verdict::OtherInputs(paths) => format!(
            "Kỳ {code} đã có trong lưu trữ, lập từ dữ liệu khác\n  --> khác nhau: {}",
            few(&paths)
        ),
        Verdict::OtherResults => format!(
            "Kỳ {code} đã có trong lưu trữ; dữ liệu vào như cũ nhưng kết quả khác (số, ngày văn bản đổi, kỳ trước trong lưu trữ đổi, hoặc phiên bản chương trình khác)\n  --> {ARCHIVE}/{code}"
        ),
    };
    if why.is_empty() {
        return Ok(Place::Instead(free_name(office, &code)));
    }
    Err(Error::Archive {
        message: format!(
            "{why}\n   = chưa ghi gì\n   = gợi ý: thêm --thay-the để thay; bản cũ được giữ thành {ARCHIVE}/{}",
            free_name(office, &code)
        ),
    })
}

/// Files of the archived payload that are no longer what was written.
fn touched(office: &Office, code: &str, payload: &Seals) -> Result<Vec<String>> {
    let data = office.path(ARCHIVE).join(code).join("data");
    let mut touched = Vec::new();
    for (path, seal) in payload {
        let there = files::read_optional(&data.join(path))?;
        if there.map(|bytes| Seal::of(&bytes)).as_ref() != Some(seal) {
            touched.push(path.clone());
        }
    }
    Ok(touched)
}

/// The first `2020-03-cu-N` that is not taken.
fn free_name(office: &Office, code: &str) -> String {
    (1_u32..=u32::MAX)
        .map(|number| format!("{code}-cu-{number}"))
        .find(|name| !files::exists(&office.path(ARCHIVE).join(name)))
        .expect("numbers do not run out")
}

fn few(paths: &[String]) -> String {
    let shown: Vec<&str> = paths.iter().take(5).map(String::as_str).collect();
    let rest = paths.len() - shown.len();
    if rest == 0 {
        shown.join(", ")
    } else {
        format!("{} và {rest} tệp nữa", shown.join(", "))
    }
}

/// What is told of a period that has just been archived.
struct Written<'a> {
    ledger: &'a Ledger,
    skipped: &'a [String],
    corrected: &'a Corrected,
    gaps: &'a [Gap],
    keep_as: Option<&'a str>,
}

impl Written<'_> {
    fn words(&self, office: &Office, period: Period, summary: &str) -> String {
        let mut text = format!("Đã lập báo cáo {summary}");
        let mut add = |line: String| write!(text, "\n   = {line}").expect("writing to a string");
        let rejected = self.ledger.rows().rejected;
        if rejected > 0 {
            add(format!("{rejected} dòng không được tính, báo cáo nói rõ"));
        }
        let copies: Vec<&str> =
            self.corrected.copies.values().map(|copy| copy.shown.as_str()).collect();
        if !copies.is_empty() {
            add(format!("chỗ cần sửa đã được đánh dấu trong {}", copies.join(", ")));
        }
        if !self.skipped.is_empty() {
            add(format!("bỏ qua theo yêu cầu: {}", self.skipped.join(", ")));
        }
        if let Some(told) = coverage::told(self.gaps) {
            add(told);
        }
        if let Some(old) = self.keep_as {
            add(format!("bản cũ: {ARCHIVE}/{old}"));
        }
        write!(text, "\n  --> {}", shown_data(office, period)).expect("writing to a string");
        text.push_str(
            "\n   = bao-cao.pdf để in và gửi, phu-luc.xlsx là số liệu, don-vi là báo cáo từng phòng, gui là công văn và gói gửi đi",
        );
        text
    }
}

/// Where the documents of a period lie.
fn shown_data(office: &Office, period: Period) -> String {
    office.path(ARCHIVE).join(period.code()).join("data").display().to_string()
}
