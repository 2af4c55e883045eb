import { VueQueryPlugin } from '@tanstack/vue-query'
import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Component, defineComponent, h } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import { useCarrier } from '@/host'
import type { Row } from '@/host/calls.gen'
import { client } from '@/host/client'
import { useCodes } from '@/host/codes'
import { Fault } from '@/host/fault'
import { tellPlaces } from '@/router/places'
import type { FilterKey } from './filters'
import RecordList from './RecordList.vue'

const page = { template: '<div />' }
let rows: Partial<Row>[]
let stations: () => unknown
let codes: () => unknown
beforeEach(() => {
  rows = []
  stations = () => []
  codes = () => []
  client.clear()
  tellPlaces([{ key: 'visits', routes: [], acts: [{ key: 'log_visit', label: 'verbs.log_visit', to: '/visits/new' }, { key: 'other', label: 'verbs.register_voice', to: '/voices/new' }] } as never])
  useCarrier({
    kind: 'loopback', saveFile: () => Promise.resolve(),
    send: (name) => Promise.resolve().then(() => name === 'list_stations' ? stations() : name === 'codes' ? codes() : name === 'desk_state' ? { state: 'open', today: '2026-09-24', person: { name: '周敏', roles: ['liaison'] } } : name === 'list_visits' ? { rows, count: rows.length, next: null } : []),
  })
})
afterEach(() => { useCarrier(undefined); document.body.innerHTML = '' })

async function list(query: Record<string, string> = {}, filters: FilterKey[] = []) {
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/:all(.*)', component: page }] })
  await router.push({ path: '/visits', query })
  const one = mount(RecordList, {
    props: {
      call: 'list_visits', about: 'visits', title: '走访', stateNote: (row: Row) => (typeof row.more.from === 'string' ? row.more.from : undefined), columns: ['title', { key: 'job', title: '职务', width: 8, text: (row: Row) => String(row.more.title) }, 'state'], filters,
      stateWords: 'visits.states', states: [], to: (row: Row) => `/visits/${row.record}`, empty: { title: '还没有走访', hint: '记一次', acts: ['log_visit'] },
    },
    global: { plugins: [router, [VueQueryPlugin, { queryClient: client }]] as never }, attachTo: document.body,
  })
  await flushPromises()
  await flushPromises()
  return { one, router }
}

describe('a list', () => {
  it('that is empty says how it is filled, by the room’s own act alone', async () => {
    const { one } = await list()
    expect(one.text()).toContain('还没有走访')
    expect(one.findAll('.empty a').map((link) => link.attributes('href'))).toEqual(['/visits/new'])
    one.unmount()
  })

  it('that is empty behind a number is not called empty: it leads to all', async () => {
    const { one, router } = await list({ list: '{"flag":"late_entry"}' })
    expect([one.text().includes('还没有走访'), one.text().includes('没有符合筛选条件的记录')]).toEqual([false, true])
    await one.find('.empty button').trigger('click')
    await flushPromises()
    expect(router.currentRoute.value.query).toEqual({})
    one.unmount()
  })

  it('shows the room’s own columns between those of every record', async () => {
    rows = [{ record: 'r1', title: '三山村', state: 'complete', more: { title: '主任' } }]
    const { one } = await list()
    expect(one.findAll('thead th').map((head) => head.text())).toEqual(['事项', '职务', '状态'])
    expect(one.findAll('tbody td')[1]?.text()).toBe('主任')
    one.unmount()
  })

  it('says from when a state holds that is written down ahead', async () => {
    rows = [{ record: 'r1', title: '三山村', state: 'complete', more: { from: '2026-10-01 起' } }, { record: 'r2', title: '前所', state: 'complete', more: {} }]
    const { one } = await list()
    expect(one.findAll('tbody tr').map((row) => row.findAll('td')[2]?.text())).toEqual(['已登记2026-10-01 起', '已登记'])
    one.unmount()
  })

  // Its rows showed no more than codes, its filter was empty, and nothing said why.
  it('whose kinds cannot be read says so beside its filters, and trying again names them', async () => {
    codes = () => { throw new Fault('busy') }
    rows = [{ record: 'r1', title: '三山村', state: 'complete', kind: 'door', more: {} }]
    const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/:all(.*)', component: page }] })
    const asks = defineComponent(() => {
      const kinds = useCodes('visit_kind')
      return () => h(RecordList as Component, { call: 'list_visits', about: 'visits', title: '走访', columns: ['title', 'kind'], filters: ['kinds'], stateWords: 'visits.states', states: [], empty: { title: '' }, kinds })
    })
    const one = mount(asks, { global: { plugins: [router, [VueQueryPlugin, { queryClient: client }]] as never }, attachTo: document.body })
    await flushPromises()
    expect([one.find('[role="search"] [role="alert"]').text().includes('“类别”的清单没有读出，暂不能按它筛选本机数据正忙'), one.find('tbody tr').text().includes('door')]).toEqual([true, true])
    codes = () => [{ id: 'door', name: '入户走访' }]
    await one.find('[role="alert"] button').trigger('click')
    await flushPromises()
    expect([one.find('[role="alert"]').exists(), one.find('tbody tr').text().includes('入户走访')]).toEqual([false, true])
    expect(one.findComponent({ name: 'SelectField' }).props('options')).toEqual([{ value: 'door', label: '入户走访' }])
    one.unmount()
  })

  // Its filter was empty without a word: as if the desk had no station.
  it('whose stations cannot be read says so beside its filters, and trying again mends it', async () => {
    stations = () => { throw new Fault('busy') }
    const { one } = await list({}, ['stations'])
    expect(one.find('[role="search"] [role="alert"]').text()).toContain('“站点”的清单没有读出，暂不能按它筛选本机数据正忙')
    expect(one.text()).toContain('还没有走访')
    stations = () => ({ rows: [{ record: 's1', title: '东湖站', no: '1' }], next: null })
    await one.find('[role="alert"] button').trigger('click')
    await flushPromises()
    expect(one.find('[role="alert"]').exists()).toBe(false)
    expect(one.findComponent({ name: 'SelectField' }).props('options')).toEqual([{ value: 's1', label: '东湖站' }])
    one.unmount()
  })
})
