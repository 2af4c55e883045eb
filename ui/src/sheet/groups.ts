// The recovery sheet as it is typed back: eight groups of five signs, one field each, and a whole sheet may be pasted at once.
export const GROUPS = 8
const SIGNS = 5

/** Look-alikes and spaces are the desk's to read; here only the room is kept. */
const plain = (text: string) => text.normalize('NFKC').toUpperCase().replace(/[^0-9A-Z]/g, '')

export const blankSheet = () => Array.from({ length: GROUPS }, () => '')

/** What was typed into one field runs on into the next: so a pasted sheet fills them all. */
export function typeGroup(groups: string[], at: number, text: string): { groups: string[], next: number } {
  const now = [...groups]
  let rest = plain(text)
  let n = at
  do {
    now[n] = rest.slice(0, SIGNS)
    rest = rest.slice(SIGNS)
    n += 1
  } while (rest && n < GROUPS)
  return { groups: now, next: now[n - 1]?.length === SIGNS && n < GROUPS ? n : n - 1 }
}

export const unfinished = (groups: string[]) => groups.flatMap((group, at) => (group.length === SIGNS ? [] : [at]))
