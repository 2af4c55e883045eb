import { mount } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { nextTick } from 'vue'
import DayField from './DayField.vue'
import { addMonths, notAfter, parseDay, stepFrom, weeksOf } from './day'

const NEAR = '2026-09-01'

describe('a day as it is typed', () => {
  it.each([
    ['2026-09-24', '2026-09-24'], ['2026-9-4', '2026-09-04'], ['2026/9/24', '2026-09-24'], ['2026.09.24', '2026-09-24'], ['2026年9月24日', '2026-09-24'],
    ['20260924', '2026-09-24'], ['0924', '2026-09-24'], ['9-24', '2026-09-24'], ['9/4', '2026-09-04'], ['9.24', '2026-09-24'], ['9月24日', '2026-09-24'],
    ['９－２４', '2026-09-24'], [' 2026-09-24 ', '2026-09-24'], ['2028-02-29', '2028-02-29'],
    ['2026-02-29', null], ['2026-13-01', null], ['9-31', null], ['2026-09', null], ['2026', null], ['9', null], ['', null], ['明天', null], ['2026-09-24x', null], ['202609', null],
  ])('%j is %j', (text, on) => { expect(parseDay(text, 'day', NEAR)).toBe(on) })

  it.each([['2026-09', '2026-09'], ['202609', '2026-09'], ['9', '2026-09'], ['2026年9月', '2026-09'], ['13', null], ['2026-00', null], ['2026-09-24', null]])('as a month, %j is %j', (text, on) => {
    expect(parseDay(text, 'month', NEAR)).toBe(on)
  })

  it.each([
    ['2026-09-24 09:30', '2026-09-24 09:30'], ['9-24 9:05', '2026-09-24 09:05'], ['20260924 0930', '2026-09-24 09:30'], ['9-24 9：30', '2026-09-24 09:30'],
    ['9-24', null], ['9-24 24:00', null], ['9-24 9:60', null],
  ])('with its minute, %j is %j', (text, at) => { expect(parseDay(text, 'minute', NEAR)).toBe(at) })

  it.each<[string, string, string | undefined, string | null]>([
    ['12-30', '2026-12-30', '2026-01-02', '2025-12-30'], ['1-2', '2026-01-02', '2026-01-02', '2026-01-02'],
    ['2026-12-30', '2026-12-30', '2026-01-02', '2026-12-30'], ['20261230', '2026-12-30', '2026-01-02', '2026-12-30'], ['12-30', '2026-12-30', undefined, '2026-12-30'],
    ['2-29', '2028-02-29', '2028-01-01', '2028-02-29'],
  ])('the year of %s before it may be', (text, read, latest, on) => { expect(notAfter(read, text, latest)).toBe(on) })
})

describe('the sheet', () => {
  it('begins on Monday and holds the whole month', () => {
    const weeks = weeksOf('2026-09-24')
    expect([weeks.length, weeks[0]?.[0], weeks[4]?.[6]]).toEqual([5, '2026-08-31', '2026-10-04'])
    expect(weeksOf('2027-02-01').length).toBe(4)
  })
  it.each([['2026-01-31', 1, '2026-02-28'], ['2026-03-31', -1, '2026-02-28'], ['2026-12-15', 1, '2027-01-15'], ['2026-01-15', -1, '2025-12-15']])('%s and %i months', (on, n, to) => { expect(addMonths(on, n)).toBe(to) })
  it.each([
    ['ArrowLeft', '2026-08-31'], ['ArrowRight', '2026-09-02'], ['ArrowUp', '2026-08-25'], ['ArrowDown', '2026-09-08'], ['PageDown', '2026-10-01'], ['PageUp', '2026-08-01'],
    ['Home', '2026-08-31'], ['End', '2026-09-06'], ['a', undefined],
  ])('%s leads to %s', (key, to) => { expect(stepFrom(NEAR, key)).toBe(to) })
})

