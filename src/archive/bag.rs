//! A bag: the payload below `data/`, and the tag files that prove it.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::archive::layout::{BAGIT, INFO, MANIFEST, TAG_MANIFEST, in_bag};

/// Path below `data/` → bytes.
pub(crate) type Payload = BTreeMap<String, Vec<u8>>;

/// Path below `data/` → what the manifest says of the file, which itself may be on the disk already.
pub(crate) type Seals = BTreeMap<String, Seal>;

/// One file of the payload, as the manifest knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Seal {
    /// SHA-256 in hexadecimal.
    pub(crate) digest: String,
    pub(crate) octets: usize,
}

impl Seal {
    pub(crate) fn of(bytes: &[u8]) -> Self {
        let mut sealing = Sealing::default();
        sealing.add(bytes);
        sealing.seal()
    }
}

/// The seal of a file that is not all there yet.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sealing {
    digest: Sha256,
    octets: usize,
}

impl Sealing {
    /// The next piece.
    pub(crate) fn add(&mut self, bytes: &[u8]) {
        self.digest.update(bytes);
        self.octets += bytes.len();
    }

    pub(crate) fn seal(self) -> Seal {
        Seal { digest: hexadecimal(&self.digest.finalize()), octets: self.octets }
    }
}

/// What `bag-info.txt` says.
#[derive(Clone, Debug, Default)]
pub(crate) struct Info {
    /// Name of the agency.
    pub(crate) organization: String,
    /// Code of the period.
    pub(crate) period: String,
    /// The day on which the bag is made, ISO: the only thing that the clock decides.
    pub(crate) bagging_date: Option<String>,
    pub(crate) issued: Issued,
    /// Bags of which figures or letters were taken: folder and mark.
    pub(crate) taken: Vec<(String, String)>,
    /// The place in the chain.
    pub(crate) link: Option<Link>,
    /// Entries of the chain whose bags are lost: nobody else says them any more.
    pub(crate) lost_entries: Vec<String>,
}

/// The place of a bag in the chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Link {
    /// Digest of the entry before.
    pub(crate) before: String,
    pub(crate) deed: Deed,
}

/// Why a bag was placed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Deed {
    Placed,
    /// Of letters that were made void.
    Voided,
    /// Instead of another, which is kept.
    Replaced(Replaced),
    /// Instead of one that is lost: where that lay, and where what is left of it is kept.
    WrittenOff {
        folder: String,
        rest: Option<Replaced>,
    },
}

/// The bag that another took the place of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Replaced {
    /// Where it is kept.
    #[serde(rename = "tui")]
    pub(crate) folder: String,
    /// As it was then.
    #[serde(rename = "ma")]
    pub(crate) mark: String,
    /// Whether it was no longer what was written.
    #[serde(rename = "hong")]
    pub(crate) is_damaged: bool,
}

impl Deed {
    /// As `bag-info.txt` says it.
    pub(crate) fn label(&self) -> String {
        match self {
            Self::Placed => "ghi".to_owned(),
            Self::Voided => "huy".to_owned(),
            Self::Replaced(Replaced { folder, mark, is_damaged }) => {
                format!("thay {folder} {mark}{}", if *is_damaged { " hong" } else { "" })
            }
            Self::WrittenOff { folder, rest: None } => format!("mat {folder}"),
            Self::WrittenOff { folder, rest: Some(rest) } => {
                format!("mat {folder} {} {}", rest.folder, rest.mark)
            }
        }
    }

    pub(crate) fn read(label: &str) -> Option<Self> {
        match label.split(' ').collect::<Vec<_>>().as_slice() {
            ["ghi"] => Some(Self::Placed),
            ["huy"] => Some(Self::Voided),
            ["thay", folder, mark, rest @ ..] if matches!(rest, [] | ["hong"]) => {
                Some(Self::Replaced(Replaced {
                    folder: (*folder).to_owned(),
                    mark: (*mark).to_owned(),
                    is_damaged: !rest.is_empty(),
                }))
            }
            ["mat", folder, rest @ ..] => {
                let rest = match rest {
                    [] => None,
                    [kept, mark] => Some(Replaced {
                        folder: (*kept).to_owned(),
                        mark: (*mark).to_owned(),
                        is_damaged: true,
                    }),
                    _ => return None,
                };
                Some(Self::WrittenOff { folder: (*folder).to_owned(), rest })
            }
            _ => None,
        }
    }
}

/// What the clerk's office assigns, once it has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Issued {
    /// `--so`.
    pub(crate) number: Option<String>,
    /// `--so-cong-van`.
    pub(crate) cover_number: Option<String>,
    /// `--ngay`, ISO.
    pub(crate) date: Option<String>,
}

pub(crate) fn seals(payload: &Payload) -> Seals {
    payload.iter().map(|(path, bytes)| (path.clone(), Seal::of(bytes))).collect()
}

/// The tag files of a bag whose payload is sealed, by path below its folder.
pub(crate) fn tags(payload: &Seals, info: &Info) -> Vec<(String, Vec<u8>)> {
    let listed: BTreeMap<String, &String> =
        payload.iter().map(|(path, seal)| (in_bag(path), &seal.digest)).collect();
    let manifest = manifest(listed.iter().map(|(path, digest)| (path, *digest)));
    let octets: usize = payload.values().map(|seal| seal.octets).sum();
    let tags = BTreeMap::from([
        (BAGIT.to_owned(), DECLARATION.to_vec()),
        (INFO.to_owned(), info_text(info, octets, payload.len()).into_bytes()),
        (MANIFEST.to_owned(), manifest.into_bytes()),
    ]);
    let digests: Vec<_> = tags.iter().map(|(path, bytes)| (path, digest(bytes))).collect();
    let tag_manifest = self::manifest(digests.iter().map(|(path, digest)| (*path, digest)));
    tags.into_iter().chain([(TAG_MANIFEST.to_owned(), tag_manifest.into_bytes())]).collect()
}

