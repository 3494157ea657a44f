//! Values as the parser of drawings understands them: variables filled in, colours of today
//! written as those of yesterday.

use std::collections::HashMap;

use color::{AlphaColor, Srgb, parse_color};

use super::tokens::{function, split, until};

/// The longest that a value may become, in bytes: variables may hold variables.
const LONGEST: usize = 20_000;

/// The deepest that variables may hold variables.
const DEEPEST: u32 = 32;

/// Why a declaration is left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Loss {
    /// It says nothing that shows, or nothing to any browser.
    Silent,
    /// What is not understood.
    Strange(String),
    /// It would need an effect.
    Effect,
    /// It would move.
    Movement,
}

/// Custom properties, by name.
pub(super) type Custom = HashMap<String, String>;

/// The most functions that one value may come to.
const MOST_STEPS: u32 = 10_000;

/// A value with its variables filled in and the light one of two colours.
pub(super) fn substitute(value: &str, custom: &Custom) -> Result<String, Loss> {
    let mut filler = Filler { custom, out: String::new(), steps: 0 };
    filler.fill(value, 0)?;
    Ok(filler.out)
}

struct Filler<'a> {
    custom: &'a Custom,
    out: String,
    steps: u32,
}

impl Filler<'_> {
    fn fill(&mut self, value: &str, depth: u32) -> Result<(), Loss> {
        let mut rest = value;
        while let Some((before, name, inner, after)) = function(rest) {
            self.steps += 1;
            if depth > DEEPEST || self.steps > MOST_STEPS || self.out.len() > LONGEST {
                return Err(Loss::Strange(shorten(value)));
            }
            self.out.push_str(before);
            match &*name {
                "var" => self.variable(inner, depth)?,
                "light-dark" => {
                    let light = split(inner, b',').next().unwrap_or_default();
                    self.fill(light, depth + 1)?;
                }
                "url" => self.out.push_str(&format!("url({inner})")),
                _ => {
                    self.out.push_str(&format!("{name}("));
                    self.fill(inner, depth + 1)?;
                    self.out.push(')');
                }
            }
            rest = after;
        }
        self.out.push_str(rest);
        if self.out.len() > LONGEST { Err(Loss::Strange(shorten(value))) } else { Ok(()) }
    }

    fn variable(&mut self, inner: &str, depth: u32) -> Result<(), Loss> {
        let comma = until(inner, b",");
        let name = inner[..comma].trim();
        match (self.custom.get(name), inner.get(comma + 1..)) {
            (Some(known), _) => self.fill(known, depth + 1),
            (None, Some(fallback)) => self.fill(fallback.trim(), depth + 1),
            (None, None) => Err(Loss::Strange(format!("var({name})"))),
        }
    }
}

/// A property's value, its variables filled in, as the parser of drawings takes it.
pub(super) fn settle(name: &str, value: &str) -> Result<String, Loss> {
    let value = value.trim();
    let lower = value.to_ascii_lowercase();
    if let Some(plain) = keyword(name, &lower) {
        return Ok(plain.to_owned());
    }
    match name {
        "fill" | "stroke" => paint(value),
        "color" | "stop-color" | "flood-color" | "lighting-color" | "background-color" => {
            color(value)
        }
        "transform" => transform(&lower),
        "filter" | "backdrop-filter" | "box-shadow" if lower != "none" => Err(Loss::Effect),
        "animation" | "animation-name" if lower != "none" => Err(Loss::Movement),
        "rotate" | "translate" | "scale" | "zoom" | "d" | "offset-path" | "mask-image"
        | "transform-box" | "clip" | "vector-effect"
            if !matches!(&*lower, "none" | "auto" | "normal" | "1" | "view-box") =>
        {
            Err(Loss::Strange(format!("{name}: {}", shorten(value))))
        }
        name if is_lost(name, &lower) => Err(Loss::Strange(format!("{name}: {}", shorten(value)))),
        "text-shadow" if lower != "none" => Err(Loss::Effect),
        name if GEOMETRY.contains(&name) || LENGTHS.contains(&name) => measure(name, &lower),
        "font-family" | "font" | "white-space" | "paint-order" => Ok(value.to_owned()),
        name if KNOWN.contains(&name) => match function(value) {
            None => Ok(value.to_owned()),
            Some((_, url, inner, _)) if url == "url" => {
                Ok(format!("url({})", inner.trim_matches(['"', '\'']).trim()))
            }
            Some((_, function, ..)) => Err(Loss::Strange(format!("{name}: {function}(…)"))),
        },
        _ => Err(Loss::Silent),
    }
}

