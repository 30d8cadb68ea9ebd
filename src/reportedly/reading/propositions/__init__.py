"""What a statement is about: agent, negation, time, classes of predicates, parties, wording."""
