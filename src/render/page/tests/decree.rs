//! NĐ 30/2020/NĐ-CP, Phụ lục I: each row of its table of components, held against the laid-out page.

use super::{heading, paragraph, report};
use crate::document::{Annex, Block, Document, Orientation, ParagraphStyle, Signature, sample};
use crate::render::page::faces::Face;
use crate::render::page::lay_out;
use crate::render::page::scene::{Draw, Page, Scene};

/// Words of one baseline, side by side, of one face and size.
#[derive(Clone, Debug)]
struct Line {
    text: String,
    left: f32,
    right: f32,
    y: f32,
    face: Face,
    size: u8,
}

impl Line {
    fn middle(&self) -> f32 {
        f32::midpoint(self.left, self.right)
    }

    fn width(&self) -> f32 {
        self.right - self.left
    }
}

/// As drawn, in order; no-break spaces read as spaces.
fn lines(page: &Page) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for item in &page.items {
        let Draw::Text { x, y, text, face, size, .. } = &item.draw else { continue };
        let right = x + face.width(text.trim_end(), *size);
        let shown = text.replace('\u{a0}', " ");
        match lines.last_mut() {
            Some(line)
                if (line.y - y).abs() < 0.01
                    && (line.face, line.size) == (*face, *size)
                    && *x > line.left
                    && x - line.right < 12.0 =>
            {
                line.text.push_str(&shown);
                line.right = right;
            }
            _ => {
                let (face, size) = (*face, *size);
                lines.push(Line { text: shown, left: *x, right, y: *y, face, size });
            }
        }
    }
    lines
}

fn rules(page: &Page) -> Vec<((f32, f32), (f32, f32))> {
    let rule = |draw: &Draw| match draw {
        Draw::Line { from, to, .. } => Some((*from, *to)),
        Draw::Text { .. } => None,
    };
    page.items.iter().filter_map(|item| rule(&item.draw)).collect()
}

#[track_caller]
fn find(scene: &Scene, page: usize, start: &str) -> Line {
    let lines = lines(&scene.pages[page]);
    let found = lines.iter().find(|line| line.text.trim().starts_with(start));
    found.unwrap_or_else(|| panic!("“{start}” is not on page {page}: {lines:#?}")).clone()
}

/// Size and face of a line on the first page.
#[track_caller]
fn set(scene: &Scene, start: &str, size: u8, face: Face) -> Line {
    let line = find(scene, 0, start);
    assert_eq!((line.size, line.face), (size, face), "{line:?}");
    line
}

/// The rule within 3 mm below a line: its length and middle.
#[track_caller]
fn rule_below(scene: &Scene, line: &Line) -> (f32, f32) {
    let rules = rules(&scene.pages[0]);
    let found = rules.iter().find(|(from, to)| {
        (from.1 - to.1).abs() < 0.01
            && (0.2..3.0).contains(&(from.1 - line.y))
            && from.0 < line.middle()
            && to.0 > line.middle()
    });
    let (from, to) = found.unwrap_or_else(|| panic!("no rule below {line:?}"));
    (to.0 - from.0, f32::midpoint(from.0, to.0))
}

fn near(one: f32, other: f32) -> bool {
    (one - other).abs() < 0.3
}

/// Box 1 and box 2.
#[test]
fn the_head_stands_as_the_table_has_it() {
    let scene = lay_out(&report());
    let nation = set(&scene, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, Face::Bold);
    let motto = set(&scene, "Độc lập - Tự do - Hạnh phúc", 13, Face::Bold);
    assert!(near(nation.middle(), motto.middle()) && nation.left > 100.0);
    // Single spacing between the two; a rule as long as the text.
    assert!((4.0..6.5).contains(&(motto.y - nation.y)), "{}", motto.y - nation.y);
    let (length, middle) = rule_below(&scene, &motto);
    assert!(near(length, motto.width()) && near(middle, motto.middle()), "{length}");

    let superior = set(&scene, "UBND TỈNH TRÀ VINH", 12, Face::Regular);
    let agency = set(&scene, "SỞ LAO ĐỘNG - THƯƠNG BINH", 12, Face::Bold);
    let second = set(&scene, "VÀ XÃ HỘI", 12, Face::Bold);
    assert!(near(superior.middle(), agency.middle()) && near(agency.middle(), second.middle()));
    assert!(superior.y < agency.y && near(superior.y, nation.y));
    let (length, middle) = rule_below(&scene, &second);
    let share = length / agency.width();
    assert!((1.0 / 3.0..=0.5).contains(&share) && near(middle, agency.middle()), "{share}");
}

