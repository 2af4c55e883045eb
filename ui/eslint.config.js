// Lints, and the borders of the house: what each folder may import.
import { readdirSync } from 'node:fs'
import { importX } from 'eslint-plugin-import-x'
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript'
import vue from 'eslint-plugin-vue'
import a11y from 'eslint-plugin-vuejs-accessibility'
import globals from 'globals'
import ts from 'typescript-eslint'

const rooms = readdirSync(new URL('./src/rooms', import.meta.url), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name)
const CHINESE = '/[\\u3400-\\u9fff]/'
const noChinese = [
  { selector: `Literal[value=${CHINESE}]`, message: 'Words live in assets/words: use w().' },
  { selector: `TemplateElement[value.raw=${CHINESE}]`, message: 'Words live in assets/words: use w().' },
]
const noTauri = { group: ['@tauri-apps/*'], message: 'Only src/host knows how a call travels: use call().' }
const noFetch = ['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource', 'localStorage', 'sessionStorage']
  .map((name) => ({ name, message: 'Only src/host knows how things travel and where they are kept.' }))
/** Names of the browser's that came after Chrome 87, for which the pages are built; the language's own are held back by `lib` in tsconfig.json. */
const tooNew = ['structuredClone', 'reportError', 'scheduler', 'navigation']
  .map((name) => ({ name, message: 'Newer than Chrome 87 (vite.config.ts): old systems have no newer browser.' }))
const TOO_NEW = '/^(checkVisibility|randomUUID|showPicker|(show|hide|toggle)Popover|startViewTransition|getHTML|moveBefore|throwIfAborted|inert)$/'
const noTooNew = [`MemberExpression[property.name=${TOO_NEW}]`, 'MemberExpression[object.name="AbortSignal"][property.name=/^(any|timeout)$/]']
  .map((selector) => ({ selector, message: 'Newer than Chrome 87 (vite.config.ts): old systems have no newer browser.' }))

export default ts.config(
  { ignores: ['dist', 'node_modules', 'src/host/calls.gen.ts'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  ...ts.configs.recommended,
  ...vue.configs['flat/recommended'],
  ...a11y.configs['flat/recommended'],
  {
    files: ['src/**/*.{ts,vue}'],
    languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: ['.vue'] }, globals: globals.browser },
    plugins: { 'import-x': importX },
    settings: {
      'import-x/resolver-next': [createTypeScriptImportResolver({ project: './tsconfig.json' })],
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts'], 'vue-eslint-parser': ['.vue'] },
      'import-x/extensions': ['.ts', '.vue'],
    },
    rules: {
      'import-x/no-cycle': ['error', { ignoreExternal: true }],
      'import-x/no-restricted-paths': ['error', {
        zones: [
          ...rooms.map((room) => ({
            target: `./src/rooms/${room}`, from: './src/rooms', except: [`./${room}`], message: 'A room never imports a room: move it to parts, or to the room that owns it.',
          })),
          { target: './src/rooms', from: './src/frame', except: ['./Sign.vue'], message: 'A room does not know the frame around it.' },
          {
            target: './src/parts', from: ['./src/host', './src/words', './src/lists', './src/rooms', './src/frame', './src/router', './src/style'],
            message: 'Parts import nothing of ours: hand it in as a prop, a slot or a part word.',
          },
          { target: './src/lists', from: ['./src/rooms', './src/frame', './src/style'], message: 'A list of records knows no room: hand in its words and states.' },
          { target: './src/host', from: ['./src/lists', './src/words', './src/rooms', './src/frame', './src/router', './src/parts', './src/style'], message: 'The host knows neither words nor pages.' },
          { target: './src/words', from: ['./src/rooms', './src/frame', './src/router', './src/parts', './src/style'], message: 'Words know the faults they name, nothing else.' },
        ],
      }],
      'no-restricted-imports': ['error', { patterns: [noTauri] }],
      'no-restricted-globals': ['error', ...noFetch, ...tooNew],
      'no-restricted-syntax': ['error', ...noChinese, ...noTooNew],
      'vue/no-restricted-syntax': ['error', ...noChinese, { selector: `VText[value=${CHINESE}]`, message: 'Words live in assets/words: use w().' }, { selector: `VLiteral[value=${CHINESE}]`, message: 'Words live in assets/words: use w().' }],
      // A style attribute in a template would be refused by the Content-Security-Policy.
      'vue/no-static-inline-styles': 'error',
      'vue/no-v-html': 'error',
      'no-eval': 'error',
      'max-lines': ['error', { max: 400 }],
      'max-lines-per-function': ['error', { max: 50, skipBlankLines: true, skipComments: true, IIFEs: true }],
      'max-params': ['error', { max: 4 }],
      'no-console': ['error', { allow: ['error'] }],
      '@typescript-eslint/consistent-type-imports': 'error',
      'vue/block-order': ['error', { order: ['script', 'template', 'style'] }],
      'vue/multi-word-component-names': 'off',
      'vue/require-default-prop': 'off',
      'vue/max-attributes-per-line': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/multiline-html-element-content-newline': 'off',
      'vue/html-self-closing': 'off',
      'vue/html-indent': ['error', 2],
      'vue/html-closing-bracket-newline': 'off',
      'vue/first-attribute-linebreak': 'off',
      'vue/attributes-order': 'off',
      // The label names its control by nesting or by id; the rule asks for both.
      'vuejs-accessibility/label-has-for': ['error', { required: { some: ['nesting', 'id'] }, controlComponents: ['ElInput'] }],
    },
  },
  { files: ['src/host/**'], rules: { 'no-restricted-globals': ['error', ...tooNew], 'no-restricted-imports': 'off' } },
  { files: ['src/**/*.test.ts'], rules: { 'no-restricted-syntax': 'off', 'max-lines-per-function': 'off', 'import-x/no-restricted-paths': 'off', 'vue/one-component-per-file': 'off' } },
)
