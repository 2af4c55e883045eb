//! The styles that come with it: one, for the typesetter names it as what a list is set in where nobody chose.
//! It has no rules; nothing asks for them where nothing is cited.
//! And no language.

use crate::citationberg::{IndependentStyle, Locale, Settings, Style, StyleClass};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ArchivedStyle {
    InstituteOfElectricalAndElectronicsEngineers,
}

impl ArchivedStyle {
    #[must_use]
    pub const fn all() -> &'static [Self] {
        &[Self::InstituteOfElectricalAndElectronicsEngineers]
    }

    #[must_use]
    pub fn by_name(_name: &str) -> Option<Self> {
        None
    }

    #[must_use]
    pub const fn names(&self) -> &'static [&'static str] {
        &["ieee"]
    }

    #[must_use]
    pub const fn display_name(&self) -> &'static str {
        "IEEE"
    }

    #[must_use]
    pub const fn get(&self) -> Style {
        Style::Independent(IndependentStyle { settings: Settings { class: StyleClass::InText } })
    }
}

#[must_use]
pub const fn locales() -> Vec<Locale> {
    Vec::new()
}
