// What a row is called. A number that is void keeps no title.
import type { Row } from '@/host/calls.gen'
import { w } from '@/words'

export const VOID = 'void'
export const titleOf = (row: Pick<Row, 'title' | 'state'>): string | null => row.title || (row.state === VOID ? w('record.void.one') : null)
