"""`fingerpost init`: from an account to the first answer, step by step, as often as it is left."""
