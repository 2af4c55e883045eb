import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { words } from '@/words'
import Masked from './Masked.vue'
import { checkPassword } from './password'
import { strength } from './strength'

describe('Masked', () => {
  beforeEach(() => { vi.useFakeTimers() })
  afterEach(() => { vi.useRealTimers(); document.body.innerHTML = '' })
  const purposes = [{ value: 'contact', label: '联系信访人' }]
  const show = (reveal: (purpose: string) => Promise<string>, more: Record<string, unknown> = {}) =>
    mount(Masked, { props: { label: '手机', masked: '138****1234', purposes, reveal, seconds: 5, ...more }, attachTo: document.body })

  async function reveal(masked: ReturnType<typeof show>) {
    await masked.find('button').trigger('click')
    await flushPromises()
    const radio = document.querySelector<HTMLInputElement>('[type="radio"]')!
    radio.checked = true
    radio.dispatchEvent(new Event('change'))
    await flushPromises()
    document.querySelector<HTMLButtonElement>('.btn.main')!.click()
    await flushPromises()
  }

  it('shows nothing before a purpose is named', async () => {
    const asked = vi.fn(() => Promise.resolve('13812341234'))
    const masked = show(asked)
    await masked.find('button').trigger('click')
    await flushPromises()
    document.querySelector<HTMLButtonElement>('.btn.main')!.click()
    expect(asked).not.toHaveBeenCalled()
    masked.unmount()
  })

  it('shows for some seconds and hides itself again', async () => {
    const asked = vi.fn(() => Promise.resolve('13812341234'))
    const masked = show(asked)
    await reveal(masked)
    expect(asked).toHaveBeenCalledWith('contact')
    expect(masked.find('.value').text()).toBe('13812341234')
    vi.advanceTimersByTime(5_000)
    await flushPromises()
    expect(masked.find('.value').text()).toBe('138****1234')
    masked.unmount()
  })

  it('a refusal is said and nothing is shown', async () => {
    const masked = show(() => Promise.reject(new Error('没有此项权限')))
    await reveal(masked)
    expect(document.querySelector('[role="alert"]')?.textContent).toContain('没有此项权限')
    expect(masked.find('.value').text()).toBe('138****1234')
    masked.unmount()
  })

  it('who may not see is not offered the eye', () => {
    const masked = show(() => Promise.resolve(''), { forbidden: true })
    expect(masked.find('button').exists()).toBe(false)
    masked.unmount()
  })
})

describe('passwords', () => {
  it.each([
    ['', 0], ['short', 0], ['1234567890', 1], ['aaaaaaaaaaaa', 1], ['password12', 1], ['葭沚的江水向东流去啊', 3], ['葭沚的江水向东流到大海', 4], ['correct horse battery', 3],
  ])('%s is of strength %i', (password, level) => { expect(strength(password)).toBe(level) })

  it.each([
    [{ password: '短', again: '短', name: '' }, { password: '口令还差 7 个字符' }],
    [{ password: '12345678', again: '12345678', name: '' }, { password: '口令不能全是数字，且至少要有 4 种不同字符' }],
    [{ password: 'abcabcabc', again: 'abcabcabc', name: '' }, { password: '口令不能全是数字，且至少要有 4 种不同字符' }],
    [{ password: 'jiazhi12', again: 'jiazhi12', name: '周敏' }, {}],
    [{ password: '陈雅静在葭沚街道站值班', again: '陈雅静在葭沚街道站值班', name: '陈雅静' }, { password: '口令不能包含姓名' }],
    [{ password: '葭沚的江水向东流到大海', again: '葭沚的江水向东流到太海', name: '' }, { again: '两次输入不一致' }],
    [{ password: '葭沚的江水向东流到大海', again: '葭沚的江水向东流到大海', name: '周敏' }, {}],
  ])('%j', (given, errors) => { expect(checkPassword(given, words.parts.password)).toEqual(errors) })
})
