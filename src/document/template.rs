//! The wording as Tera templates: embedded, overridable by name, strict, every value escaped for Markdown.

use std::collections::BTreeMap;
use std::io::Write;

use serde::Serialize;

use crate::document::filling::filling;
use crate::document::marked::{figure, words};
use crate::document::text;
use crate::error::{Error, Result};
use crate::model::{capitalized, without_kept};
use crate::templating::{TemplateFault, TemplateFilter, TemplateSet};

/// Every template that ships, by the name under which an office overrides it.
const EMBEDDED: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/templates.rs"));

/// An office's own template by this name serves each wording of Mẫu số 04 that it has no template of its own for.
const EVERY_WORDING: &str = "phieu-xin-loi.md";

/// What a template may name at its top level: the fields of `Report`, `LateList` and `Letter`, and `van_ban`.
const KNOWN: [&str; 52] = [
    "phien_ban",
    "co_quan",
    "ky",
    "don_vi",
    "ho_so",
    "hai_long",
    "y_kien",
    "don_thu",
    "tu_danh_gia",
    "cham_diem",
    "chi_so_766",
    "thu_xin_loi",
    "du_lieu",
    "lua_chon",
    "muc_tieu",
    "xep_hang",
    "ky_truoc",
    "cung_ky",
    "xu_huong",
    "luy_ke",
    "doi_chieu_ky",
    "toan_co_quan",
    "tong_hop",
    "da_giai_quyet",
    "dang_giai_quyet",
    "so_da_giai_quyet",
    "so_dang_giai_quyet",
    "loai",
    "ma_ho_so",
    "nguoi_nhan",
    "xung_ho",
    "dia_chi",
    "thu_tuc",
    "ngay_tiep_nhan",
    "ngay_hen_tra",
    "ngay_hen_lai",
    "ngay_ket_thuc",
    "ly_do",
    "tinh_trang",
    "nam",
    "thu_tu",
    "so",
    "thay_cho",
    "tep",
    "khoa",
    "han",
    "hen_lai",
    "ket_thuc",
    "van_ban",
    "loop",
    "linh_vuc",
    "trich_yeu",
];

/// What templates may make of values.
const FILTERS: [(&str, TemplateFilter); 13] = [
    ("so", TemplateFilter::Count(|value, id| figure(id, &text::count(value)))),
    ("con_so", TemplateFilter::Count(|value, id| figure(id, &text::thousands(value)))),
    ("muc", TemplateFilter::Count(|value, id| figure(id, &text::target(value)))),
    ("so_lieu", TemplateFilter::Figure(|printed, id| figure(Some(id), printed.unwrap_or("–")))),
    ("phan_so", TemplateFilter::Fraction(|counts, id| figure(Some(id), &fraction(counts)))),
    ("liet_ke", TemplateFilter::Pairs(text::listed)),
    ("gom", TemplateFilter::Pairs(text::made_of)),
    ("trong_do", TemplateFilter::Pairs(text::part_of)),
    ("ten_cac_loai", TemplateFilter::Pairs(text::names)),
    ("thuong_dau", TemplateFilter::Text(text::without_capital)),
    ("hoa_dau", TemplateFilter::Text(capitalized)),
    ("bo_cham", TemplateFilter::Text(without_stop)),
    ("bo_do", TemplateFilter::Text(|reason| text::without_because(reason).to_owned())),
];

/// Under what name stands what is beside the figures.
const BESIDE: &str = "van_ban";

/// Parsed templates, ready to be filled.
#[derive(Debug)]
pub(crate) struct Templates {
    set: TemplateSet,
    /// Texts in force, for quoting the faulty place.
    sources: BTreeMap<String, String>,
}

