//! What is read aloud: words of two lines stay apart, and what a table is called comes before its unit.

use super::gaps::usual;
use crate::render::page::lay_out;
use crate::render::page::scene::{Draw, Mark, Node, Role, Scene};

/// The words of an element as a reader joins them.
fn said(scene: &Scene, node: Node) -> String {
    let items = scene.pages.iter().flat_map(|page| &page.items);
    let texts = items.filter_map(|item| match &item.draw {
        Draw::Text { text, .. } if item.mark == Mark::Content(node) => Some(text.as_str()),
        Draw::Text { .. } | Draw::Line { .. } => None,
    });
    texts.collect::<String>().replace('\u{a0}', " ")
}

fn of_role(scene: &Scene, wanted: fn(&Role) -> bool) -> impl Iterator<Item = Node> {
    (0..scene.tree.elements.len())
        .map(Node)
        .filter(move |node| wanted(&scene.tree.elements[node.0].role))
}

#[test]
fn words_of_two_lines_do_not_run_together() {
    let mut lines = 0;
    for (name, mut document) in usual() {
        document.letterhead.agency =
            vec!["SỞ LAO ĐỘNG - THƯƠNG BINH".to_owned(), "VÀ XÃ HỘI".to_owned()];
        document.signature.authority = vec!["KT. GIÁM ĐỐC".to_owned(), "PHÓ GIÁM ĐỐC".to_owned()];
        let scene = lay_out(&document);
        let all: Vec<String> = of_role(&scene, |_| true).map(|node| said(&scene, node)).collect();
        let title = [Some(&document.title.kind), document.title.subject.as_ref()];
        let title: Vec<&str> = title.into_iter().flatten().map(String::as_str).collect();
        for want in [
            "SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI",
            "KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC",
            &title.join(" ").replace('\u{a0}', " "),
        ] {
            assert!(all.iter().any(|text| text == want), "{name}: {want}");
            lines += 1;
        }
        for annex in &document.annexes {
            let want = format!("{} {}", annex.label, annex.title.to_uppercase());
            let want = want.replace('\u{a0}', " ");
            assert!(all.contains(&want), "{name}: {want}");
        }
    }
    assert!(lines > 100, "{lines}");
}

#[test]
fn the_unit_of_a_table_is_read_after_its_caption() {
    let mut units = 0;
    for (name, document) in usual() {
        let scene = lay_out(&document);
        for caption in of_role(&scene, |role| *role == Role::Caption) {
            let parts: Vec<String> = (0..scene.tree.elements.len())
                .map(Node)
                .filter(|node| scene.tree.elements[node.0].parent == Some(caption))
                .map(|node| said(&scene, node))
                .collect();
            let place = parts.iter().position(|text| text.starts_with("Đơn vị tính"));
            assert!(place.is_none_or(|place| place + 1 == parts.len()), "{name}: {parts:?}");
            units += usize::from(place == Some(1));
        }
    }
    assert!(units > 10, "{units}");
}
