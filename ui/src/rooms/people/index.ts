import { UsersRound } from '@lucide/vue'
import type { PersonView } from '@/host/calls.gen'
import { type Room, seesBusiness } from '@/router/room'

const keeps = (person: PersonView) => person.roles.includes('registrar')

export const room: Room = {
  key: 'people',
  routes: [
    { path: '/people', name: 'people', component: () => import('./PersonList.vue') },
    { path: '/people/deputies', name: 'deputies', component: () => import('./PersonList.vue') },
    { path: '/people/new', name: 'register_person', component: () => import('./RegisterPerson.vue') },
    { path: '/people/resume', name: 'resume_person_step', component: () => import('@/record/ResumeStep.vue'), props: { base: '/people' } },
    { path: '/people/:record', name: 'person', component: () => import('./page/PersonPage.vue'), props: true },
    { path: '/people/:record/hand-over', name: 'hand_over', component: () => import('./handover/HandOver.vue'), props: true },
    { path: '/deputies/resume', name: 'resume_deputy_step', component: () => import('@/record/ResumeStep.vue'), props: { base: '/deputies' } },
    { path: '/deputies/:record', name: 'deputy', component: () => import('./page/DeputyPage.vue'), props: true },
  ],
  nav: { group: 2, label: 'nav.people', icon: UsersRound, to: '/people', may: seesBusiness },
  acts: [{ key: 'register_person', label: 'verbs.register_person', to: '/people/new', may: keeps }],
  opens: { person: (record) => `/people/${record}`, deputy: (record) => `/deputies/${record}` },
  drafts: {
    person: (id) => ({ path: '/people/new', query: { draft: id } }), person_step: (id) => ({ path: '/people/resume', query: { draft: id } }),
    deputy_step: (id) => ({ path: '/deputies/resume', query: { draft: id } }),
  },
}
