//! The nouns in one place: which module answers for a record. The only file that knows them all.
//! It does not know what any of them means.
//! Called by `store` (projections) and `actions` (the flag of a person's own act).

/// Whether an act needs the account's own signature: approve, confirm, evaluate, conclude, archive …
pub fn is_person_act(act: &str) -> bool {
    OFFICE_ACTS.contains(&act)
}

/// Person acts that belong to no noun's table of steps.
const OFFICE_ACTS: &[&str] = &["resolve_conflict", "redact", "grant_role", "revoke_role", "take_over_rules"];
