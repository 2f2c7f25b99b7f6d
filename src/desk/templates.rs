//! The pages as templates, every value escaped for HTML.

use serde::Serialize;

use crate::error::{Error, Result};
use crate::templating::{TemplateFault, TemplateSet};

const EMBEDDED: &[(&str, &str)] = &[
    ("khung.html", include_str!("../../templates/ban-lam-viec/khung.html")),
    ("mot-dieu.html", include_str!("../../templates/ban-lam-viec/mot-dieu.html")),
    ("tong-quan.html", include_str!("../../templates/ban-lam-viec/tong-quan.html")),
    ("bat-dau.html", include_str!("../../templates/ban-lam-viec/bat-dau.html")),
    ("bat-dau-tep.html", include_str!("../../templates/ban-lam-viec/bat-dau-tep.html")),
    ("bat-dau-xem.html", include_str!("../../templates/ban-lam-viec/bat-dau-xem.html")),
    ("du-lieu.html", include_str!("../../templates/ban-lam-viec/du-lieu.html")),
    ("phat-hien.html", include_str!("../../templates/ban-lam-viec/phat-hien.html")),
    ("nhan-dien.html", include_str!("../../templates/ban-lam-viec/nhan-dien.html")),
    ("chon-cot.html", include_str!("../../templates/ban-lam-viec/chon-cot.html")),
    ("chon-chu-so.html", include_str!("../../templates/ban-lam-viec/chon-chu-so.html")),
    ("vua-xong.html", include_str!("../../templates/ban-lam-viec/vua-xong.html")),
    ("mot-cho.html", include_str!("../../templates/ban-lam-viec/mot-cho.html")),
    ("bao-cao.html", include_str!("../../templates/ban-lam-viec/bao-cao.html")),
    ("thu-xin-loi.html", include_str!("../../templates/ban-lam-viec/thu-xin-loi.html")),
    ("phieu.html", include_str!("../../templates/ban-lam-viec/phieu.html")),
    ("cai-dat.html", include_str!("../../templates/ban-lam-viec/cai-dat.html")),
    ("cai-dat-phan.html", include_str!("../../templates/ban-lam-viec/cai-dat-phan.html")),
    ("mot-o.html", include_str!("../../templates/ban-lam-viec/mot-o.html")),
    ("dien-giai.html", include_str!("../../templates/ban-lam-viec/dien-giai.html")),
    ("so-sanh.html", include_str!("../../templates/ban-lam-viec/so-sanh.html")),
    ("khac.html", include_str!("../../templates/ban-lam-viec/khac.html")),
    ("luu-tru.html", include_str!("../../templates/ban-lam-viec/luu-tru.html")),
    ("dang-lam.html", include_str!("../../templates/ban-lam-viec/dang-lam.html")),
    ("loi-nhan.html", include_str!("../../templates/ban-lam-viec/loi-nhan.html")),
];

/// Parsed once, when the desk opens.
#[derive(Debug)]
pub(crate) struct PageTemplates(TemplateSet);

impl PageTemplates {
    pub(crate) fn new() -> Result<Self> {
        let mut set = TemplateSet::of_pages();
        set.add_all(EMBEDDED).map_err(|fault| inner("các trang của bàn làm việc", &fault))?;
        Ok(Self(set))
    }

    pub(crate) fn fill<V: Serialize>(&self, name: &str, view: &V) -> Result<String> {
        let filled = self.0.fill(name, view, None::<(&str, &())>);
        filled.map_err(|fault| inner(&format!("trang {name}"), &fault))
    }
}

/// With what whoever mends the program asks first.
#[track_caller]
fn inner(what: &str, fault: &TemplateFault) -> Error {
    match fault {
        TemplateFault::Syntax(line) | TemplateFault::Unfilled { line, .. } => {
            Error::inner(&format!("{what}, dòng {line}"))
        }
        TemplateFault::NoTemplate(other) => Error::inner(&format!("{what}, gọi {other}")),
        TemplateFault::Other(Some(name)) => Error::inner(&format!("{what}, “{name}”")),
        TemplateFault::Circle | TemplateFault::Other(None) => Error::inner(what),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn a_page_that_cannot_be_filled_says_on_which_line() {
        let pages = PageTemplates::new().expect("the pages");
        let none = BTreeMap::<&str, &str>::new();
        let error = pages.fill("khac.html", &none).expect_err("it asks for names");
        assert!(error.to_string().contains("trang khac.html, dòng 1"), "{error}");
    }
}
