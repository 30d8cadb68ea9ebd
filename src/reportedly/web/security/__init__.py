"""Who may read and write at the desk: access, sessions, response headers."""
