"""Accuracy of reading and linking, measured on gold standards that are not part of the project.

    REPORTEDLY_GOLD=FOLDER python -m eval            measure the corpora found, compare with eval/floors.json
    python -m eval --update                          raise the floors to the figures measured
    python -m eval --update --allow-regression WHY   lower them, with the reason kept beside the figure

`floors.json` holds figures, counts and the SHA-256 of each corpus; no text of any corpus.
"""
