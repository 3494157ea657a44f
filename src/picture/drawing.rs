//! Reads SVGs: everything in them that shows, with our fonts and nothing from outside.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use usvg::fontdb::{Database, Family, ID, Query, Source};
use usvg::{
    FontFamily, FontResolver, Group, ImageHrefResolver, ImageKind, Node, Options, Transform, Tree,
};

use super::faces::has;
use super::guard::{self, Guarded};
use super::sniff::sniff;
use super::{
    Format, LONGEST_SIDE, PictureError, PictureWarning, Raster, RasterData, jpeg, png, scripts,
};

/// The most pixels that the pictures within one drawing may have together.
const MOST_PIXELS_INSIDE: u64 = 25_000_000;

/// Effects are left out: they would become pixels, which differ from machine to machine, and
/// their renderer panics where their measures are odd.
const WITHOUT_EFFECTS: &str = "* { filter: none !important }";

/// How far from the origin a shape may reach, in CSS pixels; squares must stay within an `f32`.
const FARTHEST: f32 = 1e9;

/// The fonts that text in drawings is set in.
#[derive(Clone, Debug)]
pub struct PictureFonts {
    faces: Arc<Database>,
    family: String,
}

impl PictureFonts {
    /// Takes in the bytes of font files, the most wanted first; the first one's family is that of
    /// all text whose own font is not among them.
    #[must_use]
    pub fn new(files: impl IntoIterator<Item = Arc<dyn AsRef<[u8]> + Send + Sync>>) -> Self {
        let mut faces = Database::new();
        for file in files {
            faces.load_font_source(Source::Binary(file));
        }
        let first = faces.faces().next().and_then(|face| face.families.first());
        let family = first.map_or(String::new(), |(name, _)| name.clone());
        faces.set_serif_family(&family);
        faces.set_sans_serif_family(&family);
        faces.set_cursive_family(&family);
        faces.set_fantasy_family(&family);
        faces.set_monospace_family(&family);
        Self { faces: Arc::new(faces), family }
    }
}

/// A picture of lines and areas.
#[derive(Clone, Debug)]
pub struct Drawing {
    tree: Arc<Tree>,
}

impl Drawing {
    /// What to draw, in CSS pixels from the top left corner.
    #[must_use]
    pub fn tree(&self) -> &Tree {
        &self.tree
    }

    /// Width and height in CSS pixels.
    #[must_use]
    pub fn size(&self) -> (f32, f32) {
        (self.tree.size().width(), self.tree.size().height())
    }

    /// The size of its smallest words in CSS pixels; `None` where it has no words.
    #[must_use]
    pub fn smallest_text(&self) -> Option<f32> {
        let mut smallest: Option<f32> = None;
        visit(self.tree.root(), &mut |node| {
            let Node::Text(text) = node else { return };
            let (across, down) = text.abs_transform().get_scale();
            for span in text.chunks().iter().flat_map(usvg::TextChunk::spans) {
                let size = span.font_size().get() * across.min(down);
                smallest = Some(smallest.map_or(size, |least| least.min(size)));
            }
        });
        smallest
    }

    /// The drawing as an SVG without text, scripts, styles or anything from outside.
    #[must_use]
    pub fn as_plain_svg(&self) -> String {
        self.written(usvg::WriteOptions::default())
    }

    /// The parts of the same SVG without the element around them, to stand within another: each
    /// identifier begins with `prefix`.
    #[must_use]
    pub fn as_plain_parts(&self, prefix: &str) -> String {
        let mut svg = self.written(usvg::WriteOptions {
            id_prefix: Some(prefix.to_owned()),
            indent: usvg::Indent::None,
            ..Default::default()
        });
        let from = svg.find('>').map_or(0, |end| end + 1);
        let to = svg.rfind("</svg>").unwrap_or(from);
        svg.truncate(to);
        svg.split_off(from)
    }

    fn written(&self, options: usvg::WriteOptions) -> String {
        self.tree.to_string(&usvg::WriteOptions {
            preserve_text: false,
            coordinates_precision: self.digits(),
            ..options
        })
    }

    /// How many digits after the point its measures need, so that nothing stands off by a hundredth
    /// of a pixel on a page that is a thousand wide.
    fn digits(&self) -> u8 {
        let mut most = 1.0_f32;
        visit(self.tree.root(), &mut |node| {
            let (across, down) = node.abs_transform().get_scale();
            most = most.max(across).max(down);
        });
        let (width, height) = self.size();
        let scale = most * (1000.0 / width.max(height)).max(1.0);
        (1..=8).find(|digits| 0.5 * scale <= 0.01 * 10_f32.powi(*digits)).unwrap_or(8) as u8
    }
}

