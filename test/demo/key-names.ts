import type { Random } from '../support/random';

/** The systems that need API keys, and the purpose of each key. */
const INTEGRATIONS: readonly (readonly [system: string, uses: readonly string[]])[] = [
  ['Zoho CRM', ['CRM sync', 'Lead import', 'Deal updates']],
  ['HubSpot', ['Contact sync', 'Marketing lists', 'Form submissions']],
  ['Salesforce', ['Account sync', 'Case mirror', 'Sandbox refresh']],
  ['Pipedrive', ['Pipeline updates', 'Contact sync']],
  ['Zendesk', ['Ticket migration', 'Ticket mirror']],
  ['Shopify', ['Order messages', 'Abandoned carts', 'Customer tags']],
  ['WooCommerce', ['Order messages', 'Shop assistant']],
  ['Stripe', ['Payment reminders', 'Webhook receiver']],
  ['Power BI', ['Reporting', 'Agent performance']],
  ['Looker Studio', ['Reporting', 'Weekly dashboard']],
  ['Metabase', ['Reporting', 'Ad-hoc questions']],
  ['BigQuery', ['Nightly export', 'Data warehouse']],
  ['Snowflake', ['Data warehouse', 'Audit log loader']],
  ['n8n', ['Workflow engine', 'Message routing']],
  ['Zapier', ['Team automations', 'Lead routing']],
  ['Make', ['Team automations', 'Broadcast scheduler']],
  ['Slack', ['Alert relay', 'Escalations']],
  ['Microsoft Teams', ['Escalations', 'Shift handover']],
  ['WhatsApp Business', ['Messaging bot', 'Template sender']],
  ['Telegram', ['Messaging bot', 'Order status bot']],
  ['Jira', ['Bug intake', 'Ticket mirror']],
  ['GitHub Actions', ['Contract tests', 'Release notes']],
  ['Grafana', ['Usage metrics', 'Channel health']],
  ['Odoo', ['Invoice questions', 'Contact sync']],
  ['SAP', ['Customer master data', 'Delivery notices']],
  ['Mobile app', ['iOS production', 'Android production', 'Beta testers']],
  ['Call centre', ['IVR lookup', 'Caller names']],
  ['Compliance', ['GDPR export', 'Quarterly audit']],
];

const PLACES = ['EU', 'US', 'India', 'APAC', 'DACH', 'Brazil', 'Gulf', 'UK', 'Nordics', 'Iberia'];

/** Names for testing: other scripts and directions, emoji, markup, formulas, full length. */
const UNUSUAL: readonly (readonly [name: string, system: string])[] = [
  ['مزامنة جهات الاتصال', 'Zoho CRM'],
  ['סנכרון אנשי קשר (CRM)', 'HubSpot'],
  ['顧客データ同期', 'Salesforce'],
  ['🤖 Order bot', 'Telegram'],
  ['👩‍💻 Developer sandbox 🧪', 'Mobile app'],
  ['Übergabe Kundenservice – Köln', 'SAP'],
  ['Отчёты отдела поддержки', 'Metabase'],
  ['ग्राहक सहायता बॉट', 'WhatsApp Business'],
  ['<b>Marketing</b> & "friends"', 'Make'],
  ['=SUM(A1:A9) import', 'Looker Studio'],
  ['Customer conversations mirrored into the data warehouse for the quarterly review', 'BigQuery'],
];

export interface KeyNaming {
  name: string;
  integration: string;
  use: string;
}

/** Unique names for keys, one in twelve of them unusual while there are some. */
export function keyNamings(random: Random): () => KeyNaming {
  const taken = new Map<string, number>();
  const unusual = [...UNUSUAL];
  let made = 0;
  return () => {
    made += 1;
    const odd = made % 12 === 5 ? unusual.shift() : undefined;
    if (odd) return { name: odd[0], integration: odd[1], use: odd[0] };
    const [integration, uses] = random.pick(INTEGRATIONS);
    const use = random.pick(uses);
    const place = random.chance(0.5) ? ` ${random.pick(PLACES)}` : '';
    const name = random.chance(0.5)
      ? `${use} (${integration})${place}`
      : `${integration} ${use}${place}`;
    const count = (taken.get(name) ?? 0) + 1;
    taken.set(name, count);
    return { name: count === 1 ? name : `${name} ${count}`, integration, use };
  };
}
