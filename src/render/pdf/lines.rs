//! Words to lines: the breaks that leave a paragraph the least ragged, and where each word stands.

use crate::render::pdf::faces::Face;
use crate::render::pdf::scene::{BLACK, Draw, Item, Mark};

/// Text of one face and one meaning. A line feed ends a line; a no-break space never does.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Run {
    pub(crate) text: String,
    pub(crate) face: Face,
    pub(crate) mark: Mark,
}

/// How a paragraph is set; lengths in millimetres.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Setting {
    pub(crate) width: f32,
    /// Before the first line.
    pub(crate) first: f32,
    /// Before the other lines.
    pub(crate) rest: f32,
    pub(crate) size: u8,
    pub(crate) align: Alignment,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Alignment {
    Left,
    Center,
    Right,
    /// Both edges straight, the last line left.
    Justified,
}

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

/// What is not broken, and the space after it.
#[derive(Clone, Debug, Default)]
struct Word {
    pieces: Vec<Piece>,
    width: f32,
    gap: f32,
    ends_line: bool,
    /// A no-break space follows: as wide as the other gaps of the line, but no line ends there.
    is_tied: bool,
}

#[derive(Clone, Debug)]
struct Piece {
    text: String,
    face: Face,
    mark: Mark,
    width: f32,
}

impl Word {
    /// Read as the mark of a list where it begins a line.
    fn is_dash(&self) -> bool {
        matches!(self.pieces.as_slice(), [only] if matches!(only.text.trim_end(), "-" | "–"))
    }

    fn pauses(&self) -> bool {
        let text = self.pieces.last().map_or("", |piece| piece.text.trim_end());
        text.ends_with([',', ';', ':', '”', ')', '.'])
    }
}

/// The lines of a paragraph; none for a blank one.
pub(crate) fn set(runs: &[Run], setting: &Setting) -> Vec<Line> {
    let room = setting.width - setting.first.max(setting.rest);
    let words: Vec<Word> = words(runs, setting.size)
        .into_iter()
        .flat_map(|word| narrowed(word, room, setting.size))
        .collect();
    let mut lines: Vec<Line> = Vec::new();
    for segment in words.split_inclusive(|word| word.ends_line) {
        let first = if lines.is_empty() { setting.first } else { setting.rest };
        let mut rest = segment;
        for (index, count) in breaks(segment, first, setting).into_iter().enumerate() {
            let indent = if index == 0 { first } else { setting.rest };
            let (line, after) = rest.split_at(count.min(rest.len()));
            lines.push(placed(line, indent, after.is_empty(), setting));
            rest = after;
        }
    }
    lines
}

/// Widest word, which a column must hold.
pub(crate) fn widest(text: &str, face: Face, size: u8) -> f32 {
    text.split([' ', '\n']).map(|word| face.width(word, size)).fold(0.0, f32::max)
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

const NO_BREAK: char = '\u{a0}';

/// The parts between single no-break spaces; several in a row are a blank and keep their width.
fn tied(letters: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = letters;
    let mut from = 0;
    while let Some(at) = rest.get(from..).and_then(|tail| tail.find(NO_BREAK)).map(|at| at + from) {
        let (before, after) = rest.split_at(at);
        let after = after.trim_start_matches(NO_BREAK);
        let blank = rest.len() - at - after.len();
        if blank == NO_BREAK.len_utf8() && !before.is_empty() && !after.is_empty() {
            parts.push(before);
            (rest, from) = (after, 0);
        } else {
            from = at + blank;
        }
    }
    if !rest.is_empty() {
        parts.push(rest);
    }
    parts
}

fn words(runs: &[Run], size: u8) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut word = Word::default();
    for run in runs {
        for part in run.text.split_inclusive([' ', '\n']) {
            let letters = part.trim_end_matches([' ', '\n']);
            for (index, letters) in tied(letters).into_iter().enumerate() {
                if index > 0 {
                    word.gap = run.face.width(" ", size);
                    word.is_tied = true;
                    if let Some(piece) = word.pieces.last_mut() {
                        piece.text.push(NO_BREAK);
                    }
                    words.push(std::mem::take(&mut word));
                }
                let width = run.face.width(letters, size);
                word.width += width;
                let text = letters.to_owned();
                word.pieces.push(Piece { text, face: run.face, mark: run.mark, width });
            }
            let Some(end) = part.strip_prefix(letters).filter(|end| !end.is_empty()) else {
                continue;
            };
            if word.pieces.is_empty() && end == " " {
                // One more space: blanks left for the clerk stay as wide as they were written.
                if let Some(last) = words.last_mut().filter(|last| !last.ends_line) {
                    last.gap += run.face.width(" ", size);
                    if let Some(piece) = last.pieces.last_mut() {
                        piece.text.push(' ');
                    }
                }
                continue;
            }
            match end {
                "\n" => word.ends_line = true,
                _ => word.gap = run.face.width(" ", size),
            }
            if let Some(piece) = word.pieces.last_mut() {
                piece.text.push(' ');
            }
            words.push(std::mem::take(&mut word));
        }
    }
    if !word.pieces.is_empty() {
        words.push(word);
    }
    words
}

