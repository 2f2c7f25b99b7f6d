//! `congso.toml` changed where it is asked for and nowhere else: the clerk's comments, order and line ends stay.

use std::ops::Range;

use toml_edit::{Array, Document, DocumentMut, InlineTable, Item, Table, TableLike, Value};

use crate::config::Settings;
use crate::config::change::{KeyPlace, SettingEdit, SettingValue};
use crate::config::commented::part_name;
use crate::config::faults::SettingFault;

/// The text with the changes, one after the other; what is wrong with it then, by the reader of the settings.
pub(crate) fn edited(text: &str, edits: &[SettingEdit]) -> Result<String, Vec<SettingFault>> {
    let lines = text.matches('\n').count();
    let is_windows = lines > 0 && text.matches("\r\n").count() * 2 > lines;
    let mut now = text.replace("\r\n", "\n");
    for edit in edits {
        now = match edit {
            SettingEdit::Set(place, value) => set(&now, place, value)?,
            SettingEdit::Remove(place) => removed(&now, place)?,
            SettingEdit::Include(place, word) => included(&now, place, word)?,
            SettingEdit::Add { part, keys } => added(&now, part, keys)?,
            SettingEdit::Drop { part, entry } => dropped(&now, part, *entry)?,
        };
    }
    Settings::read(&now)?;
    Ok(if is_windows { now.replace('\n', "\r\n") } else { now })
}

type Edited = Result<String, Vec<SettingFault>>;

/// What cannot be read cannot be changed: the reader says why.
fn tree(text: &str) -> Result<DocumentMut, Vec<SettingFault>> {
    text.parse().map_err(|_| unread(text))
}

fn unread(text: &str) -> Vec<SettingFault> {
    let place = KeyPlace { part: String::new(), entry: None, key: String::new() };
    let message =
        "Không sửa được congso.toml vì cách viết trong tệp\n   = gợi ý: sửa tệp này bằng Notepad";
    let fault = |_| vec![SettingFault::of_edit(place, message.to_owned())];
    Settings::read(text).map_or_else(|faults| faults, fault)
}

/// The same with the bytes that each part has in the text.
fn spans(text: &str) -> Result<Document<&str>, Vec<SettingFault>> {
    Document::parse(text).map_err(|_| unread(text))
}

fn gone(place: &KeyPlace) -> Vec<SettingFault> {
    let entry = place.entry.map_or(0, |entry| entry + 1);
    let message = format!(
        "Không có phần [[{}]] thứ {entry}\n   = gợi ý: mở lại cài đặt rồi sửa lại",
        place.part
    );
    vec![SettingFault::of_edit(place.clone(), message)]
}

/// The table in which a key stands, if that is there.
fn holder<'a>(root: &'a Table, place: &KeyPlace) -> Option<&'a dyn TableLike> {
    let part = root.get(&place.part)?;
    match (place.entry, part) {
        (None, part) => part.as_table_like(),
        (Some(entry), Item::ArrayOfTables(all)) => all.get(entry).map(|one| one as &dyn TableLike),
        (Some(entry), part) => {
            let one = part.as_array()?.get(entry)?;
            one.as_inline_table().map(|one| one as &dyn TableLike)
        }
    }
}

fn holder_mut<'a>(root: &'a mut Table, place: &KeyPlace) -> Option<&'a mut dyn TableLike> {
    let part = root.get_mut(&place.part)?;
    match (place.entry, part) {
        (None, part) => part.as_table_like_mut(),
        (Some(entry), Item::ArrayOfTables(all)) => {
            all.get_mut(entry).map(|one| one as &mut dyn TableLike)
        }
        (Some(entry), part) => {
            let one = part.as_array_mut()?.get_mut(entry)?;
            one.as_inline_table_mut().map(|one| one as &mut dyn TableLike)
        }
    }
}

fn set(text: &str, place: &KeyPlace, value: &SettingValue) -> Edited {
    let mut tree = tree(text)?;
    if let Some(table) = holder_mut(tree.as_table_mut(), place) {
        match table.get_mut(&place.key) {
            Some(item) => put(item, value),
            None => match uncommented(text, place, value) {
                Some(text) => return Ok(text),
                None => {
                    table.insert(&place.key, Item::Value(as_toml(value)));
                }
            },
        }
        return Ok(tree.to_string());
    }
    if place.entry.is_some() {
        return Err(gone(place));
    }
    let new = block(&format!("[{}]", place.part), [(place.key.as_str(), value)]);
    Ok(placed(text, &place.part, &new))
}

