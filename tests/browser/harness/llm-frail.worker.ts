/** The model's worker with a handle on its GPU device, which WebLLM keeps to itself. */
import '../../../src/workers/llm.worker.ts';

const { requestDevice } = GPUAdapter.prototype;
let device: GPUDevice | undefined;
GPUAdapter.prototype.requestDevice = async function (descriptor) {
  device = await requestDevice.call(this, descriptor);
  return device;
};

const channel = new BroadcastChannel('device');
channel.onmessage = async () => {
  device?.destroy();
  await device?.lost;
  channel.postMessage('lost');
};
