import type { VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { Fault } from '@/host/fault'
import { wordOr } from '@/words'
import { atDesk, leave, personOf, press, standing } from '@/test-desk'
import AboutTab from './AboutTab.vue'
import { room } from './index'
import { TABS } from './tabs'

let page: VueWrapper | undefined
afterEach(() => { leave(page); page = undefined; vi.restoreAllMocks() })

describe('the tabs', () => {
  it('each has an address and a name', () => {
    expect(room.routes[0]?.children?.map((route) => route.name)).toEqual([...TABS])
    for (const tab of TABS) expect(wordOr(`settings.tabs.${tab}`, ''), tab).not.toBe('')
  })
})

describe('about', () => {
  const years = [{ year: 2026, official: true }, { year: 2027, official: false }]
  it('tells version, format, office, calendars and the fonts with their licences', async () => {
    atDesk(personOf('liaison'), { about: () => ({ version: '0.1.0', format: 1, suite: 1 }), list_calendars: () => ({ years }) })
    page = await standing(AboutTab)
    expect(page.findAll('.fact').map((one) => one.text())).toEqual(expect.arrayContaining(['版本0.1.0', '数据格式第 1 版 · SHA-256、Ed25519', '单位Jiaojiang', '工作日历2026、2027（暂定）']))
    expect(page.text()).toContain('SIL OPEN FONT LICENSE')
    expect(page.text()).toContain('GNU GENERAL PUBLIC LICENSE')
  })
  it('a suite of tomorrow is shown by its number', async () => {
    atDesk(personOf('liaison'), { about: () => ({ version: '0.1.0', format: 2, suite: 9 }), list_calendars: () => ({ years: [] }) })
    page = await standing(AboutTab)
    expect(page.text()).toContain('第 2 版 · 9')
  })
  it('shows the page of every part that a package brought, when somebody wants it, and says where there is none', async () => {
    const told = (page: string | null) => ({ about: () => ({ version: '0.1.0', format: 1, suite: 1 }), list_calendars: () => ({ years }), licences: () => ({ page }) })
    const made = vi.spyOn(URL, 'createObjectURL').mockReturnValue('blob:parts')
    vi.spyOn(URL, 'revokeObjectURL').mockReturnValue()
    const desk = atDesk(personOf('liaison'), told('<h1>817 parts</h1>'))
    page = await standing(AboutTab)
    expect(desk.names()).not.toContain('licences')
    await press('查看清单')
    expect(page.get('iframe').attributes()).toMatchObject({ src: 'blob:parts', sandbox: '' })
    expect((made.mock.calls[0]?.[0] as Blob).size).toBe('<h1>817 parts</h1>'.length)
    leave(page)
    atDesk(personOf('liaison'), told(null))
    page = await standing(AboutTab)
    await press('查看清单')
    expect([page.find('iframe').exists(), page.text().includes('没有附带清单')]).toEqual([false, true])
  })
  it('stands although the desk does not answer', async () => {
    atDesk(personOf('liaison'), { about: () => { throw new Fault('busy') }, list_calendars: () => { throw new Fault('busy') } })
    page = await standing(AboutTab)
    expect(page.text()).toContain('文书字体')
  })
})
