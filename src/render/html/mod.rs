//! The document as one HTML file that stands alone: no script, nothing fetched, prints as it reads.

mod archive;
mod figures_page;
mod links;
mod svg;
mod table;

use crate::document::{
    AGENCY_ROOM, Annex, Block, Document, Inline, Letterhead, ListItem, MOTTO, NATION, Orientation,
    Paper, ParagraphStyle, Signature, Title, capitals_width, whole_words,
};
use crate::error::Result;
use crate::render::html::links::FigureLinks;
use crate::render::page::composed;
use crate::report::Report;

pub(crate) use archive::{
    ArchivePage, LettersEntry, PaperEntry, PeriodEntry, RegisterEntry, TrendEntry, archive_page,
};
pub(crate) use figures_page::figures_page;

const STYLE: &str = include_str!("../../../templates/bao-cao.css");
/// Over the style above for forms on A5 (TT 01/2018/TT-VPCP Điều 9).
const STYLE_A5: &str = "@page { size: A5; margin: 12mm 12mm 12mm 18mm; }\n";

/// Nothing runs and nothing is asked of any machine, whatever stands in a name. White paper in any theme.
const POLICY: &str = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'\">\n\
<meta name=\"color-scheme\" content=\"only light\">\n";

/// The whole file. Cannot fail; the result keeps the shape that every writer has.
#[expect(clippy::unnecessary_wraps, reason = "one shape for all writers")]
pub(crate) fn html(document: &Document) -> Result<Vec<u8>> {
    Ok(written(document, HtmlPage::default()))
}

/// The same of an office's own report, each figure of its tables with an anchor and a link into the file of the
/// explanations.
#[expect(clippy::unnecessary_wraps, reason = "one shape for all writers")]
pub(crate) fn linked_html(document: &Document, report: &Report, file: &str) -> Result<Vec<u8>> {
    let links = Some(FigureLinks::new(report, file));
    Ok(written(document, HtmlPage { links, ..HtmlPage::default() }))
}

fn written(document: &Document, mut page: HtmlPage<'_>) -> Vec<u8> {
    page.head(document);
    page.push("<header class=\"screen\">\n");
    page.push("<a class=\"skip\" href=\"#van-ban\">Đến nội dung văn bản</a>\n");
    page.contents(document);
    page.push("</header>\n<main id=\"van-ban\" tabindex=\"-1\">\n<div class=\"sheet\">\n");
    page.letterhead(&document.letterhead);
    page.title(&document.title);
    page.addressees(&document.addressees);
    let mut headings = 0;
    page.blocks(&document.body, &mut headings, 2);
    page.signature(&document.signature);
    page.contact(&document.letterhead.contact);
    page.push("</div>\n");
    for (number, annex) in (1..).zip(&document.annexes) {
        page.annex(annex, number, &mut headings);
    }
    page.push("</main>\n");
    page.push("<footer class=\"screen\"><a href=\"#dau-trang\">Về đầu trang</a></footer>\n");
    page.push("</body>\n</html>\n");
    page.out.into_bytes()
}

/// The file as it grows.
#[derive(Default)]
struct HtmlPage<'a> {
    out: String,
    /// Charts so far, for the ids of their titles.
    charts: usize,
    /// Tables so far, for the ids of their captions and header cells.
    tables: usize,
    /// The annex being written: names a table that has no caption.
    section: String,
    /// Where its figures are explained.
    links: Option<FigureLinks<'a>>,
}

