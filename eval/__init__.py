"""How accurate reading is, measured on gold standards that are not part of the project.

    REPORTEDLY_GOLD=FOLDER python -m eval            measure what is there, compare with eval/floors.json
    python -m eval --update                          raise the floors to what was measured
    python -m eval --update --allow-regression WHY   lower them, with the reason kept beside the figure

`floors.json` holds figures, counts and the SHA-256 of each corpus; no word of any corpus.
"""
