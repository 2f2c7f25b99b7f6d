//! The questionnaire: a set that ships, the office's own questions, or the one and then the other.

use serde::Deserialize;

use crate::config::Settings;
use crate::config::schema::{ScaleChoice, SetChoice};
use crate::document;
use crate::model::{Scale, word_key};
use crate::normalize::QuestionOption;
use crate::rules;

const SETS: &str = include_str!("question_sets.toml");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sets {
    #[serde(rename = "bo")]
    sets: Vec<Set>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Set {
    #[serde(rename = "ten")]
    name: String,
    #[serde(rename = "mo_ta")]
    description: String,
    #[serde(rename = "nguon")]
    source: String,
    #[serde(rename = "yeu_to")]
    factors: Vec<Factor>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Factor {
    #[serde(rename = "ten")]
    name: String,
    #[serde(rename = "cau")]
    questions: Vec<SetQuestion>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SetQuestion {
    #[serde(rename = "noi_dung")]
    text: String,
    /// Compared with a text or a form in use; else from memory.
    #[serde(rename = "doi_chieu")]
    compared: bool,
}

/// What is to be known of a set before it is printed.
#[derive(Clone, Debug)]
pub(crate) struct SetNote {
    pub(crate) name: String,
    pub(crate) description: String,
    pub(crate) source: String,
    /// Numbers of the questions that are worded from memory.
    pub(crate) from_memory: Vec<usize>,
}

impl SetChoice {
    fn name(self) -> Option<&'static str> {
        match self {
            Self::Own => None,
            Self::Sipas22 => Some("sipas_22"),
            Self::Sipas19 => Some("sipas_19"),
        }
    }

    fn set(self) -> Option<Set> {
        let sets: Sets = toml::from_str(SETS).expect("question_sets.toml is well formed");
        let name = self.name()?;
        sets.sets.into_iter().find(|set| set.name == name)
    }
}

/// The set of a name as `--bo` gives it.
pub(crate) fn set_choice(name: &str) -> Result<SetChoice, String> {
    [SetChoice::Own, SetChoice::Sipas22, SetChoice::Sipas19]
        .into_iter()
        .find(|choice| choice.name().unwrap_or("rieng") == name)
        .ok_or_else(|| "chọn một trong: rieng, sipas_22, sipas_19".to_owned())
}

impl Settings {
    /// Questions of the settings' set, then the office's own; what both ask is asked once.
    pub(crate) fn questions(&self) -> Vec<QuestionOption> {
        let mut questions = of_set(self.schema.phieu.bo_cau_hoi);
        for own in self.own_questions() {
            let twin = questions.iter_mut().find(|q| word_key(&q.text) == word_key(&own.text));
            match twin {
                Some(question) => question.aliases.extend(own.aliases),
                None => questions.push(own),
            }
        }
        numbered(questions)
    }

    /// Those of one set alone, or the office's own alone.
    fn questions_of(&self, choice: SetChoice) -> Vec<QuestionOption> {
        match choice {
            SetChoice::Own => numbered(self.own_questions()),
            SetChoice::Sipas22 | SetChoice::Sipas19 => numbered(of_set(choice)),
        }
    }

    fn own_questions(&self) -> Vec<QuestionOption> {
        let own = (1..).zip(&self.schema.cau_hoi).map(|(number, question)| QuestionOption {
            key: question.khoa.clone().unwrap_or_else(|| format!("c{number}")),
            text: question.noi_dung.clone(),
            factor: question.yeu_to.clone(),
            aliases: question.ten_khac.clone(),
        });
        own.collect()
    }

    /// Where the set comes from; none for the office's own questions.
    pub(crate) fn set_note(&self, choice: Option<SetChoice>) -> Option<SetNote> {
        let set = choice.unwrap_or(self.schema.phieu.bo_cau_hoi).set()?;
        let all = set.factors.iter().flat_map(|factor| &factor.questions);
        let from_memory = (1..).zip(all).filter(|(_, question)| !question.compared);
        Some(SetNote {
            from_memory: from_memory.map(|(number, _)| number).collect(),
            name: set.name,
            description: set.description,
            source: set.source,
        })
    }

    /// Whether `--bo` asks for other questions than `kiem-tra` and `bao-cao` will know.
    pub(crate) fn is_another_set(&self, choice: Option<SetChoice>) -> bool {
        choice.is_some_and(|choice| choice != self.schema.phieu.bo_cau_hoi)
    }

    pub(crate) fn scale(&self) -> Scale {
        match self.schema.phieu.thang_do {
            ScaleChoice::Five => Scale::Five,
            ScaleChoice::Three => Scale::Three,
        }
    }

    /// What is asked about who answers: a name, and what may be ticked.
    pub(crate) fn facts(&self) -> Vec<(String, Vec<String>)> {
        let facts = self.schema.thong_tin.iter();
        facts.map(|fact| (fact.ten.clone(), fact.lua_chon.clone())).collect()
    }

    /// The printed questionnaire; `day` decides which law it names.
    pub(crate) fn form(
        &self,
        choice: Option<SetChoice>,
        day: jiff::civil::Date,
    ) -> document::FormOptions {
        let questions = match choice {
            Some(choice) => self.questions_of(choice),
            None => self.questions(),
        };
        let agency = &self.schema.co_quan;
        let (agency_lines, superior_line) = self.letterhead_lines();
        document::FormOptions {
            agency_lines,
            superior_line,
            agency: agency.ten.clone(),
            questions: questions
                .into_iter()
                .map(|question| document::FormQuestion {
                    text: question.text,
                    factor: question.factor,
                })
                .collect(),
            scale: self.scale(),
            facts: self.facts(),
            confidentiality: rules::law(day).confidentiality,
        }
    }
}

fn of_set(choice: SetChoice) -> Vec<QuestionOption> {
    let Some(set) = choice.set() else { return Vec::new() };
    let all = set.factors.into_iter().flat_map(|factor| {
        let name = factor.name;
        factor.questions.into_iter().map(move |question| (name.clone(), question.text))
    });
    (1..)
        .zip(all)
        .map(|(number, (factor, text))| QuestionOption {
            key: format!("{}_{number:02}", set.name),
            text,
            factor: Some(factor),
            aliases: Vec::new(),
        })
        .collect()
}

/// As the data-entry workbook of `phieu` heads its columns.
fn numbered(mut questions: Vec<QuestionOption>) -> Vec<QuestionOption> {
    let numbers = numbers(&questions);
    for (question, number) in questions.iter_mut().zip(numbers) {
        question.aliases.push(format!("Câu {number}. {}", question.text));
    }
    questions
}

/// Numbers on the printed sheet, where questions of one factor stand together.
fn numbers(questions: &[QuestionOption]) -> Vec<usize> {
    let first = |factor: &Option<String>| {
        questions.iter().position(|other| other.factor == *factor).unwrap_or_default()
    };
    let mut order: Vec<(usize, usize)> =
        questions.iter().enumerate().map(|(at, question)| (first(&question.factor), at)).collect();
    order.sort_unstable();
    let mut numbers = vec![0; questions.len()];
    for (number, (_, at)) in (1..).zip(order) {
        if let Some(slot) = numbers.get_mut(at) {
            *slot = number;
        }
    }
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(text: &str) -> Settings {
        Settings::parse(text).expect("settings")
    }

    #[test]
    fn the_sets_hold_what_their_names_say() {
        for (choice, count) in [(SetChoice::Sipas22, 22), (SetChoice::Sipas19, 19)] {
            let set = choice.set().expect("a set");
            assert!(!set.source.is_empty() && !set.description.is_empty());
            assert_eq!(set.factors.len(), 5, "{}", set.name);
            let questions = Settings::default().questions_of(choice);
            assert_eq!(questions.len(), count);
            let texts: std::collections::BTreeSet<_> = questions.iter().map(|q| &q.text).collect();
            assert_eq!(texts.len(), count, "two questions of {} are alike", set.name);
        }
        assert!(SetChoice::Own.set().is_none());
    }

    #[test]
    fn what_is_worded_from_memory_is_known() {
        let note = Settings::default().set_note(Some(SetChoice::Sipas22)).expect("a note");
        assert_eq!(note.from_memory, [2, 3, 4, 6, 7, 8, 11, 14]);
        assert!(Settings::default().set_note(None).is_none());
    }

    #[test]
    fn own_questions_follow_those_of_the_set() {
        let own = "[[cau_hoi]]\nnoi_dung = \"Chỗ để xe\"\n";
        assert_eq!(settings(own).questions().len(), 1);
        let both = settings(&format!("[phieu]\nbo_cau_hoi = \"sipas_22\"\n{own}"));
        let questions = both.questions();
        assert_eq!(questions.len(), 23);
        assert_eq!(questions[0].key, "sipas_22_01");
        assert_eq!((questions[22].key.as_str(), questions[22].text.as_str()), ("c1", "Chỗ để xe"));
        // What the set asks already is not asked again.
        let twin = "[[cau_hoi]]\nnoi_dung = \"kết quả đúng quy định\"\nten_khac = [\"KQ\"]\n";
        let questions =
            settings(&format!("[phieu]\nbo_cau_hoi = \"sipas_22\"\n{twin}")).questions();
        assert_eq!(questions.len(), 22);
        assert!(questions[15].aliases.contains(&"KQ".to_owned()));
    }

    #[test]
    fn a_column_may_be_headed_by_the_number_on_the_sheet() {
        let mixed = "[[cau_hoi]]\nnoi_dung = \"Một\"\nyeu_to = \"A\"\n[[cau_hoi]]\nnoi_dung = \"Hai\"\n[[cau_hoi]]\nnoi_dung = \"Ba\"\nyeu_to = \"A\"\n";
        let questions = settings(mixed).questions();
        let aliases: Vec<_> = questions.iter().map(|q| q.aliases.join("|")).collect();
        assert_eq!(aliases, ["Câu 1. Một", "Câu 3. Hai", "Câu 2. Ba"]);
    }

    #[test]
    fn a_set_is_named_as_in_the_settings() {
        assert_eq!(set_choice("sipas_19"), Ok(SetChoice::Sipas19));
        assert_eq!(set_choice("rieng"), Ok(SetChoice::Own));
        assert!(set_choice("sipas").is_err());
    }
}
