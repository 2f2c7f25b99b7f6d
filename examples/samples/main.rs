//! Writes the sample offices: `cargo run --example samples` renews `samples/`, `-- --vao DIR` writes them elsewhere,
//! `-- --quy-mo 10000 DIR` makes one office of any size, `-- --pha DIR` one that is made to break documents.
#![expect(
    clippy::disallowed_methods,
    reason = "an example writes files; the door to the disk is the program's"
)]

mod broken;
mod calendar;
mod dossiers;
mod faults;
mod ods;
mod office;
mod others;
mod random;
mod raw;
mod registers;
mod settings;
mod sheet;
mod surveys;
mod vni;
mod workbook;

use std::error::Error;
use std::fs;
use std::path::Path;

use crate::dossiers::Dossier;
use crate::random::Random;

/// How much of everything; the sample office is the default.
struct Scale {
    dossiers: u32,
    surveys: u32,
    letters: Option<u32>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [] => samples(&Path::new(env!("CARGO_MANIFEST_DIR")).join("samples")),
        ["--vao", directory] => samples(Path::new(directory)),
        ["--quy-mo", dossiers, directory] => {
            let dossiers: u32 = dossiers.parse()?;
            let scale = Scale { dossiers, surveys: dossiers / 5, letters: Some(dossiers / 100) };
            office(Path::new(directory), &scale)
        }
        // Some 500 late dossiers.
        ["--pha", directory] => {
            let made = broken::office(&broken::Size { dossiers: 70, sheets: 600 })?;
            let root = Path::new(directory);
            write(&root.join("mong-doi.tsv"), made.expected().as_bytes())?;
            made.files.iter().try_for_each(|(path, bytes)| write(&root.join(path), bytes))
        }
        _ => Err("usage: samples [--vao DIR | --quy-mo DOSSIERS DIR | --pha DIR]".into()),
    }
}

fn samples(root: &Path) -> Result<(), Box<dyn Error>> {
    let scale = Scale { dossiers: 1200, surveys: 400, letters: None };
    office(&root.join("so-ldtbxh-tra-vinh"), &scale)?;
    faults::office(&root.join("loi"))
}

/// The folder of the sample office.
fn office(root: &Path, scale: &Scale) -> Result<(), Box<dyn Error>> {
    let mut random = Random::new(2020);
    let dossiers = dossiers::dossiers(&mut random, scale.dossiers, scale.letters);
    let surveys = surveys::surveys(&mut random, scale.surveys);
    // The departments of the one-stop counter in one workbook, the rest in another system's export.
    let (counter, rest): (Vec<&Dossier>, Vec<&Dossier>) =
        dossiers.iter().partition(|dossier| matches!(dossier.procedure.department, 0 | 1 | 3 | 5));
    let (paper, web) = surveys.split_at(surveys.len() * 5 / 8);
    let data = root.join("du-lieu");
    write(&root.join("congso.toml"), settings::settings().as_bytes())?;
    write(&root.join("noi-dung/2020-03.md"), settings::PROSE.as_bytes())?;
    write(&data.join("ho-so-mot-cua.xlsx"), &workbook::xlsx(&[registers::register(&counter)])?)?;
    write(&data.join("ho-so-phong-khac.ods"), &ods::ods(&[registers::export(&rest)]))?;
    write(&data.join("phieu-giay.xlsx"), &workbook::xlsx(&[surveys::in_words(paper)])?)?;
    write(&data.join("phieu-dien-tu.csv"), &surveys::in_digits(web))?;
    write(&data.join("don-thu.xlsx"), &workbook::xlsx(&[others::complaints()])?)?;
    let month = data.join("2020-03");
    write(&month.join("tu-danh-gia.xlsx"), &workbook::xlsx(&[others::assessment()])?)?;
    write(&month.join("luot-phuc-vu.xlsx"), &workbook::xlsx(&[others::served(scale.surveys)])?)?;
    Ok(())
}

/// Writes a file, and its folders.
fn write(path: &Path, bytes: &[u8]) -> Result<(), Box<dyn Error>> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, bytes)?;
    Ok(())
}
