import { UsersRound } from '@lucide/vue'
import { type Room, seesBusiness } from '@/router/room'

export const room: Room = {
  key: 'people',
  routes: [
    { path: '/people', name: 'people', component: () => import('./PersonList.vue') },
    { path: '/people/deputies', name: 'deputies', component: () => import('./PersonList.vue') },
  ],
  nav: { group: 2, label: 'nav.people', icon: UsersRound, to: '/people', may: seesBusiness },
}
