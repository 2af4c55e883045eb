import type { VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import type { ConflictRow } from '@/host/calls.gen'
import { Fault } from '@/host/fault'
import { atDesk, leave, personOf, standing, type TestDesk } from '@/test-desk'
import { contestedIn } from './contested'
import ContestedNote from './ContestedNote.vue'

const row = (over: Partial<ConflictRow> = {}): ConflictRow => ({
  record: 'r1', noun: 'appeal', seen: ['h1', 'h2'], at: 'r1', at_noun: 'appeal', no: 'A0179', title: '夜间施工噪声', field: 'request', most: 20000, sides: [], due_on: null, may_decide: false, office_name: '椒江区院', own_until: null,
  escalated: false, fork: null, double: null, ...over,
})

describe('what is contested at a record', () => {
  it.each<[string, Partial<ConflictRow>[], string[]]>([
    ['a field of it', [{}], ['请求']], ['its steps', [{ field: null }], ['办理步骤']], ['a field with a name of its own here', [{ noun: 'voice', field: 'received_on' }], ['提出日期']],
    ['somebody in it', [{ record: 'r7', noun: 'party', field: 'phone' }], ['当事人 · 联系电话']], ['the same of two people is said once', [{ record: 'r7', noun: 'party', field: 'phone' }, { record: 'r8', noun: 'party', field: 'phone' }], ['当事人 · 联系电话']],
    ['another record', [{ record: 'r2', at: 'r2' }], []], ['one that is met nowhere', [{ at: null }], []],
  ])('%s', (_, rows, said) => { expect(contestedIn(rows.map(row), 'r1')).toEqual(said) })
})

describe('the note', () => {
  let page: VueWrapper | undefined
  let desk: TestDesk | undefined
  afterEach(() => { leave(page); page = undefined })
  async function open(list: () => unknown) {
    desk = atDesk(personOf('prosecutor'), { list_conflicts: list })
    page = await standing(ContestedNote, { record: 'r1' })
    return page.text()
  }
  it('asks for what is open at its record, not for all that is open', async () => {
    await open(() => [])
    expect(desk?.inputOf('list_conflicts')).toEqual({ record: 'r1' })
  })
  it('names what waits and leads to the page that decides', async () => {
    expect(await open(() => [row(), row({ field: null })])).toContain('还没有决定：请求、办理步骤')
    expect(page?.find('a').attributes('href') ?? page?.findComponent({ name: 'RouterLinkStub' }).props('to')).toContain('/conflicts')
  })
  it('says nothing where all agree', async () => { expect(await open(() => [])).toBe('') })
  it('says that it could not be asked', async () => { expect(await open(() => { throw new Fault('disk_full') })).not.toBe('') })
})
