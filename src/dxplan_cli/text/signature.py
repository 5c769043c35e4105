"""Signatures of texts, by which similar ones are found without comparing every pair: the only home of rensa (MinHash).

A text is seen as the set of its pairs of neighbouring characters. The more of
them two texts share, the more bands of their signatures are equal.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

BANDS = 64
_ROWS = 5
"""Values in a band: equal with the chance of one value to the fifth power, which keeps unlike texts apart."""
_SEED = 20230901
_CHUNK = 4096
_PAIR = 4
"""Bytes of two characters in UTF-16: read as one number they need no string of their own."""


def band_columns(texts: Sequence[str]) -> Iterator[array[int]]:
    """Yield, band after band, a number for every text; equal numbers mean equal bands."""
    flat = array("q")
    for start in range(0, len(texts), _CHUNK):
        flat.extend(_bands(texts[start : start + _CHUNK]))
    for band in range(BANDS):
        yield flat[band::BANDS]


def _bands(texts: Sequence[str]) -> Iterator[int]:
    from rensa import RMinHash  # noqa: PLC0415 - 10 ms that only the grouping of opinions needs

    pairs, ends = array("I"), [0]
    for text in texts:
        pairs.frombytes(_pairs(text))
        ends.append(len(pairs))
    signatures = RMinHash.digest_matrix_from_flat_token_hashes(pairs, ends, BANDS * _ROWS, _SEED)
    for signature in signatures.to_rows():
        values = iter(signature)
        yield from map(hash, zip(*[values] * _ROWS, strict=True))


def _pairs(text: str) -> bytes:
    raw = text.encode("utf-16-le", "surrogatepass")
    return b"".join(raw[at : len(raw) - (len(raw) - at) % _PAIR] for at in (0, _PAIR // 2))
