import { beforeEach, describe, expect, test, vi } from 'vitest';
import { Turns } from './turns.ts';

describe('turns', () => {
  const painted: (() => void)[] = [];
  const paint = () => painted.splice(0).forEach((then) => then());
  let took: string[];
  let turns: Turns;
  /** A turn of so many milliseconds. */
  const turn = (name: string, ms: number) => () => {
    took.push(name);
    vi.advanceTimersByTime(ms);
  };

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['performance'] });
    painted.length = 0;
    took = [];
    turns = new Turns((then) => painted.push(then));
    return () => vi.useRealTimers();
  });

  test('are taken in order, the page painted whenever they have taken long', () => {
    turns.wait(turn('short', 1));
    turns.wait(turn('another', 1));
    turns.wait(turn('long', 30));
    turns.wait(turn('last', 1));
    expect(took).toEqual([]);
    paint();
    expect(took).toEqual(['short', 'another', 'long']);
    paint();
    expect(took).toEqual(['short', 'another', 'long', 'last']);
    expect(painted).toEqual([]);
  });

  test('are kept by whoever asks again, so that all come to theirs while one asks all the time', () => {
    const busy = turn('busy', 30);
    turns.wait(busy);
    turns.wait(turn('other', 30));
    turns.wait(busy);
    paint();
    turns.wait(busy);
    paint();
    paint();
    expect(took).toEqual(['busy', 'other', 'busy']);
  });

  test('of parts are taken before those of others, in order, also by who leaves one out', () => {
    const gone = turn('gone', 1);
    turns.wait(() => {
      took.push('whole');
      turns.draw(turn('its first part', 30));
      turns.draw(gone);
      turns.draw(turn('its second part', 30));
      turns.leave(gone);
      turns.wait(turn('again', 30));
    });
    turns.wait(turn('other', 30));
    for (let i = 0; i < 4; i++) paint();
    expect(took).toEqual(['whole', 'its first part', 'its second part', 'other', 'again']);
  });

  test('are told of when those who waited have had theirs', async () => {
    turns.wait(turn('drawing', 30));
    const told = turns.drawn().then(() => took.push('told'));
    turns.wait(turn('later', 1));
    paint();
    await Promise.resolve();
    expect(took).toEqual(['drawing']);
    paint();
    await told;
    expect(took).toEqual(['drawing', 'later', 'told']);
  });

  test('come to the others though one fails', () => {
    turns.wait(() => {
      throw new Error('cannot be drawn');
    });
    turns.wait(turn('other', 1));
    expect(paint).toThrow('cannot be drawn');
    paint();
    expect(took).toEqual(['other']);
  });

  test('are lost by whoever leaves', () => {
    const gone = turn('gone', 1);
    turns.wait(gone);
    turns.leave(gone);
    paint();
    expect(took).toEqual([]);
  });

  test('are all taken at once for the printer, those asked for meanwhile too', () => {
    turns.wait(() => {
      took.push('first');
      vi.advanceTimersByTime(30);
      turns.wait(turn('of the first', 30));
    });
    turns.wait(turn('second', 30));
    turns.takeAll();
    expect(took).toEqual(['first', 'second', 'of the first']);
  });
});
