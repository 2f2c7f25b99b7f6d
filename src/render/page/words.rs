//! Text to words: what a line never parts, what it parts at a price, and what it parts where nothing else helps.

use crate::document::{is_full_date, is_one_word};
use crate::render::page::faces::{Face, POINT};
use crate::render::page::scene::Mark;
use crate::render::page::setting::{Alignment, Setting, TextRun};

/// What is not broken, and the space after it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Word {
    pub(crate) pieces: Vec<WordPiece>,
    pub(crate) width: f32,
    pub(crate) gap: f32,
    pub(crate) ends_line: bool,
    /// Whether the gap stays as it is where others of the line are stretched.
    pub(crate) is_rigid: bool,
    /// How bad it is to end a line here, beside what the line lacks.
    pub(crate) price: f32,
}

#[derive(Clone, Debug)]
pub(crate) struct WordPiece {
    pub(crate) text: String,
    pub(crate) face: Face,
    pub(crate) mark: Mark,
    pub(crate) width: f32,
}

/// Where a no-break space ties words: only if one line cannot hold all that is tied.
const TIED: f32 = 10_000.0;
/// Within a long word, after a mark: before the gaps of a line are doubled.
const SEAM: f32 = 1.0;
/// Within the symbol of a paper: before a line is left short.
const SYMBOL: f32 = 2.0;
/// `ngày 15/02/2020`, before the gaps of a line are widened by five sixths.
const DATE: f32 = 0.6;
/// After a blank to be filled in, which looks like the end of a short line.
const BLANK: f32 = 0.3;
/// Between the syllables of a word: of lines that are much alike, those that keep it whole.
const SYLLABLES: f32 = 0.05;
/// Words that take more of a line than this have seams.
const LONG: f32 = 0.2;
const NO_BREAK: char = '\u{a0}';

impl Word {
    /// Read as the mark of a list where it begins a line.
    pub(crate) fn is_dash(&self) -> bool {
        matches!(self.pieces.as_slice(), [only] if matches!(only.text.trim_end(), "-" | "–"))
    }

    pub(crate) fn pauses(&self) -> bool {
        let text = self.pieces.last().map_or("", |piece| piece.text.trim_end());
        text.ends_with([',', ';', ':', '”', ')', '.'])
    }
}

/// The words of a paragraph. One that is long is parted after its marks where both edges are straight,
/// and one that no line holds wherever it must be.
pub(crate) fn words(runs: &[TextRun], setting: &Setting) -> Vec<Word> {
    let room = setting.width - setting.first.max(setting.rest);
    let mut words: Vec<Word> = Vec::new();
    for word in spaced(runs, setting.size) {
        if let Some(last) = words.last_mut() {
            // What is long and whole leaves a line short unless it may begin one.
            let begins =
                word.width > room * LONG && word.pieces.iter().any(|piece| has_symbol(&piece.text));
            last.price = if begins { price(last, &word).min(SEAM) } else { price(last, &word) };
            last.is_rigid = element(last) != element(&word);
        }
        let parts = if setting.align == Alignment::Justified && word.width > room * LONG {
            parted(word, setting.size)
        } else {
            vec![word]
        };
        words.extend(parts.into_iter().flat_map(|part| narrowed(part, room, setting.size)));
    }
    words
}

/// Widest word, which a column must hold.
pub(crate) fn widest(text: &str, face: Face, size: u8) -> f32 {
    text.split([' ', '\n']).map(|word| face.width(word, size)).fold(0.0, f32::max)
}

/// The mark of a list and its text are two.
fn element(word: &Word) -> Option<Mark> {
    word.pieces.first().map(|piece| piece.mark)
}

/// Of a line that ends between two words.
fn price(word: &Word, next: &Word) -> f32 {
    let (Some(last), Some(first)) = (word.pieces.last(), next.pieces.first()) else { return 0.0 };
    if last.text.ends_with(NO_BREAK) {
        return TIED;
    }
    if last.text.trim_end_matches(' ').ends_with(NO_BREAK) {
        return BLANK;
    }
    match (last.text.trim_end(), first.text.trim_end()) {
        (last, first) if is_full_date(first) && last.to_lowercase().ends_with("ngày") => DATE,
        (last, first) if is_one_word(last, first) => SYLLABLES,
        _ => 0.0,
    }
}

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

