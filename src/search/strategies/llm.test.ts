import { describe, expect, it } from 'vitest';
import { CODE } from '../program/space.ts';
import { type Proposer, ProposerUnavailable } from '../ports.ts';
import { PROGRAM_GRAMMAR } from '../prompts/grammar.ts';
import { defaultEvolution, parseSpec, type Switches } from '../spec/spec.ts';
import { aContext, drive, never, scored, scriptedProposer, Teller } from '../testing/strategyContract.ts';
import { LlmMutation } from './llm.ts';
import { RegularizedEvolution } from './regularizedEvolution.ts';

const program = (units: number) =>
  `export default function build(tf, inputShape, numClasses) { return tf.sequential(); /* ${units} */ }`;
const reply = (units: number) => `Here it is:\n\`\`\`js\n${program(units)}\n\`\`\`\nIt is wider.`;

function llmSpec(switches: Partial<Switches> = {}) {
  const spec = parseSpec({
    strategy: { id: 'llm', population: 3, sample: 3, temperature: 0.4, ...switches },
  });
  if (!spec.ok || spec.value.strategy.id !== 'llm') throw new Error('no such strategy');
  return spec.value.strategy;
}

describe('a language model as mutation operator', () => {
  it('samples a first population at random, then writes', async () => {
    const proposals = await drive(
      new LlmMutation(llmSpec(), aContext(1, scriptedProposer([reply(1)]))),
      5,
      () => scored(0.5),
    );
    expect(proposals.map(({ origin }) => origin.kind)).toEqual([
      'sampled',
      'sampled',
      'sampled',
      'written',
      'written',
    ]);
  });

  it('sees the fittest last, with its accuracy and size, and one other before it', async () => {
    const proposer = scriptedProposer([reply(1)]);
    const accuracies = [0.2, 0.8, 0.3];
    const strategy = new LlmMutation(llmSpec(), aContext(1, proposer));
    const proposals = await drive(strategy, 4, (turn) => scored(accuracies[turn] ?? 0.1, 100 * (turn + 1)));
    const [prompt = ''] = proposer.prompts;
    // Tournaments of the whole population: of those left, the second one is won by the one of 30 %.
    expect(prompt.match(/validation accuracy .+ parameters/g)).toEqual([
      'validation accuracy 30.0 %, 300 parameters',
      'validation accuracy 80.0 %, 200 parameters',
    ]);
    expect(prompt).toContain((proposals[1]?.source ?? '').trim());
    expect(proposals[3]?.origin).toMatchObject({ kind: 'written', parents: [3, 2], temperature: 0.4 });
  });

  it('breeds from a population in which the oldest dies, however good it is', async () => {
    const proposer = scriptedProposer([1, 2, 3, 4].map(reply));
    const accuracies = [0.9, 0.3, 0.5, 0.4, 0.45];
    const strategy = new LlmMutation(llmSpec(), aContext(1, proposer));
    const proposals = await drive(strategy, 6, (turn) => scored(accuracies[turn] ?? 0));
    // Alive: {1 2 3}, {2 3 4}, {3 4 5}.
    expect(
      proposals.slice(3).map(({ origin }) => (origin.kind === 'written' ? origin.parents : undefined)),
    ).toEqual([
      [3, 1],
      [4, 3],
      [5, 3],
    ]);
  });

  it('begins as evolution begins under the same seed', async () => {
    const strategies = [
      new LlmMutation(llmSpec(), aContext(7, scriptedProposer([reply(1)]))),
      new RegularizedEvolution({ ...defaultEvolution(), population: 3, sample: 3 }, aContext(7), CODE),
    ];
    const [ours, theirs] = await Promise.all(strategies.map((each) => drive(each, 3, () => scored(0.5))));
    expect(ours).toEqual(theirs);
  });

  it('keeps the whole prompt and reply, and proposes only the code', async () => {
    const strategy = new LlmMutation(llmSpec(), aContext(1, scriptedProposer([reply(7)])));
    const written = (await drive(strategy, 4, () => scored(0.5)))[3];
    expect(written?.source).toBe(program(7));
    expect(written?.origin).toMatchObject({ reply: reply(7), model: 'scripted' });
    expect(written?.origin.kind === 'written' && written.origin.prompt).toContain(
      'export default function build',
    );
  });

  it.each([true, false])(
    'holds the model to the grammar of programs only when told to: %s',
    async (constrained) => {
      const scripted = scriptedProposer([reply(1)]);
      const grammars: (string | undefined)[] = [];
      const proposer: Proposer = {
        ...scripted,
        complete: (prompt, options, ...rest) => {
          grammars.push(options.grammar);
          return scripted.complete(prompt, options, ...rest);
        },
      };
      await drive(new LlmMutation({ ...llmSpec(), constrained }, aContext(1, proposer)), 4, () =>
        scored(0.5),
      );
      expect(grammars).toEqual([constrained ? PROGRAM_GRAMMAR : undefined]);
    },
  );

  it('asks a model of few tokens in marks, and takes its whole reply for the program', async () => {
    const scripted = scriptedProposer([`${program(7)}\n`]);
    const proposer: Proposer = { ...scripted, style: 'terse' };
    const proposals = await drive(new LlmMutation(llmSpec(), aContext(1, proposer)), 24, (turn) =>
      turn % 4 === 3 ? { kind: 'rejected', fault: { kind: 'shape', message: 'no fit' } } : scored(0.5),
    );
    const written = proposals.filter(({ origin }) => origin.kind === 'written');
    expect(written.every(({ source }) => source === program(7))).toBe(true);
    for (const prompt of scripted.prompts)
      expect(prompt).toMatch(/^<\|task\|>40x1 10(<\|parent\|>.+)+<\|(edit|target)\|>.+<\|child\|>$/s);
    // One parent or two, and a faulty one to be mended: each form has its turn.
    const has = (text: string) => scripted.prompts.some((prompt) => prompt.includes(text));
    expect([has('<|target|>'), has('combine both'), has('<|parent|>shape\n'), has('fix it')]).toEqual([
      true,
      true,
      true,
      true,
    ]);
    for (const { origin } of written) {
      if (origin.kind !== 'written') continue;
      expect(origin.parents.length).toBe(origin.prompt.split('<|parent|>').length - 1);
    }
  });

  it('proposes an empty program when the reply holds no code, so that it is counted and not hidden', async () => {
    const strategy = new LlmMutation(llmSpec(), aContext(1, scriptedProposer(['I would add a layer.'])));
    expect((await drive(strategy, 4, () => scored(0.5)))[3]).toMatchObject({
      source: '',
      origin: { kind: 'written' },
    });
  });

  it('is told in the next prompt what was wrong with its last program, once', async () => {
    const proposer = scriptedProposer([reply(1)]);
    const strategy = new LlmMutation(llmSpec(), aContext(1, proposer));
    await drive(strategy, 6, (turn) =>
      turn === 3
        ? {
            kind: 'rejected',
            fault: { kind: 'shape', message: 'The layers do not fit.', quote: ' x.apply(y) ' },
          }
        : scored(0.5),
    );
    expect(proposer.prompts[0]).not.toContain('do not fit');
    expect(proposer.prompts[1]).toContain('The layers do not fit. (at `x.apply(y)`)');
    expect(proposer.prompts[2]).not.toContain('do not fit');
  });

  it('goes on as evolution while no model can answer, says so once, and writes again when one can', async () => {
    const scripted = scriptedProposer([reply(1)]);
    let isThere = false;
    const proposer: Proposer = {
      ...scripted,
      complete: (...args) =>
        isThere
          ? scripted.complete(...args)
          : Promise.reject(new ProposerUnavailable('There is no network.')),
    };
    const context = aContext(1, proposer);
    const strategy = new LlmMutation(llmSpec(), context);
    const teller = new Teller(strategy);
    const kinds: string[] = [];
    for (let turn = 0; turn < 16; turn++) {
      isThere = turn === 15;
      for (const proposal of await strategy.ask(1, never)) {
        kinds.push(proposal.origin.kind);
        teller.tell(proposal, scored(0.5));
      }
    }
    expect(kinds.slice(0, 3).every((kind) => kind === 'sampled')).toBe(true);
    expect(kinds.slice(3, -1).every((kind) => kind === 'mutated')).toBe(true);
    expect(kinds.at(-1)).toBe('written');
    expect(context.notices.map(({ message }) => message)).toEqual([
      { kind: 'model-away', why: 'There is no network.', stead: 'evolution' },
      { kind: 'model-back' },
    ]);
  });

  it('says that no model is loaded when there is none', async () => {
    const context = aContext(1);
    await drive(new LlmMutation(llmSpec(), context), 6, () => scored(0.5));
    expect(context.notices).toEqual([
      {
        level: 'warning',
        message: { kind: 'model-away', why: { kind: 'no-model' }, stead: 'evolution' },
      },
    ]);
  });

  it('passes on what the model writes as it writes it', async () => {
    const pieces: string[] = [];
    const context = {
      ...aContext(1, scriptedProposer([reply(1)])),
      onText: (piece: string) => pieces.push(piece),
    };
    await drive(new LlmMutation(llmSpec(), context), 4, () => scored(0.5));
    expect(pieces).toEqual([reply(1)]);
  });
});

