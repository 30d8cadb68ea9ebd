"""Event mentions: trigger, type, participants, place, time, quantities and factuality."""
