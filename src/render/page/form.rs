//! A questionnaire on half sheets: two to a landscape A4 page, to be cut apart, front and back.

use crate::document::{Form, FormPart};
use crate::error::Result;
use crate::render::page::body::Composer;
use crate::render::page::faces::Face;
use crate::render::page::form_parts::WRITING;
use crate::render::page::form_parts::{GREY, setting};
use crate::render::page::lines::set;
use crate::render::page::order::Room;
use crate::render::page::paginate::paginate;
use crate::render::page::paper::{PaperSheet, Sizes};
use crate::render::page::piece::Placed;
use crate::render::page::scene::{Draw, Item, Mark, Page, Role, Scene, Tree};
use crate::render::page::setting::{Alignment, TextRun};
use crate::render::page::{check, rules};

/// Letters of a questionnaire, the largest first.
const SIZES: [u8; 3] = [11, 10, 9];
/// Fewest and most lines for comments.
const FEWEST: usize = 2;
const MOST: usize = 7;

/// Questionnaires two by two.
pub(crate) fn sheets(form: &Form, codes: &[String], plan: &FormPlan) -> Scene {
    let mut scene = Scene::default();
    for pair in codes.chunks(2) {
        let halves: Vec<Vec<Vec<Item>>> =
            pair.iter().map(|code| half_pages(form, code, plan, &mut scene.tree)).collect();
        impose(&mut scene, &halves);
    }
    scene
}

/// Size and lines that all sheets share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct FormPlan {
    pub(crate) size: u8,
    /// For comments.
    pub(crate) lines: usize,
    /// Half sheets of one questionnaire.
    pub(crate) pages: usize,
}

impl FormPlan {
    /// The largest letters that need no more paper than smaller ones would; then as many lines
    /// for comments as the last page has room for.
    pub(crate) fn of(form: &Form) -> Self {
        let plans = SIZES.map(|size| {
            let (pages, left) = measured(form, size, FEWEST);
            (pages, left, size)
        });
        // One half sheet alone may be printed on one side; else front and back come together.
        let paper = |pages: usize| if pages == 1 { 1 } else { pages.div_ceil(2) * 2 };
        let fewest = plans.iter().map(|(pages, ..)| paper(*pages)).min().unwrap_or(1);
        let chosen = plans.iter().find(|(pages, ..)| paper(*pages) == fewest);
        let (pages, left, size) = chosen.copied().unwrap_or((1, 0.0, 9));
        let more = (left / WRITING).floor().max(0.0) as usize;
        Self { size, lines: (FEWEST + more).min(MOST), pages }
    }
}

/// Half sheets that a questionnaire takes, and the room left on the last.
fn measured(form: &Form, size: u8, lines: usize) -> (usize, f32) {
    let pages = composed(form, "0000", size, lines, &mut Tree::default());
    let used = pages
        .last()
        .map_or(0.0, |page| page.iter().map(|(y, piece)| y + piece.height).fold(0.0, f32::max));
    (pages.len(), PaperSheet::HALF.text_height() - used)
}

/// Items of each half sheet of one questionnaire.
fn half_pages(form: &Form, code: &str, plan: &FormPlan, tree: &mut Tree) -> Vec<Vec<Item>> {
    let pages = composed(form, code, plan.size, plan.lines, tree);
    let of = pages.len();
    (1..)
        .zip(pages)
        .map(|(number, page)| {
            let sheet = PaperSheet::HALF;
            let mut items: Vec<Item> = page
                .into_iter()
                .flat_map(|(y, piece)| {
                    let top = sheet.top + y;
                    piece.items.into_iter().map(move |item| item.moved(sheet.left, top))
                })
                .collect();
            if of > 1 {
                items.extend(foot(code, number, of));
            }
            items
        })
        .collect()
}

/// `Phiếu số 0001, trang 1/2`: which pages belong together once they are cut apart.
fn foot(code: &str, number: usize, of: usize) -> Vec<Item> {
    let sheet = PaperSheet::HALF;
    let run = TextRun {
        text: format!("Phiếu số {code}, trang {number}/{of}"),
        face: Face::Italic,
        mark: Mark::Artifact,
    };
    let setting = setting(sheet.text_width(), 8, Alignment::Right);
    set(&[run], &setting)
        .iter()
        .flat_map(|line| line.items(sheet.left, sheet.height - 5.5, 8))
        .collect()
}

