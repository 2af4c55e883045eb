import { describe, expect, it } from 'vitest'
import { wordOr } from '@/words'
import { ACTS } from './lines'

describe('the acts of the log', () => {
  it.each(ACTS)('%s has a word', (act) => { expect(wordOr(`log.acts.${act}`, wordOr(`verbs.${act}`, '')), act).not.toBe('') })
})
