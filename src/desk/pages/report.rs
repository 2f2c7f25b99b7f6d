//! Báo cáo: the period, its number and date, the office's own prose; made beside the requests, looked at before, held
//! against what the archive has.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use serde::Serialize;

use crate::desk::came::{AskedReport, ReportCame};
use crate::desk::exchange::{AnswerFile, DeskAnswer, Manner, Visit};
use crate::desk::pages::other::{OtherView, other, told_of};
use crate::desk::pages::papers::{PaperView, papers};
use crate::desk::pages::{SaidView, filled, just_said, progress, typed_day, words};
use crate::desk::shop::Shop;
use crate::model::{Period, short_date};
use crate::office::{
    ArchivedPeriod, CompareRequest, InputsFrom, Office, OfficeAnswer, OpenDays, Overview,
    PeriodData, ProseChange, ProseRequest, ProseSection, Replacing, ReportDone, ReportRequest,
    SentState, Told,
};
use crate::report::Report;
use crate::telling::advice::Reader;
use crate::telling::{closing, coverage, findings, made, refusals, summary};

/// Before the name of a section of prose.
const PROSE: &str = "van-";

#[derive(Debug, Serialize)]
struct ReportView {
    trang: &'static str,
    cac_ky: Vec<ChoiceView>,
    ky: ChoiceView,
    tu_den: String,
    /// Of several months.
    dai: bool,
    da_luu: bool,
    dang_chay: bool,
    vua_xong: Vec<SaidView>,
    khac: Option<OtherView>,
    /// Where the preview is.
    xem_truoc: Option<&'static str>,
    giay: Vec<PaperView>,
    da_gui: SentView,
    khong_tinh: Vec<String>,
    tep_dung: Vec<FileChoiceView>,
    hoi: AskedReport,
    dau: String,
    muc: Vec<SectionView>,
    so_lieu: Vec<String>,
    so_lieu_cua: &'static str,
}

#[derive(Debug, Serialize)]
struct SentView {
    /// On which it was sent, as it was stated.
    ngay: String,
    /// Another report has taken its place since.
    cu: bool,
}

#[derive(Clone, Debug, Serialize)]
struct ChoiceView {
    ma: String,
    ten: String,
    ghi_chu: &'static str,
    chon: bool,
}

#[derive(Debug, Serialize)]
struct FileChoiceView {
    ten: String,
    chon: bool,
}

#[derive(Debug, Serialize)]
struct SectionView {
    khoa: &'static str,
    ten: &'static str,
    chu: String,
}

pub(crate) fn page(shop: &Shop, visit: &Visit) -> DeskAnswer {
    match view(shop, visit) {
        Ok(view) => filled(shop, "bao-cao.html", &view),
        Err(failure) => words(shop, 409, &refusals::on_page(failure)),
    }
}

