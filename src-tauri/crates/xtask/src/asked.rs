//! What was typed behind a verb: names with a value each. Nothing is guessed; what is not known is a slip.

use std::collections::BTreeMap;

/// `--seeds 20 --from 3`, if each name is one of these and has a value.
pub fn pairs(args: &[String], names: &[&str]) -> Option<BTreeMap<String, String>> {
    let mut found = BTreeMap::new();
    for pair in args.chunks(2) {
        let [name, value] = pair else { return None };
        let name = name.strip_prefix("--").filter(|name| names.contains(name))?;
        found.insert(name.to_owned(), value.clone());
    }
    Some(found)
}

/// The same, where each value is a whole number.
pub fn numbers(args: &[String], names: &[&str]) -> Option<BTreeMap<String, u64>> {
    pairs(args, names)?.into_iter().map(|(name, value)| Some((name, value.parse().ok()?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(text: &str) -> Vec<String> {
        text.split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn names_with_values_are_read_and_slips_are_told() {
        let names = ["seeds", "from"];
        let read = numbers(&typed("--seeds 20 --from 3"), &names).unwrap();
        assert_eq!((read["seeds"], read["from"]), (20, 3));
        assert_eq!(numbers(&[], &names).map(|read| read.len()), Some(0));
        for slip in ["--seeds", "--seeds x", "--seed 20", "seeds 20", "--seeds 1 2"] {
            assert_eq!(numbers(&typed(slip), &names), None, "{slip}");
        }
    }
}
