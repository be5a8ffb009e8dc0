import { expect, it } from 'vitest';
import { modelsAt, readAddress } from './mirror.ts';

const PAGE = 'http://school.test/nas/';

it.each([
  ['http://192.168.0.2:8000/models', 'http://192.168.0.2:8000/models/'],
  [' https://a.test/m/ ', 'https://a.test/m/'],
  ['192.168.0.2:8000/models', 'http://192.168.0.2:8000/models/'],
  ['localhost:8000', 'http://localhost:8000/'],
  ['/models', 'http://school.test/models/'],
  ['./models?x#y', 'http://school.test/nas/models/'],
])('reads %s as %s', (typed, address) => {
  expect(readAddress(typed, PAGE)).toBe(address);
});

it.each([
  ['', /There is no address/],
  ['ftp://a.test/', /begins with http/],
  ['http://', /is no address/],
])('refuses %j in a sentence', (typed, message) => {
  expect(() => readAddress(typed, PAGE)).toThrow(message);
});

it('knows that a page over https fetches nothing over http, but from the machine itself', () => {
  expect(() => readAddress('http://192.168.0.2/', 'https://a.test/')).toThrow(
    /over https may fetch nothing over http/,
  );
  expect(readAddress('http://localhost:8000/', 'https://a.test/')).toBe('http://localhost:8000/');
});

const choice = (id: string) => ({
  id,
  modelUrl: `https://hub.test/x/${id}`,
  libraryUrl: 'https://hub.test/x.wasm',
});
const CHOICES = [choice('one'), choice('two')];

it('asks for each model where a copy of the hub has it', async () => {
  const asked: string[] = [];
  const ids = await modelsAt('http://a.test/', CHOICES, async (url) => {
    asked.push(url);
    return new Response('', { status: url.includes('/two/') ? 200 : 404 });
  });
  expect(ids).toEqual(['two']);
  expect(asked).toContain('http://a.test/one/resolve/main/mlc-chat-config.json');
});

it('names a file that should be there when there is none, and does not take a page for one', async () => {
  const page = async () => new Response('', { headers: { 'content-type': 'text/html' } });
  await expect(modelsAt('http://a.test/', CHOICES, page)).rejects.toThrow(
    'http://a.test/one/resolve/main/mlc-chat-config.json should be there',
  );
});

it('says what a server must allow when it does not answer this page', async () => {
  const nothing = () => Promise.reject(new TypeError('Failed to fetch'));
  await expect(modelsAt('http://a.test/', CHOICES, nothing)).rejects.toThrow('Access-Control-Allow-Origin');
});
