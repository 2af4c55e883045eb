// The stations a task is for stand as names: where those cannot be read that is said, not a row of marks for nothing.
import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, expect, it, vi } from 'vitest'
import { Fault } from '@/host/fault'
import { atDesk, leave, personOf, press, standing } from '@/test-desk'
import TemplatePage from './TemplatePage.vue'

vi.mock('vue-router', async (original) => ({ ...(await original<object>()), useRoute: () => ({ query: {} }) }))
let page: VueWrapper | undefined
afterEach(() => { leave(page); page = undefined })

it('names that cannot be read are no empty targets, and trying again brings them', async () => {
  const view = { record: 't1', seen: ['h1'], state: 'issued', facts: { kind: 'special', title: '专项走访', stations: ['s1', 's2'], all_stations: false, items: [] }, periods: [], steps: [], timeline: [] }
  let stations: () => unknown = () => { throw new Fault('busy') }
  atDesk(personOf('head'), { open_template: () => view, list_stations: () => stations(), task_grid: () => ({ periods: [], rows: [], totals: {} }) })
  page = await standing(TemplatePage, { record: 't1' })
  expect(page.text()).toContain('本机数据正忙')
  expect(page.find('.targets').exists()).toBe(false)
  stations = () => ({ rows: [{ record: 's1', title: '东湖站', no: '1' }, { record: 's2', title: '葭沚站', no: '2' }], next: null })
  await press('重试')
  await flushPromises()
  expect(page.find('.targets').text()).toBe('东湖站、葭沚站')
})
