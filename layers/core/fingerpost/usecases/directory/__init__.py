"""Keeping the directory: areas, organisations, services, people, and the codes that link their accounts."""
