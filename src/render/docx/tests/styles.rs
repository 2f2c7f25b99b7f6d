//! What Office's own validator asks of the styles.

use super::{all, part};
use crate::render::docx::docx;
use crate::render::page::tests::report;

/// `w:name` may hold no comma (it would be two names), and a table style has no width of its own.
#[test]
fn names_of_styles_hold_no_comma_and_table_styles_no_width() {
    let styles = part(&docx(&report()).unwrap(), "word/styles.xml");
    let names = all(&styles, "w:name");
    assert!(names.len() > 20, "only {} styles", names.len());
    for name in names {
        let name = name.get("w:val").unwrap();
        assert!(!name.contains(','), "{name}");
    }
    for style in all(&styles, "w:style") {
        for property in ["w:tblW", "w:tblStyle", "w:tblLayout", "w:tblLook"] {
            assert!(all(style, property).is_empty(), "{property} in {:?}", style.get("w:styleId"));
        }
    }
}