/// Reads an SVG.
pub(super) fn read(
    bytes: &[u8],
    fonts: &PictureFonts,
) -> Result<(Drawing, Vec<PictureWarning>), PictureError> {
    let text = std::str::from_utf8(bytes).map_err(|_| PictureError::NotUtf8)?;
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let Guarded { text, mut warnings } = guard::check(text)?;
    let text = scripts::place_words(&text, &fonts.faces)?.unwrap_or(text);
    let findings = Mutex::new(Findings::default());
    let options = Options {
        font_family: fonts.family.clone(),
        font_resolver: font_resolver(&findings),
        image_href_resolver: image_resolver(&findings),
        fontdb: Arc::clone(&fonts.faces),
        style_sheet: Some(WITHOUT_EFFECTS.into()),
        ..Options::default()
    };
    let tree = Tree::from_str(&text, &options).map_err(|error| match error {
        usvg::Error::InvalidSize => PictureError::NoSize,
        usvg::Error::ElementsLimitReached => PictureError::TooComplex("parts"),
        error => PictureError::NotXml(error.to_string()),
    })?;
    drop(options);
    let findings = findings.into_inner().expect("nothing panics while it holds the findings");
    if let Some(error) = findings.error {
        return Err(PictureError::Inside(Box::new(error)));
    }
    check(&tree)?;
    warnings.extend(findings.other_fonts.into_iter().map(PictureWarning::OtherFont));
    warnings.extend(findings.warnings);
    warnings.dedup();
    Ok((Drawing { tree: Arc::new(tree) }, warnings))
}

/// What comes up while a drawing is read.
#[derive(Default)]
struct Findings {
    error: Option<PictureError>,
    other_fonts: BTreeSet<String>,
    warnings: Vec<PictureWarning>,
    pixels: u64,
}

fn font_resolver(findings: &Mutex<Findings>) -> FontResolver<'_> {
    let select = FontResolver::default_font_selector();
    FontResolver {
        select_font: Box::new(move |font, faces| {
            let named = || {
                font.families().iter().filter_map(|family| match family {
                    FontFamily::Named(name) => Some(name),
                    _ => None,
                })
            };
            let at_hand = |name: &String| {
                let families = &[Family::Name(name)];
                faces.query(&Query { families, ..Query::default() }).is_some()
            };
            // A list that ends in a generic family still asks for the named ones first.
            if let Some(first) = named().next()
                && !named().any(at_hand)
            {
                note(findings, |findings| findings.other_fonts.insert(first.clone()));
            }
            select(font, faces)
        }),
        select_fallback: Box::new(select_fallback),
    }
}

/// A font that has the character, of the nearest weight.
fn select_fallback(character: char, used: &[ID], faces: &mut Arc<Database>) -> Option<ID> {
    let weight = faces.face(*used.first()?)?.weight.0;
    let next = FontResolver::default_fallback_selector();
    let mut seen = used.to_vec();
    while let Some(id) = next(character, &seen, faces) {
        seen.push(id);
    }
    let distance = |id: &ID| faces.face(*id).map(|face| face.weight.0.abs_diff(weight));
    seen.split_off(used.len()).into_iter().min_by_key(distance)
}

fn image_resolver(findings: &Mutex<Findings>) -> ImageHrefResolver<'_> {
    ImageHrefResolver {
        resolve_data: Box::new(move |_, data, _| match image(&data, findings) {
            Ok(kind) => Some(kind),
            Err(error) => {
                note(findings, |findings| findings.error = Some(error));
                None
            }
        }),
        resolve_string: Box::new(|_, _| None),
    }
}

/// A picture within the drawing, as the PDF can take it.
fn image(bytes: &Arc<Vec<u8>>, findings: &Mutex<Findings>) -> Result<ImageKind, PictureError> {
    let shared: Arc<[u8]> = bytes.as_slice().into();
    let (raster, warnings) = match sniff(bytes) {
        Some(Format::Png) => png::read(&shared)?,
        Some(Format::Jpeg) => jpeg::read(&shared)?,
        Some(Format::Svg) => return Err(PictureError::OtherKind("an SVG within an SVG")),
        None => return Err(PictureError::Unknown),
    };
    let (width, height) = raster.stored_size;
    let pixels = note(findings, |findings| {
        findings.warnings.extend(warnings);
        findings.pixels += u64::from(width) * u64::from(height);
        findings.pixels
    });
    if pixels > MOST_PIXELS_INSIDE {
        return Err(PictureError::TooComplex("pixels in its pictures"));
    }
    Ok(as_image(&raster))
}

