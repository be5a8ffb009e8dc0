import { Niches } from '../archive/niches.ts';
import type { Candidate, Notice, Outcome, Proposal } from '../domain.ts';
import type { Completion, Cost, Proposer, Strategy, StrategyContext, Supernet } from '../ports.ts';
import { Rng } from '../random/rng.ts';
import { anArchitecture, aScore } from './architectures.ts';
import { err } from '../result.ts';
import type { MethodNote } from '../strategies/notes.ts';
import { ruleSupernet } from './fakeSupernet.ts';
import type { Runner } from './runner.ts';

export const aTask = { inputShape: [40, 1], classes: 10 };
export const never = new AbortController().signal;

/** A context without a model, in which notices are kept, and what was charged. */
export function aContext(
  seed: number,
  proposer?: Proposer,
  supernet: Supernet = ruleSupernet(),
): StrategyContext & { notices: Notice[]; notes: MethodNote[]; charges: Cost[] } {
  const notices: Notice[] = [];
  const charges: Cost[] = [];
  const notes: MethodNote[] = [];
  return {
    task: aTask,
    rng: new Rng(seed),
    niches: new Niches(),
    onText: () => {},
    onTeaching: () => {},
    record: (note) => notes.push(note),
    notes,
    notice: (notice) => notices.push(notice),
    notices,
    supernet,
    charge: (cost) => charges.push(cost),
    charges,
    ...(proposer && { proposer }),
  };
}

/** Replies with the given texts in turn, the last one for ever; remembers what it was asked. */
export function scriptedProposer(replies: readonly string[]): Proposer & { prompts: string[] } {
  const prompts: string[] = [];
  return {
    model: 'scripted',
    style: 'chat',
    constrains: true,
    learns: false,
    prompts,
    async complete(prompt, _options, onText, signal): Promise<Completion> {
      signal.throwIfAborted();
      prompts.push(prompt.user);
      const text = replies[Math.min(prompts.length, replies.length) - 1] ?? '';
      onText(text);
      return { text, finish: 'stop', tokens: text.length, ms: 1 };
    },
    teach: async () => err('It cannot learn.'),
  };
}

export const scored = (valAccuracy: number, params = 1000): Outcome => ({
  kind: 'scored',
  params,
  flops: 10_000,
  activationBytes: 400,
  ...aScore(valAccuracy),
});

/** Tells a strategy what became of its proposals, as the run does. */
export class Teller {
  readonly #strategy: Strategy;
  #id = 0;

  constructor(strategy: Strategy) {
    this.#strategy = strategy;
  }

