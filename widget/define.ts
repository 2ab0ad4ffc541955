/**
 * The script tag's entry: registers the element, once, however often the script is loaded.
 * @module
 */

import { AgentConsole } from './agent-console.ts'

if (customElements.get('agent-console') === undefined) {
  customElements.define('agent-console', AgentConsole)
}

export { AgentConsole }