fn as_image(raster: &Raster) -> ImageKind {
    if raster.orientation.is_upright()
        && let RasterData::Jpeg(bytes) = raster.data()
    {
        return ImageKind::JPEG(Arc::new(bytes.to_vec()));
    }
    let samples = raster.samples().turned(raster.orientation);
    ImageKind::PNG(Arc::new(png::encode(&samples, raster.profile.as_deref())))
}

fn note<T>(findings: &Mutex<Findings>, change: impl FnOnce(&mut Findings) -> T) -> T {
    change(&mut findings.lock().expect("nothing panics while it holds the findings"))
}

/// Says whether the parsed drawing can be drawn and shows all that it should.
fn check(tree: &Tree) -> Result<(), PictureError> {
    let (width, height) = (tree.size().width(), tree.size().height());
    let longest = LONGEST_SIDE as f32;
    if width > longest || height > longest {
        let (width, height) = (width.round() as u32, height.round() as u32);
        return Err(PictureError::TooManyPixels { width, height });
    }
    let (mut seen, mut error) = (false, None);
    visit(tree.root(), &mut |node| {
        seen |= match node {
            Node::Group(_) => false,
            Node::Path(path) => path.is_visible(),
            Node::Image(image) => image.is_visible(),
            Node::Text(_) => true,
        };
        if error.is_none() {
            error = check_node(node, tree.fontdb()).err();
        }
    });
    match error {
        Some(error) => Err(error),
        None if !measures(tree).all(is_sane) => Err(PictureError::TooFarOut),
        None if !seen => Err(PictureError::ShowsNothing),
        None => Ok(()),
    }
}

/// The ways that paints and clips are moved and stretched.
fn measures(tree: &Tree) -> impl Iterator<Item = Transform> {
    let linear = tree.linear_gradients().iter().map(|gradient| gradient.transform());
    let radial = tree.radial_gradients().iter().map(|gradient| gradient.transform());
    let patterns = tree.patterns().iter().map(|pattern| pattern.transform());
    let clips = tree.clip_paths().iter().map(|clip| clip.transform());
    linear.chain(radial).chain(patterns).chain(clips)
}

/// Whether lengths stay within measure on the way, and can be told on the way back.
fn is_sane(way: Transform) -> bool {
    let numbers = [way.sx, way.sy, way.kx, way.ky, way.tx, way.ty];
    numbers.iter().all(|number| number.abs() < FARTHEST)
        && way.invert().is_some_and(|back| {
            [back.sx, back.sy, back.kx, back.ky].iter().all(|number| number.abs() < FARTHEST)
        })
}

/// Calls for each node, those of patterns, masks and clips included.
fn visit(group: &Group, each: &mut dyn FnMut(&Node)) {
    for node in group.children() {
        each(node);
        if let Node::Group(group) = node {
            visit(group, each);
        }
        node.subroots(|root| visit(root, each));
    }
}

fn check_node(node: &Node, faces: &Database) -> Result<(), PictureError> {
    let within = |rect: usvg::Rect| {
        [rect.left(), rect.top(), rect.right(), rect.bottom()]
            .iter()
            .all(|side| side.abs() < FARTHEST)
    };
    if !is_sane(node.abs_transform())
        || !within(node.stroke_bounding_box())
        || !within(node.abs_stroke_bounding_box())
    {
        return Err(PictureError::TooFarOut);
    }
    let Node::Text(text) = node else {
        return Ok(());
    };
    let mut glyphs = text.layouted().iter().flat_map(|span| &span.positioned_glyphs);
    match glyphs.find(|glyph| glyph.id.0 == 0) {
        Some(glyph) => Err(PictureError::NoGlyph(lacking(text, &glyph.text, faces))),
        None => Ok(()),
    }
}

/// The character that no face has: the first of the text, else of a part that no face has whole.
fn lacking(text: &usvg::Text, part: &str, faces: &Database) -> char {
    let words = text.chunks().iter().map(usvg::TextChunk::text);
    let mut characters = words.flat_map(str::chars).filter(|c| !c.is_whitespace());
    let lacks = |c: &char| !faces.faces().any(|face| has(faces, face.id, *c));
    let of_part = || part.chars().next();
    characters.clone().find(lacks).or_else(of_part).or(characters.next()).unwrap_or(' ')
}
