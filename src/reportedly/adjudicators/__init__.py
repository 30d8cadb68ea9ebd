"""Adjudicators that ask a service over the network: `chat` asks one that speaks the OpenAI chat completions API.

Linking itself does no I/O; these stand behind its port (`linking/adjudicator.py`).
"""
