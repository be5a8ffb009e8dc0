import { describe, expect, it } from 'vitest';
import { type Proposer, ProposerUnavailable } from '../../ports.ts';
import { evaluated } from '../../testing/evaluated.ts';
import { aContext, never, scored, scriptedProposer } from '../../testing/strategyContract.ts';
import { ModelWriter } from '../writer.ts';
import { Scratchpad, rulesOf } from './scratchpad.ts';

function setUp(change: Partial<Proposer> = {}) {
  const proposer = { ...scriptedProposer(['- Rule one.\n- Rule two.', '', 'Rule three.']), ...change };
  const context = aContext(1, proposer);
  const scratchpad = new Scratchpad(context, new ModelWriter(context));
  let id = 0;
  /** So many candidates, each worse than the one before. */
  const tell = (count: number) => {
    for (let i = 0; i < count; i++) {
      id += 1;
      scratchpad.tell(evaluated(id, { kind: 'sampled' }, scored((100 - id) / 100)));
    }
  };
  return { scratchpad, context, proposer, tell };
}

describe('rules out of a reply', () => {
  it('are its lines without bullets, numbers, headings and fences, at most five', () => {
    expect(rulesOf('Rules:\n1. Use wide kernels.\n- Pool late.\n```\n\n* a\n2) b\n* c\n* d')).toEqual([
      'Use wide kernels.',
      'Pool late.',
      'a',
      'b',
      'c',
    ]);
  });
});

describe('a scratchpad', () => {
  it('has a chat model draw rules from the three best and the three worst after every ten candidates', async () => {
    const { scratchpad, context, proposer, tell } = setUp();
    tell(9);
    await scratchpad.distil(never);
    expect(proposer.prompts).toEqual([]);
    tell(1);
    await scratchpad.distil(never);
    await scratchpad.distil(never);
    expect(proposer.prompts).toHaveLength(1);
    expect(
      proposer.prompts[0]?.match(/[\d.]+ % with 1000 parameters:\n```js\nprogram \d+|best|worst/g),
    ).toEqual([
      'best',
      ...[1, 2, 3].map((id) => `${100 - id}.0 % with 1000 parameters:\n\`\`\`js\nprogram ${id}`),
      'worst',
      ...[8, 9, 10].map((id) => `${100 - id}.0 % with 1000 parameters:\n\`\`\`js\nprogram ${id}`),
    ]);
    expect(scratchpad.words).toBe('Rules from earlier networks:\n- Rule one.\n- Rule two.');
    expect(context.notes).toEqual([
      { method: 'switches', note: { kind: 'rules', rules: ['Rule one.', 'Rule two.'] } },
    ]);
  });

  it('keeps its rules until the model has drawn others', async () => {
    const { scratchpad, tell } = setUp();
    const words: string[] = [];
    for (let round = 0; round < 3; round++) {
      tell(10);
      await scratchpad.distil(never);
      words.push(scratchpad.words);
    }
    expect(words[1]).toBe(words[0]);
    expect(words[2]).toBe('Rules from earlier networks:\n- Rule three.');
  });

  it('waits for networks to compare', async () => {
    const { scratchpad, proposer, tell } = setUp();
    for (let id = 101; id <= 120; id++)
      scratchpad.tell(evaluated(id, { kind: 'sampled' }, { kind: 'duplicate', of: 1 }));
    tell(5);
    await scratchpad.distil(never);
    expect(proposer.prompts).toEqual([]);
    tell(1);
    await scratchpad.distil(never);
    expect(proposer.prompts).toHaveLength(1);
  });

  it('does not ask our small model, which could not write any', async () => {
    const { scratchpad, proposer, tell } = setUp({ style: 'terse' });
    tell(12);
    await scratchpad.distil(never);
    expect(proposer.prompts).toEqual([]);
  });

  it('goes on without rules, and says so once, when its question is not answered', async () => {
    let asked = 0;
    const { scratchpad, context, tell } = setUp({
      complete: () => {
        asked += 1;
        return Promise.reject(new ProposerUnavailable('The prompt is too long.'));
      },
    });
    tell(10);
    await scratchpad.distil(never);
    await scratchpad.distil(never);
    expect(asked).toBe(1);
    expect(scratchpad.words).toBe('');
    expect(context.notices).toEqual([
      {
        level: 'warning',
        message: { kind: 'no-rules', why: 'The prompt is too long.' },
      },
    ]);
  });

  it('shows of a long program only its beginning', async () => {
    const { scratchpad, proposer } = setUp();
    const long = 'x'.repeat(5000);
    for (let id = 1; id <= 10; id++) {
      const { candidate, outcome } = evaluated(id, { kind: 'sampled' }, scored(0.5));
      scratchpad.tell({ candidate: { ...candidate, source: long }, outcome });
    }
    await scratchpad.distil(never);
    expect(proposer.prompts[0]).toContain(`\`\`\`js\n${'x'.repeat(1300)}\n// and so on\n\`\`\``);
    expect(proposer.prompts[0]?.length).toBeLessThan(9000);
  });
});
