//! Words to lines: the breaks that leave a paragraph the least ragged, and where each word stands.

use crate::render::page::faces::Face;
use crate::render::page::faces::{POINT, line_height};
use crate::render::page::scene::{BLACK, Draw, Item, Mark};
use crate::render::page::setting::{Alignment, Setting, TextRun};
use crate::render::page::words::{Word, WordPiece, words};

/// Words of one line, each at its distance from the left edge.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Line {
    pub(crate) words: Vec<Placed>,
    /// From the first letter to the last.
    pub(crate) width: f32,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Placed {
    pub(crate) x: f32,
    /// With the space that follows it, so that words stay apart when copied.
    pub(crate) text: String,
    pub(crate) face: Face,
    pub(crate) mark: Mark,
}

/// By how much the gaps of a justified line may be narrowed, which is then as bad as widening them twice as much.
const SHRINK: f32 = 0.22;
/// By how much they may be widened at the most: a line that lacks more is left short, as it would be typed.
const STRETCH: f32 = 1.5;

/// The lines of a paragraph; none for a blank one.
pub(crate) fn set(runs: &[TextRun], setting: &Setting) -> Vec<Line> {
    let mut words = words(runs, setting);
    let mut lines: Vec<Line> = Vec::new();
    for segment in words.split_inclusive_mut(|word| word.ends_line) {
        let first = if lines.is_empty() { setting.first } else { setting.rest };
        let counts = breaks(segment, first, setting);
        let mut rest = segment;
        for (index, count) in counts.into_iter().enumerate() {
            let indent = if index == 0 { first } else { setting.rest };
            let (line, after) = rest.split_at_mut(count.min(rest.len()));
            lines.push(placed(line, indent, after.is_empty(), setting));
            rest = after;
        }
    }
    // What ends the paragraph carries no space; what ends a forced line does, for who reads aloud or copies.
    if let Some(last) = lines.last_mut().and_then(|line| line.words.last_mut()) {
        last.text.truncate(last.text.trim_end_matches(' ').len());
    }
    lines
}

impl Line {
    /// The line as items with its baseline at `y`.
    pub(crate) fn items(&self, left: f32, y: f32, size: u8) -> impl Iterator<Item = Item> {
        self.words.iter().map(move |word| Item {
            mark: word.mark,
            draw: Draw::Text {
                x: left + word.x,
                y,
                text: word.text.clone(),
                face: word.face,
                size,
                color: BLACK,
            },
        })
    }
}

/// How far the gaps of a justified line are from their natural width, cubed: what the eye sees.
fn gaping(slack: f32, gaps: f32) -> f32 {
    let share = if gaps > 0.0 { slack / gaps } else { slack / ALONE };
    let share = if share < 0.0 { share * 2.0 } else { share };
    // What is left short anyway is worse only by what it lacks.
    share.abs().min(3.0).powi(3) + (share - 3.0).max(0.0)
}

/// What each line costs that need not be full: more than to part the syllables of a few words.
const MORE: f32 = 0.2;
/// What a line of one word is taken to have between its words.
const ALONE: f32 = 4.0;

