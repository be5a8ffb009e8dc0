import { describe, expect, it } from 'vitest';
import { ruleSupernet } from './fakeSupernet.ts';
import { supernetContract } from './supernetContract.ts';

describe('the fake supernet', () => {
  supernetContract({ it, equal: (actual, expected) => expect(actual).toEqual(expected) }, async () =>
    ruleSupernet(),
  );
});
