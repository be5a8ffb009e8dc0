import { describe, expect, it } from 'vitest';
import type { Outcome, Proposal } from '../../domain.ts';
import { type Prompt, type Proposer, ProposerUnavailable, type Strategy } from '../../ports.ts';
import { type ChatSpec, parseSpec } from '../../spec/spec.ts';
import {
  aContext,
  never,
  scored,
  scriptedProposer,
  strategyContract,
  Teller,
} from '../../testing/strategyContract.ts';
import { ChatDesign } from './strategy.ts';

const runner = { it, equal: (actual: unknown, expected: unknown) => expect(actual).toEqual(expected) };
const program = (name: string) =>
  `export default function build(tf, inputShape, numClasses) { /* ${name} */ }`;
const reply = (name: string) => `\`\`\`js\n${program(name)}\n\`\`\``;
const TASK_TEXT = 'Inputs have shape [40, 1] and there are 10 classes.';

function chatSpec(settings: object = {}): ChatSpec {
  const spec = parseSpec({ strategy: { id: 'chat', ...settings } });
  if (!spec.ok || spec.value.strategy.id !== 'chat') throw new Error('no such strategy');
  return spec.value.strategy;
}

/** A conversation with a scripted model that keeps all it was asked. */
function aConversation(replies: readonly string[], style: Proposer['style'] = 'chat') {
  const prompts: Prompt[] = [];
  const scripted = scriptedProposer(replies);
  const proposer: Proposer = {
    ...scripted,
    style,
    complete: (prompt, ...rest) => {
      prompts.push(prompt);
      return scripted.complete(prompt, ...rest);
    },
  };
  const context = aContext(1, proposer);
  const design = new ChatDesign(chatSpec(), context);
  const teller = new Teller(design);
  let requests = 0;
  const say = (text: string) => design.say(text, requests++);
  const ask = async () => (await design.ask(1, never))[0];
  return {
    design,
    prompts,
    notices: context.notices,
    notes: context.notes,
    tell: (proposal: Proposal, outcome: Outcome) => teller.tell(proposal, outcome),
    say,
    ask,
    /** Says it, and trains what is proposed. */
    async turn(text: string, outcome: Outcome = scored(0.5)): Promise<Proposal> {
      say(text);
      const proposal = await ask();
      if (!proposal) throw new Error(`nothing was proposed for “${text}”`);
      teller.tell(proposal, outcome);
      return proposal;
    },
  };
}

