import { ArrowLeftRight } from '@lucide/vue'
import { exchanges, type Room } from '@/router/room'

export { exchanges }

export const room: Room = {
  key: 'exchange',
  routes: [{
    path: '/exchange',
    component: () => import('./ExchangePage.vue'),
    children: [
      { path: '', name: 'exchange', component: () => import('./state/StateTab.vue') },
      { path: 'hub', name: 'exchange_hub', component: () => import('./hub/HubTab.vue') },
      { path: 'out', name: 'exchange_out', component: () => import('./state/ExportTab.vue') },
      { path: 'in', name: 'exchange_in', component: () => import('./take/ImportTab.vue') },
      { path: 'discs', name: 'exchange_discs', component: () => import('./discs/DiscsTab.vue') },
      { path: 'held', name: 'exchange_held', component: () => import('./held/HeldTab.vue') },
    ],
  }],
  drafts: { held_step: (id) => ({ path: '/exchange/held', query: { draft: id } }), disc_step: (id) => ({ path: '/exchange/discs', query: { draft: id } }) },
  nav: { group: 3, label: 'nav.exchange', icon: ArrowLeftRight, to: '/exchange', may: exchanges },
}
