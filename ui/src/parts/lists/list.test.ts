import { flushPromises, mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { defineComponent } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import { useAddressFilters } from './address'
import { type Filter, fitting, isSet, withoutText } from './list'

const filters: Filter[] = [
  { kind: 'text', key: 'text', label: '事项' }, { kind: 'switch', key: 'late', label: '超期' },
  { kind: 'several', key: 'stations', label: '站点', options: [] }, { kind: 'days', key: 'on', label: '收到' }, { kind: 'choice', key: 'state', label: '状态', options: [] },
]

describe('filters', () => {
  it.each([[undefined, false], ['', false], [[], false], [['', ''], false], [false, false], ['x', true], [['', '2026-09-01'], true], [true, true]])('%j is set: %s', (value, set) => {
    expect(isSet(value)).toBe(set)
  })
  it.each([' ', '\u3000', '\t\n'])('a filter of blanks alone (%j) narrows nothing', (value) => { expect(isSet(value)).toBe(false) })

  it('free text never goes to disk: it may be a name', () => {
    expect(withoutText({ text: '徐国平', late: true, state: '' }, filters)).toEqual({ late: true })
  })

  it('live in the address, text does not, and what others keep there stays', async () => {
    const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/', component: { template: '<i />' } }] })
    await router.push('/?draft=7&late=1&stations=a,b')
    let values!: ReturnType<typeof useAddressFilters>
    mount(defineComponent(() => { values = useAddressFilters(() => filters); return () => null }), { global: { plugins: [router] } })
    expect(values.value).toEqual({ late: true, stations: ['a', 'b'] })
    values.value = { text: '徐国平', state: 'open', on: ['2026-09-01', ''] }
    await flushPromises()
    expect(router.currentRoute.value.query).toEqual({ draft: '7', state: 'open', on: '2026-09-01,' })
    expect(values.value).toEqual({ text: '徐国平', state: 'open', on: ['2026-09-01', ''] })
  })
})

describe('columns that have room', () => {
  const columns = [{ key: 'clock', title: '', width: 7 }, { key: 'kind', title: '', width: 9, quiet: true }, { key: 'title', title: '' }, { key: 'on', title: '', width: 6, quiet: true }, { key: 'no', title: '', width: 12, quiet: true, wide: true }]
  it.each([
    [0, ['clock', 'kind', 'title', 'on', 'no']], [47, ['clock', 'kind', 'title', 'on', 'no']], [46.9, ['clock', 'kind', 'title', 'on']], [34.9, ['clock', 'kind', 'title']], [28.9, ['clock', 'title']],
    // What says the most is never left out: the list scrolls sideways instead.
    [5, ['clock', 'title']],
  ])('%d rem', (room, keys) => { expect(fitting(columns, room).map((one) => one.key)).toEqual(keys) })
})
