import type { ReactNode } from 'react';

/** Strokes on an 18 × 18 grid, drawn for this app. */
const SHAPES = {
  key: (
    <>
      <circle cx="6.5" cy="11.5" r="3.5" />
      <path d="M9 9l6-6M13 5l2 2" />
    </>
  ),
  activity: <path d="M2 9h3l2-5 4 10 2-5h3" />,
  shield: (
    <>
      <path d="M9 2l6 2v4.5c0 3.6-2.5 6.3-6 7.5-3.5-1.2-6-3.9-6-7.5V4z" />
      <path d="M6.5 8.8l1.8 1.8 3.2-3.4" />
    </>
  ),
  unlock: (
    <>
      <rect x="4" y="8" width="10" height="7" rx="2" />
      <path d="M6 8V6a3 3 0 0 1 5.8-1" />
    </>
  ),
  preferences: (
    <>
      <circle cx="9" cy="9" r="2.5" />
      <path d="M9 2v2M9 14v2M2 9h2M14 9h2M4 4l1.5 1.5M12.5 12.5L14 14M14 4l-1.5 1.5M5.5 12.5L4 14" />
    </>
  ),
  lock: (
    <>
      <rect x="4" y="8" width="10" height="7" rx="2" />
      <path d="M6 8V6a3 3 0 0 1 6 0v2" />
    </>
  ),
  vault: (
    <>
      <rect x="2.5" y="3" width="13" height="11" rx="2" />
      <circle cx="9" cy="8.5" r="2.5" />
      <path d="M9 6v5M6.5 8.5h5M5 14v2M13 14v2" />
    </>
  ),
  bell: (
    <>
      <path d="M4.5 12.5h9l-1.2-1.8V7.5a3.3 3.3 0 0 0-6.6 0v3.2z" />
      <path d="M7.8 15h2.4" />
    </>
  ),
  search: (
    <>
      <circle cx="8" cy="8" r="4.5" />
      <path d="M11.5 11.5L15 15" />
    </>
  ),
  plus: <path d="M9 4v10M4 9h10" />,
  edit: <path d="M3 15l1-4 8-8 3 3-8 8z" />,
  delete: <path d="M4 5h10M7 5V3h4v2M5.5 5l.5 10h6l.5-10" />,
  more: (
    <>
      <circle cx="4" cy="9" r=".8" />
      <circle cx="9" cy="9" r=".8" />
      <circle cx="14" cy="9" r=".8" />
    </>
  ),
  copy: (
    <>
      <rect x="6" y="6" width="9" height="9" rx="2" />
      <path d="M12 6V4a1 1 0 0 0-1-1H4a1 1 0 0 0-1 1v7a1 1 0 0 0 1 1h2" />
    </>
  ),
  duplicate: (
    <>
      <rect x="2.5" y="2.5" width="9.5" height="9.5" rx="2" />
      <path d="M15.5 6.5v7a2 2 0 0 1-2 2h-7M7.2 5v4.5M5 7.2h4.5" />
    </>
  ),
  warning: (
    <>
      <path d="M9 3l7 12H2z" />
      <path d="M9 8v3M9 13v.2" />
    </>
  ),
  info: (
    <>
      <circle cx="9" cy="9" r="6.5" />
      <path d="M9 8.5v4M9 5.8v.2" />
    </>
  ),
  show: (
    <>
      <path d="M1.5 9S4.5 4 9 4s7.5 5 7.5 5-3 5-7.5 5-7.5-5-7.5-5z" />
      <circle cx="9" cy="9" r="2.2" />
    </>
  ),
  hide: (
    <>
      <path d="M7 4.3A7 7 0 0 1 9 4c4.5 0 7.5 5 7.5 5a13 13 0 0 1-2 2.5M11.5 13.5A7 7 0 0 1 9 14c-4.5 0-7.5-5-7.5-5a13 13 0 0 1 3-3.5" />
      <path d="M3 3l12 12" />
    </>
  ),
  sync: (
    <>
      <path d="M15 8a6 6 0 0 0-11-2.5M3 10a6 6 0 0 0 11 2.5" />
      <path d="M4 2.5v3h3M14 15.5v-3h-3" />
    </>
  ),
  check: <path d="M4 9.5l3.5 3.5L14 5.5" />,
  close: <path d="M4.5 4.5l9 9M13.5 4.5l-9 9" />,
  up: <path d="M9 14V4M5 8l4-4 4 4" />,
  down: <path d="M9 4v10M5 10l4 4 4-4" />,
  open: <path d="M5 7l4 4 4-4" />,
  closed: <path d="M7 5l4 4-4 4" />,
  power: (
    <>
      <path d="M9 2.5V8" />
      <path d="M5 5a5.7 5.7 0 1 0 8 0" />
    </>
  ),
  clock: (
    <>
      <circle cx="9" cy="9" r="6.5" />
      <path d="M9 5v4l2.5 1.5" />
    </>
  ),
  export: (
    <path d="M9 11V2.5M5.5 6L9 2.5 12.5 6M3 10.5V14a1.5 1.5 0 0 0 1.5 1.5h9A1.5 1.5 0 0 0 15 14v-3.5" />
  ),
  import: (
    <path d="M9 2.5V11M5.5 7.5L9 11l3.5-3.5M3 10.5V14a1.5 1.5 0 0 0 1.5 1.5h9A1.5 1.5 0 0 0 15 14v-3.5" />
  ),
  report: (
    <>
      <path d="M4 2.5h6.5L14 6v9.5H4z" />
      <path d="M10 2.5V6h4M6.5 9.5h5M6.5 12.5h5" />
    </>
  ),
  clipboard: (
    <>
      <rect x="4" y="3.5" width="10" height="12" rx="2" />
      <path d="M7 3.5V2.5h4v1" />
    </>
  ),
} as const satisfies Record<string, ReactNode>;

export type IconName = keyof typeof SHAPES;

/** Decorative, beside a word or inside a named button: hidden from assistive technology. */
export function Icon({ name, size = 18 }: { name: IconName; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 18 18"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.6}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {SHAPES[name]}
    </svg>
  );
}