/// How many words each line takes, so that the sum of the cubes of what lines lack is least.
/// The last line may be short, unless lines are centred: then all are alike.
fn breaks(words: &[Word], first: f32, setting: &Setting) -> Vec<usize> {
    let count = words.len();
    // From each word on: what the best lines cost, and how many words the first of them takes.
    let mut best: Vec<(f32, usize)> = vec![(0.0, 0); count + 1];
    for start in (0..count).rev() {
        let indent = if start == 0 { first } else { setting.rest };
        let room = setting.width - indent;
        let (mut natural, mut gaps, mut chosen) = (0.0, 0.0, (f32::INFINITY, 1));
        let (mut gap, mut is_rigid) = (0.0, false);
        for (taken, word) in words.iter().skip(start).enumerate() {
            natural += gap + word.width;
            gaps += if is_rigid { 0.0 } else { gap };
            (gap, is_rigid) = (word.gap, word.is_rigid);
            let narrower =
                natural - if setting.align == Alignment::Justified { gaps * SHRINK } else { 0.0 };
            if narrower > room + 0.01 && taken > 0 {
                break;
            }
            let lacks = ((room - natural) / room).max(0.0);
            let is_last = start + taken + 1 == count;
            let ragged = match (is_last, setting.align) {
                (false, Alignment::Justified) => gaping(room - natural, gaps),
                (true, Alignment::Justified) if natural > room => gaping(room - natural, gaps),
                // A title breaks best where one pauses.
                (false, Alignment::Center) if !word.pauses() => lacks * lacks * lacks + 0.02,
                (true, Alignment::Center) | (false, _) => lacks * lacks * lacks,
                // A last line of one short word is no line.
                (true, _) if start > 0 && lacks > 0.9 => 0.05,
                (true, _) => 0.0,
            };
            // Where lines need not be full, one more must be worth it.
            let ragged = if setting.align == Alignment::Justified { ragged } else { ragged + MORE };
            let next = words.get(start + taken + 1);
            let ragged = if next.is_some_and(Word::is_dash) { ragged + 100.0 } else { ragged };
            let ragged = if next.is_some() { ragged + word.price } else { ragged };
            let after = best.get(start + taken + 1).map_or(0.0, |after| after.0);
            if ragged + after <= chosen.0 {
                chosen = (ragged + after, taken + 1);
            }
        }
        if let Some(slot) = best.get_mut(start) {
            *slot = chosen;
        }
    }
    let (mut start, mut lines) = (0, Vec::new());
    while start < count {
        let taken = best.get(start).map_or(1, |chosen| chosen.1.max(1));
        lines.push(taken);
        start += taken;
    }
    lines
}

/// Takes the texts out of the words.
fn placed(words: &mut [Word], indent: f32, is_last: bool, setting: &Setting) -> Line {
    let mut letters: f32 = words.iter().map(|word| word.width).sum();
    let mut gaps = 0.0;
    for word in words.iter().rev().skip(1) {
        *(if word.is_rigid { &mut letters } else { &mut gaps }) += word.gap;
    }
    let slack = setting.width - indent - letters - gaps;
    let is_stretched = setting.align == Alignment::Justified && (!is_last || slack < 0.0);
    let stretch = if is_stretched && gaps > 0.0 { (slack / gaps).max(-SHRINK) } else { 0.0 };
    let stretch = if stretch > STRETCH { 0.0 } else { stretch };
    let mut x = match setting.align {
        Alignment::Left | Alignment::Justified => indent,
        Alignment::Center => (indent + (slack / 2.0)).max(0.0),
        Alignment::Right => (indent + slack).max(0.0),
    };
    let mut line = Line { words: Vec::new(), width: letters + gaps * (1.0 + stretch) };
    let mut is_inside = false;
    for word in words {
        for WordPiece { text, face, mark, width } in std::mem::take(&mut word.pieces) {
            match line.words.last_mut() {
                // Parts of one word that share a line are one word again.
                Some(last) if is_inside && (last.face, last.mark) == (face, mark) => {
                    last.text.push_str(&text);
                }
                _ => line.words.push(Placed { x, text, face, mark }),
            }
            x += width;
        }
        is_inside = word.gap <= 0.0;
        x += word.gap * if word.is_rigid { 1.0 } else { 1.0 + stretch };
    }
    line
}

/// Where letters stand in a line of some height.
pub(crate) fn baseline(height: f32, size: u8) -> f32 {
    (height - line_height(size)) / 2.0 + f32::from(size) * 0.91 * POINT
}

#[cfg(test)]
mod tests {
    use super::*;

    const SETTING: Setting =
        Setting { width: 60.0, first: 10.0, rest: 0.0, size: 12, align: Alignment::Justified };

    fn run(text: &str) -> Vec<TextRun> {
        vec![TextRun { text: text.to_owned(), face: Face::Regular, mark: Mark::Artifact }]
    }

    fn texts(lines: &[Line]) -> Vec<String> {
        lines
            .iter()
            .map(|line| line.words.iter().map(|word| word.text.as_str()).collect::<String>())
            .collect()
    }

    fn right_edge(line: &Line, size: u8) -> f32 {
        let last = line.words.last().unwrap();
        last.x + last.face.width(last.text.trim_end(), size)
    }

