import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, expect, it } from 'vitest'
import { atDesk, leave, personOf, standing, TODAY } from '@/test-desk'
import AnswerableCard from './AnswerableCard.vue'

let page: VueWrapper | undefined
afterEach(() => { leave(page); page = undefined })

it('who answered for a station that day is waited for, not left blank', async () => {
  let tell: (answer: unknown) => void = () => undefined
  atDesk(personOf('registrar'), { answerable_on: () => new Promise((told) => { tell = told }) })
  page = await standing(AnswerableCard, { station: 's1', today: TODAY })
  expect(page.findComponent({ name: 'Wait' }).exists()).toBe(true)
  tell({ day: TODAY, open: true, team: [] })
  await flushPromises()
  expect(page.findComponent({ name: 'Wait' }).exists()).toBe(false)
  expect(page.find('[role="status"]').text()).toContain(TODAY)
})
