import { describe, expect, it, vi } from 'vitest'
import { recall, remember } from './memory'

describe('memory', () => {
  it('gives back what it was given, and what is broken is forgotten', () => {
    remember('views', [1])
    expect(recall('views', [])).toEqual([1])
    window.localStorage.setItem('gonglian.views', '{')
    expect(recall('views', ['?'])).toEqual(['?'])
  })
  it('a store that refuses costs nothing but the preference', () => {
    vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => { throw new Error('full') })
    expect(() => remember('x', 1)).not.toThrow()
  })
})
