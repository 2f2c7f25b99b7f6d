//! The printed questionnaire (phiếu lấy ý kiến): words of the template, tick boxes, a code for each sheet.

use jiff::civil::{Date, date};
use serde::Serialize;

use crate::document::block::{Block, Meta};
use crate::document::markdown::{InlinePiece, pieces};
use crate::document::template::Templates;
use crate::document::text::typeset;
use crate::error::{Error, Result};
use crate::model::Scale;

/// What is printed, from the settings.
#[derive(Clone, Debug)]
pub(crate) struct FormOptions {
    /// `SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI`, one item a line.
    pub(crate) agency_lines: Vec<String>,
    pub(crate) superior_line: Option<String>,
    /// Name in running text.
    pub(crate) agency: String,
    /// In the order of the sheet; those of one factor stand together.
    pub(crate) questions: Vec<FormQuestion>,
    pub(crate) scale: Scale,
    /// What is asked about who answers: a name, and what may be ticked.
    pub(crate) facts: Vec<(String, Vec<String>)>,
    /// The article by which who answers stays unknown.
    pub(crate) confidentiality: Option<String>,
}

#[derive(Clone, Debug)]
pub(crate) struct FormQuestion {
    pub(crate) text: String,
    pub(crate) factor: Option<String>,
}

/// A questionnaire, to be printed once for each code.
#[derive(Clone, Debug)]
pub(crate) struct Form {
    pub(crate) meta: Meta,
    pub(crate) superior: Option<String>,
    pub(crate) agency: Vec<String>,
    /// Heading, words and tables, in order.
    pub(crate) parts: Vec<FormPart>,
    /// One for each sheet of paper handed out.
    pub(crate) codes: Vec<String>,
}

#[derive(Clone, Debug)]
pub(crate) enum FormPart {
    /// A heading of level 1 is the title, one of level 2 stands below it.
    Text(Block),
    /// Fields of which several may share a line.
    Facts(Vec<FormFact>),
    Questions {
        /// Words of the scale, best first.
        levels: Vec<String>,
        sections: Vec<FormSection>,
    },
    /// Dotted lines for comments, below these words.
    Comments(String),
}

/// A name, and boxes to tick; without boxes a dotted line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FormFact {
    pub(crate) name: String,
    pub(crate) choices: Vec<String>,
}

/// Questions of one factor, numbered through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FormSection {
    pub(crate) factor: Option<String>,
    pub(crate) questions: Vec<(usize, String)>,
}

/// The day that all such files bear: a questionnaire is the same whenever it is printed.
const MADE: Date = date(2020, 1, 1);
const NAME: &str = "phieu-lay-y-kien.md";

/// The questionnaire with these codes.
pub(crate) fn form(
    options: &FormOptions,
    codes: Vec<String>,
    templates: &Templates,
) -> Result<Form> {
    #[derive(Serialize)]
    struct Model<'a> {
        co_quan: &'a str,
    }
    #[derive(Serialize)]
    struct Extra<'a> {
        #[serde(rename = "bao_mat")]
        confidentiality: Option<&'a str>,
    }

    let model = Model { co_quan: &options.agency };
    let extra = Extra { confidentiality: options.confidentiality.as_deref() };
    let filled = templates.fill(NAME, &model, &extra)?;
    let mut parts = Vec::new();
    for piece in pieces(&filled) {
        match piece {
            InlinePiece::Text(blocks) => parts.extend(blocks.into_iter().map(FormPart::Text)),
            InlinePiece::Insert { kind, name } => match (kind.as_str(), name.as_str()) {
                ("phieu", "thong-tin") => parts.push(FormPart::Facts(facts(options))),
                ("phieu", "cau-hoi") => parts.push(FormPart::Questions {
                    levels: options.scale.words().iter().map(|word| (*word).to_owned()).collect(),
                    sections: sections(&options.questions),
                }),
                ("phieu", "y-kien") => {
                    parts.push(FormPart::Comments("Ý kiến khác:".to_owned()));
                }
                _ => {
                    return Err(Error::Template {
                        name: NAME.to_owned(),
                        message: format!("không có gì tên “[[{kind}:{name}]]” để chèn"),
                    });
                }
            },
        }
    }
    if !parts.iter().any(|part| matches!(part, FormPart::Questions { .. })) {
        return Err(Error::Template {
            name: NAME.to_owned(),
            message: "thiếu dòng [[phieu:cau-hoi]]".to_owned(),
        });
    }
    Ok(Form {
        meta: Meta {
            title: "Phiếu lấy ý kiến".to_owned(),
            author: options.agency.clone(),
            subject: "Lấy ý kiến về việc tiếp nhận và giải quyết thủ tục hành chính".to_owned(),
            keywords: "phiếu lấy ý kiến; mức độ hài lòng".to_owned(),
            day: MADE,
        },
        superior: options.superior_line.clone(),
        agency: options.agency_lines.clone(),
        parts,
        codes,
    })
}

