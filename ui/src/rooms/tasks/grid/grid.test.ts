import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, expect, it, vi } from 'vitest'
import { reactive } from 'vue'
import { Fault } from '@/host/fault'
import { atDesk, leave, personOf, standing } from '@/test-desk'
import StandingCard from '../template/StandingCard.vue'
import GridPage from './GridPage.vue'

const route = vi.hoisted(() => ({ now: undefined as unknown as { query: Record<string, string | undefined> } }))
vi.mock('vue-router', async (original) => ({
  ...(await original<object>()), useRoute: () => route.now, useRouter: () => ({ push: () => Promise.resolve(), replace: ({ query }: { query: Record<string, string> }) => { route.now.query = query; return Promise.resolve() } }),
}))
let page: VueWrapper | undefined
afterEach(() => { leave(page); page = undefined })

const grid = { periods: [], rows: [], totals: {} }

it('a month can be typed sign by sign without the usual one taking its place', async () => {
  route.now = reactive({ query: {} })
  const desk = atDesk(personOf('head'), { list_templates: () => ({ rows: [{ record: 't1', title: '接待日' }], next: null, count: 1 }), task_grid: () => grid })
  page = await standing(GridPage)
  const [from] = page.findAll<HTMLInputElement>('input.typed').map((one) => one.element)
  for (const typed of ['2', '20', '202', '2026', '2026-', '2026-0', '2026-03']) {
    if (from) from.value = typed
    from?.dispatchEvent(new Event('input'))
    await flushPromises()
    expect(from?.value).toBe(typed)
  }
  expect(desk.inputOf('task_grid')).toEqual({ template: 't1', from: '2026-03-01', to: '2026-09-30' })
}, 30_000)

it('the cells of one task never stand under the name of another', async () => {
  route.now = reactive({ query: {} })
  const rows = [{ record: 't1', title: '接待日' }, { record: 't2', title: '走访' }]
  const first = { periods: [{ key: '2026-09', from_on: '2026-09-01', to_on: '2026-09-30' }], rows: [{ station: 's1', station_name: '海门街道', office: '331002', cells: [{ period: '2026-09', state: 'done', record: 'r1', due_on: null, excuse: null }] }], totals: { done: 1 } }
  atDesk(personOf('head'), { list_templates: () => ({ rows, next: null, count: 2 }), task_grid: ({ template }: { template: string }) => (template === 't1' ? first : new Promise(() => undefined)) })
  page = await standing(GridPage)
  expect(page.find('[role="grid"]').attributes('aria-label')).toContain('接待日')
  route.now.query = { template: 't2' }
  await flushPromises()
  expect(page.find('[role="grid"]').exists()).toBe(false)
})

it('how a task stands is not told as noughts while nobody knows', async () => {
  atDesk(personOf('head'), { task_grid: () => { throw new Fault('busy') } })
  page = await standing(StandingCard, { view: { record: 't1', facts: { from_on: '2026-01-01' }, periods: [] } })
  expect(page.find('.sums').exists()).toBe(false)
  expect(page.text()).toContain('本机数据正忙')
})
