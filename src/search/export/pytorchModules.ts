/**
 * The modules that an exported PyTorch file is made of, as Python. They keep weights in Keras' layout and names, read
 * channels last, and pad as TensorFlow does, so that the weights of one file fit both.
 */
interface Piece {
  /** Pieces that it needs, which come before it. */
  readonly needs?: readonly string[];
  readonly text: string;
}

const PIECES = {
  hard_sigmoid: {
    text: `def hard_sigmoid(x):
    """As in TF.js: 0.2 x + 0.5 between 0 and 1. PyTorch's and Keras 3's have a slope of 1/6."""
    return torch.clamp(0.2 * x + 0.5, 0.0, 1.0)`,
  },
  softmax: {
    text: `def softmax(x):
    return F.softmax(x, dim=-1)`,
  },
  log_softmax: {
    text: `def log_softmax(x):
    return F.log_softmax(x, dim=-1)`,
  },
  identity: {
    text: `def identity(x):
    return x`,
  },
  glorot: {
    text: `def glorot(*shape):
    """Glorot's normal distribution for a kernel of [*window, inputs, outputs]."""
    fans = math.prod(shape[:-2]) * (shape[-2] + shape[-1])
    return torch.randn(*shape) * math.sqrt(2.0 / fans)`,
  },
  pad_same: {
    text: `def pad_same(x, window, strides, value=0.0):
    """TensorFlow's 'same' padding of [batch, channels, *sizes]: the odd one goes to the end."""
    sides = []
    for size, width, stride in zip(x.shape[2:], window, strides):
        total = max((math.ceil(size / stride) - 1) * stride + width - size, 0)
        sides = [total // 2, total - total // 2, *sides]
    return F.pad(x, sides, value=value)`,
  },
  Dense: {
    needs: ['glorot', 'identity'],
    text: `class Dense(nn.Module):
    """Acts on the last axis."""

    def __init__(self, inputs, units, activation=identity, use_bias=True):
        super().__init__()
        self.activation = activation
        self.kernel = nn.Parameter(glorot(inputs, units))
        self.bias = nn.Parameter(torch.zeros(units)) if use_bias else None

    def forward(self, x):
        x = x @ self.kernel
        return self.activation(x if self.bias is None else x + self.bias)`,
  },
  Conv: {
    needs: ['glorot', 'identity', 'pad_same'],
    text: `class Conv(nn.Module):
    """A convolution along as many axes as the window has; channels come last."""

    def __init__(self, inputs, filters, window, strides, padding="valid", activation=identity, use_bias=True):
        super().__init__()
        self.window, self.strides, self.padding, self.activation = window, strides, padding, activation
        self.kernel = nn.Parameter(glorot(*window, inputs, filters))
        self.bias = nn.Parameter(torch.zeros(filters)) if use_bias else None

    def forward(self, x):
        x = x.movedim(-1, 1)
        if self.padding == "same":
            x = pad_same(x, self.window, self.strides)
        convolve = F.conv1d if len(self.window) == 1 else F.conv2d
        x = convolve(x, self.kernel.movedim((-1, -2), (0, 1)), self.bias, stride=self.strides)
        return self.activation(x.movedim(1, -1))`,
  },
  depthwise: {
    needs: ['pad_same'],
    text: `def depthwise(x, kernel, bias, strides, padding):
    """Each channel by itself; kernel [height, width, channels, multiplier]."""
    x = x.movedim(-1, 1)
    if padding == "same":
        x = pad_same(x, kernel.shape[:2], strides)
    weight = kernel.permute(2, 3, 0, 1).reshape(-1, 1, *kernel.shape[:2])
    return F.conv2d(x, weight, bias, stride=strides, groups=kernel.shape[2]).movedim(1, -1)`,
  },
  DepthwiseConv: {
    needs: ['depthwise', 'glorot', 'identity'],
    text: `class DepthwiseConv(nn.Module):
    def __init__(self, inputs, multiplier, window, strides, padding="valid", activation=identity, use_bias=True):
        super().__init__()
        self.strides, self.padding, self.activation = strides, padding, activation
        self.depthwise_kernel = nn.Parameter(glorot(*window, inputs, multiplier))
        self.bias = nn.Parameter(torch.zeros(inputs * multiplier)) if use_bias else None

    def forward(self, x):
        return self.activation(depthwise(x, self.depthwise_kernel, self.bias, self.strides, self.padding))`,
  },
  SeparableConv: {
    needs: ['depthwise', 'glorot', 'identity'],
    text: `class SeparableConv(nn.Module):
    """A depthwise convolution, then one of kernel 1 that mixes the channels."""

    def __init__(
        self, inputs, filters, multiplier, window, strides, padding="valid", activation=identity, use_bias=True
    ):
        super().__init__()
        self.strides, self.padding, self.activation = strides, padding, activation
        self.depthwise_kernel = nn.Parameter(glorot(*window, inputs, multiplier))
        self.pointwise_kernel = nn.Parameter(glorot(1, 1, inputs * multiplier, filters))
        self.bias = nn.Parameter(torch.zeros(filters)) if use_bias else None

    def forward(self, x):
        x = depthwise(x, self.depthwise_kernel, None, self.strides, self.padding)
        x = x @ self.pointwise_kernel[0, 0]
        return self.activation(x if self.bias is None else x + self.bias)`,
  },
  spread: {
    text: `def spread(weight, x, axes):
    """A weight along some axes of x, ready to be multiplied with it."""
    return weight.reshape([size if axis in axes else 1 for axis, size in enumerate(x.shape)])`,
  },
  BatchNorm: {
    needs: ['spread'],
    text: `class BatchNorm(nn.Module):
    """Keeps 'momentum' of its moving averages at each step, where PyTorch's own takes 'momentum' of the new."""

    def __init__(self, channels, axis, momentum, epsilon):
        super().__init__()
        self.axis, self.momentum, self.epsilon = axis, momentum, epsilon
        self.gamma = nn.Parameter(torch.ones(channels))
        self.beta = nn.Parameter(torch.zeros(channels))
        self.register_buffer("moving_mean", torch.zeros(channels))
        self.register_buffer("moving_variance", torch.ones(channels))

    def forward(self, x):
        mean, variance = self.moving_mean, self.moving_variance
        if self.training:
            others = [axis for axis in range(x.dim()) if axis != self.axis]
            mean, variance = x.mean(others), x.var(others, unbiased=False)
            with torch.no_grad():
                self.moving_mean.lerp_(mean, 1 - self.momentum)
                self.moving_variance.lerp_(variance, 1 - self.momentum)
        scale = self.gamma * torch.rsqrt(variance + self.epsilon)
        shift = self.beta - mean * scale
        return x * spread(scale, x, [self.axis]) + spread(shift, x, [self.axis])`,
  },
  LayerNorm: {
    needs: ['spread'],
    text: `class LayerNorm(nn.Module):
    def __init__(self, sizes, axes, epsilon, center=True, scale=True):
        super().__init__()
        self.axes, self.epsilon = axes, epsilon
        self.gamma = nn.Parameter(torch.ones(sizes)) if scale else None
        self.beta = nn.Parameter(torch.zeros(sizes)) if center else None

    def forward(self, x):
        x = x - x.mean(self.axes, keepdim=True)
        x = x * torch.rsqrt(x.square().mean(self.axes, keepdim=True) + self.epsilon)
        if self.gamma is not None:
            x = x * spread(self.gamma, x, self.axes)
        return x if self.beta is None else x + spread(self.beta, x, self.axes)`,
  },
  PReLU: {
    text: `class PReLU(nn.Module):
    """Learns a slope for each number of its input, or one along each axis of size 1."""

    def __init__(self, sizes):
        super().__init__()
        self.alpha = nn.Parameter(torch.zeros(sizes))

    def forward(self, x):
        return torch.where(x < 0, self.alpha * x, x)`,
  },
  Recurrent: {
    needs: ['glorot'],
    text: `class Recurrent(nn.Module):
    """Reads [batch, steps, features] one step after another; 'cell' says what a step does."""

    gates = 1

    def __init__(
        self,
        inputs,
        units,
        activation=torch.tanh,
        recurrent_activation=None,
        use_bias=True,
        return_sequences=False,
        go_backwards=False,
        dropout=0.0,
        recurrent_dropout=0.0,
    ):
        super().__init__()
        self.units, self.activation, self.recurrent_activation = units, activation, recurrent_activation
        self.return_sequences, self.go_backwards = return_sequences, go_backwards
        self.dropout, self.recurrent_dropout = dropout, recurrent_dropout
        self.kernel = nn.Parameter(glorot(inputs, self.gates * units))
        self.recurrent_kernel = nn.Parameter(nn.init.orthogonal_(torch.empty(units, self.gates * units)))
        self.bias = nn.Parameter(torch.zeros(self.gates * units)) if use_bias else None

    def project(self, x):
        x = x @ self.kernel
        return x if self.bias is None else x + self.bias

    def forward(self, x):
        if self.go_backwards:
            x = x.flip(1)
        # One mask for all steps.
        x = x * F.dropout(torch.ones_like(x[:, :1]), self.dropout, self.training)
        h = x.new_zeros(x.shape[0], self.units)
        c = torch.zeros_like(h)
        mask = F.dropout(torch.ones_like(h), self.recurrent_dropout, self.training)
        outputs = []
        for step in self.project(x).unbind(1):
            h, c = self.cell(step, h * mask, c)
            outputs.append(h)
        return torch.stack(outputs, 1) if self.return_sequences else h`,
  },
  SimpleRNN: {
    needs: ['Recurrent'],
    text: `class SimpleRNN(Recurrent):
    def cell(self, x, h, c):
        return self.activation(x + h @ self.recurrent_kernel), c`,
  },
  GRU: {
    needs: ['Recurrent'],
    text: `class GRU(Recurrent):
    """Gates z, r, h; the reset gate acts before the product (Cho et al. 2014), unlike torch.nn.GRU's."""

    gates = 3

    def cell(self, x, h, c):
        x_gates, x_new = x.split([2 * self.units, self.units], -1)
        u_gates, u_new = self.recurrent_kernel.split([2 * self.units, self.units], -1)
        z, r = map(self.recurrent_activation, (x_gates + h @ u_gates).chunk(2, -1))
        new = self.activation(x_new + (r * h) @ u_new)
        return z * h + (1 - z) * new, c`,
  },
  LSTM: {
    needs: ['Recurrent'],
    text: `class LSTM(Recurrent):
    """Gates i, f, c, o, in this order."""

    gates = 4

    def cell(self, x, h, c):
        i, f, new, o = (x + h @ self.recurrent_kernel).chunk(4, -1)
        c = self.recurrent_activation(f) * c + self.recurrent_activation(i) * self.activation(new)
        return self.recurrent_activation(o) * self.activation(c), c`,
  },
  Bidirectional: {
    text: `class Bidirectional(nn.Module):
    """Two recurrent layers, of which the second reads backwards."""

    def __init__(self, forward_layer, backward_layer, merge):
        super().__init__()
        self.forward_layer, self.backward_layer, self.merge = forward_layer, backward_layer, merge

    def forward(self, x):
        there, back = self.forward_layer(x), self.backward_layer(x)
        if self.backward_layer.return_sequences:
            back = back.flip(1)
        if self.merge == "concat":
            return torch.cat([there, back], -1)
        if self.merge == "mul":
            return there * back
        return there + back if self.merge == "sum" else (there + back) / 2`,
  },
  max_pool: {
    needs: ['pad_same'],
    text: `def max_pool(x, window, strides, padding="valid"):
    x = x.movedim(-1, 1)
    if padding == "same":
        x = pad_same(x, window, strides, -math.inf)
    pool = F.max_pool1d if len(window) == 1 else F.max_pool2d
    return pool(x, window, strides).movedim(1, -1)`,
  },
  average_pool: {
    needs: ['pad_same'],
    text: `def average_pool(x, window, strides, padding="valid"):
    """Padding does not count."""
    pool = F.avg_pool1d if len(window) == 1 else F.avg_pool2d
    x = x.movedim(-1, 1)
    if padding == "same":
        inside = pool(pad_same(torch.ones_like(x), window, strides), window, strides)
        x = pool(pad_same(x, window, strides), window, strides) / inside
    else:
        x = pool(x, window, strides)
    return x.movedim(1, -1)`,
  },
  upsample: {
    text: `def upsample(x, factors, linear=False):
    """Each pixel many times, or on a line to the next one. TF.js does not centre its pixels as PyTorch does."""
    for axis, factor in enumerate(factors, 1):
        last = x.shape[axis] - 1
        place = torch.arange(x.shape[axis] * factor, device=x.device) / factor
        low = place.floor().long()
        part = ((place - low) * linear).reshape([-1 if i == axis else 1 for i in range(x.dim())])
        x = x.index_select(axis, low) * (1 - part) + x.index_select(axis, (low + 1).clamp(max=last)) * part
    return x`,
  },
} as const satisfies Readonly<Record<string, Piece>>;

export type PieceName = keyof typeof PIECES;

/** These pieces and all that they need, each once and after what it needs. */
export function pythonPieces(wanted: Iterable<PieceName>): string {
  const texts = new Map<string, string>();
  const add = (name: PieceName): void => {
    if (texts.has(name)) return;
    const piece: Piece = PIECES[name];
    piece.needs?.forEach((each) => add(each as PieceName));
    texts.set(name, piece.text);
  };
  for (const name of wanted) add(name);
  return [...texts.values()].join('\n\n\n');
}
