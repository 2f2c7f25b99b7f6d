//! What lies in a bag against what its manifest lists: each file gets a verdict.

use std::collections::BTreeMap;

use crate::archive::bag;
use crate::archive::layout::{BAGIT, INFO, MANIFEST, TAG_MANIFEST, in_bag};
use crate::archive::tags::{BagTags, Damage, Harm};

/// What was found under a name below the folder of a bag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum InBag {
    /// Its SHA-256.
    File(String),
    NotAFile,
    Unreadable(String),
}

/// Everything in the payload that is not as it was written, and whatever else was put into the bag.
pub(crate) fn examine(tags: &BagTags, found: &BTreeMap<String, InBag>) -> Vec<Damage> {
    let mut damage = Vec::new();
    for (path, found) in found {
        let own = [BAGIT, INFO, MANIFEST, TAG_MANIFEST].contains(&path.as_str());
        let harm = match found {
            InBag::NotAFile => Harm::NotAFile,
            InBag::Unreadable(why) => Harm::Unreadable(why.clone()),
            InBag::File(_) if own => continue,
            InBag::File(digest) => match tags.files.get(path) {
                Some(listed) if listed == digest => continue,
                Some(_) => Harm::Altered,
                None => Harm::Added,
            },
        };
        damage.push(Damage::new(path.as_str(), harm));
    }
    let missing = tags.files.keys().filter(|path| !found.contains_key(*path));
    damage.extend(missing.map(|path| Damage::new(path.as_str(), Harm::Missing)));
    damage.sort();
    damage
}

/// Whether a list of what is there would be the manifest with this digest: then only the manifest was touched.
pub(crate) fn is_manifest_of(found: &BTreeMap<String, InBag>, digest: &str) -> bool {
    let payload = found.iter().filter(|(path, _)| path.starts_with(&in_bag("")));
    let files: Option<BTreeMap<&String, &String>> = payload
        .map(|(path, found)| match found {
            InBag::File(digest) => Some((path, digest)),
            InBag::NotAFile | InBag::Unreadable(_) => None,
        })
        .collect();
    files.is_some_and(|files| bag::digest(bag::manifest(files.into_iter()).as_bytes()) == digest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::bag::digest;

    #[test]
    fn what_is_gone_added_altered_or_no_file_is_named() {
        let file = |text: &str| InBag::File(digest(text.as_bytes()));
        let listed = ["a", "b", "c", "d"].map(|name| (format!("data/{name}"), digest(b"x")));
        let tags = BagTags { files: listed.into(), ..BagTags::default() };
        let found = BTreeMap::from([
            (BAGIT.to_owned(), file("whatever: the tag manifest speaks for it")),
            ("data/a".to_owned(), file("x")),
            ("data/b".to_owned(), file("y")),
            ("data/c".to_owned(), InBag::NotAFile),
            ("data/.e".to_owned(), file("x")),
            ("fetch.txt".to_owned(), file("")),
        ]);
        let damage = examine(&tags, &found);
        let named: Vec<_> =
            damage.iter().map(|one| (one.path.as_str(), one.harm.clone())).collect();
        assert_eq!(
            named,
            [
                ("data/.e", Harm::Added),
                ("data/b", Harm::Altered),
                ("data/c", Harm::NotAFile),
                ("data/d", Harm::Missing),
                ("fetch.txt", Harm::Added),
            ]
        );
    }
}