describe('a language model as mutation operator, with what came later switched on', () => {
  it('is told of its last attempts, and of rules after every ten candidates', async () => {
    const proposer = scriptedProposer([...Array(7).fill(reply(1)), '- Pool late.', reply(2)] as string[]);
    const strategy = new LlmMutation(llmSpec({ failures: true, scratchpad: true }), aContext(1, proposer));
    await drive(strategy, 12, (turn) => (turn === 3 ? { kind: 'duplicate', of: 1 } : scored(0.5)));
    expect(proposer.prompts[0]).not.toContain('What was tried lately');
    expect(proposer.prompts[1]).toContain('Outcome: the same network as an earlier one');
    expect(proposer.prompts[6]).not.toContain('Rules');
    expect(proposer.prompts[7]).toContain('The best networks so far');
    expect(proposer.prompts[8]).toContain('Rules from earlier networks:\n- Pool late.');
  });

  it('is asked at the temperatures of the bandit, each once before any of them twice', async () => {
    const strategy = new LlmMutation(llmSpec({ bandit: true }), aContext(1, scriptedProposer([reply(1)])));
    const proposals = await drive(strategy, 8, () => scored(0.5));
    const temperatures = proposals.flatMap(({ origin }) =>
      origin.kind === 'written' ? origin.temperature : [],
    );
    expect(temperatures.toSorted()).toEqual([0.2, 0.4, 0.6, 0.8, 1]);
  });

  it('is asked in the kinds of prompt of the bandit when it reads marks', async () => {
    const proposer = { ...scriptedProposer([program(7)]), style: 'terse' as const };
    const context = aContext(1, proposer);
    const proposals = await drive(new LlmMutation(llmSpec({ bandit: true }), context), 3 + 19, () =>
      scored(0.5),
    );
    const instructions = proposals.flatMap(({ origin }) =>
      origin.kind === 'written' ? (origin.instruction ?? []) : [],
    );
    // Seventeen mutations, improvement and crossover.
    expect(new Set(instructions).size).toBe(19);
    expect(context.notes.at(-2)).toMatchObject({ note: { kind: 'bandit', slot: 'temperature' } });
    expect(context.notes.at(-1)).toMatchObject({ note: { kind: 'bandit', slot: 'instruction' } });
  });

  it('is shown the best and the one least like it', async () => {
    const sources = ['a b c d e', 'a b c d x', 'p q r s t'];
    const strategy = new LlmMutation(
      llmSpec({ examples: 'top-and-diverse' }),
      aContext(1, scriptedProposer([reply(1)])),
    );
    const teller = new Teller(strategy);
    for (const [i, source] of sources.entries())
      teller.tell({ source, origin: { kind: 'sampled' } }, scored([0.9, 0.8, 0.1][i] ?? 0));
    expect((await strategy.ask(1, never))[0]?.origin).toMatchObject({ kind: 'written', parents: [3, 1] });
  });
});
