"""Vectors of meaning for English words and phrases, from a small sentence model, reduced and rounded to bytes.

The model (all-MiniLM-L6-v2, Apache-2.0) is a build dependency only: what ships is 64 bytes a word.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from qa.lexicon.homographs import DIMENSIONS


def embed(words: list[str], model_folder: Path, batch: int = 256) -> NDArray[np.float32]:
    """One unit vector of 384 numbers a word (mean of the last layer)."""
    import torch
    from transformers import AutoModel, AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(model_folder)
    model = AutoModel.from_pretrained(model_folder).eval()
    order = sorted(range(len(words)), key=lambda i: (len(words[i]), words[i]))
    vectors = np.zeros((len(words), 384), dtype=np.float32)
    with torch.inference_mode():
        for start in range(0, len(order), batch):
            chunk = order[start : start + batch]
            inputs = tokenizer([words[i] for i in chunk], padding=True, return_tensors="pt")
            hidden = model(**inputs).last_hidden_state
            mask = inputs["attention_mask"].unsqueeze(-1)
            mean = (hidden * mask).sum(1) / mask.sum(1)
            vectors[chunk] = torch.nn.functional.normalize(mean, dim=1).numpy()
            if start // batch % 50 == 0:
                print(start, flush=True)
    return vectors


def reduce(vectors: NDArray[np.float32], dimensions: int = DIMENSIONS) -> NDArray[np.int8]:
    """The vectors on their first principal axes, unit length, times 127."""
    centred = vectors - vectors.mean(axis=0)
    values, axes = np.linalg.eigh(centred.T @ centred)
    kept = axes[:, np.argsort(-values)[:dimensions]]
    # The sign of an axis is arbitrary: fix it, so that the result is the same everywhere.
    kept = kept * np.sign(kept[np.abs(kept).argmax(axis=0), range(dimensions)])
    small = centred @ kept
    small /= np.linalg.norm(small, axis=1, keepdims=True) + 1e-9
    return np.round(small * 127).astype(np.int8)
