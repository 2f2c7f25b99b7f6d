//! Where a table or a figure stands in the report, read off the finished document: an office may have changed its
//! template. A place is named only where the figure is found there.

use std::collections::BTreeMap;

use crate::document::{Block, BlockRow, Document, Inline, ListItem, RowKind, Shape, Table};

/// The report's table of places.
pub(super) struct Places {
    /// Tables and charts by their name in the template.
    blocks: BTreeMap<String, String>,
    /// Every paragraph and list item, after the place where it stands.
    texts: Vec<(String, String)>,
    /// Cells of the last row of sums, by the name of the table.
    totals: BTreeMap<String, Vec<String>>,
    /// Cells of all rows, by the name of the table.
    rows: BTreeMap<String, Vec<Vec<String>>>,
    /// Labels of charts, by the name of the chart.
    labels: BTreeMap<String, Vec<String>>,
    /// Where each figure stands, by its id.
    figures: BTreeMap<String, Vec<String>>,
    /// Every place, in the order of the document.
    order: Vec<String>,
}

/// How a figure is printed where it stands.
pub(super) enum PlaceWords<'a> {
    /// In a sentence, by words that no other figure has.
    Words(String),
    /// In a sentence, by words that it has only beside others.
    Beside(&'a str, String),
    /// In the row of a table that begins with these words, in the column after them.
    Cell(&'a str, &'a str, String),
    /// In a column of the row of sums of a table.
    Total(&'a str, usize, String),
    /// Right of a row of a chart.
    Label(&'a str, String),
}

impl Places {
    pub(super) fn read_off(document: &Document) -> Self {
        let mut places = Self {
            blocks: BTreeMap::new(),
            texts: Vec::new(),
            totals: BTreeMap::new(),
            rows: BTreeMap::new(),
            labels: BTreeMap::new(),
            figures: BTreeMap::new(),
            order: Vec::new(),
        };
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

    /// Where the figures of these ids stand.
    pub(super) fn of_ids(&self, ids: &[String]) -> Vec<String> {
        ids.iter().filter_map(|id| self.figures.get(id)).flatten().cloned().collect()
    }

    /// Each once, in the order of the document; `–` where there is none.
    pub(super) fn in_order(&self, mut places: Vec<String>) -> String {
        places.retain(|place| place != "–");
        places.sort_by_key(|place| self.order.iter().position(|other| other == place));
        places.dedup();
        if places.is_empty() { "–".to_owned() } else { places.join("; ") }
    }

    /// Every place at which a figure stands, in the order asked for; `–` where it stands nowhere.
    pub(super) fn of(&self, figure: &[PlaceWords<'_>]) -> String {
        let mut found: Vec<&str> = Vec::new();
        for said in figure {
            match said {
                PlaceWords::Words(words) => {
                    let saying = self.texts.iter().filter(|(_, text)| says(text, words));
                    found.extend(saying.map(|(place, _)| place.as_str()));
                }
                PlaceWords::Beside(others, words) => {
                    let saying = self.texts.iter();
                    let saying =
                        saying.filter(|(_, text)| text.contains(others) && says(text, words));
                    found.extend(saying.map(|(place, _)| place.as_str()));
                }
                PlaceWords::Cell(table, row, text) => {
                    let mut rows = self.rows.get(*table).into_iter().flatten();
                    let stands = rows.any(|cells| {
                        cells.first().is_some_and(|name| name == row) && cells.get(1) == Some(text)
                    });
                    found.extend(self.holding(table).filter(|_| stands));
                }
                PlaceWords::Total(table, column, text) => {
                    let cell = self.totals.get(*table).and_then(|cells| cells.get(*column));
                    found.extend(self.holding(table).filter(|_| cell == Some(text)));
                }
                PlaceWords::Label(chart, text) => {
                    let name = format!("bieu-do:{chart}");
                    let mut labels = self.labels.get(*chart).into_iter().flatten();
                    found.extend(self.holding(&name).filter(|_| labels.any(|label| label == text)));
                }
            }
        }
        let mut once: Vec<&str> = Vec::new();
        for place in found {
            if !once.contains(&place) {
                once.push(place);
            }
        }
        if once.is_empty() { "–".to_owned() } else { once.join("; ") }
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
                Block::Paragraph { text, .. } => {
                    self.says(text, &place);
                    self.texts.push((place, words(text)));
                }
                Block::List(items) => self.items(items, &place),
                Block::Table(table) => {
                    self.block(&table.id, table.caption.as_deref(), &place);
                    let ids = table.rows.iter().flat_map(|row| &row.figures).flatten();
                    self.hold(&table.id, ids);
                    if let Some(cells) = sums(table) {
                        self.totals.entry(table.id.clone()).or_insert(cells);
                    }
                    let rows = || table.rows.iter().map(cells).collect();
                    self.rows.entry(table.id.clone()).or_insert_with(rows);
                }
                Block::Chart(chart) => {
                    self.block(&format!("bieu-do:{}", chart.id), Some(&chart.caption), &place);
                    let ids = chart.shapes.iter().filter_map(|shape| match shape {
                        Shape::Label { figure, .. } => figure.as_ref(),
                        Shape::Bar { .. } | Shape::Line { .. } => None,
                    });
                    self.hold(&format!("bieu-do:{}", chart.id), ids);
                    let labels = chart.shapes.iter().filter_map(|shape| match shape {
                        Shape::Label { text, .. } => Some(plain(text)),
                        Shape::Bar { .. } | Shape::Line { .. } => None,
                    });
                    self.labels.entry(chart.id.clone()).or_insert_with(|| labels.collect());
                }
            }
        }
    }

    fn items(&mut self, items: &[ListItem], place: &str) {
        for item in items {
            self.says(&item.text, place);
            self.texts.push((place.to_owned(), words(&item.text)));
            self.items(&item.children, place);
        }
    }

    /// Figures of a sentence.
    fn says(&mut self, text: &[Inline], place: &str) {
        for id in text.iter().filter_map(|run| run.figure.as_ref()) {
            self.figures.entry(id.clone()).or_default().push(place.to_owned());
        }
        self.order.push(place.to_owned());
    }

    /// Figures of a table or chart, which stands where its first part does.
    fn hold<'i>(&mut self, block: &str, ids: impl Iterator<Item = &'i String>) {
        let Some(place) = self.blocks.get(block).cloned() else { return };
        for id in ids {
            self.figures.entry(id.clone()).or_default().push(place.clone());
        }
        self.order.push(place);
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

/// Whether a text has these words, and no longer number at either end of them.
fn says(text: &str, words: &str) -> bool {
    let of_number = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
    text.match_indices(words).any(|(at, _)| {
        let before = text.get(..at).and_then(|text| text.chars().next_back());
        let mut after = text.get(at + words.len()..).unwrap_or_default().chars();
        let goes_on = after.next().is_some_and(|c| {
            c.is_ascii_digit() || of_number(c) && after.next().is_some_and(|c| c.is_ascii_digit())
        });
        let begins = words.starts_with(|c: char| c.is_ascii_digit());
        let ends = words.ends_with(|c: char| c.is_ascii_digit());
        !(begins && before.is_some_and(of_number) || ends && goes_on)
    })
}

/// The last row of sums.
fn sums(table: &Table) -> Option<Vec<String>> {
    let row = table.rows.iter().rfind(|row| row.kind == RowKind::Total)?;
    Some(cells(row))
}

fn cells(row: &BlockRow) -> Vec<String> {
    row.cells.iter().map(|cell| plain(cell)).collect()
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
    use crate::document::sample;

    #[test]
    fn tables_charts_and_figures_are_found_where_they_stand() {
        let places = Places::read_off(&sample::full_document());
        assert_eq!(places.holding("bieu-13"), Some("Phụ lục I"));
        assert_eq!(places.holding("yeu-to"), Some("Bảng 2, mục I.2"));
        // Numbered as the charts before it in the template are.
        let chart = places.holding("bieu-do:dung-han").expect("the chart");
        assert!(chart.starts_with("Biểu đồ ") && chart.ends_with(", mục I.4"), "{chart}");
        assert_eq!(places.holding("khong-co"), None);
        let saying = |words: &str| places.of(&[PlaceWords::Words(words.to_owned())]);
        assert_eq!(saying("96,46% (1.090/1.130"), "Mục I.1");
        assert_eq!(saying("12,34%"), "–");
        let total = |text: &str| places.of(&[PlaceWords::Total("yeu-to", 5, text.to_owned())]);
        assert_eq!(total("88,61%"), "Bảng 2, mục I.2");
        assert_eq!(total("88,60%"), "–");
    }

    #[test]
    fn a_figure_is_found_by_its_id_and_places_stand_in_the_order_of_the_document() {
        let places = Places::read_off(&sample::full_document());
        let found = places.of_ids(&["TL-01".to_owned()]);
        assert!(found.iter().any(|place| place == "Mục I.1"), "{found:?}");
        assert!(found.len() > 1, "{found:?}");
        let turned: Vec<String> = found.iter().rev().cloned().collect();
        assert_eq!(places.in_order(found.clone()), places.in_order(turned));
        assert!(places.in_order(found).starts_with("Mục I.1; "));
        assert_eq!(places.in_order(vec!["–".to_owned()]), "–");
    }

    #[test]
    fn a_part_of_a_number_is_another_number() {
        for (text, words, want) in [
            ("có 12 hồ sơ", "2 hồ sơ", false),
            ("có 2 hồ sơ", "2 hồ sơ", true),
            ("là 1.234", "234", false),
            ("là 12,5", "là 12", false),
            ("là 12.", "là 12", true),
            ("là 12, rồi", "là 12", true),
        ] {
            assert_eq!(says(text, words), want, "{words} in {text}");
        }
    }
}
