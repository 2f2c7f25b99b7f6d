//! The frame of NĐ 30/2020/NĐ-CP: letterhead, number, place and date, signature, recipients, annex labels.

use jiff::civil::Date;

use crate::document::block::{Letterhead, Signature};
use crate::document::text::{is_one_word, typeset};
use crate::document::{Contact, DocumentOptions};
use crate::model::{capitalized, long_date};

/// Quốc hiệu.
pub(crate) const NATION: &str = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
/// Tiêu ngữ.
pub(crate) const MOTTO: &str = "Độc lập - Tự do - Hạnh phúc";

/// Room for what the clerk writes in.
const BLANK: &str = "\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}";
/// As wide; a line may end after it.
const BREAKING_BLANK: &str = "\u{a0}\u{a0}\u{a0}\u{a0}\u{a0} ";

/// Boxes 1 to 4 of a document that is issued in `year` unless its date is known.
pub(crate) fn letterhead(
    options: &DocumentOptions,
    number: Option<String>,
    year: i16,
) -> Letterhead {
    Letterhead {
        superior: agency_lines(&options.superior_lines),
        agency: agency_lines(&options.agency_lines),
        number,
        place_date: place_date(&options.place, options.date, year),
        motto: true,
        regarding: None,
        contact: Vec::new(),
    }
}

/// Box 13: the address on a line of its own, then what else the office gives, in the order of the decree. Of that,
/// a line ends between two, not within one.
pub(crate) fn contact(contact: &Contact) -> Vec<String> {
    let Contact { address, mail, site, telephone, fax } = contact;
    let named = [
        ("Thư điện tử", mail),
        ("trang thông tin điện tử", site),
        ("điện thoại", telephone),
        ("fax", fax),
    ];
    let named = named.into_iter().filter_map(|(name, text)| {
        Some(format!("{name}: {}", text.as_ref()?).replace(' ', "\u{a0}"))
    });
    let ways: Vec<String> = named.collect();
    let address = address.as_ref().map(|text| format!("Địa chỉ: {text}"));
    let ways = (!ways.is_empty()).then(|| capitalized(&ways.join("; ")));
    address.into_iter().chain(ways).map(|line| typeset(&line)).collect()
}

/// The code by which the paper finds the bag that it came from.
pub(crate) fn code_line(options: &DocumentOptions) -> Option<String> {
    options.code.as_ref().map(|code| format!("Mã kiểm tra: {code}").replace(' ', "\u{a0}"))
}

/// Room for box 2 beside Quốc hiệu, in hundredths of an em of its bold capitals.
pub(crate) const AGENCY_ROOM: u32 = 1520;

/// The office's own lines; a name that is one line and too long is broken where its words part.
fn agency_lines(lines: &[String]) -> Vec<String> {
    match lines {
        [one] if capitals_width(one) > AGENCY_ROOM => broken(one),
        _ => lines.to_vec(),
    }
}

/// Fewest lines that fit; of those, breaks before `VÀ` rather than after ` -`, `,` and before
/// the place, and these rather than inside a phrase; of those, the most even lines.
fn broken(name: &str) -> Vec<String> {
    let words: Vec<&str> = name.split_whitespace().collect();
    // The best way to set the words up to each place: cost, lines.
    let mut best: Vec<([u32; 3], Vec<String>)> = vec![([0; 3], Vec::new())];
    for end in 1..=words.len() {
        let ways = best.iter().enumerate().filter_map(|(start, (cost, lines))| {
            let line = words.get(start..end)?.join(" ");
            let spare = AGENCY_ROOM.checked_sub(capitals_width(&line));
            if spare.is_none() && end - start > 1 {
                return None;
            }
            let break_here = if start == 0 { 0 } else { break_cost(&words, start) };
            let [count, breaks, uneven] = *cost;
            let uneven = uneven + (spare.unwrap_or(0) / 10).pow(2);
            let lines = lines.iter().cloned().chain([line]).collect();
            Some(([count + 1, breaks + break_here, uneven], lines))
        });
        let way = ways.min_by_key(|(cost, _)| *cost);
        best.push(way.unwrap_or_default());
    }
    best.pop().map(|(_, lines)| lines).unwrap_or_default()
}

fn break_cost(words: &[&str], at: usize) -> u32 {
    let after = |mark: char| {
        at.checked_sub(1).and_then(|i| words.get(i)).is_some_and(|w| w.ends_with(mark))
    };
    let before = |list: &[&str]| words.get(at).is_some_and(|word| list.contains(word));
    if before(&["VÀ"]) {
        0
    } else if before(&["-"]) {
        50
    } else if after('-') || after(',') || before(&["TỈNH", "HUYỆN", "QUẬN", "THÀNH"]) {
        1
    } else if at.checked_sub(1).is_some_and(|i| {
        words.get(i).zip(words.get(at)).is_some_and(|(one, next)| is_one_word(one, next))
    }) {
        20
    } else {
        5
    }
}

