import { mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import CheckField from '../fields/CheckField.vue'
import DayField from '../fields/DayField.vue'
import FilterRow from './FilterRow.vue'
import type { Filter, FilterValues } from './list'

const filters: Filter[] = [{ kind: 'text', key: 'text', label: '事项' }, { kind: 'switch', key: 'mine', label: '只看我的' }, { kind: 'days', key: 'on', label: '日期' }]
const REST_MS = 250

let row: VueWrapper | undefined
beforeEach(() => { vi.useFakeTimers() })
afterEach(() => { row?.unmount(); row = undefined; vi.useRealTimers() })

function show(values: FilterValues = {}) {
  const one: VueWrapper = mount(FilterRow, { props: { filters, modelValue: values, 'onUpdate:modelValue': (now: FilterValues) => one.setProps({ modelValue: now }) } as never, attachTo: document.body })
  row = one
  return { now: () => (one.props() as { modelValue: FilterValues }).modelValue, input: () => one.find('input:not([type="checkbox"])') }
}
const typed = () => (row?.find('input:not([type="checkbox"])').element as HTMLInputElement).value
const type = async (text: string) => { await row?.find('input:not([type="checkbox"])').setValue(text) }
const mine = async (on: boolean) => { row?.findComponent(CheckField).vm.$emit('update:modelValue', on); await nextTick() }
const rests = async () => { vi.advanceTimersByTime(REST_MS); await nextTick(); await nextTick() }
const clear = async () => { await row?.findAll('button').find((one) => one.text().includes('清'))?.trigger('click'); await nextTick() }

describe('a text that is typed', () => {
  it('is asked for once, when the typing rests', async () => {
    const { now } = show()
    for (const text of ['欠', '欠薪', '欠薪两']) { await type(text); vi.advanceTimersByTime(REST_MS - 1) }
    expect(now()).toEqual({})
    await rests()
    expect(now()).toEqual({ text: '欠薪两' })
  })
  it('stays under the hand while another filter is set', async () => {
    const { now } = show({ text: '欠薪' })
    await type('欠薪两')
    await mine(true)
    expect([typed(), now()]).toEqual(['欠薪两', { text: '欠薪', mine: true }])
    await rests()
    expect(now()).toEqual({ text: '欠薪两', mine: true })
  })
  it('is gone with all filters when they are cleared before it was asked', async () => {
    const { now } = show({ mine: true })
    await type('欠薪')
    await clear()
    expect([typed(), now()]).toEqual(['', {}])
    await rests()
    expect([typed(), now()]).toEqual(['', {}])
  })
  it('is not asked by a page that was left', async () => {
    const { now } = show()
    await type('欠薪')
    row?.unmount()
    row = undefined
    await rests()
    expect(now()).toEqual({})
  })
  it.each(['𠮷䶮', '\u202e名', '=cmd', '%_\'"', '长'.repeat(500)])('as it is: %s', async (text) => {
    const { now } = show()
    await type(text)
    await rests()
    expect(now()).toEqual({ text })
  })
  it('follows a filter that comes from elsewhere', async () => {
    show({ text: '欠薪' })
    await row?.setProps({ modelValue: { text: '噪声' } } as never)
    expect(typed()).toBe('噪声')
    await row?.setProps({ modelValue: {} } as never)
    expect(typed()).toBe('')
  })
})

describe('two days', () => {
  const days = () => row?.findAllComponents(DayField) ?? []
  const set = async (end: 0 | 1, on: string | null) => { days()[end]?.vm.$emit('update:modelValue', on); await nextTick() }
  it.each<[string, FilterValues, 0 | 1, string | null, FilterValues]>([
    ['from a day on', {}, 0, '2026-09-01', { on: ['2026-09-01', ''] }], ['up to a day', {}, 1, '2026-09-30', { on: ['', '2026-09-30'] }], ['the other end stays', { on: ['2026-09-01', ''] }, 1, '2026-09-30', { on: ['2026-09-01', '2026-09-30'] }],
    ['one end is taken out', { on: ['2026-09-01', '2026-09-30'] }, 0, null, { on: ['', '2026-09-30'] }], ['what is no pair is none', { on: '2026-09-01' }, 1, '2026-09-30', { on: ['', '2026-09-30'] }], ['a leap day', {}, 0, '2028-02-29', { on: ['2028-02-29', ''] }],
  ])('%s', async (...[, before, end, on, after]) => {
    const { now } = show(before)
    await set(end, on)
    expect(now()).toEqual(after)
  })
  it.each([[0, '9-31'], [1, '下周'], [1, '2026-13-01']] as const)('what cannot be read at end %i narrows nothing, and says that it does not: %s', async (end, text) => {
    const { now } = show({ on: ['2026-09-01', '2026-09-30'] })
    const input = days()[end]?.find('input')
    await input?.setValue(text)
    await input?.trigger('blur')
    expect(now()).toEqual({ on: end === 0 ? ['', '2026-09-30'] : ['2026-09-01', ''] })
    expect(days()[end]?.find('[role="status"]').text()).toContain('未按它筛选')
    expect((input?.element as HTMLInputElement).value).toBe(text)
    await input?.setValue('2026-09-15')
    await input?.trigger('blur')
    expect(days()[end]?.find('[role="status"]').exists()).toBe(false)
  })
  it('with both ends empty there is nothing to clear', () => {
    show({ on: ['', ''] })
    expect(row?.findAll('button').some((one) => one.text().includes('清'))).toBe(false)
  })
})

describe('a switch', () => {
  it('that is off says nothing', async () => {
    const { now } = show({ mine: true })
    await mine(false)
    expect(now()).toEqual({ mine: undefined })
  })
})
