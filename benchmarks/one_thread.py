"""Imported first: one process, and one thread for all that is numpy; the trained reader has its own setting."""

import os

for library in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[library] = "1"