describe('a person and a model in conversation', () => {
  it('propose nothing until something is said', async () => {
    const { ask, say } = aConversation([reply('a')]);
    expect(await ask()).toBeUndefined();
    say('A small network, please.');
    expect(await ask()).toMatchObject({
      source: program('a'),
      origin: { kind: 'written', request: 0, parents: [], temperature: 0.7, reply: reply('a') },
    });
  });

  it('tell the model the conversation so far, with the report of each network before the next words', async () => {
    const { prompts, turn } = aConversation([reply('a'), reply('b'), reply('c')]);
    await turn('Begin with something small.', scored(0.5, 900));
    await turn('Сделай шире.', { kind: 'rejected', fault: { kind: 'shape', message: 'No fit.' } });
    const third = await turn('Again!');
    expect(prompts[0]).toMatchObject({ earlier: [], user: `${TASK_TEXT}\n\nBegin with something small.` });
    expect(prompts[2]).toMatchObject({
      earlier: [
        { user: `${TASK_TEXT}\n\nBegin with something small.`, reply: reply('a') },
        {
          user: 'Your network was trained: validation accuracy 50.0 %, 900 parameters.\n\nСделай шире.',
          reply: reply('b'),
        },
      ],
      user: 'Your program is invalid and was not trained: No fit.\n\nAgain!',
    });
    expect(third.origin).toMatchObject({ request: 2, parents: [1, 2] });
  });

  it('answer what was said in between in order, each after the report of the one before', async () => {
    const { prompts, say, ask, tell } = aConversation([reply('a'), reply('b'), reply('c')]);
    for (const words of ['One.', 'Two.', 'Three.']) say(words);
    for (const words of ['One.', 'Two.', 'Three.']) {
      const proposal = await ask();
      expect(prompts.at(-1)?.user.endsWith(`\n\n${words}`)).toBe(true);
      expect(await ask()).toBeUndefined();
      tell(proposal as Proposal, scored(0.4));
    }
    expect(await ask()).toBeUndefined();
  });

  it('leave out old turns where there is no room for them, and show the best network instead', async () => {
    const long = (name: string) => reply(`${name} ${'.'.repeat(2800)}`);
    const { prompts, turn } = aConversation(['a', 'b', 'c', 'd'].map(long));
    await turn('One.', scored(0.9, 700));
    for (const words of ['Two.', 'Three.', 'Four.']) await turn(words);
    // Some 2,900 characters each: two of the three fit into 6,000.
    const { earlier = [] } = prompts[3] as Prompt;
    expect(earlier.map(({ user }) => user.split('\n\n').at(-1))).toEqual(['Two.', 'Three.']);
    expect(earlier[0]?.user).toContain(
      'The best network so far: validation accuracy 90.0 %, 700 parameters.\n```js\nexport default',
    );
  });

  it('keep the latest turn, however long it is', async () => {
    const { prompts, turn } = aConversation([reply('x'.repeat(9000)), reply('b')]);
    await turn('One.');
    await turn('Two.');
    expect(prompts[1]?.earlier).toHaveLength(1);
  });

  it('count a reply without code, and do not hide it', async () => {
    const { turn } = aConversation(['I would rather not.']);
    expect((await turn('Wider.')).source).toBe('');
  });

  it('come back to a request whose network was dropped untried, or whose reply was given up', async () => {
    const { design, say, ask, prompts } = aConversation([reply('a'), reply('b')]);
    say('One.');
    const abort = new AbortController();
    const cut = design.ask(1, abort.signal);
    abort.abort(new Error('stopped'));
    await expect(cut).rejects.toThrow('stopped');
    const untried = await ask();
    expect(await ask()).toBeUndefined();
    design.dropped(untried as Proposal);
    expect((await ask())?.origin).toMatchObject({ request: 0 });
    expect(prompts.map(({ user }) => user).filter((user) => user.endsWith('One.'))).toHaveLength(
      prompts.length,
    );
  });

  it('go on with other settings without forgetting what was said', async () => {
    const { design, turn, prompts } = aConversation([reply('a'), reply('b')]);
    await turn('One.');
    design.adjust(chatSpec({ temperature: 1.1 }));
    expect((await turn('Two.')).origin).toMatchObject({ temperature: 1.1 });
    expect(prompts[1]?.earlier).toHaveLength(1);
  });

  it('say why there is no answer', async () => {
    const why = { kind: 'chat-unanswered', why: 'There is no GPU.' };
    const proposer: Proposer = {
      ...scriptedProposer([]),
      complete: () => Promise.reject(new ProposerUnavailable('There is no GPU.')),
    };
    const context = aContext(1, proposer);
    const design = new ChatDesign(chatSpec(), context);
    design.say('Wider.', 4);
    expect(await design.ask(1, never)).toEqual([]);
    expect(context.notices).toEqual([{ level: 'warning', message: why }]);
    expect(context.notes).toEqual([{ method: 'chat', note: { kind: 'unanswered', request: 4, why } }]);
    expect(await design.ask(1, never)).toEqual([]);
  });

  it('need a model', async () => {
    const context = aContext(1);
    const design = new ChatDesign(chatSpec(), context);
    design.say('Wider.', 0);
    expect(await design.ask(1, never)).toEqual([]);
    expect(context.notices[0]?.message).toEqual({ kind: 'chat-unanswered', why: { kind: 'no-model' } });
  });
});

