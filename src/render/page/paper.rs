//! Paper, margins and type sizes of NĐ 30/2020/NĐ-CP, Phụ lục I, and their like on A5.

use crate::document::{Orientation, Paper};

/// A page and its margins, in millimetres.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct PaperSheet {
    pub(crate) width: f32,
    pub(crate) height: f32,
    pub(crate) top: f32,
    pub(crate) bottom: f32,
    pub(crate) left: f32,
    pub(crate) right: f32,
}

impl PaperSheet {
    pub(crate) fn of(paper: Paper, orientation: Orientation) -> Self {
        let (width, height, [top, bottom, left, right]) = match paper {
            Paper::A4 => (210.0, 297.0, [20.0, 20.0, 30.0, 15.0]),
            Paper::A5 => (148.0, 210.0, [13.0, 12.0, 18.0, 10.0]),
        };
        let (width, height) = match orientation {
            Orientation::Portrait => (width, height),
            Orientation::Landscape => (height, width),
        };
        Self { width, height, top, bottom, left, right }
    }

    /// Half of a landscape A4 sheet.
    pub(crate) const HALF: Self =
        Self { width: 148.5, height: 210.0, top: 8.0, bottom: 10.0, left: 10.5, right: 10.5 };

    pub(crate) fn text_width(&self) -> f32 {
        self.width - self.left - self.right
    }

    pub(crate) fn text_height(&self) -> f32 {
        self.height - self.top - self.bottom
    }
}

/// Type sizes in points, named after the boxes of the decree; gaps in millimetres.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Sizes {
    /// Quốc hiệu; cơ quan chủ quản and cơ quan ban hành.
    pub(crate) letterhead: u8,
    /// Tiêu ngữ; số, ký hiệu; địa danh, ngày tháng năm.
    pub(crate) motto: u8,
    pub(crate) regarding: u8,
    pub(crate) title: u8,
    pub(crate) body: u8,
    /// The bracketed line below a title; captions of tables and charts.
    pub(crate) caption: u8,
    /// Notes below tables.
    pub(crate) note: u8,
    /// `Nơi nhận:`.
    pub(crate) recipients: u8,
    pub(crate) recipient: u8,
    pub(crate) page_number: u8,
    /// The largest size in tables.
    pub(crate) table: u8,
    /// First-line indent.
    pub(crate) indent: f32,
    /// Between paragraphs.
    pub(crate) gap: f32,
    /// Between the signer's title and name.
    pub(crate) signature: f32,
    /// Line spacing of the body, in single lines.
    pub(crate) leading: f32,
    paper: Paper,
}

impl Sizes {
    pub(crate) fn of(paper: Paper) -> Self {
        match paper {
            Paper::A4 => Self {
                letterhead: 12,
                motto: 13,
                regarding: 12,
                title: 14,
                body: 14,
                caption: 13,
                note: 11,
                recipients: 12,
                recipient: 11,
                page_number: 14,
                table: 11,
                indent: 12.7,
                gap: 2.12,
                signature: 25.0,
                leading: 1.1,
                paper,
            },
            Paper::A5 => Self {
                letterhead: 9,
                motto: 10,
                regarding: 9,
                title: 12,
                body: 11,
                caption: 10,
                note: 9,
                recipients: 10,
                recipient: 9,
                page_number: 10,
                table: 9,
                indent: 10.0,
                gap: 1.2,
                signature: 18.0,
                leading: 1.1,
                paper,
            },
        }
    }

    /// For a questionnaire on half a sheet of A4, in letters of this size.
    pub(crate) fn of_form(body: u8) -> Self {
        Self {
            body,
            table: body,
            title: 13,
            gap: 1.1,
            leading: 1.0,
            indent: 0.0,
            ..Self::of(Paper::A5)
        }
    }

    /// The next smaller setting for a form that ought to stay on one A5 sheet.
    pub(crate) fn smaller(&self) -> Option<Self> {
        match self.paper {
            Paper::A5 if self.body == 11 && self.leading > 1.05 => {
                Some(Self { leading: 1.0, gap: 0.8, signature: 15.0, ..*self })
            }
            Paper::A5 if self.body == 11 => Some(Self { body: 10, title: 11, ..*self }),
            Paper::A4 | Paper::A5 => None,
        }
    }

    /// The next smaller setting, or on A4 single lines, which are the least that the decree allows.
    pub(crate) fn tighter(&self) -> Option<Self> {
        match self.paper {
            Paper::A4 if self.leading > 1.05 => Some(Self { leading: 1.0, ..*self }),
            Paper::A4 | Paper::A5 => self.smaller(),
        }
    }

    /// Upright.
    pub(crate) fn sheet(&self) -> PaperSheet {
        PaperSheet::of(self.paper, Orientation::Portrait)
    }
}
