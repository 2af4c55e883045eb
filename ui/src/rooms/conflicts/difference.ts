// Where two texts differ, sign by sign, so that nobody compares two pages of words by eye.

/** A piece of a text, and whether the other one lacks it. */
export interface Piece { text: string, differs: boolean }

/** Signs of each text up to which every way of laying them side by side is looked at; longer ones differ in one stretch. */
const MOST = 1500
/** As many signs must agree in a row: a single one between two differences only flickers. */
const LEAST = 2
/** Of texts with less in common nothing is marked: they are simply others. */
const SHARE = 0.5

/** The text in pieces, beside another. */
export function piecesOf(text: string, other: string | undefined): Piece[] {
  if (other === undefined || text === other) return [{ text, differs: false }]
  const [own, others] = [[...text], [...other]]
  const kept = own.length > MOST || others.length > MOST ? ends(own, others) : common(own, others)
  const shared = kept.filter(Boolean).length
  if (shared < SHARE * Math.min(own.length, others.length) || shared === 0) return [{ text, differs: false }]
  return runs(own, unflickering(kept))
}

/** What stands at the beginning and at the end of both. */
function ends(own: string[], other: string[]): boolean[] {
  const most = Math.min(own.length, other.length)
  let [before, after] = [0, 0]
  while (before < most && own[before] === other[before]) before++
  while (after < most - before && own[own.length - 1 - after] === other[other.length - 1 - after]) after++
  return own.map((_, at) => at < before || at >= own.length - after)
}

/** A longest common subsequence: for each sign of `own` whether it is of it. */
function common(own: string[], other: string[]): boolean[] {
  const width = other.length + 1
  const longest = new Uint16Array((own.length + 1) * width)
  const at = (i: number, j: number) => longest[i * width + j] ?? 0
  for (let i = own.length - 1; i >= 0; i--) {
    for (let j = other.length - 1; j >= 0; j--) {
      longest[i * width + j] = own[i] === other[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
    }
  }
  const kept = own.map(() => false)
  for (let [i, j] = [0, 0]; i < own.length && j < other.length;) {
    if (own[i] === other[j]) { kept[i] = true; i++; j++ } else if (at(i + 1, j) >= at(i, j + 1)) i++
    else j++
  }
  return kept
}

/** Runs that agree and are too short count as differing, unless they begin or end the text. */
function unflickering(kept: boolean[]): boolean[] {
  const out = [...kept]
  for (let from = 0; from < kept.length;) {
    let to = from
    while (to < kept.length && kept[to] === kept[from]) to++
    if (kept[from] && to - from < LEAST && from > 0 && to < kept.length) out.fill(false, from, to)
    from = to
  }
  return out
}

function runs(signs: string[], kept: boolean[]): Piece[] {
  const pieces: Piece[] = []
  for (const [at, sign] of signs.entries()) {
    const differs = !kept[at]
    const last = pieces[pieces.length - 1]
    if (last?.differs === differs) last.text += sign
    else pieces.push({ text: sign, differs })
  }
  return pieces
}
