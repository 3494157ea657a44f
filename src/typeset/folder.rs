//! Reads the fonts of a folder.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use harfrust::Font;
use read_fonts::types::NameId;
use read_fonts::{FileRef, TableProvider};

use super::face::{Face, Family, FontBytes, FontRemark};
use super::instance;
use crate::codes;

/// The most bytes of a font: the largest collections of Chinese, Japanese and Korean have half.
const MOST_BYTES: u64 = 256_000_000;

/// A file that gives no font, or a folder that gives no files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FontFault {
    /// The file or folder.
    pub path: PathBuf,
    /// What is wrong with it, as the end of a sentence that begins with its path.
    pub reason: String,
    /// Whether it lies outside the folder that no path may leave.
    pub outside: bool,
}

impl FontFault {
    fn new(path: &Path, reason: impl Into<String>) -> Self {
        Self { path: path.into(), reason: reason.into(), outside: false }
    }
}

impl fmt::Display for FontFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.path.display(), self.reason)
    }
}

/// A face with what decides its place in its family.
struct FoundFace {
    face: Face,
    family: String,
    /// 1 to 1000; 400 is regular, 700 bold.
    weight: u16,
}

/// What a folder gives.
#[derive(Default)]
pub(super) struct Folder {
    /// The families, sorted by name.
    pub(super) families: Vec<Family>,
    /// Files of no use.
    pub(super) remarks: Vec<FontRemark>,
}

/// What came of a file.
#[derive(Default)]
struct Faces {
    found: Vec<FoundFace>,
    /// Families of which it has slanted, narrow or wide faces alone.
    odd: Vec<String>,
}

