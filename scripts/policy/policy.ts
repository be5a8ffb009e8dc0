import { createHash } from 'node:crypto';
import type { Plugin } from 'vite';

/**
 * What the built page may do, as a Content-Security-Policy. Workers that come from `blob:` addresses have the same.
 * @param hosts that models are downloaded from, beside the page's own
 * @param html of the page, whose own inline scripts are allowed by their hashes and no other
 */
export function contentPolicy(hosts: readonly string[], html = ''): string {
  const directives = {
    'default-src': ["'none'"],
    // TF.js, QuickJS and WebLLM are WebAssembly. No text is ever made into JavaScript.
    'script-src': ["'self'", ...inlineHashes(html), "'wasm-unsafe-eval'"],
    'worker-src': ["'self'", 'blob:'],
    'connect-src': ["'self'", ...hosts],
    'img-src': ["'self'", 'data:', 'blob:'],
    // The drawings set sizes and colours as attributes.
    'style-src': ["'self'", "'unsafe-inline'"],
    'manifest-src': ["'self'"],
    'object-src': ["'none'"],
    'base-uri': ["'none'"],
    'form-action': ["'none'"],
  };
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources.join(' ')}`)
    .join('; ');
}

const inlineHashes = (html: string): readonly string[] =>
  [...html.matchAll(/<script>([^]*?)<\/script>/g)].map(
    ([, text = '']) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`,
  );

/**
 * Writes the policy into each page that is built, before all else. The pages of the development server have none, since
 * that server puts scripts of its own into them.
 */
export const policyPlugin = (hosts: readonly string[]): Plugin => ({
  name: 'content-policy',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler: (html) => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: contentPolicy(hosts, html) },
        injectTo: 'head-prepend',
      },
    ],
  },
});