describe('a model that reads no sentences', () => {
  const HEAD = '<|task|>40x1 10';
  /** What stands between the program and the reply. */
  const wishIn = ({ user }: Prompt) => /<\|edit\|>[^<]*|<\|task\|>40x1 10<\|child\|>$/.exec(user)?.[0];

  it('writes a first network from nothing, whatever is wished for', async () => {
    const { prompts, turn } = aConversation([program('a')], 'terse');
    expect((await turn('Сделай шире')).origin).toMatchObject({ instruction: 'придумать новую сеть' });
    expect(prompts).toEqual([{ system: '', user: `${HEAD}<|child|>` }]);
  });

  it('is asked for what was understood: changes of the latest network, improvements of the best', async () => {
    const { prompts, turn } = aConversation(['a', 'b', 'c', 'd'].map(program), 'terse');
    await turn('a new network', scored(0.8, 100));
    const second = await turn('make it wider', scored(0.5, 200));
    const third = await turn('Добавь дропаут', scored(0.6, 300));
    const fourth = await turn('Improve it');
    expect([second, third, fourth].map(({ origin }) => origin)).toMatchObject([
      { instruction: 'widen', parents: [1], request: 1 },
      { instruction: 'добавить дропаут', parents: [2], request: 2 },
      { instruction: 'improve', parents: [1], request: 3 },
    ]);
    expect(prompts.slice(1).map(wishIn)).toEqual(['<|edit|>widen', '<|edit|>add dropout', '<|edit|>improve']);
    // One parent with its accuracy and parameters; one eighth of its error is wanted of an improvement.
    expect(prompts[2]?.user.startsWith(`${HEAD}<|parent|>50% 200\n`)).toBe(true);
    expect(prompts[3]?.user.endsWith('<|target|>98% 100<|child|>')).toBe(true);
  });

  it('combines the two best, the better one last', async () => {
    const { prompts, turn } = aConversation(['a', 'b', 'c', 'd'].map(program), 'terse');
    await turn('new', scored(0.8, 100));
    await turn('wider', scored(0.9, 200));
    await turn('deeper', scored(0.4, 300));
    expect((await turn('combine them')).origin).toMatchObject({ parents: [1, 2] });
    expect(prompts[3]?.user.match(/<\|parent\|>[^\n]*/g)).toEqual(['<|parent|>80% 100', '<|parent|>90% 200']);
  });

  it('mends the latest program when it was invalid', async () => {
    const { prompts, turn, ask, say, notices } = aConversation(['a', 'b', 'c'].map(program), 'terse');
    await turn('new', { kind: 'rejected', fault: { kind: 'shape', message: 'No fit.' } });
    await turn('fix it', scored(0.5));
    expect(prompts[1]?.user).toMatch(/^<\|task\|>40x1 10<\|parent\|>shape\n[^]*<\|edit\|>fix it<\|child\|>$/);
    say('fix it');
    expect(await ask()).toBeUndefined();
    expect(notices[0]?.message).toEqual({ kind: 'chat-nothing-to-fix' });
  });

  it.each(['What do you think?', 'Что ты думаешь?'])(
    'proposes nothing when nothing was understood: %s',
    async (words) => {
      const { ask, say, notices, prompts, turn } = aConversation([program('a')], 'terse');
      say(words);
      expect(await ask()).toBeUndefined();
      expect(notices).toEqual([{ level: 'warning', message: { kind: 'chat-not-understood' } }]);
      expect(prompts).toEqual([]);
      expect((await turn('a new one')).origin).toMatchObject({ request: 1 });
    },
  );

  it('cannot combine what is not there', async () => {
    const { ask, say, notices, turn } = aConversation([program('a')], 'terse');
    await turn('new');
    say('объедини их');
    expect(await ask()).toBeUndefined();
    expect(notices[0]?.message).toEqual({ kind: 'chat-nothing-to-combine' });
  });

  it('takes over from another method with the networks that it found', async () => {
    const { design, turn, prompts } = aConversation([program('a')], 'terse');
    const other = new Teller(design);
    other.tell({ source: program('old'), origin: { kind: 'sampled' } }, scored(0.7, 400));
    await turn('wider');
    expect(prompts[0]?.user).toContain('<|parent|>70% 400\n');
  });
});

/** Someone who always has something to say before the next network is asked for. */
class Talkative implements Strategy {
  readonly #design: ChatDesign;
  #said = 0;

  constructor(design: ChatDesign) {
    this.#design = design;
  }

  ask(room: number, signal: AbortSignal) {
    this.#design.say('Improve it.', this.#said++);
    return this.#design.ask(room, signal);
  }

  tell(...args: Parameters<Strategy['tell']>): void {
    this.#design.tell(...args);
  }
}

describe.each(['chat', 'terse'] as const)(
  'chat design in %s style honours the Strategy contract',
  (style) => {
    const write = style === 'chat' ? reply : program;
    strategyContract(runner, (seed) => {
      const replies = Array.from({ length: 60 }, (_, i) => write(`${seed} ${i}`));
      return new Talkative(
        new ChatDesign(chatSpec(), aContext(seed, { ...scriptedProposer(replies), style })),
      );
    });
  },
);
