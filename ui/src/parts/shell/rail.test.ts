// The rail of a narrow window (or at 200 %): it opens over the page and gives the caret back.
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { h } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import AppFrame from './AppFrame.vue'
import NavRail from './NavRail.vue'

let page: VueWrapper | undefined
afterEach(() => { page?.unmount(); page = undefined; vi.unstubAllGlobals() })

async function opened() {
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/', component: { template: 'x' } }] })
  await router.push('/')
  const frame = mount(AppFrame, { attachTo: document.body, global: { plugins: [router] }, slots: { rail: () => h('a', { href: '#x' }, 'one') } })
  page = frame
  await frame.find('.menu').trigger('click')
  await flushPromises()
  return frame
}

describe('the rail over a narrow page', () => {
  it('takes the caret when it opens', async () => {
    const frame = await opened()
    expect(document.activeElement).toBe(frame.find('#rail a').element)
  })
  // It was shut with the caret in it: the next Tab began anew at the top of the window.
  it.each<[string, (frame: VueWrapper) => Promise<void>]>([
    ['Esc in it', (frame) => frame.find('#rail a').trigger('keydown', { key: 'Escape' })], ['Esc on what lies over the page', (frame) => frame.find('.veil').trigger('keydown', { key: 'Escape' })], ['a click beside it', (frame) => frame.find('.veil').trigger('click')],
  ])('%s shuts it, and the caret goes back to its button', async (_, shut) => {
    const frame = await opened()
    await shut(frame)
    expect(frame.find('.menu').attributes('aria-expanded')).toBe('false')
    expect(document.activeElement).toBe(frame.find('.menu').element)
  })
  it('that is shut hears no Esc', async () => {
    const frame = await opened()
    await frame.find('.veil').trigger('click')
    frame.find<HTMLElement>('main').element.focus()
    await frame.find('main').trigger('keydown', { key: 'Escape' })
    expect(document.activeElement).toBe(frame.find('main').element)
  })
  // Tab went on from the last place of the rail to the page that the veil hides.
  const UNDER = ['.skip', '.bar', 'main', 'footer']
  const reached = (frame: VueWrapper) => UNDER.filter((part) => frame.find(part).attributes('inert') === undefined)
  it('keeps the caret off what lies under its veil, until it is shut', async () => {
    const frame = await opened()
    expect([reached(frame), frame.find('#rail').attributes('inert'), frame.find('.veil').attributes('inert')]).toEqual([[], undefined, undefined])
    await frame.find('.veil').trigger('click')
    expect(reached(frame)).toEqual(UNDER)
  })
  it('leaves the page free where the window grows wide under it', async () => {
    let widen: () => void = () => undefined
    vi.stubGlobal('matchMedia', () => ({ matches: true, addEventListener: (_: string, change: () => void) => { widen = change }, removeEventListener: () => undefined }))
    const frame = await opened()
    widen()
    await flushPromises()
    expect([reached(frame), frame.find('.veil').exists()]).toEqual([UNDER, false])
  })
})

describe('where one is', () => {
  const shown = { template: '<i />' }
  // A record's page, the map and the grid lit no line of the rail: nobody saw in which room they were.
  it.each([['/tasks', ['tasks'], 'page'], ['/tasks/grid', ['tasks'], 'true'], ['/tasks/templates/r1', ['tasks'], 'true'], ['/tasks-of-old', [], undefined]])('at %s the rail shows %j', async (path, on, current) => {
    const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/tasks', component: shown }, { path: '/today', component: shown }, { path: '/:rest(.*)*', component: shown }] })
    await router.push(path)
    const rail = mount(NavRail, { global: { plugins: [router] }, props: { name: 'x', groups: [['today', 'tasks'].map((key) => ({ key, label: key, to: `/${key}`, icon: shown }))] } })
    expect(rail.findAll('a.on').map((one) => one.text())).toEqual(on)
    expect(rail.findAll('a')[1]?.attributes('aria-current')).toBe(current)
  })
})
