// Which calls are lists of records, and which columns such a list can have.
import type { Calls, Listed, Row } from '@/host/calls.gen'
import type { ListName, RowOf } from '@/host/list'

export type RecordListName = { [N in ListName]: Listed extends Calls[N]['input'] ? (RowOf<N> extends Row ? N : never) : never }[ListName]
/** Calls that answer with a workbook. */
export type Exporting = 'export_list' | 'export_overview' | 'export_grid' | 'export_discs' | 'export_log'

export type ColumnKey = 'clock' | 'kind' | 'title' | 'station' | 'holder' | 'state' | 'on' | 'no'

/** The noun of a list, where the desk can export it. */
export const EXPORTED: Partial<Record<RecordListName, string>> = {
  list_appeals: 'appeal', list_voices: 'voice', list_visits: 'visit', list_activities: 'activity', list_obligations: 'obligation', list_stations: 'station', list_people: 'person',
  list_deputies: 'deputy', list_templates: 'template',
}
