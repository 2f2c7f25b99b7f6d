//! The pages: an address and a form to what the office is asked, and its answer to a page.

mod archive;
mod choices;
mod compare;
mod data;
mod forms;
mod letters;
mod other;
mod overview;
mod papers;
mod progress;
mod proof;
mod report;
mod settings;
mod start;

use std::sync::Arc;

use jiff::civil::Date;
use serde::Serialize;

use crate::desk::exchange::{AnswerFile, DeskAnswer, Manner, Visit};
use crate::desk::guard::ALIVE;
use crate::desk::shop::Shop;
use crate::error::Error;
use crate::model::parse_day;
use crate::telling::said::{SaidThing, said};

const STYLE: &str = include_str!("../../../templates/ban-lam-viec/ban-lam-viec.css");
const SCRIPT: &str = include_str!("../../../templates/ban-lam-viec/ban-lam-viec.js");

/// Whatever is asked.
pub(crate) fn answer(shop: &Arc<Shop>, visit: &Visit) -> DeskAnswer {
    let path: Vec<&str> = visit.path.iter().map(String::as_str).collect();
    if let Some(answer) = start::answer(shop, visit, &path) {
        return answer;
    }
    match (visit.is_form, path.as_slice()) {
        (false, []) => overview::page(shop),
        (false, ["tep", "ban-lam-viec.css"]) => own("text/css; charset=utf-8", STYLE),
        (false, ["tep", "ban-lam-viec.js"]) => own("text/javascript; charset=utf-8", SCRIPT),
        (false, ["tep", "congso.ico"] | ["favicon.ico"]) => {
            own("image/x-icon", include_bytes!("../../../packaging/congso.ico").to_vec())
        }
        (false, ["song"]) => own("text/plain; charset=utf-8", ALIVE),
        (false, ["du-lieu"]) => data::page(shop),
        (true, ["du-lieu"]) => data::drop_in(shop, visit),
        (true, ["du-lieu", "sua"]) => data::mend(shop, visit),
        (true, ["du-lieu", "nhan-dien"]) => data::settle(shop, visit),
        (false, ["du-lieu", "phat-hien", part, code]) => data::kind_page(shop, visit, part, code),
        (false, ["bao-cao"]) => report::page(shop, visit),
        (true, ["bao-cao"]) => report::make(shop, visit),
        (true, ["bao-cao", "da-gui"]) => report::state_sent(shop, visit),
        (false, ["bao-cao", "xem-truoc"]) => report::preview(shop),
        (false, ["thu-xin-loi"]) => letters::page(shop),
        (true, ["thu-xin-loi"]) => letters::make(shop, visit),
        (false, ["thu-xin-loi", "in-lai.pdf"]) => letters::printed(shop),
        (false, ["phieu"]) => forms::page(shop),
        (true, ["phieu"]) => forms::make(shop, visit),
        (false, ["phieu", name]) => forms::file(shop, name),
        (false, ["cai-dat"]) => settings::page(shop),
        (false, ["cai-dat", part]) => settings::part_page(shop, part),
        (true, ["cai-dat", part]) => settings::change(shop, visit, part),
        (false, ["so-sanh"]) => compare::page(shop),
        (true, ["so-sanh"]) => compare::compare(shop, visit),
        (true, ["xac-minh"]) => proof::verify(shop, visit),
        (false, ["dien-giai", folder]) => proof::explain(shop, folder, visit),
        (false, ["luu-tru"]) => archive::page(shop, visit),
        (false, ["luu-tru", folder, below @ ..]) => archive::file(shop, folder, &below.join("/")),
        (false, ["dang-lam"]) => progress::page(shop),
        (false, ["tien-do"]) => progress::state(shop),
        (true, ["kiem-tra"]) => {
            let back = if visit.field("ve") == Some("du-lieu") { "/du-lieu" } else { "/" };
            shop.check(back);
            progress::begun(shop)
        }
        (true, ["dung"]) => progress::stop(shop, visit),
        (true, ["dong"]) => close(shop),
        _ => words(shop, 404, "Không có trang này\n   = gợi ý: chọn một mục ở đầu trang"),
    }
}

fn own(kind: &'static str, bytes: impl Into<Vec<u8>>) -> DeskAnswer {
    let (name, bytes) = (String::new(), bytes.into());
    DeskAnswer::File(AnswerFile { name, kind, manner: Manner::Own, bytes })
}

fn close(shop: &Shop) -> DeskAnswer {
    if shop.work.is_running() {
        return words(
            shop,
            409,
            "Đang làm dở một việc nên chưa đóng bàn làm việc\n   = gợi ý: đợi xong, hoặc bấm Dừng ở trang Đang làm, rồi đóng",
        );
    }
    shop.close();
    words(shop, 200, "Đã đóng bàn làm việc\n   = có thể đóng thẻ này của trình duyệt")
}

/// A view that a page is filled with; where it cannot be, its error is the page.
fn filled<V: Serialize>(shop: &Shop, template: &str, view: &V) -> DeskAnswer {
    match shop.templates.fill(template, view) {
        Ok(page) => DeskAnswer::Page(page),
        Err(error) => failed(shop, &error),
    }
}

fn failed(shop: &Shop, error: &Error) -> DeskAnswer {
    words(shop, 500, &error.to_string())
}

#[derive(Serialize)]
struct WordsView {
    trang: &'static str,
    loi: Vec<SaidView>,
}

/// A page that only says something.
fn words(shop: &Shop, status: u16, message: &str) -> DeskAnswer {
    let view = WordsView { trang: "", loi: views(message) };
    match shop.templates.fill("loi-nhan.html", &view) {
        Ok(page) if status == 200 => DeskAnswer::Page(page),
        Ok(page) => DeskAnswer::Refused(status, page),
        Err(error) => DeskAnswer::Refused(500, error.to_string()),
    }
}

/// What was just said, for the page that shows it first.
fn just_said(shop: &Shop) -> Vec<SaidView> {
    shop.take_said().iter().flat_map(|one| views(one)).collect()
}

/// The day that was typed, if one was; else that what `what` names cannot be read.
fn typed_day(text: &str, what: &str) -> Result<Option<Date>, String> {
    match parse_day(text) {
        None if !text.is_empty() => Err(format!(
            "Không hiểu {what}: “{text}”\n   = chưa ghi gì\n   = gợi ý: ghi như 20/03/2020"
        )),
        day => Ok(day),
    }
}

/// One thing that is said, for a template.
#[derive(Debug, Serialize)]
pub(crate) struct SaidView {
    dieu: String,
    noi: Vec<String>,
    he_qua: Vec<String>,
    goi_y: Vec<String>,
}

pub(crate) fn views(message: &str) -> Vec<SaidView> {
    let view = |one: SaidThing| SaidView {
        dieu: one.what,
        noi: one.places,
        he_qua: one.effects,
        goi_y: one.advice,
    };
    said(message).into_iter().map(view).collect()
}