impl HtmlPage<'_> {
    fn push(&mut self, markup: &str) {
        self.out.push_str(markup);
    }

    /// An element with text.
    fn element(&mut self, tag: &str, class: &str, text: &str) {
        self.push(&format!("<{tag} class=\"{class}\">{}</{tag}>\n", escaped(text)));
    }

    fn head(&mut self, document: &Document) {
        let meta = &document.meta;
        self.push("<!DOCTYPE html>\n");
        self.push(match document.paper {
            Paper::A4 => "<html lang=\"vi\">\n",
            Paper::A5 => "<html lang=\"vi\" class=\"a5\">\n",
        });
        self.push("<head>\n<meta charset=\"utf-8\">\n");
        self.push(POLICY);
        self.push("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        self.push(&format!("<title>{}</title>\n", escaped(&meta.title)));
        let day = meta.day.to_string();
        for (name, value) in [
            ("author", &meta.author),
            ("description", &meta.subject),
            ("keywords", &meta.keywords),
            ("date", &day),
        ] {
            self.push(&format!("<meta name=\"{name}\" content=\"{}\">\n", escaped(value)));
        }
        self.push("<style>\n");
        self.push(STYLE);
        if document.paper == Paper::A5 {
            self.push(STYLE_A5);
        }
        for (number, annex) in (1..).zip(&document.annexes) {
            self.push(&pages(annex, number));
        }
        self.push("</style>\n</head>\n<body id=\"dau-trang\">\n");
    }

    /// Contents list for the screen, where there is enough to find.
    fn contents(&mut self, document: &Document) {
        let headings: Vec<(u8, String)> = document
            .body
            .iter()
            .filter_map(|block| match block {
                Block::Heading { level, text } => Some((*level, set(text))),
                Block::Paragraph { .. } | Block::List(_) | Block::Table(_) | Block::Chart(_) => {
                    None
                }
            })
            .collect();
        if headings.len() + document.annexes.len() < 3 {
            return;
        }
        self.push("<nav class=\"contents\" aria-label=\"Mục lục\">\n<p>Mục lục</p>\n<ol>\n");
        let mut open = false;
        for (number, (level, text)) in (1..).zip(&headings) {
            let link = format!("<a href=\"#muc-{number}\">{text}</a>");
            match level {
                1 => {
                    self.push(if open { "</ol></li>\n" } else { "" });
                    self.push(&format!("<li>{link}<ol>\n"));
                    open = true;
                }
                2 if open => self.push(&format!("<li>{link}</li>\n")),
                _ => {}
            }
        }
        self.push(if open { "</ol></li>\n" } else { "" });
        for (number, annex) in (1..).zip(&document.annexes) {
            let text = escaped(&format!("{}. {}", annex.label, annex.title));
            self.push(&format!("<li><a href=\"#phu-luc-{number}\">{text}</a></li>\n"));
        }
        if let Some(links) = &self.links {
            let link = format!("<li><a href=\"{}\">Diễn giải số liệu</a></li>\n", links.file);
            self.push(&link);
        }
        self.push("</ol>\n</nav>\n");
    }

    fn letterhead(&mut self, head: &Letterhead) {
        self.push("<header class=\"letterhead\">\n<div>\n");
        for superior in &head.superior {
            self.element("p", "superior", superior);
        }
        let agency: Vec<String> = head.agency.iter().map(|line| escaped(line)).collect();
        let smaller = smaller(&head.agency);
        self.push(&format!("<p class=\"agency\"{smaller}>{}</p>\n", agency.join("<br>")));
        self.push("</div>\n<div>\n");
        if head.motto {
            self.element("p", "nation", NATION);
            self.element("p", "motto", MOTTO);
        }
        self.push("</div>\n<div>\n");
        if let Some(number) = &head.number {
            self.element("p", "number", number);
        }
        if let Some(regarding) = &head.regarding {
            self.element("p", "regarding", regarding);
        }
        self.push("</div>\n<div>\n");
        self.element("p", "place", &head.place_date);
        self.push("</div>\n</header>\n");
    }

    fn title(&mut self, title: &Title) {
        if title.kind.is_empty() && title.subject.is_none() {
            return;
        }
        self.push("<div class=\"title\">\n<h1>");
        self.push(&format!("<span class=\"kind\">{}</span>", escaped(&title.kind)));
        if let Some(subject) = &title.subject {
            // A browser knows no price of a break: the syllables of a word are tied.
            let subject = escaped(&whole_words(&parted(subject)));
            self.push(&format!(" <span class=\"subject\">{subject}</span>"));
        }
        self.push("</h1>\n");
        if let Some(note) = &title.note {
            self.element("p", "note", note);
        }
        self.push("</div>\n");
    }

    fn addressees(&mut self, addressees: &[String]) {
        match addressees {
            [] => {}
            [one] => self.element("p", "addressees", &format!("Kính gửi: {one}")),
            many => {
                self.push("<div class=\"addressees many\"><span>Kính gửi:</span>\n<ul>\n");
                self.dashed(many);
                self.push("</ul>\n</div>\n");
            }
        }
    }

    /// `- …;` with a period after the last.
    fn dashed(&mut self, lines: &[String]) {
        for (number, line) in (1..).zip(lines) {
            let end = if number == lines.len() { "." } else { ";" };
            self.push(&format!("<li>- {}{end}</li>\n", escaped(line)));
        }
    }

    /// `first` is the HTML level of a heading of level 1.
    fn blocks(&mut self, blocks: &[Block], headings: &mut usize, first: u8) {
        for block in blocks {
            match block {
                Block::Heading { level, text } => {
                    *headings += 1;
                    let tag = (first + level.saturating_sub(1)).min(6);
                    let text = self.inline(text);
                    self.push(&format!("<h{tag} id=\"muc-{headings}\">{text}</h{tag}>\n"));
                }
                Block::Paragraph { style, text } => {
                    let class = match style {
                        ParagraphStyle::Body => "",
                        ParagraphStyle::LegalBasis => " class=\"basis\"",
                        ParagraphStyle::Note => " class=\"note\"",
                        ParagraphStyle::FormNumber => " class=\"form\"",
                        ParagraphStyle::Unit => " class=\"unit\"",
                    };
                    let text = self.inline(text);
                    self.push(&format!("<p{class}>{text}</p>\n"));
                }
                Block::List(items) => self.list(items),
                Block::Table(table) => {
                    self.tables += 1;
                    table::table(table, self.tables, self);
                }
                Block::Chart(chart) => {
                    self.charts += 1;
                    svg::figure(chart, self.charts, self);
                }
            }
        }
    }

    /// Runs of text with their styles; each figure leads to its explanation.
    fn inline(&mut self, text: &[Inline]) -> String {
        let Some(links) = &mut self.links else { return set(text) };
        let mut out = String::new();
        for run in text {
            let words = escaped(&run.text);
            let words = match &run.figure {
                Some(id) => links.linked(id, &words),
                None => words,
            };
            out.push_str(&styled(run, &words));
        }
        out
    }

    fn list(&mut self, items: &[ListItem]) {
        self.push("<ul class=\"items\" role=\"list\">\n");
        for item in items {
            let text = self.inline(&item.text);
            self.push(&format!("<li>{} {text}", escaped(&item.mark)));
            if !item.children.is_empty() {
                self.push("\n");
                self.list(&item.children);
            }
            self.push("</li>\n");
        }
        self.push("</ul>\n");
    }

    fn signature(&mut self, signature: &Signature) {
        let unsigned = signature.authority.is_empty() && signature.name.is_none();
        if unsigned && signature.recipients.is_empty() {
            return;
        }
        self.push("<footer class=\"signature\">\n<div class=\"recipients\">\n");
        if !signature.recipients.is_empty() {
            self.push("<strong>Nơi nhận:</strong>\n<ul role=\"list\">\n");
            self.dashed(&signature.recipients);
            self.push("</ul>\n");
        }
        self.push("</div>\n<div class=\"signer\">\n");
        for line in &signature.authority {
            self.element("p", "authority", line);
        }
        if let Some(name) = &signature.name {
            self.element("p", "name", name);
        }
        self.push("</div>\n</footer>\n");
    }

    /// Box 13.
    fn contact(&mut self, contact: &[String]) {
        if contact.is_empty() {
            return;
        }
        let lines: Vec<String> = contact.iter().map(|line| escaped(line)).collect();
        self.push(&format!("<address>{}</address>\n", lines.join("<br>\n")));
    }

    fn annex(&mut self, annex: &Annex, number: usize, headings: &mut usize) {
        let class = match annex.orientation {
            Orientation::Portrait => "portrait",
            Orientation::Landscape => "landscape",
        };
        let label = format!("aria-labelledby=\"phu-luc-{number}\"");
        self.section.clone_from(&annex.title);
        self.push(&format!("<section class=\"sheet annex {class} so-{number}\" {label}>\n"));
        self.push("<div class=\"heading\">\n");
        self.push(&format!(
            "<h2 id=\"phu-luc-{number}\"><span>{}</span> <span>{}</span></h2>\n",
            escaped(&annex.label),
            escaped(&annex.title.to_uppercase())
        ));
        if let Some(reference) = &annex.reference {
            self.element("p", "reference", reference);
        }
        self.push("</div>\n");
        self.blocks(&annex.body, headings, 3);
        self.push("</section>\n");
    }
}

