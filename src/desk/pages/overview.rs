//! Bàn làm việc: the latest periods, what is done of each, what to do next, and the figures that matter.

use jiff::civil::Date;
use serde::Serialize;

use crate::desk::exchange::DeskAnswer;
use crate::desk::pages::{SaidView, filled, views, words};
use crate::desk::shop::{Known, Shop};
use crate::desk::work::TaskState;
use crate::model::short_date;
use crate::office::{
    ArchivedPeriod, LettersLook, NearlyDue, Office, Overview, PeriodData, PeriodState, SentState,
};
use crate::report::{Report, gap_sentence};
use crate::telling::{closing, coverage, refusals, summary};

/// What leads to the page of data.
const DATA: &str = "Đến trang Dữ liệu";
/// Dossiers soon due that are listed.
const NEAR: usize = 20;

#[derive(Debug, Serialize)]
struct OverviewView {
    trang: &'static str,
    co_quan: String,
    viec_tiep: String,
    /// Where the next thing is done; none where it is done outside.
    nut: Option<ButtonView>,
    ky: Vec<PeriodView>,
    so_lieu: Option<FiguresView>,
    du_lieu: Vec<String>,
    sap_den: Vec<NearView>,
    sap_con: usize,
    luu_y: Vec<SaidView>,
    cu: bool,
    da_xem: bool,
}

#[derive(Debug, Serialize)]
struct ButtonView {
    dia_chi: String,
    chu: &'static str,
    /// Whether it begins something; else it leads there.
    gui: bool,
}

#[derive(Debug, Serialize)]
struct PeriodView {
    ten: String,
    ma: String,
    tu_den: String,
    buoc: Vec<StepView>,
}

#[derive(Debug, Serialize)]
struct StepView {
    ten: &'static str,
    loai: &'static str,
    chu: String,
}

/// A dossier that is soon due.
#[derive(Debug, Serialize)]
struct NearView {
    ma: String,
    viec: String,
    han: String,
    con: String,
}

#[derive(Debug, Serialize)]
struct FiguresView {
    ten: String,
    dong: Vec<String>,
}

pub(crate) fn page(shop: &Shop) -> DeskAnswer {
    let office = match Office::open(&shop.folder()) {
        Ok(office) => office,
        Err(failure) => return words(shop, 409, &refusals::on_page(failure)),
    };
    let known = shop.known();
    let done = known.as_deref().and_then(Known::done);
    let covered = done.map(|done| &done.checked.coverage);
    let overview = office
        .archive_look()
        .and_then(|look| office.overview(&look, &shop.reports, covered, shop.today()));
    match overview {
        Ok(overview) => filled(shop, "tong-quan.html", &view(shop, &overview, known.as_deref())),
        Err(failure) => words(shop, 500, &refusals::on_page(failure)),
    }
}

fn view(shop: &Shop, overview: &Overview, known: Option<&Known>) -> OverviewView {
    let done = known.and_then(Known::done);
    let is_stopped = done.is_some_and(|done| !done.checked.stopped.is_empty());
    let mut data = Vec::new();
    if let (Some(known), Some(done)) = (known, done) {
        data.push(closing::read(&done.checked.ledger));
        data.extend(coverage::reaches(&done.checked.coverage, known.day));
        data.push(closing::still_left(&done.checked));
    }
    let mut notices: Vec<SaidView> = Vec::new();
    if let Some(known) = known {
        notices.extend(known.answer.as_ref().err().iter().flat_map(|why| views(why)));
        notices.extend(known.notices.iter().flat_map(|notice| views(notice)));
    }
    let near: Vec<NearView> = known.map(near).unwrap_or_default();
    let (next, button) = next(shop, overview, known, is_stopped);
    OverviewView {
        trang: "tong-quan",
        co_quan: overview.agency.clone(),
        viec_tiep: next,
        nut: button,
        ky: overview.periods.iter().map(|state| period(state, is_stopped)).collect(),
        so_lieu: overview.periods.iter().find_map(|state| figures(state.archived.as_ref()?)),
        du_lieu: data,
        sap_con: near.len().saturating_sub(NEAR),
        sap_den: near.into_iter().take(NEAR).collect(),
        luu_y: notices,
        cu: known.is_some_and(|known| shop.is_stale(known)),
        da_xem: done.is_some(),
    }
}

fn check() -> ButtonView {
    ButtonView { dia_chi: "/kiem-tra".to_owned(), chu: "Kiểm tra dữ liệu", gui: true }
}

