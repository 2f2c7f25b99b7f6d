//! Boxes 7 and 9b of NĐ 30/2020/NĐ-CP: who signs on the right, Nơi nhận on the left, never parted.

use docx_rs::{LineSpacing, LineSpacingType, SpecialIndentType, TableCell};

use crate::document::Signature;
use crate::render::docx::body::DocxComposer;
use crate::render::docx::paragraph::line;
use crate::render::docx::units::twips;
use crate::render::page::{Face, POINT, line_height};

impl DocxComposer<'_> {
    /// On the page of the text before it; nothing where nobody signs.
    pub(crate) fn signature(&mut self, signature: &Signature) {
        let Signature { authority, name, recipients } = signature;
        if authority.is_empty() && name.is_none() && recipients.is_empty() {
            return;
        }
        self.bind();
        self.gap(self.sizes.gap * 2.5);
        let left = self.sheet.text_width() * 0.48;
        let right = self.sheet.text_width() - left;
        let cells = [self.recipients(recipients), self.signer(authority, name.as_deref())];
        self.side_by_side(vec![cells], [left, right]);
    }

    fn recipients(&self, recipients: &[String]) -> TableCell {
        if recipients.is_empty() {
            return TableCell::new().add_paragraph(line("DanhSachNoiNhan", ""));
        }
        // Level with the signer's title.
        let level = LineSpacing::new()
            .line_rule(LineSpacingType::AtLeast)
            .line((line_height(self.sizes.body) / POINT * 20.0).round() as i32);
        let head = line("NoiNhan", "Nơi nhận:").line_spacing(level);
        let dash = twips(Face::Regular.width("- ", self.sizes.recipient));
        recipients.iter().enumerate().fold(
            TableCell::new().add_paragraph(head),
            |cell, (index, recipient)| {
                let end = if index + 1 == recipients.len() { '.' } else { ';' };
                let hanging = Some(SpecialIndentType::Hanging(dash));
                cell.add_paragraph(line("DanhSachNoiNhan", &format!("- {recipient}{end}")).indent(
                    Some(dash),
                    hanging,
                    Some(twips(2.0)),
                    None,
                ))
            },
        )
    }

    /// Title and name, with room for the signature between them.
    fn signer(&self, authority: &[String], name: Option<&str>) -> TableCell {
        let room = twips(self.sizes.signature).unsigned_abs();
        let mut cell = TableCell::new();
        if !authority.is_empty() {
            let title = line("QuyenHan", &authority.join("\n"));
            cell = cell.add_paragraph(match name {
                Some(_) => title,
                None => title.line_spacing(LineSpacing::new().after(room)),
            });
        }
        match name {
            Some(name) if authority.is_empty() => cell.add_paragraph(line("NguoiKy", name)),
            Some(name) => cell
                .add_paragraph(line("NguoiKy", name).line_spacing(LineSpacing::new().before(room))),
            None if authority.is_empty() => cell.add_paragraph(line("NguoiKy", "")),
            None => cell,
        }
    }
}