impl Templates {
    /// The embedded templates with the office's own in their place. A name that is not known, a
    /// fault in the syntax or a variable that no document has stops here, before any row is read.
    pub(crate) fn new(overrides: &BTreeMap<String, String>) -> Result<Self> {
        let names: Vec<&str> =
            EMBEDDED.iter().map(|(name, _)| *name).chain([EVERY_WORDING]).collect();
        if let Some(name) = overrides.keys().find(|name| !names.contains(&name.as_str())) {
            let message = format!("không có mẫu tên này; các mẫu có thể sửa: {}", names.join(", "));
            return Err(Error::Template { name: name.clone(), message });
        }
        let sources: BTreeMap<String, String> = EMBEDDED
            .iter()
            .map(|(name, text)| {
                let every = name.starts_with("phieu-xin-loi-").then_some(EVERY_WORDING);
                let own = overrides.get(*name).or_else(|| overrides.get(every?));
                let text = own.map_or(*text, String::as_str);
                (
                    (*name).to_owned(),
                    without_kept(text.strip_prefix('\u{feff}').unwrap_or(text)).into_owned(),
                )
            })
            .collect();
        let mut set = TemplateSet::of_markdown(escape, &FILTERS);
        for (name, source) in &sources {
            set.add(name, source).map_err(|fault| wrong(name, source, &fault))?;
        }
        let templates = Self { set, sources };
        for name in templates.sources.keys() {
            templates.check_variables(name)?;
        }
        Ok(templates)
    }

    /// Name and text of every template that ships.
    pub(crate) const fn embedded() -> &'static [(&'static str, &'static str)] {
        EMBEDDED
    }

    /// The Markdown of a filled template. `model` is the document's figures, `extra` what stands
    /// beside them under `van_ban`.
    pub(crate) fn fill<M: Serialize, X: Serialize>(
        &self,
        name: &str,
        model: &M,
        extra: &X,
    ) -> Result<String> {
        let source = self.sources.get(name).map_or("", String::as_str);
        filling(name, || self.set.fill(name, model, Some((BESIDE, extra))))
            .map_err(|fault| wrong(name, source, &fault))
    }

    /// A line of the settings that may hold placeholders, as plain text.
    pub(crate) fn fill_line<M: Serialize>(
        &self,
        name: &str,
        line: &str,
        model: &M,
    ) -> Result<String> {
        filling(name, || self.set.fill_line(line, model, Some((BESIDE, &()))))
            .map(|filled| words(&filled))
            .map_err(|fault| wrong(name, line, &fault))
    }

    fn check_variables(&self, name: &str) -> Result<()> {
        let source = self.sources.get(name).map_or("", String::as_str);
        let found = self.set.variables(name).map_err(|fault| wrong(name, source, &fault))?;
        let mut unknown: Vec<&str> = found.into_iter().filter(|v| !KNOWN.contains(v)).collect();
        unknown.sort_unstable();
        let Some(variable) = unknown.first() else { return Ok(()) };
        let line = source.lines().position(|line| line.contains(variable)).map_or(1, |at| at + 1);
        let message = format!("dòng {line}: không có biến “{variable}”");
        Err(Error::Template { name: name.to_owned(), message })
    }
}

/// `318/342`.
fn fraction([part, whole]: [u64; 2]) -> String {
    format!("{}/{}", text::thousands(part), text::thousands(whole))
}

fn without_stop(text: &str) -> String {
    text.trim_end_matches(['.', ';', ' ']).to_owned()
}

/// Backslashes ASCII punctuation and turns line breaks into spaces, so that a value prints as it is
/// and never becomes markup, a list, or a line of its own.
fn escape(value: &str, out: &mut dyn Write) -> std::io::Result<()> {
    let mut buffer = [0; 4];
    for c in value.chars() {
        if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') {
            out.write_all(b" ")?;
            continue;
        }
        if c.is_ascii_punctuation() {
            out.write_all(b"\\")?;
        }
        out.write_all(c.encode_utf8(&mut buffer).as_bytes())?;
    }
    Ok(())
}

/// A fault of a template, with its line and the piece of it that is at fault.
fn wrong(name: &str, source: &str, fault: &TemplateFault) -> Error {
    let message = match fault {
        TemplateFault::Syntax(line) => {
            let text = source.lines().nth(line.saturating_sub(1)).unwrap_or_default().trim();
            format!("dòng {line}: sai cú pháp ở “{text}”{}", in_place(name))
        }
        TemplateFault::Unfilled { line, piece, known } => {
            let piece = source.get(piece.clone()).unwrap_or_default().trim();
            let piece = if piece.is_empty() { String::new() } else { format!(" “{piece}”") };
            let known = known.as_ref().map(|fields| format!("; ở đây chỉ có: {fields}"));
            let known = known.unwrap_or_default();
            format!("dòng {line}: không điền được{piece}{known}{}", in_place(name))
        }
        TemplateFault::Circle => "mẫu gọi lẫn nhau thành vòng".to_owned(),
        TemplateFault::NoTemplate(missing) => format!("gọi mẫu “{missing}” không có"),
        TemplateFault::Other(unknown) => {
            let unknown = unknown.as_ref().map(|name| format!(" “{name}”")).unwrap_or_default();
            format!("không dùng được{unknown}{}", in_place(name))
        }
    };
    Error::Template { name: name.to_owned(), message }
}