/// Width in bold capitals of Times New Roman, on the wide side, in hundredths of an em.
pub(crate) fn capitals_width(text: &str) -> u32 {
    text.chars()
        .map(|c| match c {
            ' ' | '.' | ',' => 25,
            '-' => 34,
            'I' | 'Ì' | 'Í' | 'Ĩ' | 'Ỉ' | 'Ị' | 'J' => 42,
            'M' | 'W' => 96,
            'S' | 'P' | 'T' | 'L' | 'E' | 'B' | 'F' | 'Z' => 67,
            c if c.is_uppercase() => 75,
            _ => 52,
        })
        .sum()
}

/// `Số: 05/BC-SLĐTBXH`; blank until the clerk's office gives it, a leading zero below 10.
pub(crate) fn number_line(number: Option<&str>, suffix: &str) -> String {
    match number.and_then(numbered) {
        None => format!("Số:{BLANK}/{suffix}"),
        Some(full) if full.contains('/') => format!("Số:\u{a0}{full}"),
        Some(short) => format!("Số:\u{a0}{short}/{suffix}"),
    }
}

/// `05` of 5.
pub(crate) fn numbered(number: &str) -> Option<String> {
    let number = number.trim();
    let is_short = number.len() == 1 && number.chars().all(|c| c.is_ascii_digit());
    (!number.is_empty()).then(|| format!("{}{number}", if is_short { "0" } else { "" }))
}

/// `Trà Vinh, ngày 12 tháng 3 năm 2020`, or day and month left blank.
pub(crate) fn place_date(place: &str, date: Option<Date>, year: i16) -> String {
    let day = day(date, year, BLANK);
    if place.is_empty() { day } else { format!("{place}, {day}") }
}

/// `ngày 12 tháng 3 năm 2020` within a text, or day and month left blank; a line may end after a blank.
pub(crate) fn cited_day(date: Option<Date>, year: i16) -> String {
    day(date, year, BREAKING_BLANK)
}

fn day(date: Option<Date>, year: i16, blank: &str) -> String {
    match date {
        Some(date) => typeset(&long_date(date)),
        None => format!("ngày{blank}tháng{blank}năm\u{a0}{year}"),
    }
}

/// The year in which a document on a period is issued: that of the day after its last one.
pub(crate) fn year_after(last: Date) -> i16 {
    last.tomorrow().map_or(last.year(), Date::year)
}

/// Boxes 7 and 9b. With `Kính gửi`, the first recipient is `Như trên`; the last one is the archive.
pub(crate) fn signature(options: &DocumentOptions, recipients: &[String]) -> Signature {
    let mut list: Vec<String> =
        recipients.iter().map(|r| r.trim_end_matches([';', '.', ' ']).to_owned()).collect();
    list.retain(|recipient| !recipient.is_empty());
    if !list.iter().any(|recipient| recipient.starts_with("Lưu")) {
        let unit = if options.drafter.is_empty() {
            String::new()
        } else {
            format!(", {}", options.drafter)
        };
        list.push(format!("Lưu: VT{unit}"));
    }
    Signature {
        authority: options.authority.clone(),
        name: options.signer.clone(),
        recipients: list,
    }
}

/// Puts `Như trên` first, unless it is there.
pub(crate) fn as_above(recipients: &[String]) -> Vec<String> {
    let above = "Như trên".to_owned();
    let there = recipients.first().is_some_and(|first| first.starts_with("Như trên"));
    if there {
        recipients.to_vec()
    } else {
        std::iter::once(above).chain(recipients.iter().cloned()).collect()
    }
}

/// `Phụ lục`, or `Phụ lục I` and so on where there are several.
pub(crate) fn annex_label(index: usize, of: usize) -> String {
    const ROMAN: [&str; 10] = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"];
    match ROMAN.get(index) {
        Some(number) if of > 1 => format!("Phụ lục\u{a0}{number}"),
        _ => "Phụ lục".to_owned(),
    }
}

