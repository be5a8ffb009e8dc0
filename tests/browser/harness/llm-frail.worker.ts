/** The model's worker with a handle on its GPU device, which WebLLM keeps to itself. */
import '../../../src/workers/llm.worker.ts';

const { requestDevice } = GPUAdapter.prototype;
let device: GPUDevice | undefined;
let isDoomed = false;
GPUAdapter.prototype.requestDevice = async function (descriptor) {
  device = await requestDevice.call(this, descriptor);
  if (isDoomed) device.destroy();
  isDoomed = false;
  return device;
};

const channel = new BroadcastChannel('device');
channel.onmessage = async ({ data }) => {
  if (data === 'doom') isDoomed = true;
  else {
    device?.destroy();
    await device?.lost;
  }
  channel.postMessage('done');
};