/// Box 3 and box 4: on one line, under their halves.
#[test]
fn number_and_date_stand_on_one_line() {
    let scene = lay_out(&report());
    let number = set(&scene, "Số:", 13, Face::Regular);
    let date = set(&scene, "Trà Vinh, ngày", 13, Face::Italic);
    assert!(near(number.y, date.y));
    assert!(near(number.middle(), find(&scene, 0, "UBND").middle()));
    assert!(near(date.middle(), find(&scene, 0, "CỘNG HÒA").middle()));
}

/// Box 5a.
#[test]
fn the_title_is_centred_bold_and_ruled_below() {
    let scene = lay_out(&report());
    let kind = set(&scene, "BÁO CÁO", 14, Face::Bold);
    let subject = set(&scene, "Sơ kết thực hiện mô hình", 14, Face::Bold);
    let page_middle = 30.0 + 165.0 / 2.0;
    assert!(near(kind.middle(), page_middle) && near(subject.middle(), page_middle));
    let last = set(&scene, "công sở thân thiện, trách nhiệm”", 14, Face::Bold);
    let (length, middle) = rule_below(&scene, &last);
    let share = length / subject.width().max(last.width());
    assert!((1.0 / 3.0..=0.5).contains(&share) && near(middle, page_middle), "{share}");
}

/// Box 5b: below the number, 6 points lower, for a công văn.
#[test]
fn what_a_letter_is_about_stands_below_its_number() {
    let mut document = report();
    document.title = crate::document::Title::default();
    document.letterhead.regarding = Some("V/v gửi báo cáo tháng 3 năm 2020".to_owned());
    let scene = lay_out(&document);
    let number = set(&scene, "Số:", 13, Face::Regular);
    let about = set(&scene, "V/v gửi báo cáo", 12, Face::Regular);
    assert!(near(about.middle(), number.middle()));
    // A line of 12 points and 6 points of space.
    assert!((6.0..8.5).contains(&(about.y - number.y)), "{}", about.y - number.y);
}

/// Box 6.
#[test]
fn the_body_is_14_points_justified_and_indented() {
    let scene = lay_out(&report());
    let basis = set(&scene, "Căn cứ Nghị định", 14, Face::Italic);
    let body = set(&scene, "Thực hiện Kế hoạch", 14, Face::Regular);
    for line in [&basis, &body] {
        assert!(near(line.left, 30.0 + 12.7) && near(line.right, 195.0), "{line:?}");
    }
    let page = lines(&scene.pages[0]);
    let at = page.iter().position(|line| near(line.y, body.y)).unwrap();
    // 1 to 1.5 lines from baseline to baseline, and at least 6 points more between paragraphs.
    let within = page[at + 1].y - body.y;
    let single = 14.0 * 1.15 * 0.3528;
    assert!((single * 0.99..single * 1.5).contains(&within), "{within}");
    let after = page.iter().find(|line| line.text.starts_with("I. ")).unwrap();
    let before = page.iter().filter(|line| line.y < after.y - 0.1).map(|line| line.y);
    assert!(after.y - before.fold(0.0, f32::max) >= within + 2.11);
}

/// 1.5: mục in capitals and bold, khoản bold, điểm upright.
#[test]
fn headings_are_set_by_their_level() {
    let mut document = report();
    document.body = vec![
        heading(1, "I. MỤC"),
        heading(2, "1. Khoản"),
        heading(3, "a) Điểm"),
        paragraph(ParagraphStyle::Body, "Hết./."),
    ];
    let scene = lay_out(&document);
    set(&scene, "I. MỤC", 14, Face::Bold);
    set(&scene, "1. Khoản", 14, Face::Bold);
    set(&scene, "a) Điểm", 14, Face::Regular);
    set(&scene, "Hết./.", 14, Face::Regular);
}

