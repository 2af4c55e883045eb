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
  it('counts no days left once it is met', async () => {
    const met = mount(Strip, { props: { title: '程序性回复', segments, today: '2026-09-18', dueOn: '2026-09-23', stoppedOn: '2026-09-17' }, attachTo: document.body })
    await met.find('button').trigger('click')
    const sum = [...document.querySelectorAll('.sum')].pop()?.textContent
    expect(sum).toBe('应于 2026-09-23 星期三')
    met.unmount()
  })
  it('explains its colours in words', () => { expect(strip.text()).toContain('到期日') })
})

describe('StepsPanel', () => {
  const steps = [
    { verb: 'note', label: '登记办理情况', may: true }, { verb: 'refer', label: '转送', may: true }, { verb: 'conclude', label: '提请办结', may: false, why: '还缺：书面答复' },
  ]
  const opened = () => mount(StepsPanel, { props: { steps }, attachTo: document.body })

  it('fills the first possible act only', () => { expect(opened().findAll('.btn.main').map((one) => one.text())).toEqual(['登记办理情况']) })

  it('fills none where the page shows the next right act elsewhere', () => { expect(mount(StepsPanel, { props: { steps, second: true } }).find('.btn.main').exists()).toBe(false) })

  it('keeps the impossible in view with its reason tied to it', () => {
    const button = opened().findAll('button')[2]!
    expect(button.attributes('aria-disabled')).toBe('true')
    expect(document.getElementById(button.attributes('aria-describedby')!)?.textContent).toBe('还缺：书面答复')
  })

  it('names a reason once for all the steps it holds back', () => {
    const many = mount(StepsPanel, { props: { steps: [
      { verb: 'a', label: '提请办结', may: false, why: '还缺：书面答复' }, { verb: 'b', label: '批准办结', may: false, why: '您的角色不能办理' }, { verb: 'c', label: '反馈送达', may: false, why: '还缺：书面答复' },
    ] }, attachTo: document.body })
    expect(many.findAll('.why').map((one) => one.text())).toEqual(['还缺：书面答复', '您的角色不能办理'])
    const [first, second, third] = many.findAll('button').map((one) => [one.text(), document.getElementById(one.attributes('aria-describedby')!)?.textContent])
    expect([first, second, third]).toEqual([['提请办结', '还缺：书面答复'], ['反馈送达', '还缺：书面答复'], ['批准办结', '您的角色不能办理']])
    expect(many.text()).toContain('现在没有可做的步骤')
    many.unmount()
  })

  it('opens the steps of another point on wish, none of them possible', async () => {
    const far = mount(StepsPanel, { props: { steps, later: [{ verb: 'z', label: '归档', may: false, why: '现在的阶段还不能办理' }] } })
    expect(far.text()).not.toContain('归档')
    const more = far.findAll('button').find((one) => one.text() === '其他步骤 1 项')!
    expect(more.attributes('aria-expanded')).toBe('false')
    await more.trigger('click')
    const archive = far.findAll('button').find((one) => one.text() === '归档')!
    await archive.trigger('click')
    expect([archive.attributes('aria-disabled'), far.emitted('act')]).toEqual(['true', undefined])
  })

  it('acts on the possible and not on the impossible', async () => {
    const panel = opened()
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

  it('shows what came and why, inert, and strikes out nothing where nothing was', () => {
    expect(timeline.find('del').exists()).toBe(false)
    expect(timeline.text()).not.toContain('→')
    expect(timeline.find('ins').text()).toBe('<b>三山村</b>')
    expect(timeline.find('ins b').exists()).toBe(false)
    expect(timeline.text()).toContain('理由：来访人补充')
  })
  it('shows what was there, and that it is empty now', () => {
    const changes = [{ field: '地点', from: '三山村', to: null }]
    const emptied = mount(Timeline, { props: { entries: [{ id: '1', at: '2026-09-20', text: '更正', who: '周敏', changes }], today: '2026-09-24' } })
    expect([emptied.find('del').text(), emptied.find('ins').text()]).toEqual(['三山村', '（空）'])
  })
  it('strikes what was taken back', () => { expect(timeline.find('s').text()).toBe('登记') })
  it('writes another year in full', () => { expect(timeline.findAll('time').map((one) => one.text())).toEqual(['9-21', '2025-09-20']) })
  it('of a set, what was taken out and added, not that it was empty before', () => {
    const changes = [{ field: '材料', from: null, to: '照片', set: true as const }, { field: '当事人', from: '代表', to: null, set: true as const }]
    const text = mount(Timeline, { props: { entries: [{ id: '1', at: '2026-09-20', text: '更正', who: '周敏', changes }], today: '2026-09-24' } }).text()
    expect(text).toContain('增加 照片')
    expect(text).toContain('移除 代表')
    expect(text).not.toContain('（空）')
  })
  it('says when there is nothing', () => { expect(mount(Timeline, { props: { entries: [], today: '2026-09-24' } }).text()).toBe('还没有记录') })
})
