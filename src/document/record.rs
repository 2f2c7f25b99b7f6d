//! What a document system asks of an outgoing paper: the data of NĐ 30/2020/NĐ-CP Phụ lục VI, as far as they are known.

use jiff::civil::Date;

use crate::document::DocumentOptions;
use crate::document::block::Document;
use crate::document::cover::symbol;
use crate::document::frame::numbered;
use crate::document::whole::suffix;

/// Of which paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RecordKind {
    Report,
    Cover,
}

/// One paper; absent is what nobody has said yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct DocumentRecord {
    /// `Báo cáo`, `Công văn`.
    pub(crate) type_name: &'static str,
    pub(crate) number: Option<String>,
    /// `BC-SLĐTBXH`; `None` where the settings give no symbol.
    pub(crate) notation: Option<String>,
    pub(crate) issued: Option<Date>,
    pub(crate) agency: String,
    /// Trích yếu.
    pub(crate) subject: String,
    /// `PHÓ GIÁM ĐỐC`, the last line of the signer's authority.
    pub(crate) position: Option<String>,
    pub(crate) signer: Option<String>,
    /// Kính gửi.
    pub(crate) to: Vec<String>,
}

pub(crate) fn record(
    kind: RecordKind,
    document: &Document,
    options: &DocumentOptions,
) -> DocumentRecord {
    let (type_name, number, notation, subject) = match kind {
        RecordKind::Report => (
            "Báo cáo",
            options.number.as_deref(),
            suffix(options),
            document.title.subject.as_deref(),
        ),
        RecordKind::Cover => (
            "Công văn",
            options.cover.number.as_deref(),
            symbol(options),
            document.letterhead.regarding.as_deref(),
        ),
    };
    // Dots stand for what the office has yet to say.
    let is_said = |text: &String| !text.is_empty() && !text.contains('…');
    let plain = |text: &str| text.replace('\u{a0}', " ");
    DocumentRecord {
        type_name,
        number: number.and_then(numbered),
        notation: Some(notation).filter(is_said),
        issued: options.date,
        agency: options.agency.clone(),
        subject: plain(subject.unwrap_or_default()).trim_start_matches("V/v ").to_owned(),
        position: options.authority.last().cloned().filter(is_said),
        signer: options.signer.clone().filter(is_said),
        to: document.addressees.iter().map(|one| plain(one)).filter(is_said).collect(),
    }
}
