import { GitMerge } from '@lucide/vue'
import { exchanges, type Room } from '@/router/room'

export const room: Room = {
  key: 'conflicts',
  routes: [{ path: '/conflicts', name: 'conflicts', component: () => import('./ConflictsPage.vue') }],
  nav: { group: 3, label: 'nav.conflicts', icon: GitMerge, to: '/conflicts', may: exchanges },
  drafts: { conflict: (id) => ({ path: '/conflicts', query: { draft: id } }) },
}
