//! Text typed in the fonts of TCVN3 (ABC) and VNI: recognised over a column, converted to Unicode.

use crate::normalize::header::alias::names;
use crate::normalize::text::syllable::is_syllable;

/// A legacy encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Legacy {
    Tcvn3,
    Vni,
}

impl Legacy {
    pub(crate) const ALL: [Self; 2] = [Self::Tcvn3, Self::Vni];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Tcvn3 => "TCVN3 (ABC)",
            Self::Vni => "VNI",
        }
    }

    pub(crate) fn convert(self, text: &str) -> String {
        match self {
            Self::Tcvn3 => text.chars().map(tcvn3).collect(),
            Self::Vni => vni(text),
        }
    }

    /// A text of a column (or header) in this encoding; one that is Unicode already stays as it is.
    pub(crate) fn read(self, text: &str) -> String {
        if is_modern(text) { text.to_owned() } else { self.convert(text) }
    }

    /// The text word by word; a word that is Vietnamese both ways, beside one of Unicode, is anybody's guess.
    fn convert_words(self, text: &str) -> LegacyWords {
        let is_whole = !is_modern(text);
        let mut words = LegacyWords { after: String::new(), is_any: false, is_sure: true };
        for piece in text.split_inclusive(breaks) {
            let word = piece.trim_end_matches(breaks);
            let after = self.convert(word);
            let becomes = is_syllable(&after);
            let stays = !has_foreign(word) && is_syllable(word);
            let is_settled = word.is_ascii() || is_modern(word) || stays && after == word;
            // One sign alone (×, ë) is no evidence.
            let is_word = word.contains(|c: char| c.is_ascii_alphabetic());
            words.is_any |= becomes && is_word && has_foreign(word);
            let word = match (is_settled, stays, becomes) {
                (true, _, _) => word,
                (false, true, false) if !is_whole => word,
                (false, false, true) => &after,
                (false, true, true) if is_whole => &after,
                (false, true, _) | (false, false, false) => {
                    words.is_sure = false;
                    word
                }
            };
            words.after.push_str(word);
            words.after.push_str(piece.trim_start_matches(|c| !breaks(c)));
        }
        words
    }
}

/// A text read word by word.
#[derive(Debug)]
struct LegacyWords {
    after: String,
    /// Some word was made Vietnamese.
    is_any: bool,
    /// No word could be another.
    is_sure: bool,
}

/// What was left in an old encoding among Unicode.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum LeftOver {
    /// All its words are Vietnamese in one encoding, and in no other.
    Read(Legacy, String),
    /// Some are, and nobody can tell of the others.
    Unclear,
}

/// A text with letters that Vietnamese in Unicode never has, if they make Vietnamese words in an old encoding.
pub(crate) fn left_over(text: &str) -> Option<LeftOver> {
    if !has_foreign(text) {
        return None;
    }
    let found = Legacy::ALL.map(|legacy| (legacy, legacy.convert_words(text)));
    let mut sure = found.iter().filter(|(_, words)| words.is_any && words.is_sure);
    match (sure.next(), sure.next()) {
        (Some((legacy, words)), None) => Some(LeftOver::Read(*legacy, words.after.clone())),
        (Some((legacy, one)), Some((_, other))) if one.after == other.after => {
            Some(LeftOver::Read(*legacy, one.after.clone()))
        }
        (Some(_), Some(_)) => Some(LeftOver::Unclear),
        (None, _) => found.iter().any(|(_, words)| words.is_any).then_some(LeftOver::Unclear),
    }
}

/// Whether some letter is one that only Unicode has: ă ơ ế, or a combining tone.
pub(crate) fn is_modern(text: &str) -> bool {
    !text.is_ascii()
        && text.chars().any(|c| {
            matches!(c, 'ă' | 'Ă' | 'đ' | 'Đ' | 'ĩ' | 'Ĩ' | 'ũ' | 'Ũ' | 'ơ' | 'Ơ' | 'ư' | 'Ư')
                || matches!(c, '\u{1ea0}'..='\u{1ef9}' | '\u{300}'..='\u{303}' | '\u{306}')
                || matches!(c, '\u{309}' | '\u{31b}' | '\u{323}')
        })
}

/// Whether some letter is one that Vietnamese in Unicode never has: ß, µ, ø, a soft hyphen.
pub(crate) fn has_foreign(text: &str) -> bool {
    const OWN: &str = "ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúý";
    !text.is_ascii() && text.chars().any(|c| matches!(c, '\u{a1}'..='\u{ff}') && !OWN.contains(c))
}

/// Whether every word with a letter outside ASCII is Vietnamese as it stands.
pub(crate) fn is_vietnamese(text: &str) -> bool {
    let share = Share::of([text].into_iter(), str::to_owned);
    share.words > 0 && share.valid == share.words
}