    #[test]
    fn justified_lines_end_at_the_edge_and_the_last_does_not() {
        let text = "Thực hiện Kế hoạch của Sở Lao động - Thương binh và Xã hội về mô hình công sở";
        let lines = set(&run(text), &SETTING);
        assert!(lines.len() >= 3);
        assert!((lines[0].words[0].x - 10.0).abs() < 0.01);
        for line in &lines[..lines.len() - 1] {
            assert!((right_edge(line, 12) - 60.0).abs() < 0.05, "{}", right_edge(line, 12));
        }
        assert!(right_edge(lines.last().unwrap(), 12) < 60.0);
        assert_eq!(texts(&lines).concat(), text);
    }

    #[test]
    fn a_no_break_space_never_breaks() {
        let text = "một hai ba bốn năm sáu bảy tám chín Điều\u{a0}19\u{a0}khoản\u{a0}9 hết";
        for width in 20..70 {
            let setting = Setting { width: width as f32, first: 0.0, ..SETTING };
            let lines = texts(&set(&run(text), &setting));
            let whole = Face::Regular.width("Điều\u{a0}19\u{a0}khoản\u{a0}9", 12) > width as f32;
            assert!(
                whole || lines.iter().any(|line| line.contains("Điều\u{a0}19\u{a0}khoản\u{a0}9")),
                "{lines:?}"
            );
        }
    }

    #[test]
    fn gaps_are_narrowed_before_a_line_gapes() {
        let text = "Lãnh đạo Sở phân công Văn phòng Sở theo dõi, đôn đốc các phòng chuyên môn, đơn vị trực thuộc thực hiện Kế hoạch; nội dung được quán triệt trong cuộc họp giao ban tháng.";
        let setting = Setting { width: 165.0, first: 12.7, size: 14, ..SETTING };
        let lines = texts(&set(&run(text), &setting));
        assert!(lines[1].trim_end().ends_with("trong cuộc họp"), "{lines:?}");
    }

    #[test]
    fn what_is_tied_is_stretched_as_the_rest_of_the_line() {
        let text = "Bổ sung ghế ngồi trước ngày\u{a0}31 tháng\u{a0}3 năm\u{a0}2020 tại Sở";
        let setting = Setting { width: 64.0, first: 0.0, ..SETTING };
        let lines = set(&run(text), &setting);
        let line = &lines[0];
        let gaps: Vec<f32> = line
            .words
            .windows(2)
            .map(|pair| pair[1].x - pair[0].x - pair[0].face.width(pair[0].text.trim_end(), 12))
            .collect();
        assert!(gaps.iter().all(|gap| (gap - gaps[0]).abs() < 0.01), "{gaps:?}");
    }

    #[test]
    fn the_mark_of_a_list_stays_where_it_is_while_its_line_is_stretched() {
        let mut runs = run("- ");
        runs.extend(run("Bổ sung ghế ngồi trước ngày 31 tháng 3 năm 2020 tại Sở"));
        runs[1].mark = Mark::Content(crate::render::page::scene::Node(0));
        let lines = set(&runs, &Setting { first: 0.0, ..SETTING });
        assert!(lines.len() > 1 && (right_edge(&lines[0], 12) - 60.0).abs() < 0.05);
        let gap = lines[0].words[1].x - Face::Regular.width("-", 12);
        assert!((gap - Face::Regular.width(" ", 12)).abs() < 0.01, "{gap}");
    }

    #[test]
    fn a_line_that_would_gape_is_left_short() {
        let long = "x".repeat(26);
        let lines = set(&run(&format!("một hai {long} ba")), &Setting { first: 0.0, ..SETTING });
        let gap = lines[0].words[1].x - Face::Regular.width("một", 12);
        assert!((gap - Face::Regular.width(" ", 12)).abs() < 0.01, "{gap}");
    }

