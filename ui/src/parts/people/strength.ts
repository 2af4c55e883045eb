// A hint about a password, not a gate: the desk itself decides what is too weak.
export const LEAST_CHARS = 10

const PLAIN = /^(.)\1+$|^(?:0123456789|1234567890|qwertyuiop|abcdefghij|password\d*|admin\d*)/i

export function isPlain(password: string): boolean {
  return PLAIN.test(password) || new Set(Array.from(password)).size < 4
}

/** 0 too short … 4 strong. Length counts most; a Chinese character carries more than a letter. */
export function strength(password: string): 0 | 1 | 2 | 3 | 4 {
  const chars = Array.from(password)
  if (chars.length < LEAST_CHARS) return 0
  if (isPlain(password)) return 1
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[!-/:-@[-`{-~]/, /[\u3400-\u9fff]/].filter((kind) => kind.test(password)).length
  const wide = chars.filter((char) => (char.codePointAt(0) ?? 0) >= 0x3400).length
  const score = chars.length + wide + kinds * 2
  return score >= 24 ? 4 : score >= 19 ? 3 : score >= 14 ? 2 : 1
}
