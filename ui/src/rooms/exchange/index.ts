import { ArrowLeftRight } from '@lucide/vue'
import type { PersonView } from '@/host/calls.gen'
import { type Room, seesBusiness } from '@/router/room'

/** Discs are carried by whoever works with what is on them, and by those who keep the desks. */
export const exchanges = (person: PersonView) => seesBusiness(person) || person.roles.includes('system_admin')

export const room: Room = {
  key: 'exchange',
  routes: [{
    path: '/exchange',
    component: () => import('./ExchangePage.vue'),
    children: [
      { path: '', name: 'exchange', component: () => import('./state/StateTab.vue') },
      { path: 'out', name: 'exchange_out', component: () => import('./state/ExportTab.vue') },
      { path: 'in', name: 'exchange_in', component: () => import('./take/ImportTab.vue') },
      { path: 'discs', name: 'exchange_discs', component: () => import('./discs/DiscsTab.vue') },
      { path: 'held', name: 'exchange_held', component: () => import('./held/HeldTab.vue') },
    ],
  }],
  nav: { group: 3, label: 'nav.exchange', icon: ArrowLeftRight, to: '/exchange', may: exchanges },
}
