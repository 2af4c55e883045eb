// A number says of what it is.
import type { VueWrapper } from '@vue/test-utils'
import { afterEach, expect, it } from 'vitest'
import { atDesk, leave, personOf, standing } from '@/test-desk'
import AttendanceCard from './AttendanceCard.vue'
import NoticesCard from './NoticesCard.vue'

let page: VueWrapper | undefined
afterEach(() => { leave(page); page = undefined })
const there = (name: string) => ({ part: 'public', record: null, name, unit: null })

it.each([['held', '到场 14 人'], ['planned', '拟参加 1 人']])('those of an activity that is %s are told as people', async (state, says) => {
  atDesk(personOf('liaison'), {})
  page = await standing(AttendanceCard, { facts: { attended: [there('陈静'), there('王敏')], n_public: 12, invited: [there('陈静')] }, state, staffName: () => '' })
  expect(page.find('.aside').text()).toBe(says)
})
it('notices are counted by the line', async () => {
  atDesk(personOf('liaison'), {})
  page = await standing(NoticesCard, { notices: [{ on: '2026-09-20', how: '张贴', to: null, for_on: '2026-09-24' }], planned: true, on: '2026-09-24' })
  expect(page.find('.aside').text()).toBe('1 条')
})
