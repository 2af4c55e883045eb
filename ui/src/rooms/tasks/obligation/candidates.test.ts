// What may prove a task: where not all of it is listed, the form says so.
import { VueQueryPlugin } from '@tanstack/vue-query'
import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, expect, it } from 'vitest'
import { defineComponent } from 'vue'
import type { ObligationView } from '@/host/calls.gen'
import { client } from '@/host/client'
import { Fault } from '@/host/fault'
import { atDesk, leave, personOf } from '@/test-desk'
import { useCandidates } from './candidates'

afterEach(() => leave())
const view = { station: { record: 's1', name: '大陈站' }, facts: { from_on: '2026-09-01', to_on: '2026-09-30', items: [] } } as unknown as ObligationView
const page = (next: string | null) => () => ({ rows: [{ record: 'v1', on: '2026-09-02' }], next, count: 1 })

async function asked(visits: (input?: unknown) => unknown, of = view) {
  atDesk(personOf('liaison'), { list_activities: page(null), list_visits: visits })
  let told: ReturnType<typeof useCandidates> | undefined
  mount(defineComponent(() => { told = useCandidates(() => of); return () => null }), { global: { plugins: [[VueQueryPlugin, { queryClient: client }]] as never } })
  await flushPromises()
  return told
}

it.each<[string, () => unknown, string | undefined]>([
  ['all of them', page(null), undefined], ['the newest of many', page('more'), '各列最近 200 件'], ['some could not be read', () => { throw new Fault('busy') }, '没有读全：本机数据正忙'],
])('%s', async (_, visits, says) => {
  const told = (await asked(visits))?.lacks.value
  if (says === undefined) expect(told).toBeUndefined()
  else expect(told).toContain(says)
})

// A bug: what was held on a due day that a rest day had moved out of the period was not offered.
it.each([
  ['2026-09-28', { from: '2026-09-01', to: '2026-09-30' }], ['2026-10-08', { from: '2026-09-01', to: '2026-10-08' }], ['2026-08-31', { from: '2026-08-31', to: '2026-09-30' }],
])('due on %s', async (due, days) => {
  const told: unknown[] = []
  await asked((input) => { told.push(input); return page(null)() }, { ...view, due_on: due })
  expect(told).toEqual([{ stations: ['s1'], limit: 200, ...days }])
})