/// Words between spaces, or between single no-break spaces.
fn spaced(runs: &[TextRun], size: u8) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut word = Word::default();
    for run in runs {
        for part in run.text.split_inclusive([' ', '\n']) {
            let letters = part.trim_end_matches([' ', '\n']);
            for (index, letters) in tied(letters).into_iter().enumerate() {
                if index > 0 {
                    word.gap = run.face.width(" ", size);
                    if let Some(piece) = word.pieces.last_mut() {
                        piece.text.push(NO_BREAK);
                    }
                    words.push(std::mem::take(&mut word));
                }
                let width = run.face.width(letters, size);
                word.width += width;
                let text = letters.to_owned();
                word.pieces.push(WordPiece { text, face: run.face, mark: run.mark, width });
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

/// A long word, parted after its marks, each part at least two ems wide.
fn parted(word: Word, size: u8) -> Vec<Word> {
    let least = f32::from(size) * POINT * 2.0;
    let (whole, mut before) = (word.width, 0.0);
    let mut parts: Vec<Word> = Vec::new();
    let mut part = Word::default();
    for piece in word.pieces {
        // What is left of the piece keeps its width, blanks at its end among it.
        let (mut from, mut rest) = (0, piece.width);
        for at in seams(&piece.text) {
            let text = piece.text.get(from..at).unwrap_or_default();
            let width = piece.face.width(text, size);
            let left = before + part.width + width;
            if part.width + width < least || whole - left < least {
                continue;
            }
            part.width += width;
            part.pieces.push(WordPiece { text: text.to_owned(), width, ..piece });
            before = left;
            rest -= width;
            let price = if is_symbol(&piece.text, at) { SYMBOL } else { SEAM };
            parts.push(Word { price, ..std::mem::take(&mut part) });
            from = at;
        }
        let text = piece.text.get(from..).unwrap_or_default();
        part.width += rest;
        part.pieces.push(WordPiece { text: text.to_owned(), width: rest, ..piece });
    }
    parts.push(Word { pieces: part.pieces, width: part.width, ..word });
    parts
}

/// After marks between letters, but for those that open; numbers and what they name stay whole.
fn seams(text: &str) -> Vec<usize> {
    let letters: Vec<(usize, char)> = text.char_indices().collect();
    let mut found = Vec::new();
    let mut before = ' ';
    for pair in letters.windows(2) {
        let [(_, mark), (at, next)] = *pair else { continue };
        if !is_mark(mark) {
            before = mark;
        } else if before.is_alphabetic() && next.is_alphabetic() && !matches!(mark, '(' | '"') {
            found.push(at);
        }
    }
    found
}

fn has_symbol(text: &str) -> bool {
    seams(text).into_iter().any(|at| is_symbol(text, at))
}

/// Whether a seam is that of `/BC-SLĐTBXH`, `2020/NĐ-CP`: between capitals, behind a stroke.
fn is_symbol(text: &str, at: usize) -> bool {
    let (before, after) = text.split_at_checked(at).unwrap_or((text, ""));
    let kind = before.strip_suffix('-').and_then(|kind| kind.rsplit_once('/'));
    kind.is_some_and(|(_, kind)| kind.chars().all(char::is_uppercase))
        && after.starts_with(char::is_uppercase)
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
                    part.pieces.push(WordPiece { text, width, ..piece });
                }
                if !part.pieces.is_empty() {
                    parts.push(std::mem::take(&mut part));
                }
            }
            text.push(letter);
        }
        let width = piece.face.width(text.trim_end_matches(' '), size);
        part.width += width;
        part.pieces.push(WordPiece { text, width, ..piece });
    }
    part.gap = word.gap;
    part.ends_line = word.ends_line;
    part.price = word.price;
    parts.push(part);
    parts
}

/// Where letters that fill a line are best broken: after the last mark, if that is not in their first half.
fn after_mark(text: &str) -> usize {
    let at = text
        .char_indices()
        .filter(|(_, c)| is_mark(*c))
        .map(|(at, c)| at + c.len_utf8())
        .next_back();
    at.filter(|at| at * 2 > text.len()).unwrap_or(text.len())
}

