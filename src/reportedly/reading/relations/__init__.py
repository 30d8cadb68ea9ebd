"""How statements of one report relate: replies and contradictions."""
