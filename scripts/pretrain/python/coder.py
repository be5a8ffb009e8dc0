"""nas-coder: a decoder-only transformer with pre-norm, rotary positions and gated MLPs, without biases."""

from dataclasses import dataclass

import torch
from torch import nn
from torch.nn.functional import silu


@dataclass(frozen=True)
class Config:
    vocabulary: int = 1024
    width: int = 128
    heads: int = 4
    layers: int = 4
    hidden: int = 352
    context: int = 1024
    epsilon: float = 1e-5
    rotary_base: float = 10000.0


class Norm(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(config.width))
        self.epsilon = config.epsilon

    def forward(self, x):
        return x * torch.rsqrt(x.square().mean(-1, keepdim=True) + self.epsilon) * self.weight


def linear(inputs, outputs, spread):
    layer = nn.Linear(inputs, outputs, bias=False)
    nn.init.normal_(layer.weight, std=spread)
    return layer


class Layer(nn.Module):
    def __init__(self, config):
        super().__init__()
        d, f = config.width, config.hidden
        spread = d**-0.5
        # What goes back into the stream is damped by the number of additions, as in GPT-2.
        damped = spread / (2 * config.layers) ** 0.5
        self.heads = config.heads
        self.norm1 = Norm(config)
        self.qkv = linear(d, 3 * d, spread)
        self.out = linear(d, d, damped)
        self.norm2 = Norm(config)
        self.gate_up = linear(d, 2 * f, spread)
        self.down = linear(f, d, damped)

    def forward(self, x, cos, sin, ahead, cache=None):
        batch, tokens, d = x.shape
        qkv = self.qkv(self.norm1(x)).view(batch, tokens, 3, self.heads, d // self.heads)
        q, k, v = qkv.permute(2, 0, 3, 1, 4)
        q, k = rotate(q, cos, sin), rotate(k, cos, sin)
        if cache is not None:
            k, v = cache.extend(k, v)
        scores = q @ k.transpose(-1, -2) * (d // self.heads) ** -0.5 + ahead
        taken = (scores.softmax(-1) @ v).transpose(1, 2).reshape(batch, tokens, d)
        x = x + self.out(taken)
        gate, up = self.gate_up(self.norm2(x)).chunk(2, -1)
        return x + self.down(silu(gate) * up)


class Cache:
    """Keys and values of one layer so far, [batch, heads, tokens, size]."""

    def __init__(self):
        self.k = self.v = None

    def extend(self, k, v):
        if self.k is not None:
            k, v = torch.cat([self.k, k], 2), torch.cat([self.v, v], 2)
        self.k, self.v = k, v
        return k, v


def rotate(x, cos, sin):
    first, second = x.chunk(2, -1)
    return torch.cat([first * cos - second * sin, second * cos + first * sin], -1)


class Coder(nn.Module):
    """Reads tokens; the scores of the next one are what it reads times the embedding. Its state's names and their order
    are those of the model's files."""

    def __init__(self, config):
        super().__init__()
        self.config = config
        self.embed = nn.Embedding(config.vocabulary, config.width)
        nn.init.normal_(self.embed.weight, std=config.width**-0.5)
        self.layers = nn.ModuleList([Layer(config) for _ in range(config.layers)])
        self.norm = Norm(config)
        half = config.width // config.heads // 2
        steps = config.rotary_base ** (-torch.arange(half, dtype=torch.float64) / half)
        angles = torch.outer(torch.arange(config.context, dtype=torch.float64), steps)
        self.cos, self.sin = angles.cos().float(), angles.sin().float()

    def hidden(self, ids, caches=None, start=0, hide=None):
        """What the scores are made of, [batch, tokens] -> [batch, tokens, width]. `hide` is added to all attention
        scores, e.g. to hide padding before a prompt."""
        tokens = ids.shape[1]
        x = self.embed(ids)
        # One row for each new token; the first of them sees the `start` tokens before and itself.
        ahead = torch.full((tokens, start + tokens), float("-inf")).triu(1 + start)
        if hide is not None:
            ahead = ahead + hide
        for i, layer in enumerate(self.layers):
            cos, sin = self.cos[start : start + tokens], self.sin[start : start + tokens]
            x = layer(x, cos, sin, ahead, caches[i] if caches else None)
        return self.norm(x)
