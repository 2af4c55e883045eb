// How an appeal is shown.
import type { RecordKind } from '@/record/kind'
import { forms } from './steps/forms'

export const kind: RecordKind = {
  noun: 'appeal',
  words: 'appeals',
  forms,
  aside: [
    'amend_appeal', 'set_external_no', 'link_same', 'unlink_same', 'tell_apart', 'declare_recusal', 'clear_conflict', 'hand_over_appeal', 'return_hand_over', 'urge_appeal', 'record_event', 'sample_appeal', 'seal_appeal',
  ],
  // What waits for this person to decide comes first; then the way from sorting to the archive.
  leads: [
    'approve_hand_over', 'grant_request', 'confirm_paper_grant', 'approve_conclusion', 'confirm_paper_approval', 'take_in_appeal', 'complete_appeal', 'supplement_materials', 'accept_appeal', 'take_on_appeal',
    'reply_procedurally', 'note_progress', 'assign_handler', 'deliver_appeal', 'evaluate_appeal', 'settle_appeal', 'archive_appeal',
  ],
  lists: {
    way: 'way', purpose: 'purpose', category: 'category', content: 'content', function: 'function', occasion: 'occasion', case_stage: 'case_stage',
    urgency: 'urgency', risk: 'risk', nature: 'nature', flags: 'flag', resolution: 'resolution', three_in_place: 'three_in_place', event: 'event', outcome: 'conclusion',
  },
  labels: { accepted_on: 'appeal_accepted_on', decided_on: 'appeal_decided_on' },
  short: ['received_on', 'way', 'category', 'purpose', 'content', 'n_people', 'occasion', 'case_no', 'case_office', 'case_stage', 'urgency', 'risk'],
  long: ['request', 'facts', 'opinion'],
}
