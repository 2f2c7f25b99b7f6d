//! Where a table or a figure stands in the report, read off the document itself: an office may have changed its
//! template.

use std::collections::BTreeMap;

use crate::document::{Block, Document, Inline, ListItem};

/// The report's table of places.
pub(super) struct Places {
    /// Tables and charts by their name in the template.
    blocks: BTreeMap<String, String>,
    /// Every paragraph and list item, after the place where it stands.
    texts: Vec<(String, String)>,
}

impl Places {
    pub(super) fn of(document: &Document) -> Self {
        let mut places = Self { blocks: BTreeMap::new(), texts: Vec::new() };
        places.read(&document.body, None);
        for annex in &document.annexes {
            places.read(&annex.body, Some(&plain(&annex.label)));
        }
        places
    }

    /// `Bảng 3, mục II.4` or `Phụ lục I`, for a table or chart of this name.
    pub(super) fn holding(&self, id: &str) -> Option<&str> {
        self.blocks.get(id).map(String::as_str)
    }

    /// `Mục II.1`, for the first text with these words.
    pub(super) fn saying(&self, words: &str) -> Option<&str> {
        let found = self.texts.iter().find(|(_, text)| text.contains(words));
        found.map(|(place, _)| place.as_str())
    }

    fn read(&mut self, blocks: &[Block], annex: Option<&str>) {
        // Numbers of the headings above, by level.
        let mut numbers: Vec<String> = Vec::new();
        for block in blocks {
            let place = match annex {
                Some(label) => label.to_owned(),
                None if numbers.is_empty() => "Phần mở đầu".to_owned(),
                None => format!("Mục {}", numbers.join(".")),
            };
            match block {
                Block::Heading { level, text } => {
                    numbers.truncate(usize::from(level.saturating_sub(1)));
                    numbers.extend(number(&words(text)));
                }
                Block::Paragraph { text, .. } => self.texts.push((place, words(text))),
                Block::List(items) => self.items(items, &place),
                Block::Table(table) => {
                    self.block(&table.id, table.caption.as_deref(), &place);
                }
                Block::Chart(chart) => {
                    self.block(&format!("bieu-do:{}", chart.id), Some(&chart.caption), &place);
                }
            }
        }
    }

    fn items(&mut self, items: &[ListItem], place: &str) {
        for item in items {
            self.texts.push((place.to_owned(), words(&item.text)));
            self.items(&item.children, place);
        }
    }

    fn block(&mut self, id: &str, caption: Option<&str>, place: &str) {
        // `Bảng 3. Kết quả …`; an annex may hold a table without a caption.
        let label = caption.and_then(|caption| caption.split_once(". ")).map(|(label, _)| label);
        let label = label.filter(|label| label.ends_with(|last: char| last.is_ascii_digit()));
        let words = match label {
            Some(label) => format!("{}, {}", plain(label), lowered(place)),
            None => place.to_owned(),
        };
        self.blocks.entry(id.to_owned()).or_insert(words);
    }
}

/// `mục II.4` after a comma; the name of an annex keeps its capital.
fn lowered(place: &str) -> String {
    place.replacen("Mục", "mục", 1).replacen("Phần", "phần", 1)
}

/// `II` of `II. KẾT QUẢ THỰC HIỆN`.
fn number(heading: &str) -> Option<String> {
    let (number, _) = heading.split_once(['.', ')'])?;
    let short = number.chars().count() <= 5 && number.chars().all(char::is_alphanumeric);
    short.then(|| number.to_owned())
}

fn words(text: &[Inline]) -> String {
    let words: String = text.iter().map(|run| run.text.as_str()).collect();
    plain(&words)
}

/// With ordinary spaces.
fn plain(text: &str) -> String {
    text.replace('\u{a0}', " ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::sample;

    #[test]
    fn tables_charts_and_figures_are_found_where_they_stand() {
        let places = Places::of(&sample::document());
        assert_eq!(places.holding("bieu-13"), Some("Phụ lục I"));
        assert_eq!(places.holding("yeu-to"), Some("Bảng 2, mục II.2"));
        // Numbered as the charts before it in the template are.
        let chart = places.holding("bieu-do:dung-han").expect("the chart");
        assert!(chart.starts_with("Biểu đồ ") && chart.ends_with(", mục II.4"), "{chart}");
        assert_eq!(places.holding("khong-co"), None);
        assert_eq!(places.saying("98,57% (69/70"), Some("Mục II.1"));
        assert_eq!(places.saying("12,34%"), None);
    }
}
