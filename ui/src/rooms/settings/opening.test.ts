import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { Fault } from '@/host/fault'
import { toasts } from '@/parts/shell/toast'
import { atDesk, leave, personOf, standing, type Answers } from '@/test-desk'
import AppearanceTab from './AppearanceTab.vue'

let page: VueWrapper | undefined
afterEach(() => { leave(page); page = undefined })

async function open(way: string | null, answers: Answers = {}) {
  let kept = way
  const desk = atDesk(personOf('liaison'), { opening: () => ({ way: kept }), choose_opening: ({ way: to }: { way: string }) => { kept = to; return { way: kept } }, ...answers })
  page = await standing(AppearanceTab)
  return desk
}
const radio = (value: string) => page?.find<HTMLInputElement>(`input[value="${value}"]`)
async function press(value: string) {
  await radio(value)?.setValue(true)
  await flushPromises()
}

describe('how the program opens', () => {
  it.each(['window', 'browser'])('shows that it opens in the %s', async (way) => {
    await open(way)
    expect(['window', 'browser'].map((value) => radio(value)?.element.checked)).toEqual([way === 'window', way === 'browser'])
    expect(page?.text()).toContain('下次启动')
  })
  it.each([['window', 'browser'], ['browser', 'window']])('goes from the %s to the %s, and back', async (from, to) => {
    const desk = await open(from)
    await press(to)
    expect(desk.inputOf('choose_opening')).toEqual({ way: to })
    expect(radio(to)?.element.checked).toBe(true)
    expect(toasts.map((one) => one.text)).toEqual(['打开方式已保存，下次启动起生效'])
    await press(from)
    expect(desk.inputOf('choose_opening')).toEqual({ way: from })
    expect(radio(from)?.element.checked).toBe(true)
  })
  it('is not asked where no window came along', async () => {
    await open(null)
    expect(radio('browser')?.exists()).toBe(false)
    expect(page?.text()).not.toContain('打开方式')
  })
  it('what could not be kept is said, and what holds is shown again', async () => {
    await open('window', { choose_opening: () => { throw new Fault('read_only') } })
    await press('browser')
    expect(page?.findAll('.error').map((one) => one.text()).join('')).toContain('只读')
    expect(radio('window')?.element.checked).toBe(true)
    expect(toasts).toEqual([])
  })
})