/// Whether some word is Vietnamese as it stands, and none after conversion.
pub(crate) fn spoils(legacy: Legacy, text: &str) -> bool {
    text.split(breaks)
        .any(|word| !word.is_ascii() && is_syllable(word) && !is_syllable(&legacy.convert(word)))
}

/// Whether a text written in fonts of an encoding is better read by it: as many of its words are Vietnamese.
pub(crate) fn agrees<'a>(legacy: Legacy, texts: impl Iterator<Item = &'a str> + Clone) -> bool {
    let plain = Share::of(texts.clone(), str::to_owned);
    Share::of(texts, |word| legacy.convert(word)).valid >= plain.valid
}

/// Which legacy encoding a column (or a header) is written in, by the share of its words that become
/// Vietnamese syllables; `None` where it is not well above what they are as they stand.
pub(crate) fn detect<'a>(texts: impl Iterator<Item = &'a str> + Clone) -> Option<Legacy> {
    let plain = Share::of(texts.clone(), str::to_owned);
    let best = Share { valid: plain.words, ..plain };
    if plain.words < 2 || !best.is_well_above(plain) {
        return None;
    }
    let [tcvn3, vni] = Legacy::ALL;
    let shares = [
        (Share::of(texts.clone(), |word| tcvn3.convert(word)), tcvn3),
        (Share::of(texts, |word| vni.convert(word)), vni),
    ];
    shares
        .into_iter()
        .filter(|(share, _)| share.is_well_above(plain))
        .max_by_key(|(share, _)| share.valid)
        .map(|(_, legacy)| legacy)
}

/// Whether more words are Vietnamese after conversion, however few there are.
pub(crate) fn improves<'a>(legacy: Legacy, texts: impl Iterator<Item = &'a str> + Clone) -> bool {
    let plain = Share::of(texts.clone(), str::to_owned);
    Share::of(texts, |word| legacy.convert(word)).valid > plain.valid
}

/// Where one word ends.
fn breaks(c: char) -> bool {
    c.is_whitespace() || matches!(c, ',' | '.' | ';' | ':' | '-' | '/' | '(' | ')' | '"')
}

/// Of the words that hold a letter outside ASCII, how many are Vietnamese.
#[derive(Clone, Copy, Debug)]
struct Share {
    words: usize,
    valid: usize,
}

impl Share {
    fn of<'a>(texts: impl Iterator<Item = &'a str>, convert: impl Fn(&str) -> String) -> Self {
        let mut share = Self { words: 0, valid: 0 };
        for text in texts {
            for word in text.split(breaks).filter(|word| !word.is_ascii()) {
                share.words += 1;
                share.valid += usize::from(is_syllable(&convert(word)));
            }
        }
        share
    }

    /// At least three words in four are Vietnamese now, and three in ten more than before.
    fn is_well_above(self, plain: Self) -> bool {
        self.valid * 4 >= self.words * 3
            && (self.valid.saturating_sub(plain.valid)) * 10 >= self.words * 3
    }
}

fn tcvn3(c: char) -> char {
    const FROM: &str =
        "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u{ad}õøö÷ùúýûüþ¡¢£¤¥¦§";
    const TO: &str = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂÊÔƠƯĐ";
    FROM.chars().zip(TO.chars()).find_map(|(from, to)| (from == c).then_some(to)).unwrap_or(c)
}

fn vni(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;

    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let (base, is_vowel) = vni_letter(c);
        out.push(base);
        if !is_vowel {
            continue;
        }
        if let Some(marks) = rest.peek().and_then(|mark| vni_mark(c, *mark)) {
            out.push_str(marks);
            rest.next();
        }
    }
    out.nfc().collect()
}

/// A letter by itself, and whether a mark may follow it.
fn vni_letter(c: char) -> (char, bool) {
    match c {
        'a' | 'e' | 'o' | 'u' | 'y' | 'A' | 'E' | 'O' | 'U' | 'Y' => (c, true),
        'ô' => ('ơ', true),
        'Ô' => ('Ơ', true),
        'ö' => ('ư', true),
        'Ö' => ('Ư', true),
        'ñ' => ('đ', false),
        'Ñ' => ('Đ', false),
        'æ' => ('ỉ', false),
        'Æ' => ('Ỉ', false),
        'ó' => ('ĩ', false),
        'Ó' => ('Ĩ', false),
        'ò' => ('ị', false),
        'Ò' => ('Ị', false),
        'î' => ('ỵ', false),
        'Î' => ('Ỵ', false),
        other => (other, false),
    }
}

