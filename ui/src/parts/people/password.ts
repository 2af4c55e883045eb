// What a page can already see of a new password; the desk has the last word.
import { fill, type PartWords } from '../words'
import { isPlain, LEAST_CHARS } from './strength'

export interface PasswordErrors { password?: string, again?: string }

export function checkPassword(given: { password: string, again: string, name: string }, words: PartWords['password']): PasswordErrors {
  const errors: PasswordErrors = {}
  const short = LEAST_CHARS - Array.from(given.password).length
  if (short > 0) errors.password = fill(words.tooShort, { n: short })
  else if (isPlain(given.password)) errors.password = words.tooPlain
  else if (given.name && given.password.includes(given.name)) errors.password = words.hasName
  if (given.password !== given.again) errors.again = words.notSame
  return errors
}
