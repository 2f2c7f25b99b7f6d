//! The archive as it is shown: its bags, the files that each lists, and a file as it was written or not at all.

use crate::archive::{BagTags, layout};
use crate::files;
use crate::office::folder::{ARCHIVE, Office};
use crate::office::refusal::{OfficeAnswer, Refusal};

/// A bag of the archive by its tag files.
#[derive(Debug)]
pub(crate) struct ListedBag {
    pub(crate) folder: String,
    /// Paths below `data`, in order.
    pub(crate) files: Vec<String>,
}

impl Office {
    /// The latest first, as their names stand in order.
    pub(crate) fn listed_bags(&self) -> OfficeAnswer<Vec<ListedBag>> {
        let bags = self.look()?.tags.into_iter().rev();
        let bags = bags.map(|(folder, tags)| ListedBag { folder, files: payload(&tags) });
        Ok(bags.collect())
    }

    /// A file that the bag lists, held against its manifest; `None` of what is not listed, or lies behind a link.
    pub(crate) fn shown_file(&self, folder: &str, path: &str) -> OfficeAnswer<Option<Vec<u8>>> {
        let look = self.look()?;
        let Some(tags) = look.tags.get(folder) else { return Ok(None) };
        let place = self.path(ARCHIVE).join(folder).join(layout::in_bag(path));
        if !payload(tags).iter().any(|own| own == path) || files::leads_out(&self.folder, &place) {
            return Ok(None);
        }
        let mut damage = look.damage.get(folder).cloned().unwrap_or_default();
        let bytes = self.listed(folder, path, tags, &mut damage)?;
        match damage.pop() {
            Some(one) => Err(Refusal::Touched(vec![(folder.to_owned(), one)]).into()),
            None => Ok(bytes),
        }
    }
}

fn payload(tags: &BagTags) -> Vec<String> {
    let data = layout::in_bag("");
    tags.files.keys().filter_map(|path| path.strip_prefix(&data).map(str::to_owned)).collect()
}