/// Two questionnaires side by side. The back of the left one is on the right: turned over the
/// short edge, it lies behind its front.
fn impose(scene: &mut Scene, halves: &[Vec<Vec<Item>>]) {
    let pages = halves.iter().map(Vec::len).max().unwrap_or_default();
    // A last front has a back, too, if only a blank one: the next pair begins on paper of its own.
    let pages = if pages > 1 { pages.next_multiple_of(2) } else { pages };
    let width = PaperSheet::HALF.width;
    for number in 0..pages {
        let mut items = cut_line();
        for (place, half) in halves.iter().enumerate() {
            let is_left = (place + number).is_multiple_of(2);
            let shift = if is_left { 0.0 } else { width };
            let page = half.get(number).into_iter().flatten();
            items.extend(page.map(|item| item.clone().moved(shift, 0.0)));
        }
        let items = rules::joined(items);
        scene.pages.push(Page { width: width * 2.0, height: PaperSheet::HALF.height, items });
    }
}

fn cut_line() -> Vec<Item> {
    let PaperSheet { width, height, .. } = PaperSheet::HALF;
    (0..(height / 5.0) as usize)
        .map(|index| index as f32 * 5.0)
        .map(|y| {
            let draw = Draw::Line {
                from: (width, y),
                to: (width, (y + 2.5).min(height)),
                width: 0.15,
                color: GREY,
            };
            Item { mark: Mark::Artifact, draw }
        })
        .collect()
}

/// One questionnaire in pages.
fn composed(form: &Form, code: &str, size: u8, lines: usize, tree: &mut Tree) -> Vec<Placed> {
    pieces(form, code, size, lines, tree).0
}

/// In pages, and which piece each part begins with.
pub(crate) fn pieces(
    form: &Form,
    code: &str,
    size: u8,
    lines: usize,
    tree: &mut Tree,
) -> (Vec<Placed>, Vec<usize>) {
    let section = tree.add(Role::Section, None);
    let mut composer = Composer::new(PaperSheet::HALF, Sizes::of_form(size), tree, Some(section));
    let head = composer.form_head(form, code);
    composer.push(head);
    let mut starts = Vec::with_capacity(form.parts.len());
    for part in &form.parts {
        starts.push(composer.len());
        match part {
            FormPart::Text(block) => composer.form_text(block),
            FormPart::Facts(facts) => composer.facts(facts),
            FormPart::Questions { levels, sections } => composer.questions(levels, sections),
            FormPart::Comments(words) => composer.comments(words, lines),
        }
    }
    let (pieces, headers) = composer.finish();
    let height = PaperSheet::HALF.text_height();
    (paginate(pieces, &headers, Room { first: height, rest: height }), starts)
}

/// A copy that can be drawn, or the first character that cannot.
pub(crate) fn form_printable(form: &Form) -> Result<Form> {
    let mut form = form.clone();
    for text in form.superior.iter_mut().chain(&mut form.agency) {
        check::check(text, "phần đầu phiếu")?;
    }
    for part in &mut form.parts {
        match part {
            FormPart::Text(block) => {
                check::blocks(std::slice::from_mut(block), "", "lời văn của phiếu")?;
            }
            FormPart::Facts(facts) => {
                for fact in facts {
                    for text in [&mut fact.name].into_iter().chain(&mut fact.choices) {
                        check::check(text, "thông tin người trả lời")?;
                    }
                }
            }
            FormPart::Questions { levels, sections } => {
                for text in levels.iter_mut() {
                    check::check(text, "thang đo")?;
                }
                for section in sections {
                    if let Some(text) = &mut section.factor {
                        check::check(text, "tên yếu tố")?;
                    }
                    for (number, text) in &mut section.questions {
                        check::check(text, &format!("câu hỏi {number}"))?;
                    }
                }
            }
            FormPart::Comments(words) => check::check(words, "phần ý kiến khác")?,
        }
    }
    Ok(form)
}
