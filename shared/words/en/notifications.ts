/** Notifications of the desktop. */
export const notificationWords = {
  expiry: {
    title_one: '{{count, number}} API key expires within a week',
    title_other: '{{count, number}} API keys expire within a week',
    sentence: 'Open Ownchat Keys to see which.',
  },
  report: {
    saved: { title: 'A report is saved', sentence: 'Open Ownchat Keys to see which.' },
    failed: { title: 'A report could not be made', sentence: 'Open Ownchat Keys to see why.' },
  },
} as const;
