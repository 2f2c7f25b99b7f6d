//! Offices made to break documents, and what must hold on every page of theirs.

use std::collections::BTreeMap;

use crate::document::{
    Document, DocumentCopy, DocumentOptions, Templates, department, late_list, letter as fill,
    report, sample,
};
use crate::render::page::lay_out;
use crate::render::page::scene::{Draw, Mark, Node, Page, Role, Scene};
use crate::report::{LateList, Report};
use jiff::civil::date;

const LONG: &str = "Phòng Bảo vệ, chăm sóc trẻ em và Bình đẳng giới, phòng, chống bạo lực gia đình";

/// Every office with the documents that it would send.
pub(crate) fn documents() -> Vec<(&'static str, Document)> {
    let templates = Templates::new(&BTreeMap::new()).expect("templates");
    let whole = |figures: &Report, options: &DocumentOptions| {
        report(figures, DocumentCopy::ToSign, options, &templates).expect("a document")
    };
    let usual = sample::options();
    let mut all = vec![
        ("usual", whole(&sample::report(), &usual)),
        ("empty", whole(&sample::empty(), &usual)),
        ("40 departments, 30 questions", whole(&sample::extreme(), &usual)),
        ("20 departments", whole(&twenty_departments(), &usual)),
        ("long head", whole(&sample::report(), &long_head())),
        ("no signer, no recipients", whole(&sample::report(), &bare())),
    ];
    let own = sample::department();
    let some = late(60);
    all.push(("department, 60 late", department(&own, &some, &usual, &templates).expect("one")));
    let late = late(500);
    all.push(("late list of 500", late_list(&late, &usual, &templates).expect("one")));
    all.push(("late list of none", late_list(&self::late(0), &usual, &templates).expect("one")));
    for (name, letter) in [
        ("appointment", sample::appointment()),
        ("apology", sample::apology()),
        (
            "letter with long words",
            crate::report::Letter {
                recipient: "Hợp tác xã Sản xuất, Thương mại và Dịch vụ Tổng hợp Thí Dụ Rất Dài "
                    .repeat(2),
                procedure: format!("{LONG} {LONG} {LONG}"),
                reason: format!("{LONG}; {LONG}"),
                code: "000.00.16.H59-200302-0007/".repeat(4),
                ..sample::appointment()
            },
        ),
    ] {
        let document = fill(&letter, &usual, &templates, date(2020, 3, 14)).expect("a letter");
        all.push((name, document));
    }
    all
}

fn twenty_departments() -> Report {
    let mut report = sample::report();
    report.dossiers.by_department = (0..20)
        .map(|n| sample::line(&format!("{LONG} {n}"), [n, 31 * n, 2], [20 * n, 9 * n, n], n % 3))
        .collect();
    report.dossiers.by_department[3].name = "Ban".to_owned();
    report.dossiers.by_department[4].name = "PhòngKhôngCóKhoảngTrắngNàoTrongTênRấtDài".repeat(2);
    report.complaints.by_kind.iter_mut().for_each(|line| line.received = 1_234_567);
    report
}

fn long_head() -> DocumentOptions {
    DocumentOptions {
        agency_lines: vec![
            "BAN QUẢN LÝ KHU KINH TẾ VÀ CÁC KHU CÔNG NGHIỆP TỈNH TRÀ VINH".to_owned(),
        ],
        superior_lines: vec!["ỦY BAN NHÂN DÂN TỈNH TRÀ VINH - THÀNH PHỐ TRỰC THUỘC".to_owned()],
        place: "Thành phố Trà Vinh trực thuộc tỉnh".to_owned(),
        symbol: "BQLKKTVCKCN-VPTH".to_owned(),
        authority: vec![
            "TUQ. TRƯỞNG BAN QUẢN LÝ KHU KINH TẾ".to_owned(),
            "PHÓ TRƯỞNG PHÒNG PHỤ TRÁCH PHÒNG TỔNG HỢP VÀ CẢI CÁCH HÀNH CHÍNH".to_owned(),
        ],
        signer: Some("Nguyễn Hoàng Phương Thảo Nguyên Thí Dụ".to_owned()),
        addressees: vec!["Sở Nội vụ".to_owned(), LONG.to_owned(), LONG.repeat(2)],
        recipients: (0..14).map(|n| format!("{LONG} {n}")).collect(),
        subject: Some(format!("Sơ kết {LONG}, {LONG}")),
        legal_basis: vec![LONG.repeat(4); 3],
        ..sample::options()
    }
}

