import { expect, it } from 'vitest';
import { Recent } from './recent.ts';

it('lets go of what has not been wanted for longest', () => {
  const recent = new Recent<string>(2);
  expect(recent.want('a')).toEqual([]);
  expect(recent.want('b')).toEqual([]);
  expect(recent.want('a')).toEqual([]);
  expect(recent.want('c')).toEqual(['b']);
  expect(recent.want('b')).toEqual(['a']);
});
