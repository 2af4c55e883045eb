import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { defineComponent, h, nextTick, ref, type VNode } from 'vue'
import { w } from '@/words'
import AreaField from './AreaField.vue'
import CheckTags from './CheckTags.vue'
import DayField from './DayField.vue'
import Field from './Field.vue'
import NumberField from './NumberField.vue'
import PasswordField from './PasswordField.vue'
import Segments from './Segments.vue'
import SelectField from './SelectField.vue'
import TextField from './TextField.vue'

const OPTIONS = [{ value: 'a', label: '来访' }, { value: 'b', label: '来信', disabled: true }, { value: 'c', label: '来电' }]
const show = (props: Record<string, unknown>, control: () => VNode) => mount(Field, { props: { label: '请求', ...props }, slots: { default: control }, attachTo: document.body })
const textOf = (ids: string | undefined) => (ids ?? '').split(' ').map((id) => document.getElementById(id)?.textContent).join('|')

describe('a day that cannot be read', () => {
  const text = (field: ReturnType<typeof show>) => field.findAll('.error, .wrong').map((one) => one.text()).filter(Boolean)
  it('is told in its own words alone, and not as empty', async () => {
    const field = show({ error: '请填写' }, () => h(DayField, { modelValue: null }))
    await nextTick()
    expect(text(field)).toEqual(['请选择'])
    await field.find('input').setValue('9-31')
    expect(text(field)).toEqual(['不是完整的日期，如 2026-09-24 或 9-24'])
    expect(field.find('input').attributes('aria-invalid')).toBe('true')
    expect(document.getElementById(field.find('input').attributes('aria-describedby') ?? '')?.textContent).toBe('不是完整的日期，如 2026-09-24 或 9-24')
    await field.find('input').setValue('9-30')
    expect(text(field)).toEqual(['请选择'])
    field.unmount()
  })
})

describe('a field tells a reader everything it shows', () => {
  it.each<[string, () => VNode, string]>([
    ['text', () => h(TextField), 'input'],
    ['area', () => h(AreaField, { most: 20_000 }), 'textarea'],
    ['password', () => h(PasswordField, { autocomplete: 'new-password' }), 'input'],
    ['number', () => h(NumberField), 'input'],
    ['select', () => h(SelectField, { options: OPTIONS }), 'input'],
    ['day', () => h(DayField), 'input'],
  ])('%s: label, hint, error, required', async (_, control, selector) => {
    const field = show({ hint: '一句话', required: true }, control)
    // The kit gives its input the id after mounting.
    await nextTick()
    const input = field.find(selector)
    expect(field.find('label').attributes('for')).toBe(input.attributes('id'))
    expect(input.attributes('aria-required')).toBe('true')
    expect(input.attributes('aria-invalid')).toBeUndefined()
    expect(textOf(input.attributes('aria-describedby'))).toBe('一句话')
    await field.setProps({ error: '超出字数上限' })
    expect(input.attributes('aria-invalid')).toBe('true')
    expect(textOf(input.attributes('aria-describedby'))).toBe('超出字数上限|一句话')
    await field.setProps({ error: undefined, hint: undefined, required: false })
    for (const name of ['aria-invalid', 'aria-required', 'aria-describedby']) expect(input.attributes(name)).toBeUndefined()
    field.unmount()
  })

  // 请填写 stood under lists, days and radios, where nothing can be written.
  it.each<[string, () => VNode, string]>([
    ['text', () => h(TextField), '请填写'], ['area', () => h(AreaField, { most: 20_000 }), '请填写'], ['number', () => h(NumberField), '请填写'], ['password', () => h(PasswordField, { autocomplete: 'new-password' }), '请填写'],
    ['select', () => h(SelectField, { options: OPTIONS }), '请选择'], ['day', () => h(DayField), '请选择'], ['radios', () => h(Segments, { options: OPTIONS }), '请选择'], ['checks', () => h(CheckTags, { options: OPTIONS }), '请选择'],
  ])('what is missing in %s is asked for as it is given', async (_, control, asks) => {
    const field = show({ error: w('record.fill_in') }, control)
    await nextTick()
    expect(field.find('.error').text()).toBe(asks)
    await field.setProps({ error: w('faults.required', { field: '站点' }) })
    expect(field.find('.error').text()).toBe(`${asks}站点`)
    await field.setProps({ error: '日期在后' })
    expect(field.find('.error').text()).toBe('日期在后')
    field.unmount()
  })

  it('a written field that takes the place of a choice is asked to be filled in', async () => {
    const chosen = ref(true)
    const field = show({ error: w('record.fill_in') }, () => (chosen.value ? h(SelectField, { options: OPTIONS }) : h(TextField)))
    await nextTick()
    expect(field.find('.error').text()).toBe('请选择')
    chosen.value = false
    await nextTick()
    await nextTick()
    expect(field.find('.error').text()).toBe('请填写')
    field.unmount()
  })

  it('radios are a group under the label', () => {
    const field = show({ group: true, required: true, error: '请选择' }, () => h(Segments, { options: OPTIONS }))
    const group = field.find('[role="radiogroup"]')
    expect(textOf(group.attributes('aria-labelledby'))).toContain('请求')
    expect([group.attributes('aria-invalid'), group.attributes('aria-required')]).toEqual(['true', 'true'])
    field.unmount()
  })

  it('a group of checks claims neither invalid nor required, which ARIA does not know there', () => {
    const field = show({ group: true, required: true, error: '请选择' }, () => h(CheckTags, { options: OPTIONS }))
    const group = field.find('[role="group"]')
    expect([group.attributes('aria-invalid'), group.attributes('aria-required')]).toEqual([undefined, undefined])
    expect(textOf(group.attributes('aria-describedby'))).toBe('请选择')
    field.unmount()
  })
})

