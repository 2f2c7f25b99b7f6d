//! Text typed in the fonts of TCVN3 (ABC) and VNI: recognised over a column, converted to Unicode.

use crate::normalize::alias::names;
use crate::normalize::syllable::is_syllable;

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
}

/// Which legacy encoding a column (or a header) is written in, by the share of its words that become
/// Vietnamese syllables; `None` where it is not well above what they are as they stand.
pub(crate) fn detect<'a>(texts: impl Iterator<Item = &'a str> + Clone) -> Option<Legacy> {
    let plain = Share::of(texts.clone(), str::to_owned);
    if plain.words < 2 {
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
            let breaks = |c: char| {
                c.is_whitespace()
                    || matches!(c, ',' | '.' | ';' | ':' | '-' | '/' | '(' | ')' | '"')
            };
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
        let inner = text.trim_end_matches(['?', ' ']).contains(['_', '?']);
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
