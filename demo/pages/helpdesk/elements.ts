/**
 * The elements of this page as React 19 writes them: the console's own types, and the desk phone.
 * @module
 */

import '../../../widget/react.ts'
import type { DeskPhone } from '../desk-phone.ts'

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'desk-phone': HTMLAttributes<HTMLElement> & Partial<Pick<DeskPhone, 'number' | 'campaign'>>
    }
  }
}