fn leading(address: &str, chu: &'static str) -> ButtonView {
    ButtonView { dia_chi: address.to_owned(), chu, gui: false }
}

/// In the order in which a month is done.
fn next(
    shop: &Shop,
    overview: &Overview,
    known: Option<&Known>,
    is_stopped: bool,
) -> (String, Option<ButtonView>) {
    if let Some(task) = shop.work.task().filter(|task| task.state == TaskState::Running) {
        let follow = leading("/dang-lam", "Xem tiến độ");
        return (format!("{}: đang làm", task.errand.name), Some(follow));
    }
    let Some(known) = known else {
        return ("Kiểm tra dữ liệu để biết đã có những ngày nào".to_owned(), Some(check()));
    };
    if known.answer.is_err() {
        return ("Xem điều chương trình báo ở dưới, rồi kiểm tra lại".to_owned(), Some(check()));
    }
    if shop.is_stale(known) {
        return ("Dữ liệu đã đổi sau lần đọc trước: kiểm tra lại".to_owned(), Some(check()));
    }
    if is_stopped {
        return (
            "Có tệp hoặc trang tính không đọc được: sửa xong mới lập được báo cáo".to_owned(),
            Some(check()),
        );
    }
    match overview.due() {
        Some(period) => (
            format!("Lập báo cáo {}", period.name()),
            Some(leading(&format!("/bao-cao?ky={}", period.code()), "Đến trang Báo cáo")),
        ),
        None => match overview.periods.first() {
            Some(last) if last.archived.is_none() => (
                format!("Chép dữ liệu của {} vào trang Dữ liệu", last.period.name()),
                Some(leading("/du-lieu", DATA)),
            ),
            _ => after_report(shop, overview),
        },
    }
}

/// What is still to be done of the latest report: letters, its number and day, and to send it. What is lacking after
/// letters were made again comes last, since it may never be known.
fn after_report(shop: &Shop, overview: &Overview) -> (String, Option<ButtonView>) {
    let Some((period, archived)) = overview.latest_made() else {
        return ("Chép dữ liệu vào trang Dữ liệu".to_owned(), Some(leading("/du-lieu", DATA)));
    };
    let name = period.name();
    let page = |chu| Some(leading(&format!("/bao-cao?ky={}", period.code()), chu));
    let to_letters = Some(leading("/thu-xin-loi", "Đến trang Thư xin lỗi"));
    let came = shop.letters.get().filter(|came| came.day == shop.today());
    let look = came.as_deref().and_then(|came| came.look.as_ref());
    let held = archived.held_back();
    if held > 0 && !archived.has_later_letters && look.is_none_or(|look| look.lacking() > 0) {
        let words = format!("{held} thư của {name} chưa lập được: điền điều còn thiếu");
        return (words, to_letters);
    }
    if let Some(ready) = look.map(|look| look.letters.written.len()).filter(|ready| *ready > 0) {
        return (format!("{ready} thư xin lỗi đã đủ thông tin: lập thư"), to_letters);
    }
    if archived.number.is_none() || archived.date.is_none() {
        let words = format!("Văn thư đã cho số thì ghi số, ngày của báo cáo {name}");
        return (words, page("Ghi số và ngày"));
    }
    if !matches!(archived.sent, SentState::Sent(_)) {
        return (format!("Gửi báo cáo {name} rồi ghi ngày gửi"), page("Ghi ngày gửi"));
    }
    if let Some(lacking) = look.map(LettersLook::lacking).filter(|lacking| *lacking > 0) {
        let words = format!("{lacking} thư xin lỗi còn thiếu thông tin: điền khi đã biết");
        return (words, to_letters);
    }
    let is_left = |state: &PeriodState| {
        state.archived.is_none() && state.data.as_ref().is_some_and(|it| *it != PeriodData::Nothing)
    };
    let words = if overview.periods.iter().any(is_left) {
        format!("Báo cáo {name} đã xong; kỳ trước đó có dữ liệu mà chưa lập thì lập khi cần")
    } else {
        "Các kỳ đã qua đều có báo cáo".to_owned()
    };
    (words, None)
}

