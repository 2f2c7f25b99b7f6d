//! The công văn that goes out with a report: `V/v gửi báo cáo …`, boxes 5b and 9a of NĐ 30/2020/NĐ-CP.

use serde::Serialize;

use crate::document::DocumentOptions;
use crate::document::block::{Document, Meta, Paper, Title};
use crate::document::extra::withheld;
use crate::document::fill::{Inserts, body, close};
use crate::document::frame::{
    as_above, cited_day, code_line, contact, letterhead, number_line, signature, year_after,
};
use crate::document::template::Templates;
use crate::document::text::{typeset, without_capital};
use crate::document::whole::{last_day, subject, suffix};
use crate::error::Result;
use crate::report::Report;

/// What the settings and the command line say of the công văn.
#[derive(Clone, Debug)]
pub(crate) struct CoverOptions {
    /// Kính gửi.
    pub(crate) addressees: Vec<String>,
    /// Nơi nhận.
    pub(crate) recipients: Vec<String>,
    /// What follows `V/v`; `{{ ky.ten }}` and the like are filled in.
    pub(crate) subject: Option<String>,
    /// `Thực hiện Kế hoạch số …`, as the office words it.
    pub(crate) opening: Option<String>,
    /// Its own number, not the report's.
    pub(crate) number: Option<String>,
}

/// A file that goes out with the công văn.
#[derive(Clone, Copy, Debug, Serialize)]
pub(crate) struct Attachment {
    /// `Phụ lục số liệu`.
    #[serde(rename = "ten")]
    pub(crate) name: &'static str,
    #[serde(rename = "tep")]
    pub(crate) file: &'static str,
}

/// `van_ban` in the template.
#[derive(Serialize)]
struct CoverExtra<'a> {
    #[serde(rename = "mo_dau")]
    opening: Option<&'a str>,
    /// `Sở Nội vụ`; `Quý cơ quan` where there are several.
    #[serde(rename = "noi_gui")]
    addressee: &'a str,
    /// `Báo cáo số 31/BC-SLĐTBXH ngày 20 tháng 3 năm 2020`, blank where not yet known.
    #[serde(rename = "bao_cao")]
    report: String,
    /// What the report is about, as its trích yếu says; its number stands where it is attached, at the head of a line,
    /// where nothing parts it.
    #[serde(rename = "noi_dung")]
    about: String,
    /// `từ ngày 15/02/2020 đến ngày 14/3/2020`, unless the period is named so.
    #[serde(rename = "khoang")]
    span: Option<String>,
    /// Why the rate of the sheets is not printed.
    #[serde(rename = "khong_neu_hai_long")]
    withheld: Option<String>,
    #[serde(rename = "tai_lieu")]
    attachments: &'a [Attachment],
}

/// Who is written to before the office says whom.
const UNKNOWN: &str = "……………";

/// The công văn to the report of the whole office.
pub(crate) fn cover(
    report: &Report,
    attachments: &[Attachment],
    options: &DocumentOptions,
    templates: &Templates,
) -> Result<Document> {
    let last = last_day(&report.period)?;
    let year = year_after(last);
    let of_cover = &options.cover;
    let about = without_capital(&subject(report, options, templates)?);
    let addressees: Vec<String> =
        of_cover.addressees.iter().filter(|name| !name.trim().is_empty()).cloned().collect();
    let addressee = match addressees.as_slice() {
        [] => UNKNOWN,
        [only] => only.trim_end_matches(['.', ';', ' ']),
        _ => "Quý cơ quan",
    };
    let period = &report.period;
    let extra = CoverExtra {
        opening: of_cover.opening.as_deref().map(|text| text.trim_end_matches([',', '.', ' '])),
        addressee,
        report: format!(
            "Báo cáo {}{}",
            without_capital(&number_line(options.number.as_deref(), &suffix(options)))
                .replacen(":\u{a0}", " ", 1),
            format_args!(" {}", cited_day(options.date, year)),
        ),
        about: about.clone(),
        span: (!report.period.is_free)
            .then(|| format!("từ ngày {} đến ngày {}", period.from_text, period.to_text)),
        withheld: withheld(report),
        attachments,
    };
    let name = "cong-van.md";
    let filled = templates.fill(name, report, &extra)?;
    let mut text = body(name, &filled, options, &Inserts::NONE)?;
    close(&mut text);

    let regarding = match &of_cover.subject {
        Some(line) => templates.fill_line("[cong_van] trich_yeu", line, report)?,
        None => format!("gửi báo cáo {about}"),
    };
    let mut head =
        letterhead(options, Some(number_line(of_cover.number.as_deref(), &symbol(options))), year);
    head.regarding = Some(typeset(&format!("V/v {regarding}")));
    head.contact = contact(&options.contact);
    head.contact.extend(code_line(options));
    Ok(Document {
        meta: Meta {
            title: format!("Công văn về việc {regarding}"),
            author: options.agency.clone(),
            subject: period.name.clone(),
            keywords: "công văn; báo cáo".to_owned(),
            day: last,
        },
        paper: Paper::A4,
        letterhead: head,
        title: Title::default(),
        addressees: if addressees.is_empty() { vec![UNKNOWN.to_owned()] } else { addressees },
        body: text,
        signature: signature(options, &as_above(&of_cover.recipients)),
        annexes: Vec::new(),
    })
}

