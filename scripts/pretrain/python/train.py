"""Pre-trains nas-coder on the corpus. Goes on from its checkpoint when there is one.

  /usr/bin/python3 scripts/pretrain/python/train.py --steps 3000

Needs Debian's python3-torch; with libopenblas0-pthread beside it, it runs some fifteen times as fast.
"""

import argparse
import json
import math
import time
from dataclasses import asdict
from pathlib import Path

import numpy as np
import torch
from torch.nn.functional import cross_entropy

from coder import Coder, Config
from data import BUILD, CHANGE_WEIGHT, Samples

LOG = Path(__file__).parents[1] / "training-log.jsonl"
CHECKPOINT = BUILD / "checkpoint.pt"

parser = argparse.ArgumentParser()
parser.add_argument("--steps", type=int, default=3000)
parser.add_argument("--tokens", type=int, default=4096, help="of a batch")
parser.add_argument("--rate", type=float, default=3e-3)
parser.add_argument("--threads", type=int, default=1)
parser.add_argument("--bf16", action="store_true", help="multiply in bfloat16, which some processors do faster")
parser.add_argument("--width", type=int, default=Config.width)
parser.add_argument("--layers", type=int, default=Config.layers)
parser.add_argument("--hidden", type=int, default=Config.hidden)
options = parser.parse_args()

WARM_UP = 100
LAST_RATE = 0.05
# Prompts are read and not written, but what is learnt of them is learnt of programs.
PROMPT_WEIGHT = 0.1
EVERY = 100
HELD_BATCHES = 3

torch.set_num_threads(options.threads)
torch.manual_seed(1)
width = options.width
config = Config(width=width, heads=width // 32, layers=options.layers, hidden=options.hidden)
model = Coder(config)
decayed = [p for p in model.parameters() if p.ndim == 2]
plain = [p for p in model.parameters() if p.ndim != 2]
groups = [{"params": decayed, "weight_decay": 0.05}, {"params": plain, "weight_decay": 0}]
optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98))
step, seen, seconds = 0, 0, 0.0
if CHECKPOINT.exists():
    saved = torch.load(CHECKPOINT)
    model.load_state_dict(saved["model"])
    optimizer.load_state_dict(saved["optimizer"])
    step, seen, seconds = saved["step"], saved["tokens"], saved["seconds"]

train, held = Samples("train"), Samples("held")
size = sum(p.numel() for p in model.parameters())
print(f"{size} parameters, {len(train)} samples of {train.totals.mean():.0f} tokens, from step {step}", flush=True)


def rate_at(step):
    if step < WARM_UP:
        return options.rate * (step + 1) / WARM_UP
    progress = (step - WARM_UP) / max(1, options.steps - WARM_UP)
    return options.rate * (LAST_RATE + (1 - LAST_RATE) * 0.5 * (1 + math.cos(math.pi * progress)))


def loss_of(ids, targets, weights):
    """Mean over the targets in nats, weighted, and the sum of their weights."""
    used = weights.flatten() > 0
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=options.bf16 and torch.is_grad_enabled()):
        hidden = model.hidden(ids).flatten(0, 1)[used]
        scores = hidden @ model.embed.weight.T
    scores = scores.float()
    weights = weights.flatten()[used]
    losses = cross_entropy(scores, targets.flatten()[used], reduction="none")
    return (losses * weights).sum() / weights.sum(), weights.sum()


def held_loss(batches=None):
    """Of the children only; of the first so many batches, or of all."""
    total, weight = 0.0, 0.0
    with torch.no_grad():
        for batch in held.epoch(8192, np.random.default_rng(0))[:batches]:
            loss, sum_ = loss_of(*held.batch(batch, 0))
            total, weight = total + loss.item() * sum_.item(), weight + sum_.item()
    return total / weight


def save():
    torch.save(
        {
            "model": model.state_dict(),
            "optimizer": optimizer.state_dict(),
            "config": asdict(config),
            "step": step,
            "tokens": seen,
            "seconds": seconds,
        },
        CHECKPOINT.with_suffix(".part"),
    )
    CHECKPOINT.with_suffix(".part").rename(CHECKPOINT)


recent = []
began = time.time()
while step < options.steps:
    for batch in train.epoch(options.tokens, np.random.default_rng(step)):
        for group in optimizer.param_groups:
            group["lr"] = rate_at(step)
        ids, targets, weights = train.batch(batch, PROMPT_WEIGHT, CHANGE_WEIGHT)
        loss, _ = loss_of(ids, targets, weights)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        recent.append(loss.item())
        step, seen = step + 1, seen + int((weights > 0).sum())
        if step % EVERY == 0 or step == options.steps:
            seconds, began = seconds + time.time() - began, time.time()
            line = {
                "step": step,
                "tokens": seen,
                "loss": round(sum(recent) / len(recent), 4),
                "held": round(held_loss(None if step == options.steps else HELD_BATCHES), 4),
                "rate": float(f"{rate_at(step):.3g}"),
                "seconds": round(seconds),
            }
            recent = []
            with LOG.open("a") as log:
                log.write(json.dumps(line) + "\n")
            print(line, flush=True)
            save()
        if step == options.steps:
            break
