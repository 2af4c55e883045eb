// Submissions and reviews as one story. On the same day a submission stands before the review that answers it.
import type { Reviewed, Submitted } from '@/host/calls.gen'

export interface Turn { what: 'submitted' | 'passed' | 'sent_back', on: string, by: string, text: string, code?: string | null }

/** They take turns: the n-th review answers the n-th submission. */
export function historyOf(submissions: readonly Submitted[], reviews: readonly Reviewed[]): Turn[] {
  return submissions.flatMap((one, at): Turn[] => {
    const review = reviews[at]
    const handedIn: Turn = { what: 'submitted', on: one.on, by: one.by, text: one.text }
    return review ? [handedIn, { what: review.verdict, on: review.on, by: review.by, text: review.reason ?? '', code: review.code }] : [handedIn]
  })
}
