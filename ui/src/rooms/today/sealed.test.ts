// What presses of sealed matters stands beside the lists, which know nothing of them.
import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import SealedCard from './SealedCard.vue'

function shown(late: number, today: number, near: number, decide = 0) {
  const link = { props: ['to'], template: '<a :href="to.name"><slot /></a>' }
  return mount(SealedCard, { props: { pressing: { decide, late, today, near } }, global: { stubs: { RouterLink: link } } })
}

describe('sealed matters that press', () => {
  it('take no room where none does', () => { expect(shown(0, 0, 0).text()).toBe('') })
  it('are told by how they press and lead to their list', () => {
    const links = shown(2, 0, 1).findAll('a')
    expect(links.map((link) => [link.attributes('href'), link.text()])).toEqual([['sealed', '已超期2 件'], ['sealed', '未来 7 天1 件']])
  })
  it('and what waits for a head comes first', () => { expect(shown(1, 0, 0, 1).findAll('a').map((link) => link.text())).toEqual(['待批示1 件', '已超期1 件']) })
})