fn included(text: &str, place: &KeyPlace, word: &str) -> Edited {
    let tree = tree(text)?;
    let list = holder(tree.as_table(), place).and_then(|table| table.get(&place.key)?.as_array());
    let old = list.into_iter().flat_map(Array::iter).filter_map(Value::as_str);
    let mut words: Vec<String> = old.map(str::to_owned).collect();
    if words.iter().any(|old| old == word) {
        return Ok(text.to_owned());
    }
    words.push(word.to_owned());
    set(text, place, &SettingValue::Words(words))
}

/// Its lines become comments; within `{ }` it goes.
fn removed(text: &str, place: &KeyPlace) -> Edited {
    let found = {
        let tree = spans(text)?;
        let table = holder(tree.as_table(), place);
        let Some((key, item)) = table.and_then(|table| table.get_key_value(&place.key)) else {
            return Ok(text.to_owned());
        };
        key.span().zip(item.span()).map(|(key, item)| key.start..item.end)
    };
    if let Some(lines) = found.and_then(|found| own_lines(text, &found)) {
        let (before, rest) = text.split_at(lines.start);
        let (old, after) = rest.split_at(lines.end - lines.start);
        let old: String = old.split_inclusive('\n').flat_map(|line| ["# ", line]).collect();
        return Ok(format!("{before}{old}{after}"));
    }
    let mut tree = tree(text)?;
    if let Some(table) = holder_mut(tree.as_table_mut(), place) {
        table.remove(&place.key);
    }
    Ok(tree.to_string())
}

fn added(text: &str, part: &str, keys: &[(String, SettingValue)]) -> Edited {
    let named = keys.iter().map(|(key, value)| (key.as_str(), value));
    let new = block(&format!("[[{part}]]"), named.clone());
    let last = {
        let spans = spans(text)?;
        match spans.get(part) {
            Some(Item::ArrayOfTables(all)) => all.iter().last().and_then(|one| extent(text, one)),
            _ => None,
        }
    };
    if let Some(last) = last {
        let (before, after) = text.split_at(last.end);
        let newline = if before.ends_with('\n') { "" } else { "\n" };
        return Ok(format!("{before}{newline}\n{new}{after}"));
    }
    let mut tree = tree(text)?;
    if let Some(list) = tree.get_mut(part).and_then(Item::as_array_mut) {
        list.push(named.map(|(key, value)| (key, as_toml(value))).collect::<InlineTable>());
        return Ok(tree.to_string());
    }
    Ok(placed(text, part, &new))
}

fn dropped(text: &str, part: &str, entry: usize) -> Edited {
    let place = KeyPlace { part: part.to_owned(), entry: Some(entry), key: String::new() };
    let found = {
        let spans = spans(text)?;
        match spans.get(part) {
            Some(Item::ArrayOfTables(all)) => all.get(entry).and_then(|one| extent(text, one)),
            _ => None,
        }
    };
    if let Some(found) = found {
        let (before, after) = (text.get(..found.start), text.get(found.end..));
        let after = after.unwrap_or_default();
        if after.is_empty() {
            return Ok(format!("{}\n", before.unwrap_or_default().trim_end()));
        }
        return Ok([before.unwrap_or_default(), after.strip_prefix('\n').unwrap_or(after)].concat());
    }
    let mut tree = tree(text)?;
    match tree.get_mut(part).and_then(Item::as_array_mut) {
        Some(list) if entry < list.len() => {
            list.remove(entry);
            Ok(tree.to_string())
        }
        _ => Err(gone(&place)),
    }
}

/// A new value in place of the old: what stands around it stays, and of a list the words that stay stay as they are.
fn put(item: &mut Item, value: &SettingValue) {
    if let (Some(list), SettingValue::Words(words)) = (item.as_array_mut(), value) {
        list.retain(|old| old.as_str().is_some_and(|old| words.iter().any(|word| word == old)));
        if list.iter().zip(words).all(|(old, word)| old.as_str() == Some(word)) {
            for word in words.iter().skip(list.len()) {
                push(list, word);
            }
            return;
        }
    }
    let mut new = as_toml(value);
    if let Some(old) = item.as_value() {
        *new.decor_mut() = old.decor().clone();
    }
    *item = Item::Value(new);
}

