// The list of desks told in words: which are shown, how each stands, when it was heard of and what it may hold.
import type { DeskPerson, DeskRow, DeskStreams, FurtherStream, Heard } from '@/host/calls.gen'
import { deskSays, minuteOf, peopleSays } from '@/bundle/labels'
import type { Tone } from '@/parts/base/Tag.vue'
import { beijingMinute, shortDay } from '@/parts/days'
import type { Resumed } from '@/record/begun/resumed'
import { w } from '@/words'

export const SHOWN = ['all', 'silent', 'revoked'] as const
export type Shown = (typeof SHOWN)[number]

const belongs: Record<Shown, (row: DeskRow) => boolean> = { all: () => true, silent: ({ silence }) => silence !== 'heard', revoked: ({ revoked }) => revoked !== null }

export interface OfficeDesks { code: string, name: string, rows: DeskRow[], silent: number }

export const ofOffice = (rows: DeskRow[], office: string | null) => rows.filter((row) => office === null || row.desk.office === office)
export const shownOf = (rows: DeskRow[], shown: Shown) => rows.filter(belongs[shown])

/** In the order they came: by office. */
export function byOffice(rows: DeskRow[]): OfficeDesks[] {
  const offices = new Map<string, OfficeDesks>()
  for (const row of rows) {
    const { office: code, office_name: name } = row.desk
    const office = offices.get(code) ?? { code, name, rows: [], silent: 0 }
    office.rows.push(row)
    office.silent += belongs.silent(row) ? 1 : 0
    offices.set(code, office)
  }
  return [...offices.values()]
}

export function standingOf({ own, revoked, silence, quiet_days: days, heard }: DeskRow, today: string): { tone: Tone, text: string } {
  if (revoked) return { tone: 'plain', text: w('settings.desks.standings.revoked', { on: shortDay(beijingMinute(revoked.at_ms).on, today) }) }
  if (own) return { tone: 'act', text: w('settings.desks.standings.own') }
  if (silence !== 'heard') return { tone: silence === 'too_long' ? 'late' : 'near', text: w('settings.desks.standings.quiet', { n: days ?? 0 }) }
  return heard ? { tone: 'done', text: w('settings.desks.standings.well') } : { tone: 'act', text: w('settings.desks.standings.first') }
}

export function heardSays(heard: Heard | null, today: string): string {
  if (!heard) return w('settings.desks.never')
  const way = heard.by === 'others' && heard.through ? w('settings.desks.by.others', { desk: deskSays(heard.through) }) : w(`settings.desks.by.${heard.by}`)
  return minuteOf(heard.at_ms, today) + w('marks.dot') + way
}

/** By whom it is used; an office's first desk may have nobody yet. */
export const usedBy = ({ desk }: DeskRow) => peopleSays(desk)

export function holdsSay({ class: kind, all, of }: DeskStreams, { office, office_name: name }: DeskRow['desk']): string {
  const whole = all ? [office.endsWith('00') ? w('settings.desks.all_cell') : w('settings.desks.all_of', { office: name })] : []
  return w(`exchange.hub.streams.${kind as 'st'}`, { of: [...whole, ...of].join(w('marks.list')) })
}

export const furtherOf = ({ class: kind, of }: FurtherStream): string => (kind === 'of' ? w('settings.desks.further.notes', { of }) : of)

export function furtherSays(name: string, stream: FurtherStream, today: string): string {
  const until = stream.until ? w('settings.desks.further.till', { on: shortDay(stream.until, today) }) : w('settings.desks.further.open_end')
  return w('settings.desks.further.line', { name, of: furtherOf(stream), until, reason: stream.reason })
}

/** What is begun on a desk, or on somebody who works there. */
export type DeskAct = { verb: 'revoke_desk', row: DeskRow } | { verb: 'grant_stream', person: DeskPerson } | { verb: 'end_stream', person: DeskPerson, further: FurtherStream }

export const mayRevoke = (row: DeskRow) => row.may_act && !row.own
/** Nobody gives themselves more. */
export const mayGrant = (row: DeskRow, one: DeskPerson, mine: string | undefined) => row.may_act && !row.revoked && one.roles.length > 0 && one.account !== mine

/** What a draft goes on with, as long as it may still be done. */
export function actOf({ verb, on }: Resumed, rows: DeskRow[], mine: string | undefined): DeskAct | undefined {
  for (const row of rows) {
    if (verb === 'revoke_desk' && row.desk.desk === on && mayRevoke(row)) return { verb, row }
    for (const person of row.people) {
      const further = person.further.find(({ grant, may_end: may }) => grant === on && may)
      if (verb === 'end_stream' && further) return { verb, person, further }
      if (verb === 'grant_stream' && person.account === on && mayGrant(row, person, mine)) return { verb, person }
    }
  }
  return undefined
}
