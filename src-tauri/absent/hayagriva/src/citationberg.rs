//! How a style says that something looks: names only, for nothing is ever set in one.
//! Of a real style's file none can be read.
//! See the crate's own words for why.

/// What part of a book is meant.
pub mod taxonomy {
    pub enum Locator {
        Custom,
    }
}

pub struct Locale(());
#[derive(Clone, Debug)]
pub struct LocaleCode(pub String);

#[derive(Debug)]
pub enum Style {
    Independent(IndependentStyle),
    Dependent(()),
}

#[derive(Debug)]
pub struct IndependentStyle {
    pub settings: Settings,
}

impl IndependentStyle {
    /// # Errors
    /// Always.
    pub fn from_xml(_text: &str) -> Result<Self, &'static str> {
        Err("this program reads no styles of citing")
    }
}

#[derive(Debug)]
pub struct Settings {
    pub class: StyleClass,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StyleClass {
    InText,
    Note,
}

pub enum Display {
    Block,
    Indent,
    LeftMargin,
    RightInline,
}

pub enum FontStyle {
    Normal,
    Italic,
}

pub enum FontVariant {
    Normal,
    SmallCaps,
}

pub enum FontWeight {
    Normal,
    Bold,
    Light,
}

pub enum TextDecoration {
    None,
    Underline,
}

pub enum VerticalAlign {
    None,
    Baseline,
    Sup,
    Sub,
}
