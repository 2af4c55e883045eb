// Made by `cargo xtask gen` from the list of calls. Do not edit.
/* eslint-disable */

export type About = { version: string, 
/**
 * Of the entries.
 */
format: number, 
/**
 * Hash and signature of the entries it writes (ledger.md §1.2).
 */
suite: number, };
export type AcceptAppeal = { 
/**
 * 事项性质 (list `nature`): whether a right of litigation is claimed decides which limits apply (信访工作条例 23).
 */
nature: string, 
/**
 * 信访目的, if it is seen differently now.
 */
purpose?: string, 
/**
 * The day it was sorted; a decision is entered on the day it was made or later.
 */
on: string, text?: string, 
/**
 * 告知, when it went out together with the decision.
 */
notice?: GiveNotice, };
export type AcceptKeys = { account: string, desk: string, 
/**
 * The four groups that were compared: keys asked for since are other ones.
 */
print: string, };
export type AcceptProposal = { on: string, };
export type AccountAdded = { account: string, };
export type AccountChoice = { record: string, name: string, department: string, };
export type AccountChoices = { 
/**
 * Working here, without an account.
 */
people: Array<AccountChoice>, stations: Array<StationRef>, 
/**
 * Both administrators are named, so that business accounts may follow.
 */
administrators: boolean, };
export type AccountRow = { account: string, person: string | null, name: string, office: string, 
/**
 * Of the grant in force today; none: the account can do nothing.
 */
roles: Array<Role>, level: Level | null, stations: Array<StationRef>, whole_office: boolean, 
/**
 * A slot of this desk opens it.
 */
can_sign_in: boolean, in_force: boolean, };
export type AcknowledgeObligation = { 
/**
 * Who will do it; not said: the one who acknowledges.
 */
holder?: string, };
export type ActivityFacts = { 
/**
 * List `activity`: HD01 to HD12.
 */
kind?: string, topic?: string, 
/**
 * The day it is to be held; `hearing_on` or `reception_day_on` follows it, for clocks look back from there.
 */
scheduled_on?: string, from_at?: string, to_at?: string, openness?: Openness, subpoint?: string, place?: string, host?: string, agenda?: string, 
/**
 * 走访对象; who received relief.
 */
object?: string, held_on?: string, n_public?: number, minutes?: string, 
/**
 * 后续事项.
 */
follow_up?: string, 
/**
 * 调解协议, 和解 (信访工作条例 33).
 */
agreement?: string, 
/**
 * Where a release was published.
 */
publication?: string, 
/**
 * 文号 of the recommendation announced or looked back on.
 */
recommendation_no?: string, case_no?: string, invited?: Array<Present>, attended?: Array<Present>, 
/**
 * The matter's parties at a hearing or mediation.
 */
party?: Array<PartyLink>, topics?: Array<string>, };
export type ActivityView = { facts: ActivityFacts, notices: Array<Notice>, opinions: Array<Opinion>, became: Array<Became>, hearing: HearingView | null, record: string, seen: Array<string>, no: string | null, state: string, station: StationRef | null, office: string, holder: string | null, holder_name: string | null, 
/**
 * The day it was written down first.
 */
registered_on: string | null, clocks: Array<ClockView>, parties: Array<FaceParty>, steps: Array<StepView>, timeline: Array<TimelineEntry>, links: Array<LinkedRow>, 
/**
 * Fields that a duty to archive keeps unseen.
 */
kept: Array<KeptView>, 
/**
 * 作废: its registration was undone.
 */
voided: Voided | null, 
/**
 * Part of it was written by a newer program.
 */
newer: boolean, 
/**
 * What must be understood was not: it is read here, and changed after the update.
 */
locked: boolean, };
export type AddAccount = { 
/**
 * The person's record.
 */
person: string, roles: Array<Role>, level?: Level, 
/**
 * Of a liaison or a team: these stations only; empty: the whole office.
 */
stations?: string[], 
/**
 * Typed by the person themselves at this desk.
 */
password: string, };
export type AddLocalActionIn = { text: string, on: string, 
/**
 * The record it is written down in, if there is one.
 */
by?: string, };
export type AdoptEntries = { entries: string[], };
export type Adoption = "adopted" | "partly" | "not_adopted";
export type Adopts = "adopted" | "not_adopted";
export type Alike = "id_number" | "phone";
export type AmendAccount = { account: string, roles: Array<Role>, level?: Level, 
/**
 * Empty: the whole office.
 */
stations?: string[], };
export type AmendActivity = { 
/**
 * List `activity`: HD01 to HD12.
 */
kind?: string, topic?: string, 
/**
 * The day it is to be held; `hearing_on` or `reception_day_on` follows it, for clocks look back from there.
 */
scheduled_on?: string, from_at?: string, to_at?: string, openness?: Openness, subpoint?: string, place?: string, host?: string, agenda?: string, 
/**
 * 走访对象; who received relief.
 */
object?: string, held_on?: string, n_public?: number, minutes?: string, 
/**
 * 后续事项.
 */
follow_up?: string, 
/**
 * 调解协议, 和解 (信访工作条例 33).
 */
agreement?: string, 
/**
 * Where a release was published.
 */
publication?: string, 
/**
 * 文号 of the recommendation announced or looked back on.
 */
recommendation_no?: string, case_no?: string, invited?: Array<Present>, attended?: Array<Present>, 
/**
 * The matter's parties at a hearing or mediation.
 */
party?: Array<PartyLink>, topics?: Array<string>, };
export type AmendAppeal = { add_parties: Array<Involved>, remove_parties: Array<Involved>, 
/**
 * 诉求摘要.
 */
title?: string, 
/**
 * 信访形式 (list `way`).
 */
way?: string, 
/**
 * The day it reached us; every legal count starts here, however late it is typed in.
 */
received_on?: string, 
/**
 * 信访目的 (list `purpose`).
 */
purpose?: string, 
/**
 * 诉求类别 of 12309 (list `category`).
 */
category?: string, 
/**
 * 内容分类 (list `content`).
 */
content?: string, 
/**
 * 四大检察 (list `function`).
 */
function?: string, 
/**
 * 首次, 重复, 越级 (list `occasion`), and 第几次 as known on this desk.
 */
occasion?: string, nth?: number, n_people?: number, anonymous?: boolean, 
/**
 * 姓名或联系方式不详: nobody can be answered.
 */
no_contact?: boolean, 
/**
 * 主要事实和理由.
 */
facts?: string, 
/**
 * 请求.
 */
request?: string, 
/**
 * 拟办意见 of the one who received it.
 */
opinion?: string, 
/**
 * 原案案号, 处理机关, 诉讼阶段 (list `case_stage`).
 */
case_no?: string, case_office?: string, case_stage?: string, 
/**
 * 问题属地 (nine digits) and 网格.
 */
division?: string, grid?: string, 
/**
 * Lists `urgency`, `risk`.
 */
urgency?: string, risk?: string, 
/**
 * 个人信息处理告知 was shown and signed.
 */
told_privacy?: boolean, difficult?: boolean, 
/**
 * 涉未成年人, 老弱残, 群体, 舆情 … (list `flag`).
 */
flags?: Array<string>, materials?: Array<Material>, 
/**
 * 接待人, 检察官: staff records.
 */
present?: Array<string>, 
/**
 * 同来代表: deputy records.
 */
deputies?: Array<string>, };
export type AmendDeputy = { name?: string, sex?: string, phone?: string, 
/**
 * 代表团 or 选区.
 */
constituency?: string, unit?: string, 
/**
 * What they know: 专业.
 */
profession?: string, term?: string, from_on?: string, to_on?: string, office?: string, levels?: Array<DeputyLevel>, };
export type AmendParty = { kind?: PartyKind, name?: string, 
/**
 * GB/T 2261.1, list `sex`.
 */
sex?: string, born_on?: string, 
/**
 * GB/T 3304, list `ethnicity`.
 */
ethnic?: string, 
/**
 * GA/T 2000.156, list `id_kind`.
 */
id_kind?: string, id_number?: string, 
/**
 * Why a number that does not check is kept all the same (未核实).
 */
id_unverified?: string, phone?: string, 
/**
 * 户籍地 and 现住址.
 */
home?: string, address?: string, 
/**
 * 职业 or 单位 of a person.
 */
work?: string, company_code?: string, company_unverified?: string, 
/**
 * Who speaks for a unit.
 */
contact?: string, 
/**
 * 与当事人关系, list `relation`.
 */
relation?: string, 
/**
 * By what an agent is authorised.
 */
authority?: string, 
/**
 * List `party_flag`: minor, elderly, disabled, soldier …
 */
flags?: Array<string>, };
export type AmendPerson = { name?: string, sex?: string, office?: string, department?: string, 
/**
 * What they are called: 检察长, 部门主任 …
 */
title?: string, 
/**
 * List `staff_kind`: 员额检察官, 检察官助理, 书记员, 聘用人员, 联络员.
 */
kind?: string, phone?: string, 
/**
 * 工号 or certificate number.
 */
staff_no?: string, note?: string, };
export type AmendStation = { 
/**
 * Corrects the day it opened: an earlier one, so that older slips can be entered.
 */
opened_on?: string, name?: string, 
/**
 * 人大站名.
 */
npc_name?: string, code?: string, 
/**
 * Nine digits of the township, an attribute only: lists disagree on some.
 */
division?: string, office?: string, 
/**
 * List `station_level`: 总站, 中心站, 选区站 …
 */
level?: string, parent?: string, address?: string, phone?: string, lon_e6?: number, lat_e6?: number, open_hours?: string, 
/**
 * Days of the week people are received: 1 is Monday.
 */
open_days?: Array<number>, };
export type AmendSubpoint = { name?: string, address?: string, phone?: string, office?: string, lon_e6?: number, lat_e6?: number, };
export type AmendTemplate = { kind?: TaskKind, title?: string, content?: string, 
/**
 * The paper it rests on.
 */
basis?: string, office?: string, 
/**
 * The issuing department: it reviews.
 */
department?: string, recurrence?: Recurrence, 
/**
 * Day within the period, counted from 1; not said: the last one.
 */
due_day?: number, rest_policy?: RestPolicy, from_on?: string, to_on?: string, 
/**
 * Every open station of the office, of the city's office every station.
 */
all_stations?: boolean, 
/**
 * The appeal or case a dynamic task comes out of.
 */
origin?: string, 
/**
 * 自选动作 are asked for.
 */
local_actions?: boolean, stations?: Array<string>, items?: Array<Item>, };
export type AmendVisit = { visited_on?: string, from_at?: string, to_at?: string, 
/**
 * List `visit_kind`: 来访接待, 走访企业, 走访村社, 走访代表 …
 */
kind?: string, 
/**
 * Who was called on; nobody in particular at a reception.
 */
object?: string, company_code?: string, subpoint?: string, place?: string, n_people?: number, summary?: string, 
/**
 * 拟办意见, and what was said on the spot.
 */
intent?: string, 
/**
 * What was raised is sealed: its words lie there, and the visit keeps none.
 */
sealed?: boolean, present?: Array<Present>, party?: Array<PartyLink>, 
/**
 * List `content`.
 */
topics?: Array<string>, };
export type AmendVoice = { title?: string, 
/**
 * List `voice_kind`.
 */
kind?: string, content?: string, 
/**
 * The deputy's record at the station.
 */
deputy?: string, 
/**
 * The day it was raised.
 */
received_on?: string, 
/**
 * List `way`.
 */
way?: string, 
/**
 * List `function`: 四大检察.
 */
function?: string, 
/**
 * List `urgency`.
 */
urgency?: string, 
/**
 * The visit or activity it was raised at, and which opinion of it.
 */
origin?: string, origin_opinion?: number, 
/**
 * 联名代表.
 */
co_deputies?: Array<string>, 
/**
 * List `content`.
 */
topics?: Array<string>, };
export type Answer = { 
/**
 * List `answer_class`: A 已解决或基本解决, B 正在解决, C 列入计划, D 留作参考.
 */
class: string, text: string, 
/**
 * List `reply_form`.
 */
how: string, on: string, 
/**
 * 送达证明.
 */
proof: Material | null, by: string, };
export type AnswerOnSpot = { answer: string, 
/**
 * List `reply_form`.
 */
how: string, 
/**
 * Who answered: a staff record.
 */
answered_by: string, rating: Rating, reason?: string, };
export type AnswerVoice = { 
/**
 * List `answer_class`.
 */
class: string, text: string, 
/**
 * List `reply_form`; of a formal proposal `written`.
 */
how: string, on: string, 
/**
 * 送达证明: what shows that the deputy got it; of an answer face to face, its record.
 */
proof?: Material, };
export type Answerable = { day: string, 
/**
 * The station was open that day.
 */
open: boolean, 
/**
 * Leader first.
 */
team: Array<PostRow>, };
export type AnswerableOn = { station: string, day: string, };
export type AppealFacts = { 
/**
 * 诉求摘要.
 */
title?: string, 
/**
 * 信访形式 (list `way`).
 */
way?: string, 
/**
 * The day it reached us; every legal count starts here, however late it is typed in.
 */
received_on?: string, 
/**
 * 信访目的 (list `purpose`).
 */
purpose?: string, 
/**
 * 诉求类别 of 12309 (list `category`).
 */
category?: string, 
/**
 * 内容分类 (list `content`).
 */
content?: string, 
/**
 * 四大检察 (list `function`).
 */
function?: string, 
/**
 * 首次, 重复, 越级 (list `occasion`), and 第几次 as known on this desk.
 */
occasion?: string, nth?: number, n_people?: number, anonymous?: boolean, 
/**
 * 姓名或联系方式不详: nobody can be answered.
 */
no_contact?: boolean, 
/**
 * 主要事实和理由.
 */
facts?: string, 
/**
 * 请求.
 */
request?: string, 
/**
 * 拟办意见 of the one who received it.
 */
opinion?: string, 
/**
 * 原案案号, 处理机关, 诉讼阶段 (list `case_stage`).
 */
case_no?: string, case_office?: string, case_stage?: string, 
/**
 * 问题属地 (nine digits) and 网格.
 */
division?: string, grid?: string, 
/**
 * Lists `urgency`, `risk`.
 */
urgency?: string, risk?: string, 
/**
 * 个人信息处理告知 was shown and signed.
 */
told_privacy?: boolean, difficult?: boolean, 
/**
 * 涉未成年人, 老弱残, 群体, 舆情 … (list `flag`).
 */
flags?: Array<string>, materials?: Array<Material>, 
/**
 * 接待人, 检察官: staff records.
 */
present?: Array<string>, 
/**
 * 同来代表: deputy records.
 */
deputies?: Array<string>, };
export type AppealView = { external_no: string | null, stage: Stage, facts: AppealFacts, 
/**
 * Until 事项性质 is known: the earliest limit that sorting may bring.
 */
candidate: Candidate | null, 
/**
 * It lies open and must not (a minor was recognised, 举报 was said later): list `seal_reason`.
 */
must_seal: SealReason | null, 
/**
 * What rules without a period say of it (首次信访三类, 集体访).
 */
marks: Array<RuleMark>, 
/**
 * Events of the procedure that would start or meet a limit now (登记程序事项); a liaison enters none.
 */
events: Array<EventOffered>, 
/**
 * Requests for an extension or a pause that wait for a decision.
 */
waiting: Array<Asked>, 
/**
 * Those granted on paper that wait for whose signature it bears.
 */
recorded: Array<Asked>, 
/**
 * The conclusion that waits for approval; its texts are the office's until then.
 */
proposed: ProposedView | null, 
/**
 * 转交 to another office: how it stands.
 */
hand_over: HandOverView | null, 
/**
 * It came by one: where from, with its proof.
 */
handed_in: HandedInView | null, 
/**
 * The replies that went out, the last one last.
 */
replies: Array<Reply>, 
/**
 * 办理笔记 of the office, newest first; a liaison is shown none.
 */
notes: Array<NoteView>, record: string, seen: Array<string>, no: string | null, state: string, station: StationRef | null, office: string, holder: string | null, holder_name: string | null, 
/**
 * The day it was written down first.
 */
registered_on: string | null, clocks: Array<ClockView>, parties: Array<FaceParty>, steps: Array<StepView>, timeline: Array<TimelineEntry>, links: Array<LinkedRow>, 
/**
 * Fields that a duty to archive keeps unseen.
 */
kept: Array<KeptView>, 
/**
 * 作废: its registration was undone.
 */
voided: Voided | null, 
/**
 * Part of it was written by a newer program.
 */
newer: boolean, 
/**
 * What must be understood was not: it is read here, and changed after the update.
 */
locked: boolean, };
export type AppointPost = { person: string, kind: PostKind, from_on: string, to_on: string | null, note: string | null, };
export type ApproveConclusion = Record<symbol, never>;
export type ApproveHandOver = { 
/**
 * The station of the other office that it goes to.
 */
station: string, };
export type ApproveHearing = { matter: Matter, };
export type ArchiveAppeal = { 
/**
 * 卷号, where paper is kept.
 */
volume?: string, };
export type ArchiveVoice = { 
/**
 * 卷号, where paper is kept.
 */
volume?: string, };
export type AskHandOver = { 
/**
 * Six digits of the office that is to have it.
 */
office: string, reason: string, };
export type AskHearingApproval = { matter: Matter, reason: string, };
export type Asked = { id: string, kind: LimitChange, 
/**
 * The clock: `clock/R12d/0`.
 */
clock: string, reason: string, 
/**
 * Longer by so much, in the rule's own unit.
 */
amount: number | null, 
/**
 * A pause's planned end.
 */
until_on: string | null, 
/**
 * From which day.
 */
on: string, by: string, };
export type AssignAppeal = { 
/**
 * Six digits of the office that is to work on it.
 */
office: string, on: string, reason?: string, };
export type AssignHandler = { handler: string, reason?: string, };
export type AssignProposal = { 
/**
 * 交办之日.
 */
assigned_on: string, assigned_by: string, 
/**
 * The congress's number of it.
 */
number: string, 
/**
 * 涉及面广、处理难度大: six months instead of three.
 */
difficult: boolean, 
/**
 * 大会期间提出: the seven days in which the deputy is told are of what was raised between sessions (R14e).
 */
in_session: boolean, };
export type AtStation<T> = { station: string, } & T;
export type AttachFile = { name: string, bytes_base64: string, };
export type Attached = { 
/**
 * For `Material.file`.
 */
file: string, name: string, mime: string, size: number, can_be_shown: boolean, };
export type AwayDone = { 
/**
 * `st`, `of`, `pub`, `sealed` or `log`.
 */
class: string, 
/**
 * The station or the office, as it was called then.
 */
of: string, at_ms: number, n_entries: number, n_records: number, n_files: number, };
export type AwayWaiting = { class: string, of: string, n_entries: number, 
/**
 * Nobody else surely has these.
 */
n_unconfirmed: number, };
export type BackupNow = { 
/**
 * Without one: the folder of the schedule.
 */
dir?: string, };
export type Backups = { dir: string, every_hours: number, 
/**
 * The schedule asks for a copy now.
 */
due: boolean, 
/**
 * The folder cannot be read (a stick that is not plugged in).
 */
unreachable: boolean, copies: Array<CopyView>, };
export type Bearer = "office" | "party";
export type Became = { n: number, record: string, noun: string, };
export type BegunActivity = { record: string, no: string | null, };
export type Board = "rates" | "stations";
export type BundlePreview = { from: DeskLabel, number: number, made_ms: number, note: string, n_new: number, 
/**
 * When the first and the last of these were written.
 */
first_ms: number | null, last_ms: number | null, n_known: number, n_waits: number, n_held: number, 
/**
 * Records that are new here, by noun.
 */
begun: Record<string, number>, 
/**
 * Records that are here and would change, by noun.
 */
changed: Record<string, number>, 
/**
 * Records in which somebody will have to decide.
 */
conflicts: Array<string>, n_files: number, n_receipts: number, taken: boolean, };
export type BundlesIn = { dir: string, };
export type CalendarPreview = { year: CalendarYear, 
/**
 * Clocks whose due day, or its being provisional, changes.
 */
moves: Array<MovedClock>, };
export type CalendarText = { text: string, };
export type CalendarYear = { year: number, version: string, 
/**
 * A notice was published; else only computed days are here.
 */
official: boolean, source: string, hash: string, days: { [key in string]: Day }, };
export type CalendarsView = { years: Array<CalendarYear>, };
export type CameFrom = { 
/**
 * `None`: the hub.
 */
desk: DeskLabel | null, n: number, last_ms: number, };
export type CancelActivity = { reason: string, };
export type Candidate = { rule: string, matter: string, deadline: DeadlineView, };
export type CarriedFile = { 
/**
 * Down: `here`, `absent`, `forged`, `full`. Up: `there`, `not_here` any more, `damaged` here, `not_granted`. Either way
 * `stopped`, or as `Exchanged::end`.
 */
end: string, 
/**
 * What the hub said.
 */
said: string, 
/**
 * Of a forged one: the office whose desk stored it, and the piece that does not fit, from 1.
 */
office: string, piece: number | null, 
/**
 * That went now; what had gone before did not go again.
 */
bytes: number, };
export type CaseAnswers = { 
/**
 * 代转群众来信或案件申诉材料.
 */
passes_on_petition: boolean, 
/**
 * 对尚未办结的司法案件提出具体意见.
 */
about_open_case: boolean, 
/**
 * 解决代表本人及其亲属的个人问题.
 */
own_interest: boolean, };
export type ChangePassword = { old: string, new: string, };
export type Check = "system" | "browser" | "fonts" | "folder" | "space" | "printer" | "clock" | "database" | "log" | "checkpoint" | "attachments" | "copy" | "hub" | "disc";
export type CheckIdentity = { "id_number": string } | { "phone": string } | { "company_code": string };
export type CheckLine = { check: Check, light: Light, 
/**
 * The key of its sentence.
 */
finding: string, values: Record<string, string | number>, };
export type CheckName = { check: Check, 
/**
 * Only whoever shows the page can see it: no `run_check` answers it.
 */
on_page: boolean, };
export type CheckpointDiff = { 
/**
 * Of the paper.
 */
code: string, 
/**
 * Who wrote it.
 */
office_name: string, on: string | null, 
/**
 * `st`, `of`, `pub`, `sealed` or `log`.
 */
class: string, 
/**
 * The station or the office whose stream it is.
 */
of: string, 
/**
 * Who works at the desk where the entries were written.
 */
desk_people: Array<string>, 
/**
 * The number of the last entry that was written down.
 */
seq: number, 
/**
 * How many are not here. None: another entry stands in the place of the last.
 */
n_missing: number, };
export type CheckpointOwed = { 
/**
 * This person may write it, and a month has gone by since the office's last; before the first of all nothing is owed.
 */
owed: boolean, };
export type CheckpointRow = { record: string, on: string | null, office_name: string, by_name: string, 
/**
 * Six groups of four letters.
 */
code: string, n_streams: number, n_entries: number, 
/**
 * Of this person's office: it can be printed here.
 */
own: boolean, };
export type Checkpoints = { 
/**
 * A month has gone by since this office's last.
 */
due: boolean, may_write: boolean, 
/**
 * The newest first, also those of other offices that this desk may hold.
 */
rows: Array<CheckpointRow>, };
export type ChooseOpening = { way: Opening, };
export type Clash = { id: string, version: string, hashes: Array<string>, };
export type ClearConflict = { 
/**
 * Whose name is the same and who is not that person.
 */
person: string, reason: string, };
export type ClockState = "running" | "paused" | "in_time" | "late";
export type ClockView = { flow: string, rule: string, version: string, 
/**
 * The rule's row; `None`: 规则未到.
 */
law: Rule | null, internal: boolean, state: ClockState, started_on: string, due_on: string | null, stopped_on: string | null, 
/**
 * The event that stopped it.
 */
stopped_by: string | null, 
/**
 * It opened because facts were changed: when, and what changed (`category:other>accusation`).
 */
came: FactsChanged | null, 
/**
 * And ended so: its rule applies no longer, and it was neither met nor missed.
 */
went: FactsChanged | null, 
/**
 * 补录: the day on which that was typed, where it lies more than one working day behind the day itself.
 */
typed_on: string | null, 
/**
 * Calendar days from today to the due day; negative when late.
 */
days: number | null, 
/**
 * Others wrote about it at the same time: the earliest day counts.
 */
contested: boolean, deadline: DeadlineView | null, };
export type CloseActivity = { 
/**
 * List `activity`: HD01 to HD12.
 */
kind?: string, topic?: string, 
/**
 * The day it is to be held; `hearing_on` or `reception_day_on` follows it, for clocks look back from there.
 */
scheduled_on?: string, from_at?: string, to_at?: string, openness?: Openness, subpoint?: string, place?: string, host?: string, agenda?: string, 
/**
 * 走访对象; who received relief.
 */
object?: string, held_on?: string, n_public?: number, minutes?: string, 
/**
 * 后续事项.
 */
follow_up?: string, 
/**
 * 调解协议, 和解 (信访工作条例 33).
 */
agreement?: string, 
/**
 * Where a release was published.
 */
publication?: string, 
/**
 * 文号 of the recommendation announced or looked back on.
 */
recommendation_no?: string, case_no?: string, invited?: Array<Present>, attended?: Array<Present>, 
/**
 * The matter's parties at a hearing or mediation.
 */
party?: Array<PartyLink>, topics?: Array<string>, };
export type CloseStation = { 
/**
 * The first day it is closed.
 */
from_on: string, reason: string, };
export type CloseSubpoint = { reason: string, };
export type CodeView = { id: string, name: string, wording: Wording, };
export type CodesOf = { list: string, };
export type CommunicateVoice = { phase: Phase, on: string, 
/**
 * List `delivery`.
 */
how: string, text: string, };
export type CompleteAppeal = { 
/**
 * People to add.
 */
parties: Array<Involved>, 
/**
 * 诉求摘要.
 */
title?: string, 
/**
 * 信访形式 (list `way`).
 */
way?: string, 
/**
 * The day it reached us; every legal count starts here, however late it is typed in.
 */
received_on?: string, 
/**
 * 信访目的 (list `purpose`).
 */
purpose?: string, 
/**
 * 诉求类别 of 12309 (list `category`).
 */
category?: string, 
/**
 * 内容分类 (list `content`).
 */
content?: string, 
/**
 * 四大检察 (list `function`).
 */
function?: string, 
/**
 * 首次, 重复, 越级 (list `occasion`), and 第几次 as known on this desk.
 */
occasion?: string, nth?: number, n_people?: number, anonymous?: boolean, 
/**
 * 姓名或联系方式不详: nobody can be answered.
 */
no_contact?: boolean, 
/**
 * 主要事实和理由.
 */
facts?: string, 
/**
 * 请求.
 */
request?: string, 
/**
 * 拟办意见 of the one who received it.
 */
opinion?: string, 
/**
 * 原案案号, 处理机关, 诉讼阶段 (list `case_stage`).
 */
case_no?: string, case_office?: string, case_stage?: string, 
/**
 * 问题属地 (nine digits) and 网格.
 */
division?: string, grid?: string, 
/**
 * Lists `urgency`, `risk`.
 */
urgency?: string, risk?: string, 
/**
 * 个人信息处理告知 was shown and signed.
 */
told_privacy?: boolean, difficult?: boolean, 
/**
 * 涉未成年人, 老弱残, 群体, 舆情 … (list `flag`).
 */
flags?: Array<string>, materials?: Array<Material>, 
/**
 * 接待人, 检察官: staff records.
 */
present?: Array<string>, 
/**
 * 同来代表: deputy records.
 */
deputies?: Array<string>, };
export type CompleteVisit = { visited_on?: string, from_at?: string, to_at?: string, 
/**
 * List `visit_kind`: 来访接待, 走访企业, 走访村社, 走访代表 …
 */
kind?: string, 
/**
 * Who was called on; nobody in particular at a reception.
 */
object?: string, company_code?: string, subpoint?: string, place?: string, n_people?: number, summary?: string, 
/**
 * 拟办意见, and what was said on the spot.
 */
intent?: string, 
/**
 * What was raised is sealed: its words lie there, and the visit keeps none.
 */
sealed?: boolean, present?: Array<Present>, party?: Array<PartyLink>, 
/**
 * List `content`.
 */
topics?: Array<string>, };
export type ConfirmDisc = { id: string, 
/**
 * The desk it went to.
 */
desk: string, 
/**
 * As it was read out: 24 letters, however they are grouped.
 */
code: string, };
export type ConfirmHearingApproval = { matter: Matter, answer: Confirming, reason: string | null, };
export type ConfirmPaperApproval = Record<symbol, never>;
export type ConfirmPaperGrant = { id: string, };
export type ConfirmSheet = { groups: { [key in number]: string }, };
export type Confirming = "confirm" | "dispute";
export type ConflictMove = { flow: string, to: string, };
export type ConflictRow = { record: string, noun: string, seen: Array<string>, 
/**
 * The matter it is shown at: the record itself, or the one that names it.
 */
at: string | null, at_noun: string | null, no: string | null, title: string, 
/**
 * Of a field; without one it is about steps.
 */
field: string | null, 
/**
 * So many signs another value of it has at most.
 */
most: number | null, 
/**
 * What stands meanwhile is the first.
 */
sides: Array<ConflictSide>, 
/**
 * The earliest day that counts while this is open.
 */
due_on: string | null, may_decide: boolean, 
/**
 * Whose matter it is: it decides first.
 */
office_name: string, 
/**
 * Its last day alone; none where nobody is above it.
 */
own_until: string | null, 
/**
 * That day is over: the office above may decide, too.
 */
escalated: boolean, 
/**
 * One desk wrote on twice: the sides are its two lives.
 */
fork: ForkFacts | null, 
/**
 * Two appeals that may be one: the sides are their entries, and `link_same` or `tell_apart` in `record` is the decision.
 */
double: DoubleFacts | null, };
export type ConflictSide = { entry: string, 
/**
 * Of a field; personal data is masked.
 */
value: unknown, 
/**
 * Of steps: where each flow would stand.
 */
moves: Array<ConflictMove>, act: string, by_name: string, at_ms: number, 
/**
 * The clock it was written by is in doubt.
 */
suspect_clock: boolean, 
/**
 * Who works at the desk it was written on.
 */
desk_people: Array<string>, 
/**
 * How many entries of this record its author had seen.
 */
n_seen: number, };
export type Contact = { phase: Phase, on: string, 
/**
 * List `delivery`.
 */
how: string, text: string, by: string, };
export type ConvertVoiceIn = { appeal?: RaisedAppeal, 
/**
 * What was found out; a matter of the kind 具体个案 needs none of the three.
 */
answers?: CaseAnswers, 
/**
 * The appeal made of it in the same deed, or one that is there.
 */
became?: string, reason?: string, };
export type CopiesIn = { 
/**
 * Where the copies lie, or one copy's own folder.
 */
dir: string, };
export type CopyView = { dir: string, made_at: string, n_entries: number, 
/**
 * Of the copy's own files; attachments lie beside the copies, shared by all of them.
 */
n_bytes: number, kept_as: KeptAs, };
export type Count = { n: number, 
/**
 * Something of it is late.
 */
hot: boolean, };
export type Cover = { by: string, from_on: string, to_on: string, reason: string | null, };
export type CoverView = { cover: Cover, by_name: string, 
/**
 * In force today.
 */
now: boolean, };
export type Crossing = "within" | "outward";
export type Day = { kind: DayKind, 
/**
 * The holiday it belongs to, as the notice names it.
 */
name: string, };
export type DayKind = "statutory" | "off" | "work" | "statutory_provisional";
export type DeadlineView = { rule: RuleView | null, unit: Unit, 
/**
 * With the extension.
 */
amount: number, counted: number, direction: Direction, started_on: string, started_at: string | null, raw_on: string | null, due_on: string | null, due_at: string | null, advised_on: string | null, provisional: boolean, 
/**
 * The calendar it was counted by.
 */
calendar: string, strip: Array<Segment>, };
export type DecideVoice = { adoption: Adoption, reason?: string, };
export type Decided = { 
/**
 * The flow it is about: `approve/1`, `extend/2`.
 */
flow: string, verdict: Verdict, 
/**
 * Whose decision it is.
 */
approver: string, 
/**
 * The day of the decision; on paper, the day written there.
 */
on: string, 
/**
 * 代录批示: the scan or page it stands on.
 */
paper: Material | null, reason: string | null, by: string, };
export type DecidedEntries = { n: number, };
export type Decision = { adoption: Adoption, reason: string | null, on: string, by: string, };
export type DeclareRecusal = { reason: string, };
export type DeclineAppeal = { 
/**
 * Why the matter is at its end (list `refusal`). 教育疏导 goes on (信访工作条例 36).
 */
reason: string, 
/**
 * 事项性质 (list `nature`): whether a right of litigation is claimed decides which limits apply (信访工作条例 23).
 */
nature: string, 
/**
 * 信访目的, if it is seen differently now.
 */
purpose?: string, 
/**
 * The day it was sorted; a decision is entered on the day it was made or later.
 */
on: string, text?: string, 
/**
 * 告知, when it went out together with the decision.
 */
notice?: GiveNotice, };
export type DeedOf = { deed: string, };
export type DeliverAppeal = { 
/**
 * The party that got it.
 */
to?: string, 
/**
 * List `delivery`, or `not_owed`.
 */
how: string, on: string, proof?: Material, note?: string, };
export type DemoPerson = { name: string, role: string, level: string | null, office: string, station: string | null, password: string, };
export type DeputyLevel = "national" | "provincial" | "city" | "county" | "township";
export type DeputyView = { record: string, seen: Array<string>, state: string, station: StationRef | null, name: string, sex: string | null, phone: string | null, levels: Array<DeputyLevel>, constituency: string | null, unit: string | null, profession: string | null, term: string | null, from_on: string | null, to_on: string | null, steps: Array<StepView>, 
/**
 * Voices they raised and activities they came to.
 */
links: Array<LinkedRow>, timeline: Array<TimelineEntry>, 
/**
 * Fields that a duty to archive keeps unseen.
 */
kept: Array<KeptView>, };
export type DeskClock = { 
/**
 * Whoever said that it is wrong, until somebody takes that back.
 */
wrong_by: string | null, 
/**
 * What is written here now bears a doubtful time: by that word, or because the clock is behind the log or far ahead of it.
 */
suspect: boolean, };
export type DeskCopies = { desk: DeskLabel, 
/**
 * Entries it has said it has, or brought itself.
 */
confirmed: number, 
/**
 * Handed over on a medium; its receipt has not come.
 */
sent: number, };
export type DeskIs = "none" | "joining" | "locked" | "open";
export type DeskLabel = { desk: string, name: string, office: string, office_name: string, 
/**
 * Those whose names are here: another county's are not.
 */
people: Array<string>, 
/**
 * Not in this cell's list: nobody vouches for it.
 */
known: boolean, };
export type DeskList = { 
/**
 * So many days without a word are told; twice as many are too many.
 */
silent_days: number, 
/**
 * Keeps the desks of this list, or some of them; a head reads it.
 */
may_act: boolean, rows: Array<DeskRow>, };
export type DeskPerson = { account: string, name: string, 
/**
 * Of the grant in force today; none: the account can do nothing.
 */
roles: Array<Role>, level: Level | null, 
/**
 * Streams given beside the role, in force today.
 */
further: Array<FurtherStream>, };
export type DeskPlace = { dir: string, n_bytes: number, 
/**
 * A folder that was named by a command or by the system's settings does not move.
 */
fixed: boolean, };
export type DeskRevoked = { at_ms: number, by_name: string, reason: string, };
export type DeskRow = { desk: DeskLabel, 
/**
 * The one this list is read at.
 */
own: boolean, people: Array<DeskPerson>, 
/**
 * Of all who work there; empty with `whole_office`.
 */
stations: Array<StationRef>, whole_office: boolean, heard: Heard | null, enrolled_ms: number | null, 
/**
 * Days since it was heard of, or since it was enrolled; of this desk and of revoked ones nobody asks.
 */
quiet_days: number | null, silence: Silence, revoked: DeskRevoked | null, streams: Array<DeskStreams>, may_act: boolean, };
export type DeskStateView = { state: DeskIs, version: string, demo: boolean, today: string, 
/**
 * Of an open desk.
 */
office: OfficeRef | null, person: PersonView | null, 
/**
 * The recovery sheet was typed back.
 */
sheet_confirmed: boolean, 
/**
 * What the one before had begun still ends: whoever signs in waits for it.
 */
closing: boolean, 
/**
 * Only of a demonstration desk: its people with their passwords, to choose from.
 */
demo_people: Array<DemoPerson>, };
export type DeskStreams = { 
/**
 * `st`, `of`, `pub`, `sealed` or `log`.
 */
class: string, 
/**
 * Every station of its office, or of the cell for the office above all.
 */
all: boolean, 
/**
 * Stations or offices by name.
 */
of: Array<string>, };
export type Direction = "forward" | "backward";
export type DiscRow = { id: string, out: boolean, desk: DeskLabel, number: number, 
/**
 * Out: the receipt came. In: all of it was taken in.
 */
done: boolean, at_ms: number, by_name: string, medium: Medium, crossing: Crossing, n_entries: number, n_bytes: number, 
/**
 * In, taken: what the sender types where no disc goes back.
 */
code: string | null, 
/**
 * Out: SHA-256 of each file as it was written.
 */
parts: Array<string>, };
export type DisputePaperApproval = { reason: string, };
export type Done = Record<symbol, never>;
export type DoubleFacts = { 
/**
 * The other one.
 */
other: string, by: Alike, 
/**
 * In the order of the sides: what was entered first.
 */
matters: Array<DoubleMatter>, };
export type DoubleMatter = { row: Row, 
/**
 * 第几次 as the desk that entered it counted; none where it had no number to count by.
 */
nth: number | null, };
export type DraftId = { id: string, };
export type DraftRow = { id: string, noun: string, 
/**
 * The form's own heading, where it has one yet.
 */
title: string, saved_ms: number, 
/**
 * Signs typed so far.
 */
n_chars: number, };
export type DueIn = { rules?: Array<string>, states?: Array<ClockState>, from?: string, to?: string, excluded?: boolean, };
export type EndDeputy = { 
/**
 * The last day.
 */
to_on: string, reason: string, };
export type EndStream = { grant: string, reason: string, };
export type EndSubstitute = { cover: Cover, 
/**
 * The last day; before the cover's first day it takes the cover back.
 */
to_on: string, };
export type EnrolDesk = { request: RequestFile, 
/**
 * Their record, in the list of this cell's people.
 */
person: string, roles: Array<Role>, level?: Level, stations?: string[], 
/**
 * The eight groups of the founding's sheet, for the first desk of an office.
 */
sheet?: Array<string>, };
export type Enrolled = { desk: string, letter: string, };
export type Enrolment = { 
/**
 * Compare it with the office before it is taken in.
 */
cell: string, signed_in: SignedIn | null, };
export type EntryChange = { kind: string, name: string, before: unknown, after: unknown, };
export type EntryReceived = { entry: string, act: string, 
/**
 * By the clock of the desk where it was written.
 */
written_ms: number, 
/**
 * `None`: the hub does not have it.
 */
received_ms: number | null, };
export type EvaluateAppeal = { level: Rating, on: string, 
/**
 * List `delivery`: how they were asked; `not_owed` where nobody can be.
 */
how: string, reason?: string, };
export type EvaluateVoice = { 
/**
 * Of the result.
 */
level: Rating, 
/**
 * Of how it was handled (办理态度).
 */
attitude?: Rating, on: string, 
/**
 * List `delivery`.
 */
how: string, reason?: string, };
export type Evaluation = { level: Rating, attitude: Rating | null, on: string, how: string, reason: string | null, by: string, };
export type EventOffered = { event: string, name: string, 
/**
 * The limits it starts and those it ends, as a person reads them.
 */
starts: Array<string>, meets: Array<string>, };
export type ExchangeRecord = { 
/**
 * As `WaitingRecord::refused`.
 */
refused: string, };
export type ExchangeView = { me: DeskLabel, others: Array<OtherDesk>, 
/**
 * Set aside, to be looked at by a person.
 */
held: number, 
/**
 * Work of revoked desks and people that waits to be adopted or refused.
 */
quarantined: number, 
/**
 * Whole entries that wait for earlier ones.
 */
waiting: number, };
export type Exchanged = { 
/**
 * `complete`, `stopped`, `too_old`, or why it broke off: `login`, `certificate`, `link`, `hub_full`, `refused`.
 */
end: string, 
/**
 * What the other side said, for whoever keeps it.
 */
said: string, at_ms: number, 
/**
 * When one last came to its end.
 */
complete_ms: number | null, 
/**
 * This desk's clock less the hub's, in milliseconds, where they are minutes apart.
 */
clock_off_ms: number | null, round_trips: number, n_unchanged: number, 
/**
 * Entries not known here before, read back from there, set aside.
 */
new: number, confirmed: number, aside: number, streams: Array<StreamExchanged>, };
export type ExcuseObligation = { 
/**
 * List `excuse`.
 */
code: string, reason: string, };
export type ExplainDeadline = { rule?: string, 
/**
 * Without it: the version in force on the day of the event.
 */
version?: string, unit?: Unit, amount?: number, direction?: Direction, started_on?: string, started_at?: string, pauses?: Array<Pause>, extended_by?: number, };
export type ExportBundle = { 
/**
 * The desk it is for.
 */
to: string, 
/**
 * An empty place on a stick, or a folder that is burnt to a disc.
 */
dir: string, medium?: Medium, 
/**
 * Where the medium goes; without it as the last one to this desk.
 */
crossing?: Crossing, 
/**
 * The most a file may have; without it what fits a CD.
 */
part_mib?: number, };
export type ExportChecks = { 
/**
 * As `run_check` answered them and the page found its own.
 */
lines: Array<CheckLine>, };
export type ExportFar = { 
/**
 * `packing`, `writing`, or `settling`: all was written, and the medium is waited for. Empty before the first word.
 */
stage: string, 
/**
 * Bytes; while packing nobody knows of how many.
 */
done: number, of: number | null, stopping: boolean, };
export type ExportList = { noun: string, listed: Listed, };
export type ExportLog = { 
/**
 * Of this act only, as on the page.
 */
act?: string, };
export type ExportOverview = { board: Board, from: string, to: string, 
/**
 * The stations on the screen, in its order; none named: every one.
 */
stations?: string[], };
export type ExportProgress = { 
/**
 * `None` where none is being written.
 */
running: ExportFar | null, };
export type Exported = { id: string, number: number, 
/**
 * Full names of what was written.
 */
files: Array<string>, n_entries: number, n_bytes: number, enrolment: boolean, };
export type ExtensionLimit = { amount: number, level: Level, };
export type FaceParty = { part: string, party: PartyView, seen: Array<string>, steps: Array<StepView>, kept: Array<KeptView>, };
export type FactsChanged = { on: string, change: string, };
export type Failure = { "code": "unknown_call", "values": { name: string, } } | { "code": "bad_input", "values": { problem: string, } } | { "code": "no_desk", "values": Record<symbol, never> } | { "code": "desk_exists", "values": Record<symbol, never> } | { "code": "awaits_enrolment", "values": Record<symbol, never> } | { "code": "not_signed_in", "values": Record<symbol, never> } | { "code": "wrong_password", "values": { wait_s: number, } } | { "code": "too_soon", "values": { wait_s: number, } } | { "code": "wrong_sheet", "values": Record<symbol, never> } | { "code": "weak_password", "values": { least: number, } } | { "code": "too_big", "values": { problem: string, } } | { "code": "denied", "values": { why: Refusal, } } | { "code": "missing", "values": { what: string, } } | { "code": "moved_on", "values": { record: string, } } | { "code": "busy", "values": Record<symbol, never> } | { "code": "open_elsewhere", "values": Record<symbol, never> } | { "code": "others_folder", "values": { dir: string, } } | { "code": "file_held", "values": Record<symbol, never> } | { "code": "export_stopped", "values": Record<symbol, never> } | { "code": "work_stopped", "values": Record<symbol, never> } | { "code": "exchanging", "values": Record<symbol, never> } | { "code": "read_only", "values": Record<symbol, never> } | { "code": "desk_away", "values": { dir: string, } } | { "code": "fixed_folder", "values": Record<symbol, never> } | { "code": "on_network", "values": { by: string, } } | { "code": "synced", "values": { by: string, } } | { "code": "too_deep", "values": Record<symbol, never> } | { "code": "disk_full", "values": Record<symbol, never> } | { "code": "bad_medium", "values": Record<symbol, never> } | { "code": "newer_file", "values": Record<symbol, never> } | { "code": "damaged", "values": Record<symbol, never> } | { "code": "wrong_key", "values": Record<symbol, never> } | { "code": "slot_damaged", "values": Record<symbol, never> } | { "code": "bad_file", "values": { problem: string, } } | { "code": "bad_bundle", "values": { why: string, part: number, } } | { "code": "file_not_here", "values": { place: string, office: string, } } | { "code": "revoked", "values": Record<symbol, never> } | { "code": "demo_only", "values": Record<symbol, never> } | { "code": "real_only", "values": Record<symbol, never> } | { "code": "day_behind", "values": { stands_on: string, } } | { "code": "bad_reference", "values": { file: string, line: number, problem: string, } } | { "code": "sheet_group", "values": { group: number, } } | { "code": "name_taken", "values": Record<symbol, never> } | { "code": "which_account", "values": { accounts: Array<AccountRow>, } } | { "code": "roles_exclude", "values": Record<symbol, never> } | { "code": "administrators_first", "values": Record<symbol, never> } | { "code": "last_account", "values": Record<symbol, never> } | { "code": "no_grant", "values": Record<symbol, never> } | { "code": "awaits_keys", "values": { print: string, } } | { "code": "broken", "values": { what: string, } };
export type FateCounts = { new: number, same: number, changed: number, refused: number, };
export type FateKind = "new" | "same" | "changed" | "refused";
export type Fault = Refusal | Failure;
export type FieldChange = { field: string, before: unknown, after: unknown, };
export type FileFault = { 
/**
 * `quota`, `refused`, `damaged` here, `forged` there, `full`: no room on this disk.
 */
code: string, 
/**
 * The office whose desk stored what is not the file, and the piece that does not fit, from 1.
 */
office: string, piece: number | null, said: string, };
export type FileId = { id: string, version: string, 
/**
 * SHA-256 of the text, in hex.
 */
hash: string, };
export type FileOf = { record: string, 
/**
 * As a material names it.
 */
file: string, };
export type FileOut = { name: string, mime: string, bytes_base64: string, count: number, };
export type FileView = { name: string, mime: string, size: number, 
/**
 * Of images, PDF, text and sound; anything else must be exported.
 */
bytes_base64: string | null, };
export type FilesCarried = { 
/**
 * `complete`, `stopped`, `gave_way` to somebody who opened a file, `busy` with one, or as `Exchanged::end`.
 */
end: string, 
/**
 * What the other side said.
 */
said: string, at_ms: number, 
/**
 * Files, and their bytes.
 */
up: number, down: number, bytes_up: number, bytes_down: number, faults: Array<FileFault>, };
export type FilesFar = { 
/**
 * `up` or `down`.
 */
way: string, 
/**
 * The file at work, of so many.
 */
n: number, of: number, 
/**
 * Bytes of the file at work.
 */
done: number, bytes: number, stopping: boolean, };
export type FilesRoom = { 
/**
 * After each exchange so much is fetched by itself; 0: only what somebody opens.
 */
fetch_mib: number, 
/**
 * Nothing is fetched by itself that would leave less on the disk.
 */
keep_free_mib: number, };
export type FilesView = { 
/**
 * Not there yet.
 */
up: number, 
/**
 * Not here, also those of which no whole copy lies there.
 */
down: number, absent: number, forged: number, running: FilesFar | null, last: FilesCarried | null, room: FilesRoom, };
export type Find = { text: string, nouns?: Array<string>, cursor?: string, };
export type ForkFacts = { desk: DeskLabel, 
/**
 * The first number that has two entries, and how many such numbers there are.
 */
from: number, n: number, 
/**
 * When the last of the sides came here; none where that is not known.
 */
met_ms: number | null, 
/**
 * With whose disc; without one it was the hub's.
 */
met_from: DeskLabel | null, 
/**
 * The desk writes under another name since: nothing is written twice any more.
 */
anew: boolean, 
/**
 * In the order of the sides: the first matter that each life alone wrote in, else its first, as lists show it; none where this
 * person sees none.
 */
matters: Array<string | null>, };
export type Found = { 
/**
 * Stations and people: they have no list date and would otherwise come last.
 */
places: Array<Row>, 
/**
 * Matters whose notes (办理笔记) say it, newest note first; only for who may read notes, and with the first page.
 */
noted: Array<Row>, page: FoundPage, 
/**
 * The text was a whole number and the look-up was written down.
 */
by_number: boolean, };
export type FoundBundle = { id: string, parts: number, missing: Array<number>, 
/**
 * Why it cannot be opened here; then nothing below is known.
 */
refused: string | null, from: DeskLabel | null, enrolment: boolean, number: number, made_ms: number, note: string, n_entries: number, n_files: number, 
/**
 * All of it was taken in before.
 */
taken: boolean, 
/**
 * Older than another of the same sender that was taken in.
 */
stale: boolean, };
export type FoundBundles = { 
/**
 * The folder cannot be read, or is none.
 */
unreachable: boolean, bundles: Array<FoundBundle>, };
export type FoundCopies = { 
/**
 * The folder cannot be read, or is none.
 */
unreachable: boolean, copies: Array<CopyView>, };
export type FoundDesk = { 
/**
 * Six digits of the procuratorate.
 */
office: string, person: string, password: string, 
/**
 * Of the founder; tasks are issued in a department's name. Without one the office's own name stands for it.
 */
department?: string, 
/**
 * Since when the stations of the list have been open; without it since the year began. A registrar corrects each.
 */
stations_since?: string, 
/**
 * Nine digits of each township whose station is kept here; without it all of the office's.
 */
stations?: Array<string>, };
export type FoundPage = { rows: Array<Row>, next: string | null, count: number | null, };
export type Founded = { sheet: Array<string>, confirm: [number, number], };
export type FurtherStream = { grant: string, 
/**
 * `st` or `of`.
 */
class: string, 
/**
 * The station or the office.
 */
of: string, until: string | null, reason: string, may_end: boolean, };
export type GenerateObligations = { template: string, 
/**
 * Its key (`2026-09`, `2026-Q3`, `once`); not said: every period that has begun.
 */
period?: string, };
export type GeneratedObligations = { n_made: number, 
/**
 * On this desk already.
 */
n_there: number, periods: Array<string>, };
export type GiveActivityNotice = { on: string, 
/**
 * How it was told: posted at the station, letter, telephone …
 */
how: string, to: string | null, };
export type GiveNotice = { 
/**
 * What was told (list `procedural_reply`).
 */
about: string, on: string, 
/**
 * List `delivery`.
 */
how: string, text?: string, proof?: Material, };
export type GivenLetter = { letter: string, };
export type GrantRequest = { id: string, };
export type GrantStream = { account: string, 
/**
 * One more station for somebody who works for some,
 */
station?: string, 
/**
 * or the handling notes of another office.
 */
notes_of?: string, 
/**
 * Its last day; without one it lasts until it is ended.
 */
until?: string, reason: string, };
export type Granted = { grant: string, };
export type GridCell = { period: string, record: string, state: GridState, due_on: string | null, 
/**
 * Code of the list `excuse`.
 */
excuse: string | null, };
export type GridRow = { station: string, station_name: string, office: string, cells: Array<GridCell>, };
export type GridState = "done" | "in_review" | "open" | "late" | "excused";
export type GuideAppeal = { 
/**
 * 法定途径: where the petitioner was told to go.
 */
path: string, 
/**
 * 事项性质 (list `nature`): whether a right of litigation is claimed decides which limits apply (信访工作条例 23).
 */
nature: string, 
/**
 * 信访目的, if it is seen differently now.
 */
purpose?: string, 
/**
 * The day it was sorted; a decision is entered on the day it was made or later.
 */
on: string, text?: string, 
/**
 * 告知, when it went out together with the decision.
 */
notice?: GiveNotice, };
export type HandOnHeld = { rows: Array<number>, to: string, reason: string, };
export type HandOverAppeal = { to: string, reason: string, };
export type HandOverIn = { 
/**
 * Heads of every record as the preview showed them.
 */
on: Array<{ record: string, seen: string[] }>, from: string, to: string, reason: string, 
/**
 * Records that stay where they are; what the preview was unticked to.
 */
except: Array<string>, };
export type HandOverPreview = { rows: Array<WorkRow>, 
/**
 * Work outside the asker's scope, which somebody else must hand over.
 */
n_unseen: number, 
/**
 * They are named for sealed matters and the asker is not: what they hold of those another handler hands over.
 */
sealed_apart: boolean, };
export type HandOverView = { at: Handing, 
/**
 * Six digits of who is to have it, or has it.
 */
to_office: string, asked_on: string, asked_by: string, reason: string | null, 
/**
 * Of a refusal or of sending back.
 */
decided_on: string | null, decided_why: string | null, 
/**
 * The record over there, where this desk has it.
 */
record: string | null, 
/**
 * How it stands there by the last report, and its number.
 */
there_state: string | null, there_no: string | null, there_on: string | null, 
/**
 * 转交后另有登记.
 */
late: Array<LateWork>, 
/**
 * Where it could go, for whoever may approve it.
 */
stations: Array<StationRef>, };
export type HandedInView = { from_office: string, from_station: StationRef | null, from_no: string | null, on: string, reason: string | null, 
/**
 * The record it was, where this desk has it.
 */
record: string | null, 
/**
 * The giver's own story, newest first, as its writers signed it.
 */
story: Array<TimelineEntry>, n_proofs: number, 
/**
 * Whose signatures hold on this desk.
 */
n_good: number, 
/**
 * Came after it was handed over.
 */
late: Array<LateWork>, 
/**
 * 退回.
 */
back_on: string | null, back_why: string | null, };
export type HandedOn = { to: DeskLabel, reason: string, by_name: string, at_ms: number, 
/**
 * The number of the disc that took it along; without one it goes with the next, once that desk has joined for sure.
 */
disc: number | null, 
/**
 * Something of that desk has come: until then its discs are enrolments, which take nothing along.
 */
joined: boolean, 
/**
 * Its receipt came: the copy lies there.
 */
received: boolean, };
export type HandedOver = { n: number, };
export type Handing = "asked" | "handed" | "declined" | "sent_back" | "answered";
export type Heard = { at_ms: number, by: HeardBy, 
/**
 * Whose disc it was, where it was another's.
 */
through: DeskLabel | null, 
/**
 * When its newest work that is here was written, by its own clock.
 */
written_ms: number | null, };
export type HeardBy = "hub" | "disc" | "others";
export type Hearer = { name: string, unit: string | null, born_on: string, record: string | null, 
/**
 * When they declared to be free of interest.
 */
declared_on: string | null, 
/**
 * What interest they have, if they said so.
 */
interest: string | null, 
/**
 * List `hearer_exclusion`: 刑事处罚, 开除公职, 吊销证书, 失信 …
 */
excluded_by: string | null, };
export type HearerBounds = { least: number | null, most: number | null, wording: Wording, };
export type HearerOpinion = { name: string, text: string, };
export type HearingFacts = { 
/**
 * 书记员.
 */
clerk?: string, 
/**
 * 录音录像编号.
 */
recording_no?: string, 
/**
 * The day everybody signed the record.
 */
signed_on?: string, 
/**
 * 评议意见 of the majority.
 */
majority?: string, adopts?: Adopts, };
export type HearingView = { facts: HearingFacts, hearers: Array<Hearer>, bounds: HearerBounds | null, decisions: Array<Decided>, 
/**
 * What must be there before it may be held.
 */
lacks_before: Array<string>, 
/**
 * What its record still wants before it is closed.
 */
lacks_after: Array<string>, 
/**
 * Of either, what rests on a rule whose wording is in doubt (待核).
 */
doubted: Array<string>, };
export type HeldRow = { row: number, entry: string, 
/**
 * `unknown`, `forged`, `unreadable` or `newer`.
 */
cause: string, 
/**
 * Whose disc brought it; without one it was the hub.
 */
from: DeskLabel | null, at_ms: number, 
/**
 * What it says it is, where that can be read.
 */
noun: string | null, act: string | null, by_name: string | null, written_ms: number | null, 
/**
 * What it is filed under.
 */
stream: string, 
/**
 * `st`, `of`, `pub`, `sealed`, `log`, `ref` or `admin`.
 */
class: string, 
/**
 * The station or the office.
 */
of: string, 
/**
 * At whose desk it says it was written, where that is one of this cell's and not the one that brought it.
 */
wrote: DeskLabel | null, 
/**
 * Whether it can be handed on.
 */
travels: boolean, handed: HandedOn | null, };
export type Hint = "no_backup" | "backup_unreachable" | "backup_failed";
export type HoldActivityIn = { station?: string, record?: string, seen?: string[], people?: Array<NewParty>, opinions: Array<OpinionInput>, 
/**
 * List `activity`: HD01 to HD12.
 */
kind?: string, topic?: string, 
/**
 * The day it is to be held; `hearing_on` or `reception_day_on` follows it, for clocks look back from there.
 */
scheduled_on?: string, from_at?: string, to_at?: string, openness?: Openness, subpoint?: string, place?: string, host?: string, agenda?: string, 
/**
 * 走访对象; who received relief.
 */
object?: string, held_on?: string, n_public?: number, minutes?: string, 
/**
 * 后续事项.
 */
follow_up?: string, 
/**
 * 调解协议, 和解 (信访工作条例 33).
 */
agreement?: string, 
/**
 * Where a release was published.
 */
publication?: string, 
/**
 * 文号 of the recommendation announced or looked back on.
 */
recommendation_no?: string, case_no?: string, invited?: Array<Present>, attended?: Array<Present>, 
/**
 * The matter's parties at a hearing or mediation.
 */
party?: Array<PartyLink>, topics?: Array<string>, };
export type HubBeat = { 
/**
 * An exchange was due and was made.
 */
exchanged: Exchanged | null, 
/**
 * It, or a part of it, has failed several times in a row: why, as `Exchanged::end` or `StreamFault::code`.
 */
failing: string | null, };
export type HubCopies = { here_only: number, 
/**
 * Acknowledged and not read back yet.
 */
sent: number, confirmed: number, refused: number, };
export type HubProgress = { 
/**
 * Entries received, and sent.
 */
pulled: number, pushed: number, 
/**
 * Steps done of those known when it began: what is sent is also read back.
 */
done: number, of: number, stopping: boolean, };
export type HubRequest = { 
/**
 * For whoever keeps the hub; a certificate comes back.
 */
request: FileOut, role: string, };
export type HubStream = { stream: string, 
/**
 * `st`, `of`, `pub`, `sealed`, `log`, `ref` or `admin`.
 */
class: string, 
/**
 * The station or the office.
 */
of: string, waiting: number, 
/**
 * When it last was the same on both sides.
 */
at_ms: number | null, 
/**
 * When something last moved, and how much.
 */
moved_ms: number | null, new: number, confirmed: number, faults: Array<StreamFault>, };
export type HubTried = { 
/**
 * `reached`, or as `Exchanged::end`.
 */
end: string, said: string, 
/**
 * Streams this desk may take part in.
 */
n_streams: number, };
export type HubView = { host: string, port: number, database: string, 
/**
 * Of this desk there.
 */
role: string, 
/**
 * A certificate was asked for and has not come.
 */
asked: boolean, ready: boolean, 
/**
 * Between two exchanges by itself; 0: only by hand.
 */
minutes: number, running: HubProgress | null, last: Exchanged | null, streams: Array<HubStream>, 
/**
 * Entries here that were not read back from there yet, with those that it did not take.
 */
waiting: number, files: FilesView, };
export type IdentityView = { 
/**
 * As it will be kept.
 */
plain: string, born_on: string | null, 
/**
 * GB/T 2261.1.
 */
sex: string | null, age: number | null, 
/**
 * 旧号: 15 digits.
 */
old: boolean, };
export type ImportPreview = { 
/**
 * Sheet name or encoding.
 */
source: string, 
/**
 * What `preview_station_rows` asks for its other rows.
 */
list: string, 
/**
 * The first page: what is refused, then the others.
 */
rows: Array<ImportRow>, 
/**
 * Of all rows.
 */
counts: FateCounts, 
/**
 * Columns nobody asked for: said, never guessed at.
 */
unknown_columns: Array<string>, repeated_columns: Array<string>, n_merged: number, 
/**
 * Cells whose text may not be what the author meant, as `row/column`.
 */
doubts: Array<string>, };
export type ImportRow = { 
/**
 * The column that a refusal is about, as Excel names it.
 */
column: string | null, line: number, code: string | null, name: string | null, 
/**
 * The station the row is about, if it is ours already.
 */
station: string | null, } & ({ "fate": "new" } | { "fate": "same" } | { "fate": "changed", changes: Array<FieldChange>, } | { "fate": "refused", why: Refusal, });
export type ImportStations = { name: string, bytes_base64: string, 
/**
 * The preview was read and refused rows may be left out; without it one refused row stops the whole list.
 */
without_refused?: boolean, };
export type Involved = { record: string, part: Part, };
export type IssueTemplate = { kind?: TaskKind, title?: string, content?: string, 
/**
 * The paper it rests on.
 */
basis?: string, office?: string, 
/**
 * The issuing department: it reviews.
 */
department?: string, recurrence?: Recurrence, 
/**
 * Day within the period, counted from 1; not said: the last one.
 */
due_day?: number, rest_policy?: RestPolicy, from_on?: string, to_on?: string, 
/**
 * Every open station of the office, of the city's office every station.
 */
all_stations?: boolean, 
/**
 * The appeal or case a dynamic task comes out of.
 */
origin?: string, 
/**
 * 自选动作 are asked for.
 */
local_actions?: boolean, stations?: Array<string>, items?: Array<Item>, };
export type Item = { 
/**
 * Names the item within the template; proofs cite it.
 */
key: string, text: string, proof: ProofNoun, 
/**
 * The kind of activity or visit, where only one will do.
 */
kind: string | null, least: number, required: boolean, };
export type JoinDesk = { 
/**
 * Six digits of the procuratorate whose desk this is to be.
 */
office: string, person: string, password: string, };
export type Joining = { 
/**
 * For the office, by stick or disc.
 */
request: FileOut, 
/**
 * To be compared on the telephone with what the office sees.
 */
fingerprint: string, 
/**
 * Opens this desk's file when nobody knows a password any more.
 */
sheet: Founded, };
export type KeepRedactionIn = { record: string, seen: string[], 
/**
 * By what it must be kept: the law or rule, as the office writes it.
 */
duty: string, 
/**
 * The last day of the duty; none where it has no end (永久).
 */
until: string | null, };
export type Keeping = "file" | "paper";
export type KeptAs = "day" | "week" | "month" | "upgrade";
export type KeptView = { field: string, 
/**
 * List `redact_ground`.
 */
ground: string, duty: string, until: string | null, 
/**
 * The duty is over: it may be deleted.
 */
ended: boolean, on: string | null, by_name: string, };
export type KnownBefore = { 
/**
 * Appeals of the same person by number; by name alone nobody is told apart and this is empty.
 */
same: Array<Row>, 
/**
 * Which time this is, counting those of `same`.
 */
nth: number | null, 
/**
 * Appeals that name somebody of this name.
 */
namesakes: Array<Row>, 
/**
 * What other desks have is not known here: as of this day.
 */
as_of: string, };
export type KnownParty = { name?: string, 
/**
 * List `id_kind`; not said: a resident's card.
 */
id_kind?: string, id_number?: string, phone?: string, };
export type LastGood = { writer: string, seq: number, };
export type LastVerify = { last: VerifiedOn | null, };
export type LateWork = { entry: string, act: string, on: string, by_name: string, };
export type LeavePerson = { 
/**
 * The last day of work; may lie ahead.
 */
left_on: string, reason: string, };
export type Letter = { record: string, 
/**
 * 文号.
 */
no: string, basis: Array<string>, 
/**
 * 权利、途径和期限, one paragraph each.
 */
remedies: Array<string>, department: string, phone: string, 
/**
 * With the sheet to be signed by who receives it.
 */
receipt: boolean, };
export type Level = "section" | "deputy" | "chief";
export type Licences = { 
/**
 * HTML; nothing where the program was built by hand and no package brought it.
 */
page: string | null, };
export type Light = "green" | "amber" | "red";
export type LimitChange = "extend" | "pause" | "resume";
export type LimitView = { rule: Rule, internal: boolean, started_on: string, due_on: string | null, deadline: DeadlineView, };
export type LimitsPreview = { 
/**
 * Certain from registration on.
 */
limits: Array<LimitView>, 
/**
 * The earliest limit for sorting while 事项性质 is not known.
 */
candidate: Candidate | null, };
export type LinkSame = { same: string, 
/**
 * Why; whoever decides it in the inbox says so.
 */
reason?: string, };
export type LinkedRow = { kind: string, row: Row, };
export type ListConflicts = { 
/**
 * Only what is shown at this record: its own, and that of whom it names.
 */
record?: string, };
export type ListFile = { name: string, bytes_base64: string, };
export type ListLog = { 
/**
 * The last page's `next`.
 */
before?: number, 
/**
 * Of this act only: `unmask`, `export`, `denied` …
 */
act?: string, };
export type Listed = { stations?: string[], states?: Array<string>, stages?: Array<Stage>, kinds?: Array<string>, flag?: string, 
/**
 * Only what this person must act on next.
 */
mine?: boolean, due?: DueIn, tally?: TallyIn, from?: string, to?: string, text?: string, hidden?: boolean, cursor?: string, limit?: number, };
export type LocalAction = { text: string, on: string, 
/**
 * The record it is written down in, if there is one.
 */
record: string | null, by: string, };
export type LogContactAttempt = { on: string, 
/**
 * List `delivery`.
 */
how: string, 
/**
 * List `no_contact`.
 */
result: string, note?: string, };
export type LogLine = { entry: string, at_ms: number, by_name: string, act: string, 
/**
 * The number of the record it was about, where it has one.
 */
no: string | null, 
/**
 * What else was written: fields, purpose, counts.
 */
what: Record<string, unknown>, 
/**
 * The same in words, as page and workbook say it.
 */
said: string, };
export type LogPage = { lines: Array<LogLine>, next: number | null, };
export type LogVisitIn = { station: string, 
/**
 * Who came; the appeals that name nobody themselves are theirs.
 */
people?: Array<NewParty>, appeals?: Array<RaisedAppeal>, voices?: Array<RegisterVoice>, 
/**
 * What was typed for it: dropped with the act, or not at all.
 */
draft?: string, visited_on?: string, from_at?: string, to_at?: string, 
/**
 * List `visit_kind`: 来访接待, 走访企业, 走访村社, 走访代表 …
 */
kind?: string, 
/**
 * Who was called on; nobody in particular at a reception.
 */
object?: string, company_code?: string, subpoint?: string, place?: string, n_people?: number, summary?: string, 
/**
 * 拟办意见, and what was said on the spot.
 */
intent?: string, 
/**
 * What was raised is sealed: its words lie there, and the visit keeps none.
 */
sealed?: boolean, present?: Array<Present>, party?: Array<PartyLink>, 
/**
 * List `content`.
 */
topics?: Array<string>, };
export type LoggedVisit = { record: string, no: string, 
/**
 * `incomplete`: 待完善.
 */
state: string, appeals: Array<RegisteredAppeal>, voices: Array<RegisteredVoice>, };
export type LoopStep = { stage: Stage, state: string, number: Number, };
export type MakeDemo = { seed?: number, records?: number, };
export type MapStation = { record: string, name: string, code: string | null, office: string, 
/**
 * As it is today.
 */
state: string, lon_e6: number | null, lat_e6: number | null, };
export type MatchCheckpoint = { 
/**
 * As it stands on the paper; case, blanks and dashes do not matter.
 */
code: string, };
export type MatchedCheckpoint = { 
/**
 * None: the paper is of one that is not here.
 */
row: CheckpointRow | null, };
export type Material = { name: string, kept: Keeping, 
/**
 * Address of the attachment (hex), when it is a file.
 */
file: string | null, volume: string | null, page: string | null, n_copies: number | null, n_pages: number | null, original: boolean | null, };
export type Matter = "place" | "deviation";
export type Medium = { 
/**
 * The medium's own number.
 */
number?: string, 
/**
 * Who has agreed that it is carried.
 */
approved_by?: string, 
/**
 * With what it was scanned for viruses, and the result.
 */
scan?: string, 
/**
 * Who carries it, or has brought it.
 */
carried_by?: string, note?: string, };
export type MinutesStep = { step: SevenSteps, text: string, };
export type MonthTasks = { kind: TaskKind, 
/**
 * Passed, or let off with a reason.
 */
n_done: number, n_all: number, 
/**
 * The list of all.
 */
list: Listed, };
export type MoveDesk = { 
/**
 * The desk will lie in a folder of its own in it.
 */
dir: string, };
export type MovedClock = { record: string, noun: string, no: string | null, title: string, flow: string, before: string | null, after: string | null, provisional_before: boolean, provisional_after: boolean, };
export type MovedDesk = { dir: string, 
/**
 * The old folder could not be deleted wholly: where it is.
 */
left: string | null, };
export type NameHandler = { account: string, };
export type NameHearers = { hearers: Array<Hearer>, };
export type NewKeysRow = { account: string, name: string, desk: DeskLabel, 
/**
 * What their owner reads out at that desk.
 */
print: string, asked_ms: number, };
export type NewParty = { part: Part, kind?: PartyKind, name?: string, 
/**
 * GB/T 2261.1, list `sex`.
 */
sex?: string, born_on?: string, 
/**
 * GB/T 3304, list `ethnicity`.
 */
ethnic?: string, 
/**
 * GA/T 2000.156, list `id_kind`.
 */
id_kind?: string, id_number?: string, 
/**
 * Why a number that does not check is kept all the same (未核实).
 */
id_unverified?: string, phone?: string, 
/**
 * 户籍地 and 现住址.
 */
home?: string, address?: string, 
/**
 * 职业 or 单位 of a person.
 */
work?: string, company_code?: string, company_unverified?: string, 
/**
 * Who speaks for a unit.
 */
contact?: string, 
/**
 * 与当事人关系, list `relation`.
 */
relation?: string, 
/**
 * By what an agent is authorised.
 */
authority?: string, 
/**
 * List `party_flag`: minor, elderly, disabled, soldier …
 */
flags?: Array<string>, };
export type NoteKind = "note" | "opinion" | "draft" | "reason";
export type NoteProgress = { 
/**
 * As told outside; the station reads it.
 */
text: string, on: string, 
/**
 * List `delivery`.
 */
how: string, next_on?: string, };
export type NoteView = { record: string, kind: NoteKind | null, text: string, by_name: string, on: string | null, };
export type Nothing = Record<symbol, never>;
export type Notice = { on: string, 
/**
 * The day of the activity as told; a later move of the day makes the notice void.
 */
for_on: string, 
/**
 * In words: posted at the station, by letter, by telephone …
 */
how: string, 
/**
 * To whom: the public, the parties, the hearers.
 */
to: string | null, by: string, };
export type Number = { key: string, noun: string, n: number, list: Listed, };
export type ObjectReferral = { 
/**
 * Who sent it to us, and gets it back after verifying.
 */
unit: string, letter_no: string, reason: string, 
/**
 * 事项性质 (list `nature`): whether a right of litigation is claimed decides which limits apply (信访工作条例 23).
 */
nature: string, 
/**
 * 信访目的, if it is seen differently now.
 */
purpose?: string, 
/**
 * The day it was sorted; a decision is entered on the day it was made or later.
 */
on: string, text?: string, 
/**
 * 告知, when it went out together with the decision.
 */
notice?: GiveNotice, };
export type ObligationFacts = { template?: string, kind?: TaskKind, title?: string, period?: string, from_on?: string, to_on?: string, 
/**
 * The due day before rest days are looked at.
 */
plain_due_on?: string, rest_policy?: RestPolicy, 
/**
 * Of the station.
 */
office?: string, issuer_office?: string, issuer_department?: string, local_actions?: boolean, items?: Array<Item>, };
export type ObligationView = { facts: ObligationFacts, 
/**
 * Under this desk's calendar; none: nothing is owed that day.
 */
due_on: string | null, standing: GridState, 
/**
 * Keys of required items of which there is too little.
 */
open_items: Array<string>, proofs: Array<Proof>, local_actions: Array<LocalAction>, submissions: Array<Submitted>, reviews: Array<Reviewed>, 
/**
 * Code of the list `excuse`, and its words.
 */
excuse: string | null, reason: string | null, record: string, seen: Array<string>, no: string | null, state: string, station: StationRef | null, office: string, holder: string | null, holder_name: string | null, 
/**
 * The day it was written down first.
 */
registered_on: string | null, clocks: Array<ClockView>, parties: Array<FaceParty>, steps: Array<StepView>, timeline: Array<TimelineEntry>, links: Array<LinkedRow>, 
/**
 * Fields that a duty to archive keeps unseen.
 */
kept: Array<KeptView>, 
/**
 * 作废: its registration was undone.
 */
voided: Voided | null, 
/**
 * Part of it was written by a newer program.
 */
newer: boolean, 
/**
 * What must be understood was not: it is read here, and changed after the update.
 */
locked: boolean, };
export type OfferedChange = { id: string, before: Rule | null, after: Rule | null, };
export type OfferedFile = { file: FileId, source: string, 
/**
 * The version this desk works from; none: the file is new here.
 */
had: string | null, 
/**
 * Lines of its table.
 */
n_added: number, n_removed: number, };
export type OfficeChoice = { code: string, name: string, townships: Array<Township>, };
export type OfficeRef = { code: string, name: string, };
export type On = { record: string, seen: string[], };
export type OneAccount = { account: string, };
export type OneDesk = { desk: string, };
export type OneRecord = { record: string, };
export type OpenBySheet = { 
/**
 * The eight groups as typed.
 */
groups: Array<string>, 
/**
 * Whose password is set anew.
 */
name: string, password: string, 
/**
 * Whose of several of that name.
 */
account?: string, };
export type OpenStation = { 
/**
 * From which day it is open; a day ahead is a plan and allowed.
 */
opened_on: string, name?: string, 
/**
 * 人大站名.
 */
npc_name?: string, code?: string, 
/**
 * Nine digits of the township, an attribute only: lists disagree on some.
 */
division?: string, office?: string, 
/**
 * List `station_level`: 总站, 中心站, 选区站 …
 */
level?: string, parent?: string, address?: string, phone?: string, lon_e6?: number, lat_e6?: number, open_hours?: string, 
/**
 * Days of the week people are received: 1 is Monday.
 */
open_days?: Array<number>, };
export type OpenSubpoint = { name?: string, address?: string, phone?: string, office?: string, lon_e6?: number, lat_e6?: number, };
export type OpenWork = { record: string, noun: string, title: string, station: string | null, holder: string, };
export type Opened = { record: string, };
export type OpenedDraft = { id: string, noun: string, body: unknown, saved_ms: number, };
export type Opening = "window" | "browser";
export type OpeningView = { 
/**
 * From the next start on; nothing where there is no window to choose.
 */
way: Opening | null, };
export type Openness = "public" | "closed";
export type Opinion = { 
/**
 * Counted from 1 within the activity; stays its name.
 */
n: number, 
/**
 * Not there once what was said lies sealed.
 */
text: string | null, 
/**
 * The deputy's record, when a deputy said it.
 */
deputy: string | null, speaker: string | null, becomes: OpinionOutcome, reason: string | null, };
export type OpinionInput = { text: string, deputy?: string, speaker?: string, becomes: OpinionOutcome, 
/**
 * Why nothing comes of it.
 */
reason?: string, };
export type OpinionOutcome = "appeal" | "voice" | "nothing";
export type OrderSealing = { record: string, seen: string[], 
/**
 * The person who governs here, beside whoever orders it, and signs the deletion.
 */
approver: string, };
export type OtherDesk = { desk: DeskLabel, 
/**
 * Entries it may have and has not said it has.
 */
waiting: number, 
/**
 * Of these, copies that were set aside here and are handed on to it with the next disc.
 */
handed: number, last_out_ms: number | null, last_in_ms: number | null, 
/**
 * Nothing says yet that it is in the cell: its next disc is an enrolment.
 */
first: boolean, revoked: boolean, 
/**
 * Where the last medium to it went: the next one is asked for the same.
 */
crossing: Crossing, };
export type Outcome<T> = { value: T, changed: Array<Topic>, seen: { [key in string]: Array<string> }, 
/**
 * The deed, for `undo`.
 */
deed: string, 
/**
 * What the person should know besides: it was done without the copy that goes before such an act.
 */
hint?: Hint, };
export type Outline = { 
/**
 * Six digits of GB/T 2260.
 */
code: string, name: string, 
/**
 * Where its name stands.
 */
label: [number, number], 
/**
 * Polygons, each an outer ring and holes.
 */
polygons: Array<Array<Array<[number, number]>>>, };
export type Outlines = { counties: Array<Outline>, 
/**
 * West, south, east, north of them all.
 */
bounds: [number, number, number, number], 
/**
 * Shown under the map.
 */
source: string, };
export type Outward = "refer" | "transfer";
export type Overview = { from: string, to: string, today: string, n_stations: number, numbers: Array<Number>, rates: Array<RateView>, loops: Array<LoopStep>, 
/**
 * Of each noun that goes round the loop.
 */
late: Array<Number>, near: Array<Number>, stations: Array<StationLine>, };
export type OverviewIn = { from: string, to: string, };
export type Page<T> = { rows: Array<T>, next: string | null, count: number, };
export type Part = "petitioner" | "representative" | "agent" | "accused";
export type PartyKind = "person" | "unit" | "anonymous";
export type PartyLink = { record: string, part: string, };
export type PartyView = { record: string, kind: PartyKind | null, 
/**
 * A unit's name is no personal data.
 */
unit_name: string | null, name: string | null, sex: string | null, age: number | null, ethnic: string | null, id_kind: string | null, id_number: string | null, id_unverified: string | null, phone: string | null, home: string | null, address: string | null, work: string | null, company_code: string | null, company_unverified: string | null, contact: string | null, relation: string | null, 
/**
 * By what an agent acts: 授权委托书 with its number, or 法定代理.
 */
authority: string | null, flags: Array<string>, 
/**
 * Fields that were deleted by law (已删除).
 */
redacted: Array<string>, };
export type PassObligation = { remark?: string, };
export type Pause = { from: string, until: string | null, };
export type PeriodView = { key: string, from_on: string, to_on: string, };
export type PersonView = { record: string, account: string, name: string, 
/**
 * The name they signed in under, where it was corrected since.
 */
login: string | null, department: string, roles: Array<Role>, level: Level | null, 
/**
 * The stations this person works for; with `whole_office` every station of the office.
 */
stations: Array<StationRef>, whole_office: boolean, };
export type Phase = "before" | "during" | "after";
export type PlainFile = "checks" | "approvals" | "evidence";
export type PlainRule = { file: PlainFile, 
/**
 * Of a check its id; otherwise the act, or the step of a noun, that asks for it.
 */
id: string, noun: string | null, 
/**
 * What a check asks, in the words of its row.
 */
matter: string | null, 
/**
 * Of a need: code list `evidence`.
 */
evidence: string | null, least: number | null, most: number | null, level: Level | null, source: string, wording: Wording, enabled: boolean, note: string, validity: Validity, };
export type PlanActivityIn = { station: string, people?: Array<NewParty>, 
/**
 * List `activity`: HD01 to HD12.
 */
kind?: string, topic?: string, 
/**
 * The day it is to be held; `hearing_on` or `reception_day_on` follows it, for clocks look back from there.
 */
scheduled_on?: string, from_at?: string, to_at?: string, openness?: Openness, subpoint?: string, place?: string, host?: string, agenda?: string, 
/**
 * 走访对象; who received relief.
 */
object?: string, held_on?: string, n_public?: number, minutes?: string, 
/**
 * 后续事项.
 */
follow_up?: string, 
/**
 * 调解协议, 和解 (信访工作条例 33).
 */
agreement?: string, 
/**
 * Where a release was published.
 */
publication?: string, 
/**
 * 文号 of the recommendation announced or looked back on.
 */
recommendation_no?: string, case_no?: string, invited?: Array<Present>, attended?: Array<Present>, 
/**
 * The matter's parties at a hearing or mediation.
 */
party?: Array<PartyLink>, topics?: Array<string>, };
export type PointRow = { record: string, seen: Array<string>, state: string, facts: SubpointFacts, steps: Array<StepView>, };
export type PostKind = "leader" | "prosecutor" | "assistant" | "liaison";
export type PostOf = { record: string, seen: Array<string>, station: StationRef | null, kind: PostKind | null, from_on: string | null, to_on: string | null, holds: boolean, };
export type PostRow = { record: string, seen: Array<string>, person: string | null, person_name: string, kind: PostKind | null, from_on: string | null, to_on: string | null, note: string | null, state: string, 
/**
 * It stands on the day that was asked for.
 */
holds: boolean, steps: Array<StepView>, };
export type Present = { 
/**
 * List `attendance`: 主持人, 检察人员, 人大代表, 群众 …
 */
part: string, record: string | null, name: string | null, unit: string | null, };
export type PreviewBundle = { dir: string, id: string, };
export type PreviewHandOver = { from: string, };
export type PreviewLimits = { station: string, 
/**
 * 诉求摘要.
 */
title?: string, 
/**
 * 信访形式 (list `way`).
 */
way?: string, 
/**
 * The day it reached us; every legal count starts here, however late it is typed in.
 */
received_on?: string, 
/**
 * 信访目的 (list `purpose`).
 */
purpose?: string, 
/**
 * 诉求类别 of 12309 (list `category`).
 */
category?: string, 
/**
 * 内容分类 (list `content`).
 */
content?: string, 
/**
 * 四大检察 (list `function`).
 */
function?: string, 
/**
 * 首次, 重复, 越级 (list `occasion`), and 第几次 as known on this desk.
 */
occasion?: string, nth?: number, n_people?: number, anonymous?: boolean, 
/**
 * 姓名或联系方式不详: nobody can be answered.
 */
no_contact?: boolean, 
/**
 * 主要事实和理由.
 */
facts?: string, 
/**
 * 请求.
 */
request?: string, 
/**
 * 拟办意见 of the one who received it.
 */
opinion?: string, 
/**
 * 原案案号, 处理机关, 诉讼阶段 (list `case_stage`).
 */
case_no?: string, case_office?: string, case_stage?: string, 
/**
 * 问题属地 (nine digits) and 网格.
 */
division?: string, grid?: string, 
/**
 * Lists `urgency`, `risk`.
 */
urgency?: string, risk?: string, 
/**
 * 个人信息处理告知 was shown and signed.
 */
told_privacy?: boolean, difficult?: boolean, 
/**
 * 涉未成年人, 老弱残, 群体, 舆情 … (list `flag`).
 */
flags?: Array<string>, materials?: Array<Material>, 
/**
 * 接待人, 检察官: staff records.
 */
present?: Array<string>, 
/**
 * 同来代表: deputy records.
 */
deputies?: Array<string>, };
export type PrintDeadline = { record: string, 
/**
 * The clock: `clock/R01/0`.
 */
flow: string, };
export type PrintNotice = { 
/**
 * What happens next and by when.
 */
next: string, 
/**
 * Of a request for materials.
 */
materials: Array<string>, until?: string, record: string, 
/**
 * 文号.
 */
no: string, basis: Array<string>, 
/**
 * 权利、途径和期限, one paragraph each.
 */
remedies: Array<string>, department: string, phone: string, 
/**
 * With the sheet to be signed by who receives it.
 */
receipt: boolean, };
export type Printed = { copy_no: number, mime: string, bytes_base64: string, };
export type Progress = { done: number, total: number, finished: boolean, 
/**
 * Of the finished file: a demonstration's key opens nothing but invented work. Real desks never tell theirs.
 */
file_key: string | null, 
/**
 * The founding's recovery sheet, of the finished desk: the first desk of another office is enrolled with it.
 */
sheet: Array<string> | null, };
export type Proof = { record: string, noun: string, 
/**
 * The item it is for; none: it is a proof of the whole.
 */
item: string | null, on: string, };
export type ProofNoun = "visit" | "activity" | "appeal" | "voice" | "any";
export type ProposeConclusion = { 
/**
 * 处理结论 (list `conclusion`).
 */
outcome: string, reply: string, 
/**
 * 释法说理.
 */
explanation: string, 
/**
 * 答复方式 (list `reply_form`).
 */
how: string, proofs: Array<Material>, 
/**
 * 三到位一处理 (list `three_in_place`), 化解结果 (list `resolution`).
 */
three_in_place?: string, resolution?: string, };
export type ProposedView = { 
/**
 * Codes of the lists `conclusion` and `reply_form`.
 */
outcome: string, how: string, on: string, by_name: string, reply: string | null, explanation: string | null, proofs: Array<Material>, };
export type ProveObligationIn = { by: string, item?: string, };
export type PutAways = { waiting: Array<AwayWaiting>, 
/**
 * The newest first.
 */
done: Array<AwayDone>, };
export type Quarantine = { 
/**
 * The oldest first.
 */
rows: Array<QuarantineRow>, 
/**
 * All that waits, also what is not shown yet.
 */
n: number, 
/**
 * Left out for good by somebody who said why.
 */
n_refused: number, };
export type QuarantineRow = { entry: string, 
/**
 * `desk_cut` or `grant_cut`.
 */
cause: string, 
/**
 * Why that desk or person was revoked.
 */
reason: string, noun: string, act: string, 
/**
 * The matter it would change, where it counts already without this.
 */
at: string | null, at_noun: string | null, no: string | null, title: string | null, desk: DeskLabel, by_name: string, written_ms: number, came_ms: number | null, 
/**
 * What it says, for whoever reads the business; never people's data.
 */
changes: Array<EntryChange>, may_decide: boolean, };
export type RaisedAppeal = { people?: Array<NewParty>, 
/**
 * 当场答复: answered, fed back and evaluated on the spot.
 */
answered?: AnswerOnSpot, parties: Array<Involved>, 
/**
 * The visit it was raised at.
 */
visit?: string, 
/**
 * What it came out of: an activity, a voice.
 */
origin?: string, 
/**
 * 诉求摘要.
 */
title?: string, 
/**
 * 信访形式 (list `way`).
 */
way?: string, 
/**
 * The day it reached us; every legal count starts here, however late it is typed in.
 */
received_on?: string, 
/**
 * 信访目的 (list `purpose`).
 */
purpose?: string, 
/**
 * 诉求类别 of 12309 (list `category`).
 */
category?: string, 
/**
 * 内容分类 (list `content`).
 */
content?: string, 
/**
 * 四大检察 (list `function`).
 */
function?: string, 
/**
 * 首次, 重复, 越级 (list `occasion`), and 第几次 as known on this desk.
 */
occasion?: string, nth?: number, n_people?: number, anonymous?: boolean, 
/**
 * 姓名或联系方式不详: nobody can be answered.
 */
no_contact?: boolean, 
/**
 * 主要事实和理由.
 */
facts?: string, 
/**
 * 请求.
 */
request?: string, 
/**
 * 拟办意见 of the one who received it.
 */
opinion?: string, 
/**
 * 原案案号, 处理机关, 诉讼阶段 (list `case_stage`).
 */
case_no?: string, case_office?: string, case_stage?: string, 
/**
 * 问题属地 (nine digits) and 网格.
 */
division?: string, grid?: string, 
/**
 * Lists `urgency`, `risk`.
 */
urgency?: string, risk?: string, 
/**
 * 个人信息处理告知 was shown and signed.
 */
told_privacy?: boolean, difficult?: boolean, 
/**
 * 涉未成年人, 老弱残, 群体, 舆情 … (list `flag`).
 */
flags?: Array<string>, materials?: Array<Material>, 
/**
 * 接待人, 检察官: staff records.
 */
present?: Array<string>, 
/**
 * 同来代表: deputy records.
 */
deputies?: Array<string>, };
export type RateView = { key: string, over: Number, under: Number, left_out: Number | null, 
/**
 * Tenths of a per cent; nothing out of nothing is no rate.
 */
per_mille: number | null, };
export type Rating = "satisfied" | "fairly_satisfied" | "dissatisfied" | "not_evaluated" | "unreachable" | "declined";
export type RecordEvent = { 
/**
 * List `event`, those under `procedure`.
 */
event: string, 
/**
 * The day it happened.
 */
on: string, 
/**
 * What shows that it did: a file, or paper with volume and page.
 */
proof: Material, note?: string, };
export type RecordExchanged = { exchanged: Exchanged, 
/**
 * What became of the record: `taken`, all of it read back; `refused` once more; `waiting` for the next exchange.
 */
item: string, 
/**
 * What the hub said of a refused one.
 */
not_taken: string | null, };
export type RecordFile = { 
/**
 * As a material names it.
 */
file: string, name: string, size: number, here: boolean, 
/**
 * With the hub: `none` is set, `to_go` up, `there`, `wanted`, `absent`: not whole there yet, `forged`.
 */
hub: string, 
/**
 * Of one that is not here: the desk that attached it.
 */
from: DeskLabel | null, 
/**
 * While it is on its way.
 */
far: FilesFar | null, };
export type RecordHearing = { 
/**
 * A step written again corrects the one before.
 */
steps: Array<MinutesStep>, opinions: Array<HearerOpinion>, 
/**
 * 书记员.
 */
clerk?: string, 
/**
 * 录音录像编号.
 */
recording_no?: string, 
/**
 * The day everybody signed the record.
 */
signed_on?: string, 
/**
 * 评议意见 of the majority.
 */
majority?: string, adopts?: Adopts, };
export type RecordHearingApproval = { matter: Matter, 
/**
 * Whose signature is on the paper.
 */
approver: string, on: string, 
/**
 * The scan, or volume and page.
 */
paper: Material, };
export type RecordPaperApproval = { 
/**
 * Whose signature is on the paper: a staff record.
 */
approver: string, 
/**
 * The day written there.
 */
on: string, 
/**
 * The scan, or volume and page.
 */
paper: Material, };
export type RecordPaperGrant = { id: string, 
/**
 * Whose signature is on the paper: a staff record.
 */
approver: string, 
/**
 * The day written there.
 */
on: string, 
/**
 * The scan, or volume and page.
 */
paper: Material, };
export type RecordReceived = { 
/**
 * `reached`, `old_hub` (it cannot tell yet), or as `Exchanged::end`.
 */
end: string, said: string, 
/**
 * As they came here; empty where the hub told nothing.
 */
entries: Array<EntryReceived>, };
export type RecordReferralReply = { id: string, on: string, text: string, proof: Material, };
export type RecordTravel = { 
/**
 * No hub is set and no other desk is known: there is nowhere to go.
 */
alone: boolean, 
/**
 * Entries of it that are here.
 */
n: number, hub: HubCopies | null, 
/**
 * Desks that were handed some of it, or brought some.
 */
desks: Array<DeskCopies>, from: Array<CameFrom>, };
export type Recurrence = "weekly" | "monthly" | "quarterly" | "half_yearly" | "yearly";
export type RedactFieldIn = { record: string, seen: string[], field: string, 
/**
 * List `redact_ground`.
 */
ground: string, 
/**
 * The head who signs.
 */
approver: string, };
export type RedactionRow = { record: string, seen: Array<string>, 
/**
 * Of the record that loses a field.
 */
noun: string, field: string, 
/**
 * List `redact_ground`.
 */
ground: string, 
/**
 * The record itself, or the first that names the person.
 */
no: string | null, title: string, by_name: string, on: string | null, };
export type ReferAppeal = { kind: Outward, 
/**
 * The unit's name as it stands on the letter.
 */
unit: string, 
/**
 * 函号.
 */
letter_no: string, 
/**
 * 事项性质 (list `nature`): whether a right of litigation is claimed decides which limits apply (信访工作条例 23).
 */
nature: string, 
/**
 * 信访目的, if it is seen differently now.
 */
purpose?: string, 
/**
 * The day it was sorted; a decision is entered on the day it was made or later.
 */
on: string, text?: string, 
/**
 * 告知, when it went out together with the decision.
 */
notice?: GiveNotice, };
export type Refusal = { "code": "in_future", "values": { field: string, on: string, } } | { "code": "end_before_start", "values": { field: string, from: string, to: string, } } | { "code": "required", "values": { field: string, } } | { "code": "too_long", "values": { field: string, most: number, } } | { "code": "not_in_list", "values": { field: string, list: string, value: string, } } | { "code": "check_failed", "values": { field: string, } } | { "code": "not_now", "values": { verb: string, state: string, } } | { "code": "lacks", "values": { verb: string, lacks: Array<string>, } } | { "code": "wrong_role", "values": { verb: string, } } | { "code": "needs_level", "values": { verb: string, level: Level | null, } } | { "code": "own_work", "values": { verb: string, } } | { "code": "out_of_scope" } | { "code": "station_closed", "values": { station: string, on: string, } } | { "code": "bad_character", "values": { field: string, } } | { "code": "times_crossed", "values": { field: string, from: string, to: string, } } | { "code": "out_of_range", "values": { field: string, least: number, most: number, } } | { "code": "runs_through", "values": { field: string, } } | { "code": "fixed", "values": { field: string, } } | { "code": "contested", "values": { fields: Array<string>, } } | { "code": "not_escalated", "values": { until: string, } } | { "code": "nothing_changed" } | { "code": "newer_record" } | { "code": "code_taken", "values": { code: string, } } | { "code": "post_taken", "values": { kind: string, from: string, to: string | null, } } | { "code": "cannot_substitute", "values": { name: string, } } | { "code": "only_for_hearings" } | { "code": "hearer_count", "values": { n: number, least: number | null, most: number | null, wording: Wording, } } | { "code": "hearer_unfit", "values": { name: string, why: string, } } | { "code": "notice_too_late", "values": { event_on: string, notice_on: string, latest_on: string, } } | { "code": "not_issuer" } | { "code": "proof_elsewhere" } | { "code": "proof_outside", "values": { on: string, from: string, to: string, } } | { "code": "proof_unfit", "values": { item: string, } } | { "code": "no_local_actions" } | { "code": "not_deputy", "values": { name: string, on: string, } } | { "code": "case_specific", "values": { grounds: Array<string>, } } | { "code": "row_unclear", "values": { field: string, value: string, } } | { "code": "must_keep_away" } | { "code": "not_holder" } | { "code": "not_yours" } | { "code": "not_approver", "values": { name: string, } } | { "code": "has_account", "values": { name: string, } } | { "code": "cannot_hold", "values": { name: string, } } | { "code": "keeps_away", "values": { name: string, title: string, } } | { "code": "cannot_open_sealed", "values": { name: string, } } | { "code": "being_sealed" } | { "code": "kept_by_law", "values": { field: string, until: string | null, } } | { "code": "needs_sorting" } | { "code": "nothing_owed" } | { "code": "only_downward" } | { "code": "only_from_above" } | { "code": "only_by_office", "values": { office: string, } } | { "code": "told_there" } | { "code": "to_the_accused", "values": { unit: string, } } | { "code": "too_few", "values": { field: string, least: number, } } | { "code": "too_many", "values": { field: string, most: number, } } | { "code": "clock_cannot", "values": { rule: string, lacks: string, } } | { "code": "must_be_sealed", "values": { reason: string, } } | { "code": "cannot_undo", "values": { act: string, reason: string, } } | { "code": "still_named", "values": { act: string, what: Array<string>, } };
export type RefuseAppeal = { 
/**
 * 不予受理理由 (list `refusal`).
 */
reason: string, 
/**
 * 事项性质 (list `nature`): whether a right of litigation is claimed decides which limits apply (信访工作条例 23).
 */
nature: string, 
/**
 * 信访目的, if it is seen differently now.
 */
purpose?: string, 
/**
 * The day it was sorted; a decision is entered on the day it was made or later.
 */
on: string, text?: string, 
/**
 * 告知, when it went out together with the decision.
 */
notice?: GiveNotice, };
export type RefuseEntries = { entries: string[], reason: string, };
export type RefuseHandOver = { reason: string, };
export type RefuseHeld = { row: number, reason: string, };
export type RefuseRequest = { id: string, reason: string, };
export type RegisterAppeal = { station: string, people?: Array<NewParty>, 
/**
 * 当场答复: answered, fed back and evaluated on the spot.
 */
answered?: AnswerOnSpot, 
/**
 * What was typed for it: dropped with the act, or not at all.
 */
draft?: string, parties: Array<Involved>, 
/**
 * The visit it was raised at.
 */
visit?: string, 
/**
 * What it came out of: an activity, a voice.
 */
origin?: string, 
/**
 * 诉求摘要.
 */
title?: string, 
/**
 * 信访形式 (list `way`).
 */
way?: string, 
/**
 * The day it reached us; every legal count starts here, however late it is typed in.
 */
received_on?: string, 
/**
 * 信访目的 (list `purpose`).
 */
purpose?: string, 
/**
 * 诉求类别 of 12309 (list `category`).
 */
category?: string, 
/**
 * 内容分类 (list `content`).
 */
content?: string, 
/**
 * 四大检察 (list `function`).
 */
function?: string, 
/**
 * 首次, 重复, 越级 (list `occasion`), and 第几次 as known on this desk.
 */
occasion?: string, nth?: number, n_people?: number, anonymous?: boolean, 
/**
 * 姓名或联系方式不详: nobody can be answered.
 */
no_contact?: boolean, 
/**
 * 主要事实和理由.
 */
facts?: string, 
/**
 * 请求.
 */
request?: string, 
/**
 * 拟办意见 of the one who received it.
 */
opinion?: string, 
/**
 * 原案案号, 处理机关, 诉讼阶段 (list `case_stage`).
 */
case_no?: string, case_office?: string, case_stage?: string, 
/**
 * 问题属地 (nine digits) and 网格.
 */
division?: string, grid?: string, 
/**
 * Lists `urgency`, `risk`.
 */
urgency?: string, risk?: string, 
/**
 * 个人信息处理告知 was shown and signed.
 */
told_privacy?: boolean, difficult?: boolean, 
/**
 * 涉未成年人, 老弱残, 群体, 舆情 … (list `flag`).
 */
flags?: Array<string>, materials?: Array<Material>, 
/**
 * 接待人, 检察官: staff records.
 */
present?: Array<string>, 
/**
 * 同来代表: deputy records.
 */
deputies?: Array<string>, };
export type RegisterDeputy = { name?: string, sex?: string, phone?: string, 
/**
 * 代表团 or 选区.
 */
constituency?: string, unit?: string, 
/**
 * What they know: 专业.
 */
profession?: string, term?: string, from_on?: string, to_on?: string, office?: string, levels?: Array<DeputyLevel>, };
export type RegisterPerson = { name?: string, sex?: string, office?: string, department?: string, 
/**
 * What they are called: 检察长, 部门主任 …
 */
title?: string, 
/**
 * List `staff_kind`: 员额检察官, 检察官助理, 书记员, 聘用人员, 联络员.
 */
kind?: string, phone?: string, 
/**
 * 工号 or certificate number.
 */
staff_no?: string, note?: string, };
export type RegisterVoice = { title?: string, 
/**
 * List `voice_kind`.
 */
kind?: string, content?: string, 
/**
 * The deputy's record at the station.
 */
deputy?: string, 
/**
 * The day it was raised.
 */
received_on?: string, 
/**
 * List `way`.
 */
way?: string, 
/**
 * List `function`: 四大检察.
 */
function?: string, 
/**
 * List `urgency`.
 */
urgency?: string, 
/**
 * The visit or activity it was raised at, and which opinion of it.
 */
origin?: string, origin_opinion?: number, 
/**
 * 联名代表.
 */
co_deputies?: Array<string>, 
/**
 * List `content`.
 */
topics?: Array<string>, };
export type RegisteredAppeal = { record: string, no: string, 
/**
 * It was sealed at entry: the station keeps number, day and the limit for the reply only.
 */
sealed: boolean, };
export type RegisteredVoice = { record: string, no: string, };
export type ReleaseFieldIn = { record: string, seen: string[], field: string, reason: string, };
export type RelievePost = { 
/**
 * The last day.
 */
to_on: string, reason: string, };
export type RemoveAccount = { account: string, };
export type ReopenStation = { from_on: string, reason: string, };
export type Reply = { outcome: string, text: string, 
/**
 * 释法说理.
 */
explanation: string, 
/**
 * 答复方式 (list `reply_form`).
 */
how: string, on: string, };
export type ReplySealed = { on: string, };
export type RequestAgain = { name: string, password: string, };
export type RequestExtension = { 
/**
 * The clock's flow: `clock/R12d/0`.
 */
clock: string, 
/**
 * In the rule's own unit, at most what the rule allows.
 */
amount: number, reason: string, };
export type RequestFile = { bytes_base64: string, };
export type RequestMaterials = { 
/**
 * What is wanted.
 */
wanted: string, 
/**
 * 补材料 is asked for by telling somebody, so the notice is part of it.
 */
notice: GiveNotice, };
export type RequestPause = { clock: string, 
/**
 * List `pause`; the rule names those it knows.
 */
reason: string, from_on: string, 
/**
 * The day it goes on again; a pause without an end is none.
 */
until_on: string, };
export type RequestResume = { clock: string, on: string, reason: string, };
export type RequestView = { desk: string, name: string, office: string, office_name: string, 
/**
 * As typed at the new desk; the account goes to a person of the office's own list.
 */
person: string, fingerprint: string, 
/**
 * To be told to the person at the new desk.
 */
cell: string, made_ms: number, enrolled: boolean, 
/**
 * The office is new to this cell, or another keeps its sealed matters: the sheet is needed.
 */
needs_sheet: boolean, };
export type ResetPassword = { account: string, 
/**
 * Typed by its owner at this desk.
 */
password: string, };
export type ResolveConflictIn = { record: string, seen: string[], field?: string, side?: string, other?: string, reason: string, };
export type RestPolicy = "skip" | "earlier" | "later";
export type RestoreBackup = { 
/**
 * The copy's own folder; of what an upgrade left, its file.
 */
copy: string, name: string, password: string, };
export type RestoreBySheet = { 
/**
 * The copy's own folder; of what an upgrade left, its file.
 */
copy: string, 
/**
 * The eight groups as typed.
 */
groups: Array<string>, 
/**
 * Whose password is set anew.
 */
name: string, password: string, 
/**
 * Whose of several of that name.
 */
account?: string, };
export type RetryHeld = { 
/**
 * This one; without it all of them.
 */
row?: number, };
export type ReturnAssignment = { reason: string, };
export type ReturnHandOver = { reason: string, };
export type ReturnPerson = { on: string, reason: string, };
export type ReturnProposal = { on: string, 
/**
 * 说明: why it is not ours.
 */
reason: string, };
export type ReturnReferral = { id: string, on: string, reason: string, };
export type ReviewVerdict = "passed" | "sent_back";
export type Reviewed = { verdict: ReviewVerdict, 
/**
 * List `send_back`.
 */
code: string | null, reason: string | null, on: string, by: string, };
export type RevocationPreview = { 
/**
 * Revoked before: only an earlier end changes anything.
 */
revoked: boolean, writers: Array<WriterWork>, };
export type RevokeDesk = { desk: string, last: Array<LastGood>, reason: string, };
export type RevokePerson = { account: string, last: Array<LastGood>, reason: string, };
export type Revoked = { 
/**
 * Of what is here, so much waits from now on.
 */
n_waiting: number, };
export type Role = "liaison" | "assistant" | "prosecutor" | "head" | "registrar" | "system_admin" | "security_admin" | "audit_admin";
export type Route = "study" | "to_appeal" | "to_clue" | "to_proposal" | "to_other";
export type Row = { record: string, noun: string, no: string | null, title: string, state: string, stage: Stage, kind: string, on: string | null, office: string, station: string | null, station_name: string, holder: string | null, holder_name: string | null, flags: Array<string>, hidden: boolean, 
/**
 * The clock that presses most.
 */
clock: RowClock | null, more: Record<string, unknown>, };
export type RowClock = { flow: string, rule: string, 
/**
 * What the rule is about (程序性回复).
 */
matter: string, due_on: string | null, state: ClockState, 
/**
 * Days from today to the due day; negative when late. Calendar days.
 */
days: number | null, provisional: boolean, };
export type Rule = { id: string, version: string, 
/**
 * The noun whose clock it is: `appeal`, `voice`, `activity`, `clue` …
 */
noun: string, 
/**
 * What must be done, as the person reads it.
 */
matter: string, 
/**
 * Where it is written.
 */
article: string, unit: Unit, amount: number, direction: Direction, 
/**
 * The event that opens the clock (code list `event`).
 */
opened_by: string, 
/**
 * The event the count starts from, so that a late entry gives no free days.
 */
counts_from: string, 
/**
 * An event that starts the count anew when it comes later (materials completed).
 */
recounts_from: string | null, 
/**
 * The event that stops it.
 */
met_by: string, extension: ExtensionLimit | null, 
/**
 * Reasons (code list `pause`) for which the clock may be stopped.
 */
pauses: Array<string>, 
/**
 * Reasons (code list `exclusion`) for which a clock is left out of the rate.
 */
exclusions: Array<string>, standing: Standing, wording: Wording, note: string, enabled: boolean, 
/**
 * Opened by the noun's own acts, or by an event of the procedure (程序事项) that is entered. Otherwise by nothing: it
 * is there to be looked up and counted with.
 */
starts_by_itself: boolean, 
/**
 * Who must act within it.
 */
bearer: Bearer, 
/**
 * An office's own version; `None` is everybody's.
 */
office: string | null, validity: Validity, };
export type RuleMark = { flag: string, matter: string, article: string, wording: Wording, };
export type RuleView = { id: string, version: string, matter: string, article: string, counts_from: string, wording: Wording, standing: Standing, enabled: boolean, };
export type RulesPreview = { file: FileId, 
/**
 * Versions of the same file that are here already.
 */
known: Array<FileId>, moves: Array<MovedClock>, };
export type RulesText = { text: string, };
export type RulesView = { rules: Array<Rule>, 
/**
 * Those without a period.
 */
plain: Array<PlainRule>, files: Array<FileId>, 
/**
 * One id and version with different contents: neither is used.
 */
clashes: Array<Clash>, 
/**
 * What this program brings and the desk has not taken over.
 */
offered: Array<FileId>, 
/**
 * The office that brings what counts for every office, where that is another.
 */
above: string | null, };
export type RunCheck = { check: Check, };
export type SampleAppeal = { level: Rating, on: string, 
/**
 * List `delivery`.
 */
how: string, reason?: string, };
export type SaveDraft = { id?: string, 
/**
 * The form it belongs to: `register_appeal`, `log_visit` …
 */
noun: string, body: unknown, 
/**
 * `saved_ms` of the words that these go on from. Others that stand there since, of another window, are not written over:
 * these are kept beside them, and the answer names where.
 */
over?: number, };
export type SavedDraft = { id: string, 
/**
 * Milliseconds since 1970.
 */
saved_ms: number, };
export type SealAppealIn = { reason: SealReason, 
/**
 * The person who governs here, beside whoever asks, and signs the deletion of the open texts.
 */
approver: string, };
export type SealReason = "report" | "staff" | "minor" | "reporter";
export type SealedRow = { record: string, 
/**
 * The number that the station keeps.
 */
no: string | null, 
/**
 * List `seal_reason`.
 */
reason: string, state: State, received_on: string | null, 
/**
 * The earliest open limit.
 */
due_on: string | null, };
export type SealedToday = { 
/**
 * Whoever has them: conclusions and requests about a limit that wait for a head.
 */
decide: number, late: number, today: number, 
/**
 * Of the next seven days.
 */
near: number, };
export type SealedView = { 
/**
 * List `seal_reason`.
 */
reason: string, 
/**
 * The record that the station keeps: number, day and limit only.
 */
stub: string | null, external_no: string | null, stage: Stage, facts: AppealFacts, 
/**
 * Until 事项性质 is known: the earliest limit that sorting may bring.
 */
candidate: Candidate | null, 
/**
 * It lies open and must not (a minor was recognised, 举报 was said later): list `seal_reason`.
 */
must_seal: SealReason | null, 
/**
 * What rules without a period say of it (首次信访三类, 集体访).
 */
marks: Array<RuleMark>, 
/**
 * Events of the procedure that would start or meet a limit now (登记程序事项); a liaison enters none.
 */
events: Array<EventOffered>, 
/**
 * Requests for an extension or a pause that wait for a decision.
 */
waiting: Array<Asked>, 
/**
 * Those granted on paper that wait for whose signature it bears.
 */
recorded: Array<Asked>, 
/**
 * The conclusion that waits for approval; its texts are the office's until then.
 */
proposed: ProposedView | null, 
/**
 * 转交 to another office: how it stands.
 */
hand_over: HandOverView | null, 
/**
 * It came by one: where from, with its proof.
 */
handed_in: HandedInView | null, 
/**
 * The replies that went out, the last one last.
 */
replies: Array<Reply>, 
/**
 * 办理笔记 of the office, newest first; a liaison is shown none.
 */
notes: Array<NoteView>, record: string, seen: Array<string>, no: string | null, state: string, station: StationRef | null, office: string, holder: string | null, holder_name: string | null, 
/**
 * The day it was written down first.
 */
registered_on: string | null, clocks: Array<ClockView>, parties: Array<FaceParty>, steps: Array<StepView>, timeline: Array<TimelineEntry>, links: Array<LinkedRow>, 
/**
 * Fields that a duty to archive keeps unseen.
 */
kept: Array<KeptView>, 
/**
 * 作废: its registration was undone.
 */
voided: Voided | null, 
/**
 * Part of it was written by a newer program.
 */
newer: boolean, 
/**
 * What must be understood was not: it is read here, and changed after the update.
 */
locked: boolean, };
export type SealingRow = { record: string, noun: string, seen: Array<string>, no: string | null, received_on: string | null, by_name: string, on: string, 
/**
 * Somebody has ordered it and named the one who asks; else it waits for an order.
 */
ordered: boolean, };
export type Segment = { from: string, 
/**
 * The last day of it; of a pause that has not ended, its first.
 */
to: string, kind: SegmentKind, 
/**
 * How many of the period's units were completed in it; they add up to the amount.
 */
n: number, 
/**
 * The holiday behind it, as the notice names it.
 */
note: string | null, };
export type SegmentKind = "start" | "counted" | "extended" | "rest" | "make_up" | "paused" | "rolled" | "due" | "event";
export type SendBackConclusion = { reason: string, };
export type SendBackHearing = { matter: Matter, reason: string, };
export type SendBackObligation = { code: string, reason: string, };
export type SetBackup = { 
/**
 * Empty: no schedule.
 */
dir: string, every_hours: number, };
export type SetExternalNo = { number: string, 
/**
 * Why a number of another shape is right all the same.
 */
unusual?: string, };
export type SetHub = { host: string, port: number, database: string, 
/**
 * The hub's own authority and this desk's certificate, as text; without them what is kept stays.
 */
ca_pem?: string, cert_pem?: string, };
export type SetHubRhythm = { 
/**
 * Minutes between two exchanges; 0: only by hand.
 */
minutes: number, };
export type SetSilentDays = { days: number, };
export type SettleAppeal = { 
/**
 * 查明事实 and why nothing more can be done.
 */
finding: string, };
export type SettleOpinionIn = { n: number, appeal?: RaisedAppeal, voice?: RegisterVoice, became?: string, };
export type SettleVoice = { finding: string, };
export type SevenSteps = "case" | "statements" | "questions" | "discussion" | "opinions" | "last_words" | "summary";
export type SignForReferral = { 
/**
 * The referral's number in this record.
 */
id: string, on: string, 
/**
 * 送达回证 or another paper that shows it arrived.
 */
proof: Material, };
export type SignIn = { name: string, password: string, };
export type SignInRow = { 
/**
 * List `attendance`.
 */
part: string, name: string, unit: string | null, };
export type SignInSheet = { kind: string, topic: string, on: string | null, from_at: string | null, to_at: string | null, place: string | null, rows: Array<SignInRow>, };
export type SignedIn = { name: string, };
export type Silence = "heard" | "silent" | "too_long";
export type SortVoiceIn = { appeal?: RaisedAppeal, route: Route, answers: CaseAnswers, 
/**
 * The appeal made of it in the same deed, or one that is there; of no other way anything is kept.
 */
became?: string, 
/**
 * The unit it goes to (list `outside_unit`, or its name).
 */
unit?: string, reason?: string, 
/**
 * Who works on it; not said: the one who sorts.
 */
holder?: string, };
export type Sorted = { route: Route, 
/**
 * The grounds that made it case-specific (law.md §1.4 rule 2).
 */
grounds: Array<string>, unit: string | null, reason: string | null, on: string, by: string, };
export type SpareFont = { bytes_base64: string, };
export type StaffView = { record: string, seen: Array<string>, state: string, name: string, sex: string | null, office: string, department: string | null, title: string | null, kind: string | null, phone: string | null, staff_no: string | null, note: string | null, left_on: string | null, covers: Array<CoverView>, posts: Array<PostOf>, 
/**
 * Records that wait for this person to act.
 */
n_open: number, has_account: boolean, steps: Array<StepView>, timeline: Array<TimelineEntry>, 
/**
 * Fields that a duty to archive keeps unseen.
 */
kept: Array<KeptView>, };
export type Stage = "none" | "collect" | "handle" | "feedback" | "evaluate" | "closed";
export type Standing = "national" | "provincial" | "practice" | "internal";
export type State = "incomplete" | "registered" | "awaiting_materials" | "accepted" | "assigned" | "handling" | "concluding" | "concluded" | "refused" | "not_again" | "referred" | "guided" | "delivered" | "evaluated" | "reworking" | "settled" | "archived" | "answered_on_spot" | "sealed" | "arrived" | "handed_over" | "handed_back";
export type StationFacts = { name?: string, 
/**
 * 人大站名.
 */
npc_name?: string, code?: string, 
/**
 * Nine digits of the township, an attribute only: lists disagree on some.
 */
division?: string, office?: string, 
/**
 * List `station_level`: 总站, 中心站, 选区站 …
 */
level?: string, parent?: string, address?: string, phone?: string, lon_e6?: number, lat_e6?: number, open_hours?: string, 
/**
 * Days of the week people are received: 1 is Monday.
 */
open_days?: Array<number>, };
export type StationLine = { record: string, name: string, office: string, n_visits: number, n_activities: number, n_collected: number, n_late: number, 
/**
 * No visit and no activity in the last 30 days.
 */
silent: boolean, };
export type StationMap = { outlines: Outlines, stations: Array<MapStation>, 
/**
 * Listed beside the map, never drawn at a made-up place.
 */
without_point: Array<MapStation>, };
export type StationRef = { record: string, name: string, };
export type StationRows = { 
/**
 * What is refused comes first, then the others, each in the order of the sheet.
 */
rows: Array<ImportRow>, 
/**
 * As many as there are of this fate.
 */
n: number, };
export type StationRowsIn = { 
/**
 * The preview's `list`.
 */
list: string, 
/**
 * Of this fate only.
 */
fate?: FateKind, 
/**
 * How many rows lie before the page.
 */
from?: number, };
export type StationView = { record: string, seen: Array<string>, state: string, facts: StationFacts, parent_name: string | null, opened_on: string | null, 
/**
 * When it opened and closed.
 */
turns: Array<Turn>, 
/**
 * Every post it ever had, those of today first.
 */
team: Array<PostRow>, subpoints: Array<PointRow>, deputies: Array<Row>, steps: Array<StepView>, 
/**
 * What may be begun here: posts, sub-points, deputies.
 */
beginnings: Array<StepView>, timeline: Array<TimelineEntry>, };
export type StepView = { verb: string, flow: string, may: boolean, why: Refusal | null, 
/**
 * The level that the law names for it.
 */
level: Level | null, person_act: boolean, };
export type StillJoining = { request: FileOut, fingerprint: string, };
export type StopTemplate = { 
/**
 * The last day on which something may fall due.
 */
stopped_on: string, reason: string, };
export type StreamExchanged = { stream: string, at_ms: number, new: number, aside: number, pushed: number, confirmed: number, lost: number, faults: Array<StreamFault>, };
export type StreamFault = { 
/**
 * `not_granted`, `contradiction`, `entry`, `quota`, `hub_full`, `cursor`, `refused`, or one that ends an exchange.
 */
code: string, said: string, };
export type SubmitObligation = { text: string, };
export type Submitted = { text: string, on: string, by: string, };
export type SubpointFacts = { name?: string, address?: string, phone?: string, office?: string, lon_e6?: number, lat_e6?: number, };
export type SubstitutePersonIn = { record: string, seen: string[], by: string, from_on: string, to_on: string, reason: string, };
export type SupplementMaterials = { 
/**
 * 补齐之日.
 */
on: string, materials: Array<Material>, };
export type TakeBundle = { dir: string, id: string, medium?: Medium, };
export type TakeEnrolment = { 
/**
 * The folder the office's disc or stick shows.
 */
dir: string, name: string, password: string, 
/**
 * The cell's four groups as the office reads them out; without them the call says what the file claims.
 */
cell?: string, };
export type TakeInAppeal = Record<symbol, never>;
export type TakeOnAppeal = Record<symbol, never>;
export type TakeOverPreview = { files: Array<OfferedFile>, 
/**
 * Periods that would read otherwise from today on.
 */
rules: Array<OfferedChange>, };
export type TakeOverRules = { 
/**
 * The files to take over, as they were offered.
 */
hashes: Array<string>, };
export type TakenBundle = { done: boolean, blocks: number, of_blocks: number, n_new: number, n_held: number, 
/**
 * Blocks that could not be read: the sender is told by the receipt and sends them again.
 */
n_unread: number, 
/**
 * Entries that the sender has and that are not here now, and places where another one stands here.
 */
n_lacking: number, n_differing: number, 
/**
 * For the sender, where no disc goes back.
 */
code: string | null, };
export type TakenOver = { files: Array<FileId>, };
export type TallyIn = { what: string, from: string, to: string, };
export type TaskGrid = { 
/**
 * Those that touch the days asked for, oldest first.
 */
periods: Array<PeriodView>, rows: Array<GridRow>, 
/**
 * How many cells stand where.
 */
totals: { [key in string]: number }, };
export type TaskGridIn = { template: string, from: string, to: string, };
export type TaskKind = "fixed" | "campaign" | "dynamic";
export type TellApart = { appeal: string, reason: string, };
export type TemplateFacts = { kind?: TaskKind, title?: string, content?: string, 
/**
 * The paper it rests on.
 */
basis?: string, office?: string, 
/**
 * The issuing department: it reviews.
 */
department?: string, recurrence?: Recurrence, 
/**
 * Day within the period, counted from 1; not said: the last one.
 */
due_day?: number, rest_policy?: RestPolicy, from_on?: string, to_on?: string, 
/**
 * Every open station of the office, of the city's office every station.
 */
all_stations?: boolean, 
/**
 * The appeal or case a dynamic task comes out of.
 */
origin?: string, 
/**
 * 自选动作 are asked for.
 */
local_actions?: boolean, stations?: Array<string>, items?: Array<Item>, };
export type TemplateView = { record: string, seen: Array<string>, state: string, facts: TemplateFacts, stopped_on: string | null, 
/**
 * Periods that have begun, oldest first: what `generate_obligations` takes.
 */
periods: Array<PeriodView>, steps: Array<StepView>, timeline: Array<TimelineEntry>, };
export type TimelineEntry = { entry: string, deed: string, act: string, 
/**
 * Milliseconds since 1970.
 */
at_ms: number, on: string, by: string, by_name: string, changes: Array<EntryChange>, 
/**
 * Carries the account's own signature.
 */
signed: boolean, undone: boolean, powerless: boolean, suspect_clock: boolean, };
export type TodayGroup = { 
/**
 * `late`, `today`, `near`, `waiting`, `returned`; of a head `decide` before them, and before all `review` and `arrived`
 * where there is any.
 */
key: string, n: number, parts: Array<TodayPart>, 
/**
 * Those that press most first.
 */
rows: Array<Row>, };
export type TodayIn = { 
/**
 * Only what lies with this person, or with those they stand in for; else everything in their scope.
 */
mine?: boolean, };
export type TodayPart = { noun: string, n: number, list: Listed, };
export type TodayView = { today: string, groups: Array<TodayGroup>, 
/**
 * Of sealed matters, which stand in no list: for their named handlers alone.
 */
sealed: SealedToday | null, n_drafts: number, 
/**
 * 固定, 专项, 动态 due this month.
 */
tasks: Array<MonthTasks>, };
export type Topic = "appeals" | "voices" | "visits" | "activities" | "tasks" | "stations" | "people" | "desk" | "reference" | "log";
export type Touched = { record: string, noun: string, title: string, seen: Array<string>, };
export type Township = { code: string, name: string, };
export type Turn = { verb: string, on: string, reason: string | null, };
export type Undo = { deed: string, reason: string, 
/**
 * The records of the deed as the person sees them.
 */
on: Array<On>, };
export type UndoPreview = { act: string, by_name: string, may: boolean, why: Refusal | null, records: Array<Touched>, };
export type Unit = "natural" | "working" | "months" | "hours";
export type UnlinkSame = { same: string, };
export type Unmask = { record: string, fields: Array<string>, 
/**
 * Why it must be seen (list `unmask_purpose`); kept in the log.
 */
purpose: string, };
export type Unmasked = { values: { [key in string]: string }, };
export type UrgeAppeal = { kind: Urging, text: string, };
export type Urging = "urge" | "supervise";
export type Validity = { from: string | null, to: string | null, };
export type Verdict = "approved" | "sent_back" | "recorded" | "confirmed" | "disputed";
export type Verified = { 
/**
 * `good`, `bad` or `incomplete`.
 */
verdict: string, n_entries: number, 
/**
 * The ledger's report: the first bad entry, counts, gaps.
 */
report: Record<string, unknown>, 
/**
 * Rows whose columns are not what the signed header says.
 */
moved: Array<string>, 
/**
 * Records whose rows in lists, limits, search or counts are not what their entries add up to: `rebuild` mends them,
 */
unlike: Array<string>, 
/**
 * and counters that are not what all rows give, and rows of no record.
 */
n_astray: number, 
/**
 * 检查点 that were held against what is here,
 */
n_checkpoints: number, 
/**
 * and what differs from them.
 */
against: Array<CheckpointDiff>, 
/**
 * The one that vouched for what was written before it.
 */
since?: CheckpointRow, };
export type VerifiedOn = { at: string, verdict: string, n_entries: number, by: string, };
export type Verify = { 
/**
 * The code on the paper of a checkpoint: signatures of what it stands for are not checked again.
 */
since?: string, };
export type VisitFacts = { visited_on?: string, from_at?: string, to_at?: string, 
/**
 * List `visit_kind`: 来访接待, 走访企业, 走访村社, 走访代表 …
 */
kind?: string, 
/**
 * Who was called on; nobody in particular at a reception.
 */
object?: string, company_code?: string, subpoint?: string, place?: string, n_people?: number, summary?: string, 
/**
 * 拟办意见, and what was said on the spot.
 */
intent?: string, 
/**
 * What was raised is sealed: its words lie there, and the visit keeps none.
 */
sealed?: boolean, present?: Array<Present>, party?: Array<PartyLink>, 
/**
 * List `content`.
 */
topics?: Array<string>, };
export type VisitView = { facts: VisitFacts, 
/**
 * 补录: written down on a later day than it took place.
 */
entered_late: boolean, 
/**
 * What it still wants to count as written down.
 */
missing: Array<string>, record: string, seen: Array<string>, no: string | null, state: string, station: StationRef | null, office: string, holder: string | null, holder_name: string | null, 
/**
 * The day it was written down first.
 */
registered_on: string | null, clocks: Array<ClockView>, parties: Array<FaceParty>, steps: Array<StepView>, timeline: Array<TimelineEntry>, links: Array<LinkedRow>, 
/**
 * Fields that a duty to archive keeps unseen.
 */
kept: Array<KeptView>, 
/**
 * 作废: its registration was undone.
 */
voided: Voided | null, 
/**
 * Part of it was written by a newer program.
 */
newer: boolean, 
/**
 * What must be understood was not: it is read here, and changed after the update.
 */
locked: boolean, };
export type VoiceFacts = { title?: string, 
/**
 * List `voice_kind`.
 */
kind?: string, content?: string, 
/**
 * The deputy's record at the station.
 */
deputy?: string, 
/**
 * The day it was raised.
 */
received_on?: string, 
/**
 * List `way`.
 */
way?: string, 
/**
 * List `function`: 四大检察.
 */
function?: string, 
/**
 * List `urgency`.
 */
urgency?: string, 
/**
 * The visit or activity it was raised at, and which opinion of it.
 */
origin?: string, origin_opinion?: number, 
/**
 * 联名代表.
 */
co_deputies?: Array<string>, 
/**
 * List `content`.
 */
topics?: Array<string>, };
export type VoiceView = { stage: Stage, facts: VoiceFacts, 
/**
 * A deputy is named in office.
 */
deputy_name: string | null, formal: boolean, difficult: boolean, 
/**
 * 大会期间提出.
 */
in_session: boolean, proposal_no: string | null, became: string | null, 
/**
 * Events of the procedure that would start or meet a limit now (登记程序事项); a liaison enters none.
 */
events: Array<EventOffered>, sorted: Array<Sorted>, contacts: Array<Contact>, decisions: Array<Decision>, answers: Array<Answer>, evaluations: Array<Evaluation>, record: string, seen: Array<string>, no: string | null, state: string, station: StationRef | null, office: string, holder: string | null, holder_name: string | null, 
/**
 * The day it was written down first.
 */
registered_on: string | null, clocks: Array<ClockView>, parties: Array<FaceParty>, steps: Array<StepView>, timeline: Array<TimelineEntry>, links: Array<LinkedRow>, 
/**
 * Fields that a duty to archive keeps unseen.
 */
kept: Array<KeptView>, 
/**
 * 作废: its registration was undone.
 */
voided: Voided | null, 
/**
 * Part of it was written by a newer program.
 */
newer: boolean, 
/**
 * What must be understood was not: it is read here, and changed after the update.
 */
locked: boolean, };
export type Voided = { by_name: string, on: string, reason: string, };
export type WaitingFile = { record: string, noun: string, title: string, 
/**
 * As a material names it, for `fetch_file` and `send_file`.
 */
file: string, name: string, size: number, 
/**
 * `to_go`, `wanted`, `absent` or `forged`.
 */
hub: string, };
export type WaitingRecord = { 
/**
 * Where it is met, and what it is called there; nothing of what this person may not open.
 */
record: string | null, noun: string | null, no: string | null, title: string, 
/**
 * Entries of it that are here only.
 */
n: number, 
/**
 * What the hub said where it did not take one of them.
 */
not_taken: string | null, 
/**
 * Of such a record, for `exchange_record`: one of its entries by its hash, which tells nothing of what this person may not open.
 */
refused: string | null, };
export type WaitingRecords = { 
/**
 * As `HubStream::stream`.
 */
stream: string, };
export type WithPeople<T> = { people?: Array<NewParty>, } & T;
export type WithdrawProof = { proof: Proof, };
export type Wording = "verified" | "unverified";
export type WorkFar = { 
/**
 * `verify`, `rebuild`, `import_stations`, `export_list` or `move_desk`; `open_desk` while somebody signs in.
 */
work: string, 
/**
 * What of it is being done: of a proof `file`, `entries`, `lists`; of an opening `file`, `lists`; of a list `rows`.
 * Empty before the first word.
 */
stage: string, done: number, 
/**
 * 0 where nobody knows of how many.
 */
of: number, stopping: boolean, };
export type WorkLine = { entry: string, seq: number, noun: string, act: string, 
/**
 * Its number, for whoever reads the business.
 */
no: string | null, by_name: string, written_ms: number, 
/**
 * When it came here; what was written here has no such day.
 */
came_ms: number | null, };
export type WorkProgress = { 
/**
 * `None` where nothing is being done.
 */
running: WorkFar | null, };
export type WorkRow = { work: OpenWork, no: string | null, state: string, station_name: string, seen: Array<string>, };
export type WriteNoteIn = { appeal: string, kind: NoteKind, text: string, };
export type WriterWork = { writer: string, 
/**
 * It numbers with it; a restored or copied file has none.
 */
letter: string | null, desk: DeskLabel, 
/**
 * The last number of it that is here.
 */
last: number, 
/**
 * Where its good work ends already.
 */
good: number | null, 
/**
 * Of theirs, the newest first.
 */
newest: Array<WorkLine>, 
/**
 * There is more than is shown.
 */
more: boolean, };

