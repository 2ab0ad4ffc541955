/**
 * The whole wire protocol between page and worker: commands and reports up, updates down, each a
 * JSON text frame on one WebSocket.
 *
 * `GET /v1/session/socket?campaign=ID&ahead=MINUTES`, subprotocols `agent-console.v1` and `bearer.TOKEN`. The
 * worker greets with `hello` and a snapshot. Every command is answered once, by its id, also one
 * that cannot be read; a report that cannot be read closes the socket. A command
 * without an answer when the socket closes may or may not have been carried out, and the next
 * snapshot tells.
 * @module
 */

import type { ErrorCode } from './errors.ts'
import type { Call, Draft, SessionSnapshot } from './session.ts'

/** The protocol's version; a page that speaks another is asked to reload. */
export const PROTOCOL_VERSION = 1

/** The subprotocol a page asks for and the worker echoes. */
export const SUBPROTOCOL = 'agent-console.v1'

/** Prefix of the subprotocol that carries the token (base64url and dots only). */
export const BEARER_PREFIX = 'bearer.'

/** A page sends this text every 25 s; the worker's runtime answers with {@link PONG}. */
export const PING = 'ping'

/** The answer to {@link PING}. */
export const PONG = 'pong'

/** How often a page pings, in milliseconds. */
export const PING_EVERY_MS = 25_000

/** What an agent can ask for. */
export type Command =
  /** Ring my phone. `music` is the dialer's name for hold music. */
  | { readonly type: 'call-me'; readonly phoneNumber: string; readonly music?: string | undefined }
  /** This is the agent id I hear. */
  | { readonly type: 'log-in'; readonly agentId: string }
  /** Forget the callback; the phone may still ring. */
  | { readonly type: 'cancel' }
  /** The next finish, or this one, is my last. */
  | { readonly type: 'last-call'; readonly on: boolean }
  /** Hang up my phone and end the session, while waiting. */
  | { readonly type: 'log-off' }
  /** The person has hung up, or has not after all; the line stays mine until a finish. */
  | { readonly type: 'caller-gone'; readonly callId: string; readonly on: boolean }
  /** My phone has hung up. */
  | { readonly type: 'phone-gone' }
  /** I hear someone but see nothing. */
  | { readonly type: 'no-screen' }
  /** Keep what I typed, about the open call or one that was just left. */
  | { readonly type: 'save-draft'; readonly callId: string; readonly draft: Draft }
  /** Store this, then queue me again. */
  | {
      readonly type: 'finish'
      readonly callId: string
      readonly draft: Draft
      /** Let me go afterwards instead of queueing me again. */
      readonly lastCall: boolean
      readonly leaveMessage: boolean
    }
  /** A break: hold the finish until I return. */
  | { readonly type: 'hold-finish'; readonly callId: string; readonly reason: string }
  /** Back from the break. */
  | { readonly type: 'end-hold'; readonly callId: string }
  /** Leave this call without an answer, after the phone is gone. */
  | { readonly type: 'leave-unfinished'; readonly callId: string }
  /** Send an unsent finish again. */
  | { readonly type: 'retry'; readonly callId: string }
  /** Asks for a supervisor, or not any more; their board shows it. */
  | { readonly type: 'help'; readonly on: boolean }
  /** The answer to "Do you hear hold music?" */
  | { readonly type: 'hear-music'; readonly callId: string; readonly yes: boolean }

/** The name of a command. */
export type CommandType = Command['type']

/** A command as it travels: `id` is the page's own, unique on its socket. */
export type CommandFrame = Command & { readonly id: string }

/** What a page reports without waiting for an answer. */
export type Report =
  /** This tab was used: it gets the next screen pop. */
  | { readonly type: 'active' }
  /** The screen pop for this call has fired here. */
  | { readonly type: 'popped'; readonly callId: string }
  /** A new token for the same user. */
  | { readonly type: 'renew'; readonly token: string }

/** Everything a page can send. */
export type UpFrame = CommandFrame | Report

/** What became of a command. */
export type Answer =
  | { readonly type: 'answer'; readonly id: string; readonly ok: true }
  | {
      readonly type: 'answer'
      readonly id: string
      readonly ok: false
      /** `refused`: it did not fit and nothing was asked of the dialer. `failed`: the dialer. */
      readonly outcome: 'refused' | 'failed'
      readonly code: ErrorCode
      readonly words?: string | undefined
      readonly field?: string | undefined
      readonly retryAt?: number | undefined
    }

/** Everything the worker can send. */
export type Update =
  /** First on every socket, and again when what it says has changed. */
  | {
      readonly type: 'hello'
      readonly protocol: number
      /** When the token ends. */
      readonly expiresAt: number
      /**
       * Seals what the page keeps in its tab until it is saved: AES-256, base64, the same for every
       * page of the session. Where there is none, nothing is kept.
       */
      readonly key?: string | undefined
    }
  | { readonly type: 'snapshot'; readonly session: SessionSnapshot }
  | Answer
  /** This tab shall fire the screen pop, and report `popped`. */
  | { readonly type: 'pop'; readonly call: Call }
  /** The last frame before the worker closes the socket with 4401, 4403 or 4429. */
  | { readonly type: 'refused'; readonly code: ErrorCode; readonly retryAt?: number | undefined }
