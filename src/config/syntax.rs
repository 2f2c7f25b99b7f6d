//! What is no TOML, in the words of somebody who edits it with Notepad.

use std::ops::Range;

/// A slip of the pen.
#[derive(Debug)]
pub(crate) struct Slip {
    pub(crate) what: String,
    /// Byte of the text where the same was said before.
    pub(crate) before: Option<usize>,
    /// Byte of the text.
    pub(crate) at: Option<usize>,
    pub(crate) advice: String,
}

/// Names the slip from the line on which the parser stopped and from what it expected there.
pub(crate) fn slip(text: &str, message: &str, span: Option<&Range<usize>>) -> Slip {
    let at = span.map(|span| span.start);
    let line = at.map(|at| line_of(text, at)).unwrap_or_default();
    if message == "duplicate key" {
        let key = span.and_then(|span| text.get(span.clone())).unwrap_or_default();
        return twice(text, key, at, line);
    }
    // The parser notices a list that is not closed at the next line that is something else.
    if let Some(open) =
        at.filter(|_| message.contains("array elements")).and_then(|at| open_list(text, at))
    {
        return Slip {
            what: "Danh sách chưa có dấu ] đóng".to_owned(),
            before: None,
            at: Some(open),
            advice: "viết đủ [ và ], ví dụ noi_nhan = [\"Sở Nội vụ\", \"Lưu: VT\"]".to_owned(),
        };
    }
    let (what, advice) = words(line, message);
    Slip { what, before: None, at, advice }
}

fn words(line: &str, message: &str) -> (String, String) {
    let value = line.split_once('=').map_or("", |(_, value)| value.trim());
    let starts = |start: &str| message.starts_with(start);
    let (what, advice) = if line.contains(['“', '”', '„', '‘', '’']) && !line.contains('"')
    {
        (
            "Dấu ngoặc kép cong “ ” không dùng được ở đây",
            "gõ lại bằng dấu ngoặc thẳng \" trong Notepad; dấu cong là do chép từ Word",
        )
    } else if starts("string values must be quoted") && value.is_empty() {
        ("Sau dấu = chưa có giá trị", "viết giá trị trong dấu ngoặc thẳng, để trống thì viết \"\"")
    } else if starts("string values must be quoted") {
        (
            "Giá trị không nằm trong dấu ngoặc kép",
            "để giá trị trong dấu ngoặc thẳng, ví dụ ten = \"Sở Nội vụ\"",
        )
    } else if starts("invalid basic string") || starts("invalid literal string") {
        ("Thiếu dấu ngoặc kép ở cuối", "đóng ngoặc ngay trên dòng này, ví dụ ten = \"Sở Nội vụ\"")
    } else if starts("unclosed table") || starts("unclosed array table") {
        ("Tên phần thiếu dấu ]", "viết đủ ngoặc, ví dụ [co_quan] hoặc [[don_vi]]")
    } else if starts("unclosed array") {
        (
            "Danh sách chưa có dấu ] đóng",
            "viết đủ [ và ], ví dụ noi_nhan = [\"Sở Nội vụ\", \"Lưu: VT\"]",
        )
    } else if starts("missing comma") {
        (
            "Danh sách thiếu dấu phẩy",
            "đặt dấu phẩy giữa các mục, ví dụ [\"Sở Nội vụ\", \"Lưu: VT\"]",
        )
    } else if starts("key with no value") && line.ends_with(']') {
        ("Tên phần thiếu dấu [", "viết đủ ngoặc, ví dụ [co_quan] hoặc [[don_vi]]")
    } else if starts("key with no value") && line.contains('=') {
        (
            "Tên khóa có dấu cách hoặc dấu tiếng Việt",
            "tên khóa có sẵn viết liền, không dấu; trong phần [cot] thì để tên cột trong dấu ngoặc thẳng",
        )
    } else if starts("key with no value") {
        (
            "Dòng này không có dấu =",
            "mỗi dòng viết khoa = \"giá trị\"; tên phần để trong ngoặc vuông, ví dụ [co_quan]; dòng ghi chú bắt đầu bằng #",
        )
    } else if starts("invalid unquoted key") {
        (
            "Tên khóa có dấu tiếng Việt hoặc ký tự lạ",
            "tên khóa viết liền, không dấu, ví dụ ten, dia_danh; trong phần [cot] thì để tên cột trong dấu ngoặc thẳng",
        )
    } else if message.contains("escape") {
        ("Dấu \\ trong dấu ngoặc kép không dùng được", "viết \\\\ thay cho \\, hoặc dùng dấu /")
    } else if starts("unexpected key or value") {
        (
            "Sau giá trị còn chữ thừa",
            "mỗi dòng chỉ một giá trị; dấu ngoặc kép ở giữa tên viết thành “ ”, cuối dòng không có dấu phẩy",
        )
    } else if starts("invalid boolean") {
        ("Ở đây phải là true hoặc false", "viết true hoặc false, chữ thường, không có dấu ngoặc")
    } else if starts("invalid date") {
        ("Không có ngày này trong lịch", "viết \"2020-03-20\" hoặc \"20/03/2020\"")
    } else {
        (
            "Dòng này viết sai",
            "mỗi dòng là khoa = \"giá trị\"; chữ để trong dấu ngoặc thẳng, danh sách trong [ ]; so lại với congso.toml trong thư mục của một cơ quan mới tạo",
        )
    };
    (what.to_owned(), advice.to_owned())
}

