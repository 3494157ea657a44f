//! Every face that a booklet may use, by [`FontId`].

use std::path::Path;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use super::built_in::{FAMILIES, NASTALIQ};
use super::face::{Face, Family, FontBytes, FontRemark, Metrics};
use super::folder::{self, Folder, FontFault};
use super::habits::Habits;
use super::memory::Memory;
use super::{FontId, RunStyle, Weight};
use crate::language::Language;

/// The faces compiled into the program and those of folders that were added.
///
/// Making one costs nothing: a face is read when a word first needs it, and a built-in one only
/// once in the life of the program. System fonts are never looked at, so that the same booklet
/// looks the same everywhere.
#[derive(Default)]
pub struct Fonts {
    added: Vec<Arc<Family>>,
    /// What of the folders is of no use.
    remarks: Vec<FontRemark>,
    /// The family that a theme asks for.
    preferred: Option<usize>,
    /// What shaping has learnt; each paragraph that is being set has one to itself.
    memories: Arc<Mutex<Vec<Memory>>>,
}

/// What shaping has learnt of the built-in faces in their usual order: words come again in the next
/// booklet, and when a booklet is built again.
static LEARNT: LazyLock<Arc<Mutex<Vec<Memory>>>> = LazyLock::new(Arc::default);

impl Fonts {
    /// The built-in faces. All that are made share what shaping has learnt; those that are made by
    /// default have learnt nothing yet.
    #[must_use]
    pub fn built_in() -> Self {
        Self { memories: Arc::clone(&LEARNT), ..Self::default() }
    }

    /// Adds the `.ttf`, `.otf`, `.ttc` and `.otc` files of one folder and names their families.
    ///
    /// # Errors
    ///
    /// Every file that is no sound font or that its maker does not allow to be embedded in a PDF,
    /// or the folder where it cannot be read. Nothing is added then.
    pub fn add_folder(&mut self, dir: &Path) -> Result<Vec<String>, Vec<FontFault>> {
        self.add(folder::load(dir, None)?)
    }

    /// As [`Self::add_folder`], but of no file outside a root, which is given by its real place.
    ///
    /// # Errors
    ///
    /// See there; a folder or file that is a link out of the root too.
    pub fn add_folder_within(
        &mut self,
        root: &Path,
        dir: &Path,
    ) -> Result<Vec<String>, Vec<FontFault>> {
        self.add(folder::load(dir, Some(root))?)
    }

    fn add(&mut self, folder: Folder) -> Result<Vec<String>, Vec<FontFault>> {
        let Folder { families, remarks } = folder;
        self.remarks.extend(remarks);
        let names = families.iter().map(|family| family.name.to_string()).collect();
        self.added.extend(families.into_iter().map(Arc::new));
        // What was learnt speaks of the faces as they were numbered before.
        self.memories = Arc::default();
        Ok(names)
    }

    /// What of the folders is of no use.
    #[must_use]
    pub fn remarks(&self) -> &[FontRemark] {
        &self.remarks
    }

    /// What readers would miss of the family of a face.
    #[must_use]
    pub fn lack(&self, font: FontId) -> Option<&FontRemark> {
        self.family_at(usize::from(font.0 / 2)).lack.as_ref()
    }

    /// The files of the families of a name that are not compiled in.
    pub fn files<'f>(&'f self, family: &'f str) -> impl Iterator<Item = &'f Path> {
        let named = self.added.iter().filter(move |it| it.name.eq_ignore_ascii_case(family));
        named.flat_map(|family| {
            [Some(&family.regular), family.bold.as_ref()]
                .into_iter()
                .flatten()
                .filter_map(Face::path)
        })
    }

    /// The file of a face, where it is not compiled in.
    #[must_use]
    pub fn path(&self, font: FontId) -> Option<&Path> {
        self.face(font).path()
    }

    /// The names of all families, built-in ones first.
    pub fn families(&self) -> impl Iterator<Item = &str> {
        (0..self.count()).map(|family| &*self.family_at(family).name)
    }

    /// The same faces, with words set in the family of this name wherever it has them; `None`
    /// where there is no such family. Letter case does not matter.
    #[must_use]
    pub fn with_family(&self, name: &str) -> Option<Self> {
        let named = |family: &usize| {
            self.family_at(*family).name.to_lowercase() == name.trim().to_lowercase()
        };
        let added = (FAMILIES.len()..self.count()).find(named);
        let preferred = added.or_else(|| (0..FAMILIES.len()).find(named))?;
        Some(Self {
            added: self.added.clone(),
            remarks: self.remarks.clone(),
            preferred: Some(preferred),
            memories: Arc::default(),
        })
    }

    /// The bytes of a face's file, and which face of the file it is.
    #[must_use]
    pub fn data(&self, font: FontId) -> (FontBytes, u32) {
        let face = self.face(font);
        (face.bytes(), face.index())
    }

    /// The files of all faces, in the order in which words within drawings look for a font; those
    /// of a language that is written in a face of its own come first.
    #[must_use]
    pub fn for_drawings(&self, language: Option<&Language>) -> Vec<FontBytes> {
        let nastaliq = language.is_some_and(|language| Habits::of(language).nastaliq);
        let own = nastaliq.then_some(NASTALIQ);
        let rest = (2..self.count()).filter(|family| Some(*family) != own);
        let mut files: Vec<FontBytes> = Vec::new();
        for family in [0, 1].into_iter().chain(own).chain(rest) {
            let family = self.family_at(family);
            for face in [Some(&family.regular), family.bold.as_ref()].into_iter().flatten() {
                let bytes = face.bytes();
                // A collection is one file of several faces.
                if !files.iter().any(|file| Arc::ptr_eq(file, &bytes)) {
                    files.push(bytes);
                }
            }
        }
        files
    }

