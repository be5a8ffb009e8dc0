export interface DispatchCounter {
  /** So far. */
  readonly count: number;
  stop(): void;
}

/** Counts every compute dispatch of this worker from now on. */
export function countDispatches(): DispatchCounter {
  const { prototype } = GPUComputePassEncoder;
  const { dispatchWorkgroups, dispatchWorkgroupsIndirect } = prototype;
  const counter = {
    count: 0,
    stop: () => Object.assign(prototype, { dispatchWorkgroups, dispatchWorkgroupsIndirect }),
  };
  prototype.dispatchWorkgroups = function (...sizes) {
    counter.count += 1;
    return dispatchWorkgroups.apply(this, sizes);
  };
  prototype.dispatchWorkgroupsIndirect = function (...where) {
    counter.count += 1;
    return dispatchWorkgroupsIndirect.apply(this, where);
  };
  return counter;
}
