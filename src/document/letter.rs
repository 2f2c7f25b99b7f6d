//! Letters of apology: Mẫu số 04 for a dossier that is open and late, a thư công for one that was resolved late.

use jiff::civil::Date;
use serde::Serialize;

use crate::document::DocumentOptions;
use crate::document::block::{Document, Meta, Title};
use crate::document::fill::{Inserts, body, close};
use crate::document::frame::{letterhead, number_line, place_date, signature, year_after};
use crate::document::template::Templates;
use crate::document::text::typeset;
use crate::error::{Error, Result};
use crate::model::capitalized;
use crate::report::{Letter, LetterKind};

/// `van_ban` in a letter's template.
#[derive(Serialize)]
struct LetterExtra<'a> {
    #[serde(rename = "co_quan")]
    agency: &'a str,
    /// `2018`, for an office whose own template serves every wording.
    #[serde(rename = "loi_van")]
    wording: &'a str,
    /// Resolved after the day to which the sheet moved the first appointment, too.
    #[serde(rename = "tre_ca_hai")]
    is_late_twice: bool,
}

/// One letter; `day` is the day judged, which the metadata carry.
pub(crate) fn letter(
    letter: &Letter,
    options: &DocumentOptions,
    templates: &Templates,
    day: Date,
) -> Result<Document> {
    let form = &options.letter_form;
    let name = match letter.kind {
        LetterKind::Appointment => format!("phieu-xin-loi-{}.md", form.wording),
        LetterKind::Apology => "thu-xin-loi.md".to_owned(),
        LetterKind::Matter => "thu-xin-loi-viec.md".to_owned(),
    };
    complete(letter)?;
    let extra = LetterExtra {
        agency: &options.agency,
        wording: &form.wording,
        is_late_twice: letter.end_day.zip(letter.moved_day).is_some_and(|(end, moved)| end > moved),
    };
    let filled = templates.fill(&name, &named(letter), &extra)?;
    let mut text = body(&name, &filled, options, &Inserts::NONE)?;
    close(&mut text);

    // A number given with `--so` is the report's: the clerk numbers letters one by one.
    // Nor is the date of the report theirs: who signs a letter dates it.
    let mut head = letterhead(options, None, year_after(day));
    // Unless it went out already, and the register says on which day.
    let year = letter.given_day.map_or_else(|| year_after(day), Date::year);
    head.place_date = place_date(&options.place, letter.given_day, year);
    let kind = match letter.kind {
        LetterKind::Appointment => {
            let given = letter.given_number.clone();
            let number = given.or_else(|| letter.number.map(|number| number.to_string()));
            head.number = Some(number_line(number.as_deref(), "PXL"));
            form.title.to_uppercase()
        }
        LetterKind::Apology | LetterKind::Matter => {
            head.motto = options.apology_motto;
            "THƯ XIN LỖI".to_owned()
        }
    };
    // The code of a matter without a receipt is its place in the register.
    let of = if letter.kind == LetterKind::Matter { "việc" } else { "hồ sơ" };
    Ok(Document {
        meta: Meta {
            title: format!("{} – {of} {}", sentence_case(&kind), letter.code),
            author: options.agency.clone(),
            subject: format!("{} {}", sentence_case(of), letter.code),
            keywords: "thư xin lỗi".to_owned(),
            day,
        },
        paper: options.letter_paper,
        letterhead: head,
        title: Title { kind, subject: None, note: None },
        addressees: vec![typeset(&addressee(letter))],
        body: text,
        signature: signature(options, &options.letter_recipients),
        annexes: Vec::new(),
    })
}

/// The sentences say `thủ tục` before its name, which may begin with the same word.
fn named(letter: &Letter) -> Letter {
    let mut letter = letter.clone();
    let own = match letter.kind {
        LetterKind::Appointment | LetterKind::Apology => bare(&letter.procedure),
        LetterKind::Matter => None,
    };
    if let Some(own) = own {
        letter.procedure = own;
    }
    letter
}

/// `Tặng thưởng Bằng khen` of `Thủ tục tặng thưởng Bằng khen`, `Thủ tục: Tặng thưởng Bằng khen`.
fn bare(procedure: &str) -> Option<String> {
    let mut words = procedure.splitn(3, ' ');
    let (first, second, rest) = (words.next()?, words.next()?, words.next()?);
    let begins =
        first.to_lowercase() == "thủ" && second.to_lowercase().trim_end_matches(':') == "tục";
    let rest = rest.trim_start_matches([':', '-', ' ']);
    (begins && rest.starts_with(char::is_alphabetic)).then(|| capitalized(rest))
}