describe('controls', () => {
  const host = <T>(start: T, make: (value: T, set: (next: T) => void) => VNode) => {
    const value = ref(start)
    const wrapper = mount(defineComponent(() => () => make(value.value as T, (next) => { value.value = next as never })), { attachTo: document.body })
    return { value, wrapper }
  }

  it('one of a few', async () => {
    const { value, wrapper } = host<string | null>(null, (modelValue, set) => h(Segments, { options: OPTIONS, label: '形式', modelValue, 'onUpdate:modelValue': set }))
    await wrapper.findAll('input')[2]!.setValue(true)
    expect(value.value).toBe('c')
    expect(wrapper.findAll('input')[1]!.attributes('disabled')).toBeDefined()
  })

  it('any of a few, switched on and off', async () => {
    const { value, wrapper } = host<string[]>(['a'], (modelValue, set) => h(CheckTags, { options: OPTIONS, label: '情形', modelValue, 'onUpdate:modelValue': set }))
    await wrapper.findAll('input')[2]!.setValue(true)
    await wrapper.findAll('input')[0]!.setValue(false)
    expect(value.value).toEqual(['c'])
  })

  it.each([
    [19_999, '还可写 1 字'],
    [20_003, '超出 20000 字上限 3 字'],
    [10, ''],
  ])('a text of %i signs says %s', (n, says) => {
    const { wrapper } = host('字'.repeat(n), (modelValue, set) => h(AreaField, { most: 20_000, modelValue, 'onUpdate:modelValue': set }))
    expect(wrapper.find('[role="status"]').exists() ? wrapper.find('[role="status"]').text() : '').toBe(says)
  })

  it('rare characters count once', () => {
    const { wrapper } = host('𠮷'.repeat(20_000), (modelValue, set) => h(AreaField, { most: 20_000, modelValue, 'onUpdate:modelValue': set }))
    expect(wrapper.find('[role="status"]').text()).toBe('还可写 0 字')
  })

  it('a password shows and hides itself', async () => {
    const { wrapper } = host('x', (modelValue, set) => h(PasswordField, { autocomplete: 'new-password', modelValue, 'onUpdate:modelValue': set }))
    expect(wrapper.find('input').attributes('type')).toBe('password')
    await wrapper.find('button').trigger('click')
    expect(wrapper.find('input').attributes('type')).toBe('text')
    expect(wrapper.find('button').attributes('aria-label')).toBe('隐藏口令')
  })
})