/// Symbol of a công văn: `SLĐTBXH-VP`, the issuer and the unit that drafts (NĐ 30/2020/NĐ-CP, Phụ lục III).
pub(crate) fn symbol(options: &DocumentOptions) -> String {
    if options.drafter.is_empty() {
        options.symbol.clone()
    } else {
        format!("{}-{}", options.symbol, options.drafter)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use jiff::civil::date;

    use super::*;
    use crate::document::block::{Block, Inline};
    use crate::document::sample;

    const FILES: [Attachment; 2] = [
        Attachment { name: "Báo cáo", file: "bao-cao.pdf" },
        Attachment { name: "Phụ lục số liệu", file: "phu-luc.xlsx" },
    ];

    fn written(report: &Report, options: &DocumentOptions) -> (Document, Vec<String>) {
        let templates = Templates::new(&BTreeMap::new()).expect("templates");
        let document = cover(report, &FILES, options, &templates).expect("a công văn");
        let words = |text: &[Inline]| -> String {
            text.iter().map(|run| run.text.replace('\u{a0}', " ")).collect()
        };
        let text = document
            .body
            .iter()
            .flat_map(|block| match block {
                Block::Paragraph { text, .. } => vec![words(text)],
                Block::List(items) => items.iter().map(|item| words(&item.text)).collect(),
                other => panic!("{other:?}"),
            })
            .collect();
        (document, text)
    }

    #[test]
    fn a_cong_van_stands_in_the_frame_of_the_decree() {
        let (document, text) = written(&sample::report(), &sample::options());
        let head = &document.letterhead;
        let plain = |text: &Option<String>| text.clone().unwrap_or_default().replace('\u{a0}', " ");
        assert_eq!(plain(&head.number), "Số:      /SLĐTBXH-VP");
        assert_eq!(
            plain(&head.regarding),
            "V/v gửi báo cáo kết quả giải quyết thủ tục hành chính và mức độ hài lòng của tổ chức, cá nhân tháng 3 năm 2020"
        );
        assert_eq!(document.title, Title::default());
        assert_eq!(document.addressees, ["Sở Nội vụ"]);
        assert_eq!(document.signature.recipients, ["Như trên", "BGĐ Sở", "Lưu: VT, VP"]);
        assert!(text[0].contains("gửi Sở Nội vụ Báo cáo kết quả giải quyết"), "{}", text[0]);
        let cited = "Báo cáo số      /BC-SLĐTBXH ngày      tháng      năm 2020;";
        assert!(text.contains(&cited.to_owned()), "{text:?}");
        assert!(text.last().expect("text").ends_with("tổng hợp./."), "{text:?}");
        assert!(text.contains(&"Phụ lục số liệu.".to_owned()), "{text:?}");
    }

    #[test]
    fn number_and_date_of_the_report_fill_the_reference_to_it() {
        let mut options = sample::options();
        options.number = Some("5".to_owned());
        options.date = Some(date(2020, 3, 20));
        let (document, text) = written(&sample::report(), &options);
        let cited = "Báo cáo số 05/BC-SLĐTBXH ngày 20 tháng 3 năm 2020;";
        assert!(text.contains(&cited.to_owned()), "{text:?}");
        // The công văn has a number of its own.
        let number = document.letterhead.number.unwrap_or_default().replace('\u{a0}', " ");
        assert_eq!(number, "Số:      /SLĐTBXH-VP");
        options.cover.number = Some("205".to_owned());
        let (document, _) = written(&sample::report(), &options);
        let number = document.letterhead.number.unwrap_or_default().replace('\u{a0}', " ");
        assert_eq!(number, "Số: 205/SLĐTBXH-VP");
    }

    #[test]
    fn a_month_without_figures_names_none() {
        let (_, text) = written(&sample::empty(), &sample::options());
        let text = text.join("\n");
        assert!(!text.contains("Một số kết quả"), "{text}");
        assert!(!text.contains('%'), "{text}");
    }

    #[test]
    fn several_addressees_are_addressed_as_one() {
        let mut options = sample::options();
        options.cover.addressees = vec!["Sở Nội vụ".to_owned(), "Văn phòng UBND tỉnh".to_owned()];
        options.cover.opening = Some("Thực hiện Kế hoạch số 10/KH-SLĐTBXH,".to_owned());
        let (document, text) = written(&sample::report(), &options);
        assert_eq!(document.addressees.len(), 2);
        assert!(
            text[0].starts_with("Thực hiện Kế hoạch số 10/KH-SLĐTBXH, Sở Lao động"),
            "{text:?}"
        );
        assert!(text[0].contains("gửi Quý cơ quan"), "{text:?}");
    }
}
