"""The corpus as tokens; see tokenizer/write.mjs for the files."""

from pathlib import Path

import numpy as np
import torch

BUILD = Path(__file__).parents[1] / "build"
PAD = 1


class Samples:
    def __init__(self, name):
        ids = np.fromfile(BUILD / f"{name}.tokens", dtype=np.uint16).astype(np.int64)
        lengths = np.fromfile(BUILD / f"{name}.lengths", dtype=np.int32).reshape(-1, 2)
        self.prompts = lengths[:, 0]
        self.totals = lengths[:, 1]
        self.ids = np.split(ids, np.cumsum(self.totals)[:-1])

    def __len__(self):
        return len(self.ids)

    def batch(self, chosen, prompt_weight):
        """Inputs, targets and the targets' weights, each [samples, tokens]: 1 for the child, less for its prompt."""
        longest = max(self.totals[i] for i in chosen)
        ids = np.full((len(chosen), longest), PAD)
        weights = np.zeros((len(chosen), longest - 1), dtype=np.float32)
        for row, i in enumerate(chosen):
            total, prompt = self.totals[i], self.prompts[i]
            ids[row, :total] = self.ids[i]
            weights[row, : prompt - 1] = prompt_weight
            weights[row, prompt - 1 : total - 1] = 1
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