  tell(proposal: Proposal, outcome: Outcome): Candidate {
    const candidate: Candidate = { ...proposal, id: ++this.#id, arm: 'search' };
    const architecture = anArchitecture(proposal.source);
    this.#strategy.tell({ candidate, outcome, ...(outcome.kind !== 'rejected' && { architecture }) });
    return candidate;
  }
}

/** Asks for and scores `count` candidates one by one. */
export async function drive(
  strategy: Strategy,
  count: number,
  outcome: (turn: number) => Outcome,
): Promise<Proposal[]> {
  const teller = new Teller(strategy);
  const proposals: Proposal[] = [];
  for (let turn = 0; turn < count; turn++) {
    const [proposal] = await strategy.ask(1, never);
    if (!proposal) throw new Error(`nothing proposed at turn ${turn}, though all before were told of`);
    proposals.push(proposal);
    teller.tell(proposal, outcome(turn));
  }
  return proposals;
}

const sources = (proposals: readonly Proposal[]) => proposals.map(({ source }) => source);
const steady = (turn: number) => scored(0.1 + ((turn * 7) % 10) / 20);

/** What every strategy promises. */
export function strategyContract({ it, equal }: Runner, create: (seed: number) => Strategy): void {
  it('proposes the same under the same seed and the same outcomes', async () => {
    equal(sources(await drive(create(1), 25, steady)), sources(await drive(create(1), 25, steady)));
  });

  it('proposes something else under another seed', async () => {
    const first = sources(await drive(create(1), 5, steady));
    const second = sources(await drive(create(2), 5, steady));
    equal(first.join() === second.join(), false);
  });

  it('proposes at most as much as there is room for, and nothing for no room', async () => {
    const strategy = create(1);
    equal((await strategy.ask(0, never)).length, 0);
    equal((await strategy.ask(3, never)).length <= 3, true);
  });

  it('can be asked several times before it is told anything, and once it waits proposes nothing', async () => {
    const strategy = create(1);
    const lengths: number[] = [];
    for (let i = 0; i < 6; i++) lengths.push((await strategy.ask(1, never)).length);
    equal(lengths[0], 1);
    equal(
      lengths,
      lengths.toSorted((a, b) => b - a),
    );
  });

  it('goes on when everything it proposed has failed', async () => {
    const failures: Outcome[] = [
      { kind: 'failed', reason: 'diverged', message: 'NaN' },
      { kind: 'rejected', fault: { kind: 'shape', message: 'does not fit' } },
      { kind: 'duplicate', of: 1 },
      { kind: 'cancelled' },
    ];
    await drive(create(1), 40, (turn) => failures[turn % failures.length] ?? { kind: 'cancelled' });
  });

  it('copes with outcomes that come late and out of order', async () => {
    const strategy = create(1);
    const teller = new Teller(strategy);
    const open: Proposal[] = [];
    for (let turn = 0; turn < 30; turn++) {
      const asked = await strategy.ask(1, never);
      open.push(...asked);
      // One that proposes nothing waits for some of those under way.
      if (open.length > 3 || asked.length === 0)
        teller.tell(open.splice(turn % open.length, 1)[0] as Proposal, steady(turn));
    }
    for (const proposal of open) teller.tell(proposal, steady(0));
    equal((await strategy.ask(1, never)).length, 1);
  });

  it('keeps proposing new texts when told that the last ones were duplicates', async () => {
    const strategy = create(1);
    await drive(strategy, 15, steady);
    const proposals = await drive(strategy, 20, () => ({ kind: 'duplicate', of: 1 }));
    equal(new Set(sources(proposals)).size > 5, true);
  });

  it('can be told the whole past of another strategy before it is first asked', async () => {
    const strategy = create(3);
    const teller = new Teller(strategy);
    for (const [turn, proposal] of (await drive(create(1), 20, steady)).entries())
      teller.tell(proposal, steady(turn));
    equal((await strategy.ask(1, never)).length, 1);
  });

  it('goes on when it is told of what a person put in, whatever became of that', async () => {
    const strategy = create(1);
    const teller = new Teller(strategy);
    const byHand = (source: string, parents: readonly number[]): Proposal => ({
      source,
      origin: { kind: 'edited', parents },
    });
    const outcomes = [scored(0.99), { kind: 'cancelled' }, { kind: 'duplicate', of: 1 }] as const;
    teller.tell(byHand('before anything was asked', []), scored(0.5));
    for (let turn = 0; turn < 30; turn++) {
      const [proposal] = await strategy.ask(1, never);
      if (!proposal) throw new Error(`nothing proposed at turn ${turn}, though all before were told of`);
      // Also with the very text of one that is under way.
      const source = turn % 2 === 0 ? proposal.source : `by hand ${turn}`;
      teller.tell(byHand(source, turn % 3 === 0 ? [] : [1]), outcomes[turn % 3] ?? scored(0.5));
      const fault = { kind: 'shape', message: 'does not fit' } as const;
      teller.tell(byHand('a fault', [1]), { kind: 'rejected', fault });
      teller.tell(proposal, steady(turn));
    }
  });

  it('stops asking when its signal has fired', async () => {
    const abort = new AbortController();
    abort.abort(new Error('stopped'));
    const reason = await create(1)
      .ask(1, abort.signal)
      .then(
        () => 'no error',
        (error: unknown) => (error as Error).message,
      );
    equal(reason, 'stopped');
  });
}
