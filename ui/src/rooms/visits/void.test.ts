import type { VueWrapper } from '@vue/test-utils'
import { afterEach, expect, it, vi } from 'vitest'
import type { VisitView } from '@/host/calls.gen'
import { titleOf } from '@/lists/title'
import { atDesk, leave, personOf, standing } from '@/test-desk'
import VisitPage from './page/VisitPage.vue'

vi.mock('vue-router', async (original) => ({ ...(await original<object>()), useRoute: () => ({ query: {} }), useRouter: () => ({ push: () => Promise.resolve() }) }))

let page: VueWrapper | undefined
afterEach(() => { leave(page); page = undefined })

const visit = {
  record: 'v1', seen: ['h1'], no: 'JJ03-ZF-2026-A0007', state: 'void', station: { record: 's1', name: '大陈站' }, office: '', holder: null, holder_name: null, registered_on: '2026-09-20',
  facts: {}, entered_late: false, missing: ['summary'], clocks: [], parties: [], steps: [], timeline: [], links: [], kept: [], newer: false, locked: false,
  voided: { by_name: '周敏', on: '2026-09-21', reason: '重复登记' },
} as unknown as VisitView

/** Its page said nothing but what the form of an empty visit says. */
it('a void number says who took it back, when and why, and nothing of a visit', async () => {
  atDesk(personOf('prosecutor'), { open_visit: () => visit })
  page = await standing(VisitPage, { record: 'v1' })
  expect(page.text()).toContain('JJ03-ZF-2026-A0007 已作废：周敏 于 2026-09-21 撤销登记')
  expect(page.text()).toContain('理由：重复登记。编号不再使用')
  expect(page.text()).toContain('作废')
  expect(page.text()).not.toContain('还缺')
  expect(page.text()).not.toContain('在场人员')
})

it('its row is called what it is, and any other by its title', () => {
  expect(titleOf({ title: '', state: 'void' })).toBe('（已作废）')
  expect(titleOf({ title: '', state: 'sealed' })).toBeNull()
  expect(titleOf({ title: '反映占道', state: 'void' })).toBe('反映占道')
})
