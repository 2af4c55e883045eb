// The names of a list come after the form: whoever began in the field stays in it.
import { VueQueryPlugin } from '@tanstack/vue-query'
import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { useCarrier } from '@/host'
import { client } from '@/host/client'
import type { Option } from '@/parts/fields/field'
import SelectField from '@/parts/fields/SelectField.vue'
import type { StepField } from './form'
import StepFieldControl from './StepFieldControl.vue'

let names: (codes: { id: string, name: string }[]) => void
beforeEach(() => {
  client.clear()
  const coming = new Promise<{ id: string, name: string }[]>((done) => { names = done })
  useCarrier({ kind: 'loopback', saveFile: () => Promise.resolve(), send: () => coming })
})
afterEach(() => { useCarrier(undefined); document.body.innerHTML = '' })

const codes = (n: number) => Array.from({ length: n }, (_, at) => ({ id: `c${at}`, name: `方式${at}` }))
const field: StepField = { key: 'how', kind: 'code', list: 'delivery' }

const shown = (choices: Option[]) => mount(StepFieldControl, {
  attachTo: document.body, props: { modelValue: null, field, label: '送达方式', choices }, global: { plugins: [[VueQueryPlugin, { queryClient: client }]] },
})

describe('a field whose names come later', () => {
  it.each([['a list', 6, '.el-select'], ['a row of choices', 3, '.segments']])('keeps the caret as %s', async (_, n, control) => {
    const page = shown([])
    await flushPromises()
    document.querySelector('input')?.focus()
    names(codes(n))
    await flushPromises()
    expect(page.find(control).exists()).toBe(true)
    expect(document.activeElement?.closest(control)).not.toBeNull()
  })

  it('offers nothing before its names are there, and says that it waits', async () => {
    const page = shown([{ value: 'not_owed', label: '无需送达' }])
    await flushPromises()
    expect(page.find('.segments').exists()).toBe(false)
    expect(page.find('.select').attributes('aria-busy')).toBe('true')
    names(codes(6))
    await flushPromises()
    expect(page.find('.select').attributes('aria-busy')).toBeUndefined()
    expect(page.findComponent(SelectField).props('options')?.map(({ label }) => label)).toEqual([...codes(6).map(({ name }) => name), '无需送达'])
  })
})
