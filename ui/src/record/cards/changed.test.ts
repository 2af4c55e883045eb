import { describe, expect, it } from 'vitest'
import { changeSays } from './changed'

const NAMES: Record<string, string> = { other: '其他信访', civil_supervision: '民事申诉（监督）', ordinary: '不涉诉讼权利救济', accept: '受理', refuse: '不予受理' }
const nameOf = (_: string, id: string) => NAMES[id] ?? id

describe('why a limit came or went', () => {
  it.each([
    ['another category', 'category:other>civil_supervision', '诉求类别由其他信访改为民事申诉（监督）'],
    ['known for the first time', 'nature:>ordinary', '事项性质定为不涉诉讼权利救济'],
    ['not known any more', 'category:other>', '诉求类别不再是其他信访'],
    ['a flag is set', 'anonymous:>yes', '改为匿名或联系方式不详'],
    ['a flag is taken back', 'referred:yes>', '不再是转送或交办来件'],
    ['two at once', 'handling:accept>refuse nature:>ordinary', '办理方式由受理改为不予受理，事项性质定为不涉诉讼权利救济'],
    ['a fact of a newer program', 'weather:fine>wet', 'weather由fine改为wet'],
    ['nothing', '', ''],
  ])('%s', (_, change, says) => expect(changeSays(change, nameOf)).toBe(says))
})
