"""Write a trained network as the file that the product runs.

    python -m bench.training.export WEIGHTS OUT.onnx

Weights are eight-bit integers, per channel; the activations are quantised as they come.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from bench.training.fit import BASE, load_encoder
from bench.training.network import PairNetwork
from graph.ingest.learned.scorer import LAYOUT_KEY
from graph.ingest.learned.scores import LAYOUT, OUTPUTS

_PLACES, _ACTORS, _ANCHORS = 37, 3, 5
"""Sizes of the example that the graph is drawn with; all of them may differ later."""


def write_plain(network: PairNetwork, file: Path) -> None:
    """Write the network in full precision."""
    example = (
        torch.ones(1, _PLACES, dtype=torch.long),
        torch.ones(_ACTORS, _PLACES),
        torch.arange(_ANCHORS),
    )
    places, actors, anchors = (torch.export.Dim(name) for name in ("places", "actors", "anchors"))
    torch.onnx.export(
        network.eval(),
        example,
        str(file),
        input_names=["tokens", "actors", "anchors"],
        output_names=["probabilities"],
        dynamic_shapes=({1: places}, {0: actors, 1: places}, {0: anchors}),
        dynamo=True,
        external_data=False,
    )


def finish(file: Path) -> None:
    """Say what the outputs are; take out names and places of sources on this machine."""
    model = onnx.load(file)
    parts = [model, model.graph, *model.graph.node, *model.graph.input, *model.graph.output]
    for part in (*parts, *model.graph.value_info, *model.graph.initializer, *model.functions):
        part.ClearField("metadata_props")
        part.ClearField("doc_string")
    onnx.helper.set_model_props(model, {LAYOUT_KEY: LAYOUT})
    onnx.save(model, file)


def main() -> int:
    """Read the weights, write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", type=Path)
    parser.add_argument("out", type=Path)
    arguments = parser.parse_args()
    network = PairNetwork(load_encoder(BASE, ()), len(OUTPUTS))
    network.load_state_dict(torch.load(arguments.weights, weights_only=True))
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        write_plain(network, plain)
        quantize_dynamic(plain, arguments.out, per_channel=True, weight_type=QuantType.QInt8)
    finish(arguments.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
