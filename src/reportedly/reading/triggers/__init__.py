"""Which words name an event, of which PLOVER type, and who takes part."""
