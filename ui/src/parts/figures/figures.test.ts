import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { nextTick } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import Board from './Board.vue'
import { tally, walk } from './board'
import { clearSpots, nearestTowards, pathOf, sheetFor } from './outline'
import RateTile from './RateTile.vue'
import SchematicMap from './SchematicMap.vue'

const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/:rest(.*)*', component: { template: '<i />' } }] })

describe('RateTile', () => {
  const tile = (props: Record<string, unknown>) => mount(RateTile, { props: { label: '满意率', n: 1, ...props } as never, global: { plugins: [router] } })
  it.each([
    [{ n: 174, of: 198 }, '87.9%', '174 ÷ 198'],
    [{ n: 198, of: 198 }, '100.0%', '198 ÷ 198'],
    [{ n: 0, of: 7 }, '0.0%', '0 ÷ 7'],
    [{ n: 0, of: 0 }, '—', '没有可计算的记录'],
    [{ n: 412 }, '412', ''],
  ])('%j', (props, figure, sum) => {
    const shown = tile(props)
    expect([shown.find('.figure').text(), shown.find('.says').text()]).toEqual([figure, sum])
  })
  it('says what was left out, and opens the list', () => {
    const shown = tile({ n: 313, of: 318, says: '剔除匿名 19', to: '/appeals?rate=reply' })
    expect(shown.find('.says').text()).toBe('313 ÷ 318 · 剔除匿名 19')
    expect(shown.attributes('href')).toBe('/appeals?rate=reply')
  })
})

describe('Board', () => {
  const rows = ['海门街道', '大陈镇'].map((label, at) => ({ key: label, label, n: 1, of: 2, cells: [{ state: 'done' as const }, at ? { state: 'excused' as const, note: '台风停航', mark: '风' } : { state: 'late' as const }] }))
  it('is one stop for Tab; arrows walk, a cell opens', async () => {
    const board = mount(Board, { props: { label: '接待日', columns: ['1 月', '2 月'], rows }, attachTo: document.body })
    expect(board.findAll('[tabindex="0"]')).toHaveLength(1)
    await board.find('[role="grid"]').trigger('keydown', { key: 'ArrowDown' })
    await board.find('[role="grid"]').trigger('keydown', { key: 'ArrowRight' })
    await nextTick()
    expect(document.activeElement?.getAttribute('aria-label')).toBe('大陈镇 2 月 免办 台风停航')
    expect(document.activeElement?.textContent).toBe('风')
    await board.find('button[tabindex="0"]').trigger('click')
    expect(board.emitted('open')).toEqual([[rows[1], 1]])
    board.unmount()
  })
  it('stays a stop for Tab when there are fewer rows and columns than were walked', async () => {
    const board = mount(Board, { props: { label: '接待日', columns: ['1 月', '2 月'], rows }, attachTo: document.body })
    await board.find('[role="grid"]').trigger('keydown', { key: 'ArrowDown' })
    await board.find('[role="grid"]').trigger('keydown', { key: 'End' })
    await board.setProps({ columns: ['1 月'], rows: rows.slice(0, 1).map((row) => ({ ...row, cells: row.cells.slice(0, 1) })) })
    expect(board.findAll('[tabindex="0"]').map((one) => one.attributes('aria-label'))).toEqual(['海门街道 1 月 完成'])
    await board.setProps({ columns: [], rows: [] })
    expect(board.findAll('[tabindex="0"]')).toHaveLength(0)
    board.unmount()
  })
  it('is no wider than its periods need: the only one is no stripe across the page', () => {
    const widthOf = (columns: string[]) => mount(Board, { props: { label: '接待日', columns, rows: rows.map((row) => ({ ...row, cells: row.cells.slice(0, columns.length) })) } }).find('table').element.style.maxWidth
    expect(parseFloat(widthOf(['一次性']))).toBeLessThan(30)
    expect(parseFloat(widthOf(['1 月', '2 月', '3 月', '4 月', '5 月', '6 月']))).toBeGreaterThan(80)
  })
  // Two years of months came out narrower than their own heads: 2025 was cut to 202.
  it('is never so narrow that a head is cut', () => {
    const leastOf = (n: number) => parseFloat(mount(Board, { props: { label: '接待日', columns: Array.from({ length: n }, (_, at) => `${at} 月`), rows: [] } }).find('table').element.style.minWidth)
    expect([leastOf(1) < 30, leastOf(12), leastOf(24) > 24 * 2.5]).toEqual([true, 52, true])
  })
  it('shows a column as narrow as it can be, and reads out all of its name', () => {
    const head = mount(Board, { props: { label: '接待日', columns: ['2025年10月', '1月'], heads: ['2025\n10月', '1月'], rows } }).findAll('thead th')[1]
    expect([head?.text(), head?.attributes('aria-label')]).toEqual(['2025\n10月', '2025年10月'])
  })
  it('where nothing is owed there is nothing to open, and that is told', async () => {
    const board = mount(Board, { props: { label: '接待日', columns: ['1 月'], rows: [{ key: 'a', label: '海门街道', n: 0, of: 0, cells: [{ state: 'none' as const }] }] } })
    await board.find('button').trigger('click')
    expect([board.emitted('open'), board.find('button').attributes('aria-disabled'), board.find('button').attributes('aria-label')]).toEqual([undefined, 'true', '海门街道 1 月 无任务'])
  })
  it('adds up', () => { expect(tally(rows)).toEqual({ done: 2, late: 1, review: 0, open: 0, excused: 1, none: 0 }) })
  it.each([['ArrowUp', { row: 0, col: 0 }], ['End', { row: 0, col: 4 }], ['PageDown', { row: 2, col: 0 }], ['x', undefined]])('%s from the corner', (key, to) => {
    expect(walk(key, { row: 0, col: 0 }, 3, 5)).toEqual(to)
  })
})

