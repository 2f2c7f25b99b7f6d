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
    /// With the id that the template gives, `so(ma="HS-07")`.
    Count(fn(u64, Option<&str>) -> String),
    Text(fn(&str) -> String),
    /// `so_lieu(ma="TL-01")`; also of what is absent.
    Figure(fn(Option<&str>, &str) -> String),
    /// Of a rate, part and whole: `phan_so(ma="TL-01")`.
    Fraction(fn([u64; 2], &str) -> String),
    /// `[[5, "hồ sơ trước hạn", "HS-08"], …]`.
    Pairs(fn(&[TemplatePair<'_>]) -> String),
}

/// A count, what is counted, and the id of the figure that it is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TemplatePair<'t> {
    pub(crate) count: u64,
    pub(crate) words: &'t str,
    pub(crate) figure: Option<&'t str>,
}

/// Where a template gives the id of a figure.
const ID: &str = "ma";

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
            tera.register_filter(name, move |value: u64, given: Kwargs, _: &State| {
                given.get::<&str>(ID).map(|id| words(value, id))
            });
        }
        TemplateFilter::Text(words) => {
            tera.register_filter(name, move |value: &str, _: Kwargs, _: &State| words(value));
        }
        TemplateFilter::Figure(words) => {
            tera.register_filter(name, move |value: &Value, given: Kwargs, _: &State| {
                let printed = if value.is_none() { None } else { Some(<&str>::from_value(value)?) };
                given.must_get::<&str>(ID).map(|id| words(printed, id))
            });
        }
        TemplateFilter::Fraction(words) => {
            tera.register_filter(name, move |value: &Value, given: Kwargs, _: &State| {
                let count = |key| {
                    value.get_from_path(key).map_or_else(|| Err(unreadable()), u64::from_value)
                };
                let counts = [count("tu")?, count("mau")?];
                given.must_get::<&str>(ID).map(|id| words(counts, id))
            });
        }
        TemplateFilter::Pairs(words) => {
            tera.register_filter(name, move |value: Vec<Vec<Value>>, _: Kwargs, _: &State| {
                pairs(&value).map(|pairs| words(&pairs))
            });
        }
    }
}

fn pairs(value: &[Vec<Value>]) -> tera::TeraResult<Vec<TemplatePair<'_>>> {
    let mut pairs = Vec::with_capacity(value.len());
    for pair in value {
        let [count, words, id @ ..] = pair.as_slice() else { return Err(unreadable()) };
        let figure = match id {
            [] => None,
            [id] => Some(<&str>::from_value(id)?),
            _ => return Err(unreadable()),
        };
        let (count, words) = (u64::from_value(count)?, <&str>::from_value(words)?);
        pairs.push(TemplatePair { count, words, figure });
    }
    Ok(pairs)
}

/// Told by its place in the template, as every fault of a filter is.
fn unreadable() -> tera::Error {
    tera::Error::message("")
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
