/** The functions of a test runner that a contract needs, so that it runs under Vitest and in a browser alike. */
export interface Runner {
  it(name: string, body: () => Promise<void>): void;
  equal(actual: unknown, expected: unknown): void;
}
