/**
 * What the grammar samples and edits stay within. Tighter than the sandbox's limits, which only protect the machine:
 * a network of this size trains in a browser within a minute or two, and either dataset is learnt with far less.
 */
export const WORKING_LIMITS = { params: 300_000, flops: 20_000_000 } as const;
