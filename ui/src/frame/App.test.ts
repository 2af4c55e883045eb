import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { h } from 'vue'
import type { DeskIs } from '@/host/calls.gen'
import { Fault } from '@/host/fault'
import { pendingSheet } from '@/sheet/pending'
import { type Answers, atDesk, deskOf, leave, personOf, press, standing } from '@/test-desk'
import App from './App.vue'

vi.mock('vue-router', async (original) => ({ ...(await original<object>()), useRoute: () => ({ fullPath: '/today' }) }))
vi.mock('./DeskFrame.vue', () => ({ default: { render: () => h('div', { class: 'frame' }, 'open') } }))

let page: VueWrapper | undefined
afterEach(() => { leave(page); page = undefined; pendingSheet.value = undefined })
const title = () => page?.find('h1').text()

async function open(state: () => DeskIs, answers: Answers = {}) {
  const desk = atDesk(null, { desk_state: () => ({ ...deskOf(state() === 'open' ? personOf('liaison') : null), state: state() }), ...answers })
  page = await standing(App)
  return desk
}

describe('which face the desk shows', () => {
  it.each<[DeskIs, string]>([['none', '第一次使用'], ['joining', '等待开通'], ['locked', '登录']])('%s: %s', async (state, says) => {
    await open(() => state)
    expect(title()).toBe(says)
  })
  it('open: the frame', async () => {
    await open(() => 'open')
    expect(page?.find('.frame').exists()).toBe(true)
  })
  it('a desk that cannot be asked says why', async () => {
    atDesk(null, { desk_state: () => { throw new Fault('busy') } })
    page = await standing(App)
    expect(page.find('[role="alert"]').exists()).toBe(true)
  })
})

describe('a demonstration', () => {
  it.each([[true], [false]])('says so over every page and in the title: %s', async (demo) => {
    for (const person of [personOf('liaison'), null]) {
      atDesk(null, { desk_state: () => ({ ...deskOf(person), demo }) })
      page = await standing(App)
      expect(page.find('svg.mark').exists()).toBe(demo)
      expect(document.title.includes('演示数据')).toBe(demo)
      leave(page)
    }
    page = undefined
  })
})

describe('the enrolment', () => {
  const CELL = 'AA11 BB22 CC33 DD44'
  async function enrol() {
    let state: DeskIs = 'joining'
    const desk = await open(() => state, {
      take_enrolment: ({ cell }: { cell?: string }) => { if (cell) state = 'open'; return { cell: CELL, signed_in: cell ? { name: 'Chen' } : null } }, confirm_sheet: () => ({}),
    })
    await page?.find('form input').setValue('/mnt/u')
    await page?.find('[autocomplete="username"]').setValue('Chen')
    await page?.find('[autocomplete="current-password"]').setValue('secret')
    await page?.find('form').trigger('submit')
    await flushPromises()
    await page?.find('input[type="checkbox"]').setValue(true)
    await page?.find('form').trigger('submit')
    await flushPromises()
    return desk
  }
  it('leads into the desk at once where no sheet waits', async () => {
    await enrol()
    expect(page?.find('.frame').exists()).toBe(true)
  })
  it('stays until the sheet was typed back, although the desk is open', async () => {
    pendingSheet.value = [0, 3]
    const desk = await enrol()
    expect(title()).toBe('核对恢复单')
    expect(page?.find('.frame').exists()).toBe(false)
    const [first, second] = page?.findAll('form input') ?? []
    await first?.setValue('K7QMA')
    await second?.setValue('2XPAB')
    await page?.find('form').trigger('submit')
    await flushPromises()
    expect(desk.inputOf('confirm_sheet')).toEqual({ groups: { 0: 'K7QMA', 3: '2XPAB' } })
    expect(page?.find('.frame').exists()).toBe(true)
  })
  it('lets whoever has no sheet at hand type it back later', async () => {
    pendingSheet.value = [0, 3]
    const desk = await enrol()
    await press('以后再核对')
    expect(desk.names()).not.toContain('confirm_sheet')
    expect(page?.find('.frame').exists()).toBe(true)
  })
})
