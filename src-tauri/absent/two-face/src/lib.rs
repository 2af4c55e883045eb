//! The languages of program code that the typesetter can colour: none. The crate that this stands for brings the grammars of two
//! hundred, eight tenths of a megabyte of every package; documents here show no code.
//! Only what `typst-library` calls is here.

/// Grammars by language.
pub mod syntax {
    use syntect::parsing::SyntaxSet;

    #[must_use]
    pub fn extra_no_newlines() -> SyntaxSet {
        SyntaxSet::new()
    }
}
