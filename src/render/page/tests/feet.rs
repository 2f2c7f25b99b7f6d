//! Feet of pages: how much of one stays blank, in what offices send month by month.

use super::gaps::usual;
use crate::document::{Block, Document, Inline, ParagraphStyle, sample};
use crate::render::page::lay_out;
use crate::render::page::order::BLANK;
use crate::render::page::scene::{Draw, Item, Mark, Node, Page, Role, Scene};

const TOP: f32 = 20.0;
const BOTTOM: f32 = 20.0;

/// Share of the text of a page below its last line or rule.
fn blank(page: &Page) -> f32 {
    let end = |item: &Item| match &item.draw {
        Draw::Text { y, .. } => *y,
        Draw::Line { from, to, .. } => from.1.max(to.1),
    };
    let lowest = page.items.iter().map(end).fold(TOP, f32::max);
    (page.height - BOTTOM - lowest) / (page.height - TOP - BOTTOM)
}

/// Whether the first thing on a page that is not drawn again is a chart.
fn begins_with_chart(scene: &Scene, page: &Page) -> bool {
    let first = page.items.iter().find_map(|item| match item.mark {
        Mark::Content(node) => Some(node),
        Mark::Artifact => None,
    });
    first.is_some_and(|node| matches!(scene.tree.elements[node.0].role, Role::Figure { .. }))
}

/// Whether a page begins with a table that is not parted: two rows stay with its head, and two with its end.
fn begins_with_few_rows(scene: &Scene, page: &Page) -> bool {
    let above = |node: Node| scene.tree.elements[node.0].parent;
    let first = page.items.iter().find_map(|item| match item.mark {
        Mark::Content(node) => Some(node),
        Mark::Artifact => None,
    });
    let mut ancestors = std::iter::successors(first, |node| above(*node));
    let Some(table) = ancestors.find(|node| scene.tree.elements[node.0].role == Role::Table) else {
        return false;
    };
    let rows = scene.tree.elements.iter().filter(|element| {
        let body = element.parent.filter(|_| element.role == Role::TableRow);
        body.is_some_and(|body| {
            scene.tree.elements[body.0].role == Role::TableBody && above(body) == Some(table)
        })
    });
    rows.count() < 4
}

/// Whether the text ends with a page that holds little more than who signs, and what stays with it.
fn only_closes(scene: &Scene, number: usize) -> bool {
    let ends = number + 1 == scene.parts.first().map_or(scene.pages.len(), |part| part.page);
    ends && blank(&scene.pages[number]) > 0.6
}

/// Pages that end sooner than they must, but the last of the text and of each annex.
fn short(document: &Document) -> Vec<String> {
    let scene = lay_out(document);
    let ends_part = |number: usize| scene.parts.iter().any(|part| part.page == number + 1);
    let pairs = scene.pages.windows(2).enumerate();
    let found = pairs.filter_map(|(number, pair)| {
        let [page, next] = pair else { return None };
        let share = blank(page);
        let is_owed = begins_with_chart(&scene, next)
            || begins_with_few_rows(&scene, next)
            || only_closes(&scene, number + 1);
        (share > BLANK && !ends_part(number) && !is_owed).then(|| {
            let next = next.items.iter().filter(|item| item.mark != Mark::Artifact);
            let words = next.take(12).filter_map(|item| match &item.draw {
                Draw::Text { text, .. } => Some(text.as_str()),
                Draw::Line { .. } => None,
            });
            let (page, words) = (number + 1, words.collect::<String>());
            format!("page {page} of {}: {share:.3} before {words}", scene.pages.len())
        })
    });
    found.collect()
}

#[test]
fn the_foot_of_a_page_is_blank_only_where_a_chart_stands_next() {
    let (mut pages, mut found) = (0, Vec::new());
    for (name, document) in usual() {
        pages += lay_out(&document).pages.len();
        found.extend(short(&document).into_iter().map(|page| format!("{name}, {page}")));
    }
    assert!(pages > 100 && found.is_empty(), "{} of {pages}: {found:#?}", found.len());
}

/// Of an office of twenty departments charts are tall; they are parted before they leave half of a page blank, wherever
/// the text before them ends.
#[test]
fn no_page_stays_half_blank_before_a_chart() {
    let mut report = sample::report();
    let lines = &mut report.dossiers.by_department;
    while lines.len() < 20 {
        let name = format!("Phòng chuyên môn số {}", lines.len());
        lines.push(sample::line(&name, [30, 40, 10], [35, 30, 2], 2));
    }
    let mut document = sample::document_of(&report);
    document.annexes.clear();
    let charts = document
        .body
        .iter()
        .filter(|block| matches!(block, Block::Chart(chart) if chart.id.starts_with("dung-han")));
    let charts: Vec<Block> = charts.cloned().collect();
    assert!(!charts.is_empty());
    // Nothing behind the heading fills the page before the charts.
    let words = |text: &str| vec![Inline::plain(text)];
    let heading = Block::Heading { level: 2, text: words("5. Giải quyết đơn thư") };
    let sentences = "Đơn vị thực hiện tốt. ".repeat(6);
    let more = Block::Paragraph { style: ParagraphStyle::Body, text: words(&sentences) };
    let mut most: f32 = 0.0;
    for count in 0..16 {
        let before = vec![more.clone(); count];
        document.body = [before, charts.clone(), vec![heading.clone(), more.clone()]].concat();
        let scene = lay_out(&document);
        let before_last = scene.pages.iter().take(scene.pages.len().saturating_sub(1));
        most = before_last.map(blank).fold(most, f32::max);
    }
    assert!(most < 0.42, "{most:.3} of a page is blank");
}

#[test]
fn a_page_that_ends_too_soon_is_seen() {
    let (_, mut document) = usual().swap_remove(0);
    document.annexes.clear();
    document.body.retain(|block| matches!(block, Block::Table(_)));
    document.body.truncate(1);
    let Some(Block::Table(table)) = document.body.first_mut() else { panic!("a table") };
    // Of its rows one is so tall that it begins a page.
    let low = table.rows[0].clone();
    table.rows = vec![low; 6];
    table.rows[3].cells[0] = vec!["dòng"; 45].join("\n");
    assert!(!short(&document).is_empty());
}
