// What this machine remembers about the looks: theme, size, keys, views. It lies unencrypted beside the program.
// Invariant: no personal data here; a list's free-text filter is never handed in.
const PREFIX = 'gonglian.'

export function recall<T>(key: string, otherwise: T): T {
  try {
    const kept = window.localStorage.getItem(PREFIX + key)
    return kept === null ? otherwise : (JSON.parse(kept) as T)
  } catch {
    return otherwise
  }
}

export function remember(key: string, value: unknown): void {
  try {
    window.localStorage.setItem(PREFIX + key, JSON.stringify(value))
  } catch {
    // A full or forbidden store costs a preference, never the work.
  }
}