fn view(shop: &Shop, visit: &Visit) -> OfficeAnswer<ReportView> {
    let office = Office::open(&shop.folder())?;
    let known = shop.known();
    let done = known.as_deref().and_then(|known| known.done());
    let covered = done.map(|done| &done.checked.coverage);
    let look = office.archive_look()?;
    let overview = office.overview(&look, &shop.reports, covered, shop.today())?;
    let typed = visit.field("ky-khac").or_else(|| visit.field("ky"));
    let period = match typed {
        Some(text) => office.named_period(text, shop.today())?,
        None => overview.due().unwrap_or(overview.last),
    };
    let code = period.code();
    let came = shop.report.get().filter(|came| came.period == code);
    let state = overview.periods.iter().find(|state| state.period == period);
    let asked_for = match state {
        Some(_) => None,
        None => office.archived_period(&look, &shop.reports, period)?,
    };
    let archived = state.map_or(asked_for.as_ref(), |state| state.archived.as_ref());
    let prose = office.shown_prose(period)?;
    let preview = came.as_ref().and_then(|came| came.preview.as_ref());
    let report = preview.map(|preview| &preview.report);
    let kept = archived.and_then(|archived| archived.report.as_deref());
    let (lines, whose) = match (report, kept) {
        (Some(report), _) => (figure_lines(report), "của bản xem trước"),
        (None, Some(report)) => (figure_lines(report), "của bản đã lưu trữ"),
        (None, None) => (Vec::new(), ""),
    };
    let asked = came.as_ref().map(|came| came.asked.clone());
    let asked = asked.unwrap_or_else(|| as_archived(archived));
    let sent = archived.map_or(SentState::Unstated, |archived| archived.sent);
    let mut left_out = Vec::new();
    let mut stopping: Vec<FileChoiceView> = Vec::new();
    if let Some(done) = done {
        left_out.push(closing::read(&done.checked.ledger));
        left_out.push(closing::still_left(&done.checked));
        let mut files: Vec<&str> =
            done.checked.stopped.iter().map(|one| one.place.source.file.as_str()).collect();
        files.extend(asked.bo_qua.iter().map(String::as_str));
        files.sort_unstable();
        files.dedup();
        stopping.extend(files.into_iter().map(|file| FileChoiceView {
            ten: file.to_owned(),
            chon: asked.bo_qua.iter().any(|own| own == file),
        }));
    }
    let section =
        |one: &ProseSection| SectionView { khoa: one.key, ten: one.heading, chu: one.text.clone() };
    let compared = came.as_ref().and_then(|came| came.compared.as_ref());
    Ok(ReportView {
        trang: "bao-cao",
        cac_ky: choices(&overview, period),
        ky: choice(period, "", true),
        tu_den: format!("{}–{}", short_date(period.span.from), short_date(period.span.to)),
        dai: !period.unit.months().is_empty(),
        da_luu: archived.is_some(),
        dang_chay: shop.work.is_running(),
        vua_xong: just_said(shop),
        khac: compared.map(other),
        xem_truoc: preview.map(|_| "/bao-cao/xem-truoc"),
        da_gui: SentView {
            ngay: sent.day().map(short_date).unwrap_or_default(),
            cu: matches!(sent, SentState::SentBefore(_)),
        },
        giay: papers(&look, &code),
        khong_tinh: left_out,
        tep_dung: stopping,
        hoi: asked,
        dau: prose.mark,
        muc: prose.sections.iter().map(section).collect(),
        so_lieu: lines,
        so_lieu_cua: whose,
    })
}

fn choice(period: Period, note: &'static str, chosen: bool) -> ChoiceView {
    ChoiceView { ma: period.code(), ten: period.name(), ghi_chu: note, chon: chosen }
}

fn choices(overview: &Overview, period: Period) -> Vec<ChoiceView> {
    let mut all: Vec<ChoiceView> = overview
        .periods
        .iter()
        .map(|state| {
            let note = match (&state.archived, &state.data) {
                (Some(_), _) => "đã lập",
                (None, Some(PeriodData::Full)) => "có dữ liệu",
                (None, Some(PeriodData::Gaps(_))) => "dữ liệu thiếu ngày",
                (None, Some(PeriodData::Nothing)) => "chưa có dữ liệu",
                (None, None) => "chưa đọc dữ liệu",
            };
            choice(state.period, note, state.period == period)
        })
        .collect();
    if !all.iter().any(|one| one.chon) {
        all.push(choice(period, "", true));
    }
    all
}

fn as_archived(archived: Option<&ArchivedPeriod>) -> AskedReport {
    let Some(archived) = archived else { return AskedReport::default() };
    AskedReport {
        so: archived.number.clone().unwrap_or_default(),
        ngay: archived.date.map(short_date).unwrap_or_default(),
        ..AskedReport::default()
    }
}

fn figure_lines(report: &Report) -> Vec<String> {
    let text = summary::summary(report);
    text.lines().skip(1).map(|line| line.trim_start_matches("   = ").to_owned()).collect()
}

/// What a button of the form asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wanted {
    Report,
    Preview,
    Comparison,
    Prose,
}

