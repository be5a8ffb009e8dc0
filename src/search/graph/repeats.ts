import type { Topology, TopologyLayer } from '../domain.ts';

/**
 * The same network, in which no call takes a tensor twice: from the second time on it takes a copy of it. Outside training,
 * TF.js counts those who want a tensor still and frees it after the last; one that takes it twice it counts once and
 * crosses off twice, so that the next finds it gone (tfjs-layers 4.22, engine/executor.ts).
 */
export const withoutRepeats = (topology: Topology): Topology => ({
  ...topology,
  config: { ...topology.config, layers: layersWithoutRepeats(topology.config.layers) },
});

function layersWithoutRepeats(layers: readonly TopologyLayer[]): readonly TopologyLayer[] {
  const copies: TopologyLayer[] = [];
  const copyOf = (input: TopologyLayer['inbound_nodes'][number][number]) => {
    const name = `${input[0]}/copy_${copies.length + 1}`;
    const config = { name, activation: 'linear' };
    copies.push({ class_name: 'Activation', name, config, inbound_nodes: [[input]] });
    return [name, 0, 0, {}] as const;
  };
  const own = layers.map((layer) => ({
    ...layer,
    inbound_nodes: layer.inbound_nodes.map((inputs) =>
      inputs.map((input, at) =>
        inputs.findIndex((other) => String(other.slice(0, 3)) === String(input.slice(0, 3))) < at
          ? copyOf(input)
          : input,
      ),
    ),
  }));
  return [...own, ...copies];
}