/// Boxes 7a, 7b and 9b: every way to sign.
#[test]
fn the_signature_stands_right_and_the_recipients_left() {
    for authority in [
        &["GIÁM ĐỐC"][..],
        &["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"],
        &["TL. GIÁM ĐỐC", "CHÁNH VĂN PHÒNG"],
        &["TUQ. GIÁM ĐỐC", "TRƯỞNG PHÒNG NGƯỜI CÓ CÔNG"],
        &["TM. BAN QUẢN LÝ", "TRƯỞNG BAN"],
        &["Q. GIÁM ĐỐC"],
    ] {
        let mut document = report();
        document.body.truncate(2);
        document.annexes.clear();
        document.signature = Signature {
            authority: authority.iter().map(|line| (*line).to_owned()).collect(),
            name: Some("Trần Thị Thử".to_owned()),
            recipients: ["Như trên", "BGĐ Sở", "Lưu: VT, VP"].map(str::to_owned).to_vec(),
        };
        let scene = lay_out(&document);
        let titles: Vec<Line> =
            authority.iter().map(|line| set(&scene, line, 14, Face::Bold)).collect();
        let name = set(&scene, "Trần Thị Thử", 14, Face::Bold);
        let (first, last) = (&titles[0], titles.last().unwrap());
        assert!(titles.iter().all(|title| near(title.middle(), name.middle())));
        assert!(first.left > 105.0 && near(last.y + 25.0, name.y - 5.67), "{}", name.y - last.y);
        let head = set(&scene, "Nơi nhận:", 12, Face::BoldItalic);
        assert!(near(head.y, first.y) && near(head.left, 30.0));
        for line in ["- Như trên;", "- BGĐ Sở;", "- Lưu: VT, VP."] {
            assert!(near(set(&scene, line, 11, Face::Regular).left, 30.0));
        }
    }
}

/// Box 13: at the foot of the first page alone, 11 points, below a line over the whole width.
#[test]
fn the_agency_is_found_at_the_foot_of_the_first_page() {
    let mut document = report();
    let pages = lay_out(&document).pages.len();
    document.letterhead.contact =
        ["Địa chỉ: số 1, đường Ví Dụ", "Điện thoại: 0200 000 0000"].map(str::to_owned).to_vec();
    let scene = lay_out(&document);
    assert!(scene.pages.len() >= pages);
    let address = set(&scene, "Địa chỉ: số 1", 11, Face::Regular);
    let telephone = set(&scene, "Điện thoại: 0200", 11, Face::Regular);
    assert!(near(address.middle(), 30.0 + 165.0 / 2.0), "{address:?}");
    assert!((271.0..277.0).contains(&telephone.y) && address.y < telephone.y, "{telephone:?}");
    let rules = rules(&scene.pages[0]);
    let full = |(from, to): &&((f32, f32), (f32, f32))| near(from.0, 30.0) && near(to.0, 195.0);
    let above = rules.iter().filter(full).map(|(from, _)| from.1).fold(0.0, f32::max);
    assert!((3.0..6.5).contains(&(address.y - above)), "{above}");
    let lowest =
        lines(&scene.pages[0]).into_iter().filter(|line| line.y < above).map(|line| line.y);
    assert!(lowest.fold(0.0, f32::max) < above - 3.0);
    for page in &scene.pages[1..] {
        assert!(!lines(page).iter().any(|line| line.text.starts_with("Địa chỉ")));
    }
}

/// Box 9a: one recipient on the line, several with dashes under the colon.
#[test]
fn recipients_of_a_letter_stand_under_the_colon() {
    let mut document = report();
    let scene = lay_out(&document);
    set(&scene, "Kính gửi: Sở Nội vụ", 14, Face::Regular);
    document.addressees = ["Sở Nội vụ", "Sở Tài chính"].map(str::to_owned).to_vec();
    let scene = lay_out(&document);
    let intro = set(&scene, "Kính gửi:", 14, Face::Regular);
    let colon = intro.right - Face::Regular.width(":", 14);
    for name in ["- Sở Nội vụ;", "- Sở Tài chính."] {
        let line = set(&scene, name, 14, Face::Regular);
        assert!((line.left - colon).abs() < 1.0 && line.y > intro.y, "{line:?} {colon}");
    }
}