    /// The glyph with which a face draws a character alone.
    #[must_use]
    pub fn glyph(&self, font: FontId, character: char) -> Option<u16> {
        self.face(font).parsed().glyph(character)
    }

    /// The measures of a face.
    #[must_use]
    pub fn metrics(&self, font: FontId) -> Metrics {
        self.face(font).parsed().metrics
    }

    /// The measures of the face in which plain words of this weight are set.
    #[must_use]
    pub fn default_metrics(&self, weight: Weight) -> Metrics {
        self.metrics(self.default_font(weight))
    }

    /// The face in which plain words of this weight are set.
    #[must_use]
    pub fn default_font(&self, weight: Weight) -> FontId {
        self.font(self.preferred.unwrap_or(0), weight)
    }

    /// The name of a face's family.
    #[must_use]
    pub fn family(&self, font: FontId) -> &str {
        &self.family_at(usize::from(font.0 / 2)).name
    }

    /// Whether a face is compiled into the program.
    #[must_use]
    pub fn is_built_in(&self, font: FontId) -> bool {
        usize::from(font.0 / 2) < FAMILIES.len()
    }

    /// Whether a face is bold.
    #[must_use]
    pub fn weight(&self, font: FontId) -> Weight {
        if font.0 % 2 == 1 { Weight::Bold } else { Weight::Regular }
    }

    /// The face of a language whose letters hang and climb within a word, so that its lines want
    /// to stand farther apart.
    #[must_use]
    pub fn hanging(&self, language: &Language) -> Option<FontId> {
        let habits = Habits::of(language);
        let letter = habits.nastaliq.then_some("\u{6CC}")?;
        let style = RunStyle {
            size_millipoints: 0,
            weight: Weight::Regular,
            language: language.clone(),
            whole_words: false,
        };
        let shares = self.share_out(letter, unicode_script::Script::Arabic, habits, &style);
        Some(self.font(shares.first()?.family, Weight::Regular))
    }

    /// The face of a family in a weight, or its regular one where it has no bold.
    pub(super) fn font(&self, family: usize, weight: Weight) -> FontId {
        let bold = weight == Weight::Bold && self.family_at(family).bold.is_some();
        let id = u16::try_from(2 * family).expect("there are never 32,768 families");
        FontId(id + u16::from(bold))
    }

    pub(super) fn face(&self, font: FontId) -> &Face {
        let family = self.family_at(usize::from(font.0 / 2));
        match &family.bold {
            Some(bold) if font.0 % 2 == 1 => bold,
            _ => &family.regular,
        }
    }

    fn family_at(&self, family: usize) -> &Family {
        match family.checked_sub(FAMILIES.len()) {
            Some(added) => &self.added[added],
            None => &FAMILIES[family],
        }
    }

    fn count(&self) -> usize {
        FAMILIES.len() + self.added.len()
    }

    /// The families in the order in which a word looks for one that has all of it; some occur
    /// twice.
    pub(super) fn order(
        &self,
        script: unicode_script::Script,
        nastaliq: bool,
    ) -> impl Iterator<Item = usize> {
        let of_script = move |family: &usize| FAMILIES[*family].script == Some(script);
        let symbols = |family: &usize| FAMILIES[*family].script.is_none();
        self.preferred
            .into_iter()
            .chain([0, 1])
            .chain(nastaliq.then_some(NASTALIQ))
            .chain((2..FAMILIES.len()).filter(of_script))
            .chain((2..FAMILIES.len()).filter(symbols))
            .chain(FAMILIES.len()..self.count())
            .chain(2..FAMILIES.len())
    }

    /// Whether no theme has named a family.
    pub(super) fn has_no_preference(&self) -> bool {
        self.preferred.is_none()
    }

    pub(super) fn take_memory(&self) -> Memory {
        self.memories.lock().unwrap_or_else(PoisonError::into_inner).pop().unwrap_or_default()
    }

    pub(super) fn give_memory(&self, memory: Memory) {
        if memory.is_crowded() {
            return;
        }
        self.memories.lock().unwrap_or_else(PoisonError::into_inner).push(memory);
    }
}

impl std::fmt::Debug for Fonts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.families()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fonts_can_be_shared_between_threads() {
        fn shared<T: Send + Sync>(_: &T) {}
        shared(&Fonts::built_in());
    }

    #[test]
    fn a_face_is_known_by_family_and_weight() {
        let fonts = Fonts::built_in();
        let bold = fonts.font(1, Weight::Bold);
        assert_eq!((fonts.family(bold), fonts.weight(bold)), ("Noto Sans", Weight::Bold));
        let (bytes, index) = fonts.data(bold);
        assert_eq!((&(*bytes).as_ref()[..4], index), (&[0, 1, 0, 0][..], 0));
        let symbols = fonts.families().position(|name| name == "Noto Sans Symbols2").unwrap();
        assert_eq!(fonts.weight(fonts.font(symbols, Weight::Bold)), Weight::Regular);
    }

    #[test]
    fn a_family_is_preferred_by_its_name() {
        let fonts = Fonts::built_in();
        assert!(fonts.with_family("noto sans").is_some());
        assert!(fonts.with_family("Comic Sans").is_none());
    }

    #[test]
    fn measures_are_in_ems() {
        let metrics = Fonts::built_in().default_metrics(Weight::Regular);
        let expected = Metrics {
            ascent: 0.984,
            descent: 0.316,
            x_height: 0.496,
            cap_height: 0.668,
            underline_position: -0.078,
            underline_thickness: 0.056,
        };
        assert_eq!(metrics, expected);
    }
}
