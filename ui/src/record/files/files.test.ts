import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Fault } from '@/host/fault'
import { useCarrier } from '@/host'
import MaterialsCard from '../cards/MaterialsCard.vue'
import FilePreview from './FilePreview.vue'
import { filesIn, shownAs, sizeOf, textOf } from './files'

describe('a file', () => {
  it.each([
    ['image/png', 'image'], ['application/pdf', 'pdf'], ['text/plain', 'text'], ['audio/mpeg', 'audio'],
    ['application/zip', 'other'], ['video/mp4', 'other'], ['application/octet-stream', 'other'],
  ])('%s is shown as %s', (mime, as) => { expect(shownAs(mime)).toBe(as) })

  it.each([[0, '0 B'], [1023, '1023 B'], [1024, '1.0 KB'], [15_360, '15 KB'], [5_452_595, '5.2 MB'], [209_715_200, '200 MB']])('%i bytes are %s', (n, says) => { expect(sizeOf(n)).toBe(says) })

  it('a text is cut by signs, a rare one counting once', () => {
    const { text, cut } = textOf(new TextEncoder().encode('𠮷'.repeat(100_001)))
    expect([Array.from(text).length, cut]).toEqual([100_000, true])
    expect(textOf(new TextEncoder().encode('䶮'))).toEqual({ text: '䶮', cut: false })
  })

  it('is found at any depth, once', () => {
    const one = { kept: 'file', file: 'ab', name: '照片' }
    expect(filesIn([{ proof: one }, [{ proofs: [one, { kept: 'file', file: 'cd', name: '录音' }] }], { kept: 'paper', file: null, name: '申请书' }, null, 'ab'])).toEqual([
      { name: '照片', file: 'ab' }, { name: '录音', file: 'cd' },
    ])
  })
})

const asked: [string, unknown][] = []
const saved: [string, number[]][] = []
let answer: (name: string) => unknown
beforeEach(() => {
  asked.length = 0
  saved.length = 0
  useCarrier({
    kind: 'loopback', saveFile: (name, bytes) => { saved.push([name, [...bytes]]); return Promise.resolve() },
    // Where the files are is asked beside: here, and nothing to say of them.
    send: (name, input) => (name === 'record_files' ? Promise.resolve([]) : (asked.push([name, input]), Promise.resolve().then(() => answer(name)))),
  })
  URL.createObjectURL = vi.fn(() => 'blob:here')
  URL.revokeObjectURL = vi.fn()
})
afterEach(() => { document.body.innerHTML = '' })

async function opened(told: { mime: string, bytes_base64: string | null }) {
  answer = () => ({ name: '附件', size: 2048, ...told })
  const preview = mount(FilePreview, { props: { modelValue: true, record: 'r', of: { name: '照片', file: 'ab' } }, attachTo: document.body })
  await flushPromises()
  await flushPromises()
  return preview
}
const shown = (selector: string) => document.querySelector(selector)
const button = (text: string) => [...document.querySelectorAll('button')].find((one) => one.textContent?.includes(text))

describe('the preview', () => {
  it('asks for the file of this record and shows a picture from memory', async () => {
    const preview = await opened({ mime: 'image/png', bytes_base64: btoa('x') })
    expect(asked).toEqual([['open_file', { record: 'r', file: 'ab' }]])
    expect([shown('img')?.getAttribute('src'), shown('img')?.getAttribute('alt')]).toEqual(['blob:here', '照片'])
    preview.unmount()
    expect(URL.revokeObjectURL).toHaveBeenCalledWith('blob:here')
  })

  it.each([['application/pdf', 'iframe', 'blob:here#toolbar=0&navpanes=0'], ['audio/mpeg', 'audio', 'blob:here']])('%s in its own frame', async (mime, selector, address) => {
    const preview = await opened({ mime, bytes_base64: btoa('x') })
    expect(shown(selector)?.getAttribute('src')).toBe(address)
    preview.unmount()
  })

  it('a text as text, whatever it pretends to be', async () => {
    const preview = await opened({ mime: 'text/plain', bytes_base64: btoa('<b>a</b>') })
    expect([shown('pre')?.textContent, shown('pre b')]).toEqual(['<b>a</b>', null])
    expect(URL.createObjectURL).not.toHaveBeenCalled()
    preview.unmount()
  })

  it('what cannot be shown says so, and leaves as an export under its own name', async () => {
    const preview = await opened({ mime: 'application/zip', bytes_base64: null })
    expect(document.body.textContent).toContain('不能在页内打开')
    answer = () => ({ name: '压缩.zip', mime: 'application/zip', bytes_base64: btoa('ab'), count: 1 })
    button('导出')?.click()
    await flushPromises()
    await flushPromises()
    expect(asked.pop()).toEqual(['export_file', { record: 'r', file: 'ab' }])
    expect(saved).toEqual([['压缩.zip', [97, 98]]])
    preview.unmount()
  })

  it('a refusal is said in its words, and can be tried again', async () => {
    answer = () => { throw new Fault('busy') }
    const preview = mount(FilePreview, { props: { modelValue: true, record: 'r', of: { name: '照片', file: 'ab' } }, attachTo: document.body })
    await flushPromises()
    await flushPromises()
    expect(document.body.textContent).toContain('本机数据正忙')
    answer = () => ({ name: '照片', size: 1, mime: 'text/plain', bytes_base64: btoa('a') })
    button('重试')?.click()
    await flushPromises()
    expect(shown('pre')?.textContent).toBe('a')
    preview.unmount()
  })
})

describe('the card of materials', () => {
  const paper = { name: '申请书', kept: 'paper' as const, file: null, volume: '3', page: null, n_copies: 2, n_pages: 12, original: true }
  const photo = { ...paper, name: '照片', kept: 'file' as const, file: 'ab', volume: null, n_copies: null, n_pages: null, original: null }

  it('paper by its place, a file to be opened', () => {
    const card = mount(MaterialsCard, { props: { record: 'r', materials: [paper, photo] } })
    expect(card.findAll('li p').map((one) => one.text())).toEqual(['纸质存卷 · 卷号 3，第 — 页 · 2 份 · 12 页 · 原件', '电子文件'])
    expect(card.find('button').attributes('aria-label')).toBe('打开文件 照片')
  })

  it('offers to add one only where the record takes it', async () => {
    const closed = mount(MaterialsCard, { props: { record: 'r', materials: [] } })
    expect([closed.text(), closed.findAll('button').length]).toEqual(['材料没有材料', 0])
    const open = mount(MaterialsCard, { props: { record: 'r', materials: [], adds: true } })
    await open.find('button').trigger('click')
    expect(open.emitted('add')).toHaveLength(1)
  })
})
