import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { useCarrier } from '@/host'
import { client } from '@/host/client'
import { keysNow, listenToKeys } from '@/parts/shell/keys'
import { w } from '@/words'
import { choicesIn } from './choices'
import { more, must, type StepField, type StepTarget } from './form'
import StepFields from './StepFields.vue'
import StepRows from './StepRows.vue'
import { type StepValues, unfilled } from './values'

beforeEach(() => {
  client.clear()
  useCarrier({ kind: 'loopback', saveFile: () => Promise.resolve(), send: (name) => Promise.resolve(name === 'codes' ? Array.from({ length: 6 }, (_, n) => ({ id: `c${n}`, name: `方式${n}`, wording: 'verified' })) : {}) })
})
afterEach(() => { useCarrier(undefined); document.body.innerHTML = '' })

async function shown(fields: StepField[], values: StepValues, { errors = {}, view = {} }: { errors?: Record<string, string>, view?: StepTarget } = {}) {
  const page = mount(StepFields, { attachTo: document.body, props: { fields, modelValue: values, errors, today: '2026-09-24', choicesOf: (field: StepField) => choicesIn(field, view) } })
  await flushPromises()
  return page
}

describe('what is seldom asked', () => {
  const fields = [must({ key: 'title', kind: 'text' }), more({ key: 'grid', kind: 'text' }), more(must({ key: 'case_no', kind: 'text' }))]
  const values = { title: '河道', grid: '', case_no: '' }
  it('is folded below the others', async () => {
    const page = await shown(fields, values)
    const fold = page.find('details')
    expect(fold.find('summary').text()).toBe('更多')
    expect((fold.element as HTMLDetailsElement).open).toBe(false)
    expect(fold.text()).toContain('属地、网格')
    expect(fold.text()).not.toContain('诉求摘要')
  })
  it('opens where something in it is wrong, and stays open', async () => {
    const page = await shown(fields, values)
    await page.setProps({ errors: { case_no: w('record.fill_in') } })
    expect((page.find('details').element as HTMLDetailsElement).open).toBe(true)
    await page.setProps({ errors: {} })
    expect((page.find('details').element as HTMLDetailsElement).open).toBe(true)
  })
  it('is wanted like any other', () => { expect(unfilled(fields, values)).toEqual(['case_no']) })
  it('tells the form what is typed in it', async () => {
    const page = await shown(fields, values)
    await page.find('details input').setValue('海门街道')
    expect(page.emitted('update:modelValue')?.slice(-1)).toEqual([[{ ...values, grid: '海门街道' }]])
  })
  it('makes no fold where there is none, or none is shown', async () => {
    expect((await shown([must({ key: 'title', kind: 'text' })], values)).find('details').exists()).toBe(false)
    expect((await shown([more({ key: 'grid', kind: 'text', when: () => false })], values)).find('details').exists()).toBe(false)
  })
})

describe('a day that cannot be read', () => {
  const fields: StepField[] = [{ key: 'to_on', kind: 'day' }]
  it('is not left out of what is sent without a word', async () => {
    const page = await shown(fields, { to_on: null })
    await page.find('input').setValue('9-31')
    const [values] = page.emitted('update:modelValue')?.slice(-1)[0] as [StepValues]
    expect(unfilled(fields, values)).toEqual(['to_on'])
    await page.setProps({ modelValue: values, errors: { to_on: w('record.fill_in') } })
    expect(page.find('input').attributes('aria-invalid')).toBe('true')
    await page.find('input').setValue('2026-09-30')
    const [mended] = page.emitted('update:modelValue')?.slice(-1)[0] as [StepValues]
    await page.setProps({ modelValue: mended })
    expect([unfilled(fields, mended), page.find('input').attributes('aria-invalid')]).toEqual([[], undefined])
  })
})