fn bare() -> DocumentOptions {
    DocumentOptions {
        superior_lines: Vec::new(),
        authority: Vec::new(),
        signer: None,
        recipients: Vec::new(),
        legal_basis: Vec::new(),
        place: String::new(),
        ..sample::options()
    }
}

fn late(count: usize) -> LateList {
    let mut list = sample::late_list();
    let repeated = |item: &crate::report::LateItem| {
        let numbered = |n: usize| crate::report::LateItem {
            code: format!("000.00.16.H59-200212-{n:04}").into(),
            department: if n.is_multiple_of(7) { LONG } else { "Phòng Người có công" }.into(),
            days: Some(if n.is_multiple_of(5) { 0 } else { 12 }),
            ..item.clone()
        };
        (0..count).map(numbered).collect()
    };
    list.resolved = repeated(&list.resolved[0]);
    list.open = repeated(&list.open[0]);
    (list.resolved_count, list.open_count) = (count, count);
    list
}

/// Left, top, right, bottom of the letters of a text.
fn ink(draw: &Draw) -> Option<[f32; 4]> {
    let Draw::Text { x, y, text, face, size, .. } = draw else { return None };
    let right = x + face.width(text.trim_end(), *size);
    let em = f32::from(*size) * 0.3528;
    Some([*x, y - em * 0.66, right, y + em * 0.18])
}

fn margins(document: &Document) -> [f32; 2] {
    match document.paper {
        crate::document::Paper::A4 => [30.0, 15.0],
        crate::document::Paper::A5 => [18.0, 10.0],
    }
}

#[track_caller]
fn stays_inside(name: &str, document: &Document, page: &Page) {
    let [left, right] = margins(document);
    for item in &page.items {
        let [from, top, to, bottom] = match &item.draw {
            Draw::Line { from, to, .. } => {
                [from.0.min(to.0), from.1.min(to.1), from.0.max(to.0), from.1.max(to.1)]
            }
            text @ Draw::Text { .. } => ink(text).expect("a text"),
        };
        let fits = from > left - 0.3 && to < page.width - right + 0.3;
        assert!(fits && top > 5.0 && bottom < page.height - 9.0, "{name}: {item:?}");
    }
}

#[track_caller]
fn nothing_overlaps(name: &str, page: &Page) {
    let mut boxes: Vec<([f32; 4], &Draw)> =
        page.items.iter().filter_map(|item| Some((ink(&item.draw)?, &item.draw))).collect();
    boxes.sort_by(|a, b| a.0[1].total_cmp(&b.0[1]));
    for (index, (one, draw)) in boxes.iter().enumerate() {
        let near = boxes.iter().skip(index + 1).take_while(|(other, _)| other[1] < one[3] - 0.1);
        for (other, over) in near {
            let apart = one[2] <= other[0] + 0.1 || other[2] <= one[0] + 0.1;
            assert!(apart, "{name}: {draw:?} over {over:?}");
        }
    }
}

