//! The fonts that travel with the program (`assets/fonts`), and what they can draw.

use std::sync::LazyLock;

use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

static HEI: &[u8] = include_bytes!("../../../../../assets/fonts/GonglianHei.otf");

static FILES: [&[u8]; 5] = [
    include_bytes!("../../../../../assets/fonts/FandolFang-Regular.otf"),
    HEI,
    include_bytes!("../../../../../assets/fonts/NotoSerifCJKsc-Bold.otf"),
    include_bytes!("../../../../../assets/fonts/GonglianSpareSong.otf"),
    include_bytes!("../../../../../assets/fonts/GonglianSpareKai.ttf"),
];

static FONTS: LazyLock<Fonts> = LazyLock::new(Fonts::new);

pub struct Fonts {
    pub book: LazyHash<FontBook>,
    pub fonts: Vec<Font>,
}

impl Fonts {
    fn new() -> Self {
        let fonts: Vec<Font> = FILES.iter().filter_map(|file| Font::new(Bytes::new(*file), 0)).collect();
        Self { book: LazyHash::new(FontBook::from_fonts(&fonts)), fonts }
    }
}

pub fn fonts() -> &'static Fonts {
    &FONTS
}

/// An OpenType font with Chinese, for a page on a system that has none.
pub fn spare_font() -> &'static [u8] {
    HEI
}

/// Whether no font draws `c`. Variation selectors choose between drawings and need none of their own.
pub fn lacks(c: char) -> bool {
    let drawn = |font: &Font| font.info().coverage.contains(u32::from(c));
    !matches!(c, '\n' | '\t' | '\r' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
        && !FONTS.fonts.iter().any(drawn)
}

/// The characters of `text` that print as their code point instead, each once.
pub fn missing_glyphs(text: &str) -> Vec<char> {
    let mut missing = Vec::new();
    for c in text.chars() {
        if lacks(c) && !missing.contains(&c) {
            missing.push(c);
        }
    }
    missing
}