describe('rows', () => {
  it('keep what is theirs when one above is taken out', async () => {
    const fields: StepField[] = [{ key: 'people', kind: 'rows', fields: [{ key: 'name', kind: 'text' }] }]
    const page = await shown(fields, { people: [{ name: '甲' }, { name: '乙' }] })
    const second = page.findAll('.row input')[1]?.element as HTMLInputElement
    second.focus()
    await page.find('.row button').trigger('click')
    const [values] = page.emitted('update:modelValue')?.slice(-1)[0] as [StepValues]
    await page.setProps({ modelValue: values })
    expect(values).toEqual({ people: [{ name: '乙' }] })
    expect(page.find('.row input').element).toBe(second)
  })
})

describe('a row that is added by its key', () => {
  const fields: StepField[] = [
    { key: 'summary', kind: 'area' }, { key: 'appeals', kind: 'rows', label: 'raised_appeals', keys: 'F8', fields: [{ key: 'title', kind: 'text' }] },
    { key: 'voices', kind: 'rows', label: 'raised_voices', keys: 'Shift+F8', fields: [{ key: 'title', kind: 'text', label: 'voice_title' }] },
  ]
  const press = (target: Element, more: KeyboardEventInit = {}) => { target.dispatchEvent(new KeyboardEvent('keydown', { key: 'F8', bubbles: true, cancelable: true, ...more })) }
  it.each<[string, KeyboardEventInit, string]>([['F8', {}, 'appeals'], ['Shift+F8', { shiftKey: true }, 'voices']])('%s while another field is typed in: the caret goes into it', async (_, more, into) => {
    const off = listenToKeys(window)
    const page = await shown(fields, { summary: '', appeals: [], voices: [] })
    const area = page.find('textarea')
    area.element.focus()
    press(area.element, { ...more, isComposing: true })
    expect(page.emitted('update:modelValue')).toBeUndefined()
    press(area.element, more)
    const told = page.emitted<[StepValues]>('update:modelValue')?.[0]?.[0]
    expect(Object.entries(told ?? {}).filter(([, value]) => Array.isArray(value) && value.length)).toEqual([[into, [{ title: '' }]]])
    await page.setProps({ modelValue: told })
    await flushPromises()
    expect(document.activeElement).toBe(page.find('.row input').element)
    off()
  })
  it('is among the keys of the page, and on its button', async () => {
    const page = await shown(fields, { summary: '', appeals: [], voices: [] })
    expect(keysNow.value.map(({ keys, label }) => [keys, label])).toEqual([['F8', '当场登记诉求'], ['Shift+F8', '当场登记代表声音']])
    expect(page.findAll('kbd').map((one) => one.text())).toEqual(['F8', 'Shift F8'])
  })
})

describe('a number', () => {
  // Of people, days and degrees the forms said no unit: `3` of what?
  it.each([['n_people', '人'], ['n_public', '人'], ['due_day', '天'], ['lon_e6', '°']])('%s is asked in %s', async (key, unit) => {
    expect((await shown([{ key, kind: 'number' }], { [key]: 3 })).find('.number').text()).toBe(unit)
  })
})

describe('rows of small forms', () => {
  // Of seven hearers alike nobody saw, or heard, which one was which.
  it('are numbered, also for who hears them, and again when one is gone', async () => {
    const page = mount(StepRows, { props: { label: '听证员', modelValue: [{ n: 'a' }, { n: 'b' }, { n: 'c' }], blank: () => ({}), 'onUpdate:modelValue': (modelValue) => page.setProps({ modelValue }) }, slots: { default: ({ row }: { row: StepValues }) => String(row.n) } })
    const told = () => page.findAll('.row').map((row) => `${row.attributes('aria-label') ?? ''} ${row.text()}`)
    expect(told()).toEqual(['第 1 项 第 1 项a', '第 2 项 第 2 项b', '第 3 项 第 3 项c'])
    await page.findAll('.row button')[0]?.trigger('click')
    expect(told()).toEqual(['第 1 项 第 1 项b', '第 2 项 第 2 项c'])
  })
})
