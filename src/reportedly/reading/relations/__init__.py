"""How statements of one report relate: replies to one another, and contradictions."""
