import { beforeEach, describe, expect, it, vi } from 'vitest'
import { call } from './index'
import { pickPerson, pickStation } from './pick'

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
    answers.list_people = { rows: [{ record: 'p9', title: '陈雅静', no: null, station_name: '', more: {} }] }
    expect(await pickPerson('陈')).toEqual([{ value: 'p9', label: '陈雅静', hint: '' }])
  })
  it('tells two of one name apart: people by their department, stations by their code', async () => {
    const two = (a: object, b: object) => ({ rows: [{ record: 'a', title: '王敏', no: null, station_name: '', more: {}, ...a }, { record: 'b', title: '王敏', no: null, station_name: '', more: {}, ...b }] })
    answers.list_people = two({ more: { department: '第六检察部' } }, { more: { department: '办公室' } })
    expect((await pickPerson('王敏')).map(({ hint }) => hint)).toEqual(['第六检察部', '办公室'])
    answers.list_stations = two({ no: 'HY01' }, { no: 'JJ01' })
    expect((await pickStation('王敏')).map(({ hint }) => hint)).toEqual(['HY01', 'JJ01'])
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
