// Descending order by a bitonic sort (Batcher 1968) in one workgroup's memory; of equal probabilities the lower token
// comes first. The places up to a power of two hold less than any probability, and so end up last.
struct Numbers { grid: u32 }
@group(0) @binding(0) var<storage, read> probabilities: array<f32, VOCABULARY>;
@group(0) @binding(1) var<storage, read_write> sorted: array<f32>;
@group(0) @binding(2) var<storage, read_write> tokens: array<u32>;
@group(0) @binding(3) var<uniform> numbers: Numbers;

const threads = 32u;
var<workgroup> keys: array<f32, PLACES>;
var<workgroup> owners: array<u32, PLACES>;

@compute @workgroup_size(threads)
fn argsort(@builtin(local_invocation_id) local: vec3<u32>) {
  _ = numbers.grid;
  for (var i = local.x; i < PLACES; i += threads) {
    keys[i] = -1.0;
    if (i < VOCABULARY) { keys[i] = probabilities[i]; }
    owners[i] = i;
  }
  workgroupBarrier();
  for (var size = 2u; size <= PLACES; size *= 2) {
    for (var gap = size / 2; gap > 0; gap /= 2) {
      for (var pair = local.x; pair < PLACES / 2; pair += threads) {
        let low = ((pair & ~(gap - 1)) << 1) | (pair & (gap - 1));
        let high = low | gap;
        let key = keys[low];
        let other_key = keys[high];
        let owner = owners[low];
        let other_owner = owners[high];
        let behind = key < other_key || (key == other_key && owner > other_owner);
        let swap = behind == ((low & size) == 0);
        keys[low] = select(key, other_key, swap);
        keys[high] = select(other_key, key, swap);
        owners[low] = select(owner, other_owner, swap);
        owners[high] = select(other_owner, owner, swap);
      }
      workgroupBarrier();
    }
  }
  for (var i = local.x; i < VOCABULARY; i += threads) {
    sorted[i] = keys[i];
    tokens[i] = owners[i];
  }
}