export interface Calls {
  desk_state: { input: Nothing; output: DeskStateView }
  about: { input: Nothing; output: About }
  licences: { input: Nothing; output: Licences }
  spare_font: { input: Nothing; output: SpareFont }
  offices: { input: Nothing; output: Array<OfficeChoice> }
  found_desk: { input: FoundDesk; output: Founded }
  confirm_sheet: { input: ConfirmSheet; output: Done }
  make_demo: { input: MakeDemo; output: Progress }
  join_desk: { input: JoinDesk; output: Joining }
  request_again: { input: RequestAgain; output: StillJoining }
  take_enrolment: { input: TakeEnrolment; output: Enrolment }
  remove_account: { input: RemoveAccount; output: Done }
  rekey_file: { input: Nothing; output: Done }
  renew_sheet: { input: Nothing; output: Founded }
  open_by_sheet: { input: OpenBySheet; output: SignedIn }
  copies_in: { input: CopiesIn; output: FoundCopies }
  upgrade_copy: { input: Nothing; output: FoundCopies }
  restore_by_sheet: { input: RestoreBySheet; output: SignedIn }
  restore_backup: { input: RestoreBackup; output: SignedIn }
  desk_place: { input: Nothing; output: DeskPlace }
  move_desk: { input: MoveDesk; output: MovedDesk }
  work_progress: { input: Nothing; output: WorkProgress }
  stop_work: { input: Nothing; output: Done }
  opening: { input: Nothing; output: OpeningView }
  choose_opening: { input: ChooseOpening; output: OpeningView }
  sign_in: { input: SignIn; output: SignedIn }
  sign_out: { input: Nothing; output: Done }
  list_appeals: { input: Listed; output: Page<Row> }
  open_appeal: { input: OneRecord; output: AppealView }
  list_stations: { input: Listed; output: Page<Row> }
  open_station: { input: OneRecord; output: StationView }
  answerable_on: { input: AnswerableOn; output: Answerable }
  station_map: { input: Nothing; output: StationMap }
  list_deputies: { input: Listed; output: Page<Row> }
  open_deputy: { input: OneRecord; output: DeputyView }
  list_people: { input: Listed; output: Page<Row> }
  open_person: { input: OneRecord; output: StaffView }
  preview_hand_over: { input: PreviewHandOver; output: HandOverPreview }
  list_visits: { input: Listed; output: Page<Row> }
  open_visit: { input: OneRecord; output: VisitView }
  known_party: { input: KnownParty; output: KnownBefore }
  check_identity: { input: CheckIdentity; output: IdentityView }
  list_voices: { input: Listed; output: Page<Row> }
  open_voice: { input: OneRecord; output: VoiceView }
  list_activities: { input: Listed; output: Page<Row> }
  open_activity: { input: OneRecord; output: ActivityView }
  sign_in_sheet: { input: OneRecord; output: SignInSheet }
  list_templates: { input: Listed; output: Page<Row> }
  open_template: { input: OneRecord; output: TemplateView }
  list_obligations: { input: Listed; output: Page<Row> }
  open_obligation: { input: OneRecord; output: ObligationView }
  task_grid: { input: TaskGridIn; output: TaskGrid }
  today: { input: TodayIn; output: TodayView }
  preview_station_import: { input: ListFile; output: ImportPreview }
  preview_station_rows: { input: StationRowsIn; output: StationRows }
  export_list: { input: ExportList; output: FileOut }
  export_overview: { input: ExportOverview; output: FileOut }
  export_grid: { input: TaskGridIn; output: FileOut }
  export_discs: { input: Nothing; output: FileOut }
  export_log: { input: ExportLog; output: FileOut }
  open_file: { input: FileOf; output: FileView }
  record_files: { input: OneRecord; output: Array<RecordFile> }
  waiting_records: { input: WaitingRecords; output: Array<WaitingRecord> }
  waiting_files: { input: Nothing; output: Array<WaitingFile> }
  export_file: { input: FileOf; output: FileOut }
  preview_undo: { input: DeedOf; output: UndoPreview }
  list_rules: { input: Nothing; output: RulesView }
  preview_rules: { input: RulesText; output: RulesPreview }
  list_calendars: { input: Nothing; output: CalendarsView }
  preview_calendar: { input: CalendarText; output: CalendarPreview }
  preview_take_over: { input: TakeOverRules; output: TakeOverPreview }
  account_choices: { input: Nothing; output: AccountChoices }
  list_log: { input: ListLog; output: LogPage }
  list_accounts: { input: Nothing; output: Array<AccountRow> }
  list_new_keys: { input: Nothing; output: Array<NewKeysRow> }
  list_backups: { input: Nothing; output: Backups }
  list_sealed: { input: Nothing; output: Array<SealedRow> }
  open_sealed: { input: OneRecord; output: SealedView }
  list_sealings: { input: Nothing; output: Array<SealingRow> }
  list_redactions: { input: Nothing; output: Array<RedactionRow> }
  counts: { input: Nothing; output: { [key in string]: Count } }
  overview: { input: OverviewIn; output: Overview }
  list_desks: { input: Nothing; output: DeskList }
  exchange_state: { input: Nothing; output: ExchangeView }
  hub_state: { input: Nothing; output: HubView }
  try_hub: { input: Nothing; output: HubTried }
  record_travel: { input: OneRecord; output: RecordTravel }
  record_received: { input: OneRecord; output: RecordReceived }
  bundles_in: { input: BundlesIn; output: FoundBundles }
  preview_bundle: { input: PreviewBundle; output: BundlePreview }
  export_progress: { input: Nothing; output: ExportProgress }
  list_discs: { input: Nothing; output: Array<DiscRow> }
  list_conflicts: { input: ListConflicts; output: Array<ConflictRow> }
  list_put_away: { input: Nothing; output: PutAways }
  list_held: { input: Nothing; output: Array<HeldRow> }
  list_quarantine: { input: Nothing; output: Quarantine }
  preview_revoke_desk: { input: OneDesk; output: RevocationPreview }
  preview_revoke_person: { input: OneAccount; output: RevocationPreview }
  open_request: { input: RequestFile; output: RequestView }
  rebuild: { input: Nothing; output: Done }
  last_verify: { input: Nothing; output: LastVerify }
  list_checkpoints: { input: Nothing; output: Checkpoints }
  checkpoint_owed: { input: Nothing; output: CheckpointOwed }
  match_checkpoint: { input: MatchCheckpoint; output: MatchedCheckpoint }
  clock_state: { input: Nothing; output: DeskClock }
  list_checks: { input: Nothing; output: Array<CheckName> }
  run_check: { input: RunCheck; output: CheckLine }
  export_checks: { input: ExportChecks; output: FileOut }
  verify: { input: Verify; output: Verified }
  codes: { input: CodesOf; output: Array<CodeView> }
  explain_deadline: { input: ExplainDeadline; output: DeadlineView }
  find: { input: Find; output: Found }
  count_found: { input: Find; output: number }
  unmask: { input: Unmask; output: Unmasked }
  order_sealing: { input: OrderSealing; output: Outcome<Done> }
  approve_sealing: { input: On; output: Outcome<Done> }
  approve_redaction: { input: On; output: Outcome<Done> }
  decline_redaction: { input: On; output: Outcome<Done> }
  enrol_desk: { input: EnrolDesk; output: Outcome<Enrolled> }
  grant_stream: { input: GrantStream; output: Outcome<Granted> }
  end_stream: { input: EndStream; output: Outcome<Done> }
  set_silent_days: { input: SetSilentDays; output: Done }
  export_bundle: { input: ExportBundle; output: Exported }
  stop_export: { input: Nothing; output: Done }
  request_hub: { input: Nothing; output: HubRequest }
  set_hub: { input: SetHub; output: Done }
  doubt_clock: { input: Nothing; output: DeskClock }
  trust_clock: { input: Nothing; output: DeskClock }
  set_hub_rhythm: { input: SetHubRhythm; output: Done }
  exchange_now: { input: Nothing; output: Outcome<Exchanged> }
  exchange_record: { input: ExchangeRecord; output: Outcome<RecordExchanged> }
  exchange_if_due: { input: Nothing; output: Outcome<HubBeat> }
  exchange_files: { input: Nothing; output: FilesCarried }
  stop_files: { input: Nothing; output: Done }
  set_files_room: { input: FilesRoom; output: Done }
  fetch_file: { input: FileOf; output: CarriedFile }
  send_file: { input: FileOf; output: CarriedFile }
  stop_fetch: { input: FileOf; output: Done }
  stop_exchange: { input: Nothing; output: Done }
  take_bundle: { input: TakeBundle; output: Outcome<TakenBundle> }
  confirm_disc: { input: ConfirmDisc; output: Done }
  write_checkpoint: { input: Nothing; output: Outcome<Opened> }
  resolve_conflict: { input: ResolveConflictIn; output: Outcome<Done> }
  retry_held: { input: RetryHeld; output: Outcome<Array<HeldRow>> }
  revoke_desk: { input: RevokeDesk; output: Outcome<Revoked> }
  revoke_person: { input: RevokePerson; output: Outcome<Revoked> }
  adopt_entries: { input: AdoptEntries; output: Outcome<DecidedEntries> }
  refuse_entries: { input: RefuseEntries; output: Outcome<DecidedEntries> }
  refuse_held: { input: RefuseHeld; output: Done }
  hand_on_held: { input: HandOnHeld; output: Done }
  write_note: { input: WriteNoteIn; output: Outcome<Opened> }
  generate_obligations: { input: GenerateObligations; output: Outcome<GeneratedObligations> }
  import_stations: { input: ImportStations; output: Outcome<FateCounts> }
  attach_file: { input: AttachFile; output: Attached }
  undo: { input: Undo; output: Outcome<Done> }
  import_calendar: { input: CalendarText; output: Outcome<CalendarsView> }
  import_rules: { input: RulesText; output: Outcome<TakenOver> }
  take_over_rules: { input: TakeOverRules; output: Outcome<TakenOver> }
  backup_now: { input: BackupNow; output: CopyView }
  set_backup: { input: SetBackup; output: Done }
  reset_password: { input: ResetPassword; output: Outcome<Done> }
  print_visit_sheet: { input: OneRecord; output: Outcome<Printed> }
  print_sign_in: { input: OneRecord; output: Outcome<Printed> }
  print_checkpoint: { input: OneRecord; output: Outcome<Printed> }
  print_deadline: { input: PrintDeadline; output: Outcome<Printed> }
  amend_account: { input: AmendAccount; output: Outcome<Done> }
  give_letter: { input: Nothing; output: Outcome<GivenLetter> }
  name_handler: { input: NameHandler; output: Outcome<Done> }
  accept_keys: { input: AcceptKeys; output: Outcome<Done> }
  add_account: { input: AddAccount; output: Outcome<AccountAdded> }
  change_password: { input: ChangePassword; output: Done }
  list_drafts: { input: Nothing; output: Array<DraftRow> }
  open_draft: { input: DraftId; output: OpenedDraft }
  save_draft: { input: SaveDraft; output: SavedDraft }
  drop_draft: { input: DraftId; output: Done }
  preview_limits: { input: PreviewLimits; output: LimitsPreview }
  register_appeal: { input: RegisterAppeal; output: Outcome<RegisteredAppeal> }
  log_visit: { input: LogVisitIn; output: Outcome<LoggedVisit> }
  register_voice: { input: AtStation<RegisterVoice>; output: Outcome<RegisteredVoice> }
  plan_activity: { input: PlanActivityIn; output: Outcome<BegunActivity> }
  hold_activity: { input: HoldActivityIn; output: Outcome<BegunActivity> }
  issue_template: { input: IssueTemplate; output: Outcome<Opened> }
  add_station: { input: OpenStation; output: Outcome<Opened> }
  add_subpoint: { input: AtStation<OpenSubpoint>; output: Outcome<Opened> }
  register_deputy: { input: AtStation<RegisterDeputy>; output: Outcome<Opened> }
  appoint_post: { input: AtStation<AppointPost>; output: Outcome<Opened> }
  register_person: { input: RegisterPerson; output: Outcome<Opened> }
  substitute_person: { input: SubstitutePersonIn; output: Outcome<Done> }
  hand_over: { input: HandOverIn; output: Outcome<HandedOver> }
  redact_field: { input: RedactFieldIn; output: Outcome<Opened> }
  keep_redaction: { input: KeepRedactionIn; output: Outcome<Done> }
  release_field: { input: ReleaseFieldIn; output: Outcome<Done> }
  print_notice: { input: PrintNotice; output: Outcome<Printed> }
  print_reply: { input: Letter; output: Outcome<Printed> }
  answer_on_spot: { input: On & AnswerOnSpot; output: Outcome<Done> }
  complete_appeal: { input: On & WithPeople<CompleteAppeal>; output: Outcome<Done> }
  amend_appeal: { input: On & WithPeople<AmendAppeal>; output: Outcome<Done> }
  accept_appeal: { input: On & AcceptAppeal; output: Outcome<Done> }
  refuse_appeal: { input: On & RefuseAppeal; output: Outcome<Done> }
  decline_appeal: { input: On & DeclineAppeal; output: Outcome<Done> }
  guide_appeal: { input: On & GuideAppeal; output: Outcome<Done> }
  refer_appeal: { input: On & ReferAppeal; output: Outcome<Done> }
  object_referral: { input: On & ObjectReferral; output: Outcome<Done> }
  request_materials: { input: On & RequestMaterials; output: Outcome<Done> }
  supplement_materials: { input: On & SupplementMaterials; output: Outcome<Done> }
  ask_hand_over: { input: On & AskHandOver; output: Outcome<Done> }
  approve_hand_over: { input: On & ApproveHandOver; output: Outcome<Done> }
  refuse_hand_over: { input: On & RefuseHandOver; output: Outcome<Done> }
  return_hand_over: { input: On & ReturnHandOver; output: Outcome<Done> }
  take_in_appeal: { input: On & TakeInAppeal; output: Outcome<Done> }
  assign_appeal: { input: On & AssignAppeal; output: Outcome<Done> }
  return_assignment: { input: On & ReturnAssignment; output: Outcome<Done> }
  sign_for_referral: { input: On & SignForReferral; output: Outcome<Done> }
  record_referral_reply: { input: On & RecordReferralReply; output: Outcome<Done> }
  return_referral: { input: On & ReturnReferral; output: Outcome<Done> }
  take_on_appeal: { input: On & TakeOnAppeal; output: Outcome<Done> }
  assign_handler: { input: On & AssignHandler; output: Outcome<Done> }
  hand_over_appeal: { input: On & HandOverAppeal; output: Outcome<Done> }
  declare_recusal: { input: On & DeclareRecusal; output: Outcome<Done> }
  clear_conflict: { input: On & ClearConflict; output: Outcome<Done> }
  reply_procedurally: { input: On & GiveNotice; output: Outcome<Done> }
  note_progress: { input: On & NoteProgress; output: Outcome<Done> }
  urge_appeal: { input: On & UrgeAppeal; output: Outcome<Done> }
  link_same: { input: On & LinkSame; output: Outcome<Done> }
  unlink_same: { input: On & UnlinkSame; output: Outcome<Done> }
  tell_apart: { input: On & TellApart; output: Outcome<Done> }
  set_external_no: { input: On & SetExternalNo; output: Outcome<Done> }
  record_event: { input: On & RecordEvent; output: Outcome<Done> }
  request_extension: { input: On & RequestExtension; output: Outcome<Done> }
  request_pause: { input: On & RequestPause; output: Outcome<Done> }
  request_resume: { input: On & RequestResume; output: Outcome<Done> }
  grant_request: { input: On & GrantRequest; output: Outcome<Done> }
  refuse_request: { input: On & RefuseRequest; output: Outcome<Done> }
  record_paper_grant: { input: On & RecordPaperGrant; output: Outcome<Done> }
  confirm_paper_grant: { input: On & ConfirmPaperGrant; output: Outcome<Done> }
  seal_appeal: { input: On & SealAppealIn; output: Outcome<Done> }
  reply_sealed: { input: On & ReplySealed; output: Outcome<Done> }
  propose_conclusion: { input: On & ProposeConclusion; output: Outcome<Done> }
  approve_conclusion: { input: On & ApproveConclusion; output: Outcome<Done> }
  send_back_conclusion: { input: On & SendBackConclusion; output: Outcome<Done> }
  record_paper_approval: { input: On & RecordPaperApproval; output: Outcome<Done> }
  confirm_paper_approval: { input: On & ConfirmPaperApproval; output: Outcome<Done> }
  dispute_paper_approval: { input: On & DisputePaperApproval; output: Outcome<Done> }
  log_contact_attempt: { input: On & LogContactAttempt; output: Outcome<Done> }
  deliver_appeal: { input: On & DeliverAppeal; output: Outcome<Done> }
  evaluate_appeal: { input: On & EvaluateAppeal; output: Outcome<Done> }
  sample_appeal: { input: On & SampleAppeal; output: Outcome<Done> }
  settle_appeal: { input: On & SettleAppeal; output: Outcome<Done> }
  archive_appeal: { input: On & ArchiveAppeal; output: Outcome<Done> }
  amend_visit: { input: On & AmendVisit; output: Outcome<Done> }
  complete_visit: { input: On & CompleteVisit; output: Outcome<Done> }
  amend_party: { input: On & AmendParty; output: Outcome<Done> }
  amend_voice: { input: On & AmendVoice; output: Outcome<Done> }
  sort_voice: { input: On & SortVoiceIn; output: Outcome<Done> }
  convert_voice: { input: On & ConvertVoiceIn; output: Outcome<Done> }
  decide_voice: { input: On & DecideVoice; output: Outcome<Done> }
  assign_proposal: { input: On & AssignProposal; output: Outcome<Done> }
  accept_proposal: { input: On & AcceptProposal; output: Outcome<Done> }
  return_proposal: { input: On & ReturnProposal; output: Outcome<Done> }
  record_voice_event: { input: On & RecordEvent; output: Outcome<Done> }
  communicate_voice: { input: On & CommunicateVoice; output: Outcome<Done> }
  answer_voice: { input: On & AnswerVoice; output: Outcome<Done> }
  evaluate_voice: { input: On & EvaluateVoice; output: Outcome<Done> }
  settle_voice: { input: On & SettleVoice; output: Outcome<Done> }
  archive_voice: { input: On & ArchiveVoice; output: Outcome<Done> }
  amend_activity: { input: On & AmendActivity; output: Outcome<Done> }
  give_notice: { input: On & GiveActivityNotice; output: Outcome<Done> }
  settle_opinion: { input: On & SettleOpinionIn; output: Outcome<Done> }
  close_activity: { input: On & CloseActivity; output: Outcome<Done> }
  cancel_activity: { input: On & CancelActivity; output: Outcome<Done> }
  name_hearers: { input: On & NameHearers; output: Outcome<Done> }
  record_hearing: { input: On & RecordHearing; output: Outcome<Done> }
  ask_hearing_approval: { input: On & AskHearingApproval; output: Outcome<Done> }
  approve_hearing: { input: On & ApproveHearing; output: Outcome<Done> }
  send_back_hearing: { input: On & SendBackHearing; output: Outcome<Done> }
  record_hearing_approval: { input: On & RecordHearingApproval; output: Outcome<Done> }
  confirm_hearing_approval: { input: On & ConfirmHearingApproval; output: Outcome<Done> }
  amend_template: { input: On & AmendTemplate; output: Outcome<Done> }
  stop_template: { input: On & StopTemplate; output: Outcome<Done> }
  acknowledge_obligation: { input: On & AcknowledgeObligation; output: Outcome<Done> }
  prove_obligation: { input: On & ProveObligationIn; output: Outcome<Done> }
  withdraw_proof: { input: On & WithdrawProof; output: Outcome<Done> }
  add_local_action: { input: On & AddLocalActionIn; output: Outcome<Done> }
  submit_obligation: { input: On & SubmitObligation; output: Outcome<Done> }
  pass_obligation: { input: On & PassObligation; output: Outcome<Done> }
  send_back_obligation: { input: On & SendBackObligation; output: Outcome<Done> }
  excuse_obligation: { input: On & ExcuseObligation; output: Outcome<Done> }
  amend_station: { input: On & AmendStation; output: Outcome<Done> }
  close_station: { input: On & CloseStation; output: Outcome<Done> }
  reopen_station: { input: On & ReopenStation; output: Outcome<Done> }
  amend_subpoint: { input: On & AmendSubpoint; output: Outcome<Done> }
  close_subpoint: { input: On & CloseSubpoint; output: Outcome<Done> }
  amend_deputy: { input: On & AmendDeputy; output: Outcome<Done> }
  end_deputy: { input: On & EndDeputy; output: Outcome<Done> }
  relieve_post: { input: On & RelievePost; output: Outcome<Done> }
  amend_person: { input: On & AmendPerson; output: Outcome<Done> }
  leave_person: { input: On & LeavePerson; output: Outcome<Done> }
  return_person: { input: On & ReturnPerson; output: Outcome<Done> }
  end_substitute: { input: On & EndSubstitute; output: Outcome<Done> }
}

export type CallName = keyof Calls

/** What a line and a whole text take, in signs. */
export const SHORT = 200
export const LONG = 20000