/// All of `bagit.txt`.
pub(crate) const DECLARATION: &[u8] = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";

/// Whose bag it is: the code of the period, or the folder of the letters.
pub(crate) const PERIOD_LABEL: &str = "External-Identifier";
pub(crate) const DAY_LABEL: &str = "Bagging-Date";
pub(crate) const AGENT_LABEL: &str = "Bag-Software-Agent";
/// The program and its version.
pub(crate) const AGENT: &str = concat!("congso ", env!("CARGO_PKG_VERSION"));
/// A bag that something was taken from: its folder and its mark.
pub(crate) const TAKEN_LABEL: &str = "Congso-Lay-Tu";
/// Digest of the entry of the chain before this bag's.
pub(crate) const BEFORE_LABEL: &str = "Congso-So-Cai-Truoc";
pub(crate) const DEED_LABEL: &str = "Congso-Viec";
pub(crate) const LOST_LABEL: &str = "Congso-Muc-Mat";
pub(crate) const NUMBER_LABEL: &str = "Congso-So";
pub(crate) const COVER_LABEL: &str = "Congso-So-Cong-Van";
pub(crate) const DATE_LABEL: &str = "Congso-Ngay";

/// SHA-256 in hexadecimal.
pub(crate) fn digest(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

fn hexadecimal(digest: &[u8]) -> String {
    digest.iter().fold(String::with_capacity(64), |mut text, byte| {
        write!(text, "{byte:02x}").expect("writing to a string");
        text
    })
}

/// The lines of a manifest, in the order of `files`.
pub(crate) fn manifest<'a>(files: impl Iterator<Item = (&'a String, &'a String)>) -> String {
    files.fold(String::new(), |mut text, (path, digest)| {
        writeln!(text, "{digest}  {}", encoded(path)).expect("writing to a string");
        text
    })
}

/// RFC 8493 2.1.3: only line ends and the percent sign are encoded.
pub(crate) fn encoded(path: &str) -> String {
    path.replace('%', "%25").replace('\n', "%0A").replace('\r', "%0D")
}

fn info_text(info: &Info, octets: usize, streams: usize) -> String {
    let some = |text: &str| Some(text.to_owned());
    let mut lines = vec![
        ("Source-Organization", some(&info.organization)),
        (PERIOD_LABEL, some(&info.period)),
        (DAY_LABEL, info.bagging_date.clone()),
        (AGENT_LABEL, some(AGENT)),
        ("Payload-Oxum", Some(format!("{octets}.{streams}"))),
        (NUMBER_LABEL, info.issued.number.clone()),
        (COVER_LABEL, info.issued.cover_number.clone()),
        (DATE_LABEL, info.issued.date.clone()),
    ];
    let taken = info.taken.iter().map(|(folder, mark)| format!("{folder} {mark}"));
    lines.extend(taken.map(|taken| (TAKEN_LABEL, Some(taken))));
    lines.push((BEFORE_LABEL, info.link.as_ref().map(|link| link.before.clone())));
    lines.push((DEED_LABEL, info.link.as_ref().map(|link| link.deed.label())));
    lines.extend(info.lost_entries.iter().map(|entry| (LOST_LABEL, some(entry))));
    let line = |(label, value): (&str, Option<String>)| {
        let value = value?;
        let words: Vec<&str> = value.split_whitespace().collect();
        Some(format!("{label}: {}\n", words.join(" ")))
    };
    lines.into_iter().filter_map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(files: &[(String, Vec<u8>)], name: &str) -> String {
        let (_, bytes) = files.iter().find(|(path, _)| path == name).expect("a file of the bag");
        String::from_utf8(bytes.clone()).expect("text")
    }

    #[test]
    fn a_file_that_comes_in_pieces_has_the_seal_of_the_whole() {
        let mut sealing = Sealing::default();
        for piece in [&b"ab"[..], b"", b"c"] {
            sealing.add(piece);
        }
        assert_eq!(sealing.seal(), Seal::of(b"abc"));
    }

    #[test]
    fn a_bag_lists_its_payload_and_its_tags() {
        let payload = Seals::from([
            ("a.txt".to_owned(), Seal::of(b"abc")),
            ("nguon/100%.csv".to_owned(), Seal::of(b"")),
        ]);
        let info = Info {
            organization: "Sở Nội vụ".to_owned(),
            period: "2020-03".to_owned(),
            issued: Issued { number: Some("31".to_owned()), ..Issued::default() },
            ..Info::default()
        };
        let files = tags(&payload, &info);
        assert_eq!(
            text(&files, "manifest-sha256.txt"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  data/a.txt\n\
             e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  data/nguon/100%25.csv\n"
        );
        assert_eq!(
            text(&files, "bag-info.txt"),
            concat!(
                "Source-Organization: Sở Nội vụ\nExternal-Identifier: 2020-03\n",
                "Bag-Software-Agent: congso ",
                env!("CARGO_PKG_VERSION"),
                "\nPayload-Oxum: 3.2\nCongso-So: 31\n"
            )
        );
        let tags = text(&files, "tagmanifest-sha256.txt");
        let listed: Vec<&str> = tags.lines().filter_map(|line| line.split("  ").nth(1)).collect();
        assert_eq!(listed, ["bag-info.txt", "bagit.txt", "manifest-sha256.txt"]);
        assert_eq!(in_bag("nguon/100%.csv"), "data/nguon/100%.csv");
    }
}