/// The families of a folder; with a root, of no file outside it.
pub(super) fn load(dir: &Path, root: Option<&Path>) -> Result<Folder, Vec<FontFault>> {
    let mut found = Vec::new();
    let mut odd: Vec<(PathBuf, String)> = Vec::new();
    let mut faults = Vec::new();
    check_inside(dir, root).map_err(|fault| vec![fault])?;
    let (paths, mut remarks) = files(dir).map_err(|reason| vec![FontFault::new(dir, reason)])?;
    for path in paths {
        let faces = check_inside(&path, root)
            .and_then(|()| read(&path).map_err(|reason| FontFault::new(&path, reason)));
        match faces {
            Ok(faces) => {
                found.extend(faces.found);
                odd.extend(faces.odd.into_iter().map(|family| (path.clone(), family)));
            }
            Err(fault) => faults.push(fault),
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let families = group(found);
    odd.retain(|(_, family)| !families.iter().any(|known| known.name == *family));
    remarks.extend(odd.iter().map(|(path, family)| only_odd(path, family)));
    Ok(Folder { families, remarks })
}

/// A file of a family that has no upright face.
fn only_odd(path: &Path, family: &str) -> FontRemark {
    FontRemark {
        code: codes::BAD_THEME,
        message: format!(
            "{} is not used: its letters are slanted, narrow or wide, and the family “{family}” has \
             no others here",
            path.display()
        ),
        note: "words are set in upright letters of ordinary width".to_owned(),
        help: format!("add {}", wanted_files(family)),
    }
}

/// The files of a family as their makers usually call them.
fn wanted_files(family: &str) -> String {
    let stem: String = family.split_whitespace().collect();
    format!("{stem}-Regular.ttf and {stem}-Bold.ttf")
}

/// A link may not lead out of the root.
fn check_inside(path: &Path, root: Option<&Path>) -> Result<(), FontFault> {
    let Some(root) = root else { return Ok(()) };
    let real =
        std::fs::canonicalize(path).map_err(|error| FontFault::new(path, unreadable(&error)))?;
    if real.starts_with(root) {
        return Ok(());
    }
    let reason = "is a link out of the booklet's folder".to_owned();
    Err(FontFault { path: path.into(), reason, outside: true })
}

/// Endings of fonts that can be used.
const USED: [&str; 4] = ["ttf", "otf", "ttc", "otc"];

/// Endings of fonts for web pages and old systems, which cannot be put into a PDF.
const UNUSED: [&str; 9] = ["woff", "woff2", "eot", "pfb", "pfa", "pfm", "afm", "dfont", "bdf"];

/// The font files of a folder, sorted by name so that every machine numbers them alike, and remarks
/// on those that cannot be used.
fn files(dir: &Path) -> Result<(Vec<PathBuf>, Vec<FontRemark>), String> {
    let entries = std::fs::read_dir(dir).map_err(|error| unreadable(&error))?;
    let (mut paths, mut unused) = (Vec::new(), Vec::new());
    for entry in entries {
        let path = entry.map_err(|error| unreadable(&error))?.path();
        let extension = path.extension().unwrap_or_default().to_ascii_lowercase();
        if USED.iter().any(|known| extension == *known) {
            paths.push(path);
        } else if UNUSED.iter().any(|known| extension == *known) {
            unused.push(path);
        }
    }
    paths.sort();
    unused.sort();
    let remark = |path: PathBuf| FontRemark {
        code: codes::BAD_THEME,
        message: format!(
            "{} cannot be used: it is a font of another kind than PDF readers know",
            path.display()
        ),
        note: "words are set in other fonts, as if it were not there".to_owned(),
        help: "put the font’s .ttf or .otf files into the folder; its maker has them too"
            .to_owned(),
    };
    Ok((paths, unused.into_iter().map(remark).collect()))
}

/// The upright faces of normal width in a file.
fn read(path: &Path) -> Result<Faces, String> {
    let bytes: FontBytes = Arc::new(read_bytes(path)?);
    let count = match FileRef::new((*bytes).as_ref()) {
        Ok(FileRef::Font(_)) => 1,
        Ok(FileRef::Collection(collection)) => collection.len(),
        Err(_) => return Err("is damaged, or is no font".to_owned()),
    };
    let mut faces = Faces::default();
    for index in 0..count {
        let statics = static_faces(&bytes, index)?;
        let is_variable = !statics.iter().any(|(file, _)| Arc::ptr_eq(file, &bytes));
        for (file, index) in statics {
            read_face(&file, index, path, &mut faces)?;
        }
        if is_variable {
            let found = faces.found.iter_mut();
            found.for_each(|face| face.family = without_weight(&face.family).to_owned());
        }
    }
    Ok(faces)
}

/// A face itself, or where it is variable the faces that it gives: regular and bold.
fn static_faces(bytes: &FontBytes, index: u32) -> Result<Vec<(FontBytes, u32)>, String> {
    let file = (**bytes).as_ref();
    let Ok(weights) = instance::weights(file, index) else {
        return Ok(vec![(Arc::clone(bytes), index)]);
    };
    let wanted = match weights {
        None => vec![None],
        Some((least, most)) => {
            let regular = 400.0_f32.clamp(least, most.max(least));
            let bold = 700.0_f32.clamp(least, most.max(least));
            let bold = (bold >= 600.0 && bold > regular).then_some(Some(bold));
            [Some(Some(regular)), bold].into_iter().flatten().collect()
        }
    };
    let instance = |weight| {
        let instance = instance::instance(file, index, weight).ok_or(
            "is a variable font that cannot be parted into regular and bold; put its static files \
             into the folder instead, which its maker has in a folder called static",
        )?;
        Ok((Arc::new(instance) as FontBytes, 0))
    };
    wanted.into_iter().map(instance).collect()
}

fn unreadable(error: &std::io::Error) -> String {
    format!("cannot be read: {}", error.kind())
}

/// The bytes of an ordinary file; a pipe or a device might never end.
fn read_bytes(path: &Path) -> Result<Vec<u8>, String> {
    let metadata = std::fs::metadata(path).map_err(|error| unreadable(&error))?;
    if !metadata.is_file() {
        return Err("is no file that can be read".to_owned());
    }
    if metadata.len() > MOST_BYTES {
        return Err("is larger than 256 MB".to_owned());
    }
    std::fs::read(path).map_err(|error| unreadable(&error))
}

fn read_face(bytes: &FontBytes, index: u32, path: &Path, faces: &mut Faces) -> Result<(), String> {
    let damaged = || "is damaged".to_owned();
    let face = Face::load(Arc::clone(bytes), index, path).ok_or_else(damaged)?;
    let font = &face.parsed().font;
    let tables = font.tables();
    if tables.glyf().is_err() && tables.cff().is_err() && tables.cff2().is_err() {
        return Err("has no outlines".to_owned());
    }
    let family = family_name(font).ok_or("has no family name")?;
    let os2 = tables.os2().map_err(|_| damaged())?;
    embeddable(os2.fs_type())?;
    let (style, width) = (os2.fs_selection().bits(), os2.us_width_class());
    // OS/2 fsSelection: bit 0 italic, bit 5 bold, bit 9 oblique; a width class of 5 is normal.
    if style & (1 | 1 << 9) != 0 || !(4..=6).contains(&width) {
        faces.odd.push(family);
        return Ok(());
    }
    // Noto Nastaliq Urdu Bold claims weight 400, but has the bit.
    let bold = style & 1 << 5 != 0;
    let weight = if bold { os2.us_weight_class().max(700) } else { os2.us_weight_class() };
    faces.found.push(FoundFace { face, family, weight });
    Ok(())
}

/// Whether the maker of a font lets it be embedded, and a subset of it (OpenType, OS/2, fsType).
fn embeddable(fs_type: u16) -> Result<(), String> {
    if fs_type & 0xF == 2 {
        return Err("its maker does not allow it to be embedded in a PDF".to_owned());
    }
    if fs_type & (0x100 | 0x200) != 0 {
        return Err("its maker does not allow a part of it to be embedded in a PDF".to_owned());
    }
    Ok(())
}

fn family_name(font: &Font) -> Option<String> {
    let names = font.names();
    let name = |id| {
        let name = names.get(id)?.english_or_first()?;
        let name: String = name.name().chars().collect();
        let name = name.trim();
        (!name.is_empty()).then(|| name.to_owned())
    };
    name(NameId::TYPOGRAPHIC_FAMILY_NAME).or_else(|| name(NameId::FAMILY_NAME))
}

/// The name of a family without the weight that a variable font has by default.
fn without_weight(family: &str) -> &str {
    const WEIGHTS: [&str; 9] = [
        " Thin",
        " ExtraLight",
        " Light",
        " Regular",
        " Medium",
        " SemiBold",
        " ExtraBold",
        " Bold",
        " Black",
    ];
    WEIGHTS.iter().find_map(|weight| family.strip_suffix(weight)).unwrap_or(family)
}

/// Families of the faces nearest to regular and bold.
fn group(found: Vec<FoundFace>) -> Vec<Family> {
    let mut families: BTreeMap<String, Vec<FoundFace>> = BTreeMap::new();
    for face in found {
        families.entry(face.family.clone()).or_default().push(face);
    }
    let mut grouped = Vec::new();
    for (name, mut faces) in families {
        let regular = take_nearest(&mut faces, 400).expect("a family begins with a face");
        let is_bold = |face: &FoundFace| face.weight >= 600 && face.weight > regular.weight;
        faces.retain(is_bold);
        let bold = take_nearest(&mut faces, 700).map(|found| found.face);
        let lack = lack(&name, &regular, bold.is_some());
        grouped.push(Family { name: name.into(), script: None, regular: regular.face, bold, lack });
    }
    grouped
}

/// What readers miss of a family that has no bold, or no regular.
fn lack(family: &str, regular: &FoundFace, has_bold: bool) -> Option<FontRemark> {
    let file = |weight: &str| {
        let name = regular.face.path().and_then(Path::file_stem).unwrap_or_default();
        let name = name.to_string_lossy();
        let stem = name.rsplit_once('-').map_or(&*name, |(stem, _)| stem);
        format!("{stem}-{weight}.ttf")
    };
    match regular.weight {
        600.. => Some(FontRemark {
            code: codes::MISSING_BOLD,
            message: format!(
                "the font family “{family}” has no regular, so that all words are bold"
            ),
            note: "readers cannot tell headings and what is stressed from the rest".to_owned(),
            help: format!("put its regular file, such as {}, beside it", file("Regular")),
        }),
        _ if !has_bold => Some(FontRemark {
            code: codes::MISSING_BOLD,
            message: format!(
                "the font family “{family}” has no bold, so that bold words, headings and titles \
                 look like the rest"
            ),
            note: "readers miss what is stressed, such as “do **not** drive”".to_owned(),
            help: format!("put its bold file, such as {}, beside it", file("Bold")),
        }),
        ..350 => Some(FontRemark {
            code: codes::MISSING_BOLD,
            message: format!("the font family “{family}” has no regular, so that words are light"),
            note: "thin letters are hard to read for many".to_owned(),
            help: format!("put its regular file, such as {}, beside it", file("Regular")),
        }),
        _ => None,
    }
}

fn take_nearest(faces: &mut Vec<FoundFace>, weight: u16) -> Option<FoundFace> {
    let distance = |face: &FoundFace| face.weight.abs_diff(weight);
    let nearest = (0..faces.len()).min_by_key(|index| distance(&faces[*index]))?;
    Some(faces.remove(nearest))
}

#[cfg(test)]
mod tests {
    use super::*;

    const FONTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fonts");

    #[test]
    fn a_folder_gives_its_families_with_their_weights() {
        let families = load(Path::new(FONTS).join("noto-nastaliq-urdu").as_path(), None);
        let families = families.unwrap_or_else(|faults| panic!("{faults:?}")).families;
        let [family] = &families[..] else { panic!("not one family") };
        assert_eq!((&*family.name, family.bold.is_some()), ("Noto Nastaliq Urdu", true));
    }

    #[test]
    fn a_damaged_font_is_reported_and_a_missing_folder_too() {
        let dir = std::env::temp_dir().join(format!("chapbook-fonts-{}", std::process::id()));
        std::fs::create_dir_all(&dir).unwrap();
        let sound = std::fs::read(format!("{FONTS}/noto-sans-thai/NotoSansThai-Regular.ttf"));
        let sound = sound.unwrap();
        std::fs::write(dir.join("cut.ttf"), &sound[..400]).unwrap();
        std::fs::write(dir.join("letter.ttf"), "Dear reader").unwrap();
        std::fs::write(dir.join("notes.txt"), "not looked at").unwrap();
        let faults = load(&dir, None).err().unwrap();
        let names = faults.iter().map(|fault| fault.path.file_name().unwrap());
        assert_eq!(names.collect::<Vec<_>>(), ["cut.ttf", "letter.ttf"]);
        std::fs::remove_dir_all(&dir).unwrap();
        assert_eq!(load(&dir, None).err().unwrap()[0].path, dir);
    }

    /// A folder with these fonts of the program under these names.
    fn folder(name: &str, files: &[(&str, &str)]) -> PathBuf {
        let dir = std::env::temp_dir().join(format!("chapbook-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&dir);
        std::fs::create_dir_all(&dir).unwrap();
        for (file, source) in files {
            let bytes = match source.is_empty() {
                true => b"wOF2".to_vec(),
                false => std::fs::read(format!("{FONTS}/{source}")).unwrap(),
            };
            std::fs::write(dir.join(file), bytes).unwrap();
        }
        dir
    }

    fn loaded(dir: &Path) -> Folder {
        let folder = load(dir, None).unwrap_or_else(|faults| panic!("{faults:?}"));
        std::fs::remove_dir_all(dir).unwrap();
        folder
    }

    #[test]
    fn a_family_without_bold_or_regular_says_what_its_readers_miss() {
        let (regular, bold) =
            ("noto-sans-thai/NotoSansThai-Regular.ttf", "noto-sans-thai/NotoSansThai-Bold.ttf");
        let lack = |name, files: &[(&str, &str)]| {
            let families = loaded(&folder(name, files)).families;
            let [family] = &families[..] else { panic!("not one family") };
            family.lack.as_ref().map(|lack| (lack.message.clone(), lack.help.clone()))
        };
        let (message, help) = lack("no-bold", &[("Thai-Regular.ttf", regular)]).unwrap();
        assert!(message.contains("“Noto Sans Thai” has no bold"), "{message}");
        assert!(help.contains("Thai-Bold.ttf"), "{help}");
        let (message, help) = lack("no-regular", &[("Thai-Bold.ttf", bold)]).unwrap();
        assert!(message.contains("has no regular, so that all words are bold"), "{message}");
        assert!(help.contains("Thai-Regular.ttf"), "{help}");
        assert_eq!(lack("both", &[("a.ttf", regular), ("b.ttf", bold)]), None);
    }

    #[test]
    fn a_variable_font_is_a_family_of_regular_and_bold() {
        let dir = folder("variable", &[("V[wght].ttf", "../tests/fonts/variable.ttf")]);
        let families = loaded(&dir).families;
        let [family] = &families[..] else { panic!("not one family") };
        assert_eq!(&*family.name, "Chapbook Variable");
        assert!(family.bold.is_some() && family.lack.is_none());
    }

    #[test]
    fn files_of_no_use_are_named() {
        let names = ["a.woff", "b.WOFF2", "c.pfb", "d.eot", "notes.txt"];
        let files: Vec<_> = names.map(|name| (name, "")).to_vec();
        let remarks = loaded(&folder("unused", &files)).remarks;
        let messages: Vec<&str> = remarks.iter().map(|remark| &*remark.message).collect();
        assert_eq!(messages.len(), 4, "{messages:?}");
        for (message, name) in messages.iter().zip(names) {
            assert!(message.contains(&format!("{name} cannot be used")), "{message}");
        }
        assert!(remarks[0].help.contains(".ttf or .otf"));
    }

    #[test]
    fn a_maker_may_forbid_embedding() {
        assert!(embeddable(0).is_ok() && embeddable(4).is_ok() && embeddable(8).is_ok());
        assert!(embeddable(2).is_err() && embeddable(0x104).is_err() && embeddable(0x200).is_err());
    }
}
