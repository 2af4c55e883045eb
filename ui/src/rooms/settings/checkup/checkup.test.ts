import type { VueWrapper } from '@vue/test-utils'
import { flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import type { CheckLine } from '@/host/calls.gen'
import { Fault } from '@/host/fault'
import { w } from '@/words'
import { atDesk, leave, personOf, standing, type TestDesk } from '@/test-desk'
import CheckupTab from './CheckupTab.vue'
import { browserLine, fontsLine } from './seen'

let page: VueWrapper | undefined
afterEach(() => { leave(page); page = undefined })

const CHECKS = [{ check: 'system', on_page: false }, { check: 'browser', on_page: true }, { check: 'space', on_page: false }, { check: 'copy', on_page: false }]
const LINES: Record<string, CheckLine> = {
  system: { check: 'system', light: 'green', finding: 'system_ok', values: { system: 'Linux', processor: 'x86_64', memory: 3.7 } },
  space: { check: 'space', light: 'amber', finding: 'space_small', values: { free: 1.2, wanted: 3 } },
  copy: { check: 'copy', light: 'red', finding: 'copy_damaged', values: { at: '2026-09-01 08:30' } },
}

async function atPage(answers: Record<string, unknown> = {}, saved: string[] = []): Promise<TestDesk> {
  const run = ({ check }: { check: string }) => LINES[check]
  const desk = atDesk(personOf('liaison'), { list_checks: () => CHECKS, run_check: run, clock_state: () => ({ wrong_by: null, suspect: false }), ...answers } as never, { saveFile: (name: string) => { saved.push(name); return Promise.resolve() } })
  page = await standing(CheckupTab)
  return desk
}
const press = async (text: string) => {
  await page?.findAll('button').find((one) => one.text() === text)?.trigger('click')
  await flushPromises()
}
const rows = () => page?.findAll('.lines li').map((row) => ({ light: row.classes()[0], text: row.find('.said').text() })) ?? []

describe('the check-up', () => {
  it('asks nothing before somebody begins it', async () => {
    const desk = await atPage()
    expect(desk.names()).not.toContain('list_checks')
  })
  it('runs one check after the other and says what to do unless a line is green', async () => {
    const desk = await atPage()
    await press(w('checkup.act'))
    expect(desk.asked.filter(([name]) => name === 'run_check').map(([, input]) => input)).toEqual([{ check: 'system' }, { check: 'space' }, { check: 'copy' }])
    expect(rows().map((row) => row.light)).toEqual(['green', 'red', 'amber', 'red'])
    expect(rows()[0]?.text).toBe('Linux，x86_64，内存 3.7 GB')
    expect(rows()[2]?.text).toContain('请清理磁盘')
    expect(page?.find('.summary').text()).toBe('2 项有问题，1 项请留意。')
  })
  it.each([['amber', '没有发现问题，1 项请留意。'], ['red', '1 项有问题。'], ['green', '全部正常。']])('what there is none of is not counted: %s', async (light, says) => {
    await atPage({ list_checks: () => [{ check: 'space', on_page: false }], run_check: () => ({ ...LINES.space, light }) })
    await press(w('checkup.act'))
    expect(page?.find('.summary').text()).toBe(says)
  })
  it('a check that could not be made is a line too, and the next goes on', async () => {
    await atPage({ run_check: ({ check }: { check: string }) => { if (check === 'space') throw new Fault('busy'); return LINES[check] } })
    await press(w('checkup.act'))
    expect(rows()).toHaveLength(4)
    expect(rows()[2]).toMatchObject({ light: 'red' })
    expect(rows()[2]?.text).toContain('没有查成')
  })
  it('stops after the check that is running', async () => {
    let answer: (line: CheckLine) => void = () => undefined
    await atPage({ run_check: () => new Promise<CheckLine>((resolve) => { answer = resolve }) })
    await press(w('checkup.act'))
    await page?.find('.progress button').trigger('click')
    answer(LINES.system as CheckLine)
    await flushPromises()
    expect(rows()).toHaveLength(1)
    expect(page?.find('.summary').text()).toContain(w('checkup.stopped'))
  })
  it('gives what it found as a file', async () => {
    const saved: string[] = []
    const desk = await atPage({ export_checks: () => ({ name: 'gonglian-checks.json', mime: 'application/json', bytes_base64: 'e30=', count: 4 }) }, saved)
    await press(w('checkup.act'))
    await press(w('checkup.export'))
    expect(saved).toEqual(['gonglian-checks.json'])
    expect((desk.inputOf('export_checks') as { lines: CheckLine[] }).lines.map((line) => line.check)).toEqual(['system', 'browser', 'space', 'copy'])
  })
  it('says why it cannot begin', async () => {
    await atPage({ list_checks: () => { throw new Fault('busy') } })
    await press(w('checkup.act'))
    expect(page?.find('[role=alert], .trouble').exists()).toBe(true)
  })
})

describe('what only the page sees', () => {
  it.each([
    ['Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/92.0.4515.0 Safari/537.36', 'browser_ok', 'Chrome', '92'],
    ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36 Edg/120.0.0.0', 'browser_ok', 'Edge', '120'],
    ['Mozilla/5.0 (Windows NT 6.1) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/69.0.3497.100 Safari/537.36', 'browser_old', 'Chrome', '69'],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:115.0) Gecko/20100101 Firefox/115.0', 'browser_ok', 'Firefox', '115'],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:78.0) Gecko/20100101 Firefox/78.0', 'browser_old', 'Firefox', '78'],
    ['Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.0 Safari/605.1.15', 'browser_ok', 'WebKit', '16'],
    ['Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/13.0 Safari/605.1.15', 'browser_old', 'WebKit', '13'],
    ['Mozilla/5.0 (Windows NT 6.1; Trident/7.0; rv:11.0) like Gecko', 'browser_old', '', ''],
  ])('%s', (agent, finding, browser, version) => {
    expect(browserLine(agent)).toMatchObject({ finding, values: { browser, version } })
  })
  it('counts characters that look like what has no shape', () => {
    const without = (lacking: string) => (sign: string) => (lacking.includes(sign) || (sign.codePointAt(0) ?? 0) % 0x10000 === 0xFFFE ? '□' : sign)
    expect(fontsLine(without(''))).toMatchObject({ light: 'green', finding: 'fonts_ok' })
    expect(fontsLine(without('𠮷䶮'))).toMatchObject({ light: 'amber', finding: 'fonts_lacking', values: { lacking: 2 } })
  })
  it('does not know where every character without a shape has its own picture, or there is no canvas', () => {
    for (const draw of [undefined, (sign: string) => sign]) expect(fontsLine(draw)).toMatchObject({ light: 'amber', finding: 'fonts_unasked' })
  })
})