/// 1.1: from 1, centred in the top margin, 13 to 14 points, not on the first page; annexes anew.
#[test]
fn page_numbers_stand_in_the_top_margin_from_the_second_page() {
    let scene = lay_out(&report());
    let number = |page: usize| {
        lines(&scene.pages[page]).into_iter().find(|line| line.y < 20.0).map(|line| {
            assert_eq!((line.size, line.face), (14, Face::Regular));
            let page = &scene.pages[page];
            assert!(near(line.middle(), f32::midpoint(30.0, page.width - 15.0)), "{line:?}");
            line.text
        })
    };
    assert_eq!((number(0), number(1).as_deref()), (None, Some("2")));
    let firsts: Vec<usize> =
        (0..scene.pages.len()).filter(|page| number(*page).is_none()).collect();
    assert_eq!(firsts.len(), 3);
    for first in firsts.iter().skip(1) {
        assert_eq!(number(first + 1).as_deref(), Some("2"));
    }
}

/// 1.8: `Phụ lục I` on its own line, the title below in capitals, the reference in italics.
#[test]
fn annexes_are_headed_as_the_decree_has_it() {
    let scene = lay_out(&report());
    let first = (1..scene.pages.len())
        .find(|page| lines(&scene.pages[*page])[0].text.starts_with("Phụ lục"))
        .unwrap();
    let head = lines(&scene.pages[first]);
    let middle = f32::midpoint(30.0, scene.pages[first].width - 15.0);
    let expected = [
        ("Phụ lục I", 14, Face::Bold),
        ("TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH", 14, Face::Bold),
        ("(Kèm theo Báo cáo số", 13, Face::Italic),
    ];
    for (line, (start, size, face)) in head.iter().zip(expected) {
        assert!(line.text.starts_with(start), "{line:?}");
        assert!((line.size, line.face) == (size, face) && near(line.middle(), middle), "{line:?}");
    }
}

/// 1.8: annexes by Roman numerals, one alone without.
#[test]
fn annexes_carry_roman_numbers() {
    let templates = crate::document::Templates::new(&std::collections::BTreeMap::new()).unwrap();
    let document = crate::document::report(
        &sample::report(),
        crate::document::DocumentCopy::ToSign,
        &sample::options(),
        &templates,
    )
    .unwrap();
    let labels: Vec<String> =
        document.annexes.iter().map(|annex| annex.label.replace('\u{a0}', " ")).collect();
    assert_eq!(labels, ["Phụ lục I", "Phụ lục II"]);
    let text = lay_out(&document);
    let last: Vec<String> = text.pages.iter().flat_map(lines).map(|line| line.text).collect();
    assert!(last.iter().any(|line| line.trim_end().ends_with("./.")));
}

/// 1.1: margins of 20, 20, 30 and 15 mm, and A4 lying down only where a table needs it.
#[test]
fn paper_is_a4_with_the_margins_of_the_decree() {
    let mut document: Document = report();
    document.annexes = vec![Annex {
        label: "Phụ lục".to_owned(),
        title: "Bảng".to_owned(),
        reference: None,
        orientation: Orientation::Landscape,
        body: vec![Block::Table(super::thirteen_columns(3))],
    }];
    let scene = lay_out(&document);
    for page in &scene.pages {
        let portrait = near(page.width, 210.0) && near(page.height, 297.0);
        assert!(portrait || near(page.width, 297.0) && near(page.height, 210.0));
        let body = lines(page).into_iter().filter(|line| line.y > 20.0);
        for line in body {
            assert!(line.left > 29.9 && line.right < page.width - 14.9, "{line:?}");
            assert!(line.y - 2.0 > 20.0 && line.y < page.height - 20.0, "{line:?}");
        }
    }
}
