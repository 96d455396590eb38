"""The checks of `fingerpost doctor`, by what they look at."""
