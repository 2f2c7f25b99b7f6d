//! Text in the old VNI encoding, as a sheet typed with a VNI font holds it.

use unicode_normalization::UnicodeNormalization;

/// `Xin chào` → `Xin chaøo`, for the small letters that the samples use.
pub(crate) fn vni(text: &str) -> String {
    let mut out = String::new();
    let mut word: Vec<char> = text.nfd().collect();
    word.push(' ');
    let mut letters = word.into_iter().peekable();
    while let Some(letter) = letters.next() {
        let (mut shape, mut tone) = (None, None);
        while let Some(&mark) = letters.peek() {
            match mark {
                '\u{302}' | '\u{306}' | '\u{31b}' => shape = Some(mark),
                '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}' => tone = Some(mark),
                _ => break,
            }
            letters.next();
        }
        push(&mut out, letter, shape, tone);
    }
    out.pop();
    out
}

fn push(out: &mut String, letter: char, shape: Option<char>, tone: Option<char>) {
    let base = match (letter, shape) {
        ('đ', _) => 'ñ',
        ('Đ', _) => 'Ñ',
        ('o', Some('\u{31b}')) => 'ô',
        ('u', Some('\u{31b}')) => 'ö',
        _ => letter,
    };
    if base == 'i' {
        out.push(match tone {
            Some('\u{300}') => 'ì',
            Some('\u{301}') => 'í',
            Some('\u{309}') => 'æ',
            Some('\u{303}') => 'ó',
            Some(_) => 'ò',
            None => 'i',
        });
        return;
    }
    out.push(base);
    let second = match (shape, tone) {
        (Some('\u{302}'), None) => "â",
        (Some('\u{302}'), Some('\u{300}')) => "à",
        (Some('\u{302}'), Some('\u{301}')) => "á",
        (Some('\u{302}'), Some('\u{309}')) => "å",
        (Some('\u{302}'), Some('\u{303}')) => "ã",
        (Some('\u{302}'), Some(_)) => "ä",
        (Some('\u{306}'), None) => "ê",
        (Some('\u{306}'), Some('\u{300}')) => "è",
        (Some('\u{306}'), Some('\u{301}')) => "é",
        (Some('\u{306}'), Some('\u{309}')) => "ú",
        (Some('\u{306}'), Some('\u{303}')) => "ü",
        (Some('\u{306}'), Some(_)) => "ë",
        (_, None) => "",
        (_, Some('\u{300}')) => "ø",
        (_, Some('\u{301}')) => "ù",
        (_, Some('\u{309}')) => "û",
        (_, Some('\u{303}')) => "õ",
        (_, Some(_)) => "ï",
    };
    out.push_str(second);
}
