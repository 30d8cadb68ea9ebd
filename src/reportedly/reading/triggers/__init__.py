"""Triggers: the words that name an event, their PLOVER types and their participants."""
