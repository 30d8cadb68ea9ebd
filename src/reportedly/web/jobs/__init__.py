"""Work that goes on while pages are shown: adding reports, and linking again after a decision."""
