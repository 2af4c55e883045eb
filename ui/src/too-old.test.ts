// The script in front of all others: which browsers keep the notice that says what to install.
import { beforeEach, describe, expect, it, vi } from 'vitest'
import script from '../public/too-old.js?raw'

const CHROME_87 = ['noModule', 'replaceAll', 'WeakRef', 'inset']

/** Runs the script in a browser that knows so much. */
function open(knows: string[]) {
  const supports = vi.fn((name: string, value: string) => knows.includes(name) && value === '0')
  const window = { ...(knows.includes('WeakRef') ? { WeakRef } : {}), ...(knows.length ? { CSS: { supports } } : {}) }
  const page = { getElementById: (id: string) => document.getElementById(id), createElement: () => (knows.includes('noModule') ? { noModule: false } : {}), body: document.body }
  const text = { prototype: knows.includes('replaceAll') ? { replaceAll: true } : {} }
  new Function('window', 'document', 'String', script)(window, page, text)
  return { notice: document.getElementById('too-old'), app: document.getElementById('app') }
}

describe('the notice for old browsers', () => {
  beforeEach(() => { document.body.innerHTML = '<div id="app"></div><div id="too-old"><h1>…</h1></div>' })

  it('is gone before the pages come, where the browser is new enough', () => {
    const { notice, app } = open(CHROME_87)
    expect(notice).toBeNull()
    expect(app).not.toBeNull()
  })

  it.each([
    ['Internet Explorer 11', []],
    ['Chrome 60, without modules', ['supports']],
    ['Chrome 80, with modules and the language of 2020', ['noModule']],
    ['Chrome 86, without the styles of 87', ['noModule', 'replaceAll', 'WeakRef']],
    ['Firefox 78, with the styles and without the language', ['noModule', 'replaceAll', 'inset']],
  ])('stays in %s, and the pages find no place', (_, knows) => {
    const { notice, app } = open(knows)
    expect(notice?.querySelector('h1')).not.toBeNull()
    expect(app).toBeNull()
  })

  it('is read by Internet Explorer 11', () => {
    expect(script).not.toMatch(/=>|`|\b(let|const|class|async)\b|\?\.|\?\?|\.\.\./)
  })
})