/// Keeps the prose, then begins what was asked for.
pub(crate) fn make(shop: &Arc<Shop>, visit: &Visit) -> DeskAnswer {
    let wanted = match visit.field("viec") {
        Some("lap") => Wanted::Report,
        Some("xem") => Wanted::Preview,
        Some("so") => Wanted::Comparison,
        Some("luu") => Wanted::Prose,
        _ => return words(shop, 400, "Chưa rõ việc cần làm\n   = gợi ý: bấm một nút của trang"),
    };
    let Some(typed) = visit.field("ky") else {
        return words(shop, 400, "Chưa chọn kỳ\n   = gợi ý: chọn kỳ ở trang Báo cáo");
    };
    let opened = Office::open(&shop.folder())
        .and_then(|office| Ok((office.named_period(typed, shop.today())?, office)));
    let (period, office) = match opened {
        Ok(opened) => opened,
        Err(failure) => return words(shop, 409, &refusals::on_page(failure)),
    };
    let back = format!("/bao-cao?ky={}", period.code());
    let asked = asked(visit);
    let date = match typed_day(&asked.ngay, "ngày ký") {
        Ok(date) => date,
        Err(why) => return words(shop, 400, &why),
    };
    match office.write_prose(period, &prose(visit)) {
        Ok(ProseChange::Written) if wanted == Wanted::Prose => {
            shop.say("Đã lưu lời văn".to_owned());
        }
        Ok(ProseChange::Written | ProseChange::Unchanged) => {}
        Ok(ProseChange::Outdated) => {
            return words(
                shop,
                409,
                "Lời văn của kỳ này vừa được sửa ở nơi khác nên chưa ghi đè\n   = gợi ý: mở lại trang Báo cáo để xem bản mới, rồi sửa tiếp",
            );
        }
        Err(failure) => return words(shop, 409, &refusals::on_page(failure)),
    }
    if wanted == Wanted::Prose {
        return DeskAnswer::See(back);
    }
    let name = match wanted {
        Wanted::Preview => "Lập bản xem trước",
        Wanted::Comparison => "So với bản đã lưu trữ",
        Wanted::Report | Wanted::Prose => "Lập báo cáo",
    };
    let own = Arc::clone(shop);
    let errand = shop.errand(format!("{name} {}", period.name()), back, visit);
    shop.start(errand, move |progress| {
        let edges = (own.options.edges)(progress);
        // The settings and the day may be others by the time that it has its turn.
        let request = request(wanted, &asked, (period, date), own.today());
        let mut came = ReportCame { period: period.code(), asked, ..ReportCame::default() };
        let said = match Office::open(&own.folder()) {
            Err(failure) => vec![refusals::on_page(failure)],
            Ok(office) if wanted == Wanted::Comparison => {
                let told = office.compare(&comparison(&request), edges);
                let (said, found) = told_of(told, "Lập lại thì không có gì khác bản đã lưu trữ");
                came.compared = found;
                said
            }
            Ok(office) => reported(&mut came, office.report(&request, edges)),
        };
        // Another run may end before anybody looks at what came of this one.
        own.say_all(said);
        own.report.set(came);
    });
    progress::begun(shop)
}

fn request(
    wanted: Wanted,
    asked: &AskedReport,
    (period, date): (Period, Option<Date>),
    today: Date,
) -> ReportRequest {
    let filled_in = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
    ReportRequest {
        period: Some(period.code()),
        number: filled_in(&asked.so),
        cover_number: filled_in(&asked.so_cong_van),
        date,
        today,
        replacing: match wanted {
            Wanted::Preview => Replacing::Preview,
            _ if asked.thay_the => Replacing::Keep,
            _ => Replacing::Refuse,
        },
        skip: asked.bo_qua.clone(),
        inputs: if asked.tu_luu_tru { InputsFrom::Archive } else { InputsFrom::Folder },
        open_days: if asked.thieu_ngay { OpenDays::Say } else { OpenDays::Ask },
    }
}

