//! No line gapes: how wide the spaces of a justified line may become, in what offices send month by month.

use std::collections::BTreeMap;

use jiff::civil::date;

use super::broken::documents;
use crate::document::{
    Attachment, Document, DocumentCopy, DocumentOptions, Paper, Templates, cover, department,
    letter, report, sample,
};
use crate::render::page::lay_out;
use crate::render::page::scene::{Draw, Item, Mark, Role, Scene};
use crate::report::Report;

/// Of a line as printed: its words, how much wider than a space its gaps are, how far from the right margin it ends.
struct Printed {
    text: String,
    gap: f32,
    lacks: f32,
    ends_paragraph: bool,
}

/// Lines of more than one word of paragraphs and lists, in letters of the body.
fn printed(document: &Document, scene: &Scene) -> Vec<Printed> {
    let (middle, right, body) = match document.paper {
        Paper::A4 => (112.5, 195.0, 14),
        Paper::A5 => (78.0, 138.0, 10),
    };
    let mut lines = Vec::new();
    for page in &scene.pages {
        let mut texts: Vec<(Mark, i64, f32, &Item)> = page
            .items
            .iter()
            .filter_map(|item| match (&item.draw, item.mark) {
                (Draw::Text { x, y, size, .. }, Mark::Content(node)) if *size >= body => {
                    let role = &scene.tree.elements[node.0].role;
                    let is_prose = matches!(role, Role::Paragraph | Role::ListBody);
                    is_prose.then_some((item.mark, (y * 100.0) as i64, *x, item))
                }
                _ => None,
            })
            .collect();
        texts.sort_by(|a, b| (node(a.0), a.1).cmp(&(node(b.0), b.1)).then(a.2.total_cmp(&b.2)));
        let rows: Vec<_> = texts.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)).collect();
        for (index, row) in rows.iter().enumerate() {
            // Who signs is centred.
            if row[0].2 > middle {
                continue;
            }
            let ends_paragraph = rows.get(index + 1).is_none_or(|next| next[0].0 != row[0].0);
            let mut line = Printed { text: String::new(), gap: 0.0, lacks: 0.0, ends_paragraph };
            let mut before: Option<(f32, usize)> = None;
            for (_, _, x, item) in *row {
                let Draw::Text { text, face, size, .. } = &item.draw else { continue };
                if let Some((end, 1)) = before {
                    line.gap = line.gap.max((x - end) / face.width(" ", *size));
                }
                let word = text.trim_end();
                let spaces = text.chars().count() - word.chars().count();
                before = Some((x + face.width(word, *size), spaces));
                line.lacks = right - x - face.width(text.trim_end_matches(' '), *size);
                line.text.push_str(text);
            }
            lines.push(line);
        }
    }
    lines
}

fn node(mark: Mark) -> usize {
    match mark {
        Mark::Content(node) => node.0,
        Mark::Artifact => usize::MAX,
    }
}

/// What offices of all kinds of name send, with and without number and day.
pub(super) fn usual() -> Vec<(String, Document)> {
    const OFFICES: [(&str, &str); 9] = [
        ("Sở Lao động - Thương binh và Xã hội", "SLĐTBXH"),
        ("Sở Nội vụ", "SNV"),
        ("Sở Tài nguyên và Môi trường", "STNMT"),
        ("Sở Nông nghiệp và Phát triển nông thôn", "SNNPTNT"),
        ("Sở Văn hóa, Thể thao và Du lịch", "SVHTTDL"),
        ("Ban Quản lý Khu kinh tế và các khu công nghiệp", "BQLKKTCKCN"),
        ("Văn phòng Đoàn đại biểu Quốc hội và Hội đồng nhân dân tỉnh", "VPĐĐBQHHĐND"),
        ("Ủy ban nhân dân huyện Thí Dụ", "UBND"),
        ("Bảo hiểm xã hội tỉnh", "BHXH"),
    ];
    const FILES: [Attachment; 1] = [Attachment { name: "Báo cáo", file: "bao-cao.pdf" }];
    let templates = Templates::new(&BTreeMap::new()).expect("templates");
    let mut all = Vec::new();
    for (agency, symbol) in OFFICES {
        for number in [None, Some("31")] {
            let options = DocumentOptions {
                agency: agency.to_owned(),
                symbol: symbol.to_owned(),
                number: number.map(str::to_owned),
                date: number.map(|_| date(2020, 3, 20)),
                ..sample::options()
            };
            let named = |mut figures: Report| {
                agency.clone_into(&mut figures.agency.name);
                figures
            };
            let whole = named(sample::report());
            let mut add = |what: &str, document: Document| {
                all.push((format!("{symbol}, {number:?}, {what}"), document));
            };
            add(
                "report",
                report(&whole, DocumentCopy::ToSign, &options, &templates).expect("a report"),
            );
            add("công văn", cover(&whole, &FILES, &options, &templates).expect("a công văn"));
            let own = |name: &str| {
                let mut figures = named(sample::department());
                figures.department = Some(name.to_owned());
                figures
            };
            for line in &whole.dossiers.by_department {
                let made = department(&own(&line.name), &sample::late_list(), &options, &templates);
                add(&line.name, made.expect("a department"));
            }
            for one in [sample::appointment(), sample::apology()] {
                add("letter", letter(&one, &options, &templates, date(2020, 3, 14)).expect("one"));
            }
        }
    }
    all
}

#[test]
fn no_line_of_a_usual_month_gapes_or_is_left_short() {
    let mut count = 0;
    let mut wide: Vec<(f32, String)> = Vec::new();
    for (name, document) in usual() {
        for line in printed(&document, &lay_out(&document)) {
            count += 1;
            // Addressees are set flush left.
            let is_straight = !line.text.starts_with("Kính gửi");
            let is_short = is_straight && !line.ends_paragraph && line.lacks > 0.3;
            assert!(!is_short, "{name}: {} lacks {} mm", line.text, line.lacks);
            if line.gap > 2.1 {
                wide.push((line.gap, format!("{name}: {}", line.text)));
            }
        }
    }
    assert!(count > 5_000 && wide.is_empty(), "{} of {count}: {wide:#?}", wide.len());
}

#[test]
fn no_line_gapes_beside_the_longest_words() {
    let mut count = 0;
    for (name, document) in documents() {
        for line in printed(&document, &lay_out(&document)) {
            assert!(line.gap <= 2.51, "{name}: {} of {}", line.text, line.gap);
            count += 1;
        }
    }
    assert!(count > 500, "{count}");
}
