"""Opens and runs one ONNX graph; a run can be broken off."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rsis_model.errors import CheckpointError, ModelError
from rsis_model.sam.graph_checks import MISSING, check_graph

Shape = tuple[int | None, ...]
"""None: not fixed."""
LOOK_SECONDS = 0.02
"""How often a run looks whether it is still wanted."""
NUMBERS = {"tensor(float)": np.float32, "tensor(int64)": np.int64, "tensor(int32)": np.int32}


class Graph:
    """An ONNX graph with its inputs and outputs by name; arrays in, arrays out."""

    def __init__(self, path: Path, device: str = "auto", threads: int = 0) -> None:
        """Checks and loads the file. device: auto, cpu or cuda; threads: 0 for all cores. Raises CheckpointError."""
        check_graph(path)
        try:
            import onnxruntime as runtime
        except ImportError as error:
            raise CheckpointError(MISSING) from error
        options = runtime.SessionOptions()
        options.log_severity_level = 4  # what goes wrong is raised
        options.intra_op_num_threads = threads
        options.add_session_config_entry(
            "session.intra_op.allow_spinning", "0"
        )  # the window needs the processor
        try:
            self._session = runtime.InferenceSession(
                str(path), options, providers=_providers(runtime, device)
            )
        except Exception as error:
            raise CheckpointError("{path}: {reason}", path=path, reason=_first_line(error)) from error
        self._runtime = runtime
        self.path = path
        self.inputs: dict[str, Shape] = {each.name: _shape(each) for each in self._session.get_inputs()}
        self.outputs: dict[str, Shape] = {each.name: _shape(each) for each in self._session.get_outputs()}
        self._numbers = {each.name: NUMBERS.get(each.type) for each in self._session.get_inputs()}
        for name, number in self._numbers.items():
            if number is None:
                raise CheckpointError(
                    "{path}: the input {name!r} is of an unknown type.", path=path, name=name
                )

    @property
    def device(self) -> str:
        """Where it runs: cpu or cuda."""
        return "cuda" if "CUDAExecutionProvider" in self._session.get_providers() else "cpu"

    def run(
        self, inputs: Mapping[str, NDArray[Any]], check: Callable[[], None] = lambda: None
    ) -> dict[str, NDArray[np.float32]]:
        """Return the outputs by name. check is called meanwhile; an exception from it breaks the run off.

        inputs: converted to the numbers that the graph takes. Raises ModelError.
        """
        fed = {name: np.ascontiguousarray(array, self._numbers[name]) for name, array in inputs.items()}
        options = self._runtime.RunOptions()
        options.log_severity_level = 4
        done = threading.Event()
        with ThreadPoolExecutor(1) as pool:
            running = pool.submit(self._session.run, None, fed, options)
            running.add_done_callback(lambda _: done.set())
            try:
                while not done.wait(LOOK_SECONDS):
                    check()
            except BaseException:
                options.terminate = True
                raise
        try:
            values = running.result()
        except Exception as error:
            raise ModelError("{path}: {reason}", path=self.path, reason=_first_line(error)) from error
        return dict(zip(self.outputs, values, strict=True))


def _providers(runtime: Any, device: str) -> list[str]:
    cuda = (
        device.split(":")[0] in ("auto", "cuda")
        and "CUDAExecutionProvider" in runtime.get_available_providers()
    )
    return [*(["CUDAExecutionProvider"] if cuda else []), "CPUExecutionProvider"]


def _shape(value: Any) -> Shape:
    return tuple(each if isinstance(each, int) and each > 0 else None for each in value.shape)


def _first_line(error: Exception) -> str:
    line = (str(error).strip().splitlines() or [type(error).__name__])[0]
    return re.sub(r"^\[ONNXRuntimeError\] : \d+ : \w+ : ", "", line)[:300]
