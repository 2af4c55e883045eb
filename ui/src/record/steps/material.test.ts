import { flushPromises, mount } from '@vue/test-utils'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { useCarrier } from '@/host'
import type { Material } from '@/host/calls.gen'
import { Fault } from '@/host/fault'
import Field from '@/parts/fields/Field.vue'
import { w } from '@/words'
import MaterialField from './MaterialField.vue'
import MaterialsField from './MaterialsField.vue'
import { blankMaterial } from './values'

const asked: [string, unknown][] = []
let answer: () => unknown
beforeEach(() => {
  asked.length = 0
  answer = () => ({ file: 'ab', name: '来信.pdf', mime: 'application/pdf', size: 2048, can_be_shown: true })
  useCarrier({ kind: 'loopback', saveFile: () => Promise.resolve(), send: (name, input) => { asked.push([name, input]); return Promise.resolve().then(() => answer()) } })
})

interface Chosen { name: string, size: number, text?: string }

/** The system's chooser, with this file taken in it; without one the person changed their mind. */
function choosing(file?: Chosen) {
  vi.spyOn(HTMLInputElement.prototype, 'click').mockImplementation(function (this: HTMLInputElement) {
    if (!file) { this.dispatchEvent(new Event('cancel')); return }
    const bytes = new TextEncoder().encode(file.text ?? '')
    Object.defineProperty(this, 'files', { value: [{ name: file.name, size: file.size, arrayBuffer: () => Promise.resolve(bytes.buffer) }] })
    this.dispatchEvent(new Event('change'))
  })
}

async function choose(file?: Chosen, name = '') {
  const one = mount(MaterialField, { props: { modelValue: { ...blankMaterial(), kept: 'file' as const, name }, 'onUpdate:modelValue': (value: Material) => one.setProps({ modelValue: value }) } })
  choosing(file)
  await one.findAll('button').find((button) => button.text() === '选文件')!.trigger('click')
  await flushPromises()
  await flushPromises()
  return one
}
const alert = (one: Awaited<ReturnType<typeof choose>>) => (one.find('[role="alert"]').exists() ? one.find('[role="alert"]').text() : undefined)

describe('a material that is missing', () => {
  it('is asked to be written: its kind is chosen already', async () => {
    const error = w('record.fill_in')
    const field = mount({ components: { Field, MaterialField }, setup: () => ({ error, blank: blankMaterial() }), template: '<Field label="Proof" :error="error"><MaterialField :model-value="blank" /></Field>' })
    await flushPromises()
    expect(field.find('.error').text()).toBe(error)
  })
})

describe('a file for a material', () => {
  it('goes to the desk, and gives the material its name where it has none', async () => {
    const one = await choose({ name: '来信.pdf', size: 2, text: 'ab' })
    expect(asked).toEqual([['attach_file', { name: '来信.pdf', bytes_base64: btoa('ab') }]])
    expect(one.props('modelValue')).toMatchObject({ kept: 'file', file: 'ab', name: '来信.pdf' })
    expect(one.find('[role="status"]').text()).toBe('已选 来信.pdf（2.0 KB），保存后可在页内打开')
  })

  it('keeps the name that was written, and says when it can only be exported', async () => {
    answer = () => ({ file: 'cd', name: 'a.zip', mime: 'application/zip', size: 10, can_be_shown: false })
    const one = await choose({ name: 'a.zip', size: 10, text: 'x' }, '全部照片')
    expect(one.props('modelValue')).toMatchObject({ file: 'cd', name: '全部照片' })
    expect(one.find('[role="status"]').text()).toContain('保存后须导出查看')
  })

  it.each([
    ['too large', { name: '录像.mp4', size: 200 * 1024 * 1024 + 1 }, '“录像.mp4”超过 200 MB，不能作为附件保存，请拆分后再传'],
    ['empty', { name: '空.txt', size: 0 }, '“空.txt”是空文件，请重新选择'],
  ])('%s: refused in words before it is read', async (_, file, says) => {
    const one = await choose(file)
    expect([alert(one), asked, one.props('modelValue').file]).toEqual([says, [], null])
  })

  it('the largest is taken', async () => { expect(alert(await choose({ name: 'a', size: 200 * 1024 * 1024, text: 'x' }))).toBeUndefined() })

  it('a refusal of the desk is said beside it, and nothing is kept', async () => {
    answer = () => { throw new Fault('disk_full') }
    const one = await choose({ name: 'a', size: 1, text: 'x' })
    expect([alert(one), one.props('modelValue').file]).toEqual(['磁盘已满，没有写入', null])
  })

  it('nothing chosen, nothing said', async () => {
    const one = await choose()
    expect([alert(one), one.find('[role="status"]').exists(), asked]).toEqual([undefined, false, []])
  })
})

describe('several materials', () => {
  // The second row stood under the first one's number: taking out the one above showed its words, and its file went to the other.
  it('keep what is theirs when one above is taken out, also a file still on its way', async () => {
    let come: (kept: unknown) => void = () => undefined
    answer = () => new Promise((tell) => { come = tell })
    const paper = { ...blankMaterial(), name: '合同' }
    const file = { ...blankMaterial(), kept: 'file' as const, name: '' }
    const all = mount(MaterialsField, { props: { modelValue: [paper, file, { ...file, name: '照片' }], 'onUpdate:modelValue': (value: Material[]) => all.setProps({ modelValue: value }) } })
    choosing({ name: '来信.pdf', size: 2, text: 'ab' })
    const second = all.findAllComponents(MaterialField)[1]!
    await second.findAll('button').find((button) => button.text() === '选文件')!.trigger('click')
    await flushPromises()
    await all.findAll('button').find((button) => button.attributes('aria-label') === '删去这份材料')!.trigger('click')
    expect(all.findAllComponents(MaterialField)[0]!.element).toBe(second.element)
    come({ file: 'ab', name: '来信.pdf', mime: 'application/pdf', size: 2048, can_be_shown: true })
    await flushPromises()
    expect(all.props('modelValue').map((one) => [one.name, one.file])).toEqual([['来信.pdf', 'ab'], ['照片', null]])
    expect(all.findAllComponents(MaterialField).map((one) => one.find('[role="status"]').exists())).toEqual([true, false])
  })
})