describe('the field', () => {
  const fields: ReturnType<typeof mount>[] = []
  afterEach(() => { fields.splice(0).forEach((one) => one.unmount()) })
  function field(props: { modelValue?: string | null, kind?: 'day' | 'minute' | 'month', latest?: string, keeps?: boolean } = {}) {
    const one = mount(DayField, { props: { modelValue: NEAR, ...props, 'onUpdate:modelValue': (value: string | null) => one.setProps({ modelValue: value }) }, attachTo: document.body })
    fields.push(one)
    return one
  }
  const now = (one: ReturnType<typeof field>) => one.props('modelValue')

  it('opens nothing by the caret alone, nor while typing', async () => {
    const one = field()
    one.find('input').element.focus()
    await one.find('input').setValue('9-2')
    expect(one.find('[role="dialog"]').exists()).toBe(false)
  })

  it('tells each whole day while it is typed, and no day when it is none', async () => {
    const one = field()
    await one.find('input').setValue('9-24')
    expect(now(one)).toBe('2026-09-24')
    one.find('input').element.value = '9-24x'
    await one.find('input').trigger('input')
    expect(now(one)).toBe(null)
    expect(one.find('[role="status"]').exists()).toBe(false)
    await one.find('input').trigger('blur')
    expect([one.find('input').element.value, one.find('[role="status"]').text()]).toEqual(['9-24x', '不是完整的日期，如 2026-09-24 或 9-24'])
  })

  it('keeps what cannot be read where the form asks for it, and takes it up again', async () => {
    const one = field({ keeps: true, modelValue: null })
    await one.find('input').setValue('9-31')
    expect([now(one), one.find('input').element.value]).toEqual(['9-31', '9-31'])
    await one.find('input').trigger('blur')
    expect([now(one), one.find('[role="status"]').exists()]).toEqual(['9-31', true])
    expect(field({ keeps: true, modelValue: '9-31' }).find('input').element.value).toBe('9-31')
    await one.find('.open').trigger('click')
    expect(one.find('[role="dialog"]').exists()).toBe(true)
    await one.setProps({ modelValue: null })
    expect(one.find('input').element.value).toBe('')
    await one.find('input').setValue('  ')
    expect(now(one)).toBe(null)
  })

  it('writes a day in full when it is left', async () => {
    const one = field()
    await one.find('input').setValue('20260924')
    await one.find('input').trigger('blur')
    expect(one.find('input').element.value).toBe('2026-09-24')
  })

  it.each([['ArrowDown', '2026-09-02'], ['ArrowUp', '2026-08-31'], ['PageDown', '2026-10-01']])('%s moves the day', async (key, to) => {
    const one = field()
    await one.find('input').trigger('keydown', { key })
    expect([now(one), one.find('input').element.value]).toEqual([to, to])
  })

  it('keeps the time when the day moves', async () => {
    const one = field({ kind: 'minute', modelValue: '2026-09-01 09:30' })
    await one.find('input').trigger('keydown', { key: 'ArrowDown' })
    expect(now(one)).toBe('2026-09-02 09:30')
  })

  it('says when a day is later than may be', async () => {
    const one = field({ latest: NEAR })
    await one.find('input').setValue('2026-09-02')
    await one.find('input').trigger('blur')
    expect(one.find('[role="status"]').text()).toBe('不能晚于 2026-09-01')
  })

  it('follows what is set from outside', async () => {
    const one = field()
    await one.setProps({ modelValue: '2026-05-04' })
    expect(one.find('input').element.value).toBe('2026-05-04')
    await one.setProps({ modelValue: null })
    expect(one.find('input').element.value).toBe('')
  })

  it('picks from the sheet by keys, and gives the focus back', async () => {
    const one = field()
    await one.find('.open').trigger('click')
    await nextTick()
    await nextTick()
    expect(document.activeElement?.textContent).toBe('1 星期二 2026-09-01')
    await one.find('[tabindex="0"]').trigger('keydown', { key: 'ArrowDown' })
    await nextTick()
    await nextTick()
    expect(document.activeElement?.textContent).toBe('8 星期二 2026-09-08')
    ;(document.activeElement as HTMLElement).click()
    await nextTick()
    await nextTick()
    expect([now(one), one.find('[role="dialog"]').exists(), document.activeElement?.getAttribute('aria-label')]).toEqual(['2026-09-08', false, '选择日期'])
  })

  it('closes by Esc without the page hearing it', async () => {
    const one = field()
    let heard = 0
    const hear = () => { heard += 1 }
    document.addEventListener('keydown', hear)
    await one.find('input').trigger('keydown', { key: 'ArrowDown', altKey: true })
    heard = 0
    await one.find('[role="dialog"]').trigger('keydown', { key: 'Escape' })
    document.removeEventListener('keydown', hear)
    expect([one.find('[role="dialog"]').exists(), heard]).toEqual([false, 0])
  })

  it('does not pick a day that may not be', async () => {
    const one = field({ latest: NEAR })
    await one.find('.open').trigger('click')
    await one.find('[data-on="2026-09-02"]').trigger('click')
    expect([now(one), one.find('[data-on="2026-09-02"]').attributes('aria-disabled')]).toEqual([NEAR, 'true'])
  })

  it('a month from the months of a year', async () => {
    const one = field({ kind: 'month', modelValue: '2026-09' })
    await one.find('.open').trigger('click')
    await one.find('[data-on="2026-10"]').trigger('click')
    expect(now(one)).toBe('2026-10')
  })
})
