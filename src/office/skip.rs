//! Which file `--bo-qua` means.

use crate::model::word_key;
use crate::office::folder::INPUTS;
use crate::office::refusal::Refusal;

/// The input that `--bo-qua` means: its path below `du-lieu`, or its bare name if only one file has it.
pub(crate) fn skipped_path(all: &[String], asked: &str) -> Result<String, Refusal> {
    let asked = asked.replace('\\', "/");
    let asked = asked.trim_start_matches("./").trim_start_matches(&format!("{INPUTS}/"));
    if let Some(path) = all.iter().find(|path| *path == asked) {
        return Ok(path.clone());
    }
    let named: Vec<&String> =
        all.iter().filter(|path| path.rsplit('/').next() == Some(asked)).collect();
    match named.as_slice() {
        [path] => Ok((*path).clone()),
        [] => Err(Refusal::NoSuchInput {
            asked: asked.to_owned(),
            near: nearest_file(all, asked).cloned(),
        }),
        several => Err(Refusal::SeveralInputs {
            asked: asked.to_owned(),
            count: several.len(),
            first: several.first().map_or_else(String::new, |path| (*path).clone()),
        }),
    }
}

/// The input whose name `asked` is a slip of, or lacks only the extension of.
fn nearest_file<'a>(all: &'a [String], asked: &str) -> Option<&'a String> {
    let base = |path: &str| word_key(path.rsplit('/').next().unwrap_or(path));
    let asked = base(asked);
    let stem =
        |name: &str| name.rsplit_once('.').map_or(name.to_owned(), |(stem, _)| stem.to_owned());
    let distance = |path: &String| {
        let name = base(path);
        strsim::damerau_levenshtein(&name, &asked)
            .min(strsim::damerau_levenshtein(&stem(&name), &stem(&asked)))
    };
    let near = all.iter().min_by_key(|path| distance(path))?;
    (distance(near) <= asked.chars().count().div_ceil(4)).then_some(near)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_skipped_file_is_named_by_path_or_by_a_name_that_is_one() {
        let all = ["a.xlsx", "2020/b.xlsx", "2020/c.csv", "2021/c.csv"].map(str::to_owned);
        let found = |asked| skipped_path(&all, asked).ok();
        assert_eq!(found("a.xlsx").as_deref(), Some("a.xlsx"));
        assert_eq!(found("du-lieu\\2020\\b.xlsx").as_deref(), Some("2020/b.xlsx"));
        assert_eq!(found("b.xlsx").as_deref(), Some("2020/b.xlsx"));
        assert_eq!(found("c.csv"), None);
        assert_eq!(found("d.csv"), None);
    }

    #[test]
    fn a_name_that_no_file_has_is_answered_with_the_nearest_one() {
        let all = ["ho-so.xlsx", "2020/phiếu giấy.xlsx", "don-thu.csv"].map(str::to_owned);
        let near = |asked| match skipped_path(&all, asked) {
            Err(Refusal::NoSuchInput { near, .. }) => near,
            other => panic!("{asked}: {other:?}"),
        };
        assert_eq!(near("ho-so").as_deref(), Some("ho-so.xlsx"));
        assert_eq!(near("ho-so.xls").as_deref(), Some("ho-so.xlsx"));
        assert_eq!(near("phieu giay").as_deref(), Some("2020/phiếu giấy.xlsx"));
        assert_eq!(near("khac.ods"), None);
    }
}
