import { beforeEach, describe, expect, it, vi } from 'vitest'
import { call } from './index'
import { pickPerson } from './pick'

vi.mock('./index', () => ({ call: vi.fn() }))

const answers: Record<string, unknown> = {}
const liaison = { record: 'p1', name: '金菊香', whole_office: false, stations: [{ record: 's1', name: '东湖' }] }
const post = (person: string | null, person_name: string, holds = true) => ({ person, person_name, holds })

describe('choosing a colleague', () => {
  beforeEach(() => {
    answers.list_people = { rows: [] }
    answers.desk_state = { person: liaison }
    answers.open_station = { facts: { name: '东湖' }, team: [post('p1', '金菊香'), post('p2', '颜思琪'), post('p3', '已离任', false), post(null, '无名')] }
    vi.mocked(call).mockImplementation((name) => Promise.resolve(answers[name]) as never)
  })
  it('offers what the list of staff finds', async () => {
    answers.list_people = { rows: [{ record: 'p9', title: '陈雅静', no: null, station_name: '' }] }
    expect(await pickPerson('陈')).toEqual([{ value: 'p9', label: '陈雅静', hint: '' }])
  })
  it('offers a liaison, who sees no such list, themselves and who holds a post at their station', async () => {
    expect((await pickPerson('')).map(({ value }) => value)).toEqual(['p1', 'p2'])
    expect(await pickPerson(' 颜 ')).toEqual([{ value: 'p2', label: '颜思琪', hint: '东湖' }])
  })
  it('offers nobody to one of the office whose search found nobody', async () => {
    answers.desk_state = { person: { ...liaison, whole_office: true } }
    expect(await pickPerson('无此人')).toEqual([])
  })
})
