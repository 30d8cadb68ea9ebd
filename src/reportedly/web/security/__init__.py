"""Who may read and who may write: access, sessions, signing in, forms, response headers."""
