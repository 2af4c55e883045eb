// The list of calls with what goes in and what comes out. Generated from `actions/src/calls.rs`: never edit.

export type Role =
  | 'liaison' | 'assistant' | 'prosecutor' | 'head' | 'registrar' | 'system_admin' | 'security_admin' | 'audit_admin'
export type Level = 'section' | 'deputy' | 'chief'
export type Topic = string

export type Refusal =
  | { code: 'in_future', values: { field: string, on: string } }
  | { code: 'end_before_start', values: { field: string, from: string, to: string } }
  | { code: 'required', values: { field: string } }
  | { code: 'too_long', values: { field: string, most: number } }
  | { code: 'not_in_list', values: { field: string, list: string, value: string } }
  | { code: 'check_failed', values: { field: string } }
  | { code: 'not_now', values: { verb: string, state: string } }
  | { code: 'lacks', values: { verb: string, lacks: string[] } }
  | { code: 'wrong_role', values: { verb: string } }
  | { code: 'own_work', values: { verb: string } }
  | { code: 'out_of_scope' }
  | { code: 'station_closed', values: { station: string, on: string } }

export type Code =
  | Refusal['code']
  | 'denied' | 'not_signed_in' | 'wrong_password' | 'too_soon' | 'weak_password' | 'slot_damaged' | 'sheet_mismatch'
  | 'bad_input' | 'no_such_call' | 'not_found' | 'stale'
  | 'store_busy' | 'store_damaged' | 'store_newer' | 'store_read_only' | 'store_in_use' | 'disk_full' | 'clock_off' | 'internal'

export type OfficeRef = { code: string, name: string }
export type StationRef = { record: string, name: string }
export type PersonView = {
  record: string, name: string, department: string, roles: Role[], level: Level | null,
  stations: StationRef[], whole_office: boolean,
}
export type DemoPerson = { name: string, role: string, password: string }
export type DeskState = {
  state: 'none' | 'locked' | 'open', demo: boolean, office?: OfficeRef | null, today: string,
  person?: PersonView | null, version: string, demo_people?: DemoPerson[],
}

export type FoundDesk = { office: string, person: string, password: string }
export type FoundedDesk = { sheet: string[], confirm: number[] }
export type ConfirmSheet = { groups: Record<string, string> }
export type MakeDemo = Record<string, never>
export type Progress = { done: number, total: number, finished: boolean }
export type SignIn = { name: string, password: string }
export type SignedIn = { person: PersonView }
export type ChangePassword = { old: string, new: string }
export type SaveDraft = { id?: string | null, noun: string, body: unknown }
export type SavedDraft = { id: string, saved_at: string }
export type DraftRow = { id: string, noun: string, title: string, saved_at: string, n_chars: number }
export type OpenedDraft = { id: string, noun: string, body: unknown, saved_at: string }
export type DraftId = { id: string }
export type Count = { n: number, hot: boolean }
export type Counts = Record<string, Count>
export type Find = { text: string, cursor?: string | null, limit?: number }
export type FoundRow = {
  record: string, noun: string, title: string, no: string | null, station: string | null, on: string | null, excerpt: string | null,
}
export type Page<Row> = { rows: Row[], next: string | null, count: number | null }
export type Empty = Record<string, never>
export type Outcome<Value> = { value: Value, changed: Topic[], seen: Record<string, string[]> }

export type Calls = {
  desk_state: { input: Empty, output: DeskState },
  offices: { input: Empty, output: OfficeRef[] },
  found_desk: { input: FoundDesk, output: FoundedDesk },
  confirm_sheet: { input: ConfirmSheet, output: Empty },
  make_demo: { input: MakeDemo, output: Progress },
  sign_in: { input: SignIn, output: SignedIn },
  sign_out: { input: Empty, output: Empty },
  lock: { input: Empty, output: Empty },
  change_password: { input: ChangePassword, output: Empty },
  save_draft: { input: SaveDraft, output: SavedDraft },
  list_drafts: { input: Empty, output: DraftRow[] },
  open_draft: { input: DraftId, output: OpenedDraft },
  drop_draft: { input: DraftId, output: Empty },
  counts: { input: Empty, output: Counts },
  find: { input: Find, output: Page<FoundRow> },
}