/// A letter promises a day or names one: without it there is nothing to sign.
fn complete(letter: &Letter) -> Result<()> {
    let (day, name) = match letter.kind {
        LetterKind::Appointment => (&letter.reappointed, "ngày hẹn lại"),
        LetterKind::Apology => (&letter.end, "ngày kết thúc"),
        // A matter may be left without a promise.
        LetterKind::Matter => (&None, ""),
    };
    let missing = if day.is_none() && !name.is_empty() {
        name
    } else if letter.reason.trim().is_empty() {
        "lý do"
    } else {
        return Ok(());
    };
    Err(Error::Input {
        message: format!("Thư của hồ sơ “{}” chưa có {missing}", letter.code)
    })
}

/// `Ông/Bà Nguyễn Văn A`, with the address where the sheet gives one. An organisation goes by its name, and so do
/// several persons, each of whom has a form of address in it.
fn addressee(letter: &Letter) -> String {
    let name = match letter.address_form.as_str() {
        "Tổ chức" | "Ông, Bà" => letter.recipient.clone(),
        form => format!("{form} {}", letter.recipient),
    };
    match &letter.address {
        Some(address) if !address.trim().is_empty() => format!("{name} (địa chỉ: {address})"),
        _ => name,
    }
}

fn sentence_case(capitals: &str) -> String {
    capitalized(&capitals.to_lowercase())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use jiff::civil::date;

    use super::*;
    use crate::document::block::{Block, Paper};
    use crate::document::sample;
    use crate::report::Situation;

    fn written(of: &Letter, options: &DocumentOptions) -> (Document, Vec<String>) {
        let templates = Templates::new(&BTreeMap::new()).expect("templates");
        let document = letter(of, options, &templates, date(2020, 3, 14)).expect("a letter");
        let text = document
            .body
            .iter()
            .map(|block| match block {
                Block::Paragraph { text, .. } => {
                    text.iter().map(|run| run.text.replace('\u{a0}', " ")).collect()
                }
                other => panic!("{other:?}"),
            })
            .collect();
        (document, text)
    }

    /// Wording of Mẫu số 04.
    #[test]
    fn the_form_is_worded_as_the_law_words_it() {
        let options =
            DocumentOptions { letter_form: sample::letter_form_of_2025(), ..sample::options() };
        let (document, text) = written(&sample::appointment(), &options);
        assert_eq!(
            text,
            [
                "Ngày 12 tháng 02 năm 2020, Sở Lao động - Thương binh và Xã hội tiếp nhận giải quyết hồ sơ đề nghị giải quyết thủ tục hành chính “Trợ cấp thờ cúng liệt sĩ” của Ông/Bà Nguyễn Văn Mẫu; mã số hồ sơ: H56.01-200212-0007.",
                "Thời gian hẹn trả kết quả giải quyết hồ sơ: ngày 04 tháng 3 năm 2020.",
                "Tuy nhiên đến nay, Sở Lao động - Thương binh và Xã hội chưa trả kết quả giải quyết hồ sơ của Ông/Bà đúng thời hạn quy định ghi trên Giấy tiếp nhận hồ sơ và hẹn trả kết quả.",
                "Lý do: Hồ sơ phải xác minh tại địa phương.",
                "Sở Lao động - Thương binh và Xã hội xin trân trọng gửi lời xin lỗi đến Ông (Bà) vì sự chậm trễ trong quá trình giải quyết hồ sơ có thể gây phiền hà, tốn kém về chi phí, công sức của Ông (Bà).",
                "Sở Lao động - Thương binh và Xã hội xin lỗi Ông/Bà và sẽ trả kết quả giải quyết hồ sơ cho Ông/Bà vào ngày 20 tháng 3 năm 2020.",
                "Mong nhận được sự thông cảm của Ông/Bà vì sự chậm trễ này./.",
            ]
        );
        assert_eq!(document.title.kind, "VĂN BẢN XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN THỜI GIAN GIẢI QUYẾT");
        assert_eq!(document.paper, Paper::A5);
        let number = document.letterhead.number.expect("a number");
        assert_eq!(number.replace('\u{a0}', " "), "Số:      /PXL");
    }

    #[test]
    fn the_form_of_2018_differs_in_its_promise() {
        let (document, text) = written(&sample::appointment(), &sample::options());
        assert_eq!(document.title.kind, "PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ");
        assert_eq!(
            text[2],
            "Sau khi tiếp nhận hồ sơ, Bộ phận Tiếp nhận và Trả kết quả đã chuyển hồ sơ cho Sở Lao động - Thương binh và Xã hội xem xét, giải quyết theo quy định."
        );
        assert_eq!(text[6], "Thời gian hẹn trả kết quả lại: ngày 20 tháng 3 năm 2020.");
        assert_eq!(text[7], "Mong nhận được sự thông cảm của Ông/Bà vì sự chậm trễ này.");
        assert_eq!(text[8], "Trân trọng./.");
        assert_eq!(text.len(), 9);
    }

    /// What is not late yet is not said to be late.
    #[test]
    fn a_letter_ahead_of_its_date_says_that_it_cannot_be_kept() {
        for form in [sample::options().letter_form, sample::letter_form_of_2025()] {
            let options = DocumentOptions { letter_form: form, ..sample::options() };
            let near = Letter { situation: Situation::Near, ..sample::appointment() };
            let text = written(&near, &options).1.join("\n");
            assert!(
                text.contains("không thể trả kết quả giải quyết hồ sơ của Ông/Bà đúng thời hạn")
            );
            assert!(!text.contains("đến nay"), "{text}");
        }
    }

    #[test]
    fn a_letter_after_a_broken_promise_names_both_dates_and_promises_nothing() {
        let again = Letter {
            situation: Situation::LateAgain,
            reappointed: Some("ngày 20 tháng 3 năm 2020".to_owned()),
            end: Some("ngày 25 tháng 3 năm 2020".to_owned()),
            ..sample::apology()
        };
        let text = written(&again, &sample::options()).1.join("\n");
        assert!(text.contains("đã xin lỗi và hẹn lại ngày 20 tháng 3 năm 2020. Hồ sơ được giải quyết xong ngày 25 tháng 3 năm 2020, chậm so với cả hai ngày đã hẹn."), "{text}");
        assert!(!text.contains("sẽ"), "{text}");
    }

    /// A month is written again after its letters went out: the copy in the archive is the letter that was sent.
    #[test]
    fn a_letter_that_went_out_bears_its_number_and_its_day() {
        let options = sample::options();
        let head = |letter: &Letter| written(letter, &options).0.letterhead;
        let blank = head(&sample::appointment());
        assert!(blank.place_date.contains("ngày\u{a0}"), "{}", blank.place_date);
        let sent = Letter {
            given_number: Some("20".to_owned()),
            given_day: Some(date(2020, 3, 6)),
            ..sample::appointment()
        };
        let head = head(&sent);
        assert!(head.number.unwrap().contains("20/PXL"));
        assert!(head.place_date.replace('\u{a0}', " ").ends_with("ngày 06 tháng 3 năm 2020"));
    }

    /// A date to which the sheet moved the appointment is not passed over.
    #[test]
    fn a_dossier_late_against_both_days_is_told_so() {
        let text = |end| {
            let moved = Letter {
                reappointed: Some("ngày 20 tháng 3 năm 2020".to_owned()),
                moved_day: Some(date(2020, 3, 20)),
                end_day: Some(end),
                ..sample::apology()
            };
            written(&moved, &sample::options()).1.remove(0)
        };
        let (kept, broken) = (text(date(2020, 3, 20)), text(date(2020, 3, 21)));
        assert!(kept.contains("được dời đến ngày 20 tháng 3 năm 2020."), "{kept}");
        assert!(kept.ends_with("chậm so với ngày hẹn ban đầu."), "{kept}");
        assert!(broken.ends_with("chậm so với cả hai ngày đã hẹn."), "{broken}");
    }

    #[test]
    fn a_matter_without_a_receipt_is_told_with_what_is_known_of_it() {
        let matter = Letter {
            kind: LetterKind::Matter,
            situation: Situation::Matter,
            procedure: "xác nhận thời gian công tác".to_owned(),
            received: None,
            due: None,
            reappointed: None,
            ..sample::appointment()
        };
        let (document, text) = written(&matter, &sample::options());
        assert_eq!(document.title.kind, "THƯ XIN LỖI");
        assert!(document.meta.title.starts_with("Thư xin lỗi – việc "), "{}", document.meta.title);
        // NĐ 30/2020/NĐ-CP has no abbreviation for a thư công, and so no number.
        let numbered = Letter { number: Some(3), ..matter.clone() };
        for of in [&matter, &numbered] {
            assert_eq!(written(of, &sample::options()).0.letterhead.number, None);
        }
        assert_eq!(
            text,
            [
                "Về việc xác nhận thời gian công tác, đến nay Sở Lao động - Thương binh và Xã hội chưa giải quyết kịp thời.",
                "Lý do: Hồ sơ phải xác minh tại địa phương.",
                "Sở Lao động - Thương binh và Xã hội trân trọng gửi lời xin lỗi đến Ông/Bà về sự chậm trễ nêu trên và mong nhận được sự thông cảm của Ông/Bà.",
                "Trân trọng./.",
            ]
        );
        let promised = Letter {
            received: Some("ngày 02 tháng 3 năm 2020".to_owned()),
            reappointed: Some("ngày 20 tháng 3 năm 2020".to_owned()),
            ..matter
        };
        let text = written(&promised, &sample::options()).1;
        assert!(
            text[0].contains("do Ông/Bà đề nghị ngày 02 tháng 3 năm 2020, đến nay"),
            "{}",
            text[0]
        );
        assert!(text[2].contains("sẽ trả lời Ông/Bà vào ngày 20 tháng 3 năm 2020."), "{}", text[2]);
    }

    #[test]
    fn an_organisation_goes_by_its_name_alone() {
        let of = Letter {
            recipient: "Công ty TNHH ABC".to_owned(),
            address_form: "Tổ chức".to_owned(),
            ..sample::appointment()
        };
        let text = written(&of, &sample::options()).1.join("\n");
        assert!(text.contains("“Trợ cấp thờ cúng liệt sĩ” của Công ty TNHH ABC; mã"), "{text}");
        assert!(text.contains("hồ sơ của Tổ chức đúng thời hạn"), "{text}");
        assert!(!text.contains("Tổ chức Công ty"), "{text}");
    }

    #[test]
    fn the_title_follows_the_layer_of_the_law() {
        let options =
            DocumentOptions { letter_form: sample::letter_form_of_2025(), ..sample::options() };
        let (document, _) = written(&sample::appointment(), &options);
        assert_eq!(document.title.kind, "VĂN BẢN XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN THỜI GIAN GIẢI QUYẾT");
    }

    #[test]
    fn a_letter_with_a_hole_is_not_written() {
        let templates = Templates::new(&BTreeMap::new()).expect("templates");
        let without_day = Letter { reappointed: None, ..sample::appointment() };
        let without_reason = Letter { reason: " ".to_owned(), ..sample::apology() };
        for (of, want) in [(without_day, "ngày hẹn lại"), (without_reason, "lý do")] {
            let error = letter(&of, &sample::options(), &templates, date(2020, 3, 14));
            assert!(error.expect_err("a hole").to_string().contains(want));
        }
    }

    #[test]
    fn names_with_markup_stay_names_in_the_form() {
        let of =
            Letter { recipient: "1. *A* [[can-cu]] <b>\n# B".to_owned(), ..sample::appointment() };
        let (_, text) = written(&of, &sample::options());
        assert!(text[0].contains("của Ông/Bà 1. *A* [[can-cu]] <b> # B; mã số"), "{}", text[0]);
        assert_eq!(text.len(), 9);
    }

    #[test]
    fn a_dossier_resolved_late_is_promised_no_new_date() {
        let (document, text) = written(&sample::apology(), &sample::options());
        let text = text.join("\n");
        assert!(text.contains("hẹn trả kết quả ngày 04 tháng 3 năm 2020"), "{text}");
        assert!(text.contains("giải quyết xong ngày 09 tháng 3 năm 2020"), "{text}");
        assert!(!text.contains("sẽ trả"), "{text}");
        assert!(text.ends_with("./."), "{text}");
        assert_eq!(document.title.kind, "THƯ XIN LỖI");
        assert_eq!(document.letterhead.number, None);
        assert!(document.addressees[0].starts_with("Công ty TNHH Thử *Nghiệm*"));
        assert!(text.contains("Công ty TNHH Thử *Nghiệm*"), "{text}");
    }
}