/// How the pages of an annex are printed: its own paper, and a counter of its own.
fn pages(annex: &Annex, number: usize) -> String {
    let paper = match annex.orientation {
        Orientation::Portrait => "",
        Orientation::Landscape => "size: A4 landscape; margin: 20mm 15mm 15mm 20mm; ",
    };
    format!(
        "@page phu-luc-{number} {{ {paper}counter-increment: phu-luc-{number}; \
         @top-center {{ content: counter(phu-luc-{number}, tu-trang-hai); }} }}\n\
         .annex.so-{number} {{ page: phu-luc-{number}; }}\n"
    )
}

/// A size for lines that would not fit as they are: they are broken by hand and must not wrap, unless they
/// would become too small to read.
fn smaller(lines: &[String]) -> String {
    let widest = lines.iter().map(|line| capitals_width(line)).max().unwrap_or(0);
    if widest <= AGENCY_ROOM {
        return String::new();
    }
    match AGENCY_ROOM * 100 / widest {
        percent @ 80.. => format!(" style=\"font-size:{percent}%\""),
        _ => " style=\"white-space:normal\"".to_owned(),
    }
}

/// Runs of text with their styles, none of which leads anywhere.
fn set(text: &[Inline]) -> String {
    Inline::merged(text).iter().map(|run| styled(run, &escaped(&run.text))).collect()
}

fn styled(run: &Inline, words: &str) -> String {
    match (run.bold, run.italic) {
        (false, false) => words.to_owned(),
        (true, false) => format!("<strong>{words}</strong>"),
        (false, true) => format!("<em>{words}</em>"),
        (true, true) => format!("<strong><em>{words}</em></strong>"),
    }
}

/// Text as text, as it is printed: markup characters escaped, control characters and marks that turn lines round dropped.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in composed(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// A long name that paper keeps on one line is wider than a telephone.
fn parted(subject: &str) -> String {
    const NO_BREAK: char = '\u{a0}';
    let words = subject.split(' ').map(|tied| match tied.matches(NO_BREAK).count() {
        0..=2 => tied.to_owned(),
        _ => tied.replace(NO_BREAK, " "),
    });
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
