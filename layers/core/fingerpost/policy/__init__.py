"""Who may do what: Cedar policies that an information-governance officer can read, and their evaluation."""
