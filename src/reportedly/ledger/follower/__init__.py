"""Following channels: checking them, fetching what they list, adding it, and what is done after each round."""