describe('names that were not compared with their source', () => {
  const some = OPTIONS.map((one, at) => ({ ...one, ...(at === 0 ? { doubt: true } : {}) }))
  const all = OPTIONS.map((one) => ({ ...one, doubt: true }))
  it.each<[string, (options: typeof all) => VNode, string]>([
    ['select', (options) => h(SelectField, { options }), 'input'], ['segments', (options) => h(Segments, { options }), '[role="radiogroup"]'], ['tags', (options) => h(CheckTags, { options }), '[role="group"]'],
  ])('%s: a whole list says so once, at its label and to a reader', async (_, control, selector) => {
    const field = show({ group: selector !== 'input' }, () => control(all))
    await nextTick()
    expect(field.findAll('.doubt').map((mark) => mark.text())).toEqual(['待核'])
    expect(textOf(field.find(selector).attributes('aria-describedby'))).toBe('待核')
    expect(field.find('.label').text()).toBe('请求')
    field.unmount()
  })
  it.each<[string, (options: typeof some) => VNode]>([['segments', (options) => h(Segments, { options })], ['tags', (options) => h(CheckTags, { options })]])('%s: of some, each bears its own', async (_, control) => {
    const field = show({ group: true }, () => control(some as typeof all))
    await nextTick()
    expect(field.findAll('label').map((label) => label.text())).toEqual(['来访待核', '来信', '来电'])
    field.unmount()
  })
  it('without any there is no mark', async () => {
    const field = show({}, () => h(SelectField, { options: OPTIONS }))
    await nextTick()
    expect(field.text()).not.toContain('待核')
    field.unmount()
  })
})

describe('a number that may not be', () => {
  it.each<[string, Record<string, number>, string, number, string]>([
    ['too large', { least: 1, most: 90 }, '120', 90, '不能大于 90，已改为 90，请核对'], ['too small', { least: 1 }, '0', 1, '不能小于 1，已改为 1，请核对'], ['no whole number', {}, '2.4', 2, '应为整数，已改为 2，请核对'],
    ['too fine', { decimals: 2 }, '1.236', 1.24, '小数最多 2 位，已改为 1.24，请核对'],
  ])('%s is said to have been changed, and to what', async (...[, limits, text, stands, says]) => {
    const model = ref<number | null>(7)
    const field = show({}, () => h(NumberField, { modelValue: model.value, 'onUpdate:modelValue': (now: number | null) => { model.value = now }, ...limits }))
    const said = () => field.find('[role="status"]')
    await field.find('input').setValue(text)
    expect(model.value).toBe(stands)
    expect(said().text()).toBe(says)
    await field.find('input').trigger('change')
    await field.find('input').trigger('blur')
    expect(said().text()).toBe(says)
    await field.find('input').setValue('5')
    expect(model.value).toBe(5)
    expect(said().exists()).toBe(false)
    field.unmount()
  })
  it('put there by a draft says nothing, nor does an emptied one', async () => {
    const model = ref<number | null>(7)
    const field = show({}, () => h(NumberField, { modelValue: model.value, 'onUpdate:modelValue': (now: number | null) => { model.value = now }, most: 90 }))
    await field.find('input').setValue('120')
    model.value = 12
    await nextTick()
    expect(field.find('[role="status"]').exists()).toBe(false)
    await field.find('input').setValue('')
    expect(model.value).toBe(null)
    expect(field.find('[role="status"]').exists()).toBe(false)
    field.unmount()
  })
  it('is carried on from the arrows without a word', async () => {
    const model = ref<number | null>(7)
    const field = show({}, () => h(NumberField, { modelValue: model.value, 'onUpdate:modelValue': (now: number | null) => { model.value = now }, most: 8 }))
    await field.find('input').trigger('keydown', { code: 'ArrowUp', key: 'ArrowUp' })
    expect(model.value).toBe(8)
    expect(field.find('[role="status"]').exists()).toBe(false)
    field.unmount()
  })
})