/// Whether a property would change which words are read, or how, and cannot be followed.
fn is_lost(name: &str, value: &str) -> bool {
    let wants = match name {
        "text-transform" | "text-emphasis" | "text-emphasis-style" => value != "none",
        "font-variant-caps"
        | "font-variant-position"
        | "font-variant-numeric"
        | "font-feature-settings" => value != "normal",
        "text-orientation" => value != "mixed",
        "unicode-bidi" => value.ends_with("override") || value == "plaintext",
        "inline-size" => !matches!(value, "0" | "auto"),
        "content-visibility" => value == "hidden",
        "-webkit-text-security" => value != "none",
        _ => false,
    };
    wants && !matches!(value, "inherit" | "initial" | "unset" | "revert" | "revert-layer")
}

/// Properties that browsers take for the attributes of the same name.
pub(super) const GEOMETRY: &[&str] = &["x", "y", "cx", "cy", "r", "rx", "ry", "width", "height"];

/// Properties whose value is a number or a length.
const LENGTHS: &[&str] = &[
    "stroke-width",
    "stroke-dashoffset",
    "stroke-miterlimit",
    "stroke-dasharray",
    "stroke-opacity",
    "fill-opacity",
    "stop-opacity",
    "flood-opacity",
    "opacity",
    "font-size",
    "letter-spacing",
    "word-spacing",
    "baseline-shift",
];

/// The other properties that the parser of drawings reads.
const KNOWN: &[&str] = &[
    "alignment-baseline",
    "clip-path",
    "clip-rule",
    "direction",
    "display",
    "dominant-baseline",
    "fill-rule",
    "font-kerning",
    "font-size-adjust",
    "font-stretch",
    "font-style",
    "font-variant",
    "font-weight",
    "image-rendering",
    "isolation",
    "marker",
    "marker-end",
    "marker-mid",
    "marker-start",
    "mask",
    "mask-type",
    "mix-blend-mode",
    "overflow",
    "shape-rendering",
    "stroke-linecap",
    "stroke-linejoin",
    "text-anchor",
    "text-decoration",
    "text-rendering",
    "transform-origin",
    "unicode-bidi",
    "visibility",
    "writing-mode",
];

/// What stands for a keyword that every property has.
fn keyword(name: &str, value: &str) -> Option<&'static str> {
    let inherits = matches!(
        name,
        "fill"
            | "stroke"
            | "color"
            | "font-size"
            | "font-family"
            | "font-weight"
            | "font-style"
            | "text-anchor"
            | "visibility"
            | "stroke-width"
            | "fill-opacity"
            | "stroke-opacity"
    );
    match value {
        "inherit" => Some("inherit"),
        "unset" | "revert" | "revert-layer" if inherits => Some("inherit"),
        "initial" | "unset" | "revert" | "revert-layer" => Some(match name {
            "fill" | "color" | "stop-color" | "flood-color" => "black",
            "opacity" | "fill-opacity" | "stroke-opacity" | "stop-opacity" | "stroke-width" => "1",
            "stroke" | "clip-path" | "mask" | "transform" | "stroke-dasharray" => "none",
            "visibility" => "visible",
            "display" => "inline",
            "text-anchor" => "start",
            _ => return None,
        }),
        _ => None,
    }
}

/// A colour, a reference to a gradient with another colour should it be missing, or nothing.
fn paint(value: &str) -> Result<String, Loss> {
    let lower = value.to_ascii_lowercase();
    if let word @ ("none" | "currentcolor" | "context-fill" | "context-stroke") = &*lower {
        let word = if word == "currentcolor" { "currentColor" } else { word };
        return Ok(word.to_owned());
    }
    if let Some((before, name, inner, after)) = function(value)
        && name == "url"
        && before.trim().is_empty()
    {
        let reference = format!("url({})", inner.trim_matches(['"', '\'']).trim());
        let other = after.trim();
        return Ok(match other {
            "" => reference,
            other => format!("{reference} {}", paint(other)?),
        });
    }
    color(value)
}

/// A colour in red, green and blue.
fn color(value: &str) -> Result<String, Loss> {
    let lower = value.to_ascii_lowercase();
    if lower == "currentcolor" {
        return Ok("currentColor".to_owned());
    }
    // SVG 1.1, 11.2: a colour for screens, then the same for a press.
    let word = match lower.find(" icc-color(").or(lower.find(" device-cmyk(")) {
        Some(at) => lower[..at].trim(),
        None => &lower,
    };
    if let Some((_, light)) = SYSTEM.iter().find(|(name, _)| *name == word) {
        return Ok((*light).to_owned());
    }
    let parsed = parse_color(word).map_err(|_| {
        let what = function(value).map(|(_, name, ..)| format!("{name}(…)"));
        Loss::Strange(what.unwrap_or_else(|| shorten(value)))
    })?;
    let color: AlphaColor<Srgb> = parsed.to_alpha_color();
    let rgba = color.to_rgba8();
    Ok(match rgba.a {
        255 => format!("#{:02x}{:02x}{:02x}", rgba.r, rgba.g, rgba.b),
        _ => format!(
            "rgba({}, {}, {}, {})",
            rgba.r,
            rgba.g,
            rgba.b,
            (f64::from(color.components[3].clamp(0.0, 1.0)) * 1000.0).round() / 1000.0
        ),
    })
}

