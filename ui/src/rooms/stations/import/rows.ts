// The dry run of a list in words: what becomes of every row, which row and column a refusal speaks of, what the file is wrong for.
import lists from '@assets/templates/lists.json'
import type { FateCounts, ImportPreview, ImportRow } from '@/host/calls.gen'
import type { Fault } from '@/host/fault'
import type { Tone } from '@/parts/base/Tag.vue'
import { w, wordOr } from '@/words'
import { sayRefusal, show } from '@/words/faces'
import { daysOf, degreesOf } from '../steps/forms'

export type Fate = ImportRow['fate']
export const FATES: Fate[] = ['new', 'changed', 'same', 'refused']
export const TONES: Record<Fate, Tone> = { new: 'done', changed: 'act', same: 'plain', refused: 'late' }
export const fateWord = (fate: Fate) => wordOr(`stations.import.fates.${fate}`, fate)

/** The headings of the file, as the desk reads them; the first two must be there. */
export const HEADINGS: Record<string, string> = lists.import.station
export const REQUIRED = [HEADINGS.code, HEADINGS.name].join(w('marks.list'))
export const OPTIONAL = Object.entries(HEADINGS).filter(([field]) => field !== 'code' && field !== 'name').map(([, heading]) => heading).join(w('marks.list'))

const HEADING_OF: Record<string, string> = { lon_e6: 'lon', lat_e6: 'lat' }
const heading = (field: string) => HEADINGS[HEADING_OF[field] ?? field] ?? wordOr(`fields.${field}`, field)

/** Why a row is not taken, or what it changes; `nameOf` names a code of a list. */
export function sayRow(row: ImportRow, nameOf: (field: string, value: string) => string): string[] {
  if (row.fate === 'refused') {
    const says = sayWhy(row)
    return [row.column ? w('stations.import.in_column', { column: row.column, says }) : says]
  }
  if (row.fate !== 'changed') return []
  const value = (field: string, told: unknown) => sayValue(field, told, nameOf) || w('parts.timeline.blank')
  return row.changes.map(({ field, before, after }) => w('stations.import.change', { field: heading(field), before: value(field, before), after: value(field, after) }))
}

/** A check of a cell is told by its heading: the row stands beside it, the form's own label does not. */
function sayWhy({ why }: Extract<ImportRow, { fate: 'refused' }>): string {
  const field = 'values' in why && typeof why.values === 'object' && 'field' in why.values ? why.values.field : undefined
  if (why.code === 'row_unclear') return w(why.values.field === 'code' ? 'stations.import.twice' : why.values.field === 'parent_code' ? 'stations.import.no_parent' : 'stations.import.unreadable', { heading: heading(why.values.field), value: why.values.value })
  return field ? w('stations.import.of_heading', { heading: heading(field), says: wordOr(`stations.import.checks.${field}`, '') || sayRefusal(why) }) : sayRefusal(why)
}

function sayValue(field: string, told: unknown, nameOf: (field: string, value: string) => string): string {
  if (told === null || told === undefined) return ''
  if (field === 'open_days' && Array.isArray(told)) return daysOf(told.map(Number))
  if ((field === 'lon_e6' || field === 'lat_e6') && typeof told === 'number') return degreesOf(told)
  return nameOf(field, String(told))
}

export const written = (counts: FateCounts) => counts.new + counts.changed
export const total = (counts: FateCounts) => FATES.reduce((sum, fate) => sum + counts[fate], 0)

/** What the file holds beside its rows: said, never guessed at. */
export function remarks(preview: ImportPreview): string[] {
  const listed = (texts: string[]) => texts.join(w('marks.list'))
  const cells = preview.doubts.map((doubt) => {
    const [row = '', column = ''] = doubt.split('/')
    return w('stations.import.cell', { row, column })
  })
  return [
    preview.unknown_columns.length ? w('stations.import.unknown_columns', { columns: listed(preview.unknown_columns) }) : '',
    preview.repeated_columns.length ? w('stations.import.repeated_columns', { columns: listed(preview.repeated_columns) }) : '',
    preview.n_merged ? w('stations.import.merged', { n: preview.n_merged }) : '',
    cells.length ? w('stations.import.doubts', { cells: listed(cells) }) : '',
  ].filter(Boolean)
}

/** The desk says what is wrong with a file in its own terms; a person is told what to do. */
const PROBLEMS: [RegExp, string][] = [
  [/is empty/, 'empty'], [/unpacks to more than (?<most>\d+)/, 'unpacked'], [/too heavy: more than (?<most>\d+)/, 'heavy'], [/too_large|at most \d+ are read/, 'too_large'], [/not a list/, 'not_a_list'], [/old \.xls/, 'old_or_locked'], [/damaged/, 'damaged'],
  [/more than \d+ rows/, 'too_many_rows'], [/beyond column/, 'too_many_columns'], [/more than \d+ characters/, 'cell_too_long'], [/hold more than/, 'too_large'],
  [/unknown encoding/, 'encoding'], [/^no_column heading/, 'no_heading'], [/^no_column (?<column>.+)/, 'no_column'], [/^row (?<row>\d+)$/, 'row_refused'],
]

export function sayFile(fault: Fault): { text: string, way?: string | undefined } {
  if (fault.code !== 'bad_file') return show(fault)
  const problem = String(fault.values.problem ?? '')
  for (const [pattern, key] of PROBLEMS) {
    const found = pattern.exec(problem)
    if (found) return { text: fill(wordOr(`stations.import.problems.${key}`, ''), found.groups ?? {}), way: w('stations.import.another') }
  }
  return { text: w('stations.import.problems.other'), way: w('stations.import.another') }
}

const fill = (text: string, values: Record<string, string>) => text.replace(/\{(\w+)\}/g, (all, name: string) => values[name] ?? all)
