import { Inbox } from '@lucide/vue'
import type { PersonView } from '@/host/calls.gen'
import { type Room, seesBusiness } from '@/router/room'

const RECEIVES = ['liaison', 'assistant', 'prosecutor', 'head'] as const
const receives = (person: PersonView) => person.roles.some((role) => (RECEIVES as readonly string[]).includes(role))

export const room: Room = {
  key: 'appeals',
  routes: [
    { path: '/appeals', name: 'appeals', component: () => import('./AppealList.vue') },
    { path: '/appeals/new', name: 'register_appeal', component: () => import('./register/RegisterAppeal.vue') },
    { path: '/appeals/resume', name: 'resume_step', component: () => import('@/record/ResumeStep.vue'), props: { base: '/appeals' } },
    { path: '/appeals/sealed', name: 'sealed', component: () => import('./sealed/SealedList.vue') },
    { path: '/appeals/sealed/resume', name: 'resume_sealed_step', component: () => import('@/record/ResumeStep.vue'), props: { base: '/appeals/sealed' } },
    { path: '/appeals/sealed/:record', name: 'sealed_matter', component: () => import('./sealed/SealedPage.vue'), props: true },
    { path: '/appeals/:record', name: 'appeal', component: () => import('./page/AppealPage.vue'), props: true },
  ],
  nav: { group: 1, label: 'nav.appeals', icon: Inbox, to: '/appeals', counted: 'appeal', may: seesBusiness },
  acts: [{ key: 'register_appeal', label: 'verbs.register_appeal', keys: 'n', to: '/appeals/new', may: receives }],
  opens: { appeal: (record) => `/appeals/${record}` },
  drafts: {
    appeal: (id) => ({ path: '/appeals/new', query: { draft: id } }), appeal_step: (id) => ({ path: '/appeals/resume', query: { draft: id } }),
    sealed_step: (id) => ({ path: '/appeals/sealed/resume', query: { draft: id } }),
  },
}