/// `(Kèm theo Báo cáo số …)`: number and date stay blank in an electronic document (Phụ lục I mục III).
pub(crate) fn annex_reference(kind: &str, suffix: &str, issuer: &str, year: i16) -> String {
    format!("(Kèm theo {kind} số{BLANK}/{suffix} {} của {issuer})", cited_day(None, year))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::document::sample;

    #[track_caller]
    fn number(given: Option<&str>, want: &str) {
        assert_eq!(number_line(given, "BC-SLĐTBXH").replace('\u{a0}', " "), want);
    }

    /// NĐ 30/2020/NĐ-CP Phụ lục I: a number below 10 takes a leading zero.
    #[test]
    fn numbers_are_blank_until_given() {
        number(None, "Số:      /BC-SLĐTBXH");
        number(Some("  "), "Số:      /BC-SLĐTBXH");
        number(Some("5"), "Số: 05/BC-SLĐTBXH");
        number(Some("05"), "Số: 05/BC-SLĐTBXH");
        number(Some("131"), "Số: 131/BC-SLĐTBXH");
        number(Some("7a"), "Số: 7a/BC-SLĐTBXH");
        number(Some("12/BC-X"), "Số: 12/BC-X");
    }

    #[test]
    fn the_date_is_blank_until_given() {
        let got = |date| place_date("Trà Vinh", date, 2020).replace('\u{a0}', " ");
        assert_eq!(got(None), "Trà Vinh, ngày      tháng      năm 2020");
        assert_eq!(got(Some(date(2020, 3, 16))), "Trà Vinh, ngày 16 tháng 3 năm 2020");
        assert_eq!(
            cited_day(None, 2020),
            "ngày\u{a0}\u{a0}\u{a0}\u{a0}\u{a0} tháng\u{a0}\u{a0}\u{a0}\u{a0}\u{a0} năm\u{a0}2020"
        );
        assert_eq!(
            cited_day(Some(date(2020, 3, 16)), 2020),
            "ngày\u{a0}16 tháng\u{a0}3 năm\u{a0}2020"
        );
        assert_eq!(year_after(date(2020, 12, 31)), 2021);
        assert_eq!(year_after(date(2020, 12, 14)), 2020);
    }

    #[track_caller]
    fn head(name: &str, want: &[&str]) {
        assert_eq!(agency_lines(&[name.to_owned()]), want);
    }

    #[test]
    fn a_long_name_breaks_where_its_words_part() {
        head("SỞ NỘI VỤ", &["SỞ NỘI VỤ"]);
        head("SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI", &["SỞ LAO ĐỘNG - THƯƠNG BINH", "VÀ XÃ HỘI"]);
        head("SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH", &["SỞ VĂN HÓA, THỂ THAO", "VÀ DU LỊCH"]);
        head(
            "SỞ NÔNG NGHIỆP VÀ PHÁT TRIỂN NÔNG THÔN",
            &["SỞ NÔNG NGHIỆP", "VÀ PHÁT TRIỂN NÔNG THÔN"],
        );
        head(
            "BAN QUẢN LÝ KHU KINH TẾ VÀ CÁC KHU CÔNG NGHIỆP TỈNH TRÀ VINH",
            &["BAN QUẢN LÝ KHU KINH TẾ", "VÀ CÁC KHU CÔNG NGHIỆP", "TỈNH TRÀ VINH"],
        );
        head("TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG", &["TRUNG TÂM PHỤC VỤ", "HÀNH CHÍNH CÔNG"]);
        // Not within a word, though the lines would be more even.
        head("CHI CỤC CÁC CÔNG CHỨC VIÊN CHỨC", &["CHI CỤC CÁC", "CÔNG CHỨC VIÊN CHỨC"]);
    }

    #[test]
    fn lines_broken_by_hand_stay() {
        let lines = ["SỞ LAO ĐỘNG - THƯƠNG BINH VÀ".to_owned(), "XÃ HỘI".to_owned()];
        assert_eq!(agency_lines(&lines), lines);
    }

    #[test]
    fn the_archive_is_the_last_recipient() {
        let options = sample::options();
        let got = signature(&options, &["Sở Nội vụ;".to_owned()]).recipients;
        assert_eq!(got, ["Sở Nội vụ", "Lưu: VT, VP"]);
        assert_eq!(as_above(&got), ["Như trên", "Sở Nội vụ", "Lưu: VT, VP"]);
        assert_eq!(as_above(&as_above(&got)), as_above(&got));
    }

    /// NĐ 30/2020/NĐ-CP Phụ lục I, mục II.4.d: address; mail; site; telephone; fax. What is not given is not named.
    #[test]
    fn the_foot_says_where_the_agency_is_found() {
        let lines = |given: &Contact| -> Vec<String> {
            contact(given).iter().map(|line| line.replace('\u{a0}', " ")).collect()
        };
        assert!(lines(&Contact::default()).is_empty());
        let some = |text: &str| Some(text.to_owned());
        let phone = Contact { telephone: some("0200 000 0000"), ..Contact::default() };
        assert_eq!(lines(&phone), ["Điện thoại: 0200 000 0000"]);
        let all = Contact {
            address: some("số 1, đường Ví Dụ, tỉnh Trà Vinh"),
            mail: some("so@vi.invalid"),
            site: some("vi.invalid"),
            fax: some("0200 000 0001"),
            ..phone
        };
        assert_eq!(
            lines(&all),
            [
                "Địa chỉ: số 1, đường Ví Dụ, tỉnh Trà Vinh",
                "Thư điện tử: so@vi.invalid; trang thông tin điện tử: vi.invalid; điện thoại: 0200 000 0000; fax: 0200 000 0001",
            ]
        );
    }

    #[test]
    fn a_single_annex_has_no_number() {
        assert_eq!(annex_label(0, 1), "Phụ lục");
        assert_eq!(annex_label(2, 3), "Phụ lục\u{a0}III");
    }
}
