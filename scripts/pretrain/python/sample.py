"""Continues prompts: reads JSON lines {"ids": [...]} of token ids, writes {"ids": [...]} of the replies' tokens.

  /usr/bin/python3 scripts/pretrain/python/sample.py prompts.jsonl replies.jsonl --temperature 0.6

Prompts of one batch are padded on the left; padding is hidden from attention, and rotary scores depend on distances
alone, so that each reply is as if its prompt stood alone.
"""

import argparse
import json

import torch

from coder import Cache, Coder, Config
from data import BUILD, END, PAD

parser = argparse.ArgumentParser()
parser.add_argument("prompts")
parser.add_argument("replies")
parser.add_argument("--temperature", type=float, default=0.6)
parser.add_argument("--top-p", type=float, default=0.95)
parser.add_argument("--most", type=int, default=320)
parser.add_argument("--seed", type=int, default=1)
parser.add_argument("--batch", type=int, default=50)
options = parser.parse_args()

torch.set_num_threads(1)
torch.manual_seed(options.seed)
saved = torch.load(BUILD / "checkpoint.pt")
config = Config(**saved["config"])
model = Coder(config)
model.load_state_dict(saved["model"])


def draw(scores):
    """One token for each row [rows, vocabulary]: temperature, then the nucleus (Holtzman et al. 2020)."""
    odds, order = (scores / options.temperature).softmax(-1).sort(-1, descending=True)
    odds = odds.masked_fill(odds.cumsum(-1) - odds >= options.top_p, 0)
    return order.gather(1, torch.multinomial(odds, 1))[:, 0]


def reply(prompts):
    longest = max(len(prompt) for prompt in prompts)
    ids = torch.tensor([[PAD] * (longest - len(prompt)) + prompt for prompt in prompts])
    hidden = torch.zeros(len(prompts), 1, 1, longest)
    for row, prompt in enumerate(prompts):
        hidden[row, ..., : longest - len(prompt)] = -1e9
    caches = [Cache() for _ in range(config.layers)]
    replies = [[] for _ in prompts]
    done = torch.zeros(len(prompts), dtype=torch.bool)
    place = 0
    for _ in range(options.most):
        state = model.hidden(ids, caches, place, hidden)[:, -1]
        place += ids.shape[1]
        hidden = torch.nn.functional.pad(hidden, (0, 1))
        token = draw(state @ model.embed.weight.T)
        done |= token == END
        if done.all() or place + 1 > config.context:
            break
        for row, value in enumerate(token.tolist()):
            if not done[row]:
                replies[row].append(value)
        ids = token[:, None]
    return replies


with open(options.prompts) as file:
    prompts = [json.loads(line)["ids"] for line in file]
order = sorted(range(len(prompts)), key=lambda i: len(prompts[i]))
replies = [None] * len(prompts)
with torch.no_grad():
    for start in range(0, len(order), options.batch):
        chosen = order[start : start + options.batch]
        for i, ids in zip(chosen, reply([prompts[i] for i in chosen])):
            replies[i] = ids
with open(options.replies, "w") as file:
    for ids in replies:
        file.write(json.dumps({"ids": ids}) + "\n")