/// Colours that browsers take from the system, as they are on white paper (CSS Color 4, 6.2).
const SYSTEM: &[(&str, &str)] = &[
    ("canvas", "#ffffff"),
    ("canvastext", "#000000"),
    ("field", "#ffffff"),
    ("fieldtext", "#000000"),
    ("buttontext", "#000000"),
    ("linktext", "#0000ee"),
    ("graytext", "#6d6d6d"),
    ("highlight", "#b4d5fe"),
    ("highlighttext", "#000000"),
];

/// A number, a length, or a list of them.
fn measure(name: &str, value: &str) -> Result<String, Loss> {
    let is_measure = |part: &str| {
        let unit = part.find(|c: char| c.is_ascii_alphabetic() && c != 'e' || c == '%');
        let (number, unit) = part.split_at(unit.unwrap_or(part.len()));
        let (number, unit) = match number.strip_suffix('e') {
            // The unit `em` begins like an exponent.
            Some(number) => (number, format!("e{unit}")),
            None => (number, unit.to_owned()),
        };
        number.parse::<f64>().is_ok_and(f64::is_finite)
            && matches!(&*unit, "" | "px" | "em" | "ex" | "pt" | "pc" | "mm" | "cm" | "in" | "%")
    };
    let words = value.split(|c: char| c == ',' || c.is_whitespace()).filter(|it| !it.is_empty());
    let is_word = value.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'-');
    if words.clone().all(is_measure) && words.count() > 0 || is_word && !value.is_empty() {
        return Ok(value.to_owned());
    }
    Err(Loss::Strange(format!("{name}: {}", shorten(value))))
}

/// A transformation of CSS as SVG writes it (CSS Transforms 1, 8 and 13).
fn transform(value: &str) -> Result<String, Loss> {
    if value == "none" {
        return Ok(value.to_owned());
    }
    let strange = || Loss::Strange(format!("transform: {}", shorten(value)));
    let mut out = String::new();
    let mut rest = value;
    while let Some((before, name, inner, after)) = function(rest) {
        if !before.trim_matches([',', ' ', '\n', '\t']).is_empty() {
            return Err(strange());
        }
        let numbers: Option<Vec<f64>> = inner
            .split(|c: char| c == ',' || c.is_whitespace())
            .filter(|part| !part.is_empty())
            .map(number)
            .collect();
        let numbers = numbers.ok_or_else(strange)?;
        let (name, numbers) = match (&*name, &*numbers) {
            ("translatex", [x]) => ("translate", vec![*x, 0.0]),
            ("translatey", [y]) => ("translate", vec![0.0, *y]),
            ("scalex", [x]) => ("scale", vec![*x, 1.0]),
            ("scaley", [y]) => ("scale", vec![1.0, *y]),
            ("rotatez", [angle]) => ("rotate", vec![*angle]),
            ("translate" | "scale", [_] | [_, _])
            | ("rotate", [_] | [_, _, _])
            | ("skewx" | "skewy", [_])
            | ("matrix", [_, _, _, _, _, _]) => (&*name, numbers),
            _ => return Err(strange()),
        };
        let name = match name {
            "skewx" => "skewX",
            "skewy" => "skewY",
            name => name,
        };
        let numbers: Vec<String> = numbers.iter().map(f64::to_string).collect();
        out.push_str(&format!("{name}({}) ", numbers.join(" ")));
        rest = after;
    }
    if out.is_empty() || !rest.trim().is_empty() { Err(strange()) } else { Ok(out) }
}

/// A number, a length in pixels, or an angle in degrees.
fn number(part: &str) -> Option<f64> {
    const UNITS: [(&str, f64); 9] = [
        ("px", 1.0),
        ("deg", 1.0),
        ("turn", 360.0),
        ("grad", 0.9),
        ("rad", 180.0 / std::f64::consts::PI),
        ("pt", 4.0 / 3.0),
        ("mm", 96.0 / 25.4),
        ("cm", 960.0 / 25.4),
        ("in", 96.0),
    ];
    let unit = UNITS.iter().find_map(|(unit, size)| Some((part.strip_suffix(unit)?, *size)));
    let (number, size) = unit.unwrap_or((part, 1.0));
    number.parse::<f64>().ok().filter(|number| number.is_finite()).map(|number| number * size)
}

