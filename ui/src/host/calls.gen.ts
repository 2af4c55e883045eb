// Made by `cargo xtask gen` from the list of calls. Do not edit.
/* eslint-disable */

export type ChangePassword = { old: string, new: string, };
export type ClockState = "running" | "paused" | "in_time" | "late";
export type ConfirmSheet = { groups: { [key in number]: string }, };
export type DemoPerson = { name: string, role: string, level: string | null, office: string, station: string | null, password: string, };
export type DeskIs = "none" | "locked" | "open";
export type DeskStateView = { state: DeskIs, version: string, demo: boolean, today: string, office: OfficeRef | null, person: PersonView | null, sheet_confirmed: boolean, demo_people: Array<DemoPerson>, };
export type Done = Record<symbol, never>;
export type DraftId = { id: string, };
export type DraftRow = { id: string, noun: string, title: string, saved_ms: number, n_chars: number, };
export type Failure = { "code": "unknown_call", "values": { name: string, } } | { "code": "bad_input", "values": { problem: string, } } | { "code": "no_desk", "values": Record<symbol, never> } | { "code": "desk_exists", "values": Record<symbol, never> } | { "code": "not_signed_in", "values": Record<symbol, never> } | { "code": "wrong_password", "values": { wait_s: number, } } | { "code": "too_soon", "values": { wait_s: number, } } | { "code": "wrong_sheet", "values": Record<symbol, never> } | { "code": "weak_password", "values": { least: number, } } | { "code": "too_big", "values": { problem: string, } } | { "code": "denied", "values": { why: Refusal, } } | { "code": "missing", "values": { what: string, } } | { "code": "moved_on", "values": { record: string, } } | { "code": "newer_record", "values": Record<symbol, never> } | { "code": "busy", "values": Record<symbol, never> } | { "code": "read_only", "values": Record<symbol, never> } | { "code": "disk_full", "values": Record<symbol, never> } | { "code": "newer_file", "values": Record<symbol, never> } | { "code": "damaged", "values": Record<symbol, never> } | { "code": "wrong_key", "values": Record<symbol, never> } | { "code": "slot_damaged", "values": Record<symbol, never> } | { "code": "bad_file", "values": { problem: string, } } | { "code": "demo_only", "values": Record<symbol, never> } | { "code": "real_only", "values": Record<symbol, never> } | { "code": "day_behind", "values": { stands_on: string, } } | { "code": "bad_reference", "values": { file: string, line: number, problem: string, } } | { "code": "sheet_group", "values": { group: number, } } | { "code": "name_taken", "values": Record<symbol, never> } | { "code": "last_account", "values": Record<symbol, never> } | { "code": "no_grant", "values": Record<symbol, never> } | { "code": "broken", "values": { what: string, } };
export type Fault = Refusal | Failure;
export type Find = { text: string, nouns?: Array<string>, cursor?: string, };
export type Found = { places: Array<Row>, page: Page<Row>, by_number: boolean, };
export type FoundDesk = { office: string, person: string, password: string, };
export type Founded = { sheet: Array<string>, confirm: [number, number], };
export type Level = "section" | "deputy" | "chief";
export type Nothing = Record<symbol, never>;
export type OfficeRef = { code: string, name: string, };
export type OpenedDraft = { id: string, noun: string, body: unknown, saved_ms: number, };
export type Page<T> = { rows: Array<T>, next: string | null, count: number, };
export type PersonView = { record: string, account: string, name: string, department: string, roles: Array<Role>, level: Level | null, stations: Array<StationRef>, whole_office: boolean, };
export type Refusal = { "code": "in_future", "values": { field: string, on: string, } } | { "code": "end_before_start", "values": { field: string, from: string, to: string, } } | { "code": "required", "values": { field: string, } } | { "code": "too_long", "values": { field: string, most: number, } } | { "code": "not_in_list", "values": { field: string, list: string, value: string, } } | { "code": "check_failed", "values": { field: string, } } | { "code": "not_now", "values": { verb: string, state: string, } } | { "code": "lacks", "values": { verb: string, lacks: Array<string>, } } | { "code": "wrong_role", "values": { verb: string, } } | { "code": "needs_level", "values": { verb: string, level: Level | null, } } | { "code": "own_work", "values": { verb: string, } } | { "code": "out_of_scope" } | { "code": "station_closed", "values": { station: string, on: string, } } | { "code": "bad_character", "values": { field: string, } } | { "code": "times_crossed", "values": { field: string, from: string, to: string, } } | { "code": "out_of_range", "values": { field: string, least: number, most: number, } } | { "code": "runs_through", "values": { field: string, } } | { "code": "fixed", "values": { field: string, } } | { "code": "nothing_changed" } | { "code": "code_taken", "values": { code: string, } } | { "code": "post_taken", "values": { kind: string, from: string, to: string | null, } } | { "code": "cannot_substitute", "values": { name: string, } } | { "code": "only_for_hearings" } | { "code": "hearer_count", "values": { n: number, least: number | null, most: number | null, } } | { "code": "hearer_unfit", "values": { name: string, why: string, } } | { "code": "notice_too_late", "values": { event_on: string, notice_on: string, latest_on: string, } } | { "code": "not_issuer" } | { "code": "proof_elsewhere" } | { "code": "proof_outside", "values": { on: string, from: string, to: string, } } | { "code": "proof_unfit", "values": { item: string, } } | { "code": "no_local_actions" } | { "code": "row_unclear", "values": { field: string, value: string, } } | { "code": "must_keep_away" } | { "code": "not_holder" } | { "code": "not_yours" } | { "code": "nothing_owed" } | { "code": "only_downward" } | { "code": "to_the_accused", "values": { unit: string, } } | { "code": "too_many", "values": { field: string, most: number, } } | { "code": "clock_cannot", "values": { rule: string, lacks: string, } } | { "code": "must_be_sealed", "values": { reason: string, } } | { "code": "cannot_undo", "values": { act: string, reason: string, } } | { "code": "not_deputy", "values": { name: string, on: string, } } | { "code": "case_specific", "values": { grounds: Array<string>, } };
export type Role = "liaison" | "assistant" | "prosecutor" | "head" | "registrar" | "system_admin" | "security_admin" | "audit_admin";
export type Row = { record: string, noun: string, no: string | null, title: string, state: string, stage: Stage, kind: string, on: string | null, office: string, station: string | null, station_name: string, holder: string | null, holder_name: string | null, flags: Array<string>, hidden: boolean, clock: RowClock | null, more: Record<string, unknown>, };
export type RowClock = { flow: string, rule: string, matter: string, due_on: string | null, state: ClockState, days: number | null, provisional: boolean, };
export type SaveDraft = { id?: string, noun: string, body: unknown, };
export type SavedDraft = { id: string, saved_ms: number, };
export type SignIn = { name: string, password: string, };
export type SignedIn = { name: string, };
export type Stage = "none" | "collect" | "handle" | "feedback" | "evaluate" | "closed";
export type StationRef = { record: string, name: string, };
export type Topic = "appeals" | "voices" | "visits" | "activities" | "tasks" | "stations" | "people" | "desk" | "reference" | "log";
export type Count = { n: number, hot: boolean, };
export type Counts = { [key in string]: Count };
export type Progress = { done: number, total: number, finished: boolean, };
export type Unmask = { record: string, fields: Array<string>, purpose: string, };
export type Unmasked = { values: { [key in string]: string }, };

export interface Calls {
  desk_state: { input: Nothing; output: DeskStateView }
  offices: { input: Nothing; output: Array<OfficeRef> }
  found_desk: { input: FoundDesk; output: Founded }
  confirm_sheet: { input: ConfirmSheet; output: Done }
  make_demo: { input: Nothing; output: Progress }
  sign_in: { input: SignIn; output: SignedIn }
  sign_out: { input: Nothing; output: Done }
  counts: { input: Nothing; output: Counts }
  find: { input: Find; output: Found }
  unmask: { input: Unmask; output: Unmasked }
  change_password: { input: ChangePassword; output: Done }
  list_drafts: { input: Nothing; output: Array<DraftRow> }
  open_draft: { input: DraftId; output: OpenedDraft }
  save_draft: { input: SaveDraft; output: SavedDraft }
  drop_draft: { input: DraftId; output: Done }
}

export type CallName = keyof Calls
