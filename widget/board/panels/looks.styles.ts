/**
 * How the board's parts look that are loaded on demand: hints, tables, forms, the log and the
 * question before somebody is removed; and the roster's marks, which come with the warnings. Plain
 * text, without Lit.
 * @module
 */

import { FIELDS } from '../../fields.styles.ts'
import { CALL_LOG } from './call-log.styles.ts'
import { FORMS } from './forms.styles.ts'
import { PROSE } from './prose.styles.ts'
import { QUESTION } from './question.styles.ts'
import { TABLES } from './tables.styles.ts'
import { MARKS } from './warning-marks.styles.ts'

/** The sheet of every part. */
export const LOOKS = FIELDS + PROSE + MARKS + FORMS + TABLES + CALL_LOG + QUESTION
