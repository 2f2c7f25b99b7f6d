//! The tag files of a bag, each held against the next, and what they say.

use std::collections::BTreeMap;

use crate::archive::bag::{self, DECLARATION, PERIOD_LABEL, digest};
use crate::archive::layout::{self, BAGIT, INFO, MANIFEST, TAG_MANIFEST, in_bag};

/// A file of a bag, or the bag itself (with an empty path), and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Damage {
    /// Below the bag's folder: `data/so-lieu.json`.
    pub(crate) path: String,
    pub(crate) harm: Harm,
}

/// How a file is not what was written.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Harm {
    /// It is not there.
    Missing,
    /// It is there and no manifest lists it.
    Added,
    /// Other bytes.
    Altered,
    /// A link, or something else that is no file.
    NotAFile,
    /// Why, in the system's words.
    Unreadable(String),
    /// A tag file that no program of this name writes.
    Malformed,
    /// The bag says that it is another's: `2020-02` in the folder `2020-03`.
    Says(String),
    /// The bag that the chain knows in another folder.
    Belongs(String),
    /// A second one of that bag.
    CopyOf(String),
    /// The chain knows the bag, and it is not there.
    Gone,
    /// The chain does not know the bag.
    Unknown,
    /// The bag names another entry before its own than the chain does, or another day or reason.
    OffChain,
}

impl Harm {
    /// For other programs, with the bag that is meant or what the system said.
    pub(crate) fn name(&self) -> (&'static str, Option<&str>) {
        match self {
            Self::Missing => ("missing", None),
            Self::Added => ("added", None),
            Self::Altered => ("altered", None),
            Self::NotAFile => ("not_a_file", None),
            Self::Unreadable(why) => ("unreadable", Some(why)),
            Self::Malformed => ("malformed", None),
            Self::Says(other) => ("says", Some(other)),
            Self::Belongs(home) => ("belongs", Some(home)),
            Self::CopyOf(home) => ("copy", Some(home)),
            Self::Gone => ("gone", None),
            Self::Unknown => ("unknown", None),
            Self::OffChain => ("off_chain", None),
        }
    }
}

impl Damage {
    pub(crate) fn new(path: impl Into<String>, harm: Harm) -> Self {
        Self { path: path.into(), harm }
    }
}

/// The bytes of the tag files, where they are there.
#[derive(Clone, Debug, Default)]
pub(crate) struct TagFiles {
    pub(crate) bagit: Option<Vec<u8>>,
    pub(crate) info: Option<Vec<u8>>,
    pub(crate) manifest: Option<Vec<u8>>,
    pub(crate) tag_manifest: Option<Vec<u8>>,
}

/// What the tag files of a bag say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct BagTags {
    /// SHA-256 of the tag manifest, which covers all else: what the bag is known by.
    pub(crate) mark: String,
    /// Path in the bag → digest.
    pub(crate) files: BTreeMap<String, String>,
    /// Digest of the manifest, as the tag manifest lists it.
    pub(crate) manifest: Option<String>,
    pub(crate) labels: BagLabels,
}

/// `bag-info.txt`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct BagLabels(Vec<(String, String)>);

impl BagLabels {
    pub(crate) fn read(text: &str) -> Self {
        let pairs = text.lines().filter_map(|line| line.split_once(':'));
        Self(pairs.map(|(name, value)| (name.to_owned(), value.trim().to_owned())).collect())
    }

    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.all(name).next()
    }

    pub(crate) fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        let own = self.0.iter().filter(move |(label, _)| label == name);
        own.map(|(_, value)| value.as_str())
    }
}

/// What the folder `name` says of itself, and every tag file that is not as it was written; `known` is the mark by
/// which the chain knows the bag.
pub(crate) fn tags(name: &str, files: &TagFiles, known: Option<&str>) -> (BagTags, Vec<Damage>) {
    let own = said(files);
    let damage = tag_damage(name, files, &own, known);
    (own, damage)
}

/// What a bag says of itself, whether or not it is as it was written.
pub(crate) fn said(files: &TagFiles) -> BagTags {
    let TagFiles { info, manifest, tag_manifest, .. } = files;
    let labels = info.as_deref().map(String::from_utf8_lossy);
    let listed = tag_manifest.as_deref().and_then(lines);
    BagTags {
        mark: tag_manifest.as_deref().map(digest).unwrap_or_default(),
        files: manifest.as_deref().and_then(lines).unwrap_or_default(),
        manifest: listed.and_then(|mut listed| listed.remove(MANIFEST)),
        labels: labels.map(|text| BagLabels::read(&text)).unwrap_or_default(),
    }
}

/// Every tag file that is not as it was written, of a bag that says this of itself.
pub(crate) fn tag_damage(
    name: &str,
    files: &TagFiles,
    own: &BagTags,
    known: Option<&str>,
) -> Vec<Damage> {
    let TagFiles { bagit, info, manifest, tag_manifest } = files;
    let mut damage = BTreeMap::new();
    let all = [(BAGIT, bagit), (INFO, info), (MANIFEST, manifest), (TAG_MANIFEST, tag_manifest)];
    for (path, _) in all.iter().filter(|(_, bytes)| bytes.is_none()) {
        damage.insert(*path, Harm::Missing);
    }
    if let Some(written) = tag_manifest {
        if known.is_some_and(|known| known != own.mark) {
            damage.insert(TAG_MANIFEST, Harm::Altered);
        }
        // Where the other three give what the chain knows, nothing but their list was touched.
        let is_rebuilt = known.is_some_and(|known| {
            let rebuilt = tag_lines(files).map(|lines| bag::manifest(lines.iter()));
            rebuilt.is_some_and(|text| digest(text.as_bytes()) == known)
        });
        if !is_rebuilt {
            held(written, &all, &mut damage);
        }
    }
    let data = in_bag("");
    let below_data = |path: &String| path.starts_with(&data);
    // A manifest that cannot be read lists nothing.
    let is_payload = !own.files.is_empty() && own.files.keys().all(below_data);
    if manifest.is_some() && !is_payload {
        damage.entry(MANIFEST).or_insert(Harm::Malformed);
    }
    if bagit.as_deref().is_some_and(|bytes| bytes != DECLARATION) {
        damage.entry(BAGIT).or_insert(Harm::Malformed);
    }
    let said = own.labels.get(PERIOD_LABEL);
    if info.is_some() && said.is_none() {
        damage.entry(INFO).or_insert(Harm::Malformed);
    }
    let mut damage: Vec<Damage> =
        damage.into_iter().map(|(path, harm)| Damage::new(path, harm)).collect();
    if let Some(said) = said.filter(|said| *said != layout::placed_as(name)) {
        damage.push(Damage::new("", Harm::Says(said.to_owned())));
    }
    damage
}