/// The combining marks that a second character stands for.
fn vni_mark(base: char, mark: char) -> Option<&'static str> {
    let lower = mark.to_lowercase().next()?;
    let tone = match lower {
        'ø' => Some("\u{300}"),
        'ù' => Some("\u{301}"),
        'û' => Some("\u{309}"),
        'õ' => Some("\u{303}"),
        'ï' => Some("\u{323}"),
        _ => None,
    };
    if tone.is_some() {
        return tone;
    }
    match (base.to_ascii_lowercase(), lower) {
        ('a' | 'e' | 'o', 'â') => Some("\u{302}"),
        ('a' | 'e' | 'o', 'à') => Some("\u{302}\u{300}"),
        ('a' | 'e' | 'o', 'á') => Some("\u{302}\u{301}"),
        ('a' | 'e' | 'o', 'å') => Some("\u{302}\u{309}"),
        ('a' | 'e' | 'o', 'ã') => Some("\u{302}\u{303}"),
        ('a' | 'e' | 'o', 'ä') => Some("\u{302}\u{323}"),
        ('a', 'ê') => Some("\u{306}"),
        ('a', 'è') => Some("\u{306}\u{300}"),
        ('a', 'é') => Some("\u{306}\u{301}"),
        ('a', 'ú') => Some("\u{306}\u{309}"),
        ('a', 'ü') => Some("\u{306}\u{303}"),
        ('a', 'ë') => Some("\u{306}\u{323}"),
        _ => None,
    }
}

/// A text in which `_` or `?` stands for letters with marks (`M_ h_ s_`, `L?nh v?c`), if there are several.
///
/// Names such as `ngay_tra` hold no spaces, questions end with their sign.
pub(crate) fn lost<'a>(texts: impl Iterator<Item = &'a str>) -> Option<String> {
    let mut all = 0_usize;
    let mut lossy = texts.filter(|text| text.contains(char::is_alphabetic)).filter(|text| {
        all += 1;
        // `How satisfied are you? [Attitude]`: a form writes the rows of a grid behind its question.
        let asked = text.split_once("? [").map_or(*text, |(asked, _)| asked);
        let inner = asked.trim_end_matches(['?', ' ']).contains(['_', '?']);
        let is_name = text.is_ascii() && inner && (text.contains(' ') || is_lost_name(text));
        is_name || has_lost_letter(text)
    });
    let first = lossy.next()?;
    let count = 1 + lossy.count();
    (count >= 3 && count * 5 >= all).then(|| first.to_owned())
}

/// `Ng_y`: the name of a column, but for letters in whose place one sign stands.
fn is_lost_name(text: &str) -> bool {
    let lower = text.to_lowercase();
    names().any(|name| {
        name.len() == lower.len()
            && name.bytes().zip(lower.bytes()).all(|(name, found)| {
                name == found || matches!(found, b'_' | b'?') && name.is_ascii_alphabetic()
            })
    })
}

