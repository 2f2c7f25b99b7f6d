//! The HTML file as a browser or a screen reader meets it.

use std::collections::BTreeMap;

use jiff::civil::date;

use super::*;
use crate::document::{DocumentCopy, Templates, department, letter, report, sample};

fn templates() -> Templates {
    Templates::new(&BTreeMap::new()).expect("templates")
}

fn of(figures: &Report) -> String {
    let (options, templates) = (sample::options(), templates());
    let document = if figures.department.is_some() {
        department(figures, &sample::late_list(), &options, &templates)
    } else {
        report(figures, DocumentCopy::ToSign, &options, &templates)
    };
    let document = document.expect("a document");
    String::from_utf8(html(&document).expect("a file")).expect("UTF-8")
}

/// Every element that is opened is closed, in order.
#[track_caller]
fn balanced(markup: &str) {
    let mut open: Vec<&str> = Vec::new();
    let without_style = markup.split("<style>").next().unwrap_or_default().to_owned()
        + markup.split("</style>").nth(1).expect("a style");
    for piece in without_style.split('<').skip(1) {
        let tag = piece.split('>').next().expect("a tag");
        let name = tag.split([' ', '\n']).next().expect("a name");
        let void = ["!DOCTYPE", "meta", "br", "col"].contains(&name) || tag.ends_with('/');
        if let Some(closed) = name.strip_prefix('/') {
            assert_eq!(open.pop(), Some(closed), "near <{piece}");
        } else if !void {
            open.push(match markup.find(name) {
                Some(at) => &markup[at..at + name.len()],
                None => unreachable!("a name that was found"),
            });
        }
    }
    assert!(open.is_empty(), "{open:?}");
}

#[test]
fn every_element_is_closed() {
    for figures in [sample::report, sample::empty, sample::extreme, sample::department] {
        balanced(&of(&figures()));
    }
}

#[test]
fn nothing_is_fetched_and_nothing_runs() {
    let markup = of(&sample::report());
    for forbidden in ["<script", "<link", "<img", "url(", "@import", "onclick"] {
        assert!(!markup.contains(forbidden), "{forbidden}");
    }
    let addresses = markup.matches("://").count();
    assert_eq!(addresses, markup.matches("xmlns=\"http://www.w3.org/2000/svg\"").count());
}

#[test]
fn what_looks_like_markup_is_text() {
    let mut figures = sample::report();
    figures.dossiers.by_department[0].name = "<script>alert(1)</script> & \"x\"".to_owned();
    let markup = of(&figures);
    assert!(!markup.contains("<script"), "a name became markup");
    assert!(markup.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;x&quot;"));
}

#[test]
fn charts_say_their_figures_in_words() {
    let markup = of(&sample::report());
    assert_eq!(markup.matches("<figure>").count(), 8);
    assert_eq!(markup.matches("<desc").count(), 8);
    assert!(
        markup.contains(
            "<desc id=\"bieu-do-5-mo-ta\">Tỷ lệ giải quyết hồ sơ đúng hạn, mục tiêu 95%: "
        )
    );
}

#[test]
fn tables_name_their_headers_and_rows() {
    let markup = of(&sample::report());
    assert!(markup.contains("scope=\"colgroup\" colspan=\"4\">Số hồ sơ nhận giải quyết</th>"));
    assert!(markup.contains("scope=\"row\" class=\"left\">Phòng Người có công</th>"));
}

#[test]
fn under_a_header_of_several_rows_each_cell_names_its_headers() {
    let markup = of(&sample::report());
    let (mut cells, mut longest) = (0, 0);
    for headers in markup.split(" headers=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
        let ids: Vec<&str> = headers.split(' ').collect();
        for id in &ids {
            assert_eq!(markup.matches(&format!("<th id=\"{id}\"")).count(), 1, "{id}");
        }
        cells += 1;
        longest = longest.max(ids.len());
    }
    // Three rows of words, the row of numbers, and the name of the row.
    assert!(cells > 100, "{cells}");
    assert_eq!(longest, 5);
}

#[test]
fn a_page_has_its_landmarks_and_what_scrolls_can_be_reached() {
    let markup = of(&sample::report());
    for part in [
        "<html lang=\"vi\">",
        "<header class=\"screen\">",
        "<nav class=\"contents\" aria-label=\"Mục lục\">",
        "<main id=\"van-ban\" tabindex=\"-1\">",
        "<footer class=\"screen\">",
        "content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:;",
    ] {
        assert_eq!(markup.matches(part).count(), 1, "{part}");
    }
    let scrolled = markup.matches("<table>").count();
    assert_eq!(markup.matches("role=\"region\"").count(), scrolled);
    assert_eq!(markup.matches("tabindex=\"0\"").count(), scrolled);
    let mut ids: Vec<&str> =
        markup.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all, "an id stands twice");
}

