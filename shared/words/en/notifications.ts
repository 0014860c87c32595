/** Notifications of the desktop. */
export const notificationWords = {
  reminders: {
    title_one: '{{count, number}} API key expires soon or must be rotated',
    title_other: '{{count, number}} API keys expire soon or must be rotated',
    sentence: 'Open Ownchat Keys to see which.',
  },
  report: {
    saved: { title: 'A report is saved', sentence: 'Open Ownchat Keys to see which.' },
    failed: { title: 'A report could not be made', sentence: 'Open Ownchat Keys to see why.' },
  },
} as const;