fn period(state: &PeriodState, is_stopped: bool) -> PeriodView {
    let span = state.period.span;
    let step = |ten, (loai, chu): (&'static str, String)| StepView { ten, loai, chu };
    let archived = state.archived.as_ref();
    let report = archived.and_then(|archived| archived.report.as_deref());
    PeriodView {
        ten: state.period.name(),
        ma: state.period.code(),
        tu_den: format!("{}–{}", short_date(span.from), short_date(span.to)),
        buoc: vec![
            step("Dữ liệu", data(state.data.as_ref())),
            step("Kiểm tra", checked(state.data.as_ref(), is_stopped)),
            step("Báo cáo", made(archived)),
            step("Số, ngày", issued(archived)),
            step("Thư", letters(report)),
            step("Gửi", sent(archived)),
        ],
    }
}

/// What is not known is no step done.
fn none() -> (&'static str, String) {
    ("chua", "–".to_owned())
}

fn data(data: Option<&PeriodData>) -> (&'static str, String) {
    match data {
        None => ("chua", "chưa đọc".to_owned()),
        Some(PeriodData::Nothing) => ("chua", "chưa có".to_owned()),
        Some(PeriodData::Gaps(gaps)) => {
            ("thieu", gaps.iter().map(gap_sentence).collect::<Vec<_>>().join("; "))
        }
        Some(PeriodData::Full) => ("xong", "đã có".to_owned()),
    }
}

fn checked(data: Option<&PeriodData>, is_stopped: bool) -> (&'static str, String) {
    match data {
        None | Some(PeriodData::Nothing) => none(),
        Some(_) if is_stopped => ("thieu", "có tệp không đọc được".to_owned()),
        Some(_) => ("xong", "đã đọc".to_owned()),
    }
}

fn made(archived: Option<&ArchivedPeriod>) -> (&'static str, String) {
    match archived {
        None => ("chua", "chưa lập".to_owned()),
        Some(ArchivedPeriod { report: None, .. }) => {
            ("thieu", "không còn đúng như khi ghi, cần xác minh".to_owned())
        }
        Some(_) => ("xong", "đã lập".to_owned()),
    }
}

fn issued(archived: Option<&ArchivedPeriod>) -> (&'static str, String) {
    let Some(archived) = archived else { return none() };
    match (&archived.number, archived.date) {
        (Some(number), Some(day)) => ("xong", format!("số {number}, ngày {}", short_date(day))),
        (Some(number), None) => ("thieu", format!("số {number}, chưa có ngày")),
        (None, Some(day)) => ("thieu", format!("ngày {}, chưa có số", short_date(day))),
        (None, None) => ("chua", "chưa ghi".to_owned()),
    }
}

fn letters(report: Option<&Report>) -> (&'static str, String) {
    let Some(report) = report else { return none() };
    let letters = &report.letters;
    let reconciled = &letters.reconciliation;
    if letters.owed == 0 {
        return ("xong", "không phải xin lỗi ai".to_owned());
    }
    let words = format!(
        "{} phải xin lỗi, {} có thư đã phát hành khi lập báo cáo",
        letters.owed, reconciled.issued
    );
    if letters.held_back > 0 {
        ("thieu", format!("{words}; {} chưa lập được khi lập báo cáo", letters.held_back))
    } else {
        ("xong", words)
    }
}

fn sent(archived: Option<&ArchivedPeriod>) -> (&'static str, String) {
    let Some(archived) = archived else { return none() };
    match archived.sent {
        SentState::Unstated => ("chua", "chưa ghi".to_owned()),
        SentState::Sent(day) => ("xong", format!("đã gửi ngày {}", short_date(day))),
        SentState::SentBefore(day) => {
            ("thieu", format!("đã gửi bản trước ngày {}; bản nay chưa ghi", short_date(day)))
        }
    }
}

/// Of the day of the check.
fn near(known: &Known) -> Vec<NearView> {
    let found = known.answer.iter().flat_map(|looked| &looked.near);
    found.map(|one| nearly_due(one, known.day)).collect()
}

fn nearly_due(near: &NearlyDue, today: Date) -> NearView {
    let parts = [near.procedure.as_str(), near.department.as_str()];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    NearView {
        ma: near.code.clone(),
        viec: parts.join(", "),
        han: format!("{}{}", short_date(near.due), if near.is_put_off { " (hẹn lại)" } else { "" }),
        con: match near.days {
            _ if near.due == today => "hôm nay là hạn".to_owned(),
            // Due on a day off.
            Some(0) => "không còn ngày làm việc nào sau hôm nay".to_owned(),
            Some(days) => format!("còn {days} ngày làm việc"),
            None => String::new(),
        },
    }
}

/// Of the latest report.
fn figures(archived: &ArchivedPeriod) -> Option<FiguresView> {
    let text = summary::summary(archived.report.as_deref()?);
    let mut lines = text.lines().map(|line| line.trim_start_matches("   = ").to_owned());
    Some(FiguresView { ten: lines.next()?, dong: lines.collect() })
}
