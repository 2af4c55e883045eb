import type { VueWrapper } from '@vue/test-utils'
import { afterEach, expect, it } from 'vitest'
import { atDesk, leave, personOf, standing, TODAY } from '@/test-desk'
import WorkGroup from './WorkGroup.vue'

let page: VueWrapper | undefined
afterEach(() => { leave(page); page = undefined })

// What was issued under the name of before stands in a list of its own: both were called by their noun.
it('the reviews of a department that was renamed are told apart by its names', async () => {
  atDesk(personOf('head'), {})
  const part = (name: string, n: number) => ({ noun: 'obligation', n, list: { flag: `review/331002/${name}` } })
  const group = { key: 'review', n: 3, parts: [part('第五检察部', 1), part('控告申诉检察部', 2)], rows: [] }
  page = await standing(WorkGroup, { group, today: TODAY })
  expect(page.find('.parts').text()).toMatch(/第五检察部 1\s*控告申诉检察部 2/)
})
