"""Files as case systems really export them, read without losing a row."""