/// A question mark inside a word stands for a letter that the encoding did not have; addresses of pages hold some, too.
pub(crate) fn has_lost_letter(text: &str) -> bool {
    if !text.contains('?') || text.contains(['/', '=']) {
        return false;
    }
    text.split_whitespace().any(|word| {
        let word = word.trim_end_matches('?');
        word.split_once('?').is_some_and(|(before, after)| {
            before.chars().next_back().is_none_or(char::is_alphabetic)
                && after.trim_start_matches('?').starts_with(char::is_alphabetic)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_that_were_replaced_by_one_sign_are_lost() {
        let case = |texts: &[&str], want: Option<&str>| {
            assert_eq!(lost(texts.iter().copied()).as_deref(), want, "{texts:?}");
        };
        for (text, is_lossy) in [
            ("Phòng Qu?n lý ?ô th?", true),
            ("Bình th??ng", true),
            ("Có đúng hẹn không? Vì sao?", false),
            ("http://a.vn/?b=c", false),
            ("???", false),
        ] {
            assert_eq!(has_lost_letter(text), is_lossy, "{text}");
        }
        case(&["M_ h_ s_", "Ph_ng", "Ng_y tr_", "Ghi ch_", "L_nh v_c"], Some("M_ h_ s_"));
        case(&["M? h? s?", "Ng?y tr?", "L?nh v?c"], Some("M? h? s?"));
        case(&["Mã h? s?", "L?nh v?c", "Ng??i n?p", "Phòng", "Tr?ng thái"], Some("L?nh v?c"));
        case(&["M_ phi_u", "Ng_y", "Ph_ng", "Q1", "Q2", "Q3", "G_p _"], Some("M_ phi_u"));
        case(&["ma_phieu", "ngay_tra", "q_1", "don_vi"], None);
        case(&["Co de hieu khong?", "Co dung hen khong?", "Co lich su khong?"], None);
        case(&["Mã hồ sơ", "Ngày trả", "a_b c"], None);
    }

    #[track_caller]
    fn case(legacy: Legacy, from: &str, to: &str) {
        assert_eq!(legacy.convert(from), to);
    }

    #[test]
    fn both_encodings_become_unicode() {
        case(Legacy::Tcvn3, "Ninh B×nh", "Ninh Bình");
        case(Legacy::Tcvn3, "Ng\u{ad}êi cã c«ng", "Người có công");
        case(Legacy::Tcvn3, "§¨ng ký khai sinh", "Đăng ký khai sinh");
        case(Legacy::Tcvn3, "Phßng T\u{ad} ph¸p", "Phòng Tư pháp");
        case(Legacy::Vni, "Xin chaøo caùc baïn", "Xin chào các bạn");
        case(Legacy::Vni, "Maõ hoà sô", "Mã hồ sơ");
        case(Legacy::Vni, "Ngaøy tieáp nhaän", "Ngày tiếp nhận");
        case(Legacy::Vni, "Lónh vöïc", "Lĩnh vực");
        case(Legacy::Vni, "Ñòa chæ", "Địa chỉ");
        case(Legacy::Vni, "Ñaêng kyù", "Đăng ký");
        case(Legacy::Vni, "nhaø ôû rieâng leû", "nhà ở riêng lẻ");
        case(Legacy::Vni, "PHAÏM THÒ HÖÔØNG", "PHẠM THỊ HƯỜNG");
    }

    #[test]
    fn what_was_left_in_an_old_encoding_is_known_by_its_words() {
        let case = |text: &str, want: Option<LeftOver>| {
            assert_eq!(left_over(text), want, "{text}");
        };
        let read = |legacy, text: &str| Some(LeftOver::Read(legacy, text.to_owned()));
        case("Phßng Y tÕ", read(Legacy::Tcvn3, "Phòng Y tế"));
        case("Ng\u{ad}êi cã c«ng", read(Legacy::Tcvn3, "Người có công"));
        case("Phoøng Tö phaùp", read(Legacy::Vni, "Phòng Tư pháp"));
        // Half of a cell: what is Unicode stays, and what may be either is not guessed at.
        case("Đã tr¶ kÕt qu¶", read(Legacy::Tcvn3, "Đã trả kết quả"));
        case("§· tr¶ kÕt qu¶", read(Legacy::Tcvn3, "Đã trả kết quả"));
        case("Phßng Qu¶n lý ®« thÞ", read(Legacy::Tcvn3, "Phòng Quản lý đô thị"));
        case("Phßng Tö pháp", Some(LeftOver::Unclear));
        case("Phòng Người cã c«ng", Some(LeftOver::Unclear));
        // Not Vietnamese, or only signs.
        for text in ["Müller", "São Paulo", "3×4", "×", "30°", "§ 5", "Phòng Y tế", "hoà", "ABC"]
        {
            case(text, None);
        }
    }

    #[test]
    fn only_unicode_has_letters_of_its_own() {
        assert!(is_modern("Tư") && is_modern("Viê\u{323}t") && is_modern("Đà"));
        assert!(!is_modern("Phòng") && !is_modern("Phßng") && !is_modern("a"));
        assert!(has_foreign("Phßng") && has_foreign("T\u{ad}") && !has_foreign("Phòng Tư"));
        assert_eq!(Legacy::Tcvn3.read("Mã hồ sơ"), "Mã hồ sơ");
        assert_eq!(Legacy::Tcvn3.read("M· hå s¬"), "Mã hồ sơ");
    }

    #[track_caller]
    fn found(texts: &[&str], expected: Option<Legacy>) {
        assert_eq!(detect(texts.iter().copied()), expected, "{texts:?}");
    }

    #[test]
    fn a_column_is_recognised_by_its_syllables() {
        found(&["Phoøng Tö phaùp", "Phoøng Y teá", "Vaên phoøng"], Some(Legacy::Vni));
        found(&["Phßng T\u{ad} ph¸p", "Phßng Y tÕ", "V¨n phßng"], Some(Legacy::Tcvn3));
        found(
            &["Maõ hoà sô", "Teân thuû tuïc", "Lónh vöïc", "Phoøng", "Ngaøy tieáp nhaän"],
            Some(Legacy::Vni),
        );
        found(&["Phòng Tư pháp", "Phòng Y tế", "Văn phòng"], None);
        found(&["Mã hồ sơ", "Tên thủ tục", "Lĩnh vực"], None);
        found(&["hoà", "sô"], None);
        found(&["ABC", "Phong", "12"], None);
        found(&["Café Müller", "São Paulo"], None);
    }
}
