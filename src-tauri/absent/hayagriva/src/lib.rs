//! Books and how they are cited, as the typesetter asks for it: no list of books can be read, so none is ever cited. The crate that
//! this stands for brings the styles of eighty publishers and the order of all alphabets, a megabyte of every package.
//! Only what `typst-library` calls is here; what follows a list that was read cannot come to be, which `Never` says.
#![allow(
    clippy::unused_self,
    clippy::needless_pass_by_value,
    clippy::new_without_default,
    reason = "the signatures are those that are called"
)]

pub mod archive;
pub mod citationberg;
pub mod io;

use std::marker::PhantomData;

use citationberg::{Display, IndependentStyle, Locale, LocaleCode};

/// Has no value.
#[derive(Clone, Copy, Debug)]
enum Never {}

/// One book.
#[derive(Clone, Debug)]
pub struct Entry(Never);

impl Entry {
    #[must_use]
    pub fn key(&self) -> &str {
        match self.0 {}
    }

    #[must_use]
    pub fn title(&self) -> Option<&Title> {
        match self.0 {}
    }
}

pub struct Title {
    pub value: ChunkedString,
}

pub struct ChunkedString(Never);

impl ChunkedString {
    #[must_use]
    pub fn to_str(&self) -> std::borrow::Cow<'_, str> {
        match self.0 {}
    }
}

/// A list of books.
#[derive(Debug)]
pub struct Library(Never);

impl Library {
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match self.0 {}
    }
}

impl IntoIterator for Library {
    type Item = Entry;
    type IntoIter = std::vec::IntoIter<Entry>;

    fn into_iter(self) -> Self::IntoIter {
        match self.0 {}
    }
}

pub struct TransparentLocator(());

impl TransparentLocator {
    pub fn new<T>(_payload: T) -> Self {
        Self(())
    }
}

pub enum LocatorPayload {
    Transparent(TransparentLocator),
}

pub struct SpecificLocator(pub citationberg::taxonomy::Locator, pub LocatorPayload);

pub enum CitePurpose {
    Author,
    Full,
    Prose,
    Year,
}

pub struct CitationItem<'a, T>(PhantomData<&'a T>);

impl<'a, T> CitationItem<'a, T> {
    pub fn new(
        _entry: &'a T,
        _locator: Option<SpecificLocator>,
        _locale: Option<LocaleCode>,
        _hidden: bool,
        _purpose: Option<CitePurpose>,
    ) -> Self {
        Self(PhantomData)
    }
}

pub struct CitationRequest<'a, T>(PhantomData<&'a T>);

impl<'a, T> CitationRequest<'a, T> {
    pub fn new(
        _items: Vec<CitationItem<'a, T>>,
        _style: &'a IndependentStyle,
        _locale: Option<LocaleCode>,
        _files: &'a [Locale],
        _note: Option<usize>,
    ) -> Self {
        Self(PhantomData)
    }
}

pub struct BibliographyRequest<'a> {
    pub style: &'a IndependentStyle,
    pub locale: Option<LocaleCode>,
    pub locale_files: &'a [Locale],
}

/// What is asked of it was read from a list, so nothing is.
pub struct BibliographyDriver<'a, T>(PhantomData<&'a T>);

impl<'a, T> BibliographyDriver<'a, T> {
    #[must_use]
    pub fn new() -> Self {
        Self(PhantomData)
    }

    #[must_use]
    pub fn with_citation_number_offset(self, _offset: usize) -> Self {
        self
    }

    pub fn citation(&mut self, _request: CitationRequest<'a, T>) {}

    pub fn finish(self, _request: BibliographyRequest<'_>) -> Rendered {
        Rendered { bibliography: None, citations: Vec::new() }
    }
}

pub struct Rendered {
    pub bibliography: Option<RenderedBibliography>,
    pub citations: Vec<RenderedCitation>,
}

pub struct RenderedBibliography {
    pub hanging_indent: bool,
    pub items: Vec<BibliographyItem>,
}

pub struct BibliographyItem {
    pub key: String,
    pub first_field: Option<ElemChild>,
    pub content: ElemChildren,
}

pub struct RenderedCitation {
    pub citation: ElemChildren,
}

pub struct ElemChildren(pub Vec<ElemChild>);

impl ElemChildren {
    #[must_use]
    pub fn find_meta(&self, _meta: &ElemMeta) -> Option<&Elem> {
        None
    }
}

pub enum ElemChild {
    Text(Formatted),
    Elem(Elem),
    Markup(String),
    Link { text: Formatted, url: String },
    Transparent { cite_idx: usize, format: Formatting },
}

pub struct Elem {
    pub children: ElemChildren,
    pub display: Option<Display>,
    pub meta: Option<ElemMeta>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum ElemMeta {
    CitationNumber,
    Entry(usize),
}

pub struct Formatted {
    pub text: String,
    pub formatting: Formatting,
}

pub struct Formatting {
    pub font_style: citationberg::FontStyle,
    pub font_variant: citationberg::FontVariant,
    pub font_weight: citationberg::FontWeight,
    pub text_decoration: citationberg::TextDecoration,
    pub vertical_align: citationberg::VerticalAlign,
}
