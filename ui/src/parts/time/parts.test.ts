import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import Loop from './Loop.vue'
import StepsPanel from './StepsPanel.vue'
import Strip from './Strip.vue'
import Timeline from './Timeline.vue'

describe('Strip', () => {
  const segments = [
    { from: '2026-09-16', to: '2026-09-16', kind: 'start' as const, n: 0 }, { from: '2026-09-17', to: '2026-09-22', kind: 'counted' as const, n: 6 },
    { from: '2026-09-23', to: '2026-09-23', kind: 'due' as const, n: 1 },
  ]
  const strip = mount(Strip, { props: { title: '程序性回复', segments, today: '2026-09-18', dueOn: '2026-09-23', legend: true } })

  it('draws each day in its kind', () => {
    expect(strip.findAll('[data-kind]').map((cell) => cell.attributes('data-kind'))).toEqual(['start', 'counted', 'counted', 'left', 'left', 'left', 'left', 'due'])
  })
  it('says the same without a picture', () => {
    expect(strip.find('[role="img"]').attributes('aria-label')).toBe('程序性回复：2026-09-16 起，计入 7 日，不计 0 日，应于 2026-09-23')
  })
  it('explains its colours in words', () => { expect(strip.text()).toContain('到期日') })
})

describe('StepsPanel', () => {
  const steps = [
    { verb: 'note', label: '登记办理情况', may: true }, { verb: 'refer', label: '转送', may: true }, { verb: 'conclude', label: '提请办结', may: false, why: '还缺：书面答复' },
  ]
  const panel = mount(StepsPanel, { props: { steps }, attachTo: document.body })

  it('fills the first possible act only', () => { expect(panel.findAll('.btn.main').map((one) => one.text())).toEqual(['登记办理情况']) })

  it('keeps the impossible in view with its reason tied to it', () => {
    const button = panel.findAll('button')[2]!
    expect(button.attributes('aria-disabled')).toBe('true')
    expect(document.getElementById(button.attributes('aria-describedby')!)?.textContent).toBe('还缺：书面答复')
  })

  it('acts on the possible and not on the impossible', async () => {
    for (const button of panel.findAll('button')) await button.trigger('click')
    expect(panel.emitted('act')).toEqual([['note'], ['refer']])
  })
})

describe('Loop', () => {
  it('names where it stands', () => {
    const loop = mount(Loop, { props: { steps: [{ key: 'a', name: '收集', state: 'done' as const }, { key: 'b', name: '处理', state: 'here' as const, says: '承办 周敏' }] } })
    expect(loop.findAll('[aria-current="step"]').map((one) => one.text())).toEqual(['处理，正在此处承办 周敏'])
  })
})

describe('Timeline', () => {
  const entries = [
    { id: '1', at: '2026-09-21', who: '陈雅静', text: '修改', changes: [{ field: '地点', from: null, to: '<b>三山村</b>' }], reason: '来访人补充' },
    { id: '2', at: '2025-09-20', who: '周敏', text: '登记', void: true },
  ]
  const timeline = mount(Timeline, { props: { entries, today: '2026-09-24' } })

  it('shows what was empty, what came, and why, inert', () => {
    expect(timeline.find('del').text()).toBe('（空）')
    expect(timeline.find('ins').text()).toBe('<b>三山村</b>')
    expect(timeline.find('ins b').exists()).toBe(false)
    expect(timeline.text()).toContain('理由：来访人补充')
  })
  it('strikes what was taken back', () => { expect(timeline.find('s').text()).toBe('登记') })
  it('writes another year in full', () => { expect(timeline.findAll('time').map((one) => one.text())).toEqual(['9-21', '2025-09-20']) })
  it('says when there is nothing', () => { expect(mount(Timeline, { props: { entries: [], today: '2026-09-24' } }).text()).toBe('还没有记录') })
})
