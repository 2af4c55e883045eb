// What was begun on a post, a point or a deputy of a station is kept as a draft, and goes on at the same.
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { VueQueryPlugin } from '@tanstack/vue-query'
import { afterEach, expect, it, vi } from 'vitest'
import { client } from '@/host/client'
import { toasts } from '@/parts/shell/toast'
import { atDesk, leave, personOf } from '@/test-desk'
import StationPage from './StationPage.vue'

const opened = vi.fn()
const may = (verb: string) => ({ verb, flow: 'main', may: true, why: null, level: null, person_act: false })
const view = {
  record: 's1', seen: ['h1'], state: 'open', facts: { name: '三山', code: '01' }, parent_name: null, opened_on: null, turns: [], steps: [], beginnings: [], timeline: [], deputies: [],
  team: [{ record: 'z1', seen: ['hz'], person_name: '周敏', steps: [] }], subpoints: [{ record: 'q1', seen: ['hq'], state: 'open', facts: { name: '村部' }, steps: [] }],
}
let page: VueWrapper | undefined
afterEach(() => { leave(page); page = undefined; opened.mockClear() })

async function resume(verb: string, on: string) {
  atDesk(personOf('registrar'), {
    open_station: () => view, list_stations: () => ({ rows: [], next: null, count: 0 }), open_deputy: () => ({ record: 'b1', seen: ['hb'], name: '王代表', steps: [may('amend_deputy'), may('end_deputy')], phone: '138****0000' }),
  })
  const stub = { name: 'RecordPage', emits: ['resume'], setup: (_: unknown, { expose }: { expose: (all: object) => void }) => { expose({ open: opened }); return () => null } }
  page = mount(StationPage, { props: { record: 's1' }, global: { plugins: [[VueQueryPlugin, { queryClient: client }]] as never, stubs: { RecordPage: stub } } })
  await flushPromises()
  page.findComponent({ name: 'RecordPage' }).vm.$emit('resume', verb, { id: 'd1', values: { reason: '调离' }, on })
  await flushPromises()
}

it.each([['relieve_post', 'z1', 'hz'], ['amend_subpoint', 'q1', 'hq'], ['close_subpoint', 'q1', 'hq'], ['amend_deputy', 'b1', 'hb'], ['end_deputy', 'b1', 'hb']])('%s at %s', async (verb, on, seen) => {
  await resume(verb, on)
  expect(opened).toHaveBeenCalledWith(expect.objectContaining({ verb, on, kept: { id: 'd1', values: { reason: '调离' }, on }, target: expect.objectContaining({ record: on, seen: [seen] }) as object }))
})
it.each([['relieve_post', 'z9'], ['close_subpoint', 'z1'], ['close_station', 's1']])('%s at %s, which is not there, says so', async (verb, on) => {
  await resume(verb, on)
  expect(opened).not.toHaveBeenCalled()
  expect(toasts.map(({ text }) => text).join()).toContain('草稿针对的内容已不在')
})
// The form of a deputy that was asked about first came late, and took the place of the one that was being filled in.
it('a deputy whose facts come late takes no other form away', async () => {
  await resume('amend_deputy', 'b1')
  opened.mockClear()
  let late: (deputy: unknown) => void = () => undefined
  const deputyOf = (record: string) => ({ record, seen: [`h${record}`], name: '王代表', steps: [may('amend_deputy')], phone: null })
  atDesk(personOf('registrar'), { open_deputy: ({ record }: { record: string }) => (record === 'b1' ? new Promise((yes) => { late = yes }) : deputyOf(record)) })
  const stub = page?.findComponent({ name: 'RecordPage' })
  for (const on of ['b1', 'b2']) stub?.vm.$emit('resume', 'amend_deputy', { id: 'd1', values: {}, on })
  await flushPromises()
  late(deputyOf('b1'))
  await flushPromises()
  expect(opened.mock.calls.map(([form]) => (form as { on: string }).on)).toEqual(['b2'])
})
