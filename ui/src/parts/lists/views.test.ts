import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import ViewsMenu from './ViewsMenu.vue'

describe('a view that is kept', () => {
  it('without a name is not kept, and says so until it has one', async () => {
    const menu = mount(ViewsMenu, { props: { views: [], savable: true }, attachTo: document.body })
    await menu.find('button').trigger('click')
    await menu.find('form').trigger('submit')
    expect([menu.find('.error').text(), menu.emitted('save')]).toEqual(['请填写视图名称', undefined])
    expect(document.activeElement).toBe(menu.find('input').element)
    await menu.find('input').setValue('本月超期')
    expect(menu.find('.error').text()).toBe('')
    await menu.find('form').trigger('submit')
    expect(menu.emitted('save')).toEqual([['本月超期']])
    menu.unmount()
  })
})