/// A word that is wider than the line, broken into parts that are not, after a mark where one is near.
fn narrowed(word: Word, room: f32, size: u8) -> Vec<Word> {
    if word.width <= room {
        return vec![word];
    }
    let mut parts: Vec<Word> = Vec::new();
    let mut part = Word::default();
    for piece in word.pieces {
        let mut text = String::new();
        for letter in piece.text.chars() {
            let mut longer = text.clone();
            longer.push(letter);
            if letter != ' ' && part.width + piece.face.width(&longer, size) > room {
                if !text.is_empty() {
                    let rest = text.split_off(after_mark(&text));
                    let text = std::mem::replace(&mut text, rest);
                    let width = piece.face.width(&text, size);
                    part.width += width;
                    part.pieces.push(Piece { text, width, ..piece });
                }
                if !part.pieces.is_empty() {
                    parts.push(std::mem::take(&mut part));
                }
            }
            text.push(letter);
        }
        let width = piece.face.width(text.trim_end_matches(' '), size);
        part.width += width;
        part.pieces.push(Piece { text, width, ..piece });
    }
    part.gap = word.gap;
    part.ends_line = word.ends_line;
    part.is_tied = word.is_tied;
    parts.push(part);
    parts
}

/// Where letters that fill a line are best broken: after the last mark, if that is not in their first half.
fn after_mark(text: &str) -> usize {
    let mark =
        |c: char| matches!(c, '/' | '.' | ',' | ';' | ':' | '(' | ')' | '=' | '_' | '@' | '–');
    let at =
        text.char_indices().filter(|(_, c)| mark(*c)).map(|(at, c)| at + c.len_utf8()).next_back();
    at.filter(|at| at * 2 > text.len()).unwrap_or(text.len())
}

/// How far the gaps of a justified line are from their natural width, cubed: what the eye sees.
fn gaping(slack: f32, gaps: f32) -> f32 {
    let share = if gaps > 0.0 { slack / gaps } else { 3.0 };
    let share = if share < 0.0 { share * 2.0 } else { share.min(3.0) };
    share.abs().powi(3)
}

/// How many words each line takes, so that the sum of the cubes of what lines lack is least.
/// The last line may be short, unless lines are centred: then all are alike.
fn breaks(words: &[Word], first: f32, setting: &Setting) -> Vec<usize> {
    let count = words.len();
    // From each word on: what the best lines cost, and how many words the first of them takes.
    let mut best: Vec<(f32, usize)> = vec![(0.0, 0); count + 1];
    for start in (0..count).rev() {
        let indent = if start == 0 { first } else { setting.rest };
        let room = setting.width - indent;
        let (mut natural, mut gaps, mut gap, mut chosen) = (0.0, 0.0, 0.0, (f32::INFINITY, 1));
        for (taken, word) in words.iter().skip(start).enumerate() {
            natural += gap + word.width;
            gaps += gap;
            gap = word.gap;
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
            let next = words.get(start + taken + 1);
            let ragged = if next.is_some_and(Word::is_dash) { ragged + 100.0 } else { ragged };
            // Only where one line cannot hold all that is tied together.
            let ragged = if word.is_tied && next.is_some() { ragged + 10_000.0 } else { ragged };
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

fn placed(words: &[Word], indent: f32, is_last: bool, setting: &Setting) -> Line {
    let letters: f32 = words.iter().map(|word| word.width).sum();
    let gaps: f32 = words.iter().rev().skip(1).map(|word| word.gap).sum();
    let slack = setting.width - indent - letters - gaps;
    let is_stretched = setting.align == Alignment::Justified && (!is_last || slack < 0.0);
    let stretch = if is_stretched && gaps > 0.0 { (slack / gaps).max(-SHRINK) } else { 0.0 };
    let mut x = match setting.align {
        Alignment::Left | Alignment::Justified => indent,
        Alignment::Center => (indent + (slack / 2.0)).max(0.0),
        Alignment::Right => (indent + slack).max(0.0),
    };
    let mut line = Line { words: Vec::new(), width: letters + gaps * (1.0 + stretch) };
    for word in words {
        for piece in &word.pieces {
            let Piece { text, face, mark, width } = piece.clone();
            line.words.push(Placed { x, text, face, mark });
            x += width;
        }
        x += word.gap * (1.0 + stretch);
    }
    // What ends the paragraph carries no space.
    if let Some(last) = line.words.last_mut().filter(|_| is_last) {
        last.text.truncate(last.text.trim_end_matches(' ').len());
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    const SETTING: Setting =
        Setting { width: 60.0, first: 10.0, rest: 0.0, size: 12, align: Alignment::Justified };

    fn run(text: &str) -> Vec<Run> {
        vec![Run { text: text.to_owned(), face: Face::Regular, mark: Mark::Artifact }]
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
        assert_eq!(tied("ngày\u{a0}31"), ["ngày", "31"]);
        assert_eq!(tied("Số:\u{a0}\u{a0}\u{a0}/BC"), ["Số:\u{a0}\u{a0}\u{a0}/BC"]);
        assert_eq!(tied("\u{a0}x\u{a0}"), ["\u{a0}x\u{a0}"]);
        assert!(tied("").is_empty());
    }

    #[test]
    fn a_word_wider_than_the_line_is_broken_and_loses_nothing() {
        let text =
            "xem https://dichvucong.travinh.gov.vn/mot/duong/dan/rat/dai/khong/co/khoang/trang nhé";
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
    fn a_line_feed_ends_a_line_and_a_blank_text_has_none() {
        let setting = Setting { align: Alignment::Left, ..SETTING };
        assert_eq!(texts(&set(&run("một\nhai"), &setting)), ["một", "hai"]);
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
