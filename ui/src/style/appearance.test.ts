import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { computed, nextTick } from 'vue'
import { appearance, dressed, dressPage, readAppearance } from './appearance'

const STANDARD = { theme: 'auto', size: 'normal', contrast: 'normal', singleKeys: true, idleMinutes: 15 }

describe('what this machine remembers of the looks', () => {
  it.each<[string, unknown]>([
    ['nothing', null], ['no thing', 'dark'], ['a list', []], ['a lock that comes at once', { idleMinutes: 0 }], ['one that comes before it began', { idleMinutes: -5 }],
    ['one that never comes', { idleMinutes: 1e9 }], ['a word for minutes', { idleMinutes: 'never' }], ['minutes as text', { idleMinutes: '5' }], ['no number', { idleMinutes: null }],
    ['a theme of a newer program', { theme: 'sepia' }], ['a size that is none', { size: 14 }], ['keys that are neither', { singleKeys: 'yes' }],
  ])('%s is the standard', (_, kept) => { expect(readAppearance(kept)).toEqual(STANDARD) })
  it('what is a choice stays, beside what is none', () => {
    expect(readAppearance({ theme: 'dark', size: 'largest', contrast: 'more', singleKeys: false, idleMinutes: 5, other: 1 })).toEqual({ theme: 'dark', size: 'largest', contrast: 'more', singleKeys: false, idleMinutes: 5 })
    expect(readAppearance({ theme: 'light', idleMinutes: 7 })).toEqual({ ...STANDARD, theme: 'light' })
  })
})

describe('the theme', () => {
  const before = { ...appearance }
  const dark = { matches: false, change: (): void => undefined }
  beforeEach(() => {
    dark.matches = false
    vi.stubGlobal('matchMedia', () => ({ get matches() { return dark.matches }, addEventListener: (_: string, change: () => void) => { dark.change = change } }))
  })
  afterEach(() => { Object.assign(appearance, before); vi.unstubAllGlobals() })

  it('can be changed there and back again by what the menu reads', async () => {
    const root = document.createElement('div')
    appearance.theme = 'light'
    dressPage(root)
    const isDark = computed(() => dressed.value === 'dark')
    for (const now of ['dark', 'light', 'dark'] as const) {
      appearance.theme = isDark.value ? 'light' : 'dark'
      await nextTick()
      expect([appearance.theme, root.dataset.theme]).toEqual([now, now])
    }
  })
  it('of the system is followed when it changes, and the menu knows', () => {
    const root = document.createElement('div')
    appearance.theme = 'auto'
    dressPage(root)
    expect([root.dataset.theme, dressed.value]).toEqual(['light', 'light'])
    dark.matches = true
    dark.change()
    expect([root.dataset.theme, dressed.value]).toEqual(['dark', 'dark'])
  })
})
