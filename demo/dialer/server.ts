/**
 * The embedded dialer's front door: a SOAP server for any service of the contract's table.
 * @module
 */

import type {
  OperationName,
  ParametersOf,
  ResultOf,
  ServiceName,
} from '../../shared/predictive-service.ts'

/** Thrown by an operation to answer with a fault; the message is the caller's to read. */
export class SoapFault extends Error {
  override readonly name = 'SoapFault'
}

/** What an operation knows of the request beside its parameters. */
export interface OperationContext {
  /** Aborted when the caller is known to have gone away. */
  readonly signal: AbortSignal
}

/**
 * One method per operation of a service. It returns what `out` shall hold (nothing for a void
 * operation) or throws a {@link SoapFault}.
 */
export type Implementation<S extends ServiceName> = {
  readonly [O in OperationName<S>]: (
    parameters: ParametersOf<O, S>,
    context: OperationContext,
  ) => ResultOf<O, S> | Promise<ResultOf<O, S>>
}

/** One line of the dialer's raw journal: what was asked and what was answered. */
export interface JournalEntry {
  readonly service: ServiceName
  /** Null where the request could not be read far enough to know. */
  readonly operation: string | null
  /** The parameters as read, the key left out; null where they could not be read. */
  readonly parameters: Readonly<Record<string, unknown>> | null
  /** `answered`, or the fault's text. */
  readonly outcome: 'answered' | 'fault'
  readonly fault: string | null
}