/// A key or a part that stands in the text twice.
fn twice(text: &str, key: &str, at: Option<usize>, line: &str) -> Slip {
    let before = at.and_then(|at| first_of(text, at, key, line.starts_with('[')));
    let (what, advice) = if line.starts_with("[[") || !line.starts_with('[') {
        (
            format!("Khóa “{key}” ghi hai lần"),
            "xóa một dòng; nếu là phòng, thủ tục hay câu hỏi khác thì thêm một dòng [[…]] ở trên",
        )
    } else {
        (format!("Phần [{key}] ghi hai lần"), "gộp hai phần làm một")
    };
    Slip { what, before, at, advice: advice.to_owned() }
}

/// Where the same key (in the same part) or the same part stands above.
fn first_of(text: &str, at: usize, key: &str, is_part: bool) -> Option<usize> {
    let mut start = 0;
    let mut found = None;
    for line in text.get(..at)?.split_inclusive('\n') {
        let plain = line.trim();
        let part = plain.starts_with('[');
        if part && !is_part {
            found = None;
        }
        let name = if part { plain } else { plain.split('=').next().unwrap_or_default() };
        if part == is_part && name.trim().trim_matches(['[', ']', '"', '\'', ' ']) == key {
            found = found.or(Some(start));
        }
        start += line.len();
    }
    found
}

/// The line of a list that a new key or part follows before its end, no later than behind `at`.
fn open_list(text: &str, at: usize) -> Option<usize> {
    let mut open = None;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let plain = line.trim();
        let key = plain.split_once('=').filter(|(key, _)| is_key(key.trim()));
        let is_part = plain.starts_with('[') && is_key(plain.trim_matches(['[', ']']));
        if open.is_some() && (key.is_some() || is_part) {
            return open;
        }
        if let Some((_, value)) = key {
            open = (value.trim().starts_with('[') && !value.contains(']')).then_some(start);
        } else if plain.contains(']') {
            open = None;
        }
        if start > at {
            return None;
        }
        start += line.len();
    }
    None
}

fn is_key(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-')
}

fn start_of(text: &str, at: usize) -> usize {
    text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline + 1)
}

fn line_of(text: &str, at: usize) -> &str {
    text.get(start_of(text, at)..).and_then(|rest| rest.lines().next()).unwrap_or_default().trim()
}

#[cfg(test)]
mod tests {
    use crate::config::Settings;

    /// What is said first, and the line or lines that are named.
    #[track_caller]
    fn case(text: &str, what: &str, place: &str) {
        let error = Settings::parse(text).expect_err("a slip").to_string();
        let mut lines = error.lines();
        assert_eq!(lines.next(), Some(what), "{text}");
        let got = lines.next().unwrap_or_default();
        assert!(got.starts_with(&format!("  --> congso.toml › {place}")), "{text}: {got}");
        assert!(lines.next().is_some_and(|line| line.starts_with("   = gợi ý: ")), "{text}");
        assert!(!error.contains("expected"), "{error}");
    }

