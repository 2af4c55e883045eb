import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { defineComponent, h, ref } from 'vue'
import App from '@/frame/App.vue'
import { hasQuit } from '@/host/desk'
import { useDraft } from '@/host/draft'
import { Fault } from '@/host/fault'
import { atDesk, dialog, leave, press, standing } from '@/test-desk'

vi.mock('vue-router', async (original) => ({ ...(await original<object>()), useRoute: () => ({ fullPath: '/today' }) }))

let page: VueWrapper | undefined
const quit = vi.fn(() => Promise.resolve())
beforeEach(() => { hasQuit.value = false; quit.mockReset(); quit.mockResolvedValue() })
afterEach(() => { leave(page); page = undefined; hasQuit.value = false })

async function open(more: object = { quit }) {
  const desk = atDesk(null, {}, more)
  page = await standing(App)
  return desk
}

describe('ending the program from its page', () => {
  it('is asked first, and the page then says that it may be closed', async () => {
    await open()
    await press('退出程序')
    expect([quit.mock.calls.length, dialog().textContent?.includes('草稿')]).toEqual([0, true])
    await press('退出程序')
    await flushPromises()
    expect(quit).toHaveBeenCalledTimes(1)
    expect(page?.find('h1').text()).toBe('共联已退出')
    expect(page?.text()).toContain('可以关闭')
    expect(page?.find('form').exists()).toBe(false)
  })
  it('is not offered in a window', async () => {
    await open({ kind: 'window' })
    expect(page?.find('h1').text()).toBe('登录')
    expect(page?.text()).not.toContain('退出程序')
  })
  /** The question says that what is typed is kept: on a full disk it was not, and went with the program. */
  it('waits while what is typed cannot be kept', async () => {
    const body = ref('')
    atDesk(null, { save_draft: () => { throw new Fault('disk_full') } }, { quit })
    page = await standing(defineComponent(() => { useDraft({ noun: 'appeal', body: () => body.value }); return () => h(App) }))
    body.value = '三山村'
    await press('退出程序')
    await press('退出程序')
    await flushPromises()
    expect([quit.mock.calls.length, hasQuit.value]).toEqual([0, false])
    expect(dialog().textContent).toContain('磁盘已满')
  })
  it('where the program does not end it is said, and the page stays', async () => {
    quit.mockRejectedValue(new Fault('key_refused'))
    await open()
    await press('退出程序')
    await press('退出程序')
    await flushPromises()
    expect(dialog().querySelector('[role="alert"], .trouble')).not.toBeNull()
    expect(hasQuit.value).toBe(false)
  })
})
