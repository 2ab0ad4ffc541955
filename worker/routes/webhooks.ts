/**
 * Finishes on their way to the CRM's server.
 * @module
 */

import type { WebhookDelivery } from '../../shared/board.ts'
import { ConsoleError } from '../../shared/errors.ts'
import { readWebhook } from '../webhook.ts'
import { boardOf, settingsOf } from './of-campaign.ts'
import { type Route, route } from './route.ts'

const EXAMPLE: WebhookDelivery = {
  id: '874100.77',
  callId: '77',
  userId: 'ann@acme.example',
  state: 'waiting',
  tries: 2,
  nextTryAt: 1_795_425_900_000,
  trouble: 'HTTP 503',
  at: 1_795_425_600_000,
}

/** Looks at deliveries, and tries one again. */
export const webhookRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/:id/webhooks',
    summary: 'Finishes on their way to the CRM’s server, and the last that arrived',
    about:
      'Each finish is posted to FINISH_WEBHOOK_URL by the rules of Standard Webhooks: signed with FINISH_WEBHOOK_SECRET, its id the campaign and the call, tried again for three days. The newest two hundred are listed.',
    example: { on: true, webhooks: [EXAMPLE] },
    handle: async (asked) => {
      await settingsOf(asked)
      return {
        on: readWebhook(asked.env) !== null,
        webhooks: await boardOf(asked).webhooks(),
      }
    },
  }),
  route({
    method: 'post',
    path: '/:id/webhooks/:webhook/retry',
    summary: 'Post a finish again, now',
    example: { retried: true },
    handle: async (asked) => {
      await settingsOf(asked)
      if (!(await boardOf(asked).retryWebhook(asked.param('webhook')))) {
        throw new ConsoleError('not-now', { field: 'webhook' })
      }
      return { retried: true }
    },
  }),
]
