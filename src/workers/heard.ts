/**
 * What a listener on another thread is told travels by a port of its own, and may come after an answer that was sent
 * later. Who answers when `heard` has resolved has told all before.
 */
export function attentive<Told, Answer>(
  listener: (told: Told) => Answer,
): {
  readonly tell: (told: Told) => Answer;
  /** Resolves when the listener has heard all that it was told; at once if it is on this thread. */
  heard(): Promise<void>;
} {
  let latest: Answer | undefined;
  return {
    tell: (told) => (latest = listener(told)),
    // One port keeps its messages in order, so the last one is enough.
    heard: async () => void (await latest),
  };
}
