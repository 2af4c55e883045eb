// What presses of sealed matters stands beside the lists, which know nothing of them.
import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import SealedCard from './SealedCard.vue'

function shown(late: number, today: number, near: number) {
  const link = { props: ['to'], template: '<a :href="to.name"><slot /></a>' }
  return mount(SealedCard, { props: { pressing: { late, today, near } }, global: { stubs: { RouterLink: link } } })
}

describe('sealed matters that press', () => {
  it('take no room where none does', () => { expect(shown(0, 0, 0).text()).toBe('') })
  it('are told by how they press and lead to their list', () => {
    const links = shown(2, 0, 1).findAll('a')
    expect(links.map((link) => [link.attributes('href'), link.text()])).toEqual([['sealed', '已超期共 2 件'], ['sealed', '未来 7 天共 1 件']])
  })
})