fn is_mark(letter: char) -> bool {
    matches!(letter, '/' | '-' | '.' | ',' | ';' | ':' | '(' | ')' | '=' | '_' | '@' | '–' | '"')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_are_not_tied() {
        assert_eq!(tied("ngày\u{a0}31"), ["ngày", "31"]);
        assert_eq!(tied("Số:\u{a0}\u{a0}\u{a0}/BC"), ["Số:\u{a0}\u{a0}\u{a0}/BC"]);
        assert_eq!(tied("\u{a0}x\u{a0}"), ["\u{a0}x\u{a0}"]);
        assert!(tied("").is_empty());
    }

    #[test]
    fn seams_are_after_marks_between_letters() {
        let parts = |text: &str| {
            let mut from = 0;
            let ends = seams(text).into_iter().chain([text.len()]);
            let parts: Vec<String> =
                ends.map(|at| text[std::mem::replace(&mut from, at)..at].to_owned()).collect();
            parts.join("|")
        };
        assert_eq!(parts("số\u{a0}\u{a0}/BC-SLĐTBXH"), "số\u{a0}\u{a0}/BC-|SLĐTBXH");
        assert_eq!(parts("30/2020/NĐ-CP"), "30/2020/NĐ-|CP");
        assert_eq!(parts("(2.826/3.223)"), "(2.826/3.223)");
        assert_eq!(parts("83,7%–90,8%"), "83,7%–90,8%");
        assert_eq!(parts("15/02/2020;"), "15/02/2020;");
        assert_eq!(parts("000.00.16.H59-200108-0015"), "000.00.16.H59-200108-0015");
        assert_eq!(parts("https://sở.vn/a_b"), "https://|sở.|vn/|a_|b");
        assert_eq!(
            parts("=HYPERLINK(\"http://vi.x\",\"Phòng"),
            "=HYPERLINK(\"http://|vi.|x\",\"Phòng"
        );
    }

    #[test]
    fn a_symbol_is_not_parted() {
        assert!(has_symbol("số\u{a0}\u{a0}/BC-SLĐTBXH"));
        assert!(has_symbol("30/2020/NĐ-CP"));
        assert!(!has_symbol("https://sở.vn/a-b"));
        assert!(!has_symbol("kèm/theo-báo-cáo"));
        let run = "Báo\u{a0}cáo\u{a0}số\u{a0}31/BC-SLĐTBXH về";
        let run = TextRun { text: run.to_owned(), face: Face::Regular, mark: Mark::Artifact };
        let align = Alignment::Justified;
        let setting = Setting { width: 165.0, first: 0.0, rest: 0.0, size: 14, align };
        let prices: Vec<f32> = words(&[run], &setting).iter().map(|word| word.price).collect();
        assert_eq!(prices, [TIED, TIED, SEAM, SYMBOL, 0.0, 0.0]);
    }

    #[test]
    fn what_is_parted_is_as_wide_as_it_was_with_the_blanks_at_its_end() {
        let align = Alignment::Justified;
        let setting = Setting { width: 165.0, first: 0.0, rest: 0.0, size: 14, align };
        let blank = "\u{a0}".repeat(40);
        for text in ["Ý\u{a0}kiến:", "kèm/theo-báo-cáo-của-Ủy-ban:"] {
            let runs = |text: String| [TextRun { text, face: Face::Regular, mark: Mark::Artifact }];
            let made = words(&runs(format!("{text}{blank} (ghi rõ)")), &setting);
            let parts = made.iter().take(made.len() - 2);
            let width: f32 = parts.map(|word| word.width).sum();
            let letters: String = text.chars().filter(|letter| *letter != '\u{a0}').collect();
            let whole = Face::Regular.width(&format!("{letters}{blank}"), 14);
            assert!((width - whole).abs() < 0.05, "{text}: {width} for {whole}");
        }
    }

    #[test]
    fn ties_cost_most_and_the_syllables_of_a_word_least() {
        let prices = |text: &str| -> Vec<f32> {
            let run = TextRun { text: text.to_owned(), face: Face::Regular, mark: Mark::Artifact };
            let align = Alignment::Justified;
            let setting = Setting { width: 165.0, first: 0.0, rest: 0.0, size: 14, align };
            words(&[run], &setting).iter().map(|word| word.price).collect()
        };
        assert_eq!(prices("05\u{a0}hồ sơ, hồ"), [TIED, SYLLABLES, 0.0, 0.0]);
        assert_eq!(prices("từ ngày 15/02/2020 đến"), [0.0, DATE, 0.0, 0.0]);
        assert_eq!(prices("Ngày 15/02/2020, Xã hội"), [DATE, 0.0, SYLLABLES, 0.0]);
        assert_eq!(prices("ngày\u{a0}15 tháng\u{a0}3"), [TIED, 0.0, TIED, 0.0]);
        assert_eq!(prices("ngày\u{a0}\u{a0} tháng 3"), [BLANK, 0.0, 0.0]);
    }
}
