import { mount } from '@vue/test-utils'
import { describe, expect, it, vi } from 'vitest'
import { defineComponent, h } from 'vue'
import { useSubmitKey } from './submitKey'

describe('Ctrl+Enter on a page that is a form', () => {
  const page = (submit: () => void, may?: () => boolean) => mount(defineComponent(() => {
    useSubmitKey(submit, may)
    return () => h('div', [h('input', { class: 'own', onKeydown: taken }), h('div', { role: 'dialog' }, h('input', { class: 'over' }))])
  }), { attachTo: document.body })
  const taken = vi.fn()
  const press = (place: string, more: KeyboardEventInit) => {
    const event = new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true, ...more })
    document.querySelector(place)?.dispatchEvent(event)
    return event.defaultPrevented
  }

  it.each<[string, string, KeyboardEventInit, boolean]>([
    ['submits', '.own', { ctrlKey: true }, true],
    ['with Meta too', '.own', { metaKey: true }, true],
    ['Enter alone does not', '.own', {}, false],
    ['another key does not', '.own', { key: 's', ctrlKey: true }, false],
    ['not within a word that is being typed', '.own', { ctrlKey: true, isComposing: true }, false],
    ['not in a dialog over the page', '.over', { ctrlKey: true }, false],
  ])('%s', (_, place, more, heard) => {
    const submit = vi.fn()
    const shown = page(submit)
    taken.mockClear()
    expect(press(place, more)).toBe(heard)
    expect(submit).toHaveBeenCalledTimes(heard ? 1 : 0)
    if (place === '.own') expect(taken).toHaveBeenCalledTimes(heard ? 0 : 1)
    shown.unmount()
  })

  it('not where there is nothing to submit, nor once the page is gone', () => {
    const submit = vi.fn()
    const shown = page(submit, () => false)
    expect(press('.own', { ctrlKey: true })).toBe(false)
    shown.unmount()
    const gone = page(submit)
    gone.unmount()
    window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true }))
    expect(submit).not.toHaveBeenCalled()
  })
})
