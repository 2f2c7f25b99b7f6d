//! Phiếu: the questionnaire to be printed, and the workbook that its answers are typed into.

use serde::Serialize;

use crate::desk::exchange::{AnswerFile, DeskAnswer, Visit};
use crate::desk::pages::papers::paper_kind;
use crate::desk::pages::{SaidView, filled, just_said, typed_day, words};
use crate::desk::shop::Shop;
use crate::model::short_date;
use crate::office::{self, FormRequest, Office, OfficeAnswer, set_choice};
use crate::telling::{form_words, refusals};

#[derive(Debug, Serialize)]
struct FormsView {
    trang: &'static str,
    vua_xong: Vec<SaidView>,
    ngay: String,
    bo: Vec<(String, String)>,
    tep: Vec<String>,
}

pub(crate) fn page(shop: &Shop) -> DeskAnswer {
    let made = || -> OfficeAnswer<Vec<String>> { Office::open(&shop.folder())?.made_forms() };
    let names = match made() {
        Ok(names) => names,
        Err(failure) => return words(shop, 409, &refusals::on_page(failure)),
    };
    let view = FormsView {
        trang: "phieu",
        vua_xong: just_said(shop),
        ngay: short_date(shop.today()),
        bo: office::setting_choices("phieu", "bo_cau_hoi"),
        tep: names,
    };
    filled(shop, "phieu.html", &view)
}

/// Made at once: two thousand sheets take a second.
pub(crate) fn make(shop: &Shop, visit: &Visit) -> DeskAnswer {
    let number = |name: &str| match visit.field(name).map(str::parse::<u32>) {
        None => Ok(None),
        Some(Ok(number)) => Ok(Some(number)),
        Some(Err(_)) => Err("Số phiếu phải là số nguyên, ví dụ 100".to_owned()),
    };
    let read = || -> Result<FormRequest, String> {
        let date = typed_day(visit.field("ngay").unwrap_or_default(), "ngày phát phiếu")?;
        let set = visit.field("bo").map(set_choice).transpose();
        let set = set.map_err(|_| "Không có bộ câu hỏi này".to_owned())?;
        Ok(FormRequest {
            sheets: number("so_phieu")?,
            from: number("tu")?,
            set,
            target: None,
            date: date.unwrap_or_else(|| shop.today()),
        })
    };
    let request = match read() {
        Ok(request) => request,
        Err(why) => return words(shop, 400, &why),
    };
    match Office::open(&shop.folder()).and_then(|office| office.form(&request)) {
        Ok(done) => {
            for said in form_words::on_page(&done) {
                shop.say(said);
            }
            DeskAnswer::See("/phieu".to_owned())
        }
        Err(failure) => words(shop, 409, &refusals::on_page(failure)),
    }
}

pub(crate) fn file(shop: &Shop, name: &str) -> DeskAnswer {
    let found = Office::open(&shop.folder()).and_then(|office| office.made_form(name));
    let found = found.map(|bytes| bytes.zip(paper_kind(name)));
    match found {
        Ok(Some((bytes, kind))) => DeskAnswer::File(AnswerFile {
            name: name.to_owned(),
            kind: kind.mime,
            manner: kind.manner,
            bytes,
        }),
        Ok(None) => words(shop, 404, "Không có tệp này trong các phiếu đã làm"),
        Err(failure) => words(shop, 409, &refusals::on_page(failure)),
    }
}
