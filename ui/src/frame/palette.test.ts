// Ctrl K finds records while somebody types: what is found late, and what has no name.
import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, expect, it, vi } from 'vitest'
import { tellPlaces } from '@/router/places'
import { atDesk, leave, personOf, standing } from '@/test-desk'
import DeskPalette from './DeskPalette.vue'

const pushed = vi.hoisted(() => [] as unknown[])
vi.mock('vue-router', async (original) => ({ ...(await original<object>()), useRouter: () => ({ push: (to: unknown) => { pushed.push(to); return Promise.resolve() } }) }))
let page: VueWrapper | undefined
afterEach(() => { leave(page); page = undefined; pushed.splice(0); vi.useRealTimers() })

const row = (record: string, title: string, no: string | null) => ({ noun: 'appeal', record, title, no, station_name: '东湖站', on: null })
const box = () => document.querySelector<HTMLInputElement>('[role="combobox"]')
const enter = async () => { box()?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true })); await flushPromises() }
async function type(text: string) {
  const input = box()
  if (!input) throw new Error('no box')
  input.value = text
  input.dispatchEvent(new Event('input'))
  await flushPromises()
}
const rests = async () => { await vi.advanceTimersByTimeAsync(200); await flushPromises() }

async function open(find: (text: string) => unknown) {
  tellPlaces([{ key: 'appeals', routes: [], opens: { appeal: (record) => `/appeals/${record}` } }])
  atDesk(personOf('liaison'), { find: ({ text }: { text: string }) => Promise.resolve(find(text)).then((rows) => ({ places: [], by_number: false, page: { rows, next: null, count: null } })) })
  page = await standing(DeskPalette, { modelValue: false })
  vi.useFakeTimers()
  await page.setProps({ modelValue: true })
  await flushPromises()
}

it('Enter opens no record that was found for what stood there before', async () => {
  let late: (rows: unknown) => void = () => undefined
  await open((text) => (text === '三山' ? [row('a1', '三山村河道', 'JJ01-SQ-2026-1')] : new Promise((yes) => { late = yes })))
  await type('三山')
  await rests()
  await type('四甲')
  expect(document.body.textContent).toContain('正在')
  await enter()
  await rests()
  await enter()
  expect(pushed).toEqual([])
  late([row('a2', '四甲村道路', 'JJ01-SQ-2026-2')])
  await flushPromises()
  await enter()
  expect(pushed).toEqual(['/appeals/a2'])
})
it.each<[string, string | null, string, string]>([['its number', 'JJ01-SQ-2026-3', 'JJ01-SQ-2026-3', '诉求 · 东湖站'], ['a mark, where it has none yet', null, '—', '诉求 · 东湖站']])('a record without a title is called by %s (it was blank)', async (_, no, label, hint) => {
  await open(() => [row('a3', '', no)])
  await type('东湖')
  await rests()
  const option = document.querySelector('[role="option"]')
  expect([option?.querySelector('.label')?.textContent, option?.querySelector('.hint')?.textContent]).toEqual([label, hint])
})
