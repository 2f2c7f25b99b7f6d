//! The rules of the house between files: none in a circle but where a comment says why, no type's name in two rooms.

use std::collections::{BTreeMap, BTreeSet};

use crate::tidy::{code_of, sources};

/// Paths of a `use` or of what stands in it, braces taken apart: `a::{b, c::{d, e}}`.
pub(crate) fn paths(tree: &str) -> Vec<String> {
    let tree = tree.trim();
    let Some((before, inside)) = tree.strip_suffix('}').and_then(|tree| tree.split_once('{'))
    else {
        return vec![tree.split(" as ").next().unwrap().to_owned()];
    };
    let mut depth = 0;
    let parts = inside.split(|c| {
        depth += i32::from(c == '{') - i32::from(c == '}');
        c == ',' && depth == 0
    });
    let parts = parts.filter(|part| !part.trim().is_empty()).flat_map(paths);
    parts.map(|path| format!("{before}{path}")).collect()
}

/// Everything below `crate` that a source names, re-exports apart.
pub(crate) fn names(code: &str) -> (Vec<String>, Vec<String>) {
    let (mut named, mut handed_on) = (Vec::new(), Vec::new());
    let mut rest = String::new();
    for statement in code.split_inclusive(';') {
        let trimmed = statement.trim();
        let at = trimmed.rfind("use ").filter(|at| {
            trimmed[..*at].lines().next_back().is_none_or(|line| {
                let line = line.trim();
                line.is_empty() || line.starts_with("pub(") || line.ends_with(['}', '{', ']'])
            })
        });
        let Some(at) = at else {
            rest.push_str(statement);
            continue;
        };
        rest.push_str(&trimmed[..at]);
        let is_public = trimmed[..at].trim_end().ends_with(')');
        let tree = trimmed[at + 4..].trim_end_matches(';');
        let tree = tree.split_whitespace().collect::<Vec<_>>().join(" ");
        (if is_public { &mut handed_on } else { &mut named }).extend(paths(&tree));
    }
    let written = rest.match_indices("crate::").map(|(at, _)| {
        let path = &rest[at..];
        let end = path.find(|c: char| !c.is_alphanumeric() && c != '_' && c != ':');
        path[..end.unwrap_or(path.len())].trim_end_matches(':').to_owned()
    });
    named.extend(written);
    (named, handed_on)
}

struct House {
    /// Code of each file, by its path below `src`.
    code: BTreeMap<String, String>,
    /// File of each module.
    modules: BTreeMap<Vec<String>, String>,
    /// What a folder's `mod.rs` hands on, and from where.
    handed_on: BTreeMap<(String, String), Vec<String>>,
}

impl House {
    fn read() -> Self {
        let is_code = |path: &str| {
            !path.contains("/tests/")
                && !path.ends_with("tests.rs")
                && !path.contains("/sample")
                && !["lib.rs", "main.rs", "probing.rs"].contains(&path)
        };
        let files = sources("src").into_iter().filter(|(path, _)| is_code(path));
        let code: BTreeMap<_, _> = files.map(|(path, text)| (path, code_of(&text))).collect();
        let modules = code.keys().map(|path| (module(path), path.clone())).collect();
        let mut house = Self { code, modules, handed_on: BTreeMap::new() };
        for (path, code) in &house.code {
            for name in names(code).1 {
                let full = full(&name, &module(path));
                let item = full.last().unwrap().clone();
                house.handed_on.insert((path.clone(), item), full);
            }
        }
        house
    }

    /// The file in which what a path names is at home.
    fn home(&self, path: &[String]) -> Option<&str> {
        let mut path = path.to_vec();
        for _ in 0..5 {
            let file = (1..=path.len()).rev().find_map(|len| self.modules.get(&path[..len]))?;
            match self.handed_on.get(&(file.clone(), path.last()?.clone())) {
                Some(from) if *from != path => path.clone_from(from),
                _ => return Some(file),
            }
        }
        None
    }

    fn neighbours(&self, path: &str) -> BTreeSet<&str> {
        let own = module(path);
        let named = names(&self.code[path]).0;
        let within = named
            .iter()
            .filter(|name| ["crate", "super", "self"].contains(&name.split("::").next().unwrap()));
        let homes = within.filter_map(|name| self.home(&full(name, &own)));
        homes.filter(|home| *home != path).collect()
    }
}

/// `render/html/mod.rs` is `render::html`.
fn module(path: &str) -> Vec<String> {
    let path = path.trim_end_matches(".rs").trim_end_matches("/mod");
    path.split('/').map(str::to_owned).collect()
}

fn full(name: &str, own: &[String]) -> Vec<String> {
    let mut parts: Vec<String> = name.split("::").map(str::to_owned).collect();
    match parts[0].as_str() {
        "crate" => parts.split_off(1),
        "super" => [&own[..own.len() - 1], &parts[1..]].concat(),
        "self" => [own, &parts[1..]].concat(),
        _ => [own, &parts[..]].concat(),
    }
}

/// Files that can be read by themselves come before those that name them.
#[test]
fn files_stand_in_no_circle_but_where_a_comment_says_why() {
    let house = House::read();
    let near: BTreeMap<&str, BTreeSet<&str>> =
        house.code.keys().map(|path| (path.as_str(), house.neighbours(path))).collect();
    let reached = |from: &str| {
        let mut seen = BTreeSet::new();
        let mut next: Vec<&str> = near[from].iter().copied().collect();
        while let Some(path) = next.pop() {
            if seen.insert(path) {
                next.extend(near.get(path).into_iter().flatten());
            }
        }
        seen
    };
    let far: BTreeMap<&str, BTreeSet<&str>> =
        near.keys().map(|path| (*path, reached(path))).collect();
    let mut circles = BTreeSet::new();
    for (path, reached) in far.iter().filter(|(path, reached)| reached.contains(*path)) {
        let circle: Vec<&str> =
            reached.iter().copied().filter(|other| far[other].contains(path)).collect();
        circles.insert(circle);
    }
    let texts: BTreeMap<String, String> = sources("src").into_iter().collect();
    let is_said = |path: &&str| texts[*path].lines().any(|line| line.starts_with("// Circle: "));
    circles.retain(|circle| !circle.iter().any(is_said));
    assert!(circles.is_empty(), "{circles:#?}");
}

#[test]
fn no_name_of_a_type_stands_in_two_rooms() {
    let mut rooms: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (path, code) in House::read().code {
        let room = path.rsplit_once('/').map_or("", |(room, _)| room);
        for line in code.lines() {
            let line = line
                .strip_prefix("pub(crate) ")
                .or(line.strip_prefix("pub(super) "))
                .unwrap_or(line);
            let named = ["struct ", "enum ", "trait ", "type "]
                .iter()
                .find_map(|kind| line.strip_prefix(kind));
            let name: Option<String> =
                named.map(|rest| rest.chars().take_while(|c| c.is_alphanumeric()).collect());
            if let Some(name) = name {
                rooms.entry(name).or_default().insert(room.to_owned());
            }
        }
    }
    let found: BTreeSet<&str> =
        rooms.iter().filter(|(_, rooms)| rooms.len() > 1).map(|(name, _)| name.as_str()).collect();
    let rooms: Vec<_> = found.iter().map(|name| (name, &rooms[*name])).collect();
    assert!(rooms.is_empty(), "{rooms:#?}");
}