/// A further word, on a line of its own where the others have one.
fn push(list: &mut Array, word: &str) {
    let last = list.iter().last().and_then(|last| last.decor().prefix()?.as_str());
    let Some((_, indent)) = last.and_then(|prefix| prefix.rsplit_once('\n')) else {
        list.push(word);
        return;
    };
    // A comment behind the last word belongs to it.
    let behind = list.trailing().as_str().filter(|_| list.trailing_comma());
    let behind = behind.unwrap_or_default().trim_end().to_owned();
    let prefix = format!("{behind}\n{indent}");
    if !behind.is_empty() {
        list.set_trailing("\n");
    }
    list.push_formatted(Value::from(word).decorated(prefix, ""));
}

fn as_toml(value: &SettingValue) -> Value {
    match value {
        SettingValue::Text(text) => Value::from(text.as_str()),
        SettingValue::Words(words) => words.iter().map(String::as_str).collect::<Array>().into(),
        SettingValue::Flag(flag) => Value::from(*flag),
        SettingValue::Count(count) => Value::from(i64::from(*count)),
    }
}

/// A part as it is written anew.
fn block<'a>(head: &str, keys: impl IntoIterator<Item = (&'a str, &'a SettingValue)>) -> String {
    let mut table = Table::new();
    for (key, value) in keys {
        table.insert(key, Item::Value(as_toml(value)));
    }
    format!("{head}\n{table}")
}

/// From the head of a part to the end of its last line.
fn extent(text: &str, table: &Table) -> Option<Range<usize>> {
    let head = table.span()?;
    let ends = table.iter().filter_map(|(_, item)| item.span()).map(|span| span.end);
    own_lines(text, &(head.start..ends.max().unwrap_or(head.end).max(head.end)))
}

/// The whole lines of a range, where nothing else stands on them but a comment.
fn own_lines(text: &str, range: &Range<usize>) -> Option<Range<usize>> {
    let start = text.get(..range.start)?.rfind('\n').map_or(0, |newline| newline + 1);
    let rest = text.get(range.end..)?;
    let end = rest.find('\n').map_or(text.len(), |newline| range.end + newline + 1);
    let behind = text.get(range.end..end)?.trim();
    let is_own = text.get(start..range.start)?.trim().is_empty()
        && (behind.is_empty() || behind.starts_with('#'));
    is_own.then_some(start..end)
}

/// What a line says behind its `#`.
fn comment(line: &str) -> Option<&str> {
    line.trim_start().strip_prefix('#').map(str::trim)
}

/// The key set in the line that says it as a comment, if its part has one: `# han_gui = 2`.
fn uncommented(text: &str, place: &KeyPlace, value: &SettingValue) -> Option<String> {
    let head = match place.entry {
        Some(_) => format!("[[{}]]", place.part),
        None => format!("[{}]", place.part),
    };
    let is_head = |line: &str| line.trim_start().starts_with(&head);
    let mut lines: Vec<&str> = text.split('\n').collect();
    let heads = lines.iter().enumerate().filter(|(_, line)| is_head(line));
    let (first, _) =
        heads.skip(place.entry.unwrap_or(0)).map(|(at, line)| (at + 1, line)).next()?;
    let is_part = |line: &str| match comment(line) {
        Some(said) => part_name(said).is_some(),
        None => line.trim_start().starts_with('['),
    };
    let within = lines.iter().enumerate().skip(first).take_while(|(_, line)| !is_part(line));
    let says = |line: &str| {
        let said = comment(line)?.strip_prefix(&place.key)?.trim_start();
        said.starts_with('=').then_some(())
    };
    let (at, _) = within.filter(|(_, line)| says(line).is_some()).last()?;
    let new = format!("{} = {}", place.key, as_toml(value));
    *lines.get_mut(at)? = &new;
    Some(lines.join("\n"))
}

