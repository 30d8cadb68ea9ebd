"""Import this first: it limits numpy to one thread. The tagger has its own setting."""

import os

for library in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[library] = "1"
