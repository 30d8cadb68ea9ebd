"""Export and import of a whole ledger as lines of JSON.

What was given, read and judged is handed on; what is derived is derived again on the other side.
"""
