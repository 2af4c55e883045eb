import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { ElOption, ElSelect } from 'element-plus'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { VNode } from 'vue'
import type { Option } from './field'
import SelectField from './SelectField.vue'

const REST_MS = 180
let field: VueWrapper | undefined
let asked: string[] = []
let answers: Map<string, (options: Option[]) => void>
beforeEach(() => { vi.useFakeTimers(); asked = []; answers = new Map() })
afterEach(() => { field?.unmount(); field = undefined; vi.useRealTimers(); document.body.innerHTML = '' })

/** Each search waits until the test answers it. */
const search = (text: string) => { asked.push(text); return new Promise<Option[]>((tell) => { answers.set(text, tell) }) }
function show(props: Record<string, unknown>) { field = mount(SelectField, { props: props as never, attachTo: document.body }); return field }
const kit = () => field?.findComponent(ElSelect)
const type = async (text: string, ms = REST_MS) => { (kit()?.props('filterMethod') as (text: string) => void)(text); await vi.advanceTimersByTimeAsync(ms) }
const turn = async (open: boolean) => { kit()?.vm.$emit('visible-change', open); await flushPromises() }
const tell = async (text: string, ...labels: string[]) => { answers.get(text)?.(labels.map((label) => ({ value: `r-${label}`, label }))); await flushPromises() }
/** Shut as well, when nothing of its list is drawn. */
const options = () => (kit()?.vm.$slots.default?.() ?? []).flatMap(({ children }) => children as VNode[]).map(({ props }) => props as Option)
const offered = () => options().map(({ label }) => label)

describe('a list that is searched', () => {
  it('is asked when it opens, and when the typing rests', async () => {
    show({ search })
    await turn(true)
    await tell('', '白云站', '海门站')
    expect(offered()).toEqual(['白云站', '海门站'])
    for (const text of ['海', '海门', '海门街']) await type(text, REST_MS - 1)
    expect(asked).toEqual([''])
    await vi.advanceTimersByTimeAsync(1)
    await tell('海门街', '海门街道站')
    expect([asked, offered()]).toEqual([['', '海门街'], ['海门街道站']])
  })
  it('an answer that comes late gives way to a newer one', async () => {
    show({ search })
    await type('白')
    await type('海')
    await tell('海', '海门站')
    await tell('白', '白云站')
    expect(offered()).toEqual(['海门站'])
  })
  it('shut before the typing rested, it does not ask for it when it is open again', async () => {
    show({ search })
    await turn(true)
    await type('白', 50)
    await turn(false)
    await turn(true)
    await vi.advanceTimersByTimeAsync(5 * REST_MS)
    expect(asked).toEqual(['', ''])
  })
  it('what is chosen keeps its name though the next search does not find it', async () => {
    const one = show({ search, modelValue: 'r-白云站' })
    await turn(true)
    await tell('', '白云站')
    await type('海')
    await tell('海', '海门站')
    expect(offered()).toEqual(['海门站', '白云站'])
    await one.setProps({ modelValue: null } as never)
    expect(offered()).toEqual(['海门站'])
  })
  it('what the form offers of itself has a name before anything was asked', () => {
    show({ search, modelValue: ['p1', 'p9'], multiple: true, options: [{ value: 'p1', label: '王敏' }] })
    expect(offered()).toEqual(['王敏', '已选定'])
  })
  it('what a draft brings along is asked for by itself, and never told by its id', async () => {
    show({ search, modelValue: 'r-白云站' })
    expect([asked, offered()]).toEqual([[''], ['已选定']])
    await tell('', '白云站', '海门站')
    expect(offered()).toEqual(['白云站', '海门站'])
  })
  it('a row that takes the place of another brings a name that is looked for', async () => {
    const one = show({ search, modelValue: 'r-白云站' })
    await tell('', '白云站')
    await one.setProps({ modelValue: 'r-海门站' } as never)
    expect([asked, offered()]).toEqual([['', ''], ['白云站', '已选定']])
    await tell('', '海门站')
    expect(offered()).toEqual(['海门站'])
  })
  it('what it names already, and nothing at all, is not asked for', () => {
    show({ search, modelValue: 'p1', options: [{ value: 'p1', label: '王敏' }] })
    expect(asked).toEqual([])
    field?.unmount()
    show({ search, modelValue: '' })
    expect([asked, offered()]).toEqual([[], []])
  })
  it('a search that fails does not say that there is nobody', async () => {
    show({ search: () => Promise.reject(new Error('x')) })
    await turn(true)
    expect(kit()?.props('noDataText')).toBe('没有查成，请重新打开列表')
  })
  it('a search that fails finds nothing, and the next one may', async () => {
    show({ search: (text: string) => (text === '坏' ? Promise.reject(new Error('x')) : search(text)) })
    await type('白')
    await tell('白', '白云站')
    await type('坏')
    expect(offered()).toEqual([])
    await type('海')
    await tell('海', '海门站')
    expect(offered()).toEqual(['海门站'])
  })
})

describe('a list that is all there', () => {
  const all = [{ value: 'a', label: '程序性回复', keys: 'R01 第一百六十三条' }, { value: 'b', label: '审查分流', keys: 'R02' }, { value: 'c', label: '𠮷田 <b>Ab</b>' }]
  it('one that was chosen once and is offered no more is never told by its id', async () => {
    const one = show({ options: all, modelValue: 's-closed' })
    expect(offered()).toEqual([...all.map((option) => option.label), '已不可选，请重选'])
    await one.setProps({ options: [] } as never)
    expect(offered()).toEqual(['已选定'])
    await one.setProps({ options: all, modelValue: 'a' } as never)
    expect(offered()).toHaveLength(3)
  })
  it.each<[string, string[]]>([
    ['', ['a', 'b', 'c']], ['  ', ['a', 'b', 'c']], ['回复', ['a']], ['r0', ['a', 'b']], ['R02', ['b']], ['一百六十三', ['a']], ['𠮷', ['c']], ['AB', ['c']], ['.*', []], ['(', []], ['没有', []],
  ])('narrowed by %j', async (text, values) => {
    show({ options: all })
    await type(text, 0)
    await flushPromises()
    expect(options().map(({ value }) => value)).toEqual(values)
  })
  it('half a word of an input method narrows nothing until it is chosen', async () => {
    const one = show({ options: all })
    await one.find('.select').trigger('compositionstart')
    await type('hui', 0)
    expect(offered()).toHaveLength(3)
    const input = one.find('input').element
    input.value = '回复'
    input.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true }))
    await flushPromises()
    expect(offered()).toEqual(['程序性回复'])
  })
  it('draws what it offers when it is opened; shut, it has the name of what is chosen', async () => {
    const one = show({ options: all, modelValue: 'b' })
    await flushPromises()
    expect([one.find('.el-select__placeholder').text(), one.findAllComponents(ElOption).length]).toEqual(['审查分流', 0])
    await one.find('.el-select__wrapper').trigger('click')
    await flushPromises()
    expect(one.findAllComponents(ElOption).map((option) => option.props('label') as string)).toEqual(all.map(({ label }) => label))
    one.findAllComponents(ElOption)[0]?.element.click()
    await vi.advanceTimersByTimeAsync(1000)
    expect(one.emitted('update:modelValue')).toEqual([['a']])
    await one.setProps({ modelValue: 'a' } as never)
    expect(one.find('.el-select__placeholder').text()).toBe('程序性回复')
  })
})
