"""PyTorch on one CPU thread, told over standard input what to do: one JSON object a line, one answer a line.

    {"do": "prepare", "net": "mlp", "batch": 32}   -> {"parameters": 15210, "firstMs": 2.1}
    {"do": "time", "steps": 20}                    -> {"ms": 1.4}

The first line that it prints names the versions, before anything is asked.
"""

import json
import os
import sys
import time

import torch
from torch import nn

LEARNING_RATE = 1e-4
EXAMPLES = 1024
CLASSES = 10


class Gru(nn.Module):
    """The last state of a GRU. PyTorch's has a second bias on the recurrent side, 3 * units weights more than Keras'."""

    def __init__(self, units):
        super().__init__()
        self.gru = nn.GRU(1, units, batch_first=True)

    def forward(self, x):
        return self.gru(x)[1][0]


class Residual(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.inner = nn.Sequential(
            nn.Conv2d(channels, channels, 3, padding=1),
            nn.ReLU(),
            nn.Conv2d(channels, channels, 3, padding=1),
        )

    def forward(self, x):
        return torch.relu(x + self.inner(x))


class Average(nn.Module):
    def forward(self, x):
        return x.mean((2, 3))


def norm(channels):
    return nn.BatchNorm2d(channels, eps=1e-3, momentum=0.01)


def separable(inputs, outputs):
    return [
        nn.Conv2d(inputs, inputs, 3, padding=1, groups=inputs, bias=False),
        nn.Conv2d(inputs, outputs, 1, bias=False),
        norm(outputs),
        nn.ReLU(),
    ]


IMAGE = (1, 28, 28)

# The networks of nets.ts, channels first: shape of one example, and the layers.
NETS = {
    "mlp": ((40,), lambda: [nn.Linear(40, 100), nn.ReLU(), nn.Linear(100, 100), nn.ReLU(), nn.Linear(100, 10)]),
    "cnn1d": (
        (1, 40),
        lambda: [
            nn.Conv1d(1, 25, 5, stride=2, padding=2),
            nn.ReLU(),
            nn.Conv1d(25, 25, 3, stride=2, padding=1),
            nn.ReLU(),
            nn.Conv1d(25, 25, 3, stride=2, padding=1),
            nn.ReLU(),
            nn.Flatten(),
            nn.Linear(125, 10),
        ],
    ),
    "gru": ((40, 1), lambda: [Gru(32), nn.Linear(32, 10)]),
    "cnn2d": (
        IMAGE,
        lambda: [
            nn.Conv2d(1, 8, 3, padding=1),
            nn.ReLU(),
            nn.MaxPool2d(2),
            nn.Conv2d(8, 16, 3, padding=1),
            nn.ReLU(),
            nn.MaxPool2d(2),
            nn.Flatten(),
            nn.Linear(784, 10),
        ],
    ),
    "separable": (
        IMAGE,
        lambda: [
            nn.Conv2d(1, 16, 3, stride=2, padding=1, bias=False),
            norm(16),
            nn.ReLU(),
            *separable(16, 32),
            nn.MaxPool2d(2),
            *separable(32, 32),
            Average(),
            nn.Linear(32, 10),
        ],
    ),
    "residual": (
        IMAGE,
        lambda: [
            nn.Conv2d(1, 16, 3, stride=2, padding=1),
            nn.ReLU(),
            Residual(16),
            Residual(16),
            Average(),
            nn.Linear(16, 10),
        ],
    ),
}


class Stepper:
    """A network with its optimiser and data; a step gathers a batch from data that lie in memory, as ours does."""

    def __init__(self, name, batch):
        shape, layers = NETS[name]
        self.model = nn.Sequential(*layers()).train()
        self.x = torch.rand((EXAMPLES, *shape)) * 2 - 1
        self.labels = torch.randint(0, CLASSES, (EXAMPLES,))
        self.loss = nn.CrossEntropyLoss()
        self.optimizer = torch.optim.AdamW(self.model.parameters(), lr=LEARNING_RATE, weight_decay=1e-4, eps=1e-7)
        self.batch = batch
        self.order = torch.randperm(EXAMPLES)
        self.at = 0

    def step(self):
        if self.at + self.batch > EXAMPLES:
            self.order = torch.randperm(EXAMPLES)
            self.at = 0
        rows = self.order[self.at : self.at + self.batch]
        self.at += self.batch
        self.optimizer.zero_grad(set_to_none=True)
        loss = self.loss(self.model(self.x[rows]), self.labels[rows])
        loss.backward()
        self.optimizer.step()
        return loss

    def run(self, steps):
        """Milliseconds in all, the last loss read."""
        begun = time.perf_counter()
        for _ in range(steps):
            loss = self.step()
        loss.item()
        return (time.perf_counter() - begun) * 1000


def blas():
    """The library that multiplies matrices: Debian's PyTorch takes whichever `libblas.so.3` stands for."""
    try:
        with open("/proc/self/maps", encoding="utf8") as maps:
            files = {os.path.basename(line.split()[-1]) for line in maps if "blas" in line}
    except OSError:
        files = set()
    return ", ".join(sorted(files)) or "unknown"


def main():
    torch.set_num_threads(1)
    torch.set_num_interop_threads(1)
    torch.manual_seed(1)
    # Touched once, so that the library is loaded when its name is looked up.
    torch.mm(torch.rand(2, 2), torch.rand(2, 2))
    print(json.dumps({"torch": torch.__version__, "blas": blas()}), flush=True)
    stepper = None
    for line in sys.stdin:
        asked = json.loads(line)
        if asked["do"] == "prepare":
            begun = time.perf_counter()
            stepper = Stepper(asked["net"], asked["batch"])
            stepper.run(1)
            parameters = sum(p.numel() for p in stepper.model.parameters())
            answer = {"parameters": parameters, "firstMs": (time.perf_counter() - begun) * 1000}
        else:
            steps = asked["steps"]
            answer = {"ms": stepper.run(steps) / steps}
        print(json.dumps(answer), flush=True)


main()
