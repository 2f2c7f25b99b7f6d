//! English that comes from crates and from the system: what no clerk is to read.

/// Words that such texts are made of, and that stand in no Vietnamese sentence.
const WORDS: &str = "
    the of is are was were not and or for with from by be this that it has have must should cannot could would
    expected found invalid unexpected missing unknown error errors failed failure unable denied permission directory
    already use used address argument arguments value values required string integer number boolean sequence type
    variable field fields template column byte bytes character characters digit digits syntax parse parsing token eof
    stream corrupt corrupted entry header unsupported overflow broken pipe device space left file open read write
    usage options option commands command default possible tip similar exists exist subcommand provided more
    information try os kind range key keys table array newline quoted duplicate undefined reader writer invalid
    panicked thread unwrap none some null connection refused resource temporarily unavailable name names
    filter test loop block include circular inheritance supported allowed available did you mean context empty
";

/// Words of `text` that are of a crate or of the system. What stands in quotes, in brackets or in the marks of a
/// template is somebody's own: a name as it was typed, a menu of Windows, a piece of a template.
pub(crate) fn english(text: &str) -> Vec<String> {
    let known: Vec<&str> = WORDS.split_whitespace().collect();
    let own = without(&without(&without(text, '“', '”'), '(', ')'), '[', ']');
    let own = without(&own.replace("{%", "⟨").replace("%}", "⟩"), '⟨', '⟩');
    let words =
        own.split_whitespace().map(|word| word.trim_matches([',', ';', ':', '.', '"', '?']));
    words.filter(|word| known.contains(&word.to_lowercase().as_str())).map(str::to_owned).collect()
}

/// Without what stands between two marks on one line.
fn without(text: &str, open: char, close: char) -> String {
    let line = |line: &str| {
        let mut out = String::new();
        let mut rest = line;
        while let Some((before, behind)) = rest.split_once(open) {
            let Some((_, after)) = behind.split_once(close) else { break };
            out.push_str(before);
            out.push(' ');
            rest = after;
        }
        out + rest
    };
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn words_of_crates_are_seen_and_those_of_a_clerk_are_not() {
    for text in [
        "Không tạo được a.xlsx: No space left on device (os error 28)",
        "hệ thống báo lỗi: Permission denied",
        "Giá trị “x” của --cong không dùng được: invalid digit found in string",
    ] {
        assert!(!english(text).is_empty(), "{text}");
    }
    for text in [
        "Không có tùy chọn “--the file is missing”",
        "chọn Tệp › Lưu thành (File › Save as), ở ô Mã hóa (Encoding) chọn UTF-8",
        "xem lại các vòng lặp {% for … %} của mẫu; đánh dấu --thay-the trong congso.toml",
    ] {
        assert_eq!(english(text), Vec::<String>::new(), "{text}");
    }
}
