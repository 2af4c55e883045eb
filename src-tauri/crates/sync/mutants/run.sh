#!/bin/sh
# Breaks a copy of `ledger` and `sync` in one way after the other and demands that the fleet turns red.
# Called by `cargo xtask mutants`, or by hand: mutants/run.sh [name of one mutant]
# MUTANTS_TARGET: the folder all of them are built in, one after the other (default: target/mutants of the repository).
# MUTANTS_SEEDS: instead of the seed of seeds.txt, try 1 up to this one, and say which kills.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../../.." && pwd)
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
CARGO_TARGET_DIR=${MUTANTS_TARGET:-$root/target/mutants}
export CARGO_TARGET_DIR

# A workspace of the two crates alone, with the versions and profiles of the whole.
mkdir -p "$copy/src-tauri/crates"
awk '/^members = \[/ { print "members = [\"src-tauri/crates/ledger\", \"src-tauri/crates/sync\"]"; skip = /\[$/; next }
     !skip { print }
     skip && /^\]/ { skip = 0 }' "$root/Cargo.toml" > "$copy/Cargo.toml"
cp "$root/Cargo.lock" "$copy/"
fresh() {
    for crate in ledger sync; do
        rm -rf "$copy/src-tauri/crates/$crate"
        cp -R "$root/src-tauri/crates/$crate" "$copy/src-tauri/crates/$crate"
    done
}

# Built first and apart, so that a mutant that does not compile is never taken for one that was killed.
fleet() { (cd "$copy" && cargo test --quiet -p sync --test fleet "$@" > "$copy/out" 2>&1); }

survived=0
fresh
fleet --no-run || { cat "$copy/out"; exit 2; }
while read -r name seed; do
    case $name in '' | '#'*) continue ;; esac
    if [ $# -gt 0 ] && [ "$1" != "$name" ]; then continue; fi
    fresh
    patch --quiet -p1 -d "$copy/src-tauri/crates" < "$here/$name.patch"
    fleet --no-run || { echo "$name does not compile:"; cat "$copy/out"; exit 2; }
    first=$seed last=$seed
    if [ "$seed" = '?' ] || [ -n "${MUTANTS_SEEDS:-}" ]; then first=1 last=${MUTANTS_SEEDS:-8}; fi
    killed=
    for try in $(seq "$first" "$last"); do
        if ! FLEET_SEED=$try fleet seeds_heal; then killed=$try && break; fi
    done
    if [ -n "$killed" ]; then
        echo "killed    $name by seed $killed: $(grep -m1 -A1 panicked "$copy/out" | tail -1 | cut -c1-100)"
    else
        echo "SURVIVED  $name"
        survived=1
    fi
done < "$here/seeds.txt"
exit $survived
