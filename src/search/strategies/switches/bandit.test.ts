import { describe, expect, it } from 'vitest';
import { Rng } from '../../random/rng.ts';
import { Bandit } from './bandit.ts';

describe('an upper confidence bound', () => {
  /** Chooses and rewards so often. */
  function play(bandit: Bandit<string>, options: readonly string[], rewards: readonly number[]): string[] {
    const rng = new Rng(1);
    return rewards.map((reward) => {
      const choice = bandit.choose(options, rng);
      bandit.reward(choice, reward);
      return choice;
    });
  }

  it('tries each option once before any of them twice', () => {
    const bandit = new Bandit<string>();
    expect(play(bandit, ['a', 'b', 'c'], [1, 1, 1]).toSorted()).toEqual(['a', 'b', 'c']);
  });

  it('then takes the highest mean plus bound, worked out by hand', () => {
    const bandit = new Bandit<string>();
    bandit.reward('a', 1);
    bandit.reward('b', 0);
    // n = 2: a 1 + sqrt(2 ln 2) = 2.18, b 0 + 1.18.
    // n = 3: a 1/2 + sqrt(2 ln 3 / 2) = 1.55, b sqrt(2 ln 3) = 1.48.
    // n = 4: a 1/3 + sqrt(2 ln 4 / 3) = 1.29, b sqrt(2 ln 4) = 1.67.
    // n = 5: a 1/3 + sqrt(2 ln 5 / 3) = 1.37, b 1/2 + sqrt(2 ln 5 / 2) = 1.77.
    // n = 6: a 1/3 + sqrt(2 ln 6 / 3) = 1.43, b 1/3 + sqrt(2 ln 6 / 3) = 1.43: either one.
    expect(play(bandit, ['a', 'b'], [0, 0, 1, 0])).toEqual(['a', 'a', 'b', 'b']);
    expect(bandit.tried).toEqual([
      { option: 'a', tries: 3, meanReward: 1 / 3 },
      { option: 'b', tries: 3, meanReward: 1 / 3 },
    ]);
  });

  it('chooses otherwise while outcomes are out, and does not count what never came as a failure', () => {
    const bandit = new Bandit<string>();
    const rng = new Rng(1);
    for (const option of ['a', 'b']) bandit.reward(option, option === 'a' ? 1 : 0);
    // n = 2, 3, 4 as above, but the mean of a stays 1: 1 + sqrt(2 ln 4 / 3) = 1.96 against sqrt(2 ln 4) = 1.67.
    // n = 5: a 1 + sqrt(2 ln 5 / 4) = 1.90, b sqrt(2 ln 5) = 1.79.
    // n = 6: a 1 + sqrt(2 ln 6 / 5) = 1.85, b sqrt(2 ln 6) = 1.89.
    const choices = Array.from({ length: 5 }, () => bandit.choose(['a', 'b'], rng));
    expect(choices).toEqual(['a', 'a', 'a', 'a', 'b']);
    expect(bandit.tried).toEqual([
      { option: 'a', tries: 1, meanReward: 1 },
      { option: 'b', tries: 1, meanReward: 0 },
    ]);
  });
});