describe('the schematic map', () => {
  const ring: [number, number][] = [[121, 28], [122, 28], [122, 29], [121, 29]]
  const sheet = sheetFor([ring], [], 340)
  it('keeps north up and east right, and shortens longitude', () => {
    const [west, south] = sheet.place([121, 28])
    const [east, north] = sheet.place([122, 29])
    expect(west).toBeLessThan(east)
    expect(north).toBeLessThan(south)
    expect((south - north) / (east - west)).toBeCloseTo(1 / Math.cos((28.5 * Math.PI) / 180), 5)
  })
  it('draws a closed ring', () => { expect(pathOf(ring, sheet)).toMatch(/^M[\d.]+,[\d.]+(L[\d.]+,[\d.]+){3}Z$/) })
  // Of a county with many stations the name lay over some of them: they could neither be seen nor be told apart.
  it('puts a name where it hides no point, inside its outline, and over no other name', () => {
    const square: [number, number][] = [[0, 0], [120, 0], [120, 90], [0, 90]]
    const crowd: [number, number][] = [[45, 38], [60, 42], [75, 40]]
    const [first, second] = clearSpots([0, 1].map(() => ({ text: '仙居县', at: [60, 45], rings: [square] })), crowd)
    for (const [x, y] of [first ?? [0, 0], second ?? [0, 0]]) {
      expect(crowd.filter(([px, py]) => Math.abs(px - x) < 15.75 && py > y - 10.5 && py < y)).toEqual([])
      expect([x > 15, x < 105, y > 10, y < 90]).toEqual([true, true, true, true])
    }
    expect(Math.abs((first?.[0] ?? 0) - (second?.[0] ?? 0)) >= 31.5 || Math.abs((first?.[1] ?? 0) - (second?.[1] ?? 0)) >= 10.5).toBe(true)
  })
  it('leaves a name where nothing is in its way', () => { expect(clearSpots([{ text: '仙居县', at: [60, 45], rings: [[[0, 0], [120, 0], [120, 90], [0, 90]]] }], [])).toEqual([[60, 45]]) })
  it('nothing to draw is no error', () => { expect(sheetFor([], [], 340).place([1, 1])).toEqual([0, 0]) })
  it.each([['ArrowRight', 1], ['ArrowUp', 2], ['ArrowLeft', -1], ['Enter', -1]])('%s from the first point', (key, at) => {
    expect(nearestTowards([0, 0], [[0, 0], [10, 2], [1, -8]], key)).toBe(at)
  })
  it('opens a point by key, and names it', async () => {
    const points = [{ id: 's1', name: '葭沚街道', at: [121.4, 28.6] as [number, number], mark: 'round' as const, says: '走访 3' }]
    const map = mount(SchematicMap, { props: { label: '站点', areas: [{ key: 'a', name: '椒江区', rings: [ring] }], points, legend: [{ mark: 'round' as const, label: '有活动', n: 1 }], missing: '19 站无坐标' } })
    expect(map.find('[role="button"]').attributes('aria-label')).toBe('葭沚街道 走访 3')
    await map.find('[role="button"]').trigger('keydown', { key: 'Enter' })
    expect(map.emitted('open')).toEqual([['s1']])
    expect(map.text()).toContain('19 站无坐标')
  })
  it('stays a stop for Tab when there are fewer points than were walked', async () => {
    const points = [0, 1, 2].map((n) => ({ id: `s${n}`, name: `${n} 站`, at: [121.2 + n / 5, 28.5] as [number, number], mark: 'round' as const }))
    const map = mount(SchematicMap, { props: { label: '站点', areas: [], points, legend: [] }, attachTo: document.body })
    await map.findAll('[role="button"]')[2]?.trigger('focus')
    await map.setProps({ points: points.slice(0, 1) })
    expect(map.findAll('[tabindex="0"]').map((one) => one.attributes('aria-label'))).toEqual(['0 站'])
    map.unmount()
  })
})
