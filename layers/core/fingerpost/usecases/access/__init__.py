"""Who may come in, and whose chat account is whose."""
