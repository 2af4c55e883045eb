import { ListChecks } from '@lucide/vue'
import type { PersonView } from '@/host/calls.gen'
import { type Room, seesBusiness } from '@/router/room'

const issues = (person: PersonView) => person.roles.some((role) => role === 'prosecutor' || role === 'head')

export const room: Room = {
  key: 'tasks',
  routes: [
    { path: '/tasks', name: 'tasks', component: () => import('./TaskList.vue') },
    { path: '/tasks/templates', name: 'templates', component: () => import('./template/TemplateList.vue') },
    { path: '/tasks/grid', name: 'task_grid', component: () => import('./grid/GridPage.vue') },
    { path: '/tasks/new', name: 'issue_template', component: () => import('./template/IssueTemplate.vue') },
    { path: '/tasks/resume', name: 'resume_task_step', component: () => import('@/record/ResumeStep.vue'), props: { base: '/tasks' } },
    { path: '/tasks/templates/resume', name: 'resume_template_step', component: () => import('@/record/ResumeStep.vue'), props: { base: '/tasks/templates' } },
    { path: '/tasks/templates/:record', name: 'template', component: () => import('./template/TemplatePage.vue'), props: true },
    { path: '/tasks/:record', name: 'obligation', component: () => import('./obligation/ObligationPage.vue'), props: true },
  ],
  nav: { group: 1, label: 'nav.tasks', icon: ListChecks, to: '/tasks', counted: 'obligation', may: seesBusiness },
  acts: [{ key: 'issue_template', label: 'verbs.issue_template', keys: 't', to: '/tasks/new', may: issues }],
  opens: { obligation: (record) => `/tasks/${record}`, template: (record) => `/tasks/templates/${record}` },
  drafts: {
    template: (id) => ({ path: '/tasks/new', query: { draft: id } }),
    template_step: (id) => ({ path: '/tasks/templates/resume', query: { draft: id } }),
    obligation_step: (id) => ({ path: '/tasks/resume', query: { draft: id } }),
  },
}
