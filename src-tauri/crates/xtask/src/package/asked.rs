//! What was typed behind `cargo xtask package`.

use super::targets::TARGETS;

#[derive(Debug, Default, PartialEq, Eq)]
pub struct Asked {
    pub only: Option<String>,
    pub cargo_words: Vec<String>,
}

impl Asked {
    pub fn read(args: Vec<String>) -> Result<Self, String> {
        let mut asked = Self::default();
        let mut args = args.into_iter();
        while let Some(arg) = args.next() {
            match arg.as_str() {
                "--only" => asked.only = Some(known(args.next())?),
                "--" => asked.cargo_words = args.by_ref().collect(),
                other => {
                    return Err(format!(
                        "`{other}` is not understood: --only NAME, or -- and words for cargo"
                    ));
                }
            }
        }
        Ok(asked)
    }
}

fn known(name: Option<String>) -> Result<String, String> {
    let names: Vec<&str> = TARGETS.iter().map(|target| target.name).collect();
    let name = name.unwrap_or_default();
    if names.contains(&name.as_str()) {
        Ok(name)
    } else {
        Err(format!("--only takes one of {}", names.join(", ")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(words: &[&str]) -> Result<Asked, String> {
        Asked::read(words.iter().map(|word| (*word).to_owned()).collect())
    }

    #[test]
    fn one_package_and_words_for_cargo() {
        let asked = read(&["--only", "windows", "--", "--offline"]);
        let expected = Asked { only: Some("windows".into()), cargo_words: vec!["--offline".into()] };
        assert_eq!(asked, Ok(expected));
        assert_eq!(read(&[]), Ok(Asked::default()));
    }

    #[test]
    fn a_package_that_nobody_makes_is_refused_with_those_there_are() {
        for words in [&["--only", "macos"][..], &["--only"], &["windows"]] {
            let why = read(words).unwrap_err();
            assert!(why.contains("windows") || why.contains("--only"), "{why}");
        }
    }
}
