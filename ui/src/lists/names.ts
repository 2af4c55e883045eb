// Which calls are lists of records, and which columns such a list can have.
import type { Calls, Listed, Row } from '@/host/calls.gen'
import type { ListName, RowOf } from '@/host/list'

export type RecordListName = { [N in ListName]: Listed extends Calls[N]['input'] ? (RowOf<N> extends Row ? N : never) : never }[ListName]
export type ColumnKey = 'clock' | 'kind' | 'title' | 'station' | 'holder' | 'state' | 'on' | 'no'
