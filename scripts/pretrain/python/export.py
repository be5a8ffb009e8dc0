"""Writes the model's files as WebLLM loads them, out of the checkpoint: /usr/bin/python3 scripts/pretrain/python/export.py"""

import json
from pathlib import Path

import torch

from data import BUILD, END

FOLDER = Path(__file__).parents[3] / "public/models/nas-coder/resolve/main"
SHARD = "params_shard_0.bin"

saved = torch.load(BUILD / "checkpoint.pt")
config = saved["config"]

records, parts, offset = [], [], 0
for name, tensor in saved["model"].items():
    data = tensor.float().contiguous().numpy().astype("<f4").tobytes()
    records.append(
        {
            "name": name,
            "shape": list(tensor.shape),
            "dtype": "float32",
            "format": "raw",
            "nbytes": len(data),
            "byteOffset": offset,
        }
    )
    parts.append(data)
    offset += len(data)

shard = b"".join(parts)
(FOLDER / SHARD).write_bytes(shard)
cache = {
    "metadata": {"ParamSize": len(records), "ParamBytes": len(shard), "BitsPerParam": 32},
    "records": [{"dataPath": SHARD, "format": "raw-shard", "nbytes": len(shard), "records": records}],
}
(FOLDER / "tensor-cache.json").write_text(json.dumps(cache, indent=1) + "\n")

chat = {
    "model_type": "nas-coder",
    "quantization": "q0f32",
    "model_config": {
        "vocab_size": config["vocabulary"],
        "hidden_size": config["width"],
        "num_attention_heads": config["heads"],
        "num_hidden_layers": config["layers"],
        "intermediate_size": config["hidden"],
        "context_window_size": config["context"],
        "prefill_chunk_size": 256,
        "rms_norm_eps": config["epsilon"],
        "position_embedding_base": config["rotary_base"],
    },
    "vocab_size": config["vocabulary"],
    "context_window_size": config["context"],
    "sliding_window_size": -1,
    "attention_sink_size": -1,
    "prefill_chunk_size": 256,
    "temperature": 0.6,
    "top_p": 0.95,
    "presence_penalty": 0,
    "frequency_penalty": 0,
    "repetition_penalty": 1,
    "tokenizer_files": ["tokenizer.json"],
    "tokenizer_info": {
        "token_postproc_method": "byte_level",
        "prepend_space_in_encode": False,
        "strip_space_in_decode": False,
    },
    # The user's text reaches the model as it is: no system text, no roles, no template that could read a `$`.
    "conv_template": {
        "name": "nas-coder",
        "system_template": "",
        "system_message": "",
        "add_role_after_system_message": True,
        "roles": {"user": "", "assistant": "", "tool": ""},
        "messages": [],
        "seps": ["", "<|end|>"],
        "role_content_sep": "",
        "role_empty_sep": "",
        "stop_str": [],
        "stop_token_ids": [END],
        "function_string": "",
        "use_function_calling": False,
    },
}
(FOLDER / "mlc-chat-config.json").write_text(json.dumps(chat, indent=2) + "\n")
print(f"{len(records)} parameters of {len(shard)} bytes, from step {saved['step']}")
