// How far a bundle is that is being written, in an office's words.
import type { ExportFar } from '@/host/calls.gen'
import type { Pace } from '@/parts/pace'
import { fileSize } from '@/parts/size'
import { w, wordOr } from '@/words'

/** Before the desk's first word nothing is known yet. */
export function writingSays(far: ExportFar | undefined, pace?: Pace): string {
  if (far?.stopping) return w('exchange.out.stopping')
  const stage = wordOr(`exchange.out.stages.${far?.stage ?? ''}`, w('exchange.out.stages.waiting'))
  return [stage, ...(far ? movingSays(far, pace) : [])].join(w('marks.dot'))
}

function movingSays({ stage, done }: ExportFar, pace?: Pace): string[] {
  if (stage === 'packing' && done > 0) return [w('exchange.out.packed', { size: fileSize(done) })]
  if (stage !== 'writing' || !pace) return []
  const rate = w('exchange.out.rate', { size: fileSize(pace.rate) })
  return pace.left === undefined ? [rate] : [rate, w('exchange.in.left', { n: pace.left })]
}

export const figureOf = (far: ExportFar | undefined) => (far?.of ? w('exchange.out.figure', { done: fileSize(far.done), of: fileSize(far.of) }) : '')