    #[test]
    fn quotes_of_word_are_told_from_straight_ones() {
        case("[co_quan]\nten = “Sở”\n", "Dấu ngoặc kép cong “ ” không dùng được ở đây", "dòng 2: ");
        case(
            "[bao_cao]\nnoi_nhan = [“A”]\n",
            "Dấu ngoặc kép cong “ ” không dùng được ở đây",
            "dòng 2: ",
        );
    }

    #[test]
    fn what_is_written_twice_is_named_with_both_lines() {
        case("[co_quan]\nten = \"A\"\nten = \"B\"\n", "Khóa “ten” ghi hai lần", "dòng 2 và dòng 3");
        case(
            "[[don_vi]]\nten = \"A\"\n[[don_vi]]\nten = \"B\"\n# ghi chú\nten = \"C\"\n",
            "Khóa “ten” ghi hai lần",
            "dòng 4 và dòng 6",
        );
        case(
            "[co_quan]\nten = \"A\"\n[ky]\n[co_quan]\n",
            "Phần [co_quan] ghi hai lần",
            "dòng 1 và dòng 4",
        );
    }

    #[test]
    fn brackets_and_quotes_that_are_missing_are_named() {
        case("[co_quan\nten = \"A\"\n", "Tên phần thiếu dấu ]", "dòng 1: [co_quan");
        case("co_quan]\nten = \"A\"\n", "Tên phần thiếu dấu [", "dòng 1: co_quan]");
        case("[[don_vi]\nten = \"A\"\n", "Tên phần thiếu dấu ]", "dòng 1: ");
        let open = "Danh sách chưa có dấu ] đóng";
        case("[bao_cao]\nnoi_nhan = [\"A\", \"B\"\nkinh_gui = []\n", open, "dòng 2: ");
        case("[bao_cao]\nnoi_nhan = [\"A\", \"B\"\n", open, "dòng 2: ");
        case(
            "[[don_vi]]\nten = \"A\"\nlinh_vuc = [\"A\",\n[[don_vi]]\nten = \"B\"\n",
            open,
            "dòng 3: ",
        );
        case("[bao_cao]\nnoi_nhan = [\"A\" \"B\"]\n", "Danh sách thiếu dấu phẩy", "dòng 2: ");
        case(
            "[bao_cao]\nnoi_nhan = [\n  \"A\"\n  \"B\"\n]\n",
            "Danh sách thiếu dấu phẩy",
            "dòng 4: ",
        );
        case("[co_quan]\nten = \"Sở\nky_hieu = \"A\"\n", "Thiếu dấu ngoặc kép ở cuối", "dòng 2: ");
    }

    #[test]
    fn values_and_keys_that_are_no_toml_are_named() {
        case("[co_quan]\nten = Sở\n", "Giá trị không nằm trong dấu ngoặc kép", "dòng 2: ten = Sở");
        case("[muc_tieu]\ndung_han = 95%\n", "Giá trị không nằm trong dấu ngoặc kép", "dòng 2: ");
        case("[co_quan]\nten = \n", "Sau dấu = chưa có giá trị", "dòng 2: ");
        case("[co_quan]\nten \"Sở\"\n", "Dòng này không có dấu =", "dòng 2: ");
        case("[co_quan]\ntên = \"Sở\"\n", "Tên khóa có dấu tiếng Việt hoặc ký tự lạ", "dòng 2: ");
        case(
            "[cot]\nngày nộp = \"ngay_tiep_nhan\"\n",
            "Tên khóa có dấu cách hoặc dấu tiếng Việt",
            "dòng 2: ",
        );
        case(
            "[co_quan]\nten = \"D:\\du\"\n",
            "Dấu \\ trong dấu ngoặc kép không dùng được",
            "dòng 2: ",
        );
        case("[co_quan]\nten = \"Sở \"A\" B\"\n", "Sau giá trị còn chữ thừa", "dòng 2: ");
        case("[thu]\nquoc_hieu_thu_cong = True\n", "Ở đây phải là true hoặc false", "dòng 2: ");
        case("[[ngay_them]]\nngay = 2020-02-31\n", "Không có ngày này trong lịch", "dòng 2: ");
    }
}