    #[test]
    fn a_word_wider_than_the_line_is_broken_and_loses_nothing() {
        let text = "xem https://dichvucong.travinh.gov.vn/mot/duong/dan/rat/dai/khong/co/khoang/trang/va/con/them/mot/doan/nua nhé";
        let lines = set(&run(text), &Setting { first: 0.0, ..SETTING });
        assert!(lines.iter().all(|line| right_edge(line, 12) < 60.1));
        assert_eq!(texts(&lines).concat(), text);
        let inner = &texts(&lines)[1..lines.len() - 1];
        assert!(
            inner.len() > 1 && inner.iter().all(|line| line.ends_with(['/', '.'])),
            "{inner:?}"
        );
    }

    #[test]
    fn blanks_left_for_the_clerk_keep_their_width() {
        let lines = set(&run("ngày     tháng 3"), &Setting { first: 0.0, ..SETTING });
        let [first, second, ..] = &lines[0].words[..] else { unreachable!() };
        assert_eq!(first.text, "ngày     ");
        let gap = second.x - Face::Regular.width("ngày", 12);
        assert!((gap - Face::Regular.width(" ", 12) * 5.0).abs() < 0.01);
    }

    #[test]
    fn centred_lines_are_of_like_length() {
        let setting =
            Setting { width: 165.0, first: 0.0, size: 14, align: Alignment::Center, ..SETTING };
        let lines = set(
            &run(
                "Sơ kết thực hiện mô hình “Chính quyền, công sở thân thiện, trách nhiệm” năm 2020",
            ),
            &setting,
        );
        assert_eq!(lines.len(), 2);
        assert!((lines[0].width - lines[1].width).abs() < 30.0);
    }

    #[test]
    fn a_dash_does_not_begin_a_line() {
        let text = "Phòng Lao động - Việc làm - Dạy nghề của Sở Lao động - Thương binh và Xã hội";
        for width in 25..90 {
            let setting = Setting { width: width as f32, first: 0.0, ..SETTING };
            let lines = texts(&set(&run(text), &setting));
            assert!(!lines.iter().any(|line| line.starts_with('-')), "{width}: {lines:?}");
        }
    }

    #[test]
    fn a_cell_keeps_words_whole_and_takes_no_more_lines_for_it() {
        for text in [
            "Chi cục Phòng, chống tệ nạn xã hội (*)",
            "Hồ sơ quá hạn theo lý do",
            "Cơ quan có bố trí hình thức tiếp nhận góp ý, phản ánh, kiến nghị",
        ] {
            for width in 20..90 {
                let setting = Setting { first: 0.0, align: Alignment::Left, ..SETTING };
                let setting = Setting { width: width as f32, ..setting };
                // No line can take more than this.
                let mut filled = 1;
                let mut line = String::new();
                for word in text.split(' ') {
                    let longer = format!("{line} {word}");
                    let fits = Face::Regular.width(longer.trim_start(), 12) <= setting.width;
                    filled += usize::from(!fits);
                    line = if fits { longer } else { word.to_owned() };
                }
                assert_eq!(set(&run(text), &setting).len(), filled, "{width}: {text}");
            }
        }
        let width = Face::Regular.width("Chi cục Phòng, chống tệ nạn xã", 12) + 1.0;
        let setting = Setting { width, first: 0.0, align: Alignment::Left, ..SETTING };
        let lines = texts(&set(&run("Chi cục Phòng, chống tệ nạn xã hội (*)"), &setting));
        assert_eq!(lines, ["Chi cục Phòng, chống tệ nạn ", "xã hội (*)"]);
    }

    #[test]
    fn a_line_feed_ends_a_line_and_a_blank_text_has_none() {
        let setting = Setting { align: Alignment::Left, ..SETTING };
        assert_eq!(texts(&set(&run("một\nhai"), &setting)), ["một ", "hai"]);
        assert!(set(&run(""), &setting).is_empty());
        assert!(set(&run("  "), &setting).is_empty());
    }

    #[test]
    fn a_paragraph_is_less_ragged_than_filling_each_line_makes_it() {
        // Filled greedily, the first line would take “aaa bb” and leave “cc” alone on the next.
        let width = Face::Regular.width("aaa bb", 12) + 0.1;
        let setting = Setting { width, first: 0.0, rest: 0.0, size: 12, align: Alignment::Center };
        assert_eq!(texts(&set(&run("aaa bb cc ddddd"), &setting)), ["aaa ", "bb cc ", "ddddd"]);
    }
}