/// What to do about a template of the office's own.
fn in_place(name: &str) -> &'static str {
    if EMBEDDED.iter().any(|(known, _)| *known == name) {
        "\n   = gợi ý: chuyển tệp này ra khỏi mau thì chương trình dùng mẫu có sẵn; muốn sửa tiếp thì so lại với mẫu gốc (cách lấy: mục “Muốn sửa câu chữ có sẵn” của hướng dẫn sử dụng)"
    } else {
        ""
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Serialize)]
    struct Model {
        ly_do: String,
    }

    fn with(text: &str) -> BTreeMap<String, String> {
        BTreeMap::from([("thu-xin-loi.md".to_owned(), text.to_owned())])
    }

    #[track_caller]
    fn fault(text: &str, want: &str) {
        let model = Model { ly_do: "x".to_owned() };
        let error = Templates::new(&with(text))
            .and_then(|t| t.fill("thu-xin-loi.md", &model, &()))
            .expect_err("a fault");
        let text = error.to_string();
        assert!(text.starts_with("Mẫu “thu-xin-loi.md” có lỗi: "), "{text}");
        assert!(text.contains(want), "{text}");
    }

    #[test]
    fn embedded_templates_parse_and_name_only_what_documents_have() {
        Templates::new(&BTreeMap::new()).expect("embedded templates");
    }

    #[test]
    fn a_template_of_an_office_makes_no_figure_of_its_own() {
        let model = Model { ly_do: "x".to_owned() };
        let text = "\u{f8f2}HS-07\u{f8f3}99\u{f8f4}";
        let filled =
            Templates::new(&with(text)).and_then(|t| t.fill("thu-xin-loi.md", &model, &()));
        assert_eq!(filled.expect("filled").trim(), "HS-0799");
    }

    #[test]
    fn faults_name_the_template_and_the_line() {
        fault("một\n{% if %}\n", "dòng 2");
        fault("một\n\n{{ ly_do.chi_tiet }}", "dòng 3");
        fault("a\n{{ ly_doo }}", "dòng 2: không có biến “ly_doo”");
        fault("{{ ly_do | khong_co }}", "khong_co");
        let error = Templates::new(&BTreeMap::from([("la.md".to_owned(), String::new())]))
            .expect_err("an unknown name");
        assert!(error.to_string().contains("bao-cao.md"));
    }

    #[test]
    fn one_template_of_an_office_may_serve_every_wording_of_a_form() {
        let own = BTreeMap::from([
            ("phieu-xin-loi.md".to_owned(), "chung".to_owned()),
            ("phieu-xin-loi-2025.md".to_owned(), "riêng".to_owned()),
        ]);
        let templates = Templates::new(&own).expect("templates");
        let filled = |wording: &str| {
            let model = Model { ly_do: String::new() };
            templates.fill(&format!("phieu-xin-loi-{wording}.md"), &model, &()).expect("a text")
        };
        assert_eq!([filled("2018"), filled("2025")], ["chung", "riêng"]);
    }

    #[test]
    fn values_are_escaped_for_markdown() {
        let templates = Templates::new(&with("{{ ly_do }}")).expect("templates");
        let model = Model { ly_do: "*a*\n# <b> 1. |x| [[bang:y]] &amp; \\".to_owned() };
        assert_eq!(
            templates.fill("thu-xin-loi.md", &model, &()).expect("text"),
            "\\*a\\* \\# \\<b\\> 1\\. \\|x\\| \\[\\[bang\\:y\\]\\] \\&amp\\; \\\\"
        );
    }
}
