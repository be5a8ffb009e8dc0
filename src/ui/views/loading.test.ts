import { afterEach, expect, it } from 'vitest';
import type { LoadStage } from '../../workers/api.ts';
import { getLocale, overwriteGetLocale } from '../messages/runtime.js';
import { loadingWords } from './loading.ts';

const before = getLocale;
afterEach(() => overwriteGetLocale(before));

const part = { done: 120e6, total: 945e6 };

it.each<[LoadStage, string, string]>([
  [{ kind: 'starting' }, 'Starting', 'Запуск'],
  [{ kind: 'weights-to-gpu' }, 'Moving the weights to the GPU', 'Веса передаются видеокарте'],
  [{ kind: 'compiling' }, 'Compiling for this GPU', 'Компиляция под эту видеокарту'],
  [{ kind: 'ready' }, 'The model is ready', 'Модель готова'],
  [
    { kind: 'browser-downloads' },
    'The browser downloads its model: 13 %',
    'Браузер скачивает свою модель: 13 %',
  ],
  [{ kind: 'copying', ...part }, 'Copying: 120 MB of 945 MB', 'Копирование: 120 МБ из 945 МБ'],
  [
    { kind: 'downloading', ...part, isGoingOn: false },
    'Downloading: 120 MB of 945 MB',
    'Скачивание: 120 МБ из 945 МБ',
  ],
  [
    { kind: 'downloading', ...part, isGoingOn: true, secondsLeft: 118 },
    'Going on with the download: 120 MB of 945 MB, 2 min left',
    'Продолжение скачивания: 120 МБ из 945 МБ, осталось 2 мин',
  ],
])('says that a load is at %j', (stage, english, russian) => {
  overwriteGetLocale(() => 'en');
  expect(loadingWords({ fraction: 0.127, stage }).replaceAll('\u00a0', ' ')).toBe(english);
  overwriteGetLocale(() => 'ru');
  expect(loadingWords({ fraction: 0.127, stage }).replaceAll('\u00a0', ' ')).toBe(russian);
});