/// No rule of a table runs through a text, so none leaves its cell.
#[track_caller]
fn cells_hold_their_text(name: &str, page: &Page) {
    let rules: Vec<(f32, f32, f32)> = page
        .items
        .iter()
        .filter(|item| item.mark == Mark::Artifact)
        .filter_map(|item| match &item.draw {
            Draw::Line { from, to, .. } if (from.0 - to.0).abs() < 0.01 => {
                Some((from.0, from.1.min(to.1), from.1.max(to.1)))
            }
            _ => None,
        })
        .collect();
    for [left, top, right, bottom] in page.items.iter().filter_map(|item| ink(&item.draw)) {
        let crossed = rules.iter().find(|(x, from, to)| {
            *x > left + 0.2 && *x < right - 0.2 && *from < bottom - 0.2 && *to > top + 0.2
        });
        assert!(crossed.is_none(), "{name}: {crossed:?} through {left} {top} {right} {bottom}");
    }
}

fn role(scene: &Scene, node: Node) -> &Role {
    &scene.tree.elements[node.0].role
}

/// No heading, caption or header of a table ends a page.
#[track_caller]
fn nothing_is_left_behind(name: &str, scene: &Scene) {
    for (number, page) in scene.pages.iter().enumerate() {
        let texts = page.items.iter().filter_map(|item| match (item.mark, &item.draw) {
            (Mark::Content(node), Draw::Text { y, .. }) => Some((*y, node)),
            _ => None,
        });
        let last = texts.max_by(|a, b| a.0.total_cmp(&b.0));
        let Some((_, node)) = last else { panic!("{name}: page {number} is blank") };
        let element = &scene.tree.elements[node.0];
        let above = |node: Node| scene.tree.elements[node.0].parent;
        let of_caption = above(node).is_some_and(|parent| *role(scene, parent) == Role::Caption);
        let of_table =
            above(node).and_then(above).is_some_and(|parent| *role(scene, parent) == Role::Table);
        let is_left = match &element.role {
            Role::Heading(_) | Role::TableHeader(..) => true,
            Role::Paragraph => of_caption && of_table,
            _ => false,
        };
        // An annex may have nothing but its title.
        assert!(!is_left, "{name}: page {number} ends with {:?}", element.role);
    }
}

/// A chart and its caption share a page.
#[track_caller]
fn captions_stay_with_charts(name: &str, scene: &Scene) {
    for (index, element) in scene.tree.elements.iter().enumerate() {
        let Role::Figure { place, alt } = &element.role else { continue };
        let (page, bounds) = place.expect("a chart has its place");
        assert!(!alt.is_empty() && bounds.bottom > bounds.top, "{name}");
        let captions: Vec<usize> = (0..scene.tree.elements.len())
            .filter(|child| scene.tree.elements[*child].parent == Some(Node(index)))
            .collect();
        let shown = scene.pages.iter().enumerate().filter(|(_, page)| {
            page.items
                .iter()
                .any(|item| matches!(item.mark, Mark::Content(node) if captions.contains(&node.0)))
        });
        assert_eq!(shown.map(|(number, _)| number).collect::<Vec<_>>(), [page], "{name}");
    }
}

#[test]
fn no_office_breaks_a_page() {
    for (name, document) in documents() {
        let scene = lay_out(&document);
        for page in &scene.pages {
            stays_inside(name, &document, page);
            nothing_overlaps(name, page);
            cells_hold_their_text(name, page);
        }
        nothing_is_left_behind(name, &scene);
        captions_stay_with_charts(name, &scene);
    }
}

/// NĐ 30/2020/NĐ-CP Phụ lục I mục V: who signs a file writes number and time at the top right.
#[test]
fn the_top_right_corner_of_a_first_page_is_left_for_the_signing_text() {
    for (name, document) in documents() {
        let scene = lay_out(&document);
        let page = &scene.pages[0];
        let corner = if document.paper == crate::document::Paper::A4 { 17.0 } else { 12.0 };
        let inside = page
            .items
            .iter()
            .filter_map(|item| ink(&item.draw))
            .find(|ink| ink[2] > page.width - 72.0 && ink[1] < corner);
        assert!(inside.is_none(), "{name}: {inside:?}");
    }
}
