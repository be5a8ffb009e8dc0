"""The corpus as tokens; see tokenizer/write.mjs for the files."""

from difflib import SequenceMatcher
from pathlib import Path

import numpy as np
import torch

BUILD = Path(__file__).parents[1] / "build"
# Ids of the marks, as src/search/prompts/terse.ts lists them.
END = 0
PAD = 1
PARENT = 3
LAST_MARK = 6

# Most of a child is copied, so that at each line a change is unlikely, and drawn coldly would hardly ever come. Where a
# child leaves its parent weighs more, by so much.
CHANGE_WEIGHT = 2.0


class Samples:
    def __init__(self, name):
        ids = np.fromfile(BUILD / f"{name}.tokens", dtype=np.uint16).astype(np.int64)
        lengths = np.fromfile(BUILD / f"{name}.lengths", dtype=np.int32).reshape(-1, 2)
        self.prompts = lengths[:, 0]
        self.totals = lengths[:, 1]
        self.ids = np.split(ids, np.cumsum(self.totals)[:-1])
        self.changes = [changes(ids, prompt) for ids, prompt in zip(self.ids, self.prompts)]

    def __len__(self):
        return len(self.ids)

    def batch(self, chosen, prompt_weight, change_weight=1.0):
        """Inputs, targets and the targets' weights, each [samples, tokens]: 1 for the child, less for its prompt."""
        longest = max(self.totals[i] for i in chosen)
        ids = np.full((len(chosen), longest), PAD)
        weights = np.zeros((len(chosen), longest - 1), dtype=np.float32)
        for row, i in enumerate(chosen):
            total, prompt = self.totals[i], self.prompts[i]
            ids[row, :total] = self.ids[i]
            weights[row, : prompt - 1] = prompt_weight
            weights[row, prompt - 1 : total - 1] = 1
            weights[row, self.changes[i] - 1] = change_weight
        ids = torch.from_numpy(ids)
        return ids[:, :-1], ids[:, 1:], torch.from_numpy(weights)

    def epoch(self, tokens, rng):
        """Batches of about so many tokens, of samples of like length, in random order."""
        order = np.argsort(self.totals + rng.uniform(0, 8, len(self)))
        batches, batch = [], []
        for i in order:
            if batch and (len(batch) + 1) * self.totals[i] > tokens:
                batches.append(batch)
                batch = []
            batch.append(i)
        batches.append(batch)
        return [batches[i] for i in rng.permutation(len(batches))]


def changes(ids, prompt):
    """Places where the child leaves its last parent: the first token of each difference."""
    marks = np.flatnonzero(ids[:prompt] <= LAST_MARK)
    parents = marks[ids[marks] == PARENT]
    if len(parents) == 0:
        return np.zeros(0, dtype=np.int64)
    begin = parents[-1] + 1
    end = marks[marks > begin][0]
    blocks = SequenceMatcher(None, ids[begin:end].tolist(), ids[prompt:].tolist(), autojunk=False).get_opcodes()
    # The first difference is the parent's header, the end token is in none.
    places = [prompt + start for kind, _, _, start, _ in blocks if kind != "equal" and 0 < start < len(ids) - prompt - 1]
    return np.array(places, dtype=np.int64)
