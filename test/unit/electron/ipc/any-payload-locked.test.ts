import { describe } from 'vitest';
import { testAnyPayload } from './any-payload';

describe('any payload, while the vault is locked', () => testAnyPayload('locked'));
