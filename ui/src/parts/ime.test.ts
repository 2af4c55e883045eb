import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { guardComposition } from './ime'

describe('keys during a composition', () => {
  let off: () => void
  let heard: string[]
  let input: HTMLInputElement
  const listen = (event: KeyboardEvent) => { heard.push(event.key) }

  beforeEach(() => {
    off = guardComposition(window)
    heard = []
    document.body.innerHTML = '<form><input></form>'
    input = document.querySelector('input')!
    document.addEventListener('keydown', listen)
  })
  afterEach(() => { off(); document.removeEventListener('keydown', listen) })

  const press = (key: string, more: KeyboardEventInit = {}) => {
    const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more })
    input.dispatchEvent(event)
    return event
  }

  it.each(['Enter', 'Escape', 'ArrowDown', ' '])('%s while composing is heard by nobody', (key) => {
    press(key, { isComposing: true })
    expect(heard).toEqual([])
  })

  it('a key with code 229 belongs to the input method even when isComposing is not set', () => {
    press('Enter', { keyCode: 229 })
    expect(heard).toEqual([])
  })

  it('the Enter that a web view reports just after the composition ended submits nothing', () => {
    input.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }))
    input.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true }))
    expect(press('Enter').defaultPrevented).toBe(true)
    expect(heard).toEqual([])
  })

  it('Ctrl+Enter after a composition is the person again', () => {
    input.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true }))
    press('Enter', { ctrlKey: true })
    expect(heard).toEqual(['Enter'])
  })

  it('plain keys pass', () => {
    press('Enter')
    press('Escape')
    expect(heard).toEqual(['Enter', 'Escape'])
  })

  it('a form is not submitted while a composition is open, and is afterwards', () => {
    const form = document.querySelector('form')!
    let sent = 0
    form.addEventListener('submit', (event) => { event.preventDefault(); sent += 1 })
    const submit = () => form.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }))
    input.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }))
    submit()
    expect(sent).toBe(0)
    input.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true }))
    submit()
    expect(sent).toBe(1)
  })
})