/// A value as it can stand in a message.
pub(super) fn shorten(value: &str) -> String {
    let mut words: String = value.chars().take(40).collect();
    if words.len() < value.len() {
        words.push('…');
    }
    words.replace(char::is_control, " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_of_today_become_red_green_and_blue() {
        for (value, expected) in [
            ("Red", "#ff0000"),
            ("#abc", "#aabbcc"),
            ("#00505C80", "rgba(0, 80, 92, 0.502)"),
            ("rgb(0 80 92 / 50%)", "rgba(0, 80, 92, 0.5)"),
            ("rgb(0, 80, 92)", "#00505c"),
            ("RGB(0% 50% 100%)", "#0080ff"),
            ("rgba(0,80,92,.25)", "rgba(0, 80, 92, 0.25)"),
            ("hsl(120deg 100% 25%)", "#008000"),
            ("hsl(120, 100%, 25%)", "#008000"),
            ("hwb(120 0% 50%)", "#008000"),
            ("oklch(62.796% 0.25768 29.234)", "#ff0000"),
            ("oklab(0 0 0)", "#000000"),
            ("lab(100% 0 0)", "#ffffff"),
            ("lch(0% 0 0)", "#000000"),
            ("color(srgb 1 0.5 0)", "#ff8000"),
            ("color(display-p3 1 1 1)", "#ffffff"),
            ("transparent", "rgba(0, 0, 0, 0)"),
            ("currentcolor", "currentColor"),
            ("CanvasText", "#000000"),
            ("#123456 icc-color(a, 1, 2)", "#123456"),
            ("none", "none"),
            ("url( '#g' ) red", "url(#g) #ff0000"),
            ("unset", "inherit"),
            ("initial", "black"),
        ] {
            assert_eq!(settle("fill", value).as_deref(), Ok(expected), "{value}");
        }
        for (value, what) in [
            ("color-mix(in srgb, red, blue)", "color-mix(…)"),
            ("rgb(from red r g b)", "rgb(…)"),
            ("blurple", "blurple"),
        ] {
            assert_eq!(settle("fill", value), Err(Loss::Strange(what.into())), "{value}");
        }
    }

    #[test]
    fn variables_have_values_or_fallbacks() {
        let custom: Custom = [("--a", "1px"), ("--b", "var(--a) var(--none, light-dark(x, y))")]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .into();
        assert_eq!(substitute("2 VAR( --b ) 3", &custom).unwrap(), "2 1px x 3");
        assert_eq!(substitute("var(--c,)", &custom).unwrap(), "");
        assert_eq!(substitute("var(--c)", &custom), Err(Loss::Strange("var(--c)".into())));
        let laughs: Custom = (0..40)
            .map(|n| (format!("--l{n}"), format!("var(--l{0}) var(--l{0})", n + 1)))
            .collect();
        assert!(substitute("var(--l0)", &laughs).is_err());
        let circle: Custom = [("--a".to_owned(), "var(--a)".to_owned())].into();
        assert!(substitute("var(--a)", &circle).is_err());
        let blanks: Custom = (0..30)
            .map(|n| (format!("--l{n}"), format!("var(--l{0},)var(--l{0},)", n + 1)))
            .collect();
        assert!(substitute("var(--l0)", &blanks).is_err());
    }

    #[test]
    fn measures_and_transformations_are_those_of_svg() {
        for (name, value, expected) in [
            ("stroke-width", "2PX", Some("2px")),
            ("font-size", "1.5em", Some("1.5em")),
            ("font-size", "1e2", Some("1e2")),
            ("font-size", "large", Some("large")),
            ("stroke-dasharray", "1, 2 3%", Some("1, 2 3%")),
            ("width", "calc(1px + 2px)", None),
            ("stroke-width", "2furlongs", None),
            ("transform", "translateX(5px) rotate(.25turn)", Some("translate(5 0) rotate(90) ")),
            ("transform", "matrix(1,0,0,1,2,3)", Some("matrix(1 0 0 1 2 3) ")),
            ("transform", "rotate3d(1, 1, 1, 45deg)", None),
            ("transform", "translate(50%)", None),
            ("clip-path", "url( #a )", Some("url(#a)")),
            ("clip-path", "circle(9px)", None),
            ("d", "path('M0 0')", None),
        ] {
            assert_eq!(settle(name, value).ok().as_deref(), expected, "{name}: {value}");
        }
        assert_eq!(settle("filter", "blur(2px)"), Err(Loss::Effect));
        assert_eq!(settle("line-height", "1.2"), Err(Loss::Silent));
    }
}