/// A new part below the comment that shows how it is written, or else at the end.
fn placed(text: &str, part: &str, new: &str) -> String {
    let heads = [format!("[{part}]"), format!("[[{part}]]")];
    let is_example = |line: &str| heads.iter().any(|head| comment(line) == Some(head));
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let below = lines.iter().rposition(|line| is_example(line)).map(|at| {
        let rest = lines.iter().skip(at).take_while(|line| comment(line).is_some());
        at + rest.count()
    });
    // What follows must be a part of its own: a key would become one of the new part.
    let is_free = |at: &usize| {
        let mut rest = lines.iter().skip(*at).map(|line| line.trim_start());
        let next = rest.find(|line| !line.is_empty() && !line.starts_with('#'));
        next.is_none_or(|next| next.starts_with('['))
    };
    let at = below.filter(is_free).unwrap_or(lines.len());
    let (before, after) = lines.split_at(at);
    let before = before.concat();
    let newline = if before.is_empty() || before.ends_with('\n') { "" } else { "\n" };
    let space = if before.trim().is_empty() { "" } else { "\n" };
    format!("{before}{newline}{space}{new}{}", after.concat())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::TEMPLATE;

    fn place(part: &str, entry: Option<usize>, key: &str) -> KeyPlace {
        KeyPlace { part: part.to_owned(), entry, key: key.to_owned() }
    }

    fn text(text: &str) -> SettingValue {
        SettingValue::Text(text.to_owned())
    }

    fn words(words: &[&str]) -> SettingValue {
        SettingValue::Words(words.iter().map(|word| (*word).to_owned()).collect())
    }

    fn department(name: &str) -> SettingEdit {
        SettingEdit::Add { part: "don_vi".into(), keys: vec![("ten".into(), text(name))] }
    }

    /// Lines that are only in one of both.
    fn difference(old: &str, new: &str) -> Vec<String> {
        let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
        let gone = old.iter().filter(|line| !new.contains(line)).map(|line| format!("-{line}"));
        let come = new.iter().filter(|line| !old.contains(line)).map(|line| format!("+{line}"));
        gone.chain(come).collect()
    }

    #[test]
    fn only_what_is_asked_for_is_changed() {
        let office = TEMPLATE.replace('\n', "\r\n");
        let edits = [
            SettingEdit::Set(place("co_quan", None, "dia_danh"), text("Trà Vinh")),
            SettingEdit::Set(place("tong_hop", None, "han_gui"), SettingValue::Count(3)),
            SettingEdit::Set(place("cot", None, "Ngày nộp"), text("ngay_tiep_nhan")),
            SettingEdit::Include(place("cong_van", None, "noi_nhan"), "Đảng ủy".to_owned()),
            department("Phòng Người có công"),
            department("Phòng Trẻ em"),
            SettingEdit::Include(place("don_vi", Some(1), "ten_khac"), "P. Trẻ em".to_owned()),
        ];
        let new = edited(&office, &edits).expect("valid edits");
        assert_eq!(new.matches('\n').count(), new.matches("\r\n").count());
        assert_eq!(
            difference(&office, &new),
            [
                "-dia_danh = \"\"",
                "-noi_nhan = [\"Như trên\", \"Lãnh đạo cơ quan\", \"Lưu: VT, VP\"]",
                "-# han_gui = 2",
                "+dia_danh = \"Trà Vinh\"",
                "+noi_nhan = [\"Như trên\", \"Lãnh đạo cơ quan\", \"Lưu: VT, VP\", \"Đảng ủy\"]",
                "+han_gui = 3",
                "+\"Ngày nộp\" = \"ngay_tiep_nhan\"",
                "+[[don_vi]]",
                "+ten = \"Phòng Người có công\"",
                "+[[don_vi]]",
                "+ten = \"Phòng Trẻ em\"",
                "+ten_khac = [\"P. Trẻ em\"]",
            ]
        );
        // Below the words that explain it, above those of the next part.
        let at = |what: &str| new.find(what).expect(what);
        assert!(at("# ky_hieu = \"NCC\"") < at("\r\n[[don_vi]]"));
        assert!(at("ten = \"Phòng Trẻ em\"") < at("- Thủ tục\r\n"));
    }

    #[test]
    fn what_is_taken_back_is_as_it_was() {
        let han_gui = || place("tong_hop", None, "han_gui");
        let new = edited(TEMPLATE, &[SettingEdit::Set(han_gui(), SettingValue::Count(2))]);
        let new = edited(&new.expect("a count"), &[SettingEdit::Remove(han_gui())]);
        assert_eq!(new.as_deref(), Ok(TEMPLATE));
        let edits = [
            department("Phòng A"),
            department("Phòng B"),
            SettingEdit::Drop { part: "don_vi".into(), entry: 0 },
        ];
        let new = edited(TEMPLATE, &edits).expect("valid edits");
        assert_eq!(difference(TEMPLATE, &new), ["+[[don_vi]]", "+ten = \"Phòng B\""]);
    }

    #[test]
    fn comments_of_a_list_stay_with_their_words() {
        let old = "[bao_cao]\nnoi_nhan = [\n  \"A\", # trước\n  \"B\", # sau\n] # hết\n";
        let set = |list: &[&str]| {
            let place = place("bao_cao", None, "noi_nhan");
            edited(old, &[SettingEdit::Set(place, words(list))]).expect("a list")
        };
        assert_eq!(
            set(&["A", "B", "C"]),
            "[bao_cao]\nnoi_nhan = [\n  \"A\", # trước\n  \"B\", # sau\n  \"C\",\n] # hết\n"
        );
        assert_eq!(set(&["B", "A"]), "[bao_cao]\nnoi_nhan = [\"B\", \"A\"] # hết\n");
    }

    #[test]
    fn every_way_of_writing_toml_can_be_changed() {
        let ten = || place("co_quan", None, "ten");
        for (old, new) in [
            ("", "[co_quan]\nten = \"Sở\"\n"),
            ("co_quan.ten = \"A\"\n", "co_quan.ten = \"Sở\"\n"),
            ("co_quan = { ten = \"A\" }\n", "co_quan = { ten = \"Sở\" }\n"),
            ("co_quan = { fax = \"1\" }", "co_quan = { fax = \"1\" , ten = \"Sở\" }\n"),
            (
                "[ky]\nloai = \"hanh_chinh\"",
                "[ky]\nloai = \"hanh_chinh\"\n\n[co_quan]\nten = \"Sở\"\n",
            ),
        ] {
            let edit = SettingEdit::Set(ten(), text("Sở"));
            assert_eq!(edited(old, &[edit]).as_deref(), Ok(new), "{old}");
        }
        let inline = "don_vi = [{ ten = \"A\" }]\n";
        let edits = [department("B"), SettingEdit::Drop { part: "don_vi".into(), entry: 0 }];
        assert_eq!(
            edited(inline, &edits.first().cloned().into_iter().collect::<Vec<_>>()).as_deref(),
            Ok("don_vi = [{ ten = \"A\" }, { ten = \"B\" }]\n")
        );
        assert!(edited(inline, &edits).is_ok());
        let quoted = edited("", &[SettingEdit::Set(ten(), text("Sở \"A\" \\ B"))]).expect("a name");
        assert!(Settings::parse(&quoted).is_ok(), "{quoted}");
    }

    #[test]
    fn what_the_reader_refuses_is_not_written_and_said_beside_its_key() {
        let edits = [
            SettingEdit::Set(place("thu", None, "kho_giay"), text("A6")),
            SettingEdit::Set(place("muc_tieu", None, "dung_han"), text("nhiều")),
        ];
        let faults = edited(TEMPLATE, &edits).expect_err("two values that mean nothing");
        let places: Vec<_> = faults.iter().filter_map(|fault| fault.place.clone()).collect();
        assert_eq!(places, [place("thu", None, "kho_giay"), place("muc_tieu", None, "dung_han")]);
        let first = faults.first().map_or("", |fault| &fault.message);
        assert!(first.starts_with("Không có lựa chọn “A6”"), "{first}");
        let twice = edited(TEMPLATE, &[department("Phòng A"), department("phòng a")]);
        let twice = twice.expect_err("a department twice");
        assert_eq!(
            twice.first().and_then(|fault| fault.place.clone()),
            Some(place("don_vi", Some(1), "ten"))
        );
        let gone = SettingEdit::Set(place("don_vi", Some(4), "ten"), text("A"));
        let gone = edited(TEMPLATE, &[gone]).expect_err("no such department");
        assert!(gone.first().is_some_and(|fault| fault.message.contains("[[don_vi]] thứ 5")));
        let torn = edited("[co_quan]\nten = Sở\n", &edits).expect_err("no TOML");
        assert!(torn.first().is_some_and(|fault| fault.line == 2), "{torn:?}");
        // What was wrong may be mended by the very edit.
        let mended = edited(
            "[thu]\nkho_giay = \"A6\"\n",
            &[SettingEdit::Set(place("thu", None, "kho_giay"), text("A5"))],
        );
        assert_eq!(mended.as_deref(), Ok("[thu]\nkho_giay = \"A5\"\n"));
    }
}
