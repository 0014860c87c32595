import { isResource } from '../keys/scopes';
import { reportContentWords as words } from '../words/en/report-content';
import { resourceWords } from '../words/en/resources';

const SCOPE = 'scope:';

/** The label of a column. */
export function columnLabel(id: string): string {
  if (id.startsWith(SCOPE)) {
    const resource = id.slice(SCOPE.length);
    return isResource(resource) ? resourceWords[resource].label : resource;
  }
  return Object.hasOwn(words.columns, id) ? words.columns[id as keyof typeof words.columns] : id;
}
