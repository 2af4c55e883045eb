import type { VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { Fault } from '@/host/fault'
import { wordOr } from '@/words'
import { atDesk, leave, personOf, standing } from '@/test-desk'
import AboutTab from './AboutTab.vue'
import { room } from './index'
import { TABS } from './tabs'

let page: VueWrapper | undefined
afterEach(() => { leave(page); page = undefined })

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
  it('stands although the desk does not answer', async () => {
    atDesk(personOf('liaison'), { about: () => { throw new Fault('busy') }, list_calendars: () => { throw new Fault('busy') } })
    page = await standing(AboutTab)
    expect(page.text()).toContain('文书字体')
  })
})
