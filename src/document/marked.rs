//! Figures that are filled into a text: each with its id between marks, from where it is filled in until the text is
//! read, when it becomes a run of its own. No text of an office has these marks (`model::without_kept`).

use crate::document::block::Inline;
use crate::model::KEPT;

/// A printed figure with its id; of a figure that has none, what is printed.
pub(crate) fn figure(id: Option<&str>, printed: &str) -> String {
    let [open, between, close] = KEPT;
    match id {
        None | Some("") => printed.to_owned(),
        Some(id) => format!("{open}{id}{between}{printed}{close}"),
    }
}

/// A run parted where figures begin and end.
pub(crate) fn parted(run: &Inline) -> Vec<Inline> {
    let [open, between, close] = KEPT;
    let plain = |text: &str| Inline { text: text.to_owned(), ..run.clone() };
    let mut parts = Vec::new();
    let mut pieces = run.text.split(open);
    parts.extend(pieces.next().map(plain));
    for piece in pieces {
        let (id, rest) = piece.split_once(between).unwrap_or(("", piece));
        let (printed, after) = rest.split_once(close).unwrap_or((rest, ""));
        let figure = (!id.is_empty()).then(|| id.to_owned());
        parts.extend([Inline { figure, ..plain(printed) }, plain(after)]);
    }
    parts
}

/// The same as words alone, for a line that nothing leads from.
pub(crate) fn words(text: &str) -> String {
    parted(&Inline::plain(text)).into_iter().map(|run| run.text).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_is_a_run_of_its_own_with_its_id() {
        let text = format!("Đã giải quyết {} hồ sơ.", figure(Some("HS-07"), "05"));
        let parts = parted(&Inline { bold: true, ..Inline::plain(text.as_str()) });
        let said: Vec<(&str, Option<&str>)> =
            parts.iter().map(|run| (run.text.as_str(), run.figure.as_deref())).collect();
        assert_eq!(said, [("Đã giải quyết ", None), ("05", Some("HS-07")), (" hồ sơ.", None)]);
        assert!(parts.iter().all(|run| run.bold));
        assert_eq!(words(&text), "Đã giải quyết 05 hồ sơ.");
        assert_eq!(figure(None, "05"), "05");
    }
}