/// Where and when, then who.
fn facts(options: &FormOptions) -> Vec<FormFact> {
    let written = |name: &str| FormFact { name: name.to_owned(), choices: Vec::new() };
    let asked = options.facts.iter().map(|(name, choices)| FormFact {
        name: typeset(name),
        choices: choices.iter().map(|choice| typeset(choice)).collect(),
    });
    [written("Phòng, đơn vị giải quyết"), written("Ngày trả lời")]
        .into_iter()
        .chain(asked)
        .collect()
}

/// Questions of one factor stand together, in the order in which factors appear.
fn sections(questions: &[FormQuestion]) -> Vec<FormSection> {
    let mut sections: Vec<FormSection> = Vec::new();
    for question in questions {
        let text = typeset(&question.text);
        match sections.iter_mut().find(|section| section.factor == question.factor) {
            Some(section) => section.questions.push((0, text)),
            None => sections
                .push(FormSection { factor: question.factor.clone(), questions: vec![(0, text)] }),
        }
    }
    let numbers = 1..;
    let all = sections.iter_mut().flat_map(|section| &mut section.questions);
    for (number, question) in numbers.zip(all) {
        question.0 = number;
    }
    sections
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn question(text: &str, factor: Option<&str>) -> FormQuestion {
        FormQuestion { text: text.to_owned(), factor: factor.map(str::to_owned) }
    }

    fn options() -> FormOptions {
        FormOptions {
            agency_lines: vec!["SỞ VÍ DỤ".to_owned()],
            superior_line: None,
            agency: "Sở *Ví Dụ*".to_owned(),
            questions: vec![question("Một", Some("A")), question("Hai", None)],
            scale: Scale::Three,
            facts: vec![("Giới tính".to_owned(), vec!["Nam".to_owned(), "Nữ".to_owned()])],
            confidentiality: None,
        }
    }

    #[test]
    fn questions_of_one_factor_stand_together_and_are_numbered_through() {
        let got = sections(&[
            question("Một", Some("A")),
            question("Hai", Some("B")),
            question("Ba", Some("A")),
        ]);
        let flat: Vec<_> = got
            .iter()
            .map(|section| {
                let numbers: Vec<_> = section.questions.iter().map(|(n, t)| (*n, &**t)).collect();
                (section.factor.as_deref(), numbers)
            })
            .collect();
        assert_eq!(flat, [(Some("A"), vec![(1, "Một"), (2, "Ba")]), (Some("B"), vec![(3, "Hai")])]);
    }

    #[test]
    fn the_template_places_facts_questions_and_lines() {
        let templates = Templates::new(&BTreeMap::new()).expect("templates");
        let form = form(&options(), vec!["0001".to_owned()], &templates).expect("a form");
        let kinds: Vec<&str> = form
            .parts
            .iter()
            .map(|part| match part {
                FormPart::Text(Block::Heading { .. }) => "heading",
                FormPart::Text(_) => "text",
                FormPart::Facts(_) => "facts",
                FormPart::Questions { .. } => "questions",
                FormPart::Comments(_) => "comments",
            })
            .collect();
        assert_eq!(
            kinds,
            ["heading", "heading", "text", "facts", "text", "questions", "comments", "text"]
        );
        let Some(FormPart::Facts(facts)) = form.parts.get(3) else { panic!("{:?}", form.parts) };
        assert_eq!(facts.len(), 3);
        assert_eq!(facts[2].choices, ["Nam", "Nữ"]);
    }

    #[test]
    fn a_template_without_questions_is_no_questionnaire() {
        let with = |text: &str| {
            let own = BTreeMap::from([(NAME.to_owned(), text.to_owned())]);
            let templates = Templates::new(&own).expect("templates");
            form(&options(), Vec::new(), &templates).expect_err("a fault").to_string()
        };
        assert!(with("# A").contains("[[phieu:cau-hoi]]"));
        assert!(with("[[bang:ho-so]]").contains("[[bang:ho-so]]"));
    }
}
