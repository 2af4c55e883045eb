// What the desk asks of a password (`actions::desk::password`), and a hint how strong one is beyond that.
export const LEAST_CHARS = 8
const LEAST_SIGNS = 4

const COMMON = /^(?:qwertyuiop|abcdefghij|password\d*|admin\d*)/i

/** The desk refuses it however long it is. */
export const isPlain = (password: string) => /^\d*$/.test(password) || new Set(Array.from(password)).size < LEAST_SIGNS

/** 0 too short … 4 strong. Length counts most; a Chinese character carries more than a letter. */
export function strength(password: string): 0 | 1 | 2 | 3 | 4 {
  const chars = Array.from(password)
  if (chars.length < LEAST_CHARS) return 0
  if (isPlain(password) || COMMON.test(password)) return 1
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[!-/:-@[-`{-~]/, /[\u3400-\u9fff]/].filter((kind) => kind.test(password)).length
  const wide = chars.filter((char) => (char.codePointAt(0) ?? 0) >= 0x3400).length
  const score = chars.length + wide + kinds * 2
  return score >= 24 ? 4 : score >= 19 ? 3 : score >= 14 ? 2 : 1
}
