import { describe, expect, it } from 'vitest';
import type { RunEvent } from '../../search/domain.ts';
import { foldRun } from '../../search/run/fold.ts';
import { defaultSpec } from '../../search/spec/spec.ts';
import { getLocale } from '../messages/runtime.js';
import { inLanguage } from './inLanguage.ts';
import { conversationOf, labelWords, talkOf, verdictOf } from './conversation.ts';

const TASK = {
  inputShape: [28, 28, 1],
  classes: 2,
  classNames: ['Sandal', 'not Sandal'],
  labelCounts: [50, 450],
};

/** `kind`s without their times. */
const run = (...events: object[]) =>
  foldRun(
    [{ kind: 'started', spec: defaultSpec(), task: TASK }, ...events].map(
      (event) => ({ at: 0, ...event }) as RunEvent,
    ),
  );
const said = (text: string) => ({ kind: 'said', text });
const asked = (id: number, request?: number) => ({
  kind: 'asked',
  knew: 0,
  candidate: {
    id,
    arm: 'search',
    source: '',
    origin: {
      kind: 'written',
      parents: [],
      model: 'm',
      prompt: '',
      reply: '',
      temperature: 1,
      tokens: 1,
      writeMs: 1,
      ...(request !== undefined && { request }),
    },
  },
});
const outline = (turns: ReturnType<typeof conversationOf>) =>
  turns.map(({ text, record, unanswered }) => [text, record?.candidate.id, unanswered?.words]);

describe('a conversation', () => {
  it('is each request with the network that answers it, or the words that do', () => {
    const why = 'No model is loaded.';
    const snapshot = run(
      said('wider'),
      said('wider'),
      { kind: 'method', note: { method: 'chat', note: { kind: 'unanswered', request: 0, why } } },
      asked(1, 1),
      asked(2),
      said('deeper'),
    );
    expect(outline(conversationOf(snapshot, ['not heard yet']))).toEqual([
      ['wider', undefined, why],
      ['wider', 1, undefined],
      ['deeper', undefined, undefined],
      ['not heard yet', undefined, undefined],
    ]);
  });

  it('says that the run ended before a request was answered', () => {
    const snapshot = run(said('wider'), asked(1, 0), said('deeper'), { kind: 'ended', reason: 'stopped' });
    expect(outline(conversationOf(snapshot))).toEqual([
      ['wider', 1, undefined],
      ['deeper', undefined, 'The run ended before this was answered.'],
    ]);
  });
});

it.each([
  ['Here it is:\n```js\na();\n```\nIt is wider.', 'a();', 'Here it is:\n\n\n\nIt is wider.'],
  ['a();', 'a();', ''],
  ['~~~\na();\n~~~', 'a();', ''],
  ['I would rather not.', '', 'I would rather not.'],
])('what a model says around its program is told apart from it: %j', (reply, source, talk) => {
  expect(talkOf(reply, source)).toBe(talk);
});

describe.each(['en', 'ru'] as const)('on a page in %s, a person', (page) => {
  const unanswered = (text: string) =>
    inLanguage(page, () => {
      const why = { kind: 'chat-not-understood' };
      const snapshot = run(
        said(text),
        { kind: 'method', note: { method: 'chat', note: { kind: 'unanswered', request: 0, why } } },
        said(text),
        { kind: 'ended', reason: 'stopped' },
      );
      return conversationOf(snapshot).map((turn) => turn.unanswered);
    });
  const ENGLISH = /^This small model reads no sentences.* design a new network, .*\.$/;
  const RUSSIAN = /^Эта маленькая модель не читает предложений.* придумать новую сеть, .*\.$/;

  it.each([
    ['What do you think?', 'en', ENGLISH, 'The run ended before this was answered.'],
    ['Что думаешь про LSTM?', 'ru', RUSSIAN, 'Прогон закончился раньше, чем на это ответили.'],
  ] as const)('is told in their own language why there is no answer: %s', (text, language, excuse, cut) => {
    expect(unanswered(text)).toEqual([
      { language, words: expect.stringMatching(excuse) as string },
      { language, words: cut },
    ]);
  });

  it('who says nothing in any language is told in that of the page', () => {
    expect(unanswered('?!').map((each) => each?.language)).toEqual([page, page]);
  });

  it('goes on reading the page in its language', () => {
    const after = inLanguage(page, () => {
      unanswered(page === 'en' ? 'Что?' : 'What?');
      return getLocale();
    });
    expect(after).toBe(page);
  });
});

describe('what an accuracy is worth', () => {
  it.each([
    [0.955, true, '5.5 points above always answering “not Sandal”, which gives 90.0\u00a0%.'],
    [
      0.9,
      false,
      '90.0\u00a0% sounds good, but always answering “not Sandal” gives 90.0\u00a0%: nothing of use was learnt.',
    ],
    [
      0.3,
      false,
      'No better than always answering “not Sandal”, which gives 90.0\u00a0%: nothing of use was learnt.',
    ],
  ])('is said beside always answering the commonest class: %d', (accuracy, isLearnt, words) => {
    expect(verdictOf(accuracy, TASK)).toEqual({ isLearnt, words });
  });

  it('is nothing where it is no more than that, even if it does not sound good', () => {
    expect(verdictOf(0.1, { ...TASK, classNames: [], labelCounts: [3, 4, 3] }).words).toBe(
      'No better than always answering “1”, which gives 40.0\u00a0%: nothing of use was learnt.',
    );
  });

  it('is said beside guessing while the classes are not counted', () => {
    expect(verdictOf(0.75, { inputShape: [40, 1], classes: 4 }).words).toBe(
      '50.0 points above guessing among 4 classes, which gives 25.0\u00a0%.',
    );
  });
});

it('the classes are named with how many examples there are of each', () => {
  expect(labelWords(TASK)).toBe('“Sandal” 50, “not Sandal” 450');
  expect(labelWords({ ...TASK, classNames: [] })).toBe('“0” 50, “1” 450');
  expect(labelWords({ inputShape: [40, 1], classes: 4 })).toBeUndefined();
});
