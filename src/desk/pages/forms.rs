//! Phiếu: the questionnaire to be printed, and the workbook that its answers are typed into.

use serde::Serialize;

use crate::desk::exchange::{AnswerFile, DeskAnswer, Manner, Visit};
use crate::desk::pages::{SaidView, filled, views, words};
use crate::desk::shop::Shop;
use crate::model::{parse_day, short_date};
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
        vua_xong: shop.take_said().iter().flat_map(|said| views(said)).collect(),
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
        Some(Err(_)) => Err("Số phiếu phải là số nguyên, ví dụ 100"),
    };
    let read = || -> Result<FormRequest, &str> {
        let date = match visit.field("ngay") {
            None => shop.today(),
            Some(day) => parse_day(day)
                .ok_or("Không đọc được ngày phát phiếu\n   = gợi ý: ghi như 20/03/2020")?,
        };
        let set = visit.field("bo").map(set_choice).transpose();
        let set = set.map_err(|_| "Không có bộ câu hỏi này")?;
        Ok(FormRequest {
            sheets: number("so_phieu")?,
            from: number("tu")?,
            set,
            target: None,
            date,
        })
    };
    let request = match read() {
        Ok(request) => request,
        Err(why) => return words(shop, 400, why),
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
    let kind = match name.rsplit_once('.').map(|(_, ending)| ending) {
        Some("pdf") => "application/pdf",
        Some("docx") => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        _ => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    };
    match found {
        Ok(Some(bytes)) => DeskAnswer::File(AnswerFile {
            name: name.to_owned(),
            kind,
            manner: Manner::Saved,
            bytes,
        }),
        Ok(None) => words(shop, 404, "Không có tệp này trong các phiếu đã làm"),
        Err(failure) => words(shop, 409, &refusals::on_page(failure)),
    }
}
