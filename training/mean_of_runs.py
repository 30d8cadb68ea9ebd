"""Average the weights of several runs, so that another run can start from the mean.

    python -m training.mean_of_runs --run RUN_FOLDER... --out FOLDER

The runs must have one vocabulary: the later ones started from the first.
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

import torch

from training.tagger_model import averaged_in


def main() -> None:
    """Load, average, write."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--run", type=Path, nargs="+", required=True)
    options.add_argument("--out", type=Path, required=True)
    given = options.parse_args()
    kept = [averaged_in(run) for run in given.run]
    mean = {
        name: sum(k[name] for k in kept) / len(kept) if first.is_floating_point() else first
        for name, first in kept[0].items()
    }
    given.out.mkdir(parents=True, exist_ok=True)
    torch.save({"averaged": mean}, given.out / "state.pt")
    shutil.copy(given.run[0] / "vocabulary.json", given.out)


if __name__ == "__main__":
    main()
