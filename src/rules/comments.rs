//! What a comment of a citizen is about, by known words; the words are data, in `comments.toml`. No word of the
//! citizen's own comes out of here.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::model::name_key;

const TABLE: &str = include_str!("comments.toml");

/// Topics (chủ đề), and the words that tell praise from wishes as they are looked for in `about`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CommentWords {
    #[serde(rename = "nguon")]
    source: String,
    #[serde(rename = "khong_y_kien")]
    none: Vec<String>,
    #[serde(rename = "khen")]
    praise: Vec<String>,
    #[serde(rename = "gop_y")]
    wishes: Vec<String>,
    #[serde(rename = "chu_de")]
    pub(crate) topics: Vec<Topic>,
}

/// A topic and the words that name it, in the order in which they are looked for.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Topic {
    /// Content of the plan: `1.1` … `1.5`.
    #[serde(rename = "noi_dung", default)]
    pub(crate) content: Option<String>,
    #[serde(rename = "ten")]
    pub(crate) name: String,
    #[serde(rename = "tu")]
    pub(crate) words: Vec<String>,
    /// The same, as they are looked for.
    #[serde(skip)]
    keys: Vec<String>,
}

/// How a comment sounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Tone {
    Praise,
    /// A complaint or a wish.
    Wish,
    /// Neither is said in words that are known.
    Unclear,
}

/// What a comment is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CommentReading {
    pub(crate) tone: Tone,
    /// Topics with the first of their words that stands in the comment, both by their place in the list; none is
    /// another matter (khác).
    pub(crate) topics: Vec<(usize, usize)>,
}

impl CommentWords {
    /// The list that ships.
    pub(crate) fn embedded() -> &'static Self {
        static LIST: LazyLock<CommentWords> = LazyLock::new(|| {
            let mut words: CommentWords =
                toml::from_str(TABLE).expect("comments.toml is well formed");
            assert!(!words.source.is_empty(), "comments.toml names its source");
            for list in [&mut words.none, &mut words.praise, &mut words.wishes] {
                *list = list.iter().map(|word| whole_words(word)).collect();
            }
            for topic in &mut words.topics {
                topic.keys = topic.words.iter().map(|word| whole_words(word)).collect();
            }
            words
        });
        &LIST
    }

    /// `None` where the cell says that there is no comment.
    pub(crate) fn about(&self, comment: &str) -> Option<CommentReading> {
        let spaced: String =
            comment.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
        let key = whole_words(&spaced);
        if !key.chars().any(char::is_alphabetic) || self.none.contains(&key) {
            return None;
        }
        let holds = |word: &String| key.contains(word.as_str());
        let tone = match (self.praise.iter().any(holds), self.wishes.iter().any(holds)) {
            (_, true) => Tone::Wish,
            (true, false) => Tone::Praise,
            (false, false) => Tone::Unclear,
        };
        // A petition says of itself what it is, which is not what it is about.
        let about = ["phản ánh", "kiến nghị"]
            .into_iter()
            .find_map(|kind| Some(format!(" {}", key.strip_prefix(&whole_words(kind))?)));
        let about = about.unwrap_or(key);
        let holds = |word: &String| about.contains(word.as_str());
        let topics = self.topics.iter().enumerate();
        let topics =
            topics.filter_map(|(at, topic)| Some((at, topic.keys.iter().position(holds)?)));
        Some(CommentReading { tone, topics: topics.collect() })
    }
}

/// Key of a text between spaces, so that only whole words are found in it.
fn whole_words(text: &str) -> String {
    format!(" {} ", name_key(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(comment: &str, want: Option<(Tone, &[&str])>) {
        let words = CommentWords::embedded();
        let said = words.about(comment);
        let got = said.as_ref().map(|said| {
            let names =
                said.topics.iter().map(|(topic, word)| words.topics[*topic].words[*word].as_str());
            (said.tone, names.collect::<Vec<_>>())
        });
        assert_eq!(got, want.map(|(tone, words)| (tone, words.to_vec())), "{comment}");
    }

    #[test]
    fn comments_are_told_by_known_words() {
        case("Cán bộ hướng dẫn rất nhiệt tình", Some((Tone::Praise, &["hướng dẫn", "nhiệt tình"])));
        case("Nên có thêm ghế ngồi chờ vào buổi sáng", Some((Tone::Wish, &["ghế ngồi"])));
        case("Thời gian chờ còn lâu", Some((Tone::Wish, &["thời gian chờ"])));
        case("Cảm ơn cơ quan đã trả kết quả sớm", Some((Tone::Praise, &["trả kết quả"])));
        case("Đề nghị niêm yết mẫu đơn rõ hơn", Some((Tone::Wish, &["mẫu đơn"])));
        let call = "Gọi vào số 0900000000 không có người nghe";
        case(call, Some((Tone::Wish, &["không có người nghe"])));
        case("Phản ánh về điểm vui chơi của trẻ em", Some((Tone::Unclear, &[])));
        case("Phản ánh việc nộp lại giấy tờ đã có", Some((Tone::Wish, &["giấy tờ"])));
        case("Nơi nhận phản ánh ở xa", Some((Tone::Unclear, &["phản ánh"])));
        case("Phần mềm hay lỗi", Some((Tone::Wish, &["phần mềm"])));
        case("Không nhiệt tình", Some((Tone::Wish, &["nhiệt tình"])));
        case("Xem lại giúp tôi", Some((Tone::Unclear, &[])));
        for none in ["Không", "không có ý kiến.", "-", "...", "", "12"] {
            case(none, None);
        }
    }
}
