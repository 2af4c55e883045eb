import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import type { DeskClock } from '@/host/calls.gen'
import { Fault } from '@/host/fault'
import { toasts } from '@/parts/shell/toast'
import { atDesk, leave, personOf, standing, type Answers } from '@/test-desk'
import ClockCard from './ClockCard.vue'

let page: VueWrapper | undefined
afterEach(() => { leave(page); page = undefined })

const RIGHT: DeskClock = { wrong_by: null, suspect: false }
const WRONG: DeskClock = { wrong_by: '陈阿海', suspect: true }

async function open(kept: DeskClock, answers: Answers = {}) {
  let now = kept
  const desk = atDesk(personOf('liaison'), { clock_state: () => now, doubt_clock: () => (now = WRONG), trust_clock: () => (now = RIGHT), ...answers })
  page = await standing(ClockCard)
  return desk
}
const button = () => page?.find('button')
async function press() {
  await button()?.trigger('click')
  await flushPromises()
}

describe('what somebody says of this clock', () => {
  it('a wrong clock is said, with what follows before it is, and taken back', async () => {
    const desk = await open(RIGHT)
    expect(page?.text()).toContain('期限提醒按电脑的日期计算')
    await press()
    expect(desk.inputOf('doubt_clock')).toEqual({})
    expect(page?.find('[role=status]').text()).toBe('时间不对')
    expect(page?.text()).toContain('陈阿海说明本机时间不对。')
    await press()
    expect(desk.inputOf('trust_clock')).toEqual({})
    expect(page?.find('[role=status]').text()).toBe('照常')
    expect(toasts.map((one) => one.text)).toEqual(['已说明本机时间不对', '已取消说明'])
  })
  it('a clock that the program doubts by itself can still be said to be wrong', async () => {
    await open({ wrong_by: null, suspect: true })
    expect(page?.find('[role=status]').text()).toBe('时间可疑')
    expect(button()?.text()).toBe('本机时间不对')
  })
  it('a word that was not kept is told, and what stands stays', async () => {
    await open(RIGHT, { doubt_clock: () => { throw new Fault('read_only') } })
    await press()
    expect(page?.text()).toContain('只读')
    expect(page?.find('[role=status]').text()).toBe('照常')
    expect(toasts).toEqual([])
  })
})