/// Tag files against what the tag manifest lists.
fn held(
    written: &[u8],
    all: &[(&'static str, &Option<Vec<u8>>)],
    damage: &mut BTreeMap<&'static str, Harm>,
) {
    let three = all.iter().filter(|(path, _)| *path != TAG_MANIFEST);
    let names: Vec<&str> = [INFO, BAGIT, MANIFEST].into();
    match lines(written) {
        Some(listed) if listed.keys().eq(names) => {
            for (path, bytes) in three {
                let digest = bytes.as_deref().map(digest);
                if digest.is_some() && listed.get(*path) != digest.as_ref() {
                    damage.insert(path, Harm::Altered);
                }
            }
        }
        _ => {
            damage.entry(TAG_MANIFEST).or_insert(Harm::Malformed);
        }
    }
}

/// The digests that the tag manifest would list.
fn tag_lines(files: &TagFiles) -> Option<BTreeMap<String, String>> {
    let three = [(BAGIT, &files.bagit), (INFO, &files.info), (MANIFEST, &files.manifest)];
    let listed = three.map(|(path, bytes)| Some((path.to_owned(), digest(bytes.as_deref()?))));
    listed.into_iter().collect()
}

/// Path → digest; `None` for what is no manifest, or names a path twice.
pub(crate) fn lines(bytes: &[u8]) -> Option<BTreeMap<String, String>> {
    let text = std::str::from_utf8(bytes).ok()?;
    let mut found = BTreeMap::new();
    for line in text.lines() {
        let (digest, path) = line.split_once("  ")?;
        let is_digest = digest.len() == 64
            && digest.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        if !is_digest || found.insert(decoded(path), digest.to_owned()).is_some() {
            return None;
        }
    }
    (!found.is_empty() && text.ends_with('\n')).then_some(found)
}

/// RFC 8493 2.1.3.
fn decoded(path: &str) -> String {
    path.replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::bag::{Info, Seal, Seals};

    /// The tag files of a bag of one file.
    fn written(info: &Info) -> TagFiles {
        let payload = Seals::from([("a 1%.txt".to_owned(), Seal::of(b"abc"))]);
        let files: BTreeMap<_, _> = bag::tags(&payload, info).into_iter().collect();
        TagFiles {
            bagit: files.get(BAGIT).cloned(),
            info: files.get(INFO).cloned(),
            manifest: files.get(MANIFEST).cloned(),
            tag_manifest: files.get(TAG_MANIFEST).cloned(),
        }
    }

    fn march() -> TagFiles {
        written(&Info { period: "2020-03".to_owned(), ..Info::default() })
    }

    #[test]
    fn a_bag_as_it_was_written_has_no_damage() {
        let (tags, damage) = tags("2020-03", &march(), None);
        assert_eq!(damage, []);
        assert_eq!(tags.files.keys().collect::<Vec<_>>(), ["data/a 1%.txt"]);
        assert_eq!(super::tags("2020-03-cu-2", &march(), Some(&tags.mark)).1, []);
    }

    #[test]
    fn every_bit_of_every_tag_file_counts() {
        let of = |files: &mut TagFiles, index| match index {
            0 => files.bagit.take(),
            1 => files.info.take(),
            2 => files.manifest.take(),
            _ => files.tag_manifest.take(),
        };
        let (good, _) = tags("2020-03", &march(), None);
        let names = [BAGIT, INFO, MANIFEST, TAG_MANIFEST];
        for (index, name) in names.iter().enumerate() {
            let bytes = of(&mut march(), index).expect("a tag file");
            for bit in 0..bytes.len() * 8 {
                let mut turned = bytes.clone();
                if let Some(byte) = turned.get_mut(bit / 8) {
                    *byte ^= 1 << (bit % 8);
                }
                let mut files = march();
                of(&mut files, index);
                match index {
                    0 => files.bagit = Some(turned),
                    1 => files.info = Some(turned),
                    2 => files.manifest = Some(turned),
                    _ => files.tag_manifest = Some(turned),
                }
                let (_, damage) = tags("2020-03", &files, Some(&good.mark));
                let named: Vec<_> = damage.iter().map(|one| one.path.as_str()).collect();
                assert!(named.contains(name), "{index} {bit}: {damage:?}");
                assert!(index < 3 || named.len() == 1, "{bit}: {damage:?}");
            }
            let mut files = march();
            of(&mut files, index);
            let (_, damage) = tags("2020-03", &files, None);
            assert_eq!(damage, [Damage::new(*name, Harm::Missing)]);
        }
    }

    #[test]
    fn a_bag_under_another_name_says_whose_it_is() {
        let one = Damage::new("", Harm::Says("2020-03".to_owned()));
        assert_eq!(tags("2020-02", &march(), None).1, [one]);
    }
}