/// Keeps the day on which the report was sent, as it is stated.
pub(crate) fn state_sent(shop: &Shop, visit: &Visit) -> DeskAnswer {
    let day = match typed_day(visit.field("ngay_gui").unwrap_or_default(), "ngày gửi") {
        Ok(day) => day,
        Err(why) => return words(shop, 400, &why),
    };
    let Some(typed) = visit.field("ky") else {
        return words(shop, 400, "Chưa chọn kỳ\n   = gợi ý: chọn kỳ ở trang Báo cáo");
    };
    let stated = Office::open(&shop.folder()).and_then(|office| {
        let period = office.named_period(typed, shop.today())?;
        office.state_sent(period, day)?;
        Ok(period)
    });
    match stated {
        Ok(period) => {
            shop.say(match day {
                Some(day) => {
                    format!("Đã ghi: gửi báo cáo {} ngày {}", period.name(), short_date(day))
                }
                None => format!("Đã bỏ ngày gửi của báo cáo {}", period.name()),
            });
            DeskAnswer::See(format!("/bao-cao?ky={}", period.code()))
        }
        Err(failure) => words(shop, 409, &refusals::on_page(failure)),
    }
}

fn asked(visit: &Visit) -> AskedReport {
    let text = |name| visit.field(name).unwrap_or_default().to_owned();
    let is_set = |name| visit.field(name).is_some();
    AskedReport {
        so: text("so"),
        so_cong_van: text("so_cong_van"),
        ngay: text("ngay"),
        thay_the: is_set("thay_the"),
        thieu_ngay: is_set("thieu_ngay"),
        tu_luu_tru: is_set("tu_luu_tru"),
        bo_qua: visit.all("bo_qua").map(str::to_owned).collect(),
    }
}

fn prose(visit: &Visit) -> ProseRequest {
    let texts = visit
        .fields
        .iter()
        .filter_map(|(name, text)| Some((name.strip_prefix(PROSE)?.to_owned(), text.clone())));
    let mark = visit.field("dau").unwrap_or_default().to_owned();
    ProseRequest { mark, texts: texts.collect::<BTreeMap<_, _>>() }
}

fn comparison(request: &ReportRequest) -> CompareRequest {
    CompareRequest {
        before: request.period.clone().unwrap_or_default(),
        after: None,
        today: request.today,
        skip: request.skip.clone(),
        inputs: request.inputs,
    }
}

/// What is said of it.
fn reported(came: &mut ReportCame, told: Told<ReportDone>) -> Vec<String> {
    let mut said = Vec::new();
    match told.answer {
        Err(failure) => said.push(refusals::on_page(failure)),
        Ok(ReportDone::Stopped(stopped)) => said.extend(findings::stopped(&stopped)),
        Ok(ReportDone::Open { missing, period }) => {
            said.push(coverage::refusal(&missing, period, Reader::Desk));
        }
        Ok(ReportDone::Written(written)) => {
            said.push(made::words(&written));
            said.extend(written.unwritten.iter().map(refusals::unwritten));
            came.asked.thay_the = false;
        }
        Ok(ReportDone::Unchanged(written)) => {
            let name = written.archive.period.name();
            said.push(format!("Không có gì thay đổi: lưu trữ đã có đúng báo cáo {name} này"));
            said.extend(written.unwritten.iter().map(refusals::unwritten));
        }
        Ok(ReportDone::Previewed(previewed)) => came.preview = Some(*previewed),
        Ok(ReportDone::Compared(_)) => {}
    }
    said.extend(told.notices.iter().map(|one| refusals::notice(one, Reader::Desk)));
    said
}

/// The report as it would be.
pub(crate) fn preview(shop: &Shop) -> DeskAnswer {
    let came = shop.report.get();
    let page = came.as_ref().and_then(|came| came.preview.as_ref()).map(|one| one.page.clone());
    match page {
        Some(bytes) => DeskAnswer::File(AnswerFile {
            name: "xem-truoc.html".to_owned(),
            kind: "text/html; charset=utf-8",
            manner: Manner::Shown,
            bytes,
        }),
        None => {
            words(shop, 404, "Chưa có bản xem trước\n   = gợi ý: bấm Xem trước ở trang Báo cáo")
        }
    }
}