#[test]
fn links_of_the_contents_lead_somewhere() {
    let markup = of(&sample::report());
    let targets: Vec<&str> =
        markup.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert!(targets.len() > 10, "{targets:?}");
    for target in targets {
        assert!(markup.contains(&format!("id=\"{target}\"")), "{target}");
    }
}

#[test]
fn a_letter_is_one_a5_page_in_the_frame_of_the_decree() {
    let document =
        letter(&sample::appointment(), &sample::options(), &templates(), date(2020, 3, 14));
    let markup = String::from_utf8(html(&document.expect("a letter")).expect("a file"));
    let markup = markup.expect("UTF-8");
    balanced(&markup);
    assert!(markup.contains("size: A5"));
    assert!(markup.contains("Kính gửi: Ông/Bà Nguyễn Văn Mẫu"));
    assert!(!markup.contains("<nav"), "a letter needs no contents");
}

#[test]
fn what_turns_lines_round_or_is_not_seen_is_left_out_as_in_print() {
    let odd = "Phòng \u{202e}Ngược\u{202c}\u{200b} chiều\u{2066}";
    assert_eq!(escaped(odd), "Phòng Ngược chiều");
    // One text for both: decomposed letters are composed.
    assert_eq!(escaped("Pho\u{300}ng"), "Phòng");
}

/// Box 13 of NĐ 30/2020/NĐ-CP.
#[test]
fn where_the_agency_is_found_is_an_address() {
    let mut document =
        report(&sample::report(), DocumentCopy::ToSign, &sample::options(), &templates()).unwrap();
    let markup = |document: &Document| String::from_utf8(html(document).unwrap()).unwrap();
    assert!(!markup(&document).contains("<address>"));
    document.letterhead.contact = vec!["Địa chỉ: số 1 <b>".to_owned(), "Fax: 1".to_owned()];
    let markup = markup(&document);
    assert!(markup.contains("<address>Địa chỉ: số 1 &lt;b&gt;<br>\nFax: 1</address>"));
    balanced(&markup);
}

/// A drawing that is squeezed or cut on a telephone says nothing there.
#[test]
fn each_chart_is_drawn_for_paper_and_for_a_telephone() {
    let markup = of(&sample::report());
    let figures = markup.matches("<figure>").count();
    assert!(figures > 4);
    assert_eq!(markup.matches("<svg class=\"wide\"").count(), figures);
    assert_eq!(markup.matches("<svg class=\"narrow\"").count(), figures);
    assert_eq!(markup.matches("viewBox=\"0 0 92.00 ").count(), figures);
}

#[test]
fn annexes_are_printed_with_page_numbers_of_their_own() {
    let markup = of(&sample::report());
    let annexes = markup.matches("<section class=\"sheet annex ").count();
    assert!(annexes > 1);
    for number in 1..=annexes {
        assert!(markup.contains(&format!(" so-{number}\" aria-labelledby")), "{number}");
        let page = format!("counter-increment: phu-luc-{number}; @top-center");
        assert!(markup.contains(&page), "{number}");
    }
}
