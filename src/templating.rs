//! The one door to tera: texts with places to be filled, and what is wrong with them.

use std::io::{self, Write};
use std::ops::Range;

use serde::Serialize;
use tera::{ArgFromValue, Context, ErrorKind, Kwargs, State, Tera, Value};

/// Templates that were parsed, ready to be filled.
#[derive(Debug)]
pub(crate) struct TemplateSet(Tera);

/// Writes a value so that it is printed as it is.
pub(crate) type Escape = fn(&str, &mut dyn Write) -> io::Result<()>;

/// What a template may make of a value.
#[derive(Clone, Copy, Debug)]
pub(crate) enum TemplateFilter {
    Count(fn(u64) -> String),
    Text(fn(&str) -> String),
    /// `[[5, "hồ sơ trước hạn"], …]`.
    Pairs(fn(&[(u64, &str)]) -> String),
}

/// What is wrong with a template, or with what it is filled with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum TemplateFault {
    /// On this line, from 1.
    Syntax(usize),
    Unfilled {
        line: usize,
        /// Bytes of the text that cannot be filled.
        piece: Range<usize>,
        /// Names that there are at that place, as they are listed.
        known: Option<String>,
    },
    /// Templates that take in each other.
    Circle,
    /// A template of this name is called, and there is none.
    NoTemplate(String),
    /// A name that the template uses and nobody knows, if it can be told.
    Other(Option<String>),
}

impl TemplateSet {
    /// For HTML: values in templates whose names end with `.html` are escaped.
    pub(crate) fn of_pages() -> Self {
        let mut tera = Tera::new();
        tera.autoescape_on([".html"]);
        Self(tera)
    }

    /// For Markdown: those of `.md`.
    pub(crate) fn of_markdown(escape: Escape, filters: &[(&'static str, TemplateFilter)]) -> Self {
        let mut tera = Tera::new();
        tera.autoescape_on([".md"]);
        tera.set_escape_fn(escape);
        for (name, filter) in filters {
            register(&mut tera, name, *filter);
        }
        Self(tera)
    }

    pub(crate) fn add(&mut self, name: &str, text: &str) -> Result<(), TemplateFault> {
        self.0.add_raw_template(name, text).map_err(|error| fault(&error))
    }

    /// The same of templates that name one another.
    pub(crate) fn add_all(&mut self, all: &[(&str, &str)]) -> Result<(), TemplateFault> {
        self.0.add_raw_templates(all.iter().copied()).map_err(|error| fault(&error))
    }

    /// What a template names at its top level.
    pub(crate) fn variables(&self, name: &str) -> Result<Vec<&str>, TemplateFault> {
        let found = self.0.get_template_variables(name).map_err(|error| fault(&error))?;
        Ok(found.into_iter().collect())
    }

    /// `model` at the top level, `beside` as one more name.
    pub(crate) fn fill<M: Serialize, B: Serialize>(
        &self,
        name: &str,
        model: &M,
        beside: Option<(&'static str, &B)>,
    ) -> Result<String, TemplateFault> {
        context(model, beside)
            .and_then(|context| self.0.render(name, &context))
            .map_err(|error| fault(&error))
    }

    /// A line that is no template of the set; its values are not escaped.
    pub(crate) fn fill_line<M: Serialize, B: Serialize>(
        &self,
        line: &str,
        model: &M,
        beside: Option<(&'static str, &B)>,
    ) -> Result<String, TemplateFault> {
        context(model, beside)
            .and_then(|context| self.0.render_str(line, &context, false))
            .map_err(|error| fault(&error))
    }
}

fn register(tera: &mut Tera, name: &'static str, filter: TemplateFilter) {
    match filter {
        TemplateFilter::Count(words) => {
            tera.register_filter(name, move |value: u64, _: Kwargs, _: &State| words(value));
        }
        TemplateFilter::Text(words) => {
            tera.register_filter(name, move |value: &str, _: Kwargs, _: &State| words(value));
        }
        TemplateFilter::Pairs(words) => {
            tera.register_filter(name, move |value: Vec<Vec<Value>>, _: Kwargs, _: &State| {
                pairs(&value).map(|pairs| words(&pairs))
            });
        }
    }
}

fn pairs(value: &[Vec<Value>]) -> tera::TeraResult<Vec<(u64, &str)>> {
    let mut pairs = Vec::with_capacity(value.len());
    for pair in value {
        match pair.as_slice() {
            [count, words] => pairs.push((u64::from_value(count)?, <&str>::from_value(words)?)),
            // Told by its place in the template, as every fault of a filter is.
            _ => return Err(tera::Error::message("")),
        }
    }
    Ok(pairs)
}

fn context<M: Serialize, B: Serialize>(
    model: &M,
    beside: Option<(&'static str, &B)>,
) -> tera::TeraResult<Context> {
    let mut context = Context::from_serialize(model)?;
    if let Some((name, value)) = beside {
        context.insert_value(name, Value::try_from_serializable(value)?);
    }
    Ok(context)
}

/// The crate's words are looked at here, and told nowhere.
fn fault(error: &tera::Error) -> TemplateFault {
    match error.kind() {
        ErrorKind::SyntaxError(report) => TemplateFault::Syntax(report.span().start_line),
        ErrorKind::RenderingError(report) => {
            let known = report.message().split_once("Available fields: ");
            TemplateFault::Unfilled {
                line: report.span().start_line,
                piece: report.span().range.clone(),
                known: known.map(|(_, fields)| fields.to_owned()),
            }
        }
        ErrorKind::CircularInclude { .. } | ErrorKind::CircularExtend { .. } => {
            TemplateFault::Circle
        }
        ErrorKind::TemplateNotFound(missing) | ErrorKind::MissingParent { parent: missing, .. } => {
            TemplateFault::NoTemplate(missing.clone())
        }
        other => TemplateFault::Other(quoted(&other.to_string())),
    }
}

/// What a message of the crate puts between marks.
fn quoted(message: &str) -> Option<String> {
    message.split(['`', '\'']).nth(1).map(str::to_owned)
}
