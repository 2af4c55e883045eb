import type { VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { Fault } from '@/host/fault'
import { toasts } from '@/parts/shell/toast'
import { w } from '@/words'
import { atDesk, leave, personOf, press, standing, type Answers } from '@/test-desk'
import DeskPlaceCard from './DeskPlaceCard.vue'

let page: VueWrapper | undefined
afterEach(() => { leave(page); page = undefined })
const place = { dir: '/home/a/desk', n_bytes: 5 * 1024 * 1024, fixed: false }
async function open(answers: Answers = {}) {
  const desk = atDesk(personOf('liaison'), { desk_place: () => place, ...answers })
  page = await standing(DeskPlaceCard)
  return desk
}
const choose = (dir: string) => page?.find('input').setValue(dir)

describe('where the desk lies', () => {
  it('says where and how much', async () => {
    await open()
    expect(page?.text()).toContain('/home/a/desk')
    expect(page?.text()).toContain('5.0 MB')
  })
  it('a folder that a command named cannot be moved here', async () => {
    await open({ desk_place: () => ({ ...place, fixed: true }) })
    expect(page?.find('form').exists()).toBe(false)
    expect(page?.text()).toContain(w('settings.place.fixed'))
  })
  it('moves, says where to, and looks again', async () => {
    const desk = await open({ move_desk: () => ({ dir: '/data/gonglian-desk', left: null }) })
    await choose(' /data ')
    await press(w('settings.place.act'))
    expect(desk.inputOf('move_desk')).toEqual({ dir: '/data' })
    expect(toasts.map((one) => one.text)).toEqual(['已移到 /data/gonglian-desk'])
    expect(desk.names().filter((name) => name === 'desk_place')).toHaveLength(2)
  })
  it('stopped, it says that the desk is where it was', async () => {
    const desk = await open({ move_desk: () => { throw new Fault('work_stopped') } })
    await choose('/data')
    await press(w('settings.place.act'))
    expect(page?.find('[role=alert]').text()).toContain('工作台仍在原来的位置')
    expect(page?.find('input').element.value).toBe('/data')
    expect(desk.names().filter((name) => name === 'desk_place')).toHaveLength(1)
  })
  it('tells how far it is, and can be stopped', async () => {
    const mib = 1024 * 1024
    const desk = await open({ move_desk: () => new Promise(() => {}), work_progress: () => ({ running: { work: 'move_desk', stage: 'carry', done: 4 * mib, of: 10 * mib, stopping: false } }), stop_work: () => ({}) })
    await choose('/data')
    await press(w('settings.place.act'))
    await vi.waitFor(() => { expect(page?.find('[role="progressbar"]').attributes('aria-valuenow')).toBe('40') })
    expect(page?.text()).toContain('2.0 MB')
    await press('取消')
    expect(desk.names()).toContain('stop_work')
  })
  it('says what could not be deleted', async () => {
    await open({ move_desk: () => ({ dir: '/data/gonglian-desk', left: '/home/a/desk' }) })
    await choose('/data')
    await press(w('settings.place.act'))
    expect(toasts[0]?.text).toContain('/home/a/desk')
  })
  it('asks for a folder, and keeps the one that was refused', async () => {
    const desk = await open({ move_desk: () => { throw new Fault('synced', { by: 'Dropbox' }) } })
    await press(w('settings.place.act'))
    expect(desk.names()).not.toContain('move_desk')
    expect(page?.text()).toContain(w('settings.place.give_dir'))
    await choose('/home/a/Dropbox')
    await press(w('settings.place.act'))
    expect(page?.find('[role=alert]').text()).toContain('Dropbox')
    expect(page?.find('input').element.value).toBe('/home/a/Dropbox')
  })
  it('a folder that cannot be one is said beside the field', async () => {
    await open({ move_desk: () => { throw new Fault('check_failed', { field: 'dir' }) } })
    await choose('D')
    await press(w('settings.place.act'))
    expect(page?.text()).toContain(w('settings.place.bad_dir'))
  })
})
